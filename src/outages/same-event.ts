import { namesOf } from '../values/tables.ts'
import { type OutageNotice, windowOf } from './windows.ts'

/** What a notice says, without who recorded it. */
export type Announcement = Pick<OutageNotice, 'kind' | 'start' | 'end' | 'announcedAt' | 'reference' | 'text'>

/** Numbers of the Ministry's messages, such as K/2026/AWR/02. */
const ministryNumber = /^K\/\d{4}\//
const plain = (reference: string): string => reference.replaceAll(/\s/g, '').toUpperCase()

/**
 * Whether a notice tells of the event that was published under these numbers: it bears one of them; or it bears none of
 * the Ministry's numbers, and is of the same kind and begins on the same Warsaw day.
 */
export function tellsOf(notice: OutageNotice, event: Announcement, references: readonly string[]): boolean {
  const own = notice.reference === null ? null : plain(notice.reference)
  if (own !== null && references.map(plain).includes(own)) return true
  if (own !== null && ministryNumber.test(own)) return false
  const start = (n: Announcement) => windowOf({ ...notice, ...n }).startDay
  return notice.kind === event.kind && start(notice) === start(event)
}

/**
 * A notice after its source spoke again: what the source says anew replaces, what it does not say or said before stays
 * as a human may have put it. `before`: what it said the last time; null when it speaks for the first time.
 */
export function updated(notice: OutageNotice, said: Announcement, before: Announcement | null): OutageNotice {
  const names = namesOf(said)
  const news = names.filter((name) => said[name] !== (before?.[name] ?? null))
  return { ...notice, ...Object.fromEntries(news.map((name) => [name, said[name]])) }
}
