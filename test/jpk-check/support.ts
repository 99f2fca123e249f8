import type { FileRow } from '../../src/jpk-check/file-row.ts'
import type { CheckItem } from '../../src/jpk-check/item.ts'
import type { CheckedFile, KnownPurchase } from '../../src/jpk-check/purchase.ts'
import type { Day, Month } from '../../src/values/day.ts'
import { nearKey, numberKey } from '../../src/values/invoice-number.ts'
import type { Grosze } from '../../src/values/money.ts'

export const seller = '5265877635'
export const ksefNumber = '5265877635-20260610-0100A0B1C2D3-5E'

export const file = (said: Partial<CheckedFile> = {}): CheckedFile => ({
  ...{ month: '2026-06' as Month, settlement: 'monthly', markers: true },
  filedOn: '2026-07-24' as Day,
  ...said,
})

/** A row of 100.00 and 23.00 that agrees with `known()`. */
export const row = (said: Partial<Omit<FileRow, 'issueDay' | 'receiptDay'>> & Days = {}): FileRow =>
  ({
    ...{ position: 1, lp: 1, country: null, supplier: seller, supplierName: 'Sprzedawca S.A.' },
    ...{ number: 'FV/1', issueDay: '2026-06-10', receiptDay: '2026-06-10' },
    ...{ marker: { NrKSeF: ksefNumber }, document: null, importOfGoods: false },
    ...{ amounts: { K_42: 10000, K_43: 2300 }, problems: [] },
    ...said,
  }) as FileRow
interface Days {
  issueDay?: string | null
  receiptDay?: string | null
}

/** An entry of the register of a month, of 100.00 and 23.00. */
export const entry = (month = '2026-06', said: object = {}): KnownPurchase['entries'][number] => ({
  month: month as Month,
  since: '2026-06-10' as Day,
  row: {
    ...{ purchaseId: 'p1', NrDostawcy: seller, NazwaDostawcy: 'Sprzedawca S.A.', DowodZakupu: 'FV/1' },
    ...{ DataZakupu: '2026-06-10', DataWplywu: '2026-06-10', K_42: '100.00', K_43: '23.00' },
    ...{ amountsUnknown: null, currency: 'PLN', net: '100.00', vat: '23.00', gross: '123.00' },
    ...{ receiptRule: 'ksef-number', ...said },
  } as KnownPurchase['entries'][number]['row'],
})

/** An invoice of June with its KSeF number, deductible from June to September. */
export const known = (said: object = {}): KnownPurchase => ({
  ...{ seq: 1, id: 'p1', sellerId: seller, number: 'FV/1' },
  ...{ numberKey: numberKey('FV/1'), nearKey: nearKey('FV/1') },
  ...{ issueDay: '2026-06-10' as Day, ksefNumber, currency: 'PLN', vatPlnGrosze: null },
  ...{ netGrosze: 10000 as Grosze, vatGrosze: 2300 as Grosze, grossGrosze: 12300 as Grosze },
  ...{ receivedDay: '2026-06-10' as Day, quarantined: false, nowhere: null, blocking: [], elsewhere: [] },
  window: { from: '2026-06' as Month, until: '2026-09' as Month },
  noWindow: { said: 'test.no-window' },
  marker: {
    ...{ noRow: null, receivedDay: '2026-06-10' as Day, numberedDay: '2026-06-10' as Day },
    ...{ printedDay: null, withoutNumber: 'OFF', whenNumberComes: 'none' },
  } as KnownPurchase['marker'],
  markerUnsettled: false,
  entries: [entry()],
  ...said,
})

/** What an item says, for short: its case and severity, and the values. */
export const brief = (items: readonly CheckItem[]) =>
  items.map(({ case: name, severity, is, shouldBe }) => [name, severity, is, shouldBe])
