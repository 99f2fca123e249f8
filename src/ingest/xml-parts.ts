/**
 * How many elements and attributes a document may have: the largest invoices of 3 MB have about 150,000 elements and a
 * few attributes. A parser would build each of them before anybody could say that they are too many.
 */
export const maxXmlElements = 200_000
export const maxXmlAttributes = 100_000
/** Of one element: the parser takes ever longer for each further one. */
const maxInElement = 1000

const [greaterThan, equals, quote, apostrophe, slash] = [62, 61, 34, 39, 47]
const [exclamation, question] = [33, 63]

/** What a text has too many of, counted in one pass before it is parsed; null when neither. */
export function tooManyParts(text: string): 'elements' | 'attributes' | null {
  let [elements, attributes] = [0, 0]
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const end = endOfOther(text, at)
    if (end !== null) {
      at = end
      continue
    }
    if (text.charCodeAt(at + 1) !== slash && ++elements > maxXmlElements) return 'elements'
    let [inElement, quotedBy] = [0, 0]
    for (at++; at < text.length; at++) {
      const c = text.charCodeAt(at)
      if (quotedBy !== 0) {
        if (c === quotedBy) quotedBy = 0
      } else if (c === greaterThan) break
      else if (c === quote || c === apostrophe) quotedBy = c
      else if (c === equals && (++inElement > maxInElement || ++attributes > maxXmlAttributes))
        return 'attributes'
    }
  }
  return null
}

const others: readonly [start: string, end: string][] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
]

/** Where a comment, a section of text or an instruction ends that begins there; null for a tag. */
function endOfOther(text: string, at: number): number | null {
  const next = text.charCodeAt(at + 1)
  if (next !== exclamation && next !== question) return null
  const found = others.find(([start]) => text.startsWith(start, at))
  if (found === undefined) return null
  const end = text.indexOf(found[1], at + found[0].length)
  return end < 0 ? text.length : end + found[1].length - 1
}
