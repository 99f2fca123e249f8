import { findingRow } from '../law/findings.ts'
import { keysOf } from '../match/document.ts'
import { loadPurchases, referenceKeys } from '../purchase/load.ts'
import { registerRecords } from '../purchase/register-records.ts'
import { factsFor, originalSeq, type PurchaseState, type UnitOfWork } from '../purchase/unit-of-work.ts'
import { awaitedOf } from '../receipt/awaited.ts'
import type { Relation } from '../receipt/finding.ts'
import { markerBeforeNumber } from '../receipt/marker.ts'
import { exchangeRatesOf } from '../receipt/pln.ts'
import { decide as decidePurchase } from '../receipt/verdict.ts'
import type { RowSource } from '../register/row.ts'
import {
  correctionsNaming,
  correctionsOfOriginals,
  replaceCorrectionReferences,
} from '../store/correction-references.ts'
import { appendHistory } from '../store/history.ts'
import type { PostingRow } from '../store/postings.ts'
import { type PurchaseColumns, putPurchases } from '../store/purchase-columns.ts'
import { type FindingRecord, purchaseIds, replaceFindings, storedPurchases } from '../store/purchases.ts'
import { replaceRegisterRows } from '../store/register.ts'
import type { StoredIdentity } from '../store/stored-identity.ts'
import { say } from '../texts/say.ts'
import { lastMonthOf } from '../values/day.ts'
import { nearKey, numberKey } from '../values/invoice-number.ts'
import { toJson } from '../values/json.ts'
import { present } from '../values/present.ts'
import { findOriginals } from './corrected-invoices.ts'
import { updateFiledMonths } from './filed-months.ts'
import { decisionsAbout, decisionsOn } from './finding-answers.ts'
import { Families, largeRelations } from './large-families.ts'
import { quarantineRelations } from './quarantine-met.ts'

/**
 * Decides purchases and stores what changed; an unchanged verdict writes nothing. Corrections come after what they
 * correct, and with them every other correction that names, or named, one of the purchases. Of a corrected correction
 * only its number matters, so one more round settles those.
 */
export function updateVerdicts(
  unit: UnitOfWork,
  states: readonly PurchaseState[],
  families = new Families(unit, states),
): void {
  const ids = new Map(states.map((s) => [s.seq, s.id]))
  const corrections = states.filter((state) => factsFor(state, unit).group === 'correction')
  const originals = states.filter((state) => !corrections.includes(state))
  updateSome(unit, originals, ids, families)
  const second = [...corrections, ...correctionsOf(unit, originals, corrections)]
  updateSome(unit, second, ids, families)
  updateSome(unit, correctionsOf(unit, second, []), ids, families)
}

/** Corrections that name one of the purchases, or that were tied to one, besides those already in hand. */
function correctionsOf(
  unit: UnitOfWork,
  states: readonly PurchaseState[],
  inHand: readonly PurchaseState[],
): PurchaseState[] {
  if (states.length === 0) return []
  const keys = new Set(states.flatMap((s) => s.records.flatMap((r) => keysOf(r.document))))
  const tied = correctionsOfOriginals(
    unit.tx,
    states.map((s) => s.seq),
  ).map((c) => c.correction)
  const found = new Set([...correctionsNaming(unit.tx, [...keys]), ...tied])
  for (const { seq } of inHand) found.delete(seq)
  // What a merged purchase names is forgotten with it (`markMerged`).
  return loadPurchases(unit.tx, [...found])
}

/** Decides and stores. `ids` are the public ids of purchases that may not be stored yet. */
function updateSome(
  unit: UnitOfWork,
  states: readonly PurchaseState[],
  ids: Map<number, string>,
  families: Families,
): void {
  if (states.length === 0) return
  const missing = states.flatMap((s) => s.relations.map((r) => r.other)).filter((seq) => !ids.has(seq))
  for (const [seq, id] of purchaseIds(unit.tx, [...new Set(missing)])) ids.set(seq, id)
  findOriginals(unit, states)
  const decided = decisionsAbout(unit, states, ids)
  const quarantined = quarantineRelations(unit, states)
  const large = largeRelations(unit, states, families)
  for (const [index, state] of states.entries()) {
    const facts = factsFor(state, unit)
    // In the order of the purchases: equal relations, found in any order, are equal verdicts.
    const relations = state.relations
      .toSorted((a, b) => a.other - b.other || (a.code < b.code ? -1 : 1))
      .map((r): Relation => ({ code: r.code, purchaseId: ids.get(r.other) ?? '', detail: r.detail }))
    if (state.postings.length > 1) relations.push(doublePosted(state.postings))
    for (const one of [quarantined[index], large[index]]) if (one) relations.push(one)
    const { decisions, settled } = decisionsOn(state, decided, ids)
    const context = unit.context(facts.seller.id)
    state.verdict = decidePurchase(facts, context, state.originals, [...relations, ...settled], decisions)
  }
  store(unit, states)
}

/** A merge joined two posted purchases: both postings are kept until a human voids one. */
const doublePosted = (postings: readonly PostingRow[]): Relation => ({
  code: 'DOUBLE_POSTED',
  purchaseId: '',
  detail: say('conflict.posted-twice', { references: postings.map((p) => p.reference) }),
})

function store(unit: UnitOfWork, states: readonly PurchaseState[]): void {
  const records = states.map((state) => ({ state, ...recordOf(state) }))
  const stored = storedPurchases(
    unit.tx,
    states.filter((s) => !s.isNew).map((s) => s.seq),
  )
  for (const { state, record } of records) unit.changes.decided(state, stored.get(state.seq), record)
  const changed = records.filter(({ state, record }) => {
    const row = stored.get(state.seq)
    return (
      !row ||
      state.restored ||
      row.verdict !== record.verdict ||
      row.identity !== record.identity ||
      row.inputs !== record.inputs
    )
  })
  const known = changed.filter(({ state }) => !state.isNew).map(({ state }) => state.seq)
  putPurchases(
    unit.tx,
    known,
    changed.map(({ record }) => record),
  )
  replaceRegisterRows(
    unit.tx,
    known,
    changed.flatMap(({ state, identity }) => registerRecords(state.seq, sourceOf(state, identity))),
  )
  replaceFindings(
    unit.tx,
    known,
    changed.flatMap(({ state }) => findingRows(state)),
  )
  replaceCorrectionReferences(
    unit.tx,
    known,
    changed.flatMap(({ state }) => references(state)),
  )
  updateFiledMonths(
    unit,
    states.map((s) => s.seq),
  )
  appendHistory(
    unit.tx,
    changed.map(({ state }) => [
      state.seq,
      state.before === null ? 'created' : 'decided',
      historyData(state),
    ]),
    unit.cause,
  )
  for (const { state } of changed) {
    state.isNew = false
    state.restored = false
  }
}

/** Findings that are there whatever the day, and decisions, also on those that come and go with the day. */
function findingRows({ seq, verdict }: PurchaseState): FindingRecord[] {
  const { findings, decisions } = present(verdict)
  const rows = new Map<string, FindingRecord>()
  const key = ({ code, subject }: { code: string; subject: string }) => `${code}.${subject}`
  for (const f of findings) rows.set(key(f), [seq, f.code, f.subject, 1, f.severity])
  for (const d of decisions) {
    const severity = rows.get(key(d))?.[4] ?? findingRow(d.code).severity
    rows.set(key(d), [seq, d.code, d.subject, 0, severity])
  }
  return [...rows.values()]
}

/** Under which keys the originals of a correction are looked for, with those that were found. */
export const references = (state: PurchaseState): [number, string, number | null][] => {
  const { corrects, seller } = present(state.facts)
  return corrects.flatMap((reference, index) =>
    referenceKeys(seller.id, reference).map((key): [number, string, number | null] => [
      state.seq,
      key,
      originalSeq(state.originals[index]),
    ]),
  )
}

/**
 * What a decision replaced, and the evidence and statements it was taken from. The decision itself is the purchase's
 * verdict, and becomes the `before` of the next entry: no verdict is stored twice.
 */
const historyData = (state: PurchaseState): string =>
  `{"before":${state.before ?? 'null'},"inputs":${JSON.stringify({
    evidence: state.records.map((r) => r.id),
    stated: state.inputs,
  })}}`

const sourceOf = ({ id, inputs, verdict }: PurchaseState, identity: StoredIdentity): RowSource => ({
  ...{ purchaseId: id, identity, inputs, verdict: present(verdict) },
})

function recordOf(state: PurchaseState): { identity: StoredIdentity; record: PurchaseColumns } {
  const [facts, verdict] = [present(state.facts), present(state.verdict)]
  const identity: StoredIdentity = {
    seller: facts.seller,
    number: facts.number,
    issueDay: facts.issueDay,
    kind: facts.kind,
    currency: facts.currency,
    netGrosze: facts.netGrosze,
    vatGrosze: facts.vatGrosze,
    grossGrosze: facts.grossGrosze,
    vatPlnGrosze: facts.vatPlnGrosze,
    group: facts.group,
    ksefNumber: facts.ksef?.number ?? null,
    ksef: facts.ksef,
    printedNumber: facts.printedNumber,
    cashSeller: facts.cashSeller,
    exchangeRates: facts.currency === 'PLN' ? [] : exchangeRatesOf(facts),
    corrects: facts.corrects,
    originals: state.originals.map(originalSeq),
  }
  const { deduction, lateness } = verdict
  const awaited = awaitedOf(verdict)
  const record: PurchaseColumns = {
    seq: state.seq,
    id: state.id,
    status: verdict.status,
    mode: verdict.mode,
    sellerId: facts.seller.id,
    number: facts.number,
    numberKey: numberKey(facts.number),
    nearKey: nearKey(facts.number),
    issueDay: facts.issueDay,
    kindGroup: facts.group,
    currency: facts.currency,
    gross: facts.grossGrosze,
    ksefNumber: facts.ksef?.number ?? null,
    numberedDay: lateness.numberedDay,
    receivedDay: verdict.receipt.date,
    deadline: lateness.deadline,
    lateCode: lateness.copyDay === null ? null : lateness.code,
    windowEnd: deduction.until === null ? null : lastMonthOf(deduction.until),
    awaiting: awaited?.how ?? null,
    awaitingFrom: awaited?.from ?? null,
    awaitingUntil: awaited?.until ?? null,
    nowhere: verdict.record.nowhere?.reason ?? null,
    kind: facts.kind,
    net: facts.netGrosze,
    yardstick: lateness.yardstick,
    unsettled: verdict.marker.unsettled && verdict.marker.noRow === null ? 1 : 0,
    numberDuty: verdict.marker.whenNumberComes,
    amountsUnknown: verdict.record.amountsUnknown === null ? 0 : 1,
    marker: markerBeforeNumber(verdict.marker),
    inputs: toJson(state.inputs),
    identity: toJson(identity),
    verdict: toJson(verdict),
    createdAt: state.createdAt,
  }
  return { identity, record }
}
