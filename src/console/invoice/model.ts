/**
 * An element of a document, as the reader of the service and DOMParser give it alike. `text` is the character data
 * directly inside, empty where an element holds only others. Attributes are keyed by their local name.
 */
export interface DocumentElement {
  readonly name: string
  readonly ns: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly DocumentElement[]
  readonly text: string
}

/** How a value is written. A `flag` is 1 for yes and anything else for no; `text` stands as it is. */
export type ValueKind = 'text' | 'day' | 'moment' | 'amount' | 'number' | 'percent' | 'flag'

/** A value with the code of its label. What has a label of its own in the document has it in `label`. */
export interface InvoiceField {
  readonly name: string
  readonly label?: string
  readonly value: string
  readonly kind: ValueKind
}

export interface InvoiceColumn {
  readonly name: string
  readonly label?: string
  readonly kind: ValueKind
}

/** A row of a table; a cell is null where the document says nothing. `before` marks the state before a correction. */
export interface InvoiceRow {
  readonly cells: readonly (string | null)[]
  readonly before: boolean
}

export interface InvoiceTable {
  readonly name: string
  readonly columns: readonly InvoiceColumn[]
  readonly rows: readonly InvoiceRow[]
}

/** A part of an invoice: what it says in single values, tables and parts of its own, in this order. */
export interface Section {
  readonly name: string
  readonly label?: string
  readonly fields: readonly InvoiceField[]
  readonly tables: readonly InvoiceTable[]
  readonly parts: readonly Section[]
}

/** An invoice as people read it. Everything that stands in the document stands in one of its sections. */
export interface ReadableInvoice {
  readonly form: 'fa' | 'rr' | 'ubl' | 'other'
  readonly number: string | null
  /** The published kind, such as VAT or KOR. */
  readonly kind: string | null
  readonly currency: string | null
  readonly sections: readonly Section[]
}
