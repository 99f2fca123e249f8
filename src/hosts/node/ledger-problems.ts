import { Refusal } from '../../values/refusal.ts'

/** Why a ledger answers nothing until a person did something; other ledgers go on. */

const restore =
  'Stop the service and put its file back from a backup (docs/backup.md). Other taxpayers are not affected.'

/** The file of a ledger is not there, though it was made. */
export const ledgerMissing = (nip: string): Refusal =>
  new Refusal(
    'ledger-missing',
    `The ledger of ${nip} is not there: DATA_DIR/ledgers/${nip}.sqlite is missing, empty, or never was this ledger. Nothing was made in its place. ${restore} If nothing was in it, erase the taxpayer (DELETE /operator/taxpayers/${nip}) and make it anew.`,
  )

/** Under the name of a ledger lies another one. */
export const ledgerOfAnother = (nip: string, found: string): Refusal =>
  new Refusal(
    'ledger-of-another',
    `DATA_DIR/ledgers/${nip}.sqlite is not the ledger of ${nip} that this service knows: it is ${found}. Nothing of it is shown. ${restore}`,
  )

/** SQLite cannot trust what a ledger says. */
export const ledgerDamaged = (nip: string, words: string): Refusal =>
  new Refusal(
    'ledger-damaged',
    `The ledger of ${nip} is damaged (${words}), so it is neither read nor written. ${restore} Look at the disk too.`,
  )

/** Whether SQLite says that a database file is damaged, or none. */
export const saysDamage = (error: unknown): boolean =>
  /^SQLITE_(CORRUPT|NOTADB)/.test(String((error as { code?: unknown } | null)?.code))

/** Whether another program holds the lock of a database file. */
export const isLocked = (error: unknown): boolean =>
  /^SQLITE_BUSY/.test(String((error as { code?: unknown } | null)?.code))

/** The same, of one that held it a moment ago. */
export const lockedByAnother = (): Error =>
  Object.assign(new Error('Another program holds the lock.'), { code: 'SQLITE_BUSY' })

/** As the system says it, before it has to. */
export const noFilesLeft = (open: number): Error =>
  Object.assign(new Error(`${open} ledgers are in use at once.`), { code: 'EMFILE' })
