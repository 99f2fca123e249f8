import { describe, expect, it } from 'vitest'
import { buyerTable } from '../../src/law/buyer.ts'
import { minusTable, newTotalsRule } from '../../src/law/corrections.ts'
import {
  afterWindowTable,
  conditionTable,
  contestedWindows,
  deductionOf,
  windowTable,
} from '../../src/law/deduction.ts'
import { documentTable, receiptAsInvoice } from '../../src/law/documents.ts'
import { dutyTable } from '../../src/law/duty.ts'
import { type Mode, modes } from '../../src/law/mode-names.ts'
import { modeRow } from '../../src/law/modes.ts'
import { paymentExemption, paymentTable } from '../../src/law/payments.ts'
import { penaltyTable } from '../../src/law/penalties.ts'
import { policyTable } from '../../src/law/policy.ts'
import { rateTable } from '../../src/law/rates.ts'
import { answerOf } from '../../src/law/receipt-question.ts'
import { receiptRules } from '../../src/law/receipt-rules.ts'
import { recordCorrectionTable } from '../../src/law/record-corrections.ts'
import { reverseChargeTable } from '../../src/law/reverse-charge.ts'
import { inEnglish } from '../support/words.ts'

/**
 * Where each row of the tables comes from and how sure its reading is, as a lawyer would list them: the act by its
 * articles (H where the text says it), practice and systematic reading (M), a heuristic or an open dispute (L).
 */
type Source = { legalBasis: readonly string[]; confidence?: string }
const source = ({ legalBasis, confidence }: Source): string =>
  [...(confidence === undefined ? [] : [confidence]), legalBasis.join('; ')].join(': ')
const sources = (table: Readonly<Record<string, Source>>) =>
  Object.fromEntries(Object.entries(table).map(([name, row]) => [name, source(row)]))
const [kis, handbook] = ['KIS 0114-KDIP1-3.4012.804.2025.1.JG', 'Podręcznik KSeF 2.0 cz. II']
const jpk = 'Dz.U. 2025 poz. 1800'
const [right, received, gb4] = ['art. 86 ust. 10', 'art. 86 ust. 10b pkt 1', 'art. 106gb ust. 4']

describe('the day of receipt: the rules and their sources', () => {
  const [listed, notice] = ['art. 106nda ust. 11 zd. 2', 'art. 106nha pkt 1; art. 106nf ust. 10']
  const byNumber = 'art. 106nda ust. 11 zd. 1'
  const expected: Record<string, string> = {
    'online.number': 'H: art. 106na ust. 3',
    'offline24.number': `H: ${byNumber}`,
    'maintenance.number': `H: art. 106nh ust. 4; ${byNumber}`,
    'offline24.irregular-handover': `M: art. 106nda ust. 3; ${byNumber}`,
    'maintenance.irregular-handover': `M: art. 106nh ust. 4; ${byNumber}`,
    'online.listed-actual': `H: art. 106na ust. 4; ${gb4}`,
    'online-late.listed-actual': `H: art. 106na ust. 4; ${gb4}`,
    'offline24.listed-actual': `H: art. 106nda ust. 4; ${listed}; ${gb4}`,
    'maintenance.listed-actual': `H: art. 106nh ust. 4; art. 106nda ust. 4; ${listed}; ${gb4}`,
    'online.listed-dual-delivery': `L: art. 106na ust. 3; art. 106na ust. 4; ${gb4}`,
    'online-late.listed-dual-delivery': `L: art. 106na ust. 3; art. 106na ust. 4; ${gb4}`,
    'offline24.listed-dual-delivery': `L: art. 106nda ust. 5; ${byNumber}; art. 106nda ust. 4; ${listed}; ${gb4}`,
    'maintenance.listed-dual-delivery': `L: art. 106nh ust. 4; art. 106nda ust. 5; ${byNumber}; art. 106nda ust. 4; ${listed}; ${gb4}`,
    'online.listed-number': `M: art. 106na ust. 3; ${gb4}`,
    'online-late.listed-number': `M: art. 106na ust. 3; ${gb4}`,
    'offline24.listed-number': `M: art. 106nda ust. 5; ${byNumber}; ${gb4}`,
    'maintenance.listed-number': `M: art. 106nh ust. 4; art. 106nda ust. 5; ${byNumber}; ${gb4}`,
    'emergency.listed-number': `M: art. 106nf ust. 10; ${gb4}`,
    'offline24-overtaken-by-failure.listed-number': `M: ${notice}; ${gb4}`,
    'online.listed-agreed-delivery-missing': `M: art. 106na ust. 4; ${gb4}`,
    'online-late.listed-agreed-delivery-missing': `M: art. 106na ust. 4; ${gb4}`,
    'offline24.listed-agreed-delivery-missing': `M: art. 106nda ust. 4; ${listed}; ${gb4}`,
    'maintenance.listed-agreed-delivery-missing': `M: art. 106nh ust. 4; art. 106nda ust. 4; ${listed}; ${gb4}`,
    'emergency.listed-agreed-delivery-missing': `M: art. 106nf ust. 10; ${gb4}`,
    'offline24-overtaken-by-failure.listed-agreed-delivery-missing': `M: ${notice}; ${gb4}`,
    // In any mode a missing delivery is waited for.
    'offline24-overtaken-by-total-failure.listed-agreed-delivery-missing': `M: art. 106nha pkt 2; art. 106na ust. 4; ${gb4}`,
    'total-failure.listed-agreed-delivery-missing': `M: art. 106ng; art. 106na ust. 4; ${gb4}`,
    'outside-lawful.listed-agreed-delivery-missing': `M: art. 106na ust. 4; ${gb4}`,
    'outside-breach.listed-agreed-delivery-missing': `M: art. 106na ust. 4; ${gb4}`,
    'early-copy.listed-agreed-delivery-missing': `M: art. 106na ust. 4; ${gb4}`,
    'foreign.listed-agreed-delivery-missing': `M: art. 106na ust. 4; ${gb4}`,
    'emergency.earlier-of-handover-and-number': 'H: art. 106nf ust. 10',
    'emergency.listed-agreed-actual': `H: art. 106nf ust. 10; ${gb4}`,
    'offline24-overtaken-by-failure.listed-agreed-actual': `H: ${notice}; ${gb4}`,
    'emergency.listed-earlier': 'M: art. 106nf ust. 10',
    'offline24-overtaken-by-failure.listed-earlier': `M: ${notice}`,
    'overtaken.number': `M: ${notice}`,
    'overtaken.handed-over-before-notice': `L: art. 106nha pkt 1; ${byNumber}`,
    'overtaken.handed-over-from-notice': `M: ${notice}`,
    'offline24-overtaken-by-total-failure.no-number-to-come': `M: art. 106nha pkt 2; ${received}`,
    'offline24-overtaken-by-failure.no-number-to-come': `M: art. 106nha pkt 1; art. 106nf ust. 7; ${received}`,
    'offline24.no-number-to-come': `M: art. 106nha pkt 2; ${received}`,
    'maintenance.no-number-to-come': `M: art. 106nh ust. 3 pkt 2; ${received}`,
    'total-failure.actual': `H: art. 106ng; ${received}`,
    'outside-lawful.actual': `H: ${received}`,
    'foreign.actual': 'H: art. 86 ust. 10b pkt 3',
    'outside-breach.actual': `M: ${right}; ${received}; ${kis}`,
    'early-copy.number': 'L: art. 106na ust. 3',
    'not-an-invoice.nothing': `H: art. 2 pkt 31-32a; ${handbook} 1.6.6`,
  }
  it('are these, and no others', () => {
    expect(Object.fromEntries(receiptRules.map((rule) => [rule.rule, source(rule)]))).toEqual(expected)
    expect(receiptRules).toHaveLength(Object.keys(expected).length)
  })
  it.each([
    ['offline24.irregular-handover', 'mf-1-8-actual', 'earlier', `${handbook} 1.8 pkt 2`],
    ['maintenance.irregular-handover', 'mf-1-8-actual', 'earlier', `${handbook} 1.8 pkt 2`],
    ['overtaken.handed-over-before-notice', 'emergency-rule', 'earlier', notice],
    ['overtaken.handed-over-from-notice', 'number-date', 'number', `art. 106nha pkt 1; ${byNumber}`],
    ['outside-breach.actual', 'statute-number', 'number', `art. 106na ust. 3; ${received}`],
    ['early-copy.number', 'kis-actual', 'earlier', `${received}; ${kis}`],
  ])('%s under %s: %s by %s', (name, option, take, basis) => {
    const rule = receiptRules.find((r) => r.rule === name) as (typeof receiptRules)[0]
    const answer = answerOf(rule, option)
    expect([answer.take, answer.legalBasis.join('; ')]).toEqual([take, basis])
    expect(answer.because).not.toBe(rule.because)
  })
  it('a rule speaks of the mode that its name begins with; sent late, online goes by the number too', () => {
    for (const { rule, modes: spoken } of receiptRules) {
      const [named = ''] = rule.split('.')
      const all: Record<string, string[]> = {
        online: rule === 'online.number' ? ['online', 'online-late'] : ['online'],
        overtaken: ['offline24-overtaken-by-failure'],
      }
      expect([rule, spoken]).toEqual([rule, all[named] ?? [named]])
    }
  })
})

describe('deduction: the conditions, the windows and their sources', () => {
  it('conditions (art. 86 ust. 10-10e, art. 19a, 21, 116)', () => {
    expect(sources(conditionTable)).toEqual({
      taxPoint: `H: ${right}; art. 19a`,
      advance: `H: ${right}; art. 19a ust. 8`,
      selfAssessed: `H: ${right}; art. 86 ust. 10b pkt 3`,
      // Nothing tells goods from services of another Member State, so both articles are named.
      acquisition: `H: ${right}; art. 86 ust. 10b pkt 3; art. 86 ust. 10b pkt 2`,
      receipt: `H: ${received}`,
      paymentByCashBuyer: 'H: art. 86 ust. 10e',
      paymentToCashSeller: `H: art. 21 ust. 1 pkt 1; ${right}`,
      paymentToFarmer: 'H: art. 116 ust. 6',
    })
  })
  it('windows: three more months, or two more quarters (art. 86 ust. 11)', () => {
    expect(sources(windowTable)).toEqual({
      monthly: 'H: art. 86 ust. 11',
      quarterly: 'H: art. 86 ust. 11; art. 99 ust. 2-3',
    })
    expect([windowTable.monthly.further, windowTable.quarterly.further]).toEqual([3, 2])
    expect(sources(contestedWindows)).toEqual({ flatRateFarmer: 'L: art. 116 ust. 6; art. 86 ust. 11' })
  })
  it('afterwards (art. 86 ust. 13, 13a and 19a)', () => {
    expect(sources(afterWindowTable)).toEqual({
      deducted: 'H: art. 86 ust. 13',
      selfAssessed: 'H: art. 86 ust. 13a',
      reduced: 'H: art. 86 ust. 19a',
    })
    const { deducted, selfAssessed, reduced } = afterWindowTable
    expect(inEnglish(deducted.whatToDo)).toContain('from the beginning of the year in which it arose')
    expect(inEnglish(selfAssessed.whatToDo)).toContain('from the end of that year')
    expect(inEnglish(reduced.whatToDo)).toContain('in which the correction was received')
  })
  it.each([
    [{ flatRateFarmer: true }, true],
    [{ cashSeller: true }, undefined],
    [{}, undefined],
  ])('whether the window exists at all is disputed of a farmer alone: %j', (more, contested) => {
    const found = deductionOf({
      ...{ settlement: 'monthly', cashBuyer: false, cashSeller: false, flatRateFarmer: false },
      ...{ taxedByBuyer: false, sellerCountry: 'PL', taxPointIsPayment: false, euEarlyDeduction: false },
      ...{ taxPointDay: '2026-06-10', receivedDay: '2026-06-10', paidDay: '2026-06-10' },
      ...more,
    } as never)
    expect(found.contested).toBe(contested)
    expect(inEnglish(found.explanation).includes('is contested')).toBe(contested === true)
  })
  it('corrections in minus: by receipt since 1 February 2026 (art. 86 ust. 19a)', () => {
    expect(minusTable.map((row) => [row.from, row.to, source(row)])).toEqual([
      ['2021-01-01', '2026-01-31', 'L: art. 86 ust. 19a (do 31.01.2026)'],
      ['2026-02-01', null, 'H: art. 86 ust. 19a'],
    ])
    expect([newTotalsRule.moreThan, source(newTotalsRule)]).toEqual([0.5, 'M: art. 106j ust. 2 pkt 5'])
  })
})

describe('the seller: his duty, his risk, and their sources', () => {
  it('who had to use KSeF (art. 106ga, art. 145l-145n)', () => {
    const act = 'H: Dz.U. 2025 poz. 1203'
    expect(dutyTable.map((row) => [row.status, row.from, row.to, row.duty, source(row)])).toEqual([
      ['obliged', '0001-01-01', '2026-01-31', 'free', act],
      ['obliged', '2026-02-01', null, 'required', 'H: art. 106ga ust. 1'],
      ['art-145l', '2026-02-01', '2026-03-31', 'free', 'H: art. 145l'],
      ['art-145m', '2026-04-01', '2026-12-31', 'free', 'H: art. 145m ust. 1'],
      ['art-145n', '2026-02-01', '2026-12-31', 'free', 'H: art. 145n'],
      ['art-106ga-2', '2026-02-01', null, 'free', 'H: art. 106ga ust. 2'],
      ['foreign', '0001-01-01', null, 'free', 'H: art. 106ga ust. 2 pkt 1'],
      ['not-recorded', '0001-01-01', '2026-01-31', 'free', act],
      ['not-recorded', '2026-02-01', '2026-12-31', 'unknown', 'M: art. 145l; art. 145m'],
      ['not-recorded', '2027-01-01', null, 'required', 'H: art. 106ga ust. 1'],
    ])
  })
  it('what he risks (art. 106ni; UD477 is no law)', () => {
    expect(penaltyTable.map((row) => [row.from, row.to, row.status, row.fines, source(row)])).toEqual([
      ['0001-01-01', '2026-12-31', 'law', false, 'H: art. 106ni ust. 4'],
      ['2027-01-01', null, 'law', true, 'H: art. 106ni ust. 1-3; art. 106ni ust. 5-7'],
      ['2027-01-01', '2027-12-31', 'draft', false, 'M: UD477'],
    ])
  })
  it('reverse charge (art. 145e ust. 1; UD477 is no law)', () => {
    const goods = ['gas', 'electricity', 'emission allowances']
    expect(
      reverseChargeTable.map((row) => [row.from, row.to, row.status, row.goods.map(inEnglish), source(row)]),
    ).toEqual([
      ['2023-04-01', '2026-12-31', 'law', goods, 'H: art. 145e ust. 1'],
      ['2027-01-01', '2030-06-30', 'draft', goods, 'M: UD477'],
    ])
  })
  it('the number in payments (art. 108g)', () => {
    expect(paymentTable.map((row) => [row.from, row.to, source(row)])).toEqual([
      ['0001-01-01', '2026-12-31', 'H: art. 108g'],
      ['2027-01-01', null, 'H: art. 108g; art. 108a ust. 3 pkt 3'],
    ])
    expect(source(paymentExemption)).toBe('H: art. 108g ust. 4')
    // Not an emergency (art. 106nf), not a total failure, and nothing outside KSeF.
    const concerned = modes.filter((mode) => paymentTable.some((row) => row.modes.includes(mode)))
    expect(concerned.sort()).toEqual([
      ...['early-copy', 'maintenance', 'offline24', 'offline24-overtaken-by-failure', 'online'],
      'online-late',
    ])
    expect(paymentExemption.modes).toEqual(['offline24-overtaken-by-failure'])
  })
})

describe('documents, buyers, rates and records: their sources', () => {
  it('documents from outside KSeF', () => {
    expect(sources(documentTable)).toEqual({
      invoice: 'H: art. 2 pkt 31-32',
      'offline-invoice': 'H: art. 106nda ust. 6; art. 106nf ust. 3',
      'numbered-visualisation': 'H: art. 106gb ust. 5',
      'transaction-confirmation': `H: ${handbook} 1.6.6; ${kis}`,
      'fiscal-receipt': 'H: art. 106e ust. 5 pkt 3; art. 145n ust. 1 pkt 2',
      'not-an-invoice': 'H: art. 2 pkt 31',
    })
    expect(receiptAsInvoice).toEqual({
      until: '2026-12-31',
      limits: { PLN: 45_000, EUR: 10_000 },
      legalBasis: ['art. 106e ust. 5 pkt 3', 'art. 145n ust. 1 pkt 2'],
    })
  })
  it('buyers (art. 106gb ust. 4)', () => {
    const points = [1, 2, 3, 4, 5, 6].map((point) => [`106gb-4-${point}`, `${gb4} pkt ${point}`])
    expect(sources(buyerTable)).toEqual({
      domestic: 'art. 106ga ust. 1',
      ...Object.fromEntries(points),
    })
  })
  it('rates', () => {
    const inputTax = 'H: art. 86 ust. 2 pkt 1'
    const names = ['P_13_1', 'P_13_2', 'P_13_3', 'P_13_4', 'P_13_5', 'P_13_6_1', 'P_13_6_2', 'P_13_6_3']
    expect(sources(rateTable)).toEqual({
      ...Object.fromEntries(names.map((name) => [name, inputTax])),
      P_11_1: 'H: art. 116 ust. 6',
      P_13_7: 'H: art. 88 ust. 3a pkt 2',
      P_13_8: 'H: art. 17 ust. 1 pkt 4-5; art. 86 ust. 2 pkt 4',
      P_13_9: 'H: art. 17 ust. 1 pkt 4; art. 86 ust. 2 pkt 4',
      P_13_10: 'H: art. 17 ust. 1; art. 86 ust. 2 pkt 4',
      P_13_11: 'H: art. 120 ust. 19',
    })
  })
  it('rates say what they are', () => {
    const what = (name: string) => inEnglish(rateTable[name]?.what ?? '')
    expect([what('P_13_7'), what('P_13_3')]).toEqual(['exempt', '5 %'])
    expect([what('P_13_6_1'), what('P_13_11')]).toEqual(['0 %, domestic', 'margin scheme'])
  })
  it('corrections of a record (art. 109 ust. 3e)', () => {
    const wrong = 'art. 109 ust. 3e pkt 1'
    const found = recordCorrectionTable.map((row) => [row.reason, source(row)])
    expect(Object.fromEntries(found)).toEqual({
      'not-in-month': `H: ${wrong}; ${right}`,
      'same-invoice-twice': `H: ${wrong}`,
      amounts: `H: ${wrong}`,
      'receipt-date': `M: ${wrong}`,
      document: `H: ${wrong}`,
      'number-left-out': `H: ${wrong}; ${jpk}`,
      'number-arrived': 'M: art. 109 ust. 3e pkt 2',
      marker: `L: ${jpk}`,
      'reduction-not-filed': 'H: art. 86 ust. 19a; art. 109 ust. 3e pkt 2',
      'not-filed': 'H: art. 86 ust. 13',
    })
  })
  it('markers (the JPK regulation, art. 109 ust. 3e)', () => {
    const marker = (mode: Mode) => modeRow(mode).marker.legalBasis.join('; ')
    expect(Object.fromEntries(modes.map((mode) => [mode, marker(mode)]))).toEqual({
      online: 'art. 106na ust. 4; art. 109 ust. 3e',
      'online-late': 'art. 106nda ust. 16; art. 109 ust. 3e',
      offline24: 'art. 109 ust. 3e',
      'offline24-overtaken-by-failure': 'art. 106nha pkt 1; art. 109 ust. 3e',
      'offline24-overtaken-by-total-failure': 'art. 106nha pkt 2',
      maintenance: 'art. 109 ust. 3e',
      emergency: `art. 106nf ust. 1; ${jpk}`,
      'total-failure': 'art. 106ng',
      'outside-lawful': jpk,
      'outside-breach': `${jpk}; art. 109 ust. 3e pkt 2`,
      'early-copy': jpk,
      foreign: jpk,
      'not-an-invoice': 'art. 2 pkt 31-32a',
    })
    expect(modeRow('foreign').legalBasis).toEqual(['art. 86 ust. 10b pkt 3', 'art. 17 ust. 1 pkt 4'])
  })
})

describe('what is disputed: its sources', () => {
  it('is never sure by the text alone', () => {
    expect(sources(policyTable)).toEqual({
      breachReceipt: `M: ${received}; art. 106na ust. 3; ${kis}`,
      earlyCopy: 'L: art. 106na ust. 3; art. 106nda ust. 16',
      irregularOfflineHandover: `M: art. 106nda ust. 11 zd. 1; ${handbook} 1.8 pkt 2`,
      overtakenOffline24: 'M: art. 106nha pkt 1; art. 106nf ust. 10; art. 106nda ust. 11 zd. 1',
      overtakenMarker: `L: art. 106nha pkt 1; ${jpk}`,
      gb4DualDelivery: `L: art. 106nda ust. 5 i 11; ${gb4}`,
      breachNumberAfterFiling: 'M: art. 109 ust. 3e pkt 2',
      foreignInvoiceMarker: `M: ${jpk}`,
      euEarlyDeduction: `L: ${received}; ECLI:EU:T:2026:113`,
      partialDeductionNet: `L: ${jpk}`,
    })
  })
})
