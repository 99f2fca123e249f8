import type { FaDocument } from './fa-document.ts'
import { faXml, type KsefClocks, type KsefDocument, ksefDocument, nip, sha256 } from './ksef.ts'
import type { LawRow } from './law-rows.ts'

/** The documents of a worked case: the invoice, its original if it corrects one, and what KSeF holds of them. */

/** Where tax point and buyer category are told: in the documents themselves, or by the accountant. */
export type Telling = 'in-documents' | 'by-hand'

export const buyer = { nip: nip('law buyer'), name: 'Odbiorca sp. z o.o.' }

export const foreignSeller = { country: 'DE', vatId: '123456789', name: 'Lieferant GmbH' }

const kinds: Record<string, 'VAT' | 'ZAL' | 'KOR'> = {
  VAT: 'VAT',
  ZAL: 'ZAL',
  KOR_MINUS: 'KOR',
  KOR_PLUS: 'KOR',
}

/** The value that the table has for a word of the row; a word that it lacks is a mistake, never a default. */
export function known<Value>(table: Record<string, Value>, word: string, row: LawRow): Value {
  const value = table[word]
  if (value === undefined) throw new Error(`${row.case_id}: nothing known about ${word}`)
  return value
}

export const isForeign = (row: LawRow): boolean => row.seller_status === 'foreign'
export const isCorrection = (row: LawRow): boolean => row.doc_kind.startsWith('KOR')
export const originalIsOutside = (row: LawRow): boolean => row.extra_facts.startsWith('original=outside copy')

/** The invoice number of the case; its original, if any, has another. */
export const numberOf = (row: LawRow): string =>
  `${isCorrection(row) ? 'KOR' : 'FV'}/${row.case_id}/${row.p1_date.slice(0, 4)}`

export const sellerOf = (row: LawRow) => ({ nip: nip(`seller ${row.case_id}`), name: 'Sprzedawca S.A.' })

export function originalOf(row: LawRow): FaDocument {
  const [year = 0, month = 0] = row.p1_date.split('-').map(Number)
  const monthBefore = new Date(Date.UTC(year, month - 2, 15)).toISOString().slice(0, 10)
  return {
    seller: sellerOf(row),
    buyer,
    number: `ZAK/${row.case_id}/0815`,
    // A price raised later has a cause of its own; a reduction goes back to the supply of the original.
    issueDay: row.original_deduct_period ? row.tax_point_date : monthBefore,
    amounts: { net: '1000.00' },
  }
}

export const originalInKsef = (row: LawRow): KsefDocument => {
  const original = originalOf(row)
  return ksefDocument({ ...original, numberedAt: `${original.issueDay}T09:00:00Z` })
}

export function documentOf(row: LawRow, telling: Telling): FaDocument {
  const original = originalOf(row)
  const ksefNumber = originalIsOutside(row) ? null : originalInKsef(row).metadata.ksefNumber
  // Left out where it is P_1, except of an advance: there nothing would be told of the payment.
  const isOther = row.tax_point_date !== row.p1_date || row.doc_kind === 'ZAL'
  const isTold = telling === 'in-documents' && row.tax_point_date !== '' && isOther
  return {
    seller: sellerOf(row),
    buyer,
    number: numberOf(row),
    issueDay: row.p1_date,
    kind: known(kinds, row.doc_kind, row),
    ...(isTold ? { taxPointDay: row.tax_point_date } : {}),
    // The place of supply is abroad: no Polish VAT on the invoice.
    ...(row.buyer_category === 'GB4_1' || isForeign(row) ? { rates: { P_13_8: '100.00' } } : {}),
    ...(row.doc_kind === 'KOR_MINUS' ? { amounts: { net: '-100.00' } } : {}),
    ...(isCorrection(row) ? { corrects: [{ ...original, ksefNumber }] } : {}),
  }
}

/** The invoice as KSeF hands it over, by the clocks of the row unless others are given. */
export function inKsef(row: LawRow, telling: Telling, clocks?: KsefClocks): KsefDocument {
  const document = documentOf(row, telling)
  const rejected = row.extra_facts.startsWith('hashOfCorrectedInvoice=')
    ? faXml({ ...document, lines: 2 })
    : null
  return ksefDocument({
    ...document,
    ...(clocks ?? { acceptedAt: row.ksef_sent_at, numberedAt: row.ksef_number_assigned_at }),
    ...(rejected ? { hashOfCorrectedInvoice: sha256(rejected) } : {}),
  })
}
