import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/receipt/entries.ts'
import type { FindingDecision } from '../../src/receipt/finding.ts'
import type { MarkerDays } from '../../src/receipt/marker.ts'
import type { Verdict } from '../../src/receipt/verdict.ts'
import {
  type FiledRow,
  isFileable,
  type RowSource,
  rowOn,
  rowWithFindings,
  supplierFields,
  undatedRow,
} from '../../src/register/row.ts'
import type { Day } from '../../src/values/day.ts'
import { copy, decided } from '../support/decided.ts'

const number = '5265877635-20260705-0100A0B1C2D3-5E'
const identity = {
  ...{ seller: { id: '5265877635', country: 'PL', name: 'Sprzedawca S.A.' }, number: 'FV/1', kind: 'VAT' },
  ...{ issueDay: '2026-07-01', currency: 'EUR', netGrosze: 10_000, vatGrosze: 2_300, grossGrosze: 12_300 },
  ...{ vatPlnGrosze: null, group: 'VAT', ksefNumber: null, printedNumber: null, cashSeller: false },
}
const days = {
  ...{ noRow: null, receivedDay: '2026-07-02', numberedDay: null, printedDay: null, withoutNumber: 'BFK' },
}
const verdict = (more: object = {}): Verdict =>
  ({
    marker: { ...days, whenNumberComes: 'review', unsettled: false, dutyBeforeNumber: false, legalBasis: [] },
    receipt: { date: '2026-07-02', rule: 'actual-receipt' },
    record: { entries: [], nowhere: null, amountsUnknown: 'EXCHANGE_RATE_MISSING' },
    ...more,
  }) as unknown as Verdict
const entry = { month: '2026-07', amounts: { K_42: 40_000, K_43: 9_200 } } as unknown as Entry
const source = (about: object = {}, inputs: object = {}, more: object = {}): RowSource =>
  ({
    purchaseId: 'p1',
    identity: { ...identity, ...about },
    inputs,
    verdict: verdict(more),
  }) as unknown as RowSource
const made = (about: object = {}, inputs: object = {}, of: object = entry) =>
  undatedRow(source(about, inputs), of as Entry)

describe('a row before the day of its filing', () => {
  it('says what the invoice and its verdict say, amounts of the month in PLN beside those of the invoice', () => {
    expect(made()).toEqual({
      row: {
        ...{
          purchaseId: 'p1',
          NrDostawcy: '5265877635',
          NazwaDostawcy: 'Sprzedawca S.A.',
          DowodZakupu: 'FV/1',
        },
        ...{ DataZakupu: '2026-07-01', DataWplywu: '2026-07-02', K_42: '400.00', K_43: '92.00' },
        ...{ amountsUnknown: null, currency: 'EUR', net: '100.00', vat: '23.00', gross: '123.00' },
        receiptRule: 'actual-receipt',
      },
      ksefNumber: null,
      marker: days,
    })
  })

  it('names no amount that is not known, and says why', () => {
    const { row } = made(
      { netGrosze: null, vatGrosze: null, grossGrosze: null },
      {},
      { month: '2026-07', amounts: null },
    )
    expect(row).toMatchObject({ amountsUnknown: 'EXCHANGE_RATE_MISSING', net: null, vat: null, gross: null })
    expect(Object.keys(row).filter((name) => name.startsWith('K_'))).toEqual([])
  })

  it('prints a zero as an amount: absent is never zero', () => {
    const { row } = made({}, {}, { month: '2026-07', amounts: { K_42: 0, ZakupVAT_Marza: 5 } })
    expect(row).toMatchObject({ K_42: '0.00', ZakupVAT_Marza: '0.05' })
    expect(row).not.toHaveProperty('K_43')
  })

  it('cuts texts where JPK does: 256 characters of a number, 512 of a name', () => {
    const { row } = made({ number: 'n'.repeat(300), seller: { ...identity.seller, name: 'x'.repeat(600) } })
    expect([row.DowodZakupu.length, row.NazwaDostawcy.length]).toEqual([256, 512])
  })

  it.each<[string, object, object, string | undefined]>([
    ['nothing of an ordinary invoice', {}, {}, undefined],
    ['VAT_RR of an invoice of a farmer (art. 116)', { group: 'rr' }, {}, 'VAT_RR'],
    ['VAT_RR of its correction', { kind: 'KOR_VAT_RR', group: null }, {}, 'VAT_RR'],
    ['MK of a seller on the cash method (art. 21)', { cashSeller: true }, {}, 'MK'],
    ['WEW of an internal document', {}, { internalDocument: true }, 'WEW'],
    ['WEW before MK', { cashSeller: true }, { internalDocument: true }, 'WEW'],
    ['VAT_RR before both', { group: 'rr', cashSeller: true }, { internalDocument: true }, 'VAT_RR'],
  ])('names as its kind %s', (_what, about, inputs, expected) => {
    expect(made(about, inputs).row.DokumentZakupu).toBe(expected)
  })

  it('flags an import of goods', () => {
    expect(made({}, { importOfGoods: true }).row.IMP).toBe(1)
    expect(made({}, { importOfGoods: false }).row).not.toHaveProperty('IMP')
  })

  it('tells the part that was paid, unless it is the whole', () => {
    expect(made({}, {}, { ...entry, paidGrosze: 6_150 }).row.paid).toBe('61.50')
    expect(made({}, {}, { ...entry, paidGrosze: 12_300 }).row).not.toHaveProperty('paid')
    expect(made().row).not.toHaveProperty('paid')
  })

  it('takes the number of KSeF’s document before one printed on a copy', () => {
    expect(made({ ksefNumber: number, printedNumber: 'printed' }).ksefNumber).toBe(number)
    expect(made({ printedNumber: 'printed' }).ksefNumber).toBe('printed')
  })
})

describe('a row on a day', () => {
  const on = (day: string, marker: object = {}, ksefNumber: string | null = number) => {
    const undated = made({ ksefNumber })
    return rowOn({ ...undated, marker: { ...days, ...marker } as unknown as MarkerDays }, day as Day)
  }
  it('is none before the receipt', () => {
    expect(on('2026-07-01')).toBeNull()
    expect(on('2026-07-02')?.marker).toEqual({ BFK: 1 })
  })
  it.each(['BFK', 'OFF', 'DI'])('has %s until its number is known, and then that number', (withoutNumber) => {
    const marker = { withoutNumber, numberedDay: '2026-07-05' }
    expect(on('2026-07-04', marker)?.marker).toEqual({ [withoutNumber]: 1 })
    expect(on('2026-07-05', marker)?.marker).toEqual({ NrKSeF: number })
  })
  it('is none without a marker, or where there is no row at all', () => {
    expect(on('2026-07-04', { withoutNumber: null })).toBeNull()
    expect(on('2026-07-04', { noRow: 'not an invoice' })).toBeNull()
  })
  it('carries the findings that are open on that day, decided ones left out', () => {
    const relation = (code: 'AMOUNT_MISMATCH' | 'POSSIBLE_DUPLICATE') => ({
      code,
      purchaseId: 'p2',
      detail: 'x',
    })
    const decision = {
      ...{ code: 'POSSIBLE_DUPLICATE', subject: 'p2', decision: 'dismissed' },
      note: null,
      at: '',
      by: '',
    }
    const found = decided([copy()], {
      relations: [relation('AMOUNT_MISMATCH'), relation('POSSIBLE_DUPLICATE')],
      decisions: [decision as FindingDecision],
    })
    const row = (asOf: string) => rowWithFindings(made(), found, asOf as Day)
    expect(row('2026-07-02')).toMatchObject({
      marker: { BFK: 1 },
      findings: ['INFO_SELLER_DUTY_UNKNOWN', 'AMOUNT_MISMATCH'],
    })
    expect(row('2026-07-01')).toBeNull()
  })
})

describe('a row that the file of a month can hold', () => {
  const fileable = (more: object) =>
    isFileable({ amountsUnknown: null, DataZakupu: '2026-07-01', ...more } as FiledRow)
  it.each([
    ['amounts known', {}, true],
    ['amounts not known', { amountsUnknown: 'EXCHANGE_RATE_MISSING' }, false],
    ['the first day that the schema takes (TDataT)', { DataZakupu: '2006-01-01' }, true],
    ['the day before', { DataZakupu: '2005-12-31' }, false],
  ])('%s: %s', (_what, more, expected) => {
    expect(fileable(more)).toBe(expected)
  })
})

describe('the supplier', () => {
  it.each([
    ['PL', '5265877635', undefined, '5265877635'],
    ['DE', 'DE', 'DE', 'BRAK'],
    ['DE', 'DEDEUTSCH', 'DE', 'DEUTSCH'],
    ['DE', 'DEDEU1', 'DE', 'U1'],
    ['GR', 'GRGR094259216', 'EL', '094259216'],
    ['ZZ', 'ZZZZ12', undefined, '12'],
    ['US', `US${'9'.repeat(60)}`, 'US', '9'.repeat(50)],
  ])('of %s, %s', (country, id, code, expected) => {
    const fields = supplierFields({ country, id, name: ' A  b ' })
    expect(fields).toEqual({
      ...(code && { KodKrajuNadaniaTIN: code }),
      NrDostawcy: expected,
      NazwaDostawcy: 'A b',
    })
  })
})
