import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assign, type PlaceBefore } from '../../src/match/assign.ts'
import type { Group } from '../../src/match/conflicts.ts'
import type { MatchDocument } from '../../src/match/document.ts'
import { copy, ksef } from './match-document.ts'

const group = (...documents: MatchDocument[]): Group => ({ documents, ksefNumber: null, conflicts: [] })

/** Assigns groups; `before` tells the purchase of each known document, oldest document first. */
const assigned = (groups: Group[], before: Record<string, number>, afterPosting: string[] = []) => {
  const known = Object.keys(before)
  const placementOf = (id: string): PlaceBefore => ({
    purchase: before[id] ?? null,
    cameWith: null,
    cameAfterPosting: afterPosting.includes(id),
    documentSeq: known.includes(id) ? known.indexOf(id) : known.length,
  })
  return assign(groups, placementOf).map(({ purchase, absorbed }) => ({ purchase, absorbed }))
}

describe('a group', () => {
  it('of new documents needs a new purchase', () => {
    expect(assigned([group(copy('a'), copy('b'))], {})).toEqual([{ purchase: null, absorbed: [] }])
  })

  it('that a document joins goes on with its purchase', () => {
    expect(assigned([group(copy('old'), ksef('new', 'K1'))], { old: 7 })).toEqual([
      { purchase: 7, absorbed: [] },
    ])
  })

  it('in which purchases meet goes on with the oldest, and the others are absorbed', () => {
    const groups = [group(copy('a'), copy('b'), copy('c'), copy('bridge'))]
    expect(assigned(groups, { a: 5, b: 3, c: 9 })).toEqual([{ purchase: 3, absorbed: [5, 9] }])
  })
})

describe('a purchase whose documents part', () => {
  it('follows its KSeF document, even where a copy is older', () => {
    const groups = [group(copy('copy')), group(ksef('k1', 'K1'))]
    expect(assigned(groups, { copy: 1, k1: 1 })).toEqual([
      { purchase: null, absorbed: [] },
      { purchase: 1, absorbed: [] },
    ])
  })

  it('follows what was posted before a KSeF document that came later', () => {
    const groups = [group(copy('booked')), group(ksef('k1', 'K1'))]
    expect(assigned(groups, { booked: 1, k1: 1 }, ['k1']).map((a) => a.purchase)).toEqual([1, null])
    // Where all came later it is as if nothing had been posted.
    expect(assigned(groups, { booked: 1, k1: 1 }, ['booked', 'k1']).map((a) => a.purchase)).toEqual([null, 1])
  })

  it('follows its oldest document where it has none from KSeF', () => {
    const groups = [group(copy('younger')), group(copy('oldest'))]
    expect(assigned(groups, { oldest: 1, younger: 1 })).toEqual([
      { purchase: null, absorbed: [] },
      { purchase: 1, absorbed: [] },
    ])
  })

  it('follows the older of two KSeF documents', () => {
    const groups = [group(ksef('second', 'K2')), group(ksef('first', 'K1'))]
    expect(assigned(groups, { first: 1, second: 1 }).map((a) => a.purchase)).toEqual([null, 1])
  })

  it('is absorbed by an older one where its heir meets it; what stays behind is new', () => {
    const groups = [group(copy('left')), group(ksef('k1', 'K1'), copy('met'))]
    expect(assigned(groups, { met: 1, left: 2, k1: 2 })).toEqual([
      { purchase: null, absorbed: [] },
      { purchase: 1, absorbed: [2] },
    ])
  })
})

describe('a purchase that a merge brought documents', () => {
  /** Both documents are in purchase 1; `brought` came from purchase 2. */
  const merged = (groups: Group[], own: Partial<PlaceBefore> = {}, brought: Partial<PlaceBefore> = {}) =>
    assign(groups, (id) => ({
      purchase: 1,
      cameWith: id === 'brought' ? 2 : null,
      cameAfterPosting: false,
      documentSeq: id === 'brought' ? 1 : 2,
      ...(id === 'brought' ? brought : own),
    })).map(({ purchase, restored, absorbed }) => ({ purchase, restored, absorbed }))

  it('goes on with its own where they part, and what was brought gets its purchase back', () => {
    const parted = [group(ksef('brought', 'K1')), group(copy('own'))]
    expect(merged(parted)).toEqual([
      { purchase: 2, restored: true, absorbed: [] },
      { purchase: 1, restored: false, absorbed: [] },
    ])
    // Its own come first even where they came after it was posted, and the others before.
    expect(merged(parted, { cameAfterPosting: true })[1]).toMatchObject({ purchase: 1, restored: false })
  })

  it('keeps both while they are together', () => {
    expect(merged([group(ksef('brought', 'K1'), copy('own'))])).toEqual([
      { purchase: 1, restored: false, absorbed: [] },
    ])
  })

  it('goes on with what was brought where its own was taken out', () => {
    expect(merged([group(copy('own')), group(copy('brought'))], { purchase: null })).toEqual([
      { purchase: null, restored: false, absorbed: [] },
      { purchase: 1, restored: false, absorbed: [] },
    ])
  })
})

it('every purchase goes on or is absorbed exactly once, in whatever order the groups stand', () => {
  const placed = fc.record({ group: fc.nat(3), purchase: fc.nat(4), fromKsef: fc.boolean() })
  fc.assert(
    fc.property(fc.array(placed, { minLength: 1, maxLength: 8 }), (documents) => {
      const all = documents.map((d, i) => ({ ...d, document: copy(`d${i}`, { fromKsef: d.fromKsef }) }))
      const groups = [0, 1, 2, 3]
        .map((n) => group(...all.filter((d) => d.group === n).map((d) => d.document)))
        .filter((g) => g.documents.length > 0)
      // Purchase 0 stands for a new document.
      const before = Object.fromEntries(
        all.filter((d) => d.purchase > 0).map((d) => [d.document.id, d.purchase]),
      )
      const result = assigned(groups, before)
      const claimed = result.flatMap(({ purchase, absorbed }) => [purchase ?? [], absorbed].flat())
      expect(claimed.sort()).toEqual([...new Set(Object.values(before))].sort())
      for (const { purchase, absorbed } of result)
        expect(absorbed.every((a) => a > (purchase as number))).toBe(true)
      expect(assigned(groups.toReversed(), before).reverse()).toEqual(result)
    }),
    { numRuns: 1000 },
  )
})
