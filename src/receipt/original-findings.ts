import { looksLikeNewTotal } from '../law/corrections.ts'
import { say } from '../texts/say.ts'
import type { Day } from '../values/day.ts'
import { exactGrosze, formatMoney, type Grosze } from '../values/money.ts'
import type { Facts } from './facts.ts'
import { type FindingNote, referenceSubject } from './finding.ts'
import type { Original, Sought } from './original.ts'

type Reference = Facts['corrects'][number]

/** So many references without an original are named one by one; of more a human sees how many there are. */
const namedReferences = 200

/**
 * What is doubtful about the originals of a correction; the articles stand with `correctionFindings`. `sought`: what each
 * of its references leads to. `ledgerFrom`: the day before which originals are not expected to be here.
 */
export function originalFindings(
  facts: Facts,
  sought: readonly Sought[],
  ledgerFrom: Day | null,
): FindingNote[] {
  if (!facts.ours) return []
  if (facts.corrects.length === 0) {
    const message = say('doubt.original.not-named')
    return facts.group === 'correction' ? [{ code: 'INFO_ORIGINAL_NOT_NAMED', message }] : []
  }
  const notes = [
    ...sought.flatMap((s) => ('found' in s ? withoutNumber(s.found) : [])),
    ...missingOriginals(facts, sought, ledgerFrom),
    ...newTotals(facts, sought),
  ]
  return [...new Map(notes.map((note) => [`${note.code} ${note.subject}`, note])).values()]
}

/** An original without the number that the correction quotes, or that it must have before it may be corrected. */
function withoutNumber(original: Original): FindingNote[] {
  const code = 'KOR_ORIGINAL_WITHOUT_NUMBER'
  const { purchaseId: subject, number } = original
  if (original.quotedNumberMissing) {
    const message = say('doubt.original.quoted-number', { number })
    return [{ code, subject, message }]
  }
  if (!original.awaitsNumber) return []
  const message = say('doubt.original.awaits-number', { number })
  return [{ code, subject, message, milder: true }]
}

/** References that lead to no original, unless the accountant said when the originals were deducted. */
function missingOriginals(facts: Facts, sought: readonly Sought[], ledgerFrom: Day | null): FindingNote[] {
  if (facts.inputs.originalDeductedIn !== undefined) return []
  const notes = facts.corrects.flatMap((reference, index): FindingNote[] => {
    const one = sought[index]
    if (one === undefined || 'found' in one) return []
    const subject = referenceSubject(reference)
    return [{ ...missing(reference, one.missing, ledgerFrom), subject }]
  })
  const more = notes.length - namedReferences
  if (more <= 0) return notes
  const message = say('doubt.original.more', { count: more })
  return [...notes.slice(0, namedReferences), { code: 'KOR_ORIGINAL_UNKNOWN', message }]
}

function missing(
  reference: Reference,
  why: 'unknown' | 'several' | 'other-seller',
  ledgerFrom: Day | null,
): FindingNote {
  const { number, issueDay, ksefNumber } = reference
  const what = { number, issued: issueDay, ksefNumber }
  if (why === 'other-seller')
    return { code: 'KOR_ORIGINAL_OTHER_SELLER', message: say('doubt.original.other-seller', what) }
  if (why === 'several') return { code: 'KOR_ORIGINAL_UNKNOWN', message: say('doubt.original.several', what) }
  if (ledgerFrom !== null && issueDay < ledgerFrom) {
    const message = say('doubt.original.before-ledger', { ...what, opened: ledgerFrom })
    return { code: 'INFO_ORIGINAL_BEFORE_LEDGER', message }
  }
  return { code: 'KOR_ORIGINAL_UNKNOWN', message: say('doubt.original.unknown', what) }
}

const totals = ['grossGrosze', 'netGrosze', 'vatGrosze'] as const
type Total = (typeof totals)[number]

/**
 * Totals of which a correction that states its lines before and after says itself that they change by so much
 * (`newTotalsRule`). Lines that state net or gross alone say the same of totals that add up with that one.
 */
function shownByLines({ fa, netGrosze, vatGrosze, grossGrosze }: Facts): ReadonlySet<Total> {
  const change = fa?.lineChange
  if (change === undefined) return new Set()
  const net = changed(change.netGrosze, netGrosze)
  const gross = changed(change.grossGrosze, grossGrosze)
  const follows = (net || gross) && netGrosze !== null && grossGrosze === netGrosze + (vatGrosze ?? 0)
  const shown: Record<Total, boolean> = {
    netGrosze: net || (follows && change.netGrosze === null),
    grossGrosze: gross || (follows && change.grossGrosze === null),
    vatGrosze: follows,
  }
  return new Set(totals.filter((total) => shown[total]))
}

/** A change of nothing tells nothing: the lines are the same before and after. */
const changed = (byLines: Grosze | null, stated: Grosze | null): boolean =>
  byLines !== null && byLines !== 0 && byLines === stated

/**
 * Totals that look like the new ones of all originals together. Only where all are known, in one currency, and not all
 * corrections themselves: of these the totals are differences already.
 */
function newTotals(facts: Facts, sought: readonly Sought[]): FindingNote[] {
  const originals = new Map(sought.flatMap((s) => ('found' in s ? [[s.found.purchaseId, s.found]] : [])))
  const all = [...originals.values()]
  if (sought.some((s) => 'missing' in s) || all.every((o) => o.isCorrection)) return []
  if (all.some((o) => o.currency !== facts.currency)) return []
  const shown = shownByLines(facts)
  for (const total of totals) {
    if (shown.has(total)) continue
    const stated = facts[total]
    const known = all.map((o) => o[total])
    if (stated === null || known.includes(null)) continue
    const sum = exactGrosze(known.reduce((a: number, b) => a + (b ?? 0), 0))
    if (sum === null || !looksLikeNewTotal(stated, sum)) return []
    const message = say('doubt.original.new-totals', {
      stated: formatMoney(stated),
      corrected: formatMoney(sum),
      currency: facts.currency,
    })
    return [{ code: 'KOR_NEW_TOTALS', message }]
  }
  return []
}
