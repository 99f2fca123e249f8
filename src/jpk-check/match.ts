import { rankCandidates } from '../match/candidates.ts'
import { invoiceKey, mistakableKeyOf } from '../match/document.ts'
import { type NearCandidate, nearRule } from '../match/near.ts'
import { addDays, type Day } from '../values/day.ts'
import { nearKey, numberKey } from '../values/invoice-number.ts'
import { netOfRow, taxOf } from './amounts.ts'
import type { FileRow } from './file-row.ts'
import { isSellerOf, sellerIdsOf } from './seller.ts'

/** A purchase that a row may be. */
export interface MatchCandidate extends Omit<NearCandidate, 'crowded'> {
  seq: number
  id: string
  number: string
}

/** The keys under which the purchase of a row is known, if it is known: by its KSeF number, and by what is written. */
export function keysOfRow(row: FileRow): { ksef: string | null; written: string[] } {
  const ksef = row.marker !== null && 'NrKSeF' in row.marker ? `ksef:${row.marker.NrKSeF}` : null
  const { issueDay } = row
  const key = numberKey(row.number)
  const written =
    issueDay === null || row.number === '' ? [] : sellerIdsOf(row).map((id) => invoiceKey(id, key, issueDay))
  return { ksef, written }
}

/** The purchase to which both the KSeF number of a row and its writing lead; null where they do not. */
export function agreedOn(byKsef: readonly number[], byWriting: readonly number[]): number | null {
  const [numbered] = byKsef
  return numbered !== undefined && byWriting.includes(numbered) ? numbered : null
}

/**
 * The purchase that a row is where its number and its writing agree on none, by the ladder: what is written on it, seller, number and day, goes before a KSeF number that
 * leads elsewhere, for that is copied into the wrong row as easily as it is typed wrong. A KSeF number alone is enough
 * where seller or number fit it. Null for none, and where several fit and nothing tells them apart.
 */
export function chosen<C extends MatchCandidate>(
  row: FileRow,
  byKsef: readonly C[],
  byWriting: readonly C[],
): C | null {
  const [numbered] = byKsef
  if (byWriting.length > 0) return onlyOne(row, byWriting)
  if (numbered === undefined) return null
  const fits =
    isSellerOf(row, numbered.sellerId) ||
    numberKey(row.number) === numbered.numberKey ||
    nearKey(row.number) === numbered.nearKey
  return fits ? numbered : null
}

/** Under one number and day stand an invoice and its correction, or two that were decided to be different. */
function onlyOne<C extends MatchCandidate>(row: FileRow, candidates: readonly C[]): C | null {
  const [only, ...more] = candidates
  if (only === undefined || more.length === 0) return only ?? null
  const gross = netOfRow(row.amounts) + taxOf(row.amounts)
  const fitting = candidates.filter(({ grossGrosze }) => grossGrosze === gross)
  if (fitting.length === 1) return fitting[0] ?? null
  const signed = candidates.filter(
    ({ grossGrosze }) => grossGrosze !== null && Math.sign(grossGrosze) === Math.sign(gross),
  )
  return fitting.length === 0 && signed.length === 1 ? (signed[0] ?? null) : null
}

/** Days within which near writing is looked for. */
const [aroundNumber, aroundAmount] = [92, 31]

/** Under what purchases are looked for that a row may mean; one probe for each id of its supplier. */
interface NearProbe {
  position: number
  sellerId: string
  nearKey: string
  numberKey: string
  gross: number
  mistakable: string
  day: Day
  numberFrom: Day
  numberTo: Day
  amountFrom: Day
  amountTo: Day
}

export function probesOf(row: FileRow): NearProbe[] {
  const { issueDay: day, number, position } = row
  if (day === null || number === '') return []
  const key = numberKey(number)
  const common = {
    position,
    nearKey: nearKey(number),
    numberKey: key,
    day,
    gross: netOfRow(row.amounts) + taxOf(row.amounts),
    ...{ numberFrom: addDays(day, -aroundNumber), numberTo: addDays(day, aroundNumber) },
    ...{ amountFrom: addDays(day, -aroundAmount), amountTo: addDays(day, aroundAmount) },
  }
  const ids = sellerIdsOf(row)
  return (ids.length > 0 ? ids : ['']).map((sellerId) => ({
    ...common,
    sellerId,
    mistakable: mistakableKeyOf(sellerId, key, day),
  }))
}

/** How many candidates are told of a row. */
const most = 5

/**
 * What a row may mean, the likeliest first: purchases whose writing is near by the rules of matching, and those under the
 * same number, day and gross amount of another seller. Candidates, never certain. `taken`: it has a row of its own, so an
 * equal amount alone says nothing.
 */
export function likely<C extends MatchCandidate>(
  row: FileRow,
  found: readonly C[],
  taken: (seq: number) => boolean,
): C[] {
  const asked = probesOf(row).map((probe) => factsOf(row, probe))
  const near = found.filter((candidate) =>
    asked.some((own) => {
      if (own.sellerId !== candidate.sellerId) return isUnderAnotherSeller(own, candidate)
      return nearRule(own, { ...candidate, crowded: taken(candidate.seq) }) !== null
    }),
  )
  const [own] = asked
  if (own === undefined) return []
  const ranked = rankCandidates(
    { ...own, sellerId: '' },
    near.map((c) => ({ ...c, sellerId: '', own: c })),
  )
  return ranked.slice(0, most).map(({ candidate }) => candidate.own)
}

const isUnderAnotherSeller = (own: NearCandidate, other: MatchCandidate): boolean =>
  own.numberKey === other.numberKey &&
  own.issueDay === other.issueDay &&
  own.grossGrosze !== 0 &&
  own.grossGrosze === other.grossGrosze

const factsOf = (
  row: FileRow,
  { sellerId, numberKey: key, nearKey: near, day, gross }: NearProbe,
): NearCandidate => ({
  ...{ sellerId, numberKey: key, nearKey: near, issueDay: day, kindGroup: null },
  grossGrosze: gross,
  netGrosze: netOfRow(row.amounts),
  ...{ currency: 'PLN', hasKsef: false, hasCopy: true, crowded: false },
})
