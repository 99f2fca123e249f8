import { isInColumn, segmentAbove } from './beside.ts'
import type { Candidate } from './found.ts'
import type { Line, Segment } from './page.ts'
import { direct, type Label, labelsOf, lastNamed, type Party, partyOf } from './party-labels.ts'
import { nameAbove, namesUnder } from './party-names.ts'
import { printed } from './printed.ts'
import { amountsIn, nipsIn, vatIdsIn } from './written.ts'

/** Who sells and who buys: by labels and the columns under them. */

/** So many tax numbers are looked at: twenty pages of an invoice have far fewer. */
const mostNamed = 1000
/** So many labels above a tax number are looked at. */
const mostAbove = 40

/** So many heights below its label a tax number of a party stands at most. */
const reach = 14

/** The label under which a segment stands, and whether in its column or only right of it. */
interface Above {
  party: Party
  isInColumn: boolean
}

/** The label under which a segment stands: in the row of labels next above it, that of its column. */
function labelAbove(lines: readonly Line[], labelled: readonly Label[], segment: Segment): Above | null {
  const above = labelled.filter(({ segment: { page, line, y, height } }) => {
    const isNear = segment.y - y < reach * height
    return page === segment.page && line <= segment.line && isNear
  })
  const nearest = above.slice(-mostAbove)
  const rows = new Map<number, Label[]>()
  for (const label of nearest) {
    const key =
      [...rows.keys()].find((y) => Math.abs(y - label.segment.y) < label.segment.height) ?? label.segment.y
    rows.set(key, [...(rows.get(key) ?? []), label])
  }
  for (const [, row] of [...rows].sort(([a], [b]) => b - a)) {
    const own = inRow(row, segment)
    if (own === null) continue
    const { label, isInColumn } = own
    return isCutOff(lines, label.segment, segment) ? null : { party: label.party, isInColumn }
  }
  return null
}

/** Amounts stand between a label and a text: what a label says of a party ends before the sums. */
const isCutOff = (lines: readonly Line[], label: Segment, segment: Segment): boolean =>
  lines
    .slice(label.line + 1, segment.line)
    .some((line) =>
      line.segments.some(
        (s) =>
          (isInColumn(label, s) || isInColumn(segment, s)) &&
          !/kapita/iu.test(s.text) &&
          amountsIn(s.text).length > 0,
      ),
    )

function inRow(row: readonly Label[], segment: Segment): { label: Label; isInColumn: boolean } | null {
  const edge = segment.height
  const inLine = row.find((l) => l.segment === segment || Math.abs(l.segment.x - segment.x) <= edge)
  if (inLine) return { label: inLine, isInColumn: true }
  const [under, ...more] = row.filter((l) => isInColumn(l.segment, segment))
  if (under && more.length === 0) return { label: under, isInColumn: true }
  const [left] = row
    .filter((l) => l.segment.x <= segment.x + edge)
    .toSorted((a, b) => b.segment.x - a.segment.x)
  return left ? { label: left, isInColumn: false } : null
}

interface Numbered {
  party: Party | null
  value: string
  segment: Segment
  /** A word or its form says that it is a tax number. */
  named: boolean
  /** Its party is told by words with it, or by a label over its column. */
  told: boolean
  /** Its party is who is left over, against its label. */
  isLeft?: true
}

const taxWord = printed(
  /(?:N\.? ?I\.? ?P\.?|VAT|tax ?id|tin|UID|USt|DIČ|PL|identyfika\p{L}*|podatkow\p{L}*)\W*(?:\p{L}{1,14}\W*){0,2}$/iu,
)
/** As NIPs alone are divided. */
const nipForm = /^\d{3}-(?:\d{3}-\d{2}-\d{2}|\d{2}-\d{2}-\d{3})/
/** Whoever made the program is no party. */
const ofProgram = /program|producent|oprogramowan|software|system/iu

function numbered(lines: readonly Line[], labelled: readonly Label[], read: typeof vatIdsIn): Numbered[] {
  const found = lines
    .flatMap((line) => line.segments)
    .flatMap((segment) => read(segment.text).map((number) => ({ ...number, segment })))
  return found.slice(0, mostNamed).map(({ value, at, segment }) => {
    const before = segment.text.slice(0, at)
    const isAlone = before.trim() === ''
    const words = `${isAlone ? labelOf(lines, segment) : ''} ${before}`
    const lead = lastNamed(before) ?? partyOf(segment.text.replace(/^(?:NIP|VAT)\W*/iu, ''))
    const said =
      direct.find(([form]) => form.test(words))?.[1] ?? lead ?? (ofProgram.test(before) ? 'other' : null)
    const above = said === null ? labelAbove(lines, labelled, segment) : null
    const own = segment.text.slice(at)
    const named = taxWord.test(words) || /^PL/i.test(own) || nipForm.test(own) || read === vatIdsIn
    return {
      ...{ value, segment, named, party: said ?? above?.party ?? null },
      told: said !== null || above?.isInColumn === true,
    }
  })
}

/** The words left of a number that stands by itself, or over it. */
function labelOf(lines: readonly Line[], segment: Segment): string {
  const left = lines[segment.line]?.segments[segment.column - 1]?.text ?? ''
  const above = taxWord.test(left) ? null : segmentAbove(lines, segment)
  return above && above.text.length < 40 && taxWord.test(above.text) ? above.text : left
}

/**
 * Whose number it is after all: what only stands right of a label is not his who has one below it; of two under the label
 * of the seller the first one is his, a foreign one too, and we are not he where ours is another; whoever receives buys
 * where nobody else does.
 */
function withoutDoubt(all: readonly Numbered[], foreign: readonly Numbered[], ours: string): Numbered[] {
  const isTold = (party: Party | null, but: string) =>
    [...all, ...foreign].some((one) => one.party === party && one.told && one.value !== but)
  const freed = all.map(
    (one): Numbered =>
      one.party !== null && !one.told && isTold(one.party, one.value) ? { ...one, party: null } : one,
  )
  const [seller] = [...freed, ...foreign]
    .filter(({ party }) => party === 'seller')
    .toSorted((a, b) => a.segment.line - b.segment.line)
  const hasBuyer = freed.some(({ party }) => party === 'buyer')
  return freed.map((found) => {
    if (found.value !== ours) return found
    const one = { ...found, named: true }
    if (one.party === null) return { ...one, party: 'buyer' }
    const isAnother =
      one.party === 'seller' ? seller !== undefined && seller.value !== ours : one.party === 'other'
    return isAnother && !hasBuyer ? { ...one, party: 'buyer', isLeft: true } : one
  })
}

/** What was found of the parties. */
interface Parties {
  sellerNips: Candidate[]
  buyerNips: Candidate[]
  sellerVatIds: Candidate[]
  sellerNames: Candidate[]
  /** A label says who sells; else he is whoever is named besides the buyer, which proves nothing. */
  isLabelled: boolean
}

/**
 * Reads the parties; `ours` is the NIP of the taxpayer, who buys unless a label says that he sells. `inKsef`: the NIP with
 * which the KSeF number on the page begins, that of the seller.
 */
export function partiesOn(lines: readonly Line[], ours: string, inKsef: Candidate | null): Parties {
  const labelled = labelsOf(lines)
  const foreign = numbered(lines, labelled, vatIdsIn)
  const nips = withoutDoubt(numbered(lines, labelled, nipsIn), foreign, ours)
  const of = (party: Party | null) => nips.filter((found) => found.party === party && found.named)
  const candidate = ({ value, segment, isLeft }: Numbered): Candidate => ({ value, segment, strong: !isLeft })
  const sellers = of('seller').map(candidate)
  const buyers = of('buyer').map(candidate)
  const taken = new Set([...of('buyer'), ...of('other')].map(({ value }) => value))
  // Where no label says who sells, he is whoever is named besides the buyer.
  const nobody = of(null).filter(({ value }) => !taken.has(value))
  const areWeToldToBuy = nips.some(({ value, party, told }) => value === ours && party === 'buyer' && told)
  const vatIds = foreign
    .map((one) => (one.party === 'buyer' && !one.told && areWeToldToBuy ? { ...one, party: null } : one))
    .filter(({ party }) => party !== 'buyer' && party !== 'other')
  const isForeign = vatIds.some(({ party }) => party === 'seller')
  const found = sellers.length > 0 || isForeign ? sellers : nobody.map(candidate)
  const sellerNips = isForeign || inKsef === null || inKsef.value === ours ? found : asInKsef(found, inKsef)
  const underLabel = namesUnder(lines, labelled)
  return {
    isLabelled: sellers.length > 0,
    sellerNips,
    buyerNips: buyers,
    sellerVatIds: vatIds.map(({ party, value, segment }) => ({
      ...{ value, segment },
      strong: party === 'seller',
    })),
    sellerNames: underLabel.length > 0 ? underLabel : nameAbove(lines, sellerNips[0]?.segment),
  }
}

/** Among several who may sell, the one whom the KSeF number names. */
function asInKsef(found: Candidate[], inKsef: Candidate): Candidate[] {
  const same = found.filter(({ value }) => value === inKsef.value)
  if (same.length > 0) return same
  return found.length === 0 ? [inKsef] : found
}
