import type { Judged, Judgement } from './score.ts'

/** Counts of one kind of copies; those `with` a partner are the ones that can be attached or found. */
export interface Line {
  copies: number
  withPartner: number
  attached: number
  held: number
  heldAndNamed: number
  apart: number
  merged: number
  refused: number
  /** Of those held or apart: the true partner first, or among the first three candidates. */
  first: number
  firstThree: number
  /** Of those without partner. */
  alone: number
  heldAlone: number
}

export interface Sums {
  all: Line
  byCarrier: Record<string, Line>
  byTrap: Record<string, Line>
  byNoise: Record<string, Line>
  verdictsChecked: number
  verdictsWrong: number
  heldWithoutCause: number
  purchases: number
}

const empty = (): Line => ({
  copies: 0,
  withPartner: 0,
  attached: 0,
  held: 0,
  heldAndNamed: 0,
  apart: 0,
  merged: 0,
  refused: 0,
  first: 0,
  firstThree: 0,
  alone: 0,
  heldAlone: 0,
})

export const noSums = (): Sums => ({
  all: empty(),
  byCarrier: {},
  byTrap: {},
  byNoise: {},
  verdictsChecked: 0,
  verdictsWrong: 0,
  heldWithoutCause: 0,
  purchases: 0,
})

function count(line: Line, { hasPartner, fate, rank, named }: Judged): void {
  line.copies += 1
  if (fate === 'merged' || fate === 'refused') line[fate] += 1
  if (!hasPartner) {
    if (fate === 'alone') line.alone += 1
    if (fate === 'held') line.heldAlone += 1
    return
  }
  line.withPartner += 1
  if (fate === 'attached' || fate === 'held' || fate === 'apart') line[fate] += 1
  if (fate === 'held' && named) line.heldAndNamed += 1
  if (rank === 1) line.first += 1
  if (rank !== null && rank <= 3) line.firstThree += 1
}

/** What a copy could be recognised by. */
export function carrierOf({ carries, noisy }: Judged['copy']): string {
  return carries === 'writing' ? (noisy ? 'noisy writing' : 'exact number') : carries
}

/** Adds a judgement to the sums. */
export function addTo(sums: Sums, judgement: Judgement): void {
  const lineOf = (table: Record<string, Line>, key: string): Line => {
    table[key] ??= empty()
    return table[key]
  }
  for (const judged of judgement.copies) {
    const { copy } = judged
    count(sums.all, judged)
    count(lineOf(sums.byCarrier, carrierOf(copy)), judged)
    count(lineOf(sums.byTrap, copy.invoice.trap ?? 'no trap'), judged)
    if (copy.carries === 'writing' || copy.noise.startsWith('code of'))
      count(lineOf(sums.byNoise, copy.noise), judged)
  }
  sums.verdictsChecked += judgement.verdicts.checked
  sums.verdictsWrong += judgement.verdicts.wrong.length
  sums.heldWithoutCause += judgement.heldWithoutCause.length
  sums.purchases += judgement.purchases
}
