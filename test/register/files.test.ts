import { describe, expect, it } from 'vitest'
import { isTaxOffice, jpkCountry } from '../../src/law/jpk-codes.ts'
import { csvFile } from '../../src/register/csv.ts'
import { type JpkHeader, jpkFile } from '../../src/register/jpk.ts'
import { type Row, supplierFields } from '../../src/register/row.ts'
import { jpkText } from '../../src/register/text.ts'
import { parseCsv } from '../support/csv.ts'
import { purchaseRows, textsOf } from '../support/jpk-file.ts'
import { whyNoXsd, xsdProblems } from '../support/xsd.ts'

const row = (more: object = {}): Row =>
  ({
    purchaseId: 'p1',
    ...{ NrDostawcy: '5265877635', NazwaDostawcy: 'Sprzedawca S.A.', DowodZakupu: 'FV/1' },
    ...{ DataZakupu: '2026-07-01', DataWplywu: '2026-07-02', marker: { BFK: 1 } },
    ...{ K_42: '100.00', K_43: '23.00', amountsUnknown: null },
    ...{ currency: 'PLN', net: '100.00', vat: '23.00', gross: '123.00', receiptRule: 'actual', findings: [] },
    ...more,
  }) as unknown as Row
const header = (more: object = {}): JpkHeader =>
  ({
    ...{
      settlement: 'monthly',
      month: '2026-07',
      purpose: 1,
      createdAt: '2026-08-20T10:00:00Z',
      system: 'test',
    },
    ...{
      nip: '9376032788',
      name: 'Odbiorca',
      officeCode: '1471',
      email: 'a@b.example',
      phone: null,
      person: null,
    },
    ...more,
  }) as JpkHeader
async function text(chunks: AsyncGenerator<string>): Promise<string> {
  let all = ''
  for await (const chunk of chunks) all += chunk
  return all
}
const jpk = (pages: Row[][], more: object = {}) => text(jpkFile(header(more), pages))
const csv = async (rows: Row[], decimals: 'point' | 'comma' = 'point') =>
  parseCsv((await text(csvFile([rows], decimals))).slice(1), ';')

describe('the JPK file', () => {
  it('numbers the rows across pages and sums what it wrote, beyond the safe integers too', async () => {
    const large = row({ K_43: '90000000000000.01' })
    const xml = await jpk([[large, large], [], [large]])
    expect(purchaseRows(xml).map((r) => r.LpZakupu)).toEqual(['1', '2', '3'])
    expect(textsOf(xml, 'PodatekNaliczony')).toEqual(['270000000000000.03'])
  })

  it('of an empty month says so', async () => {
    const xml = await jpk([])
    expect(textsOf(xml, 'LiczbaWierszyZakupow')).toEqual(['0'])
    expect(textsOf(xml, 'PodatekNaliczony')).toEqual(['0.00'])
  })

  it('counts every field of input tax, and neither net amounts nor margins', async () => {
    const fields = { K_40: '1.00', K_41: '2.00', K_42: '4.00', K_43: '8.00', K_44: '16.00', K_45: '32.00' }
    const xml = await jpk([[row({ ...fields, K_46: '-64.00', K_47: '128.00', ZakupVAT_Marza: '256.00' })]])
    expect(textsOf(xml, 'PodatekNaliczony')).toEqual(['122.00'])
  })

  it('names the form, the month and the taxpayer, and no sales', async () => {
    const xml = await jpk([], { month: '2026-09', purpose: 2, phone: '+48420000000' })
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<JPK xmlns="http:\/\/crd.gov.pl\/wzor\/2025\/12\/19\/14090\/" /,
    )
    expect(xml).toContain(
      '<KodFormularza kodSystemowy="JPK_V7M (3)" wersjaSchemy="1-0E">JPK_VAT</KodFormularza>',
    )
    expect(xml).toContain('<CelZlozenia poz="P_7">2</CelZlozenia>')
    const texts = Object.fromEntries(
      [
        ...['WariantFormularza', 'DataWytworzeniaJPK', 'NazwaSystemu', 'KodUrzedu', 'Rok', 'Miesiac', 'NIP'],
        ...['PelnaNazwa', 'Email', 'Telefon', 'LiczbaWierszySprzedazy', 'PodatekNalezny'],
      ].map((name) => [name, textsOf(xml, name)]),
    )
    expect(texts).toEqual({
      ...{ WariantFormularza: ['3'], DataWytworzeniaJPK: ['2026-08-20T10:00:00Z'], NazwaSystemu: ['test'] },
      ...{
        KodUrzedu: ['1471'],
        Rok: ['2026'],
        Miesiac: ['9'],
        NIP: ['9376032788'],
        PelnaNazwa: ['Odbiorca'],
      },
      ...{
        Email: ['a@b.example'],
        Telefon: ['+48420000000'],
        LiczbaWierszySprzedazy: ['0'],
        PodatekNalezny: ['0.00'],
      },
    })
    expect(xml.endsWith('</Ewidencja>\n</JPK>\n')).toBe(true)
  })

  it('of a quarter is the other form', async () => {
    const xml = await jpk([], { settlement: 'quarterly' })
    expect(xml).toContain('xmlns="http://crd.gov.pl/wzor/2025/12/19/14089/"')
    expect(xml).toContain('kodSystemowy="JPK_V7K (3)"')
  })

  it('of a natural person names that person, and nobody’s telephone', async () => {
    const person = { firstName: 'J'.repeat(40), lastName: 'N'.repeat(90), birthDate: '1961-02-03' }
    const xml = await jpk([], { person })
    const lengths = ['etd:ImiePierwsze', 'etd:Nazwisko'].map((name) => textsOf(xml, name)[0]?.length)
    expect(lengths).toEqual([30, 81])
    expect([textsOf(xml, 'etd:NIP'), textsOf(xml, 'etd:DataUrodzenia')]).toEqual([
      ['9376032788'],
      ['1961-02-03'],
    ])
    expect([textsOf(xml, 'PelnaNazwa'), textsOf(xml, 'Telefon'), textsOf(xml, 'Email')]).toEqual([
      [],
      [],
      ['a@b.example'],
    ])
    expect(xml).toContain('<OsobaFizyczna>')
  })

  it('cuts names at 240 characters', async () => {
    const xml = await jpk([], { name: 'n'.repeat(300), system: 's'.repeat(300) })
    expect([textsOf(xml, 'PelnaNazwa')[0]?.length, textsOf(xml, 'NazwaSystemu')[0]?.length]).toEqual([
      240, 240,
    ])
  })

  it('writes a row in the order of the schema, with one marker', async () => {
    const full = row({
      ...{ KodKrajuNadaniaTIN: 'DE', DokumentZakupu: 'MK', IMP: 1, marker: { NrKSeF: 'N-1' } },
      ...{ ZakupVAT_Marza: '7.00', K_47: '6.00', K_40: '1.00' },
    })
    const xml = await jpk([[full, row({ DataWplywu: null })]])
    const [first = {}, second = {}] = purchaseRows(xml)
    expect(Object.entries(first)).toEqual([
      ...Object.entries({ LpZakupu: '1', KodKrajuNadaniaTIN: 'DE', NrDostawcy: '5265877635' }),
      ...Object.entries({ NazwaDostawcy: 'Sprzedawca S.A.', DowodZakupu: 'FV/1', DataZakupu: '2026-07-01' }),
      ...Object.entries({ DataWplywu: '2026-07-02', NrKSeF: 'N-1', DokumentZakupu: 'MK', IMP: '1' }),
      ...Object.entries({
        K_40: '1.00',
        K_42: '100.00',
        K_43: '23.00',
        K_47: '6.00',
        ZakupVAT_Marza: '7.00',
      }),
    ])
    expect(Object.keys(second)).toEqual([
      ...['LpZakupu', 'NrDostawcy', 'NazwaDostawcy', 'DowodZakupu', 'DataZakupu', 'BFK', 'K_42', 'K_43'],
    ])
    expect(second.BFK).toBe('1')
    expect(textsOf(xml, 'LiczbaWierszyZakupow')).toEqual(['2'])
    expect(textsOf(xml, 'PodatekNaliczony')).toEqual(['52.00'])
  })

  const reason = whyNoXsd(['JPK_V7M (3)', 'JPK_V7K (3)'])
  it.skipIf(reason !== null)('is valid with every element, whatever names hold, and empty', async () => {
    const hostile = `]]> &amp; <b> "q" 'a' \u0001\uFFFE\uD800 ${'\u{1F600}'.repeat(600)}`
    const names = { NazwaDostawcy: jpkText(hostile, 512), DowodZakupu: jpkText(` a\t${hostile}`, 256) }
    const everything = row({
      ...{ ...names, KodKrajuNadaniaTIN: 'EL', marker: { DI: 1 }, DokumentZakupu: 'WEW', IMP: 1 },
      ...{
        K_40: '1.00',
        K_41: '2.00',
        K_44: '3.00',
        K_45: '-4.00',
        K_46: '-5.00',
        K_47: '6.00',
        ZakupVAT_Marza: '7.00',
      },
    })
    const person = { firstName: 'Jan <&>', lastName: 'Nowak', birthDate: '1961-02-03' }
    const more = { name: hostile, phone: '+48420000000', system: hostile }
    const files = [
      await jpk([[everything, row({ DataWplywu: null })]], { ...more, purpose: 2 }),
      await jpk([], { person }),
    ]
    const bytes = files.map((xml) => new TextEncoder().encode(xml))
    expect(xsdProblems('JPK_V7M (3)', bytes)).toBe('')
    const quarterly = await jpk([[everything]], { settlement: 'quarterly' })
    expect(xsdProblems('JPK_V7K (3)', [new TextEncoder().encode(quarterly)])).toBe('')
  })
})

describe('texts of JPK', () => {
  it.each([
    ['  a \t b\r\n', 'a b'],
    ['\u0000\u0008\uFFFF', 'BRAK'],
    ['x'.repeat(9), 'xxxx'],
    ['abc d', 'abc'],
    ['\u{1F600}\u{1F600}\u{1F600}\u{1F600}\u{1F600}', '\u{1F600}\u{1F600}\u{1F600}\u{1F600}'],
  ])('%j', (given, expected) => {
    expect(jpkText(given, 4)).toBe(expected)
  })

  it('knows countries as JPK writes them, and tax offices', () => {
    expect(['GR', 'EL', 'DE', 'XI', 'ZZ', 'D', 'toString'].map(jpkCountry)).toEqual([
      'EL',
      'EL',
      'DE',
      'XI',
      null,
      null,
      null,
    ])
    expect(['1471', '0202', '3071', '3024', '1400', '9999', '14710', 'ab12'].map(isTaxOffice)).toEqual([
      ...[true, true, true, false, false, false, false, false],
    ])
  })

  it.each([
    ['DE', 'DE123456789', 'DE', '123456789'],
    ['DE', 'DEDE123456789', 'DE', '123456789'],
    ['GR', 'GREL094259216', 'EL', '094259216'],
    ['CH', 'CHCHE123456789', 'CH', 'CHE123456789'],
    ['AT', 'ATATU12345678', 'AT', 'U12345678'],
    ['ZZ', 'ZZ77', undefined, '77'],
  ])('names a supplier of %s, %s', (country, id, code, number) => {
    const fields = supplierFields({ country, id, name: null })
    expect(fields).toEqual({
      ...(code && { KodKrajuNadaniaTIN: code }),
      NrDostawcy: number,
      NazwaDostawcy: 'BRAK',
    })
  })
})

describe('the spreadsheet', () => {
  it('begins with a BOM and has one column a field, rows only', async () => {
    expect((await text(csvFile([[row()]], 'point'))).startsWith('\uFEFFKodKrajuNadaniaTIN;')).toBe(true)
    const [names = [], cells = [], ...rest] = await csv([row({ K_46: '-5.00', marker: { NrKSeF: 'N-1' } })])
    const value = (name: string) => cells[names.indexOf(name)]
    expect([value('NrKSeF'), value('BFK'), value('K_42'), value('K_46'), value('K_40')]).toEqual([
      ...['N-1', '', '100.00', '-5.00', ''],
    ])
    expect(names).toEqual(expect.arrayContaining(['K_40', 'K_41', 'K_44', 'K_45', 'K_47', 'ZakupVAT_Marza']))
    expect(cells).toHaveLength(names.length)
    expect(rest).toEqual([])
  })

  it('names its columns in the order of JPK, then what the invoice says', async () => {
    const [names = []] = await csv([])
    expect(names).toEqual([
      ...['KodKrajuNadaniaTIN', 'NrDostawcy', 'NazwaDostawcy', 'DowodZakupu', 'DataZakupu', 'DataWplywu'],
      ...['NrKSeF', 'OFF', 'BFK', 'DI', 'DokumentZakupu', 'IMP'],
      ...['K_40', 'K_41', 'K_42', 'K_43', 'K_44', 'K_45', 'K_46', 'K_47', 'ZakupVAT_Marza'],
      ...['waluta', 'netto', 'VAT', 'brutto', 'zapłacono', 'brak kwot', 'reguła', 'uwagi', 'held', 'id'],
    ])
  })

  it('tells of a row all that is known', async () => {
    const [names = [], ...rows] = await csv([
      row({ KodKrajuNadaniaTIN: 'DE', DokumentZakupu: 'MK', IMP: 1, paid: '50.00', findings: ['A', 'B'] }),
      row({ marker: { OFF: 1 }, amountsUnknown: 'EXCHANGE_RATE_MISSING', net: null, DataWplywu: null }),
      row({ marker: { DI: 1 } }),
    ])
    const told = rows.map((cells) =>
      Object.fromEntries(names.map((name, i) => [name, cells[i]]).filter(([, cell]) => cell !== '')),
    )
    const same = {
      ...{
        NrDostawcy: '5265877635',
        NazwaDostawcy: 'Sprzedawca S.A.',
        DowodZakupu: 'FV/1',
        DataZakupu: '2026-07-01',
      },
      ...{
        K_42: '100.00',
        K_43: '23.00',
        waluta: 'PLN',
        VAT: '23.00',
        brutto: '123.00',
        reguła: 'actual',
        id: 'p1',
      },
    }
    expect(told).toEqual([
      {
        ...{
          ...same,
          KodKrajuNadaniaTIN: 'DE',
          DataWplywu: '2026-07-02',
          BFK: '1',
          DokumentZakupu: 'MK',
          IMP: '1',
        },
        ...{ netto: '100.00', zapłacono: '50.00', uwagi: 'A B' },
      },
      { ...same, OFF: '1', 'brak kwot': 'EXCHANGE_RATE_MISSING' },
      { ...same, DataWplywu: '2026-07-02', DI: '1', netto: '100.00' },
    ])
  })

  it('writes decimals as asked, and numbers as numbers', async () => {
    const [names = [], cells = []] = await csv([row({ K_43: '-23.00' })], 'comma')
    expect(cells[names.indexOf('K_43')]).toBe('-23,00')
  })

  it('quotes every text, and no amount, day or mark', async () => {
    const [, line] = (await text(csvFile([[row({ KodKrajuNadaniaTIN: 'DE' })]], 'comma'))).split('\r\n')
    const first = '"DE";"5265877635";"Sprzedawca S.A.";"FV/1";2026-07-01;2026-07-02;;;1;;'
    expect(line?.startsWith(first)).toBe(true)
    expect(line).toContain(';100,00;23,00;')
    expect(line?.endsWith(';"p1"')).toBe(true)
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['+48', "'+48"],
    ['-1', "'-1"],
    ['@a', "'@a"],
    ['\ta', "'\ta"],
    ['\ra', "'\ra"],
    ['\u200b\ta', "'\u200b\ta"],
    ['\t=1', "'\t'=1"],
    // Spaces, and what nobody sees, before it: a zero-width space, a soft hyphen, a byte order mark, a NUL.
    ['  =1', "'  =1"],
    ['\u00a0=1', "'\u00a0=1"],
    ['\u200b=1', "'\u200b=1"],
    ['\u00ad\u2060@a', "'\u00ad\u2060@a"],
    ['\ufeff+1', "'\ufeff+1"],
    ['\u0000-1', "'\u0000-1"],
    // What NFKC makes one of the four: full-width, small, superscript, and the minus sign.
    ['＝1+1', "'＝1+1"],
    ['＋48', "'＋48"],
    ['－1', "'－1"],
    ['＠a', "'＠a"],
    ['﹦1', "'﹦1"],
    ['⁼1', "'⁼1"],
    ['−1', "'−1"],
    ['⩵1', "'⩵1"],
    // Whoever reads another separator than ours begins a cell in the middle of this one.
    ["Foo,=cmd|' /C calc'!A0", "Foo,'=cmd|' /C calc'!A0"],
    ['Foo;=1', "Foo;'=1"],
    ['Foo;  "+1', 'Foo;\'  "+1'],
    ['Foo\n@a', "Foo\n'@a"],
    ['a|\u200b-1', "a|'\u200b-1"],
    ['"=1', '\'"=1'],
    // Everything else stays as it is.
    ['a"b;c', 'a"b;c'],
    ['Jan-Maria = S.A., ul. @ 1+1', 'Jan-Maria = S.A., ul. @ 1+1'],
    ['\u200bplain', '\u200bplain'],
    ['plain', 'plain'],
  ])('defuses %j', async (name, expected) => {
    const [names = [], cells = []] = await csv([row({ NazwaDostawcy: name, DowodZakupu: name })])
    const shown = ['NazwaDostawcy', 'DowodZakupu', 'K_43'].map((column) => cells[names.indexOf(column)])
    expect(shown).toEqual([expected, expected, '23.00'])
  })
})
