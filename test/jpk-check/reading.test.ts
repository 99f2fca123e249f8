import { describe, expect, it } from 'vitest'
import { decoderOf } from '../../src/jpk-check/encoding.ts'
import { type FileRow, rowOfText, textOfRow } from '../../src/jpk-check/file-row.ts'
import { JpkFileReader } from '../../src/jpk-check/read-file.ts'
import { unmatchedItems } from '../../src/jpk-check/unmatched.ts'
import { jpkForms } from '../../src/law/jpk-forms.ts'
import { toJson } from '../../src/values/json.ts'
import { Refusal } from '../../src/values/refusal.ts'
import { brief, row, seller } from './support.ts'

/** Files as programs write them: forms, encodings and prologs, and rows that cannot be read whole. */

const us = '5260250995'
const purchase = (more: string) => `<ZakupWiersz><LpZakupu>7</LpZakupu><NrDostawcy>${seller}</NrDostawcy>
  <NazwaDostawcy>Łódź Śrubki</NazwaDostawcy><DowodZakupu>FV/1</DowodZakupu><DataZakupu>2026-06-10</DataZakupu>
  ${more}</ZakupWiersz>`
const fileOf = (rows: string, said: { namespace?: string; prolog?: string; month?: string } = {}) => {
  const {
    namespace = jpkForms[2]?.namespace,
    prolog = '<?xml version="1.0" encoding="UTF-8"?>',
    month = '6',
  } = said
  return `${prolog}<p:JPK xmlns:p="${namespace}"><p:Naglowek><p:CelZlozenia>1</p:CelZlozenia><p:Rok>2026</p:Rok>
    <p:Miesiac>${month}</p:Miesiac></p:Naglowek><p:Podmiot1><p:OsobaNiefizyczna><p:NIP>${us}</p:NIP></p:OsobaNiefizyczna>
    </p:Podmiot1><p:Ewidencja>${rows.replaceAll(/<(\/?)/g, '<$1p:')}<p:ZakupCtrl><p:LiczbaWierszyZakupow>1</p:LiczbaWierszyZakupow>
    <p:PodatekNaliczony>23.00</p:PodatekNaliczony></p:ZakupCtrl></p:Ewidencja></p:JPK>`
}
const read = (text: string, size = 50) => {
  const reader = new JpkFileReader(us)
  for (let at = 0; at < text.length; at += size) reader.write(text.slice(at, at + size))
  return { ...reader.end(), found: reader.takeRows() }
}
const refusal = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'read'
}

describe('a row of elements that nobody asked for', () => {
  it('is read without them, however many there are, and what stands in it twice is not believed', () => {
    const many = Array.from({ length: 50_000 }, (_, n) => `<x${n}>1</x${n}>`).join('')
    const twice = '<K_42>100.00</K_42><K_43>23.00</K_43><K_43>32.00</K_43><DowodZakupu>FV/2</DowodZakupu>'
    const [row] = read(fileOf(purchase(`<BFK>1</BFK>${many}${twice}`)), 10_000).found
    expect(row).toMatchObject({
      ...{ number: 'FV/1', marker: { BFK: 1 }, amounts: { K_42: 10000 } },
      problems: [
        { field: 'K_43', value: '23.00', wanted: 'once' },
        { field: 'DowodZakupu', value: 'FV/1', wanted: 'once' },
      ],
    })
    const markers = read(fileOf(purchase('<OFF>1</OFF><OFF>1</OFF>'))).found[0]
    expect(markers).toMatchObject({ marker: null, problems: [{ field: 'OFF', wanted: 'once' }] })
  })
})

describe('a file', () => {
  it.each(
    jpkForms.map(({ namespace, settlement, variant, markers }) => ({
      namespace,
      settlement,
      variant,
      markers,
    })),
  )(
    'of the $settlement form, variant $variant, is read under any prefix and in any pieces',
    ({ namespace, ...form }) => {
      const text = fileOf(purchase('<OFF>1</OFF><K_42>100.00</K_42><K_43>23.00</K_43>'), { namespace })
      for (const size of [1, 7, 100_000]) {
        const { header, sums, rows, found } = read(text, size)
        expect([header, rows]).toMatchObject([{ ...form, month: '2026-06', purpose: 1, nip: us }, 1])
        expect(sums).toEqual({ rows: 1, inputTax: 2300, declared: {} })
        expect(found).toMatchObject([{ lp: 7, number: 'FV/1', marker: form.markers ? { OFF: 1 } : null }])
      }
    },
  )
  it.each([
    ['without a header', fileOf('').replace(/<p:Naglowek>.*<\/p:Naglowek>/s, ''), 'jpk-header'],
    ['of no month', fileOf('', { month: '13' }), 'jpk-header'],
    [
      'of another form',
      fileOf('', { namespace: 'http://jpk.mf.gov.pl/wzor/2016/03/09/03094/' }),
      'jpk-other-form',
    ],
    ['with a document type', fileOf('', { prolog: '<!DOCTYPE a [<!ENTITY b "c">]>' }), 'jpk-doctype'],
    ['cut off', fileOf('').slice(0, -3), 'jpk-not-well-formed'],
    ['of elements without end', fileOf('<a>'.repeat(200)), 'jpk-other-form'],
    ['of a text without end', fileOf(`<a>${'x'.repeat(300_000)}</a>`), 'jpk-other-form'],
    ['of nothing', '', 'jpk-not-well-formed'],
  ])('%s is refused', (_, text, code) => {
    expect(refusal(() => read(text, 4096))).toBe(code)
  })
  it('with more rows than it may have is refused at the first too many', () => {
    const reader = new JpkFileReader(us, 2)
    expect(refusal(() => reader.write(fileOf(purchase('').repeat(3))))).toBe('jpk-too-many-rows')
  })
})

describe('the encoding of a file', () => {
  const name = 'Łódź Śrubki ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ'
  /** Bytes of the Polish letters, from the published tables. */
  const windows1250 = 'a3f3649f20 8c7275626b69 20 b9e6eab3f1f39c9fbf 20 a5c6caa3d1d38c8faf'.replaceAll(
    ' ',
    '',
  )
  const latin2 = 'a3f364bc20 a67275626b69 20 b1e6eab3f1f3b6bcbf 20 a1c6caa3d1d3a6acaf'.replaceAll(' ', '')
  const declared = (encoding: string) =>
    Buffer.from(`<?xml version='1.0' encoding = "${encoding}" ?>`, 'latin1')
  const decoded = (bytes: Uint8Array, size = 3): string => {
    const decoder = decoderOf(bytes)
    let text = ''
    for (let at = 0; at < bytes.length; at += size) text += decoder.text(bytes.subarray(at, at + size))
    return text + decoder.end()
  }
  const spaced = (hex: string) => Buffer.from(hex, 'hex')
  it.each([
    ['windows-1250', windows1250],
    ['CP1250', windows1250],
    ['ISO-8859-2', latin2],
    ['Latin2', latin2],
  ])('%s is meant as it is declared', (encoding, hex) => {
    expect(decoded(Buffer.concat([declared(encoding), spaced(hex)]))).toContain(name.slice(0, 11))
    expect(decoded(Buffer.concat([declared(encoding), spaced(hex)])).slice(-31)).toBe(name)
  })
  it('is UTF-8 where nothing is declared, or a mark says so', () => {
    expect(decoded(Buffer.from(`<a>${name}</a>`))).toBe(`<a>${name}</a>`)
    expect(decoded(Buffer.from(`\ufeff<a>${name}</a>`)).endsWith(`<a>${name}</a>`)).toBe(true)
    const both = Buffer.concat([Buffer.from('\ufeff'), declared('windows-1250'), Buffer.from(name)])
    expect(decoded(both).endsWith(name)).toBe(true)
  })
  it.each(['little', 'big'])('is UTF-16, %s end first, with a mark or without', (order) => {
    for (const mark of ['\ufeff', '']) {
      const bytes = Buffer.from(`${mark}<a>${name}</a>`, 'utf16le')
      if (order === 'big') bytes.swap16()
      expect(decoded(bytes).endsWith(`<a>${name}</a>`)).toBe(true)
    }
  })
  it.each([
    ['EBCDIC is not read', Buffer.from('<?xml version="1.0" encoding="EBCDIC"?>')],
    ['UTF-8 that is none', Buffer.from('3c613ea33c2f613e', 'hex')],
    ['UTF-16 that ends within a letter', Buffer.from('fffe3c', 'hex')],
  ])('%s: refused in words', (_, bytes) => {
    expect(refusal(() => decoded(bytes))).toBe('jpk-encoding')
  })
})

describe('a row that cannot be read whole', () => {
  const problemsOf = (more: string) => (read(fileOf(purchase(more))).found[0] as FileRow).problems
  it.each([
    ['<DataWplywu>31.06.2026</DataWplywu>', 'DataWplywu', 'day'],
    ['<DataWplywu>2026-06-31</DataWplywu>', 'DataWplywu', 'day'],
    ['<K_42>1,00</K_42><K_43>0.23</K_43>', 'K_42', 'amount'],
    ['<K_42>1e3</K_42><K_43>0.23</K_43>', 'K_42', 'amount'],
    ['<K_42>1.00</K_42>', 'K_42', 'pair'],
    ['<BFK>0</BFK>', 'BFK', 'marker'],
    ['<NrKSeF>5265877635-20261310-0100A0B1C2D3-5E</NrKSeF>', 'NrKSeF', 'marker'],
    ['<OFF>1</OFF><DI>1</DI>', 'NrKSeF', 'one-marker'],
    ['<DokumentZakupu>XX</DokumentZakupu>', 'DokumentZakupu', 'document'],
  ])('%s', (more, field, wanted) => {
    expect(problemsOf(more)).toMatchObject([{ field, wanted }])
  })
  it('a day with a time zone is a day, as the type of the schema lets it', () => {
    expect(read(fileOf(purchase('<DataWplywu>2026-06-12+02:00</DataWplywu>'))).found).toMatchObject([
      { receiptDay: '2026-06-12', problems: [] },
    ])
  })
})

describe('a row as it is kept', () => {
  const plain = row({ supplierName: '' })
  const odd = row({
    ...{
      position: 2,
      lp: null,
      country: 'DE',
      document: 'RO',
      importOfGoods: true,
      issueDay: null,
      marker: null,
    },
    problems: [{ field: 'DI', value: '0', wanted: 'marker' }],
  })
  it('comes back whole, and takes little where it is like most', () => {
    for (const one of [plain, odd]) expect(rowOfText(textOfRow(one), one.position)).toEqual(one)
    expect(Object.keys(JSON.parse(textOfRow(plain)))).toEqual([
      ...['lp', 'supplier', 'number', 'issueDay', 'receiptDay', 'marker', 'amounts'],
    ])
  })
  it('is read as an earlier release kept it', () => {
    for (const one of [plain, odd]) expect(rowOfText(toJson(one), one.position)).toEqual(one)
  })
})

describe('a row that is no purchase', () => {
  const told = (said: object, origin = {}, markers = true) =>
    brief(unmatchedItems(row(said), [], { obliged: false, uncovered: false, ...origin }, { markers }))
  it.each([
    ['nothing is known of it', {}, {}, 'unknown', 'review'],
    ['of a seller who must use KSeF', {}, { obliged: true }, 'unknown-obliged', 'review'],
    ['where not all of KSeF is here', {}, { obliged: true, uncovered: true }, 'unknown-uncovered', 'review'],
    ['an internal document', { document: 'WEW' }, { obliged: true }, 'unknown-internal', 'info'],
    ['an import of goods', { importOfGoods: true }, {}, 'unknown-internal', 'info'],
    ['an adjustment', { amounts: { K_46: -100 } }, {}, 'unknown-adjustment', 'info'],
  ])('%s', (_, said, origin, name, severity) => {
    expect(told(said, origin)).toEqual([[name, severity, null, null]])
  })
  it('and has no marker, which every row of the form must have, is told of that too', () => {
    const none = told({ marker: null })
    expect(none.map(([name]) => name)).toEqual(['unreadable', 'unknown'])
    expect(told({ marker: null }, {}, false).map(([name]) => name)).toEqual(['unknown'])
    const problems = [{ field: 'DI', value: '0', wanted: 'marker' }]
    expect(told({ marker: null, problems }).map(([name]) => name)).toEqual(['unreadable', 'unknown'])
  })
})
