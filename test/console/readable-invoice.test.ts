import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocumentElement, ReadableInvoice, Section } from '../../src/console/invoice/model.ts'
import { readableInvoice } from '../../src/console/invoice/read.ts'
import { readXml, readXmlText } from '../../src/ingest/xml.ts'
import { english } from '../../src/texts/en/index.ts'

const own = `${import.meta.dirname}/../../fixtures`
const shared = `${import.meta.dirname}/../../../shared/ksef/samples`
/** Files that an invoice cannot be read from: bytes that are no UTF-8, and a file that was cut off. */
const broken = /02-bad-bytes|04-cut-off/
const xmlIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.xml') && !broken.test(file))
    .map((file) => `${folder}/${file}`)
const files = [...xmlIn(own), ...(existsSync(shared) ? xmlIn(shared) : [])]

/** Every value that stands in a document. The types of the columns of an attachment say how they are written. */
const valuesOf = (node: DocumentElement): string[] => [
  node.text.trim(),
  ...(node.name === 'Kol' ? [] : Object.values(node.attributes)),
  ...node.children.flatMap(valuesOf),
]
const shownIn = (section: Section): string[] => [
  section.label ?? '',
  ...section.fields.flatMap((f) => [f.label ?? '', f.value]),
  ...section.tables.flatMap((t) => [
    ...t.columns.map((c) => c.label ?? ''),
    ...t.rows.flatMap((r) => [...r.cells.map((c) => c ?? ''), r.before ? '1' : '']),
  ]),
  ...section.parts.flatMap(shownIn),
]
/** How often each value stands there. */
const counted = (values: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
/** Values that stand in the document more often than they are shown. An address is one line of several. */
const lostOf = (root: DocumentElement, invoice: ReadableInvoice): string[] => {
  const shown = counted(invoice.sections.flatMap(shownIn).flatMap((v) => [v, ...v.split(', ')]))
  const whole = invoice.sections.flatMap(shownIn).join('\n')
  return [...counted(valuesOf(root))]
    .filter(
      ([value, count]) => (shown.get(value) ?? 0) < count && !(/, /.test(value) && whole.includes(value)),
    )
    .map(([value]) => value)
}
const partOf = (invoice: ReadableInvoice, ...names: string[]): Section => {
  let sections = invoice.sections
  let found: Section | undefined
  for (const name of names) {
    found = sections.find((s) => s.name === name)
    sections = found?.parts ?? []
  }
  expect(found, names.join(' ')).toBeDefined()
  return found as Section
}
const rowsOf = (section: Section): (string | null)[][] =>
  section.tables.flatMap((t) => t.rows.map((r) => [...r.cells]))
const read = (file: string): ReadableInvoice => readableInvoice(readXml(readFileSync(file)))

describe('a readable invoice', () => {
  it.each(files)('shows all that stands in %s', (file) => {
    const root = readXml(readFileSync(file))
    expect(lostOf(root, readableInvoice(root))).toEqual([])
  })
  it.each(files)('has a label for every field of %s that the forms know', (file) => {
    const { form, sections } = read(file)
    const names = (s: Section): string[] => [
      s.name,
      ...s.fields.map((f) => f.name),
      ...s.tables.flatMap((t) => [t.name, ...t.columns.map((c) => c.name)]),
      ...s.parts.flatMap(names),
    ]
    const known = (name: string) =>
      name in english || name.replace(/^rr\./, 'fa.') in english || name.endsWith('schemaLocation')
    if (form === 'fa' || form === 'rr') expect(sections.flatMap(names).filter((n) => !known(n))).toEqual([])
  })
  it('puts the state before a correction beside the one after it, and names what is corrected', () => {
    const invoice = read(`${own}/fa/own-kor-stanprzed-minus.xml`)
    expect(invoice).toMatchObject({ form: 'fa', number: 'KOR/1/10/2026', kind: 'KOR', currency: 'PLN' })
    const [lines] = partOf(invoice, 'fa.lines').tables
    expect(lines?.columns.map((c) => `${c.name} ${c.kind}`)).toEqual([
      'fa.NrWierszaFa text',
      'fa.P_7 text',
      'fa.P_8B number',
      'fa.P_8A text',
      'fa.P_9A number',
      'fa.P_12 text',
      'fa.P_11 amount',
    ])
    expect(lines?.rows.map((r) => [r.before, r.cells[2], r.cells[6]])).toEqual([
      [true, '100', '3120.00'],
      [false, '80', '2496.00'],
    ])
    expect(rowsOf(partOf(invoice, 'fa.correction'))).toEqual([
      ['FV/61/10/2026', '2026-09-07', '1743039655-20260907-C00412DE447E-94', '1'],
    ])
    expect(rowsOf(partOf(invoice, 'fa.rates'))).toEqual([['1', '-624.00', '-143.52']])
  })
  it('shows parties with one line of address, and what the form makes them deny among the other fields', () => {
    const invoice = read(`${own}/fa/own-kor-stanprzed-minus.xml`)
    const seller = partOf(invoice, 'fa.parties', 'fa.Podmiot1')
    expect(seller.fields.map((f) => f.value)).toEqual([
      'Stalmex Hurt sp. z o.o.',
      '1743039655',
      'ul. Hutnicza 14, 41-800 Zabrze, PL',
    ])
    expect(partOf(invoice, 'fa.parties', 'fa.Podmiot2').fields.map((f) => f.name)).not.toContain('fa.JST')
    expect(partOf(invoice, 'fa.other', 'fa.Podmiot2').fields.map((f) => f.name)).toEqual(['fa.JST', 'fa.GV'])
    expect(invoice.sections.map((s) => s.name)).not.toContain('fa.Adnotacje')
  })
  it('says which annotations hold', () => {
    const cash = read(`${own}/fa/own-cash-method.xml`)
    expect(partOf(cash, 'fa.Adnotacje').fields).toEqual([{ name: 'fa.P_16', value: '1', kind: 'flag' }])
    const margin = read(`${own}/fa/own-margin-used-goods.xml`)
    expect(partOf(margin, 'fa.Adnotacje').fields.map((f) => f.name)).toEqual([
      'fa.P_PMarzy',
      'fa.P_PMarzy_3_1',
    ])
  })
  it('shows tax in PLN beside that in the currency of the invoice', () => {
    const invoice = read(`${own}/fa/own-eur-two-rates.xml`)
    const [rates] = partOf(invoice, 'fa.rates').tables
    expect(rates?.columns.map((c) => c.name)).toEqual(['fa.rate', 'fa.net', 'fa.tax', 'fa.taxPln'])
    expect(rates?.rows.map((r) => r.cells[0])).toEqual(['1', '2'])
  })
  it('reads a flat-rate farmer’s invoice by the names of its own form', () => {
    const invoice = read(`${own}/fa/own-rr-eur.xml`)
    expect(invoice).toMatchObject({ form: 'rr', number: 'RR/13/10/2026', kind: 'VAT_RR', currency: 'EUR' })
    expect(partOf(invoice, 'rr.total').fields.slice(0, 2)).toEqual([
      { name: 'rr.P_11_1', value: '456.00', kind: 'amount' },
      { name: 'rr.P_11_1W', value: '1942.56', kind: 'amount' },
    ])
  })
  it('gives an attachment its own headings', () => {
    const invoice = readableInvoice(
      readXmlText(`<Faktura xmlns="urn:fa"><Fa><P_2>1</P_2></Fa><Zalacznik><BlokDanych><ZNaglowek>Odczyty</ZNaglowek>
        <MetaDane><ZKlucz>Licznik</ZKlucz><ZWartosc>L1</ZWartosc></MetaDane><Tekst><Akapit>Uwaga</Akapit></Tekst>
        <Tabela><TNaglowek><Kol Typ="date"><NKom>Dzień</NKom></Kol><Kol Typ="dec"><NKom>kWh</NKom></Kol></TNaglowek>
        <Wiersz><WKom>2026-06-01</WKom><WKom/></Wiersz><Suma><SKom>Razem</SKom><SKom>7.5</SKom></Suma></Tabela>
        </BlokDanych></Zalacznik></Faktura>`),
    )
    const block = partOf(invoice, 'fa.Zalacznik', 'fa.BlokDanych')
    expect(block.label).toBe('Odczyty')
    expect(block.fields.map((f) => [f.label, f.value])).toEqual([
      ['Licznik', 'L1'],
      [undefined, 'Uwaga'],
    ])
    const [table] = partOf(invoice, 'fa.Zalacznik', 'fa.BlokDanych', 'fa.Tabela').tables
    expect(table?.columns.map((c) => [c.label, c.kind])).toEqual([
      ['Dzień', 'day'],
      ['kWh', 'number'],
    ])
    expect(table?.rows.map((r) => r.cells)).toEqual([
      ['2026-06-01', null],
      ['Razem', '7.5'],
    ])
  })
  it('reads a Peppol document as far as it has the usual fields, and shows the rest under their names', () => {
    const root =
      readXmlText(`<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:c="urn:c" xmlns:b="urn:b">
      <b:CustomizationID>urn:peppol</b:CustomizationID><b:ID>PEF/1</b:ID><b:IssueDate>2026-06-10</b:IssueDate>
      <b:InvoiceTypeCode>380</b:InvoiceTypeCode><b:DocumentCurrencyCode>PLN</b:DocumentCurrencyCode>
      <c:AccountingSupplierParty><c:Party><c:PartyLegalEntity><b:RegistrationName>Dostawca</b:RegistrationName></c:PartyLegalEntity></c:Party></c:AccountingSupplierParty>
      <c:TaxTotal><b:TaxAmount currencyID="PLN">23.00</b:TaxAmount><c:TaxSubtotal><b:TaxableAmount currencyID="PLN">100.00</b:TaxableAmount><b:TaxAmount currencyID="EUR">5.40</b:TaxAmount><c:TaxCategory><b:ID>S</b:ID><b:Percent>23</b:Percent></c:TaxCategory></c:TaxSubtotal></c:TaxTotal>
      <c:LegalMonetaryTotal><b:PayableAmount currencyID="PLN">123.00</b:PayableAmount></c:LegalMonetaryTotal>
      <c:InvoiceLine><b:ID>1</b:ID><b:InvoicedQuantity unitCode="C62">2</b:InvoicedQuantity><b:LineExtensionAmount currencyID="PLN">100.00</b:LineExtensionAmount><c:Item><b:Name>Papier</b:Name></c:Item></c:InvoiceLine>
      </Invoice>`)
    const invoice = readableInvoice(root)
    expect(invoice).toMatchObject({ form: 'ubl', number: 'PEF/1', kind: '380', currency: 'PLN' })
    expect(rowsOf(partOf(invoice, 'ubl.lines'))).toEqual([['1', 'Papier', '2', 'C62', '100.00']])
    expect(rowsOf(partOf(invoice, 'ubl.rates'))).toEqual([['S', '23', '100.00', '5.40']])
    expect(partOf(invoice, 'ubl.parties', 'ubl.AccountingSupplierParty').fields.map((f) => f.value)).toEqual([
      'Dostawca',
    ])
    const rest = partOf(invoice, 'ubl.other')
    expect(rest.fields.map((f) => f.value)).toEqual(['urn:peppol'])
    // An amount in another currency than that of the document keeps it.
    expect(shownIn(rest).filter((v) => v === 'EUR' || v === 'PLN')).toEqual(['EUR'])
  })
  it('shows a form that is not known by its own names', () => {
    const invoice = readableInvoice(readXmlText('<Inny a="1"><Pole>wartość</Pole><Pole>druga</Pole></Inny>'))
    expect(invoice).toMatchObject({ form: 'other', number: null, kind: null, currency: null })
    expect(partOf(invoice, 'other.other').fields.map((f) => `${f.name}=${f.value}`)).toEqual([
      'other.Inny@a=1',
      'other.Pole=wartość',
      'other.Pole=druga',
    ])
  })
  it('keeps markup in a name as text', () => {
    const name = '<img src=x onerror=alert(1)>'
    const invoice = readableInvoice(readXmlText(`<Faktura><Fa><P_2><![CDATA[${name}]]></P_2></Fa></Faktura>`))
    expect(invoice.number).toBe(name)
    expect(partOf(invoice, 'fa.head').fields).toEqual([{ name: 'fa.P_2', value: name, kind: 'text' }])
  })
  it('loses nothing of any document, however its elements lie and repeat', () => {
    const names = fc.constantFrom(
      ...[
        'Fa',
        'FaWiersz',
        'Podmiot1',
        'Podmiot2',
        'Adres',
        'AdresL1',
        'P_1',
        'P_13_1',
        'P_14_1W',
        'Adnotacje',
        'JST',
      ],
      ...[
        'Zwolnienie',
        'P_19N',
        'Zalacznik',
        'BlokDanych',
        'Tabela',
        'Kol',
        'NKom',
        'Wiersz',
        'WKom',
        'MetaDane',
        'ZKlucz',
      ],
      ...[
        'StanPrzed',
        'Zamowienie',
        'ZamowienieWiersz',
        'DaneFaKorygowanej',
        'Platnosc',
        'FakturaRR',
        'P_4C',
        'Nowe',
      ],
    )
    let at = 0
    const { element } = fc.letrec<{ element: DocumentElement }>((tie) => ({
      element: fc
        .record({
          name: names,
          ns: fc.constantFrom('', 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'),
          attributes: fc.dictionary(names, fc.constant(''), { maxKeys: 1 }),
          children: fc.oneof({ maxDepth: 5 }, fc.constant([]), fc.array(tie('element'), { maxLength: 5 })),
          text: fc.boolean(),
        })
        .map((e) => ({
          ...e,
          attributes: Object.fromEntries(Object.keys(e.attributes).map((key) => [key, `v${at++}`])),
          text: e.text ? `v${at++}` : '',
        })) as fc.Arbitrary<DocumentElement>,
    }))
    fc.assert(
      fc.property(element, (root) => {
        const shown = new Set(
          readableInvoice(root)
            .sections.flatMap(shownIn)
            .flatMap((v) => v.split(', ')),
        )
        return valuesOf(root).every((value) => value === '' || shown.has(value))
      }),
      { numRuns: 3000 },
    )
  })
})
