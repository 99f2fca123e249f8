import { pairsOf } from '../values/tables.ts'
import type { Mode } from './mode-names.ts'
import type { ReceiptRule } from './receipt-question.ts'

/** The articles of a rule by mode. */
type Bases = { [M in Mode]?: readonly string[] }

/** One rule for several modes, each with the articles that give it there: `listed-actual` of `offline24` is `offline24.listed-actual`. */
export const ofModes = (bases: Bases, row: Omit<ReceiptRule, 'modes' | 'legalBasis'>): ReceiptRule[] =>
  pairsOf(bases).map(([mode, legalBasis]) => ({
    ...row,
    rule: `${mode}.${row.rule}`,
    modes: [mode],
    legalBasis,
  }))

const gb4 = 'art. 106gb ust. 4'

/** Articles by which a listed buyer is served outside KSeF, and those by which he receives through KSeF. */
export const servedOutside: Bases = {
  online: ['art. 106na ust. 4', gb4],
  'online-late': ['art. 106na ust. 4', gb4],
  offline24: ['art. 106nda ust. 4', 'art. 106nda ust. 11 zd. 2', gb4],
  maintenance: ['art. 106nh ust. 4', 'art. 106nda ust. 4', 'art. 106nda ust. 11 zd. 2', gb4],
}
export const servedByKsef: Bases = {
  online: ['art. 106na ust. 3'],
  'online-late': ['art. 106na ust. 3'],
  offline24: ['art. 106nda ust. 5', 'art. 106nda ust. 11 zd. 1'],
  maintenance: ['art. 106nh ust. 4', 'art. 106nda ust. 5', 'art. 106nda ust. 11 zd. 1'],
}
export const inFailure: Bases = {
  emergency: ['art. 106nf ust. 10'],
  'offline24-overtaken-by-failure': ['art. 106nha pkt 1', 'art. 106nf ust. 10'],
}
/** Modes in which no number is due: one that came all the same is no delivery that was agreed to be made outside KSeF. */
export const outsideAnyway: Bases = {
  'offline24-overtaken-by-total-failure': ['art. 106nha pkt 2', 'art. 106na ust. 4'],
  'total-failure': ['art. 106ng', 'art. 106na ust. 4'],
  'outside-lawful': ['art. 106na ust. 4'],
  'outside-breach': ['art. 106na ust. 4'],
  'early-copy': ['art. 106na ust. 4'],
  foreign: ['art. 106na ust. 4'],
}
export const withBuyer = (bases: Bases): Bases =>
  Object.fromEntries(Object.entries(bases).map(([mode, basis]) => [mode, [...new Set([...basis, gb4])]]))
export const bothWays: Bases = Object.fromEntries(
  pairsOf(servedByKsef).map(([mode, basis]) => [
    mode,
    [...new Set([...basis, ...(servedOutside[mode] ?? [])])],
  ]),
)
