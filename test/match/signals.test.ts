import { describe, expect, it } from 'vitest'
import { type CandidateFacts, likeness, rankCandidates } from '../../src/match/candidates.ts'
import type { Day } from '../../src/values/day.ts'
import { nearKey, numberKey } from '../../src/values/invoice-number.ts'

/** What each likeness is worth, and where it begins and ends. */

const purchase = (number: string, said: Partial<CandidateFacts> = {}): CandidateFacts => ({
  sellerId: '5265877635',
  numberKey: numberKey(number),
  nearKey: nearKey(number),
  issueDay: '2026-06-10' as Day,
  kindGroup: 'invoice',
  grossGrosze: 12_300,
  netGrosze: 10_000,
  currency: 'PLN',
  hasKsef: false,
  hasCopy: true,
  ...said,
})
const own = purchase('FV/12/06/2026')
const day = (issueDay: string) => ({ issueDay: issueDay as Day })
/** Two months away: no word about the day. */
const farAway = day('2026-08-10')
const said = (a: CandidateFacts, b: CandidateFacts) => {
  const found = likeness(a, b)
  expect(likeness(b, a)).toEqual(found)
  return found === null ? null : [found.score, ...found.signals.map((s) => s.signal)]
}
const another = { grossGrosze: 99_999, netGrosze: null }

it.each<[string, unknown[]]>([
  ['fv 12-06-2026', [40, 'number-same']],
  ['FV/l2/06/2026', [36, 'number-confusable']],
  ['FV/12/6/2026', [36, 'number-confusable']],
  ['FV/12/06/26', [34, 'number-dated']],
  ['12/06/2026', [26, 'number-part']],
  ['FV/12/06/20', [22, 'number-cut']],
  ['FV/21/06/2026', [26, 'number-swapped']],
  ['FV/13/06/2026', [16, 'number-slip']],
])('the number %s alone is worth %j', (number, expected) => {
  expect(said(own, purchase(number, { ...another, ...farAway }))).toEqual(expected)
})

it('a letter for the digit in front of zeros is confusable too', () => {
  const [a, b] = [purchase('100443'), purchase('l00443', { ...another, ...farAway })]
  expect(said(a, b)).toEqual([36, 'number-confusable'])
})

it.each<[string, Partial<CandidateFacts>, unknown[] | null]>([
  ['the same', {}, [30, 'gross-same']],
  ['net for gross', { grossGrosze: 10_000, netGrosze: null }, [24, 'net-for-gross']],
  ['the same in another currency', { currency: 'EUR' }, [22, 'currency-other']],
  ['net for gross in another currency', { grossGrosze: 10_000, netGrosze: null, currency: 'EUR' }, null],
  ['five hundredths more', { grossGrosze: 12_305 }, [16, 'gross-rounded']],
  ['five hundredths less', { grossGrosze: 12_295 }, [16, 'gross-rounded']],
  ['six hundredths more', { grossGrosze: 12_306 }, null],
  ['six hundredths less', { grossGrosze: 12_294 }, null],
  ['five hundredths more in another currency', { grossGrosze: 12_305, currency: 'EUR' }, null],
  ['not known', { grossGrosze: null, netGrosze: null }, null],
])('the gross amount alone, %s', (_, more, expected) => {
  expect(said(own, purchase('ZK/7', { ...farAway, ...more }))).toEqual(expected)
})

it('an amount of zero, or none, is near nothing', () => {
  const nothing = { grossGrosze: 0, netGrosze: 0 }
  expect(said(purchase('A/7', nothing), purchase('ZK/9', { grossGrosze: 3, netGrosze: null }))).toBeNull()
  expect(said(purchase('A/7', nothing), purchase('ZK/9', { grossGrosze: null, netGrosze: null }))).toBeNull()
  const unknown = { grossGrosze: null, netGrosze: null }
  expect(said(purchase('A/7', unknown), purchase('ZK/9', { ...unknown, ...farAway }))).toBeNull()
})

it.each<[string, number, string | null]>([
  ['2026-06-10', 20, 'day-same'],
  ['2026-10-06', 16, 'day-swapped'],
  ['2026-06-05', 12, 'day-near'],
  ['2026-06-15', 12, 'day-near'],
  ['2026-06-04', 5, 'day-month'],
  ['2026-06-16', 5, 'day-month'],
  ['2026-07-11', 5, 'day-month'],
  ['2026-07-12', 0, null],
  // 92 and 93 days later.
  ['2026-09-10', 0, null],
  ['2026-09-11', -10, 'day-year'],
  ['2026-03-09', -10, 'day-year'],
])('the day %s is worth %i more', (issueDay, points, signal) => {
  const expected = [40 + points, 'number-same', ...(signal === null ? [] : [signal])]
  expect(said(own, purchase('FV/12/06/2026', { ...another, ...day(issueDay) }))).toEqual(expected)
})

it.each<[string, Partial<CandidateFacts>, Partial<CandidateFacts>, boolean]>([
  ['one from KSeF, one from outside', { hasKsef: true, hasCopy: false }, {}, true],
  ['one from both', { hasKsef: true }, {}, false],
  ['one from KSeF, one from nowhere', { hasKsef: true, hasCopy: false }, { hasCopy: false }, false],
  ['both from outside', {}, {}, false],
])('%s: half and half is worth ten', (_, a, b, isHalf) => {
  const found = said({ ...own, ...a }, purchase('FV/12/06/2026', { ...another, ...farAway, ...b }))
  expect(found).toEqual(isHalf ? [50, 'number-same', 'half-and-half'] : [40, 'number-same'])
})

it('another kind takes fifteen away, one that is not known none', () => {
  const of = (a: CandidateFacts['kindGroup'], b: CandidateFacts['kindGroup']) =>
    said({ ...own, kindGroup: a }, purchase('FV/12/06/2026', { ...another, ...farAway, kindGroup: b }))?.[0]
  expect([of('invoice', 'correction'), of('invoice', null), of(null, null), of('rr', 'rr')]).toEqual([
    25, 40, 40, 40,
  ])
})

it('all that speaks adds up, once for each thing', () => {
  const inKsef = purchase('FV/12/06/2026', { hasKsef: true, hasCopy: false })
  expect(said(own, inKsef)).toEqual([100, 'number-same', 'gross-same', 'day-same', 'half-and-half'])
})

describe('two sellers', () => {
  const abroad = (number: string, more: Partial<CandidateFacts> = {}) =>
    purchase(number, { sellerId: 'LU12345613', ...more })
  it('may be one under a foreign number and a Polish NIP, with the same number of the invoice', () => {
    expect(said(own, abroad('FV/12/06/2026', farAway))).toEqual([70, 'number-same', 'gross-same'])
    expect(said(own, abroad('FV/12/6/2026', farAway))).toBeNull()
  })
  it('are two otherwise', () => {
    expect(said(own, purchase('FV/12/06/2026', { sellerId: '1743039655' }))).toBeNull()
    const other = abroad('FV/12/06/2026', { sellerId: 'DE123456789' })
    expect(said(abroad('FV/12/06/2026'), other)).toBeNull()
  })
})

it('two numbers of KSeF are two invoices, one of them may be any', () => {
  const inKsef = { hasKsef: true }
  expect(said({ ...own, ...inKsef }, { ...own, ...inKsef })).toBeNull()
  expect(said({ ...own, ...inKsef }, own)?.[0]).toBe(90)
})

describe('the ranking', () => {
  const at = (issueDay: string, more: Partial<CandidateFacts> = {}) =>
    purchase('FV/12/06/2026', { ...day(issueDay), ...more })
  const ranked = (...others: CandidateFacts[]) =>
    rankCandidates(own, others).map(({ candidate, likeness: { score } }) => [candidate.issueDay, score])

  it('is by points, then by the nearer day, before or after', () => {
    expect(ranked(at('2026-06-14'), at('2026-06-30'), at('2026-06-07'), at('2026-06-10'))).toEqual([
      ['2026-06-10', 90],
      ['2026-06-07', 82],
      ['2026-06-14', 82],
      ['2026-06-30', 75],
    ])
  })
  it('keeps the order of equal ones, and leaves out what nothing speaks for', () => {
    expect(
      ranked(at('2026-06-12'), purchase('ZK/7', { ...another, issueDay: own.issueDay }), at('2026-06-08')),
    ).toEqual([
      ['2026-06-12', 82],
      ['2026-06-08', 82],
    ])
    expect(ranked()).toEqual([])
  })
})
