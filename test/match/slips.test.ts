import { describe, expect, it } from 'vitest'
import {
  isCutShort,
  isDatedOtherwise,
  isMisread,
  isOneSlip,
  isPartOf,
  isTransposed,
  swapped,
} from '../../src/match/slips.ts'
import type { Day } from '../../src/values/day.ts'
import { numberKey } from '../../src/values/invoice-number.ts'

const both = (relation: (a: string, b: string) => boolean, a: string, b: string): boolean => {
  const answer = relation(a, b)
  expect(relation(b, a)).toBe(answer)
  return answer
}
const ofNumbers = (relation: (a: string, b: string) => boolean, a: string, b: string): boolean =>
  both(relation, numberKey(a), numberKey(b))

describe('a part of a number', () => {
  it.each([
    ['FV/12/06/2026', '12/06/2026'],
    ['FV/12/06/2026', 'FV/12/06'],
    ['FV/12/06/2026/MAG', 'fv 12-06-2026'],
  ])('%s lacks whole runs in %s', (whole, part) => {
    expect(ofNumbers(isPartOf, whole, part)).toBe(true)
  })
  it.each([
    ['FV/12/06/2026', '2/06/2026', 'another number of the month'],
    ['FV/1', 'FV/12', 'another number'],
    ['FV/12/06/2026', 'FV', 'no digit is left'],
    ['FV/12', 'fv-12', 'the same number'],
  ])('of %s is not %s: %s', (whole, part) => {
    expect(ofNumbers(isPartOf, whole, part)).toBe(false)
  })
})

it('a number that is cut short may end inside a run', () => {
  expect(ofNumbers(isCutShort, 'FV/12/06/2026', 'FV/12/06/20')).toBe(true)
  expect(ofNumbers(isCutShort, 'FV/12/06/2026', '12/06/2026')).toBe(false)
  expect(ofNumbers(isCutShort, 'FV/12', 'fv 12')).toBe(false)
})

it('a misread number has look-alikes and lost separators, and all its zeros', () => {
  expect(ofNumbers(isMisread, '100443', 'l00443')).toBe(true)
  expect(ofNumbers(isMisread, 'OBIS 12/2026', '08IS/1/22026')).toBe(true)
  expect(ofNumbers(isMisread, 'FV/012', 'FV/12')).toBe(false)
  expect(ofNumbers(isMisread, 'FV/12', 'FV-12')).toBe(false)
})

it('two neighbours are swapped', () => {
  expect(both(isTransposed, '2026/0012', '2026/0021')).toBe(true)
  expect(both(isTransposed, '2026/0012', '2026/0201')).toBe(false)
  expect(both(isTransposed, '12', '12')).toBe(false)
  expect(both(isTransposed, '12', '34')).toBe(false)
})

it.each([
  ['FV12', 'FV13', true],
  ['FV12', 'FV112', true],
  ['FV12', 'FV2', true],
  ['FV12', 'V12', true],
  ['FV12', 'FV21', false],
  ['FV12', 'FV1234', false],
  ['FV12', 'FV12', false],
])('%s and %s differ by one slip: %s', (a, b, one) => {
  expect(both(isOneSlip, a, b)).toBe(one)
})

it('letters of other scripts are misread too', () => {
  expect(ofNumbers(isMisread, 'P\u041a/2\u041e\u041e1', 'PK/2001')).toBe(true)
  expect(ofNumbers(isMisread, 'P\u0416/2001', 'PK/2001')).toBe(false)
})

it.each([
  ['PK/2002/06/26', 'PK/2002/06/2026', true],
  ['PK/2003/06/2026', 'PK/2003/VI/2026', true],
  ['PK/2003/6/2026', 'PK/2003/VI/26', true],
  ['FV/1/XII/26', 'FV/1/12/2026', true],
  ['FV/1/I/26', 'FV/1/01/2026', true],
  ['FV/7/062026', 'FV/7/0626', true],
  ['FV/7/10062026', 'FV/7/100626', true],
  ['FV/202606/7', 'FV/2606/7', true],
  ['FV/7/VІ/2026', 'FV/7/06/2026', true],
  ['FV/6/2026', 'FV/VI/2026', true],
  ['FV/1/06/2026', 'FV/1/06/2025', false],
  ['FV/1/XIII/2026', 'FV/1/13/2026', false],
  ['FV/1/06/1926', 'FV/1/06/26', false],
  ['FV/7/132026', 'FV/7/1326', false],
  ['FV/7/320626', 'FV/7/32062026', false],
  ['FV/202613/7', 'FV/2613/7', false],
  ['FV/VI/1', 'FV/1/VI', false],
  ['FV/1/06/2026', 'fv 1-06-2026', false],
])('%s and %s differ in how the date is written: %s', (a, b, expected) => {
  expect(ofNumbers(isDatedOtherwise, a, b)).toBe(expected)
})

it.each([
  ['2026-06-10', '2026-10-06'],
  ['2026-06-12', '2026-12-06'],
  ['2026-06-13', null],
  ['2026-06-06', null],
  ['2026-12-01', '2026-01-12'],
])('%s with day and month swapped is %s', (day, other) => {
  expect(swapped(day as Day)).toBe(other)
})
