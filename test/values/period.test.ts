import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day, Month, Period, Quarter } from '../../src/values/day.ts'
import {
  addDays,
  addPeriods,
  earlierOf,
  firstDayOf,
  firstMonthOf,
  lastDayOf,
  lastMonthOf,
  laterOf,
  monthOf,
  parseDay,
  parseMonth,
  parsePeriod,
  parseQuarter,
  quarterOf,
} from '../../src/values/day.ts'

const month = (text: string): Month => parseMonth(text)!
const quarter = (text: string): Quarter => parseQuarter(text)!
const day = (text: string): Day => parseDay(text)!

describe('periods', () => {
  it('reads months and quarters', () => {
    expect(parsePeriod('2026-11')).toBe('2026-11')
    expect(parsePeriod('2026-Q4')).toBe('2026-Q4')
  })

  it.each([
    '',
    '2026',
    '2026-00',
    '2026-13',
    '2026-1',
    '2026-Q0',
    '2026-Q5',
    '2026-q4',
    '2026-Q',
    '2026-Q04',
    '2026-11-01',
    '1989-12',
    '2101-Q1',
    '2026-Q٤',
    '2026-1١',
    '2026/11',
  ])('refuses %j', (text) => {
    expect(parsePeriod(text)).toBeNull()
    expect(parseMonth(text)).toBeNull()
    expect(parseQuarter(text)).toBeNull()
  })

  it('does not take one kind for the other', () => {
    expect(parseMonth('2026-Q4')).toBeNull()
    expect(parseQuarter('2026-11')).toBeNull()
  })

  it.each([
    ['2026-01-31', '2026-01', '2026-Q1'],
    ['2026-03-31', '2026-03', '2026-Q1'],
    ['2026-04-01', '2026-04', '2026-Q2'],
    ['2026-09-30', '2026-09', '2026-Q3'],
    ['2026-12-31', '2026-12', '2026-Q4'],
  ])('%s lies in %s and %s', (text, inMonth, inQuarter) => {
    expect(monthOf(day(text))).toBe(inMonth)
    expect(quarterOf(day(text))).toBe(inQuarter)
  })

  it.each([
    ['2026-11', 1, '2026-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-11', 3, '2027-02'],
    ['2026-11', -23, '2024-12'],
    ['2026-Q4', 1, '2027-Q1'],
    ['2026-Q1', -1, '2025-Q4'],
    ['2026-Q2', 2, '2026-Q4'],
    ['2026-Q2', 0, '2026-Q2'],
  ])('%s moved by %i is %s', (period, n, expected) => {
    expect(addPeriods(parsePeriod(period)!, n)).toBe(expected)
  })

  it('moving there and back arrives at the start', () => {
    const year = fc.integer({ min: 1990, max: 2100 })
    const months = fc.tuple(year, fc.integer({ min: 1, max: 12 })).map(([y, m]) => {
      return `${y}-${String(m).padStart(2, '0')}`
    })
    const quarters = fc.tuple(year, fc.integer({ min: 1, max: 4 })).map(([y, q]) => `${y}-Q${q}`)
    fc.assert(
      fc.property(fc.oneof(months, quarters), fc.integer({ min: -1000, max: 1000 }), (text, n) => {
        const period = parsePeriod(text) as Period
        const moved = addPeriods(period, n)
        expect(addPeriods(moved, -n)).toBe(period)
        expect(moved < period).toBe(n < 0)
      }),
    )
  })

  it('refuses to move by parts of a period or out of four-digit years', () => {
    expect(() => addPeriods(month('2026-11'), 0.5)).toThrow(RangeError)
    expect(() => addPeriods(month('2026-11'), Number.NaN)).toThrow(RangeError)
    expect(() => addPeriods(quarter('2026-Q4'), 40_000)).toThrow(RangeError)
    expect(() => addPeriods(quarter('2026-Q4'), -40_000)).toThrow(RangeError)
  })

  it('finds the ends of months and quarters', () => {
    expect(lastDayOf(month('2026-02'))).toBe('2026-02-28')
    expect(lastDayOf(month('2028-02'))).toBe('2028-02-29')
    expect(lastDayOf(quarter('2026-Q2'))).toBe('2026-06-30')
    expect(firstDayOf(quarter('2026-Q4'))).toBe('2026-10-01')
    expect(firstMonthOf(quarter('2026-Q3'))).toBe('2026-07')
    expect(lastMonthOf(quarter('2026-Q3'))).toBe('2026-09')
    expect(firstMonthOf(month('2026-11'))).toBe('2026-11')
    expect(lastMonthOf(month('2026-11'))).toBe('2026-11')
  })

  it('every day lies between the ends of its month and of its quarter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (n) => {
        const d = addDays(day('1990-01-01'), n)
        for (const period of [monthOf(d), quarterOf(d)]) {
          expect(firstDayOf(period) <= d && d <= lastDayOf(period)).toBe(true)
          expect(addDays(lastDayOf(period), 1)).toBe(firstDayOf(addPeriods(period, 1)))
        }
      }),
    )
  })
})

describe('laterOf and earlierOf', () => {
  it('ignore nulls and answer null only when nothing is left', () => {
    expect(laterOf(day('2026-11-01'), null, day('2026-12-01'))).toBe('2026-12-01')
    expect(earlierOf(null, day('2026-12-01'), day('2026-11-01'))).toBe('2026-11-01')
    expect(laterOf<Day>(null, null)).toBeNull()
    expect(earlierOf<Day>()).toBeNull()
    expect(laterOf(month('2026-09'), month('2026-10'))).toBe('2026-10')
  })
})
