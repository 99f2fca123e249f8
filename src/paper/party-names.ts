import { present } from '../values/present.ts'
import { segmentBelow } from './beside.ts'
import type { Candidate } from './found.ts'
import type { Line, Segment } from './page.ts'
import { direct, type Label, partyOf } from './party-labels.ts'
import { invoiceWord } from './titles.ts'
import { daysIn, nipsIn } from './written.ts'

/** The name of the seller: under his label, or above his tax number. */

const noName =
  /^(?:NIP|REGON|BDO|KRS|ul\.|al\.|pl\.|os\.|tel|e-?mail|www|adres|dane|\d{2}-\d{3}|\d+$|nr|numer|bank|konto|vat|tax)(?!\p{L})/iu
const address =
  /\s[·•|]\s.*$|, NIP.*$|,? (?:ul\.|al\.|pl\.|os\.) .*$|, \d{2}-\d{3} .*$|(?<=(?:Ltd|GmbH|AG|KG|s\.r\.o\.|a\.s\.)), .*$/iu
const goesOn = /^(?:\p{Ll}|sp\. ?z|S\.A\.|s\.c\.|sp\.k)/u

/** The name of the seller: behind his label, or in the first line below it. */
export function namesUnder(lines: readonly Line[], labelled: readonly Label[]): Candidate[] {
  return labelled
    .filter(({ party, segment }) => party === 'seller' && !direct.some(([form]) => form.test(segment.text)))
    .flatMap(({ segment }): Candidate[] => {
      const [, rest = ''] = /^[^:]*:\s*(.*)$/.exec(segment.text) ?? []
      const right = lines[segment.line]?.segments[segment.column + 1]
      const below = segmentBelow(lines, segment, 3.2)
      const isBeside =
        right &&
        partyOf(right.text) === null &&
        (/:\s*$/.test(segment.text) || (below !== null && partyOf(below.text) !== null))
      let at: Segment | null = rest !== '' ? segment : isBeside ? right : below
      for (
        let steps = 0;
        rest === '' && at && noName.test(at.text) && !/^nazwa/iu.test(at.text) && steps < 3;
        steps++
      )
        at = segmentBelow(lines, at)
      if (at === null) return []
      const first = (rest === '' ? at.text.replace(/^(?:nazwa|name|firma)\s*:\s*/iu, '') : rest).replace(
        address,
        '',
      )
      const value = wholeName(lines, at, first)
      return value.length < 2 || nipsIn(value).length > 0 ? [] : [{ value, segment: at, strong: true }]
    })
}

/** A name that goes on in the line below. */
function wholeName(lines: readonly Line[], at: Segment, first: string): string {
  const next = segmentBelow(lines, at)
  const goesOnThere = next !== null && goesOn.test(next.text) && !noName.test(next.text)
  return (goesOnThere ? `${first} ${next.text}` : first).trim()
}

/** Where no label names the seller: the first line of the block in which his tax number stands. */
export function nameAbove(lines: readonly Line[], number: Segment | undefined): Candidate[] {
  if (number === undefined) return []
  let top = number
  for (let at = number.line - 1; at >= 0; at--) {
    const line = present(lines[at])
    if (line.page !== number.page || top.y - (line.y + line.height) > blockGap * top.height) break
    const above = line.segments.find((s) => isInLine(s, number))
    if (above === undefined) continue
    if (invoiceWord.test(above.text) || !mayBeName(above.text)) break
    top = above
  }
  // A caption may stand over it that nobody knows.
  const below = legalForm.test(top.text) ? null : segmentBelow(lines, top)
  if (below !== null && below !== number && legalForm.test(below.text)) top = below
  const value = wholeName(lines, top, top.text.replace(address, ''))
  return top === number || noName.test(value) ? [] : [{ value, segment: top, strong: true }]
}

/** Forms in which firms end their names. */
const legalForm = /(?:sp(?:\.|ółka) ?z ?o\.? ?o|S\.A\.|s\.c\.|sp\. ?[kj]|Ltd|LLC|GmbH|AG|KG|s\.r\.o|a\.s)/u

/** A gap of so many heights ends a block of lines. */
const blockGap = 1.5

/** Left edges or middles stand one above the other. */
const isInLine = (a: Segment, b: Segment): boolean =>
  Math.abs(a.x - b.x) <= b.height || Math.abs(a.x + a.width / 2 - b.x - b.width / 2) <= b.height

/** Labels, days and numbers stand in other blocks. */
const mayBeName = (text: string): boolean =>
  !text.includes(':') &&
  partyOf(text) === null &&
  daysIn(text).length === 0 &&
  /\p{L}/u.test(text) &&
  !/^\S*\d\S*$/.test(text)
