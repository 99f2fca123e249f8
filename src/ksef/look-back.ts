import { z } from 'zod'
import type { Instant } from '../values/instant.ts'
import { call, type KsefHost } from './call.ts'
import type { SubjectType } from './export.ts'
import type { AwaitedDocument, Lane, Look } from './progress.ts'
import { read } from './session.ts'
import {
  type Checkpoint,
  checkpointAt,
  checkpointOf,
  daysLater,
  earlier,
  msOf,
  parseCheckpoint,
} from './time.ts'
import { type Interval, maxDays } from './windows.ts'

/**
 * Looking back over the last days. KSeF promises that nothing appears below its high-water mark any more; it did all the
 * same (KSeF 557: eight documents while they were new, ten in the same hours on the next day).
 */

/** TABLE: how far back, from the last look on, and how often. Reported were hours; a week also bridges days off. */
const lookBackTerms = { days: 7, everyMs: 24 * 3_600_000 } as const

/** KSeF's largest page (API notes, section 5.5). */
const pageSize = 250

/** Whether it is time for a look, or one has not come to its end. */
export const isLookDue = ({ look, lookedAt }: Lane, now: Instant): boolean =>
  look !== null || lookedAt === null || msOf(now) - msOf(lookedAt) >= lookBackTerms.everyMs

/** The look that begins now, up to the checkpoint; null: there is nothing to look at. */
export function beginLook(lane: Lane, start: Checkpoint, checkpoint: Checkpoint, now: Instant): Look | null {
  const daysBefore = (instant: Instant, days: number) => daysLater(checkpointOf(instant), -days)
  const from = [daysBefore(lane.lookedAt ?? now, lookBackTerms.days), daysBefore(now, maxDays), start].reduce(
    (a, b) => (a > b ? a : b),
  )
  return from < checkpoint ? { from, to: checkpoint, page: 0, begunAt: now } : null
}

const page = z.object({
  hasMore: z.boolean(),
  isTruncated: z.boolean(),
  invoices: z.array(
    z.object({
      ksefNumber: z.string().min(1),
      permanentStorageDate: z.string().transform((text, context): Checkpoint => {
        const at = parseCheckpoint(text)
        if (at !== null) return at
        context.addIssue({ code: 'custom', message: 'no instant' })
        return z.NEVER
      }),
    }),
  ),
})

/** A page of what KSeF lists. */
interface LookPage {
  hasMore: boolean
  isTruncated: boolean
  documents: AwaitedDocument[]
}

/** Asks for the next page of a look. @throws KsefError */
export async function lookAtPage(
  host: KsefHost,
  access: string,
  subject: SubjectType,
  look: Look,
): Promise<LookPage> {
  const answer = await call(host, {
    method: 'POST',
    path: `/invoices/query/metadata?sortOrder=Asc&pageOffset=${look.page}&pageSize=${pageSize}`,
    token: access,
    json: {
      subjectType: subject,
      dateRange: {
        dateType: 'PermanentStorage',
        from: look.from,
        to: look.to,
        restrictToPermanentStorageHwmDate: true,
      },
    },
  })
  const { hasMore, isTruncated, invoices } = read(page, answer, 'invoices')
  const documents = invoices.map((i) => ({ ksefNumber: i.ksefNumber, storedAt: i.permanentStorageDate }))
  return { hasMore, isTruncated, documents }
}

/** Where a look goes on after a page (API notes, section 5.5); null: it has come to its end. */
export function afterPage(look: Look, { hasMore, isTruncated, documents }: LookPage): Look | null {
  const last = documents.at(-1)?.storedAt
  if (!hasMore || last === undefined) return null
  if (!isTruncated) return { ...look, page: look.page + 1 }
  return last > look.from ? { ...look, from: last, page: 0 } : null
}

/** Documents so close to each other are fetched in one export. */
const apartMs = 3_600_000

/** The spans in which documents lie, a millisecond wider: instants of lists have fewer digits (KSeF 535). */
export function spansOf(documents: readonly AwaitedDocument[], until: Checkpoint): Interval[] {
  const spans: Interval[] = []
  for (const { storedAt } of documents.toSorted((a, b) => (a.storedAt < b.storedAt ? -1 : 1))) {
    const [from, end] = [checkpointAt(msOf(storedAt) - 1), checkpointAt(msOf(storedAt) + 1)]
    const to = earlier(end, until)
    const before = spans.at(-1)
    if (before !== undefined && msOf(from) - msOf(before.to) < apartMs) before.to = to
    else spans.push({ from, to })
  }
  return spans.filter(({ from, to }) => from < to)
}
