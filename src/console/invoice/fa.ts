import { attachmentOf } from './attachment.ts'
import { childrenOf, find, isFilled, type Layout, type Way } from './layout.ts'
import type { DocumentElement, InvoiceTable, ReadableInvoice, Section } from './model.ts'

/** The names by which the forms FA(2), FA(3) and FA_RR say the same. */
interface Form {
  readonly body: string
  readonly number: string
  readonly head: readonly Way[]
  readonly line: string
  readonly columns: readonly Way[]
  readonly total: readonly Way[]
}

const forms: Record<'fa' | 'rr', Form> = {
  fa: {
    body: 'Fa',
    number: 'P_2',
    head: [
      'RodzajFaktury',
      'P_2',
      'P_1',
      'P_1M',
      'P_6',
      'OkresFa/P_6_Od',
      'OkresFa/P_6_Do',
      'KodWaluty',
      'WZ',
    ],
    line: 'FaWiersz',
    columns: [
      ...['NrWierszaFa', 'P_7', 'Indeks', 'P_6A', 'P_8B', 'P_8A', 'P_9A', 'P_9B', 'P_10', 'P_12', 'P_12_XII'],
      ...['P_11', 'P_11Vat', 'P_11A', 'KursWaluty'],
    ],
    total: ['P_15', 'KursWalutyZ'],
  },
  rr: {
    body: 'FakturaRR',
    number: 'P_4C',
    head: ['RodzajFaktury', 'P_4C', 'P_4B', 'P_1M', 'P_4A', 'KodWaluty'],
    line: 'FakturaRRWiersz',
    columns: [
      ...[
        'NrWierszaFa',
        'P_5',
        'P_4AA',
        'P_6C',
        'P_6B',
        'P_6A',
        'P_7',
        'P_8',
        'P_9',
        'P_10',
        'P_11',
        'KursWaluty',
      ],
    ],
    total: ['P_11_1', 'P_11_1W', 'P_11_2', 'P_11_2W', 'P_12_1', 'P_12_1W', 'P_12_2'],
  },
}
const order: readonly Way[] = [
  'NrWierszaZam',
  'P_7Z',
  'P_8BZ',
  'P_8AZ',
  'P_9AZ',
  'P_12Z',
  'P_11NettoZ',
  'P_11VatZ',
]
const parties = ['Podmiot1', 'Podmiot2', 'Podmiot3', 'PodmiotUpowazniony']

/** A document of the forms FA(2), FA(3) or FA_RR, laid out as invoices are read. */
export function readableFa(root: DocumentElement, layout: Layout, form: 'fa' | 'rr'): ReadableInvoice {
  const names = forms[form]
  const body = find(root, names.body)
  const said = (name: string): string | null => find(body, name)?.text.trim() || null
  const [number, kind, currency] = [said(names.number), said('RodzajFaktury'), said('KodWaluty')]
  const denied = childrenOf(root, 'Podmiot2').flatMap((p) => [
    ...childrenOf(p, 'JST'),
    ...childrenOf(p, 'GV'),
  ])
  layout.keepForLast(denied.filter((e) => e.text.trim() === '2'))
  const sections = [
    section(layout, 'head', { fields: layout.fields(body, names.head) }),
    section(layout, 'parties', {
      parts: parties.flatMap((p) => childrenOf(root, p)).map((p) => party(p, layout)),
    }),
    correction(body, layout),
    section(layout, 'lines', {
      tables: layout.table(names.line, childrenOf(body, names.line), names.columns),
    }),
    orderOf(body, layout),
    section(layout, 'rates', { tables: ratesOf(body, layout) }),
    section(layout, 'total', {
      fields: layout.fields(body, names.total),
      tables: ['ZaliczkaCzesciowa', 'FakturaZaliczkowa'].flatMap((t) => layout.table(t, childrenOf(body, t))),
    }),
    ...['Rozliczenie', 'Platnosc'].flatMap((name) => childrenOf(body, name).map((e) => layout.everything(e))),
    section(layout, 'documents', {
      tables: layout.table('DokumentZaplaty', childrenOf(body, 'DokumentZaplaty')),
    }),
    annotations(body, layout),
    section(layout, 'descriptions', {
      tables: layout.table('DodatkowyOpis', childrenOf(body, 'DodatkowyOpis')),
    }),
    ...childrenOf(body, 'WarunkiTransakcji').map((e) => layout.everything(e)),
    ...childrenOf(root, 'Zalacznik').map((e) => attachmentOf(e, layout)),
    ...childrenOf(root, 'Stopka').map((e) => layout.everything(e)),
    layout.last(root),
  ]
  return { form, number, kind, currency, sections: sections.filter(isFilled) }
}

const section = (layout: Layout, name: string, said: Partial<Section>): Section => ({
  name: layout.label(name),
  fields: [],
  tables: [],
  parts: [],
  ...said,
})

const identity: readonly Way[] = [
  'DaneIdentyfikacyjne/Nazwa',
  ...['NIP', 'IDWew', 'KodUE', 'NrVatUE', 'KodKraju', 'NrID', 'BrakID'].map(
    (n) => `DaneIdentyfikacyjne/${n}`,
  ),
]
const address = ['AdresL1', 'AdresL2', 'KodKraju', 'GLN']

/** Who it is, the address in one, then what else is said of them. */
function party(element: DocumentElement, layout: Layout): Section {
  const lines = ['Adres', 'AdresKoresp'].flatMap((name) => {
    const said = address.flatMap((line) => layout.at(element, `${name}/${line}`) ?? [])
    return said.length === 0
      ? []
      : [{ name: layout.label(name), value: said.join(', '), kind: 'text' as const }]
  })
  const role = layout.fields(element, ['Rola', 'RolaInna', 'OpisRoli', 'RolaPU', 'Udzial'])
  const known = [...role, ...layout.fields(element, identity), ...lines]
  const contacts = childrenOf(element, 'DaneKontaktowe').flatMap((contact) =>
    layout.fields(contact, ['Email', 'EmailPU', 'Telefon', 'TelefonPU']),
  )
  const rest = layout.everything(element)
  return { ...rest, fields: [...known, ...contacts, ...rest.fields] }
}

/** Why and what it corrects, and the parties as they stood on the corrected invoice. */
function correction(body: DocumentElement | null, layout: Layout): Section {
  const before = ['Podmiot1K', 'Podmiot2K'].flatMap((name) => childrenOf(body, name))
  const named = ['NrFaKorygowanej', 'DataWystFaKorygowanej', 'NrKSeFFaKorygowanej', 'NrKSeF', 'NrKSeFN']
  return section(layout, 'correction', {
    fields: layout.fields(body, [
      ...['PrzyczynaKorekty', 'TypKorekty', 'OkresFaKorygowanej', 'NrFaKorygowany', 'P_15ZK', 'KursWalutyZK'],
    ]),
    tables: layout.table('DaneFaKorygowanej', childrenOf(body, 'DaneFaKorygowanej'), named),
    parts: before.map((p) => party(p, layout)),
  })
}

function orderOf(body: DocumentElement | null, layout: Layout): Section {
  const agreed = find(body, 'Zamowienie')
  return section(layout, 'Zamowienie', {
    fields: layout.fields(agreed, ['WartoscZamowienia']),
    tables: layout.table('ZamowienieWiersz', childrenOf(agreed, 'ZamowienieWiersz'), order),
  })
}

/** Net and tax by rate: a row for each P_13 with the P_14 of the same number, and its tax in PLN. */
function ratesOf(body: DocumentElement | null, layout: Layout): InvoiceTable[] {
  const numbers = new Set(
    body?.children.flatMap(({ name }) => /^P_1[34]_(\d+(?:_\d)?)W?$/.exec(name)?.[1] ?? []) ?? [],
  )
  const rows = [...numbers].map((number) => ({
    cells: [
      number,
      ...['P_13_', 'P_14_'].map((p) => layout.at(body, p + number)),
      layout.at(body, `P_14_${number}W`),
    ],
    before: false,
  }))
  const columns = ['rate', 'net', 'tax', 'taxPln'].map((name, at) => ({
    name: layout.label(name),
    kind: at === 0 ? ('text' as const) : ('amount' as const),
  }))
  const used = columns.map((_, c) => rows.some((row) => row.cells[c] !== null))
  if (rows.length === 0) return []
  return [
    {
      name: layout.label('rates'),
      columns: columns.filter((_, c) => used[c]),
      rows: rows.map((row) => ({ ...row, cells: row.cells.filter((_, c) => used[c]) })),
    },
  ]
}

/** What holds of the invoice; what the form makes it deny (`2`, or that there is none) stays among the other fields. */
function annotations(body: DocumentElement | null, layout: Layout): Section {
  const all = find(body, 'Adnotacje')
  const holds = (element: DocumentElement): string[] =>
    element.children.flatMap((e) => (/(^P_\w*N$)/.test(e.name) || e.text.trim() === '2' ? [] : [e.name]))
  const groups = ['Zwolnienie', 'PMarzy', 'NoweSrodkiTransportu'].flatMap((name) => find(all, name) ?? [])
  const means = groups.flatMap((g) => childrenOf(g, 'NowySrodekTransportu'))
  return section(layout, 'Adnotacje', {
    fields: [
      ...(all ? layout.fields(all, holds(all)) : []),
      ...groups.flatMap((group) => layout.fields(group, holds(group))),
      ...layout.fields(body, ['FP', 'TP', 'ZwrotAkcyzy']),
    ],
    tables: layout.table('NowySrodekTransportu', means),
  })
}
