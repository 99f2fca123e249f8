import { acceptedOneByOne, type FindingCode, identityFindings } from '../law/findings.ts'
import type { PurchaseState, UnitOfWork } from '../purchase/unit-of-work.ts'
import { type FindingDecision, otherPurchaseOf, type Relation } from '../receipt/finding.ts'
import { type DecisionRow, decisionsWithParties } from '../store/decisions.ts'
import { purchaseIds } from '../store/purchases.ts'
import { say } from '../texts/say.ts'

type Decided = ReturnType<typeof decisionsWithParties>[number]

/** The decisions in force about documents of these purchases. Adds the ids of the purchases on their other sides. */
export function decisionsAbout(
  unit: UnitOfWork,
  states: readonly PurchaseState[],
  ids: Map<number, string>,
): Decided[] {
  const seqs = states.flatMap((s) => s.records.flatMap((r) => r.document.decisions.map((d) => d.seq)))
  if (seqs.length === 0) return []
  const decided = decisionsWithParties(unit.tx, [...new Set(seqs)])
  const parties = decided.flatMap(({ sides }) => sides.flatMap((side) => [...side]))
  const missing = [...new Set(parties)].filter((seq) => !ids.has(seq))
  for (const [seq, id] of purchaseIds(unit.tx, missing)) ids.set(seq, id)
  return decided
}

/** Accepting such a finding frees the purchase at which it was accepted, and not the other one. */
export const isOneSided = ({ code, decision }: Pick<DecisionRow, 'code' | 'decision'>): boolean =>
  decision === 'accepted' && code !== null && acceptedOneByOne.includes(code)

/** The decision that answers a finding of a purchase as it is shown; null when there is none. */
export function answerTo(
  unit: UnitOfWork,
  state: PurchaseState,
  code: string,
  subject: string,
): DecisionRow | null {
  const ids = new Map([[state.seq, state.id]])
  return answersOn(state, decisionsAbout(unit, [state], ids), ids).found.get(`${code}.${subject}`)?.by ?? null
}

/**
 * What the decisions settle of one purchase: its findings that they answer, the last word first, and as `settled` the
 * findings that they made disappear because the two purchases are one now.
 */
export function decisionsOn(
  state: PurchaseState,
  decided: readonly Decided[],
  ids: ReadonlyMap<number, string>,
): { decisions: FindingDecision[]; settled: Relation[] } {
  const { found, settled } = answersOn(state, decided, ids)
  const decisions = [...found.values()].map(answerOf).sort((a, b) => compare(a, b))
  return { decisions, settled: [...settled.values()] }
}

/** A finding by code and subject, and the decision that answers it. */
interface Answered {
  by: Decided
  code: FindingCode
  subject: string
}

function answersOn(state: PurchaseState, decided: readonly Decided[], ids: ReadonlyMap<number, string>) {
  const found = new Map<string, Answered>()
  const settled = new Map<string, Relation>()
  for (const d of decided) {
    const [ours, theirs] = sidesFrom(state, d)
    if (ours === null) continue
    const answer = (code: FindingCode, subject: string) =>
      found.set(`${code}.${subject}`, { by: d, code, subject })
    const other = otherPurchaseOf(d.otherId)
    if (other === null) {
      if (d.code !== null) answer(d.code, d.otherId ?? '')
      continue
    }
    if (isOneSided(d) && ours === 1) continue
    if (d.says === 'same' && theirs.has(state.seq)) {
      const subject = other === state.id ? d.purchaseId : other
      if (d.code === null) continue
      answer(d.code, subject)
      const detail = say('conflict.merged')
      settled.set(`${d.code}.${subject}`, { code: d.code, purchaseId: subject, detail })
    }
    for (const seq of theirs) {
      if (seq === state.seq) continue
      const subject = ids.get(seq) ?? ''
      const related = state.relations.filter((r) => r.other === seq).map((r) => r.code)
      const codes = d.says === 'different' ? related.filter((code) => identityFindings.includes(code)) : []
      const own = d.code === null || d.says === 'same' ? [] : [d.code]
      for (const code of new Set<FindingCode>([...codes, ...own])) answer(code, subject)
    }
  }
  return { found, settled }
}

/** Which side holds documents of the purchase, and the purchases of the other side; null for a stranger. */
function sidesFrom({ seq }: PurchaseState, { sides: [a, b] }: Decided): [0 | 1 | null, ReadonlySet<number>] {
  if (a.has(seq)) return [0, b]
  return b.has(seq) ? [1, a] : [null, b]
}

const answerOf = ({ by: { decision, note, at, actor }, code, subject }: Answered): FindingDecision => ({
  code,
  subject,
  // A document moved by hand tells the two purchases apart as the decision does.
  decision: decision === 'moved' ? ('different-invoice' as const) : decision,
  note,
  at,
  by: actor,
})

const compare = (a: FindingDecision, b: FindingDecision): number =>
  `${a.code} ${a.subject}` < `${b.code} ${b.subject}` ? -1 : 1
