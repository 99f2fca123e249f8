import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../src/ingest/evidence.ts'
import { windowOf } from '../../src/outages/windows.ts'
import { verdictOn } from '../../src/receipt/as-of.ts'
import { awaitedOf, outageBehind } from '../../src/receipt/awaited.ts'
import type { Day } from '../../src/values/day.ts'
import { copy, decided, type Given, ksef, offlineCopy, outage } from '../support/decided.ts'

const received = (evidence: Evidence[], given: Given = {}) => {
  const { date, source } = decided(evidence, given).receipt
  return [date, source]
}
const codesOn = (evidence: Evidence[], day: string, given: Given = {}): string[] =>
  verdictOn(decided(evidence, given), day as Day).findings.map(({ code }) => code)
const failure = { outages: [outage('2026-06-10', '2026-06-12')] }
const listed = (channel?: string) => ({
  context: {
    buyerCategory: '106gb-4-2',
    supplier: {
      ...{ name: null, ksefDuty: [], defaults: {} },
      delivery:
        channel === undefined
          ? []
          : [{ channel, from: '2026-06-01', to: '2026-06-30', agreedOn: null, note: null }],
    },
  },
})

describe('the day of receipt', () => {
  it.each<[string, Evidence[], Given, string | null, string | null]>([
    [
      'offline24: the number (art. 106nda ust. 11)',
      [offlineCopy(), ksef('2026-06-15')],
      {},
      '2026-06-15',
      'ksef-number',
    ],
    ['without a number: none', [offlineCopy()], {}, null, null],
    [
      'emergency: the hand-over (art. 106nf ust. 10)',
      [offlineCopy(), ksef('2026-06-15')],
      failure,
      '2026-06-11',
      'actual',
    ],
    [
      'emergency: the number when that came before',
      [offlineCopy({ receivedDay: '2026-06-18' }), ksef('2026-06-15')],
      failure,
      '2026-06-15',
      'ksef-number',
    ],
    [
      'emergency: of several copies the first',
      [offlineCopy({ receivedDay: '2026-06-12' }), offlineCopy({ receivedDay: '2026-06-11' })],
      failure,
      '2026-06-11',
      'actual',
    ],
    ['in breach: the hand-over', [copy(), ksef('2026-06-15')], {}, '2026-06-11', 'actual'],
    [
      'listed and agreed: the hand-over, also after the number (art. 106nda ust. 11 zd. 2)',
      [offlineCopy({ receivedDay: '2026-06-18' }), ksef('2026-06-15')],
      listed('outside-ksef'),
      '2026-06-18',
      'actual',
    ],
    [
      'listed and agreed, nothing handed over: none',
      [ksef('2026-06-15')],
      listed('outside-ksef'),
      null,
      null,
    ],
    [
      'listed, agreed on KSeF: the number',
      [offlineCopy(), ksef('2026-06-15')],
      listed('ksef'),
      '2026-06-15',
      'ksef-number',
    ],
    [
      'listed: also a print of the numbered invoice hands it over',
      [copy({ document: 'numbered-visualisation', receivedDay: '2026-06-18' }), ksef('2026-06-15')],
      listed('outside-ksef'),
      '2026-06-18',
      'actual',
    ],
    [
      'a confirmation never is one',
      [copy({ document: 'transaction-confirmation' }), ksef('2026-06-15')],
      failure,
      '2026-06-15',
      'ksef-number',
    ],
  ])('%s', (_what, evidence, given, date, source) => {
    expect(received(evidence, given)).toEqual([date, source])
  })

  const overtaken = { outages: [outage('2026-06-11', '2026-06-12')] }
  it.each([
    ['the day before the notice: the number', '2026-06-10', '2026-06-18', 'ksef-number'],
    ['on the day of the notice: the hand-over', '2026-06-11', '2026-06-11', 'actual'],
    ['the day after', '2026-06-12', '2026-06-12', 'actual'],
  ])(
    'of an invoice that a failure overtook, handed over %s (art. 106nha pkt 1)',
    (_what, receivedDay, date, source) => {
      expect(received([offlineCopy({ receivedDay }), ksef('2026-06-18')], overtaken)).toEqual([date, source])
    },
  )
  it('of one handed over before and after the notice: what came since', () => {
    const copies = ['2026-06-10', '2026-06-15'].map((receivedDay) => offlineCopy({ receivedDay }))
    expect(received([...copies, ksef('2026-06-18')], overtaken)).toEqual(['2026-06-15', 'actual'])
    expect(received([...copies, ksef('2026-06-18')], { ...overtaken, ...listed('outside-ksef') })).toEqual([
      ...['2026-06-10', 'actual'],
    ])
    const always = { ...overtaken, policy: { overtakenOffline24: 'emergency-rule' } }
    expect(received([copies[0] as Evidence, ksef('2026-06-18')], always)).toEqual(['2026-06-10', 'actual'])
  })
})

describe('an agreement on delivery', () => {
  const agreed = (issueDay: string, delivery: object[]) => {
    const context = {
      buyerCategory: '106gb-4-2',
      supplier: { name: null, ksefDuty: [], delivery, defaults: {} },
    }
    return decided([copy({ issueDay })], { context }).basis.channel
  }
  const one = { channel: 'outside-ksef', from: '2026-06-01', to: '2026-06-30' }
  it.each([
    ['2026-05-31', 'unknown'],
    ['2026-06-01', 'outside-ksef'],
    ['2026-06-30', 'outside-ksef'],
    ['2026-07-01', 'unknown'],
  ])('from 1 to 30 June, on %s: %s', (day, expected) => {
    expect(agreed(day, [one])).toBe(expected)
  })
  it('that was recorded later counts', () => {
    expect(agreed('2026-06-10', [one, { ...one, channel: 'ksef', to: null }])).toBe('ksef')
    expect(agreed('2030-06-10', [one, { ...one, channel: 'ksef', to: null }])).toBe('ksef')
  })
  it('of the one invoice counts before that with its seller', () => {
    const stated = (evidence: object, inputs = {}) =>
      decided([copy(evidence)], { ...listed('ksef'), inputs }).basis.channel
    expect(stated({ deliveryAgreed: true })).toBe('outside-ksef')
    expect(stated({ deliveryAgreed: false })).toBe('ksef')
    expect(stated({ deliveryAgreed: true }, { deliveryAgreed: false })).toBe('ksef')
    expect(stated({})).toBe('ksef')
  })
})

describe('the seller is late (art. 106nda ust. 2, art. 106nf ust. 4)', () => {
  const overdueOn = (evidence: Evidence[], day: string, given: Given = {}) =>
    verdictOn(decided(evidence, given), day as Day).overdue
  it.each([
    ['on the last day of the term', '2026-06-11', false],
    ['a day later', '2026-06-12', true],
  ])('%s: %s', (_what, day, expected) => {
    expect(overdueOn([offlineCopy()], day)).toBe(expected)
    expect(codesOn([offlineCopy()], day).includes('SELLER_LATE')).toBe(expected)
  })
  it('an emergency invoice that was never sent, after seven business days', () => {
    expect(codesOn([offlineCopy()], '2026-06-23', failure)).not.toContain('SELLER_NEVER_SENT')
    expect(codesOn([offlineCopy()], '2026-06-24', failure)).toContain('SELLER_NEVER_SENT')
    expect(codesOn([offlineCopy()], '2026-06-24', failure)).not.toContain('SELLER_LATE')
  })
  it('only for who has the copy by then', () => {
    const late = [offlineCopy({ receivedDay: '2026-06-20' })]
    expect(codesOn(late, '2026-06-19')).not.toContain('SELLER_LATE')
    expect(codesOn(late, '2026-06-20')).toContain('SELLER_LATE')
  })
  it('until the number is there', () => {
    const evidence = [offlineCopy(), ksef('2026-06-15')]
    expect(overdueOn(evidence, '2026-06-14')).toBe(true)
    expect(overdueOn(evidence, '2026-06-15')).toBe(false)
  })
  it.each([
    ['sent on the last day, numbered after midnight', '2026-06-11T21:50:00Z', '2026-06-11T22:10:00Z', false],
    ['sent a minute after midnight', '2026-06-11T22:01:00Z', '2026-06-11T22:10:00Z', true],
  ])('%s: %s', (_what, acceptedAt, numberedAt, expected) => {
    const evidence = [offlineCopy(), ksef('2026-06-11', { acceptedAt, numberedAt })]
    expect(codesOn(evidence, '2026-06-20').includes('INFO_SENT_LATE')).toBe(expected)
    expect(codesOn(evidence, '2026-06-11')).not.toContain('INFO_SENT_LATE')
  })
  it('online-late has no term; what is sent after the next business day is told all the same', () => {
    const late = (day: string) =>
      codesOn([ksef(day)], '2026-06-30', { inputs: { confirmedMode: 'online-late' } }).includes(
        'INFO_SENT_LATE',
      )
    expect(['2026-06-11', '2026-06-12'].map(late)).toEqual([false, true])
  })
})

describe('the marker on a day', () => {
  const on = (evidence: Evidence[], day: string, given: Given = {}) => {
    const { value, correction, correctionDue } = verdictOn(decided(evidence, given), day as Day).marker
    return [value, correction, correctionDue]
  }
  const online = [offlineCopy({ receivedDay: '2026-06-10' }), ksef('2026-06-15')]
  const agreed = listed('outside-ksef')
  it('is the number from its own day on', () => {
    expect(on(online, '2026-06-15')).toEqual(['NrKSeF', 'none', null])
    expect(on(online, '2026-06-14')).toEqual([null, 'none', null])
  })
  it('is DI before it, to be corrected within fourteen days of the number', () => {
    expect(on(online, '2026-06-14', agreed)).toEqual(['DI', 'required', '2026-06-29'])
    expect(on(online, '2026-06-15', agreed)).toEqual(['NrKSeF', 'none', null])
    expect(on([offlineCopy()], '2026-06-14', agreed)).toEqual(['DI', 'required', null])
  })
  it('is OFF in an emergency, and its number corrects nothing (art. 106nf ust. 1)', () => {
    expect(on([offlineCopy(), ksef('2026-06-15')], '2026-06-14', failure)).toEqual(['OFF', 'none', null])
    expect(on([offlineCopy()], '2026-06-14', failure)).toEqual(['OFF', 'none', null])
  })
  it.each([
    [{}, 'review', null],
    [{ breachNumberAfterFiling: 'correct-14-days' }, 'required', '2026-06-29'],
    [{ breachNumberAfterFiling: 'leave' }, 'none', null],
  ])('is BFK of a breach; what its number demands is the policy’s: %j', (policy, correction, due) => {
    const duty = { ksefDuty: [{ status: 'obliged', from: '2026-02-01', to: null }] }
    const given = { policy, context: { supplier: { name: null, ...duty, delivery: [], defaults: {} } } }
    expect(on([copy(), ksef('2026-06-15')], '2026-06-14', given)).toEqual(['BFK', correction, due])
    // Nothing is asked while no number came: none is expected.
    expect(on([copy()], '2026-06-14', given)).toEqual(['BFK', 'none', null])
  })
  it('follows the policy where a failure overtook the invoice, and is for review', () => {
    const overtaken = { outages: [outage('2026-06-11', '2026-06-12')] }
    expect(on([offlineCopy()], '2026-06-14', overtaken)).toEqual(['DI', 'required', null])
    expect(on([offlineCopy()], '2026-06-14', { ...overtaken, policy: { overtakenMarker: 'OFF' } })).toEqual([
      ...['OFF', 'none', null],
    ])
    expect(codesOn([offlineCopy()], '2026-06-14', overtaken)).toContain('MARKER_UNSETTLED')
    expect(codesOn([offlineCopy()], '2026-06-10', overtaken)).not.toContain('MARKER_UNSETTLED')
    expect(codesOn([offlineCopy(), ksef('2026-06-15')], '2026-06-15', overtaken)).not.toContain(
      'MARKER_UNSETTLED',
    )
    expect(codesOn([offlineCopy()], '2026-06-14', failure)).not.toContain('MARKER_UNSETTLED')
  })
  it.each([['internalDocument'], ['importOfGoods']])('is DI for good of %s', (name) => {
    expect(on([copy(), ksef('2026-06-15')], '2026-06-14', { inputs: { [name]: true } })).toEqual([
      'DI',
      'none',
      null,
    ])
  })
})

describe('a window that is over (art. 86 ust. 13)', () => {
  it.each([
    ['2026-10-31', false],
    ['2026-11-01', true],
  ])('June to September, on %s: %s', (day, expected) => {
    expect(codesOn([copy()], day).includes('WINDOW_EXPIRED')).toBe(expected)
    const { legalBasis } = verdictOn(decided([copy()]), day as Day).deduction
    expect(legalBasis.includes('art. 86 ust. 13')).toBe(expected)
  })
})

describe('a number that is awaited', () => {
  const awaited = (evidence: Evidence[], given: Given = {}) => awaitedOf(decided(evidence, given))
  const due = { how: 'due', from: '2026-06-11', until: null }
  it.each<[string, Evidence[], Given, unknown]>([
    ['of an offline invoice', [offlineCopy()], {}, due],
    ['of an emergency invoice', [offlineCopy()], failure, due],
    ['while the failure goes on', [offlineCopy()], { outages: [outage('2026-06-10', null)] }, due],
    ['until it came', [offlineCopy(), ksef('2026-06-15')], {}, { ...due, until: '2026-06-15' }],
    ['not where it came first', [offlineCopy({ receivedDay: '2026-06-15' }), ksef('2026-06-15')], {}, null],
    ['not without a copy', [ksef('2026-06-15')], {}, null],
    [
      'perhaps, of an early copy',
      [copy({ receivedDay: '2026-06-10' }), ksef('2026-06-11')],
      {},
      { how: 'possible', from: '2026-06-10', until: '2026-06-11' },
    ],
    ['not of a lawful invoice from outside', [copy()], {}, null],
    [
      'not during a total failure',
      [offlineCopy()],
      { outages: [outage('2026-06-10', null, { kind: 'total-failure' })] },
      null,
    ],
    [
      'not after a total failure ended the duty',
      [offlineCopy()],
      {
        outages: [outage('2026-06-10', '2026-06-10'), outage('2026-06-11', null, { kind: 'total-failure' })],
      },
      null,
    ],
    ['not of what is not ours', [offlineCopy({ addressee: 'nobody-here' })], {}, null],
  ])('%s', (_what, evidence, given, expected) => {
    expect(awaited(evidence, given)).toEqual(expected)
  })
  it('is possible of a breach', () => {
    const duty = { ksefDuty: [{ status: 'obliged', from: '2026-02-01', to: null }] }
    const context = { supplier: { name: null, ...duty, delivery: [], defaults: {} } }
    expect(awaited([copy()], { context })?.how).toBe('possible')
  })
})

describe('the outage behind a term', () => {
  const behind = (...outages: ReturnType<typeof outage>[]) =>
    outageBehind(decided([offlineCopy()], { outages }), outages.map(windowOf))?.id ?? null
  it('is the one from whose end it runs, of several the last', () => {
    expect(behind()).toBeNull()
    expect(behind(outage('2026-06-10', '2026-06-12'))).toBe('o-2026-06-10')
    expect(behind(outage('2026-06-10', '2026-06-12'), outage('2026-06-15', '2026-06-16'))).toBe(
      'o-2026-06-15',
    )
    expect(behind(outage('2026-06-10', '2026-06-16'), outage('2026-06-11', '2026-06-12'))).toBe(
      'o-2026-06-10',
    )
    expect(behind(outage('2026-06-10', null))).toBe('o-2026-06-10')
    expect(behind(outage('2026-06-10', '2026-06-12', { kind: 'maintenance' }))).toBe('o-2026-06-10')
  })
  it('is the failure that started a maintenance’s term anew (art. 106nh ust. 3)', () => {
    expect(
      behind(outage('2026-06-09', '2026-06-10', { kind: 'maintenance' }), outage('2026-06-11', '2026-06-11')),
    ).toBe('o-2026-06-11')
  })
  it('of two that end on one day is the one announced later', () => {
    expect(behind(outage('2026-06-09', '2026-06-12'), outage('2026-06-10', '2026-06-12'))).toBe(
      'o-2026-06-10',
    )
  })
})
