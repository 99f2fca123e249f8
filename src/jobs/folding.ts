import type { Ledger } from '../ledger/ledger.ts'
import { foldingJob, foldSome } from '../store/fold-rows.ts'
import { endJob, type Job, putJob } from '../store/jobs.ts'

/** Rows that are folded in one turn: it takes some ten milliseconds. */
const step = 200

/** One turn of folding what was stored before rows were folded. */
export async function foldingTurn(ledger: Ledger, job: Job): Promise<void> {
  ledger.db.transaction(() => {
    const next = foldSome(ledger.db, job.subject, step)
    endJob(ledger.db, job)
    if (next !== null) putJob(ledger.db, foldingJob, next, ledger.nowMs())
  }, 'later')
}
