import { NewerSchema } from '../../store/migrate.ts'
import { say } from '../../texts/say.ts'
import { Refusal } from '../../values/refusal.ts'
import { thrown } from '../../values/thrown.ts'

/** So many seconds later what was in the way may be gone. */
const soon = { retryAfterSeconds: 5 }

/**
 * What a caller is told when the place where data lies failed, rather than this service: nothing of his request was
 * kept, and it may be sent again. Null for failures of another kind. Node and SQLite name them by `code`, objects at the
 * edge at the end of the message.
 */
export function storageProblem(error: unknown): Refusal | null {
  if (error instanceof NewerSchema) return new Refusal('newer-schema', error.detail, [], soon)
  const { code: named, message } = thrown(error)
  const code = named || (/: (SQLITE_[A-Z]+)/.exec(message)?.[1] ?? '')
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code)) {
    return new Refusal('storage-full', say('refusal.storage-full'))
  }
  if (/^(SQLITE_BUSY|SQLITE_LOCKED)/.test(code)) {
    return new Refusal('storage-busy', say('refusal.storage-busy'), [], soon)
  }
  if (/^(EMFILE|ENFILE|SQLITE_CANTOPEN)/.test(code)) {
    return new Refusal('storage-no-files', say('refusal.storage-no-files'), [], soon)
  }
  if (/^(SQLITE_IOERR|SQLITE_READONLY|EIO|EROFS)/.test(code)) {
    return new Refusal('storage-failing', say('refusal.storage-failing'), [], soon)
  }
  return null
}
