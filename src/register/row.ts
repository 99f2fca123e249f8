import type { InvoiceIdentity, Seller } from '../ingest/evidence.ts'
import {
  jpkForm,
  jpkLengths,
  type PurchaseDocument,
  purchaseDocuments,
  type TaxField,
  taxFields,
} from '../law/jpk.ts'
import { jpkCountry } from '../law/jpk-codes.ts'
import { verdictOn } from '../receipt/as-of.ts'
import type { Entry } from '../receipt/entries.ts'
import type { Inputs } from '../receipt/inputs.ts'
import { type Marker, type MarkerDays, markerValueOn } from '../receipt/marker.ts'
import type { Verdict } from '../receipt/verdict.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'
import { formatMoney, type Grosze } from '../values/money.ts'
import { jpkText } from './text.ts'

/** Exactly one marker; the KSeF number stands in place of a flag. */
export type RowMarker = { NrKSeF: string } | { OFF: 1 } | { BFK: 1 } | { DI: 1 }

/**
 * A row of the purchase register, a plain JSON value: names of JPK_V7 where it has them, amounts as decimal text in
 * PLN, absent where they do not apply or are not known (`amountsUnknown` says why).
 */
export type Row = {
  purchaseId: string
  KodKrajuNadaniaTIN?: string
  NrDostawcy: string
  NazwaDostawcy: string
  DowodZakupu: string
  DataZakupu: Day
  DataWplywu: Day | null
  marker: RowMarker
  DokumentZakupu?: PurchaseDocument
  IMP?: 1
} & { [F in TaxField]?: string } & {
  amountsUnknown: Sentence | null
  currency: string
  net: string | null
  vat: string | null
  gross: string | null
  /** Of a purchase deducted part by part: the part of the gross amount that was paid for this month. */
  paid?: string
  receiptRule: string
  findings: string[]
  /** The purchase has an open blocking finding: nobody decided yet whether, or how, it may be deducted. */
  held: boolean
}

/** A row without what only its reader may say of it. */
export type FiledRow = Omit<Row, 'findings' | 'held'>

/** A row before the day on which it is filed, which decides its marker. */
export interface UndatedRow {
  row: Omit<FiledRow, 'marker'>
  ksefNumber: string | null
  marker: MarkerDays
}

/** Whether the file of a month can hold the row: its amounts are known, and its day is one that JPK takes. */
export const isFileable = (row: FiledRow): boolean =>
  row.amountsUnknown === null && row.DataZakupu >= jpkForm.firstIssueDay

/** What a row is made from. */
export interface RowSource {
  purchaseId: string
  identity: InvoiceIdentity & {
    group: string | null
    ksefNumber: string | null
    /** Number printed on a copy while KSeF's own document is not in hand. */
    printedNumber: string | null
    cashSeller: boolean
  }
  inputs: Inputs
  verdict: Verdict
}

/** A row as filed on a day, with the findings open on it; null where it cannot be filed yet. */
export function rowWithFindings(undated: UndatedRow, verdict: Verdict, asOf: Day): Row | null {
  const row = rowOn(undated, asOf)
  if (row === null) return null
  const open = verdictOn(verdict, asOf).findings.filter((f) => f.decision === null)
  return { ...row, findings: open.map((f) => f.code), held: open.some((f) => f.severity === 'blocking') }
}

/**
 * A row as filed on a day; null where it cannot be filed yet. The undated row becomes the filed one: copies of the
 * rows of a large month would stay in memory for long.
 */
export function rowOn({ row, ksefNumber, marker }: UndatedRow, asOf: Day): FiledRow | null {
  const value = markerValueOn(marker, asOf)
  return value === null ? null : Object.assign(row, { marker: markerOf(value, ksefNumber) })
}

/** Everything of a row that does not depend on the day of filing. */
export function undatedRow({ purchaseId, identity, inputs, verdict }: RowSource, entry: Entry): UndatedRow {
  const { noRow, receivedDay, numberedDay, printedDay, withoutNumber } = verdict.marker
  const row = {
    purchaseId,
    ...supplierFields(identity.seller),
    DowodZakupu: jpkText(identity.number, jpkLengths.DowodZakupu),
    DataZakupu: identity.issueDay,
    DataWplywu: verdict.receipt.date,
    ...documentField(identity, inputs),
    ...(inputs.importOfGoods ? { IMP: 1 as const } : {}),
    ...amountFields(entry),
    amountsUnknown: entry.amounts === null ? verdict.record.amountsUnknown : null,
    currency: identity.currency,
    net: money(identity.netGrosze),
    vat: money(identity.vatGrosze),
    gross: money(identity.grossGrosze),
    ...partOf(entry, identity.grossGrosze),
    receiptRule: verdict.receipt.rule,
  }
  return {
    row,
    ksefNumber: identity.ksefNumber ?? identity.printedNumber,
    marker: { noRow, receivedDay, numberedDay, printedDay, withoutNumber },
  }
}

/** The supplier as JPK identifies him: his number without the country prefix, `BRAK` for what is not known. */
export function supplierFields({ id, country, name }: Seller) {
  const code = country === 'PL' ? null : jpkCountry(country)
  return {
    ...(code === null ? {} : { KodKrajuNadaniaTIN: code }),
    NrDostawcy: country === 'PL' ? id : jpkText(foreignNumber(id, country), jpkLengths.NrDostawcy),
    NazwaDostawcy: jpkText(name ?? '', jpkLengths.NazwaDostawcy),
  }
}

/** The number of a foreign supplier; a prefix that was written with it all the same is dropped. */
function foreignNumber(id: string, country: string): string {
  const number = id.slice(country.length)
  const prefix = [country, jpkCountry(country)].find((code) => code !== null && number.startsWith(code))
  return prefix && /^U?\d/.test(number.slice(prefix.length)) ? number.slice(prefix.length) : number
}

export const markerOf = (marker: Marker, ksefNumber: string | null): RowMarker =>
  marker === 'NrKSeF' ? { NrKSeF: ksefNumber ?? '' } : flagMarkers[marker]

/** The markers that say of themselves all there is to say. */
const flagMarkers = { OFF: { OFF: 1 }, BFK: { BFK: 1 }, DI: { DI: 1 } } as const

/** The first kind of document of the law's table that the purchase is; most are none. */
function documentField(
  { group, kind, cashSeller }: RowSource['identity'],
  inputs: Inputs,
): { DokumentZakupu?: PurchaseDocument } {
  const holds: Record<PurchaseDocument, boolean> = {
    VAT_RR: group === 'rr' || kind === 'KOR_VAT_RR',
    WEW: inputs.internalDocument === true,
    MK: cashSeller,
  }
  const found = purchaseDocuments.find(({ code }) => holds[code])
  return found === undefined ? {} : { DokumentZakupu: found.code }
}

function amountFields({ amounts }: Entry): { [F in TaxField]?: string } {
  const fields: { [F in TaxField]?: string } = {}
  for (const field of taxFields) {
    const amount = amounts?.[field]
    if (amount !== undefined) fields[field] = formatMoney(amount)
  }
  return fields
}

const partOf = ({ paidGrosze }: Entry, gross: Grosze | null): { paid?: string } =>
  paidGrosze === undefined || paidGrosze === gross ? {} : { paid: formatMoney(paidGrosze) }

const money = (grosze: Grosze | null): string | null => (grosze === null ? null : formatMoney(grosze))
