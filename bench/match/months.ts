import type { KsefDocument } from '../../test/support/ksef.ts'
import { daysFrom, firstDay, lastDay, plusDays } from './calendar.ts'
import { Copies, type Copy } from './copies.ts'
import { documentOf } from './documents.ts'
import { spoilAsInTheField } from './field.ts'
import { amountsFor, type Invoice, type Kind, wayOf } from './invoices.ts'
import { Random } from './random.ts'
import { makeSellers, Numbering, type Seller } from './sellers.ts'
import { traps, type Workbench } from './traps.ts'

export interface Plan {
  seed: number
  /** Number of invoices, about. */
  size: number
  /** Share of the copies that are misread or mistyped. */
  noise: number
  /** Share of the exact copies that are spoilt as users report it (`field.ts`); without it none. */
  field?: number
  /** FA(3) files, not metadata alone. */
  xml: boolean
}

/** Labelled months: what KSeF has, what came outside it, and which of these are one invoice. */
export interface Months {
  sellers: Seller[]
  invoices: Invoice[]
  /** KSeF documents by the id of their invoice. */
  documents: Map<string, KsefDocument>
  copies: Copy[]
}

const shareOfTraps = 0.1
const shareOfCopies = 0.45
const shareOfFurtherCopies = 0.08
const kinds: Record<Kind, number> = { VAT: 94, KOR: 3, ZAL: 1, ROZ: 1, UPR: 1 }

/** Makes the months of a seed; the same plan always gives the same months. */
export function makeMonths({ seed, size, noise, field = 0, xml }: Plan): Months {
  const random = new Random(seed)
  const sellers = makeSellers(random, Math.max(6, Math.round(Math.sqrt(size))))
  const weights = Object.fromEntries(sellers.map((s, i) => [String(i), s.weight]))
  const numbering = new Numbering(random)
  const invoices: Invoice[] = []
  const documents = new Map<string, KsefDocument>()
  const copies = new Copies(random, { noise })
  const anySeller = () => sellers[Number(random.weighted(weights))] as Seller

  const make = (seller: Seller, issueDay: string, said: Partial<Invoice>): Invoice => {
    const invoice: Invoice = {
      id: `i${invoices.length}`,
      seller,
      issueDay,
      number: said.number ?? numbering.next(seller, issueDay),
      kind: 'VAT',
      currency: seller.currency,
      ...amountsFor(random, seller),
      ...(said.way === undefined ? wayOf(random, seller, issueDay) : {}),
      toOthers: false,
      refused: null,
      trap: null,
      ...said,
    } as Invoice
    invoices.push(invoice)
    if (invoice.numberedDay !== null) documents.set(invoice.id, documentOf(invoice, xml))
    return invoice
  }
  const copy: Workbench['copy'] = (invoice, said) =>
    copies.add(invoice, documents.get(invoice.id) ?? null, said)
  const length = daysFrom(firstDay, lastDay)
  const dayAt = (share: number) => plusDays(firstDay, Math.floor(share * (length + 1)))

  const trapNames = Object.keys(traps)
  while (invoices.length < size) {
    // The days go on, as the numbers of the sellers do.
    const issueDay = dayAt(invoices.length / size)
    const seller = anySeller()
    if (random.chance(shareOfTraps / 3)) {
      const trap = random.pick(trapNames)
      const bench: Workbench = {
        random,
        sellers,
        numbering,
        invoice: (of, day, said) => make(of, day, { ...said, trap }),
        copy,
        day: () => issueDay,
      }
      traps[trap]?.(bench, seller)
      continue
    }
    const kind = random.weighted(kinds)
    const amounts = amountsFor(random, seller)
    const sign = kind === 'KOR' && random.chance(0.8) ? -1 : 1
    const invoice = make(seller, issueDay, { kind, net: sign * amounts.net, vat: sign * amounts.vat })
    if (invoice.numberedDay === null || random.chance(shareOfCopies)) {
      copy(invoice)
      if (random.chance(shareOfFurtherCopies)) copy(invoice, { further: true })
    }
  }
  spoilAsInTheField(copies.made, seed, field)
  return { sellers, invoices, documents, copies: copies.made }
}
