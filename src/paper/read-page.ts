import { say } from '../texts/say.ts'
import type { Sentence } from '../texts/sentence.ts'
import { numberKey } from '../values/invoice-number.ts'
import { parseKsefNumber } from '../values/ksef-number.ts'
import { formatMoney } from '../values/money.ts'
import { namesOf } from '../values/tables.ts'
import { beside } from './beside.ts'
import { issueCandidates, supplyCandidates } from './dates.ts'
import { type Candidate, firstOfEach, putField } from './found.ts'
import { correctedCandidates, numberCandidates } from './numbers.ts'
import { type Line, linesOf, type TextItem } from './page.ts'
import { partiesOn } from './parties.ts'
import { printed } from './printed.ts'
import type { Fields, FieldValue, ReadClass, Reading } from './reading.ts'
import { sumsOf } from './sums.ts'
import { becauseOf, invoiceWord, isReference, kindNamed, type Title, titleOf } from './titles.ts'
import type { PlacedAmount } from './triples.ts'
import { currencyIn, daysIn } from './written.ts'

/** Reading the text of a document: labels, places and sums. What is certain is proven by the whole page. */

/** What is known of a document before its text is read. */
interface AboutPage {
  /** The NIP of the taxpayer. */
  ours: string
  /** The text was made by a machine that looked at a picture: none of it is certain. */
  isGuessed: boolean
}

/** Reads the text of all pages of a document. Takes time in proportion to the text, apart from sorting. */
export function readText(items: readonly TextItem[], { ours, isGuessed }: AboutPage): Reading {
  const lines = linesOf(items)
  const title = titleOf(lines)
  const fields: Fields = {}
  const source = isGuessed ? 'ocr' : 'text'
  const ksef = ksefNumbers(lines)
  const parties = partiesOn(lines, ours, sellerIn(ksef))
  const sums = sumsOf(lines)
  putField(fields, 'seller.nip', parties.sellerNips, source)
  putField(fields, 'seller.name', parties.sellerNames.slice(0, 1), source)
  if (fields['seller.nip'] === undefined) putField(fields, 'seller.vatId', parties.sellerVatIds, source)
  putField(fields, 'buyer.nip', parties.buyerNips, source)
  const issued = issueCandidates(lines)
  const numbers = sameOnce(numberCandidates(lines).map((one) => unlessDay(one, issued.found)))
  putField(fields, 'number', numbers, source)
  putField(fields, 'issueDate', issued.found, source)
  putField(fields, 'taxPointDate', supplyCandidates(lines), source)
  putField(fields, 'corrects.number', sameOnce(correctedCandidates(lines)), source)
  putField(fields, 'ksefNumber', ksef, source)
  for (const name of ['net', 'vat', 'gross', 'vatPln'] as const) putAmount(fields, name, sums[name], source)
  if (fields.gross && !sums.proven)
    fields.gross.alternatives = alternativesOf(sums.others, sums.gross, source)
  const currency = currencyOf(lines, sums.gross)
  putField(fields, 'currency', currency, source)
  if (currency[0]?.value === 'PLN') delete fields.vatPln
  const words = titleWords(lines, title)
  if (title && title.value === null)
    putField(fields, 'kind', [{ value: kindNamed(words), segment: title.segment, strong: true }], source)
  const warnings: Sentence[] = []
  const document = classOf(lines, title, ksef)
  const strong = numbers.filter((c) => c.strong)
  if (strong.length > 1) warnings.push(say('reading.several-numbers'))
  if (isGuessed) doubtMisread(fields, sums.proven)
  const isInvoice = document !== null && document.value !== 'not-an-invoice'
  if (!isInvoice) for (const name of namesOf(fields)) weaken(fields, name)
  else if (!isGuessed && sums.proven && parties.isLabelled && strong.length < 2 && isProven(fields, ours))
    prove(fields, {
      number: strong.length === 1 && numbers.length === 1,
      issueDate: issued.byLabel,
      kind: kindNamed(words) !== 'VAT' || !speaksOfOthers(lines),
    })
  return { fields, document, corrects: correctedOf(fields, lines), warnings }
}

const weaken = (fields: Fields, name: keyof Fields) => {
  const field = fields[name]
  if (field && field.confidence === 'likely') field.confidence = 'doubtful'
}

/** Letters that look like digits, beside digits. */
const misread = /[OQIl](?=\d)|(?<=\d)[OQIl]/

/** What a machine that looks at a picture may have misread: sums that nothing adds up to, and such numbers. */
function doubtMisread(fields: Fields, addsUp: boolean): void {
  if (!addsUp) for (const name of ['net', 'vat', 'gross'] as const) weaken(fields, name)
  for (const name of ['number', 'corrects.number'] as const)
    if (misread.test(fields[name]?.value ?? '')) weaken(fields, name)
}

/** A number that can be read as the day of issue may be that. */
function unlessDay(number: Candidate, issued: readonly Candidate[]): Candidate {
  const [day] = daysIn(number.value)
  const isIssue = day?.length === number.value.length && issued.some(({ value }) => value === day.value)
  return isIssue ? { ...number, strong: false } : number
}

/** Numbers that are written alike count once, strong where one of them is. */
const sameOnce = (candidates: readonly Candidate[]): Candidate[] =>
  firstOfEach(candidates, ({ value }) => numberKey(value))

function putAmount(
  fields: Fields,
  name: 'net' | 'vat' | 'gross' | 'vatPln',
  amount: PlacedAmount | null,
  source: FieldValue['source'],
) {
  if (amount === null) return
  putField(
    fields,
    name,
    [{ value: formatMoney(amount.grosze), segment: amount.segment, strong: true }],
    source,
  )
}

function alternativesOf(
  others: readonly PlacedAmount[],
  gross: PlacedAmount | null,
  source: FieldValue['source'],
): FieldValue[] {
  const values = new Map(others.filter((o) => o.grosze !== gross?.grosze).map((o) => [o.grosze, o]))
  const found: Fields = {}
  const candidates = [...values.values()].map((o) => ({
    value: formatMoney(o.grosze),
    segment: o.segment,
    strong: false,
  }))
  putField(found, 'gross', candidates, source)
  const { gross: field } = found
  if (field === undefined) return []
  const { alternatives, ...first } = field
  return [first, ...alternatives]
}

const ksefForm = /(?<![\dA-Z-])\d{10}-\d{8}-[0-9A-F]{6}-?[0-9A-F]{6}-[0-9A-F]{2}(?![\dA-Z-])/g
const quoted = printed(/korygowan|do faktury|dotyczy|zaliczk|corrected|powiązan|poprzedni/iu)

/** KSeF numbers with a right check: that of the document, not those of others that it names. */
function ksefNumbers(lines: readonly Line[]): Candidate[] {
  const own: Candidate[] = []
  for (const segment of lines.flatMap((line) => line.segments)) {
    for (const { 0: number, index } of segment.text.matchAll(ksefForm)) {
      if (parseKsefNumber(number)?.checksumOk !== true || quoted.test(segment.text.slice(0, index))) continue
      const left = lines[segment.line]?.segments[segment.column - 1]
      if (index < 3 && left && quoted.test(left.text)) continue
      own.push({ value: number, segment, strong: true })
    }
  }
  return own
}

/** The NIP of the seller, with which a KSeF number begins; null where several numbers stand there, or none. */
function sellerIn(numbers: readonly Candidate[]): Candidate | null {
  const [first, ...others] = firstOfEach(numbers, ({ value }) => value)
  const value = first && others.length === 0 ? parseKsefNumber(first.value)?.sellerNip : undefined
  return first && value ? { ...first, value } : null
}

const currencyLabel =
  /(?:kod waluty|waluta|currency|währung|měna|w walucie)(?!\p{L})(?: (?:dokumentu|faktury|rozliczenia|płatności)(?!\p{L}))?/iu

/** Amounts that are there in PLN as well, and rates of exchange, say nothing of the currency of the invoice. */
const ofExchange = /(?:w|in) PLN|kurs|NBP|exchange rate|wechselkurs/iu

function currencyOf(lines: readonly Line[], gross: PlacedAmount | null): Candidate[] {
  for (const { text, segment } of beside(lines, currencyLabel)) {
    const value = currencyIn(text.slice(0, 24))
    if (value !== null) return [{ value, segment, strong: true }]
  }
  if (gross?.currency) return [{ value: gross.currency, segment: gross.segment, strong: true }]
  const same: Candidate[] = []
  const any: Candidate[] = []
  for (const segment of lines.flatMap((line) => line.segments)) {
    const value =
      (/\d/.test(segment.text) && !ofExchange.test(segment.text)) ||
      /^\W*(?:PLN|EUR|USD|zł)\W*$/iu.test(segment.text)
        ? currencyIn(segment.text)
        : null
    if (value === null) continue
    any.push({ value, segment, strong: true })
    if (gross && segment.line === gross.segment.line) same.push({ value, segment, strong: true })
  }
  return same.length > 0 ? same : onlyOne(any)
}

const onlyOne = (candidates: readonly Candidate[]): Candidate[] => {
  const values = new Set(candidates.map(({ value }) => value))
  return values.size === 1 ? candidates.slice(0, 1) : candidates.map((c) => ({ ...c, strong: false }))
}

/** The words of the title with those of the lines about it: `FAKTURA` and `KORYGUJĄCA` may stand apart. */
function titleWords(lines: readonly Line[], title: Title | null): string {
  if (title === null) return ''
  const titles = lines
    .filter(({ page }) => page === title.segment.page)
    .flatMap((line) => line.segments)
    .filter(
      (s) =>
        s === title.segment ||
        (invoiceWord.test(s.text) && !isReference(s.text) && s.height >= 0.8 * title.segment.height),
    )
  const next =
    lines[title.segment.line + 1]?.segments.filter((s) => Math.abs(s.height - title.segment.height) < 0.5) ??
    []
  return [...titles, ...next].map(({ text }) => text).join(' ')
}

function classOf(lines: readonly Line[], title: Title | null, ksef: readonly Candidate[]): ReadClass | null {
  if (title === null) return null
  if (title.value !== null) return { value: title.value, confidence: 'likely', because: becauseOf(title) }
  const has = (caption: RegExp) => lines.some((line) => line.segments.some(({ text }) => caption.test(text)))
  if (ksef.length > 0)
    return { value: 'numbered-visualisation', confidence: 'likely', because: say('reading.has-ksef-number') }
  if (has(/(?:^|:\s*)OFFLINE\W*$/u) && has(/^\W*CERTYFIKAT\W*$/u))
    return { value: 'offline-invoice', confidence: 'likely', because: say('reading.captions') }
  return { value: 'invoice', confidence: 'likely', because: becauseOf(title) }
}

const otherKinds = printed(/koryguj|korekt|zaliczk|końcow|rozliczaj|credit note|advance/iu)

/** Words of another kind of invoice stand somewhere: the title may not be the whole of it. */
const speaksOfOthers = (lines: readonly Line[]): boolean =>
  lines.some(({ segments }) => segments.some(({ text }) => otherKinds.test(text)))

/** The page proves itself: we are the buyer, the seller's number has its check digit, and nothing rivals them. */
function isProven(fields: Fields, ours: string): boolean {
  const [seller, buyer] = [fields['seller.nip'], fields['buyer.nip']]
  const clear = (field: typeof seller) => field?.confidence === 'likely'
  return clear(seller) && clear(buyer) && buyer?.value === ours && seller?.value !== ours
}

const provable = [
  'seller.nip',
  'buyer.nip',
  'number',
  'issueDate',
  'taxPointDate',
  'kind',
  'currency',
  'net',
  'vat',
  'gross',
  'ksefNumber',
] as const

/** What stands on such a page by its label is certain; `but`: where it is known, whether it does. */
function prove(fields: Fields, but: Readonly<Partial<Record<string, boolean>>>): void {
  for (const name of provable) {
    const field = fields[name]
    if (field?.confidence === 'likely' && but[name] !== false) field.confidence = 'certain'
  }
}

/** The invoice that is corrected, with its day where one stands behind its number. */
function correctedOf(fields: Fields, lines: readonly Line[]): Reading['corrects'] {
  const number = fields['corrects.number']?.value
  if (number === undefined) return []
  const behind = lines
    .flatMap((line) => line.segments)
    .flatMap(({ text }) =>
      text.includes(number) ? daysIn(text.slice(text.indexOf(number) + number.length)) : [],
    )
  const label = /(?:data wystawienia (?:faktury|dokumentu) korygowane\w*|której dotyczy faktura korygująca)/iu
  const told = beside(lines, label).flatMap(({ text }) => daysIn(text))
  return [{ number, issueDate: behind[0]?.value ?? told[0]?.value ?? null }]
}
