import { describe, expect, it } from 'vitest'
import { type Case, decided } from '../support/decide.ts'

/** P_1 is a day and notices have hours: on a day that an outage covers in part the mode is not certain (art. 106nf ust. 1). */

const told = (said: Partial<Case>) => {
  const numbered = '2026-07-02T10:00+02:00'
  const { mode, received, from, alternatives, review } = decided({
    ...{
      issued: '2026-06-30',
      copies: ['offline-invoice 2026-06-30'],
      numbered,
      agreed: true,
      asOf: '2026-07-06',
    },
    ...said,
  })
  return { mode, received, from, alternatives, review }
}
const certain = { alternatives: [], review: [] }

describe('a failure on a part of P_1, and a copy: the other date is shown where its period differs', () => {
  it('from 14 to 18: before it the invoice would be offline24, overtaken, its copy of an hour that nobody knows', () => {
    const outages = ['failure 2026-06-30T14:00+02:00/2026-06-30T18:00+02:00']
    expect(told({ outages })).toEqual({
      ...{ mode: 'emergency', received: '2026-06-30', from: '2026-06' },
      alternatives: ['modeOnIssueDay=offline24-overtaken-by-failure 2026-07-02'],
      review: ['PERIOD_DIFFERS'],
    })
  })

  it('over by noon: after it the invoice would be plain offline24 (art. 106nda ust. 11)', () => {
    const outages = ['failure 2026-06-29T14:00+02:00/2026-06-30T12:00+02:00']
    expect(told({ outages })).toMatchObject({
      alternatives: ['modeOnIssueDay=offline24 2026-07-02'],
      review: ['PERIOD_DIFFERS'],
    })
  })

  it.each([
    ['the whole day by the clock', ['failure 2026-06-30T00:00+02:00/2026-07-01T00:00+02:00']],
    ['the whole day by its date', ['failure 2026-06-30/2026-06-30']],
    ['the day between its ends', ['failure 2026-06-29T14:00+02:00/2026-07-01T14:00+02:00']],
    ['the day, open', ['failure 2026-06-29T14:00+02:00/']],
    [
      'the day together with another that begins as it ends',
      ['failure 2026-06-29/2026-06-30T12:00+02:00', 'failure 2026-06-30T12:00+02:00/2026-07-01'],
    ],
    [
      'the day, and a second one a part of it',
      ['failure 2026-06-30/2026-06-30', 'failure 2026-06-30T14:00+02:00/2026-06-30T18:00+02:00'],
    ],
  ])('nothing opens when it covers %s', (_what, outages) => {
    expect(told({ outages })).toMatchObject({ mode: 'emergency', received: '2026-06-30', ...certain })
  })

  it('a minute that is left is a part', () => {
    const outages = ['failure 2026-06-30T00:00+02:00/2026-06-30T23:59+02:00']
    expect(told({ outages }).review).toEqual(['PERIOD_DIFFERS'])
  })

  it('between two failures too: before the second it is overtaken', () => {
    const outages = [
      'failure 2026-06-29/2026-06-30T08:00+02:00',
      'failure 2026-06-30T14:00+02:00/2026-07-01T08:00+02:00',
    ]
    expect(told({ outages }).alternatives).toEqual([
      'modeOnIssueDay=offline24-overtaken-by-failure 2026-07-02',
    ])
  })

  it('that has no end yet: before it the invoice would be overtaken', () => {
    expect(told({ outages: ['failure 2026-06-30T14:00+02:00/'] }).alternatives).toEqual([
      'modeOnIssueDay=offline24-overtaken-by-failure 2026-07-02',
    ])
  })

  it.each([
    [
      'the number came in the same month',
      { issued: '2026-06-10', copies: ['offline-invoice 2026-06-10'], numbered: '2026-06-12T10:00+02:00' },
    ],
    [
      'the number came in the same quarter',
      {
        issued: '2026-06-10',
        copies: ['offline-invoice 2026-06-10'],
        settlement: 'quarterly' as const,
        numbered: '2026-06-30T10:00+02:00',
      },
    ],
    ['there is no copy', { copies: [] }],
    ['there is a confirmation, which is no invoice', { copies: ['transaction-confirmation 2026-06-30'] }],
    ['there is no number, so no other date', { numbered: '' }],
    ['a human confirmed the mode', { inputs: { confirmedMode: 'emergency' } }],
    ['a listed buyer agreed on delivery outside KSeF', { buyer: '106gb-4-2' as const }],
    [
      'the policy takes the emergency rule for overtaken invoices, and nothing says that it was over',
      { policy: { overtakenOffline24: 'emergency-rule' as const }, till: '2026-07-01T08:00+02:00' },
    ],
  ])('nothing opens when %s', (_what, { till, ...said }: Partial<Case> & { till?: string }) => {
    const day = said.issued ?? '2026-06-30'
    const end = till ?? `${day}T18:00+02:00`
    expect(told({ ...said, outages: [`failure ${day}T14:00+02:00/${end}`] })).toMatchObject(certain)
  })

  it('and a quarter that differs', () => {
    const outages = ['failure 2026-06-30T14:00+02:00/2026-06-30T18:00+02:00']
    expect(told({ outages, settlement: 'quarterly' })).toMatchObject({
      from: '2026-Q2',
      review: ['PERIOD_DIFFERS'],
    })
  })

  it('of a correction in minus names the safer, earlier period too (art. 86 ust. 19a)', () => {
    const outages = ['failure 2026-06-30T14:00+02:00/2026-06-30T18:00+02:00']
    expect(told({ outages, kind: 'KOR', gross: -12_300 }).review).toEqual(
      expect.arrayContaining(['PERIOD_DIFFERS', 'CREDIT_NOTE_PERIOD']),
    )
  })
})

describe('a hand-over has no hour either', () => {
  const outages = ['failure 2026-06-29T14:00+02:00/2026-07-01T09:00+02:00']
  const handedOver = (day: string) =>
    told({ issued: '2026-06-29', copies: [`offline-invoice ${day}`], outages })

  it('on the day of the notice it may have come before it', () => {
    expect(handedOver('2026-06-29').review).toEqual(['PERIOD_DIFFERS'])
  })

  it('on the day after it was handed over in the failure, in either reading', () => {
    expect(handedOver('2026-06-30')).toMatchObject({ received: '2026-06-30', ...certain })
  })
})

describe('other outages on a part of P_1', () => {
  it('maintenance changes the date of nobody (art. 106nh ust. 4)', () => {
    const outages = ['maintenance 2026-06-30T20:00+02:00/2026-07-01T04:00+02:00']
    expect(told({ outages, agreed: false })).toMatchObject({ mode: 'maintenance', received: '2026-07-02' })
    expect(told({ outages }).alternatives).toEqual(['irregularOfflineHandover=mf-1-8-actual 2026-06-30'])
  })

  it('maintenance, and a failure after it: without the maintenance the emergency rule would apply (art. 106nha)', () => {
    const outages = [
      'maintenance 2026-06-29T20:00+02:00/2026-06-30T06:00+02:00',
      'failure 2026-06-30T07:00+02:00/2026-07-01T16:00+02:00',
    ]
    const { mode, received, alternatives } = told({ issued: '2026-06-29', outages })
    expect({ mode, received }).toEqual({ mode: 'maintenance', received: '2026-07-02' })
    expect(alternatives).toContain('modeOnIssueDay=offline24-overtaken-by-failure 2026-06-30')
  })

  it('total failure: a plain copy would be early, or an invoice with codes offline24', () => {
    const outages = ['total-failure 2026-06-30T14:00+02:00/2026-06-30T18:00+02:00']
    const plain = told({ outages, copies: ['invoice 2026-06-30'], numbered: '2026-07-01T10:00+02:00' })
    expect(plain).toMatchObject({ mode: 'total-failure', received: '2026-06-30' })
    expect(plain.alternatives).toEqual(['modeOnIssueDay=early-copy 2026-07-01'])
    expect(told({ outages }).alternatives).toEqual(['modeOnIssueDay=offline24 2026-07-02'])
  })

  it('none where KSeF says Online', () => {
    const outages = ['failure 2026-06-30T14:00+02:00/2026-06-30T18:00+02:00']
    expect(told({ outages, copies: [], numbered: '2026-06-30T12:00+02:00' })).toMatchObject({
      mode: 'online',
      ...certain,
    })
  })
})
