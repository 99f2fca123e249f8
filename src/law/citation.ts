/** How sure the reading of a rule is: H the text says it, M practice or systematic reading, L a product heuristic or an open dispute. */
export type Confidence = 'H' | 'M' | 'L'

/** Dates between which a rule applies, both inclusive; `to: null` has no end in sight. Looked up by the day the act names. */
export interface InForce {
  from: string
  to: string | null
}

/** True when `day` lies inside the dates of a rule. */
export const isInForce = (rule: InForce, day: string): boolean =>
  rule.from <= day && (rule.to === null || day <= rule.to)
