import { say } from '../texts/say.ts'
import type { Mode } from './mode-names.ts'
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
    because: say('receipt-rule.online.number'),
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
      because: say('receipt-rule.number'),
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
            because: say('receipt-rule.irregular-handover.handbook'),
            legalBasis: [handbook],
          },
        },
      },
      because: say('receipt-rule.irregular-handover'),
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
    because: say('receipt-rule.listed-actual'),
    confidence: 'H',
  }),
  ...ofModes(bothWays, {
    rule: 'listed-dual-delivery',
    abolished: false,
    listed: true,
    channel: ['ksef'],
    handover: handedOver,
    take: { gb4DualDelivery: { 'agreed-channel': 'number', earliest: 'earlier', actual: 'actual' } },
    because: say('receipt-rule.listed-dual-delivery'),
    confidence: 'L',
  }),
  ...ofModes(withBuyer({ ...servedByKsef, ...inFailure }), {
    rule: 'listed-number',
    abolished: false,
    listed: true,
    channel: notAgreedOutside,
    handover: ['none'],
    take: 'number',
    because: say('receipt-rule.listed-number'),
    confidence: 'M',
  }),
  ...ofModes(withBuyer({ ...servedOutside, ...inFailure, ...outsideAnyway }), {
    rule: 'listed-agreed-delivery-missing',
    undelivered: true,
    take: 'nothing',
    because: say('receipt-rule.listed-agreed-delivery-missing'),
    confidence: 'M',
  }),
  {
    rule: 'emergency.earlier-of-handover-and-number',
    modes: ['emergency'],
    listed: false,
    take: 'earlier',
    because: say('receipt-rule.emergency.earlier'),
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
    because: say('receipt-rule.listed-agreed-actual'),
    confidence: 'H',
  }),
  ...ofModes(inFailure, {
    rule: 'listed-earlier',
    abolished: false,
    listed: true,
    channel: notAgreedOutside,
    handover: handedOver,
    take: 'earlier',
    because: say('receipt-rule.listed-earlier'),
    confidence: 'M',
  }),
  {
    rule: 'overtaken.number',
    modes: ['offline24-overtaken-by-failure'],
    abolished: false,
    listed: false,
    handover: ['none'],
    take: 'number',
    because: say('receipt-rule.overtaken.number'),
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
          because: say('receipt-rule.overtaken.before-notice.emergency-rule'),
          legalBasis: ['art. 106nha pkt 1', 'art. 106nf ust. 10'],
        },
        'number-date': 'number',
      },
    },
    because: say('receipt-rule.overtaken.before-notice'),
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
          because: say('receipt-rule.overtaken.from-notice.number-date'),
          legalBasis: ['art. 106nha pkt 1', 'art. 106nda ust. 11 zd. 1'],
        },
      },
    },
    because: say('receipt-rule.overtaken.from-notice'),
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
      because: say('receipt-rule.no-number-to-come'),
      confidence: 'M',
    },
  ),
  {
    rule: 'total-failure.actual',
    modes: ['total-failure'],
    take: 'earlier',
    because: say('receipt-rule.total-failure.actual'),
    legalBasis: ['art. 106ng', 'art. 86 ust. 10b pkt 1'],
    confidence: 'H',
  },
  {
    rule: 'outside-lawful.actual',
    modes: ['outside-lawful'],
    take: 'earlier',
    because: say('receipt-rule.outside-lawful.actual'),
    legalBasis: ['art. 86 ust. 10b pkt 1'],
    confidence: 'H',
  },
  {
    rule: 'foreign.actual',
    modes: ['foreign'],
    take: 'earlier',
    because: say('receipt-rule.foreign.actual'),
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
          because: say('receipt-rule.outside-breach.by-number'),
          legalBasis: ['art. 106na ust. 3', 'art. 86 ust. 10b pkt 1'],
        },
      },
    },
    because: say('receipt-rule.outside-breach.actual'),
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
          because: say('receipt-rule.early-copy.by-actual'),
          legalBasis: ['art. 86 ust. 10b pkt 1', kis],
        },
      },
    },
    because: say('receipt-rule.early-copy.number'),
    legalBasis: ['art. 106na ust. 3'],
    confidence: 'L',
  },
  {
    rule: 'not-an-invoice.nothing',
    modes: ['not-an-invoice'],
    take: 'nothing',
    because: say('receipt-rule.not-an-invoice'),
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
