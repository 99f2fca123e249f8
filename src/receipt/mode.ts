import { isInForce } from '../law/citation.ts'
import { receiptAsInvoice, receiptLimitText } from '../law/documents.ts'
import type { Mode } from '../law/mode-names.ts'
import {
  type ModeCondition,
  type ModeOutage,
  type ModeReasonParameter,
  type ModeRule,
  modeReasonNames,
  modeRules,
  nextBusinessDay,
  outageUnder,
} from '../law/mode-rules.ts'
import { hasTrait } from '../law/mode-traits.ts'
import { modeRow } from '../law/modes.ts'
import type { OutageWindow } from '../outages/windows.ts'
import type { ModeReason } from '../texts/en/law/mode-reasons.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'
import type { Instant } from '../values/instant.ts'
import { parseKsefNumber } from '../values/ksef-number.ts'
import { present } from '../values/present.ts'
import { type Calendar, calendarOf, partsOfIssueDay } from './calendar.ts'
import type { CopyFacts } from './copy-facts.ts'
import type { Facts } from './facts.ts'

/** The mode, why, and the outages it rests on. */
export interface ModeDecision {
  mode: Mode
  reason: Said
  confirmed: boolean
  /** Outages that cover P_1 and put the invoice into this mode. */
  covering: readonly OutageWindow[]
  /** The first failure announced after P_1 and before sending, which overtook an offline24 invoice. */
  notice: OutageWindow | null
  /** The instant of P_1 for which this reading holds; null for the day as a whole. */
  at: Instant | null
}

/** Finds the issuing mode: what a human confirmed, else what the rules of the law say of the facts and the outages. */
export function modeOf(facts: Facts, outages: readonly OutageWindow[]): ModeDecision {
  const calendar = calendarOf(facts, outages, null)
  const inferred = inferMode(facts, calendar)
  const confirmed = facts.inputs.confirmedMode
  if (confirmed === undefined) return inferred
  return {
    mode: confirmed,
    reason: say('mode-reason.confirmed', { inferred: confirmed === inferred.mode ? null : inferred.mode }),
    confirmed: true,
    // Of a mode that rests on no outage a total failure on P_1 is named all the same: it would have decided.
    covering: calendar.covering(outageUnder(confirmed) ?? 'total-failure'),
    notice: hasTrait(confirmed, 'countsFromNotice') ? (calendar.announced('failure')[0] ?? null) : null,
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

/** Applies the first rule of `law/mode-rules.ts` that holds; the last one always does. */
function inferMode(facts: Facts, calendar: Calendar): ModeDecision {
  const seen = seenIn(facts)
  const outagesOf = ({ which, kind }: ModeOutage): OutageWindow[] =>
    which === 'covers' ? calendar.covering(kind) : calendar.announced(kind)
  const holds = ({ when, unless, outage, inForce, mode }: ModeRule): boolean =>
    when.every((condition) => answers[condition](seen)) &&
    !unless.some((condition) => answers[condition](seen)) &&
    (inForce === undefined || isInForce(modeRow(mode), facts.issueDay)) &&
    (outage === undefined || outagesOf(outage).length > 0)
  const { mode, because, outage } = present(modeRules.find(holds))
  const outages = outage === undefined ? [] : outagesOf(outage)
  return {
    mode,
    reason: reasonOf(because, seen, outages),
    confirmed: false,
    covering: outage?.which === 'covers' ? outages : [],
    notice: outage?.which === 'overtook' ? (outages[0] ?? null) : null,
    at: null,
  }
}

/** The facts, and what several conditions ask of them. */
interface Seen {
  facts: Facts
  copies: readonly CopyFacts[]
  /** Copies that came before the day of the number. */
  before: readonly CopyFacts[]
  nextDay: Day
}

function seenIn(facts: Facts): Seen {
  const { ksef } = facts
  const copies = facts.copies.filter((c) => c.counts === 'invoice')
  const before = copies.filter((c) => ksef === null || c.receivedDay < ksef.numberedDay)
  return { facts, copies, before, nextDay: nextBusinessDay(facts.issueDay) }
}

const isNumberedSoon = ({ facts: { ksef }, nextDay }: Seen): boolean =>
  ksef !== null && ksef.numberedDay <= nextDay

/** How the conditions of the law are read from the facts; what each means stands in `modeConditions`. */
const answers: Record<ModeCondition, (seen: Seen) => boolean> = {
  'no-invoice': ({ facts, copies }) => copies.length === 0 && facts.ksef === null,
  'numbered-print': ({ facts }) => facts.copies.some((c) => c.counts === 'delivery'),
  'fiscal-receipt': ({ facts }) => facts.copies.some((c) => c.receipt),
  'accepted-after-p1': ({ facts }) => {
    const acceptedDay = parseKsefNumber(facts.printedNumber ?? '')?.acceptedDay
    return acceptedDay !== undefined && acceptedDay !== facts.issueDay
  },
  'ksef-online': ({ facts }) => facts.ksef?.invoicingMode === 'Online',
  'copy-before-number': ({ before }) => before.length > 0,
  'codes-before-number': ({ before }) => before.some((c) => c.offline),
  'only-receipts-before-number': ({ before }) => before.every((c) => c.receipt),
  codes: ({ copies }) => copies.some((c) => c.offline),
  'number-by-next-business-day': isNumberedSoon,
  'listed-buyer': ({ facts }) => facts.listed,
  'delivered-to-listed': (seen) => seen.facts.listed && isNumberedSoon(seen),
  'foreign-seller': ({ facts }) => facts.foreign,
  'duty-required': ({ facts }) => facts.duty.duty === 'required',
  'duty-free': ({ facts }) => facts.duty.duty === 'free',
}

/** The reason with all that it may name; the words take of it what they need. */
function reasonOf(
  because: ModeReason,
  { facts, copies, nextDay }: Seen,
  outages: readonly OutageWindow[],
): Said {
  const { issueDay, duty, seller, ksef } = facts
  const basis = because === 'mode-reason.outside.receipt' ? receiptAsInvoice.legalBasis : duty.legalBasis
  const params: { [P in ModeReasonParameter]: unknown } = {
    ...{ issueDay, sellerId: seller.id, nextBusinessDay: nextDay },
    ...{ numberedDay: ksef?.numberedDay, announcedDay: outages[0]?.announcedDay },
    evidence: copies.some((c) => c.offline) ? 'codes' : 'ksef',
    ...{ who: duty.who, basis: basis.join(', ') },
    ...{ limit: receiptLimitText(), until: receiptAsInvoice.until },
  }
  const names = modeReasonNames[because]
  return names.length === 0
    ? { said: because }
    : { said: because, params: Object.fromEntries(names.map((name) => [name, params[name]])) }
}
