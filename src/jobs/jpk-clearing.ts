import type { Ledger } from '../ledger/ledger.ts'
import type { Db } from '../store/database.ts'
import { endJob, type Job, moveJob } from '../store/jobs.ts'
import { clearJpkItems, clearJpkRows, deleteJpkCheck, uselessOfJpkCheck } from '../store/jpk-clearing.ts'

/** Rows, or items, that are taken away in one turn. */
const step = 1_000

/** One turn of taking away what is of no use of a check of a file. */
export async function jpkClearingTurn(ledger: Ledger, job: Job): Promise<void> {
  ledger.db.transaction(() => {
    if (isClear(ledger.db, Number(job.subject))) endJob(ledger.db, job)
    else moveJob(ledger.db, job, ledger.nowMs(), 0)
  }, 'later')
}

/** Takes one step; answers whether nothing is left to be taken away. */
function isClear(db: Db, seq: number): boolean {
  const useless = uselessOfJpkCheck(db, seq)
  if (useless === null || useless === 'nothing') return true
  if (clearJpkRows(db, seq, step)) return false
  if (useless === 'rows') return true
  if (clearJpkItems(db, seq, step)) return false
  deleteJpkCheck(db, seq)
  return true
}
