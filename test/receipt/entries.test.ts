import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TaxAmounts } from '../../src/receipt/amounts.ts'
import { chosenMonth, type EntryFacts, entriesOf, isInside } from '../../src/receipt/entries.ts'
import type { Month } from '../../src/values/day.ts'
import type { Grosze } from '../../src/values/money.ts'

const window = { from: '2026-06', until: '2026-09', month: '2026-06' } as EntryFacts['window']
const entries = (more: object) =>
  entriesOf({
    window,
    inputs: {},
    amounts: { K_42: 10_000, K_43: 2_300 } as TaxAmounts,
    payments: null,
    grossGrosze: 12_300 as Grosze,
    ...more,
  } as EntryFacts)
const paid = (...payments: [month: string, amount: number][]) =>
  payments.map(([month, amount]) => ({ month, amount }))

describe('a purchase stands', () => {
  it('in the month that met the last condition', () => {
    expect(entries({})).toEqual([{ month: '2026-06', amounts: { K_42: 10_000, K_43: 2_300 } }])
  })

  it('in the chosen month inside the window, in the first one when the choice lies outside', () => {
    expect(entries({ inputs: { deductIn: '2026-09' } })[0]?.month).toBe('2026-09')
    expect(entries({ inputs: { deductIn: '2026-10' } })[0]?.month).toBe('2026-06')
    expect(entries({ inputs: { deductIn: '2026-05' } })[0]?.month).toBe('2026-06')
  })

  it('nowhere before anything may be deducted, or with nothing to show', () => {
    expect(entries({ window: null })).toEqual([])
    expect(entries({ amounts: {} })).toEqual([])
  })

  it('in its month without amounts where these are not known', () => {
    expect(entries({ amounts: null })).toEqual([{ month: '2026-06', amounts: null }])
  })
})

describe('adjustments', () => {
  const adjustments = { K_46: '-23.00' }

  it('stand in the row of the purchase', () => {
    expect(entries({ inputs: { adjustments } })).toEqual([
      { month: '2026-06', amounts: { K_42: 10_000, K_43: 2_300, K_46: -2_300 } },
    ])
  })

  it('make a row of their own in the month they are stated for, beside a purchase that waits too', () => {
    const inputs = { adjustments: { ...adjustments, month: '2026-11' } }
    const own = { month: '2026-11', amounts: { K_46: -2_300 } }
    expect(entries({ inputs })[1]).toEqual(own)
    expect(entries({ inputs, window: null })).toEqual([own])
  })
})

describe('adjustments beside other entries', () => {
  const stated = (fields: object, more: object = {}) => entries({ inputs: { adjustments: fields }, ...more })
  const months = (list: ReturnType<typeof entries>) => list.map((e) => [e.month, e.amounts])
  it('join the entry of the month they are stated for, and are added to what stands there', () => {
    expect(months(stated({ K_44: '1.00', month: '2026-06' }))).toEqual([
      ['2026-06', { K_42: 10_000, K_43: 2_300, K_44: 100 }],
    ])
    const payments = paid(['2026-06', 6_150], ['2026-07', 6_150])
    expect(months(stated({ K_46: '-1.00', month: '2026-07' }, { payments }))).toEqual([
      ['2026-06', { K_42: 5_000, K_43: 1_150 }],
      ['2026-07', { K_42: 5_000, K_43: 1_150, K_46: -100 }],
    ])
    expect(months(stated({ K_46: '-1.00' }, { payments }))[0]).toEqual([
      '2026-06',
      { K_42: 5_000, K_43: 1_150, K_46: -100 },
    ])
  })
  it('stand in order of months, before the purchase too', () => {
    expect(months(stated({ K_47: '2.00', month: '2026-01' })).map(([month]) => month)).toEqual([
      ...['2026-01', '2026-06'],
    ])
  })
  it('do not make amounts known that are not', () => {
    expect(months(stated({ K_44: '1.00' }, { amounts: null }))).toEqual([['2026-06', null]])
  })
  it('stand in the first possible month where nothing is paid yet, and nowhere without one', () => {
    expect(months(stated({ K_44: '1.00' }, { payments: [] }))).toEqual([['2026-06', { K_44: 100 }]])
    expect(stated({ K_44: '1.00' }, { window: null })).toEqual([])
    expect(stated({ month: '2026-11' }, { window: null })).toEqual([])
  })
  it('stand alone where there is no tax to deduct', () => {
    expect(months(stated({ K_44: '1.00' }, { amounts: {} }))).toEqual([['2026-06', { K_44: 100 }]])
  })
})

describe('the chosen month', () => {
  const month = (deductIn: string | undefined, w: object | null = window) =>
    chosenMonth({ window: w, inputs: { deductIn } } as never)
  it.each([
    [undefined, '2026-06'],
    ['2026-05', '2026-06'],
    ['2026-06', '2026-06'],
    ['2026-07', '2026-07'],
    ['2026-09', '2026-09'],
    ['2026-10', '2026-06'],
  ])('%s: %s', (deductIn, expected) => {
    expect(month(deductIn)).toBe(expected)
    expect(month(deductIn, null)).toBeNull()
  })
  it('lies inside quarters from their first to their last month', () => {
    const quarters = { from: '2026-Q2', until: '2026-Q4' } as never
    const inside = ['2026-03', '2026-04', '2026-12', '2027-01'].map((m) => isInside(quarters, m as Month))
    expect(inside).toEqual([false, true, true, false])
  })
})

describe('part payments', () => {
  it('of a price that is not known, nothing or negative do not divide it', () => {
    const payments = paid(['2026-06', 4_100])
    for (const grossGrosze of [null, 0, -12_300])
      expect(entries({ payments, grossGrosze })).toEqual(entries({}))
    expect(entries({ payments, grossGrosze: 1 })).toHaveLength(1)
  })

  it('are counted by month whatever their order, and not before the chosen month', () => {
    const payments = paid(['2026-08', 4_100], ['2026-06', 4_100], ['2026-07', 4_100])
    expect(entries({ payments }).map((e) => [e.month, e.paidGrosze])).toEqual([
      ...[
        ['2026-06', 4_100],
        ['2026-07', 4_100],
      ],
      ['2026-08', 4_100],
    ])
    const later = entries({ payments, inputs: { deductIn: '2026-07' } })
    expect(later.map((e) => [e.month, e.paidGrosze, e.amounts?.K_43])).toEqual([
      ['2026-07', 8_200, 1_533],
      ['2026-08', 4_100, 767],
    ])
  })

  it('that cancel each other leave no entry of their month', () => {
    const payments = paid(['2026-06', 4_100], ['2026-06', -4_100], ['2026-07', 12_300])
    expect(entries({ payments })).toEqual([
      { month: '2026-07', amounts: { K_42: 10_000, K_43: 2_300 }, paidGrosze: 12_300 },
    ])
  })

  it('of amounts that are not known keep what was paid', () => {
    const payments = paid(['2026-06', 4_100], ['2026-07', 4_100])
    expect(entries({ payments, amounts: null })).toEqual([
      { month: '2026-06', amounts: null, paidGrosze: 4_100 },
      { month: '2026-07', amounts: null, paidGrosze: 4_100 },
    ])
  })

  it('divide a net amount of nothing into nothing, and never into minus nothing', () => {
    const payments = paid(['2026-06', 4_100], ['2026-07', 8_200])
    const parts = entries({ payments, amounts: { K_42: 0, K_43: 300 } }).map((e) => e.amounts)
    expect(parts).toStrictEqual([
      { K_42: 0, K_43: 100 },
      { K_42: 0, K_43: 200 },
    ])
  })

  it('give a row a month, each in proportion, the last with the remainder', () => {
    const payments = paid(['2026-06', 4_100], ['2026-07', 4_100], ['2026-08', 4_100])
    expect(entries({ payments }).map((e) => e.amounts)).toEqual([
      { K_42: 3_333, K_43: 767 },
      { K_42: 3_333, K_43: 767 },
      { K_42: 3_334, K_43: 766 },
    ])
  })

  it('of one month are one row; a chosen month gathers what was paid before', () => {
    const payments = paid(['2026-06', 4_100], ['2026-06', 4_100], ['2026-07', 4_100])
    expect(entries({ payments }).map((e) => [e.month, e.paidGrosze])).toEqual([
      ['2026-06', 8_200],
      ['2026-07', 4_100],
    ])
    expect(entries({ payments, inputs: { deductIn: '2026-07' } })).toHaveLength(1)
  })

  it('count no more than the price, and no refund of more than was paid', () => {
    const payments = paid(['2026-06', 20_000], ['2026-07', -90_000], ['2026-08', 12_300])
    expect(entries({ payments }).map((e) => e.paidGrosze)).toEqual([12_300, -12_300, 12_300])
  })

  it('change no part that was there before, and sum to the whole once all is paid', () => {
    const amount = fc.integer({ min: 1, max: 9_000_000 })
    const months = Array.from({ length: 12 }, (_, n) => `2026-${String(n + 1).padStart(2, '0')}`)
    fc.assert(
      fc.property(amount, amount, fc.array(amount, { minLength: 1, maxLength: 11 }), (net, vat, parts) => {
        const gross = parts.reduce((sum, part) => sum + part, 0)
        const payments = parts.map((part, n) => ({ month: months[n] as Month, amount: part }))
        const whole = {
          amounts: { K_42: net, K_43: vat },
          grossGrosze: gross,
          window: { ...window, month: '2026-01' },
        }
        const all = entries({ ...whole, payments })
        const sum = (field: 'K_42' | 'K_43') => all.reduce((s, e) => s + (e.amounts?.[field] ?? 0), 0)
        expect([sum('K_42'), sum('K_43')]).toEqual([net, vat])
        const fewer = entries({ ...whole, payments: payments.slice(0, -1) })
        expect(fewer).toEqual(all.slice(0, -1))
      }),
      { seed: 1, numRuns: 300 },
    )
  })
})
