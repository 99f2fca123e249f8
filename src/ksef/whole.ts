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
  unreadable: string | null
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

/** What is wrong with the list of a package, in words; null: it names all that was announced. */
export function listFault(tally: Tally, announced: number): string | null {
  const { named, nameless, rowless, unreadable } = tally
  if (unreadable !== null) return `the package cannot be read (${unreadable})`
  if (nameless > 0) return `the list of the package is cut off or broken in ${count(nameless, 'place')}`
  if (rowless > 0) return `the list of the package lacks ${count(rowless, 'document')} that it holds`
  if (named < announced) return `the package brought ${named} of ${announced} invoices`
  return null
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`

/** Exports of one window that may come broken before something else is tried. */
const maxTries = 3

/**
 * `take`: it is whole, or what is broken in it is broken for good and named. `again`: another export of the same window.
 * `halve`: of half of it, for large lists were cut off where small ones were whole (KSeF 736). `leave`: the window stays
 * uncovered and the next one follows, so that one broken document does not hold up all that come after it.
 */
export type Judgement = { do: 'take' } | { do: 'again' | 'halve' | 'leave'; why: string }

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
    const shown = tally.missing.slice(0, 5).join(', ')
    return { do: isLast || isFill ? 'leave' : 'again', why: `KSeF lists ${shown} and its export lacks it` }
  }
  if (tally.damaged === 0 || isLast) return { do: 'take' }
  const why = `${count(tally.damaged, 'document')} of the package without XML, or with a damaged one`
  return { do: 'again', why }
}
