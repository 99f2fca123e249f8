import { type KsefDocument, qrI, qrII } from '../../test/support/ksef.ts'
import { plusDays } from './calendar.ts'
import { decimal, refusedFile } from './documents.ts'
import { grossOf, type Invoice } from './invoices.ts'
import { harmless, spoil, type Written } from './noise.ts'
import type { Random } from './random.ts'

/** A paper or mail received outside KSeF, as a program or a person would send it to the service. */
export interface Copy {
  externalId: string
  /** The invoice that it truly is a copy of. */
  invoice: Invoice
  /** What beside the writing says which invoice it is. */
  carries: 'code' | 'KSeF number' | 'writing'
  noise: string
  /** Something that is written of the invoice differs in content, not in spelling alone. */
  noisy: boolean
  /** Comes to the service after what KSeF has. */
  late: boolean
  body: Record<string, unknown>
}

export interface CopyHabits {
  /** Share of the copies on which somebody misreads or mistypes something. */
  noise: number
}

/** What is read from the paper of an invoice, before anybody misreads it. */
function writtenOf(invoice: Invoice, receivedDay: string): Written {
  const { seller, number, issueDay, net, currency, refused } = invoice
  return {
    number: refused?.number ?? number,
    issueDay,
    gross: grossOf(invoice),
    net,
    currency,
    sellerName: seller.name,
    tradeName: seller.tradeName,
    receivedDay,
  }
}

/** Makes the copies of invoices, with their own counter and chance. */
export class Copies {
  readonly made: Copy[] = []
  readonly #random: Random
  readonly #habits: CopyHabits

  constructor(random: Random, habits: CopyHabits) {
    this.#random = random
    this.#habits = habits
  }

  /** A copy of an invoice. `further`: another one came before. `kind: 'unknown'`: nobody said which kind it is. */
  add(
    invoice: Invoice,
    document: KsefDocument | null,
    said: { further?: boolean; kind?: 'unknown' | 'known' } = {},
  ): void {
    const random = this.#random
    const receivedDay = said.further ? plusDays(invoice.handOver.day, random.int(0, 6)) : invoice.handOver.day
    const { paper } = invoice.handOver
    const carries = this.#carries(invoice)
    const noisy = random.chance(this.#habits.noise)
    const exact = writtenOf(invoice, receivedDay)
    const mild = random.pick(Object.keys(harmless) as (keyof typeof harmless)[])
    const read = noisy
      ? spoil(exact, random)
      : { written: { ...exact, ...harmless[mild](exact, random) }, noise: mild }
    // A code says number and day by itself: programs take the day from it and refuse one that contradicts.
    const written = carries === 'code' ? { ...read.written, issueDay: exact.issueDay } : read.written
    const externalId = `c${this.made.length}`
    const known = said.kind === 'known' || (said.kind === undefined && random.chance(0.6))
    this.made.push({
      externalId,
      invoice,
      carries,
      noise: read.noise,
      noisy,
      late: paper === 'numbered-visualisation' || random.chance(0.3),
      body: {
        seller: { nip: invoice.seller.nip, name: written.sellerName },
        number: written.number,
        issueDate: written.issueDay,
        gross: decimal(written.gross),
        currency: written.currency,
        ...(known ? { kind: invoice.kind } : {}),
        receivedOn: receivedDay,
        channel: random.pick(['email', 'paper', 'portal']),
        document: paper,
        externalId,
        ...(carries === 'code' ? { qrCodes: codesOf(invoice, document as KsefDocument) } : {}),
        ...(carries === 'KSeF number' ? { ksefNumber: document?.metadata.ksefNumber } : {}),
      },
    })
  }

  #carries({ handOver: { paper }, numberedDay, refused }: Invoice): Copy['carries'] {
    if (numberedDay === null || paper === 'invoice') return 'writing'
    if (refused || paper === 'transaction-confirmation') return 'code'
    if (this.#random.chance(0.4)) return 'code'
    return paper === 'numbered-visualisation' && this.#random.chance(0.3) ? 'KSeF number' : 'writing'
  }
}

function codesOf(invoice: Invoice, document: KsefDocument): string[] {
  const { seller, issueDay, handOver, refused } = invoice
  const file = refused ? refusedFile(invoice) : document.xml
  const one = qrI(seller.nip, issueDay, file)
  return handOver.paper === 'numbered-visualisation' ? [one] : [one, qrII(seller.nip, file)]
}
