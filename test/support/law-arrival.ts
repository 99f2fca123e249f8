import type { Phase, Step } from './law-case.ts'
import type { Telling } from './law-documents.ts'

/** In what order the requests of a worked case arrive: the verdict may not depend on it. */

type Arrival = { telling: Telling; phases: Phase[] }

export const arrivals = {
  'outages and copies first': {
    telling: 'in-documents',
    phases: ['taxpayer', 'supplier', 'outage', 'original', 'copy', 'ksef', 'patch'],
  },
  'KSeF first': {
    telling: 'by-hand',
    phases: ['taxpayer', 'supplier', 'original', 'ksef', 'patch', 'copy', 'outage'],
  },
  'supplier and outages last': {
    telling: 'in-documents',
    phases: ['taxpayer', 'original', 'copy', 'ksef', 'patch', 'supplier', 'outage'],
  },
} satisfies Record<string, Arrival>

export type ArrivalName = keyof typeof arrivals

/** The steps in the order of the arrival; without a KSeF document a patch waits for the copy that it is about. */
export function arrange(steps: Step[], name: ArrivalName): Step[] {
  const { phases } = arrivals[name]
  const sorted = phases.flatMap((phase) => steps.filter((step) => step.phase === phase))
  if (steps.some((step) => step.phase === 'ksef')) return sorted
  const patches = sorted.filter((step) => step.phase === 'patch')
  const others = sorted.filter((step) => step.phase !== 'patch')
  const afterCopy = others.findLastIndex((step) => step.phase === 'copy') + 1
  return [...others.slice(0, afterCopy), ...patches, ...others.slice(afterCopy)]
}
