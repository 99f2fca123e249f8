import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../src/ingest/evidence.ts'
import { verdictOn } from '../../src/receipt/as-of.ts'
import type { Day } from '../../src/values/day.ts'
import { copy, decided, type Given, ksef, offlineCopy, original, outage } from '../support/decided.ts'
import { findingInEnglish, inEnglish } from '../support/words.ts'

/** The sentences of a verdict and of its findings: the days and amounts that they name are the right ones. */

const supplier = (status: string) => ({
  context: {
    supplier: {
      ...{ name: null, delivery: [], defaults: {} },
      ksefDuty: [{ status, from: '2026-02-01', to: null }],
    },
  },
})
const obliged = supplier('obliged')
const message = (code: string, evidence: Evidence[], given: Given = {}, day = '2027-12-31') =>
  findingInEnglish(verdictOn(decided(evidence, given), day as Day).findings.find((f) => f.code === code))
const xmlCopy = (more: object) =>
  offlineCopy({
    fa: {
      ...{ rates: {}, exchangeRates: [], deductibleVatGrosze: null, taxPointDay: null, taxPointFrom: null },
      ...{ kind: null, seller: { name: null }, sellerCashMethod: false, selfBilling: false, corrects: [] },
    },
    ...more,
  })

describe('the explanation of a receipt', () => {
  const explained = (evidence: Evidence[], given: Given = {}) =>
    inEnglish(decided(evidence, given).receipt.explanation)
  it('names every day it was taken from', () => {
    expect(explained([offlineCopy(), ksef('2026-06-15')])).toMatch(
      /\. Received on 2026-06-15, the Warsaw day of the KSeF number \(mode: offline24, P_1 2026-06-10, KSeF number of 2026-06-15, handed over outside KSeF on 2026-06-11\)\. By another reading \(Yes: on the day of actual receipt, as the Ministry's handbook says\) it would be received on 2026-06-11\.$/,
    )
    expect(explained([ksef('2026-06-10')])).toBe(
      'An invoice issued in KSeF is received on the day KSeF assigned its number. Received on 2026-06-10, the Warsaw day of the KSeF number (mode: online, P_1 2026-06-10, KSeF number of 2026-06-10).',
    )
    expect(explained([copy()])).toMatch(
      /\. Received on 2026-06-11, the day of actual receipt \(mode: .+, P_1 2026-06-10, handed over outside KSeF on 2026-06-11\)\.$/,
    )
  })
  it('says that there is no row before it', () => {
    expect(explained([offlineCopy({ document: 'numbered-visualisation' })])).toMatch(
      /\. Not received yet, so there is no row and no deduction \(mode: online, P_1 2026-06-10\)\.$/,
    )
  })
})

describe('other days of receipt', () => {
  const others = (evidence: Evidence[], given: Given = {}) => {
    const { alternatives, contested, date } = decided(evidence, given).receipt
    return [date, contested, alternatives.map((a) => `${a.policy} ${a.date}`)]
  }
  it('are those of each option that gives another day, or none', () => {
    expect(others([copy(), ksef('2026-06-15')], obliged)).toEqual([
      ...['2026-06-11', true],
      ['breachReceipt=statute-number 2026-06-15'],
    ])
    expect(others([copy()], obliged)).toEqual([
      ...['2026-06-11', false],
      ['breachReceipt=statute-number null'],
    ])
    expect(others([offlineCopy()], {})).toEqual([
      null,
      true,
      ['irregularOfflineHandover=mf-1-8-actual 2026-06-11'],
    ])
    expect(others([copy()])).toEqual(['2026-06-11', false, []])
    expect(
      others([copy({ receivedDay: '2026-06-12' }), ksef('2026-06-12')], {
        inputs: { confirmedMode: 'outside-breach' },
      }),
    ).toEqual(['2026-06-12', false, []])
  })
  it('are two for a listed buyer who was served both ways', () => {
    const delivery = [{ channel: 'ksef', from: '2026-01-01', to: null }]
    const context = {
      buyerCategory: '106gb-4-2',
      supplier: { name: null, ksefDuty: [], delivery, defaults: {} },
    }
    const evidence = [offlineCopy({ receivedDay: '2026-06-16' }), ksef('2026-06-15')]
    expect(others(evidence, { context })).toEqual(['2026-06-15', true, ['gb4DualDelivery=actual 2026-06-16']])
    const early = [offlineCopy(), ksef('2026-06-15')]
    expect(others(early, { context })).toEqual([
      ...['2026-06-15', true],
      ['gb4DualDelivery=earliest 2026-06-11', 'gb4DualDelivery=actual 2026-06-11'],
    ])
  })
})

describe('findings about documents name', () => {
  it('the first of several copies, and how many there are', () => {
    // XML speaks first, whenever it came.
    const copies = [xmlCopy({ receivedDay: '2026-06-20' }), offlineCopy({ receivedDay: '2026-06-12' })]
    expect(message('INFO_DUPLICATE_COPY', copies)).toContain(
      '2 copies were received, the first on 2026-06-12; the first counts.',
    )
    expect(message('INFO_DUPLICATE_COPY', copies.slice(0, 1))).toBe('')
  })
  it('the first day that was still to come, and the first before P_1', () => {
    const future = [
      xmlCopy({ receivedDay: '2026-06-20', recordedDay: '2026-06-19' }),
      offlineCopy({ receivedDay: '2026-06-18', recordedDay: '2026-06-17' }),
    ]
    expect(message('INFO_FUTURE_DATE', future)).toContain('received on 2026-06-18, which was still to come')
    const early = [xmlCopy({ receivedDay: '2026-06-09' }), offlineCopy({ receivedDay: '2026-06-08' })]
    expect(message('RECEIVED_BEFORE_ISSUED', early)).toContain(
      'received on 2026-06-08, before its day of issue, 2026-06-10.',
    )
  })
  it('both amounts, of the first copy that differs', () => {
    const copies = [copy(), copy({ receivedDay: '2026-06-12', grossGrosze: 12_301, currency: 'EUR' })]
    expect(message('COPY_AMOUNT_DIFFERS', [...copies, ksef('2026-06-15')], obliged)).toContain(
      'A copy states 123.01 EUR, KSeF 123.00 PLN.',
    )
  })
  it('the NIP that fails, the day of a receipt', () => {
    const seller = { nip: '5265877636', name: null }
    expect(message('INFO_NIP_CHECKSUM', [ksef('2026-06-11', { seller })])).toContain('NIP 5265877636 fails')
    expect(
      message('INFO_NIP_CHECKSUM', [ksef('2026-06-11', { seller: { nip: '52658776', name: null } })]),
    ).not.toBe('')
    const receipt = { document: 'fiscal-receipt', issueDay: '2027-01-01', receivedDay: '2027-01-02' }
    expect(message('RECEIPT_WITH_NIP_AFTER_2026', [copy(receipt)])).toContain(
      'an invoice until 2026-12-31; this one is of 2027-01-01',
    )
    expect(message('RECEIPT_WITH_NIP_AFTER_2026', [copy({ ...receipt, document: 'invoice' })])).toBe('')
    expect(message('RECEIPT_WITH_NIP_AFTER_2026', [copy({ ...receipt, issueDay: '2026-12-31' })])).toBe('')
  })
})

describe('findings about the seller name', () => {
  it('the number of a lawful invoice that got one, and of a copy alone none', () => {
    const lawful = supplier('art-106ga-2')
    expect(message('DOUBLE_ISSUE', [copy(), ksef('2026-06-15')], lawful)).toContain(
      'also got the number 5265877635-20260615-0100A0B1C2D3-5E.',
    )
    const confirmed = { inputs: { confirmedMode: 'outside-lawful' } }
    expect(message('DOUBLE_ISSUE', [ksef('2026-06-15')], confirmed)).toBe('')
    const papers = [copy({ document: 'transaction-confirmation' }), ksef('2026-06-15')]
    expect(message('DOUBLE_ISSUE', papers, confirmed)).toBe('')
  })
  it('the first hand-over and the number that came after its record was due', () => {
    const copies = [copy({ receivedDay: '2026-06-20' }), copy({ receivedDay: '2026-06-15' })]
    expect(message('KSEF_AFTER_POSTING', [...copies, ksef('2026-07-28')], obliged)).toContain(
      'The number came on 2026-07-28, after the record of the hand-over (2026-06-15) was due.',
    )
    expect(message('KSEF_AFTER_POSTING', copies, obliged)).toBe('')
  })
  it('the failure that covers P_1, where one code stands alone', () => {
    const one = copy({ hashes: ['x'] })
    const failure = {
      ...obliged,
      outages: [outage('2026-06-10', '2026-06-11'), outage('2026-06-09', '2026-06-11')],
    }
    expect(message('INFO_ONE_CODE_IN_FAILURE', [one], failure)).toContain(
      'a failure announced on 2026-06-10 covers',
    )
    expect(message('INFO_ONE_CODE_IN_FAILURE', [copy(), one], failure)).not.toBe('')
    expect(message('INFO_ONE_CODE_IN_FAILURE', [one], { ...failure, ...supplier('art-106ga-2') })).toBe('')
  })
  it('nothing of a breach where the taxpayer issued the invoice himself, but his own duty', () => {
    const own = copy({ selfBilling: true })
    expect(message('SELLER_SHOULD_USE_KSEF', [own], obliged)).toBe('')
    expect(message('SELF_BILLED_NOT_SENT', [own], obliged)).toContain('You issued this invoice outside KSeF')
    expect(message('SELF_BILLED_NOT_SENT', [own, ksef('2026-06-15')], obliged)).toBe('')
    expect(message('SELF_BILLED_NOT_SENT', [own], supplier('art-106ga-2'))).toBe('')
  })
})

describe('an invoice that leaves the tax to the buyer (art. 145e, to the end of 2026)', () => {
  const left = (taxPointDate: string, more: object = {}, xml: object = {}) => {
    const evidence = { ...xmlCopy(more), ...more } as unknown as { fa: object }
    Object.assign(evidence.fa, { rates: { P_13_10: 10_000 }, reverseCharge: true }, xml)
    const given = { ...obliged, inputs: { taxPointDate } }
    return message('REVERSE_CHARGE_ENDED', [evidence as unknown as Evidence], given)
  }
  it('is asked about once that is over, and the bill is named that would extend it', () => {
    expect(left('2026-12-31')).toBe('')
    expect(left('2027-01-01')).toContain('art. 145e ust. 1 is not in force on 2027-01-01. The bill UD477')
    expect(left('2030-07-01')).toMatch(/not in force on 2030-07-01\. Ask/)
  })
  it('is not asked about of a foreign seller, of a correction, or with tax', () => {
    expect(left('2027-01-01', { seller: { id: 'DE1', country: 'DE', name: null } })).toBe('')
    expect(left('2027-01-01', { kind: 'KOR' })).toBe('')
    expect(left('2027-01-01', {}, { rates: { P_13_1: 1 }, reverseCharge: false })).toBe('')
    expect(message('REVERSE_CHARGE_ENDED', [copy()], { inputs: { taxPointDate: '2027-01-01' } })).toBe('')
  })
})

describe('an invoice with the words of reverse charge (P_18) and tax', () => {
  const charged = { P_13_1: 100_000, P_14_1: 23_000 }
  const both = (rates: object = charged, inputs: object = {}, more: object = {}) => {
    const evidence = { ...xmlCopy({}), ...more } as unknown as { fa: object }
    Object.assign(evidence.fa, { rates, reverseCharge: true })
    return message('REVERSE_CHARGE_WITH_TAX', [evidence as unknown as Evidence], { ...obliged, inputs })
  }
  it('is asked about, and says which of both counts', () => {
    expect(both()).toContain('(P_18), and charges Polish tax: the tax that is charged counts. Ask the seller')
    expect(both({ P_14_4: -1 })).not.toBe('')
  })
  it('is not asked about where a sum bears the words, where it is no tax, or once the accountant has stated it', () => {
    for (const field of ['P_13_10', 'P_13_8', 'P_13_9']) expect(both({ ...charged, [field]: 100 })).toBe('')
    expect(both({ P_13_1: 100_000, P_14_1: 0, P_14_5: 5 })).toBe('')
    for (const selfAssessed of [true, false]) expect(both(charged, { selfAssessed })).toBe('')
    expect(both(charged, {}, { seller: { id: 'DE1', country: 'DE', name: null } })).toBe('')
  })
})

describe('findings about the hand-over name', () => {
  it('the first copy before the number, and the number or that there is none', () => {
    const copies = [offlineCopy({ receivedDay: '2026-06-12' }), offlineCopy({ receivedDay: '2026-06-14' })]
    const handedOver = (...more: Evidence[]) => message('OUTSIDE_COPY_BEFORE_NUMBER', [...copies, ...more])
    expect(handedOver()).toContain('handed over on 2026-06-12 and there is no number yet.')
    expect(handedOver(ksef('2026-06-13'))).toContain(
      'handed over on 2026-06-12 before the number of 2026-06-13.',
    )
    expect(handedOver(ksef('2026-06-12'))).toBe('')
  })
  it('the day of the number that a copy followed', () => {
    expect(
      message('INFO_COPY_AFTER_NUMBER', [offlineCopy({ receivedDay: '2026-06-15' }), ksef('2026-06-12')]),
    ).toContain('on or after the day of the number, 2026-06-12.')
  })
  it('the notice that overtook an invoice, and the day of a claimed emergency', () => {
    const overtaken = { outages: [outage('2026-06-11', '2026-06-12')] }
    expect(message('OVERTAKEN_BY_FAILURE', [offlineCopy()], overtaken)).toContain('announced on 2026-06-11,')
    expect(message('EMERGENCY_NOT_CONFIRMED', [offlineCopy({ declaredMode: 'emergency' })])).toContain(
      'no failure was announced for 2026-06-10.',
    )
  })
})

describe('findings about periods name', () => {
  it('both periods, and under which policy', () => {
    const late = [copy(), ksef('2026-10-01')]
    expect(message('PERIOD_DIFFERS', late, obliged)).toContain(
      'Received on 2026-06-11, deducted from 2026-06; by another reading from 2026-10 (On the day of the KSeF number only).',
    )
    expect(message('WINDOWS_APART', late, obliged)).toContain(
      'do not overlap: 2026-06 to 2026-09, but by another reading from 2026-10 (On the day of the KSeF number only).',
    )
  })
  it('the window that is over, from the day after which only a corrected return is left', () => {
    const over = (day: string, given: Given = {}) => message('WINDOW_EXPIRED', [copy()], given, day)
    expect(over('2026-10-31')).toBe('')
    expect(over('2026-11-01')).toContain('The window of deduction ended with 2026-09.')
    const quarterly = { context: { settlement: 'quarterly' } }
    expect([over('2027-01-31', quarterly), over('2027-02-01', quarterly) !== '']).toEqual(['', true])
    expect(message('WINDOW_EXPIRED', [offlineCopy()], {}, '2030-01-01')).toBe('')
  })
  it('the period before the receipt, where the policy chose it', () => {
    const given = { policy: { euEarlyDeduction: 'on' }, inputs: { taxPointDate: '2026-05-29' } }
    expect(message('EU_EARLY_DEDUCTION', [copy()], given)).toContain('moved the deduction to 2026-05,')
  })
  it('the period of a reduction that another policy would put later', () => {
    const minus = { kind: 'KOR', netGrosze: -10_000, grossGrosze: -12_300 }
    const evidence = [
      copy({ ...minus, vatGrosze: -2_300 }),
      ksef('2026-10-01', { ...minus, vatPlnGrosze: -2_300 }),
    ]
    expect(message('CREDIT_NOTE_PERIOD', evidence, obliged)).toContain(
      'The reduction stands in 2026-06; by another reading in 2026-10 (On the day of the KSeF number only).',
    )
  })
})

describe('findings about what depends on the day name', () => {
  it('the term and the day asked about', () => {
    expect(message('SELLER_LATE', [offlineCopy()], {}, '2026-06-20')).toContain(
      'The number was due on 2026-06-11 and had not come by 2026-06-20.',
    )
    expect(message('INFO_SENT_LATE', [offlineCopy(), ksef('2026-06-15')])).toContain(
      'The invoice was sent on 2026-06-15, due on 2026-06-11.',
    )
    const overtaken = { outages: [outage('2026-06-11', '2026-06-12')] }
    expect(message('MARKER_UNSETTLED', [offlineCopy()], overtaken, '2026-06-14')).toContain(
      'filed on 2026-06-14.',
    )
  })
  it('whose delay it was: of who issued the invoice himself his own', () => {
    const late = (more: object) => message('INFO_SENT_LATE', [offlineCopy(more), ksef('2026-06-15')])
    expect(late({ selfBilling: true })).toContain('the delay is your own')
    expect(late({})).not.toContain('the delay is your own')
  })
  it('nothing of a term, after a sending that kept it', () => {
    expect(message('INFO_SENT_LATE', [offlineCopy(), ksef('2026-06-11')])).toBe('')
  })
})

describe('findings about rows name', () => {
  const cash = (amounts: [string, string][], more: object = {}) => ({
    inputs: { payments: amounts.map(([date, amount]) => ({ date, amount })), ...more },
    context: { cashMethod: true },
  })
  it('payments beyond the price, to the grosz', () => {
    const over = (...amounts: [string, string][]) => message('PAYMENTS_EXCEED_GROSS', [copy()], cash(amounts))
    expect(over(['2026-07-01', '100.00'], ['2026-08-01', '23.00'])).toBe('')
    expect(over(['2026-07-01', '100.00'], ['2026-08-01', '23.01'])).toContain(
      'Payments of 123.01 PLN are stated for 123.00 PLN.',
    )
    for (const grossGrosze of [null, 0, -12_300]) {
      const priceless = [copy({ grossGrosze })]
      expect(message('PAYMENTS_EXCEED_GROSS', priceless, cash([['2026-07-01', '1.00']]))).toBe('')
    }
    const method = { inputs: { payments: [{ date: '2026-07-01', amount: '999.00' }] } }
    expect(message('PAYMENTS_EXCEED_GROSS', [copy()], method as never)).toBe('')
  })
  it('a chosen month outside the window', () => {
    const chosen = (deductIn: string) =>
      message('CHOSEN_MONTH_OUTSIDE_WINDOW', [copy()], { inputs: { deductIn } })
    expect(chosen('2026-05')).toContain('2026-05 lies outside the window, 2026-06 to 2026-09.')
    expect(['2026-06', '2026-09'].map(chosen)).toEqual(['', ''])
    expect(chosen('2026-10')).not.toBe('')
  })
  it('an advance whose payment nobody tells, and not once a window is not asked about', () => {
    expect(message('ADVANCE_PAYMENT_UNKNOWN', [copy({ kind: 'ZAL' })])).toContain(
      'P_1, 2026-06-10, was taken for it.',
    )
    const later = copy({ kind: 'ZAL', document: 'transaction-confirmation' })
    expect(message('ADVANCE_PAYMENT_UNKNOWN', [later])).toBe('')
  })
})

describe('where a purchase stands', () => {
  const record = (evidence: Evidence[], given: Given = {}) => {
    const { entries, nowhere, amountsUnknown } = decided(evidence, given).record
    return [
      entries.map((e) => [e.month, e.amounts?.K_43 ?? null, e.paidGrosze ?? null]),
      nowhere?.reason ?? null,
      amountsUnknown === null ? null : inEnglish(amountsUnknown),
    ]
  }
  const cash = (...payments: [string, string][]) => ({
    inputs: { payments: payments.map(([date, amount]) => ({ date, amount })) },
    context: { cashMethod: true },
  })
  it('is its month, with the reason where its amounts are not known', () => {
    expect(record([copy()])).toEqual([[['2026-06', 2_300, null]], null, null])
    const [entries, nowhere, unknown] = record([copy({ netGrosze: null })])
    expect([entries, nowhere]).toEqual([[['2026-06', null, null]], null])
    expect(unknown).toBe('The documents state no net amount or no tax.')
  })
  it('under the cash method the months of the payments, not before the receipt', () => {
    expect(record([copy()], cash(['2026-05-01', '61.50'], ['2026-08-01', '61.50']))[0]).toEqual([
      ['2026-06', 1_150, 6_150],
      ['2026-08', 1_150, 6_150],
    ])
    expect(record([copy()], cash())).toEqual([[], 'not-paid', null])
    expect(record([copy({ sellerCashMethod: true })], { inputs: {} })).toEqual([[], 'not-paid', null])
    expect(record([copy({ kind: 'VAT_RR', document: 'invoice' })])[1]).toBe('not-paid')
  })
  it('is nowhere before the receipt', () => {
    expect(record([offlineCopy()])[1]).toBe('not-received')
    const minus = { kind: 'KOR', netGrosze: -10_000, vatGrosze: -2_300, grossGrosze: -12_300 }
    expect(record([copy(minus)], { originals: [original()] })[1]).toBe('original-not-deducted')
    expect(record([copy(minus)], { inputs: { originalDeductedIn: null } })[1]).toBe('original-not-deducted')
    expect(record([offlineCopy(minus)], { originals: [original()] })[1]).toBe('not-received')
  })
  it('is nowhere where a refund left nothing paid', () => {
    expect(record([copy()], cash(['2026-06-12', '10.00'], ['2026-06-13', '-10.00']))).toEqual([
      ...[[], 'nothing-to-deduct'],
      null,
    ])
  })
  it('of a correction in foreign currency is at the rate of its original', () => {
    const minus = {
      kind: 'KOR',
      currency: 'EUR',
      netGrosze: -10_000,
      vatGrosze: -2_300,
      grossGrosze: -12_300,
    }
    const held = original({ deductedIn: '2026-05' as never, currency: 'EUR', exchangeRates: ['4.00'] })
    expect(record([copy(minus)], { originals: [held] })[0]).toEqual([['2026-06', -9_200, null]])
  })
})
