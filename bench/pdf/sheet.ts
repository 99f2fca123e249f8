import type { Random } from '../match/random.ts'
import type { Facts } from './facts.ts'
import type { Family } from './families.ts'
import type { Pen } from './style.ts'
import type { Wording } from './words.ts'

/** A document that is being laid out. */
export interface Sheet {
  pen: Pen
  words: Wording
  facts: Facts
  family: Family
  random: Random
  judging: boolean
}
export type Pair = readonly [label: string, value: string]

/** The edges of a page and of its right half, and the width between them, in points. */
export const [left, right, whole] = [40, 310, 515]
