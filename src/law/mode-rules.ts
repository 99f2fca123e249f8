import type { Day } from '../values/day.ts'
import type { Confidence } from './citation.ts'
import { receiptAsInvoice, receiptLimitText } from './documents.ts'
import type { Mode } from './modes.ts'
import { addBusinessDays } from './workdays.ts'

/** TABLE: what a rule of the mode may ask, and what each question means. `copy`: a document that is the invoice itself. */
export const modeConditions = {
  'no-invoice': 'neither a copy nor a document of KSeF is in hand',
  'numbered-print': 'a print of a numbered invoice is in hand',
  'fiscal-receipt': 'a cash-register receipt is in hand, whatever its amount',
  'accepted-after-p1': 'the KSeF number printed on a copy was accepted on another day than P_1',
  'ksef-online': 'KSeF says Online: P_1 is the day of acceptance',
  'copy-before-number': 'a copy came on a day before that of the KSeF number, or there is no number',
  'codes-before-number': 'of the copies before the number one carries the offline codes',
  'only-receipts-before-number': 'all copies before the number are cash-register receipts',
  codes: 'a copy carries the offline codes, whenever it came',
  'number-by-next-business-day': 'the KSeF number came by the next business day after P_1',
  'listed-buyer': 'the buyer is one of art. 106gb ust. 4, who may be served outside KSeF',
  'delivered-to-listed': 'both: what a listed buyer got before such a number is a delivery of it',
  'foreign-seller': 'the seller has no seat in Poland',
  'duty-required': 'the table of duties says that the seller had to use KSeF on P_1',
  'duty-free': 'the table of duties says that he was free not to',
} as const
export type ModeCondition = keyof typeof modeConditions

/** TABLE: what is filled into the reason of a rule, where its text has the name in braces. */
export const modeReasonParameters = {
  issueDay: 'P_1',
  sellerId: 'the tax number of the seller',
  numberedDay: 'the Warsaw day of the KSeF number',
  nextBusinessDay: 'the next business day after P_1',
  announcedDay: 'the day the first outage of the rule was announced',
  evidence: 'what says that the invoice was issued offline: its codes, else KSeF',
  dutyWho: 'whom the row of duties speaks of',
  dutyBasis: 'the articles of that row',
} as const
export type ModeReasonParameter = keyof typeof modeReasonParameters

/** Outages that cover P_1, or those announced after P_1 and before sending. */
export interface ModeOutage {
  which: 'covers' | 'overtook'
  kind: 'failure' | 'maintenance' | 'total-failure'
}

export interface ModeRule {
  rule: string
  mode: Mode
  /** All of them hold. */
  when: readonly ModeCondition[]
  /** None of them holds. */
  unless: readonly ModeCondition[]
  /** There is such an outage. */
  outage?: ModeOutage
  /** P_1 lies inside the dates of the mode (`modeTable`). */
  inForce?: true
  because: string
  legalBasis: readonly string[]
  confidence: Confidence
}

const accepted = 'KSeF says Online: accepted on the day of P_1, {issueDay}.'
const numberedSoon =
  'A copy without offline codes came before the KSeF number of {numberedDay}, which came by {nextBusinessDay}, the next business day after P_1.'
const { legalBasis: receiptBasis, until: receiptUntil } = receiptAsInvoice
/** A plain copy that came before its number speaks of the seller's duty; one with codes was issued offline. */
const issuedOffline = ['codes', 'delivered-to-listed'] as const

/**
 * TABLE: how an invoice was issued, from what is in hand. The first rule that holds answers, so the order is part of the
 * law's reading: papers that are none, total failure on P_1, foreign seller, what KSeF says, offline codes, a number by
 * the next business day, the seller's duty, and at last the calendar of outages. The last rule holds always.
 */
export const modeRules: readonly ModeRule[] = [
  {
    rule: 'no-invoice.receipt',
    mode: 'not-an-invoice',
    when: ['no-invoice', 'fiscal-receipt'],
    unless: ['numbered-print'],
    because: `No document in hand is an invoice. A receipt with NIP is one up to ${receiptLimitText()} and until ${receiptUntil}.`,
    legalBasis: receiptBasis,
    confidence: 'H',
  },
  {
    rule: 'no-invoice',
    mode: 'not-an-invoice',
    when: ['no-invoice'],
    unless: ['numbered-print'],
    because: 'No document in hand is an invoice.',
    legalBasis: ['art. 2 pkt 31-32a'],
    confidence: 'H',
  },
  {
    rule: 'print.accepted-later',
    mode: 'offline24',
    when: ['no-invoice', 'accepted-after-p1'],
    unless: [],
    because: 'The printed KSeF number was accepted after P_1; the KSeF document is not in hand yet.',
    legalBasis: ['art. 106gb ust. 5', 'art. 106nda ust. 1-3'],
    confidence: 'M',
  },
  {
    rule: 'print',
    mode: 'online',
    when: ['no-invoice'],
    unless: [],
    because: 'The print carries one code, so the invoice is in KSeF; its document is not in hand yet.',
    legalBasis: ['art. 106gb ust. 5', 'art. 106na ust. 1'],
    confidence: 'M',
  },
  {
    rule: 'online',
    mode: 'online',
    when: ['ksef-online'],
    unless: ['copy-before-number'],
    because: accepted,
    legalBasis: ['art. 106na ust. 1'],
    confidence: 'H',
  },
  {
    rule: 'total-failure',
    mode: 'total-failure',
    when: [],
    unless: ['ksef-online'],
    outage: { which: 'covers', kind: 'total-failure' },
    because: 'A total failure announced on {announcedDay} covers P_1, {issueDay}.',
    legalBasis: ['art. 106ng'],
    confidence: 'H',
  },
  {
    rule: 'foreign',
    mode: 'foreign',
    when: ['foreign-seller', 'copy-before-number'],
    unless: [],
    because: 'The seller ({sellerId}) has no seat in Poland and issued the invoice outside KSeF.',
    legalBasis: ['art. 106ga ust. 2 pkt 1'],
    confidence: 'H',
  },
  {
    rule: 'online.codes',
    mode: 'online',
    when: ['ksef-online', 'codes-before-number'],
    unless: [],
    because: 'KSeF says Online, although the copy carries offline codes.',
    legalBasis: ['art. 106na ust. 1'],
    confidence: 'M',
  },
  {
    rule: 'online.early-copy',
    mode: 'early-copy',
    when: ['ksef-online', 'number-by-next-business-day'],
    unless: ['listed-buyer'],
    inForce: true,
    because: numberedSoon,
    legalBasis: ['art. 106na ust. 3'],
    confidence: 'L',
  },
  {
    rule: 'online.copy',
    mode: 'online',
    when: ['ksef-online'],
    unless: [],
    because: accepted,
    legalBasis: ['art. 106na ust. 1', 'art. 106na ust. 4'],
    confidence: 'H',
  },
  {
    rule: 'early-copy',
    mode: 'early-copy',
    when: ['copy-before-number', 'number-by-next-business-day'],
    unless: ['codes', 'listed-buyer'],
    inForce: true,
    because: numberedSoon,
    legalBasis: ['art. 106nda ust. 16', 'art. 106na ust. 3'],
    confidence: 'L',
  },
  {
    rule: 'outside.receipt',
    mode: 'outside-lawful',
    when: ['copy-before-number', 'only-receipts-before-number'],
    unless: issuedOffline,
    because: `A receipt with the NIP up to ${receiptLimitText()} is an invoice (${receiptBasis.join(', ')}, to ${receiptUntil}).`,
    legalBasis: receiptBasis,
    confidence: 'H',
  },
  {
    rule: 'outside.breach',
    mode: 'outside-breach',
    when: ['copy-before-number', 'duty-required'],
    unless: issuedOffline,
    because:
      'The document carries no offline codes and the seller {sellerId} had to use KSeF on {issueDay} ({dutyBasis}).',
    legalBasis: ['art. 106ga ust. 1'],
    confidence: 'H',
  },
  {
    rule: 'outside.free',
    mode: 'outside-lawful',
    when: ['copy-before-number', 'duty-free'],
    unless: issuedOffline,
    because:
      'The document carries no offline codes; on {issueDay} the seller was free to: {dutyWho} ({dutyBasis}).',
    legalBasis: ['art. 106ga ust. 2', 'art. 145l', 'art. 145m', 'art. 145n'],
    confidence: 'H',
  },
  {
    rule: 'outside.unknown',
    mode: 'outside-lawful',
    when: ['copy-before-number'],
    unless: issuedOffline,
    because:
      'The document carries no offline codes; on {issueDay} the seller was free to: his duty is not recorded.',
    legalBasis: ['art. 145l', 'art. 145m'],
    confidence: 'M',
  },
  {
    rule: 'offline.emergency',
    mode: 'emergency',
    when: [],
    unless: [],
    outage: { which: 'covers', kind: 'failure' },
    because: '{evidence} and a failure announced on {announcedDay} covers P_1, {issueDay}.',
    legalBasis: ['art. 106nf ust. 1'],
    confidence: 'H',
  },
  {
    rule: 'offline.maintenance',
    mode: 'maintenance',
    when: [],
    unless: [],
    outage: { which: 'covers', kind: 'maintenance' },
    because: '{evidence} and maintenance covers P_1, {issueDay}.',
    legalBasis: ['art. 106nh ust. 1'],
    confidence: 'H',
  },
  {
    rule: 'offline24.total-failure',
    mode: 'offline24-overtaken-by-total-failure',
    when: [],
    unless: [],
    outage: { which: 'overtook', kind: 'total-failure' },
    because: '{evidence}; a total failure was announced on {announcedDay}, after P_1 and before sending.',
    legalBasis: ['art. 106nha pkt 2'],
    confidence: 'M',
  },
  {
    rule: 'offline24.failure',
    mode: 'offline24-overtaken-by-failure',
    when: [],
    unless: [],
    outage: { which: 'overtook', kind: 'failure' },
    because: '{evidence}; a failure was announced on {announcedDay}, after P_1 and before sending.',
    legalBasis: ['art. 106nha pkt 1'],
    confidence: 'M',
  },
  {
    rule: 'offline24',
    mode: 'offline24',
    when: [],
    unless: [],
    because: '{evidence} and no announced outage covers P_1, {issueDay}.',
    legalBasis: ['art. 106nda ust. 1-3'],
    confidence: 'H',
  },
]

/** The last day on which a number makes the plain copy before it an early one, and by which online-late should be sent. */
export const nextBusinessDay = (issueDay: Day): Day => addBusinessDays(issueDay, 1)

/** The kind of outage that must cover P_1 for a mode; null for a mode that rests on none. */
export const outageUnder = (mode: Mode): ModeOutage['kind'] | null =>
  modeRules.find((r) => r.mode === mode && r.outage?.which === 'covers')?.outage?.kind ?? null
