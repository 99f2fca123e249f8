import { amountsOf, decimal, type FaDocument, grosze, type Kind, type Party, sumOf } from './fa-document.ts'
import { type Element, print } from './xml-print.ts'

/**
 * Prints small, schema-valid FA(3) and FA_RR(1) documents as a seller's program would send them.
 * Written apart from the reader under test, so that the two can disagree.
 */

const rateNames = [
  ...['1', '2', '3', '4', '5'].flatMap((n) => [`P_13_${n}`, `P_14_${n}`, `P_14_${n}W`]),
  ...['6_1', '6_2', '6_3', '7', '8', '9', '10', '11'].map((n) => `P_13_${n}`),
]

const rateOfLines: Record<string, string> = {
  P_13_1: '23',
  P_13_2: '8',
  P_13_3: '5',
  P_13_4: '4',
  P_13_6_1: '0 KR',
  P_13_6_2: '0 WDT',
  P_13_6_3: '0 EX',
  P_13_7: 'zw',
  P_13_8: 'np I',
  P_13_9: 'np II',
  P_13_10: 'oo',
}

const goods = [
  'Śruba M8x40 ocynk',
  'Nakrętka M8 „A2”',
  'Podkładka & sprężyna',
  'Łożysko 6204 <2RS>',
  'Pręt gwint. M10',
]

const oneOrTwo = (yes: boolean | undefined): string => (yes ? '1' : '2')

function identity(party: Party, fallbackName: string): Element {
  const name: Element = ['Nazwa', party.name ?? fallbackName]
  if (party.nip) return ['DaneIdentyfikacyjne', [['NIP', party.nip], name]]
  if (!party.vatUe) return ['DaneIdentyfikacyjne', [['BrakID', '1'], name]]
  const [country, number] = [party.vatUe.slice(0, 2), party.vatUe.slice(2)]
  return ['DaneIdentyfikacyjne', [['KodUE', country], ['NrVatUE', number], name]]
}

function parties(document: FaDocument, isRr: boolean): Element[] {
  const address = (line: string): Element => [
    'Adres',
    [
      ['KodKraju', 'PL'],
      ['AdresL1', line],
    ],
  ]
  const units: Element[] = isRr
    ? []
    : [
        ['JST', '2'],
        ['GV', '2'],
      ]
  return [
    [
      'Podmiot1',
      [identity(document.seller, 'Stalmex Hurt sp. z o.o.'), address('ul. Hutnicza 14, 41-800 Zabrze')],
    ],
    [
      'Podmiot2',
      [identity(document.buyer, 'Odbiorca sp. z o.o.'), address('ul. Składowa 11, 90-001 Łódź'), ...units],
    ],
    ...(document.thirdParties ?? []).map((party): Element => {
      return ['Podmiot3', [identity(party, 'Podmiot trzeci sp. z o.o.'), ['Rola', String(party.role)]]]
    }),
  ]
}

function corrections(document: FaDocument): Element[] {
  const corrected = document.corrects ?? []
  if (corrected.length === 0) return []
  return [
    ['PrzyczynaKorekty', 'Zmiana ceny'],
    ...corrected.map(({ number, issueDay, ksefNumber }): Element => {
      const reference: Element[] = ksefNumber
        ? [
            ['NrKSeF', '1'],
            ['NrKSeFFaKorygowanej', ksefNumber],
          ]
        : [['NrKSeFN', '1']]
      return [
        'DaneFaKorygowanej',
        [['DataWystFaKorygowanej', issueDay], ['NrFaKorygowanej', number], ...reference],
      ]
    }),
  ]
}

/** Splits the net over the lines, the rest on the first. */
function lineNets(document: FaDocument, net: string): string[] {
  const count = document.lines ?? 1
  const share = Math.trunc(grosze(net) / Math.max(count, 1))
  return Array.from({ length: count }, (_, i) => decimal(i === 0 ? grosze(net) - share * (count - 1) : share))
}

function body(document: FaDocument, kind: Kind): Element {
  const { net, gross, rates } = amountsOf(document)
  const unknown = Object.keys(rates).filter((name) => !rateNames.includes(name))
  if (unknown.length > 0) throw new Error(`not fields of FA(3): ${unknown.join(', ')}`)
  const rate = rateOfLines[rateNames.find((name) => name in rates && name in rateOfLines) ?? 'P_13_1']
  const isAdvance = kind === 'ZAL' || kind === 'KOR_ZAL'
  const lines = lineNets(document, net).map((lineNet, i): Element => {
    const named = (name: string): string => (isAdvance ? `${name}Z` : name)
    return [
      isAdvance ? 'ZamowienieWiersz' : 'FaWiersz',
      [
        [isAdvance ? 'NrWierszaZam' : 'NrWierszaFa', String(i + 1)],
        [named('P_7'), goods[i % goods.length]],
        [named('Indeks'), `MAG-07/${String(i + 1).padStart(5, '0')}`],
        [named('P_8A'), 'szt.'],
        [named('P_8B'), '1'],
        [named('P_9A'), lineNet],
        [isAdvance ? 'P_11NettoZ' : 'P_11', lineNet],
        [named('P_12'), rate],
        ['KursWaluty', isAdvance ? undefined : document.exchangeRate],
      ],
    ]
  })
  return [
    'Fa',
    [
      ['KodWaluty', document.currency ?? 'PLN'],
      ['P_1', document.issueDay],
      ['P_2', document.number],
      ['P_6', document.taxPointDay],
      ...rateNames.map((name): Element => [name, rates[name]]),
      ['P_15', gross],
      ['KursWalutyZ', isAdvance ? document.exchangeRate : undefined],
      annotations(document),
      ['RodzajFaktury', kind],
      ...corrections(document),
      ...(isAdvance ? [['Zamowienie', [['WartoscZamowienia', gross], ...lines]] as Element] : lines),
    ],
  ]
}

function annotations(document: FaDocument): Element {
  return [
    'Adnotacje',
    [
      ['P_16', oneOrTwo(document.sellerCashMethod)],
      ['P_17', oneOrTwo(document.selfBilling)],
      ['P_18', oneOrTwo(document.rates?.P_13_10 !== undefined)],
      ['P_18A', '2'],
      ['Zwolnienie', [['P_19N', '1']]],
      ['NoweSrodkiTransportu', [['P_22N', '1']]],
      ['P_23', '2'],
      ['PMarzy', [['P_PMarzyN', '1']]],
    ],
  ]
}

function bodyRr(document: FaDocument, kind: Kind): Element {
  const { net, vat, gross } = amountsOf(document)
  const lines = lineNets(document, net).map((lineNet, i): Element => {
    const refund = decimal(Math.round(grosze(lineNet) * 0.07))
    return [
      'FakturaRRWiersz',
      [
        ['NrWierszaFa', String(i + 1)],
        ['P_5', 'Jabłka deserowe'],
        ['P_6A', 'kg'],
        ['P_6B', '1'],
        ['P_6C', 'I'],
        ['P_7', lineNet],
        ['P_8', lineNet],
        ['P_9', '7'],
        ['P_10', refund],
        ['P_11', sumOf([lineNet, refund])],
      ],
    ]
  })
  return [
    'FakturaRR',
    [
      ['KodWaluty', document.currency ?? 'PLN'],
      ['P_4A', document.taxPointDay],
      ['P_4B', document.issueDay],
      ['P_4C', document.number],
      ['P_11_1', net],
      ['P_11_2', vat],
      ['P_12_1', gross],
      ['P_12_2', 'kwota słownie'],
      ['RodzajFaktury', kind],
      ...corrections(document),
      ...lines,
    ],
  ]
}

/** The document as UTF-8 bytes. Throws on a rate name that FA(3) does not have. */
export function faXml(document: FaDocument): Uint8Array<ArrayBuffer> {
  const isRr = document.form === 'FA_RR'
  const [namespace, system, version, name, variant] = isRr
    ? ['http://crd.gov.pl/wzor/2026/03/06/14189/', 'FA_RR (1)', '1-1E', 'FA_RR', '1']
    : ['http://crd.gov.pl/wzor/2025/06/25/13775/', 'FA (3)', '1-0E', 'FA', '3']
  const head =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<Faktura xmlns="${namespace}">\n  <Naglowek>\n` +
    `    <KodFormularza kodSystemowy="${system}" wersjaSchemy="${version}">${name}</KodFormularza>\n` +
    print(
      [
        ['WariantFormularza', variant],
        ['DataWytworzeniaFa', `${document.issueDay}T08:00:00Z`],
      ],
      '    ',
    ) +
    '  </Naglowek>\n'
  const content = isRr ? bodyRr(document, document.kind ?? 'VAT_RR') : body(document, document.kind ?? 'VAT')
  const text = `${head}${print([...parties(document, isRr), content], '  ')}</Faktura>\n`
  return new TextEncoder().encode(text)
}
