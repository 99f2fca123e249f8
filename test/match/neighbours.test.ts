import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MatchDocument } from '../../src/match/document.ts'
import { partition } from '../../src/match/partition.ts'
import { isMistakable, mistakableKey } from '../../src/match/slips.ts'
import { numberKey } from '../../src/values/invoice-number.ts'
import { copy, ksef, paper, permutations, type Stated } from './match-document.ts'

const [own, swapped] = ['p|80114307|0079|26', 'p|80114307|0097|26']
const ownInKsef = ksef('own', 'K1', { numberKey: own })
const neighbour = ksef('neighbour', 'K2', { numberKey: swapped })
const typed = (id: string, said: Stated = {}) => copy(id, { numberKey: own, ...said })

const nameOf = ({ documents }: { documents: MatchDocument[] }): string =>
  documents
    .map((d) => d.id)
    .sort()
    .join(' ')
/** The groups, each with those of which a human is asked whether it is theirs: `copy: k1, k2`. */
const picture = (...documents: MatchDocument[]): string[] =>
  partition(documents)
    .map((group) => {
      const asked = group.conflicts.map((c) => `${c.code} ${nameOf(c.with)}`).sort()
      return asked.length === 0 ? nameOf(group) : `${nameOf(group)}: ${asked.join(', ')}`
    })
    .sort()

describe('a copy whose number is easily that of another invoice of that seller, day and amount in KSeF', () => {
  it('joins neither by its writing: a human is asked', () => {
    expect(picture(ownInKsef, neighbour, typed('copy'))).toEqual([
      'copy: AMBIGUOUS_MATCH neighbour, AMBIGUOUS_MATCH own',
      'neighbour',
      'own',
    ])
  })

  it('nor another copy', () => {
    expect(picture(neighbour, typed('a'), typed('b'))).toEqual([
      'a: AMBIGUOUS_MATCH b, AMBIGUOUS_MATCH neighbour',
      'b: AMBIGUOUS_MATCH a, AMBIGUOUS_MATCH neighbour',
      'neighbour',
    ])
  })

  it('is asked about only where there is an invoice that it reads as', () => {
    expect(picture(neighbour, typed('copy'))).toEqual(['copy', 'neighbour'])
  })

  it.each<[string, Stated]>([
    ['a code of its file', { hashes: ['xml of K1'] }],
    ['its KSeF number', { ksefNumber: 'K1' }],
    ['a decision', { decisions: [{ seq: 1, side: 0, says: 'same' }] }],
  ])('joins by %s', (_, said) => {
    const decided = { ...ownInKsef, decisions: [{ seq: 1, side: 1 as const, says: 'same' as const }] }
    expect(picture(decided, neighbour, typed('copy', said))).toEqual(['copy own', 'neighbour'])
  })

  it('joins once somebody said that it is not the neighbour', () => {
    const says = (side: 0 | 1) => ({ decisions: [{ seq: 1, side, says: 'different' as const }] })
    const documents = [ownInKsef, { ...neighbour, ...says(0) }, typed('copy', says(1))]
    expect(picture(...documents)).toEqual(['copy own', 'neighbour'])
  })

  it('of an invoice of which another copy has a code does not join that one', () => {
    expect(picture(neighbour, typed('coded', { hashes: ['xml of K1'] }), typed('copy'))).toEqual([
      'coded',
      'copy: AMBIGUOUS_MATCH coded, AMBIGUOUS_MATCH neighbour',
      'neighbour',
    ])
  })
})

describe('is not doubtful', () => {
  it.each<[string, Stated]>([
    ['another amount', { grossGrosze: 12_301 }],
    ['another currency', { currency: 'EUR' }],
    ['another day', { issueDay: '2026-06-11' }],
    ['another kind', { kindGroup: 'correction' }],
    ['another seller', { sellerId: '1743039655' }],
    ['another buyer', { ours: false }],
    ['another digit, as the next invoice has', { numberKey: 'p|80114307|0078|26' }],
    ['two digits apart swapped', { numberKey: 'p|80114037|0709|26' }],
    ['no document in KSeF, only its own copy', { fromKsef: false }],
  ])('by a neighbour of %s', (_, said) => {
    const other = ksef('neighbour', 'K2', { numberKey: swapped, ...said })
    expect(picture(ownInKsef, other, typed('copy'))).toEqual(['copy own', 'neighbour'])
  })

  it('by a neighbour that is the same purchase, technically corrected under another number', () => {
    const corrected = { ...neighbour, hashes: ['xml of K2', 'refused'] }
    const refused = typed('refused', { hashes: ['refused'] })
    expect(picture(corrected, refused, typed('copy'))).toEqual(['copy neighbour refused'])
  })
})

describe('a neighbour of which there is a copy already', () => {
  it.each<[string, Stated]>([
    ['that reads so', { numberKey: swapped }],
    ['with its code', { numberKey: 'unreadable', hashes: ['xml of K2'] }],
    ['with its number', { numberKey: 'unreadable', ksefNumber: 'K2' }],
  ])('%s is none: each of the two has its own', (_, said) => {
    expect(picture(ownInKsef, neighbour, typed('copy'), copy('other', said))).toEqual([
      'copy own',
      'neighbour other',
    ])
  })

  it('of another amount is one still', () => {
    const other = copy('other', { numberKey: swapped, grossGrosze: 1 })
    expect(picture(ownInKsef, neighbour, typed('copy'), other)).toContain(
      'copy: AMBIGUOUS_MATCH neighbour, AMBIGUOUS_MATCH own',
    )
  })

  it('leaves a hundred equal invoices of a day alone', () => {
    const numbers = Array.from({ length: 100 }, (_, i) => `fv|${100 + i}|2026`)
    const documents = numbers.flatMap((numberKey, i) => [
      ksef(`k${i}`, `K${i}`, { numberKey }),
      copy(`c${i}`, { numberKey }),
    ])
    expect(picture(...documents)).toEqual(numbers.map((_, i) => `c${i} k${i}`).sort())
  })
})

describe('a decision about the neighbour', () => {
  const says = (side: 0 | 1, what: 'same' | 'different', seq = 1) => ({ seq, side, says: what })

  it('counts for all documents under its KSeF number', () => {
    const restated = { ...neighbour, id: 'row', hashes: ['xml of K2'], kindGroup: null }
    const told = { ...neighbour, decisions: [says(0, 'different')] }
    const doubted = typed('copy', { decisions: [says(1, 'different')] })
    expect(picture(ownInKsef, told, restated, doubted)).toEqual(['copy own', 'neighbour row'])
  })

  it('is still asked for once it is not the one that it reads as', () => {
    const own = { ...ownInKsef, decisions: [says(0, 'different')] }
    const doubted = typed('copy', { decisions: [says(1, 'different')] })
    expect(picture(own, neighbour, doubted)).toContain('copy: AMBIGUOUS_MATCH neighbour, AMBIGUOUS_MATCH own')
  })

  it('that it is that one makes no double issue of the two', () => {
    const nb = { ...neighbour, decisions: [says(0, 'same')] }
    const doubted = typed('copy', { decisions: [says(1, 'same')] })
    expect(picture(ownInKsef, nb, doubted)).toEqual(['copy neighbour', 'own'])
  })
})

describe('papers that are no invoice', () => {
  const confirmation = paper('confirmation', { numberKey: own })

  it('follow what they read as, and no invoice in doubt', () => {
    expect(picture(ownInKsef, neighbour, confirmation)).toEqual(['confirmation own', 'neighbour'])
    expect(picture(neighbour, confirmation, typed('copy'))).toEqual(['confirmation', 'copy', 'neighbour'])
  })
})

it('any set with neighbours is split the same way in every order', () => {
  const document = fc.record({
    ksefNumber: fc.constantFrom(null, null, 'K1', 'K2'),
    fromKsef: fc.boolean(),
    hashes: fc.constantFrom([], [], [], ['x']),
    invoice: fc.constantFrom(true, true, true, false),
    numberKey: fc.constantFrom(own, own, swapped, 'p|8o114307|0079|26'),
    kindGroup: fc.constantFrom('invoice' as const, 'invoice' as const, null),
    grossGrosze: fc.constantFrom(100, 100, 100, 200, null),
  })
  fc.assert(
    fc.property(fc.array(document, { minLength: 2, maxLength: 5 }), (said) => {
      const documents = said.map((s, i) =>
        copy(`d${i}`, { ...s, fromKsef: s.fromKsef && s.ksefNumber !== null }),
      )
      const expected = picture(...documents)
      for (const order of permutations(documents)) expect(picture(...order)).toEqual(expected)
    }),
    { numRuns: 400 },
  )
})

describe('numbers that are easily written as each other', () => {
  it.each([
    ['P/0079/26', 'P/0097/26', true],
    ['P/0079/26', 'p 79 26', true],
    ['FV/12/06', 'FV/I2/06', true],
    ['FV/12/06', 'FV/1206', true],
    ['FV/Ż/12', 'FV/Z/12', true],
    ['FV/12/06', 'FV/12-06', false],
    ['FV/12/06', 'FV/13/06', false],
    ['FV/12/06', 'FV/12', false],
    ['FV/123', 'FV/321', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(isMistakable(numberKey(a), numberKey(b))).toBe(expected)
    expect(isMistakable(numberKey(b), numberKey(a))).toBe(expected)
  })

  it('meet under one key', () => {
    const number = fc.string({ unit: fc.constantFrom(...'0012789OIBSŻ/- fv'), minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(number, fc.nat(6), fc.boolean(), (text, at, swap) => {
        const other = swap
          ? text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2)
          : `${text.slice(0, at)}0${text.slice(at)}`
        const [a, b] = [numberKey(text), numberKey(other)]
        if (isMistakable(a, b)) expect(mistakableKey(a)).toBe(mistakableKey(b))
      }),
      { numRuns: 2000 },
    )
  })
})
