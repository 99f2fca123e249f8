import { describe, expect, it } from 'vitest'
import { completePolicy } from '../../src/law/policy.ts'
import { amountsOf } from '../../src/receipt/amounts.ts'
import type { Facts } from '../../src/receipt/facts.ts'
import { inEnglish } from '../support/words.ts'

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

describe('each rate by itself', () => {
  it('printed with its net amount alone has tax that is not known, unless there is nothing to tax', () => {
    expect(amounts(fa({ P_13_1: 100 }))).toEqual(unknown('AMOUNTS_INCOMPLETE'))
    expect(amounts(fa({ P_13_1: 100, P_14_1: 23, P_13_2: 100 }))).toEqual(unknown('AMOUNTS_INCOMPLETE'))
    expect(amounts(fa({ P_14_1: 23 }))).toEqual(unknown('AMOUNTS_INCOMPLETE'))
    expect(amounts(fa({ P_13_1: 0, P_13_2: 100, P_14_2: 8 }))).toEqual(known(100, 8))
    expect(amounts(fa({ P_13_1: 0, P_14_1: 5 }))).toEqual(known(0, 5))
    expect(amounts(fa({ P_13_7: 100 }))).toEqual(unknown('AMOUNTS_INCOMPLETE'))
  })
  it('may have tax of nothing, and a correction amounts of both signs', () => {
    expect(amounts(fa({ P_13_1: 100, P_14_1: 0 }))).toEqual(known(100, 0))
    expect(amounts(fa({ P_13_1: -100, P_14_1: -23, P_13_2: 100, P_14_2: 8 }))).toEqual(known(0, -15))
  })
  it('in PLN takes the tax of the invoice, not that under another name', () => {
    expect(amounts(fa({ P_13_1: 100, P_14_1: 23, P_14_1W: 99 }))).toEqual(known(100, 23))
  })
})

describe('a foreign currency, further', () => {
  it('converts only the net amounts that are not stated in PLN', () => {
    const rates = {
      P_11_1: 1_000,
      P_11_1W: 9_999,
      P_11_2: 70,
      P_11_2W: 298,
      P_13_1: 100,
      P_14_1: 23,
      P_14_1W: 92,
    }
    expect(amounts({ ...eur, ...fa(rates, ['4']) })).toEqual(known(9_999 + 400, 390))
  })
  it('computes only the tax that is not stated in PLN', () => {
    const rates = { P_13_1: 1_000, P_14_1: 230, P_14_1W: 999, P_13_2: 1_000, P_14_2: 80 }
    expect(amounts({ ...eur, ...fa(rates, ['4']) })).toEqual(known(8_000, 999 + 320, 'VAT_PLN_COMPUTED'))
    expect(amounts({ ...eur, ...fa({ ...rates, P_14_2: 0 }, ['4']) })).toEqual(known(8_000, 999))
  })
  it('of a copy takes its tax in PLN, else computes it; in PLN one that is called so goes first', () => {
    const rate = { inputs: { exchangeRate: '4' } }
    expect(amounts({ ...eur, ...rate })).toEqual(known(40_000, 9_200, 'VAT_PLN_COMPUTED'))
    expect(amounts({ ...eur, ...rate, vatPlnGrosze: 9_300 })).toEqual(known(40_000, 9_300))
    expect(amounts({ vatPlnGrosze: 2_299 })).toEqual(known(10_000, 2_299))
    expect(amounts({ vatGrosze: null, vatPlnGrosze: 2_299 })).toEqual(known(10_000, 2_299))
    expect(amounts({ ...eur, ...rate, vatGrosze: null, vatPlnGrosze: 9_300 })).toEqual(known(40_000, 9_300))
    expect(amounts({ polishVatGrosze: null })).toEqual(unknown('AMOUNTS_INCOMPLETE'))
  })
  it('of a copy that states tax of nothing has nothing to deduct', () => {
    expect(amounts({ ...eur, vatGrosze: 0, polishVatGrosze: 0 })).toEqual({ fields: {}, codes: [] })
  })
  it('of a margin purchase is its value in PLN, where there is a rate', () => {
    const margin = { ...eur, inputs: { marginPurchase: true } }
    expect(amounts(margin)).toEqual(unknown('EXCHANGE_RATE_MISSING'))
    expect(amounts({ ...margin, inputs: { marginPurchase: true, exchangeRate: '2' } }).fields).toEqual({
      ZakupVAT_Marza: 24_600,
    })
    expect(amounts({ inputs: { marginPurchase: true }, grossGrosze: null })).toEqual(
      unknown('AMOUNTS_INCOMPLETE'),
    )
  })
})

describe('where nothing is deducted', () => {
  it.each([
    ['a private person', { category: '106gb-4-6' }],
    ['no share', { share: '0.00' }],
    ['no tax', { polishVatGrosze: 0 }],
  ])('of %s there is no field, and nothing to say', (_what, more) => {
    expect(amounts(more)).toEqual({ fields: {}, codes: [] })
  })
  it('a margin is shown all the same', () => {
    expect(amounts({ category: '106gb-4-6', inputs: { marginPurchase: true } }).fields).toEqual({
      ZakupVAT_Marza: 12_300,
    })
  })
})

describe('tax of the buyer, further', () => {
  const reported = { taxedByBuyer: true, vatGrosze: 0, polishVatGrosze: 0, inputs: { selfAssessed: true } }
  it('is known once stated, and stated alone: true is not what was never said', () => {
    expect(amounts({ ...reported, inputs: { selfAssessed: false } })).toEqual(
      unknown('INFO_SELF_ASSESSMENT_OPEN'),
    )
  })
  it('starts from what the buyer taxes: reverse charge, and supplies abroad', () => {
    expect(amounts({ ...reported, ...fa({ P_13_10: 100, P_13_7: 5 }) })).toEqual(
      known(100, 23, 'INFO_STANDARD_RATE'),
    )
    expect(amounts({ ...reported, ...fa({ P_13_8: 100, P_13_9: 200 }) })).toEqual(
      known(300, 69, 'INFO_STANDARD_RATE'),
    )
    expect(amounts({ ...reported, ...fa({ P_13_7: 100 }) })).toEqual(unknown('AMOUNTS_INCOMPLETE'))
  })
  it('is not known where the part of the seller is not', () => {
    expect(amounts({ ...reported, ...fa({ P_13_1: 100, P_13_10: 100 }) })).toEqual(
      unknown('AMOUNTS_INCOMPLETE'),
    )
  })
  it('in a foreign currency is taken from the net amount in PLN; as stated it is in PLN already', () => {
    const inputs = { selfAssessed: true, exchangeRate: '4' }
    expect(amounts({ ...reported, currency: 'EUR', inputs })).toEqual(
      known(40_000, 9_200, 'INFO_STANDARD_RATE'),
    )
    expect(amounts({ ...reported, currency: 'EUR', inputs: { ...inputs, selfAssessedVat: '7.00' } })).toEqual(
      known(40_000, 700),
    )
    expect(amounts({ ...reported, currency: 'EUR' })).toEqual(unknown('EXCHANGE_RATE_MISSING'))
  })
  it('is deducted by the share too, and as a fixed asset', () => {
    const policy = { partialDeductionNet: 'proportional' }
    expect(amounts({ ...reported, share: '0.5', fixedAsset: true }, policy)).toEqual({
      fields: { K_40: 5_000, K_41: 1_150 },
      codes: ['INFO_STANDARD_RATE'],
    })
  })
  it('of nothing may be stated as nothing', () => {
    const inputs = { selfAssessed: true, selfAssessedVat: '0.00' }
    expect(amounts({ ...reported, inputs })).toEqual(known(10_000, 0))
  })
})

describe('what a human reads about amounts', () => {
  const messages = (more: object, policy: object = {}) =>
    amountsOf(facts(more), completePolicy(policy), []).notes.map((n) => inEnglish(n.message))
  it('names share, currency and rate', () => {
    expect(messages({ share: '0.50' })[0]).toContain('deductible at 50 %')
    expect(messages({ ...eur, inputs: { exchangeRate: '4' } })[0]).toContain('The invoice in EUR')
    expect(messages({ taxedByBuyer: true, inputs: { selfAssessed: true } })[0]).toContain('taken at 23 %')
  })
  it('says one thing once, the last time it was said', () => {
    const huge = { netGrosze: Number.MAX_SAFE_INTEGER, grossGrosze: 1 }
    expect(messages({ ...huge, currency: 'EUR', inputs: { exchangeRate: '2' } })).toEqual([
      'The amounts in PLN are larger than can be kept exactly.',
    ])
    const two = { P_13_1: Number.MAX_SAFE_INTEGER, P_14_1: 1, P_13_2: 1, P_14_2: 1 }
    expect(amounts(fa(two))).toEqual(unknown('AMOUNTS_INCOMPLETE'))
  })
})
