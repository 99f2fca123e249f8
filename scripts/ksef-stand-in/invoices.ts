import { type KsefDocument, ksefDocument, nip as sellerNip } from '../../test/support/ksef.ts'
import { stamp, ticksOf } from './answers.ts'
import { seededRandom } from './faults.ts'

/** An invoice in KSeF's permanent store, for one taxpayer in one role. */
export interface StoredInvoice extends KsefDocument {
  subject: string
  /** When it can be found; KSeF may store it under an earlier instant than that. */
  visibleAt: number
  ticks: bigint
}

/** The permanent store of one taxpayer. Its high-water mark lags: below it nothing changes any more. */
export class Store {
  readonly invoices: StoredInvoice[] = []
  readonly #lag: (now: number) => number
  #mark = 0

  constructor(lag: (now: number) => number) {
    this.#lag = lag
  }

  add(document: KsefDocument, subject: string, visibleAt: number): void {
    const ticks = ticksOf(document.metadata.permanentStorageDate as string)
    this.invoices.push({ ...document, subject, visibleAt, ticks })
  }

  /** The high-water mark in ms; it never goes back. */
  highWater(now: number): number {
    this.#mark = Math.max(this.#mark, now - this.#lag(now))
    return this.#mark
  }

  /** What an export finds, oldest first; both ends are included. */
  find(subject: string, from: bigint, to: bigint, now: number): StoredInvoice[] {
    return this.invoices
      .filter((i) => i.subject === subject && i.visibleAt <= now && i.ticks >= from && i.ticks <= to)
      .sort((a, b) => (a.ticks < b.ticks ? -1 : a.ticks > b.ticks ? 1 : 0))
  }
}

/**
 * Seeded invoices of a taxpayer between two instants, roughly evenly spread. Each appears up to `lagMs` after the
 * instant under which it is stored, so that only the high-water mark tells what is complete.
 */
export function seedInvoices(
  store: Store,
  options: {
    nip: string
    from: number
    to: number
    count: number
    seed: number
    lagMs: number
    subject?: string
  },
): void {
  const { nip, from, to, count, seed, lagMs, subject = 'Subject2' } = options
  const random = seededRandom(seed)
  for (let i = 0; i < count; i++) {
    const storedAt = Math.floor(from + ((to - from) * (i + random())) / count)
    const ticks = Math.floor(random() * 10_000)
    const number = `FV/${seed}/${subject.at(-1)}/${i + 1}`
    const day = new Date(storedAt - 3_600_000).toISOString().slice(0, 10)
    const document = ksefDocument({
      seller: { nip: sellerNip(`seller ${i % 25}`) },
      buyer: subject === 'Subject2' ? { nip } : { nip: sellerNip('another buyer') },
      ...(subject === 'Subject3' ? { thirdParties: [{ nip, role: 2 }] } : {}),
      number,
      issueDay: day,
      amounts: { net: `${100 + i}.00` },
      acceptedAt: stamp(storedAt - 5_000),
      numberedAt: stamp(storedAt - 2_000),
      storedAt: stamp(storedAt, ticks),
    })
    store.add(document, subject, storedAt + Math.floor(random() * lagMs))
  }
}
