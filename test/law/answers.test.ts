import { describe, expect, it } from 'vitest'
import { reductionOf } from '../../src/law/corrections.ts'
import { type Deduction, deductionOf } from '../../src/law/deduction.ts'
import { type DutyStatus, dutyOn, dutyStatuses } from '../../src/law/duty.ts'
import { modes } from '../../src/law/mode-names.ts'
import { paymentTable } from '../../src/law/payments.ts'
import { draftOn, penaltyFor, penaltyOn } from '../../src/law/penalties.ts'
import { policyNames } from '../../src/law/policy.ts'
import { reverseChargeDraft } from '../../src/law/reverse-charge.ts'
import { businessDaysBetween, isBusinessDay } from '../../src/law/workdays.ts'
import type { Day } from '../../src/values/day.ts'
import { inEnglish } from '../support/words.ts'

/** Whole answers of the readers of the tables, word by word. */
const day = (text: string) => text as Day
const inWords = (found: Deduction) => ({ ...found, explanation: inEnglish(found.explanation) })

describe('a window of deduction, whole', () => {
  const found = (more: object) =>
    inWords(
      deductionOf({
        ...{ settlement: 'monthly', cashBuyer: false, cashSeller: false, flatRateFarmer: false },
        ...{ taxedByBuyer: false, sellerCountry: 'PL', taxPointIsPayment: false, euEarlyDeduction: false },
        ...{ taxPointDay: '2026-06-10', receivedDay: '2026-06-12', paidDay: null },
        ...more,
      } as never),
    )
  it('that has begun', () => {
    expect(found({})).toEqual({
      ...{ from: '2026-06', until: '2026-09', month: '2026-06', early: false, afterWindow: 'deducted' },
      legalBasis: ['art. 86 ust. 10', 'art. 19a', 'art. 86 ust. 10b pkt 1', 'art. 86 ust. 11'],
      explanation: 'The last condition was the receipt of the invoice on 2026-06-12.',
    })
    expect(found({ receivedDay: '2026-06-10' }).explanation).toBe(
      'The last condition was the tax point of the seller on 2026-06-10.',
    )
  })
  it.each([
    [{ receivedDay: null }, 'the invoice has not been received'],
    [{ taxPointDay: null }, 'the tax point is not known'],
    [{ taxPointDay: null, taxPointIsPayment: true }, 'the payment is not known'],
    [{ cashBuyer: true }, 'a buyer on the cash method deducts when he has paid'],
    [{ cashSeller: true }, 'the tax point of a seller on the cash method is the payment'],
    [{ flatRateFarmer: true }, 'the flat-rate refund is deducted when the farmer has been paid'],
  ])('that waits: %j', (more, why) => {
    expect(found(more)).toMatchObject({
      ...{ from: null, until: null, month: null, early: false, afterWindow: 'deducted' },
      explanation: `No deduction yet: ${why}.`,
    })
    expect(found(more).contested).toBeUndefined()
  })
  it('of tax that the buyer accounts for, from another Member State', () => {
    expect(found({ taxedByBuyer: true, sellerCountry: 'DE', receivedDay: null })).toEqual({
      ...{ from: '2026-06', until: '2026-09', month: '2026-06', early: false, afterWindow: 'selfAssessed' },
      legalBasis: [
        ...['art. 86 ust. 10', 'art. 86 ust. 10b pkt 3', 'art. 86 ust. 10b pkt 2', 'art. 86 ust. 11'],
      ],
      explanation:
        'The last condition was the tax point of what the buyer taxes himself, goods or services from another Member State on 2026-06-10.',
    })
  })
  it('of payments to and by people on the cash method, and to a farmer', () => {
    const paid = { paidDay: '2026-08-03' }
    expect(found({ ...paid, cashBuyer: true }).explanation).toContain('payment by a buyer on the cash method')
    expect(found({ ...paid, cashSeller: true }).legalBasis).toEqual([
      ...['art. 86 ust. 10b pkt 1', 'art. 21 ust. 1 pkt 1', 'art. 86 ust. 10', 'art. 86 ust. 11'],
    ])
    expect(found({ ...paid, flatRateFarmer: true }).legalBasis).toEqual([
      ...['art. 86 ust. 10b pkt 1', 'art. 116 ust. 6', 'art. 86 ust. 11'],
    ])
  })
})

describe('a reduction, whole (art. 86 ust. 19a)', () => {
  const found = (more: object) =>
    inWords(
      reductionOf({
        ...{ settlement: 'monthly', receivedDay: '2026-06-12', originalDeductedIn: undefined },
        ...{ originalFrom: null, originalWaits: false, ...more },
      } as never),
    )
  const nothing = { from: null, until: null, month: null, early: false, afterWindow: 'reduced' }
  it('stands or waits', () => {
    expect(found({})).toEqual({
      ...{ from: '2026-06', until: '2026-06', month: '2026-06', early: false, afterWindow: 'reduced' },
      legalBasis: ['art. 86 ust. 19a'],
      explanation:
        'A correction in minus reduces input tax in the period in which it was received, on 2026-06-12.',
    })
    expect(found({ receivedDay: null })).toEqual({
      ...nothing,
      legalBasis: ['art. 86 ust. 19a'],
      explanation: 'No reduction yet: the correction has not been received.',
    })
    expect(found({ originalWaits: true })).toMatchObject(nothing)
    expect(found({ originalDeductedIn: null, originalWaits: true }).explanation).toContain('will be')
  })
  it('received before the table begins follows its first row', () => {
    expect(found({ receivedDay: '2020-12-31' }).legalBasis).toEqual(['art. 86 ust. 19a (do 31.01.2026)'])
    expect(found({ receivedDay: '2021-01-01' }).legalBasis).toEqual(['art. 86 ust. 19a (do 31.01.2026)'])
  })
})

describe('what a seller risks, whole', () => {
  it('names the regime, the bill, and whether the delay began before it', () => {
    expect(penaltyOn(day('2026-12-31')).rule).toBe('no-fines-yet')
    expect(penaltyOn(day('2027-01-01')).rule).toBe('fines-by-statute')
    expect([draftOn(day('2026-12-31')), draftOn(day('2027-01-01'))?.rule]).toEqual([null, 'deferral-ud477'])
    const risk = penaltyFor(day('2026-12-30'), day('2027-02-01'))
    expect([risk.row.rule, risk.draft?.rule, risk.delayBeganBefore]).toEqual([
      ...['fines-by-statute', 'deferral-ud477', true],
    ])
    expect(penaltyFor(day('2026-12-31'), day('2027-02-01')).delayBeganBefore).toBe(false)
    expect(penaltyFor(null, day('2027-02-01')).delayBeganBefore).toBe(false)
  })
  it('of a bill that is not adopted shows the bill', () => {
    expect(reverseChargeDraft(day('2027-01-01'))?.rule).toBe('energy-and-allowances-ud477')
    expect(paymentTable.map(({ rule }) => rule)).toEqual(['no-number-in-payments', 'number-in-payments'])
  })
})

describe('the names of the contract', () => {
  it('are these', () => {
    expect(dutyStatuses).toEqual(['obliged', 'art-145l', 'art-145m', 'art-145n', 'art-106ga-2', 'foreign'])
    expect(modes).toEqual([
      ...['online', 'online-late', 'offline24', 'offline24-overtaken-by-failure'],
      ...['offline24-overtaken-by-total-failure', 'maintenance', 'emergency', 'total-failure'],
      ...['outside-lawful', 'outside-breach', 'early-copy', 'foreign', 'not-an-invoice'],
    ])
    expect(policyNames).toEqual([
      ...['breachReceipt', 'earlyCopy', 'irregularOfflineHandover', 'overtakenOffline24', 'overtakenMarker'],
      ...['gb4DualDelivery', 'breachNumberAfterFiling', 'foreignInvoiceMarker', 'euEarlyDeduction'],
      'partialDeductionNet',
    ])
  })
  it.each([
    [[], '2026-06-01', 'not-recorded', 'transitional year'],
    [['obliged'], '2026-06-01', 'obliged', 'seller recorded as obliged'],
    [['obliged', 'art-106ga-2'], '2026-06-01', 'art-106ga-2', 'excluded sellers and sales'],
    [['art-106ga-2', 'art-145l'], '2026-06-01', 'not-recorded', 'transitional year'],
    [['art-106ga-2'], '2026-01-31', 'not-recorded', 'nobody was obliged yet'],
  ])('%j recorded, on %s: %s (%s)', (recorded, on, status, who) => {
    const entries = recorded.map((s) => ({ status: s as DutyStatus, from: day('2025-01-01'), to: null }))
    const duty = dutyOn(entries, false, day(on))
    expect([duty.status, inEnglish(duty.who)]).toEqual([status, who])
  })
})

describe('business days', () => {
  it.each([
    ['Monday', '2026-06-08', true],
    ['Friday', '2026-06-12', true],
    ['Saturday', '2026-06-13', false],
    ['Sunday', '2026-06-14', false],
    ['Easter Monday', '2026-04-06', false],
    ['1 November on a Sunday', '2026-11-01', false],
    ['26 December on a Saturday', '2026-12-26', false],
    ['1 January', '2027-01-01', false],
    ['2 January on a Saturday', '2027-01-02', false],
  ])('%s, %s: %s', (_what, text, expected) => {
    expect(isBusinessDay(day(text))).toBe(expected)
  })
  it('are counted after the first day, up to and with the last, over the turn of a year', () => {
    const between = (from: string, to: string) => businessDaysBetween(day(from), day(to))
    expect([between('2026-06-08', '2026-06-09'), between('2026-06-07', '2026-06-08')]).toEqual([1, 1])
    expect([between('2026-12-30', '2026-12-31'), between('2026-12-31', '2027-01-04')]).toEqual([1, 1])
    expect(between('2027-01-04', '2026-12-31')).toBe(0)
    // 366 days in 2028, of which 53 Saturdays and 53 Sundays; off on weekdays: 6 January, 17 April, 1 and 3 May,
    // 15 June, 15 August, 1 November, 25 and 26 December: nine.
    expect(between('2027-12-31', '2028-12-31')).toBe(366 - 106 - 9)
    expect(between('2027-12-31', '2029-01-02')).toBe(366 - 106 - 9 + 1)
  })
})
