import { afterWindowTable } from '../law/deduction.ts'
import type { FindingCode } from '../law/findings.ts'
import type { Sentence } from '../texts/sentence.ts'
import { addPeriods, type Day, lastMonthOf, type Month, monthOf } from '../values/day.ts'
import { decisionOnFinding, type Finding, type FindingDecision, findingFor } from './finding.ts'
import { isUnsettledOn, type MarkerOnDay, markerOn } from './marker.ts'
import type { Verdict } from './verdict.ts'

/** The part of a verdict that depends on the day asked for. */
interface VerdictOnDay {
  marker: MarkerOnDay
  overdue: boolean
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
  const open = (code: FindingCode, message: Sentence, advice?: Sentence) => {
    findings.push(findingFor(code, message, { selfBilling, ...(advice === undefined ? {} : { advice }) }))
  }
  const numbered = lateness.numberedDay !== null && lateness.numberedDay <= asOf
  const overdue = lateness.deadline !== null && lateness.deadline < asOf && !numbered
  if (overdue && lateness.copyDay !== null && lateness.copyDay <= asOf && lateness.code) {
    open(lateness.code, `The number was due on ${lateness.deadline} and had not come by ${asOf}.`)
  }
  if (numbered && lateness.yardstick !== null) {
    const term =
      lateness.deadline === null
        ? `after ${lateness.yardstick}, the next business day, although the act sets no term`
        : `due on ${lateness.deadline}`
    open('INFO_SENT_LATE', `The invoice was sent on ${lateness.sentDay}, ${term}.`)
  }
  const expired =
    deduction.until !== null && lastMonthOf(deduction.until) < (addPeriods(monthOf(asOf), -1) as Month)
  const afterwards = afterWindowTable[verdict.afterWindow]
  if (expired) {
    open('WINDOW_EXPIRED', `The window of deduction ended with ${deduction.until}.`, afterwards.whatToDo)
  }
  if (isUnsettledOn(verdict.marker, asOf)) {
    open('MARKER_UNSETTLED', `The law does not settle the marker of a row filed on ${asOf}.`)
  }
  const settled = findings.map((f) => ({ ...f, decision: decisionOnFinding(verdict.decisions, f) }))
  const legalBasis = [...new Set([...deduction.legalBasis, ...(expired ? afterwards.legalBasis : [])])]
  return {
    marker: markerOn(verdict.marker, asOf),
    overdue,
    deduction: { ...deduction, legalBasis },
    findings: settled,
  }
}
