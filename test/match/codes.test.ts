import { describe, expect, it } from 'vitest'
import type { MatchDocument } from '../../src/match/document.ts'
import { partition } from '../../src/match/partition.ts'
import { copy, ksef, paper, permutations, type Stated } from './match-document.ts'

/** What one XML hash, a code on a paper, makes one invoice, and whom it puts in doubt. */

const nameOf = ({ documents }: { documents: MatchDocument[] }): string =>
  documents
    .map((d) => d.id)
    .sort()
    .join(' ')

/** The groups with their conflicts, the same in every order: `a: code b`. */
function picture(...documents: MatchDocument[]): string[] {
  const of = (some: MatchDocument[]) =>
    partition(some)
      .map((group) => {
        const asked = group.conflicts
          .map((c) => `${'because' in c ? c.because : c.code} ${nameOf(c.with)}`)
          .sort()
        return asked.length === 0 ? nameOf(group) : `${nameOf(group)}: ${asked.join(', ')}`
      })
      .sort()
  const expected = of(documents)
  for (const order of permutations(documents)) expect(of(order)).toEqual(expected)
  return expected
}

const x = { hashes: ['x'] }
const number = (numberKey: string, more: Stated = {}) => ({ ...x, numberKey, ...more })

describe('papers with one code', () => {
  it.each<[string, Stated]>([
    ['the same number, whatever the amount', { grossGrosze: 1 }],
    ['the same amount under a number read otherwise', { numberKey: 'fv|l2|06|2026' }],
    ['the same amount under a number with another year', { numberKey: 'fv|12|06|26' }],
    ['the same amount under a number that is built otherwise', { numberKey: 'zam|9' }],
  ])('are one invoice with %s', (_, said) => {
    expect(picture(copy('a', x), copy('b', { ...x, ...said }))).toEqual(['a b'])
  })

  it.each<[string, Stated]>([
    ['neither number nor amount', { numberKey: 'zam|9', grossGrosze: 1 }],
    ['the same amount in another currency, another number', { numberKey: 'zam|9', currency: 'EUR' }],
    ['the same amount under the next number', { numberKey: 'fv|13|06|2026' }],
    ['the same amount under a number with two digits swapped', { numberKey: 'fv|21|06|2026' }],
  ])('are several, all in doubt, with %s', (_, said) => {
    expect(picture(copy('a', x), copy('b', { ...x, ...said }))).toEqual(['a: code b', 'b: code a'])
  })

  it('are several for two sellers, also with the same number and amount', () => {
    const other = copy('b', { ...x, sellerId: '1743039655' })
    expect(picture(copy('a', x), other)).toEqual(['a: seller b', 'b: seller a'])
  })

  it('of which some agree are an invoice for each number', () => {
    const three = [
      copy('a', x),
      copy('b', { ...x, grossGrosze: 1 }),
      copy('c', number('zam|9', { grossGrosze: 2 })),
    ]
    expect(picture(...three)).toEqual(['a b: code c', 'c: code a b'])
  })

  it('that are no invoice contradict nothing, and follow their number', () => {
    expect(picture(copy('a', x), paper('order', number('zam|9', { grossGrosze: 1 })))).toEqual(['a order'])
    const others = [copy('a', x), copy('c', number('zam|9', { grossGrosze: 2 }))]
    expect(picture(...others, paper('order', number('zam|9')))).toEqual([
      'a: code c order',
      'c order: code a',
    ])
    expect(picture(copy('a', x), paper('order', { ...x, sellerId: '1743039655' }))).toEqual(['a', 'order'])
  })

  it('decided to be one are one, and decided to be different are not asked for their code alone', () => {
    const says = (side: 0 | 1, what: 'same' | 'different') => [{ seq: 1, side, says: what }]
    const [a, b] = [copy('a', x), copy('b', number('zam|9', { grossGrosze: 1 }))]
    expect(picture({ ...a, decisions: says(0, 'same') }, { ...b, decisions: says(1, 'same') })).toEqual([
      'a b',
    ])
    const twins = [
      copy('a', { ...x, decisions: says(0, 'different') }),
      copy('b', { ...x, grossGrosze: 1, decisions: says(1, 'different') }),
    ]
    expect(picture(...twins).map((line) => line.split(':')[0])).toEqual(['a', 'b'])
  })
})

describe('a paper with the code of a KSeF document', () => {
  const k1 = ksef('k1', 'K1', x)
  it.each<[string, Stated]>([
    ['the same number and another amount', { grossGrosze: 1 }],
    ['the same amount and a number built otherwise', { numberKey: 'zam|9' }],
    ['the same amount and a digit less', { numberKey: 'fv|1|06|2026' }],
    ['another amount and two digits swapped', { numberKey: 'fv|21|06|2026', grossGrosze: 1 }],
    ['another amount and a part of the number', { numberKey: '12|06|2026', grossGrosze: 1 }],
    ['another amount and another letter', { numberKey: 'fw|12|06|2026', grossGrosze: 1 }],
    ['an amount that is not known', { numberKey: 'zam|9', grossGrosze: null }],
  ])('joins it by %s', (_, said) => {
    expect(picture(k1, copy('copy', { ...x, ...said }))).toEqual(['copy k1'])
  })

  it.each<[string, Stated, string]>([
    ['neither number nor amount', { numberKey: 'zam|9', grossGrosze: 1 }, 'code'],
    ['the same amount and the next number', { numberKey: 'fv|13|06|2026' }, 'code'],
    ['another amount and a digit less', { numberKey: 'fv|1|06|2026', grossGrosze: 1 }, 'code'],
    ['another seller', { sellerId: '1743039655' }, 'seller'],
  ])('is held, and not KSeF’s document, by %s', (_, said, because) => {
    expect(picture(k1, copy('copy', { ...x, ...said }))).toEqual([`copy: ${because} k1`, 'k1'])
  })

  it('joins it under its foreign number too', () => {
    expect(picture(k1, copy('copy', { ...x, sellerId: 'LU12345613' }))).toEqual(['copy k1'])
  })

  it('that other papers contest joins only by the number', () => {
    const sample = copy('sample', number('fv|13|06|2026', { grossGrosze: 1 }))
    expect(picture(k1, copy('copy', x), sample)).toEqual(['copy k1', 'sample: code copy k1'])
    expect(picture(k1, copy('copy', number('zam|9')), sample)).toEqual([
      'copy: code k1, code sample',
      'k1',
      'sample: code copy, code k1',
    ])
  })

  it('and the writing of another is for a human, unless the code is contested', () => {
    const k2 = ksef('k2', 'K2', { numberKey: 'zam|9' })
    const torn = copy('copy', number('zam|9'))
    expect(picture(k1, k2, torn)).toEqual(['copy: code k1, several k2', 'k1', 'k2'])
    const sample = copy('sample', number('fv|13|06|2026', { grossGrosze: 1 }))
    expect(picture(k1, k2, torn, sample)).toEqual(['copy k2', 'k1', 'sample: code copy k2, code k1'])
  })

  it('is that of its own file before that of one which another replaced', () => {
    const k2 = ksef('k2', 'K2', { numberKey: 'zam|9', hashes: ['y', 'x'] })
    expect(picture(k1, k2, copy('copy', x))).toEqual(['copy k1', 'k2: replaced copy k1'])
  })

  it('and its number printed by another seller is another’s paper', () => {
    const stranger = copy('copy', { ksefNumber: 'K1', sellerId: '1743039655' })
    expect(picture(k1, stranger)).toEqual(['copy: seller k1', 'k1'])
    expect(picture(k1, copy('copy', { ksefNumber: 'K1', sellerId: 'LU12345613' }))).toEqual(['copy k1'])
  })
})

describe('a technical correction', () => {
  const corrected = (more: Stated = {}) =>
    ksef('k1', 'K1', { numberKey: 'fv|12a|06|2026', hashes: ['new', 'x'], ...more })

  it('joins the paper of the refused file by its amount', () => {
    expect(picture(corrected(), copy('copy', x))).toEqual(['copy k1'])
    expect(picture(corrected({ grossGrosze: null, numberKey: 'fv|12|06|2026' }), copy('copy', x))).toEqual([
      'copy k1',
    ])
  })

  it('of another amount holds both', () => {
    const both = ['copy: replaced k1', 'k1: replaced copy']
    expect(picture(corrected({ grossGrosze: 1 }), copy('copy', x))).toEqual(both)
    expect(picture(corrected({ grossGrosze: null }), copy('copy', x))).toEqual(both)
    expect(picture(corrected({ currency: 'EUR' }), copy('copy', x))).toEqual(both)
  })

  it('of another seller is held, not he', () => {
    expect(picture(corrected({ sellerId: '1743039655' }), copy('copy', x))).toEqual([
      'copy',
      'k1: replaced copy',
    ])
  })

  it('of a file that KSeF has, or that another replaced too, is held', () => {
    const accepted = ksef('k2', 'K2', { hashes: ['x'] })
    expect(picture(corrected(), accepted)).toEqual(['k1: replaced k2', 'k2'])
    const second = ksef('k2', 'K2', { hashes: ['newer', 'x'] })
    expect(picture(corrected(), second)).toEqual(['k1: replaced k2', 'k2: replaced k1'])
  })
})

it('a crowd under one code names twenty each', () => {
  const many = Array.from({ length: 25 }, (_, i) =>
    copy(`c${i}`, number(`fv|${100 + i}`, { grossGrosze: i + 1 })),
  )
  expect(partition(many).map(({ conflicts }) => conflicts.length)).toEqual(many.map(() => 20))
})
