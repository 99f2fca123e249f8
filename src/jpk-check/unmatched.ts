import { madeOtherwise } from '../law/jpk-check.ts'
import { say } from '../texts/say.ts'
import { isOneOf } from '../values/tables.ts'
import { isAdjustment, taxOf } from './amounts.ts'
import { unreadableItems } from './compare.ts'
import { type FileRow, isOfMarker } from './file-row.ts'
import { type About, type CheckItem, item } from './item.ts'
import type { MatchCandidate } from './match.ts'
import type { CheckedFile } from './purchase.ts'

/** What is known of where a document without a purchase might have come from. */
export interface Origin {
  /** The seller had to use KSeF on its day. */
  obliged: boolean
  /** It is not known whether all that KSeF has of its month is here. */
  uncovered: boolean
}

/**
 * What is told of a row that is no purchase for certain; `candidates`: what it may mean, the likeliest first; `markers`:
 * the form of the file asks for one.
 */
export function unmatchedItems(
  row: FileRow,
  candidates: readonly MatchCandidate[],
  { obliged, uncovered }: Origin,
  { markers }: Pick<CheckedFile, 'markers'>,
): CheckItem[] {
  const [first] = candidates
  const about = {
    row,
    purchase: first?.id ?? null,
    document: null,
    weight: taxOf(row.amounts),
  }
  const unreadable = [...unreadableItems(row, null), ...(markers ? noMarkerItems(about) : [])]
  if (first !== undefined) {
    const { number, issueDay: day } = first
    const message = say('jpk-check.likely', { number, day, count: candidates.length })
    return [...unreadable, item(about, 'likely', message, { is: row.number, shouldBe: number })]
  }
  if (isAdjustment(row.amounts))
    return [...unreadable, item(about, 'unknown-adjustment', say('jpk-check.unknown-adjustment'))]
  const { documents, imports } = madeOtherwise
  if ((imports && row.importOfGoods) || isOneOf(documents, row.document))
    return [...unreadable, item(about, 'unknown-internal', say('jpk-check.unknown-internal'))]
  if (uncovered) return [...unreadable, item(about, 'unknown-uncovered', say('jpk-check.unknown-uncovered'))]
  if (obliged) return [...unreadable, item(about, 'unknown-obliged', say('jpk-check.unknown-obliged'))]
  return [...unreadable, item(about, 'unknown', say('jpk-check.unknown'))]
}

/** Which marker is right nobody knows without the purchase; that one is needed does not depend on it. */
function noMarkerItems(about: About & { row: FileRow }): CheckItem[] {
  const { marker, problems } = about.row
  return marker !== null || problems.some(isOfMarker)
    ? []
    : [item(about, 'unreadable', say('jpk-check.no-marker'))]
}
