import { describe, expect, it } from 'vitest'
import {
  announcedBeforeSending,
  covering,
  covers,
  inOrder,
  lastEnd,
  lastsAt,
  momentsWithin,
  type OutageKind,
  type OutageNotice,
  type OutageWindow,
  windowOf,
} from '../../src/outages/windows.ts'
import type { Day } from '../../src/values/day.ts'
import type { Instant } from '../../src/values/instant.ts'

const notice = (more: object = {}): OutageNotice =>
  ({
    ...{ id: 'o', kind: 'failure', start: '2026-06-10', end: '2026-06-12', announcedAt: '2026-06-10' },
    ...{ source: 'BIP', reference: null, text: null, withdrawn: false },
    ...more,
  }) as OutageNotice
/** A window of whole days. */
const days = (startDay: string, endDay: string | null, more: object = {}): OutageWindow =>
  ({
    ...{ id: 'o', kind: 'failure', startDay, endDay, announcedDay: startDay },
    ...{ announcedAt: `${startDay}T08:00:00Z`, ...more },
  }) as OutageWindow
const day = (text: string) => text as Day

describe('the days of a notice (art. 106ne ust. 1 and 4)', () => {
  it('that names days are those days, both ends included', () => {
    expect(windowOf(notice())).toEqual({
      ...{ id: 'o', kind: 'failure', startDay: '2026-06-10', endDay: '2026-06-12' },
      // A day is covered whole: to the midnight after it.
      ...{ startAt: '2026-06-09T22:00:00Z', endAt: '2026-06-12T22:00:00Z' },
      // A day alone counts from its beginning: midnight in Warsaw, 22:00 UTC of the day before in summer.
      ...{ announcedDay: '2026-06-10', announcedAt: '2026-06-09T22:00:00Z' },
    })
  })

  it.each([
    ['begins in the evening in UTC: already the next day in Warsaw', '2026-06-09T22:30:00Z', '2026-06-10'],
    ['begins before midnight in Warsaw', '2026-06-09T21:59:59Z', '2026-06-09'],
  ])('that %s', (_what, start, expected) => {
    expect(windowOf(notice({ start })).startDay).toBe(expected)
  })

  it.each([
    ['at noon: the day is covered in part, so it is covered', '2026-06-12T10:00:00Z', '2026-06-12'],
    ['at midnight in Warsaw: 24:00 of the day before', '2026-06-11T22:00:00Z', '2026-06-11'],
    ['a second after midnight: one more day', '2026-06-11T22:00:01Z', '2026-06-12'],
    ['at midnight UTC, two in the morning in Warsaw', '2026-06-12T00:00:00Z', '2026-06-12'],
    ['at midnight in winter', '2026-12-10T23:00:00Z', '2026-12-10'],
    ['on a day without an hour: that day', '2026-06-12', '2026-06-12'],
    ['at the very midnight at which it began', '2026-06-09T22:00:00Z', '2026-06-10'],
  ])('that ends %s', (_what, end, expected) => {
    expect(windowOf(notice({ end })).endDay).toBe(expected)
  })

  it('that names no end is open', () => {
    expect(windowOf(notice({ end: null }))).toMatchObject({ endDay: null, endAt: null })
  })

  it('that names hours keeps them', () => {
    const hours = { start: '2026-06-10T06:00:00Z', end: '2026-06-12T10:30:00Z' }
    expect(windowOf(notice(hours))).toMatchObject({ startAt: hours.start, endAt: hours.end })
  })

  it('keep the hour at which it was announced', () => {
    const { announcedDay, announcedAt } = windowOf(notice({ announcedAt: '2026-06-09T22:15:00Z' }))
    expect([announcedDay, announcedAt]).toEqual(['2026-06-10', '2026-06-09T22:15:00Z'])
  })
})

describe('a window covers', () => {
  it.each([
    ['2026-06-09', false],
    ['2026-06-10', true],
    ['2026-06-12', true],
    ['2026-06-13', false],
  ])('%s: %s', (text, expected) => {
    expect(covers(days('2026-06-10', '2026-06-12'), day(text))).toBe(expected)
  })

  it.each([
    ['2026-06-09', false],
    ['2026-06-10', true],
    ['2030-01-01', true],
  ])('while it is open, %s: %s', (text, expected) => {
    expect(covers(days('2026-06-10', null), day(text))).toBe(expected)
  })

  it('only as what it is: a failure is no maintenance', () => {
    const [failure, maintenance] = [
      days('2026-06-10', '2026-06-12'),
      days('2026-06-10', '2026-06-12', { kind: 'maintenance' }),
    ]
    const late = days('2026-06-12', '2026-06-14')
    const all = [failure, maintenance, late] as OutageWindow[]
    expect(covering(all, 'failure', day('2026-06-12'))).toEqual([failure, late])
    expect(covering(all, 'failure', day('2026-06-11'))).toEqual([failure])
    expect(covering(all, 'maintenance', day('2026-06-12'))).toEqual([maintenance])
    expect(covering(all, 'total-failure', day('2026-06-12'))).toEqual([])
  })
})

describe('the end of several outages (art. 106nf ust. 4 and 5)', () => {
  it('is the latest of them, in whatever order they are told', () => {
    const [first, second] = [days('2026-06-10', '2026-06-12'), days('2026-06-11', '2026-06-20')]
    expect(lastEnd([first, second])).toBe('2026-06-20')
    expect(lastEnd([second, first])).toBe('2026-06-20')
  })
  it('is unknown while one of them goes on: no term runs yet', () => {
    expect(lastEnd([days('2026-06-10', '2026-06-12'), days('2026-06-13', null)])).toBeNull()
    expect(lastEnd([days('2026-06-13', null), days('2026-06-10', '2026-06-12')])).toBeNull()
  })
  it('of none is none', () => {
    expect(lastEnd([])).toBeNull()
  })
})

describe('a notice that overtakes an offline invoice (art. 106nha)', () => {
  const issued = day('2026-06-10')
  const found = (window: OutageWindow, sentAt: string | null = null, kind: OutageKind = 'failure'): boolean =>
    announcedBeforeSending([window], kind, issued, sentAt as Instant | null).length === 1

  it.each([
    ['the day before the issue', '2026-06-09', false],
    ['on the day of issue', '2026-06-10', true],
    ['the day after', '2026-06-11', true],
  ])('announced %s: %s', (_what, announcedDay, expected) => {
    expect(found(days('2026-06-01', '2026-06-30', { announcedDay }))).toBe(expected)
  })

  it.each([
    ['over the day before the issue', '2026-06-09', false],
    ['that ends on the day of issue', '2026-06-10', true],
    ['that ends later', '2026-06-11', true],
    ['that goes on', null, true],
  ])('of an outage %s: %s', (_what, endDay, expected) => {
    expect(found(days('2026-06-05', endDay, { announcedDay: '2026-06-10' }))).toBe(expected)
  })

  const announcedAt = { announcedAt: '2026-06-11T09:00:00Z' }
  it.each([
    ['a second before the notice', '2026-06-11T08:59:59Z', false],
    ['in the same second', '2026-06-11T09:00:00Z', true],
    ['a second later', '2026-06-11T09:00:01Z', true],
    ['not yet', null, true],
  ])('of an invoice sent %s: %s', (_what, sentAt, expected) => {
    expect(found(days('2026-06-11', null, announcedAt), sentAt)).toBe(expected)
  })

  it('counts by its kind: only a total failure ends the duty to send (art. 106nha pkt 2)', () => {
    const total = days('2026-06-11', null, { kind: 'total-failure' })
    expect([found(total), found(total, null, 'total-failure')]).toEqual([false, true])
  })
})

describe('a day that an outage covers in part (art. 106nf ust. 1)', () => {
  const from = '2026-06-10T06:00:00Z'
  const to = '2026-06-10T10:00:00Z'
  const within = (...notices: object[]) =>
    momentsWithin(
      notices.map((more) => windowOf(notice(more))),
      day('2026-06-10'),
    )
  it.each([
    ['begins and ends in it', { start: from, end: to }, [from, to]],
    ['begins in it and goes on', { start: from, end: null }, [from]],
    ['ends in it', { start: '2026-06-08', end: to }, [to]],
    ['covers it whole', { start: '2026-06-10', end: '2026-06-10' }, []],
    ['covers it among others', { start: '2026-06-08', end: '2026-06-12' }, []],
    ['ends at its first instant', { start: '2026-06-08', end: '2026-06-09T22:00:00Z' }, []],
    ['begins at the first instant of the next', { start: '2026-06-10T22:00:00Z', end: null }, []],
    [
      'begins a second after its first',
      { start: '2026-06-09T22:00:01Z', end: null },
      ['2026-06-09T22:00:01Z'],
    ],
  ])('has the moments of one that %s', (_what, more, expected) => {
    expect(within(more)).toEqual(expected)
  })
  it('has the moments of all, in order, each once', () => {
    const later = { start: '2026-06-10T12:00:00Z', end: null }
    expect(within(later, { start: from, end: to }, { kind: 'maintenance', start: to, end: null })).toEqual([
      ...[from, to, '2026-06-10T12:00:00Z'],
    ])
  })
  it.each([
    ['2026-06-10T05:59:59Z', false],
    [from, true],
    ['2026-06-10T09:59:59Z', true],
    [to, false],
  ])('lies inside at %s: %s', (at, expected) => {
    expect(lastsAt(windowOf(notice({ start: from, end: to })), at as Instant)).toBe(expected)
  })
  it('lies inside one that goes on from its beginning', () => {
    const open = windowOf(notice({ start: from, end: null }))
    expect(
      ['2026-06-10T05:59:59Z', '2030-01-01T00:00:00Z'].map((at) => lastsAt(open, at as Instant)),
    ).toEqual([...[false, true]])
  })
})

describe('windows in order', () => {
  const order = (...windows: OutageWindow[]) => inOrder(windows).map(({ id }) => id)
  const a = { announcedDay: '2026-06-10', announcedAt: '2026-06-10T08:00:00Z' }
  it.each<[string, OutageWindow, OutageWindow]>([
    [
      'the day of the announcement',
      days('2026-06-12', '2026-06-13', { ...a, id: 'first' }),
      days('2026-06-01', '2026-06-02', { ...a, announcedDay: '2026-06-11', id: 'second' }),
    ],
    [
      'its hour',
      days('2026-06-12', '2026-06-13', { ...a, id: 'first' }),
      days('2026-06-01', '2026-06-02', { ...a, announcedAt: '2026-06-10T09:00:00Z', id: 'second' }),
    ],
    [
      'the first day',
      days('2026-06-01', '2026-06-09', { ...a, id: 'first' }),
      days('2026-06-02', '2026-06-03', { ...a, id: 'second' }),
    ],
    [
      'the last day',
      days('2026-06-01', '2026-06-03', { ...a, id: 'first' }),
      days('2026-06-01', '2026-06-09', { ...a, id: 'second' }),
    ],
    [
      'the kind',
      days('2026-06-01', '2026-06-03', { ...a, id: 'first' }),
      days('2026-06-01', '2026-06-03', { ...a, kind: 'maintenance', id: 'second' }),
    ],
  ])('stand by %s, however they came', (_what, first, second) => {
    expect(order(first, second)).toEqual(['first', 'second'])
    expect(order(second, first)).toEqual(['first', 'second'])
  })
  it('that say the same keep their order, and the list that was given stays as it was', () => {
    const [one, two] = [days('2026-06-01', null, { id: 'z' }), days('2026-06-01', null, { id: 'a' })]
    const given = [days('2026-06-05', null, { id: 'late' }), one, two]
    expect(inOrder(given).map(({ id }) => id)).toEqual(['z', 'a', 'late'])
    expect(given[0]?.id).toBe('late')
  })
})
