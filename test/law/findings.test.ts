import { describe, expect, it } from 'vitest'
import {
  acceptedOneByOne,
  type FindingCode,
  findingCodes,
  findingRow,
  severitiesOf,
  whatToDo,
} from '../../src/law/findings.ts'
import { paymentDutyOf } from '../../src/law/payments.ts'
import { isReverseChargeLaw, reverseChargeDraft } from '../../src/law/reverse-charge.ts'
import type { Day } from '../../src/values/day.ts'
import { inEnglish } from '../support/words.ts'

describe('the dictionary of findings', () => {
  const blocking = [
    ...['AGREED_DELIVERY_MISSING', 'AMBIGUOUS_MATCH', 'AMOUNT_MISMATCH', 'COPIES_DISAGREE', 'DOUBLE_ISSUE'],
    'DOUBLE_POSTED',
    ...['KOR_ORIGINAL_WITHOUT_NUMBER', 'KSEF_DOCUMENT_QUARANTINED', 'KSEF_METADATA_CONFLICT'],
    ...['NOT_OUR_INVOICE', 'POSSIBLE_DUPLICATE', 'TOO_MANY_ALIKE', 'UNKNOWN_SUPPLY'],
  ]
  it('holds a posting where the same tax might be deducted twice, or tax of somebody else', () => {
    expect(findingCodes.filter((code) => findingRow(code).severity === 'blocking').sort()).toEqual(blocking)
  })
  it('informs of what needs nobody, and asks a human to look at all else', () => {
    for (const code of findingCodes) {
      if (blocking.includes(code)) continue
      expect([code, findingRow(code).severity]).toEqual([code, code.startsWith('INFO_') ? 'info' : 'review'])
    }
  })
  it('has three codes with a less grave case: one purchase with a number too, a number that is still due, an amount of a row', () => {
    const milder = findingCodes.filter((code) => severitiesOf(code).length > 1)
    expect(milder.sort()).toEqual(['DOUBLE_ISSUE', 'KOR_ORIGINAL_WITHOUT_NUMBER', 'KSEF_METADATA_CONFLICT'])
    for (const code of milder) expect(severitiesOf(code)).toEqual(['blocking', 'review'])
    expect(severitiesOf('NOT_OUR_INVOICE')).toEqual(['blocking'])
    expect(severitiesOf('SELLER_LATE')).toEqual(['review'])
  })
  it('frees one purchase of a double issue where that one was accepted', () => {
    expect(acceptedOneByOne).toEqual(['DOUBLE_ISSUE'])
  })
})

describe('what to do', () => {
  const advice = (code: string, inCase = {}) => inEnglish(whatToDo(code as FindingCode, inCase))
  it('asks the seller for a number only while there is none', () => {
    expect(advice('OUTSIDE_COPY_BEFORE_NUMBER')).toContain('Ask the seller to send')
    expect(advice('OUTSIDE_COPY_BEFORE_NUMBER', { hasNumber: true })).toContain('nothing left to send')
    expect(advice('SELLER_SHOULD_USE_KSEF')).toContain('ask the seller to use KSeF')
    expect(advice('SELLER_SHOULD_USE_KSEF', { hasNumber: true })).toContain('has its number by now')
    expect(advice('TOTAL_FAILURE_NO_NUMBER')).toContain('no number is to come')
    expect(advice('TOTAL_FAILURE_NO_NUMBER', { hasNumber: true })).toContain('although none was due')
    expect(advice('INFO_TOTAL_FAILURE_NO_NUMBER', { hasNumber: true })).toContain('although none was due')
    expect(advice('RECEIPT_WITH_NIP_AFTER_2026', { hasNumber: true })).toContain('not the receipt')
  })
  it('speaks of the own duty of who issued the invoice himself (art. 106d ust. 1)', () => {
    const own = { selfBilling: true }
    expect(advice('OUTSIDE_COPY_BEFORE_NUMBER', own)).toMatch(/^Send the invoice to KSeF/)
    expect(advice('INFO_SENT_LATE', own)).toContain('the delay is your own')
    expect(advice('INFO_SENT_LATE')).toContain("the seller's risk")
    expect(advice('OUTSIDE_COPY_BEFORE_NUMBER', { ...own, hasNumber: true })).toContain(
      'nothing left to send',
    )
    // What has no other words for a case keeps its own.
    expect(advice('INFO_SENT_LATE', { hasNumber: true })).toContain("the seller's risk")
    expect(advice('NOT_OUR_INVOICE', { ...own, milder: true })).toBe(advice('NOT_OUR_INVOICE'))
  })
  it('of the less grave case is its own, number or not', () => {
    for (const hasNumber of [false, true]) {
      expect(advice('DOUBLE_ISSUE', { milder: true, hasNumber })).toContain('It is one purchase')
      expect(advice('DOUBLE_ISSUE', { hasNumber })).toContain('Two supplies')
      expect(advice('KOR_ORIGINAL_WITHOUT_NUMBER', { milder: true, hasNumber })).toContain('wait for it')
    }
  })
})

describe('the number in payments from 2027 on (art. 108g)', () => {
  const duty = (mode: string, paidDay: string | null = null, ksefNumber: string | null = 'K') =>
    paymentDutyOf({ mode, ksefNumber, paidDay } as never)
  it('is asked of what may still be paid then, by its number where that is known', () => {
    expect(duty('online')).toMatchObject({ from: '2027-01-01', ksefNumber: 'K', exempt: false })
    expect(duty('online')?.legalBasis).toEqual(['art. 108g', 'art. 108a ust. 3 pkt 3'])
    expect(duty('offline24', null, null)).toMatchObject({ ksefNumber: null, exempt: false })
    expect(inEnglish(duty('online')?.what ?? '')).toContain('names the KSeF number')
  })
  it.each([
    ['2026-12-31', false],
    ['2027-01-01', true],
  ])('is not asked of what was paid before: %s, %s', (paidDay, asked) => {
    expect(duty('online', paidDay) !== null).toBe(asked)
  })
  it('is not asked in an emergency (art. 106nf), of total failures, or outside KSeF', () => {
    const outside = ['emergency', 'total-failure', 'offline24-overtaken-by-total-failure']
    for (const mode of [...outside, 'outside-lawful', 'outside-breach', 'foreign', 'not-an-invoice'])
      expect([mode, duty(mode)]).toEqual([mode, null])
  })
  it('exempts what failure notices kept from KSeF while it has no number (ust. 4)', () => {
    const overtaken = 'offline24-overtaken-by-failure'
    expect(duty(overtaken, null, null)).toMatchObject({
      exempt: true,
      legalBasis: ['art. 108g', 'art. 108a ust. 3 pkt 3', 'art. 108g ust. 4'],
    })
    expect(duty(overtaken)).toMatchObject({
      exempt: false,
      legalBasis: ['art. 108g', 'art. 108a ust. 3 pkt 3'],
    })
    expect(duty('maintenance', null, null)).toMatchObject({ exempt: false })
  })
})

describe('tax left to the buyer of gas, electricity and allowances (art. 145e)', () => {
  it.each([
    ['2023-03-31', false, false],
    ['2023-04-01', true, false],
    ['2026-12-31', true, false],
    ['2027-01-01', false, true],
    ['2030-06-30', false, true],
    ['2030-07-01', false, false],
  ])('on %s: by law %s, by the bill UD477 %s', (day, law, bill) => {
    expect([isReverseChargeLaw(day as Day), reverseChargeDraft(day as Day) !== null]).toEqual([law, bill])
  })
})
