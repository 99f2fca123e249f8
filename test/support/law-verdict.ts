import type { Purchase } from './api.ts'
import { warsawDay } from './ksef.ts'
import { isCorrection } from './law-documents.ts'
import type { LawRow } from './law-rows.ts'

/** What a worked case expects, and the same read from a purchase: two flat records to hold side by side. */
export type Verdict = {
  mode: string
  issueDate: string
  /** Undefined where the row leaves it open. */
  deadline: string | null | undefined
  receiptDate: string | null
  receiptSource: string | null
  deductFrom: string | null
  deductUntil: string | null
  markerAsOf: string
  marker: string | null
  correction: string
  correctionDue: string | null
  /** Expected codes that are not open. */
  missing: string[]
  /** Open findings that neither the row nor the dictionary expects. */
  unexpected: string[]
}

const otherNames: Record<string, string> = {
  OUTSIDE_LEGAL: 'outside-lawful',
  FOREIGN_INVOICE: 'foreign',
}
const sources: Record<string, string> = { KSEF_NUMBER: 'ksef-number', ACTUAL: 'actual' }
const corrections: Record<string, string> = { YES: 'required', REVIEW: 'review', NO: 'none', NA: 'none' }

const orNull = (cell: string): string | null => (cell === '' || cell === 'NONE' ? null : cell)
/** KSeF's metadata cannot tell this mode from offline24: either name is right and the deadline is not compared. */
const isOnlineLate = (row: LawRow): boolean => row.exp_classification === 'ONLINE_LATE'

export const addDays = (day: string, n: number): string =>
  new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10)

export const expectedCodes = (row: LawRow): string[] => row.exp_review_codes.split('|').filter(Boolean)

/** Findings that only inform and that a row does not name: what the dictionary of findings says of its columns. */
const dictionary: Record<string, (row: LawRow) => boolean> = {
  INFO_OUTAGE_OPEN: (row) => /\/\s*(;|$)/.test(row.system_events),
  INFO_SENT_LATE: (row) =>
    row.exp_send_deadline !== '' &&
    row.ksef_sent_at !== '' &&
    row.ksef_number_date_warsaw <= row.filing_date &&
    warsawDay(row.ksef_sent_at) > row.exp_send_deadline,
  INFO_AGREEMENT_UNKNOWN: (row) =>
    row.exp_classification === 'EMERGENCY' &&
    row.buyer_category === 'DOMESTIC_NIP' &&
    ['NA', 'UNKNOWN'].includes(row.agreed_non_ksef) &&
    ['invoice_two_qr', 'paper_invoice'].includes(row.outside_doc_type),
  INFO_SELF_ASSESSMENT_OPEN: (row) => row.seller_status === 'foreign',
}
const impliedInformation = (row: LawRow): string[] =>
  Object.keys(dictionary).filter((code) => dictionary[code]?.(row))

/** Purchases that the row makes: its own, the corrected original, the copy whose amount differs. */
export const purchaseCount = (row: LawRow): number =>
  1 + Number(isCorrection(row)) + Number(row.extra_facts === 'outside_gross=differs')

export function expectedVerdict(row: LawRow): Verdict {
  const classification = row.exp_classification
  return {
    mode: otherNames[classification] ?? classification.toLowerCase().replaceAll('_', '-'),
    issueDate: row.exp_issue_date,
    deadline: isOnlineLate(row) ? undefined : orNull(row.exp_send_deadline),
    receiptDate: orNull(row.exp_receipt_date),
    receiptSource: sources[row.exp_receipt_source] ?? null,
    deductFrom: orNull(row.exp_deduct_from),
    deductUntil: orNull(row.exp_deduct_until),
    markerAsOf: row.filing_date,
    marker: orNull(row.exp_marker_at_filing),
    correction: corrections[row.exp_jpk_correction] ?? `unknown ${row.exp_jpk_correction}`,
    correctionDue: orNull(row.exp_jpk_correction_due),
    missing: [],
    unexpected: [],
  }
}

export function observedVerdict(row: LawRow, purchase: Purchase): Verdict {
  const open = purchase.findings.filter((finding) => finding.open)
  const openCodes = open.map((finding) => finding.code)
  const expected = [...new Set([...expectedCodes(row), ...impliedInformation(row)])]
  const isEitherName = isOnlineLate(row) && purchase.mode === 'offline24'
  return {
    mode: isEitherName ? 'online-late' : purchase.mode,
    issueDate: purchase.issueDate,
    deadline: isOnlineLate(row) ? undefined : purchase.resend.deadline,
    receiptDate: purchase.receipt.date,
    receiptSource: purchase.receipt.source,
    deductFrom: purchase.deduction.from,
    deductUntil: purchase.deduction.until,
    markerAsOf: purchase.marker.asOf,
    marker: purchase.marker.value,
    correction: purchase.marker.correction,
    correctionDue: purchase.marker.correctionDue,
    missing: expected.filter((code) => !openCodes.includes(code)),
    unexpected: openCodes.filter((code) => !expected.includes(code)),
  }
}

/**
 * The question that `exp_marker_after_number` asks: the marker on a day by which the number is there and the
 * invoice received. A row without a number that expects one gets it after its filing (`lateNumberAt`).
 * Null when the row asks nothing: no number ever comes.
 */
export function afterNumber(
  row: LawRow,
): { asOf: string; marker: string | null; lateNumberAt: string | null } | null {
  const marker = orNull(row.exp_marker_after_number)
  const numberDay = row.ksef_number_date_warsaw
  if (numberDay) {
    const [asOf = ''] = [addDays(numberDay, 1), row.exp_receipt_date].sort().reverse()
    return { asOf, marker, lateNumberAt: null }
  }
  if (marker === null) return null
  const lateDay = addDays(row.filing_date, 3)
  return { asOf: addDays(lateDay, 1), marker, lateNumberAt: `${lateDay}T09:00:00Z` }
}
