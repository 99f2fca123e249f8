import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foreignRules, type NearCandidate, nearRule, nearRules } from '../../src/match/near.ts'
import { addDays, type Day } from '../../src/values/day.ts'
import { nearKey, numberKey } from '../../src/values/invoice-number.ts'

/** A purchase with an invoice in hand and no KSeF document yet. */
const purchase = (number = 'FV/12/06/2026', said: Partial<NearCandidate> = {}): NearCandidate => ({
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
  crowded: false,
  ...said,
})
const on = (issueDay: string, more: Partial<NearCandidate> = {}): Partial<NearCandidate> => ({
  issueDay: issueDay as Day,
  ...more,
})
const [sameNumber, confusedNumber, alikeNumber, alikeInCrowd, netForGross, sameAmount, otherDate] =
  nearRules.map(({ rule }) => rule)
const [foreignGross, foreignNet] = foreignRules.map(({ rule }) => rule)

describe('the same number on another day', () => {
  it.each([
    ['the next day', '2026-06-11'],
    ['92 days later', '2026-09-10'],
    ['day and month swapped', '2026-10-06'],
  ])('is near: %s', (_, day) => {
    expect(nearRule(purchase(), purchase(undefined, on(day, { grossGrosze: 1 })))).toBe(sameNumber)
  })

  it.each([
    ['the same day', '2026-06-10'],
    ['93 days later', '2026-09-11'],
    ['day and month swapped in another year', '2027-10-06'],
  ])('is not: %s', (_, day) => {
    expect(nearRule(purchase(), purchase(undefined, on(day)))).toBeNull()
  })
})

describe('a number that is easily confused', () => {
  it.each([
    ['FV/l2/06/2026', 'a letter for a digit'],
    ['FV/12/6/2026', 'a zero left out'],
    ['FV/1/2/06/2026', 'a separator too many'],
    ['F/V12/O6/2026', 'a letter for the zero in front of a digit'],
  ])('%s is near on the same day whatever the amount: %s', (number) => {
    expect(nearRule(purchase(), purchase(number, { grossGrosze: 1 }))).toBe(confusedNumber)
  })

  it('is near up to 31 days away with the same amount', () => {
    expect(nearRule(purchase(), purchase('FV/l2/06/2026', on('2026-07-11')))).toBe(confusedNumber)
    expect(nearRule(purchase(), purchase('FV/l2/06/2026', on('2026-07-12')))).toBeNull()
  })

  it('is not near on another day with another amount', () => {
    expect(nearRule(purchase(), purchase('FV/l2/06/2026', on('2026-06-11', { grossGrosze: 1 })))).toBeNull()
  })

  it('is not near when other digits were meant', () => {
    expect(nearRule(purchase(), purchase('FV/13/06/2026', { grossGrosze: 1 }))).toBeNull()
  })
})

describe('the same gross amount under another number', () => {
  it('is near within five days, not after a week', () => {
    expect(nearRule(purchase(), purchase('FV/99', on('2026-06-15')))).toBe(sameAmount)
    expect(nearRule(purchase(), purchase('FV/99', on('2026-06-16')))).toBeNull()
  })

  it.each<[string, Partial<NearCandidate>]>([
    ['another amount', { grossGrosze: 12_301 }],
    ['another currency', { currency: 'EUR' }],
  ])('is not near: %s', (_, other) => {
    expect(nearRule(purchase(), purchase('FV/99', other))).toBeNull()
  })

  it.each([0, null])('is not near: the amount %s says nothing', (grossGrosze) => {
    expect(nearRule(purchase(undefined, { grossGrosze }), purchase('FV/99', { grossGrosze }))).toBeNull()
  })
})

describe('the same gross amount under a number that is alike', () => {
  it.each([
    ['12/06/2026', 'the letters in front are left out'],
    ['FV/12/06', 'the year is left out'],
    ['FV/21/06/2026', 'two neighbours are swapped'],
  ])('%s is near up to 31 days away: %s', (number) => {
    expect(nearRule(purchase(), purchase(number, on('2026-07-11')))).toBe(alikeNumber)
    expect(nearRule(purchase(), purchase(number, on('2026-07-12')))).toBeNull()
    expect(nearRule(purchase(), purchase(number, { grossGrosze: 1 }))).toBeNull()
  })

  it('is near also where the currency was lost', () => {
    expect(nearRule(purchase(), purchase('FV/12/06', { currency: 'EUR' }))).toBe(alikeNumber)
  })

  it('is near where a letter was read for the digit in front of zeros', () => {
    expect(nearRule(purchase('100443'), purchase('l00443', on('2026-06-20')))).toBe(confusedNumber)
    const inEuro = on('2026-06-20', { currency: 'EUR' })
    expect(nearRule(purchase('100443'), purchase('l00443', inEuro))).toBe(alikeNumber)
  })

  it.each([
    ['FV/13/06/2026', 'the next number'],
    ['FV/12/06/202', 'cut off in the middle, as a number of one digit less'],
  ])('%s is not alike beyond five days: %s', (number) => {
    expect(nearRule(purchase(), purchase(number, on('2026-06-20')))).toBeNull()
  })

  it('counts in a crowd of equal amounts, save that numbers 12 and 21 are both there', () => {
    const crowded = { crowded: true }
    expect(nearRule(purchase(), purchase('FV/12/06', crowded))).toBe(alikeNumber)
    expect(nearRule(purchase(), purchase('FV/21/06/2026', crowded))).toBeNull()
    expect(nearRule(purchase(), purchase('FV/99', crowded))).toBeNull()
  })
})

describe('the same gross amount under a number that is alike, in KSeF without a copy', () => {
  const crowded = purchase(undefined, { crowded: true })
  const inKsef = (number: string, said: Partial<NearCandidate> = {}) =>
    purchase(number, { hasKsef: true, hasCopy: false, ...said })

  it.each([
    ['FV/21/06/2026', 'two neighbours are swapped'],
    ['FV/12/06/202', 'it is cut off in the middle'],
  ])('%s is near on the same day also in a crowd: %s', (number) => {
    expect(nearRule(crowded, inKsef(number))).toBe(alikeInCrowd)
    expect(nearRule(crowded, inKsef(number, on('2026-06-11')))).toBeNull()
    expect(nearRule(crowded, inKsef(number, { grossGrosze: 1 }))).toBeNull()
  })

  it.each([
    ['FV/012/60/2026', 'swapped, and a zero too many'],
    ['FV/13/06/2026', 'it is the next number'],
  ])('%s is not near: %s', (number) => {
    expect(nearRule(crowded, inKsef(number))).toBeNull()
  })

  it.each([
    ['FV/21/06/2026', 'two neighbours are swapped'],
    ['FV/12/06', 'the year is left out'],
    ['FV/l2/06/2026', 'a letter for a digit'],
  ])('%s is near with day and month swapped: %s', (number) => {
    expect(nearRule(crowded, inKsef(number, on('2026-10-06')))).toBe(alikeInCrowd)
    expect(nearRule(crowded, inKsef(number, on('2026-10-07')))).toBeNull()
  })

  it('says nothing where both have their copy, or none is in KSeF: then 12 and 21 are both there', () => {
    expect(nearRule(crowded, inKsef('FV/21/06/2026', { hasCopy: true }))).toBeNull()
    expect(nearRule(crowded, inKsef('FV/21/06/2026', { hasKsef: false, hasCopy: true }))).toBeNull()
  })
})

describe('the net amount of one as the gross amount of the other', () => {
  it('is near on the same day under a number with two neighbours swapped', () => {
    const netTyped = { grossGrosze: 10_000, netGrosze: null }
    expect(nearRule(purchase(), purchase('FV/21/06/2026', netTyped))).toBe(netForGross)
    expect(nearRule(purchase(), purchase('FV/l2/06/2026', netTyped))).toBe(confusedNumber)
    expect(nearRule(purchase(), purchase('FV/21/06/2026', { ...netTyped, currency: 'EUR' }))).toBeNull()
    expect(nearRule(purchase(), purchase('FV/21/06/2026', on('2026-06-11', netTyped)))).toBeNull()
    expect(nearRule(purchase(), purchase('FV/13/06/2026', netTyped))).toBeNull()
  })
})

describe('never near', () => {
  const near = purchase('FV/99')

  it('is what another seller issued', () => {
    expect(nearRule(purchase(), { ...near, sellerId: '1743039655' })).toBeNull()
  })

  it('is a document of another kind; a kind that is not known may be any', () => {
    expect(nearRule(purchase(), { ...near, kindGroup: 'correction' })).toBeNull()
    expect(nearRule(purchase(), { ...near, kindGroup: null })).toBe(sameAmount)
  })

  it('are two KSeF documents: KSeF refuses a number that comes twice', () => {
    const inKsef = purchase(undefined, { hasKsef: true })
    expect(nearRule(inKsef, { ...near, hasKsef: true })).toBeNull()
    expect(nearRule(inKsef, near)).toBe(sameAmount)
  })
})

describe('a number whose year or month is written otherwise', () => {
  const crowded = { crowded: true }
  it.each([
    ['the same day', 'FV/12/06/26', '2026-06-10'],
    ['a Roman month', 'FV/12/VI/2026', '2026-06-10'],
    ['31 days later', 'FV/12/06/26', '2026-07-11'],
    ['day and month swapped', 'FV/12/06/26', '2026-10-06'],
  ])('is near in a crowd of equal amounts: %s', (_, number, day) => {
    expect(nearRule(purchase(undefined, crowded), purchase(number, on(day, crowded)))).toBe(otherDate)
  })

  it.each([
    ['another amount', { grossGrosze: 12_301 }],
    ['no amount', { grossGrosze: 0 }],
    ['32 days later', on('2026-07-12')],
    ['another kind', { kindGroup: 'correction' as const }],
    ['another seller', { sellerId: '1743039655' }],
  ])('is not with %s: a 6 and a VI may both be counters', (_, said) => {
    const other = purchase('FV/12/VI/26', { ...crowded, ...said })
    expect(nearRule(purchase(undefined, crowded), other)).toBeNull()
  })
})

describe('the same number of a foreign seller and a Polish one', () => {
  const inKsef = purchase(undefined, { hasKsef: true, hasCopy: false })
  const abroad = (said: Partial<NearCandidate> = {}) =>
    purchase(undefined, { sellerId: 'LU12345613', ...said })
  it.each([
    ['the same day and amount', {}, foreignGross],
    ['another currency', { currency: 'EUR' }, foreignGross],
    ['31 days later', on('2026-07-11'), foreignGross],
    ['day and month swapped', on('2026-10-06'), foreignGross],
    ['a crowd of equal amounts', { crowded: true }, foreignGross],
    ['the net amount for the gross', { grossGrosze: 10_000, netGrosze: null }, foreignNet],
  ])('is near: %s', (_, said, rule) => {
    expect(nearRule(inKsef, abroad(said))).toBe(rule)
    expect(nearRule(abroad(said), inKsef)).toBe(rule)
    expect(nearRule(purchase(), abroad(said))).toBe(rule)
  })

  it.each<[string, NearCandidate]>([
    ['another amount', abroad({ grossGrosze: 12_301 })],
    ['32 days later', abroad(on('2026-07-12'))],
    ['the net amount on another day', abroad(on('2026-06-11', { grossGrosze: 10_000, netGrosze: null }))],
    ['the net amount in another currency', abroad({ grossGrosze: 10_000, netGrosze: null, currency: 'EUR' })],
    ['another number', { ...abroad(), numberKey: 'fv|13|06|2026' }],
    ['another kind', abroad({ kindGroup: 'correction' })],
    ['another Polish seller', purchase(undefined, { sellerId: '1743039655' })],
  ])('is not: %s', (_, other) => {
    expect(nearRule(inKsef, other)).toBeNull()
  })

  it('is not of two foreign sellers', () => {
    expect(nearRule(abroad(), abroad({ sellerId: 'DE123456789' }))).toBeNull()
  })
})

it('is symmetric', () => {
  const any = fc
    .record({
      number: fc.constantFrom(
        'FV/12/06/2026',
        'FV/l2/06/2026',
        'FV/12/6/2026',
        'FV/21/06/2026',
        'FV/12',
        'FV/99',
      ),
      days: fc.constantFrom(0, 0, 1, 5, 6, 31, 32, 92, 93, 118, -118),
      sellerId: fc.constantFrom('5265877635', '5265877635', '1743039655'),
      kindGroup: fc.constantFrom('invoice' as const, 'invoice' as const, 'correction' as const, null),
      grossGrosze: fc.constantFrom(12_300, 12_300, 10_000, 0, null),
      netGrosze: fc.constantFrom(10_000, 0, null),
      hasCopy: fc.boolean(),
      crowded: fc.boolean(),
      currency: fc.constantFrom('PLN', 'PLN', 'EUR'),
      hasKsef: fc.boolean(),
    })
    .map(({ number, days, ...said }) =>
      purchase(number, { ...said, issueDay: addDays('2026-06-10' as Day, days) }),
    )
  fc.assert(
    fc.property(any, any, (a, b) => {
      expect(nearRule(a, b)).toBe(nearRule(b, a))
    }),
    { numRuns: 5000 },
  )
})
