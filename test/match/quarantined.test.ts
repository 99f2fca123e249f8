import { expect, it } from 'vitest'
import { mayBeMisread, mayBeQuarantined } from '../../src/match/quarantined.ts'
import type { Day } from '../../src/values/day.ts'

const day = '2026-06-10' as Day

it.each([
  ['the same day', day, '2026-06-10', true, true],
  ['a day of quarantine that is not known', day, null, true, true],
  ['a day of the invoice that is not known', null, '2026-06-10', true, true],
  ['92 days later', day, '2026-09-10', true, false],
  ['93 days later', day, '2026-09-11', false, false],
  ['92 days before', day, '2026-03-10', true, false],
  ['93 days before', day, '2026-03-09', false, false],
  ['day and month swapped', day, '2026-10-06', true, false],
  ['a year later', day, '2027-06-10', false, false],
] as const)(
  'under one number, %s: a copy may be it or not, and KSeF repeats no number',
  (_, own, there, copy, ksef) => {
    expect(mayBeQuarantined(own as Day | null, false, there as Day | null)).toBe(copy)
    expect(mayBeQuarantined(own as Day | null, true, there as Day | null)).toBe(ksef)
  },
)

it('a misread number counts for a copy of the very day alone', () => {
  expect(mayBeMisread(day, false, day)).toBe(true)
  expect(mayBeMisread(day, true, day)).toBe(false)
  expect(mayBeMisread(day, false, '2026-06-11' as Day)).toBe(false)
  expect(mayBeMisread(null, false, null)).toBe(false)
})
