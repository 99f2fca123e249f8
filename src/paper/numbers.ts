import { present } from '../values/present.ts'
import { beside, segmentAbove, segmentBelow } from './beside.ts'
import type { Candidate } from './found.ts'
import type { Line, Segment } from './page.ts'
import { printed } from './printed.ts'
import { invoiceWord, isReference } from './titles.ts'
import { daysIn } from './written.ts'

/** The number of an invoice, and that of the one it corrects. */

/** What ends a number: words that follow it in the same line. */
const after = printed(
  /^(?:oryginał\S*|kopia\S*|duplikat|original|copy|strona|str\.?|page|seite|z|zł|dnia|data|date|datum|wystaw\S*|nr|numer|NIP|VAT|REGON|KSeF|BDO|KRS|IBAN|PESEL|GLN|EAN|PPE|od|of|vom|do|do:|i|oraz|and)$/iu,
)

/**
 * The number that begins a text: words of capitals, digits and signs, one of them with a digit. A day by itself is none,
 * unless a label says that it is: the twelfth invoice of August is 12/08/2026. Null for other texts.
 */
function numberIn(text: string, isLabelled = false): string | null {
  const words: string[] = []
  for (const word of text.trim().split(/\s+/)) {
    const bare = word.replace(/^[("„]+|[,;)"”]+$/gu, '')
    if (after.test(bare) || words.length >= 5) break
    const isPart = /^[\p{Lu}\d][\p{Lu}\d/_.\-–—#\\]*$/u.test(bare) || /^[/\-–]$/.test(bare) || isMixed(bare)
    if (!isPart) break
    words.push(bare)
    if (bare !== word && /[,;)]$/.test(word)) break
  }
  while (words.length > 0 && !/\d/.test(present(words.at(-1)))) words.pop()
  const number = words.join(' ').replace(/[.:,]+$/, '')
  if (!/\d/.test(number) || number.length > 60) return null
  const [day] = daysIn(number)
  if (isLabelled && number.includes('/')) return number
  return day && day.at === 0 && day.length === number.length ? null : number
}

/** A number with small letters in it, as `Fv/12/2026`, where signs show that it is one. */
const isMixed = (word: string): boolean =>
  /^\p{L}{1,8}[/\-_]?\d[\p{L}\d/_.-]*$/u.test(word) ||
  (/^[\p{L}\d]{1,12}(?:[/\-_][\p{L}\d.]{1,24})+$/u.test(word) && /\d/.test(word))

const titled = printed(
  /(?:faktur[ay]|invoice|rechnung(?:skorrektur)?|rachunek|note|memo|gutschrift|korekta|korygując[ay]|zaliczkowa|vat)\b(?![\s\S]*?(?:do faktury))[^:\d]{0,60}?(?<!\p{L})(?:nr|numer|no|number|nummer|č|#|№)(?!\p{L})[.:#]*(?:\s*\/\s*(?:invoice|faktura|rechnung)\s*(?:no|number|nr|numer|nummer)(?!\p{L})[.:#]*)?\s*/iu,
)
/** A title with the number behind it and no label between. */
const bareTitle = printed(
  /^(?:\W{0,3})(?:(?:e-?)?faktura(?: (?:vat|rr|marża|sprzedaży|korygująca|zaliczkowa|końcowa|rozliczeniowa|uproszczona|oryginał|kopia|duplikat)){0,4}|invoice|rechnung|credit note)\s*(?:\/\s*(?:faktura(?: vat)?|invoice|rechnung))?\s*[:#]?\s*(?=(?:\p{L}{1,5} )?\S*\d)/iu,
)
const labelled =
  /^(?:(?:numer|nr\.?)\s*(?:faktury|dokumentu|rachunku|e-?faktury)|(?:numer|nr)(?=\s*[:.]?\s*(?:$|[\p{Lu}\d])|\s*\/\s*(?:invoice|faktura|number|no))|invoice\s*(?:number|no|nr|#|id)|(?:document|doc\.?)\s*(?:number|no)|rechnungs\s*-?\s*(?:nummer|nr)|evidenční číslo|beleg\s*-?\s*(?:nummer|nr)|credit note (?:number|no)|(?:číslo|č\.)\s*(?:faktury|dokladu)|faktura číslo|no)(?!\p{L})(?:\s*\/\s*(?:numer|nr|invoice|faktura|rechnung)(?:\s*(?:number|no|nr|numer|nummer)(?!\p{L}))?)?[.:#]*/iu
/** A label that does not say of what it is the number, and what stands behind it without a digit. */
const bareLabel =
  /^(?:numer|nr)(?!\p{L})(?!\.?\s*(?:faktury|dokumentu|rachunku|e-?faktury|\/))[.:\s]*((?:(?![/\d]).)*)/iu
/** What a number that stands behind such words is not. */
const ofOthers = printed(
  /korygowan|korekt\S* do|do faktury|dotyczy|correct(?:ed|ing) invoice|original invoice|rozliczon|zaliczk[ia] |zamówie|umow|klient|customer|konta|rachunku bank|referenc|identyfik|powiązan|KSeF/iu,
)

const isNumber = (text: string, isLabelled = false): boolean => numberIn(text, isLabelled) !== null

/** What may be the number of the invoice, the best first. */
export function numberCandidates(lines: readonly Line[]): Candidate[] {
  const found: Candidate[] = []
  const add = (text: string, segment: Segment, strong: boolean) => {
    const value = numberIn(text, true)
    if (value !== null) found.push({ value, segment, strong })
  }
  for (const segment of lines.flatMap((line) => line.segments)) {
    if (!invoiceWord.test(segment.text) || isReference(segment.text)) continue
    const behind = titled.exec(segment.text)
    const before = behind ? segment.text.slice(0, behind.index) : ''
    if (behind && !ofOthers.test(before)) {
      const rest = segment.text.slice(behind.index + behind[0].length)
      if (isNumber(rest, true)) add(rest, segment, true)
      else if (rest.trim() === '') addNext(lines, segment, add)
      continue
    }
    const bare = bareTitle.exec(segment.text)
    if (bare) add(segment.text.slice(bare[0].length), segment, true)
    else addNext(lines, segment, add)
  }
  const byLabel = new Set<Segment>()
  for (const { text, segment, label } of beside(lines, labelled)) {
    const bare = bareLabel.exec(label.text)
    // `Nr WZ:` beside its value: the word behind says that it is another number.
    if (bare && label !== segment && bare[1] !== '') continue
    if (ofOthers.test(label.text) || byLabel.has(label) || !isNumber(text, true)) continue
    if (label !== segment && /^(?:NIP|REGON)|:$/.test(text)) continue
    byLabel.add(label)
    add(text, segment, bare === null || /^\S*\d/.test(text))
  }
  return found.length > 0 ? found : onlyNumber(lines)
}

/** A label with the word for a number and another one: `Nr dowodu`, `Bill number`. */
const anyLabel =
  /^(?:(?:\p{L}+[\s-]+){1,2}(?:numer|nr|no|number|nummer|č)|(?:numer|nr|no|number|nummer|č)\.?\s+\p{L}+)(?!\p{L})\.?\s*(?::|$)/iu
/** What else has numbers. */
const ofOtherThings = printed(
  /zam|umów|zlec|klient|kont|rach|bank|IBAN|NIP|VAT|USt|UID|REGON|KRS|BDO|tel|fax|faks|WZ|wyda|dostaw|list|rej|seryj|parti|lot|polis|PESEL|PPE|licznik|kurs|projekt|refer|cert|koryg|korekt|spraw|przes|strona|page|KSeF|customer|client|account|order|contract|deliver|serial|auftrag|bestell|kunde|liefer|objedn/iu,
)

/** The only number whose label names nothing else that has numbers: a guess. */
function onlyNumber(lines: readonly Line[]): Candidate[] {
  const found = beside(lines, anyLabel).flatMap(({ text, segment, label }): Candidate[] => {
    const value = numberIn(text)
    const isOne = value !== null && /\d/.test(value) && /[/\-\p{L}]/u.test(value)
    return isOne && !ofOtherThings.test(label.text) ? [{ value, segment, strong: false }] : []
  })
  return new Set(found.map(({ value }) => value)).size === 1 ? found.slice(0, 1) : []
}

/** A title by itself may have its number right of it, below, or above. */
function addNext(
  lines: readonly Line[],
  title: Segment,
  add: (text: string, segment: Segment, strong: boolean) => void,
): void {
  const above = segmentAbove(lines, title)
  const around = [lines[title.line]?.segments[title.column + 1], segmentBelow(lines, title), above]
  const next = around.find((one) => one && isNumber(one.text, true))
  const whole = next && numberIn(next.text, true)
  // Alone on its line, and of letters or signs too: a bare count is any number, and a day may be that of issue.
  if (next && whole && whole.length >= next.text.trim().length - 2)
    add(next.text, next, next !== above && isNumber(next.text) && /[/\-\p{L}]/u.test(whole))
}

const corrected = printed(
  /(?:do faktury|dotyczy(?: faktury)?|faktur[ay] korygowan(?:a|ej)|korekta (?:do )?faktury|korekta do dokumentu|koryguje fakturę|corrected invoice(?: \/ [^:]*)?|corrects invoice|original invoice|zu rechnung)[^:\d]{0,30}?(?:nr|numer|no|number)?(?!\p{L})[.:]*\s*/iu,
)
const ofOrders = printed(/^dotyczy\W+(?:zam|um|zlec|WZ|dost|prot)/iu)
const correctedLabel =
  /^(?:(?:numer|nr\.?) (?:faktury|dokumentu) (?:korygowane\w*|pierwotne\w*)|faktura korygowana|(?:original|corrected) invoice)(?!\p{L})[^:]{0,30}:?/iu

/** What may be the number of the invoice that this one corrects. */
export function correctedCandidates(lines: readonly Line[]): Candidate[] {
  const found: Candidate[] = []
  const add = (text: string, segment: Segment) => {
    const value = numberIn(text)
    if (value !== null) found.push({ value, segment, strong: true })
  }
  const told = new Set<Segment>()
  for (const { text, segment, label } of beside(lines, correctedLabel)) {
    if (/KSeF/iu.test(label.text) || told.has(label) || !isNumber(text)) continue
    told.add(label)
    add(text, segment)
  }
  for (const segment of lines.flatMap((line) => line.segments)) {
    const behind = corrected.exec(segment.text)
    if (behind === null || told.has(segment) || ofOrders.test(segment.text.slice(behind.index))) continue
    add(segment.text.slice(behind.index + behind[0].length).replace(/^(?:nr|numer|no)[.:]?\s*/i, ''), segment)
  }
  return found
}
