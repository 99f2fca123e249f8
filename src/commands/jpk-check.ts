import { sha256 } from '../ingest/hash.ts'
import { checkPurchase } from '../jpk-check/compare.ts'
import { controlItems, type FieldSums, inputTaxOf } from '../jpk-check/controls.ts'
import type { CheckItem } from '../jpk-check/item.ts'
import type { CheckedFile } from '../jpk-check/purchase.ts'
import { unmatchedItems } from '../jpk-check/unmatched.ts'
import { taxFields } from '../law/jpk.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { groupedBy } from '../purchase/load.ts'
import { type JpkCheckView, jpkCheckView } from '../queries/jpk-checks.ts'
import { knownPurchases, monthsElsewhere, otherMonths } from '../queries/jpk-known.ts'
import { candidatesOf, Origins } from '../queries/jpk-match.ts'
import { totalsOfMonth } from '../queries/register.ts'
import { formatSum } from '../register/totals.ts'
import {
  beginJpkCheck,
  endJpkCheck,
  insertJpkItems,
  type JpkCheckResult,
  type JpkCheckRow,
  jpkCheckById,
  replacedJpkChecks,
} from '../store/jpk-checks.ts'
import { abandonedJpkChecks, clearJpkCheck, forgetJpkRows, setJpkCheckAside } from '../store/jpk-clearing.ts'
import { followMergedRows, jpkRowsOf, purchasesToCheck, unmatchedJpkRows } from '../store/jpk-rows.ts'
import { say } from '../texts/say.ts'
import { type Day, firstDayOf } from '../values/day.ts'
import { toJson } from '../values/json.ts'
import { present } from '../values/present.ts'
import { Refusal } from '../values/refusal.ts'
import { checkedFile, type ReadJpk, readJpkRows } from './jpk-reading.ts'

/** Rows, or purchases, that are compared in one transaction: others have their turn between two of them. */
const step = 250
/** Rows that are looked through at once for purchases that were merged away meanwhile. */
const mergedStep = 4_000
/** No more than this is said to be at stake, in grosze: amounts of chance add up to what no integer of SQLite holds. */
const mostWeight = 999_999_999_999_999
/** After so many milliseconds nobody sends the rest of a file any more. */
const abandonedMs = 3_600_000

/**
 * Checks the file of an accounting program against what is known here, as it comes: its rows are stored with the purchases
 * that they are, and when the whole file was read every purchase is compared once, with all its rows. A check that was cut
 * off is listed nowhere, and begins anew under its id.
 * @throws Refusal for a file that is refused as a whole: nothing of it is kept
 */
export async function checkJpkFile(
  ledger: Ledger,
  actor: string,
  { id, filedOn, pieces }: { id: string; filedOn: Day; pieces: AsyncIterable<Uint8Array> },
): Promise<JpkCheckView> {
  const before = jpkCheckById(ledger.db, id)
  if (before?.state === 'done') return jpkCheckView(ledger.db, before)
  const seq = begin(ledger, actor, id, filedOn, before)
  try {
    const read = await readJpkRows(ledger, actor, { seq, filedOn }, pieces)
    const { header } = read
    if (filedOn < firstDayOf(header.month))
      throw new Refusal(
        'filed-before-month',
        say('jpk-file.filed-before-month', { month: header.month, day: filedOn }),
      )
    await new Checking(ledger, actor, seq, read, filedOn).run()
  } catch (error) {
    ledger.write(actor, 'a file was refused', ({ tx, wake }) => {
      clearJpkCheck(tx, seq, ledger.nowMs())
      wake()
    })
    throw error
  }
  return jpkCheckView(ledger.db, present(jpkCheckById(ledger.db, id)))
}

function begin(ledger: Ledger, actor: string, id: string, filedOn: Day, before: JpkCheckRow | null): number {
  return ledger.write(actor, 'a file is checked', ({ tx, cause, wake }) => {
    const nowMs = ledger.nowMs()
    const old = new Date(nowMs - abandonedMs).toISOString()
    const useless = abandonedJpkChecks(tx, old)
    if (before !== null) {
      setJpkCheckAside(tx, before.seq, ledger.host.newId())
      useless.push(before.seq)
    }
    for (const seq of useless) clearJpkCheck(tx, seq, nowMs)
    if (useless.length > 0) wake()
    return beginJpkCheck(tx, { id, at: cause.at, actor, filedOn })
  })
}

/** The comparison of a file whose rows are stored. */
class Checking {
  readonly #ledger: Ledger
  readonly #actor: string
  readonly #seq: number
  readonly #read: ReadJpk
  readonly #file: CheckedFile
  readonly #counts: Record<string, number> = {}
  /** In grosze. */
  readonly #atStake: Record<string, number> = {}
  /** Purchases that a row may mean: they are not missing for certain. */
  readonly #meant = new Set<number>()
  #items = 0

  constructor(ledger: Ledger, actor: string, seq: number, read: ReadJpk, filedOn: Day) {
    this.#ledger = ledger
    this.#actor = actor
    this.#seq = seq
    this.#read = read
    this.#file = checkedFile(read.header, filedOn)
  }

  async run(): Promise<void> {
    const { header, stated, rows, sums } = this.#read
    await this.#followMerged()
    this.#inStep((tx) => this.#keep(tx, controlItems(header, stated, rows, sums)))
    await this.#unmatched()
    await this.#compared()
    this.#end()
  }

  #inStep<T>(work: (tx: Ledger['db']) => T): T {
    return this.#ledger.write(this.#actor, 'a file is compared', ({ tx }) => work(tx), 'later')
  }

  /** Survivors may have been merged themselves, and stand before what was merged into them. */
  async #followMerged(): Promise<void> {
    for (let after = 0, isAgain = false; ; ) {
      const { next, followed } = this.#inStep((tx) =>
        followMergedRows(tx, this.#seq, { after, limit: mergedStep }),
      )
      for (const position of followed) this.#read.asOurs[position] = 0
      isAgain ||= followed.length > 0
      if (next === null && !isAgain) return
      if (next === null) isAgain = false
      after = next ?? 0
      await this.#ledger.host.yieldToEventLoop()
    }
  }

  async #unmatched(): Promise<void> {
    const origins = new Origins(this.#ledger, this.#file.filedOn)
    for (let after = 0; ; ) {
      const last = this.#inStep((tx) => {
        const page = unmatchedJpkRows(tx, this.#seq, { after, limit: step })
        const rows = page.map(({ row }) => row)
        for (const { row, candidates } of candidatesOf(tx, this.#seq, rows)) {
          for (const { seq } of candidates) this.#meant.add(seq)
          this.#keep(tx, unmatchedItems(row, candidates, origins.of(row), this.#file))
        }
        return page.length < step ? null : (page.at(-1)?.position ?? null)
      })
      if (last === null) return
      after = last
      await this.#ledger.host.yieldToEventLoop()
    }
  }

  async #compared(): Promise<void> {
    const { month, filedOn } = this.#file
    const others = otherMonths(this.#ledger.db, month)
    for (let after = 0; ; ) {
      const last = this.#inStep((tx) => {
        const page = purchasesToCheck(tx, this.#seq, month, filedOn, { after, limit: step })
        const seqs = page.map(({ purchase }) => purchase)
        const elsewhere = monthsElsewhere(tx, seqs, others)
        const open = page.filter((found) => elsewhere.has(found.purchase) || !this.#isAsOurs(found))
        this.#compare(
          tx,
          open.map(({ purchase }) => purchase),
          elsewhere,
        )
        return page.length < step ? null : (seqs.at(-1) ?? null)
      })
      if (last === null) return
      after = last
      await this.#ledger.host.yieldToEventLoop()
    }
  }

  /** Its only row is filed from here just so: nothing more is read of most purchases. */
  #isAsOurs({ rows, position }: ReturnType<typeof purchasesToCheck>[number]): boolean {
    return rows === 1 && position !== null && this.#read.asOurs[position] === 1
  }

  #compare(
    tx: Ledger['db'],
    purchases: readonly number[],
    elsewhere: ReturnType<typeof monthsElsewhere>,
  ): void {
    const rows = groupedBy(jpkRowsOf(tx, this.#seq, purchases), ({ purchase }) => purchase)
    for (const known of knownPurchases(tx, purchases, elsewhere)) {
      const own = (rows.get(known.seq) ?? []).map(({ row }) => row)
      if (own.length > 0 || !this.#meant.has(known.seq)) this.#keep(tx, checkPurchase(own, known, this.#file))
    }
  }

  #keep(tx: Ledger['db'], items: readonly CheckItem[]): void {
    for (const { code, weight } of items) {
      this.#counts[code] = (this.#counts[code] ?? 0) + 1
      this.#atStake[code] = (this.#atStake[code] ?? 0) + Math.min(weight, mostWeight)
    }
    insertJpkItems(
      tx,
      this.#seq,
      items.map((found) => ({
        seq: ++this.#items,
        code: found.code,
        severity: found.severity,
        position: found.position,
        place: -Math.min(found.weight, mostWeight),
        fingerprint: fingerprintOf(found),
        item: toJson(found),
      })),
    )
  }

  /** What was found is listed from now on; of earlier files of the month the rows are not needed any more. */
  #end(): void {
    const { header, stated, rows, sums, hash } = this.#read
    this.#ledger.write(this.#actor, 'a file was checked', ({ tx, wake }) => {
      const { month, filedOn } = this.#file
      const result: JpkCheckResult = {
        header,
        stated,
        rows,
        hash,
        sums: { file: shownSums(rows, sums), register: totalsOfMonth(this.#ledger, month, filedOn) },
        counts: this.#counts,
        atStake: this.#atStake,
      }
      endJpkCheck(tx, this.#seq, month, toJson(result))
      for (const old of replacedJpkChecks(tx, month, this.#seq)) {
        forgetJpkRows(tx, old, this.#ledger.nowMs())
        wake()
      }
    })
  }
}

const shownSums = (rows: number, sums: FieldSums): JpkCheckResult['sums']['file'] => ({
  rows,
  inputVat: formatSum(inputTaxOf(sums)),
  ...Object.fromEntries(taxFields.map((field) => [field, formatSum(sums[field])])),
})

/** What makes an item the same in the next file of the month: all that it says, but for where its row stands. */
const fingerprintOf = ({ case: name, purchase, document, is, shouldBe }: CheckItem): string =>
  sha256(JSON.stringify([name, purchase, document, is, shouldBe]))
