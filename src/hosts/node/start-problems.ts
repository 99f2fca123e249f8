import { join } from 'node:path'
import { storageProblem } from '../../http/endpoint/storage-problems.ts'
import { saysDamage } from './ledger-problems.ts'

/** What a disk or system in the way of a start is called, and what to do, by the code that requests would be told. */
const inTheWay: Record<string, (folder: string, code: string) => string> = {
  'storage-full': (folder) => `The disk of DATA_DIR=${folder} is full. Make room, then start again.`,
  'storage-busy': (folder, code) =>
    `Another program holds a lock on ${join(folder, 'directory.sqlite')} (${code}), such as a tool for backups. End it, then start again.`,
}

/** Why the service does not start, in words for who starts it. Errors without a code say it themselves. */
export function whyNoStart(error: NodeJS.ErrnoException, folder: string): string {
  const { code, message } = error
  if (code === undefined) return message
  if (saysDamage(error))
    return `${join(folder, 'directory.sqlite')} is damaged (${message}). Nothing was changed. Put it back from a backup (docs/backup.md), and look at the disk.`
  if (/^(EMFILE|ENFILE)/.test(code))
    return `The service may open no further file (${code}). Raise the limit of open files (LimitNOFILE, ulimit -n), then start again.`
  if (/^(SQLITE_IOERR|EIO)/.test(code))
    return `The disk of DATA_DIR=${folder} fails (${code}: ${message}). Look at it before you start again.`
  const known = inTheWay[storageProblem(error)?.code ?? '']
  return (
    known?.(folder, code) ??
    `DATA_DIR=${folder} cannot be used (${code}). Give a folder that this user may write to.`
  )
}
