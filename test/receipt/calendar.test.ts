import { describe, expect, it } from 'vitest'
import { type OutageNotice, type OutageWindow, windowOf } from '../../src/outages/windows.ts'
import { calendarOf, partsOfIssueDay } from '../../src/receipt/calendar.ts'
import type { Facts } from '../../src/receipt/facts.ts'
import type { Instant } from '../../src/values/instant.ts'

/** P_1 is 10 June 2026 in Warsaw: from 22:00 UTC of the 9th to 22:00 UTC of the 10th. */
const window = (more: object = {}): OutageWindow =>
  windowOf({
    ...{ id: 'o', kind: 'failure', start: '2026-06-10T08:00:00Z', end: '2026-06-10T12:00:00Z' },
    ...{ announcedAt: '2026-06-10T08:00:00Z', source: '', reference: null, text: null, withdrawn: false },
    ...more,
  } as OutageNotice)
const issued = (acceptedAt: string | null = null) =>
  ({ issueDay: '2026-06-10', ksef: acceptedAt === null ? null : { acceptedAt } }) as unknown as Facts
const at = (hour: string) => `2026-06-10T${hour}Z` as Instant

describe('the outages of an invoice, its day as a whole', () => {
  const whole = (w: OutageWindow, sent: string | null = null) => {
    const { covering, announced } = calendarOf(issued(sent), [w], null)
    return [covering('failure').length, announced('failure').length]
  }
  it('cover it where they touch it, and were announced since, and before it was sent', () => {
    expect(whole(window())).toEqual([1, 1])
    expect(whole(window({ kind: 'maintenance' }))).toEqual([0, 0])
    expect(whole(window({ start: '2026-06-08', end: '2026-06-09' }))).toEqual([0, 0])
    expect(whole(window({ announcedAt: '2026-06-09' }))).toEqual([1, 0])
    expect(whole(window(), '2026-06-10T07:59:59Z')).toEqual([1, 0])
    expect(whole(window(), '2026-06-10T08:00:00Z')).toEqual([1, 1])
    expect(whole(window({ start: '2026-06-11', end: null, announcedAt: '2026-06-11' }))).toEqual([0, 1])
  })
})

describe('the outages of an invoice that is read as issued at an hour', () => {
  const hour = (text: string, ...windows: OutageWindow[]) => {
    const { covering, announced } = calendarOf(issued(), windows, at(text))
    return [covering('failure').length, announced('failure').length]
  }
  it.each([
    ['07:59:59', [0, 1], 'before it: it does not cover, and its notice is news'],
    ['08:00:00', [1, 0], 'with its first instant: it covers, and is no news'],
    ['11:59:59', [1, 0], 'in its last second'],
    ['12:00:00', [0, 0], 'with its end: over, and no news'],
  ])('%s: %j, %s', (text, expected) => {
    expect(hour(text, window())).toEqual(expected)
  })
  it('are news where either the notice or the outage itself comes later', () => {
    const late = window({ announcedAt: '2026-06-10T10:00:00Z' })
    expect([hour('09:00:00', late), hour('10:00:00', late)]).toEqual([
      [1, 1],
      [1, 0],
    ])
    const ahead = window({ announcedAt: '2026-06-10T06:00:00Z' })
    expect([hour('07:00:00', ahead), hour('08:00:00', ahead)]).toEqual([
      [0, 1],
      [1, 0],
    ])
  })
  it('are those of the kind asked for', () => {
    expect(hour('09:00:00', window({ kind: 'maintenance' }), window())).toEqual([1, 0])
    expect(hour('07:00:00', window({ kind: 'total-failure' }))).toEqual([0, 0])
  })
})

describe('the parts of P_1', () => {
  it('begin with midnight in Warsaw, then as outages begin and end in it', () => {
    expect(partsOfIssueDay(issued(), [window()])).toEqual([
      ...['2026-06-09T22:00:00Z', '2026-06-10T08:00:00Z', '2026-06-10T12:00:00Z'],
    ])
    expect(partsOfIssueDay(issued(), [window({ end: null })])).toHaveLength(2)
  })
  it('are none where outages cover it whole, or not at all', () => {
    expect(partsOfIssueDay(issued(), [])).toEqual([])
    expect(partsOfIssueDay(issued(), [window({ start: '2026-06-10', end: '2026-06-10' })])).toEqual([])
    expect(partsOfIssueDay(issued(), [window({ start: '2026-06-11', end: null })])).toEqual([])
  })
})
