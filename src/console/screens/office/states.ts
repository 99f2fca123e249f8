import { signal } from '@preact/signals'
import { dayFacts } from '../today/facts.ts'
import { type DayFacts, tasksOf } from '../today/tasks.ts'

/** How each taxpayer stands, as far as it is known. */
export const standings = signal<ReadonlyMap<string, DayFacts | 'failed'>>(new Map())

/** So many taxpayers are asked about at the same time. */
const atOnce = 3

/** Finds out how taxpayers stand, in their order, until the signal ends it. What is known of one stays shown meanwhile. */
export async function findStandings(nips: readonly string[], signal: AbortSignal): Promise<void> {
  const waiting = [...nips]
  const work = async () => {
    for (let nip = waiting.shift(); nip !== undefined && !signal.aborted; nip = waiting.shift()) {
      try {
        put(nip, (await dayFacts(nip, signal)).facts)
      } catch {
        if (!signal.aborted) put(nip, 'failed')
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

function put(nip: string, standing: DayFacts | 'failed'): void {
  standings.value = new Map([...standings.peek(), [nip, standing]])
}

/** Taxpayers with what needs somebody first, once all of them are known; before that as they are. */
export function mostUrgentFirst<Row extends { nip: string; name: string }>(
  rows: readonly Row[],
): readonly Row[] {
  const known = standings.value
  if (rows.some(({ nip }) => !known.has(nip))) return rows
  const urgency = ({ nip }: Row): number => {
    const standing = known.get(nip)
    if (standing === undefined || standing === 'failed') return 0
    return tasksOf(standing).reduce((sum, task) => sum + (task.isGrave ? 100 : 1), 0)
  }
  return rows.toSorted((a, b) => urgency(b) - urgency(a) || a.name.localeCompare(b.name, 'pl'))
}
