import type { Ledger } from '../ledger/ledger.ts'
import type { Job } from '../store/jobs.ts'
import { markSome } from '../store/mark-rows.ts'

/** One turn of marking what was stored before markers were. */
export async function markingTurn(ledger: Ledger, job: Job): Promise<void> {
  ledger.db.transaction(() => markSome(ledger.db, job, ledger.nowMs()), 'later')
}
