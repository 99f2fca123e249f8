import { taxFields } from '../law/jpk.ts'
import { defaultLanguage, type Language } from '../texts/language.ts'
import { tell } from '../texts/tell.ts'
import type { Row } from './row.ts'

/** How decimals are written: Polish spreadsheets read a comma. */
type DecimalMark = 'point' | 'comma'

/**
 * Where a spreadsheet would begin a formula: `=`, `+`, `-`, `@` and whatever becomes one of them under NFKC, at the
 * start of the text or behind what another program may take for the separator of cells; nobody sees what may stand
 * between.
 */
const formula =
  /(^|[,;|\t\r\n])((?:(?![\t\r\n])[\s"\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}])*)([=+\-@\u2212\u207a-\u207c\u208a-\u208c\u2a75\u2a76\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20])/gu
/** A tab or line break before everything that is seen: some programs drop it and look at what follows. */
const breakFirst = /^[ \p{Cf}\p{Default_Ignorable_Code_Point}]*[\t\r\n]/u

/** A text: always quoted, and never a formula, whatever a supplier calls himself; an absent one is empty. */
export function textCell(text: string): string {
  if (text === '') return ''
  const safe = text.replace(formula, "$1'$2$3").replace(breakFirst, "'$&")
  return `"${safe.replaceAll('"', '""')}"`
}

/** `plain`: a day or a mark, of which no caller chooses the characters. */
type Kind = 'text' | 'plain' | 'amount'
type Value = (row: Row, language: Language) => string | null | undefined
type Column = readonly [name: string, kind: Kind, value: Value]

const text = (name: string, value: Value): Column => [name, 'text', value]
const plain = (name: string, value: Value): Column => [name, 'plain', value]
const amount = (name: string, value: Value): Column => [name, 'amount', value]
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
  plain('DataZakupu', (row) => row.DataZakupu),
  plain('DataWplywu', (row) => row.DataWplywu),
  text('NrKSeF', markerOf('NrKSeF')),
  ...['OFF', 'BFK', 'DI'].map((name) => plain(name, markerOf(name))),
  plain('DokumentZakupu', (row) => row.DokumentZakupu),
  plain('IMP', (row) => (row.IMP === undefined ? null : '1')),
  ...taxFields.map((field) => amount(field, (row) => row[field])),
  text('waluta', (row) => row.currency),
  amount('netto', (row) => row.net),
  amount('VAT', (row) => row.vat),
  amount('brutto', (row) => row.gross),
  amount('zapłacono', (row) => row.paid),
  text('brak kwot', ({ amountsUnknown }, language) =>
    amountsUnknown === null ? null : tell(amountsUnknown, language),
  ),
  text('reguła', (row) => row.receiptRule),
  text('uwagi', (row) => row.findings.join(' ')),
  plain('held', (row) => (row.held ? 'true' : null)),
  text('id', (row) => row.purchaseId),
]

/** The register as a table for spreadsheets, in chunks: UTF-8 with BOM, semicolons, CRLF; texts in quotes, amounts,
 * days and marks as they are; no line of totals. */
export async function* csvFile(
  pages: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  decimals: DecimalMark,
  language: Language = defaultLanguage,
): AsyncGenerator<string> {
  yield `\uFEFF${columns.map(([name]) => name).join(';')}\r\n`
  for await (const rows of pages) {
    if (rows.length > 0) yield rows.map((row) => line(row, decimals, language)).join('')
  }
}

function line(row: Row, decimals: DecimalMark, language: Language): string {
  const cells = columns.map(([, kind, value]) => {
    const content = value(row, language) ?? ''
    if (kind === 'text') return textCell(content)
    return kind === 'amount' && decimals === 'comma' ? content.replace('.', ',') : content
  })
  return `${cells.join(';')}\r\n`
}
