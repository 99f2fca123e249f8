import type { Mode } from './modes.ts'
import {
  bothWays,
  inFailure,
  ofModes,
  outsideAnyway,
  servedByKsef,
  servedOutside,
  withBuyer,
} from './receipt-bases.ts'
import type { Channel, Handover, ReceiptQuestion, ReceiptRule } from './receipt-question.ts'
import { answers } from './receipt-question.ts'

const handedOver: readonly Handover[] = ['before-notice', 'handed-over']
const notAgreedOutside: readonly Channel[] = ['ksef', 'unknown']
const online: readonly Mode[] = ['online', 'online-late']
const handbook = 'Podręcznik KSeF 2.0 cz. II 1.8 pkt 2'
const kis = 'KIS 0114-KDIP1-3.4012.804.2025.1.JG'

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
  ...ofModes(
    {
      offline24: ['art. 106nda ust. 11 zd. 1'],
      maintenance: ['art. 106nh ust. 4', 'art. 106nda ust. 11 zd. 1'],
    },
    {
      rule: 'number',
      abolished: false,
      listed: false,
      handover: ['none'],
      take: 'number',
      because: 'An offline invoice is received on the day KSeF assigned its number',
      confidence: 'H',
    },
  ),
  ...ofModes(
    {
      offline24: ['art. 106nda ust. 3', 'art. 106nda ust. 11 zd. 1'],
      maintenance: ['art. 106nh ust. 4', 'art. 106nda ust. 11 zd. 1'],
    },
    {
      rule: 'irregular-handover',
      abolished: false,
      listed: false,
      handover: handedOver,
      take: {
        irregularOfflineHandover: {
          'statute-number': 'number',
          'mf-1-8-actual': {
            take: 'earlier',
            because:
              "The seller handed over an offline invoice to an ordinary buyer before its number; by the Ministry's handbook the day of actual receipt counts",
            legalBasis: [handbook],
          },
        },
      },
      because:
        'The seller handed over an offline invoice to an ordinary buyer, which the act does not provide for; by statute the day of the KSeF number counts',
      confidence: 'M',
    },
  ),
  ...ofModes(servedOutside, {
    rule: 'listed-actual',
    abolished: false,
    listed: true,
    channel: ['outside-ksef', 'unknown'],
    handover: handedOver,
    take: 'actual',
    because: 'A listed buyer who got the invoice outside KSeF received it on the day he actually got it',
    confidence: 'H',
  }),
  ...ofModes(bothWays, {
    rule: 'listed-dual-delivery',
    abolished: false,
    listed: true,
    channel: ['ksef'],
    handover: handedOver,
    take: { gb4DualDelivery: { 'agreed-channel': 'number', earliest: 'earlier', actual: 'actual' } },
    because:
      'A listed buyer agreed on KSeF and got the invoice outside it too; which of the two counts is a choice, by default the agreed channel',
    confidence: 'L',
  }),
  ...ofModes(withBuyer({ ...servedByKsef, ...inFailure }), {
    rule: 'listed-number',
    abolished: false,
    listed: true,
    channel: notAgreedOutside,
    handover: ['none'],
    take: 'number',
    because:
      'A listed buyer to whom nothing was handed over outside KSeF receives the invoice with its number',
    confidence: 'M',
  }),
  ...ofModes(withBuyer({ ...servedOutside, ...inFailure, ...outsideAnyway }), {
    rule: 'listed-agreed-delivery-missing',
    undelivered: true,
    take: 'nothing',
    because: 'A listed buyer agreed on delivery outside KSeF and nothing was handed over yet',
    confidence: 'M',
  }),
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
  ...ofModes(withBuyer(inFailure), {
    rule: 'listed-agreed-actual',
    abolished: false,
    listed: true,
    channel: ['outside-ksef'],
    handover: handedOver,
    take: 'actual',
    because:
      'A listed buyer who agreed on delivery outside KSeF received the emergency invoice on the day he actually got it, even after the number',
    confidence: 'H',
  }),
  ...ofModes(inFailure, {
    rule: 'listed-earlier',
    abolished: false,
    listed: true,
    channel: notAgreedOutside,
    handover: handedOver,
    take: 'earlier',
    because:
      'Without an agreement on delivery outside KSeF the emergency invoice is received on the earlier of hand-over and number',
    confidence: 'M',
  }),
  {
    rule: 'overtaken.number',
    modes: ['offline24-overtaken-by-failure'],
    abolished: false,
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
    abolished: false,
    listed: false,
    handover: ['before-notice'],
    take: {
      overtakenOffline24: {
        'by-handover': 'number',
        'emergency-rule': {
          take: 'earlier',
          because:
            'The offline24 invoice was handed over before the failure was announced; by the policy the emergency rule applies all the same: actual receipt, not later than the number',
          legalBasis: ['art. 106nha pkt 1', 'art. 106nf ust. 10'],
        },
        'number-date': 'number',
      },
    },
    because:
      'The offline24 invoice was handed over before the failure was announced, so it was not yet an emergency hand-over; the act says nothing clearer, and the day of the number counts',
    legalBasis: ['art. 106nha pkt 1', 'art. 106nda ust. 11 zd. 1'],
    confidence: 'L',
  },
  {
    rule: 'overtaken.handed-over-from-notice',
    modes: ['offline24-overtaken-by-failure'],
    abolished: false,
    listed: false,
    handover: ['handed-over'],
    take: {
      overtakenOffline24: {
        'by-handover': 'earlier',
        'emergency-rule': 'earlier',
        'number-date': {
          take: 'number',
          because:
            'The offline24 invoice was handed over once the failure was announced; by the policy the day of its number counts all the same',
          legalBasis: ['art. 106nha pkt 1', 'art. 106nda ust. 11 zd. 1'],
        },
      },
    },
    because:
      'The offline24 invoice was handed over once the failure was announced, so the emergency rule applies: actual receipt, not later than the number',
    legalBasis: ['art. 106nha pkt 1', 'art. 106nf ust. 10'],
    confidence: 'M',
  },
  ...ofModes(
    {
      'offline24-overtaken-by-total-failure': ['art. 106nha pkt 2', 'art. 86 ust. 10b pkt 1'],
      'offline24-overtaken-by-failure': ['art. 106nha pkt 1', 'art. 106nf ust. 7', 'art. 86 ust. 10b pkt 1'],
      offline24: ['art. 106nha pkt 2', 'art. 86 ust. 10b pkt 1'],
      maintenance: ['art. 106nh ust. 3 pkt 2', 'art. 86 ust. 10b pkt 1'],
    },
    {
      rule: 'no-number-to-come',
      abolished: true,
      take: 'earlier',
      because:
        'A total failure abolished the duty to send the invoice, so the copy actually received is the invoice',
      confidence: 'M',
    },
  ),
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
    modes: ['outside-lawful'],
    take: 'earlier',
    because: 'An invoice lawfully issued outside KSeF is received on the day it was actually handed over',
    legalBasis: ['art. 86 ust. 10b pkt 1'],
    confidence: 'H',
  },
  {
    rule: 'foreign.actual',
    modes: ['foreign'],
    take: 'earlier',
    because:
      'A foreign invoice is received on the day it was actually handed over; no deduction waits for that',
    legalBasis: ['art. 86 ust. 10b pkt 3'],
    confidence: 'H',
  },
  {
    rule: 'outside-breach.actual',
    modes: ['outside-breach'],
    take: {
      breachReceipt: {
        'kis-actual': 'earlier',
        'statute-number': {
          take: 'number',
          because:
            'The seller had to use KSeF and did not; by the policy the invoice is received on the day of its KSeF number alone',
          legalBasis: ['art. 106na ust. 3', 'art. 86 ust. 10b pkt 1'],
        },
      },
    },
    because:
      'The seller had to use KSeF and did not; according to KIS practice the invoice is received on the day it was actually handed over, and a later number does not move it',
    legalBasis: ['art. 86 ust. 10', 'art. 86 ust. 10b pkt 1', kis],
    confidence: 'M',
  },
  {
    rule: 'early-copy.number',
    modes: ['early-copy'],
    take: {
      earlyCopy: {
        'statute-number': 'number',
        'kis-actual': {
          take: 'earlier',
          because:
            'A plain copy came just before the KSeF number; by the policy the day it was actually handed over counts, as for an invoice that the seller issued outside KSeF',
          legalBasis: ['art. 86 ust. 10b pkt 1', kis],
        },
      },
    },
    because:
      'A plain copy came just before the KSeF number; it is taken for a copy of the structured invoice, so the day of the number counts',
    legalBasis: ['art. 106na ust. 3'],
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
  (rulesOfMode.get(q.mode) ?? []).filter((rule) => answers(rule, q))
