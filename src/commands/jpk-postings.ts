import { numberOfRow } from '../jpk-check/file-row.ts'
import type { JpkCheckCode } from '../law/jpk-check.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { jpkCheckRow } from '../queries/jpk-checks.ts'
import { agreeingRows, type JpkCheckRow } from '../store/jpk-checks.ts'
import { survivingRows } from '../store/purchases.ts'
import { say } from '../texts/say.ts'
import type { Day, Month } from '../values/day.ts'
import { Refusal } from '../values/refusal.ts'
import { postPurchase } from './posting.ts'

/** Rows that are looked up at once, for which all that is told of the file is read, and posted before others have their turn. */
const [step, turn] = [500, 50]

/** What became of the purchases of the rows that agree. */
interface JpkPostings {
  posted: number
  /** Posted before, under this or another reference. */
  unchanged: number
  /** Held since the file was checked. */
  held: number
}

/** @throws Refusal jpk-check-unknown, jpk-check-replaced where the rows of a check are kept no longer */
export function keptCheck(ledger: Ledger, id: string): JpkCheckRow & { month: Month } {
  const check = jpkCheckRow(ledger.db, id)
  if (check.kept === 0)
    throw new Refusal('jpk-check-replaced', say('jpk-check.replaced', { month: check.month }))
  return check
}

/**
 * Posts the purchases of the rows of which nothing is told that asks for a person, or that only have items of `codes`. The
 * reference names the month and the row, the day is that on which the file is filed. Doing it again posts nothing twice.
 * @throws Refusal jpk-check-unknown, jpk-check-replaced
 */
export async function postJpkRows(
  ledger: Ledger,
  actor: string,
  id: string,
  codes: readonly JpkCheckCode[],
): Promise<JpkPostings> {
  const check = keptCheck(ledger, id)
  const done: JpkPostings = { posted: 0, unchanged: 0, held: 0 }
  for (let after = 0; ; ) {
    const rows = agreeingRows(ledger.db, check, codes, { after, limit: step })
    const purchases = survivingRows(
      ledger.db,
      rows.map(({ purchase }) => purchase),
    )
    for (const [at, { purchase, row }] of rows.entries()) {
      if (at % turn === turn - 1) await ledger.host.yieldToEventLoop()
      const found = purchases.get(purchase)
      if (found === undefined) continue
      const lp = numberOfRow(row)
      const reference = `JPK ${check.month}/${lp}`
      done[posted(ledger, actor, found.id, { reference, postedOn: check.filedOn })] += 1
    }
    if (rows.length < step) return done
    after = rows.at(-1)?.position ?? after
    await ledger.host.yieldToEventLoop()
  }
}

function posted(
  ledger: Ledger,
  actor: string,
  id: string,
  wanted: { reference: string; postedOn: Day },
): keyof JpkPostings {
  try {
    return postPurchase(ledger, actor, id, wanted).isNew ? 'posted' : 'unchanged'
  } catch (error) {
    if (error instanceof Refusal && error.code === 'already-posted') return 'unchanged'
    if (error instanceof Refusal && error.code === 'held') return 'held'
    throw error
  }
}
