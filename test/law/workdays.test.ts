import { describe, expect, it } from 'vitest'
import { addBusinessDays, isBusinessDay, isHoliday, movedOffDaysOff } from '../../src/law/workdays.ts'
import type { Day } from '../../src/values/day.ts'

const day = (text: string) => text as Day

describe('the next business day (art. 106nda ust. 2, art. 106nh ust. 2)', () => {
  it.each([
    ['plain', '2026-06-10', '2026-06-11'],
    ['Friday', '2026-06-12', '2026-06-15'],
    ['issued on Saturday', '2026-06-13', '2026-06-15'],
    ['Corpus Christi 2026', '2026-06-03', '2026-06-05'],
    ['Good Friday is a business day, Easter Monday is not', '2026-04-03', '2026-04-07'],
    ['1 May and 3 May', '2026-04-30', '2026-05-04'],
    ['11 November', '2026-11-10', '2026-11-12'],
    ['15 August on a Saturday', '2026-08-14', '2026-08-17'],
    ['24 to 26 December', '2026-12-23', '2026-12-28'],
    ['New Year', '2026-12-31', '2027-01-04'],
    ['Epiphany', '2027-01-05', '2027-01-07'],
    ['1 May on a Saturday, 3 May on a Monday', '2027-04-30', '2027-05-04'],
    ['Corpus Christi 2027', '2027-05-26', '2027-05-28'],
    ['24 December since 2025', '2025-12-23', '2025-12-29'],
    ['maintenance that ends on a Sunday', '2026-06-14', '2026-06-15'],
  ])('%s: after %s comes %s', (_note, from, expected) => {
    expect(addBusinessDays(day(from), 1)).toBe(expected)
  })
})

describe('seven business days after a failure ended (art. 106nf ust. 4)', () => {
  it.each([
    ["the Ministry's own example, which leaves Saturdays out", '2025-07-12', '2025-07-22'],
    ['plain', '2026-06-12', '2026-06-23'],
    ['Corpus Christi inside', '2026-05-29', '2026-06-10'],
    ['Easter Monday inside', '2026-04-01', '2026-04-13'],
    ['1 May inside', '2026-04-28', '2026-05-08'],
    ['11 November inside', '2026-11-06', '2026-11-18'],
    ['Christmas inside', '2026-12-18', '2026-12-31'],
    ['Christmas, New Year and Epiphany inside', '2026-12-23', '2027-01-07'],
    ['Easter Monday 2027 inside', '2027-03-24', '2027-04-05'],
    ['Corpus Christi 2027 inside', '2027-05-20', '2027-06-01'],
    ['New Year and Epiphany inside', '2026-12-31', '2027-01-13'],
  ])('%s: %s gives %s', (_note, from, expected) => {
    expect(addBusinessDays(day(from), 7)).toBe(expected)
  })
})

describe('days off', () => {
  it('counts 2 May, Good Friday and 31 December as business days', () => {
    for (const text of ['2025-05-02', '2026-04-03', '2026-12-31']) expect(isBusinessDay(day(text))).toBe(true)
  })
  it('counts 24 December as a holiday since 2025 and not before', () => {
    expect(isHoliday(day('2024-12-24'))).toBe(false)
    expect(isHoliday(day('2025-12-24'))).toBe(true)
  })
  it('moves the end of a term off Saturdays, Sundays and holidays (Ordynacja art. 12 § 5)', () => {
    expect(movedOffDaysOff(day('2026-07-25'))).toBe('2026-07-27')
    expect(movedOffDaysOff(day('2026-12-24'))).toBe('2026-12-28')
    expect(movedOffDaysOff(day('2026-08-10'))).toBe('2026-08-10')
  })
})
