import type { Sentence } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'
import type { DocumentClass } from '../values/document-class.ts'

/** What is read of a document that shows an invoice: values with their proof, as the contract writes them. */

/** The fields that are read. Days are `YYYY-MM-DD`, amounts `1234.56`, a NIP ten digits, a VAT id with its country. */
export const fieldNames = [
  'seller.nip',
  'seller.name',
  'seller.vatId',
  'buyer.nip',
  'number',
  'issueDate',
  'taxPointDate',
  'kind',
  'currency',
  'net',
  'vat',
  'vatPln',
  'gross',
  'ksefNumber',
  'corrects.number',
] as const
export type FieldName = (typeof fieldNames)[number]

/** `certain` is proven, `likely` stands there by its label, `doubtful` is one of several or contradicted. */
export const confidences = ['certain', 'likely', 'doubtful'] as const
export type Certainty = (typeof confidences)[number]

/** A KSeF code; a document known here; XML in the file, or the file itself; the text of the page; a picture of it. */
export const fieldSources = ['code', 'document', 'embedded-xml', 'text', 'ocr'] as const
export type FieldSource = (typeof fieldSources)[number]

/** Left, top, width and height in points, from the top left of the page as it is shown. */
export type PageBox = readonly [x: number, y: number, width: number, height: number]

export interface FieldValue {
  value: string
  confidence: Certainty
  source: FieldSource
  /** The page from 1 on, and the place there; null where it was not read from a page. */
  page: number | null
  box: PageBox | null
}
/** What a field says, and what it might say instead. */
export interface ReadField extends FieldValue {
  alternatives: FieldValue[]
}
export type Fields = Partial<Record<FieldName, ReadField>>

/** What the document is; `value` is null where nothing tells. */
export interface ReadClass {
  value: DocumentClass | null
  confidence: Certainty
  because: Sentence
}

/** What one source says of a document. */
export interface Reading {
  fields: Fields
  /** Null where this source says nothing of it. */
  document: ReadClass | null
  /** Invoices that it corrects, with their days as far as these are told. */
  corrects: { number: string; issueDate: Day | null }[]
  warnings: Sentence[]
}

/** Values of one source, all known alike, as fields. */
export function fieldsOf(
  values: Partial<Record<FieldName, string | null>>,
  confidence: Certainty,
  source: FieldSource,
): Fields {
  const fields: Fields = {}
  for (const name of fieldNames) {
    const value = values[name] ?? null
    if (value !== null) fields[name] = { value, confidence, source, page: null, box: null, alternatives: [] }
  }
  return fields
}
