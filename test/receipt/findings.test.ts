import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../src/ingest/evidence.ts'
import {
  codesOf,
  copy,
  decided,
  factsFrom,
  type Given,
  ksef,
  offlineCopy,
  original,
  outage,
} from '../support/decided.ts'

/** P_1 is Wednesday, 10 June 2026; the plain copy came a day later. */
const opens = (code: string, evidence: Evidence[], given: Given = {}): boolean =>
  codesOf(decided(evidence, given)).includes(code)
const severityOf = (code: string, evidence: Evidence[], given: Given = {}) =>
  decided(evidence, given).findings.find((f) => f.code === code)?.severity
const supplier = (status: string | null, delivery: object[] = []) => ({
  ...{ name: null, delivery, defaults: {} },
  ksefDuty: status === null ? [] : [{ status, from: '2026-02-01', to: null }],
})
const obliged = { context: { supplier: supplier('obliged') } }
const agreed = (channel: string, buyerCategory = 'domestic') => ({
  context: { buyerCategory, supplier: supplier(null, [{ channel, from: '2026-01-01', to: null }]) },
})
const listed = { context: { buyerCategory: '106gb-4-2' } }
const failure = { outages: [outage('2026-06-10', '2026-06-12')] }
const kinds = { kind: 'total-failure' } as const

/** A copy with a code. */
const coded = (more: object = {}) => copy({ hashes: ['code'], ...more })

describe('what the documents say', () => {
  it.each<[string, boolean, Evidence[], Given?]>([
    ['NOT_OUR_INVOICE', true, [copy({ addressee: 'nobody-here' })]],
    ['NOT_OUR_INVOICE', false, [copy({ addressee: 'buyer' })]],
    ['NOT_OUR_INVOICE', false, [copy({ addressee: 'nobody-here' }), ksef('2026-06-11')]],
    ['THIRD_PARTY_BUYER', true, [copy({ addressee: 'third-party' })]],
    ['THIRD_PARTY_BUYER', false, [copy({ addressee: 'buyer' })]],
    ['THIRD_PARTY_BUYER', false, [copy({ addressee: 'third-party' }), copy({ addressee: 'nobody-here' })]],
    ['INFO_CONFIRMATION_ONLY', true, [copy({ document: 'transaction-confirmation' }), ksef('2026-06-11')]],
    ['INFO_CONFIRMATION_ONLY', false, [copy(), ksef('2026-06-11')]],
    ['KSEF_METADATA_CONFLICT', true, [ksef('2026-06-11'), ksef('2026-06-11', { grossGrosze: 12_400 })]],
    ['KSEF_METADATA_CONFLICT', false, [ksef('2026-06-11'), ksef('2026-06-11')]],
    ['KSEF_METADATA_CONFLICT', false, [ksef('2026-06-11'), ksef('2026-06-12')]],
    ['INFO_DUPLICATE_COPY', true, [copy(), copy({ receivedDay: '2026-06-12' })]],
    ['INFO_DUPLICATE_COPY', false, [copy(), copy({ document: 'transaction-confirmation' })]],
    ['INFO_FUTURE_DATE', true, [copy({ receivedDay: '2026-06-12', recordedDay: '2026-06-11' })]],
    ['INFO_FUTURE_DATE', false, [copy({ receivedDay: '2026-06-11', recordedDay: '2026-06-11' })]],
    ['RECEIVED_BEFORE_ISSUED', true, [copy({ receivedDay: '2026-06-09' })]],
    ['RECEIVED_BEFORE_ISSUED', false, [copy({ receivedDay: '2026-06-10' })]],
    ['RECEIVED_BEFORE_ISSUED', false, [copy({ receivedDay: '2026-06-09' }), ksef('2026-06-11')]],
    ['RECEIVED_BEFORE_ISSUED', false, [copy({ receivedDay: '2026-06-09', document: 'not-an-invoice' })]],
    ['INFO_TECH_CORRECTION', true, [ksef('2026-06-11', { hashOfCorrectedInvoice: 'old' })]],
    ['INFO_TECH_CORRECTION', false, [ksef('2026-06-11')]],
    ['INFO_SELF_BILLING_ACCEPTANCE', true, [copy({ selfBilling: true })]],
    ['INFO_SELF_BILLING_ACCEPTANCE', true, [ksef('2026-06-11', { selfInvoicing: true })]],
    ['INFO_SELF_BILLING_ACCEPTANCE', false, [copy(), ksef('2026-06-11')]],
    ['INFO_NIP_CHECKSUM', true, [ksef('2026-06-11', { seller: { nip: '5265877636', name: null } })]],
    ['INFO_NIP_CHECKSUM', false, [ksef('2026-06-11')]],
    ['INFO_NIP_CHECKSUM', false, [copy({ seller: { id: '5265877636', country: 'PL', name: null } })]],
    ['UNKNOWN_SUPPLY', true, [copy()], { inputs: { supplyConfirmed: false } }],
    ['UNKNOWN_SUPPLY', false, [copy()], { inputs: { supplyConfirmed: true } }],
    ['UNKNOWN_SUPPLY', false, [copy()]],
    ['COPY_AMOUNT_DIFFERS', true, [copy({ grossGrosze: 12_301 }), ksef('2026-06-11')]],
    ['COPY_AMOUNT_DIFFERS', true, [copy({ currency: 'EUR' }), ksef('2026-06-11')]],
    ['COPY_AMOUNT_DIFFERS', false, [copy(), ksef('2026-06-11')]],
    [
      'COPY_AMOUNT_DIFFERS',
      false,
      [copy({ grossGrosze: 1, document: 'not-an-invoice' }), ksef('2026-06-11')],
    ],
    [
      'COPY_AMOUNT_DIFFERS',
      false,
      [copy({ grossGrosze: 12_301 }), ksef('2026-06-11', { grossGrosze: null })],
    ],
    ['COPIES_DISAGREE', true, [coded(), coded({ grossGrosze: 30_750 })]],
    ['COPIES_DISAGREE', true, [coded(), coded({ currency: 'EUR' })]],
    ['COPIES_DISAGREE', false, [coded(), coded({ receivedDay: '2026-06-15' })]],
    ['COPIES_DISAGREE', false, [coded(), coded({ grossGrosze: 30_750, hashes: ['other'] })]],
    ['COPIES_DISAGREE', false, [coded(), coded({ grossGrosze: 30_750, document: 'not-an-invoice' })]],
    ['COPIES_DISAGREE', false, [coded(), coded({ grossGrosze: 30_750 }), ksef('2026-06-11')]],
  ])('%s: %s', (code, expected, evidence, given) => {
    expect(opens(code, evidence, given)).toBe(expected)
  })
})

describe('a copy handed over to an ordinary buyer', () => {
  it.each<[string, boolean, Evidence[], Given?]>([
    ['INFO_COPY_AFTER_NUMBER', true, [offlineCopy({ receivedDay: '2026-06-15' }), ksef('2026-06-15')]],
    ['INFO_COPY_AFTER_NUMBER', true, [copy({ receivedDay: '2026-06-10' }), ksef('2026-06-10')]],
    ['INFO_COPY_AFTER_NUMBER', false, [offlineCopy({ receivedDay: '2026-06-14' }), ksef('2026-06-15')]],
    [
      'INFO_COPY_AFTER_NUMBER',
      false,
      [offlineCopy({ receivedDay: '2026-06-15' }), ksef('2026-06-15')],
      failure,
    ],
    [
      'INFO_COPY_AFTER_NUMBER',
      false,
      [offlineCopy({ receivedDay: '2026-06-15' }), ksef('2026-06-15')],
      listed,
    ],
    ['OUTSIDE_COPY_BEFORE_NUMBER', true, [offlineCopy()]],
    ['OUTSIDE_COPY_BEFORE_NUMBER', true, [offlineCopy({ receivedDay: '2026-06-14' }), ksef('2026-06-15')]],
    ['OUTSIDE_COPY_BEFORE_NUMBER', false, [offlineCopy({ receivedDay: '2026-06-15' }), ksef('2026-06-15')]],
    ['OUTSIDE_COPY_BEFORE_NUMBER', true, [copy({ receivedDay: '2026-06-10' }), ksef('2026-06-11')]],
    ['OUTSIDE_COPY_BEFORE_NUMBER', false, [offlineCopy()], failure],
    ['OUTSIDE_COPY_BEFORE_NUMBER', false, [offlineCopy()], listed],
    ['OUTSIDE_COPY_BEFORE_NUMBER', false, [copy()]],
    ['AGREEMENT_WITHOUT_GB4_STATUS', true, [offlineCopy()], agreed('outside-ksef')],
    ['AGREEMENT_WITHOUT_GB4_STATUS', false, [offlineCopy()], agreed('ksef')],
    ['AGREEMENT_WITHOUT_GB4_STATUS', false, [offlineCopy()]],
    ['AGREEMENT_WITHOUT_GB4_STATUS', false, [ksef('2026-06-15')], agreed('outside-ksef')],
    ['AGREEMENT_WITHOUT_GB4_STATUS', false, [copy()], agreed('outside-ksef')],
    ['AGREEMENT_MISSING', true, [offlineCopy()], { ...failure, ...agreed('ksef') }],
    ['AGREEMENT_MISSING', false, [offlineCopy()], { ...failure, ...agreed('outside-ksef') }],
    ['AGREEMENT_MISSING', false, [offlineCopy()], agreed('ksef')],
    ['AGREEMENT_MISSING', false, [ksef('2026-06-15')], { ...failure, ...agreed('ksef') }],
    ['INFO_AGREEMENT_UNKNOWN', true, [offlineCopy()], failure],
    ['INFO_AGREEMENT_UNKNOWN', false, [offlineCopy()], { ...failure, ...agreed('ksef') }],
    ['INFO_AGREEMENT_UNKNOWN', false, [ksef('2026-06-15')], failure],
    ['INFO_AGREEMENT_UNKNOWN', false, [offlineCopy()]],
  ])('%s: %s', (code, expected, evidence, given) => {
    expect(opens(code, evidence, given)).toBe(expected)
  })
})

describe('delivery to a listed buyer (art. 106gb ust. 4)', () => {
  const print = copy({ document: 'numbered-visualisation' })
  const waiting = agreed('outside-ksef', '106gb-4-2')
  const inTotalFailure = { ...waiting, outages: [outage('2026-06-10', null, kinds)] }
  const overtakenByTotalFailure = { ...waiting, outages: [outage('2026-06-11', null, kinds)] }
  it.each<[string, boolean, Evidence[], Given]>([
    ['GB4_DUAL_DELIVERY', true, [offlineCopy(), ksef('2026-06-15')], agreed('ksef', '106gb-4-2')],
    ['GB4_DUAL_DELIVERY', true, [print, ksef('2026-06-15')], agreed('ksef', '106gb-4-2')],
    ['GB4_DUAL_DELIVERY', false, [ksef('2026-06-15')], agreed('ksef', '106gb-4-2')],
    ['GB4_DUAL_DELIVERY', false, [offlineCopy()], agreed('ksef')],
    ['AGREEMENT_UNKNOWN', true, [ksef('2026-06-15')], listed],
    ['AGREEMENT_UNKNOWN', true, [ksef('2026-06-10')], listed],
    ['AGREEMENT_UNKNOWN', true, [offlineCopy()], { ...listed, ...failure }],
    ['AGREEMENT_UNKNOWN', true, [offlineCopy()], { ...listed, outages: [outage('2026-06-11', null)] }],
    [
      'AGREEMENT_UNKNOWN',
      true,
      [offlineCopy()],
      { ...listed, outages: [outage('2026-06-10', null, { kind: 'maintenance' })] },
    ],
    ['AGREEMENT_UNKNOWN', false, [copy()], listed],
    ['AGREEMENT_UNKNOWN', false, [ksef('2026-06-15')], agreed('ksef', '106gb-4-2')],
    ['AGREED_DELIVERY_MISSING', true, [ksef('2026-06-15')], agreed('outside-ksef', '106gb-4-2')],
    ['AGREED_DELIVERY_MISSING', false, [print, ksef('2026-06-15')], agreed('outside-ksef', '106gb-4-2')],
    ['AGREED_DELIVERY_MISSING', false, [ksef('2026-06-15')], agreed('outside-ksef')],
    ['AGREED_DELIVERY_MISSING', true, [ksef('2026-06-15')], inTotalFailure],
    ['AGREED_DELIVERY_MISSING', true, [ksef('2026-06-15')], overtakenByTotalFailure],
    ['AGREED_DELIVERY_MISSING', false, [offlineCopy(), ksef('2026-06-15')], inTotalFailure],
  ])('%s: %s', (code, expected, evidence, given) => {
    expect(opens(code, evidence, given)).toBe(expected)
  })
})

describe('outages', () => {
  const overtaken = { outages: [outage('2026-06-11', '2026-06-12')] }
  const total = { outages: [outage('2026-06-11', null, kinds)] }
  const maintenance = outage('2026-06-10', '2026-06-10', { kind: 'maintenance' })
  it.each<[string, boolean, Evidence[], Given]>([
    ['OVERTAKEN_BY_FAILURE', true, [offlineCopy()], overtaken],
    ['OVERTAKEN_BY_FAILURE', false, [ksef('2026-06-15')], overtaken],
    ['OVERTAKEN_BY_FAILURE', false, [offlineCopy()], { ...overtaken, ...listed }],
    ['OVERTAKEN_BY_FAILURE', false, [offlineCopy()], failure],
    ['TOTAL_FAILURE_NO_NUMBER', true, [offlineCopy()], total],
    ['TOTAL_FAILURE_NO_NUMBER', true, [offlineCopy()], { outages: [maintenance, ...total.outages] }],
    ['TOTAL_FAILURE_NO_NUMBER', false, [offlineCopy()], { outages: [maintenance] }],
    [
      'TOTAL_FAILURE_NO_NUMBER',
      true,
      [offlineCopy()],
      {
        inputs: { confirmedMode: 'offline24-overtaken-by-failure' },
        outages: [...overtaken.outages, outage('2026-06-15', null, kinds)],
      },
    ],
    [
      'TOTAL_FAILURE_NO_NUMBER',
      false,
      [offlineCopy()],
      { outages: [outage('2026-06-10', '2026-06-10'), ...total.outages] },
    ],
    [
      'INFO_TOTAL_FAILURE_NO_NUMBER',
      true,
      [offlineCopy()],
      { outages: [outage('2026-06-10', '2026-06-10'), ...total.outages] },
    ],
    ['INFO_TOTAL_FAILURE_NO_NUMBER', false, [offlineCopy()], failure],
    ['INFO_TOTAL_FAILURE_NO_NUMBER', false, [offlineCopy()], total],
    ['INFO_OUTAGE_OPEN', true, [offlineCopy()], { outages: [outage('2026-06-10', null)] }],
    ['INFO_OUTAGE_OPEN', false, [offlineCopy()], failure],
    ['EMERGENCY_NOT_CONFIRMED', true, [offlineCopy({ declaredMode: 'emergency' })], {}],
    ['EMERGENCY_NOT_CONFIRMED', false, [offlineCopy({ declaredMode: 'emergency' })], failure],
    ['EMERGENCY_NOT_CONFIRMED', false, [offlineCopy({ declaredMode: 'offline24' })], {}],
    [
      'EMERGENCY_NOT_CONFIRMED',
      true,
      [offlineCopy({ declaredMode: 'emergency' })],
      { outages: [maintenance] },
    ],
  ])('%s: %s', (code, expected, evidence, given) => {
    expect(opens(code, evidence, given)).toBe(expected)
  })
})

describe('the seller and his duty', () => {
  const lawful = { context: { supplier: supplier('art-106ga-2') } }
  it.each<[string, boolean, Evidence[], Given]>([
    ['INFO_MARKER_BFK_VS_DI', true, [copy({ seller: { id: 'DE1', country: 'DE', name: null } })], {}],
    ['INFO_MARKER_BFK_VS_DI', false, [copy()], {}],
    ['INFO_SELLER_DUTY_UNKNOWN', true, [copy()], {}],
    ['INFO_SELLER_DUTY_UNKNOWN', false, [copy()], lawful],
    ['INFO_SELLER_DUTY_UNKNOWN', false, [copy({ document: 'fiscal-receipt' })], {}],
    ['INFO_SELLER_DUTY_UNKNOWN', false, [offlineCopy()], {}],
    ['DOUBLE_ISSUE', true, [copy(), ksef('2026-06-15')], lawful],
    ['DOUBLE_ISSUE', true, [copy(), ksef('2026-06-15')], { outages: [outage('2026-06-10', null, kinds)] }],
    ['DOUBLE_ISSUE', false, [copy()], lawful],
    ['DOUBLE_ISSUE', false, [copy(), ksef('2026-06-15')], obliged],
    ['SELLER_SHOULD_USE_KSEF', true, [copy()], obliged],
    ['SELLER_SHOULD_USE_KSEF', false, [copy()], lawful],
    ['SELLER_SHOULD_USE_KSEF', false, [offlineCopy()], obliged],
    ['GUIDANCE_2026_ONLY', true, [copy({ issueDay: '2027-01-01' })], obliged],
    ['GUIDANCE_2026_ONLY', false, [copy({ issueDay: '2026-12-31' })], obliged],
    ['GUIDANCE_2026_ONLY', false, [copy({ issueDay: '2027-01-01' })], lawful],
    // June is filed by Saturday, 25 July 2026, moved to Monday the 27th (Ordynacja art. 12 § 5).
    ['KSEF_AFTER_POSTING', false, [copy(), ksef('2026-07-27')], obliged],
    ['KSEF_AFTER_POSTING', true, [copy(), ksef('2026-07-28')], obliged],
    ['KSEF_AFTER_POSTING', false, [copy({ receivedDay: '2026-07-01' }), ksef('2026-07-28')], obliged],
    ['KSEF_AFTER_POSTING', true, [copy({ receivedDay: '2026-07-02' }), copy(), ksef('2026-07-28')], obliged],
  ])('%s: %s', (code, expected, evidence, given) => {
    expect(opens(code, evidence, given)).toBe(expected)
  })
  it('may issue lawfully outside and have a number too: for review, it is one purchase', () => {
    expect(severityOf('DOUBLE_ISSUE', [copy(), ksef('2026-06-15')], lawful)).toBe('review')
  })
})

describe('another policy', () => {
  const early = (numbered: string) => [copy({ receivedDay: '2026-06-10' }), ksef(numbered)]
  it('that gives another period is told (art. 86 ust. 10)', () => {
    const breach = (numbered: string) => [copy(), ksef(numbered)]
    expect(opens('PERIOD_DIFFERS', breach('2026-07-01'), obliged)).toBe(true)
    expect(opens('PERIOD_DIFFERS', breach('2026-06-30'), obliged)).toBe(false)
    expect(opens('PERIOD_DIFFERS', [copy()], obliged)).toBe(false)
    expect(opens('PERIOD_DIFFERS', early('2026-06-11'))).toBe(false)
  })
  it('whose window does not overlap warns (June to September, and from October)', () => {
    const breach = (numbered: string) => [copy(), ksef(numbered)]
    expect(opens('WINDOWS_APART', breach('2026-09-30'), obliged)).toBe(false)
    expect(opens('WINDOWS_APART', breach('2026-10-01'), obliged)).toBe(true)
    const statute = { ...obliged, policy: { breachReceipt: 'statute-number' } }
    expect(opens('WINDOWS_APART', breach('2026-10-01'), statute)).toBe(true)
    expect(opens('WINDOWS_APART', breach('2026-09-30'), statute)).toBe(false)
  })
  it('of a reduction tells that the earlier period is the safer (art. 86 ust. 19a)', () => {
    const minus = { kind: 'KOR', netGrosze: -10_000, vatGrosze: -2_300, grossGrosze: -12_300 }
    const evidence = [
      copy(minus),
      ksef('2026-10-01', { kind: 'KOR', netGrosze: -10_000, vatPlnGrosze: -2_300, grossGrosze: -12_300 }),
    ]
    expect(opens('CREDIT_NOTE_PERIOD', evidence, obliged)).toBe(true)
    expect(opens('WINDOWS_APART', evidence, obliged)).toBe(false)
    expect(opens('CREDIT_NOTE_PERIOD', [copy(), ksef('2026-10-01')], obliged)).toBe(false)
  })
  it('that moved the deduction before the receipt is told', () => {
    const given = { policy: { euEarlyDeduction: 'on' }, inputs: { taxPointDate: '2026-05-29' } }
    expect(opens('EU_EARLY_DEDUCTION', [copy()], given)).toBe(true)
    expect(opens('EU_EARLY_DEDUCTION', [copy()], { inputs: given.inputs })).toBe(false)
    expect(decided([copy()], given).deduction.from).toBe('2026-05')
  })
})

describe('what may be deducted', () => {
  const period = (evidence: Evidence[], given: Given = {}) => decided(evidence, given).deduction.from
  const nowhere = (evidence: Evidence[], given: Given = {}) =>
    decided(evidence, given).record.nowhere?.reason ?? null
  it.each<[string, Evidence[], Given, string | null]>([
    [
      'a simplified invoice that states no tax: not known, not zero',
      [copy({ kind: 'UPR', vatGrosze: 0 })],
      {},
      '2026-06',
    ],
    ['an ordinary one without tax: nothing', [copy({ vatGrosze: 0 })], {}, null],
    ['a simplified one that states it', [copy({ kind: 'UPR', vatPlnGrosze: 2_300 })], {}, '2026-06'],
    ['a private person: nothing', [copy()], { context: { buyerCategory: '106gb-4-6' } }, null],
    ['an exempt small enterprise of the EU: nothing', [copy({ buyerCategory: '106gb-4-4' })], {}, null],
    ['no share: nothing', [copy()], { inputs: { deductibleShare: '0.00' } }, null],
    ['a share', [copy()], { inputs: { deductibleShare: '0.50' } }, '2026-06'],
    ['a supply in doubt: nothing', [copy()], { inputs: { supplyConfirmed: false } }, null],
    [
      'no tax, but adjustments stated',
      [copy({ vatGrosze: 0 })],
      { inputs: { adjustments: { K_44: '1.00' } } },
      '2026-06',
    ],
    [
      'no tax, but a margin purchase',
      [copy({ vatGrosze: 0 })],
      { inputs: { marginPurchase: true } },
      '2026-06',
    ],
    [
      'tax that the buyer owes, received',
      [copy({ vatGrosze: 0 })],
      { inputs: { selfAssessed: true } },
      '2026-06',
    ],
    [
      'tax that the buyer owes, of an invoice that nobody has',
      [offlineCopy({ vatGrosze: 0 })],
      { inputs: { selfAssessed: true } },
      null,
    ],
  ])('%s', (_what, evidence, given, expected) => {
    expect(period(evidence, given)).toBe(expected)
  })
  it('names why there is no row', () => {
    expect(nowhere([copy({ vatGrosze: 0 })])).toBe('nothing-to-deduct')
    expect(nowhere([copy()], { inputs: { supplyConfirmed: false } })).toBe('supply-not-confirmed')
    expect(nowhere([copy({ addressee: 'nobody-here' })], { inputs: { supplyConfirmed: false } })).toBe(
      'not-ours',
    )
    expect(nowhere([copy()])).toBeNull()
  })
})

describe('corrections', () => {
  const minus = (more: object = {}) =>
    copy({ kind: 'KOR', netGrosze: -10_000, vatGrosze: -2_300, grossGrosze: -12_300, ...more })
  const plus = copy({ kind: 'KOR' })
  const window = (evidence: Evidence, given: Given = {}) => {
    const { from, until } = decided([evidence], given).deduction
    return [from, until]
  }
  it('in minus have one period, in plus a window (art. 86 ust. 19a and 11)', () => {
    expect(window(minus())).toEqual(['2026-06', '2026-06'])
    expect(window(plus)).toEqual(['2026-06', '2026-09'])
  })
  it('go by their tax, then by their gross amount', () => {
    expect(window(minus({ vatGrosze: 2_300 }))).toEqual(['2026-06', '2026-09'])
    expect(window(copy({ kind: 'KOR', vatGrosze: -1 }))).toEqual(['2026-06', '2026-06'])
    expect(window(minus({ vatGrosze: null }))).toEqual(['2026-06', '2026-06'])
  })
  it('in plus ask a buyer on the cash method for no payment, and take no early period', () => {
    const cash = { context: { cashMethod: true } }
    expect(window(plus, cash)).toEqual(['2026-06', '2026-09'])
    expect(window(copy(), cash)).toEqual([null, null])
    const early = { policy: { euEarlyDeduction: 'on' }, inputs: { taxPointDate: '2026-05-29' } }
    expect(window(plus, early)).toEqual(['2026-06', '2026-09'])
    expect(window(copy({ kind: 'KOR', sellerCashMethod: true }))).toEqual(['2026-06', '2026-09'])
    expect(window(copy({ sellerCashMethod: true }))).toEqual([null, null])
  })
  it('wait while one of two originals waits', () => {
    const [deducted, waiting] = [original({ deductedIn: '2026-05' as never }), original({ purchaseId: 'o2' })]
    expect(window(minus(), { originals: [deducted] })).toEqual(['2026-06', '2026-06'])
    expect(window(minus(), { originals: [deducted, waiting] })).toEqual([null, null])
    expect(window(minus(), { originals: [waiting, deducted] })).toEqual([null, null])
    const stated = { originals: [deducted, waiting], inputs: { originalDeductedIn: '2026-07' } }
    expect(window(minus(), stated)).toEqual(['2026-07', '2026-07'])
    expect(window(minus(), { inputs: { originalDeductedIn: null } })).toEqual([null, null])
  })
  it('stand with the original that is deducted last', () => {
    const [july, august] = ['2026-07', '2026-08'].map((month) => original({ deductedIn: month as never }))
    expect(window(minus(), { originals: [august!, july!] })).toEqual(['2026-08', '2026-08'])
    expect(window(minus(), { originals: [july!, august!] })).toEqual(['2026-08', '2026-08'])
  })
  it('do not follow a correction that they correct', () => {
    const corrected = original({ isCorrection: true })
    expect(window(minus(), { originals: [corrected] })).toEqual(['2026-06', '2026-06'])
    const later = original({ isCorrection: true, deductedIn: '2026-09' as never })
    expect(window(minus(), { originals: [later] })).toEqual(['2026-06', '2026-06'])
  })
  it('of a quarterly taxpayer stand in quarters, whatever the original was filed in', () => {
    const given = {
      context: { settlement: 'quarterly' },
      originals: [original({ deductedIn: '2026-08' as never })],
    }
    expect(window(minus(), given)).toEqual(['2026-Q3', '2026-Q3'])
    const monthly = { originals: [original({ deductedIn: '2026-Q3' as never })] }
    expect(window(minus(), monthly)).toEqual(['2026-07', '2026-07'])
  })
})

describe('the facts of several documents', () => {
  const facts = (evidence: Evidence[], given: Given = {}) => factsFrom(evidence, given).facts
  it('are KSeF’s before a copy’s, an invoice’s before other papers’, the first copy’s before a later one’s', () => {
    const other = { number: 'FV/other' }
    expect(facts([copy(other), ksef('2026-06-15')]).number).toBe('FV/1')
    expect(
      facts([copy({ document: 'not-an-invoice', receivedDay: '2026-06-01', ...other }), copy()]).number,
    ).toBe('FV/1')
    expect(facts([copy({ receivedDay: '2026-06-12', ...other }), copy()]).number).toBe('FV/1')
  })
  it('fill each other only where they agree on the gross amount and the currency', () => {
    const open = { kind: null, netGrosze: null, vatGrosze: null }
    const filled = facts([copy(open), copy({ receivedDay: '2026-06-12', vatPlnGrosze: 5 })])
    expect(filled).toMatchObject({ kind: 'VAT', netGrosze: 10_000, vatGrosze: 2_300, vatPlnGrosze: 5 })
    for (const more of [{ grossGrosze: 1 }, { currency: 'EUR' }]) {
      const left = facts([copy(open), copy({ receivedDay: '2026-06-12', ...more })])
      expect(left).toMatchObject({ kind: null, netGrosze: null, vatGrosze: null })
    }
  })
  it('take a name from whoever states one', () => {
    const nameless = { seller: { id: '5265877635', country: 'PL', name: null } }
    const later = copy({ receivedDay: '2026-06-12', grossGrosze: 1 })
    expect(facts([copy(nameless), later]).seller.name).toBe('Sprzedawca')
    expect(facts([copy(nameless)]).seller.name).toBeNull()
  })
  it('have of two numbers the one assigned first', () => {
    const [first, second] = [ksef('2026-06-11'), ksef('2026-06-12')]
    expect(facts([second, first]).ksef?.numberedDay).toBe('2026-06-11')
    expect(facts([first, second]).ksef?.numberedDay).toBe('2026-06-11')
  })
  it('count a number on the Warsaw day of its instant', () => {
    const late = { numberedAt: '2026-06-11T22:30:00Z' }
    expect(facts([ksef('2026-06-11', late)]).ksef?.numberedDay).toBe('2026-06-12')
  })
  it('take the buyer from the accountant, then from a copy, then from the taxpayer', () => {
    const context = { buyerCategory: '106gb-4-2' }
    expect(facts([copy()], { context }).category).toBe('106gb-4-2')
    expect(facts([copy({ buyerCategory: '106gb-4-3' })], { context }).category).toBe('106gb-4-3')
    const inputs = { buyerCategory: '106gb-4-5' }
    expect(facts([copy({ buyerCategory: '106gb-4-3' })], { context, inputs }).category).toBe('106gb-4-5')
  })
  it('take share and fixed asset from the accountant, else from what holds for the seller', () => {
    const context = {
      supplier: { ...supplier(null), defaults: { deductibleShare: '0.5', fixedAsset: true } },
    }
    expect(facts([copy()], { context })).toMatchObject({ share: '0.5', fixedAsset: true })
    const inputs = { deductibleShare: '0.7', fixedAsset: false }
    expect(facts([copy()], { context, inputs })).toMatchObject({ share: '0.7', fixedAsset: false })
    expect(facts([copy()])).toMatchObject({ share: '1', fixedAsset: false })
  })
  it('say that the buyer owes the tax of a foreign seller, not of imported goods, or as stated', () => {
    const seller = { id: 'DE1', country: 'DE', name: null }
    expect(facts([copy()]).taxedByBuyer).toBe(false)
    expect(facts([copy({ seller })]).taxedByBuyer).toBe(true)
    expect(facts([copy({ seller })], { inputs: { importOfGoods: true } }).taxedByBuyer).toBe(false)
    expect(facts([copy()], { inputs: { selfAssessed: true } }).taxedByBuyer).toBe(true)
    expect(facts([copy({ seller })], { inputs: { selfAssessed: false } }).taxedByBuyer).toBe(false)
  })
  it('name what is corrected as the accountant says, else as a document does', () => {
    const corrects = [{ number: 'FV/A', issueDay: '2026-05-01', ksefNumber: null, outsideKsef: true }]
    expect(facts([copy({ corrects })]).corrects).toEqual(corrects)
    expect(facts([copy(), copy({ corrects, receivedDay: '2026-06-12' })]).corrects).toEqual(corrects)
    const inputs = { corrects: [{ number: 'FV/B', issueDate: '2026-05-02' }] }
    expect(facts([copy({ corrects })], { inputs }).corrects).toEqual([
      { number: 'FV/B', issueDay: '2026-05-02', ksefNumber: null, outsideKsef: false },
    ])
    expect(facts([copy()]).corrects).toEqual([])
    expect(opens('INFO_CORRECTS_NON_KSEF', [copy({ corrects })])).toBe(true)
    expect(opens('INFO_CORRECTS_NON_KSEF', [copy()])).toBe(false)
  })
})

describe('the status of a purchase', () => {
  it.each<[string, Evidence[], Given, string]>([
    ['a document of KSeF alone', [ksef('2026-06-11')], {}, 'ksef-only'],
    ['with a copy', [ksef('2026-06-11'), copy()], {}, 'reconciled'],
    [
      'with a confirmation',
      [ksef('2026-06-11'), copy({ document: 'transaction-confirmation' })],
      {},
      'ksef-only',
    ],
    ['an offline copy', [offlineCopy()], {}, 'awaiting-ksef'],
    ['a copy from outside', [copy()], {}, 'outside-only'],
    [
      'an offline copy whose sending a total failure ended',
      [offlineCopy()],
      { outages: [outage('2026-06-11', null, kinds)] },
      'outside-only',
    ],
    [
      'not ours',
      [ksef('2026-06-11'), copy()].map((e) => ({ ...e, addressee: 'nobody-here' }) as Evidence),
      {},
      'quarantined',
    ],
  ])('%s', (_what, evidence, given, expected) => {
    expect(decided(evidence, given).status).toBe(expected)
  })
})
