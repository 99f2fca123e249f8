import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MatchDocument } from '../../src/match/document.ts'
import { partition } from '../../src/match/partition.ts'
import { copy, ksef, paper, permutations, type Stated } from './match-document.ts'

/** The groups as sorted lists of ids, such as `a b`. */
const groupsOf = (...documents: MatchDocument[]): string[] => partition(documents).map(nameOf).sort()
const nameOf = ({ documents }: { documents: MatchDocument[] }): string =>
  documents
    .map((d) => d.id)
    .sort()
    .join(' ')

/** The conflicts as lines such as `a: AMOUNT_MISMATCH b`. */
const conflictsOf = (...documents: MatchDocument[]): string[] =>
  partition(documents)
    .flatMap((group) => group.conflicts.map((c) => `${nameOf(group)}: ${c.code} ${nameOf(c.with)}`))
    .sort()

describe('KSeF number', () => {
  it('joins a copy that prints it, whatever else the copy says', () => {
    const printed = copy('print', {
      ksefNumber: 'K1',
      numberKey: 'paper|1',
      grossGrosze: 1,
      kindGroup: 'final',
    })
    expect(groupsOf(ksef('k1', 'K1'), printed)).toEqual(['k1 print'])
  })

  it('joins two rows of one number that state different things', () => {
    expect(groupsOf(ksef('row', 'K1'), ksef('other row', 'K1', { grossGrosze: 99 }))).toEqual([
      'other row row',
    ])
  })

  it('never joins another number under the same key: each names the other', () => {
    const two = [ksef('k1', 'K1'), ksef('k2', 'K2')]
    expect(groupsOf(...two)).toEqual(['k1', 'k2'])
    expect(conflictsOf(...two)).toEqual(['k1: DOUBLE_ISSUE k2', 'k2: DOUBLE_ISSUE k1'])
  })

  it('says no double issue of twins of another kind', () => {
    expect(conflictsOf(ksef('vat', 'K1'), ksef('kor', 'K2', { kindGroup: 'correction' }))).toEqual([])
  })

  it('says a double issue also where the amounts differ', () => {
    expect(conflictsOf(ksef('k1', 'K1'), ksef('k2', 'K2', { grossGrosze: 99 }))).toEqual([
      'k1: DOUBLE_ISSUE k2',
      'k2: DOUBLE_ISSUE k1',
    ])
  })
})

describe('XML hash', () => {
  it('joins a copy with the code of the file, although its number was misread', () => {
    const misread = copy('copy', { hashes: ['xml of K1'], numberKey: 'fv|l2|06|2026' })
    expect(groupsOf(ksef('k1', 'K1'), misread)).toEqual(['copy k1'])
  })

  it('joins a copy of the refused file to its technical correction', () => {
    const corrected = ksef('k1', 'K1', { hashes: ['xml of K1', 'refused xml'] })
    expect(groupsOf(corrected, copy('copy', { hashes: ['refused xml'], numberKey: 'other' }))).toEqual([
      'copy k1',
    ])
  })

  it('joins copies to one another, also by way of a third', () => {
    const documents = [
      copy('first', { hashes: ['x'], grossGrosze: 1 }),
      copy('last', { hashes: ['y'], grossGrosze: 3 }),
      copy('between', { hashes: ['x', 'y'], grossGrosze: 2 }),
    ]
    expect(groupsOf(...documents)).toEqual(['between first last'])
  })

  it('decides nothing when two numbers hold it: then the key does', () => {
    const held = [
      ksef('k1', 'K1', { hashes: ['x'] }),
      ksef('k2', 'K2', { hashes: ['x'], numberKey: 'other' }),
    ]
    expect(groupsOf(...held, copy('copy', { hashes: ['x'] }))).toEqual(['copy k1', 'k2'])
  })
})

describe('seller, number and P_1', () => {
  it('join copies among themselves and to the KSeF document', () => {
    expect(groupsOf(copy('a'), copy('b'), ksef('k1', 'K1'))).toEqual(['a b k1'])
  })

  it.each<[string, Stated]>([
    ['seller', { sellerId: '1743039655' }],
    ['number', { numberKey: 'fv|13|06|2026' }],
    ['day', { issueDay: '2026-06-11' }],
  ])('do not join over another %s, and say nothing of it', (_, other) => {
    expect(groupsOf(copy('a'), copy('b', other))).toEqual(['a', 'b'])
    expect(conflictsOf(copy('a'), copy('b', other))).toEqual([])
  })

  it.each<[string, Stated]>([
    ['its code', { hashes: ['xml of K1'] }],
    ['its number', { ksefNumber: 'K1' }],
  ])(
    'misread on a copy that %s ties to the KSeF document lead nobody else there: a human is asked',
    (_, tie) => {
      const misread = copy('misread', { ...tie, numberKey: 'fv|1|06|2026' })
      const ofAnother = copy('of another', { numberKey: 'fv|1|06|2026' })
      expect(groupsOf(ksef('k1', 'K1'), misread, ofAnother)).toEqual(['k1 misread', 'of another'])
      expect(conflictsOf(ksef('k1', 'K1'), misread, ofAnother)).toEqual([
        'of another: AMBIGUOUS_MATCH k1 misread',
      ])
      const unknownAmount = { ...ofAnother, grossGrosze: null }
      expect(conflictsOf(ksef('k1', 'K1'), misread, unknownAmount)).toHaveLength(1)
      const otherAmount = { ...ofAnother, grossGrosze: 45_600 }
      expect(conflictsOf(ksef('k1', 'K1'), misread, otherAmount)).toEqual([])
    },
  )

  it('on a day of issue that is doubtful join no other copy, but KSeF and a code do', () => {
    const early = (id: string, said: Stated = {}) => copy(id, { dayDoubtful: true, ...said })
    expect(groupsOf(early('a'), early('b'))).toEqual(['a', 'b'])
    expect(conflictsOf(early('a'), early('b'))).toEqual(['a: AMBIGUOUS_MATCH b', 'b: AMBIGUOUS_MATCH a'])
    // Only the doubtful one is held.
    expect(groupsOf(early('a'), copy('b'), copy('c'))).toEqual(['a', 'b c'])
    expect(conflictsOf(early('a'), copy('b'), copy('c'))).toEqual(['a: AMBIGUOUS_MATCH b c'])
    expect(groupsOf(ksef('k1', 'K1'), early('a'), early('b'))).toEqual(['a b k1'])
    expect(groupsOf(early('a', { hashes: ['x'] }), early('b', { hashes: ['x'] }))).toEqual(['a b'])
    expect(groupsOf(early('a'))).toEqual(['a'])
    // A number that somebody typed is no document of KSeF's.
    expect(groupsOf(copy('n', { ksefNumber: 'K1' }), early('a'))).toEqual(['a', 'n'])
    // Two that fit two invoices stay two.
    const twins = [ksef('k1', 'K1'), ksef('k2', 'K2')]
    expect(groupsOf(...twins, early('a'), early('b'))).toEqual(['a', 'b', 'k1', 'k2'])
  })

  it('do where the document was issued under them, before its technical correction', () => {
    const correction = ksef('k1', 'K1', { hashes: ['xml of K1', 'xml refused'] })
    const issued = copy('issued', { hashes: ['xml refused'], numberKey: 'fv|l2|06|2026' })
    const byWriting = copy('by writing', { numberKey: 'fv|l2|06|2026' })
    expect(groupsOf(correction, issued, byWriting)).toEqual(['by writing issued k1'])
    expect(groupsOf(correction, byWriting)).toEqual(['by writing', 'k1'])
  })

  it('join nothing of which no amount is known', () => {
    expect(groupsOf(copy('a', { grossGrosze: null }), copy('b', { grossGrosze: null }))).toEqual(['a', 'b'])
  })
})

describe('gross amount', () => {
  it.each<[string, Stated]>([
    ['amount', { grossGrosze: 12_301 }],
    ['currency', { currency: 'EUR' }],
  ])('of another %s keeps copies apart, and each names the other', (_, other) => {
    expect(groupsOf(copy('a'), copy('b', other))).toEqual(['a', 'b'])
    expect(conflictsOf(copy('a'), copy('b', other))).toEqual(['a: AMOUNT_MISMATCH b', 'b: AMOUNT_MISMATCH a'])
  })

  it('keeps a copy apart from the KSeF document, unless the number itself joins them', () => {
    const other = { grossGrosze: 12_301 }
    expect(conflictsOf(ksef('k1', 'K1'), copy('copy', other))).toEqual([
      'copy: AMOUNT_MISMATCH k1',
      'k1: AMOUNT_MISMATCH copy',
    ])
    expect(groupsOf(ksef('k1', 'K1'), copy('copy', { ...other, ksefNumber: 'K1' }))).toEqual(['copy k1'])
  })

  it('is what KSeF says: a joined copy of another amount draws in no further ones', () => {
    const documents = [
      ksef('k1', 'K1'),
      copy('printed', { ksefNumber: 'K1', grossGrosze: 99 }),
      copy('plain', { grossGrosze: 99 }),
    ]
    expect(groupsOf(...documents)).toEqual(['k1 printed', 'plain'])
    expect(conflictsOf(...documents)).toEqual([
      'k1 printed: AMOUNT_MISMATCH plain',
      'plain: AMOUNT_MISMATCH k1 printed',
    ])
  })

  it('is what an invoice says before a confirmation of the same file', () => {
    const documents = [
      copy('invoice', { hashes: ['x'] }),
      paper('confirmation', { hashes: ['x'], grossGrosze: 99 }),
      copy('other', { grossGrosze: 99 }),
    ]
    expect(groupsOf(...documents)).toEqual(['confirmation invoice', 'other'])
  })
})

describe('kind', () => {
  it.each(['final', 'advance', 'correction', 'rr'] as const)(
    '%s is a twin of an invoice, not the same',
    (kindGroup) => {
      expect(groupsOf(copy('a'), copy('b', { kindGroup }))).toEqual(['a', 'b'])
      expect(conflictsOf(copy('a'), copy('b', { kindGroup, grossGrosze: 99 }))).toEqual([])
    },
  )

  it('not known fits the only candidate', () => {
    expect(groupsOf(copy('advance', { kindGroup: 'advance' }), copy('unknown', { kindGroup: null }))).toEqual(
      ['advance unknown'],
    )
  })

  it('not known fits no one of several: the human is asked, on this side only', () => {
    const documents = [
      copy('vat'),
      copy('final', { kindGroup: 'final' }),
      copy('unknown', { kindGroup: null }),
    ]
    expect(groupsOf(...documents)).toEqual(['final', 'unknown', 'vat'])
    expect(conflictsOf(...documents)).toEqual([
      'unknown: AMBIGUOUS_MATCH final',
      'unknown: AMBIGUOUS_MATCH vat',
    ])
  })

  it('not known fits no one either where one of several is not in KSeF yet', () => {
    const roz = ksef('roz', 'K1', { kindGroup: 'final' })
    const unknown = copy('unknown', { kindGroup: null })
    expect(groupsOf(roz, unknown)).toEqual(['roz unknown'])
    expect(groupsOf(roz, copy('vat'), unknown)).toEqual(['roz', 'unknown', 'vat'])
    expect(conflictsOf(roz, copy('vat'), unknown)).toEqual([
      'unknown: AMBIGUOUS_MATCH roz',
      'unknown: AMBIGUOUS_MATCH vat',
    ])
    expect(groupsOf(roz, copy('other', { kindGroup: 'final' }), unknown)).toEqual(['other roz unknown'])
  })

  it('not known of several equal copies makes one purchase of them, ambiguous or not', () => {
    const unknown = [copy('u1', { kindGroup: null }), copy('u2', { kindGroup: null })]
    expect(groupsOf(...unknown)).toEqual(['u1 u2'])
    expect(groupsOf(copy('vat'), copy('final', { kindGroup: 'final' }), ...unknown)).toEqual([
      'final',
      'u1 u2',
      'vat',
    ])
  })

  it('is decided by the amount where only one candidate has it', () => {
    const documents = [
      copy('vat'),
      copy('final', { kindGroup: 'final', grossGrosze: 99 }),
      copy('unknown', { kindGroup: null }),
    ]
    expect(groupsOf(...documents)).toEqual(['final', 'unknown vat'])
  })
})

describe('two KSeF numbers under one key', () => {
  const two = [ksef('k1', 'K1'), ksef('k2', 'K2')]

  it('leave a copy that fits both to a human', () => {
    expect(groupsOf(...two, copy('copy'))).toEqual(['copy', 'k1', 'k2'])
    expect(conflictsOf(...two, copy('copy')).filter((line) => line.startsWith('copy'))).toEqual([
      'copy: AMBIGUOUS_MATCH k1',
      'copy: AMBIGUOUS_MATCH k2',
    ])
  })

  it('do not, where its code or its number says which', () => {
    expect(groupsOf(...two, copy('copy', { hashes: ['xml of K2'] }))).toEqual(['copy k2', 'k1'])
    expect(groupsOf(...two, copy('copy', { ksefNumber: 'K2' }))).toEqual(['copy k2', 'k1'])
  })
})

describe('an invoice of somebody else', () => {
  it('joins by its number and by the hash of its XML alone, and contradicts nothing', () => {
    const theirs = ksef('theirs', 'K1', { ours: false })
    expect(groupsOf(theirs, copy('copy'))).toEqual(['copy', 'theirs'])
    expect(conflictsOf(theirs, copy('copy', { grossGrosze: 99 }), ksef('k2', 'K2'))).toEqual([
      'copy: AMOUNT_MISMATCH k2',
      'k2: AMOUNT_MISMATCH copy',
    ])
    expect(groupsOf(theirs, copy('copy', { ksefNumber: 'K1' }))).toEqual(['copy theirs'])
    expect(groupsOf(theirs, copy('copy', { hashes: ['xml of K1'] }))).toEqual(['copy theirs'])
  })
})

describe('a paper that is no invoice', () => {
  it('follows the invoice that it fits', () => {
    expect(groupsOf(paper('confirmation'), copy('copy'))).toEqual(['confirmation copy'])
    expect(groupsOf(paper('confirmation'), ksef('k1', 'K1'))).toEqual(['confirmation k1'])
  })

  it('stands apart with another amount, and contradicts nothing', () => {
    const order = paper('order', { grossGrosze: 99 })
    expect(groupsOf(order, copy('copy'))).toEqual(['copy', 'order'])
    expect(conflictsOf(order, copy('copy'))).toEqual([])
  })
})

it('names at most twenty others in its conflicts', () => {
  const many = Array.from({ length: 25 }, (_, i) => copy(`c${i}`, { grossGrosze: i }))
  expect(partition(many).map((group) => group.conflicts.length)).toEqual(many.map(() => 20))
})

describe('a decision about very many documents', () => {
  it('joins them all, or none', () => {
    const side = (from: 0 | 1) => ({ decisions: [{ seq: 1, side: from, says: 'same' as const }] })
    const copies = Array.from({ length: 1000 }, (_, n) => copy(`copy ${n}`, side(0)))
    const other = copy('other', { grossGrosze: 12_400, ...side(1) })
    expect(partition([...copies, other]).map((g) => g.documents.length)).toEqual([1001])
    const amounts = copies.map((c, n) => ({ ...c, grossGrosze: n % 2 }))
    expect(partition(amounts).map((g) => g.documents.length)).toEqual([500, 500])
  })
})

describe('any set of documents', () => {
  const document = fc.record({
    ksefNumber: fc.constantFrom(null, null, 'K1', 'K2'),
    fromKsef: fc.boolean(),
    ours: fc.constantFrom(true, true, true, false),
    invoice: fc.constantFrom(true, true, false),
    hashes: fc.constantFrom([], [], ['x'], ['y'], ['x', 'y']),
    dayDoubtful: fc.constantFrom(false, false, false, true),
    numberKey: fc.constantFrom('1', '1', '1', '2'),
    kindGroup: fc.constantFrom('invoice' as const, 'correction' as const, null),
    grossGrosze: fc.constantFrom(100, 100, 200, null),
  })
  const set = (maxLength: number) =>
    fc
      .array(document, { minLength: 1, maxLength })
      .map((said) =>
        said.map((s, i) => copy(`d${i}`, { ...s, fromKsef: s.fromKsef && s.ksefNumber !== null })),
      )
  const pictureOf = (documents: MatchDocument[]) => [groupsOf(...documents), conflictsOf(...documents)]

  it('is split the same way in every order', () => {
    fc.assert(
      fc.property(set(5), (documents) => {
        const picture = pictureOf(documents)
        for (const order of permutations(documents)) expect(pictureOf(order)).toEqual(picture)
      }),
      { numRuns: 150 },
    )
  })

  it('is split the same way also where papers of one file fit two invoices', () => {
    const documents = [
      paper('vat paper', { hashes: ['x'] }),
      paper('kor paper', { hashes: ['x'], kindGroup: 'correction' }),
      copy('vat'),
      copy('kor', { kindGroup: 'correction' }),
    ]
    const picture = pictureOf(documents)
    for (const order of permutations(documents)) expect(pictureOf(order)).toEqual(picture)
  })

  it('is split without losing or doubling a document, and one number is in one group', () => {
    fc.assert(
      fc.property(set(8), (documents) => {
        const groups = partition(documents)
        const ids = groups.flatMap((group) => group.documents.map((d) => d.id))
        expect(ids.sort()).toEqual(documents.map((d) => d.id).sort())
        for (const { documents: members, ksefNumber } of groups) {
          expect(members.every((d) => d.ksefNumber === null || d.ksefNumber === ksefNumber)).toBe(true)
        }
        const numbers = groups.flatMap((group) => group.ksefNumber ?? [])
        expect(new Set(numbers).size).toBe(numbers.length)
      }),
      { numRuns: 1000 },
    )
  })

  it('says mismatches and double issues from both sides', () => {
    fc.assert(
      fc.property(set(6), (documents) => {
        const mutual = partition(documents).flatMap((group) =>
          group.conflicts.filter((c) => c.code !== 'AMBIGUOUS_MATCH').map((c) => ({ group, ...c })),
        )
        for (const { group, code, with: other } of mutual)
          expect(other.conflicts.some((c) => c.code === code && c.with === group)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})
