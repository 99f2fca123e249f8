import type { ModeReason, ModeReasonParams } from '../texts/en/law/mode-reasons.ts'
import { say } from '../texts/say.ts'
import type { Day } from '../values/day.ts'
import type { Confidence } from './citation.ts'
import { receiptAsInvoice } from './documents.ts'
import type { Mode } from './mode-names.ts'
import { addBusinessDays } from './workdays.ts'

/** TABLE: what a rule of the mode may ask, and what each question means. `copy`: a document that is the invoice itself. */
export const modeConditions = {
  'no-invoice': say('mode-condition.no-invoice'),
  'numbered-print': say('mode-condition.numbered-print'),
  'fiscal-receipt': say('mode-condition.fiscal-receipt'),
  'accepted-after-p1': say('mode-condition.accepted-after-p1'),
  'ksef-online': say('mode-condition.ksef-online'),
  'copy-before-number': say('mode-condition.copy-before-number'),
  'codes-before-number': say('mode-condition.codes-before-number'),
  'only-receipts-before-number': say('mode-condition.only-receipts-before-number'),
  codes: say('mode-condition.codes'),
  'number-by-next-business-day': say('mode-condition.number-by-next-business-day'),
  'listed-buyer': say('mode-condition.listed-buyer'),
  'delivered-to-listed': say('mode-condition.delivered-to-listed'),
  'foreign-seller': say('mode-condition.foreign-seller'),
  'duty-required': say('mode-condition.duty-required'),
  'duty-free': say('mode-condition.duty-free'),
} as const
export type ModeCondition = keyof typeof modeConditions

/** What may stand in the reason of a rule; what it means is told where the words are (`texts/en/law/mode-reasons.ts`). */
export type ModeReasonParameter = keyof ModeReasonParams

/** What each reason names. */
export const modeReasonNames: Record<ModeReason, readonly ModeReasonParameter[]> = {
  'mode-reason.no-invoice.receipt': ['limit', 'until'],
  'mode-reason.no-invoice': [],
  'mode-reason.print.accepted-later': [],
  'mode-reason.print': [],
  'mode-reason.online': ['issueDay'],
  'mode-reason.total-failure': ['announcedDay', 'issueDay'],
  'mode-reason.foreign': ['sellerId'],
  'mode-reason.online.codes': [],
  'mode-reason.early-copy': ['numberedDay', 'nextBusinessDay'],
  'mode-reason.outside.receipt': ['limit', 'basis', 'until'],
  'mode-reason.outside.breach': ['sellerId', 'issueDay', 'basis'],
  'mode-reason.outside.free': ['issueDay', 'who', 'basis'],
  'mode-reason.outside.unknown': ['issueDay'],
  'mode-reason.offline.emergency': ['evidence', 'announcedDay', 'issueDay'],
  'mode-reason.offline.maintenance': ['evidence', 'issueDay'],
  'mode-reason.offline24.total-failure': ['evidence', 'announcedDay'],
  'mode-reason.offline24.failure': ['evidence', 'announcedDay'],
  'mode-reason.offline24': ['evidence', 'issueDay'],
  'mode-reason.confirmed': [],
}

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
  because: ModeReason
  legalBasis: readonly string[]
  confidence: Confidence
}

const { legalBasis: receiptBasis } = receiptAsInvoice
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
    because: 'mode-reason.no-invoice.receipt',
    legalBasis: receiptBasis,
    confidence: 'H',
  },
  {
    rule: 'no-invoice',
    mode: 'not-an-invoice',
    when: ['no-invoice'],
    unless: ['numbered-print'],
    because: 'mode-reason.no-invoice',
    legalBasis: ['art. 2 pkt 31-32a'],
    confidence: 'H',
  },
  {
    rule: 'print.accepted-later',
    mode: 'offline24',
    when: ['no-invoice', 'accepted-after-p1'],
    unless: [],
    because: 'mode-reason.print.accepted-later',
    legalBasis: ['art. 106gb ust. 5', 'art. 106nda ust. 1-3'],
    confidence: 'M',
  },
  {
    rule: 'print',
    mode: 'online',
    when: ['no-invoice'],
    unless: [],
    because: 'mode-reason.print',
    legalBasis: ['art. 106gb ust. 5', 'art. 106na ust. 1'],
    confidence: 'M',
  },
  {
    rule: 'online',
    mode: 'online',
    when: ['ksef-online'],
    unless: ['copy-before-number'],
    because: 'mode-reason.online',
    legalBasis: ['art. 106na ust. 1'],
    confidence: 'H',
  },
  {
    rule: 'total-failure',
    mode: 'total-failure',
    when: [],
    unless: ['ksef-online'],
    outage: { which: 'covers', kind: 'total-failure' },
    because: 'mode-reason.total-failure',
    legalBasis: ['art. 106ng'],
    confidence: 'H',
  },
  {
    rule: 'foreign',
    mode: 'foreign',
    when: ['foreign-seller', 'copy-before-number'],
    unless: [],
    because: 'mode-reason.foreign',
    legalBasis: ['art. 106ga ust. 2 pkt 1'],
    confidence: 'H',
  },
  {
    rule: 'online.codes',
    mode: 'online',
    when: ['ksef-online', 'codes-before-number'],
    unless: [],
    because: 'mode-reason.online.codes',
    legalBasis: ['art. 106na ust. 1'],
    confidence: 'M',
  },
  {
    rule: 'online.early-copy',
    mode: 'early-copy',
    when: ['ksef-online', 'number-by-next-business-day'],
    unless: ['listed-buyer'],
    inForce: true,
    because: 'mode-reason.early-copy',
    legalBasis: ['art. 106na ust. 3'],
    confidence: 'L',
  },
  {
    rule: 'online.copy',
    mode: 'online',
    when: ['ksef-online'],
    unless: [],
    because: 'mode-reason.online',
    legalBasis: ['art. 106na ust. 1', 'art. 106na ust. 4'],
    confidence: 'H',
  },
  {
    rule: 'early-copy',
    mode: 'early-copy',
    when: ['copy-before-number', 'number-by-next-business-day'],
    unless: ['codes', 'listed-buyer'],
    inForce: true,
    because: 'mode-reason.early-copy',
    legalBasis: ['art. 106nda ust. 16', 'art. 106na ust. 3'],
    confidence: 'L',
  },
  {
    rule: 'outside.receipt',
    mode: 'outside-lawful',
    when: ['copy-before-number', 'only-receipts-before-number'],
    unless: issuedOffline,
    because: 'mode-reason.outside.receipt',
    legalBasis: receiptBasis,
    confidence: 'H',
  },
  {
    rule: 'outside.breach',
    mode: 'outside-breach',
    when: ['copy-before-number', 'duty-required'],
    unless: issuedOffline,
    because: 'mode-reason.outside.breach',
    legalBasis: ['art. 106ga ust. 1'],
    confidence: 'H',
  },
  {
    rule: 'outside.free',
    mode: 'outside-lawful',
    when: ['copy-before-number', 'duty-free'],
    unless: issuedOffline,
    because: 'mode-reason.outside.free',
    legalBasis: ['art. 106ga ust. 2', 'art. 145l', 'art. 145m', 'art. 145n'],
    confidence: 'H',
  },
  {
    rule: 'outside.unknown',
    mode: 'outside-lawful',
    when: ['copy-before-number'],
    unless: issuedOffline,
    because: 'mode-reason.outside.unknown',
    legalBasis: ['art. 145l', 'art. 145m'],
    confidence: 'M',
  },
  {
    rule: 'offline.emergency',
    mode: 'emergency',
    when: [],
    unless: [],
    outage: { which: 'covers', kind: 'failure' },
    because: 'mode-reason.offline.emergency',
    legalBasis: ['art. 106nf ust. 1'],
    confidence: 'H',
  },
  {
    rule: 'offline.maintenance',
    mode: 'maintenance',
    when: [],
    unless: [],
    outage: { which: 'covers', kind: 'maintenance' },
    because: 'mode-reason.offline.maintenance',
    legalBasis: ['art. 106nh ust. 1'],
    confidence: 'H',
  },
  {
    rule: 'offline24.total-failure',
    mode: 'offline24-overtaken-by-total-failure',
    when: [],
    unless: [],
    outage: { which: 'overtook', kind: 'total-failure' },
    because: 'mode-reason.offline24.total-failure',
    legalBasis: ['art. 106nha pkt 2'],
    confidence: 'M',
  },
  {
    rule: 'offline24.failure',
    mode: 'offline24-overtaken-by-failure',
    when: [],
    unless: [],
    outage: { which: 'overtook', kind: 'failure' },
    because: 'mode-reason.offline24.failure',
    legalBasis: ['art. 106nha pkt 1'],
    confidence: 'M',
  },
  {
    rule: 'offline24',
    mode: 'offline24',
    when: [],
    unless: [],
    because: 'mode-reason.offline24',
    legalBasis: ['art. 106nda ust. 1-3'],
    confidence: 'H',
  },
]

/** The last day on which a number makes the plain copy before it an early one, and by which online-late should be sent. */
export const nextBusinessDay = (issueDay: Day): Day => addBusinessDays(issueDay, 1)

/** The kind of outage that must cover P_1 for a mode; null for a mode that rests on none. */
export const outageUnder = (mode: Mode): ModeOutage['kind'] | null =>
  modeRules.find((r) => r.mode === mode && r.outage?.which === 'covers')?.outage?.kind ?? null
