import { taxFields, taxFieldTable } from '../law/jpk.ts'
import { defaultLanguage, type Language } from '../texts/language.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { tell } from '../texts/tell.ts'
import type { Row } from './row.ts'

/** How decimals are written: Polish spreadsheets read a comma. */
type DecimalMark = 'point' | 'comma'

/** What stands over the columns: names of fields, or words in the language of who asks. */
export const headingKinds = ['fields', 'words'] as const
export type Headings = (typeof headingKinds)[number]

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
type Column = readonly [name: string, words: Said, kind: Kind, value: Value]

const text = (name: string, words: Said, value: Value): Column => [name, words, 'text', value]
const plain = (name: string, words: Said, value: Value): Column => [name, words, 'plain', value]
const amount = (name: string, words: Said, value: Value): Column => [name, words, 'amount', value]
const markerOf = (name: string) => (row: Row) => {
  const marker: Readonly<Record<string, string | number | undefined>> = row.marker
  return marker[name] === undefined ? null : String(marker[name])
}

/** One column a field, in the order of JPK; then what the invoice says in its own currency. */
const columns: readonly Column[] = [
  text('KodKrajuNadaniaTIN', say('heading.country'), (row) => row.KodKrajuNadaniaTIN),
  text('NrDostawcy', say('heading.seller-id'), (row) => row.NrDostawcy),
  text('NazwaDostawcy', say('heading.seller-name'), (row) => row.NazwaDostawcy),
  text('DowodZakupu', say('heading.number'), (row) => row.DowodZakupu),
  plain('DataZakupu', say('heading.issued'), (row) => row.DataZakupu),
  plain('DataWplywu', say('heading.received'), (row) => row.DataWplywu),
  text('NrKSeF', say('heading.ksef-number'), markerOf('NrKSeF')),
  ...['OFF', 'BFK', 'DI'].map((name) => plain(name, say('heading.marker', { marker: name }), markerOf(name))),
  plain('DokumentZakupu', say('heading.document-kind'), (row) => row.DokumentZakupu),
  plain('IMP', say('heading.import'), (row) => (row.IMP === undefined ? null : '1')),
  ...taxFields.map((field) =>
    amount(field, say('heading.tax-field', { field, what: taxFieldTable[field].what }), (row) => row[field]),
  ),
  text('waluta', say('heading.currency'), (row) => row.currency),
  amount('netto', say('heading.net'), (row) => row.net),
  amount('VAT', say('heading.vat'), (row) => row.vat),
  amount('brutto', say('heading.gross'), (row) => row.gross),
  amount('zapłacono', say('heading.paid'), (row) => row.paid),
  text('brak kwot', say('heading.amounts-unknown'), ({ amountsUnknown }, language) =>
    amountsUnknown === null ? null : tell(amountsUnknown, language),
  ),
  text('reguła', say('heading.receipt-rule'), (row) => row.receiptRule),
  text('uwagi', say('heading.findings'), (row) => row.findings.join(' ')),
  plain('held', say('heading.held'), (row) => (row.held ? 'true' : null)),
  text('id', say('heading.purchase'), (row) => row.purchaseId),
]

/** The first line: names of fields as programs read them, or words; with the mark by which spreadsheets know UTF-8. */
export const headingLine = (
  columns: readonly (readonly [name: string, words: Said, ...unknown[]])[],
  headings: Headings,
  language: Language,
): string => {
  const names = columns.map(([name, words]) =>
    headings === 'fields' ? name : textCell(tell(words, language)),
  )
  return `\uFEFF${names.join(';')}\r\n`
}

/** The register as a table for spreadsheets, in chunks: UTF-8 with BOM, semicolons, CRLF; texts in quotes, amounts,
 * days and marks as they are; no line of totals. */
export async function* csvFile(
  pages: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  decimals: DecimalMark,
  { language = defaultLanguage, headings = 'fields' }: { language?: Language; headings?: Headings } = {},
): AsyncGenerator<string> {
  yield headingLine(columns, headings, language)
  for await (const rows of pages) {
    if (rows.length > 0) yield rows.map((row) => line(row, decimals, language)).join('')
  }
}

function line(row: Row, decimals: DecimalMark, language: Language): string {
  const cells = columns.map(([, , kind, value]) => {
    const content = value(row, language) ?? ''
    if (kind === 'text') return textCell(content)
    return kind === 'amount' && decimals === 'comma' ? content.replace('.', ',') : content
  })
  return `${cells.join(';')}\r\n`
}
