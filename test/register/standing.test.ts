import { describe, expect, it } from 'vitest'
import { type StandingFacts, standingMonth } from '../../src/register/standing.ts'
import type { Month } from '../../src/values/day.ts'

/** A purchase of March 2026 that may be deducted until June (art. 86 ust. 11), nothing filed unless said. */
const standing = (more: {
  month?: string
  chosen?: boolean
  from?: string
  until?: string
  filedIn?: string[]
  filed?: string[]
}): Month => {
  const { filed = [], ...rest } = more
  const facts = { month: '2026-03', chosen: false, from: '2026-03', until: '2026-06', filedIn: [], ...rest }
  return standingMonth({
    ...facts,
    isFiled: (month: Month) => filed.includes(month),
  } as unknown as StandingFacts)
}

describe('the month of a purchase that was never filed (art. 86 ust. 10 and 11)', () => {
  it.each([
    ['is its own while that is open', [], '2026-03'],
    ['stays its own when only later ones were filed', ['2026-04', '2026-05'], '2026-03'],
    ['is the next one when its own was filed', ['2026-03'], '2026-04'],
    ['leaves out every filed one', ['2026-03', '2026-04'], '2026-05'],
    ['takes a gap between filed ones', ['2026-03', '2026-05'], '2026-04'],
    ['may be the last of the window', ['2026-03', '2026-04', '2026-05'], '2026-06'],
    ['stays where no month of the window is open', ['2026-03', '2026-04', '2026-05', '2026-06'], '2026-03'],
  ])('%s', (_what, filed, expected) => {
    expect(standing({ filed })).toBe(expected)
  })

  it('never leaves the window, of one month either', () => {
    expect(standing({ until: '2026-03', filed: ['2026-03'] })).toBe('2026-03')
  })

  it('goes on over the turn of the year', () => {
    const window = { month: '2026-12', from: '2026-12', until: '2027-03' }
    expect(standing({ ...window, filed: ['2026-12'] })).toBe('2027-01')
  })

  it('that the accountant chose is left when it was filed', () => {
    const chosen = { month: '2026-05', chosen: true }
    expect(standing(chosen)).toBe('2026-05')
    expect(standing({ ...chosen, filed: ['2026-05'] })).toBe('2026-06')
  })
})

describe('the month of a purchase that was filed', () => {
  const everything = ['2026-03', '2026-04', '2026-05', '2026-06']
  it.each([
    ['the first month of its window', '2026-03'],
    ['a month inside', '2026-04'],
    ['the last month of its window', '2026-06'],
  ])('is where it was filed: %s', (_what, month) => {
    expect(standing({ filedIn: [month], filed: [month] })).toBe(month)
    expect(standing({ filedIn: [month], filed: everything })).toBe(month)
  })

  it.each([
    ['before it', '2026-02'],
    ['after it', '2026-07'],
  ])('is another one when the month lies outside the window, %s', (_what, month) => {
    expect(standing({ filedIn: [month], filed: [month] })).toBe('2026-03')
    expect(standing({ filedIn: [month], filed: [month, '2026-03'] })).toBe('2026-04')
  })

  it('is its own when it was filed in several, else the first of them', () => {
    expect(standing({ month: '2026-05', filedIn: ['2026-04', '2026-05'] })).toBe('2026-05')
    expect(standing({ filedIn: ['2026-04', '2026-05'], filed: ['2026-04', '2026-05'] })).toBe('2026-04')
    expect(standing({ filedIn: ['2026-02', '2026-05'], filed: ['2026-02', '2026-05'] })).toBe('2026-05')
  })

  it('follows the accountant, who chose another month: the filed one has to be corrected', () => {
    const moved = { chosen: true, filedIn: ['2026-03'], filed: ['2026-03'] }
    expect(standing({ ...moved, month: '2026-05' })).toBe('2026-05')
    expect(standing({ ...moved, month: '2026-03' })).toBe('2026-03')
    expect(standing({ ...moved, month: '2026-04', filed: ['2026-03', '2026-04'] })).toBe('2026-05')
  })

  it('does not follow a month that only the law would give now', () => {
    expect(standing({ month: '2026-04', filedIn: ['2026-03'], filed: ['2026-03'] })).toBe('2026-03')
  })
})
