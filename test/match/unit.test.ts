import { describe, expect, it } from 'vitest'
import { doubtByCode, fitsByDoubtfulCode, joinByHash, joinPapersByHash } from '../../src/match/codes.ts'
import { type Membership, statementBetween } from '../../src/match/decided.ts'
import { keysOf, type MatchDocument } from '../../src/match/document.ts'
import { partition } from '../../src/match/partition.ts'
import { isCutShort, isDatedOtherwise, isMistakable, isPartOf, mistakableKey } from '../../src/match/slips.ts'
import {
  DocumentCluster,
  doubtful,
  fits,
  isOneSeller,
  kindsFit,
  mayJoin,
  sameKey,
} from '../../src/match/unit.ts'
import { numberKey } from '../../src/values/invoice-number.ts'
import { copy, ksef, paper, permutations, type Stated } from './match-document.ts'

/** What several documents of one invoice say together, and what is asked of two such sets. */

const unit = (...documents: MatchDocument[]) => new DocumentCluster(documents)
const says = (what: Membership['says'], side: 0 | 1, seq = 1): Stated => ({
  decisions: [{ seq, side, says: what }],
})
const nameOf = ({ documents }: { documents: readonly MatchDocument[] }): string =>
  documents
    .map((d) => d.id)
    .sort()
    .join(' ')

describe('who speaks for a unit', () => {
  const [other, third] = [
    { sellerId: '1743039655', kindGroup: 'correction', grossGrosze: 1, numberKey: 'x|1' },
    { sellerId: '9407961828', kindGroup: null, grossGrosze: null, numberKey: 'y|1', currency: 'EUR' },
  ] as const
  it('is KSeF’s own document, then an invoice, then any paper', () => {
    const [k, c, p] = [ksef('k', 'K1'), copy('c', other), paper('p', third)]
    for (const order of permutations([k, c, p])) {
      const { sellers, kinds, amounts, numberKeys } = unit(...order)
      expect([[...sellers], [...kinds], [...amounts]]).toEqual([['5265877635'], ['invoice'], ['12300 PLN']])
      expect([...numberKeys].sort()).toEqual(['fv|12|06|2026', 'x|1', 'y|1'])
    }
    const withoutKsef = unit(p, c)
    expect([...withoutKsef.sellers, ...withoutKsef.kinds, ...withoutKsef.amounts]).toEqual([
      '1743039655',
      'correction',
      '1 PLN',
    ])
    const alone = unit(p)
    expect([alone.invoice, alone.kinds.size, alone.amounts.size]).toEqual([false, 0, 0])
  })
  it('is added to: what is known stays known', () => {
    const first = unit(copy('c'))
    expect([first.ksefNumber, first.decided, first.ours, first.invoice]).toEqual([null, false, true, true])
    first.add([ksef('k', 'K1', { ours: false, ...says('same', 0) })])
    expect([first.ksefNumber, first.decided, first.ours]).toEqual(['K1', true, false])
    first.add([copy('d'), paper('p')])
    expect([first.ksefNumber, first.decided, first.ours, first.invoice]).toEqual(['K1', true, false, true])
    expect(first.documents.map((d) => d.id)).toEqual(['c', 'k', 'd', 'p'])
  })
  it('is ours where KSeF’s document is, whatever a copy says, and else where every copy is', () => {
    expect(unit(ksef('k', 'K1'), copy('c', { ours: false })).ours).toBe(true)
    expect(unit(ksef('k', 'K1', { ours: false }), copy('c')).ours).toBe(false)
    expect(unit(copy('a'), copy('b', { ours: false })).ours).toBe(false)
  })
  it('has a doubtful day where one copy has, until KSeF’s document is there', () => {
    const early = copy('e', { dayDoubtful: true })
    expect([unit(early, copy('c')).dayDoubtful, unit(copy('c')).dayDoubtful]).toEqual([true, false])
    expect(unit(early, ksef('k', 'K1')).dayDoubtful).toBe(false)
  })
  it('leads by the keys of KSeF’s document, not by those that its copies were misread under', () => {
    const k = ksef('k', 'K1', { hashes: ['x', 'old'] })
    const misread = { numberKey: 'fv|l2' }
    const key = (d: MatchDocument) => d.invoiceKey
    for (const tie of [
      { ksefNumber: 'K1' },
      { hashes: ['x'] },
      { doubtfulHashes: ['x'] },
      { doubtfulHashes: ['z', 'x'] },
    ]) {
      const c = copy('c', { ...misread, ...tie })
      const both = unit(k, c)
      expect([[...both.keys], [...both.issuedKeys], [...both.misreadKeys]]).toEqual([
        [key(k)],
        [key(k)],
        [key(c)],
      ])
    }
    // A copy of the file that was replaced was issued under its own number.
    for (const tie of [{ hashes: ['old'] }, {}, { doubtfulHashes: ['old'] }, { ksefNumber: null }]) {
      const c = copy('c', { ...misread, ...tie })
      const both = unit(k, c)
      expect([[...both.keys], [...both.issuedKeys], [...both.misreadKeys]]).toEqual([
        [key(k), key(c)],
        [key(k)],
        [],
      ])
    }
    const copies = unit(copy('a', { hashes: ['x'] }), copy('b', { hashes: ['x'], ...misread }))
    expect([copies.keys.size, copies.issuedKeys.size, copies.misreadKeys.size]).toEqual([2, 2, 0])
    expect([...unit(k, copy('c', { ksefNumber: 'K1' })).misreadKeys]).toEqual([])
  })
})

describe('two units', () => {
  const [a, b] = [unit(copy('a')), unit(copy('b'))]
  it('have one seller, or a foreign and a Polish one', () => {
    const of = (...ids: string[]) => unit(...ids.map((sellerId, i) => copy(`d${i}`, { sellerId })))
    expect(isOneSeller(of('5265877635'), of('5265877635'))).toBe(true)
    expect(isOneSeller(of('5265877635'), of('1743039655'))).toBe(false)
    expect(isOneSeller(of('5265877635'), of('LU12345613'))).toBe(true)
    expect(isOneSeller(of('LU12345613'), of('5265877635'))).toBe(true)
    expect(isOneSeller(of('LU12345613'), of('DE123456789'))).toBe(false)
    expect(isOneSeller(of('5265877635', 'LU12345613'), of('DE123456789'))).toBe(false)
    expect(isOneSeller(of('5265877635', 'LU12345613'), of('1743039655'))).toBe(true)
  })
  it('fit by key, kind and amount', () => {
    expect([fits(a, b), sameKey(a, b), mayJoin(a, b)]).toEqual([true, true, true])
    for (const said of [
      { numberKey: 'x' },
      { kindGroup: 'rr' },
      { grossGrosze: 1 },
      { grossGrosze: null },
      { currency: 'EUR' },
      { ours: false },
    ] as const)
      expect(fits(a, unit(copy('c', said))), JSON.stringify(said)).toBe(false)
    const theirs = { ours: false }
    expect(fits(unit(copy('c', theirs)), unit(copy('d', theirs)))).toBe(true)
    expect(kindsFit(a, unit(copy('c', { kindGroup: null })))).toBe(true)
    expect(kindsFit(unit(copy('c', { kindGroup: null })), a)).toBe(true)
  })
  it('join but where a person, a doubtful day or a neighbour is against it', () => {
    const [c, d] = [unit(copy('c', says('different', 0))), unit(copy('d', says('different', 1)))]
    expect([mayJoin(c, d), mayJoin(d, c), mayJoin(c, a)]).toEqual([false, false, true])
    const early = unit(copy('e', { dayDoubtful: true }))
    const k = unit(ksef('k', 'K1'))
    expect([mayJoin(early, a), mayJoin(a, early), mayJoin(early, k), mayJoin(k, early)]).toEqual([
      false,
      false,
      true,
      true,
    ])
    const torn = unit(copy('t'))
    torn.neighbours = [k]
    expect([mayJoin(torn, k), mayJoin(k, torn), mayJoin(torn, a), mayJoin(a, torn)]).toEqual([
      true,
      true,
      false,
      false,
    ])
    const settled = unit(copy('s', says('different', 0)))
    settled.neighbours = [unit(copy('n', says('different', 1)))]
    expect(mayJoin(settled, a)).toBe(true)
  })
  it('are in doubt where one is written as a copy of the other was misread', () => {
    const k = unit(ksef('k', 'K1'), copy('m', { ksefNumber: 'K1', numberKey: 'fv|l2' }))
    const read = (said: Stated = {}) => unit(copy('r', { numberKey: 'fv|l2', ...said }))
    expect([doubtful(read(), k), doubtful(k, read())]).toEqual([true, false])
    expect(doubtful(read({ grossGrosze: null }), k)).toBe(true)
    expect(doubtful(read({ kindGroup: null }), k)).toBe(true)
    for (const said of [
      { ours: false },
      { grossGrosze: 1 },
      { kindGroup: 'rr' },
      { numberKey: 'fv|12|06|2026' },
    ] as const)
      expect(doubtful(read(said), k), JSON.stringify(said)).toBe(false)
  })
})

describe('what a person said last', () => {
  const of = (...decisions: Membership[]) => [{ decisions }]
  const m = (seq: number, side: 0 | 1, what: Membership['says'] = 'same'): Membership => ({
    seq,
    side,
    says: what,
  })
  it('is of the two sides of one decision', () => {
    expect(statementBetween(of(m(3, 0)), of(m(3, 1)))).toEqual({ seq: 3, says: 'same' })
    expect(statementBetween(of(m(3, 1, 'different')), of(m(3, 0, 'different')))).toEqual({
      seq: 3,
      says: 'different',
    })
    expect(statementBetween(of(m(3, 0)), of(m(3, 0)))).toBeNull()
    expect(statementBetween(of(m(3, 0)), of(m(4, 1)))).toBeNull()
    expect(statementBetween(of(m(3, 1)), of(m(4, 0)))).toBeNull()
    expect(statementBetween(of(m(4, 0)), of(m(3, 1)))).toBeNull()
    expect(statementBetween(of(m(3, 0)), of())).toBeNull()
    expect(statementBetween(of(), of(m(3, 0)))).toBeNull()
  })
  it('is the latest, in whatever order, and settling a finding says nothing', () => {
    const [early, late] = [m(3, 0, 'same'), m(5, 1, 'different')]
    const other = of(m(3, 1, 'same'), m(5, 0, 'different'))
    for (const own of [of(early, late), of(late, early)])
      expect(statementBetween(own, other)).toEqual({ seq: 5, says: 'different' })
    expect(statementBetween(of(early, m(7, 0, null)), [...other, ...of(m(7, 1, null))])).toEqual({
      seq: 3,
      says: 'same',
    })
    // The later one is about somebody else.
    expect(statementBetween(of(early, m(9, 0)), other)).toEqual({ seq: 3, says: 'same' })
  })
})

describe('decisions', () => {
  const pictures = (...documents: MatchDocument[]) => {
    const of = (some: readonly MatchDocument[]) =>
      partition(some)
        .map((g) => [nameOf(g), ...g.conflicts.map((c) => `${c.code} ${nameOf(c.with)}`).sort()].join(', '))
        .sort()
    const expected = of(documents)
    for (const order of permutations(documents)) expect(of(order)).toEqual(expected)
    return expected
  }
  it('on something else do not say which of two that are apart a copy is', () => {
    expect(
      pictures(
        copy('a', says('different', 0, 1)),
        copy('b', says('different', 1, 1)),
        copy('c', says('different', 0, 2)),
        copy('d', { numberKey: 'zam|1', ...says('different', 1, 2) }),
      ),
    ).toEqual(['a', 'b', 'c, AMBIGUOUS_MATCH a, AMBIGUOUS_MATCH b', 'd'])
  })
  it('join over everything but two numbers of KSeF', () => {
    const far = { numberKey: 'zam|1', grossGrosze: 1, sellerId: '1743039655', kindGroup: 'rr' } as const
    expect(pictures(copy('a', says('same', 0)), copy('b', { ...far, ...says('same', 1) }))).toEqual(['a b'])
    expect(
      pictures(ksef('a', 'K1', says('same', 0)), ksef('b', 'K2', { ...far, ...says('same', 1) })),
    ).toEqual(['a', 'b'])
    expect(pictures(ksef('a', 'K1', says('same', 0)), copy('b', { ...far, ...says('same', 1) }))).toEqual([
      'a b',
    ])
    expect(pictures(copy('a', says('same', 0)), copy('b', { ...far, ...says('same', 0) }))).toEqual([
      'a',
      'b',
    ])
  })
  it('are followed from the last to the first: what then contradicts is not done', () => {
    const member = (...decisions: Membership[]) => ({ decisions })
    const a = ksef('a', 'K1', member({ seq: 1, side: 0, says: 'same' }))
    const between = copy(
      'between',
      member({ seq: 1, side: 1, says: 'same' }, { seq: 2, side: 0, says: 'same' }),
    )
    const b = ksef('b', 'K2', { numberKey: 'zam|1', ...member({ seq: 2, side: 1, says: 'same' }) })
    expect(pictures(a, between, b).map((line) => line.split(',')[0])).toEqual(['a', 'b between'])
  })
  it('count from the last to the first whichever document they name first', () => {
    const member = (...decisions: Membership[]) => ({ decisions })
    const chain = (first: number, second: number) =>
      pictures(
        ksef('a', 'K1', member({ seq: first, side: 0, says: 'same' })),
        copy(
          'between',
          member({ seq: first, side: 1, says: 'same' }, { seq: second, side: 0, says: 'same' }),
        ),
        ksef('b', 'K2', { numberKey: 'zam|1', ...member({ seq: second, side: 1, says: 'same' }) }),
      ).map((line) => line.split(',')[0])
    expect(chain(1, 2)).toEqual(['a', 'b between'])
    expect(chain(2, 1)).toEqual(['a between', 'b'])
  })
  it('of two papers with one KSeF number count before older words on one of them', () => {
    const documents = [
      ksef('a', 'K1', {
        decisions: [
          { seq: 2, side: 0, says: 'same' },
          { seq: 3, side: 0, says: 'different' },
        ],
      }),
      copy('b', {
        ksefNumber: 'K1',
        decisions: [
          { seq: 2, side: 1, says: 'same' },
          { seq: 1, side: 0, says: 'same' },
        ],
      }),
      copy('c', {
        numberKey: 'zam|1',
        decisions: [
          { seq: 1, side: 1, says: 'same' },
          { seq: 3, side: 1, says: 'different' },
        ],
      }),
    ]
    expect(pictures(...documents).map((line) => line.split(',')[0])).toEqual(['a b', 'c'])
  })
  const names = (...documents: MatchDocument[]) => pictures(...documents).map((line) => line.split(',')[0])
  const [one, two] = [says('different', 0), says('different', 1)]
  it.each<[string, Stated]>([
    ['of one kind', {}],
    ['of a kind that nobody knows', { kindGroup: null }],
  ])('to be apart lose no third paper that fits both: %s', (_, said) => {
    const papers = [copy('a', { ...said, ...one }), copy('b', { ...said, ...two }), copy('c', said)]
    expect(pictures(...papers).filter((line) => line.startsWith('c'))).toEqual([
      'c, AMBIGUOUS_MATCH a, AMBIGUOUS_MATCH b',
    ])
    expect(names(...papers)).toEqual(['a', 'b', 'c'])
  })
  it('to be apart lose no paper that fits several anyway', () => {
    const unknown = { kindGroup: null }
    const papers = [
      copy('u1', { ...unknown, ...one }),
      copy('u2', { ...unknown, ...two }),
      copy('u3', unknown),
    ]
    const kinds = [copy('final', { kindGroup: 'final' }), copy('vat')]
    expect(names(...kinds, ...papers)).toEqual(['final', 'u1', 'u2', 'u3', 'vat'])
    const inKsef = [ksef('k1', 'K1'), ksef('k2', 'K2')]
    expect(names(...inKsef, ...papers)).toEqual(['k1', 'k2', 'u1', 'u2', 'u3'])
  })
  it('to be apart hold for two papers of which each could be the one invoice in KSeF', () => {
    const documents = [ksef('k', 'K1'), copy('a', one), copy('b', two)]
    expect(names(...documents)).toEqual(['a', 'b', 'k'])
    for (const line of pictures(...documents).slice(0, 2)) expect(line).toContain('AMBIGUOUS_MATCH k')
    // One of them says by its code which it is: then the other is another.
    expect(names(ksef('k', 'K1'), copy('a', { hashes: ['xml of K1'], ...one }), copy('b', two))).toEqual([
      'a k',
      'b',
    ])
  })
  it('to be apart part papers with one number in the same way whenever they came', () => {
    const printed = { ksefNumber: 'K1' }
    const documents = [
      copy('a', { ...printed, ...one }),
      copy('b', { ...printed, ...two }),
      copy('c', printed),
    ]
    expect(names(...documents)).toHaveLength(2)
    const withKsef = [ksef('k', 'K1', one), copy('b', { ...printed, ...two }), copy('c', printed)]
    expect(names(...withKsef)).toEqual(['b', 'c k'])
  })
  it('to be apart from one let those that agree join each other', () => {
    expect(names(copy('a', one), copy('a2', one), copy('b', two))).toEqual(['a a2', 'b'])
    const unknown = { kindGroup: null }
    expect(
      names(
        copy('a', { ...unknown, ...one }),
        copy('a2', { ...unknown, ...one }),
        copy('b', { ...unknown, ...two }),
      ),
    ).toEqual(['a a2', 'b'])
  })
  it('to be apart hold against number, hash and writing', () => {
    const [x, y] = [says('different', 0), says('different', 1)]
    const names = (...documents: MatchDocument[]) => pictures(...documents).map((line) => line.split(',')[0])
    expect(names(copy('a', x), copy('b', y))).toEqual(['a', 'b'])
    expect(names(ksef('a', 'K1', x), copy('b', y))).toEqual(['a', 'b'])
    expect(names(ksef('a', 'K1', x), copy('b', { ksefNumber: 'K1', ...y }))).toEqual(['a', 'b'])
    expect(names(ksef('a', 'K1', x), copy('b', { hashes: ['xml of K1'], ...y }))).toEqual(['a', 'b'])
    expect(names(copy('a', { hashes: ['h'], ...x }), copy('b', { hashes: ['h'], ...y }))).toEqual(['a', 'b'])
  })
})

describe('codes', () => {
  const joined = (units: readonly DocumentCluster[]) => [unit(...units.flatMap((u) => u.documents))]
  it('tie papers also by way of a third, and contest what does not agree', () => {
    const [a, b, c] = [
      unit(copy('a', { hashes: ['x'] })),
      unit(copy('b', { hashes: ['y'] })),
      unit(copy('c', { hashes: ['x', 'y'] })),
    ]
    const alone = unit(copy('d', { hashes: ['z'] }))
    const all = joinPapersByHash([a, b, alone, c], joined)
    expect(all.map(nameOf).sort()).toEqual(['a b c', 'd'])
    expect(all.map((u) => u.contested)).toEqual([false, false])
    const parted = joinPapersByHash(
      [a, unit(copy('e', { hashes: ['x'], numberKey: 'zam|9', grossGrosze: 1 }))],
      joined,
    )
    expect(parted.map((u) => [nameOf(u), u.contested])).toEqual([
      ['a', true],
      ['e', true],
    ])
  })
  it('are contested by another seller, also with the same number and amount', () => {
    const two = [
      unit(copy('a', { hashes: ['x'] })),
      unit(copy('b', { hashes: ['x'], sellerId: '1743039655' })),
    ]
    expect(joinPapersByHash(two, joined).map((u) => [nameOf(u), u.contested])).toEqual([
      ['a', true],
      ['b', true],
    ])
  })
  it('are contested where any two of the papers say two invoices, in whatever order they come', () => {
    // The first and the last agree with the others, by number or amount or under a foreign number; not with each other.
    const far = { hashes: ['x'], numberKey: 'zam|9', grossGrosze: 1 }
    const papers = [
      copy('first', { hashes: ['x'] }),
      copy('second', { hashes: ['x'], grossGrosze: 1 }),
      copy('abroad', { hashes: ['x'], grossGrosze: 1, sellerId: 'LU12345613' }),
      copy('last', far),
    ]
    for (const order of permutations(papers)) {
      const parted = joinPapersByHash(
        order.map((d) => unit(d)),
        joined,
      )
      expect(parted.map((u) => [nameOf(u), u.contested]).sort()).toEqual([
        ['abroad', true],
        ['first second', true],
        ['last', true],
      ])
    }
  })
  it('of a number that is doubtful lead nowhere once the number of KSeF is known', () => {
    const k = unit(ksef('k', 'K1'))
    const doubted = { doubtfulHashes: ['xml of K1'] }
    expect(fitsByDoubtfulCode(k, unit(copy('c', doubted)))).toBe(true)
    expect(fitsByDoubtfulCode(k, unit(copy('c', { ...doubted, ksefNumber: 'K9' })))).toBe(false)
    expect(fitsByDoubtfulCode(k, unit(copy('c')))).toBe(false)
    expect(fitsByDoubtfulCode(k, unit(copy('plain'), copy('c', doubted)))).toBe(true)
  })
  it('lead to the file itself, not to the one that replaced it, and not to both', () => {
    const [own, replacing] = [
      unit(ksef('own', 'K1', { hashes: ['x'] })),
      unit(ksef('replacing', 'K2', { hashes: ['y', 'x'], numberKey: 'fv|12a' })),
    ]
    const c = unit(copy('c', { hashes: ['x'] }))
    expect(joinByHash([replacing, own], [c])).toEqual({ left: [], torn: [] })
    expect([nameOf(own), nameOf(replacing)]).toEqual(['c own', 'replacing'])
  })
  it('that a copy of a number prints count where KSeF’s document is not there', () => {
    const printed = unit(copy('n', { ksefNumber: 'K1', hashes: ['x'] }))
    const c = unit(copy('c', { hashes: ['x'], grossGrosze: 1 }))
    expect(joinByHash([printed], [c])).toEqual({ left: [], torn: [] })
    expect(nameOf(printed)).toBe('c n')
    // Of a unit with KSeF's document only that tells its file.
    const known = unit(ksef('k', 'K2'), copy('m', { ksefNumber: 'K2', hashes: ['x'] }))
    const d = unit(copy('d', { hashes: ['x'] }))
    expect(joinByHash([known], [d])).toEqual({ left: [d], torn: [] })
  })
  it('put in doubt whoever says it less surely', () => {
    const k = unit(ksef('k', 'K1', { hashes: ['x'] }))
    const c = unit(copy('c', { hashes: ['x'] }))
    expect([
      doubtByCode(c, k),
      doubtByCode(k, c),
      doubtByCode(c, unit(copy('d', { hashes: ['x'] }))),
    ]).toEqual(['code', null, 'code'])
    const same = unit(ksef('k2', 'K2', { hashes: ['x'] }))
    expect([doubtByCode(k, same), doubtByCode(c, unit(copy('d')))]).toEqual([null, null])
    const stranger = { sellerId: '1743039655' }
    expect(doubtByCode(c, unit(copy('d', { hashes: ['x'], ...stranger })))).toBe('seller')
    const corrected = (said: Stated = {}) => unit(ksef('r', 'K3', { hashes: ['new', 'x'], ...said }))
    expect([doubtByCode(c, corrected()), doubtByCode(corrected(), c)]).toEqual(['replaced', 'replaced'])
    expect([doubtByCode(c, corrected(stranger)), doubtByCode(corrected(stranger), c)]).toEqual([
      null,
      'replaced',
    ])
    expect([doubtByCode(corrected(), k), doubtByCode(k, corrected())]).toEqual(['replaced', null])
  })
  it('are beside a KSeF number that several sellers state: the copy is in doubt', () => {
    const k = unit(ksef('k', 'K1'))
    const printed = (said: Stated = {}) => unit(copy('c', { ksefNumber: 'K1', ...said }))
    const stranger = { sellerId: '1743039655' }
    expect([doubtByCode(printed(stranger), k), doubtByCode(k, printed(stranger))]).toEqual(['seller', null])
    expect(doubtByCode(printed(), k)).toBeNull()
    expect(doubtByCode(printed(stranger), unit(ksef('k', 'K2')))).toBeNull()
  })
})

describe('slips', () => {
  it('a part is whole runs, at the beginning or the end, with a digit', () => {
    expect([isPartOf('12|06', 'fv|12|06'), isPartOf('fv|12|06', 'fv|12')]).toEqual([true, true])
    expect([isPartOf('12', 'fv|12|06'), isPartOf('fv', 'fv|12'), isPartOf('2|06', 'fv|12|06')]).toEqual([
      false,
      false,
      false,
    ])
    expect([isPartOf('fv|12', 'fv|12'), isCutShort('fv|12', 'fv|12')]).toEqual([false, false])
    expect([isCutShort('fv|1', 'fv|12'), isCutShort('fv', 'fv|12'), isCutShort('12', 'fv|12')]).toEqual([
      true,
      false,
      false,
    ])
  })
  it('numbers that are easily written as each other meet under what they have in common', () => {
    for (const [x, y] of [
      ['p|12', 'p|21'],
      ['p|012', 'p|12'],
      ['p|i2', 'p|12'],
      ['p|1|2', 'p|12'],
    ] as const) {
      expect(isMistakable(x, y), `${x} ${y}`).toBe(true)
      expect(mistakableKey(x)).toBe(mistakableKey(y))
    }
    expect([isMistakable('p|12', 'p|12'), isMistakable('p|12', 'p|13')]).toEqual([false, false])
    const keys = ['p|1', 'p|2', 'p|3', 'p|4', 'p|5', 'p|6', 'p|7', 'p|8', 'p|9', 'p|11', 'p|12'].map(
      mistakableKey,
    )
    expect(new Set(keys).size).toBe(keys.length)
    expect(mistakableKey('p|10')).toBe(mistakableKey('p|1'))
  })
})

it.each(['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'])(
  'the month %s is written otherwise as its number, and as no other',
  (roman) => {
    const month =
      ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'].indexOf(roman) + 1
    const meant = Array.from({ length: 13 }, (_, i) => i).filter((i) =>
      isDatedOtherwise(numberKey(`PK/77/${roman}/2026`), numberKey(`PK/77/${i}/2026`)),
    )
    expect(meant).toEqual([month])
  },
)

describe('why a human is asked', () => {
  const because = (of: string, ...documents: MatchDocument[]) =>
    partition(documents)
      .filter((g) => nameOf(g) === of)
      .flatMap((g) => g.conflicts.map((c) => `${'because' in c ? c.because : c.code} ${nameOf(c.with)}`))
      .sort()
  const [number, swapped] = [{ numberKey: 'p|0079|26' }, { numberKey: 'p|0097|26' }]
  it('is the neighbour whose number is easily written as its own', () => {
    const documents = [ksef('own', 'K1', number), ksef('near', 'K2', swapped), copy('copy', number)]
    expect(because('copy', ...documents)).toEqual(['neighbour own', 'slip near'])
    expect([because('own', ...documents), because('near', ...documents)]).toEqual([[], []])
  })
  it('is that a copy of the other was misread so', () => {
    const documents = [ksef('k', 'K1'), copy('m', { ksefNumber: 'K1', ...number }), copy('other', number)]
    expect(because('other', ...documents)).toEqual(['misread k m'])
    expect(because('k m', ...documents)).toEqual([])
  })
  it('is a doubtful day, or several that fit, or two numbers, or two amounts', () => {
    const early = { dayDoubtful: true }
    expect(because('a', copy('a', early), copy('b', early))).toEqual(['day b'])
    expect(because('b', copy('a', early), copy('b'))).toEqual([])
    const twins = [ksef('k1', 'K1'), ksef('k2', 'K2')]
    expect(because('c', ...twins, copy('c'))).toEqual(['several k1', 'several k2'])
    expect(because('k1', ...twins)).toEqual(['DOUBLE_ISSUE k2'])
    expect(because('a', copy('a'), copy('b', { grossGrosze: 1 }))).toEqual(['AMOUNT_MISMATCH b'])
  })
})

it('one document alone is a group, with its number', () => {
  const [k, c] = [ksef('k', 'K1'), copy('c')]
  expect(partition([k])).toEqual([{ documents: [k], ksefNumber: 'K1', conflicts: [] }])
  expect(partition([c])).toEqual([{ documents: [c], ksefNumber: null, conflicts: [] }])
  expect(partition([])).toEqual([])
})

it('a document meets others under all that it states', () => {
  const all = copy('a', {
    ksefNumber: 'K1',
    hashes: ['h1', 'h2'],
    doubtfulHashes: ['h3'],
    decisions: [
      { seq: 4, side: 0, says: 'same' },
      { seq: 5, side: 0, says: 'different' },
      { seq: 6, side: 1, says: null },
    ],
  })
  expect(keysOf(all).sort()).toEqual(
    ['hash:h1', 'hash:h2', 'hash:h3', 'decision:4', 'ksef:K1', all.invoiceKey, all.mistakableKey].sort(),
  )
  expect(keysOf(copy('b')).sort()).toEqual([all.invoiceKey, all.mistakableKey].sort())
})
