import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/values/day.ts'
import { type Case, decided } from '../support/decide.ts'

/** Siblings of the worked cases: each mode at its boundaries, with the article that decides. */

const on = '2026-06-30'
const failure = ['failure 2026-06-29/2026-07-01']
const maintenance = ['maintenance 2026-06-30/2026-06-30']
const overtaking = ['failure 2026-07-02/2026-07-03']
const answer = (said: Partial<Case>) => {
  const { mode, due, received, source, review } = decided({ issued: on, asOf: '2026-07-27', ...said })
  return [mode, due, received, source, review.filter((c) => !/PERIOD|WINDOWS/.test(c)).join(' ')]
}

describe('which mode, and received when', () => {
  it.each<[string, Partial<Case>, (string | null)[]]>([
    [
      'online (art. 106na ust. 3)',
      { numbered: '2026-06-30T23:59+02:00' },
      ['online', null, '2026-06-30', 'ksef-number', ''],
    ],
    [
      'numbered after midnight: received on the next day',
      { sent: '2026-06-30T23:59+02:00', numbered: '2026-07-01T00:01+02:00' },
      ['online', null, '2026-07-01', 'ksef-number', ''],
    ],
    [
      'a plain copy on the day of the number is a copy',
      { numbered: '2026-06-30T23:59+02:00', copies: ['invoice 2026-06-30'] },
      ['online', null, '2026-06-30', 'ksef-number', ''],
    ],
    [
      'a plain copy a day before the number is early',
      { sent: '2026-06-30T23:59+02:00', numbered: '2026-07-01T00:01+02:00', copies: ['invoice 2026-06-30'] },
      ['early-copy', null, '2026-07-01', 'ksef-number', 'OUTSIDE_COPY_BEFORE_NUMBER'],
    ],
    [
      'number on the next business day: early',
      { numbered: '2026-07-01T23:59+02:00', copies: ['invoice 2026-06-30'] },
      ['early-copy', null, '2026-07-01', 'ksef-number', 'OUTSIDE_COPY_BEFORE_NUMBER'],
    ],
    [
      'number a day later: a breach (KIS)',
      { numbered: '2026-07-02T00:00+02:00', copies: ['invoice 2026-06-30'] },
      ['outside-breach', null, '2026-06-30', 'actual', 'SELLER_SHOULD_USE_KSEF'],
    ],
    [
      'Friday to Monday is one business day',
      {
        issued: '2026-07-31',
        numbered: '2026-08-03T10:00+02:00',
        copies: ['invoice 2026-07-31'],
        asOf: '2026-08-27',
      },
      ['early-copy', null, '2026-08-03', 'ksef-number', 'OUTSIDE_COPY_BEFORE_NUMBER'],
    ],
    [
      'offline24, no copy (art. 106nda ust. 11 zd. 1)',
      { numbered: '2026-07-01T10:00+02:00' },
      ['offline24', '2026-07-01', '2026-07-01', 'ksef-number', ''],
    ],
    [
      'offline24, copy before the number',
      { numbered: '2026-07-02T10:00+02:00', copies: ['offline-invoice 2026-07-01'] },
      ['offline24', '2026-07-01', '2026-07-02', 'ksef-number', 'OUTSIDE_COPY_BEFORE_NUMBER'],
    ],
    [
      'offline24, copy on the day of the number',
      { numbered: '2026-07-02T10:00+02:00', copies: ['offline-invoice 2026-07-02'] },
      ['offline24', '2026-07-01', '2026-07-02', 'ksef-number', ''],
    ],
    [
      'maintenance: the number (art. 106nh ust. 4)',
      { outages: maintenance, numbered: '2026-07-02T10:00+02:00', copies: ['offline-invoice 2026-06-30'] },
      ['maintenance', '2026-07-01', '2026-07-02', 'ksef-number', 'OUTSIDE_COPY_BEFORE_NUMBER'],
    ],
    [
      'emergency: the hand-over (art. 106nf ust. 10)',
      { outages: failure, numbered: '2026-07-06T10:00+02:00', copies: ['offline-invoice 2026-07-02'] },
      ['emergency', '2026-07-10', '2026-07-02', 'actual', ''],
    ],
    [
      'emergency: not later than the number',
      { outages: failure, numbered: '2026-07-06T10:00+02:00', copies: ['offline-invoice 2026-07-07'] },
      ['emergency', '2026-07-10', '2026-07-06', 'ksef-number', ''],
    ],
    [
      'emergency: both on one day',
      { outages: failure, numbered: '2026-07-06T10:00+02:00', copies: ['offline-invoice 2026-07-06'] },
      ['emergency', '2026-07-10', '2026-07-06', 'actual', ''],
    ],
    [
      'the last day of a failure is in it',
      { issued: '2026-07-01', outages: failure, copies: ['offline-invoice 2026-07-01'] },
      ['emergency', '2026-07-10', '2026-07-01', 'actual', 'SELLER_NEVER_SENT'],
    ],
    [
      'the day after it is not',
      { issued: '2026-07-02', outages: failure, copies: ['offline-invoice 2026-07-02'], asOf: '2026-07-03' },
      ['offline24', '2026-07-03', null, null, 'OUTSIDE_COPY_BEFORE_NUMBER'],
    ],
    [
      'overtaken, handed over before the notice (art. 106nha pkt 1)',
      { outages: overtaking, numbered: '2026-07-08T10:00+02:00', copies: ['offline-invoice 2026-07-01'] },
      ['offline24-overtaken-by-failure', '2026-07-14', '2026-07-08', 'ksef-number', 'OVERTAKEN_BY_FAILURE'],
    ],
    [
      'overtaken, handed over on its day (art. 106nf ust. 10)',
      { outages: overtaking, numbered: '2026-07-08T10:00+02:00', copies: ['offline-invoice 2026-07-02'] },
      ['offline24-overtaken-by-failure', '2026-07-14', '2026-07-02', 'actual', 'OVERTAKEN_BY_FAILURE'],
    ],
    [
      'overtaken, twice handed over: what came since the notice counts',
      {
        outages: overtaking,
        numbered: '2026-07-08T10:00+02:00',
        copies: ['offline-invoice 2026-07-01', 'offline-invoice 2026-07-03'],
      },
      ['offline24-overtaken-by-failure', '2026-07-14', '2026-07-03', 'actual', 'OVERTAKEN_BY_FAILURE'],
    ],
    [
      'overtaken by a total failure: the copy (art. 106nha pkt 2)',
      { outages: ['total-failure 2026-07-02/2026-07-03'], copies: ['offline-invoice 2026-06-30'] },
      [
        'offline24-overtaken-by-total-failure',
        null,
        '2026-06-30',
        'actual',
        'TOTAL_FAILURE_NO_NUMBER MARKER_UNSETTLED',
      ],
    ],
    [
      'maintenance overtaken by a failure: the term alone moves (art. 106nh ust. 3 pkt 1)',
      {
        outages: [...maintenance, 'failure 2026-07-01/2026-07-03'],
        numbered: '2026-07-08T10:00+02:00',
        copies: ['offline-invoice 2026-07-02'],
      },
      ['maintenance', '2026-07-14', '2026-07-08', 'ksef-number', 'OUTSIDE_COPY_BEFORE_NUMBER'],
    ],
    [
      'maintenance, a total failure in its term: the copy (art. 106nh ust. 3 pkt 2)',
      {
        outages: [...maintenance, 'total-failure 2026-07-01/2026-07-03'],
        copies: ['offline-invoice 2026-06-30'],
      },
      ['maintenance', null, '2026-06-30', 'actual', 'TOTAL_FAILURE_NO_NUMBER MARKER_UNSETTLED'],
    ],
    [
      'maintenance, a total failure after its term',
      {
        outages: [...maintenance, 'total-failure 2026-07-02/2026-07-03'],
        copies: ['offline-invoice 2026-06-30'],
      },
      ['maintenance', '2026-07-01', null, null, 'OUTSIDE_COPY_BEFORE_NUMBER SELLER_LATE'],
    ],
    [
      'emergency, then a total failure: still the copy (art. 106nf ust. 7)',
      {
        outages: [...failure, 'total-failure 2026-07-10/2026-07-12'],
        copies: ['offline-invoice 2026-06-30'],
      },
      ['emergency', null, '2026-06-30', 'actual', ''],
    ],
    [
      'emergency, a total failure after the term',
      {
        outages: [...failure, 'total-failure 2026-07-11/2026-07-12'],
        copies: ['offline-invoice 2026-06-30'],
      },
      ['emergency', '2026-07-10', '2026-06-30', 'actual', 'SELLER_NEVER_SENT'],
    ],
    [
      'total failure on P_1 goes before codes (art. 106ng)',
      {
        outages: ['total-failure 2026-06-30/2026-06-30', ...failure],
        copies: ['offline-invoice 2026-06-30'],
      },
      ['total-failure', null, '2026-06-30', 'actual', ''],
    ],
    [
      'total failure on P_1, plain copy of an obliged seller: no breach',
      { outages: ['total-failure 2026-06-30/2026-06-30'], copies: ['invoice 2026-07-03'] },
      ['total-failure', null, '2026-07-03', 'actual', ''],
    ],
    [
      'lawful outside KSeF',
      { duty: 'art-145m', copies: ['invoice 2026-07-03'] },
      ['outside-lawful', null, '2026-07-03', 'actual', ''],
    ],
    [
      'the seller free, codes all the same: by the calendar',
      { duty: 'art-106ga-2', copies: ['offline-invoice 2026-06-30'], asOf: '2026-07-01' },
      ['offline24', '2026-07-01', null, null, 'OUTSIDE_COPY_BEFORE_NUMBER'],
    ],
    [
      'a confirmation is no invoice, also with two codes',
      { copies: [['transaction-confirmation', '2026-06-30', { offlineCode: true }]] },
      ['not-an-invoice', null, null, null, ''],
    ],
    [
      "a print of a numbered invoice gives an ordinary buyer nothing before KSeF's document",
      { copies: ['numbered-visualisation 2026-06-30'] },
      ['online', null, null, null, ''],
    ],
    [
      'and hands it over to a listed one (art. 106na ust. 4)',
      {
        copies: ['numbered-visualisation 2026-07-06'],
        buyer: '106gb-4-3',
        agreed: true,
        numbered: '2026-06-30T10:00+02:00',
      },
      ['online', null, '2026-07-06', 'actual', ''],
    ],
  ])('%s', (_what, said, expected) => {
    expect(answer(said)).toEqual(expected)
  })

  it('the duty of a seller of whom nothing is recorded: unknown in 2026, everybody from 2027', () => {
    const plain = (issued: string) =>
      decided({ issued, duty: null, copies: [`invoice ${issued}`], asOf: issued })
    expect(plain('2026-01-31')).toMatchObject({ mode: 'outside-lawful', info: [] })
    expect(plain('2026-12-31')).toMatchObject({ mode: 'outside-lawful', info: ['INFO_SELLER_DUTY_UNKNOWN'] })
    expect(plain('2027-01-01')).toMatchObject({
      mode: 'outside-breach',
      review: ['SELLER_SHOULD_USE_KSEF', 'GUIDANCE_2026_ONLY'],
    })
  })

  it('an agreement on delivery holds on its first and its last day', () => {
    const delivery = [
      {
        channel: 'outside-ksef' as const,
        from: '2026-06-01' as Day,
        to: '2026-06-30' as Day,
        agreedOn: null,
        note: null,
      },
    ]
    const emergencyOf = (issued: string) => {
      const { review, received } = decided({
        issued,
        buyer: '106gb-4-2',
        delivery,
        outages: [`failure ${issued}/${issued}`],
        copies: ['offline-invoice 2026-07-20'],
        numbered: '2026-07-10T10:00+02:00',
        asOf: '2026-08-01',
      })
      return [received, review.filter((code) => code.startsWith('AGREEMENT')).join()]
    }
    expect(emergencyOf('2026-05-31')).toEqual(['2026-07-10', 'AGREEMENT_UNKNOWN'])
    expect(emergencyOf('2026-06-01')).toEqual(['2026-07-20', ''])
    expect(emergencyOf('2026-06-30')).toEqual(['2026-07-20', ''])
    expect(emergencyOf('2026-07-01')).toEqual(['2026-07-10', 'AGREEMENT_UNKNOWN'])
  })
})

describe('findings about the hand-over', () => {
  const codes = (said: Partial<Case>) => {
    const { review, info } = decided({ issued: on, asOf: '2026-07-02', ...said })
    return [...review, ...info].filter((code) => /AGREE|DUAL|COPY_AFTER/.test(code)).join(' ')
  }
  const copies = ['offline-invoice 2026-06-30']
  it.each<[string, Partial<Case>, string]>([
    [
      'an agreement moves nothing for a domestic buyer, offline24',
      { copies, agreed: true },
      'AGREEMENT_WITHOUT_GB4_STATUS',
    ],
    ['… and in maintenance', { copies, agreed: true, outages: maintenance }, 'AGREEMENT_WITHOUT_GB4_STATUS'],
    ['… not in an emergency, where it is the agreed way', { copies, agreed: true, outages: failure }, ''],
    [
      'an emergency copy although KSeF was agreed',
      { copies, agreed: false, outages: failure },
      'AGREEMENT_MISSING',
    ],
    ['an emergency copy and nothing recorded', { copies, outages: failure }, 'INFO_AGREEMENT_UNKNOWN'],
    ['no copy, nothing to agree on', { numbered: '2026-07-02T10:00+02:00', outages: failure }, ''],
    ['a listed buyer of whom nothing is recorded', { buyer: '106gb-4-2', copies }, 'AGREEMENT_UNKNOWN'],
    ['a listed buyer served both ways', { buyer: '106gb-4-2', agreed: false, copies }, 'GB4_DUAL_DELIVERY'],
    [
      'a listed buyer to whom nothing was handed over as agreed',
      { buyer: '106gb-4-2', agreed: true, numbered: '2026-07-01T10:00+02:00' },
      'AGREED_DELIVERY_MISSING',
    ],
    ['a listed buyer served as agreed', { buyer: '106gb-4-2', agreed: true, copies }, ''],
    [
      'a copy on the day of the number',
      { numbered: '2026-07-01T10:00+02:00', copies: ['offline-invoice 2026-07-01'] },
      'INFO_COPY_AFTER_NUMBER',
    ],
    [
      'a print after it',
      { numbered: '2026-06-30T10:00+02:00', copies: ['numbered-visualisation 2026-07-01'] },
      'INFO_COPY_AFTER_NUMBER',
    ],
  ])('%s', (_what, said, expected) => {
    expect(codes(said)).toBe(expected)
  })
})

describe('windows at the turn of the year, and by quarters (art. 86 ust. 11)', () => {
  it.each<[string, Partial<Case>, string, string]>([
    [
      "received on New Year's Eve",
      { issued: '2026-12-31', numbered: '2026-12-31T23:59+01:00' },
      '2026-12',
      '2027-03',
    ],
    [
      'a minute later',
      { issued: '2026-12-31', sent: '2026-12-31T23:59+01:00', numbered: '2027-01-01T00:00+01:00' },
      '2027-01',
      '2027-04',
    ],
    [
      'by quarters',
      { issued: '2026-12-31', settlement: 'quarterly', numbered: '2026-12-31T23:59+01:00' },
      '2026-Q4',
      '2027-Q2',
    ],
    [
      'by quarters, a minute later',
      {
        issued: '2026-12-31',
        settlement: 'quarterly',
        sent: '2026-12-31T23:59+01:00',
        numbered: '2027-01-01T00:00+01:00',
      },
      '2027-Q1',
      '2027-Q3',
    ],
    [
      'the night the clocks go forward',
      { issued: '2026-03-28', numbered: '2026-03-28T23:30:00Z' },
      '2026-03',
      '2026-06',
    ],
    [
      'summer time: 22:30Z is the next day',
      { issued: '2026-06-30', sent: '2026-06-30T21:59Z', numbered: '2026-06-30T22:30:00Z' },
      '2026-07',
      '2026-10',
    ],
    [
      'winter time: 22:30Z is the same day',
      { issued: '2026-11-30', numbered: '2026-11-30T22:30:00Z' },
      '2026-11',
      '2027-02',
    ],
  ])('%s', (_what, said, from, until) => {
    expect(decided({ issued: on, ...said })).toMatchObject({ from, until })
  })
})
