import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportEndsMs, leastMinutes } from '../../src/ksef/schedule.ts'
import {
  type Checkpoint,
  checkpointAt,
  daysLater,
  earlier,
  instantAt,
  msOf,
  parseCheckpoint,
  plus,
  share,
} from '../../src/ksef/time.ts'
import type { Instant } from '../../src/values/instant.ts'

describe('a checkpoint', () => {
  it.each([
    ['2026-11-20T08:00:00Z', '2026-11-20T08:00:00.0000000Z'],
    ['2026-11-20T08:00:00.1Z', '2026-11-20T08:00:00.1000000Z'],
    ['2026-11-20T08:00:00.1234567Z', '2026-11-20T08:00:00.1234567Z'],
    ['2026-11-20T08:00:00.12345678Z', '2026-11-20T08:00:00.1234567Z'],
    ['2026-11-20T00:30:00+01:00', '2026-11-19T23:30:00.0000000Z'],
    ['2026-11-20', null],
    ['x', null],
  ])('of %s is %s', (text, expected) => {
    expect(parseCheckpoint(text)).toBe(expected)
  })
  it('is made of milliseconds, and read as such', () => {
    const ms = Date.UTC(2026, 10, 20, 8, 0, 0, 123)
    expect(checkpointAt(ms)).toBe('2026-11-20T08:00:00.1230000Z')
    expect(msOf(checkpointAt(ms))).toBe(ms)
    expect(msOf('2026-11-20T08:00:00.1239999Z' as Checkpoint)).toBe(ms)
  })
  it('some days later or before has the same time of day to the last digit', () => {
    const at = parseCheckpoint('2026-02-27T08:00:00.1234567Z') as Checkpoint
    expect(daysLater(at, 2)).toBe('2026-03-01T08:00:00.1234567Z')
    expect(daysLater(at, -58)).toBe('2025-12-31T08:00:00.1234567Z')
  })
  it('or another, whichever is earlier', () => {
    const [a, b] = ['2026-11-20T08:00:00.0000000Z', '2026-11-20T08:00:00.0000001Z']
    expect([earlier(a, b), earlier(b, a), earlier(a, a)]).toEqual([a, a, a])
  })
})

it('instants move by milliseconds', () => {
  const now = '2026-11-20T08:00:00Z' as Instant
  expect([plus(now, 1), plus(now, 60_000), plus(now, -1000), instantAt(msOf(now))]).toEqual([
    '2026-11-20T08:00:00.001Z',
    '2026-11-20T08:01:00Z',
    '2026-11-20T07:59:59Z',
    now,
  ])
})

describe('jitter', () => {
  it('depends on its texts alone, and stays below one', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (text, n) => {
        const value = share(text, n)
        expect(value).toBe(share(text, n))
        expect(value >= 0 && value < 1).toBe(true)
      }),
      { numRuns: 200 },
    )
    expect(share('a', 1)).not.toBe(share('a', 2))
    expect(share('a', 'b')).not.toBe(share('b', 'a'))
  })
  it('is spread evenly over taxpayers whose numbers follow each other', () => {
    const tenths = new Array(10).fill(0)
    for (let i = 0; i < 2000; i++) tenths[Math.floor(share(String(5_260_000_000 + i)) * 10)] += 1
    for (const n of tenths) {
      expect(n).toBeGreaterThan(140)
      expect(n).toBeLessThan(260)
    }
  })
})

it('KSeF wants a quarter of an hour between exports, and one that takes three hours is given up', () => {
  expect([leastMinutes, exportEndsMs]).toEqual([15, 3 * 3_600_000])
})
