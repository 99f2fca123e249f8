import type { Line, Segment } from './page.ts'
import { printed } from './printed.ts'

/** Words that name a party. */

export type Party = 'seller' | 'buyer' | 'other'

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
export const direct: readonly [RegExp, Party][] = (
  [
    [
      /(?:N\.? ?I\.? ?P\.?|VAT(?: ID| no\.?| number| UE)?)\W{0,3}(?:sprzedawc|sprzedając|wystawc|dostawc|usługodawc|wykonawc|seller|supplier|vendor)/iu,
      'seller',
    ],
    [
      /(?:N\.? ?I\.? ?P\.?|VAT(?: ID| no\.?| number| UE)?)\W{0,3}(?:nabywc|kupując|zamawiając|usługobiorc|klient|buyer|customer)/iu,
      'buyer',
    ],
    [
      /(?:sprzedawc|sprzedając|wystawc|dostawc|usługodawc|wykonawc|seller|supplier|vendor)\p{L}*['’s]* (?:N\.? ?I\.? ?P\.?|VAT)/iu,
      'seller',
    ],
    [
      /(?:nabywc|kupując|zamawiając|usługobiorc|klient|buyer|customer)\p{L}*['’s]* (?:N\.? ?I\.? ?P\.?|VAT)/iu,
      'buyer',
    ],
  ] satisfies [RegExp, Party][]
).map(([form, party]): [RegExp, Party] => [printed(form), party])

export interface Label {
  party: Party
  segment: Segment
}

export const partyOf = (text: string): Party | null => {
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
export function lastNamed(text: string): Party | null {
  let last: { at: number; party: Party } | null = null
  for (const [form, party] of within)
    for (const { index } of text.matchAll(form)) if (index >= (last?.at ?? 0)) last = { at: index, party }
  return last?.party ?? null
}

/** `Sprzedawca / Nabywca` over two blocks says of neither which it is. */
const namesBoth = (text: string, party: Party): boolean => {
  const [, behind] = /^[^/|,;–-]{3,30}(?:[/|,;–-]|\s(?:i|oraz|and|und)\s)\s*(.*)$/u.exec(text) ?? []
  const other = behind === undefined ? null : partyOf(behind)
  return other !== null && other !== party
}

/** So many labels of parties are looked at: twenty pages of an invoice have far fewer. */
const mostLabels = 1000

export const labelsOf = (lines: readonly Line[]): Label[] =>
  lines
    .flatMap((line) =>
      line.segments.flatMap((segment) => {
        const party = partyOf(segment.text)
        const isValue = /^(?:numer|nr|NIP)/iu.test(segment.text)
        return party === null || isValue || namesBoth(segment.text, party) ? [] : [{ party, segment }]
      }),
    )
    .slice(0, mostLabels)
