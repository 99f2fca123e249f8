import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CandidateFacts, likeness, rankCandidates, signalTable } from '../../src/match/candidates.ts'
import { addDays, type Day } from '../../src/values/day.ts'
import { nearKey, numberKey } from '../../src/values/invoice-number.ts'
import { inEnglish } from '../support/words.ts'

/** A copy without KSeF document: seller 5265877635, 100.00 net, 123.00 gross. */
const copy = (number = 'FV/12/06/2026', said: Partial<CandidateFacts> = {}): CandidateFacts => ({
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
/** An invoice known from KSeF alone. */
const inKsef = (number?: string, said: Partial<CandidateFacts> = {}): CandidateFacts =>
  copy(number, { hasKsef: true, hasCopy: false, ...said })
const signals = (a: CandidateFacts, b: CandidateFacts): string[] | undefined =>
  likeness(a, b)?.signals.map((s) => s.signal)

describe('what speaks for one invoice', () => {
  it.each<[string, Partial<CandidateFacts>, string[]]>([
    ['FV/l2/06/2026', {}, ['number-confusable', 'gross-same', 'day-same']],
    ['12/06/2026', {}, ['number-part', 'gross-same', 'day-same']],
    ['FV/12/06/20', {}, ['number-cut', 'gross-same', 'day-same']],
    ['FV/21/06/2026', {}, ['number-swapped', 'gross-same', 'day-same']],
    ['FV/13/06/2026', {}, ['number-slip', 'gross-same', 'day-same']],
    ['FV/12/06/2026', { grossGrosze: 10_000, netGrosze: null }, ['number-same', 'net-for-gross', 'day-same']],
    ['FV/12/06/2026', { currency: 'EUR' }, ['number-same', 'currency-other', 'day-same']],
    ['FV/12/06/2026', { grossGrosze: 12_301 }, ['number-same', 'gross-rounded', 'day-same']],
    ['FV/12/06/2026', { issueDay: '2026-10-06' as Day }, ['number-same', 'gross-same', 'day-swapped']],
    ['FV/12/06/2026', { issueDay: '2026-06-15' as Day }, ['number-same', 'gross-same', 'day-near']],
    ['FV/12/06/2026', { issueDay: '2026-06-30' as Day }, ['number-same', 'gross-same', 'day-month']],
    ['FV/12/06/2026', { issueDay: '2025-06-10' as Day }, ['number-same', 'gross-same', 'day-year']],
    ['FV/12/06/2026', { kindGroup: 'correction' }, ['number-same', 'gross-same', 'day-same', 'kind-other']],
    ['ZK/7', {}, ['gross-same', 'day-same']],
  ])('a copy of %s %o', (number, said, expected) => {
    expect(signals(copy(), copy(number, said))).toEqual(expected)
  })

  it('also that one came from KSeF and the other outside it; not where both have their paper', () => {
    expect(signals(copy(), inKsef())).toContain('half-and-half')
    expect(signals(copy(), inKsef(undefined, { hasCopy: true }))).not.toContain('half-and-half')
  })

  it.each<[string, CandidateFacts, CandidateFacts]>([
    ['another seller', copy(), copy(undefined, { sellerId: '1743039655' })],
    ['two numbers of KSeF', inKsef(), inKsef()],
    ['neither number nor amount alike', copy(), copy('ZK/7', { grossGrosze: 1, netGrosze: null })],
    ['amounts of zero', copy('A/7', { grossGrosze: 0 }), copy('ZK/9', { grossGrosze: 0, netGrosze: 0 })],
  ])('nothing does: %s', (_, a, b) => {
    expect(likeness(a, b)).toBeNull()
  })
})

describe('the ranking', () => {
  const numbersOf = (own: CandidateFacts, others: CandidateFacts[]) =>
    rankCandidates(own, others).map(({ candidate }) => candidate.numberKey)

  it('of two equal rents puts the one with the truncated number first', () => {
    expect(numbersOf(copy('FV/12/06'), [inKsef('FV/13/06/2026'), inKsef('FV/12/06/2026')])).toEqual([
      'fv|12|06|2026',
      'fv|13|06|2026',
    ])
  })

  it('puts the same number with the net amount before another number with the same amount', () => {
    const own = copy('FV/12/06/2026', { grossGrosze: 10_000, netGrosze: null })
    const other = inKsef('FV/40/06/2026', { grossGrosze: 10_000 })
    expect(numbersOf(own, [other, inKsef()])).toEqual(['fv|12|06|2026', 'fv|40|06|2026'])
  })

  it("puts last year's number behind this year's", () => {
    const last = inKsef('12/06', { issueDay: '2025-06-10' as Day })
    const [first] = rankCandidates(copy('l2/06'), [last, inKsef('12/06')])
    expect(first?.candidate.issueDay).toBe('2026-06-10')
  })

  it('puts an invoice that waits for its paper before one that has it', () => {
    const has = inKsef('FV/30', { hasCopy: true })
    expect(numbersOf(copy('FV/99'), [has, inKsef('FV/31')])).toEqual(['fv|31', 'fv|30'])
  })

  it('puts the nearer day first among equals', () => {
    const at = (day: string) => inKsef('FV/12/06/2026', { issueDay: day as Day })
    const [first] = rankCandidates(copy(), [at('2026-06-14'), at('2026-06-11')])
    expect(first?.candidate.issueDay).toBe('2026-06-11')
  })
})

it('has a reason in words and a name of its own for each signal', () => {
  expect(new Set(signalTable.map((s) => s.signal)).size).toBe(signalTable.length)
  for (const { reason, points } of signalTable) {
    expect(inEnglish(reason)).toMatch(/^[A-Z].+\.$/)
    expect(points).not.toBe(0)
  }
})

it('is symmetric', () => {
  const any = fc
    .record({
      number: fc.constantFrom(
        'FV/12/06/2026',
        'FV/l2/06/2026',
        '12/06/2026',
        'FV/12/06/20',
        'FV/21/06/2026',
        'ZK/7',
      ),
      days: fc.constantFrom(0, 1, 5, 6, 31, 93, 118),
      grossGrosze: fc.constantFrom(12_300, 10_000, 12_304, null),
      netGrosze: fc.constantFrom(10_000, null),
      currency: fc.constantFrom('PLN', 'EUR'),
      hasKsef: fc.boolean(),
      hasCopy: fc.boolean(),
    })
    .map(({ number, days, ...said }) =>
      copy(number, { ...said, issueDay: addDays('2026-06-10' as Day, days) }),
    )
  fc.assert(
    fc.property(any, any, (a, b) => {
      expect(likeness(a, b)).toEqual(likeness(b, a))
    }),
    { numRuns: 3000 },
  )
})
