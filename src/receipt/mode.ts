import { isInForce } from '../law/citation.ts'
import { receiptAsInvoice, receiptLimitText } from '../law/documents.ts'
import { type Mode, modeRow } from '../law/modes.ts'
import { addBusinessDays } from '../law/workdays.ts'
import type { OutageWindow } from '../outages/windows.ts'
import type { Instant } from '../values/instant.ts'
import { parseKsefNumber } from '../values/ksef-number.ts'
import { type Calendar, calendarOf, partsOfIssueDay } from './calendar.ts'
import type { CopyFacts } from './copy-facts.ts'
import type { Facts } from './facts.ts'

/** The mode, why, and the outages it rests on. */
export interface ModeDecision {
  mode: Mode
  reason: string
  confirmed: boolean
  /** Outages that cover P_1 and put the invoice into this mode. */
  covering: readonly OutageWindow[]
  /** The first failure announced after P_1 and before sending, which overtook an offline24 invoice. */
  notice: OutageWindow | null
  /** The instant of P_1 for which this reading holds; null for the day as a whole. */
  at: Instant | null
}

/**
 * Finds the issuing mode: what a human confirmed, else total failure on P_1, foreign seller, offline codes by the
 * calendar of outages, a number by the next business day, and the seller's duty, in this order.
 */
export function modeOf(facts: Facts, outages: readonly OutageWindow[]): ModeDecision {
  const calendar = calendarOf(facts, outages, null)
  const inferred = inferMode(facts, calendar)
  const confirmed = facts.inputs.confirmedMode
  if (confirmed === undefined) return inferred
  const kind =
    confirmed === 'emergency' ? 'failure' : confirmed === 'maintenance' ? 'maintenance' : 'total-failure'
  return {
    mode: confirmed,
    reason: `Confirmed by a human${confirmed === inferred.mode ? '' : `; the evidence alone says ${inferred.mode}`}.`,
    confirmed: true,
    covering: calendar.covering(kind),
    notice: confirmed === 'offline24-overtaken-by-failure' ? overtakingNotice(calendar, 'failure') : null,
    at: null,
  }
}

/**
 * The other modes in which the invoice may have been issued, because outages cover P_1 only in part: before, between or
 * after them. Each mode once, the earliest hour first; none where a human confirmed the mode.
 */
export function otherReadings(
  facts: Facts,
  outages: readonly OutageWindow[],
  decision: ModeDecision,
): ModeDecision[] {
  if (decision.confirmed) return []
  const readings = partsOfIssueDay(facts, outages).map((at) => ({
    ...inferMode(facts, calendarOf(facts, outages, at)),
    at,
  }))
  const modes = readings.map((r) => r.mode)
  return readings.filter((r, i) => r.mode !== decision.mode && modes.indexOf(r.mode) === i)
}

const plain = (mode: Mode, reason: string): ModeDecision => ({
  mode,
  reason,
  confirmed: false,
  covering: [],
  notice: null,
  at: null,
})

function inferMode(facts: Facts, calendar: Calendar): ModeDecision {
  const { ksef, issueDay } = facts
  const onlineByKsef = ksef?.invoicingMode === 'Online'
  const invoices = facts.copies.filter((c) => c.counts === 'invoice')
  const before = invoices.filter((c) => ksef === null || c.receivedDay < ksef.numberedDay)
  if (invoices.length === 0 && ksef === null) return withoutInvoice(facts)
  if (onlineByKsef && before.length === 0) {
    return plain('online', `KSeF says Online: accepted on the day of P_1, ${issueDay}.`)
  }
  const totalFailures = calendar.covering('total-failure')
  if (totalFailures.length > 0 && !onlineByKsef) {
    const reason = `A total failure announced on ${totalFailures[0]?.announcedDay} covers P_1, ${issueDay}.`
    return { ...plain('total-failure', reason), covering: totalFailures }
  }
  if (facts.foreign && before.length > 0) {
    return plain(
      'foreign',
      `The seller (${facts.seller.id}) has no seat in Poland and issued the invoice outside KSeF.`,
    )
  }
  if (onlineByKsef) return onlineWithCopy(facts, before)
  if (invoices.some((c) => c.offline))
    return byCalendar(facts, calendar, 'The copy carries the offline codes')
  if (before.length > 0 && !deliveredToListed(facts)) return byNumberOrDuty(facts, before)
  return byCalendar(facts, calendar, 'KSeF says Offline')
}

/** A plain copy for a listed buyer whose number came by the next business day: the number tells how it was issued. */
const deliveredToListed = ({ listed, ksef, issueDay }: Facts): boolean =>
  listed && ksef !== null && ksef.numberedDay <= addBusinessDays(issueDay, 1)

/** Only papers that are no invoice, or prints of a numbered invoice whose KSeF document is not in hand. */
function withoutInvoice(facts: Facts): ModeDecision {
  if (!facts.copies.some((c) => c.counts === 'delivery')) {
    const receipt = facts.copies.some((c) => c.receipt)
    const { until } = receiptAsInvoice
    const which = receipt ? ` A receipt with NIP is one up to ${receiptLimitText()} and until ${until}.` : ''
    return plain('not-an-invoice', `No document in hand is an invoice.${which}`)
  }
  const acceptedDay = parseKsefNumber(facts.printedNumber ?? '')?.acceptedDay
  if (acceptedDay !== undefined && acceptedDay !== facts.issueDay) {
    return plain(
      'offline24',
      'The printed KSeF number was accepted after P_1; the KSeF document is not in hand yet.',
    )
  }
  return plain(
    'online',
    'The print carries one code, so the invoice is in KSeF; its document is not in hand yet.',
  )
}

/** KSeF accepted the invoice on P_1, and a copy came before the number was assigned. */
function onlineWithCopy(facts: Facts, before: readonly CopyFacts[]): ModeDecision {
  const codes = before.some((c) => c.offline)
  if (codes) return plain('online', 'KSeF says Online, although the copy carries offline codes.')
  return (
    earlyCopy(facts) ?? plain('online', `KSeF says Online: accepted on the day of P_1, ${facts.issueDay}.`)
  )
}

function earlyCopy(facts: Facts): ModeDecision | null {
  const nextDay = addBusinessDays(facts.issueDay, 1)
  // A listed buyer may be served outside KSeF: what he got is a delivery, not a copy that came too early.
  if (facts.listed || !isInForce(modeRow('early-copy'), facts.issueDay)) return null
  if (facts.ksef === null || facts.ksef.numberedDay > nextDay) return null
  return plain(
    'early-copy',
    `A copy without offline codes came before the KSeF number of ${facts.ksef.numberedDay}, which came by ${nextDay}, the next business day after P_1.`,
  )
}

/** A copy without offline codes came before any number. */
function byNumberOrDuty(facts: Facts, before: readonly CopyFacts[]): ModeDecision {
  const early = earlyCopy(facts)
  if (early) return early
  if (before.every((c) => c.receipt)) {
    const { legalBasis, until } = receiptAsInvoice
    return plain(
      'outside-lawful',
      `A receipt with the NIP up to ${receiptLimitText()} is an invoice (${legalBasis.join(', ')}, to ${until}).`,
    )
  }
  const { duty, issueDay, seller } = facts
  if (duty.duty === 'required') {
    return plain(
      'outside-breach',
      `The document carries no offline codes and the seller ${seller.id} had to use KSeF on ${issueDay} (${duty.legalBasis.join(', ')}).`,
    )
  }
  const why =
    duty.duty === 'free' ? `${duty.who} (${duty.legalBasis.join(', ')})` : 'his duty is not recorded'
  return plain(
    'outside-lawful',
    `The document carries no offline codes; on ${issueDay} the seller was free to: ${why}.`,
  )
}

/** An invoice issued offline: emergency, maintenance or offline24 by what was announced for P_1 and until sending. */
function byCalendar({ issueDay }: Facts, calendar: Calendar, evidence: string): ModeDecision {
  const failures = calendar.covering('failure')
  if (failures.length > 0) {
    const reason = `${evidence} and a failure announced on ${failures[0]?.announcedDay} covers P_1, ${issueDay}.`
    return { ...plain('emergency', reason), covering: failures }
  }
  const maintenance = calendar.covering('maintenance')
  if (maintenance.length > 0) {
    return {
      ...plain('maintenance', `${evidence} and maintenance covers P_1, ${issueDay}.`),
      covering: maintenance,
    }
  }
  const total = overtakingNotice(calendar, 'total-failure')
  if (total) {
    const reason = `${evidence}; a total failure was announced on ${total.announcedDay}, after P_1 and before sending.`
    return { ...plain('offline24-overtaken-by-total-failure', reason), notice: total }
  }
  const failure = overtakingNotice(calendar, 'failure')
  if (failure) {
    const reason = `${evidence}; a failure was announced on ${failure.announcedDay}, after P_1 and before sending.`
    return { ...plain('offline24-overtaken-by-failure', reason), notice: failure }
  }
  return plain('offline24', `${evidence} and no announced outage covers P_1, ${issueDay}.`)
}

const overtakingNotice = (calendar: Calendar, kind: OutageWindow['kind']): OutageWindow | null =>
  calendar.announced(kind)[0] ?? null
