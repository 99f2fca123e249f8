import { describe, expect, it } from 'vitest'
import { draftOn, penaltyFor, penaltyOn, penaltyTable } from '../../src/law/penalties.ts'
import { businessDaysBetween, isBusinessDay } from '../../src/law/workdays.ts'
import { addDays, type Day } from '../../src/values/day.ts'
import { inEnglish } from '../support/words.ts'

const on = (day: string) => day as Day

describe('the table of penalties', () => {
  it('has exactly one row of law for every day around its switches', () => {
    const switches = penaltyTable.flatMap((r) => [r.from, r.to]).filter((d) => d !== null && d > '2000')
    for (const text of switches as string[]) {
      for (const shift of [-1, 0, 1]) {
        const day = addDays(on(text), shift)
        const rows = penaltyTable.filter(
          (r) => r.status === 'law' && r.from <= day && (r.to === null || day <= r.to),
        )
        expect(rows, day).toEqual([penaltyOn(day)])
      }
    }
  })

  it.each([
    ['art. 106ni: none to 31 December 2026', '2026-12-31', false, null],
    ['art. 106ni: by statute from 1 January 2027', '2027-01-01', true, 'deferral-ud477'],
    ['UD477 would defer them through 2027', '2027-12-31', true, 'deferral-ud477'],
    ['and not beyond', '2028-01-01', true, null],
  ])('%s', (_, day, fines, draft) => {
    expect(penaltyOn(on(day)).fines).toBe(fines)
    expect(draftOn(on(day))?.rule ?? null).toBe(draft)
  })

  it('cites, and says how sure it is', () => {
    for (const row of penaltyTable) {
      expect(row.legalBasis.length, row.rule).toBeGreaterThan(0)
      expect(inEnglish(row.what), row.rule).toMatch(/\.$/)
    }
    expect(penaltyTable.find((row) => row.status === 'draft')?.confidence).toBe('M')
  })

  it.each([
    ['no deadline: the day asked for', null, '2027-03-01', '2027-03-01', false],
    ['a running term: the first day of delay', '2026-12-31', '2026-12-20', '2027-01-01', false],
    ['a delay from before: the day asked for, unsettled', '2026-12-30', '2027-02-01', '2027-02-01', true],
    ['a delay and a day under one regime', '2026-12-29', '2026-12-30', '2026-12-30', false],
  ])('%s', (_, deadline, asOf, day, delayBeganBefore) => {
    expect(penaltyFor(deadline as Day | null, on(asOf))).toMatchObject({ day, delayBeganBefore })
  })
})

describe('business days between two days', () => {
  it.each([
    ['the day itself counts nothing', '2026-07-10', '2026-07-10', 0],
    ['an earlier day counts nothing', '2026-07-10', '2026-07-01', 0],
    ['a weekend counts nothing', '2026-07-10', '2026-07-12', 0],
    ['1 and 6 January and Christmas do not count', '2026-12-23', '2027-01-07', 7],
    ['11 November does not count', '2026-11-10', '2026-11-12', 1],
  ])('%s', (_, from, to, expected) => {
    expect(businessDaysBetween(on(from), on(to))).toBe(expected)
  })

  it('are as many as walking day by day finds, over whole years too', () => {
    for (const [from, to] of [
      ['2025-11-30', '2028-02-29'],
      ['2026-06-03', '2026-06-05'],
      ['2026-12-31', '2027-12-31'],
    ]) {
      let count = 0
      for (let day = on(from as string); day < on(to as string); ) {
        day = addDays(day, 1)
        if (isBusinessDay(day)) count += 1
      }
      expect(businessDaysBetween(on(from as string), on(to as string))).toBe(count)
    }
  })
})
