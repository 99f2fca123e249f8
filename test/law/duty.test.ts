import { describe, expect, it } from 'vitest'
import { type DutyEntry, type DutyStatus, dutyOn } from '../../src/law/duty.ts'
import type { Day } from '../../src/values/day.ts'

/** The days of the act, stated here and not read from the table that they judge. */
const entry = (status: string, from = '2025-01-01', to: string | null = null): DutyEntry =>
  ({ status: status as DutyStatus, from: from as Day, to: to as Day | null }) as DutyEntry
const duty = (day: string, entries: DutyEntry[] = [], foreign = false) => {
  const row = dutyOn(entries, foreign, day as Day)
  return [row.status, row.duty]
}

describe('the duty to use KSeF, by what is recorded of the seller', () => {
  it.each([
    ['obliged', '2026-01-31', 'obliged', 'free'],
    ['obliged', '2026-02-01', 'obliged', 'required'],
    ['obliged', '2030-01-01', 'obliged', 'required'],
    ['art-145l', '2026-02-01', 'art-145l', 'free'],
    ['art-145l', '2026-03-31', 'art-145l', 'free'],
    ['art-145l', '2026-04-01', 'not-recorded', 'unknown'],
    ['art-145m', '2026-03-31', 'not-recorded', 'unknown'],
    ['art-145m', '2026-04-01', 'art-145m', 'free'],
    ['art-145m', '2026-12-31', 'art-145m', 'free'],
    ['art-145m', '2027-01-01', 'not-recorded', 'required'],
    ['art-145n', '2026-01-31', 'not-recorded', 'free'],
    ['art-145n', '2026-02-01', 'art-145n', 'free'],
    ['art-145n', '2026-12-31', 'art-145n', 'free'],
    ['art-145n', '2027-01-01', 'not-recorded', 'required'],
    ['art-106ga-2', '2026-02-01', 'art-106ga-2', 'free'],
    ['art-106ga-2', '2027-06-01', 'art-106ga-2', 'free'],
    ['foreign', '2025-06-01', 'foreign', 'free'],
    ['foreign', '2027-06-01', 'foreign', 'free'],
  ])('%s on %s: %s, %s', (status, day, expected, expectedDuty) => {
    expect(duty(day, [entry(status)])).toEqual([expected, expectedDuty])
  })
  it.each([
    ['2026-01-31', 'free'],
    ['2026-02-01', 'unknown'],
    ['2026-12-31', 'unknown'],
    ['2027-01-01', 'required'],
  ])('nothing on %s: %s', (day, expected) => {
    expect(duty(day)).toEqual(['not-recorded', expected])
  })
})

describe('an entry', () => {
  it('holds on its first and on its last day, and on no other', () => {
    const entries = [entry('art-106ga-2', '2026-05-01', '2026-05-31')]
    const days = ['2026-04-30', '2026-05-01', '2026-05-31', '2026-06-01']
    expect(days.map((day) => duty(day, entries)[0])).toEqual([
      ...['not-recorded', 'art-106ga-2', 'art-106ga-2', 'not-recorded'],
    ])
  })
  it('that was recorded later counts where two overlap', () => {
    const both = [entry('art-106ga-2'), entry('obliged', '2026-05-01')]
    expect(duty('2026-04-30', both)[0]).toBe('art-106ga-2')
    expect(duty('2026-05-01', both)[0]).toBe('obliged')
    expect(duty('2026-05-01', both.toReversed())[0]).toBe('art-106ga-2')
  })
  it('of a seller with a foreign code counts for nothing', () => {
    expect(duty('2026-05-01', [entry('obliged')], true)).toEqual(['foreign', 'free'])
    expect(duty('2026-05-01', [], true)).toEqual(['foreign', 'free'])
  })
})
