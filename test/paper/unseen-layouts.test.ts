import { describe, expect, it } from 'vitest'
import { readText } from '../../src/paper/read-page.ts'
import { ksefNumber } from '../support/ksef.ts'
import { pageOf } from '../support/page.ts'

/** Captions that are unknown, or not there: what is left is told by tax numbers and by adding up, or not at all. */

const [seller, ours, vendor] = ['3066552935', '1999604117', '2481777653']
type Rows = Parameters<typeof pageOf>[0]
const told = (rows: Rows) => {
  const { fields } = readText(pageOf(rows), { ours, isGuessed: false })
  return Object.fromEntries(Object.entries(fields).map(([name, f]) => [name, `${f.value} ${f.confidence}`]))
}
const certain = (rows: Rows) => Object.values(told(rows)).filter((one) => one.endsWith(' certain'))

const head: Rows = [[[40, 'Faktura VAT nr FV/9/2026 z dnia 14.04.2026']]]
const sums: Rows = [
  [
    [240, 'Razem'],
    [300, '100,00'],
    [380, '23,00'],
    [460, '123,00'],
  ],
  [[40, 'Do zapłaty: 123,00 zł']],
]
const firm = (name: string, nip: string, label = 'NIP:') => [name, 'ul. Polna 41/16', `${label} ${nip}`]
const stacked = (...texts: string[]): Rows => texts.map((text) => [[40, text]])
const sideBySide = (captions: [string, string], left: string[], right: string[]): Rows => [
  captions.flatMap((caption, i) => (caption === '' ? [] : [[i === 0 ? 40 : 320, caption]])) as Rows[number],
  ...left.map((text, i): Rows[number] => [
    [40, text],
    [320, right[i] as string],
  ]),
]
const [us, them] = [firm('Wzór sp. z o.o.', ours), firm('Mechanika Zmyślona s.c.', seller)]

describe('parties without captions', () => {
  it('are we, who buy, and whoever else has a tax number; of none of it the page is certain', () => {
    const rows = [...head, ...stacked(...them, '', ...us), ...sums]
    expect(told(rows)).toMatchObject({
      'seller.nip': `${seller} likely`,
      'seller.name': 'Mechanika Zmyślona s.c. likely',
      'buyer.nip': `${ours} likely`,
      number: 'FV/9/2026 likely',
      issueDate: '2026-04-14 likely',
      gross: '123.00 likely',
    })
    expect(certain(rows)).toEqual([])
  })

  it('leave open which of two others sells, but where the KSeF number names him', () => {
    const rows = [...head, ...stacked(...them, '', ...firm('Inny S.A.', vendor), '', ...us), ...sums]
    expect(told(rows)['seller.nip']).toContain('doubtful')
    const numbered = stacked(`Numer KSeF: ${ksefNumber(seller, '2026-04-14', 7)}`)
    expect(told([...rows, ...numbered])['seller.nip']).toBe(`${seller} likely`)
  })

  it('are told by a tax number in whatever words: N.I.P., NIP/VAT UE, Nr id. podatkowej, VAT ID, or by dashes alone', () => {
    const dashed = '306-655-29-35'
    for (const [label, nip] of [
      ...['N.I.P.:', 'NIP/VAT UE:', 'Nr id. podatkowej:', 'VAT ID', 'Nr NIP', 'Tax ID:'].map((l) => [
        l,
        seller,
      ]),
      ['', dashed],
    ] as [string, string][])
      expect(
        told([...head, ...stacked(...firm('Mechanika Zmyślona s.c.', nip, label), '', ...us), ...sums]),
      ).toMatchObject({
        'seller.nip': `${seller} likely`,
        'buyer.nip': `${ours} likely`,
      })
  })

  it('have no tax number in ten digits that nothing calls one, or in the register of a program', () => {
    const rows = [...head, ...stacked(...us, `Nr konta klienta ${seller}`), ...sums]
    expect(told(rows)['seller.nip']).toBeUndefined()
    expect(
      told([...rows, ...stacked(`Program do faktur, producent NIP ${vendor}`)])['seller.nip'],
    ).toBeUndefined()
  })

  it('stand in small print at the foot of letter paper, with the name before a sign', () => {
    const foot = stacked(
      'Mechanika Zmyślona s.c. · ul. 3 Maja 113 · 90-301 Łódź',
      `NIP ${seller} · REGON 861526326 · Kapitał zakładowy 170 125,74 zł`,
    )
    const rows = [...head, ...stacked('Nabywca', ...us), ...sums, ...foot]
    expect(told(rows)).toMatchObject({
      'seller.nip': `${seller} likely`,
      'seller.name': 'Mechanika Zmyślona s.c. likely',
    })
    expect(certain(rows)).toEqual([])
  })
})

describe('captions', () => {
  it('that name both parties at once, or one of them alone, leave the other to his tax number', () => {
    const wanted = { 'seller.nip': `${seller} likely`, 'buyer.nip': `${ours} likely` }
    for (const captions of [
      ['Sprzedawca / Nabywca', ''],
      ['', 'Nabywca'],
      ['Strona pierwsza', 'Nabywca'],
    ] as [string, string][])
      expect(told([...head, ...sideBySide(captions, them, us), ...sums])).toMatchObject(wanted)
    // What stands right of the caption of the buyer is not his, who has his own number below it.
    expect(told([...head, ...sideBySide(['Nabywca', 'Strona druga'], us, them), ...sums])).toMatchObject(
      wanted,
    )
  })

  it('that stand over two firms are of the first; what we are beside him is no more than a guess', () => {
    const rows = [...head, ...stacked('Sprzedawca', ...them, 'Dla:', ...us), ...sums]
    expect(told(rows)).toMatchObject({ 'seller.nip': `${seller} likely`, 'buyer.nip': `${ours} doubtful` })
    expect(certain(rows)).toEqual([])
  })

  it('of what we sell make no purchase of it, whatever the other is called', () => {
    for (const rows of [
      [...head, ...stacked('Sprzedawca', ...us, 'Dla:', ...them), ...sums],
      [...head, ...sideBySide(['Sprzedawca', 'Dla'], us, them), ...sums],
    ]) {
      expect(told(rows)['seller.nip']).toContain(ours)
      expect(told(rows)['buyer.nip']).toBeUndefined()
      expect(certain(rows)).toEqual([])
    }
  })
})

describe('what nothing names', () => {
  const parties = stacked(...them, '', ...us)

  it('is a number under a label for one, or the only day over the goods: a guess, and none where two might be', () => {
    const rows = stacked(
      'Faktura',
      'Numer dowodu: FV/9/2026',
      'Sporządzono: 14.04.2026',
      'Zapłata do: 28.04.2026',
    )
    // The term is called so, and an order is none of the invoice.
    expect(told([...rows, ...parties, ...sums])).toMatchObject({
      number: 'FV/9/2026 doubtful',
      issueDate: '2026-04-14 doubtful',
    })
    const orders = stacked(
      'Faktura',
      'Numer zamówienia: ZAM/9/2026',
      'Nr dostawy: D/3',
      'Wydrukowano: 14.04.2026',
    )
    const { number, issueDate } = told([...orders, ...parties, ...sums])
    expect([number, issueDate]).toEqual([undefined, undefined])
    const several = stacked(
      'Faktura',
      'Numer dowodu: FV/9/2026',
      'Numer arkusza: A/7',
      'Od 14.04.2026',
      'Ku 15.04.2026',
    )
    const two = told([...several, ...parties, ...sums])
    expect([two.number, two.issueDate]).toEqual([undefined, undefined])
  })

  it('is who buys of a foreign seller: we, under whatever caption', () => {
    const foreign = firm('Northwind Ltd', 'IE6625593XH', 'VAT No:')
    for (const rows of [
      stacked('Seller', ...foreign, 'Invoiced to', ...us),
      sideBySide(['Seller', 'Invoiced to'], foreign, us),
    ]) {
      const read = told([...head, ...rows, ...sums])
      expect([read['seller.nip'], read['seller.vatId']]).toEqual([undefined, 'IE6625593XH likely'])
      expect(read['buyer.nip']).toContain(ours)
    }
  })
})

describe('a label and its value', () => {
  it('are parted by dots as by a gap', () => {
    const rows = stacked(
      'Faktura VAT',
      'Numer faktury ............................ FV/9/2026',
      'Data wystawienia ________________ 14.04.2026',
    )
    expect(told([...rows, ...stacked(...them, '', ...us), ...sums])).toMatchObject({
      number: 'FV/9/2026 likely',
      issueDate: '2026-04-14 likely',
    })
  })

  it('may be a number over its title: a guess', () => {
    const rows = stacked('FVS/2026/376/K1', 'RECHNUNG', 'Rechnungsdatum: 2026-07-11')
    expect(told([...rows, ...sums]).number).toBe('FVS/2026/376/K1 doubtful')
  })
})

describe('sums that no known word names', () => {
  const parties = stacked(...them, '', ...us)
  const item = (name: string, ...amounts: string[]): Rows[number] => [
    [40, name],
    ...amounts.map((amount, i) => [240 + 70 * i, amount] as const),
  ]
  const items = [item('Śruby', '100,00', '23,00', '123,00'), item('Farba', '50,00', '4,00', '54,00')]

  it('are those that the lines before them make, and only likely', () => {
    const rows = [...head, ...parties, ...items, item('Wszystko', '150,00', '27,00', '177,00')]
    expect(told(rows)).toMatchObject({ net: '150.00 likely', vat: '27.00 likely', gross: '177.00 likely' })
    // One and the same goods twice are no sum.
    const twice = [...head, ...parties, items[0], items[0], items[1]] as Rows
    expect(told(twice).gross).toBeUndefined()
  })

  it('stand one below the other, also over the end of a page', () => {
    const column = stacked('Bez daniny: 150,00', 'Danina: 27,00', 'Z daniną: 177,00')
    expect(told([...head, ...parties, ...column])).toMatchObject({
      net: '150.00 likely',
      vat: '27.00 likely',
      gross: '177.00 likely',
    })
  })

  it('are not told of a correction, where sums of before and after add up as well', () => {
    const title: Rows = [[[40, 'Faktura korygująca nr K/1/2026 z dnia 14.04.2026']]]
    const rows = [
      ...title,
      ...parties,
      item('Stan dawny', '150,00', '27,00', '177,00'),
      item('Zmiana', '50,00', '4,00', '54,00'),
      item('Stan nowy', '200,00', '31,00', '231,00'),
    ]
    expect(told(rows).gross).toBeUndefined()
  })
})
