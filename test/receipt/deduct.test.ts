import { describe, expect, it } from 'vitest'
import { leavesTaxToBuyer } from '../../src/law/reverse-charge.ts'
import { nothingToDeduct } from '../../src/receipt/amounts.ts'
import { correctionSign, deductionFor, notDeductible, whyNoRow } from '../../src/receipt/deduct.ts'
import type { Context, Facts } from '../../src/receipt/facts.ts'
import type { Original } from '../../src/receipt/original.ts'
import { polishVat } from '../../src/receipt/tax.ts'
import type { Said } from '../../src/texts/sentence.ts'
import { inEnglish } from '../support/words.ts'

/** What may be deducted, and when, taken from facts alone. */

const facts = (more: object = {}): Facts =>
  ({
    ...{ group: 'vat', ours: true, inputs: {}, share: '1', category: 'domestic', taxedByBuyer: false },
    ...{ seller: { id: '5265877635', country: 'PL', name: null }, issueDay: '2026-06-10', cashSeller: false },
    ...{ taxPointDay: '2026-06-10', taxPointIsPayment: false, taxPointAssumed: false, taxPointParts: null },
    ...{ polishVatGrosze: 2_300, vatGrosze: 2_300, grossGrosze: 12_300, paidDay: null },
    ...more,
  }) as unknown as Facts
const context = (more: object = {}): Context =>
  ({
    ...{ settlement: 'monthly', cashMethod: false, policy: { euEarlyDeduction: 'off' } },
    ...more,
  }) as unknown as Context
const correction = (more: object = {}) =>
  facts({ group: 'correction', polishVatGrosze: -2_300, vatGrosze: -2_300, grossGrosze: -12_300, ...more })

const told = (f: Facts): string => inEnglish(nothingToDeduct(f) ?? '')

describe('the sign of a correction', () => {
  it.each([
    [{ group: 'vat', polishVatGrosze: -1 }, null],
    [{ polishVatGrosze: -1, vatGrosze: 5, grossGrosze: 5 }, 'minus'],
    [{ polishVatGrosze: 1, vatGrosze: -5, grossGrosze: -5 }, 'plus'],
    [{ polishVatGrosze: null, vatGrosze: -1, grossGrosze: 5 }, 'minus'],
    [{ polishVatGrosze: 0, vatGrosze: 0, grossGrosze: -1 }, 'minus'],
    [{ polishVatGrosze: 0, vatGrosze: null, grossGrosze: null }, 'plus'],
  ])('%j: %s', (more, sign) => expect(correctionSign(correction(more))).toBe(sign))
})

describe('no row at all', () => {
  it.each([
    ['of an invoice for somebody else', { ours: false }, 'online', 'not-ours'],
    ['of a paper that is no invoice', {}, 'not-an-invoice', 'not-an-invoice'],
    ['of a supply that is denied', { inputs: { supplyConfirmed: false } }, 'online', 'supply-not-confirmed'],
    ['without tax', { polishVatGrosze: 0 }, 'online', 'nothing-to-deduct'],
    ['without a share of it', { share: '0.00' }, 'online', 'nothing-to-deduct'],
    [
      'of a private person (art. 106gb ust. 4 pkt 6)',
      { category: '106gb-4-6' },
      'online',
      'nothing-to-deduct',
    ],
  ] as const)('%s', (_what, more, mode, reason) => {
    const why = whyNoRow(facts(more), mode)
    expect(why?.reason).toBe(reason)
    expect(why?.text).not.toBe('')
    expect(notDeductible(why?.text as Said)).toMatchObject({
      from: null,
      until: null,
      month: null,
      early: false,
    })
  })

  it.each([
    ['the tax is not known', { polishVatGrosze: null }],
    ['the buyer accounts for it', { polishVatGrosze: 0, taxedByBuyer: true, category: '106gb-4-6' }],
    ['a margin is stated', { polishVatGrosze: 0, inputs: { marginPurchase: true } }],
    ['adjustments are stated', { polishVatGrosze: 0, inputs: { adjustments: { K_46: '-1.00' } } }],
    ['the supply is confirmed', { inputs: { supplyConfirmed: true } }],
  ])('but one where %s', (_what, more) => expect(whyNoRow(facts(more), 'online')).toBeNull())

  it('of no share where the buyer accounts for the tax either', () =>
    expect(told(facts({ share: '0', taxedByBuyer: true }))).toContain('No share'))
  it('tells a correction from an invoice', () => {
    expect(told(facts({ polishVatGrosze: 0 }))).toContain('The invoice carries')
    expect(told(correction({ polishVatGrosze: 0 }))).toContain('The correction carries')
  })
})

describe('Polish tax', () => {
  const identity = (kind: string, vatPlnGrosze: number | null, vatGrosze: number | null) =>
    ({ kind, vatPlnGrosze, vatGrosze }) as Parameters<typeof polishVat>[0]
  const fa = (rates: object, deductibleVatGrosze?: number) =>
    ({ rates, deductibleVatGrosze: deductibleVatGrosze ?? null }) as Parameters<typeof polishVat>[1]

  it.each([
    ['in PLN before the other', identity('VAT', 100, 25), null, 100],
    ['in the currency of the invoice', identity('VAT', null, 25), null, 25],
    ['zero as stated', identity('VAT', null, 0), null, 0],
    ['not known where nobody states it', identity('VAT', null, null), null, null],
    [
      'not known of a simplified invoice that leaves it out (art. 106e ust. 5 pkt 3)',
      identity('UPR', 0, 0),
      null,
      null,
    ],
    ['of a simplified invoice that states it', identity('UPR', 23, 0), null, 23],
    ['by the rates of the form, before its sums', identity('VAT', 100, 25), fa({ P_13_1: 1 }, 7), 7],
    ['none at rates that carry none', identity('VAT', 100, 25), fa({ P_13_7: 1 }), 0],
    ['as stated where the form names no rate', identity('VAT', 100, 25), fa({}, 7), 100],
  ])('%s', (_what, said, form, tax) => expect(polishVat(said, form)).toBe(tax))

  it.each([
    [{ P_13_10: 100 }, false, true],
    [{ P_13_10: 0 }, false, false],
    [{ P_13_1: 100 }, true, true],
    [{ P_13_8: 100 }, true, false],
    [{ P_13_9: 100 }, true, false],
    [{ P_13_8: 100, P_13_10: 100 }, true, true],
    [{}, false, false],
    [{ P_13_1: 100_000, P_14_1: 23_000 }, true, false],
    [{ P_13_6_1: 100, P_14_2: 0 }, true, true],
    [{ P_13_7: 100, P_14_4: -1 }, true, false],
    [{ P_14_5: 100 }, true, true],
    [{ P_13_10: 100, P_14_3: 5 }, true, true],
  ])('is left to the buyer by %j, marked %s: %s', (rates, reverseCharge, left) =>
    expect(leavesTaxToBuyer({ rates, reverseCharge } as never)).toBe(left),
  )
})

describe('the period of an invoice', () => {
  const periodOf = (more: object, about: object = {}, received: string | null = '2026-07-03') =>
    deductionFor(facts(more), context(about), correctionSign(facts(more)), [], received as never)

  it('is that of its receipt, in months and in quarters (art. 86 ust. 10b pkt 1)', () => {
    expect(periodOf({})).toMatchObject({ from: '2026-07', until: '2026-10', month: '2026-07' })
    expect(periodOf({}, { settlement: 'quarterly' })).toMatchObject({ from: '2026-Q3', month: '2026-07' })
  })

  it('waits for the payment of a buyer, or to a seller, on the cash method; a correction in plus does not', () => {
    expect(periodOf({}, { cashMethod: true }).from).toBeNull()
    expect(periodOf({ paidDay: '2026-08-01' }, { cashMethod: true }).from).toBe('2026-08')
    expect(periodOf({ cashSeller: true }).from).toBeNull()
    const plus = { group: 'correction' }
    expect(periodOf(plus, { cashMethod: true }).from).toBe('2026-07')
    expect(periodOf({ ...plus, cashSeller: true }).from).toBe('2026-07')
  })

  it('is not moved before the receipt by policy for a correction in plus', () => {
    const early = { policy: { euEarlyDeduction: 'on' } }
    expect(periodOf({}, early)).toMatchObject({ from: '2026-06', early: true })
    expect(periodOf({ group: 'correction' }, early)).toMatchObject({ from: '2026-07', early: false })
  })

  it('is none of self-assessed tax whose invoice nobody has, and cites why', () => {
    const taxed = { taxedByBuyer: true, seller: { id: 'DE1', country: 'DE', name: null } }
    expect(periodOf(taxed).from).toBe('2026-06')
    const missing = periodOf(taxed, {}, null)
    expect(missing.from).toBeNull()
    expect(missing.legalBasis).toContain('art. 86 ust. 10b pkt 3')
    expect(inEnglish(missing.explanation)).toContain('has not been received')
  })

  it('tells that P_1 was taken for the tax point, where nothing else stands in for it', () => {
    const assumed = { taxPointAssumed: true }
    expect(inEnglish(periodOf(assumed).explanation)).toContain('P_1, 2026-06-10, was taken')
    expect(inEnglish(periodOf({}).explanation)).not.toContain('was taken')
    const paidDay = '2026-07-04'
    expect(inEnglish(periodOf({ ...assumed, cashSeller: true, paidDay }).explanation)).not.toContain(
      'was taken',
    )
    expect(inEnglish(periodOf({ ...assumed, group: 'rr', paidDay }).explanation)).not.toContain('was taken')
    expect(inEnglish(periodOf(assumed, {}, null).explanation)).not.toContain('was taken')
  })
})

describe('the period of a reduction (art. 86 ust. 19a)', () => {
  const original = (deductedIn: string | null, isCorrection = false) =>
    ({ purchaseId: `${deductedIn}`, deductedIn, isCorrection }) as unknown as Original
  const reduction = (originals: Original[], inputs: object = {}, settlement = 'monthly') =>
    deductionFor(correction({ inputs }), context({ settlement }), 'minus', originals, '2026-07-03' as never)

  it('is that of the last of several originals, whatever their order', () => {
    for (const originals of [
      [original('2026-08'), original('2026-09'), original('2026-05')],
      [original('2026-09'), original('2026-05'), original('2026-08')],
    ])
      expect(reduction(originals)).toMatchObject({ from: '2026-09', until: '2026-09', month: '2026-09' })
  })

  it('waits while one of several originals is not deductible yet', () => {
    expect(reduction([original('2026-05'), original(null)]).from).toBeNull()
    expect(reduction([original(null), original('2026-09')]).from).toBeNull()
  })

  it('does not wait for a correction that it corrects, nor follow its period', () =>
    expect(reduction([original(null, true), original('2026-12', true)]).from).toBe('2026-07'))

  it('is what the accountant states, before what is held', () => {
    expect(reduction([original(null)], { originalDeductedIn: '2026-05' }).from).toBe('2026-07')
    expect(reduction([original('2026-09')], { originalDeductedIn: '2026-08' }).from).toBe('2026-08')
    expect(reduction([original('2026-05')], { originalDeductedIn: null }).from).toBeNull()
  })

  it('of a quarterly taxpayer is a quarter, with the month of receipt or the first of a later quarter', () => {
    const quarter = (originals: Original[], inputs = {}) => reduction(originals, inputs, 'quarterly')
    expect(quarter([original('2026-08')])).toMatchObject({
      from: '2026-Q3',
      until: '2026-Q3',
      month: '2026-07',
    })
    expect(quarter([original('2026-11')])).toMatchObject({ from: '2026-Q4', month: '2026-10' })
    expect(quarter([], { originalDeductedIn: '2026-12' })).toMatchObject({ from: '2026-Q4' })
    expect(reduction([], { originalDeductedIn: '2026-Q4' }).from).toBe('2026-10')
  })
})
