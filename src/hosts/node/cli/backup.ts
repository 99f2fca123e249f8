import { setPriority } from 'node:os'
import { resolve } from 'node:path'
import { say } from '../../../texts/say.ts'
import { sentenceOf } from '../../../values/refusal.ts'
import { BackupError, backUp, nameBackup } from '../backup.ts'
import { FolderInUse } from '../lock.ts'
import { args, stopWith, words } from '../terminal.ts'

/** `npm run backup -- DIR`: a copy of DATA_DIR, also while the service runs. See docs/backup.md. */

const { DATA_DIR = './data' } = process.env
const [target, ...more] = args

if (!target || more.length > 0 || target.startsWith('-')) stopWith(say('terminal.backup.usage'))

// Whoever uses the service goes first.
setPriority(10)
try {
  const folder = resolve(target)
  const { ledgers, lacking } = await backUp(DATA_DIR, folder, (line) => console.error(words(line)))
  nameBackup(folder)
  const megabytes = Math.ceil(ledgers.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000_000)
  console.log(words(say('terminal.backup.done', { folder, ledgers: ledgers.length, megabytes })))
  console.log(words(say('terminal.backup.no-master-key')))
  if (lacking.length > 0) stopWith(say('terminal.backup.lacking', { nips: lacking.map(({ nip }) => nip) }))
} catch (error) {
  if (error instanceof BackupError || error instanceof FolderInUse) stopWith(error.detail)
  stopWith(say('terminal.backup.none', { why: sentenceOf(error) }))
}
