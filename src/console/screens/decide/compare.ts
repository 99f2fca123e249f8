import type { Purchase } from '../../../client/index.ts'
import type { PlainCode } from '../../../texts/say.ts'
import { numberKey } from '../../../values/invoice-number.ts'
import { parseMoney } from '../../../values/money.ts'
import { present } from '../../../values/present.ts'

/** `near`: the same but for how it is written; `one-sided`: only one of the two has it. */
export type FieldRelation = 'same' | 'near' | 'differs' | 'one-sided'

/** A field of two purchases side by side. */
export interface ComparedField {
  name: PlainCode
  kind: 'text' | 'day' | 'amount'
  one: string | null
  other: string | null
  relation: FieldRelation
}

/** What two purchases say of their invoices, field by field; what neither says is left out. */
export function comparedFields(one: Purchase, other: Purchase): ComparedField[] {
  const fields = rows(one).map((row, at) => {
    const [name, kind, a, alike] = row
    const b = present(rows(other)[at])[2]
    return { name, kind, one: a, other: b, relation: relationOf(a, b, alike) }
  })
  return fields.filter((field) => field.one !== null || field.other !== null)
}

/** What makes two writings the same. */
type Alike = (text: string) => string
type Row = readonly [name: PlainCode, kind: ComparedField['kind'], value: string | null, alike: Alike]

const asWritten: Alike = (text) => text
const asAmount: Alike = (text) => String(parseMoney(text) ?? text)
const asName: Alike = (text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const rows = (purchase: Purchase): readonly Row[] => [
  ['console.decide.field.seller', 'text', purchase.seller.name, asName],
  ['console.decide.field.nip', 'text', sellerNumber(purchase.seller), asWritten],
  ['console.decide.field.number', 'text', purchase.number, numberKey],
  ['console.decide.field.issued', 'day', purchase.issueDate, asWritten],
  ['console.decide.field.kind', 'text', purchase.kind, asWritten],
  ['console.decide.field.currency', 'text', purchase.currency, asWritten],
  ['console.decide.field.net', 'amount', purchase.net, asAmount],
  ['console.decide.field.vat', 'amount', purchase.vat, asAmount],
  ['console.decide.field.gross', 'amount', purchase.gross, asAmount],
  ['console.decide.field.ksef', 'text', purchase.ksef?.number ?? null, asWritten],
  ['console.decide.field.received', 'day', purchase.receipt.date, asWritten],
  ['console.decide.field.posting', 'text', purchase.posting?.reference ?? null, asWritten],
]

const sellerNumber = ({ nip, country, vatId }: Purchase['seller']): string | null =>
  nip ?? (vatId === undefined ? null : `${country ?? ''}${vatId}`)

function relationOf(a: string | null, b: string | null, alike: Alike): FieldRelation {
  if (a === null || b === null) return 'one-sided'
  // Amounts are values: 100 and 100.00 are written the same once they are shown.
  if (a === b || (alike === asAmount && alike(a) === alike(b))) return 'same'
  return alike(a) === alike(b) ? 'near' : 'differs'
}

/** Where two texts part: what both begin with, what each has between, what both end with. */
export function partingOf(
  text: string,
  other: string,
): readonly [before: string, between: string, after: string] {
  const [a, b] = [[...text], [...other]]
  let start = 0
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const until = a.length - end
  return [a.slice(0, start).join(''), a.slice(start, until).join(''), a.slice(until).join('')]
}

/** Whether a purchase may be booked: not while questions hold it, nor before it is received or while it is no invoice. */
export function bookingOf({ status, receipt, findings }: Pick<Purchase, 'status' | 'receipt' | 'findings'>): {
  booking: 'still-open' | 'not-yet' | 'free'
  open: number
} {
  const open = findings.filter((finding) => finding.open && finding.severity === 'blocking').length
  if (open > 0) return { booking: 'still-open', open }
  return { booking: receipt.date === null || status === 'quarantined' ? 'not-yet' : 'free', open }
}
