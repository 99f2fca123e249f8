import { describe, expect, it } from 'vitest'
import { readText } from '../../src/paper/read-page.ts'
import type { Reading } from '../../src/paper/reading.ts'
import { lined, pageOf } from '../support/page.ts'

/** What is read from labels, places and sums of a page; NIPs with right check digits that belong to nobody. */

const [seller, ours, factor] = ['3066552935', '1999604117', '2481777653']
const about = { ours, isGuessed: false }

const head = [
  [[200, 'Faktura VAT nr FV/213/04/2026']],
  [
    [40, 'Data wystawienia: 14.04.2026'],
    [320, 'Data sprzedaży: 12 kwietnia 2026 r.'],
  ],
  [
    [40, 'Sprzedawca'],
    [320, 'Nabywca'],
  ],
  [
    [40, 'Mechanika Piotr Zmyślony'],
    [320, 'Pracownia Wzór sp. z o.o.'],
  ],
  [
    [40, 'ul. 3 Maja 31, 30-001 Kraków'],
    [320, 'ul. Ćwiartki 88, 15-001 Białystok'],
  ],
  [
    [40, `NIP: ${seller}`],
    [320, 'NIP: 199-960-41-17'],
  ],
] as const
const sums = [
  [
    [300, 'netto'],
    [380, 'VAT'],
    [460, 'brutto'],
  ],
  [
    [240, '23%'],
    [300, '19 579,90'],
    [380, '4 503,38'],
    [460, '24 083,28'],
  ],
  [
    [240, '8%'],
    [300, '10 192,00'],
    [380, '815,36'],
    [460, '11 007,36'],
  ],
  [
    [240, 'Razem'],
    [300, '29 771,90'],
    [380, '5 318,74'],
    [460, '35 090,64'],
  ],
  [
    [40, 'Do zapłaty:'],
    [140, '35 090,64 zł'],
  ],
] as const
type Rows = Parameters<typeof pageOf>[0]
const read = (rows: Rows, more: Partial<typeof about> = {}) => readText(pageOf(rows), { ...about, ...more })
const told = ({ fields }: Reading) =>
  Object.fromEntries(Object.entries(fields).map(([name, f]) => [name, `${f.value} ${f.confidence}`]))
const without = (rows: Rows, ...texts: string[]) =>
  rows.filter((row) => !texts.some((t) => row.some(([, own]) => own.includes(t))))
const changed = (rows: Rows, from: string, to: string): Rows =>
  rows.map((row) => row.map(([x, text]) => [x, text.replace(from, to)] as const))

describe('an invoice that proves itself', () => {
  it('is certain in all that labels, check digits and sums say together', () => {
    const reading = read([...head, ...sums])
    expect(told(reading)).toEqual({
      'seller.nip': `${seller} certain`,
      'seller.name': 'Mechanika Piotr Zmyślony likely',
      'buyer.nip': `${ours} certain`,
      number: 'FV/213/04/2026 certain',
      issueDate: '2026-04-14 certain',
      taxPointDate: '2026-04-12 certain',
      kind: 'VAT certain',
      currency: 'PLN certain',
      net: '29771.90 certain',
      vat: '5318.74 certain',
      gross: '35090.64 certain',
    })
    expect(reading.document).toMatchObject({ value: 'invoice', because: { said: 'reading.title' } })
    expect(reading.fields.gross?.box).toEqual([460, 40 + 9 * 14, 45, 10])
  })
  it('is no more than likely where it names another buyer', () => {
    const certain = Object.values(told(read([...head, ...sums], { ours: factor }))).filter((t) =>
      t.includes('certain'),
    )
    expect(certain).toEqual([])
  })
  it('is never certain where a machine read it from a picture', () => {
    const { fields } = read([...head, ...sums], { isGuessed: true })
    expect(fields.gross).toMatchObject({ value: '35090.64', confidence: 'likely', source: 'ocr' })
  })
  it.each([
    ['sums that do not add up', '35 090,64', '35 090,46', 'gross'],
    ['a wrong check digit of the seller', seller, '3066552936', 'seller.nip'],
  ])('%s prove nothing', (_, from, to, name) => {
    const reading = read(changed([...head, ...sums], from, to))
    expect(Object.values(told(reading)).filter((t) => t.includes('certain'))).toEqual([])
    expect(reading.fields[name as 'gross']?.value).not.toBe(name === 'seller.nip' ? to : undefined)
  })
  it('with our NIP as seller is not certain', () => {
    const swapped = changed(changed([...head, ...sums], seller, 'x'), '199-960-41-17', seller)
    const reading = read(changed(swapped, 'NIP: x', `NIP: ${ours}`))
    expect(reading.fields['seller.nip']).toMatchObject({ value: ours, confidence: 'likely' })
  })
})

describe('parties', () => {
  it('a third column is neither seller nor buyer', () => {
    const three = [
      [
        [40, 'Sprzedawca'],
        [220, 'Nabywca'],
        [400, 'Faktor'],
      ],
      [
        [40, `NIP: ${seller}`],
        [220, `NIP: ${ours}`],
        [400, `NIP: ${factor}`],
      ],
    ] as const
    expect(told(read(three))).toMatchObject({
      'seller.nip': expect.stringContaining(seller),
      'buyer.nip': expect.stringContaining(ours),
    })
  })
  it('stand one below the other, and behind their labels', () => {
    const stacked = lined(
      'FAKTURA Nr FS 110/MAG/06/2026 ORYGINAŁ',
      'SPRZEDAWCA: Mechanika Piotr Zmyślony, ul. Kościuszki 117, 20-001 Lublin',
      `NIP ${seller} REGON 837668542`,
      'NABYWCA: Drukarnia S.A., ul. Niepodległości 136/2, 41-800 Zabrze',
      'NIP 199-960-41-17',
    )
    expect(told(read(stacked))).toMatchObject({
      number: expect.stringContaining('FS 110/MAG/06/2026'),
      'seller.nip': expect.stringContaining(seller),
      'seller.name': 'Mechanika Piotr Zmyślony likely',
      'buyer.nip': expect.stringContaining(ours),
    })
  })
  it('a footer full of numbers and accounts changes nothing', () => {
    const footer = lined(
      `Konto: 69 1153 1664 4015 8605 3979 5966, Faktor NIP ${factor}`,
      'Operator płatności 0000000000, KRS 0000300457, tel. 92 455 65 85',
    )
    expect(told(read([...head, ...sums, ...footer]))).toMatchObject({
      'seller.nip': `${seller} certain`,
      'buyer.nip': `${ours} certain`,
    })
  })
  it('a NIP of zeros is none', () => {
    const zeros = changed([...head, ...sums], seller, '000-000-00-00')
    expect(read(zeros).fields['seller.nip']).toBeUndefined()
  })
})

describe('amounts', () => {
  it.each([
    ['17 115,45PLN', '17115.45', 'PLN'],
    ['1.296.045,64 zł', '1296045.64', 'PLN'],
    ['10,942.52 EUR', '10942.52', 'EUR'],
    ['EUR 682403.07', '682403.07', 'EUR'],
    ['$1,150.20', '1150.20', 'USD'],
    ['12\u00a0345,00\u00a0zł', '12345.00', 'PLN'],
  ])('%s is %s %s', (written, gross, currency) => {
    const { fields } = read(lined('Faktura nr FV/1/2026', `Wartość brutto: ${written}`))
    expect([fields.gross?.value, fields.currency?.value]).toEqual([gross, currency])
  })
  it('what is left to pay is not the gross amount', () => {
    const paid = changed([...head, ...sums], '35 090,64 zł', '0,00 zł')
    expect(read(paid).fields.gross).toMatchObject({ value: '35090.64', confidence: 'certain' })
    const only = read(lined('Faktura nr FV/1/2026', 'Do zapłaty: 0,00 zł'))
    expect(only.fields.gross).toBeUndefined()
  })
  it('of a correction are the difference', () => {
    const { fields } = read([
      ...lined('FAKTURA KORYGUJĄCA', 'Numer: KOR/53/02/2026', 'Do faktury numer: FV 67/01/2026'),
      [
        [40, 'Razem przed korektą'],
        [240, '2 392,65'],
        [320, '550,31'],
        [400, '2 942,96'],
      ],
      [
        [40, 'Razem po korekcie'],
        [240, '920,25'],
        [320, '211,66'],
        [400, '1 131,91'],
      ],
      [
        [40, 'Kwota korekty'],
        [240, '-1 472,40'],
        [320, '-338,65'],
        [400, '-1 811,05'],
      ],
    ])
    expect([fields.net?.value, fields.vat?.value, fields.gross?.value]).toEqual([
      '-1472.40',
      '-338.65',
      '-1811.05',
    ])
    expect([fields.kind?.value, fields.number?.value, fields['corrects.number']?.value]).toEqual([
      'KOR',
      'KOR/53/02/2026',
      'FV 67/01/2026',
    ])
  })
  it('of rates without a sum make it, where a label says as much', () => {
    const { fields } = read([
      ...lined('Numer Faktury:', 'FV/102/10/2026', 'Kwota należności ogółem: 246,60 PLN'),
      [
        [40, '1'],
        [80, '23% lub 22%'],
        [240, '100,00'],
        [320, '23,00'],
        [400, '123,00'],
      ],
      [
        [40, '2'],
        [80, '3%'],
        [240, '120,00'],
        [320, '3,60'],
        [400, '123,60'],
      ],
    ])
    expect([fields.net?.value, fields.vat?.value, fields.gross?.value]).toEqual(['220.00', '26.60', '246.60'])
  })
})

describe('days', () => {
  it.each([
    ['Data wystawienia: 02.07.2026 r.', '2026-07-02'],
    ['Wystawiono dnia 2026/07/02', '2026-07-02'],
    ['Issue date: 2 July 2026', '2026-07-02'],
    ['Invoice date: July 2, 2026', '2026-07-02'],
    ['Rechnungsdatum: 2. Juli 2026', '2026-07-02'],
    ['Miejsce i data wystawienia: Kraków, 2-7-2026', '2026-07-02'],
    ['Lublin, dnia 2 lipca 2026 r.', '2026-07-02'],
  ])('%s', (line, day) => {
    expect(read(lined('Faktura nr FV/1/2026', line)).fields.issueDate?.value).toBe(day)
  })
  it('of another invoice, and days that do not exist, are none', () => {
    const rows = lined(
      'Faktura nr FV/1/2026',
      'Data wystawienia faktury korygowanej: 02.07.2026',
      'Data wystawienia: 31.06.2026',
      'Termin płatności: 16.07.2026',
    )
    expect(read(rows).fields.issueDate).toBeUndefined()
  })
  it('two days of issue are both doubtful', () => {
    const rows = lined('Faktura nr FV/1/2026', 'Data wystawienia: 02.07.2026', 'Data wystawienia: 03.07.2026')
    expect(read(rows).fields.issueDate).toMatchObject({
      value: '2026-07-02',
      confidence: 'doubtful',
      alternatives: [{ value: '2026-07-03' }],
    })
  })
})

describe('several invoices in one file', () => {
  it('have no certain number, and are told', () => {
    const second = changed([...head, ...sums], 'FV/213/04/2026', 'FV/214/04/2026')
    const reading = readText([...pageOf([...head, ...sums], 1), ...pageOf(second, 2)], about)
    expect(reading.fields.number).toMatchObject({
      confidence: 'doubtful',
      alternatives: [{ value: 'FV/214/04/2026' }],
    })
    expect(reading.warnings).toEqual([{ said: 'reading.several-numbers' }])
  })
})

describe('what is no invoice', () => {
  it.each([
    ['Urzędowe poświadczenie odbioru dokumentu elektronicznego KSeF', 'not-an-invoice'],
    ['Faktura pro forma nr FV/427/04/2026', 'not-an-invoice'],
    ['FAKTURA PROFORMA 1/2026', 'not-an-invoice'],
    ['WZ – Wydanie zewnętrzne nr WZ/197/2026', 'not-an-invoice'],
    ['WEZWANIE DO ZAPŁATY', 'not-an-invoice'],
    ['Nota korygująca nr 1/2026', 'not-an-invoice'],
    ['Potwierdzenie wykonania przelewu', 'not-an-invoice'],
    ['POTWIERDZENIE TRANSAKCJI', 'transaction-confirmation'],
    ['PARAGON FISKALNY', 'fiscal-receipt'],
  ])('%s', (title, value) => {
    const rows = [...lined(title, 'Dotyczy: Faktura VAT nr FV 127/05/2026'), ...head.slice(1), ...sums]
    const reading = read(rows)
    expect(reading.document?.value).toBe(value)
    expect(
      Object.values(told(reading)).filter((t) => t.includes('certain') && value === 'not-an-invoice'),
    ).toEqual([])
  })
  it('an invoice of an authorised person is one', () => {
    const rows = [
      ...head,
      ...sums,
      ...lined('Osoba upoważniona do wystawienia: Anna Wzorcowa', 'UPO nie dotyczy'),
    ]
    expect(read(rows).document?.value).toBe('invoice')
  })
  it('a page without a title says nothing of what it is', () => {
    expect(read(without(head, 'Faktura')).document).toBeNull()
  })
})

describe('the KSeF number', () => {
  const number = '7348369517-20261012-8ACFCEBEF89F-DC'
  it('makes it a visualisation, and counts with a right check alone', () => {
    const rows = lined('Numer Faktury:', 'FE/21/10/2026', 'Faktura podstawowa', `Numer KSEF:${number}`)
    const reading = read(rows)
    expect(reading.fields.ksefNumber?.value).toBe(number)
    expect(reading.document?.value).toBe('numbered-visualisation')
    expect(read(changed(rows, '-DC', '-DD')).fields.ksefNumber).toBeUndefined()
  })
  it('of the corrected invoice is not its own', () => {
    const rows = lined('Faktura korygująca', `Numer KSeF faktury korygowanej: ${number}`)
    expect(read(rows).fields.ksefNumber).toBeUndefined()
  })
})
