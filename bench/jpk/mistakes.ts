import { nip } from '../../test/support/ksef.ts'
import type { Random } from '../match/random.ts'
import { type Booked, type Row, rowOf } from './books.ts'

/** What a judge expects of a row of a file: `code` null for a right one; of a missing row its document. */
export interface Expected {
  what: string
  code: string | null
  /** Place of the row, or the number of the document that has none. */
  at: { row: number } | { document: string }
}

/** A row, or rows, that stand for an invoice in the file. */
interface Entry {
  what: string
  code: string | null
  rows: Row[]
  /** Which of them is the wrong one. */
  wrong?: number
  document?: string
}

interface Material {
  random: Random
  june: readonly Booked[]
  may: readonly Booked[]
  february: readonly Booked[]
  july: readonly Booked[]
}

const swap = (text: string): string | null => {
  for (let i = text.length - 2; i >= 0; i--) {
    const [a, b] = [text[i] as string, text[i + 1] as string]
    if (/\d/.test(a) && /\d/.test(b) && a !== b) return `${text.slice(0, i)}${b}${a}${text.slice(i + 2)}`
  }
  return null
}

/** A digit written as the letter that looks like it, and a letter as that of another script. */
const lookalike = (number: string): string | null => {
  const written = number.replace('0', 'O').replace('A', '\u0410')
  return written === number ? null : written
}

/** Written without what separates its parts. */
const runTogether = (number: string): string | null => {
  const written = number.replaceAll(/[^0-9A-Za-z]/g, '')
  return /\d[^0-9A-Za-z]+\d/.test(number) ? written : null
}

/** In parts, as by rates or by places where costs arise; one of them may be a discount. */
function partsOf(b: Booked, random: Random): Row[] {
  const row = rowOf(b)
  const count = random.int(2, 5)
  let [net, vat] = [row.K_42, row.K_43]
  const parts: Row[] = []
  for (let i = 1; i < count; i++) {
    const share = random.chance(0.1) ? -0.05 : random.next() * 0.6
    const [K_42, K_43] = [Math.round(net * share), Math.round(vat * share)]
    parts.push({ ...row, K_42, K_43 })
    net -= K_42
    vat -= K_43
  }
  return [...parts, { ...row, K_42: net, K_43: vat }]
}

const renamed = (how: (number: string) => string | null, isWanted: (b: Booked) => boolean) => (b: Booked) => {
  const number = how(b.number)
  return isWanted(b) && number !== null ? [{ ...rowOf(b), DowodZakupu: number }] : null
}

type Mistake = readonly [what: string, code: string, make: (b: Booked, m: Material) => Row[] | null]
const isNumbered = (b: Booked): boolean => b.ksef !== null
const plain = (b: Booked): boolean => b.currency === 'PLN' && b.kind === 'VAT'

/** TABLE: what goes wrong in books, and under which code it must be told. Null where an invoice cannot show it. */
const mistakes: readonly Mistake[] = [
  ['booked twice', 'ROW_TWICE', (b) => [rowOf(b), rowOf(b)]],
  [
    'booked again from May',
    'ROW_TWICE',
    (_, { random, may }) => [rowOf(random.pick(may.filter(isNumbered)))],
  ],
  [
    'KSeF number of another invoice',
    'MARKER_DIFFERS',
    (b, { random, june }) => {
      const other = random.pick(june.filter((o) => isNumbered(o) && o.n !== b.n))
      return isNumbered(b) ? [{ ...rowOf(b), marker: { NrKSeF: other.ksef as string } }] : null
    },
  ],
  ['BFK kept', 'MARKER_DIFFERS', (b) => (isNumbered(b) ? [{ ...rowOf(b), marker: { BFK: '1' } }] : null)],
  [
    'received on P_1',
    'RECEIPT_DAY_DIFFERS',
    (b) => (b.receivedDay === b.issueDay ? null : [{ ...rowOf(b), DataWplywu: b.issueDay }]),
  ],
  ['received in July', 'WRONG_MONTH', (_, { random, july }) => [rowOf(random.pick(july.filter(isNumbered)))]],
  [
    'window over',
    'WRONG_MONTH',
    (_, { random, february }) => [rowOf(random.pick(february.filter(isNumbered)))],
  ],
  ['digits of the number swapped', 'NUMBER_DIFFERS', renamed(swap, isNumbered)],
  ['digits of the number swapped, on paper', 'ROW_LIKELY', renamed(swap, (b) => !isNumbered(b))],
  ['letters that look like digits', 'NUMBER_DIFFERS', renamed(lookalike, isNumbered)],
  ['letters that look like digits, on paper', 'ROW_LIKELY', renamed(lookalike, (b) => !isNumbered(b))],
  ['parts of the number run together', 'NUMBER_DIFFERS', renamed(runTogether, isNumbered)],
  ['parts of the number run together, on paper', 'ROW_LIKELY', renamed(runTogether, (b) => !isNumbered(b))],
  [
    'in parts, one of them left out',
    'AMOUNT_DIFFERS',
    (b, { random }) => {
      const parts = plain(b) && b.vat >= 500 ? partsOf(b, random) : []
      const left = parts.slice(0, -1)
      return left.length < 2 ? null : left
    },
  ],
  [
    'in parts, one of them twice',
    'AMOUNT_DIFFERS',
    (b, { random }) => {
      const parts = plain(b) && b.vat >= 500 ? partsOf(b, random) : []
      const [first] = parts
      return first === undefined ? null : [...parts, first]
    },
  ],
  [
    'issued on another day',
    'ISSUE_DAY_DIFFERS',
    (b) =>
      isNumbered(b) && b.issueDay.endsWith('10') === false
        ? [{ ...rowOf(b), DataZakupu: '2026-06-10' }]
        : null,
  ],
  [
    'another contractor',
    'SELLER_DIFFERS',
    (b) => (isNumbered(b) ? [{ ...rowOf(b), NrDostawcy: nip(`bench jpk contractor ${b.n}`) }] : null),
  ],
  ['left out', 'PURCHASE_MISSING', () => []],
  [
    'gross for net',
    'AMOUNT_DIFFERS',
    (b) =>
      plain(b) ? [{ ...rowOf(b), K_42: b.net + b.vat, K_43: Math.round((b.net + b.vat) * 0.23) }] : null,
  ],
  [
    'net for gross',
    'AMOUNT_DIFFERS',
    (b) => {
      const net = Math.round(b.net / 1.23)
      return plain(b) ? [{ ...rowOf(b), K_42: net, K_43: b.net - net }] : null
    },
  ],
  [
    'another rate of exchange',
    'AMOUNT_DIFFERS',
    (b) =>
      b.currency === 'EUR'
        ? [{ ...rowOf(b), K_42: Math.round(b.net * 4.31), K_43: Math.round(b.vat * 4.31) }]
        : null,
  ],
  [
    'sign of a correction',
    'AMOUNT_DIFFERS',
    (b) => (b.kind === 'KOR' ? [{ ...rowOf(b), K_42: -b.net, K_43: -b.vat }] : null),
  ],
  [
    'never received',
    'ROW_UNKNOWN',
    (b) => [
      {
        ...rowOf({
          ...b,
          seller: nip(`bench jpk stranger ${b.n}`),
          number: `X/${b.n}/Z`,
          net: b.net + 77_777,
          ksef: null,
        }),
      },
    ],
  ],
]

/** Lawful ways of writing an invoice that differ from the plain one. */
const habits: readonly ((b: Booked, random: Random) => Row[] | null)[] = [
  (b) => [{ ...rowOf(b), DowodZakupu: b.number.toLowerCase().replaceAll('/', ' / ') }],
  (b) => [{ ...rowOf(b), NrDostawcy: `PL${b.seller}` }],
  (b) => (plain(b) ? [{ ...rowOf(b), K_43: Math.floor(b.vat / 2) }] : null),
  (b) => [{ ...rowOf(b), DowodZakupu: b.number.replaceAll('/', '-').replaceAll(' ', '') }],
  (b) => [{ ...rowOf(b), DowodZakupu: b.number.replaceAll('/', ' / ').toUpperCase() }],
  (b, random) => (plain(b) ? partsOf(b, random) : null),
]

/** The file's rows with what must be told of each; `share`: how many invoices are booked wrong. */
export function booksOf(m: Material, share: number): { rows: Row[]; expected: Expected[] } {
  const used = new Set<string>()
  const taken = new Set<Booked>()
  const entries = m.june.flatMap((b, i): Entry[] => {
    if (taken.has(b)) return []
    const other = m.random.chance(share / 20) ? togetherWith(b, m.june.slice(i + 1), taken) : null
    if (other !== null) return inOneRow(b, other)
    return [entryOf(b, m, share, used)]
  })
  const rows: Row[] = []
  const expected: Expected[] = []
  for (const { what, code, rows: own, wrong = 0, document } of m.random.shuffled(entries)) {
    if (document !== undefined) expected.push({ what, code, at: { document } })
    own.forEach((row, i) => {
      rows.push(row)
      expected.push({ what, code: i === wrong ? code : null, at: { row: rows.length } })
    })
  }
  return { rows, expected }
}

/** The next invoice of the same seller that may stand in one row with it. */
function togetherWith(b: Booked, next: readonly Booked[], taken: Set<Booked>): Booked | null {
  const other = next.find((o) => o.seller === b.seller && !taken.has(o) && plain(o) && isNumbered(o))
  if (other === undefined || !plain(b) || !isNumbered(b)) return null
  taken.add(other)
  return other
}

/** Two invoices of a seller as one row, under the number of the first: the other one is missing. */
function inOneRow(b: Booked, other: Booked): Entry[] {
  const row = { ...rowOf(b), K_42: b.net + other.net, K_43: b.vat + other.vat }
  const what = 'two invoices in one row'
  return [
    { what, code: 'AMOUNT_DIFFERS', rows: [row] },
    { what: `${what}: the other`, code: 'PURCHASE_MISSING', rows: [], document: other.number },
  ]
}

/** An invoice that gives way to a wrong row of another one stands beside it. */
const beside = ['booked again from May', 'received in July', 'window over', 'never received']

function entryOf(b: Booked, m: Material, share: number, used: Set<string>): Entry {
  if (!m.random.chance(share)) return { what: 'right', code: null, rows: habitOf(b, m) }
  const [what, code, make] = m.random.pick(mistakes)
  const rows = make(b, m)
  if (rows === null) return { what: 'right', code: null, rows: habitOf(b, m) }
  if (beside.includes(what)) {
    const key = `${rows[0]?.NrDostawcy} ${rows[0]?.DowodZakupu}`
    if (used.has(key)) return { what: 'right', code: null, rows: [rowOf(b)] }
    used.add(key)
    return { what, code, rows: [...rows, rowOf(b)] }
  }
  if (rows.length === 0) return { what, code, rows, document: b.number }
  // Parts are judged together, and told of at the first.
  return { what, code, rows, wrong: what.startsWith('in parts') ? 0 : rows.length - 1 }
}

function habitOf(b: Booked, { random }: Material): Row[] {
  const habit = random.chance(0.1) ? random.pick(habits)(b, random) : null
  return habit ?? [rowOf(b)]
}
