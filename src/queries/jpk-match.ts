import type { FileRow } from '../jpk-check/file-row.ts'
import { agreedOn, chosen, keysOfRow, likely, type MatchCandidate, probesOf } from '../jpk-check/match.ts'
import { sellerIdsOf } from '../jpk-check/seller.ts'
import type { Origin } from '../jpk-check/unmatched.ts'
import { dutyOn } from '../law/duty.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { groupedBy } from '../purchase/load.ts'
import { fromRow } from '../reconcile/near-duplicates.ts'
import { standingCandidates } from '../store/candidates.ts'
import type { Db } from '../store/database.ts'
import { jpkNearPurchases, purchasesUnder, purchasesWithRow } from '../store/jpk-rows.ts'
import { readConnection, readReaches } from '../store/ksef.ts'
import { readSupplier } from '../store/profile.ts'
import { type Day, type Month, monthOf } from '../values/day.ts'
import { isForeignId } from '../values/nip.ts'
import { uncoveredIn } from './month-coverage.ts'

/** Purchases by their row numbers, as rows are held against them. */
const candidatesBySeq = (db: Db, seqs: readonly number[]): Map<number, MatchCandidate> =>
  new Map(
    standingCandidates(db, seqs).map((row) => [row.seq, { ...fromRow(row), id: row.id, number: row.number }]),
  )

/** Rows with the purchase that each is for certain; null where none is. One statement for all of them. */
export function matched(db: Db, rows: readonly FileRow[]): { row: FileRow; purchase: number | null }[] {
  const keys: string[] = []
  const placed = rows.map((row) => {
    const { ksef, written } = keysOfRow(row)
    const from = keys.length
    keys.push(...written)
    const to = keys.length
    if (ksef !== null) keys.push(ksef)
    return { row, from, to, isNumbered: ksef !== null }
  })
  const under = purchasesUnder(db, keys)
  const asked = placed.map(({ row, from, to, isNumbered }) => {
    const [byKsef = [], byWriting] = [isNumbered ? under[to] : [], under.slice(from, to).flat()]
    return { row, byKsef, byWriting, agreed: agreedOn(byKsef, byWriting) }
  })
  // Of purchases on which number and writing agree, as of most, nothing more is asked.
  const open = asked.filter(({ agreed }) => agreed === null)
  const seqs = open.flatMap(({ byKsef, byWriting }) => [...byKsef, ...byWriting])
  const candidates = candidatesBySeq(db, [...new Set(seqs)])
  const found = (own: readonly number[]): MatchCandidate[] => own.flatMap((seq) => candidates.get(seq) ?? [])
  return asked.map(({ row, byKsef, byWriting, agreed }) => ({
    row,
    purchase: agreed ?? chosen(row, found(byKsef), found(byWriting))?.seq ?? null,
  }))
}

/** Rows that are no purchase for certain, each with those that it may mean. */
export function candidatesOf(
  db: Db,
  check: number,
  rows: readonly FileRow[],
): { row: FileRow; candidates: MatchCandidate[] }[] {
  const near = groupedBy(jpkNearPurchases(db, rows.flatMap(probesOf)), ({ position }) => position)
  const seqs = [...new Set([...near.values()].flat().map(({ purchase }) => purchase))]
  const found = candidatesBySeq(db, seqs)
  const taken = purchasesWithRow(db, check, seqs)
  return rows.map((row) => {
    const own = (near.get(row.position) ?? []).flatMap(({ purchase }) => found.get(purchase) ?? [])
    return { row, candidates: likely(row, own, (seq) => taken.has(seq)) }
  })
}

/** Where documents that are not known here might have come from, looked up once for each seller and month. */
export class Origins {
  readonly #ledger: Ledger
  readonly #filedOn: Day
  readonly #uncovered = new Map<Month, boolean>()
  readonly #duties = new Map<string, ReturnType<typeof readSupplier>>()

  constructor(ledger: Ledger, filedOn: Day) {
    this.#ledger = ledger
    this.#filedOn = filedOn
  }

  of(row: FileRow): Origin {
    const [sellerId] = sellerIdsOf(row)
    const { issueDay } = row
    if (issueDay === null) return { obliged: false, uncovered: false }
    return {
      obliged: sellerId !== undefined && this.#isObliged(sellerId, issueDay),
      uncovered: this.#isUncovered(monthOf(issueDay)),
    }
  }

  #isObliged(sellerId: string, day: Day): boolean {
    if (!this.#duties.has(sellerId)) this.#duties.set(sellerId, readSupplier(this.#ledger.db, sellerId))
    const entries = this.#duties.get(sellerId)?.ksefDuty ?? []
    return dutyOn(entries, isForeignId(sellerId), day).duty === 'required'
  }

  #isUncovered(month: Month): boolean {
    const { db } = this.#ledger
    let found = this.#uncovered.get(month)
    if (found === undefined) {
      const on = { asOf: this.#filedOn, today: this.#ledger.today() }
      found = uncoveredIn(month, on, readConnection(db)?.connection ?? null, readReaches(db)).length > 0
      this.#uncovered.set(month, found)
    }
    return found
  }
}
