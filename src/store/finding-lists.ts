import { eq, type SQL, sql } from 'drizzle-orm'
import { purchases } from '../../drizzle/ledger/purchases.ts'
import { type FindingCode, type Severity, severitiesOf } from '../law/findings.ts'
import { type Db, limitTo, rowsOf } from './database.ts'
import { unfoldedValues } from './folded-values.ts'
import { listed, listOf, type Places, prepared } from './prepared.ts'
import type { StoredIdentity } from './stored-identity.ts'

/** Which purchases are asked for, and the day and the month before it, by which they are judged. */
export interface DayPage {
  after: number
  limit: number
  asOf: string
  precedingMonth: string
}

/** Findings that come and go with the day are not stored: their condition, and the index of those that can have them. */
export const findingOnDay = (
  code: string,
  asOf: string,
  precedingMonth: string,
): { fits: SQL; index: SQL } | null => {
  const unnumbered = sql`(p.numbered_day IS NULL OR p.numbered_day > ${asOf})`
  if (['SELLER_LATE', 'SELLER_NEVER_SENT', 'SELF_BILLED_NOT_SENT'].includes(code)) {
    const fits = sql`p.deadline IS NOT NULL AND p.late_code = ${code} AND p.deadline < ${asOf} AND ${unnumbered}`
    return { fits, index: sql`purchases_deadline` }
  }
  if (code === 'WINDOW_EXPIRED')
    return { fits: sql`p.window_end < ${precedingMonth}`, index: sql`purchases_list` }
  if (code === 'INFO_SENT_LATE') {
    return {
      fits: sql`p.numbered_day <= ${asOf} AND p.yardstick IS NOT NULL`,
      index: sql`purchases_sent_late`,
    }
  }
  if (code === 'MARKER_UNSETTLED') {
    const fits = sql`p.unsettled = 1 AND p.received_day <= ${asOf} AND ${unnumbered}`
    return { fits, index: sql`purchases_unsettled` }
  }
  return null
}

/** Which findings are asked for; `open`: on the day. */
interface FindingsAsked {
  codes: readonly FindingCode[]
  open?: boolean | undefined
  severity?: Severity | undefined
}

/**
 * Purchases that may have such findings, in their order, as many as a page has: open ones are found by the indexes of what
 * is open, decided ones by that of what is decided, so that it matters little how large a ledger is. Those that come and go
 * with the day have indexes of purchases that can have them; `WINDOW_EXPIRED` alone, which any purchase may have, walks the
 * narrow index of lists. Which findings there are in truth is for their verdicts to say.
 */
export function purchasesWithFindings(db: Db, asked: FindingsAsked, page: DayPage): number[] {
  const { codes, open, severity } = asked
  const found =
    open === false
      ? withDecided(db, codes, page)
      : [
          ...(open
            ? withOpen(db, codes, severity, page)
            : codes.flatMap((code) => withStored(db, code, page))),
          ...withFindingsOnDay(db, codes, page),
        ]
  return [...new Set(found)].sort((a, b) => a - b).slice(0, page.limit)
}

const withStored = (db: Db, code: string, page: DayPage): number[] =>
  seqsOf(
    db,
    sql`
    SELECT DISTINCT purchase AS seq FROM findings WHERE code = ${code} AND purchase > ${page.after}
    ORDER BY purchase ${limitTo(page.limit)}`,
  )

/** Those that only inform have no index of open ones, and are found by their codes. */
function withOpen(
  db: Db,
  codes: readonly FindingCode[],
  severity: Severity | undefined,
  page: DayPage,
): number[] {
  // The severity stands in the text: each index is of those of one severity alone.
  const asking = {
    blocking: sql`findings INDEXED BY findings_holding WHERE open = 1 AND severity = 'blocking'`,
    review: sql`findings INDEXED BY findings_review WHERE open = 1 AND severity = 'review'`,
  }
  const graded = (['blocking', 'review'] as const)
    .filter((one) => severity === undefined || severity === one)
    .flatMap((one) =>
      seqsOf(
        db,
        sql`
        SELECT DISTINCT purchase AS seq FROM ${asking[one]}
        AND code IN (SELECT value FROM ${rowsOf(codes)}) AND purchase > ${page.after}
        ORDER BY purchase ${limitTo(page.limit)}`,
      ),
    )
  const informing = codes.filter(
    (code) => (severity === undefined || severity === 'info') && severitiesOf(code).includes('info'),
  )
  return [...graded, ...informing.flatMap((code) => withStored(db, code, page))]
}

const withDecided = (db: Db, codes: readonly string[], page: DayPage): number[] =>
  seqsOf(
    db,
    sql`
    SELECT DISTINCT purchase AS seq FROM findings INDEXED BY findings_decided
    WHERE open = 0 AND code IN (SELECT value FROM ${rowsOf(codes)}) AND purchase > ${page.after}
    ORDER BY purchase ${limitTo(page.limit)}`,
  )

const withFindingsOnDay = (db: Db, codes: readonly string[], page: DayPage): number[] =>
  codes
    .flatMap((code) => findingOnDay(code, page.asOf, page.precedingMonth) ?? [])
    .flatMap(({ fits, index }) =>
      seqsOf(
        db,
        sql`
        SELECT p.seq AS seq FROM purchases p INDEXED BY ${index}
        WHERE p.merged_into IS NULL AND p.seq > ${page.after} AND ${fits} ORDER BY p.seq ${limitTo(page.limit)}`,
      ),
    )

const seqsOf = (db: Db, query: SQL): number[] => db.all<{ seq: number }>(query).map((row) => row.seq)

const searched = prepared((orm, { seqs }: Places<{ seqs: string }>) =>
  orm
    .select({ seq: purchases.seq, numberKey: purchases.numberKey, identity: purchases.identity })
    .from(listOf(seqs))
    .innerJoin(purchases, eq(purchases.seq, listed)),
)
/** What a purchase is looked for by, of each of these: some 5 µs a purchase, most of them to unfold what it is. */
export function searchedPurchases(db: Db, seqs: readonly number[]) {
  const value = unfoldedValues(db)
  return searched
    .all(db, { seqs: JSON.stringify(seqs) })
    .map((row) => ({ ...row, identity: value<StoredIdentity>(row.identity) }))
}
