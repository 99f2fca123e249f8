import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/values/day.ts'
import { addDays, parseDay } from '../../src/values/day.ts'
import type { Instant } from '../../src/values/instant.ts'
import { isWarsawMidnight, parseInstant, startOfWarsawDay, warsawDay } from '../../src/values/instant.ts'

const instant = (text: string): Instant => {
  const parsed = parseInstant(text)
  if (parsed === null) throw new Error(`not an instant: ${text}`)
  return parsed
}
const atEpoch = (milliseconds: number): Instant => instant(new Date(milliseconds).toISOString())

/** The host's time zone database, as the independent witness. */
const intl = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Warsaw',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const witness = (milliseconds: number): { day: string; time: string } => {
  const parts = Object.fromEntries(intl.formatToParts(milliseconds).map((part) => [part.type, part.value]))
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}:${parts.second}`,
  }
}

const start = Date.UTC(2016, 0, 1)
const end = Date.UTC(2060, 11, 31, 23, 59, 59, 999)

describe('warsawDay', () => {
  it.each([
    ['2026-11-21T22:59:59.9999999Z', '2026-11-21'],
    ['2026-11-21T23:00:00Z', '2026-11-22'],
    ['2026-07-21T21:59:59.9999999Z', '2026-07-21'],
    ['2026-07-21T22:00:00Z', '2026-07-22'],
    ['2025-12-31T22:59:59Z', '2025-12-31'],
    ['2025-12-31T23:00:00Z', '2026-01-01'],
    ['2028-02-28T23:00:00Z', '2028-02-29'],
  ])('%s is on %s', (text, expected) => {
    expect(warsawDay(instant(text))).toBe(expected)
  })

  it.each([
    // Eve of the change to summer time, the change, the day after; then the same in autumn.
    ['2026-03-28T22:30:00Z', '2026-03-28'],
    ['2026-03-28T23:00:00Z', '2026-03-29'],
    ['2026-03-29T21:59:59Z', '2026-03-29'],
    ['2026-03-29T22:00:00Z', '2026-03-30'],
    ['2026-10-24T21:59:59Z', '2026-10-24'],
    ['2026-10-24T22:00:00Z', '2026-10-25'],
    ['2026-10-25T22:30:00Z', '2026-10-25'],
    ['2026-10-25T23:00:00Z', '2026-10-26'],
    // Last Sunday on the 31st, and on the 25th.
    ['2024-03-31T22:00:00Z', '2024-04-01'],
    ['2027-10-31T22:30:00Z', '2027-10-31'],
    ['2018-03-25T22:00:00Z', '2018-03-26'],
  ])('around the clock change %s is on %s', (text, expected) => {
    expect(warsawDay(instant(text))).toBe(expected)
    expect(witness(Date.parse(text)).day).toBe(expected)
  })

  it('agrees with Intl near every midnight of March, October and the turn of every year 2016..2060', () => {
    let checked = 0
    for (let year = 2016; year <= 2060; year += 1) {
      for (const month of [0, 2, 9, 11]) {
        for (let dayOfMonth = 1; dayOfMonth <= 31; dayOfMonth += 1) {
          for (const [hour, minute] of [
            [21, 59],
            [22, 0],
            [22, 59],
            [23, 0],
          ] as const) {
            const milliseconds = Date.UTC(year, month, dayOfMonth, hour, minute)
            const found = warsawDay(atEpoch(milliseconds))
            if (found !== witness(milliseconds).day) {
              expect.fail(`${new Date(milliseconds).toISOString()}: ${found}`)
            }
            checked += 1
          }
        }
      }
    }
    expect(checked).toBe(45 * 4 * 31 * 4)
  })

  it('agrees with Intl at arbitrary instants of 2016..2060', () => {
    fc.assert(
      fc.property(fc.integer({ min: start, max: end }), (milliseconds) => {
        expect(warsawDay(atEpoch(milliseconds))).toBe(witness(milliseconds).day)
      }),
      { numRuns: 10_000 },
    )
  })
})

describe('startOfWarsawDay', () => {
  it.each([
    ['2026-11-21', '2026-11-20T23:00:00Z'],
    ['2026-07-21', '2026-07-20T22:00:00Z'],
    ['2026-03-29', '2026-03-28T23:00:00Z'],
    ['2026-03-30', '2026-03-29T22:00:00Z'],
    ['2026-10-25', '2026-10-24T22:00:00Z'],
    ['2026-10-26', '2026-10-25T23:00:00Z'],
    ['2026-01-01', '2025-12-31T23:00:00Z'],
    ['2026-02-01', '2026-01-31T23:00:00Z'],
  ])('%s begins at %s', (text, expected) => {
    expect(startOfWarsawDay(parseDay(text)!)).toBe(expected)
  })

  it('is midnight by Intl on every day of 2016..2060, and the instant before is the day before', () => {
    for (let day = parseDay('2016-01-01')!; day <= ('2060-12-31' as Day); day = addDays(day, 1)) {
      const begins = startOfWarsawDay(day)
      const seen = witness(Date.parse(begins))
      if (seen.day !== day || seen.time !== '00:00:00') expect.fail(`${day} begins at ${begins}`)
      if (warsawDay(begins) !== day || !isWarsawMidnight(begins)) expect.fail(`${begins} is not on ${day}`)
      const before = atEpoch(Date.parse(begins) - 1)
      if (warsawDay(before) !== addDays(day, -1)) expect.fail(`${before} is not before ${day}`)
    }
  })
})

describe('isWarsawMidnight', () => {
  it('knows midnight of the season, to the last fraction', () => {
    expect(isWarsawMidnight(instant('2026-11-21T00:00:00+01:00'))).toBe(true)
    expect(isWarsawMidnight(instant('2026-07-21T00:00:00.0000000+02:00'))).toBe(true)
    expect(isWarsawMidnight(instant('2026-11-21T00:00:00+02:00'))).toBe(false)
    expect(isWarsawMidnight(instant('2026-07-21T00:00:00+01:00'))).toBe(false)
    expect(isWarsawMidnight(instant('2026-11-21T00:00:00Z'))).toBe(false)
    expect(isWarsawMidnight(instant('2026-11-21T00:00:00.0000001+01:00'))).toBe(false)
  })
})
