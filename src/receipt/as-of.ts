import { afterWindowTable } from '../law/deduction.ts'
import type { FindingCode } from '../law/findings.ts'
import { inTurn, say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { addPeriods, type Day, lastMonthOf, monthOf } from '../values/day.ts'
import { present } from '../values/present.ts'
import { awaitedOf } from './awaited.ts'
import { decisionOnFinding, type Finding, type FindingDecision, findingFor } from './finding.ts'
import { isUnsettledOn, type MarkerOnDay, markerOn } from './marker.ts'
import type { Receipt } from './receipt.ts'
import type { Verdict } from './verdict.ts'

/** The part of a verdict that depends on the day asked for. */
interface VerdictOnDay {
  marker: MarkerOnDay
  overdue: boolean
  /** Its explanation says what can still be done on that day. */
  receipt: Receipt
  /** After its window also the article by which it may still be made. */
  deduction: Verdict['deduction']
  findings: FindingOnDay[]
}

/** A finding with the decision that settles it; it is open while there is none. */
export interface FindingOnDay extends Finding {
  decision: FindingDecision | null
}

/** Reads a verdict on a day: marker, overdue, and the findings that come and go with the day. */
export function verdictOn(verdict: Verdict, asOf: Day): VerdictOnDay {
  const findings = [...verdict.findings]
  const { lateness, deduction } = verdict
  const { selfBilling } = lateness
  const open = (code: FindingCode, message: Said, advice?: Said) => {
    findings.push(findingFor(code, message, { selfBilling, ...(advice === undefined ? {} : { advice }) }))
  }
  const numbered = lateness.numberedDay !== null && lateness.numberedDay <= asOf
  const overdue = lateness.deadline !== null && lateness.deadline < asOf && !numbered
  if (
    overdue &&
    lateness.deadline !== null &&
    lateness.copyDay !== null &&
    lateness.copyDay <= asOf &&
    lateness.code
  ) {
    open(lateness.code, say('as-of.overdue', { deadline: lateness.deadline, asOf }))
  }
  if (numbered && lateness.yardstick !== null) open('INFO_SENT_LATE', sentLate(lateness))
  const expired = deduction.until !== null && lastMonthOf(deduction.until) < addPeriods(monthOf(asOf), -1)
  const afterwards = afterWindowTable[verdict.afterWindow]
  if (expired && deduction.until !== null) {
    open('WINDOW_EXPIRED', say('as-of.window-over', { until: deduction.until }), afterwards.whatToDo)
  }
  if (isUnsettledOn(verdict.marker, asOf)) {
    open('MARKER_UNSETTLED', say('as-of.marker-unsettled', { asOf }))
  }
  const settled = findings.map((f) => ({ ...f, decision: decisionOnFinding(verdict.decisions, f) }))
  const legalBasis = [...new Set([...deduction.legalBasis, ...(expired ? afterwards.legalBasis : [])])]
  const { receipt } = verdict
  return {
    marker: markerOn(verdict.marker, asOf),
    overdue,
    receipt: { ...receipt, explanation: inTurn([receipt.explanation, ...nextStep(verdict, asOf)]) },
    deduction: {
      ...deduction,
      legalBasis,
      explanation: inTurn([deduction.explanation, ...periods(deduction, expired, afterwards.whatToDo)]),
    },
    findings: settled,
  }
}

/** Tells when an invoice was sent that was not sent in time. */
function sentLate({ sentDay, deadline, yardstick }: Verdict['lateness']): Said {
  const sent = present(sentDay)
  return deadline === null
    ? say('as-of.sent-late-without-term', { sent, yardstick: present(yardstick) })
    : say('as-of.sent-late', { sent, deadline })
}

/** In which periods tax may be deducted, or what is left once they are over; nothing where there are none. */
function periods({ from, until }: Verdict['deduction'], expired: boolean, afterwards: Said): Said[] {
  if (from === null || until === null) return []
  if (expired) return [say('deduction.over', { from, until, afterwards })]
  return [from === until ? say('deduction.only', { from }) : say('deduction.window', { from, until })]
}

/** What can still be done about a number, or a hand-over, that is awaited; nothing once it is there. */
function nextStep(verdict: Verdict, asOf: Day): Said[] {
  if (verdict.status === 'quarantined') return []
  const { selfBilling } = verdict.lateness
  if (verdict.findings.some((f) => f.code === 'AGREED_DELIVERY_MISSING')) return [say('next.deliver')]
  const awaited = awaitedOf(verdict)
  if (awaited === null || awaited.until !== null || awaited.from > asOf) return []
  const { deadline } = verdict.resend
  if (awaited.how === 'possible') return [selfBilling ? say('next.own-send') : say('next.no-term')]
  if (deadline === null) return [say('next.outage-open')]
  const isOver = deadline < asOf
  if (selfBilling) return [say(isOver ? 'next.own-send-overdue' : 'next.own-send-by', { deadline })]
  return [say(isOver ? 'next.send-overdue' : 'next.send-by', { deadline })]
}
