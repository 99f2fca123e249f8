import { describe, expect, it } from 'vitest'
import type { Mode } from '../../src/law/mode-names.ts'
import { modeRow } from '../../src/law/modes.ts'
import { type FailureNotice, resendOf } from '../../src/law/resend.ts'
import type { Day } from '../../src/values/day.ts'

const day = (text: string) => text as Day
const failure = (announced: string, end: string | null): FailureNotice => ({
  announcedDay: day(announced),
  endDay: end === null ? null : day(end),
})
const term = (
  mode: Mode,
  issued: string,
  ended: string | null,
  failures: FailureNotice[] = [],
  totalFailures: string[] = [],
) =>
  resendOf(modeRow(mode), {
    issueDay: day(issued),
    outageEndDay: ended === null ? null : day(ended),
    failures,
    totalFailures: totalFailures.map((announcedDay) => ({ announcedDay: day(announcedDay) })),
  })

describe('emergency (art. 106nf ust. 4-5)', () => {
  it('gives seven business days after the failure ended', () => {
    expect(term('emergency', '2026-06-29', '2026-07-01').deadline).toBe('2026-07-10')
  })
  it('starts anew with a further failure announced within the term', () => {
    const further = failure('2026-07-07', '2026-07-08')
    expect(term('emergency', '2026-06-29', '2026-07-01', [further])).toMatchObject({
      deadline: '2026-07-17',
      legalBasis: ['art. 106nf ust. 4', 'art. 106nf ust. 5'],
    })
  })
  it('does not start anew with a failure announced after the term', () => {
    expect(
      term('emergency', '2026-06-29', '2026-07-01', [failure('2026-07-13', '2026-07-13')]).deadline,
    ).toBe('2026-07-10')
  })
  it('follows a chain of failures, each within the term of the one before, whatever their order in the list', () => {
    const chain = [failure('2026-07-16', '2026-07-20'), failure('2026-07-07', '2026-07-08')]
    expect(term('emergency', '2026-06-29', '2026-07-01', chain).deadline).toBe('2026-07-29')
    expect(term('emergency', '2026-06-29', '2026-07-01', chain.toReversed()).deadline).toBe('2026-07-29')
  })
  it('counts from the later end when a failure was announced during another', () => {
    expect(
      term('emergency', '2026-06-29', '2026-07-01', [failure('2026-06-30', '2026-07-03')]).deadline,
    ).toBe('2026-07-14')
    expect(
      term('emergency', '2026-06-29', '2026-07-03', [failure('2026-06-30', '2026-07-01')]).deadline,
    ).toBe('2026-07-14')
  })
  it('states no deadline while the governing failure is open', () => {
    expect(term('emergency', '2026-06-29', null)).toMatchObject({ deadline: null, open: true })
    expect(term('emergency', '2026-06-29', '2026-07-01', [failure('2026-07-07', null)])).toMatchObject({
      deadline: null,
      open: true,
    })
  })
  it('ends with a total failure announced within the term, not with one after it (ust. 7)', () => {
    expect(term('emergency', '2026-06-29', '2026-07-01', [], ['2026-07-09'])).toMatchObject({
      deadline: null,
      abolished: true,
    })
    expect(term('emergency', '2026-06-29', '2026-07-01', [], ['2026-07-11'])).toMatchObject({
      deadline: '2026-07-10',
    })
  })
})

describe('maintenance (art. 106nh ust. 2-3)', () => {
  it('gives the next business day after the maintenance ended; the day it ended is not counted', () => {
    expect(term('maintenance', '2026-06-29', '2026-06-30').deadline).toBe('2026-07-01')
  })
  it('takes the term of a failure announced within its own', () => {
    expect(
      term('maintenance', '2026-06-08', '2026-06-09', [failure('2026-06-10', '2026-06-12')]).deadline,
    ).toBe('2026-06-23')
  })
  it('ignores a failure announced after its term', () => {
    expect(
      term('maintenance', '2026-06-08', '2026-06-09', [failure('2026-06-11', '2026-06-12')]).deadline,
    ).toBe('2026-06-10')
  })
  it('counts from the later end when a failure was announced during the maintenance', () => {
    expect(
      term('maintenance', '2026-06-08', '2026-06-10', [failure('2026-06-09', '2026-06-09')]).deadline,
    ).toBe('2026-06-19')
  })
})

describe('offline24 (art. 106nda ust. 2, art. 106nha)', () => {
  it('gives the next business day; failures move it only by overtaking, which is a mode of its own', () => {
    expect(term('offline24', '2026-06-12', null, [failure('2026-06-15', '2026-06-16')]).deadline).toBe(
      '2026-06-15',
    )
    expect(term('offline24-overtaken-by-failure', '2026-06-08', '2026-06-12').deadline).toBe('2026-06-23')
  })
})

describe('modes without a term', () => {
  it.each([
    'online',
    'online-late',
    'total-failure',
    'outside-lawful',
    'outside-breach',
    'early-copy',
    'foreign',
  ] as const)('%s has none', (mode) => {
    expect(term(mode, '2026-06-10', null)).toMatchObject({ deadline: null, open: false, abolished: false })
  })
})

describe('a notice at the edge of a term', () => {
  // Seven business days after Wednesday, 1 July 2026, end on Friday, 10 July.
  it.each([
    ['the day before the issue', '2026-06-28', '2026-07-10'],
    ['on the day of issue', '2026-06-29', '2026-07-14'],
    ['on the last day of the term', '2026-07-10', '2026-07-14'],
    ['a day later', '2026-07-11', '2026-07-10'],
  ])('of a further failure, announced %s (art. 106nf ust. 5)', (_what, announced, deadline) => {
    // It ends on Friday, 3 July: seven business days later it is Tuesday, 14 July.
    expect(term('emergency', '2026-06-29', '2026-07-01', [failure(announced, '2026-07-03')]).deadline).toBe(
      deadline,
    )
  })
  it('of a failure that ends with the first one starts nothing anew', () => {
    const found = term('emergency', '2026-06-29', '2026-07-01', [failure('2026-06-30', '2026-07-01')])
    expect(found).toMatchObject({ deadline: '2026-07-10', legalBasis: ['art. 106nf ust. 4'] })
  })
  it.each([
    ['the day before the issue', '2026-06-28', false],
    ['on the day of issue', '2026-06-29', true],
    ['on the last day of the term', '2026-07-10', true],
    ['a day later', '2026-07-11', false],
  ])(
    'of a total failure, announced %s: the duty ends %s (art. 106nf ust. 7)',
    (_what, announced, abolished) => {
      const found = term('emergency', '2026-06-29', '2026-07-01', [], [announced])
      expect(found).toEqual({
        ...{ deadline: abolished ? null : '2026-07-10', abolished, open: false },
        legalBasis: [abolished ? 'art. 106nf ust. 7' : 'art. 106nf ust. 4'],
      })
    },
  )
  it('of a total failure ends the duty whenever it comes, while the failure goes on', () => {
    expect(term('emergency', '2026-06-29', null, [], ['2026-09-01'])).toMatchObject({
      abolished: true,
      open: false,
    })
    expect(term('emergency', '2026-06-29', null)).toEqual({
      ...{ deadline: null, abolished: false, open: true, legalBasis: ['art. 106nf ust. 4'] },
    })
  })
  it('of a total failure says nothing to a mode without a term', () => {
    expect(term('outside-lawful', '2026-06-29', null, [], ['2026-06-30'])).toEqual({
      ...{ deadline: null, abolished: false, open: false, legalBasis: [] },
    })
    expect(term('offline24-overtaken-by-total-failure', '2026-06-29', null)).toEqual({
      ...{ deadline: null, abolished: true, open: false, legalBasis: ['art. 106nha pkt 2'] },
    })
  })
})
