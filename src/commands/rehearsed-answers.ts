import type { Ledger } from '../ledger/ledger.ts'
import { purchaseViews } from '../queries/views.ts'
import { purchaseById } from '../store/purchases.ts'
import { Refusal } from '../values/refusal.ts'
import { answerFinding, type FindingAnswer, nameOf, onQuarantine } from './decisions.ts'

const answersTo: Record<'open' | 'decided', readonly FindingAnswer['decision'][]> = {
  open: ['same-invoice', 'different-invoice', 'accepted', 'dismissed'],
  decided: ['reopen', 'same-invoice', 'different-invoice', 'accepted', 'dismissed'],
}

/**
 * What each answer to a finding would make of its purchases. Each is given as it would be, in a transaction that is taken
 * back, so that what is foretold is what comes; nothing changes. An answer that does not fit says why.
 * @throws Refusal finding-unknown, decision-does-not-fit for a document in quarantine
 */
export function rehearseAnswers(ledger: Ledger, actor: string, findingId: string) {
  if (findingId.startsWith('quarantine.')) throw onQuarantine(findingId)
  const { purchaseId, otherId } = nameOf(findingId)
  const ids = [purchaseId, otherId].filter((id) => id !== null)
  const rehearsed = (decision: FindingAnswer['decision']) =>
    ledger.rehearse(actor, `rehearsal of an answer to ${findingId}`, (unit) => {
      answerFinding(unit, ledger.today(), findingId, { decision, note: null })
      const rows = ids.flatMap((id) => purchaseById(unit.tx, id) ?? [])
      const each = [...new Map(rows.map((row) => [row.seq, row])).values()]
      return purchaseViews(unit.tx, each, ledger.today())
    })
  const isDecided = isDecidedNow(ledger, findingId, purchaseId)
  return answersTo[isDecided ? 'decided' : 'open'].map((decision) => {
    try {
      return { decision, refusal: null, purchases: rehearsed(decision) }
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'finding-unknown') throw error
      return { decision, refusal: { code: error.code, detail: error.detail }, purchases: [] }
    }
  })
}

function isDecidedNow(ledger: Ledger, findingId: string, purchaseId: string): boolean {
  const row = purchaseById(ledger.db, purchaseId)
  if (row === null) return false
  const [view] = purchaseViews(ledger.db, [row], ledger.today())
  return view?.findings.some(({ id, open }) => id === findingId && !open) ?? false
}
