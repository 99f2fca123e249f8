import { readFileSync } from 'node:fs'
import { parseCsv } from './csv.ts'

/** The worked cases of the law pack, one row each, columns as its dictionary (section 9.3) names them. */

const columns = [
  ...['case_id', 'group', 'seller_status', 'issue_mode', 'doc_kind', 'p1_date', 'system_events'],
  ...['ksef_sent_at', 'ksef_number_assigned_at', 'ksef_number_date_warsaw'],
  ...['outside_doc_type', 'outside_received_on', 'buyer_category', 'agreed_non_ksef', 'tax_point_date'],
  ...['buyer_period', 'buyer_cash_method', 'payment_date', 'original_deduct_period', 'filing_date'],
  ...['extra_facts', 'policy', 'exp_classification', 'exp_issue_date', 'exp_send_deadline'],
  ...['exp_receipt_date', 'exp_receipt_source', 'exp_deduct_from', 'exp_deduct_until'],
  ...['exp_marker_at_filing', 'exp_marker_after_number', 'exp_jpk_correction', 'exp_jpk_correction_due'],
  ...['exp_needs_review', 'exp_review_codes', 'contested', 'confidence', 'legal_basis', 'reason'],
] as const

export type LawRow = Record<(typeof columns)[number], string>

/** Reads the table. Throws when a column is new, gone or moved: a fact that nobody maps must not pass unseen. */
export function readLawRows(text: string): LawRow[] {
  const [header = [], ...rows] = parseCsv(text)
  if (header.join() !== columns.join()) throw new Error(`other columns than expected: ${header.join()}`)
  return rows.map((row) => {
    if (row.length !== columns.length)
      throw new Error(`${row[0]}: ${row.length} fields, not ${columns.length}`)
    return Object.fromEntries(columns.map((column, i) => [column, row[i]])) as LawRow
  })
}

export const lawRows = readLawRows(
  readFileSync(new URL('../../fixtures/law-cases.csv', import.meta.url), 'utf8'),
)
