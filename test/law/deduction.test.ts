import { describe, expect, it } from 'vitest'
import { reductionOf } from '../../src/law/corrections.ts'
import {
  afterWindowTable,
  type DeductionFacts,
  deductionOf,
  filingDay,
  memberStates,
  periodOf,
} from '../../src/law/deduction.ts'
import type { Day, Period } from '../../src/values/day.ts'
import { inEnglish } from '../support/words.ts'

const deduction = (more: object = {}) =>
  deductionOf({
    ...{ settlement: 'monthly', cashBuyer: false, cashSeller: false, flatRateFarmer: false },
    ...{ taxedByBuyer: false, taxPointDay: '2026-06-10', receivedDay: '2026-06-12', paidDay: null },
    ...{ euEarlyDeduction: false, sellerCountry: 'PL', ...more },
  } as unknown as DeductionFacts)
const window = (more: object = {}) => {
  const { from, until, month } = deduction(more)
  return [from, until, month]
}
const waits = [null, null, null]

describe('the window of deduction (art. 86 ust. 10, 10b and 11)', () => {
  it.each([
    ['a month and three more', {}, ['2026-06', '2026-09', '2026-06']],
    ['over the turn of the year', { receivedDay: '2026-12-31' }, ['2026-12', '2027-03', '2026-12']],
    ['a quarter and two more', { settlement: 'quarterly' }, ['2026-Q2', '2026-Q4', '2026-06']],
    ['from the receipt when that is later', { receivedDay: '2026-07-01' }, ['2026-07', '2026-10', '2026-07']],
    [
      'from the tax point when that is later',
      { taxPointDay: '2026-07-31' },
      ['2026-07', '2026-10', '2026-07'],
    ],
    ['not before the receipt', { receivedDay: null }, waits],
    ['not without a tax point', { taxPointDay: null }, waits],
  ])('%s', (_what, more, expected) => {
    expect(window(more)).toEqual(expected)
  })
  it('asks no receipt where the buyer owes the tax (art. 86 ust. 10b pkt 3)', () => {
    expect(window({ taxedByBuyer: true, receivedDay: '2026-09-01' })).toEqual([
      '2026-06',
      '2026-09',
      '2026-06',
    ])
    expect(window({ taxedByBuyer: true, receivedDay: null })).toEqual(['2026-06', '2026-09', '2026-06'])
  })
  it('of goods from another Member State cites pkt 2 beside pkt 3, of others pkt 3 alone', () => {
    const basis = (sellerCountry: string) => deduction({ taxedByBuyer: true, sellerCountry }).legalBasis
    const [services, goods] = ['art. 86 ust. 10b pkt 3', 'art. 86 ust. 10b pkt 2']
    for (const country of ['DE', 'EL', 'GR', 'XI', 'HR']) {
      expect(basis(country)).toEqual(expect.arrayContaining([services, goods]))
    }
    for (const country of ['PL', 'GB', 'CH', 'NO', 'UA', 'US']) expect(basis(country)).not.toContain(goods)
    expect(basis('PL')).toContain(services)
    expect(deduction({ sellerCountry: 'DE' }).legalBasis).not.toContain(goods)
  })
  it('knows twenty-six other Member States, Greece under both codes, and Northern Ireland', () => {
    expect([...memberStates].sort()).toEqual([
      ...[
        'AT',
        'BE',
        'BG',
        'CY',
        'CZ',
        'DE',
        'DK',
        'EE',
        'EL',
        'ES',
        'FI',
        'FR',
        'GR',
        'HR',
        'HU',
        'IE',
        'IT',
      ],
      ...['LT', 'LU', 'LV', 'MT', 'NL', 'PT', 'RO', 'SE', 'SI', 'SK', 'XI'],
    ])
  })
  it('says what governs it once it is over (art. 86 ust. 13 and 13a)', () => {
    expect(deduction().afterWindow).toBe('deducted')
    expect(deduction({ taxedByBuyer: true }).afterWindow).toBe('selfAssessed')
    expect(deduction({ receivedDay: null }).afterWindow).toBe('deducted')
    expect(afterWindowTable.deducted.legalBasis).toEqual(['art. 86 ust. 13'])
    expect(afterWindowTable.selfAssessed.legalBasis).toEqual(['art. 86 ust. 13a'])
    expect(afterWindowTable.reduced.legalBasis).toEqual(['art. 86 ust. 19a'])
  })
  it('says which condition came last', () => {
    expect(inEnglish(deduction({ receivedDay: '2026-07-01' }).explanation)).toContain(
      'the receipt of the invoice on 2026-07-01',
    )
    expect(inEnglish(deduction({ taxPointDay: '2026-07-31' }).explanation)).toContain(
      'the tax point of the seller on 2026-07-31',
    )
    expect(inEnglish(deduction({ receivedDay: null }).explanation)).toContain(
      'the invoice has not been received',
    )
  })
  it('cites the articles of its conditions, each once', () => {
    expect(deduction().legalBasis).toEqual([
      ...['art. 86 ust. 10', 'art. 19a', 'art. 86 ust. 10b pkt 1', 'art. 86 ust. 11'],
    ])
    expect(deduction({ settlement: 'quarterly' }).legalBasis.at(-1)).toBe('art. 99 ust. 2-3')
  })
})

describe('the cash method', () => {
  it('of the buyer adds the payment (art. 86 ust. 10e)', () => {
    expect(window({ cashBuyer: true })).toEqual(waits)
    expect(window({ cashBuyer: true, paidDay: '2026-08-03' })).toEqual(['2026-08', '2026-11', '2026-08'])
    expect(window({ cashBuyer: true, paidDay: '2026-05-01' })).toEqual(['2026-06', '2026-09', '2026-06'])
    expect(deduction({ cashBuyer: true }).legalBasis).toContain('art. 86 ust. 10e')
  })
  it('of the seller puts the payment in place of the supply (art. 21 ust. 1 pkt 1)', () => {
    expect(window({ cashSeller: true })).toEqual(waits)
    const late = { cashSeller: true, taxPointDay: '2026-09-30' }
    expect(window({ ...late, paidDay: '2026-08-03' })).toEqual(['2026-08', '2026-11', '2026-08'])
    expect(window({ ...late, paidDay: '2026-05-01' })).toEqual(['2026-06', '2026-09', '2026-06'])
  })
  it('of a flat-rate farmer: the payment to his account (art. 116 ust. 6)', () => {
    expect(window({ flatRateFarmer: true })).toEqual(waits)
    const paid = { flatRateFarmer: true, taxPointDay: '2026-09-30', paidDay: '2026-08-03' }
    expect(window(paid)).toEqual(['2026-08', '2026-11', '2026-08'])
    expect(deduction(paid).legalBasis).toContain('art. 116 ust. 6')
  })
})

describe('a deduction before the period of receipt (T-689/24, where the taxpayer chose it)', () => {
  const early = (more: object) => deduction({ euEarlyDeduction: true, ...more })
  it.each([
    // 25 July 2026 is a Saturday: the record is due on Monday, the 27th (Ordynacja art. 12 § 5).
    ['received by the day of filing', '2026-07-27', '2026-06', true],
    ['received a day later', '2026-07-28', '2026-07', false],
    ['received on the first day after the period', '2026-07-01', '2026-06', true],
    ['received on the last day of the period', '2026-06-30', '2026-06', false],
  ])('%s', (_what, receivedDay, from, isEarly) => {
    expect(early({ receivedDay })).toMatchObject({ from, early: isEarly })
  })
  it('is none where the policy is off', () => {
    expect(deduction({ receivedDay: '2026-07-05' })).toMatchObject({ from: '2026-07', early: false })
  })
  it.each([
    [{ cashBuyer: true, paidDay: '2026-07-03' }],
    [{ cashSeller: true, paidDay: '2026-07-03' }],
    [{ flatRateFarmer: true, paidDay: '2026-07-03' }],
    [{ taxedByBuyer: true }],
  ])('is none under %j', (more) => {
    expect(early({ receivedDay: '2026-07-05', ...more }).early).toBe(false)
  })
  it('goes by quarters for who files so', () => {
    const quarter = { settlement: 'quarterly' }
    expect(early({ ...quarter, receivedDay: '2026-07-05' })).toMatchObject({ from: '2026-Q2', early: true })
    expect(early({ ...quarter, taxPointDay: '2026-05-20', receivedDay: '2026-06-30' }).early).toBe(false)
  })
  it('waits for the receipt all the same', () => {
    expect(early({ receivedDay: null })).toMatchObject({ from: null, early: false })
    expect(early({ taxPointDay: null })).toMatchObject({ from: null, early: false })
  })
})

describe('days and periods of filing (art. 99 ust. 1-3)', () => {
  it.each([
    ['2026-05', '2026-06-25'],
    ['2026-06', '2026-07-27'],
    ['2026-11', '2026-12-28'],
    ['2026-Q2', '2026-07-27'],
    ['2026-Q3', '2026-10-26'],
  ])('the record of %s is due on %s', (period, expected) => {
    expect(filingDay(period as Period)).toBe(expected)
  })
  it('a day lies in its month, or its quarter', () => {
    expect(periodOf('2026-06-30' as Day, 'monthly')).toBe('2026-06')
    expect(periodOf('2026-07-01' as Day, 'quarterly')).toBe('2026-Q3')
  })
})

describe('a correction in minus (art. 86 ust. 19a)', () => {
  const reduction = (more: object = {}) =>
    reductionOf({
      ...{ settlement: 'monthly', receivedDay: '2026-06-12', originalDeductedIn: undefined },
      ...{ originalFrom: null, originalWaits: false, ...more },
    } as unknown as Parameters<typeof reductionOf>[0])
  const period = (more: object = {}) => {
    const { from, until, month } = reduction(more)
    return [from, until, month]
  }
  it('has one period: that of its receipt', () => {
    expect(period()).toEqual(['2026-06', '2026-06', '2026-06'])
    expect(reduction()).toMatchObject({ early: false, afterWindow: 'reduced' })
  })
  it('of a quarterly taxpayer stands in the month of its receipt, within the quarter', () => {
    expect(period({ settlement: 'quarterly', receivedDay: '2026-05-20' })).toEqual([
      '2026-Q2',
      '2026-Q2',
      '2026-05',
    ])
  })
  it.each([
    ['stated', { originalDeductedIn: '2026-08' }],
    ['held', { originalFrom: '2026-08' }],
    ['stated, before what is held', { originalDeductedIn: '2026-08', originalFrom: '2026-09' }],
  ])('stands with an original deducted later, as %s (zd. 2)', (_what, more) => {
    expect(period(more)).toEqual(['2026-08', '2026-08', '2026-08'])
    expect(inEnglish(reduction(more).explanation)).toContain('deducted in 2026-08')
  })
  it('stands in the first month of a later quarter', () => {
    const later = { settlement: 'quarterly', originalDeductedIn: '2026-Q3' }
    expect(period(later)).toEqual(['2026-Q3', '2026-Q3', '2026-07'])
  })
  it('is not moved by an original deducted before it, or in the same period', () => {
    expect(period({ originalDeductedIn: '2026-03' })).toEqual(['2026-06', '2026-06', '2026-06'])
    expect(period({ originalFrom: '2026-06' })).toEqual(['2026-06', '2026-06', '2026-06'])
  })
  it.each([
    ['it was not received', { receivedDay: null }, 'has not been received'],
    ['its original is stated as not deducted', { originalDeductedIn: null }, 'not yet deducted'],
    ['its original waits', { originalWaits: true }, 'not deductible yet'],
  ])('has none while %s', (_what, more, text) => {
    expect(period(more)).toEqual(waits)
    expect(inEnglish(reduction(more).explanation)).toContain(text)
  })
  it.each([
    ['2026-01-31', 'art. 86 ust. 19a (do 31.01.2026)'],
    ['2026-02-01', 'art. 86 ust. 19a'],
  ])('received on %s follows %s', (receivedDay, basis) => {
    expect(reduction({ receivedDay }).legalBasis).toEqual([basis])
  })
})
