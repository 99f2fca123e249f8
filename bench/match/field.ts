import { qrI } from '../../test/support/ksef.ts'
import { plusDays } from './calendar.ts'
import type { Copy } from './copies.ts'
import { Random } from './random.ts'

/**
 * What users of such programs report from the field, put on copies that were exact until then. It has a chance of its
 * own, so that months without it are the same as ever.
 */

type Spoil = (copy: Copy, random: Random) => Record<string, unknown> | null

const numberOf = ({ body }: Copy): string => body.number as string
const respelt = (number: string, copy: Copy) => (number === numberOf(copy) ? null : { number })

const alike = {
  A: '\u0410\u0391',
  B: '\u0412\u0392',
  C: '\u0421',
  E: '\u0415\u0395',
  H: '\u041d\u0397',
  K: '\u041a\u039a',
  M: '\u041c\u039c',
  O: '\u041e\u039f',
  P: '\u0420\u03a1',
  S: '\u0405',
  T: '\u0422\u03a4',
  V: '\u0474',
  X: '\u0425\u03a7',
} as Readonly<Record<string, string>>
const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']

/** TABLE: after which a program must not attach the copy by its number, and should hold it. */
const content = {
  'letters of other scripts': (copy, random) => {
    const letter = (c: string) => (c in alike ? random.pick([...(alike[c] as string)]) : c)
    return respelt([...numberOf(copy)].map(letter).join(''), copy)
  },
  'year in two digits': (copy) => respelt(numberOf(copy).replace(/(?<!\d)20(2\d)(?!\d)/, '$1'), copy),
  'month in Roman numerals': (copy) => {
    const month = Number(copy.invoice.issueDay.slice(5, 7))
    const written = new RegExp(`(?<![\\dA-Za-z])0?${month}(?![\\dA-Za-z])(?=.*20\\d\\d)`)
    return respelt(numberOf(copy).replace(written, roman[month - 1] as string), copy)
  },
  'foreign number of the seller': (copy, random) => ({
    seller: {
      country: random.pick(['DE', 'LU', 'CZ']),
      vatId: copy.invoice.seller.nip.slice(1),
      name: copy.invoice.seller.name,
    },
  }),
} as const satisfies Record<string, Spoil>

/** TABLE: what nobody sees changes nothing. */
const unseen = ['\u00ad', '\u200b', '\u2060', '\ufeff', '\u200e']
const invisible: Spoil = (copy, random) => {
  const number = numberOf(copy)
  const at = random.int(1, number.length - 1)
  return { number: number.slice(0, at) + random.pick(unseen) + number.slice(at) }
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

/**
 * Spoils a share of the copies. Some sellers have a program that prints the code of a sample on its papers: of a sample
 * of their own, or of the one that the vendor shows to all.
 */
export function spoilAsInTheField(copies: readonly Copy[], seed: number, share: number): void {
  const random = new Random(seed ^ 0x5f1e1d)
  const samples = new Map<string, string | null>()
  const sampleOf = (nip: string): string | null => {
    if (!samples.has(nip))
      samples.set(nip, random.chance(share) ? (random.chance(0.5) ? nip : 'vendor') : null)
    return samples.get(nip) ?? null
  }
  for (const copy of copies) {
    const { nip } = copy.invoice.seller
    const sample = sampleOf(nip)
    if (copy.noise !== 'as printed') continue
    if (copy.carries === 'code') {
      if (random.chance(share)) spoil(copy, 'code of another day', { issueDate: otherDay(copy, random) })
      continue
    }
    if (copy.carries !== 'writing') continue
    if (sample !== null && copy.body.document === 'invoice') {
      const qrCodes = [qrI(nip, copy.invoice.issueDay, bytesOf(`sample of ${sample}`))]
      spoil(copy, 'code of a sample', { qrCodes })
      continue
    }
    if (!random.chance(share)) continue
    const kind = random.pick([...Object.keys(content), 'invisible'] as (keyof typeof content | 'invisible')[])
    if (kind === 'invisible') {
      copy.noise = 'invisible characters'
      Object.assign(copy.body, invisible(copy, random))
      continue
    }
    const change = (content[kind] as Spoil)(copy, random)
    if (change !== null) spoil(copy, kind, change)
  }
}

function spoil(copy: Copy, noise: string, change: Record<string, unknown>): void {
  copy.noise = noise
  copy.noisy = true
  Object.assign(copy.body, change)
}

const otherDay = ({ invoice }: Copy, random: Random): string =>
  plusDays(invoice.issueDay, random.pick([-2, -1, 1, 2]))
