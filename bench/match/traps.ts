import { failure, nextBusinessDay, plusDays } from './calendar.ts'
import type { Copies } from './copies.ts'
import { amountsFor, type Invoice, type Way } from './invoices.ts'
import type { Random } from './random.ts'
import type { Numbering, Seller } from './sellers.ts'

/** What a trap works with. */
export interface Workbench {
  random: Random
  sellers: readonly Seller[]
  numbering: Numbering
  /** Makes an invoice of the trap; what is left out is drawn. */
  invoice(seller: Seller, issueDay: string, said: Partial<Invoice>): Invoice
  /** Makes a copy of it. */
  copy(invoice: Invoice, said?: Parameters<Copies['add']>[2]): void
  day(): string
}

/** Issued online: numbered on the day, its copy comes with or after the number. */
const online = (issueDay: string): Pick<Invoice, 'way' | 'numberedDay' | 'handOver'> => ({
  way: 'online',
  numberedDay: issueDay,
  handOver: { day: issueDay, paper: 'invoice' },
})

/** Issued offline: handed over on the day, numbered on the next business day. */
const offline = (issueDay: string): Pick<Invoice, 'way' | 'numberedDay' | 'handOver'> => ({
  way: 'offline24',
  numberedDay: nextBusinessDay(issueDay),
  handOver: { day: issueDay, paper: 'offline-invoice' },
})

const outside = (day: string): Pick<Invoice, 'way' | 'numberedDay' | 'handOver'> => ({
  way: 'never-sent' satisfies Way,
  numberedDay: null,
  handOver: { day, paper: 'invoice' },
})

/** A day on which KSeF worked. */
function quietDay(bench: Workbench): string {
  const day = bench.day()
  return day >= failure.start && day <= failure.end ? plusDays(failure.end, 1) : day
}

/** TABLE: situations in which two invoices look like one, or one like two. */
export const traps: Readonly<Record<string, (bench: Workbench, seller: Seller) => void>> = {
  'VAT and ROZ twins': (bench, seller) => {
    const day = quietDay(bench)
    const number = bench.numbering.next(seller, day)
    const amounts = amountsFor(bench.random, seller)
    const vat = bench.invoice(seller, day, { ...online(day), number, kind: 'VAT', ...amounts })
    const other = bench.random.chance(0.5) ? amounts : amountsFor(bench.random, seller)
    const final = bench.invoice(seller, day, { ...online(day), number, kind: 'ROZ', ...other })
    const kind = bench.random.chance(0.6) ? 'known' : 'unknown'
    bench.copy(bench.random.pick([vat, final]), { kind })
  },
  'one number of two sellers': (bench, seller) => {
    const day = quietDay(bench)
    const number = bench.numbering.next(seller, day)
    const amounts = amountsFor(bench.random, seller)
    const mine = bench.invoice(seller, day, { ...online(day), number, ...amounts })
    const stranger = bench.random.pick(bench.sellers.filter((s) => s !== seller))
    bench.invoice(stranger, day, { ...online(day), number, ...amounts })
    bench.copy(mine)
  },
  "last year's number": (bench, seller) => {
    const day = quietDay(bench)
    const before = `2025${day.slice(4)}`
    const number = `${bench.random.int(1, 99)}/${day.slice(5, 7)}/U`
    const amounts = amountsFor(bench.random, seller)
    const old = bench.invoice(seller, before, { ...outside(before), number, ...amounts })
    bench.copy(old, { kind: 'known' })
    bench.copy(bench.invoice(seller, day, { ...online(day), number, ...amounts }))
  },
  'two equal rents': (bench, seller) => {
    const day = quietDay(bench)
    const amounts = amountsFor(bench.random, seller)
    const rents = [0, 1].map(() =>
      bench.invoice(seller, day, { ...offline(day), number: bench.numbering.next(seller, day), ...amounts }),
    )
    for (const rent of rents) if (bench.random.chance(0.7)) bench.copy(rent)
  },
  'many equal amounts': (bench, seller) => {
    const start = quietDay(bench)
    const amounts = amountsFor(bench.random, seller)
    for (let i = 0; i < 8; i++) {
      const day = plusDays(start, bench.random.int(0, 4))
      const way = bench.random.chance(0.8) ? online(day) : outside(day)
      const number = bench.numbering.next(seller, day)
      const one = bench.invoice(seller, day, { ...way, number, ...amounts })
      if (one.numberedDay === null || bench.random.chance(0.4)) bench.copy(one)
    }
  },
  'corrected and issued anew': (bench, seller) => {
    const day = quietDay(bench)
    const { net, vat } = amountsFor(bench.random, seller)
    const wrong = bench.invoice(seller, day, {
      ...online(day),
      number: bench.numbering.next(seller, day),
      net,
      vat,
    })
    const later = plusDays(day, bench.random.int(0, 3))
    const number = bench.numbering.next(seller, later)
    bench.invoice(seller, later, {
      ...online(later),
      number: `KOR/${number}`,
      kind: 'KOR',
      net: -net,
      vat: -vat,
    })
    const anew = bench.invoice(seller, later, { ...online(later), number, net, vat })
    bench.copy(wrong)
    if (bench.random.chance(0.7)) bench.copy(anew)
  },
  'technical correction': (bench, seller) => {
    const day = quietDay(bench)
    const number = bench.numbering.next(seller, day)
    const refused = { number: `${number}${bench.random.pick(['A', '/1', '-BIS'])}` }
    bench.copy(bench.invoice(seller, day, { ...offline(day), number, refused }))
  },
  'transaction confirmation': (bench, seller) => {
    const day = quietDay(bench)
    const way = offline(day)
    const handOver = { day, paper: 'transaction-confirmation' as const }
    bench.copy(bench.invoice(seller, day, { ...way, number: bench.numbering.next(seller, day), handOver }))
  },
  'never sent to KSeF': (bench, seller) => {
    const day = quietDay(bench)
    const amounts = amountsFor(bench.random, seller)
    const number = bench.numbering.next(seller, day)
    bench.copy(bench.invoice(seller, day, { ...outside(day), number, ...amounts }))
    bench.invoice(seller, day, { ...online(day), number: bench.numbering.next(seller, day) })
  },
  "somebody else's": (bench, seller) => {
    const day = quietDay(bench)
    const amounts = amountsFor(bench.random, seller)
    const number = bench.numbering.next(seller, day)
    bench.invoice(seller, day, { ...online(day), number, ...amounts, toOthers: true })
    const ours = bench.random.chance(0.5)
    // The seller's own mistake: the same number on our paper; or the invoice that he wrote before ours.
    const mine = ours
      ? bench.invoice(seller, day, { ...online(day), number: bench.numbering.next(seller, day), ...amounts })
      : bench.invoice(seller, day, { ...outside(day), number, ...amounts })
    bench.copy(mine)
  },
}
