import { ksefDocument, nip, packageOf } from '../test/support/ksef.ts'
import { buyerNip, decimal, type Invoice, numberings, random, two } from './invoices.ts'

/** A ledger that grows: packages of invoices of 2,000 sellers over nine months, one after the other. */

const sellerCount = 2_000
const firstDay = Date.UTC(2026, 1, 2)
const days = 270
/** One seller sends one invoice in twenty; of the others a few send most. */
const largest = 0.05
const dayAt = (offset: number): string => new Date(firstDay + offset * 86_400_000).toISOString().slice(0, 10)

/** What a question about an invoice needs. */
export type Known = Pick<Invoice, 'sellerNip' | 'number' | 'issueDay' | 'gross'> & {
  ksefNumber: string
  currency: string
  ofLargest: boolean
}

interface Seller {
  nip: string
  name: string
  index: number
  sent: number
  /** An invoice that a correction may name. */
  last: Known | null
}

export class GrowingLedger {
  /** Every fourth invoice so far, to ask about. */
  readonly known: Known[] = []
  readonly largestSeller: string
  readonly #buyer: string
  readonly #sellers: Seller[]
  readonly #next: () => number
  #count = 0

  constructor(seed: number, buyer = buyerNip) {
    this.#next = random(seed)
    this.#buyer = buyer
    this.#sellers = Array.from({ length: sellerCount }, (_, index) => ({
      nip: nip(`scale seller ${seed} ${index}`),
      name: `Hurtownia Przemysłowa „Łącznik” nr ${index + 1} sp. z o.o.`,
      ...{ index, sent: 0, last: null },
    }))
    this.largestSeller = (this.#sellers[0] as Seller).nip
  }

  /** The next package: a slice through all months, as a taxpayer's history comes who begins late. */
  package(count: number): Uint8Array {
    const documents = Array.from({ length: count }, (_, i) => this.#invoice(Math.floor((i / count) * days)))
    return packageOf(documents)
  }

  #invoice(offset: number) {
    const next = this.#next
    const seller = this.#seller()
    const issueDay = dayAt(offset)
    const numbering = numberings[seller.index % numberings.length] as (typeof numberings)[number]
    const number = numbering(++seller.sent, issueDay)
    const corrected = next() < 0.05 ? seller.last : null
    const euro = next() < 0.06
    const net = (corrected ? -1 : 1) * Math.round(2_000 + next() ** 3 * 4_000_000)
    const vat = Math.round(net * 0.23)
    const numberedDay = next() < 0.1 ? dayAt(offset + 1) : issueDay
    const currency = euro ? 'EUR' : 'PLN'
    const document = ksefDocument({
      seller,
      buyer: { nip: this.#buyer, name: 'Odbiorca Testowy sp. z o.o.' },
      ...{ number, issueDay, currency, kind: corrected ? 'KOR' : 'VAT' },
      amounts: {
        ...{ net: decimal(net), vat: decimal(vat), gross: decimal(net + vat) },
        ...(euro ? { vatPln: decimal(Math.round(vat * 4.2531)) } : {}),
      },
      ...(corrected ? { corrects: [corrected] } : {}),
      lines: 10 + Math.floor(next() * 3),
      numberedAt: `${numberedDay}T${two(6 + Math.floor(next() * 12))}:${two(Math.floor(next() * 60))}:07.000Z`,
    })
    const said = { sellerNip: seller.nip, number, issueDay, gross: decimal(net + vat), currency }
    const known = { ...said, ksefNumber: document.metadata.ksefNumber, ofLargest: seller.index === 0 }
    if (!corrected) seller.last = known
    if (++this.#count % 4 === 0) this.known.push(known)
    return document
  }

  #seller(): Seller {
    const next = this.#next
    const index = next() < largest ? 0 : 1 + Math.floor(next() ** 2 * (sellerCount - 1))
    return this.#sellers[index] as Seller
  }
}

/** So many of them, by chance, none twice while there are enough. */
export function drawn<T>(from: readonly T[], count: number, seed: number): T[] {
  const next = random(seed)
  let left: T[] = []
  return Array.from({ length: count }, () => {
    if (left.length === 0) left = [...from]
    const at = Math.floor(next() * left.length)
    const one = left[at] as T
    left[at] = left.at(-1) as T
    left.pop()
    return one
  })
}

/** Bodies of copies as an integration posts them: every second one belongs to an invoice in the ledger. */
export function copyBodies(known: readonly Known[], count: number, seed: number, label: string): string[] {
  const next = random(seed)
  return drawn(known, count, seed).map((invoice, i) =>
    JSON.stringify({
      seller: { nip: invoice.sellerNip },
      number: i % 2 === 0 ? invoice.number.toLowerCase() : `${label}/${i + 1}/2026`,
      issueDate: invoice.issueDay,
      gross: i % 2 === 0 ? invoice.gross : decimal(Math.round(1_000 + next() * 9_000_000)),
      currency: invoice.currency,
      receivedOn: invoice.issueDay,
      channel: 'email',
      document: 'invoice',
      externalId: `${label}-${seed}-${i}`,
    }),
  )
}
