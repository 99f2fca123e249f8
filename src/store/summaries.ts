import { sql } from 'drizzle-orm'
import { type Db, limitTo } from './database.ts'

/** What waits for people in one ledger, as the directory keeps it beside those of the others. */
export interface KeptSummary {
  /** The day as of which it was counted. */
  asOf: string
  /** Where it stands among others, the most urgent first; a text of its own for each taxpayer. */
  place: string
  /** JSON. */
  summary: string
}

/** Keeps the summary of a taxpayer, or that of now in its place; of one who is not there, or is gone, nothing. */
export const putSummary = (db: Db, nip: string, { asOf, place, summary }: KeptSummary): void =>
  db.run(sql`
    INSERT INTO summaries (nip, as_of, place, summary)
    SELECT nip, ${asOf}, ${place}, ${summary} FROM taxpayers WHERE nip = ${nip}
    ON CONFLICT (nip) DO UPDATE SET as_of = excluded.as_of, place = excluded.place, summary = excluded.summary`)

/** A page of the summaries after a place, the most urgent first; `among`: of these taxpayers alone. */
export const summariesAfter = (
  db: Db,
  after: string,
  limit: number,
  among: readonly string[] | '*',
): (KeptSummary & { nip: string })[] => {
  const wanted =
    among === '*' ? sql`` : sql`AND nip IN (SELECT value FROM json_each(${JSON.stringify(among)}))`
  return db.all(sql`
    SELECT nip, as_of AS asOf, place, summary FROM summaries WHERE place > ${after} ${wanted}
    ORDER BY place ${limitTo(limit)}`)
}

/** Taxpayers without a summary. */
export const withoutSummary = (db: Db): string[] =>
  db
    .all<{ nip: string }>(sql`SELECT nip FROM taxpayers WHERE nip NOT IN (SELECT nip FROM summaries)`)
    .map(({ nip }) => nip)

/** Whether there is a summary of another day than this. */
export const hasSummaryOfBefore = (db: Db, today: string): boolean =>
  db.get(sql`SELECT 1 FROM summaries WHERE as_of < ${today} LIMIT 1`) !== undefined
