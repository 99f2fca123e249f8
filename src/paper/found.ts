import type { Segment } from './page.ts'
import type { FieldName, Fields, FieldValue, PageBox } from './reading.ts'

/** A value that stands on a page, before it is weighed. */
export interface Candidate {
  value: string
  segment: Segment
  /** Its label, its form and its place speak for it, and nothing against it. */
  strong: boolean
}

const rounded = (points: number): number => Math.round(points * 10) / 10

const boxOf = ({ x, y, width, height }: Segment): PageBox => [
  rounded(x),
  rounded(y),
  rounded(width),
  rounded(height),
]

/** The first candidate of each key, the strong ones before all others. */
export function firstOfEach(
  candidates: readonly Candidate[],
  keyOf: (candidate: Candidate) => string,
): Candidate[] {
  const seen = new Set<string>()
  const ordered = candidates.toSorted((a, b) => Number(b.strong) - Number(a.strong))
  return ordered.filter((candidate) => seen.size < seen.add(keyOf(candidate)).size)
}

/** Candidates for a field become its value and alternatives: the first strong one, or the first; each value once. */
export function putField(
  fields: Fields,
  name: FieldName,
  candidates: readonly Candidate[],
  source: FieldValue['source'],
): void {
  const [best, ...others] = firstOfEach(candidates, ({ value }) => value)
  if (best === undefined) return
  const rivals = others.filter(({ strong }) => strong)
  const told = ({ value, segment }: Candidate, confidence: FieldValue['confidence']): FieldValue => ({
    value,
    confidence,
    source,
    page: segment.page,
    box: segment.turned ? null : boxOf(segment),
  })
  fields[name] = {
    ...told(best, best.strong && !best.segment.unsure && rivals.length === 0 ? 'likely' : 'doubtful'),
    alternatives: others.slice(0, mostAlternatives).map((other) => told(other, 'doubtful')),
  }
}

const mostAlternatives = 5
