import { describe, expect, it } from 'vitest'
import { uncoveredIn } from '../../src/queries/month-coverage.ts'

/** October 2026 begins at 22:00 UTC of 30 September, in summer time, and ends at 23:00 UTC of the 31st. */
const [begins, ends] = ['2026-09-30T22:00:00.0000000Z', '2026-10-31T23:00:00.0000000Z']
const at = (day: string) => `${day}T12:00:00.0000000Z`

const uncovered = (
  covered: [from: string, to: string][],
  {
    from = at('2026-02-01'),
    asOf = '2026-11-20',
    today = '2026-11-20',
    subjects = ['Subject2'],
    checkpoint = at('2026-11-20'),
  } = {},
) => {
  const reach = { checkpoint, covered: covered.map(([a, b]) => ({ from: a, to: b })) }
  const found = uncoveredIn(
    '2026-10' as never,
    { asOf, today } as never,
    { from, subjects } as never,
    new Map([['Subject2', reach]]) as never,
  )
  return found.map((u) => `${u.subject} ${u.from} ${u.to}`)
}

describe('what of a month is not known to be here', () => {
  it('is nothing where all of it is covered, or KSeF is not asked', () => {
    expect(uncovered([[at('2026-02-01'), at('2026-11-20')]])).toEqual([])
    expect(uncovered([[begins, ends]])).toEqual([])
    expect(
      uncoveredIn('2026-10' as never, { asOf: '2026-11-20', today: '2026-11-20' } as never, null, new Map()),
    ).toEqual([])
  })
  it('is each gap in it, and the parts of those that reach over its ends', () => {
    const [a, b] = [at('2026-10-05'), at('2026-10-06')]
    expect(
      uncovered([
        [at('2026-02-01'), a],
        [b, at('2026-11-20')],
      ]),
    ).toEqual([`Subject2 ${a} ${b}`])
    expect(uncovered([[a, b]])).toEqual([`Subject2 ${begins} ${a}`, `Subject2 ${b} ${ends}`])
    expect(uncovered([[at('2026-11-01'), at('2026-11-20')]])).toEqual([`Subject2 ${begins} ${ends}`])
  })
  it('is not what lies before the day from which invoices are wanted', () => {
    const from = at('2026-10-10')
    expect(uncovered([], { from })).toEqual([`Subject2 ${from} ${ends}`])
    expect(uncovered([], { from: at('2026-11-10') })).toEqual([])
  })
  it('is the end of a month that is over and was not read so far, but not of one that goes on', () => {
    const read = at('2026-10-20')
    const covered: [string, string][] = [[at('2026-02-01'), read]]
    const month = { checkpoint: read }
    expect(uncovered(covered, { ...month, asOf: '2026-10-31' })).toEqual([])
    expect(uncovered(covered, { ...month, asOf: '2026-11-01' })).toEqual([`Subject2 ${read} ${ends}`])
  })
  it('is no day to come, whatever later day is asked for', () => {
    const read = at('2026-10-20')
    const month = { checkpoint: read, asOf: '2026-11-20' }
    const covered: [string, string][] = [[at('2026-02-01'), read]]
    expect(uncovered(covered, { ...month, today: '2026-10-20' })).toEqual([])
    expect(uncovered(covered, { ...month, today: '2026-10-31' })).toEqual([])
    expect(uncovered(covered, { ...month, today: '2026-11-01' })).toEqual([`Subject2 ${read} ${ends}`])
    expect(uncovered([], { ...month, today: '2026-10-20' })).toEqual([`Subject2 ${begins} ${read}`])
  })
  it('is told by subject type, also of one that was never read', () => {
    const all: [string, string][] = [[begins, ends]]
    expect(uncovered(all, { subjects: ['Subject3', 'Subject2'] })).toEqual([`Subject3 ${begins} ${ends}`])
  })
})
