import { say } from '../texts/say.ts'
import type { Said, Sentence } from '../texts/sentence.ts'
/** Whether what came of an export is all that KSeF announced: pure, so that every case can be read and tested by itself. */

/** What came of a package. */
export interface Tally {
  /** Documents that its list names, each counted once. */
  named: number
  /** Rows that do not tell of which document they are; one of them is the end of a list that was cut off. */
  nameless: number
  /** XML without a row. */
  rowless: number
  /** Rows whose XML is missing or damaged. */
  damaged: number
  /** Why it is no package or list at all; null: it is. */
  unreadable: Sentence | null
  /** Documents of its window that KSeF lists elsewhere and nobody has here. */
  missing: readonly string[]
}

export const noTally: Tally = {
  named: 0,
  nameless: 0,
  rowless: 0,
  damaged: 0,
  unreadable: null,
  missing: [],
}

/** Problems of a document that another export may not have; others are of the document itself. */
const passing: readonly string[] = [
  'xml-missing',
  'hash-mismatch',
  'package-entry-unreadable',
  'package-entry-overlap',
]

/**
 * What a refused document of a package says about the package. `own`: nothing; also a strange file beside the invoices,
 * of which nobody announced anything.
 */
export function kindOfRefusal(refusal: {
  ksefNumber: string | null
  code: string
  metadata: unknown
}): 'nameless' | 'rowless' | 'damaged' | 'own' {
  const { ksefNumber, code, metadata } = refusal
  if (passing.includes(code)) return 'damaged'
  if (ksefNumber === null) return code === 'metadata-invalid' ? 'nameless' : 'own'
  return metadata === null ? 'rowless' : 'own'
}

/** What is wrong with the list of a package, as a clause; null: it names all that was announced. */
export function listFault(tally: Tally, announced: number): Said | null {
  const { named, nameless, rowless, unreadable } = tally
  if (unreadable !== null) return say('package.unreadable', { why: unreadable })
  if (nameless > 0) return say('package.list-broken', { places: nameless })
  if (rowless > 0) return say('package.list-lacks', { documents: rowless })
  if (named < announced) return say('package.incomplete', { named, announced })
  return null
}

/** Exports of one window that may come broken before something else is tried. */
const maxTries = 3

/**
 * `take`: it is whole, or what is broken in it is broken for good and named. `again`: another export of the same window.
 * `halve`: of half of it, for large lists were cut off where small ones were whole (KSeF 736). `leave`: the window stays
 * uncovered and the next one follows, so that one broken document does not hold up all that come after it.
 */
export type Judgement = { do: 'take' } | { do: 'again' | 'halve' | 'leave'; why: Said }

/** `times`: exports of this window that came broken before. `canHalve`: the window is not down to a minute. */
export function judged(
  tally: Tally,
  announced: number,
  {
    times,
    isNarrowed,
    isFill,
    canHalve,
  }: { times: number; isNarrowed: boolean; isFill: boolean; canHalve: boolean },
): Judgement {
  const isLast = times + 1 >= maxTries
  const fault = listFault(tally, announced)
  if (fault !== null) {
    if (canHalve) return { do: isLast || isNarrowed ? 'halve' : 'again', why: fault }
    return { do: isLast || isFill ? 'leave' : 'again', why: fault }
  }
  if (tally.missing.length > 0) {
    const why = say('package.lacks-listed', { numbers: tally.missing.slice(0, 5) })
    return { do: isLast || isFill ? 'leave' : 'again', why }
  }
  if (tally.damaged === 0 || isLast) return { do: 'take' }
  return { do: 'again', why: say('package.documents-damaged', { documents: tally.damaged }) }
}
