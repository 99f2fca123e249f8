import type { InvoiceIdentity } from '../ingest/evidence.ts'
import { keysOf } from '../match/document.ts'
import type { Facts, Inputs, KsefFacts } from '../receipt/facts.ts'
import type { Relation } from '../receipt/findings.ts'
import { decide as decidePurchase, type Original, type Verdict } from '../receipt/verdict.ts'
import type { PostingRow } from '../store/postings.ts'
import {
  appendHistory,
  correctionsNaming,
  correctionsOfOriginals,
  type PurchaseRecord,
  type PurchaseRow,
  purchaseRows,
  purchasesByKeys,
  putPurchases,
  replaceCorrectionReferences,
  replaceFindings,
} from '../store/purchases.ts'
import { lastMonthOf, type Period } from '../values/day.ts'
import { nearKey, numberKey } from '../values/invoice-number.ts'
import type { Grosze } from '../values/money.ts'
import { loadPurchases, referenceKeys } from './load.ts'
import { factsFor, type PurchaseState, type Unit } from './workspace.ts'

/**
 * Decides purchases and stores what changed; an unchanged verdict writes nothing. Corrections come after what they
 * correct, and with them every other correction that names, or named, one of the purchases. Of a corrected correction
 * only its number matters, so one more round settles those.
 */
export function decideAll(unit: Unit, states: readonly PurchaseState[]): void {
  const ids = new Map(states.map((s) => [s.seq, s.id]))
  const corrections = states.filter((state) => factsFor(state, unit).group === 'correction')
  const originals = states.filter((state) => !corrections.includes(state))
  decideSome(unit, originals, ids)
  const second = [...corrections, ...correctionsOf(unit, originals, corrections)]
  decideSome(unit, second, ids)
  decideSome(unit, correctionsOf(unit, second, []), ids)
}

/** Stored corrections that name one of the purchases, or that were tied to one, besides those already in hand. */
function correctionsOf(
  unit: Unit,
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
  return loadPurchases(unit.tx, [...found]).filter((s) => s.mergedInto === null)
}

/** Decides and stores. `ids` are the public ids of the purchases in hand, which may not be stored yet. */
function decideSome(unit: Unit, states: readonly PurchaseState[], ids: Map<number, string>): void {
  if (states.length === 0) return
  const missing = states.flatMap((s) => s.relations.map((r) => r.other)).filter((seq) => !ids.has(seq))
  for (const row of purchaseRows(unit.tx, [...new Set(missing)])) ids.set(row.seq, row.id)
  findOriginals(unit, states)
  for (const state of states) {
    const facts = factsFor(state, unit)
    const relations = state.relations.map(
      (r): Relation => ({ code: r.code, purchaseId: ids.get(r.other) ?? '', detail: r.detail }),
    )
    if (state.postings.length > 1) relations.push(doublePosted(state.postings))
    const originals = state.originals.flatMap((o) => o ?? [])
    state.verdict = decidePurchase(facts, unit.context(facts.seller.id), originals, relations)
  }
  store(unit, states)
}

/** A merge joined two posted purchases: both postings are kept until a human voids one. */
const doublePosted = (postings: readonly PostingRow[]): Relation => ({
  code: 'DOUBLE_POSTED',
  purchaseId: '',
  detail: `One invoice was posted as ${postings.map((p) => `"${p.reference}"`).join(' and as ')}.`,
})

/** Finds for each correction the originals it names, as far as they are held, in the order of its references. */
function findOriginals(unit: Unit, states: readonly PurchaseState[]): void {
  for (const state of states) {
    const { corrects, seller } = factsFor(state, unit)
    state.originals = corrects.map((reference) => findOriginal(unit, state.seq, seller.id, reference))
  }
}

/**
 * The original of a correction: the purchase with the quoted number, else the only one of the seller with that number
 * and day. One with another KSeF number than the quoted is not the original.
 */
function findOriginal(
  unit: Unit,
  correction: number,
  sellerId: string,
  reference: Facts['corrects'][number],
): (Original & { seq: number }) | null {
  for (const key of referenceKeys(sellerId, reference)) {
    const rows = purchaseRows(
      unit.tx,
      purchasesByKeys(unit.tx, [key]).filter((seq) => seq !== correction),
    )
    const fitting = rows
      .map((row) => ({ row, identity: JSON.parse(row.identity) as StoredIdentity }))
      .filter(
        ({ identity }) =>
          [null, identity.ksefNumber].includes(reference.ksefNumber) || identity.ksefNumber === null,
      )
    const [only] = fitting
    if (fitting.length !== 1 || !only) continue
    const { ksefNumber, group } = only.identity
    return {
      seq: only.row.seq,
      purchaseId: only.row.id,
      isCorrection: group === 'correction',
      deductedIn: deductedIn(only.row),
      quotedNumberMissing: reference.ksefNumber !== null && ksefNumber === null,
    }
  }
  return null
}

/** The month that the accountant chose, else the first period in which the purchase may be deducted. */
function deductedIn(row: PurchaseRow): Period | null {
  const { from } = (JSON.parse(row.verdict) as Verdict).deduction
  const { deductIn } = JSON.parse(row.inputs) as Inputs
  return from === null ? null : ((deductIn as Period | undefined) ?? from)
}

/** What is stored of a purchase besides its verdict. */
export interface StoredIdentity extends InvoiceIdentity {
  group: Facts['group']
  ksefNumber: string | null
  ksef: KsefFacts | null
  /** Number printed on a copy while KSeF's own document is not in hand. */
  printedNumber: string | null
  cashSeller: boolean
  /** Polish tax in PLN, without the tax of other countries on the invoice; null when not known. */
  deductibleVatPlnGrosze: Grosze | null
  /** Net amount taxed at Polish rates, in the currency of the invoice. */
  taxedNetGrosze: Grosze | null
  corrects: Facts['corrects']
  /** Row numbers of the originals that are held, one per reference. */
  originals: (number | null)[]
}

function store(unit: Unit, states: readonly PurchaseState[]): void {
  const records = states.map((state) => ({ state, record: recordOf(state) }))
  const stored = new Map(
    purchaseRows(
      unit.tx,
      states.filter((s) => !s.isNew).map((s) => s.seq),
    ).map((row) => [row.seq, row]),
  )
  for (const { state, record } of records) unit.changes.decided(state, stored.get(state.seq), record)
  const changed = records.filter(({ state, record }) => {
    const row = stored.get(state.seq)
    return (
      !row ||
      row.verdict !== record.verdict ||
      row.identity !== record.identity ||
      row.inputs !== record.inputs
    )
  })
  const known = changed.filter(({ state }) => !state.isNew).map(({ state }) => state.seq)
  putPurchases(
    unit.tx,
    changed.map(({ record }) => record),
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
  appendHistory(
    unit.tx,
    changed.map(({ state }) => [
      state.seq,
      state.before === null ? 'created' : 'decided',
      historyData(state),
    ]),
    unit.cause,
  )
  for (const { state } of changed) state.isNew = false
}

const findingRows = ({ seq, verdict }: PurchaseState): [number, string, string][] =>
  (verdict as Verdict).findings.map((f) => [seq, f.code, f.subject])

const references = (state: PurchaseState): [number, string, number | null][] => {
  const { corrects, seller } = state.facts as Facts
  return corrects.flatMap((reference, index) =>
    referenceKeys(seller.id, reference).map((key): [number, string, number | null] => [
      state.seq,
      key,
      state.originals[index]?.seq ?? null,
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

function recordOf(state: PurchaseState): PurchaseRecord {
  const facts = state.facts as Facts
  const verdict = state.verdict as Verdict
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
    deductibleVatPlnGrosze: facts.currency === 'PLN' ? facts.polishVatGrosze : facts.vatPlnGrosze,
    taxedNetGrosze: facts.taxedNetGrosze,
    corrects: facts.corrects,
    originals: state.originals.map((o) => o?.seq ?? null),
  }
  const { deduction, lateness } = verdict
  return {
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
    numberedDay: facts.ksef?.numberedDay ?? null,
    receivedDay: verdict.receipt.date,
    deadline: verdict.resend.deadline,
    lateCode: lateness.copyDay === null ? null : lateness.code,
    windowEnd: deduction.until === null ? null : lastMonthOf(deduction.until),
    registerMonth: state.inputs.deductIn ?? verdict.registerMonth,
    inputs: JSON.stringify(state.inputs),
    identity: JSON.stringify(identity),
    verdict: JSON.stringify(verdict),
    createdAt: state.createdAt,
  }
}
