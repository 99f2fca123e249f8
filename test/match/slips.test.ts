import { describe, expect, it } from 'vitest'
import { isCutShort, isMisread, isOneSlip, isPartOf, isTransposed } from '../../src/match/slips.ts'
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
