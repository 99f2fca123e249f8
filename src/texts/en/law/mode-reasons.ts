import type { Said, Tell } from '../../sentence.ts'
import { type ModeName, modeNames } from './mode-names.ts'

/** What may stand in the reason for a mode. */
export interface ModeReasonParams {
  /** P_1. */
  issueDay: string
  /** The tax number of the seller. */
  sellerId: string
  /** The Warsaw day of the KSeF number. */
  numberedDay: string
  /** The next business day after P_1. */
  nextBusinessDay: string
  /** The day the first outage of the rule was announced. */
  announcedDay: string
  /** What says that the invoice was issued offline: its codes, else KSeF. */
  evidence: 'codes' | 'ksef'
  /** Whom the row of duties speaks of. */
  who: Said
  /** The articles of the rule, or of the row of duties. */
  basis: string
  /** Up to what amount a receipt with NIP is an invoice, and until when. */
  limit: string
  until: string
}

const offline = { codes: 'The copy carries the offline codes', ksef: 'KSeF says Offline' }

/** What the rules by which the mode is found say, and what they ask. */
export const modeReasonTexts = {
  'mode-reason.no-invoice.receipt': ({ limit, until }: Pick<ModeReasonParams, 'limit' | 'until'>) =>
    `No document in hand is an invoice. A receipt with NIP is one up to ${limit} and until ${until}.`,
  'mode-reason.no-invoice': 'No document in hand is an invoice.',
  'mode-reason.print.accepted-later':
    'The printed KSeF number was accepted after P_1; the KSeF document is not in hand yet.',
  'mode-reason.print':
    'The print carries one code, so the invoice is in KSeF; its document is not in hand yet.',
  'mode-reason.online': ({ issueDay }: Pick<ModeReasonParams, 'issueDay'>) =>
    `KSeF says Online: accepted on the day of P_1, ${issueDay}.`,
  'mode-reason.total-failure': ({
    announcedDay,
    issueDay,
  }: Pick<ModeReasonParams, 'announcedDay' | 'issueDay'>) =>
    `A total failure announced on ${announcedDay} covers P_1, ${issueDay}.`,
  'mode-reason.foreign': ({ sellerId }: Pick<ModeReasonParams, 'sellerId'>) =>
    `The seller (${sellerId}) has no seat in Poland and issued the invoice outside KSeF.`,
  'mode-reason.online.codes': 'KSeF says Online, although the copy carries offline codes.',
  'mode-reason.early-copy': ({
    numberedDay,
    nextBusinessDay,
  }: Pick<ModeReasonParams, 'numberedDay' | 'nextBusinessDay'>) =>
    `A copy without offline codes came before the KSeF number of ${numberedDay}, which came by ${nextBusinessDay}, the next business day after P_1.`,
  'mode-reason.outside.receipt': ({
    limit,
    basis,
    until,
  }: Pick<ModeReasonParams, 'limit' | 'basis' | 'until'>) =>
    `A receipt with the NIP up to ${limit} is an invoice (${basis}, to ${until}).`,
  'mode-reason.outside.breach': ({
    sellerId,
    issueDay,
    basis,
  }: Pick<ModeReasonParams, 'sellerId' | 'issueDay' | 'basis'>) =>
    `The document carries no offline codes and the seller ${sellerId} had to use KSeF on ${issueDay} (${basis}).`,
  'mode-reason.outside.free': (
    { issueDay, who, basis }: Pick<ModeReasonParams, 'issueDay' | 'who' | 'basis'>,
    tell: Tell,
  ) =>
    `The document carries no offline codes; on ${issueDay} the seller had no duty to use KSeF: ${tell(who)} (${basis}).`,
  'mode-reason.outside.unknown': ({ issueDay }: Pick<ModeReasonParams, 'issueDay'>) =>
    `The document carries no offline codes; on ${issueDay} the seller counts as free to do without KSeF: his duty is not recorded.`,
  'mode-reason.offline.emergency': ({
    evidence,
    announcedDay,
    issueDay,
  }: Pick<ModeReasonParams, 'evidence' | 'announcedDay' | 'issueDay'>) =>
    `${offline[evidence]} and a failure announced on ${announcedDay} covers P_1, ${issueDay}.`,
  'mode-reason.offline.maintenance': ({
    evidence,
    issueDay,
  }: Pick<ModeReasonParams, 'evidence' | 'issueDay'>) =>
    `${offline[evidence]} and maintenance covers P_1, ${issueDay}.`,
  'mode-reason.offline24.total-failure': ({
    evidence,
    announcedDay,
  }: Pick<ModeReasonParams, 'evidence' | 'announcedDay'>) =>
    `${offline[evidence]}; a total failure was announced on ${announcedDay}, after P_1 and before sending.`,
  'mode-reason.offline24.failure': ({
    evidence,
    announcedDay,
  }: Pick<ModeReasonParams, 'evidence' | 'announcedDay'>) =>
    `${offline[evidence]}; a failure was announced on ${announcedDay}, after P_1 and before sending.`,
  'mode-reason.offline24': ({ evidence, issueDay }: Pick<ModeReasonParams, 'evidence' | 'issueDay'>) =>
    `${offline[evidence]} and no announced outage covers P_1, ${issueDay}.`,
  'mode-reason.confirmed': ({ inferred }: { inferred: ModeName | null }) =>
    inferred === null
      ? 'Confirmed by a human.'
      : `Confirmed by a human; the evidence alone says: ${modeNames[inferred]}.`,
  'mode-condition.no-invoice': 'neither a copy nor a document of KSeF is in hand',
  'mode-condition.numbered-print': 'a print of a numbered invoice is in hand',
  'mode-condition.fiscal-receipt': 'a cash-register receipt is in hand, whatever its amount',
  'mode-condition.accepted-after-p1':
    'the KSeF number printed on a copy was accepted on another day than P_1',
  'mode-condition.ksef-online': 'KSeF says Online: P_1 is the day of acceptance',
  'mode-condition.copy-before-number':
    'a copy came on a day before that of the KSeF number, or there is no number',
  'mode-condition.codes-before-number': 'of the copies before the number one carries the offline codes',
  'mode-condition.only-receipts-before-number': 'all copies before the number are cash-register receipts',
  'mode-condition.codes': 'a copy carries the offline codes, whenever it came',
  'mode-condition.number-by-next-business-day': 'the KSeF number came by the next business day after P_1',
  'mode-condition.listed-buyer': 'the buyer is one of art. 106gb ust. 4, who may be served outside KSeF',
  'mode-condition.delivered-to-listed':
    'both: what a listed buyer got before such a number is a delivery of it',
  'mode-condition.foreign-seller': 'the seller has no seat in Poland',
  'mode-condition.duty-required': 'the table of duties says that the seller had to use KSeF on P_1',
  'mode-condition.duty-free': 'the table of duties says that he was free not to',
  'duty.nobody-yet': 'nobody was obliged yet',
  'duty.obliged': 'seller recorded as obliged',
  'duty.art-145l': 'sales of 2024 up to 200 million PLN',
  'duty.art-145m': 'up to 10,000 PLN a month outside KSeF',
  'duty.art-145n': 'cash-register invoices, receipts with NIP',
  'duty.art-106ga-2': 'excluded sellers and sales',
  'duty.foreign': 'seller without seat in Poland',
  'duty.transitional': 'transitional year',
  'duty.everybody': 'everybody without an exclusion',
  'duty.guidance':
    'deduction from the actual receipt of an invoice that the seller issued outside KSeF although obliged',
}

export type ModeReason = Extract<keyof typeof modeReasonTexts, `mode-reason.${string}`>
