import { nip } from '../../test/support/ksef.ts'
import type { Random } from './random.ts'

/** How a seller writes a number: the counter `n` of its own series, and the day. */
interface Habit {
  what: string
  /** When the counter starts again. */
  restarts: 'never' | 'yearly' | 'monthly' | 'daily'
  /** Branches or series, each with a counter of its own. */
  series: readonly string[]
  write(n: number, day: { y: string; m: string; d: string }, series: string): string
}

const padded = (n: number, width: number): string => String(n).padStart(width, '0')
const none = ['']

/** Ways of numbering as Polish invoicing programs and people have them. */
export const habits: readonly Habit[] = [
  { what: 'month', restarts: 'monthly', series: none, write: (n, { y, m }) => `FV/${n}/${m}/${y}` },
  { what: 'year', restarts: 'yearly', series: none, write: (n, { y }) => `${n}/${y}` },
  { what: 'zeros', restarts: 'yearly', series: none, write: (n, { y }) => `${y}/${padded(n, 6)}` },
  {
    what: 'solid',
    restarts: 'monthly',
    series: none,
    write: (n, { y, m }) => `F${y.slice(2)}${m}${padded(n, 4)}`,
  },
  {
    what: 'branches',
    restarts: 'monthly',
    series: ['WAW', 'KRK', 'GDA'],
    write: (n, { y, m }, series) => `${series}/${n}/${m}/${y}`,
  },
  {
    what: 'series',
    restarts: 'yearly',
    series: ['A', 'B', 'S'],
    write: (n, { y }, series) => `FS-${n}/${y.slice(2)}/${series}`,
  },
  {
    what: 'store',
    restarts: 'yearly',
    series: ['MAG1', 'MAG2'],
    write: (n, { y }, s) => `FA/${padded(n, 5)}/${y}/${s}`,
  },
  { what: 'counter', restarts: 'never', series: none, write: (n) => `${100_000 + n}` },
  { what: 'day', restarts: 'daily', series: none, write: (n, { y, m, d }) => `FA ${n}/${d}${m}${y}` },
  { what: 'short', restarts: 'monthly', series: none, write: (n, { m }) => `${padded(n, 2)}/${m}` },
  { what: 'words', restarts: 'yearly', series: none, write: (n, { y }) => `OBIS ${padded(n, 4)}/${y}/FVS` },
  {
    what: 'account',
    restarts: 'yearly',
    series: ['80114307', '80026641', '81900358'],
    write: (n, { y }, account) => `P/${account}/${padded(n, 4)}/${y.slice(2)}`,
  },
]

export interface Seller {
  nip: string
  name: string
  tradeName: string
  habit: Habit
  currency: 'PLN' | 'EUR'
  /** Obliged to use KSeF, and recorded so; the others are small (art. 145m). */
  obliged: boolean
  /** Prices of which he issues most of his invoices, net; empty for one whose amounts are all different. */
  prices: number[]
  /** How often he issues, beside the others. */
  weight: number
}

const names = [
  'Hurtownia Stalowa',
  'Biuro Lokali',
  'Serwis Dźwigów',
  'Drukarnia Róża',
  'Transport Łódzki',
  'Telekom Wschód',
]

export function makeSellers(random: Random, count: number): Seller[] {
  return Array.from({ length: count }, (_, i) => {
    const name = `${random.pick(names)} ${i + 1}`
    return {
      nip: nip(`match ${random.int(0, 1e9)} ${i}`),
      name: `${name} sp. z o.o.`,
      tradeName: name.toUpperCase().split(' ').slice(0, 2).join(' '),
      habit: random.pick(habits),
      currency: random.chance(0.08) ? 'EUR' : 'PLN',
      obliged: random.chance(0.8),
      prices: random.chance(0.25)
        ? Array.from({ length: random.int(1, 4) }, () => random.int(20, 900) * 500)
        : [],
      weight: 1 / (i + 3),
    }
  })
}

/** Gives each seller's numbers in the order of his invoices. */
export class Numbering {
  readonly #counters = new Map<string, number>()
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  next(seller: Seller, day: string): string {
    const [y = '', m = '', d = ''] = day.split('-')
    const { habit } = seller
    const series = this.#random.pick(habit.series)
    const since = { never: '', yearly: y, monthly: `${y}-${m}`, daily: day }[habit.restarts]
    const key = `${seller.nip} ${series} ${since}`
    // A seller has other customers: between two invoices for us his counter goes on.
    const gap = this.#random.chance(0.4) ? 1 : this.#random.int(1, habit.restarts === 'daily' ? 3 : 17)
    const n = (this.#counters.get(key) ?? 0) + gap
    this.#counters.set(key, n)
    return habit.write(n, { y, m, d }, series)
  }
}
