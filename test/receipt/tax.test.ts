import { describe, expect, it } from 'vitest'
import { type TaxPoint, taxPoint } from '../../src/receipt/tax.ts'
import { inEnglish } from '../support/words.ts'

/** The tax point from what documents and people say of it (art. 19a ust. 1 and 8); money in grosze, 123.00 in all. */

interface Stated {
  kind?: string
  gross?: number | null
  inputs?: object
  copies?: (string | null)[]
  fas?: object[]
}
const point = (stated: Stated) => {
  const found = pointOf(stated)
  return { ...found, taxPointFrom: inEnglish(found.taxPointFrom) }
}
const pointOf = ({ kind = 'VAT', gross = 12_300, inputs = {}, copies = [], fas = [] }: Stated): TaxPoint =>
  taxPoint({
    inputs,
    copies: copies.map((taxPointDay) => ({ copy: { taxPointDay } })),
    fas: fas.map((fa) => ({ taxPointDay: null, taxPointFrom: null, ...fa })),
    identity: { kind, issueDay: '2026-10-20', grossGrosze: gross },
  } as never)
const whole = (taxPointDay: string, taxPointFrom: string, more: object = {}) => ({
  ...{ taxPointDay, taxPointFrom, taxPointIsPayment: false, taxPointAssumed: false, taxPointParts: null },
  ...more,
})
const payment = { taxPointIsPayment: true }
const p6 = (taxPointDay: string, taxPointFrom = 'P_6') => ({ taxPointDay, taxPointFrom })
const payments = (...paid: [date: string, amount: string][]) => ({
  payments: paid.map(([date, amount]) => ({ date, amount })),
})
const parts = (...list: [day: string, grosze: number][]) => list.map(([day, grosze]) => ({ day, grosze }))

describe('an ordinary invoice', () => {
  it('takes P_1 where nothing tells, and says that it did', () => {
    expect(point({})).toEqual(whole('2026-10-20', 'derived from P_1', { taxPointAssumed: true }))
    expect(point({ fas: [{}] })).toMatchObject({ taxPointAssumed: true })
  })
  it('takes the accountant before a copy, a copy before the XML', () => {
    const fas = [p6('2026-10-01')]
    expect(point({ fas })).toEqual(whole('2026-10-01', 'derived from P_6'))
    expect(point({ fas, copies: [null, '2026-10-02'] })).toEqual(whole('2026-10-02', 'stated with the copy'))
    expect(point({ copies: ['2026-10-02', '2026-10-03'] }).taxPointDay).toBe('2026-10-02')
    expect(point({ fas, copies: ['2026-10-02'], inputs: { taxPointDate: '2026-10-03' } })).toEqual(
      whole('2026-10-03', 'stated by the accountant'),
    )
  })
  it('takes the first XML that states it', () => {
    expect(point({ fas: [{}, p6('2026-10-05'), p6('2026-10-06')] }).taxPointDay).toBe('2026-10-05')
  })
  it('is not moved by payments where it says no day of supply', () => {
    expect(point({ inputs: payments(['2026-10-01', '123.00']) }).taxPointDay).toBe('2026-10-20')
  })
})

describe('an invoice before the supply, paid before it (art. 19a ust. 8)', () => {
  const fas = [p6('2026-12-10')]
  const paid = (...list: [string, string][]) => point({ fas, inputs: payments(...list) })
  const from = 'derived from payments before P_6'
  it('has parts: what was paid before, and the rest with the supply', () => {
    expect(paid(['2026-11-20', '20.00'], ['2026-11-03', '60.00'])).toEqual(
      whole('2026-11-03', from, {
        ...payment,
        taxPointParts: parts(['2026-11-20', 2_000], ['2026-11-03', 6_000], ['2026-12-10', 4_300]),
      }),
    )
  })
  it('has no rest where all was paid, to the grosz; one payment of all is no part', () => {
    expect(paid(['2026-11-03', '123.00'])).toEqual(whole('2026-11-03', from, payment))
    expect(paid(['2026-11-03', '123.01'])).toEqual(whole('2026-11-03', from, payment))
    expect(paid(['2026-11-03', '122.99']).taxPointParts).toEqual(
      parts(['2026-11-03', 12_299], ['2026-12-10', 1]),
    )
    expect(paid(['2026-11-03', '61.50'], ['2026-11-04', '61.50']).taxPointParts).toEqual(
      parts(['2026-11-03', 6_150], ['2026-11-04', 6_150]),
    )
  })
  it('counts what was paid on the day of supply with the supply', () => {
    expect(paid(['2026-12-10', '123.00'])).toEqual(whole('2026-12-10', 'derived from P_6'))
    expect(paid(['2026-12-09', '60.00'], ['2026-12-10', '63.00']).taxPointParts).toEqual(
      parts(['2026-12-09', 6_000], ['2026-12-10', 6_300]),
    )
  })
  it.each([
    ['was issued on the day of supply', { fas: [p6('2026-10-20')] }],
    ['was issued after it', { fas: [p6('2026-10-19')] }],
    ['is of a period (art. 19a ust. 3)', { fas: [p6('2026-12-31', 'OkresFa')] }],
    ['is of another kind', { kind: 'ROZ', fas }],
    ['states no gross amount', { gross: null, fas }],
  ])('is not what %s', (_what, said) => {
    const inputs = payments(['2026-10-01', '123.00'])
    expect(point({ ...said, inputs })).toEqual(point(said))
  })
})

describe('an advance (art. 19a ust. 8)', () => {
  const advance = (said: Stated) => point({ kind: 'ZAL', ...said })
  const listed = (...list: [string, number][]) => ({ partPayments: parts(...list) })
  it('without any payment takes P_1, which should be one', () => {
    const guessed = whole('2026-10-20', 'derived from P_1', { ...payment, taxPointAssumed: true })
    expect(advance({})).toEqual(guessed)
    expect(advance({ fas: [p6('2026-12-31', 'OkresFa')] })).toEqual(guessed)
    expect(advance({ inputs: { payments: [] } })).toEqual(guessed)
    expect(advance({ kind: 'KOR_ZAL' })).toEqual(guessed)
  })
  it('takes P_6Z before P_6, P_6 before the payments stated', () => {
    const inputs = payments(['2026-11-05', '123.00'])
    const six = p6('2026-11-04')
    expect(advance({ inputs, fas: [six, listed(['2026-11-03', 12_300])] })).toEqual(
      whole('2026-11-03', 'derived from P_6Z', payment),
    )
    expect(advance({ inputs, fas: [p6('2026-10-01', 'P_6A'), six] })).toEqual(
      whole('2026-11-04', 'derived from P_6', payment),
    )
    expect(advance({ inputs })).toEqual(whole('2026-11-05', 'derived from the payments stated', payment))
  })
  it('has a tax point for each payment, the first of which is told', () => {
    const list = [['2026-11-20', 3_000] as const, ['2026-11-03', 9_300] as const]
    const found = whole('2026-11-03', 'derived from P_6Z', {
      ...payment,
      taxPointParts: parts(['2026-11-20', 3_000], ['2026-11-03', 9_300]),
    })
    expect(advance({ fas: [listed(...(list as unknown as [string, number][]))] })).toEqual(found)
    expect(advance({ fas: [listed(['2026-11-03', 12_299])] }).taxPointParts).toHaveLength(1)
    expect(advance({ fas: [listed(['2026-11-03', 12_301])] }).taxPointParts).toBeNull()
  })
  it('of an amount that nobody states has one tax point, the first payment', () => {
    const inputs = payments(['2026-11-20', '30.00'], ['2026-11-03', '10.00'])
    expect(advance({ gross: null, inputs })).toEqual(
      whole('2026-11-03', 'derived from the payments stated', payment),
    )
  })
  it('is a payment also where a human or a copy tells its day', () => {
    expect(advance({ inputs: { taxPointDate: '2026-11-03' } })).toMatchObject(payment)
    expect(advance({ copies: ['2026-11-03'] })).toMatchObject(payment)
  })
})
