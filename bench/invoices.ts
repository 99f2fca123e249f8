import { type KsefDocument, ksefDocument, nip, packageOf } from '../test/support/ksef.ts'

/** A seeded year-half of a trading company: invoices of 40 sellers as a KSeF export hands them over. */

export const buyerNip = nip('bench buyer')
const sellerCount = 40
const firstDay = Date.UTC(2026, 1, 2)
const days = 145

export type Invoice = KsefDocument & { sellerNip: string; number: string; issueDay: string; gross: string }
export type Package = { invoices: Invoice[]; zip: Uint8Array; xmlBytes: number }

/** mulberry32: small, seeded, good enough for amounts and days. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

export const decimal = (grosze: number): string => (grosze / 100).toFixed(2)
export const two = (n: number): string => String(n).padStart(2, '0')
const dayAt = (offset: number): string => new Date(firstDay + offset * 86_400_000).toISOString().slice(0, 10)

/** How sellers number: each keeps to one way. */
export const numberings: ((n: number, day: string) => string)[] = [
  (n, day) => `FV/${n}/${day.slice(5, 7)}/${day.slice(0, 4)}`,
  (n, day) => `${day.slice(0, 4)}/${String(n).padStart(6, '0')}`,
  (n, day) => `FS-${n}/${day.slice(2, 4)}/MAG`,
  (n, day) => `F/${day.slice(5, 7)}/${two(n % 100)}${n}/S`,
]

export function generate(count: number, seed: number): Package {
  const next = random(seed)
  const pick = (n: number): number => Math.floor(next() * n)
  const sellers = Array.from({ length: sellerCount }, (_, i) => ({
    nip: nip(`bench seller ${seed} ${i}`),
    name: `Hurtownia Przemysłowa „Łącznik” nr ${i + 1} sp. z o.o.`,
  }))
  const own = new Map<string, Invoice[]>()
  const invoices = Array.from({ length: count }, (_, i): Invoice => {
    // In the order of their numbers, as an export is: the days go up.
    const issueDay = dayAt(Math.floor((i / count) * days))
    // A few sellers send most of the invoices.
    const index = Math.floor(next() ** 2 * sellerCount)
    const seller = sellers[index] as (typeof sellers)[number]
    const earlier = own.get(seller.nip) ?? []
    own.set(seller.nip, earlier)
    const number = (numberings[index % numberings.length] as (typeof numberings)[number])(
      earlier.length + 1,
      issueDay,
    )
    const corrected = next() < 0.05 ? earlier[pick(earlier.length)] : undefined
    const euro = next() < 0.06
    const net = (corrected ? -1 : 1) * Math.round(2_000 + next() ** 3 * 4_000_000)
    const vat = Math.round(net * 0.23)
    const offline = next() < 0.1
    const day = offline ? dayAt(Math.floor((i / count) * days) + 1) : issueDay
    const document = ksefDocument({
      seller,
      buyer: { nip: buyerNip, name: 'Odbiorca Testowy sp. z o.o.' },
      number,
      issueDay,
      kind: corrected ? 'KOR' : 'VAT',
      currency: euro ? 'EUR' : 'PLN',
      amounts: {
        net: decimal(net),
        vat: decimal(vat),
        gross: decimal(net + vat),
        ...(euro ? { vatPln: decimal(Math.round(vat * 4.2531)) } : {}),
      },
      ...(next() < 0.5 ? { taxPointDay: issueDay } : {}),
      ...(corrected
        ? {
            corrects: [
              {
                number: corrected.number,
                issueDay: corrected.issueDay,
                ksefNumber: corrected.metadata.ksefNumber,
              },
            ],
          }
        : {}),
      lines: 10 + pick(3),
      numberedAt: `${day}T${two(6 + pick(12))}:${two(pick(60))}:${two(pick(60))}.${String(pick(1000)).padStart(3, '0')}Z`,
    })
    const invoice = { ...document, sellerNip: seller.nip, number, issueDay, gross: decimal(net + vat) }
    if (!corrected) earlier.push(invoice)
    else own.set(seller.nip, [...earlier, invoice])
    return invoice
  })
  const xmlBytes = invoices.reduce((sum, { xml }) => sum + xml.length, 0)
  return { invoices, zip: packageOf(invoices), xmlBytes }
}

/** Copies as an integration posts them: every second one belongs to an invoice of the package. */
export function copies(pack: Package, count: number, seed: number, label: string): Record<string, unknown>[] {
  const next = random(seed)
  const { invoices } = pack
  return Array.from({ length: count }, (_, i) => {
    const invoice = invoices[Math.floor(next() * invoices.length)] as Invoice
    const known = i % 2 === 0
    const { metadata } = invoice
    return {
      seller: { nip: invoice.sellerNip },
      number: known ? invoice.number.toLowerCase() : `${label}/${i + 1}/2026`,
      issueDate: invoice.issueDay,
      gross: known ? invoice.gross : decimal(Math.round(1_000 + next() * 9_000_000)),
      currency: metadata.currency,
      receivedOn: invoice.issueDay,
      channel: 'email',
      document: 'invoice',
      externalId: `${label}-${i}`,
    }
  })
}
