import type { Confidence } from './citation.ts'

export type JpkCheckSeverity = 'info' | 'review' | 'blocking'

interface CheckRow {
  code: string
  severity: JpkCheckSeverity
  legalBasis: readonly string[]
  confidence: Confidence
}

const record = 'art. 109 ust. 3'
const markers = 'Dz.U. 2025 poz. 1800'
const form = 'art. 109 ust. 3b'
const inputTax = 'art. 86 ust. 2 pkt 1'

/**
 * TABLE: what may be told of a row of a record that was made elsewhere, by its case. A code may have cases of several
 * severities: what changes the tax, or the month it is deducted in, blocks; what only the record is wrong in is for review;
 * what the law leaves to the taxpayer informs.
 */
export const jpkCheckTable = {
  'twice-in-file': row('ROW_TWICE', 'blocking', ['art. 86 ust. 1', record], 'H'),
  'twice-across': row('ROW_TWICE', 'blocking', ['art. 86 ust. 1', 'art. 86 ust. 10'], 'H'),
  'parts-of-one': row('ROW_TWICE', 'info', [record], 'M'),
  'held-finding': row('ROW_HELD', 'blocking', ['art. 86 ust. 1'], 'M'),
  'not-received': row('ROW_HELD', 'blocking', ['art. 86 ust. 10b pkt 1'], 'H'),
  'no-invoice': row('ROW_HELD', 'blocking', ['art. 86 ust. 2 pkt 1'], 'H'),
  'supply-open': row('ROW_HELD', 'blocking', ['art. 86 ust. 10'], 'H'),
  'too-early': row('WRONG_MONTH', 'blocking', ['art. 86 ust. 10', 'art. 86 ust. 10b pkt 1'], 'H'),
  'too-late': row('WRONG_MONTH', 'blocking', ['art. 86 ust. 11', 'art. 86 ust. 13'], 'H'),
  'reduced-elsewhere': row('WRONG_MONTH', 'blocking', ['art. 86 ust. 19a'], 'H'),
  'not-yet': row('WRONG_MONTH', 'blocking', ['art. 86 ust. 10'], 'H'),
  later: row('LATER_MONTH', 'info', ['art. 86 ust. 11'], 'H'),
  'number-other': row('NUMBER_DIFFERS', 'review', [record], 'H'),
  'number-near': row('NUMBER_DIFFERS', 'info', [record], 'M'),
  unreadable: row('ROW_UNREADABLE', 'review', [form], 'H'),
  'receipt-day': row('RECEIPT_DAY_DIFFERS', 'review', [record, 'art. 86 ust. 10b pkt 1'], 'H'),
  'receipt-day-left-out': row('RECEIPT_DAY_DIFFERS', 'info', [record], 'M'),
  'issue-day': row('ISSUE_DAY_DIFFERS', 'review', [record], 'H'),
  'number-known': row('MARKER_DIFFERS', 'blocking', [markers], 'H'),
  'number-of-another': row('MARKER_DIFFERS', 'blocking', [markers], 'H'),
  'number-not-assigned': row('MARKER_DIFFERS', 'blocking', [markers], 'H'),
  'marker-other': row('MARKER_DIFFERS', 'blocking', [markers], 'H'),
  'marker-none': row('MARKER_DIFFERS', 'blocking', [markers], 'H'),
  'marker-unsettled': row('MARKER_DIFFERS', 'review', [markers], 'L'),
  amount: row('AMOUNT_DIFFERS', 'blocking', [inputTax], 'H'),
  sign: row('AMOUNT_DIFFERS', 'blocking', [inputTax, 'art. 86 ust. 19a'], 'H'),
  'gross-for-net': row('AMOUNT_DIFFERS', 'blocking', [inputTax], 'H'),
  'net-for-gross': row('AMOUNT_DIFFERS', 'blocking', [inputTax], 'H'),
  'in-pln': row('AMOUNT_DIFFERS', 'blocking', [inputTax, 'art. 31a'], 'H'),
  'nothing-deductible': row('AMOUNT_DIFFERS', 'blocking', [inputTax, 'art. 88'], 'H'),
  smaller: row('AMOUNT_DIFFERS', 'info', ['art. 86 ust. 1'], 'H'),
  rounded: row('AMOUNT_DIFFERS', 'info', ['art. 31a'], 'M'),
  'other-field': row('AMOUNT_DIFFERS', 'info', [record], 'M'),
  adjusted: row('AMOUNT_DIFFERS', 'info', ['art. 89b', 'art. 90a-90c', 'art. 91'], 'M'),
  seller: row('SELLER_DIFFERS', 'review', [record], 'H'),
  likely: row('ROW_LIKELY', 'review', [record], 'L'),
  unknown: row('ROW_UNKNOWN', 'review', ['art. 86 ust. 10b pkt 1'], 'H'),
  'unknown-obliged': row('ROW_UNKNOWN', 'review', ['art. 106ga ust. 1', 'art. 86 ust. 10b pkt 1'], 'H'),
  'unknown-uncovered': row('ROW_UNKNOWN', 'review', ['art. 86 ust. 10b pkt 1'], 'M'),
  'unknown-internal': row('ROW_UNKNOWN', 'info', [record, 'art. 86 ust. 2 pkt 2'], 'M'),
  'unknown-adjustment': row('ROW_UNKNOWN', 'info', ['art. 89b', 'art. 90a-90c', 'art. 91'], 'M'),
  missing: row('PURCHASE_MISSING', 'review', ['art. 86 ust. 13', 'art. 86 ust. 19a'], 'H'),
  'missing-open': row('PURCHASE_MISSING', 'info', ['art. 86 ust. 11'], 'H'),
  'control-rows': row('CONTROL_SUM', 'blocking', [form], 'H'),
  'control-tax': row('CONTROL_SUM', 'blocking', [form], 'H'),
  'control-declared': row('CONTROL_SUM', 'blocking', [form], 'M'),
} as const satisfies Record<string, CheckRow>

export type JpkCheckCase = keyof typeof jpkCheckTable
export type JpkCheckCode = (typeof jpkCheckTable)[JpkCheckCase]['code']

export const jpkCheckCodes: readonly JpkCheckCode[] = [
  ...new Set(Object.values(jpkCheckTable).map(({ code }) => code)),
]

function row<C extends string, S extends JpkCheckSeverity>(
  code: C,
  severity: S,
  legalBasis: readonly string[],
  confidence: Confidence,
) {
  return { code, severity, legalBasis, confidence }
}

/** Computed with a rate of ours and with one of theirs, amounts in zlotys may differ by so many hundredths. */
export const roundingGrosze = 5

/** TABLE: documents that the taxpayer or the customs office makes: no seller has sent one, so nothing of it need be here. */
export const madeOtherwise = { documents: ['WEW'], imports: true, confidence: 'H' } as const

/** TABLE: documents whose row need not say when they came: the buyer makes them himself. */
export const withoutReceiptDay = { documents: ['VAT_RR', 'WEW'], imports: true, confidence: 'M' } as const
