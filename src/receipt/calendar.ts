import {
  announcedBeforeSending,
  covering,
  lastsAt,
  momentsWithin,
  type OutageKind,
  type OutageWindow,
} from '../outages/windows.ts'
import { compareInstants, type Instant, startOfWarsawDay } from '../values/instant.ts'
import type { Facts } from './facts.ts'

/** The outages that matter to one invoice: those during which it was issued, and those announced before it was sent. */
export interface Calendar {
  covering: (kind: OutageKind) => OutageWindow[]
  announced: (kind: OutageKind) => OutageWindow[]
}

type Issued = Pick<Facts, 'issueDay' | 'ksef'>

/**
 * P_1 is a day and notices have hours. `at` null reads the day as a whole: an outage that touches it covers it. Else the
 * invoice is read as issued at this instant: what had begun and was announced by then is no news to it.
 */
export function calendarOf(
  { issueDay, ksef }: Issued,
  outages: readonly OutageWindow[],
  at: Instant | null,
): Calendar {
  const announced = (kind: OutageKind) =>
    announcedBeforeSending(outages, kind, issueDay, ksef?.acceptedAt ?? null)
  if (at === null) return { covering: (kind) => covering(outages, kind, issueDay), announced }
  const isNews = (w: OutageWindow) =>
    compareInstants(w.announcedAt, at) > 0 || compareInstants(w.startAt, at) > 0
  return {
    covering: (kind) => outages.filter((w) => w.kind === kind && lastsAt(w, at)),
    announced: (kind) => announced(kind).filter(isNews),
  }
}

/** An instant for each part of P_1 that outages divide it into; none where they cover it whole or not at all. */
export function partsOfIssueDay({ issueDay }: Issued, outages: readonly OutageWindow[]): Instant[] {
  const moments = momentsWithin(outages, issueDay)
  return moments.length === 0 ? [] : [startOfWarsawDay(issueDay), ...moments]
}
