import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/values/day.ts'
import { addDays, daysBetween, parseDay, weekday } from '../../src/values/day.ts'

const day = (text: string): Day => {
  const parsed = parseDay(text)
  if (parsed === null) throw new Error(`not a day: ${text}`)
  return parsed
}

const millisecondsPerDay = 86_400_000
const first = Date.UTC(1990, 0, 1) / millisecondsPerDay
const last = Date.UTC(2100, 11, 31) / millisecondsPerDay
/** The host's own calendar in UTC, as the independent witness. */
const hostDay = (number: number) => new Date(number * millisecondsPerDay).toISOString().slice(0, 10)
const anyDayNumber = fc.integer({ min: first, max: last })

describe('parseDay', () => {
  it('accepts every day of 1990..2100', () => {
    for (let n = first; n <= last; n += 1) expect(parseDay(hostDay(n))).toBe(hostDay(n))
  })

  it.each([
    '2026-02-30',
    '2026-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-01-32',
  ])('refuses %s, which no calendar has', (text) => {
    expect(parseDay(text)).toBeNull()
  })

  it('knows the leap days of the Gregorian calendar', () => {
    expect(parseDay('2000-02-29')).toBe('2000-02-29')
    expect(parseDay('2028-02-29')).toBe('2028-02-29')
  })

  it.each([
    '',
    '2026-6-1',
    '2026-06-1',
    '26-06-01',
    ' 2026-06-01',
    '2026-06-01 ',
    '2026-06-01\n',
    '2026/06/01',
    '20260601',
    '2026-06-01T00:00:00Z',
    '2026-06-+1',
    '2026-06- 1',
    '2026-0x-01',
    '2e26-06-01',
    '+026-06-01',
    '٢٠٢٦-٠٦-٠١',
    '2026-06-0١',
    '2026‑06‑01',
  ])('refuses the form %j', (text) => {
    expect(parseDay(text)).toBeNull()
  })

  it('refuses years outside 1990..2100', () => {
    expect(parseDay('1989-12-31')).toBeNull()
    expect(parseDay('2101-01-01')).toBeNull()
    expect(parseDay('0026-06-01')).toBeNull()
    expect(parseDay('9999-12-31')).toBeNull()
  })

  it('accepts arbitrary text only when the host calendar prints it back', () => {
    const nearlyDays = fc.stringMatching(/^[12][09]\d\d-[01]\d-[0-3]\d$/)
    fc.assert(
      fc.property(nearlyDays, (text) => {
        const host = new Date(`${text}T00:00:00Z`)
        const real = !Number.isNaN(host.getTime()) && host.toISOString().startsWith(text)
        const served = text >= '1990' && text < '2101'
        expect(parseDay(text)).toBe(real && served ? text : null)
      }),
      { numRuns: 5000 },
    )
  })
})

describe('day arithmetic', () => {
  it('addDays agrees with the host calendar', () => {
    fc.assert(
      fc.property(anyDayNumber, fc.integer({ min: -50_000, max: 50_000 }), (n, shift) => {
        expect(addDays(day(hostDay(n)), shift)).toBe(hostDay(n + shift))
      }),
      { numRuns: 5000 },
    )
  })

  it('walks over every day of 1990..2100 in order', () => {
    let current = day('1990-01-01')
    for (let n = first; n < last; n += 1) {
      current = addDays(current, 1)
      expect(current).toBe(hostDay(n + 1))
    }
    expect(current).toBe('2100-12-31')
  })

  it('daysBetween undoes addDays, and is signed', () => {
    fc.assert(
      fc.property(anyDayNumber, anyDayNumber, (a, b) => {
        const from = day(hostDay(a))
        const to = day(hostDay(b))
        expect(daysBetween(from, to)).toBe(b - a)
        expect(addDays(from, daysBetween(from, to))).toBe(to)
      }),
    )
    expect(Object.is(daysBetween(day('2026-11-21'), day('2026-11-21')), 0)).toBe(true)
  })

  it('serves every year of four digits and refuses to leave them', () => {
    expect(addDays(day('2100-12-31'), 1)).toBe('2101-01-01')
    expect(addDays('0001-01-02' as Day, -1)).toBe('0001-01-01')
    expect(addDays('9999-12-30' as Day, 1)).toBe('9999-12-31')
    expect(() => addDays('0001-01-01' as Day, -1)).toThrow(RangeError)
    expect(() => addDays('9999-12-31' as Day, 1)).toThrow(RangeError)
  })

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300])(
    'refuses to add %s days',
    (n) => {
      expect(() => addDays(day('2026-01-01'), n)).toThrow(RangeError)
    },
  )

  it('names weekdays as ISO does', () => {
    expect(weekday(day('2026-11-16'))).toBe(1)
    expect(weekday(day('2026-11-21'))).toBe(6)
    expect(weekday(day('2026-11-22'))).toBe(7)
    fc.assert(
      fc.property(anyDayNumber, (n) => {
        const host = new Date(n * millisecondsPerDay).getUTCDay()
        expect(weekday(day(hostDay(n)))).toBe(host === 0 ? 7 : host)
      }),
    )
  })

  it('sorts as text', () => {
    fc.assert(
      fc.property(anyDayNumber, anyDayNumber, (a, b) => {
        expect(hostDay(a) < hostDay(b)).toBe(daysBetween(day(hostDay(a)), day(hostDay(b))) > 0)
      }),
    )
  })
})
