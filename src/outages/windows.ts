import { addDays, type Day, laterOf, parseDay } from '../values/day.ts'
import {
  compareInstants,
  type Instant,
  isWarsawMidnight,
  parseInstant,
  startOfWarsawDay,
  warsawDay,
} from '../values/instant.ts'
import { present } from '../values/present.ts'

export const outageKinds = ['maintenance', 'failure', 'total-failure'] as const
export type OutageKind = (typeof outageKinds)[number]

/** An outage as announced: `start`, `end` and `announcedAt` are days or instants; `end` null while it is open. */
export interface OutageNotice {
  id: string
  kind: OutageKind
  start: Day | Instant
  end: Day | Instant | null
  announcedAt: Day | Instant
  source: string
  reference: string | null
  text: string | null
  withdrawn: boolean
}

/** The Warsaw days an outage covers, both ends included, its first instant and the one after its last, and when it was announced. */
export interface OutageWindow {
  id: string
  kind: OutageKind
  startDay: Day
  endDay: Day | null
  startAt: Instant
  endAt: Instant | null
  announcedDay: Day
  announcedAt: Instant
}

const dayOf = (moment: Day | Instant): Day => parseDay(moment) ?? warsawDay(present(parseInstant(moment)))
const instantOf = (moment: Day | Instant): Instant =>
  parseInstant(moment) ?? startOfWarsawDay(present(parseDay(moment)))

/**
 * P_1 is a day and notices have hours: a day that is covered in part is covered. An end at midnight is the end of
 * the day before (24:00). A notice that gives a day only counts from the beginning of that day.
 */
export function windowOf(notice: OutageNotice): OutageWindow {
  const startDay = dayOf(notice.start)
  return {
    id: notice.id,
    kind: notice.kind,
    startDay,
    endDay: notice.end === null ? null : lastCoveredDay(notice.end, startDay),
    startAt: instantOf(notice.start),
    endAt: notice.end === null ? null : endOf(notice.end),
    announcedDay: dayOf(notice.announcedAt),
    announcedAt: instantOf(notice.announcedAt),
  }
}

/** A day is covered to its end: the outage is over when the next one begins. */
const endOf = (end: Day | Instant): Instant => {
  const day = parseDay(end)
  return day === null ? instantOf(end) : startOfWarsawDay(addDays(day, 1))
}

function lastCoveredDay(end: Day | Instant, startDay: Day): Day {
  const day = dayOf(end)
  const endsAtMidnight = parseDay(end) === null && isWarsawMidnight(instantOf(end))
  return endsAtMidnight ? present(laterOf(addDays(day, -1), startDay)) : day
}

/** Windows by what they say, so that no reason depends on the order in which notices were recorded. */
export function inOrder(windows: readonly OutageWindow[]): OutageWindow[] {
  const content = (w: OutageWindow) =>
    `${w.announcedDay} ${w.announcedAt} ${w.startDay} ${w.endDay} ${w.kind}`
  return [...windows].sort((a, b) => (content(a) < content(b) ? -1 : content(a) > content(b) ? 1 : 0))
}

export const covers = (window: OutageWindow, day: Day): boolean =>
  window.startDay <= day && (window.endDay === null || day <= window.endDay)

/** The windows of one kind that cover a day. */
export const covering = (windows: readonly OutageWindow[], kind: OutageKind, day: Day): OutageWindow[] =>
  windows.filter((w) => w.kind === kind && covers(w, day))

/** The latest end of several windows; null when one of them is still open. */
export const lastEnd = (windows: readonly OutageWindow[]): Day | null =>
  windows.some((w) => w.endDay === null) ? null : laterOf(...windows.map((w) => w.endDay))

/** Notices of one kind, of an outage not over by the issue day, announced since then and before the invoice was sent (`sentAt` null: not sent yet). */
export const announcedBeforeSending = (
  windows: readonly OutageWindow[],
  kind: OutageKind,
  issueDay: Day,
  sentAt: Instant | null,
): OutageWindow[] =>
  windows.filter(
    (w) =>
      w.kind === kind &&
      w.announcedDay >= issueDay &&
      (w.endDay === null || w.endDay >= issueDay) &&
      (sentAt === null || compareInstants(w.announcedAt, sentAt) <= 0),
  )

/**
 * The instants inside a Warsaw day at which outages of the three kinds begin or end, in order; empty where each outage
 * covers the day whole or not at all. Before, between and after them an invoice of that day may have been issued.
 */
export function momentsWithin(windows: readonly OutageWindow[], day: Day): Instant[] {
  const [from, to] = [startOfWarsawDay(day), startOfWarsawDay(addDays(day, 1))]
  const moments = windows.flatMap((w) => [w.startAt, ...(w.endAt === null ? [] : [w.endAt])])
  const inside = moments.filter((m) => compareInstants(m, from) > 0 && compareInstants(m, to) < 0)
  return [...new Set(inside)].sort(compareInstants)
}

/** Whether an outage lasts at an instant; the instant of its end is outside. */
export const lastsAt = (window: OutageWindow, at: Instant): boolean =>
  compareInstants(window.startAt, at) <= 0 && (window.endAt === null || compareInstants(at, window.endAt) < 0)
