import { daysFrom, plusDays } from './calendar.ts'
import type { Random } from './random.ts'

/** What somebody types, or a scanner reads, from a paper. Amounts in grosze. */
export interface Written {
  number: string
  issueDay: string
  gross: number
  net: number
  currency: string
  sellerName: string
  receivedDay: string
  tradeName: string
}

type Spoil = (written: Written, random: Random) => Partial<Written> | null

const places = (text: string, what: RegExp): number[] => [...text.matchAll(what)].map((m) => m.index)

/** Replaces the character at one of the places that fit, if there is one. */
function atOne(what: RegExp, replace: (found: string, random: Random) => string): Spoil {
  return ({ number }, random) => {
    const found = places(number, what)
    if (found.length === 0) return null
    const at = random.pick(found)
    const spoilt = number.slice(0, at) + replace(number[at] as string, random) + number.slice(at + 1)
    return spoilt === number ? null : { number: spoilt }
  }
}

const zeros: Spoil = ({ number }, random) => {
  const runs = [...number.matchAll(/\d+/g)]
  const run = random.pick(runs)
  if (!run) return null
  const bare = run[0].replace(/^0+(?=\d)/, '')
  const other = bare === run[0] ? run[0].padStart(run[0].length + random.int(1, 2), '0') : bare
  return { number: number.slice(0, run.index) + other + number.slice(run.index + run[0].length) }
}

const separators: Spoil = ({ number }, random) => {
  const between = places(number, /(?<=\d)[/ -](?=\d)/g)
  if (between.length > 0 && random.chance(0.6)) {
    const at = random.pick(between)
    return { number: number.slice(0, at) + number.slice(at + 1) }
  }
  const inside = places(number, /(?<=\d)\d/g)
  if (inside.length === 0) return null
  const at = random.pick(inside)
  return { number: `${number.slice(0, at)}/${number.slice(at)}` }
}

const truncated: Spoil = ({ number }, random) => {
  const parts = number.split(/[/ -]/)
  const first = (parts[0]?.length ?? 0) + 1
  const last = number.length - (parts.at(-1)?.length ?? 0) - 1
  const cut = random.weighted({ start: parts.length > 1 ? 3 : 0, end: parts.length > 1 ? 4 : 0, field: 3 })
  const left =
    cut === 'start'
      ? number.slice(first)
      : cut === 'end'
        ? number.slice(0, last)
        : number.slice(0, Math.max(3, number.length - random.int(1, 4)))
  return left === number || !/\d/.test(left) ? null : { number: left }
}

const transposed: Spoil = ({ number }, random) => {
  const pairs = places(number, /\d(?=\d)/g).filter((at) => number[at] !== number[at + 1])
  if (pairs.length === 0) return null
  const at = random.pick(pairs)
  return { number: number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2) }
}

const swappedDay: Spoil = ({ issueDay }) => {
  const [y, m, d] = issueDay.split('-')
  return Number(d) > 12 || m === d ? null : { issueDay: `${y}-${d}-${m}` }
}

const dayOfEntry: Spoil = ({ issueDay, receivedDay }, random) => {
  const day = plusDays(receivedDay, random.int(0, 4))
  return daysFrom(issueDay, day) === 0 ? null : { issueDay: day }
}

/** Noise after which a program that compares carefully still reads the same: writing, not content. */
export const harmless = {
  'as printed': () => ({}),
  spelling: ({ number }, random) => {
    const other = random.pick(['-', ' ', ' / ', '/', '\\', '_'])
    const spelt = number.replace(/[/ -]/g, other)
    return { number: random.chance(0.5) ? spelt.toLowerCase() : random.chance(0.3) ? ` ${spelt} ` : spelt }
  },
  'trade name': ({ tradeName }) => ({ sellerName: tradeName }),
} as const satisfies Record<string, Spoil>

/** Noise that changes what is written: each as people or scanners make it. */
export const noises = {
  'O and 0': atOne(/[0Oo]/g, (c) => (c === '0' ? 'O' : '0')),
  '1, I and l': atOne(/[1Il]/g, (c, random) => (c === '1' ? random.pick(['I', 'l']) : '1')),
  '8 and B': atOne(/[8B]/g, (c) => (c === '8' ? 'B' : '8')),
  zeros,
  separators,
  'digits transposed': transposed,
  'number truncated': truncated,
  'day and month swapped': swappedDay,
  'day of entry': dayOfEntry,
  'net for gross': ({ net, gross }) => (net === gross ? null : { gross: net }),
  'currency lost': ({ currency }) => (currency === 'PLN' ? null : { currency: 'PLN' }),
} as const satisfies Record<string, Spoil>

export type Noise = keyof typeof noises
const kinds = Object.keys(noises) as Noise[]
const aboutNumber: ReadonlySet<Noise> = new Set(kinds.slice(0, 7))

/** Spoils in one way, one time in eight in two ways that concern different things; answers what was done. */
export function spoil(written: Written, random: Random): { written: Written; noise: string } {
  let spoilt = written
  const done: Noise[] = []
  const wanted = random.chance(0.125) ? 2 : 1
  for (const kind of random.shuffled(kinds)) {
    if (done.length === wanted) break
    if (done.some((d) => aboutNumber.has(d) === aboutNumber.has(kind) && aboutNumber.has(d))) continue
    if (done.some((d) => d.startsWith('day ') && kind.startsWith('day '))) continue
    const change = noises[kind](spoilt, random)
    if (change === null) continue
    spoilt = { ...spoilt, ...change }
    done.push(kind)
  }
  return { written: spoilt, noise: done.length === 2 ? 'two at once' : (done[0] as string) }
}
