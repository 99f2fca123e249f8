import { pairedFields, purchaseDocuments, type TaxField, taxFields } from '../law/jpk.ts'
import { type RowMarker, markerOf as rowMarkerOf } from '../register/row.ts'
import { type Day, parseDay } from '../values/day.ts'
import { fromJson, type Json, toJson } from '../values/json.ts'
import { parseKsefNumber } from '../values/ksef-number.ts'
import { type Grosze, parseMoney } from '../values/money.ts'
import { isOneOf } from '../values/tables.ts'

/** A value of a row that is none of its kind. `field`: its published name. */
interface RowProblem {
  field: string
  value: string
  wanted: 'day' | 'amount' | 'marker' | 'one-marker' | 'pair' | 'document' | 'text' | 'once'
}

/** Whether the problem is that of the marker. */
export const isOfMarker = ({ field, wanted }: RowProblem): boolean =>
  wanted === 'one-marker' || wanted === 'marker' || field === 'NrKSeF' || isOneOf(flags, field)

/** A purchase row of a file, as far as it can be read: what is absent, or no value of its kind, is null or left out. */
export interface FileRow {
  /** Counts the purchase rows of the file from 1. */
  position: number
  /** `LpZakupu` as the file has it, where that is a number. */
  lp: number | null
  country: string | null
  supplier: string
  supplierName: string
  number: string
  issueDay: Day | null
  receiptDay: Day | null
  marker: RowMarker | null
  /** `DokumentZakupu`. */
  document: string | null
  importOfGoods: boolean
  /** In hundredths of a zloty. */
  amounts: { [F in TaxField]?: Grosze }
  problems: RowProblem[]
}

/**
 * A row as the text that is kept of it: without its position, and without what most rows have alike. Names are written out here
 * and below: spreading takes as long as all else that is done with a row, and a file may have half a million.
 */
export const textOfRow = (row: FileRow): Json<KeptRow> =>
  toJson({
    lp: row.lp,
    country: row.country ?? undefined,
    supplier: row.supplier,
    supplierName: row.supplierName || undefined,
    number: row.number,
    issueDay: row.issueDay,
    receiptDay: row.receiptDay,
    marker: row.marker,
    document: row.document ?? undefined,
    importOfGoods: row.importOfGoods || undefined,
    amounts: row.amounts,
    problems: row.problems.length > 0 ? row.problems : undefined,
  })

/** The row of such a text; earlier releases left nothing out. */
export function rowOfText(text: Json<KeptRow>, position: number): FileRow {
  const kept = fromJson(text)
  return {
    position,
    lp: kept.lp,
    country: kept.country ?? null,
    supplier: kept.supplier,
    supplierName: kept.supplierName ?? '',
    number: kept.number,
    issueDay: kept.issueDay,
    receiptDay: kept.receiptDay,
    marker: kept.marker,
    document: kept.document ?? null,
    importOfGoods: kept.importOfGoods ?? false,
    amounts: kept.amounts,
    problems: kept.problems ?? [],
  }
}
/** `undefined` is what the text leaves out. */
type LeftOut = 'country' | 'supplierName' | 'document' | 'importOfGoods' | 'problems'
export type KeptRow = Omit<FileRow, 'position' | LeftOut> & { [Name in LeftOut]?: FileRow[Name] | undefined }

/** How the row is called: its own number, or where it stands. */
export const numberOfRow = ({ lp, position }: Pick<FileRow, 'lp' | 'position'>): number => lp ?? position

const flags = ['OFF', 'BFK', 'DI'] as const
const markerNames = ['NrKSeF', ...flags] as const
const documents: readonly string[] = purchaseDocuments.map(({ code }) => code)

const asked: ReadonlySet<string> = new Set([
  ...['LpZakupu', 'KodKrajuNadaniaTIN', 'NrDostawcy', 'NazwaDostawcy', 'DowodZakupu', 'DataZakupu'],
  ...['DataWplywu', 'NrKSeF', ...flags, 'DokumentZakupu', 'IMP', ...taxFields],
])

/** The elements of a row that are asked for, and which of them stand in it more than once: none of these is believed. */
export class RowElements {
  /** Without spaces around them, and with one where several stand. */
  readonly texts = new Map<string, string>()
  readonly repeated = new Set<string>()

  add(name: string, text: string): void {
    if (!asked.has(name)) return
    if (this.texts.has(name)) this.repeated.add(name)
    else this.texts.set(name, spaced(text))
  }
}

/** Reads a row from its elements; `markers`: its form asks for one of the four. */
export function fileRowOf(elements: RowElements, position: number, markers: boolean): FileRow {
  const problems: RowProblem[] = []
  const text = (name: string): string => elements.texts.get(name) ?? ''
  const isRepeated = (name: string): boolean => elements.repeated.has(name)
  const wrong = (field: string, wanted: RowProblem['wanted'], value = text(field)) => {
    problems.push({ field, value: value.slice(0, 100), wanted })
    return null
  }
  const day = (name: string): Day | null => {
    const stated = text(name)
    if (stated === '') return null
    return parseDay(stated) ?? parseDay(withoutZone(stated)) ?? wrong(name, 'day')
  }
  for (const name of elements.repeated) wrong(name, 'once')
  const [supplier, number] = [text('NrDostawcy'), text('DowodZakupu')]
  if (supplier === '') wrong('NrDostawcy', 'text')
  if (number === '') wrong('DowodZakupu', 'text')
  const issueDay = day('DataZakupu')
  if (issueDay === null && text('DataZakupu') === '') wrong('DataZakupu', 'day')
  const document = text('DokumentZakupu') || null
  if (document !== null && !documents.includes(document)) wrong('DokumentZakupu', 'document')
  const amounts = amountsOf(text, wrong, isRepeated)
  const lp = text('LpZakupu')
  const isMarked = markers && !(elements.repeated.size > 0 && markerNames.some(isRepeated))
  return {
    position,
    lp: /^\d{1,9}$/.test(lp) ? Number(lp) : null,
    country: text('KodKrajuNadaniaTIN').toUpperCase() || null,
    supplier,
    supplierName: text('NazwaDostawcy'),
    number,
    issueDay,
    receiptDay: day('DataWplywu'),
    marker: isMarked ? markerOf(text, wrong) : null,
    document,
    importOfGoods: text('IMP') === '1',
    amounts,
    problems,
  }
}

const spaced = (text: string): string =>
  /^\S+(?: \S+)*$/.test(text) ? text : text.trim().replaceAll(/\s+/g, ' ')

/** Some programs write a day with a time zone, as the type of the schema lets them. */
const withoutZone = (text: string): string => text.replace(/(?:Z|[+-]\d\d:\d\d)$/, '')

type Text = (name: string) => string
type Wrong = (field: string, wanted: RowProblem['wanted'], value?: string) => null

function amountsOf(text: Text, wrong: Wrong, isRepeated: (name: string) => boolean): FileRow['amounts'] {
  const amounts: FileRow['amounts'] = {}
  for (const field of taxFields) {
    const stated = text(field)
    if (stated === '' || isRepeated(field)) continue
    const amount = parseMoney(stated)
    if (amount === null) wrong(field, 'amount')
    else amounts[field] = amount
  }
  for (const [net, vat] of pairedFields)
    if ((text(net) === '') !== (text(vat) === '')) wrong(text(net) === '' ? vat : net, 'pair')
  return amounts
}

function markerOf(text: Text, wrong: Wrong): RowMarker | null {
  const stated = markerNames.filter((name) => text(name) !== '')
  const [name, ...more] = stated
  if (more.length > 0) return wrong('NrKSeF', 'one-marker', stated.join(', '))
  // That a row has none is told where its purchase is known.
  if (name === undefined) return null
  if (name !== 'NrKSeF') return text(name) === '1' ? rowMarkerOf(name, null) : wrong(name, 'marker')
  const number = parseKsefNumber(text(name).toUpperCase())
  return number === null ? wrong(name, 'marker') : { NrKSeF: number.number }
}
