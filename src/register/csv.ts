import { taxFields } from '../receipt/amounts.ts'
import type { Row } from './row.ts'

/** How decimals are written: Polish spreadsheets read a comma. */
export type DecimalMark = 'point' | 'comma'

/** Characters with which a spreadsheet takes a cell for a formula. */
const formulaStart = /^[=+\-@\t\r]/
/** A cell that cannot be read as a bare value. */
const quoted = /[";\r\n]/

/** A text: quoted where needed, and never a formula, whatever a supplier calls himself. */
function textCell(text: string): string {
  const safe = formulaStart.test(text) ? `'${text}` : text
  return quoted.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

type Column = readonly [name: string, kind: 'text' | 'amount', value: (row: Row) => string | null | undefined]

const text = (name: string, value: (row: Row) => string | null | undefined): Column => [name, 'text', value]
const amount = (name: string, value: (row: Row) => string | null | undefined): Column => [
  name,
  'amount',
  value,
]
const markerOf = (name: string) => (row: Row) => {
  const marker = row.marker as Record<string, string | number | undefined>
  return marker[name] === undefined ? null : String(marker[name])
}

/** One column a field, in the order of JPK; then what the invoice says in its own currency. */
const columns: readonly Column[] = [
  text('KodKrajuNadaniaTIN', (row) => row.KodKrajuNadaniaTIN),
  text('NrDostawcy', (row) => row.NrDostawcy),
  text('NazwaDostawcy', (row) => row.NazwaDostawcy),
  text('DowodZakupu', (row) => row.DowodZakupu),
  text('DataZakupu', (row) => row.DataZakupu),
  text('DataWplywu', (row) => row.DataWplywu),
  ...['NrKSeF', 'OFF', 'BFK', 'DI'].map((name) => text(name, markerOf(name))),
  text('DokumentZakupu', (row) => row.DokumentZakupu),
  text('IMP', (row) => (row.IMP === undefined ? null : '1')),
  ...taxFields.map((field) => amount(field, (row) => row[field])),
  text('waluta', (row) => row.currency),
  amount('netto', (row) => row.net),
  amount('VAT', (row) => row.vat),
  amount('brutto', (row) => row.gross),
  amount('zapłacono', (row) => row.paid),
  text('brak kwot', (row) => row.amountsUnknown),
  text('reguła', (row) => row.receiptRule),
  text('uwagi', (row) => row.findings.join(' ')),
  text('held', (row) => (row.held ? 'true' : null)),
  text('id', (row) => row.purchaseId),
]

/** The register as a table for spreadsheets, in chunks: UTF-8 with BOM, semicolons, CRLF; no line of totals. */
export async function* csvFile(
  pages: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  decimals: DecimalMark,
): AsyncGenerator<string> {
  yield `\uFEFF${columns.map(([name]) => name).join(';')}\r\n`
  for await (const rows of pages) {
    if (rows.length > 0) yield rows.map((row) => line(row, decimals)).join('')
  }
}

function line(row: Row, decimals: DecimalMark): string {
  const cells = columns.map(([, kind, value]) => {
    const content = value(row) ?? ''
    if (kind === 'text') return textCell(content)
    return decimals === 'comma' ? content.replace('.', ',') : content
  })
  return `${cells.join(';')}\r\n`
}
