import type { AfterWindow, Deduction } from '../law/deduction.ts'
import type { Mode } from '../law/mode-names.ts'
import { nextBusinessDay } from '../law/mode-rules.ts'
import { hasTrait } from '../law/mode-traits.ts'
import { modeRow } from '../law/modes.ts'
import { type Resend, resendOf } from '../law/resend.ts'
import { lastEnd } from '../outages/windows.ts'
import { inTurn, say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { type Day, earlierOf } from '../values/day.ts'
import { warsawDay } from '../values/instant.ts'
import { parseKsefNumber } from '../values/ksef-number.ts'
import { calendarOf } from './calendar.ts'
import { correctionSign, deductionFor, notDeductible, whyNoRow } from './deduct.ts'
import type { Context, Facts } from './facts.ts'
import type { Finding, FindingDecision, Relation } from './finding.ts'
import { findingsOf } from './findings.ts'
import { type MarkerFacts, markerRule } from './marker.ts'
import { type ModeDecision, modeOf, otherReadings } from './mode.ts'
import type { Sought } from './original.ts'
import { originalFindings } from './original-findings.ts'
import { type PurchaseRecord, recordOf } from './purchase-record.ts'
import { type Alternative, datesInReading, type Receipt, receiptOf } from './receipt.ts'

type Status = 'awaiting-ksef' | 'reconciled' | 'ksef-only' | 'outside-only' | 'quarantined'

/** What the law says about one purchase, apart from what depends on the day of asking. */
export interface Verdict {
  status: Status
  mode: Mode
  modeReason: Said
  receipt: Receipt
  resend: { deadline: Day | null; legalBasis: readonly string[] }
  deduction: Pick<Deduction, 'from' | 'until' | 'legalBasis' | 'explanation' | 'contested'>
  afterWindow: AfterWindow
  /** What the purchase puts into the record, month by month. */
  record: PurchaseRecord
  marker: MarkerFacts
  findings: Finding[]
  /** What people decided about findings, also about those that depend on the day. */
  decisions: readonly FindingDecision[]
  lateness: Lateness
  basis: Basis
}

/** What tells on any day whether the seller is late. He keeps his term by sending; when the number comes is not his to say. */
interface Lateness {
  /** Null also where the invoice is known to have been sent in time. */
  deadline: Day | null
  /**
   * Of an invoice known to have been sent late, the day by which it should have been: the deadline, or the next
   * business day where the act sets none.
   */
  yardstick: Day | null
  /** The day KSeF accepted it for processing; null where it is not known to have been sent. */
  sentDay: Day | null
  numberedDay: Day | null
  /** The day the first copy of the invoice came. */
  copyDay: Day | null
  /** Whose lateness it is, and how; where the taxpayer issued the invoice himself it is his own. */
  code: 'SELLER_LATE' | 'SELLER_NEVER_SENT' | 'SELF_BILLED_NOT_SENT' | null
  /** The taxpayer issued it himself, also where no term makes a code. */
  selfBilling: boolean
}

/** The facts a verdict was taken from, for the history and for the reader of an explanation. */
interface Basis {
  outages: string[]
  sellerDuty: string
  channel: string
  buyerCategory: string
  taxPointDay: Day
  taxPointFrom: Said
  confirmedMode: boolean
}

/**
 * Decides one purchase. Pure: the same facts, context, relations and decisions give the same verdict. `sought`: what
 * each reference of a correction leads to, in their order.
 */
export function decide(
  facts: Facts,
  context: Context,
  sought: readonly Sought[],
  relations: readonly Relation[],
  decisions: readonly FindingDecision[],
): Verdict {
  const originals = sought.flatMap((s) => ('found' in s ? s.found : []))
  const decision = modeOf(facts, context.outages)
  const { resend, outageIds } = resendFor(facts, decision, context)
  const { abolished } = resend
  const ruled = receiptOf(facts, decision, context.policy, abolished)
  const sign = correctionSign(facts)
  const noRow = whyNoRow(facts, decision.mode)
  const deductionWhen = (receivedDay: Day | null): Deduction =>
    noRow === null ? deductionFor(facts, context, sign, originals, receivedDay) : notDeductible(noRow.text)
  const deduction = deductionWhen(ruled.date)
  const otherDates = otherDatesOf(facts, decision, context).filter(({ date }) => {
    const { from } = deductionWhen(date)
    return date !== ruled.date && from !== null && deduction.from !== null && from !== deduction.from
  })
  const { receipt, alternatives } = withAlternatives(ruled, otherDates)
  const alternativePeriods = alternatives.flatMap(({ policy, reading, date }) => {
    const { from, until } = date === null ? { from: null, until: null } : deductionWhen(date)
    return from === null || until === null ? [] : [{ policy, reading, from, until }]
  })
  const { record, notes } = recordOf(facts, context, { sign, noRow, deduction, receipt, originals })
  const findings = findingsOf({
    facts,
    decision,
    receipt,
    resend,
    deduction,
    alternativePeriods,
    reduction: sign === 'minus',
    relations,
    outages: context.outages,
    notes: [...notes, ...originalFindings(facts, sought, context.ledgerFrom)],
  })
  return {
    status: statusOf(facts, decision.mode, abolished),
    mode: decision.mode,
    modeReason: decision.reason,
    receipt,
    resend: { deadline: resend.deadline, legalBasis: resend.legalBasis },
    deduction: toldOf(deduction),
    afterWindow: deduction.afterWindow,
    record,
    marker: {
      noRow: noRow?.text ?? null,
      receivedDay: receipt.date,
      ...numberOf(facts),
      ...markerRule(decision.mode, context.policy, abolished, isInternal(facts)),
    },
    findings,
    decisions,
    lateness: latenessOf(facts, decision.mode, resend),
    basis: basisOf(facts, decision, outageIds),
  }
}

/** When its number came; a print of it counts while KSeF's own document is not in hand. */
const numberOf = ({ ksef, printedDay }: Facts) => ({
  numberedDay: ksef?.numberedDay ?? null,
  printedDay: ksef === null ? printedDay : null,
})

/** What of a deduction is kept. */
const toldOf = ({ from, until, legalBasis, explanation, contested }: Deduction): Verdict['deduction'] => ({
  from,
  until,
  legalBasis,
  explanation,
  ...(contested ? { contested: true as const } : {}),
})

/** From which facts it was decided. */
const basisOf = (facts: Facts, { confirmed }: ModeDecision, outages: string[]): Basis => ({
  outages,
  sellerDuty: facts.duty.status,
  channel: facts.channel,
  buyerCategory: facts.category,
  taxPointDay: facts.taxPointDay,
  taxPointFrom: facts.taxPointFrom,
  confirmedMode: confirmed,
})

/** A receipt with what else it might be, which its explanation tells at the end. */
function withAlternatives(
  ruled: ReturnType<typeof receiptOf>,
  others: readonly Alternative[],
): { receipt: Receipt; alternatives: readonly Alternative[] } {
  const alternatives = [...ruled.alternatives, ...others]
  const told = alternatives.map((a) => say('receipt.otherwise', { ...a }))
  const receipt = {
    ...ruled,
    explanation: inTurn([ruled.explanation, ...told]),
    alternatives: alternatives.map(({ policy, date }) => ({ policy, date })),
  }
  return { receipt, alternatives }
}

/** Each day of receipt, once, that another reading of P_1 gives; named by the mode of that reading. */
function otherDatesOf(facts: Facts, decision: ModeDecision, context: Context) {
  const dated = otherReadings(facts, context.outages, decision).flatMap((reading) => {
    const { abolished } = resendFor(facts, reading, context).resend
    const dates = datesInReading(facts, reading, context.policy, abolished)
    return dates.map(
      (date): Alternative => ({ policy: `modeOnIssueDay=${reading.mode}`, reading: reading.reason, date }),
    )
  })
  return dated.filter(({ date }, i) => dated.findIndex((d) => d.date === date) === i)
}

const isInternal = ({ inputs }: Facts): boolean =>
  inputs.internalDocument === true || inputs.importOfGoods === true

/** The resend term from the outage that governs it and from the notices published before the invoice was sent. */
function resendFor(
  facts: Facts,
  decision: ModeDecision,
  context: Context,
): { resend: Resend; outageIds: string[] } {
  const { announced } = calendarOf(facts, context.outages, decision.at)
  const governing = decision.notice ? [decision.notice] : decision.covering
  const failures = announced('failure')
  const totalFailures = announced('total-failure')
  const resend = resendOf(modeRow(decision.mode), {
    issueDay: facts.issueDay,
    outageEndDay: lastEnd(governing),
    failures,
    totalFailures,
  })
  const used =
    modeRow(decision.mode).resend === null ? governing : [...governing, ...failures, ...totalFailures]
  // Where a human confirmed a mode that no notice explains, no outage is open: nothing is known of one.
  const open = resend.open && governing.length > 0
  return { resend: { ...resend, open }, outageIds: [...new Set(used.map((w) => w.id))].sort() }
}

function statusOf(facts: Facts, mode: Mode, abolished: boolean): Status {
  if (!facts.ours || hasTrait(mode, 'noInvoice')) return 'quarantined'
  const outside = facts.copies.some((c) => c.counts !== 'nothing')
  if (facts.ksef) return outside ? 'reconciled' : 'ksef-only'
  return modeRow(mode).numberExpected && !abolished ? 'awaiting-ksef' : 'outside-only'
}

function latenessOf(facts: Facts, mode: Mode, resend: Resend): Lateness {
  const shouldBeSent = hasTrait(mode, 'lateWithoutTerm') ? nextBusinessDay(facts.issueDay) : resend.deadline
  const late = hasTrait(mode, 'deductedBeforeSent') ? 'SELLER_NEVER_SENT' : 'SELLER_LATE'
  const lateCode = modeRow(mode).resend === null ? null : late
  const sentDay = facts.ksef
    ? warsawDay(facts.ksef.acceptedAt)
    : (parseKsefNumber(facts.printedNumber ?? '')?.acceptedDay ?? null)
  const isKept = sentDay !== null && resend.deadline !== null && sentDay <= resend.deadline
  return {
    deadline: isKept ? null : resend.deadline,
    yardstick: sentDay !== null && shouldBeSent !== null && shouldBeSent < sentDay ? shouldBeSent : null,
    sentDay,
    numberedDay: facts.ksef?.numberedDay ?? facts.printedDay,
    copyDay: earlierOf(...facts.copies.map((c) => (c.counts === 'invoice' ? c.receivedDay : null))),
    code: lateCode !== null && facts.selfBilling ? 'SELF_BILLED_NOT_SENT' : lateCode,
    selfBilling: facts.selfBilling,
  }
}
