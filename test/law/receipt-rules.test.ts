import { describe, expect, it } from 'vitest'
import type { Mode } from '../../src/law/mode-names.ts'
import { policyOptions, policyTable } from '../../src/law/policy.ts'
import {
  answerOf,
  type Channel,
  type Handover,
  policyOfRule,
  type Take,
} from '../../src/law/receipt-question.ts'
import { matchingRules } from '../../src/law/receipt-rules.ts'

/**
 * The day of receipt by mode, buyer, agreed channel and hand-over, read from the act row by row: what counts by
 * default, and under which policy something else.
 */
const take = (
  mode: string,
  buyer: string,
  channel: string,
  handover: string,
  option = '',
  abolished = false,
): Take => {
  const question = { mode: mode as Mode, listed: buyer === 'listed', abolished }
  const rules = matchingRules({ ...question, channel: channel as Channel, handover: handover as Handover })
  expect(rules).toHaveLength(1)
  const [rule] = rules as [(typeof rules)[0]]
  const policy = policyOfRule(rule)
  return answerOf(rule, option || (policy === null ? '' : (policyOptions(policy)[0] as string))).take
}

const channels = ['outside-ksef', 'ksef', 'unknown']
const handovers = ['none', 'before-notice', 'handed-over']

describe('an ordinary buyer', () => {
  it.each([
    ['online: the number (art. 106na ust. 3)', 'online', ['number', 'number', 'number']],
    [
      'sent late: the number (art. 106na ust. 3, art. 106nda ust. 16)',
      'online-late',
      ['number', 'number', 'number'],
    ],
    ['offline24: the number (art. 106nda ust. 11 zd. 1)', 'offline24', ['number', 'number', 'number']],
    ['maintenance: the number (art. 106nh ust. 4)', 'maintenance', ['number', 'number', 'number']],
    [
      'emergency: not later than the number (art. 106nf ust. 10)',
      'emergency',
      ['earlier', 'earlier', 'earlier'],
    ],
    [
      'overtaken: as an emergency once handed over from the notice on (art. 106nha pkt 1)',
      'offline24-overtaken-by-failure',
      ['number', 'number', 'earlier'],
    ],
    ['total failure: the hand-over (art. 106ng)', 'total-failure', ['earlier', 'earlier', 'earlier']],
    [
      'lawfully outside: the hand-over (art. 86 ust. 10b pkt 1)',
      'outside-lawful',
      ['earlier', 'earlier', 'earlier'],
    ],
    ['foreign: the hand-over (art. 86 ust. 10b)', 'foreign', ['earlier', 'earlier', 'earlier']],
    ['in breach: the hand-over, as KIS says', 'outside-breach', ['earlier', 'earlier', 'earlier']],
    ['early copy: the number', 'early-copy', ['number', 'number', 'number']],
    ['no invoice: nothing (art. 2 pkt 31)', 'not-an-invoice', ['nothing', 'nothing', 'nothing']],
  ])('%s, whatever channel was agreed', (_what, mode, takes) => {
    for (const channel of channels) {
      expect(handovers.map((handover) => take(mode, 'ordinary', channel, handover))).toEqual(takes)
    }
  })
})

describe('a listed buyer (art. 106gb ust. 4)', () => {
  const [delivered, nothing] = ['handed-over', 'none']
  it.each([
    ['outside-ksef', delivered, 'actual'],
    ['outside-ksef', nothing, 'nothing'],
    ['unknown', delivered, 'actual'],
    ['unknown', nothing, 'number'],
    ['ksef', delivered, 'number'],
    ['ksef', nothing, 'number'],
  ])(
    'online, offline24 or maintenance, agreed on %s, %s: %s (art. 106na ust. 4, art. 106nda ust. 11 zd. 2)',
    (channel, handover, expected) => {
      for (const mode of ['online', 'online-late', 'offline24', 'maintenance']) {
        expect(take(mode, 'listed', channel, handover)).toBe(expected)
      }
    },
  )
  it.each([
    ['outside-ksef', delivered, 'actual'],
    ['outside-ksef', nothing, 'nothing'],
    ['unknown', delivered, 'earlier'],
    ['unknown', nothing, 'number'],
    ['ksef', delivered, 'earlier'],
    ['ksef', nothing, 'number'],
  ])(
    'in an emergency, or overtaken by one, agreed on %s, %s: %s (art. 106nf ust. 10 zd. 2)',
    (channel, handover, expected) => {
      for (const mode of ['emergency', 'offline24-overtaken-by-failure']) {
        expect(take(mode, 'listed', channel, handover)).toBe(expected)
      }
      const before = handover === delivered ? 'before-notice' : handover
      expect(take('offline24-overtaken-by-failure', 'listed', channel, before)).toBe(expected)
    },
  )
})

describe('a duty to send that a total failure ended (art. 106nha pkt 2, art. 106nh ust. 3 pkt 2)', () => {
  it.each([['offline24-overtaken-by-total-failure'], ['offline24'], ['maintenance']])(
    '%s: the hand-over',
    (mode) => {
      for (const buyer of ['ordinary', 'listed']) {
        for (const channel of channels)
          expect(take(mode, buyer, channel, 'handed-over', '', true)).toBe('earlier')
      }
    },
  )
})

describe('what is disputed', () => {
  it.each([
    [
      'breachReceipt',
      'outside-breach',
      'handed-over',
      { 'kis-actual': 'earlier', 'statute-number': 'number' },
    ],
    ['earlyCopy', 'early-copy', 'handed-over', { 'statute-number': 'number', 'kis-actual': 'earlier' }],
    [
      'irregularOfflineHandover',
      'offline24',
      'handed-over',
      { 'statute-number': 'number', 'mf-1-8-actual': 'earlier' },
    ],
    [
      'irregularOfflineHandover',
      'maintenance',
      'handed-over',
      { 'statute-number': 'number', 'mf-1-8-actual': 'earlier' },
    ],
    [
      'overtakenOffline24',
      'offline24-overtaken-by-failure',
      'before-notice',
      { 'by-handover': 'number', 'emergency-rule': 'earlier', 'number-date': 'number' },
    ],
    [
      'overtakenOffline24',
      'offline24-overtaken-by-failure',
      'handed-over',
      { 'by-handover': 'earlier', 'emergency-rule': 'earlier', 'number-date': 'number' },
    ],
  ])('%s, %s, %s', (policy, mode, handover, takes) => {
    const [rule] = matchingRules({
      ...{ mode: mode as Mode, listed: false, channel: 'unknown', abolished: false },
      handover: handover as Handover,
    })
    expect(rule && policyOfRule(rule)).toBe(policy)
    for (const [option, expected] of Object.entries(takes)) {
      expect([option, take(mode, 'ordinary', 'unknown', handover, option)]).toEqual([option, expected])
    }
  })
  it('gb4DualDelivery, whatever the mode', () => {
    for (const mode of ['online', 'online-late', 'offline24', 'maintenance']) {
      const under = (option: string) => take(mode, 'listed', 'ksef', 'handed-over', option)
      expect(['agreed-channel', 'earliest', 'actual'].map(under)).toEqual(['number', 'earlier', 'actual'])
    }
  })
  it('has these defaults and alternatives, the default first', () => {
    const options = Object.entries(policyTable).map(([name, row]) => [name, Object.keys(row.options)])
    expect(Object.fromEntries(options)).toMatchObject({
      breachReceipt: ['kis-actual', 'statute-number'],
      earlyCopy: ['statute-number', 'kis-actual'],
      irregularOfflineHandover: ['statute-number', 'mf-1-8-actual'],
      overtakenOffline24: ['by-handover', 'emergency-rule', 'number-date'],
      overtakenMarker: ['DI', 'OFF'],
      gb4DualDelivery: ['agreed-channel', 'earliest', 'actual'],
      breachNumberAfterFiling: ['review', 'correct-14-days', 'leave'],
      foreignInvoiceMarker: ['BFK', 'DI'],
      euEarlyDeduction: ['off', 'on'],
      partialDeductionNet: ['ask', 'full', 'proportional'],
    })
  })
})
