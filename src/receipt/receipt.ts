import type { Policy } from '../law/policy.ts'
import { policyOptions } from '../law/policy.ts'
import {
  type Handover,
  matchingRules,
  policyOfRule,
  type ReceiptRule,
  type Take,
  takeOf,
} from '../law/receipt-rules.ts'
import { type Day, earlierOf } from '../values/day.ts'
import type { Facts } from './facts.ts'
import type { ModeDecision } from './mode.ts'

/** When the invoice counts as received, and why. `date` null: not received. */
export interface Receipt {
  date: Day | null
  source: 'ksef-number' | 'actual' | null
  rule: string
  legalBasis: readonly string[]
  explanation: string
  contested: boolean
  alternatives: { policy: string; date: Day | null }[]
}

/** The day the invoice was handed over outside KSeF, as far as it counts for this buyer and mode. */
export interface HandOver {
  day: Day | null
  kind: Handover
}

/** Applies the one receipt rule that answers for mode, buyer, channel and hand-over. */
export function receiptOf(facts: Facts, decision: ModeDecision, policy: Policy, abolished: boolean): Receipt {
  const handOver = handOverOf(facts, decision)
  // The emergency rule asks for actual receipt alone: under it also a hand-over before the notice counts.
  const first = { ...handOver, day: firstHandOver(facts) }
  const question = {
    mode: decision.mode,
    listed: facts.listed,
    channel: facts.channel,
    handover: handOver.kind,
    abolished: abolished && decision.mode !== 'emergency',
  }
  const [rule] = matchingRules(question) as [ReceiptRule]
  const knob = policyOfRule(rule)
  const chosen = knob === null ? '' : policy[knob]
  const dayUnder = (option: string) =>
    dayBy(takeOf(rule, option), facts, option === 'emergency-rule' ? first : handOver)
  const found = dayUnder(chosen)
  const alternatives =
    knob === null
      ? []
      : policyOptions(knob)
          .filter((option) => option !== chosen)
          .map((option) => ({
            policy: `${knob}=${option}`,
            date: dayUnder(option).date,
          }))
          .filter((alternative) => alternative.date !== found.date)
  return {
    ...found,
    rule: rule.rule,
    legalBasis: rule.legalBasis,
    explanation: explain(
      rule,
      found.date,
      found.source,
      facts,
      handOver,
      knob === null ? null : `${knob}=${chosen}`,
    ),
    contested: alternatives.some((a) => a.date !== null),
    alternatives,
  }
}

/** The earliest invoice handed over; for a listed buyer also a numbered print; after a failure notice only what came since. */
export function handOverOf(facts: Facts, decision: ModeDecision): HandOver {
  const counting = countingCopies(facts)
  const day = firstHandOver(facts)
  if (day === null) return { day, kind: 'none' }
  const notice = decision.notice
  if (decision.mode !== 'offline24-overtaken-by-failure' || notice === null)
    return { day, kind: 'handed-over' }
  const since = earlierOf(...counting.map((c) => c.receivedDay).filter((d) => d >= notice.announcedDay))
  return since === null || facts.listed
    ? { day, kind: since === day ? 'handed-over' : 'before-notice' }
    : { day: since, kind: 'handed-over' }
}

const countingCopies = (facts: Facts) =>
  facts.copies.filter((c) => c.counts === 'invoice' || (facts.listed && c.counts === 'delivery'))

const firstHandOver = (facts: Facts): Day | null =>
  earlierOf(...countingCopies(facts).map((c) => c.receivedDay))

function dayBy(take: Take, facts: Facts, handOver: HandOver): Pick<Receipt, 'date' | 'source'> {
  const number = facts.ksef?.numberedDay ?? null
  const actual = handOver.day
  if (take === 'nothing') return { date: null, source: null }
  if (take === 'number') return { date: number, source: number === null ? null : 'ksef-number' }
  if (take === 'actual') return { date: actual, source: actual === null ? null : 'actual' }
  const date = earlierOf(actual, number)
  return { date, source: date === null ? null : date === actual ? 'actual' : 'ksef-number' }
}

function explain(
  rule: ReceiptRule,
  date: Day | null,
  source: Receipt['source'],
  facts: Facts,
  handOver: HandOver,
  policy: string | null,
): string {
  const days = [
    `P_1 ${facts.issueDay}`,
    ...(facts.ksef ? [`KSeF number of ${facts.ksef.numberedDay}`] : []),
    ...(handOver.day ? [`handed over outside KSeF on ${handOver.day}`] : []),
  ].join(', ')
  const by = policy === null ? '' : `, policy ${policy}`
  const outcome =
    date === null
      ? 'Not received yet, so there is no row and no deduction'
      : `Received on ${date}, ${source === 'actual' ? 'the day of actual receipt' : 'the Warsaw day of the KSeF number'}`
  return `${rule.because}. ${outcome} (${days}${by}).`
}
