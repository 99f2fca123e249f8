import { tellsOf } from './same-event.ts'
import type { OutageNotice } from './windows.ts'

/** What becomes of notices that a ledger brought from another directory. */
export interface Adoption {
  /** Not known here: taken over under their own ids. */
  lacking: OutageNotice[]
  /** Known here under another id: [as it was brought, as it is here]. */
  renamed: [brought: string, here: string][]
  /** Ids here of those that say something else here; what is here counts. */
  differing: string[]
}

/**
 * Compares notices that were brought with those that are here. One is known under its id, else when one here tells of
 * the same event; but never as one that was brought beside it, for two notices of one directory are two events.
 */
export function adopt(brought: readonly OutageNotice[], here: readonly OutageNotice[]): Adoption {
  const byId = new Map(here.map((notice) => [notice.id, notice]))
  const broughtIds = new Set(brought.map((notice) => notice.id))
  const others = here.filter((notice) => !broughtIds.has(notice.id))
  const adoption: Adoption = { lacking: [], renamed: [], differing: [] }
  for (const notice of brought) {
    const known = byId.get(notice.id) ?? others.find((other) => isSameEvent(notice, other))
    if (known === undefined) adoption.lacking.push(notice)
    else {
      if (known.id !== notice.id) adoption.renamed.push([notice.id, known.id])
      if (saidBy(known) !== saidBy(notice)) adoption.differing.push(known.id)
    }
  }
  return adoption
}

const isSameEvent = (a: OutageNotice, b: OutageNotice): boolean =>
  tellsOf(a, b, referencesOf(b)) || tellsOf(b, a, referencesOf(a))

const referencesOf = ({ reference }: OutageNotice): string[] => (reference === null ? [] : [reference])

/** What verdicts depend on. */
const saidBy = ({ kind, start, end, announcedAt, withdrawn }: OutageNotice): string =>
  JSON.stringify([kind, start, end, announcedAt, withdrawn])
