import { type Checkpoint, checkpointAt, daysLater, earlier, msOf } from './time.ts'

/** A span of storage instants to ask for; `to` null: as far as KSeF is complete. */
export interface Window {
  from: Checkpoint
  to: Checkpoint | null
}

/** A span known complete. */
export interface Interval {
  from: Checkpoint
  to: Checkpoint
}

/** Forward from the checkpoint, or filling a gap before it. */
export type Direction = 'forward' | 'fill'

/** KSeF allows 100 days in UTC since API 2.7.1, "3 months" before (API notes, section 5.1). */
export const maxDays = 90

/**
 * The next window of a subject type. Forward it starts where the last one ended, so that windows touch; a gap between
 * the wanted start and the checkpoint is filled with both ends given. Null: nothing is left to fill. `after`: gaps before
 * it are left alone.
 */
export function nextWindow(
  direction: Direction,
  reach: { start: Checkpoint; checkpoint: Checkpoint; covered: readonly Interval[] },
  now: Checkpoint,
  narrowed: Checkpoint | null = null,
  after: Checkpoint | null = null,
): Window | null {
  const start = after !== null && after > reach.start ? after : reach.start
  const gap =
    direction === 'forward'
      ? { from: reach.checkpoint, to: null }
      : (gaps(reach.covered, start, reach.checkpoint)[0] ?? null)
  return gap === null ? null : within(gap, now, narrowed)
}

/** What may be asked for of a span at once: at most 90 days, and less where it had to be made smaller. */
export function within(gap: Window, now: Checkpoint, narrowed: Checkpoint | null): Window {
  const furthest = daysLater(gap.from, maxDays)
  const end = gap.to ?? (furthest < now ? furthest : null)
  const to = end !== null && furthest < end ? furthest : end
  if (narrowed === null || narrowed <= gap.from) return { from: gap.from, to }
  return { from: gap.from, to: to === null ? narrowed : earlier(to, narrowed) }
}

/** What of a span is not covered, in order. */
export function gaps(covered: readonly Interval[], from: Checkpoint, to: Checkpoint): Interval[] {
  const found: Interval[] = []
  let at = from
  for (const interval of covered) {
    if (interval.to <= at) continue
    if (interval.from >= to) break
    if (interval.from > at) found.push({ from: at, to: interval.from })
    at = interval.to
  }
  if (at < to) found.push({ from: at, to })
  return found
}

/** Adds a span to the covered ones; those that touch become one. */
export function cover(covered: readonly Interval[], added: Interval): Interval[] {
  if (added.to <= added.from) return [...covered]
  const apart = covered.filter((i) => i.to < added.from || i.from > added.to)
  const joined = covered.filter((i) => !apart.includes(i))
  const from = joined.reduce((first, i) => earlier(first, i.from), added.from)
  const to = joined.reduce((last, i) => (i.to > last ? i.to : last), added.to)
  return [...apart, { from, to }].sort((a, b) => (a.from < b.from ? -1 : 1))
}

/** Takes a span out of the covered ones. */
export const uncover = (covered: readonly Interval[], removed: Interval): Interval[] =>
  removed.to <= removed.from
    ? [...covered]
    : covered.flatMap(({ from, to }) =>
        [
          { from, to: earlier(to, removed.from) },
          { from: from > removed.to ? from : removed.to, to },
        ].filter((rest) => rest.from < rest.to),
      )

/** Documents in one package at most (API notes, section 5.2): one that holds so many may have been cut off. */
const fullPackage = 10_000

/** What a package says on how far it reaches. */
interface Extent {
  invoiceCount: number
  isTruncated: boolean
  lastPermanentStorageDate: Checkpoint | null
  permanentStorageHwmDate: Checkpoint | null
}

/**
 * Up to where a window is complete once its package is recorded (API notes, section 5.4): to the last invoice of a
 * truncated package, else to the window's end or the high-water mark, whichever is earlier. `reached` null: it tells
 * nothing, and nothing may move. `more`: another window follows at once. `stuck`: a full package within one instant.
 */
export function reachedBy(
  window: Window,
  extent: Extent,
): { reached: Checkpoint | null; more: boolean; stuck: boolean } {
  const { isTruncated, lastPermanentStorageDate: last, permanentStorageHwmDate: mark } = extent
  if (isTruncated) {
    const reached = last !== null && mark !== null ? earlier(last, mark) : last
    const moved = reached !== null && reached > window.from
    return { reached: moved ? reached : null, more: moved, stuck: !moved }
  }
  const end = window.to === null ? mark : mark === null ? null : earlier(window.to, mark)
  const reached = end !== null && end > window.from ? end : null
  const more = reached !== null && window.to !== null && mark !== null && mark > window.to
  return { reached, more, stuck: false }
}

/** Whether a package may have been cut off without telling where: what lies behind its last document is not known. */
export const endsUnsaid = ({ invoiceCount, isTruncated, lastPermanentStorageDate }: Extent): boolean =>
  isTruncated ? lastPermanentStorageDate === null : invoiceCount >= fullPackage

/** Up to where a package may hold documents; null: it does not tell. */
export const endOf = (window: Window, extent: Extent): Checkpoint | null =>
  extent.isTruncated && extent.lastPermanentStorageDate !== null
    ? extent.lastPermanentStorageDate
    : (window.to ?? extent.permanentStorageHwmDate)

/**
 * Up to where a window that does not come whole may be left as a gap; null: its package does not tell, or names an end
 * that does not lie after the start, and nothing may move.
 */
export function leftUpTo(window: Window, extent: Extent): Checkpoint | null {
  const end = endOf(window, extent)
  return end !== null && end > window.from ? end : null
}

/** Half of a span; null when it is shorter than `leastMs` and is not halved. */
export function half(from: Checkpoint, to: Checkpoint, leastMs = 2): Checkpoint | null {
  const [first, last] = [msOf(from), msOf(to)]
  return last - first < leastMs ? null : checkpointAt(Math.ceil((first + last) / 2))
}
