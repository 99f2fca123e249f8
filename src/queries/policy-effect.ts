import type { Policy, PolicyName } from '../law/policy.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { loadPurchases } from '../purchase/load.ts'
import { factsFor, type PurchaseState, type UnitOfWork } from '../purchase/unit-of-work.ts'
import { decide, type Verdict } from '../receipt/verdict.ts'
import { findOriginals } from '../reconcile/corrected-invoices.ts'
import { filedRowsOf } from '../store/filings.ts'
import { purchasesBehind } from '../store/lists.ts'

/** How many purchases are decided twice for one answer: more would keep others waiting. */
const most = 200

/**
 * What another choice where the law is disputed would change, told of purchases that no filed month holds, at most 200 of
 * those behind `after`: how many would get another day of receipt, other months, another marker (or another duty once a
 * number comes), other amounts. Each is decided by both choices; nothing is written.
 */
export function policyEffect(
  ledger: Ledger,
  actor: string,
  choice: { name: PolicyName; option: string },
  after: number,
  limit: number,
) {
  return ledger.rehearse(actor, `rehearsal of the policy ${choice.name}=${choice.option}`, (unit) => {
    const seqs = purchasesBehind(unit.tx, after, Math.min(limit, most))
    const filed = new Set(filedRowsOf(unit.tx, seqs).map(({ purchase }) => purchase))
    const states = loadPurchases(
      unit.tx,
      seqs.filter((seq) => !filed.has(seq)),
    ).filter(({ mergedInto }) => mergedInto === null)
    findOriginals(unit, states)
    const changes = states.map((state) => changesOf(state, unit, { [choice.name]: choice.option }))
    const count = (of: (change: Change) => boolean) => changes.filter(of).length
    return {
      purchases: changes.length,
      receiptDay: count((change) => change.receiptDay),
      month: count((change) => change.month),
      marker: count((change) => change.marker),
      amounts: count((change) => change.amounts),
      next: seqs.length === Math.min(limit, most) ? String(seqs.at(-1)) : null,
    }
  })
}

interface Change {
  receiptDay: boolean
  month: boolean
  marker: boolean
  amounts: boolean
}

function changesOf(state: PurchaseState, unit: UnitOfWork, chosen: Partial<Policy>): Change {
  const facts = factsFor(state, unit)
  const context = unit.context(facts.seller.id)
  // What people said of its findings, and what it stands beside, moves no day.
  const now = decide(facts, context, state.originals, [], [])
  const then = decide(
    facts,
    { ...context, policy: { ...context.policy, ...chosen } },
    state.originals,
    [],
    [],
  )
  const differs = (part: (verdict: Verdict) => unknown) =>
    JSON.stringify(part(now)) !== JSON.stringify(part(then))
  return {
    receiptDay: differs(({ receipt }) => receipt.date),
    month: differs(monthsOf),
    marker: differs(({ marker: { receivedDay: _, ...marker } }) => marker),
    amounts: differs(({ record }) => record.entries.map(({ amounts }) => amounts)),
  }
}

/** Where its tax stands; of what has no tax to deduct, from when it might. */
const monthsOf = ({ record, deduction }: Verdict) =>
  record.entries.length === 0 ? [deduction.from] : record.entries.map(({ month }) => month)
