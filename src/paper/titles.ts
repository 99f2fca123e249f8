import { say } from '../texts/say.ts'
import type { DocumentClass } from '../values/document-class.ts'
import type { InvoiceKind } from '../values/invoice-kind.ts'
import type { Line, Segment } from './page.ts'
import { printed } from './printed.ts'

/** What the title of a document says that it is. */

/** Where the words of an invoice begin a line: the whole word, since `fakturowania` begins none. */
export const invoiceWord = printed(
  /^(?:\W{0,3})(?:oryginał|kopia|duplikat|original|copy)?\W{0,3}(?:e-?faktura|faktura|faktury|invoice|tax invoice|vat invoice|sales invoice|commercial invoice|pro(?:-| )?forma|\p{L}{0,16}rechnung|rechnungskorrektur|gutschrift|credit note|credit memo|corrective invoice|corrected invoice|rachunek|korekta|opravný daňový doklad|dobropis|self-?billing invoice)(?![\p{L}\d])/iu,
)

/** Titles of what is no invoice. Those that begin other lines as well count only where they are written as a title. */
const notInvoices: readonly { title: RegExp; value: DocumentClass; large?: true }[] = [
  { title: /^urzędowe poświadczenie odbioru|^UPO(?![\p{L}\d])/iu, value: 'not-an-invoice' },
  { title: /^(?:faktura |invoice )?(?:vat )?pro(?: |-)?forma(?!\p{L})/iu, value: 'not-an-invoice' },
  { title: /^(?:e-?)?paragon (?:fiskalny|nr)|^paragon$|^niefiskalny$/iu, value: 'fiscal-receipt' },
  {
    title: /^potwierdzenie (?:transakcji|sprzedaży)|^transaction confirmation/iu,
    value: 'transaction-confirmation',
  },
  {
    title:
      /^potwierdzenie (?:wykonania |realizacji |nadania )?(?:operacji|przelewu|zapłaty|wpłaty|płatności|sald)|^potwierdzenie (?:zamówienia|odbioru|przyjęcia)|^(?:payment|transfer|order) confirmation|^zahlungsbestätigung|^auftragsbestätigung/iu,
    value: 'not-an-invoice',
  },
  {
    title:
      /^(?:ostateczne |przedsądowe )*(?:wezwanie do zapłaty|przypomnienie|upomnienie|monit)(?!\p{L})|^(?:payment )?reminder|^(?:zahlungserinnerung|mahnung)(?!\p{L})/iu,
    value: 'not-an-invoice',
  },
  {
    title:
      /^(?:WZ|PZ|MM)\s*(?:[-–—:]|nr|numer|\d)|^wydanie (?:zewnętrzne|z magazynu|na zewnątrz)|^dowód wydania|^dokument wz|^delivery note|^packing list|^lieferschein|^list przewozowy|^CMR(?!\p{L})/iu,
    value: 'not-an-invoice',
  },
  {
    title: /^(?:oferta|offer|quotation|quote|angebot|kosztorys|wycena|estimate)(?!\p{L})/iu,
    value: 'not-an-invoice',
    large: true,
  },
  {
    title:
      /^(?:zamówienie|purchase order|bestellung|umowa|contract|protokół|specyfikacja|zestawienie|załącznik|harmonogram)(?!\p{L})/iu,
    value: 'not-an-invoice',
    large: true,
  },
  {
    title:
      /^(?:wyciąg|account statement|statement of account|statement|kontoauszug|saldo|uzgodnienie sald)(?!\p{L})/iu,
    value: 'not-an-invoice',
    large: true,
  },
  {
    title: /^nota (?:korygująca|odsetkowa|obciążeniowa|księgowa|uznaniowa|debetowa|kredytowa)|^debit note/iu,
    value: 'not-an-invoice',
  },
]
const others = notInvoices.map((other) => ({ ...other, title: printed(other.title) }))

export interface Title {
  /** Null for the title of an invoice, whatever kind of one. */
  value: DocumentClass | null
  segment: Segment
}

/** So much larger than the text of the page are titles of common words. */
const larger = 1.15

/** The title that stands first, and what it says; null where no line begins as one. */
export function titleOf(lines: readonly Line[]): Title | null {
  const segments = lines.flatMap((line) => line.segments)
  const body = medianHeight(segments)
  for (const segment of segments) {
    const text = segment.text.trim()
    const other = others.find(({ title }) => title.test(text))
    const isTitle = other && (!other.large || (segment.height > larger * body && text.length < 80))
    if (isTitle) return { value: other.value, segment }
    if (invoiceWord.test(text) && !isReference(text)) return { value: null, segment }
  }
  return null
}

/** A line that names another invoice, and a sentence that begins with the word. */
export const isReference = (text: string): boolean =>
  /^(?:\W{0,3})(?:faktur[ay] (?:końcowa do|do|dotyczy|wystawiona w|wystawiono|zostanie|została|sprzedaży do|bez podpisu|nie zawiera|koryguje|za okres|korygowana)|invoice (?:date|items?|period|to|address|due|currency|total|amount)|rechnungs(?!korrektur)|korekta (?:kwoty|do|dotyczy|skutkująca)|rachunek (?:do|bankowy|nr \d{2}|faktora|:)|rachunek:)/iu.test(
    text,
  ) || /^rachunek\W+(?:PL)?\d{2}/iu.test(text)

function medianHeight(segments: readonly Segment[]): number {
  const heights = segments.map(({ height }) => height).sort((a, b) => a - b)
  return heights[Math.floor(heights.length / 2)] ?? 0
}

const kinds = (
  [
    [/koryguj\w* .*zaliczk|korekta .*zaliczk/iu, 'KOR_ZAL'],
    [/koryguj\w* .*(?:rozliczen|końcow)|korekta .*(?:rozliczen|końcow)/iu, 'KOR_ROZ'],
    [/koryguj\w* .*\bRR\b|RR.* koryguj/u, 'KOR_VAT_RR'],
    [
      /koryguj|korekta|credit (?:note|memo)|correct(?:ive|ed|ion)|gutschrift|opravný|dobropis|korrektur|stornorechnung/iu,
      'KOR',
    ],
    [/zaliczkow|advance (?:payment )?invoice|anzahlungsrechnung/iu, 'ZAL'],
    [/końcowa|rozliczaj|rozliczeniow|final invoice|schlussrechnung/iu, 'ROZ'],
    [/(?<!\p{L})RR(?!\p{L})/u, 'VAT_RR'],
    [/uproszczon|simplified/iu, 'UPR'],
  ] as const satisfies readonly (readonly [RegExp, InvoiceKind])[]
).map(([form, kind]) => [printed(form), kind] as const)

/** The kind of invoice that these words of its title name. */
export const kindNamed = (title: string): InvoiceKind =>
  kinds.find(([form]) => form.test(title))?.[1] ?? 'VAT'

/** Why the title says what the document is. */
export const becauseOf = (title: Title) => say('reading.title', { title: title.segment.text.slice(0, 80) })
