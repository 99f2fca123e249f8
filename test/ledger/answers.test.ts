import { describe, expect, it } from 'vitest'
import type { PurchaseState } from '../../src/purchase/unit-of-work.ts'
import { decisionsOn, isOneSided } from '../../src/reconcile/finding-answers.ts'

/** Which findings of a purchase the decisions of people answer. */

type Decided = Parameters<typeof decisionsOn>[1][number]

const ids = new Map([
  [1, 'one'],
  [2, 'two'],
  [3, 'three'],
])
const state = (seq: number, ...relations: [code: string, other: number][]) =>
  ({
    ...{ seq, id: ids.get(seq) },
    relations: relations.map(([code, other]) => ({ code, other, detail: '' })),
  }) as unknown as PurchaseState

/** Between the documents of purchases 1 and 2, unless said otherwise. */
const decided = (more: Partial<Decided> = {}, sides = [[1], [2]]): Decided => ({
  ...{ seq: 7, decision: 'different-invoice', says: 'different', code: 'AMOUNT_MISMATCH' },
  ...{ purchaseId: 'one', otherId: 'two', note: 'seen', at: 'then', actor: 'Ala' },
  ...more,
  sides: sides.map((side) => new Set(side)) as unknown as Decided['sides'],
})
const answers = (of: PurchaseState, ...all: Decided[]) =>
  decisionsOn(of, all, ids).decisions.map(({ code, subject, decision }) => `${code} ${subject} ${decision}`)

describe('that two purchases are different', () => {
  it('is said of both, with who said it, when and why', () => {
    const said = { decision: 'different-invoice', note: 'seen', at: 'then', by: 'Ala' }
    expect(decisionsOn(state(1), [decided()], ids)).toEqual({
      decisions: [{ code: 'AMOUNT_MISMATCH', subject: 'two', ...said }],
      settled: [],
    })
    expect(decisionsOn(state(2), [decided()], ids).decisions).toEqual([
      { code: 'AMOUNT_MISMATCH', subject: 'one', ...said },
    ])
  })
  it('is no word on a third one', () => {
    expect(answers(state(3, ['AMOUNT_MISMATCH', 2]), decided())).toEqual([])
  })
  it('answers every question of the two whether they are one, in the order of codes', () => {
    const asked = state(1, ['POSSIBLE_DUPLICATE', 2], ['AMBIGUOUS_MATCH', 3], ['DOUBLE_ISSUE', 2])
    expect(answers(asked, decided())).toEqual([
      'AMOUNT_MISMATCH two different-invoice',
      'DOUBLE_ISSUE two different-invoice',
      'POSSIBLE_DUPLICATE two different-invoice',
    ])
  })
  it('is told of each purchase in which documents of the other side are now', () => {
    expect(answers(state(1), decided({}, [[1], [2, 3]]))).toEqual([
      'AMOUNT_MISMATCH three different-invoice',
      'AMOUNT_MISMATCH two different-invoice',
    ])
  })
  it('is said by moving a document as well, where it leaves a question', () => {
    const moved = decided({ decision: 'moved', code: null })
    expect(answers(state(1, ['AMOUNT_MISMATCH', 2]), moved)).toEqual([
      'AMOUNT_MISMATCH two different-invoice',
    ])
    expect(answers(state(1), moved)).toEqual([])
  })
  it('asks nothing of a purchase about itself, where both sides are in it now', () => {
    expect(answers(state(1), decided({}, [[1], [1]]))).toEqual([])
  })
  it('is overruled by what was said later', () => {
    const later = decided({ seq: 8, decision: 'dismissed', says: null })
    expect(answers(state(1), decided(), later)).toEqual(['AMOUNT_MISMATCH two dismissed'])
    expect(answers(state(1), later, decided())).toEqual(['AMOUNT_MISMATCH two different-invoice'])
  })
})

describe('that two purchases are the same', () => {
  const same = { decision: 'same-invoice', says: 'same' } as const
  const settled = {
    code: 'AMOUNT_MISMATCH',
    detail: { said: 'conflict.merged' },
  }
  it('settles the question on the one that they are now, under the id of the other', () => {
    const merged = decided(same, [[1], [1]])
    expect(decisionsOn(state(1), [merged], ids)).toEqual({
      decisions: [
        {
          ...{ code: 'AMOUNT_MISMATCH', subject: 'two', decision: 'same-invoice' },
          ...{ note: 'seen', at: 'then', by: 'Ala' },
        },
      ],
      settled: [{ ...settled, purchaseId: 'two' }],
    })
  })
  it('settles it under the id of the first where the second is the one that stayed', () => {
    const merged = decided(same, [[2], [2]])
    expect(decisionsOn(state(2), [merged], ids).settled).toEqual([{ ...settled, purchaseId: 'one' }])
  })
  it('settles nothing where a document was moved: nobody had asked', () => {
    const moved = decided({ decision: 'moved', says: 'same', code: null }, [[1], [1]])
    expect(decisionsOn(state(1), [moved], ids)).toEqual({ decisions: [], settled: [] })
  })
  it('answers no question while the two stand apart for another reason', () => {
    expect(decisionsOn(state(1, ['AMOUNT_MISMATCH', 2]), [decided(same)], ids)).toEqual({
      decisions: [],
      settled: [],
    })
  })
})

describe('what is accepted', () => {
  it('of a finding about the purchase alone holds there, and on no other', () => {
    const alone = { decision: 'accepted', says: null, code: 'AMOUNTS_INCOMPLETE', otherId: null } as const
    expect(answers(state(1), decided(alone, [[1], []]))).toEqual(['AMOUNTS_INCOMPLETE  accepted'])
    expect(answers(state(2), decided(alone, [[1], []]))).toEqual([])
  })
  it('of a reference holds for that reference', () => {
    const said = {
      decision: 'accepted',
      says: null,
      code: 'KOR_ORIGINAL_UNKNOWN',
      otherId: 'ref-abc',
    } as const
    expect(answers(state(1), decided(said, [[1], []]))).toEqual(['KOR_ORIGINAL_UNKNOWN ref-abc accepted'])
  })
  it('of two numbers for one invoice frees the one at which it was accepted, and not the other', () => {
    const one = decided({ decision: 'accepted', says: null, code: 'DOUBLE_ISSUE' })
    expect(answers(state(1), one)).toEqual(['DOUBLE_ISSUE two accepted'])
    expect(answers(state(2), one)).toEqual([])
  })
  it('of other questions counts on both sides', () => {
    const both = decided({ decision: 'accepted', says: null })
    expect(answers(state(2), both)).toEqual(['AMOUNT_MISMATCH one accepted'])
  })
  it.each([
    ['accepted', 'DOUBLE_ISSUE', true],
    ['dismissed', 'DOUBLE_ISSUE', false],
    ['accepted', 'AMOUNT_MISMATCH', false],
    ['accepted', null, false],
  ] as const)('%s of %s stands on one side: %s', (decision, code, oneSided) => {
    expect(isOneSided({ decision, code })).toBe(oneSided)
  })
})
