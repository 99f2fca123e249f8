import { describe, expect, it } from 'vitest'
import {
  type Correction,
  type CurrentRow,
  explanationOf,
  correctionOf as told,
  filedTwice as twice,
} from '../../src/register/correction.ts'
import type { FiledRow } from '../../src/register/row.ts'
import type { Day } from '../../src/values/day.ts'
import { inEnglish } from '../support/words.ts'

const row = (more: object = {}): FiledRow =>
  ({
    ...{ purchaseId: 'p1', NrDostawcy: '5265877635', NazwaDostawcy: 'Sprzedawca S.A.', DowodZakupu: 'FV/1' },
    ...{ DataZakupu: '2026-07-01', DataWplywu: '2026-07-02', marker: { BFK: 1 } },
    ...{ K_42: '100.00', K_43: '23.00', amountsUnknown: null },
    ...{ currency: 'PLN', net: '100.00', vat: '23.00', gross: '123.00', receiptRule: 'actual' },
    ...more,
  }) as unknown as FiledRow
const without = (row: FiledRow, ...fields: string[]): FiledRow =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !fields.includes(name))) as unknown as FiledRow
const now = (row: FiledRow, more: Partial<CurrentRow> = {}): CurrentRow => ({
  row,
  numberedDay: null,
  whenNumberComes: 'review',
  ...more,
})
/** Tuesday; fourteen days later is a Tuesday too, 18 August 2026. */
const since = '2026-08-04' as Day
/** The row was filed on Friday, 17 July 2026. */
const correctionOf = (filed: FiledRow | null, current: CurrentRow | null, knownSince: Day) =>
  told(filed && { row: filed, filedOn: '2026-07-17' as Day }, current, () => knownSince)
const filedTwice = (knownSince: Day) => twice(() => knownSince)
const number = { NrKSeF: '5265877635-20260705-0100A0B1C2D3-5E' }
const shortly = (found: Correction | null) => found && [found.reason, found.duty, found.dueBy]

describe('a row that stands as it was filed', () => {
  it('needs no correction', () => {
    expect(correctionOf(row(), now(row()), since)).toBeNull()
    expect(correctionOf(null, null, since)).toBeNull()
  })
  it.each([
    ['the name of the seller', { NazwaDostawcy: 'SPRZEDAWCA SPÓŁKA AKCYJNA' }],
    ['separators in the number', { DowodZakupu: 'fv 1' }],
    ['amounts that are in no file', { net: '99.00', vat: null, gross: '99.00', paid: '50.00' }],
    ['the rule of receipt', { receiptRule: 'ksef-number' }],
    ['why amounts are not known', { amountsUnknown: 'AMOUNTS_INCOMPLETE' }],
    ['the purchase that it is part of', { purchaseId: 'p2' }],
  ])('nor does %s correct it', (_what, more) => {
    expect(correctionOf(row(), now(row(more)), since)).toBeNull()
  })
})

describe('what was filed and differs (art. 109 ust. 3e pkt 1)', () => {
  it.each([
    ['K_40'],
    ['K_41'],
    ['K_42'],
    ['K_43'],
    ['K_44'],
    ['K_45'],
    ['K_46'],
    ['K_47'],
    ['ZakupVAT_Marza'],
  ])('amount %s: within fourteen days', (field) => {
    expect(correctionOf(row(), now(row({ [field]: '7.00' })), since)).toEqual({
      ...{ reason: 'amounts', changed: [field], duty: 'required', mandatory: true, dueBy: '2026-08-18' },
      legalBasis: ['art. 109 ust. 3e pkt 1'],
    })
  })
  it('an amount that is gone, or became known', () => {
    expect(shortly(correctionOf(row(), now(without(row(), 'K_43')), since))?.[0]).toBe('amounts')
    expect(shortly(correctionOf(without(row(), 'K_42', 'K_43'), now(row()), since))?.[0]).toBe('amounts')
  })
  it.each([
    ['the day of receipt', { DataWplywu: '2026-07-03' }, 'receipt-date', ['DataWplywu']],
    ['a day of receipt that is not known any more', { DataWplywu: null }, 'receipt-date', ['DataWplywu']],
    ['the country', { KodKrajuNadaniaTIN: 'DE' }, 'document', ['KodKrajuNadaniaTIN']],
    ['the seller', { NrDostawcy: '1111111111' }, 'document', ['NrDostawcy']],
    ['the number', { DowodZakupu: 'FV/2' }, 'document', ['DowodZakupu']],
    ['the day of issue', { DataZakupu: '2026-07-02' }, 'document', ['DataZakupu']],
    ['the kind of document', { DokumentZakupu: 'MK' }, 'document', ['DokumentZakupu']],
    ['an import of goods', { IMP: 1 }, 'document', ['IMP']],
  ])('%s: within fourteen days', (_what, more, reason, changed) => {
    expect(correctionOf(row(), now(row(more)), since)).toMatchObject({
      ...{ reason, changed, duty: 'required', mandatory: true, dueBy: '2026-08-18' },
    })
  })
  it('names every field that differs, in the order of the law', () => {
    const changed = {
      marker: { OFF: 1 },
      DowodZakupu: 'FV/2',
      DataWplywu: '2026-07-09',
      K_42: '1.00',
      K_43: '2.00',
    }
    expect(correctionOf(row(), now(row(changed)), since)).toMatchObject({
      reason: 'amounts',
      changed: ['K_42', 'K_43', 'DataWplywu', 'DowodZakupu', 'marker'],
    })
  })
  it.each([
    ['a Saturday, 15 August 2026, a feast too', '2026-08-01', '2026-08-17'],
    ['Sunday, 16 August', '2026-08-02', '2026-08-17'],
    ['Wednesday, 11 November', '2026-10-28', '2026-11-12'],
    ['Friday, 14 August', '2026-07-31', '2026-08-14'],
  ])('has a term that would end on %s (Ordynacja art. 12 § 5)', (_what, known, due) => {
    expect(correctionOf(row(), now(row({ K_43: '1.00' })), known as Day)?.dueBy).toBe(due)
  })
})

describe('the gravest of several differences', () => {
  it.each([
    ['amounts go before another day of receipt', { K_43: '1.00', DataWplywu: '2026-07-09' }, 'amounts'],
    ['the day of receipt before the document', { DataWplywu: '2026-07-09', IMP: 1 }, 'receipt-date'],
    ['the document before a marker without duty', { marker: { OFF: 1 }, DowodZakupu: 'FV/2' }, 'document'],
  ])('is told: %s', (_what, more, reason) => {
    expect(correctionOf(row(), now(row(more)), since)?.reason).toBe(reason)
  })
  it('is the one with the nearest term, whatever its place in the table', () => {
    const filed = row({ marker: { DI: 1 } })
    const numbered = now(row({ marker: number, K_43: '1.00' }), { numberedDay: '2026-07-20' as Day })
    // The number came on 20 July: 3 August is before 18 August.
    expect(shortly(correctionOf(filed, numbered, since))).toEqual([
      'number-arrived',
      'required',
      '2026-08-03',
    ])
    const later = now(row({ marker: number, K_43: '1.00' }), { numberedDay: '2026-08-05' as Day })
    expect(shortly(correctionOf(filed, later, since))).toEqual(['amounts', 'required', '2026-08-18'])
  })
  it('is a duty before a question, whose term is none', () => {
    const changes = now(row({ marker: number, K_43: '1.00' }), { whenNumberComes: 'review' })
    expect(correctionOf(row(), changes, since)?.reason).toBe('amounts')
  })
  it('is what is left when the number asks for nothing', () => {
    const filed = row({ marker: { OFF: 1 } })
    expect(correctionOf(filed, now(row({ marker: number, DataWplywu: '2026-07-09' })), since)?.reason).toBe(
      'receipt-date',
    )
  })
})

describe('a number that came after the filing (art. 109 ust. 3e pkt 2)', () => {
  const came = (filed: object, more: Partial<CurrentRow> = {}) =>
    correctionOf(row(filed), now(row({ ...filed, marker: number }), more), since)

  it('corrects DI within fourteen days of the day on which it was assigned', () => {
    const found = came({ marker: { DI: 1 } }, { numberedDay: '2026-08-06' as Day })
    expect(found).toEqual({
      ...{
        reason: 'number-arrived',
        changed: ['marker'],
        duty: 'required',
        mandatory: true,
        dueBy: '2026-08-20',
      },
      legalBasis: ['art. 109 ust. 3e pkt 2'],
    })
  })
  it('counts from the day on which it was found out where nobody knows the day of the number', () => {
    expect(came({ marker: { DI: 1 } })?.dueBy).toBe('2026-08-18')
  })
  it('corrects no OFF', () => {
    expect(came({ marker: { OFF: 1 } }, { whenNumberComes: 'required' })).toBeNull()
  })
  it('corrects no customs or internal document, which are DI for good', () => {
    expect(came({ marker: { DI: 1 }, IMP: 1 })).toBeNull()
    expect(came({ marker: { DI: 1 }, DokumentZakupu: 'WEW' })).toBeNull()
    expect(came({ marker: { DI: 1 }, DokumentZakupu: 'MK' })?.duty).toBe('required')
  })
  it.each([
    ['required', 'required', '2026-08-18'],
    ['review', 'review', null],
  ] as const)('corrects BFK as the taxpayer’s policy says: %s', (whenNumberComes, duty, dueBy) => {
    expect(came({}, { whenNumberComes })).toMatchObject({ duty, dueBy, mandatory: duty === 'required' })
  })
  it('leaves BFK alone where the policy does', () => {
    expect(came({}, { whenNumberComes: 'none' })).toBeNull()
    expect(came({ DokumentZakupu: 'WEW' }, { whenNumberComes: 'none' })).toBeNull()
  })
  it('corrects another number', () => {
    const filed = row({ marker: { NrKSeF: 'X' } })
    expect(shortly(correctionOf(filed, now(row({ marker: number })), since))).toEqual([
      ...['number-arrived', 'required', '2026-08-18'],
    ])
  })
})

describe('a number that was assigned by the day of filing (art. 109 ust. 3e pkt 1)', () => {
  const lacked = (filed: object, numberedDay: string, policy: CurrentRow['whenNumberComes'] = 'none') =>
    correctionOf(
      row(filed),
      now(row({ ...filed, marker: number }), { numberedDay: numberedDay as Day, whenNumberComes: policy }),
      since,
    )

  it.each([
    ['OFF', { OFF: 1 }],
    ['BFK, whatever the policy', { BFK: 1 }],
    ['DI', { DI: 1 }],
    ['another number', { NrKSeF: 'X' }],
  ])('corrects %s within fourteen days of the day on which it was found out', (_what, marker) => {
    expect(lacked({ marker }, '2026-07-17')).toEqual({
      ...{ reason: 'number-left-out', changed: ['marker'], duty: 'required', mandatory: true },
      ...{ dueBy: '2026-08-18', legalBasis: ['art. 109 ust. 3e pkt 1', 'Dz.U. 2025 poz. 1800'] },
    })
  })
  it('is no longer one on the day after', () => {
    expect(lacked({ marker: { OFF: 1 } }, '2026-07-18')).toBeNull()
    expect(lacked({}, '2026-07-18', 'review')?.reason).toBe('number-arrived')
  })
  it('corrects no customs or internal document', () => {
    expect(lacked({ marker: { DI: 1 }, IMP: 1 }, '2026-07-17')).toBeNull()
    expect(lacked({ marker: { DI: 1 }, DokumentZakupu: 'WEW' }, '2026-07-17')).toBeNull()
  })
})

describe('another marker without a number', () => {
  it.each([[{ OFF: 1 }], [{ DI: 1 }]])('is for a human: %j', (marker) => {
    expect(correctionOf(row(), now(row({ marker })), since)).toEqual({
      ...{ reason: 'marker', changed: ['marker'], duty: 'review', mandatory: false, dueBy: null },
      legalBasis: ['Dz.U. 2025 poz. 1800'],
    })
  })
})

describe('a row in one state only', () => {
  it('was filed and must go: the month lies outside the window (art. 86 ust. 10)', () => {
    expect(correctionOf(row(), null, since)).toEqual({
      ...{ reason: 'not-in-month', changed: [], duty: 'required', mandatory: true, dueBy: '2026-08-18' },
      legalBasis: ['art. 109 ust. 3e pkt 1', 'art. 86 ust. 10'],
    })
  })
  it('was filed twice', () => {
    expect(filedTwice(since)).toEqual({
      ...{
        reason: 'same-invoice-twice',
        changed: [],
        duty: 'required',
        mandatory: true,
        dueBy: '2026-08-18',
      },
      legalBasis: ['art. 109 ust. 3e pkt 1'],
    })
  })
  it('was not filed: the taxpayer may still correct (art. 86 ust. 13)', () => {
    expect(correctionOf(null, now(row()), since)).toEqual({
      ...{ reason: 'not-filed', changed: [], duty: 'optional', mandatory: false, dueBy: null },
      legalBasis: ['art. 86 ust. 13'],
    })
  })
  it.each([
    ['of other purchases', { K_43: '-23.00' }],
    ['of fixed assets', { K_43: '23.00', K_41: '-1.00' }],
  ])('was not filed and reduces the tax %s: a duty (art. 86 ust. 19a)', (_what, more) => {
    expect(correctionOf(null, now(row(more)), since)).toEqual({
      ...{
        reason: 'reduction-not-filed',
        changed: [],
        duty: 'required',
        mandatory: true,
        dueBy: '2026-08-18',
      },
      legalBasis: ['art. 86 ust. 19a', 'art. 109 ust. 3e pkt 2'],
    })
  })
  it('is no reduction for a net amount in minus, or for no amount at all', () => {
    expect(correctionOf(null, now(row({ K_42: '-100.00', K_43: '0.00' })), since)?.reason).toBe('not-filed')
    expect(correctionOf(null, now(without(row(), 'K_42', 'K_43')), since)?.reason).toBe('not-filed')
  })
})

describe('the sentence', () => {
  it.each([
    [
      'a duty with its day',
      correctionOf(row(), now(row({ K_43: '1.00' })), since),
      'An amount of the row differs, or became known: the record must be corrected by 2026-08-18 (art. 109 ust. 3e pkt 1).',
    ],
    [
      'a question',
      correctionOf(row(), now(row({ marker: { OFF: 1 } })), since),
      'The marker would be another one, without a number: decide whether to correct the record (Dz.U. 2025 poz. 1800).',
    ],
    [
      'a right',
      correctionOf(null, now(row()), since),
      'Every month of the window of deduction was filed without it: you may correct the record (art. 86 ust. 13).',
    ],
    [
      'two articles',
      correctionOf(row(), null, since),
      'The month lies outside the window of deduction, or nothing is deductible any more: the record must be corrected by 2026-08-18 (art. 109 ust. 3e pkt 1, art. 86 ust. 10).',
    ],
  ])('tells %s', (_what, found, sentence) => {
    expect(inEnglish(explanationOf(found as Correction))).toBe(sentence)
  })
  it('names no day where there is none yet', () => {
    const duty = { ...filedTwice(since), dueBy: null }
    expect(inEnglish(explanationOf(duty))).toMatch(/the record must be corrected \(art\./)
  })
})
