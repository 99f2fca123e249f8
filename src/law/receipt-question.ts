import type { Said } from '../texts/sentence.ts'
import { present } from '../values/present.ts'
import { namesOf } from '../values/tables.ts'
import type { Confidence } from './citation.ts'
import type { Mode } from './mode-names.ts'
import { hasTrait } from './mode-traits.ts'
import type { Policy, PolicyName } from './policy.ts'

/**
 * How the day of receipt is found: the day of the KSeF number, the day of actual receipt outside KSeF, the
 * earlier of those that exist, or not at all.
 */
export type Take = 'number' | 'actual' | 'earlier' | 'nothing'
export type Channel = 'outside-ksef' | 'ksef' | 'unknown'
/** Hand-over of the invoice outside KSeF; for overtaken offline24 it matters whether a failure was announced by then. */
export type Handover = 'none' | 'before-notice' | 'handed-over'

/** The five questions a receipt rule may ask. */
export interface ReceiptQuestion {
  mode: Mode
  listed: boolean
  channel: Channel
  handover: Handover
  /** A total failure abolished the duty to send; asked for maintenance and offline24 overtaken by it. */
  abolished: boolean
}

/** A listed buyer agreed on delivery outside KSeF and nothing was handed over, in whatever mode the invoice was issued. */
export const isUndelivered = ({ mode, listed, channel, handover }: ReceiptQuestion): boolean =>
  listed && channel === 'outside-ksef' && handover === 'none' && !hasTrait(mode, 'noInvoice')

/** How a rule finds the day, and why. */
interface ReceiptAnswer {
  take: Take
  because: Said
  legalBasis: readonly string[]
}

export interface ReceiptRule {
  rule: string
  modes: readonly Mode[]
  /** A condition that is left out holds for every answer. */
  listed?: boolean
  channel?: readonly Channel[]
  handover?: readonly Handover[]
  abolished?: boolean
  /** It answers where an agreed delivery is missing, and there alone; all others answer elsewhere. */
  undelivered?: true
  /** The way of finding the day, or one way per option of a policy: with reasons of its own where the option has them. */
  take: Take | { [N in PolicyName]?: { [O in Policy[N]]: Take | ReceiptAnswer } }
  because: Said
  legalBasis: readonly string[]
  confidence: Confidence
}

/** Whether a rule answers a question about an invoice of its mode. */
export const answers = (r: ReceiptRule, q: ReceiptQuestion): boolean =>
  (r.undelivered ?? false) === isUndelivered(q) &&
  (r.listed === undefined || r.listed === q.listed) &&
  (r.channel === undefined || r.channel.includes(q.channel)) &&
  (r.handover === undefined || r.handover.includes(q.handover)) &&
  (r.abolished === undefined || r.abolished === q.abolished)

/** The policy a rule depends on, or null. */
export const policyOfRule = (rule: ReceiptRule): PolicyName | null =>
  typeof rule.take === 'string' ? null : present(namesOf(rule.take)[0])

/** What a rule answers when its policy has the given option (irrelevant for rules without policy). */
export function answerOf(rule: ReceiptRule, option: string): ReceiptAnswer {
  const { take, because, legalBasis } = rule
  const chosen = typeof take === 'string' ? take : underOption(take, option)
  return typeof chosen === 'string' ? { take: chosen, because, legalBasis } : chosen
}

/** What the one policy of a rule gives under an option. */
function underOption(take: Exclude<ReceiptRule['take'], Take>, option: string): Take | ReceiptAnswer {
  const options: Readonly<Record<string, Take | ReceiptAnswer>> = present(Object.values(take)[0])
  return present(options[option])
}
