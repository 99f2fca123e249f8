import { describe, expect, it } from 'vitest'
import { completePolicy } from '../../src/law/policy.ts'
import { amountsOf } from '../../src/receipt/amounts.ts'
import type { Facts } from '../../src/receipt/facts.ts'

/** The facts that amounts are taken from; money in grosze. */
const facts = (more: object): Facts =>
  ({
    currency: 'PLN',
    ...{
      netGrosze: 10_000,
      vatGrosze: 2_300,
      grossGrosze: 12_300,
      vatPlnGrosze: null,
      polishVatGrosze: 2_300,
    },
    ...{ category: 'domestic', taxedByBuyer: false, share: '1', fixedAsset: false, inputs: {}, fa: null },
    ...more,
  }) as unknown as Facts
const amounts = (more: object, policy: object = {}, ofOriginals: string[] = []) => {
  const { fields, notes } = amountsOf(facts(more), completePolicy(policy), ofOriginals)
  return { fields, codes: notes.map((n) => n.code) }
}
const fa = (rates: object, exchangeRates: string[] = []) => ({ fa: { rates, exchangeRates } })
const known = (K_42: number, K_43: number, ...codes: string[]) => ({ fields: { K_42, K_43 }, codes })
const unknown = (...codes: string[]) => ({ fields: null, codes })
const eur = { currency: 'EUR', polishVatGrosze: 2_300 }

describe('amounts in PLN', () => {
  it('of a copy are its own; what it does not state is not zero', () => {
    expect(amounts({})).toEqual(known(10_000, 2_300))
    expect(amounts({ netGrosze: null })).toEqual(unknown('AMOUNTS_INCOMPLETE'))
    expect(amounts({ vatGrosze: null, polishVatGrosze: null })).toEqual(unknown('AMOUNTS_INCOMPLETE'))
  })

  it.each<[string, object, [number, number]]>([
    [
      'every Polish rate',
      { P_13_1: 100, P_14_1: 23, P_13_2: 100, P_14_2: 8, P_13_3: 100, P_14_3: 5, P_13_4: 100, P_14_4: 4 },
      [400, 40],
    ],
    [
      'no 0 %, exempt or foreign part',
      { P_13_1: 100, P_14_1: 23, P_13_6_1: 7, P_13_7: 7, P_13_8: 7, P_13_9: 7, P_13_11: 7 },
      [100, 23],
    ],
    ['no tax of another country', { P_13_1: 100, P_14_1: 23, P_13_5: 100, P_14_5: 19 }, [100, 23]],
    ['totals printed as zero', { P_13_1: 100, P_14_1: 23, P_13_2: 0, P_13_10: 0 }, [100, 23]],
    ['a farmer', { P_11_1: 2_000, P_11_2: 140 }, [2_000, 140]],
  ])('of an invoice: %s', (_name, rates, [net, vat]) => {
    expect(amounts(fa(rates))).toEqual(known(net, vat))
  })

  it('go under fixed assets when they are one', () => {
    expect(amounts({ fixedAsset: true }).fields).toEqual({ K_40: 10_000, K_41: 2_300 })
  })

  it('of a margin purchase are its value and nothing to deduct', () => {
    expect(amounts({ inputs: { marginPurchase: true } }).fields).toEqual({ ZakupVAT_Marza: 12_300 })
  })
})

describe('a deductible share', () => {
  it.each<[string, string, object]>([
    ['full', '0.50', known(10_000, 1_151)],
    ['proportional', '0.50', known(5_000, 1_151)],
    ['ask', '0.50', unknown('PARTIAL_NET_UNDECIDED')],
    ['ask', '1.0000', known(10_000, 2_301)],
    ['ask', '0.0', { fields: {}, codes: [] }],
  ])('with the policy %s and %s', (partialDeductionNet, share, expected) => {
    expect(amounts({ share, vatGrosze: 2_301 }, { partialDeductionNet })).toEqual(expected)
  })

  it('rounds a correction as it rounds its original', () => {
    const minus = { share: '0.50', netGrosze: -10_000, vatGrosze: -2_301 }
    expect(amounts(minus, { partialDeductionNet: 'full' })).toEqual(known(-10_000, -1_151))
  })
})

describe('a foreign currency', () => {
  const twoRates = { P_13_1: 1_001, P_14_1: 230, P_14_1W: 983, P_13_2: 1_001, P_14_2: 80, P_14_2W: 342 }

  it('takes the tax from the invoice and converts each net amount by itself', () => {
    expect(amounts({ ...eur, ...fa(twoRates, ['4.2719']) })).toEqual(known(2 * 4_276, 1_325))
  })

  it('asks for a rate where none is stated, or several; a stated one wins', () => {
    expect(amounts({ ...eur, ...fa(twoRates) })).toEqual(unknown('EXCHANGE_RATE_MISSING'))
    expect(amounts({ ...eur, ...fa(twoRates, ['4.1', '4.2']) })).toEqual(unknown('EXCHANGE_RATE_MISSING'))
    const stated = { ...eur, ...fa(twoRates, ['4.1', '4.2']), inputs: { exchangeRate: '4' } }
    expect(amounts(stated)).toEqual(known(8_008, 1_325))
  })

  it('computes tax that is not in PLN, and says so; no tax needs no rate', () => {
    const rates = { P_13_1: 1_000, P_14_1: 230, P_13_2: 0, P_14_2: 0 }
    expect(amounts({ ...eur, ...fa(rates, ['4.25']) })).toEqual(known(4_250, 978, 'VAT_PLN_COMPUTED'))
    const copy = { ...eur, vatPlnGrosze: 9_800, inputs: { exchangeRate: '4.25' } }
    expect(amounts(copy)).toEqual(known(42_500, 9_800))
  })

  it('takes the net amount in PLN that a farmer invoice states', () => {
    const rates = { P_11_1: 1_000, P_11_1W: 4_260, P_11_2: 70, P_11_2W: 298 }
    expect(amounts({ ...eur, ...fa(rates) })).toEqual(known(4_260, 298))
  })

  it('converts a correction without a rate as its original was, unless there are several', () => {
    const correction = { ...eur, ...fa({ P_13_1: -1_000, P_14_1: -230, P_14_1W: -980 }) }
    expect(amounts(correction, {}, ['4.25', '4.25'])).toEqual(known(-4_250, -980, 'INFO_RATE_OF_ORIGINAL'))
    expect(amounts(correction, {}, ['4.25', '4.3'])).toEqual(unknown('EXCHANGE_RATE_MISSING'))
  })

  it('knows no amount that leaves the safe integers', () => {
    const huge = { ...eur, netGrosze: 9_000_000_000_000_000, inputs: { exchangeRate: '999999' } }
    expect(amounts(huge)).toEqual(unknown('AMOUNTS_INCOMPLETE'))
  })
})

describe('tax of the buyer', () => {
  const foreign = { taxedByBuyer: true, vatGrosze: 0, polishVatGrosze: 0 }
  const reported = { ...foreign, inputs: { selfAssessed: true } }

  it('is not known until the accountant says that he reported it', () => {
    expect(amounts(foreign)).toEqual(unknown('INFO_SELF_ASSESSMENT_OPEN'))
  })

  it('is taken at the standard rate, or as stated', () => {
    expect(amounts(reported)).toEqual(known(10_000, 2_300, 'INFO_STANDARD_RATE'))
    const stated = { ...reported, inputs: { selfAssessed: true, selfAssessedVat: '8.00' } }
    expect(amounts(stated)).toEqual(known(10_000, 800))
  })

  it('starts from the gross amount only where the document says there is no tax on it', () => {
    expect(amounts({ ...reported, netGrosze: null })).toEqual(known(12_300, 2_829, 'INFO_STANDARD_RATE'))
    expect(amounts({ ...reported, netGrosze: null, vatGrosze: null })).toEqual(unknown('AMOUNTS_INCOMPLETE'))
  })

  it('stands beside what the seller taxed on the same invoice', () => {
    const rates = { P_13_1: 100, P_14_1: 23, P_13_8: 1_000, P_13_10: 1_000 }
    expect(amounts({ ...reported, ...fa(rates) })).toEqual(known(2_100, 483, 'INFO_STANDARD_RATE'))
  })
})
