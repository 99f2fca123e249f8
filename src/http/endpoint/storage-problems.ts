import { NewerSchema } from '../../store/migrate.ts'
import { Refusal } from '../../values/refusal.ts'

/** So many seconds later what was in the way may be gone. */
const soon = { retryAfterSeconds: 5 }

/**
 * What a caller is told when the place where data lies failed, rather than this service: nothing of his request was
 * kept, and it may be sent again. Null for failures of another kind. Node and SQLite name them by `code`, objects at the
 * edge at the end of the message.
 */
export function storageProblem(error: unknown): Refusal | null {
  if (error instanceof NewerSchema) return new Refusal('newer-schema', error.message, [], soon)
  const { code: named, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  const code = String(named ?? /: (SQLITE_[A-Z]+)/.exec(String(message))?.[1] ?? '')
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code)) {
    const detail =
      'The disk of the service is full. Nothing of this request was kept. Make room for DATA_DIR, then send it again.'
    return new Refusal('storage-full', detail)
  }
  if (/^(SQLITE_BUSY|SQLITE_LOCKED)/.test(code)) {
    const detail =
      'Another program holds a lock on this database, such as a tool for backups. Nothing of this request was kept. Send it again, and end that program if this goes on.'
    return new Refusal('storage-busy', detail, [], soon)
  }
  if (/^(EMFILE|ENFILE|SQLITE_CANTOPEN)/.test(code)) {
    const detail =
      'The service may open no further file now. Nothing of this request was kept. Send it again; if this goes on, raise the limit of open files (LimitNOFILE, ulimit -n).'
    return new Refusal('storage-no-files', detail, [], soon)
  }
  if (/^(SQLITE_IOERR|SQLITE_READONLY|EIO|EROFS)/.test(code)) {
    const detail =
      'The disk of the service fails, or may not be written to. Nothing of this request was kept. Look into its log and at the disk, then send it again.'
    return new Refusal('storage-failing', detail, [], soon)
  }
  return null
}
