import type { Sentence, Tell } from '../sentence.ts'
import { percentOf } from './words.ts'

interface Reference {
  number: string
  issued: string
  ksefNumber: string | null
}

const original = ({ number, issued, ksefNumber }: Reference): string =>
  `${number} of ${issued}${ksefNumber === null ? '' : ` (KSeF number ${ksefNumber})`}`

/** What is doubtful about documents of KSeF, about what a correction corrects, and about amounts. */
export const doubtTexts = {
  'doubt.ksef.several': ({ ksefNumber }: { ksefNumber: string }) =>
    `Documents under the number ${ksefNumber} state different things.`,
  'doubt.ksef.contradicts': (s: { ksefNumber: string; what: readonly Sentence[] }, tell: Tell) =>
    `The XML of ${s.ksefNumber} says something else than its metadata row: ${s.what.map(tell).join('; ')}.`,
  'doubt.ksef.amount': (s: { ksefNumber: string; amount: Sentence }, tell: Tell) =>
    `The XML of ${s.ksefNumber} counts, of which its metadata row states another amount: ${tell(s.amount)}.`,
  'doubt.ksef.broken': (s: { ksefNumber: string; why: Sentence }, tell: Tell) =>
    `Something is wrong with the XML of ${s.ksefNumber}: ${tell(s.why)}`,
  'doubt.ksef.row-alone':
    'Its metadata row speaks alone: tax point, rates, cash method and corrected invoices are not known.',
  'doubt.ksef.replaced': 'What could not be read in it stands as U+FFFD.',
  'doubt.ksef.unread': ({ ksefNumber, fields }: { ksefNumber: string; fields: readonly string[] }) =>
    `Of the XML of ${ksefNumber} these fields cannot be read, and its row counts where it states them: ${fields.join(', ')}.`,
  'doubt.ksef.row': (s: { ksefNumber: string; lacks: readonly Sentence[] }, tell: Tell) =>
    `The metadata row of ${s.ksefNumber} does not state ${s.lacks.map(tell).join('; ')}.`,
  'doubt.ksef.row.taken': ({ property, taken }: { property: string; taken: string }) =>
    `${property} (${taken} was taken)`,
  'doubt.ksef.row.kind': 'a kind of invoice that is known here',

  'doubt.original.not-named': 'No document in hand says which invoice this one corrects.',
  'doubt.original.quoted-number': ({ number }: { number: string }) =>
    `The correction quotes a KSeF number, and the original ${number} is held only as a copy without number.`,
  'doubt.original.awaits-number': ({ number }: { number: string }) =>
    `The original ${number} was issued offline and has no KSeF number yet.`,
  'doubt.original.more': ({ count }: { count: number }) =>
    `Of ${count} further references the originals are not known here either.`,
  'doubt.original.other-seller': (s: Reference) =>
    `The correction names ${original(s)} as its original, and that KSeF number is of another seller.`,
  'doubt.original.several': (s: Reference) => `Several purchases here fit the original ${original(s)}.`,
  'doubt.original.before-ledger': (s: Reference & { opened: string }) =>
    `The original ${original(s)} is not known here; it was issued before the ledger opened on ${s.opened}.`,
  'doubt.original.unknown': (s: Reference) => `The original ${original(s)} is not known here.`,
  'doubt.original.new-totals': (s: { stated: string; corrected: string; currency: string }) =>
    `The correction states ${s.stated} ${s.currency} of what it corrects, ${s.corrected} ${s.currency}: perhaps what it should be now, not by how much it changes.`,

  'doubt.amounts.none': 'The documents state no net amount or no tax.',
  'doubt.amounts.no-start': 'The documents state no amount to start from.',
  'doubt.amounts.too-large': 'The amounts in PLN are larger than can be kept exactly.',
  'doubt.amounts.share': ({ share }: { share: string }) =>
    `The tax is deductible at ${percentOf(share)}, and nobody chose which net amount stands beside it.`,
  'doubt.amounts.pln-computed': ({ currency }: { currency: string }) =>
    `The invoice in ${currency} does not state all its tax in PLN.`,
  'doubt.amounts.self-assessment': 'The buyer accounts for the tax of this purchase.',
  'doubt.amounts.standard-rate': ({ rate }: { rate: string }) =>
    `The tax of the buyer is taken at ${percentOf(rate)}.`,
  'doubt.rate.missing': ({ currency }: { currency: string }) => `No exchange rate of ${currency} is stated.`,
  'doubt.rate.several': ({ currency }: { currency: string }) =>
    `Several exchange rates of ${currency} are stated.`,
  'doubt.rate.of-original': ({ rate }: { rate: string }) =>
    `The correction states no exchange rate; ${rate} of its original is used.`,
  'doubt.payments': ({ paid, gross, currency }: { paid: string; gross: string; currency: string }) =>
    `Payments of ${paid} ${currency} are stated for ${gross} ${currency}.`,
  'doubt.chosen-month': ({ month, from, until }: { month: string; from: string; until: string }) =>
    `The chosen month ${month} lies outside the window, ${from} to ${until}.`,
}
