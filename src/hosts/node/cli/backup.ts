import { setPriority } from 'node:os'
import { resolve } from 'node:path'
import { BackupError, backUp, nameBackup } from '../backup.ts'
import { FolderInUse } from '../lock.ts'

/** `npm run backup -- DIR`: a copy of DATA_DIR, also while the service runs. See docs/backup.md. */

const { DATA_DIR = './data' } = process.env
const [target, ...more] = process.argv.slice(2)

function stopWith(message: string): never {
  console.error(message)
  process.exit(1)
}

if (!target || more.length > 0 || target.startsWith('-'))
  stopWith('npm run backup -- DIR    copies DATA_DIR into the new folder DIR, also while the service runs')

// Whoever uses the service goes first.
setPriority(10)
try {
  const folder = resolve(target)
  const { ledgers, lacking } = await backUp(DATA_DIR, folder, console.error)
  nameBackup(folder)
  const megabytes = Math.ceil(ledgers.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000_000)
  console.log(`${folder}: the directory and ${ledgers.length} ledgers (${megabytes} MB), read through.`)
  console.log('The master key is not in it: keep it elsewhere. What to do with both: docs/backup.md.')
  if (lacking.length > 0)
    stopWith(`It lacks the ledgers of ${lacking.map(({ nip }) => nip).join(', ')}, as told above.`)
} catch (error) {
  if (error instanceof BackupError || error instanceof FolderInUse) stopWith(error.message)
  stopWith(`There is no backup: ${(error as Error).message}. Call it again: what was copied is kept.`)
}
