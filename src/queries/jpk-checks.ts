import type { Ledger } from '../ledger/ledger.ts'
import type { Db } from '../store/database.ts'
import {
  type AnsweredItem,
  countAgreeing,
  countAnswered,
  type JpkCheckResult,
  type JpkCheckRow,
  jpkCheckById,
  jpkChecksBefore,
  jpkItem,
  jpkItems,
} from '../store/jpk-checks.ts'
import { say } from '../texts/say.ts'
import type { Month } from '../values/day.ts'
import { fromJson } from '../values/json.ts'
import { formatMoney, type Grosze } from '../values/money.ts'
import { present } from '../values/present.ts'
import { Refusal } from '../values/refusal.ts'

export const resultOf = ({ result }: JpkCheckRow): JpkCheckResult => fromJson(result)

/** A check as the contract shows it. */
export function jpkCheckView(db: Db, row: JpkCheckRow) {
  const { header, rows, hash, sums, counts, atStake } = resultOf(row)
  const of = { seq: row.seq, month: header.month }
  // Answers change what agrees; of a file whose rows are forgotten it is not counted any more.
  const agrees = row.kept === 1 ? countAgreeing(db, of) : null
  const { month, settlement, variant, purpose, madeAt, system } = header
  return {
    ...{ id: row.id, month, settlement, variant, purpose },
    ...{ createdAt: row.at, by: row.actor, filedOn: row.filedOn, fileMadeAt: madeAt, system, hash },
    ...{ rows, sums, counts, atStake: atStake ? shownStakes(atStake) : null, agrees },
    answered: countAnswered(db, of),
  }
}

const shownStakes = (atStake: Record<string, number>): Record<string, string> =>
  Object.fromEntries(Object.entries(atStake).map(([code, grosze]) => [code, formatMoney(grosze as Grosze)]))

export type JpkCheckView = ReturnType<typeof jpkCheckView>

/** @throws Refusal jpk-check-unknown */
export function jpkCheckRow(db: Db, id: string): JpkCheckRow & { month: Month } {
  const row = jpkCheckById(db, id)
  if (row === null || row.state !== 'done')
    throw new Refusal('jpk-check-unknown', say('jpk-check.unknown-check', { id }))
  return { ...row, month: present(row.month) }
}

/** A page of the checks of a taxpayer, the last one first. */
export function listJpkChecks({ db }: Ledger, month: Month | null, page: { before: number; limit: number }) {
  const rows = jpkChecksBefore(db, month, page)
  const next = rows.length === page.limit ? (rows.at(-1)?.seq ?? null) : null
  return { items: rows.map((row) => jpkCheckView(db, row)), next }
}

/** A place in the items of a check. */
export interface ItemPlace {
  place: number
  seq: number
}

/** A page of the items of a check, by the tax at stake. */
export function listJpkItems(
  { db }: Ledger,
  id: string,
  code: string | null,
  page: { after: ItemPlace; limit: number },
) {
  const check = jpkCheckRow(db, id)
  const { place, seq: after } = page.after
  const rows = jpkItems(db, check, code, { place, after, limit: page.limit })
  const last = rows.length === page.limit ? rows.at(-1) : undefined
  const next: ItemPlace | null = last === undefined ? null : { place: last.place, seq: last.seq }
  return { items: rows.map(jpkItemView), next }
}

/** Before every place. */
export const firstPlace: ItemPlace = { place: Number.MIN_SAFE_INTEGER, seq: 0 }

/** One item of a check. @throws Refusal jpk-item-unknown */
export function jpkItemOf(db: Db, check: JpkCheckRow & { month: Month }, id: string): AnsweredItem {
  const row = /^\d{1,9}$/.test(id) ? jpkItem(db, check, Number(id)) : null
  if (row === null) throw new Refusal('jpk-item-unknown', say('jpk-check.unknown-item', { id }))
  return row
}

/** An item as the contract shows it; `answer`: a person called it right. */
export function jpkItemView(row: AnsweredItem) {
  const {
    code,
    severity,
    row: line,
    purchase,
    document,
    is,
    shouldBe,
    message,
    legalBasis,
  } = fromJson(row.item)
  const { answeredAt, answeredBy, note } = row
  return {
    ...{ id: String(row.seq), code, severity, row: line, purchaseId: purchase, document, is, shouldBe },
    message,
    whatToDo: say(`jpk-check.do.${code}`),
    legalBasis,
    answer: answeredAt === null ? null : { note, at: answeredAt, by: answeredBy },
  }
}
export type JpkItemView = ReturnType<typeof jpkItemView>
