import { findingCodes, identityFindings } from '../law/findings.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { loadPurchases } from '../purchase/load.ts'
import type { PurchaseState, UnitOfWork } from '../purchase/unit-of-work.ts'
import { verdictOn } from '../receipt/as-of.ts'
import { otherPurchaseOf } from '../receipt/finding.ts'
import { answerTo, isOneSided } from '../reconcile/finding-answers.ts'
import { regroupAgain } from '../reconcile/regroup-again.ts'
import {
  type DecisionKind,
  type DecisionRow,
  decisionOn,
  endDecision,
  insertDecision,
  sidesOf,
} from '../store/decisions.ts'
import { purchasesOfEvidence } from '../store/evidence.ts'
import { appendHistory } from '../store/history.ts'
import { type PurchaseRow, purchaseById } from '../store/purchases.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'
import { present } from '../values/present.ts'
import { Refusal, refusedAt } from '../values/refusal.ts'
import { isOneOf } from '../values/tables.ts'

/** What a person answers to a finding; `reopen` takes the answer back. */
export interface FindingAnswer {
  decision: Exclude<DecisionKind, 'moved'> | 'reopen'
  note: string | null
  /** Refused where somebody answered otherwise meanwhile, instead of taking the place of that answer. */
  onlyIfOpen?: boolean | undefined
}

/** A finding by its public id: purchase, code, and its subject, which is another purchase or a reference. */
interface FindingName {
  purchaseId: string
  code: string
  subject: string | null
  /** The other purchase, where the subject is one. */
  otherId: string | null
}

/**
 * Decides a finding, or takes the decision back: documents are then split anew with what was decided, as with any
 * other evidence, and everything that depends on it is decided again. The same answer again changes nothing.
 * @throws Refusal finding-unknown, already-decided, decision-does-not-fit, two-ksef-numbers
 */
export function decideFinding(
  ledger: Ledger,
  actor: string,
  findingId: string,
  answer: FindingAnswer,
): PurchaseRow {
  return ledger.write(actor, `decision on ${findingId}`, (unit) =>
    answerFinding(unit, ledger.today(), findingId, answer),
  )
}

/** The answer within a transaction, as `decideFinding` gives it; answers with the purchase of the finding as it is then. */
export function answerFinding(
  unit: UnitOfWork,
  today: Day,
  findingId: string,
  answer: FindingAnswer,
): PurchaseRow {
  if (findingId.startsWith('quarantine.')) throw onQuarantine(findingId)
  const given = nameOf(findingId)
  const purchase = purchaseById(unit.tx, given.purchaseId)
  if (purchase === null) throw unknownFinding(findingId)
  const name = survivingName(unit, given, purchase)
  const { decision, note, onlyIfOpen = false } = answer
  const standing = standingOn(unit, given) ?? standingOn(unit, name) ?? shownOn(unit, purchase, given, answer)
  if (standing === null && !isThereOn(today, purchase, name)) throw unknownFinding(findingId)
  if (standing !== null) {
    // Who would replace nothing, and adds nothing, agrees with whatever note stands there.
    const agrees = standing.note === note || (onlyIfOpen && note === null)
    if (standing.decision === decision && agrees) return present(purchaseById(unit.tx, given.purchaseId))
    if (onlyIfOpen) throw decidedBy(standing)
    reopen(unit, standing, decision === 'reopen' ? note : null)
  }
  if (decision !== 'reopen') decide(unit, given, decision, note, standing)
  return present(purchaseById(unit.tx, given.purchaseId))
}

const decidedBy = ({ actor, decision, note, at }: DecisionRow): Refusal =>
  new Refusal('already-decided', say('refusal.already-decided', { by: actor }), [], {
    about: { decision: { decision, note, at, by: actor } },
  })

/** The refusal of a finding that is of a document in quarantine, and so of no purchase. */
export const onQuarantine = (findingId: string): Refusal =>
  doesNotFit(say('refusal.decision-on-quarantine', { id: findingId.slice('quarantine.'.length) }))

/** What a finding is called by its public id. */
export function nameOf(findingId: string): FindingName {
  const [purchaseId = '', code = '', subject = null] = findingId.split('.')
  return { purchaseId, code, subject, otherId: otherPurchaseOf(subject) }
}

const unknownFinding = (id: string): Refusal =>
  new Refusal('finding-unknown', say('refusal.finding-unknown', { id }))

/** The finding under the ids that its purchases have now. */
function survivingName(
  unit: UnitOfWork,
  { code, subject, otherId }: FindingName,
  { id }: PurchaseRow,
): FindingName {
  if (otherId === null) return { purchaseId: id, code, subject, otherId }
  const other = purchaseById(unit.tx, otherId)?.id ?? otherId
  return { purchaseId: id, code, subject: other, otherId: other }
}

/** What was accepted of the other purchase alone does not stand on this one. */
function standingOn(unit: UnitOfWork, { purchaseId, code, subject }: FindingName): DecisionRow | null {
  const found = decisionOn(unit.tx, purchaseId, code, subject)
  return found !== null && isOneSided(found) && found.purchaseId !== purchaseId ? null : found
}

/**
 * The decision that answers a finding as it is shown, where it was taken under other ids or on another finding of the
 * same two purchases: to be taken back, or changed where it is about this very finding.
 * @throws Refusal decision-does-not-fit
 */
function shownOn(
  unit: UnitOfWork,
  { seq }: PurchaseRow,
  name: FindingName,
  answer: FindingAnswer,
): DecisionRow | null {
  const state = present(loadPurchases(unit.tx, [seq])[0])
  const now = name.otherId === null ? null : purchaseById(unit.tx, name.otherId)
  const shown =
    answerTo(unit, state, name.code, name.subject ?? '') ??
    answerTo(unit, state, name.code, now?.id ?? name.subject ?? '')
  if (answer.decision !== 'reopen') return shown?.code === name.code ? shown : null
  if (shown?.decision === 'moved') {
    throw doesNotFit(say('refusal.decision-after-move', { code: name.code }))
  }
  return shown
}

/** Also findings that are there only on some days can be decided while they are. */
const isThereOn = (today: Day, purchase: PurchaseRow, { code, subject }: FindingName): boolean =>
  verdictOn(purchase.verdict, today).findings.some((f) => f.code === code && f.subject === (subject ?? ''))

function decide(
  unit: UnitOfWork,
  name: FindingName,
  decision: Exclude<DecisionKind, 'moved'>,
  note: string | null,
  replaced: DecisionRow | null,
) {
  const aboutIdentity = decision === 'same-invoice' || decision === 'different-invoice'
  const asksIdentity = name.otherId !== null && identityFindings.includes(name.code)
  if (aboutIdentity && !asksIdentity) {
    throw doesNotFit(say('refusal.decision-of-identity', { code: name.code, decision }))
  }
  const one = purchaseOf(unit, name.purchaseId)
  const other = name.otherId === null ? null : purchaseOf(unit, name.otherId)
  if (decision === 'same-invoice') refuseTwoNumbers(one, present(other))
  const says = decision === 'same-invoice' ? 'same' : decision === 'different-invoice' ? 'different' : null
  const { at, actor } = unit.cause
  if (!isOneOf(findingCodes, name.code)) throw unknownFinding(`${name.purchaseId}.${name.code}`)
  const said = { decision, says, code: name.code, note, at, actor } as const
  if (replaced !== null && one.seq === other?.seq) {
    // Something else makes them one purchase meanwhile: whose documents were meant is known from before.
    const { purchaseId, otherId } = replaced
    insertDecision(unit.tx, { ...said, purchaseId, otherId }, sidesOf(unit.tx, replaced.seq))
  } else {
    const sides = [seqsOf(one), other ? seqsOf(other) : []] as const
    const otherId = other?.id ?? name.subject
    insertDecision(unit.tx, { ...said, purchaseId: one.id, otherId }, sides)
  }
  regroupAgain(
    unit,
    [one, other].flatMap((p) => p ?? []),
  )
  appendHistories(
    unit,
    [one, other].flatMap((p) => p?.seq ?? []),
    'decision',
    { code: name.code, otherId: name.subject, decision, note },
  )
}

/** A purchase that a finding which is there names: none ever goes away. */
function purchaseOf(unit: UnitOfWork, id: string): PurchaseState {
  const { seq } = present(purchaseById(unit.tx, id))
  return present(loadPurchases(unit.tx, [seq])[0])
}

const seqsOf = (state: PurchaseState): number[] => state.records.map((r) => r.seq)

const doesNotFit = (message: Said): Refusal => refusedAt('/decision', 'decision-does-not-fit', message)

/** @throws Refusal two-ksef-numbers: two numbers of KSeF are two invoices, whatever they say */
export function refuseTwoNumbers(a: PurchaseState, b: PurchaseState): void {
  const numbers = new Set([a, b].flatMap((p) => p.records.flatMap((r) => r.document.ksefNumber ?? [])))
  if (numbers.size < 2) return
  throw new Refusal('two-ksef-numbers', say('refusal.two-ksef-numbers', { numbers: [...numbers] }))
}

/** Ends a decision, and splits its documents anew without it. */
function reopen(unit: UnitOfWork, decision: DecisionRow, note: string | null): void {
  const documents = [...new Set(sidesOf(unit.tx, decision.seq).flat())]
  endDecision(unit.tx, decision.seq, unit.cause.at)
  regroupAgain(unit, loadPurchases(unit.tx, purchasesOfEvidence(unit.tx, documents)))
  const { code, otherId } = decision
  const ended = { decision: decision.decision, note: decision.note, by: decision.actor, at: decision.at }
  appendHistories(unit, purchasesOfEvidence(unit.tx, documents), 'reopened', { code, otherId, ended, note })
}

/** Writes into the history of purchases what a person did. */
export function appendHistories(
  unit: UnitOfWork,
  seqs: readonly number[],
  type: string,
  stated: Record<string, unknown>,
): void {
  const data = JSON.stringify({ before: null, after: null, stated })
  appendHistory(
    unit.tx,
    [...new Set(seqs)].map((seq) => [seq, type, data]),
    unit.cause,
  )
}
