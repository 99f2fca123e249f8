import { childrenOf, find, isFilled, type Layout } from './layout.ts'
import type {
  DocumentElement,
  InvoiceColumn,
  InvoiceField,
  InvoiceRow,
  InvoiceTable,
  Section,
} from './model.ts'

/** The attachment of a form FA(3): blocks of described values, text and tables with headings of their own. */
export function attachmentOf(element: DocumentElement, layout: Layout): Section {
  const blocks = childrenOf(element, 'BlokDanych').map((block) => blockOf(block, layout))
  const rest = layout.everything(element)
  return { ...rest, parts: [...blocks.filter(isFilled), ...rest.parts] }
}

function blockOf(block: DocumentElement, layout: Layout): Section {
  const heading = layout.at(block, 'ZNaglowek')
  const paragraphs = childrenOf(find(block, 'Tekst'), 'Akapit').flatMap((p) => layout.field(p, ''))
  const described = childrenOf(block, 'MetaDane').flatMap((pair) =>
    pairOf(pair, 'ZKlucz', 'ZWartosc', layout),
  )
  const tables = childrenOf(block, 'Tabela').map((table) => tableOf(table, layout))
  return {
    name: layout.label('BlokDanych'),
    ...(heading === null ? {} : { label: heading }),
    fields: [...described, ...paragraphs],
    tables: [],
    parts: tables,
  }
}

function tableOf(table: DocumentElement, layout: Layout): Section {
  const described = childrenOf(table, 'TMetaDane').flatMap((pair) =>
    pairOf(pair, 'TKlucz', 'TWartosc', layout),
  )
  const heads = childrenOf(find(table, 'TNaglowek'), 'Kol')
  const types = heads.map((head) => layout.take(head, 'Typ'))
  const columns: InvoiceColumn[] = heads.map((head, at) => ({
    name: layout.label('Kol'),
    label: layout.at(head, 'NKom') ?? '',
    kind: types[at] === 'date' ? 'day' : types[at] === 'dec' || types[at] === 'int' ? 'number' : 'text',
  }))
  const cellsOf = (row: DocumentElement, cell: string): InvoiceRow => ({
    cells: childrenOf(row, cell).map((c) => layout.take(c)),
    before: false,
  })
  const rows = childrenOf(table, 'Wiersz').map((row) => cellsOf(row, 'WKom'))
  const sums = childrenOf(table, 'Suma').map((row) => cellsOf(row, 'SKom'))
  const found: InvoiceTable = { name: layout.label('Tabela'), columns, rows: [...rows, ...sums] }
  return {
    name: layout.label('Tabela'),
    fields: [...described, ...layout.fields(table, ['Opis'])],
    tables: found.rows.length === 0 && columns.length === 0 ? [] : [found],
    parts: [],
  }
}

/** A key and its value as a field that is labelled by the document. */
function pairOf(pair: DocumentElement, key: string, value: string, layout: Layout): InvoiceField[] {
  const [label, said] = [layout.at(pair, key), layout.at(pair, value)]
  if (label === null && said === null) return []
  return [{ name: layout.label(key), ...(label === null ? {} : { label }), value: said ?? '', kind: 'text' }]
}
