import type { Confidence } from './citation.ts'
import type { Mode } from './modes.ts'
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

export interface ReceiptRule {
  rule: string
  modes: readonly Mode[]
  /** A condition that is left out holds for every answer. */
  listed?: boolean
  channel?: readonly Channel[]
  handover?: readonly Handover[]
  abolished?: boolean
  /** The way of finding the day, or one way per option of a policy. */
  take: Take | { [N in PolicyName]?: { [O in Policy[N]]: Take } }
  because: string
  legalBasis: readonly string[]
  confidence: Confidence
}

const handedOver: readonly Handover[] = ['before-notice', 'handed-over']
const notAgreedKsef: readonly Channel[] = ['outside-ksef', 'unknown']
const online: readonly Mode[] = ['online', 'online-late']
const offline: readonly Mode[] = ['offline24', 'maintenance']
const emergencyLike: readonly Mode[] = ['emergency', 'offline24-overtaken-by-failure']

/**
 * TABLE: the day of receipt. For every question exactly one rule answers (a test asks them all), so the order
 * of the rows means nothing.
 */
export const receiptRules: readonly ReceiptRule[] = [
  {
    rule: 'online.number',
    modes: online,
    listed: false,
    take: 'number',
    because: 'An invoice issued in KSeF is received on the day KSeF assigned its number',
    legalBasis: ['art. 106na ust. 3'],
    confidence: 'H',
  },
  {
    rule: 'offline.number',
    modes: offline,
    abolished: false,
    listed: false,
    handover: ['none'],
    take: 'number',
    because: 'An offline invoice is received on the day KSeF assigned its number',
    legalBasis: ['art. 106nda ust. 11 zd. 1'],
    confidence: 'H',
  },
  {
    rule: 'offline.irregular-handover',
    modes: offline,
    abolished: false,
    listed: false,
    handover: handedOver,
    take: { irregularOfflineHandover: { 'statute-number': 'number', 'mf-1-8-actual': 'earlier' } },
    because:
      'The seller handed over an offline invoice to an ordinary buyer, which the act does not provide for; by statute the day of the KSeF number counts',
    legalBasis: ['art. 106nda ust. 3', 'art. 106nda ust. 11 zd. 1', 'Podręcznik KSeF 2.0 cz. II 1.8 pkt 2'],
    confidence: 'M',
  },
  {
    rule: 'listed.actual',
    modes: [...online, ...offline],
    abolished: false,
    listed: true,
    channel: notAgreedKsef,
    handover: handedOver,
    take: 'actual',
    because: 'A listed buyer who got the invoice outside KSeF received it on the day he actually got it',
    legalBasis: ['art. 106na ust. 4', 'art. 106nda ust. 11 zd. 2', 'art. 106gb ust. 4'],
    confidence: 'H',
  },
  {
    rule: 'listed.dual-delivery',
    modes: [...online, ...offline],
    abolished: false,
    listed: true,
    channel: ['ksef'],
    handover: handedOver,
    take: { gb4DualDelivery: { 'agreed-channel': 'number', earliest: 'earlier', actual: 'actual' } },
    because: 'A listed buyer agreed on KSeF and got the invoice outside it too; the agreed channel counts',
    legalBasis: ['art. 106nda ust. 5 i 11', 'art. 106gb ust. 4'],
    confidence: 'L',
  },
  {
    rule: 'listed.number',
    modes: [...online, ...offline, ...emergencyLike],
    abolished: false,
    listed: true,
    channel: ['ksef', 'unknown'],
    handover: ['none'],
    take: 'number',
    because:
      'A listed buyer to whom nothing was handed over outside KSeF receives the invoice with its number',
    legalBasis: ['art. 106nda ust. 5', 'art. 106na ust. 3'],
    confidence: 'M',
  },
  {
    rule: 'listed.agreed-delivery-missing',
    modes: [...online, ...offline, ...emergencyLike],
    abolished: false,
    listed: true,
    channel: ['outside-ksef'],
    handover: ['none'],
    take: 'nothing',
    because: 'A listed buyer agreed on delivery outside KSeF and nothing was handed over yet',
    legalBasis: ['art. 106gb ust. 4', 'art. 106nf ust. 10'],
    confidence: 'M',
  },
  {
    rule: 'emergency.earlier-of-handover-and-number',
    modes: ['emergency'],
    listed: false,
    take: 'earlier',
    because:
      'An invoice issued during a failure is received on the day it was actually handed over, but not later than the day of its number',
    legalBasis: ['art. 106nf ust. 10'],
    confidence: 'H',
  },
  {
    rule: 'emergency.listed-agreed-actual',
    modes: emergencyLike,
    listed: true,
    channel: ['outside-ksef'],
    handover: handedOver,
    take: 'actual',
    because:
      'A listed buyer who agreed on delivery outside KSeF received the emergency invoice on the day he actually got it, even after the number',
    legalBasis: ['art. 106nf ust. 10 zd. 2 in fine', 'art. 106gb ust. 4'],
    confidence: 'H',
  },
  {
    rule: 'emergency.listed-earlier',
    modes: emergencyLike,
    listed: true,
    channel: ['ksef', 'unknown'],
    handover: handedOver,
    take: 'earlier',
    because:
      'Without an agreement on delivery outside KSeF the emergency invoice is received on the earlier of hand-over and number',
    legalBasis: ['art. 106nf ust. 10'],
    confidence: 'M',
  },
  {
    rule: 'overtaken.number',
    modes: ['offline24-overtaken-by-failure'],
    listed: false,
    handover: ['none'],
    take: 'number',
    because: 'Nothing was handed over outside KSeF, so the day of the KSeF number counts',
    legalBasis: ['art. 106nha pkt 1', 'art. 106nf ust. 10'],
    confidence: 'M',
  },
  {
    rule: 'overtaken.handed-over-before-notice',
    modes: ['offline24-overtaken-by-failure'],
    listed: false,
    handover: ['before-notice'],
    take: {
      overtakenOffline24: { 'by-handover': 'number', 'emergency-rule': 'earlier', 'number-date': 'number' },
    },
    because:
      'The offline24 invoice was handed over before the failure was announced, so it was not yet an emergency hand-over; the act says nothing clearer, and by default the day of the number counts',
    legalBasis: ['art. 106nha pkt 1', 'art. 106nda ust. 11 zd. 1', 'art. 106nf ust. 10'],
    confidence: 'L',
  },
  {
    rule: 'overtaken.handed-over-from-notice',
    modes: ['offline24-overtaken-by-failure'],
    listed: false,
    handover: ['handed-over'],
    take: {
      overtakenOffline24: { 'by-handover': 'earlier', 'emergency-rule': 'earlier', 'number-date': 'number' },
    },
    because:
      'The offline24 invoice was handed over once the failure was announced, so the emergency rule applies: actual receipt, not later than the number',
    legalBasis: ['art. 106nha pkt 1', 'art. 106nf ust. 10'],
    confidence: 'M',
  },
  {
    rule: 'no-number-to-come.actual',
    modes: ['offline24-overtaken-by-total-failure', ...offline],
    abolished: true,
    take: 'earlier',
    because:
      'A total failure abolished the duty to send the invoice, so the copy actually received is the invoice',
    legalBasis: [
      'art. 106nha pkt 2',
      'art. 106nh ust. 3 pkt 2',
      'art. 106nf ust. 7',
      'art. 86 ust. 10b pkt 1',
    ],
    confidence: 'M',
  },
  {
    rule: 'total-failure.actual',
    modes: ['total-failure'],
    take: 'earlier',
    because: 'An invoice issued during a total failure is received on the day it was actually handed over',
    legalBasis: ['art. 106ng', 'art. 86 ust. 10b pkt 1'],
    confidence: 'H',
  },
  {
    rule: 'outside-lawful.actual',
    modes: ['outside-lawful', 'foreign'],
    take: 'earlier',
    because: 'An invoice lawfully issued outside KSeF is received on the day it was actually handed over',
    legalBasis: ['art. 86 ust. 10b pkt 1'],
    confidence: 'H',
  },
  {
    rule: 'outside-breach.actual',
    modes: ['outside-breach'],
    take: { breachReceipt: { 'kis-actual': 'earlier', 'statute-number': 'number' } },
    because:
      'The seller had to use KSeF and did not; according to KIS practice the invoice is received on the day it was actually handed over, and a later number does not move it',
    legalBasis: ['art. 86 ust. 10', 'art. 86 ust. 10b pkt 1', 'KIS 0114-KDIP1-3.4012.804.2025.1.JG'],
    confidence: 'M',
  },
  {
    rule: 'early-copy.number',
    modes: ['early-copy'],
    take: { earlyCopy: { 'statute-number': 'number', 'kis-actual': 'earlier' } },
    because:
      'A plain copy came just before the KSeF number; it is taken for a copy of the structured invoice, so the day of the number counts',
    legalBasis: ['art. 106na ust. 3', 'art. 106nda ust. 16'],
    confidence: 'L',
  },
  {
    rule: 'not-an-invoice.nothing',
    modes: ['not-an-invoice'],
    take: 'nothing',
    because: 'The document is no invoice: it gives neither receipt nor deduction',
    legalBasis: ['art. 2 pkt 31-32a', 'Podręcznik KSeF 2.0 cz. II 1.6.6'],
    confidence: 'H',
  },
]

const rulesOfMode = new Map<Mode, ReceiptRule[]>()
for (const rule of receiptRules) {
  for (const mode of rule.modes) rulesOfMode.set(mode, [...(rulesOfMode.get(mode) ?? []), rule])
}

/** All rules that answer a question; the table is made so that it is always one. */
export const matchingRules = (q: ReceiptQuestion): ReceiptRule[] =>
  (rulesOfMode.get(q.mode) ?? []).filter(
    (r) =>
      (r.listed === undefined || r.listed === q.listed) &&
      (r.channel === undefined || r.channel.includes(q.channel)) &&
      (r.handover === undefined || r.handover.includes(q.handover)) &&
      (r.abolished === undefined || r.abolished === q.abolished),
  )

/** The policy a rule depends on, or null. */
export const policyOfRule = (rule: ReceiptRule): PolicyName | null =>
  typeof rule.take === 'string' ? null : (Object.keys(rule.take)[0] as PolicyName)

/** How a rule finds the day when its policy has the given option (irrelevant for rules without policy). */
export function takeOf(rule: ReceiptRule, option: string): Take {
  if (typeof rule.take === 'string') return rule.take
  return (Object.values(rule.take)[0] as Record<string, Take>)[option] as Take
}
