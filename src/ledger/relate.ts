import { type NearCandidate, nearRule } from '../match/near.ts'
import { type NearRow, nearRows, type RelationRow, relatedTo, replaceRelations } from '../store/relations.ts'
import { addDays, type Day } from '../values/day.ts'
import { type KindGroup, kindGroup } from '../values/invoice-kind.ts'
import { nearKey, numberKey } from '../values/invoice-number.ts'
import { groupedBy, loadPurchases } from './load.ts'
import { factsFor, type PurchaseState, type Unit } from './workspace.ts'

type Near = NearCandidate & { seq: number }

/**
 * Finds which purchases are suspiciously near to the touched ones, stores all relations of the touched, and answers
 * the further purchases whose relations changed by that.
 */
export function relate(
  unit: Unit,
  touched: readonly PurchaseState[],
  merged: readonly PurchaseState[],
): PurchaseState[] {
  const seqs = touched.map((p) => p.seq)
  const known = touched.filter((p) => !p.isNew).map((p) => p.seq)
  const gone = merged.map((p) => p.seq)
  const before = relatedTo(unit.tx, [...known, ...gone])
  const pairs = nearPairs(unit, touched)
  for (const state of touched) {
    const near = pairs.filter((p) => p.purchase === state.seq)
    state.relations = [
      ...state.relations.filter((r) => r.code !== 'POSSIBLE_DUPLICATE'),
      ...near.map(({ other, detail }) => ({ code: 'POSSIBLE_DUPLICATE' as const, other, detail })),
    ]
  }
  const conflicts = touched.flatMap((p) => p.relations.map((r) => ({ purchase: p.seq, ...r })))
  const mirrored = pairs.map((p): RelationRow => ({ ...p, purchase: p.other, other: p.purchase }))
  replaceRelations(unit.tx, known, gone, [...conflicts, ...mirrored])
  const others = new Set([...before, ...pairs.map((p) => p.other)])
  for (const seq of [...seqs, ...gone]) others.delete(seq)
  return loadPurchases(unit.tx, [...others]).filter((p) => p.mergedInto === null)
}

function nearPairs(
  unit: Unit,
  touched: readonly PurchaseState[],
): (RelationRow & { code: 'POSSIBLE_DUPLICATE' })[] {
  const own = new Map(touched.map((p) => [p.seq, p]))
  const candidates = touched.flatMap((p) => nearCandidate(p, unit) ?? [])
  if (candidates.length === 0) return []
  const stored = [false, true].flatMap((outsideOnly) =>
    nearRows(unit.tx, candidates.filter((c) => c.hasKsef === outsideOnly).map(probe), outsideOnly),
  )
  const others = new Map(stored.filter((row) => !own.has(row.seq)).map((row) => [row.seq, fromRow(row)]))
  const bySeller = groupedBy([...candidates, ...others.values()], (c) => c.sellerId)
  return candidates.flatMap((a) => {
    if (a.hasKsef && !bySeller.get(a.sellerId)?.some((b) => !b.hasKsef)) return []
    return (bySeller.get(a.sellerId) ?? []).flatMap((b) => {
      const rule = a.seq === b.seq ? null : nearRule(a, b)
      const detail = `Another purchase of this seller is very near: ${rule}.`
      return rule === null
        ? []
        : [{ purchase: a.seq, code: 'POSSIBLE_DUPLICATE' as const, other: b.seq, detail }]
    })
  })
}

/** Same gross amount: as many days as the table of near rules looks around. */
const amountDays = 31

const probe = (c: Near) => ({
  sellerId: c.sellerId,
  nearKey: c.nearKey,
  gross: c.grossGrosze,
  fromDay: addDays(c.issueDay, -amountDays),
  toDay: addDays(c.issueDay, amountDays),
})

const fromRow = (row: NearRow): Near => ({
  seq: row.seq,
  sellerId: row.sellerId,
  numberKey: row.numberKey,
  nearKey: row.nearKey,
  issueDay: row.issueDay as Day,
  kindGroup: row.kindGroup as KindGroup | null,
  grossGrosze: row.gross,
  currency: row.currency,
  hasKsef: row.ksefNumber !== null,
})

/** Null for what is no invoice, or not addressed to the taxpayer: it is no duplicate of anything. */
function nearCandidate(state: PurchaseState, unit: Unit): Near | null {
  if (!state.records.some((r) => r.document.invoice)) return null
  const facts = factsFor(state, unit)
  if (!facts.ours) return null
  return {
    seq: state.seq,
    sellerId: facts.seller.id,
    numberKey: numberKey(facts.number),
    nearKey: nearKey(facts.number),
    issueDay: facts.issueDay,
    kindGroup: facts.kind === null ? null : kindGroup(facts.kind),
    grossGrosze: facts.grossGrosze,
    currency: facts.currency,
    hasKsef: facts.ksef !== null,
  }
}
