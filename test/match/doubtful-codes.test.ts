import { describe, expect, it } from 'vitest'
import type { MatchDocument } from '../../src/match/document.ts'
import { partition } from '../../src/match/partition.ts'
import { copy, ksef, paper, permutations, type Stated } from './match-document.ts'

/** Codes whose day is not P_1: where they lead, and where they do not. */

const nameOf = ({ documents }: { documents: MatchDocument[] }): string =>
  documents
    .map((d) => d.id)
    .sort()
    .join(' ')
/** The groups with their conflicts, the same in every order of the documents. */
function split(...documents: MatchDocument[]): string[] {
  const answers = [...permutations(documents)].map((order) =>
    partition(order)
      .map((g) => [nameOf(g), ...g.conflicts.map((c) => `${c.code} ${nameOf(c.with)}`).sort()].join(': '))
      .sort(),
  )
  for (const answer of answers) expect(answer).toEqual(answers[0])
  return answers[0] as string[]
}

/** Typed with another day and an own number; its code has the hash of K1. */
const doubted = (id: string, said: Stated = {}) =>
  copy(id, { doubtfulHashes: ['xml of K1'], issueDay: '2026-06-09', numberKey: 'za|7|x', ...said })
const own = (said: Stated = {}) => ksef('k1', 'K1', said)

describe('a doubtful code', () => {
  it('leads to the KSeF document of its hash, with the same amount or the same number', () => {
    expect(split(own(), doubted('c'))).toEqual(['c k1'])
    expect(split(own(), doubted('c', { numberKey: 'fv|12|06|2026', grossGrosze: 5 }))).toEqual(['c k1'])
  })

  it.each<[string, Stated]>([
    ['neither number nor amount are its own', { grossGrosze: 5 }],
    ['the currency is another', { currency: 'EUR' }],
    ['the seller is another', { sellerId: '9407961828' }],
    ['the kind is another', { kindGroup: 'correction' }],
    ['it is not ours', { ours: false }],
    ['the number is of the same series', { numberKey: 'fv|13|06|2026' }],
  ])('leads nowhere where %s', (_, said) => {
    expect(split(own(), doubted('c', said)).map((g) => g.split(':')[0])).toEqual(['c', 'k1'])
  })

  it('leads nowhere where a person said so, and to no copy', () => {
    const says = (says: 'different', side: 0 | 1) => [{ seq: 1, says, side }]
    const [a, b] = [
      own({ decisions: says('different', 0) }),
      doubted('c', { decisions: says('different', 1) }),
    ]
    expect(split(a, b)).toEqual(['c', 'k1'])
    const sure = copy('sure', { hashes: ['xml of K1'], issueDay: '2026-06-01', numberKey: 'q|1' })
    expect(split(sure, doubted('c'), doubted('d', { numberKey: 'w|9' }))).toEqual(['c', 'd', 'sure'])
  })

  it('leads to the correction of the file that was replaced', () => {
    const corrected = ksef('k2', 'K2', { hashes: ['xml of K2', 'xml of K1'] })
    expect(split(corrected, doubted('c'))).toEqual(['c k2'])
  })

  it('is for a human where the writing is that of another invoice, and proves the writing where both agree', () => {
    const other = ksef('k2', 'K2', { issueDay: '2026-06-09', numberKey: 'za|7|x' })
    expect(split(own(), other, doubted('c'))).toEqual([
      'c: AMBIGUOUS_MATCH k1: AMBIGUOUS_MATCH k2',
      'k1',
      'k2',
    ])
    const same = ksef('k3', 'K3', {
      hashes: ['xml of K3', 'xml of K1'],
      issueDay: '2026-06-09',
      numberKey: 'za|7|x',
    })
    expect(split(own(), same, doubted('c')).map((g) => g.split(':')[0])).toEqual(['c k3', 'k1'])
  })

  it('lets what was misread on its paper lead nobody to the invoice', () => {
    const sameWriting = copy('w', { issueDay: '2026-06-09', numberKey: 'za|7|x' })
    expect(split(own(), doubted('c'), sameWriting)).toEqual(['c k1', 'w: AMBIGUOUS_MATCH c k1'])
  })

  it('follows as a paper that is no invoice, too', () => {
    expect(
      split(
        own(),
        paper('p', { doubtfulHashes: ['xml of K1'], issueDay: '2026-06-09', numberKey: 'za|7|x' }),
      ),
    ).toEqual(['k1 p'])
  })
})
