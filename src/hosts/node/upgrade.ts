import { statSync } from 'node:fs'
import { migrateLedger } from '../../store/ledger-schema.ts'
import { identified } from './identity.ts'
import { openFile } from './open-file.ts'
import { answerInThread, threaded } from './thread.ts'

/**
 * Brings ledgers of a release before up to date in a thread: a new index of a million invoices takes seconds, and in the
 * event loop everybody would wait for it. Each migration is one transaction, so one that is cut off is begun again.
 */

interface BehindLedger {
  path: string
  nip: string
  /** The id of the ledger that the directory knows under this NIP; null: none. */
  known: string | null
  /** When its migrations are said to have been applied. */
  now: string
}

/** Ends when the ledger is up to date, or cannot be brought so: whoever opens it then is told why. */
export type Upgrade = (ledger: BehindLedger) => Promise<unknown>

/** Null where the service was not built for it. */
export const threadedUpgrade = (script: URL): Upgrade | null => threaded<BehindLedger, null>(script)

/** In a thread a failure is nobody's: the same one meets who opens the ledger. */
const bringUpToDate: Upgrade = async ({ path, nip, known, now }) => {
  try {
    const file = openFile(path, null)
    try {
      identified(file.db, nip, known)
      migrateLedger(file.db, now, nip)
    } finally {
      await file.close()
    }
  } catch {}
  return null
}

/** A change of the tables of a smaller file takes no longer than others may wait. */
const largeBytes = 8 * 1024 * 1024

/** Which ledgers are looked at before they are opened: each large one once; small ones are brought up to date by opening. */
export class Upgrades {
  readonly #upgrade: Upgrade | null
  readonly #done = new Set<string>()

  constructor(upgrade: Upgrade | null) {
    this.#upgrade = upgrade
  }

  async before(ledger: BehindLedger): Promise<void> {
    if (this.#upgrade === null || this.#done.has(ledger.nip)) return
    if ((statSync(ledger.path, { throwIfNoEntry: false })?.size ?? 0) < largeBytes) return
    this.#done.add(ledger.nip)
    await this.#upgrade(ledger).catch(() => {})
  }
}

answerInThread(bringUpToDate)
