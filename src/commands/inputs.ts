import type { Ledger } from '../ledger/ledger.ts'
import { loadPurchases } from '../purchase/load.ts'
import { unknownPurchase } from '../purchase/unknown.ts'
import type { Inputs } from '../receipt/inputs.ts'
import type { Verdict } from '../receipt/verdict.ts'
import { Families } from '../reconcile/large-families.ts'
import { relateNearDuplicates } from '../reconcile/near-duplicates.ts'
import { updateVerdicts } from '../reconcile/update-verdicts.ts'
import { appendHistory } from '../store/history.ts'
import { purchaseById } from '../store/purchases.ts'
import { say } from '../texts/say.ts'
import { firstMonthOf, lastMonthOf } from '../values/day.ts'
import { present } from '../values/present.ts'
import { refusedAt } from '../values/refusal.ts'
import { namesOf } from '../values/tables.ts'

/** What the accountant states: a value replaces, null clears, a missing property stays. */
export type Statement = { [N in keyof Inputs]?: Inputs[N] | null | undefined }

/**
 * Takes over what the accountant states of a purchase and decides it anew. Stating the same again changes nothing.
 * @throws Refusal purchase-unknown, deduct-in-outside-window
 */
export function stateInputs(ledger: Ledger, actor: string, id: string, statement: Statement): void {
  ledger.write(actor, 'statement', (unit) => {
    const row = purchaseById(unit.tx, id)
    const [state] = row === null ? [] : loadPurchases(unit.tx, [row.seq])
    if (!state) throw unknownPurchase(id)
    const before = state.inputs
    state.inputs = merged(before, statement)
    if (JSON.stringify(state.inputs) === JSON.stringify(before)) return
    const families = new Families(unit, [state])
    const neighbours = relateNearDuplicates(unit, [state], [], families)
    updateVerdicts(unit, [state, ...neighbours], families)
    checkWindow(state.inputs, present(state.verdict))
    appendHistory(
      unit.tx,
      [[state.seq, 'stated', JSON.stringify({ before, after: state.inputs, stated: statement })]],
      unit.cause,
    )
  })
}

/** Properties in a fixed order, so that equal statements are equal text. */
function merged(before: Inputs, statement: Statement): Inputs {
  const all: Inputs = {}
  for (const name of [...new Set([...namesOf(before), ...namesOf(statement)])].sort()) {
    // For this null is a statement of its own: not yet deducted.
    if (name === 'originalDeductedIn' && stands(before, statement, name) === null) all[name] = null
    else put(all, name, stands(before, statement, name))
  }
  return all
}

/** What stands under a name once it was stated; undefined where nothing was. */
const stands = <N extends keyof Inputs>(before: Inputs, statement: Statement, name: N) =>
  statement[name] === undefined ? before[name] : statement[name]

function put<N extends keyof Inputs>(all: Inputs, name: N, value: Inputs[N] | null): void {
  if (value !== undefined && value !== null) all[name] = value
}

/** The accountant chooses a month inside the window of deduction. */
function checkWindow({ deductIn }: Inputs, { deduction }: Verdict): void {
  if (deductIn === undefined) return
  const { from, until } = deduction
  if (from !== null && until !== null && firstMonthOf(from) <= deductIn && deductIn <= lastMonthOf(until))
    return
  const message = say('refusal.deduct-in-outside-window', { month: deductIn, from, until })
  throw refusedAt('/deductIn', 'deduct-in-outside-window', message)
}
