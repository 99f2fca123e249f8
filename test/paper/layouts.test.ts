import { describe, expect, it } from 'vitest'
import { readText } from '../../src/paper/read-page.ts'
import { closedUp } from '../../src/paper/spaced.ts'
import { pageOf } from '../support/page.ts'

/** Layouts of which nobody thought: what is read goes by labels and places. NIPs with right check digits of nobody. */

const [seller, ours, vendor] = ['3066552935', '1999604117', '2481777653']
type Rows = Parameters<typeof pageOf>[0]
const told = (rows: Rows) => {
  const { fields } = readText(pageOf(rows), { ours, isGuessed: false })
  return Object.fromEntries(Object.entries(fields).map(([name, f]) => [name, `${f.value} ${f.confidence}`]))
}

const parties: Rows = [
  [
    [40, 'Sprzedawca'],
    [320, 'Nabywca'],
  ],
  [
    [40, 'Mechanika Zmyślona s.c.'],
    [320, 'Wzór sp. z o.o.'],
  ],
  [
    [40, `NIP: ${seller}`],
    [320, `NIP: ${ours}`],
  ],
]
const sums: Rows = [
  [
    [240, '23%'],
    [300, '100,00'],
    [380, '23,00'],
    [460, '123,00'],
  ],
  [
    [240, 'Razem'],
    [300, '100,00'],
    [380, '23,00'],
    [460, '123,00'],
  ],
  [[40, 'Do zapłaty: 123,00 zł']],
]
const title: Rows = [[[40, 'Faktura VAT nr FV/9/2026']]]
const days = { issueDate: '2026-04-14 certain', taxPointDate: '2026-04-12 certain' }

describe('days', () => {
  it('stand right of their labels, left of them, under them, or over them as over captions', () => {
    const layouts: Rows[] = [
      [
        [
          [40, 'Data wystawienia'],
          [200, '14.04.2026'],
        ],
        [
          [40, 'Data sprzedaży'],
          [200, '12.04.2026'],
        ],
        [
          [40, 'Termin płatności'],
          [200, '28.04.2026'],
        ],
      ],
      [
        [
          [40, '14.04.2026'],
          [200, 'Data wystawienia'],
        ],
        [
          [40, '12.04.2026'],
          [200, 'Data sprzedaży'],
        ],
        [
          [40, '28.04.2026'],
          [200, 'Termin płatności'],
        ],
      ],
      [
        [[40, 'Data wystawienia']],
        [[40, '14.04.2026']],
        [[40, 'Data sprzedaży']],
        [[40, '12.04.2026']],
        [[40, 'Termin płatności']],
        [[40, '28.04.2026']],
      ],
      [
        [[40, '14.04.2026']],
        [[40, 'Data wystawienia']],
        [[40, '12.04.2026']],
        [[40, 'Data sprzedaży']],
        [[40, '28.04.2026']],
        [[40, 'Termin płatności']],
      ],
    ]
    for (const layout of layouts) expect(told([...title, ...layout, ...parties, ...sums])).toMatchObject(days)
  })

  it('under two labels that run together are certain of neither', () => {
    const rows: Rows = [
      [[40, 'Data wystawienia:Data sprzedaży:']],
      [
        [40, '14.04.2026'],
        [130, '12.04.2026'],
      ],
    ]
    const { issueDate, taxPointDate } = told([...title, ...rows, ...parties, ...sums])
    expect([issueDate, taxPointDate].map((said) => said?.split(' ')[1])).toEqual(['doubtful', 'doubtful'])
  })
})

describe('a number', () => {
  const dated: Rows = [[[40, 'Data wystawienia: 14.04.2026']]]

  it('that looks like a day is one where its label says so, and not where it is the day of issue', () => {
    const of = (number: string) =>
      told([[[40, `Faktura nr ${number}`]], ...dated, ...parties, ...sums]).number
    expect(of('12/08/2026')).toBe('12/08/2026 certain')
    expect(of('14/04/2026')).toBe('14/04/2026 doubtful')
  })

  it('is no day that stands under a title', () => {
    const { number } = told([[[40, 'FAKTURA']], [[40, '12/08/2026']], ...dated, ...parties, ...sums])
    expect(number).toBe('12/08/2026 doubtful')
  })
})

describe('a seller', () => {
  it('who is not labelled is not certain: another number stands there as well', () => {
    const footer: Rows = [[[40, `Program do faktur, producent: NIP ${vendor}`]]]
    const foreign: Rows = [
      [
        [40, 'Seller'],
        [320, 'Buyer'],
      ],
      [
        [40, 'Northwind Ltd'],
        [320, 'Wzór sp. z o.o.'],
      ],
      [
        [40, 'VAT No: IE6625593XH'],
        [320, `VAT No: PL${ours}`],
      ],
    ]
    const dated: Rows = [[[40, 'Data wystawienia: 14.04.2026']]]
    const read = told([...title, ...dated, ...foreign, ...sums, ...footer])
    expect([read['seller.nip'], read['seller.vatId']]).toEqual([undefined, 'IE6625593XH likely'])
    const buys: Rows = [...title, ...dated, [[40, `Nabywca NIP: ${ours}`]], ...sums]
    // Whoever made the program sells nothing here.
    expect(told([...buys, ...footer])['seller.nip']).toBeUndefined()
    const unlabelled = told([...buys, [[40, `Biuro Zmyślone, NIP ${vendor}, KRS 0000363379`]]])
    expect(unlabelled['seller.nip']).toBe(`${vendor} likely`)
    expect(unlabelled.gross).toBe('123.00 likely')
  })
})

describe('sums', () => {
  const head: Rows = [...title, [[40, 'Data wystawienia: 14.04.2026']], ...parties]

  it('of the only table of rates are likely, and certain where what was paid comes to as much', () => {
    const rates: Rows = [
      [
        [240, 'Stawka'],
        [300, 'Netto'],
        [380, 'VAT'],
        [460, 'Brutto'],
      ],
      [
        [240, '23%'],
        [300, '100,00'],
        [380, '23,00'],
        [460, '123,00'],
      ],
      [
        [240, '8%'],
        [300, '50,00'],
        [380, '4,00'],
        [460, '54,00'],
      ],
    ]
    expect(told([...head, ...rates])).toMatchObject({ net: '150.00 likely', gross: '177.00 likely' })
    const paid: Rows = [[[40, 'Zapłacono: 177,00 zł']]]
    expect(told([...head, ...rates, ...paid])).toMatchObject({
      vat: '27.00 certain',
      gross: '177.00 certain',
    })
  })

  it('stand one under the other, each with its label and currency', () => {
    const column: Rows = [
      [[300, 'Netto: 100,00 PLN']],
      [[300, 'VAT: 23,00 PLN']],
      [[300, 'Brutto: 123,00 PLN']],
    ]
    expect(told([...head, ...column])).toMatchObject({
      ...{ net: '100.00 certain', vat: '23.00 certain', gross: '123.00 certain' },
    })
  })
})

describe('what would be wrong and certain', () => {
  const dated: Rows = [[[40, 'Data wystawienia: 14.04.2026']]]

  it('is the number of another document beside a label of its own', () => {
    const delivery: Rows = [
      [
        [40, 'Nr WZ:'],
        [120, 'ZAM/64/2026'],
      ],
    ]
    const read = told([
      [[40, 'Faktura VAT']],
      [[40, '2026080257']],
      ...dated,
      ...delivery,
      ...parties,
      ...sums,
    ])
    expect(read.number).toBe('2026080257 doubtful')
  })

  it('is the sum of one of two invoices in a file', () => {
    const doubled = (text: string) => text.replace('100,00', '200,00').replace('23,00', '46,00')
    const other = sums.map((row) =>
      row.map(([x, text]) => [x, doubled(text.replace('123,00', '246,00'))] as const),
    )
    const read = told([...title, ...dated, ...parties, ...sums, [[40, 'FAKTURA']], ...other])
    expect(read.gross).toMatch(/ likely$/)
  })

  it('is PLN where only the tax is told in it', () => {
    const plain = sums.map((row) => row.map(([x, text]) => [x, text.replace(' zł', '')] as const))
    const inPln: Rows = [[[40, 'Kwota VAT w PLN: 98,60 PLN (kurs NBP 4,2871)']]]
    const named: Rows = [[[40, 'Waluta dokumentu: EUR']]]
    expect(told([...title, ...dated, ...parties, ...plain, ...inPln]).currency).toBeUndefined()
    expect(told([...title, ...dated, ...named, ...parties, ...plain, ...inPln]).currency).toBe('EUR certain')
  })

  it('is what a correction leaves, where as much is given back', () => {
    const after: Rows = [
      [
        [200, 'Po korekcie'],
        [300, '100,00'],
        [380, '23,00'],
        [460, '123,00'],
      ],
      [[40, 'Do zwrotu: 123,00 zł']],
    ]
    const read = told([[[40, 'Faktura korygująca nr K/1']], ...dated, ...parties, ...after])
    expect(read.gross ?? '').not.toMatch(/certain/)
    expect(read.net).toBeUndefined()
  })
})

describe('words whose letters stand apart', () => {
  it('are put together, and fall into words that labels are made of', () => {
    expect(closedUp('D A T A W Y S T A W I E N I A:')).toBe('DATA WYSTAWIENIA:')
    expect(closedUp('S p r z e d a w c a :')).toBe('Sprzedawca:')
    expect(closedUp('Bill t o :')).toBe('Bill to:')
    expect(closedUp('R E C H N U N G S D A T U M:23.04.2026')).toBe('RECHNUNGSDATUM: 23.04.2026')
    expect(closedUp('Q W E R T Y')).toBe('QWERTY')
  })

  it('are not made of single letters that mean something by themselves', () => {
    for (const text of ['Olej 5W-30 a 12,00', 'sp. z o.o. i w Łodzi', 'A B', '1 2 3 4 5', 'p. A. B. Nowak'])
      expect(closedUp(text)).toBe(text)
  })
})
