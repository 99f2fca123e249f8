import { and, eq, gt, inArray, lt, notInArray, sql } from 'drizzle-orm'
import { summaries, taxpayers } from '../../drizzle/directory/schema.ts'
import type { conditionOf } from '../ksef/condition.ts'
import type { Checkpoint } from '../ksef/time.ts'
import type { Day, Month } from '../values/day.ts'
import type { Instant } from '../values/instant.ts'
import type { Db } from './database.ts'
import type { MailboxStanding } from './mailbox.ts'
import { atMost, excluded, listed, listOf, type Places, prepared } from './prepared.ts'

/** What waits for people in the ledger of one taxpayer, as of a day: counts, and the days that come next. */
export interface Summary {
  /** Open findings but those of late numbers, which `awaiting` counts; beyond 10,000 as many. */
  findings: { blocking: number; review: number }
  /** What a person is asked by them: two purchases that ask about each other ask once (`store/questions.ts`). */
  questions: { blocking: number; review: number }
  /** Documents of which nobody has said yet what they are. */
  drafts: number
  /** Documents of KSeF in quarantine. */
  quarantined: number
  /** KSeF numbers that are due and not there; the next deadline that has not passed. */
  awaiting: { due: number; overdue: number; nextDeadline: Day | null }
  /** The month that is filed next: see `monthToFile`. */
  month: { month: Month; state: 'open' | 'ready' | 'blocked' | 'filed'; blockers: number; fileBy: Day }
  /** Of all months; `month` is that of the one that is due first. */
  correctionsDue: { count: number; nextDueBy: Day | null; month: Month | null }
  /** `none`: no connection. `coveredUntil`: up to when everything of every subject type is known to be here. */
  ksef: {
    state: ReturnType<typeof conditionOf>['state'] | 'none'
    lastSyncAt: Instant | null
    coveredUntil: Checkpoint | null
    credentialValidUntil: Instant | null
  }
  mailbox: MailboxStanding
}

type SummaryRow = typeof summaries.$inferSelect
/** What waits for people in one ledger, as the directory keeps it beside those of the others. */
export type KeptSummary = Omit<SummaryRow, 'nip'>

const put = prepared((orm, row: Places<SummaryRow>) =>
  orm
    .insert(summaries)
    .select(
      orm
        .select({
          nip: taxpayers.nip,
          asOf: sql`${row.asOf}`.as('as_of'),
          place: sql`${row.place}`.as('place'),
          summary: sql`${row.summary}`.as('summary'),
        })
        .from(taxpayers)
        .where(eq(taxpayers.nip, row.nip)),
    )
    .onConflictDoUpdate({
      target: summaries.nip,
      set: {
        asOf: excluded(summaries.asOf),
        place: excluded(summaries.place),
        summary: excluded(summaries.summary),
      },
    }),
)
/**
 * Keeps the summary of a taxpayer, or that of now in its place; of one who is not there, or is gone, nothing. It is counted
 * anew when the service starts: nobody waits for the disk.
 */
export const putSummary = (db: Db, nip: string, kept: KeptSummary): void =>
  db.transaction(() => put.run(db, { nip, ...kept }), 'later')

interface Page {
  after: string
  limit: number
}
const page = prepared((orm, { after, limit }: Places<Page>) =>
  orm
    .select()
    .from(summaries)
    .where(gt(summaries.place, after))
    .orderBy(summaries.place)
    .limit(atMost(limit)),
)
const pageAmong = prepared((orm, { after, limit, among }: Places<Page & { among: string }>) =>
  orm
    .select()
    .from(summaries)
    .where(
      and(
        gt(summaries.place, after),
        inArray(summaries.nip, orm.select({ nip: listed }).from(listOf(among))),
      ),
    )
    .orderBy(summaries.place)
    .limit(atMost(limit)),
)
/** A page of the summaries after a place, the most urgent first; `among`: of these taxpayers alone. */
export const summariesAfter = (
  db: Db,
  after: string,
  limit: number,
  among: readonly string[] | '*',
): SummaryRow[] =>
  among === '*'
    ? page.all(db, { after, limit })
    : pageAmong.all(db, { after, limit, among: JSON.stringify(among) })

const without = prepared((orm) =>
  orm
    .select({ nip: taxpayers.nip })
    .from(taxpayers)
    .where(notInArray(taxpayers.nip, orm.select({ nip: summaries.nip }).from(summaries))),
)
/** Taxpayers without a summary. */
export const withoutSummary = (db: Db): string[] => without.all(db, {}).map(({ nip }) => nip)

const ofBefore = prepared((orm, { today }: Places<{ today: string }>) =>
  orm.select({ nip: summaries.nip }).from(summaries).where(lt(summaries.asOf, today)).limit(atMost(1)),
)
/** Whether there is a summary of a day before this. */
export const hasSummaryOfBefore = (db: Db, today: string): boolean =>
  ofBefore.get(db, { today }) !== undefined

/** Whether a taxpayer has no summary, or one of a day before this. */
export const isLackingSummaries = (db: Db, today: string): boolean =>
  hasSummaryOfBefore(db, today) || withoutSummary(db).length > 0

const remove = prepared((orm, { nip }: Places<{ nip: string }>) =>
  orm.delete(summaries).where(eq(summaries.nip, nip)),
)
export const removeSummary = (db: Db, nip: string): void => remove.run(db, { nip })
