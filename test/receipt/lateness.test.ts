import { describe, expect, it } from 'vitest'
import { type Case, decided } from '../support/decide.ts'
import { ksefNumber, nip } from '../support/ksef.ts'

const offline: Case = { issued: '2026-10-05', copies: ['offline-invoice 2026-10-05'] }
const emergency: Case = { ...offline, outages: ['failure 2026-10-05/2026-10-06'] }
const late = (said: Case) => {
  const { overdue, review, info } = decided(said)
  const codes = [...review, ...info].filter((code) => /LATE|NEVER_SENT/.test(code))
  return { overdue, codes }
}
const inTime = { overdue: false, codes: [] }

describe('a number that has not come (art. 106nda ust. 2, art. 106nf ust. 4)', () => {
  it.each([
    ['offline24, on the last day', offline, '2026-10-06', inTime],
    ['offline24, a day later', offline, '2026-10-07', { overdue: true, codes: ['SELLER_LATE'] }],
    ['an emergency, on the seventh business day', emergency, '2026-10-15', inTime],
    ['an emergency, a day later', emergency, '2026-10-16', { overdue: true, codes: ['SELLER_NEVER_SENT'] }],
    [
      'before the copy was there nobody asks',
      { ...offline, copies: ['offline-invoice 2026-10-20'] },
      '2026-10-19',
      { overdue: true, codes: [] },
    ],
    [
      'from the day of the copy on',
      { ...offline, copies: ['offline-invoice 2026-10-20'] },
      '2026-10-20',
      { overdue: true, codes: ['SELLER_LATE'] },
    ],
    ['where no term is set', { issued: '2026-10-05', copies: ['invoice 2026-10-05'] }, '2026-12-01', inTime],
  ])('%s', (_what, said, asOf, expected) => {
    expect(late({ ...said, asOf })).toEqual(expected)
  })
})

describe('the term is kept by sending; the number may come later (106nda ust. 2, 106nf ust. 4, 106nh ust. 2)', () => {
  it('sent at 23:59 on the last day, numbered two days later: late on no day', () => {
    const said = { ...offline, sent: '2026-10-06T23:59+02:00', numbered: '2026-10-08T10:00+02:00' }
    for (const asOf of ['2026-10-06', '2026-10-07', '2026-10-08', '2026-10-09']) {
      expect(late({ ...said, asOf })).toEqual(inTime)
    }
    expect(decided({ ...said, asOf: '2026-11-25' })).toMatchObject({
      due: '2026-10-06',
      received: '2026-10-08',
    })
  })

  it('sent a minute later: late until the number comes, and then told', () => {
    const said = { ...offline, sent: '2026-10-07T00:00+02:00', numbered: '2026-10-08T10:00+02:00' }
    expect(late({ ...said, asOf: '2026-10-07' })).toEqual({ overdue: true, codes: ['SELLER_LATE'] })
    expect(late({ ...said, asOf: '2026-10-08' })).toEqual({ overdue: false, codes: ['INFO_SENT_LATE'] })
    expect(decided(said).messages.INFO_SENT_LATE).toContain('sent on 2026-10-07, due on 2026-10-06')
  })

  it('R132: sent on a Sunday night, numbered on Monday, due on Monday', () => {
    const said = { issued: '2026-12-31', sent: '2027-01-03T23:58+01:00', numbered: '2027-01-04T00:05+01:00' }
    expect(late(said)).toEqual(inTime)
    expect(late({ ...said, sent: '2027-01-04T23:59+01:00', numbered: '2027-01-05T00:01+01:00' })).toEqual(
      inTime,
    )
  })

  it('an emergency invoice sent on the last day', () => {
    const said = { ...emergency, sent: '2026-10-15T23:59+02:00', numbered: '2026-10-16T00:01+02:00' }
    expect(late({ ...said, asOf: '2026-10-16' })).toEqual(inTime)
    expect(late({ ...said, sent: '2026-10-16T00:00+02:00', asOf: '2026-10-25' }).codes).toEqual([
      'INFO_SENT_LATE',
    ])
  })

  it('R137: sent before the failure was announced, so nothing overtook it (art. 106nha)', () => {
    const outages = ['failure 2026-10-06T12:00+02:00/2026-10-07T12:00+02:00']
    const said = { ...offline, outages, sent: '2026-10-06T09:00+02:00', numbered: '2026-10-08T10:00+02:00' }
    const verdict = decided({ ...said, asOf: '2026-11-25' })
    expect(verdict).toMatchObject({
      mode: 'offline24',
      due: '2026-10-06',
      received: '2026-10-08',
      marker: 'NrKSeF',
    })
    expect([...verdict.review, ...verdict.info]).toEqual(['OUTSIDE_COPY_BEFORE_NUMBER'])
    expect(decided({ ...said, sent: '2026-10-06T12:01+02:00' }).mode).toBe('offline24-overtaken-by-failure')
  })

  it('online-late has no term: that it was sent after the next business day is told as such (art. 106nda ust. 16)', () => {
    const said = { issued: '2026-10-05', inputs: { confirmedMode: 'online-late' } }
    const verdict = decided({ ...said, numbered: '2026-10-07T10:00+02:00' })
    expect(verdict.due).toBeNull()
    expect(verdict.messages.INFO_SENT_LATE).toContain('although the act sets no term')
    expect(late({ ...said, numbered: '2026-10-06T10:00+02:00' })).toEqual(inTime)
  })

  it('the number printed on a copy tells the day of acceptance, while its document is not in hand', () => {
    const printed = (acceptedDay: string): Case => ({
      ...offline,
      copies: [
        'offline-invoice 2026-10-05',
        [
          'numbered-visualisation',
          '2026-10-20',
          { ksefNumber: ksefNumber(nip('decided seller'), acceptedDay, 'x') },
        ],
      ],
    })
    expect(late({ ...printed('2026-10-06'), asOf: '2026-10-19' })).toEqual(inTime)
    expect(late({ ...printed('2026-10-07'), asOf: '2026-10-19' })).toEqual({
      overdue: true,
      codes: ['SELLER_LATE'],
    })
    expect(late({ ...printed('2026-10-07'), asOf: '2026-10-20' }).codes).toEqual(['INFO_SENT_LATE'])
  })
})

describe('the marker of a row filed on a day', () => {
  const marker = (said: Case) => {
    const { marker: value, correction, correctionDue } = decided(said)
    return [value, correction, correctionDue]
  }
  const listed: Case = { ...offline, buyer: '106gb-4-2', agreed: true, numbered: '2026-10-12T10:00+02:00' }

  it.each([
    [
      'DI until the number comes, to be corrected in 14 days (art. 109 ust. 3e)',
      listed,
      '2026-10-11',
      ['DI', 'required', '2026-10-26'],
    ],
    ['NrKSeF on its day', listed, '2026-10-12', ['NrKSeF', 'none', null]],
    ['none before the receipt', listed, '2026-10-04', [null, 'none', null]],
    [
      'OFF in an emergency, which its number does not correct',
      { ...emergency, numbered: '2026-10-12T10:00+02:00' },
      '2026-10-11',
      ['OFF', 'none', null],
    ],
    [
      'BFK of a breach, and a human decides',
      { ...offline, copies: ['invoice 2026-10-05'], numbered: '2026-10-12T10:00+02:00' },
      '2026-10-11',
      ['BFK', 'review', null],
    ],
    [
      'BFK of a breach while no number came',
      { ...offline, copies: ['invoice 2026-10-05'] },
      '2026-10-11',
      ['BFK', 'none', null],
    ],
    [
      'none of an ordinary offline24 invoice without number: it is not received',
      offline,
      '2026-10-11',
      [null, 'none', null],
    ],
  ])('%s', (_what, said, asOf, expected) => {
    expect(marker({ ...said, asOf })).toEqual(expected)
  })

  it('of a breach by the policy', () => {
    const breach: Case = {
      ...offline,
      copies: ['invoice 2026-10-05'],
      numbered: '2026-10-12T10:00+02:00',
      asOf: '2026-10-11',
    }
    expect(marker({ ...breach, policy: { breachNumberAfterFiling: 'correct-14-days' } })).toEqual([
      'BFK',
      'required',
      '2026-10-26',
    ])
    expect(marker({ ...breach, policy: { breachNumberAfterFiling: 'leave' } })).toEqual(['BFK', 'none', null])
  })

  it('of an overtaken invoice is not settled while there is no number (art. 106nha)', () => {
    const overtaken: Case = {
      ...offline,
      copies: ['offline-invoice 2026-10-07'],
      outages: ['failure 2026-10-07/2026-10-08'],
      numbered: '2026-10-12T10:00+02:00',
    }
    const on = (asOf: string, policy: Case['policy'] = {}) => {
      const said = decided({ ...overtaken, policy, asOf })
      return [said.marker, said.correction, said.review.includes('MARKER_UNSETTLED')]
    }
    expect(on('2026-10-06')).toEqual([null, 'none', false])
    expect(on('2026-10-11')).toEqual(['DI', 'required', true])
    expect(on('2026-10-11', { overtakenMarker: 'OFF' })).toEqual(['OFF', 'none', true])
    expect(on('2026-10-12')).toEqual(['NrKSeF', 'none', false])
  })

  it.each([
    ['offline24', []],
    ['maintenance', ['maintenance 2026-10-05/2026-10-05']],
  ])(
    'of %s whose sending a total failure abolished is not settled, and asks no correction',
    (_mode, outages) => {
      const total = [...outages, 'total-failure 2026-10-06/2026-10-06']
      const said = decided({ ...offline, outages: total, asOf: '2026-10-20' })
      expect([said.marker, said.correction]).toEqual(['DI', 'none'])
      expect(said.review).toContain('MARKER_UNSETTLED')
    },
  )
})
