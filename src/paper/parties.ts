import { isInColumn, segmentBelow } from './beside.ts'
import type { Candidate } from './found.ts'
import type { Line, Segment } from './page.ts'
import { printed } from './printed.ts'
import { invoiceWord } from './titles.ts'
import { amountsIn, nipsIn, vatIdsIn } from './written.ts'

/** Who sells and who buys: by labels and the columns under them. */

type Party = 'seller' | 'buyer' | 'other'

const labels = (
  [
    [
      /^(?:wystawca faktury|faktor|płatnik|odbiorca|payer|recipient|ship to|deliver(?:y)? (?:to|address)|podmiot ?3|podmiot trzeci|adresat|adres (?:dostawy|korespondencyjny)|jednostka|pracownik|lieferadresse|lieferanschrift|consignee|przedstawiciel podatkowy|bank)(?!\p{L})/iu,
      'other',
    ],
    [
      /^(?:seller|supplier|vendor|sold by|from|verkäufer|lieferant|rechnungs(?:er)?steller|sprzedawca|sprzedający|wystawca|dostawca|usługodawca|wykonawca|podmiot ?1|dane sprzedawcy|issued by|dodavatel|prodávající)(?!\p{L})/iu,
      'seller',
    ],
    [
      /^(?:buyer|customer|client|bill(?:ed)? to|invoice to|sold to|to|käufer|kunde|rechnungsempfänger|nabywca|kupujący|klient|zamawiający|usługobiorca|podmiot ?2|dane nabywcy|odběratel|kupující)(?!\p{L})/iu,
      'buyer',
    ],
  ] satisfies [RegExp, Party][]
).map(([form, party]): [RegExp, Party] => [printed(form), party])
/** Labels that name a party and a tax number at once. */
const direct: readonly [RegExp, Party][] = [
  [/(?:NIP|VAT(?: ID| no\.?| number)?)\W{0,3}(?:sprzedawc|wystawc|seller|supplier)/iu, 'seller'],
  [/(?:NIP|VAT(?: ID| no\.?| number)?)\W{0,3}(?:nabywc|kupując|buyer|customer)/iu, 'buyer'],
  [/(?:seller|supplier|sprzedawc\p{L}*)['’s]* (?:NIP|VAT)/iu, 'seller'],
  [/(?:buyer|customer|nabywc\p{L}*)['’s]* (?:NIP|VAT)/iu, 'buyer'],
]

interface Label {
  party: Party
  segment: Segment
}

const partyOf = (text: string): Party | null => {
  const own = text.replace(/^\W+/u, '')
  const party = labels.find(([form]) => form.test(own))?.[1] ?? null
  // `From` and `To` are words of sentences as well.
  if (party === null || !/^(?:from|to|bank|client|klient|customer)/iu.test(own)) return party
  return /^\p{L}+(?: to)?\s*(?::|$)/iu.test(own) ? party : null
}

const within = labels.map(([form, party]): [RegExp, Party] => [
  new RegExp(`${form.source.replace('^', '(?<!\\p{L})')}(?=\\W*(?::|NIP|VAT))`, 'giu'),
  party,
])

/** The party that is named last in a text, by a word with a colon or a tax number behind it. */
function lastNamed(text: string): Party | null {
  let last: { at: number; party: Party } | null = null
  for (const [form, party] of within)
    for (const { index } of text.matchAll(form)) if (index >= (last?.at ?? 0)) last = { at: index, party }
  return last?.party ?? null
}

const labelsOf = (lines: readonly Line[]): Label[] =>
  lines
    .flatMap((line) =>
      line.segments.flatMap((segment) => {
        const party = partyOf(segment.text)
        const isValue = /^(?:numer|nr|NIP)/iu.test(segment.text)
        return party === null || isValue ? [] : [{ party, segment }]
      }),
    )
    .slice(0, mostNamed)

/** So many labels of parties, and tax numbers, are looked at: twenty pages of an invoice have far fewer. */
const mostNamed = 1000
/** So many labels above a tax number are looked at. */
const mostAbove = 40

/** So many heights below its label a tax number of a party stands at most. */
const reach = 14

/** The label under which a segment stands: in the row of labels next above it, that of its column. */
function labelAbove(lines: readonly Line[], labelled: readonly Label[], segment: Segment): Label | null {
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
    if (own) return isCutOff(lines, own.segment, segment) ? null : own
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

function inRow(row: readonly Label[], segment: Segment): Label | null {
  const edge = segment.height
  const inLine = row.find((l) => l.segment === segment || Math.abs(l.segment.x - segment.x) <= edge)
  if (inLine) return inLine
  const under = row.filter((l) => isInColumn(l.segment, segment))
  if (under.length === 1) return under[0] as Label
  return (
    row.filter((l) => l.segment.x <= segment.x + edge).toSorted((a, b) => b.segment.x - a.segment.x)[0] ??
    null
  )
}

interface Numbered {
  party: Party | null
  value: string
  segment: Segment
  /** A word says that it is a tax number. */
  named: boolean
}

const taxWord = /(?:NIP|VAT|tax ?id|tin|UID|USt|PL)\W*(?:[\p{L}]{0,12}\W*)?$/iu

function numbered(lines: readonly Line[], labelled: readonly Label[], read: typeof vatIdsIn): Numbered[] {
  const found = lines
    .flatMap((line) => line.segments)
    .flatMap((segment) => read(segment.text).map((number) => ({ ...number, segment })))
  return found.slice(0, mostNamed).map(({ value, at, segment }) => {
    const before = segment.text.slice(0, at)
    const left = lines[segment.line]?.segments[segment.column - 1]
    const words = `${before.trim() === '' ? (left?.text ?? '') : ''} ${before}`
    const told = direct.find(([form]) => form.test(words))?.[1]
    const lead = lastNamed(before) ?? partyOf(segment.text.replace(/^(?:NIP|VAT)\W*/iu, ''))
    const party = told ?? lead ?? labelAbove(lines, labelled, segment)?.party ?? null
    const named = taxWord.test(words) || /^PL/i.test(segment.text.slice(at)) || read === vatIdsIn
    return { party, value, segment, named }
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

/** Reads the parties; `ours` is the NIP of the taxpayer, who buys unless a label says that he sells. */
export function partiesOn(lines: readonly Line[], ours: string): Parties {
  const labelled = labelsOf(lines)
  const nips = numbered(lines, labelled, nipsIn).map((found) =>
    found.value === ours && found.party === null ? { ...found, party: 'buyer' as const } : found,
  )
  const of = (party: Party | null) => nips.filter((found) => found.party === party && found.named)
  const candidate = ({ value, segment }: Numbered): Candidate => ({ value, segment, strong: true })
  const sellers = of('seller').map(candidate)
  const buyers = of('buyer').map(candidate)
  const taken = new Set([...of('buyer'), ...of('other')].map(({ value }) => value))
  // Where no label says who sells, he is whoever is named besides the buyer.
  const nobody = of(null).filter(({ value }) => !taken.has(value))
  const vatIds = numbered(lines, labelled, vatIdsIn).filter(
    ({ party }) => party !== 'buyer' && party !== 'other',
  )
  const isForeign = vatIds.some(({ party }) => party === 'seller')
  const sellerNips = sellers.length > 0 || isForeign ? sellers : nobody.map(candidate)
  const underLabel = namesUnder(lines, labelled)
  return {
    isLabelled: sellers.length > 0,
    sellerNips,
    buyerNips: buyers,
    sellerVatIds: vatIds.map(({ party, ...found }) => ({
      ...candidate({ party, ...found }),
      strong: party === 'seller',
    })),
    sellerNames: underLabel.length > 0 ? underLabel : nameAbove(lines, sellerNips[0]?.segment),
  }
}

const noName =
  /^(?:NIP|REGON|BDO|KRS|ul\.|al\.|pl\.|os\.|tel|e-?mail|www|adres|dane|\d{2}-\d{3}|\d+$|nr|numer|bank|konto|vat|tax)(?!\p{L})/iu
const address = /, NIP.*$|,? (?:ul\.|al\.|pl\.|os\.) .*$|, \d{2}-\d{3} .*$/iu
const goesOn = /^(?:\p{Ll}|sp\. ?z|S\.A\.|s\.c\.|sp\.k)/u

/** The name of the seller: behind his label, or in the first line below it. */
function namesUnder(lines: readonly Line[], labelled: readonly Label[]): Candidate[] {
  return labelled
    .filter(({ party }) => party === 'seller')
    .flatMap(({ segment }): Candidate[] => {
      const [, rest = ''] = /^[^:]*:\s*(.*)$/.exec(segment.text) ?? []
      const right = lines[segment.line]?.segments[segment.column + 1]
      const isBeside = /:\s*$/.test(segment.text) && right && partyOf(right.text) === null
      let at: Segment | null = rest !== '' ? segment : isBeside ? right : segmentBelow(lines, segment, 3.2)
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
function nameAbove(lines: readonly Line[], number: Segment | undefined): Candidate[] {
  if (number === undefined) return []
  let top = number
  for (let at = number.line - 1; at >= 0; at--) {
    const line = lines[at] as Line
    if (line.page !== number.page || top.y - (line.y + line.height) > blockGap * top.height) break
    const above = line.segments.find((s) => Math.abs(s.x - number.x) <= number.height)
    if (above === undefined) continue
    if (invoiceWord.test(above.text)) break
    top = above
  }
  const value = wholeName(lines, top, top.text.replace(address, ''))
  return top === number || noName.test(value) ? [] : [{ value, segment: top, strong: true }]
}

/** A gap of so many heights ends a block of lines. */
const blockGap = 1.5
