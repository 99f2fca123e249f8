import { hasTrait } from '../law/mode-traits.ts'
import { type Policy, policyOptions, policyTable } from '../law/policy.ts'
import { answerOf, type Handover, policyOfRule, type Take } from '../law/receipt-question.ts'
import { matchingRules } from '../law/receipt-rules.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { addDays, type Day, earlierOf } from '../values/day.ts'
import { present } from '../values/present.ts'
import type { Facts } from './facts.ts'
import type { ModeDecision } from './mode.ts'

/** When the invoice counts as received, and why. `date` null: not received. */
export interface Receipt {
  date: Day | null
  source: 'ksef-number' | 'actual' | null
  rule: string
  legalBasis: readonly string[]
  /** Which rule answered, what it gave, and from which days; of a verdict also what other readings would give. */
  explanation: Said
  contested: boolean
  alternatives: { policy: string; date: Day | null }[]
}

/** What another choice, or another reading of the day of issue, would give; `reading` says in words which. */
export interface Alternative {
  policy: string
  reading: Said
  date: Day | null
}

/** A receipt by its rule, with the alternatives that the rule itself leaves open. */
interface Ruled extends Omit<Receipt, 'alternatives'> {
  alternatives: Alternative[]
}

/** The day the invoice was handed over outside KSeF, as far as it counts for this buyer and mode. */
interface HandOver {
  day: Day | null
  kind: Handover
}

/** Applies the one receipt rule that answers for mode, buyer, channel and hand-over. */
export function receiptOf(
  facts: Facts,
  decision: ModeDecision,
  policy: Policy,
  abolished: boolean,
  handOver = handOverOf(facts, decision),
): Ruled {
  // The emergency rule asks for actual receipt alone: under it also a hand-over before the notice counts.
  const first = { ...handOver, day: firstHandOver(facts) }
  const question = {
    mode: decision.mode,
    listed: facts.listed,
    channel: facts.channel,
    handover: handOver.kind,
    abolished: abolished && !hasTrait(decision.mode, 'receivedAsBeforeTotalFailure'),
  }
  const rule = present(matchingRules(question)[0])
  const knob = policyOfRule(rule)
  const chosen = knob === null ? '' : policy[knob]
  const dayUnder = (option: string) =>
    dayBy(answerOf(rule, option).take, facts, option === 'emergency-rule' ? first : handOver)
  const found = dayUnder(chosen)
  const readings: Readonly<Record<string, Said>> = knob === null ? {} : policyTable[knob].options
  const alternatives =
    knob === null
      ? []
      : policyOptions(knob)
          .filter((option) => option !== chosen)
          .map((option) => ({
            policy: `${knob}=${option}`,
            reading: present(readings[option]),
            date: dayUnder(option).date,
          }))
          .filter((alternative) => alternative.date !== found.date)
  const answer = answerOf(rule, chosen)
  return {
    ...found,
    rule: rule.rule,
    legalBasis: answer.legalBasis,
    explanation: say('receipt.received', {
      ...{ because: answer.because, ...found, policy: knob === null ? null : `${knob}=${chosen}` },
      mode: say(`name.mode.${decision.mode}`),
      issued: facts.issueDay,
      ...{ numbered: facts.ksef?.numberedDay ?? null, handedOver: handOver.day },
    }),
    contested: alternatives.some((a) => a.date !== null),
    alternatives,
  }
}

/**
 * The days on which the invoice counts as received in another reading of P_1. A hand-over on the day of a failure
 * notice has no hour: it is read as before the notice and as after it.
 */
export function datesInReading(
  facts: Facts,
  reading: ModeDecision,
  policy: Policy,
  abolished: boolean,
): Day[] {
  const { notice } = reading
  const since = notice === null ? [null] : [notice.announcedDay, addDays(notice.announcedDay, 1)]
  const dates = since.map((day) => {
    const handOver = handOverOf(facts, reading, day)
    return receiptOf(facts, reading, policy, abolished, handOver).date
  })
  return [...new Set(dates)].filter((date) => date !== null)
}

/**
 * The earliest invoice handed over; for a listed buyer also a numbered print; after a failure notice only what came
 * since its day, or since another one.
 */
function handOverOf(
  facts: Facts,
  decision: ModeDecision,
  sinceDay: Day | null = decision.notice?.announcedDay ?? null,
): HandOver {
  const counting = countingCopies(facts)
  const day = firstHandOver(facts)
  if (day === null) return { day, kind: 'none' }
  if (!hasTrait(decision.mode, 'countsFromNotice') || sinceDay === null) return { day, kind: 'handed-over' }
  const since = earlierOf(...counting.map((c) => c.receivedDay).filter((d) => d >= sinceDay))
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
