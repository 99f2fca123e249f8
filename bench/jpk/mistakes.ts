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
  [
    'digits of the number swapped',
    'NUMBER_DIFFERS',
    (b) => {
      const number = swap(b.number)
      return isNumbered(b) && number !== null ? [{ ...rowOf(b), DowodZakupu: number }] : null
    },
  ],
  [
    'digits of the number swapped, on paper',
    'ROW_LIKELY',
    (b) => {
      const number = swap(b.number)
      return !isNumbered(b) && number !== null ? [{ ...rowOf(b), DowodZakupu: number }] : null
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
const habits: readonly ((b: Booked) => Row[] | null)[] = [
  (b) => [{ ...rowOf(b), DowodZakupu: b.number.toLowerCase().replaceAll('/', ' / ') }],
  (b) => [{ ...rowOf(b), NrDostawcy: `PL${b.seller}` }],
  (b) => (plain(b) ? [{ ...rowOf(b), K_43: Math.floor(b.vat / 2) }] : null),
  (b) => {
    const [net, vat] = [Math.floor(b.net / 3), Math.floor(b.vat / 3)]
    const row = rowOf(b)
    return plain(b)
      ? [
          { ...row, K_42: net, K_43: vat },
          { ...row, K_42: b.net - net, K_43: b.vat - vat },
        ]
      : null
  },
]

/** The file's rows with what must be told of each; `share`: how many invoices are booked wrong. */
export function booksOf(m: Material, share: number): { rows: Row[]; expected: Expected[] } {
  const used = new Set<string>()
  const entries = m.june.map((b): Entry => entryOf(b, m, share, used))
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
  return { what, code, rows, wrong: rows.length - 1 }
}

function habitOf(b: Booked, { random }: Material): Row[] {
  const habit = random.chance(0.1) ? random.pick(habits)(b) : null
  return habit ?? [rowOf(b)]
}
