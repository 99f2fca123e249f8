import { say } from '../../texts/say.ts'
import { Refusal } from '../../values/refusal.ts'
import { thrown } from '../../values/thrown.ts'

/** Why a ledger answers nothing until a person did something; other ledgers go on. */

/** The file of a ledger is not there, though it was made. */
export const ledgerMissing = (nip: string): Refusal =>
  new Refusal('ledger-missing', say('refusal.ledger-missing', { nip }))

/** Under the name of a ledger lies another one. `found`: whose; null for another of the same taxpayer. */
export const ledgerOfAnother = (nip: string, found: string | null): Refusal =>
  new Refusal('ledger-of-another', say('refusal.ledger-of-another', { nip, found }))

/** SQLite cannot trust what a ledger says. */
export const ledgerDamaged = (nip: string, why: string): Refusal =>
  new Refusal('ledger-damaged', say('refusal.ledger-damaged', { nip, why }))

/** Whether SQLite says that a database file is damaged, or none. */
export const saysDamage = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(thrown(error).code)

/** Whether another program holds the lock of a database file. */
export const isLocked = (error: unknown): boolean => /^SQLITE_BUSY/.test(thrown(error).code)

/** The same, of one that held it a moment ago. */
export const lockedByAnother = (): Error =>
  Object.assign(new Error('Another program holds the lock.'), { code: 'SQLITE_BUSY' })

/** As the system says it, before it has to. */
export const noFilesLeft = (open: number): Error =>
  Object.assign(new Error(`${open} ledgers are in use at once.`), { code: 'EMFILE' })

/** A lock of another program is waited for so long at an opening, and not tried for as long afterwards, in milliseconds. */
export const lockedMs = 1000
/** So often an opening is tried in that time. */
export const maxAttempts = 20
