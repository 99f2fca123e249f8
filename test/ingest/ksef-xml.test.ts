import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KsefEvidence } from '../../src/ingest/evidence.ts'
import { type KsefMetadata, readMetadataRow } from '../../src/ingest/metadata.ts'
import { readPackage } from '../../src/ingest/source.ts'
import { completePolicy } from '../../src/law/policy.ts'
import { type Context, factsOf } from '../../src/receipt/facts.ts'
import { decide } from '../../src/receipt/verdict.ts'
import { document } from '../support/hostile.ts'
import { within } from '../support/hostile-xml.ts'
import { faXml, type InvoiceMetadata, metadataFor, packageOf, sha256 } from '../support/ksef.ts'
import { inEnglish } from '../support/words.ts'

/** What KSeF has numbered is read however ugly it is: a package of one document whose hash is right. */

const buyer = '9376032788'
const sound = document('FV/7/06/2026', { taxPointDay: '2026-06-08' })
const text = new TextDecoder().decode(faXml(sound))
const utf8 = (xml: string): Uint8Array => new TextEncoder().encode(xml)
const latin2 = (xml: string): Uint8Array =>
  Uint8Array.from(
    [...xml].map((c) => ({ Ś: 0xa6, ł: 0xb3, ó: 0xf3, Ł: 0xa3, ź: 0xbc })[c] ?? c.charCodeAt(0)),
  )

const context: Context = {
  settlement: 'monthly',
  cashMethod: false,
  buyerCategory: 'domestic',
  policy: completePolicy({}),
  supplier: null,
  ledgerFrom: null,
  outages: [],
}

/** What is read of a document with these bytes, and what the verdict finds. */
async function taken(bytes: Uint8Array, row: object = {}) {
  const metadata = { ...metadataFor(bytes, sound), invoiceHash: sha256(bytes), ...row } as InvoiceMetadata
  const desk = { nip: buyer, known: () => new Set<string>(), yieldToEventLoop: async () => {} }
  const batches = []
  for await (const batch of readPackage(packageOf([{ metadata, xml: bytes }]), desk)) batches.push(batch)
  const refused = batches.flatMap((b) => b.refusals.map((r) => `${r.code}: ${r.message}`))
  const [incoming] = batches.flatMap((b) => b.incoming)
  if (incoming === undefined) return { refused, evidence: null, findings: [] }
  const evidence = JSON.parse(JSON.stringify(incoming.evidence)) as KsefEvidence
  const facts = factsOf([{ id: 'e', contentHash: 'c', evidence }], {}, () => context)
  const { findings } = decide(facts, context, [], [], [])
  const told = findings.map((f) => ({ ...f, message: inEnglish(f.message) }))
  return { refused, evidence, findings: told.filter((f) => f.severity !== 'info') }
}
const codes = ({ findings }: Awaited<ReturnType<typeof taken>>) => findings.map((f) => f.code)

describe('a document whose text is certain, whatever it calls itself, is read whole', () => {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>'
  const declared = (other: string) => utf8(text.replace(declaration, other))
  it.each<[string, Uint8Array]>([
    ['single quotes', declared("<?xml version='1.0' encoding='utf-8'?>")],
    ['standalone', declared('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>')],
    ['no declaration', declared('')],
    ['version 1.1', declared('<?xml version="1.1" encoding="UTF-8"?>')],
    ['version 1.2', declared('<?xml version="1.2"?>')],
    ['no version', declared('<?xml encoding="UTF-8"?>')],
    ['its attributes in another order', declared('<?xml encoding="UTF-8" version="1.0"?>')],
    ['UTF-8 without a dash', declared('<?xml version="1.0" encoding="UTF8"?>')],
    ['a line before it', declared(`\r\n  ${declaration}`)],
    ['a BOM', declared(`\uFEFF${declaration}`)],
    ['a BOM, then a line', declared(`\uFEFF\n${declaration}`)],
    ['two BOMs', declared(`\uFEFF\uFEFF${declaration}`)],
    ['two declarations', declared(`${declaration}\n${declaration}`)],
    ['a comment and an instruction before the root', declared(`${declaration}<!-- x --><?p q?>`)],
    ['a comment before it', declared(`${declaration}\n<!-- Zażółć -->`)],
    ['Windows-1250 said, UTF-8 written', declared('<?xml version="1.0" encoding="Windows-1250"?>')],
    ['ISO-8859-2 said, UTF-8 written', declared('<?xml version="1.0" encoding="iso-8859-2"?>')],
    ['UTF-16 said, UTF-8 written', declared('<?xml version="1.0" encoding="UTF-16"?>')],
    ['an unknown encoding said', declared('<?xml version="1.0" encoding="mazovia"?>')],
    ['ISO-8859-2 said and written', latin2(text.replace('UTF-8', 'ISO-8859-2').replace(/[„”]/g, '"'))],
    ['UTF-16 with its mark', new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))],
    ['UTF-16 without', new Uint8Array(Buffer.from(text, 'utf16le'))],
    ['UTF-16, the high byte first', new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16())],
  ])('%s', async (_, bytes) => {
    const read = await taken(bytes)
    expect(read.refused).toEqual([])
    expect(read.evidence).toMatchObject({
      hasXml: true,
      fa: { number: 'FV/7/06/2026', taxPointDay: '2026-06-08', taxPointFrom: 'P_6' },
    })
    expect(read.evidence?.fa?.buyer.name).toBe('Odbiorca sp. z o.o.')
    expect(codes(read)).toEqual([])
  })

  it('letters of the encoding that is said and written', async () => {
    const named = within(text, 'Nazwa', 'Łódź')
    const read = await taken(latin2(named.replace('UTF-8', 'ISO-8859-2').replace(/[„”]/g, '"')))
    expect(read.evidence?.fa?.seller.name).toBe('Łódź')
  })
})

describe('a document whose text is not certain is read with holes, and a human is told', () => {
  const at = text.indexOf('Stalmex')
  const damaged = Uint8Array.from(utf8(text))
  damaged.set([0x81, 0xff], at)
  it.each<[string, Uint8Array]>([
    ['bytes that are no UTF-8', damaged],
    ['a control character', utf8(text.replace('Stalmex', 'A\u0001B'))],
    ['a NUL', utf8(text.replace('Stalmex', 'A\u0000B'))],
    ['U+FFFE', utf8(text.replace('Stalmex', 'A\uFFFEB'))],
    ['a reference to a control character', utf8(text.replace('Stalmex', 'A&#1;B'))],
    ['a reference to half a character', utf8(text.replace('Stalmex', 'A&#xD800;B'))],
    ['a reference beyond Unicode', utf8(text.replace('Stalmex', 'A&#x110000;B'))],
  ])('%s', async (_, bytes) => {
    const read = await taken(bytes)
    expect(read.refused).toEqual([])
    expect(read.evidence?.fa).toMatchObject({ number: 'FV/7/06/2026', taxPointDay: '2026-06-08' })
    expect(read.evidence?.fa?.seller.name).toContain('\uFFFD')
    expect(read.findings).toMatchObject([{ code: 'KSEF_XML_UNREADABLE', severity: 'review' }])
    expect(read.findings[0]?.message).toMatch(/FV|KSeF|UTF-8|Not well-formed/)
  })

  it('a hole in the number contradicts no row', async () => {
    const bytes = utf8(within(text, 'P_2', 'FV/7/06/2026X'))
    bytes[bytes.indexOf(0x58, text.indexOf('<P_2>'))] = 0xff
    expect(codes(await taken(bytes))).toEqual(['KSEF_XML_UNREADABLE'])
  })
})

describe('where a field cannot be read the row counts, and the finding names it', () => {
  it.each<[string, string, (xml: string) => string, object]>([
    ['an amount that is none', '/Faktura/Fa/P_15', (xml) => within(xml, 'P_15', 'sto'), {}],
    ['an amount with a comma', '/Faktura/Fa/P_15', (xml) => within(xml, 'P_15', '1,5'), {}],
    ['no gross amount', '/Faktura/Fa/P_15', (xml) => xml.replace(/<P_15>.*<\/P_15>/, ''), {}],
    [
      'a bad total',
      '/Faktura/Fa/P_13_1',
      (xml) => within(xml, 'P_13_1', '1e3'),
      { netGrosze: null, rates: {} },
    ],
    ['a bad tax point', '/Faktura/Fa/P_6', (xml) => within(xml, 'P_6', 'today'), { taxPointDay: null }],
    ['a bad P_1', '/Faktura/Fa/P_1', (xml) => within(xml, 'P_1', '10.06.2026'), { issueDay: '2026-06-10' }],
    ['an empty number', '/Faktura/Fa/P_2', (xml) => within(xml, 'P_2', ' '), { number: 'FV/7/06/2026' }],
    ['a number of 257 characters', '/Faktura/Fa/P_2', (xml) => within(xml, 'P_2', '7'.repeat(257)), {}],
    ['a bad currency', '/Faktura/Fa/KodWaluty', (xml) => within(xml, 'KodWaluty', 'zł'), { currency: 'PLN' }],
    [
      'an unknown kind',
      '/Faktura/Fa/RodzajFaktury',
      (xml) => within(xml, 'RodzajFaktury', 'X'),
      { kind: 'VAT' },
    ],
    [
      'a NIP of the seller that is none',
      '/Faktura/Podmiot1/DaneIdentyfikacyjne/NIP',
      (xml) => within(xml, 'NIP', '12'),
      {},
    ],
    [
      'a NIP of the buyer that is none',
      '/Faktura/Podmiot2/DaneIdentyfikacyjne/NIP',
      (xml) => xml.replace(buyer, '937603278'),
      { buyer: { id: { type: 'Nip', value: buyer } } },
    ],
  ])('%s', async (_, path, edit, facts) => {
    const bytes = utf8(edit(text))
    const read = await taken(bytes)
    expect(read.evidence).toMatchObject({ addressee: 'buyer', fa: { splitPayment: false, ...facts } })
    const { grossAmount } = metadataFor(bytes, sound) as unknown as { grossAmount: number }
    expect(read.evidence?.fa?.grossGrosze).toBe(Math.round(grossAmount * 100))
    expect(codes(read)).toEqual(['KSEF_XML_UNREADABLE'])
    expect(read.findings[0]?.message).toContain(path)
  })
})

describe('where nothing can be read the row speaks alone', () => {
  it.each<[string, string]>([
    ['a form of next year', text.replace('13775', '19999')],
    ['cut off', text.slice(0, -40)],
    ['a DOCTYPE', text.replace('?>', '?><!DOCTYPE Faktura [<!ENTITY e "x">]>')],
    ['no XML', '%PDF-1.7'],
    ['nothing', ''],
    ['no body', text.replace(/<Fa>[\s\S]*<\/Fa>/, '')],
  ])('%s', async (_, xml) => {
    const read = await taken(utf8(xml))
    expect(read.refused).toEqual([])
    expect(read.evidence).toMatchObject({ hasXml: true, fa: null, addressee: 'buyer' })
    expect(codes(read)).toEqual(['KSEF_XML_UNREADABLE'])
    expect(read.findings[0]?.message).toMatch(/row speaks alone: tax point, rates/)
  })

  it('self-billing and a kind are those of the row', async () => {
    const { evidence } = await taken(utf8(''), { isSelfInvoicing: true, invoiceType: 'Kor' })
    expect(evidence?.metadata).toMatchObject({ selfInvoicing: true, kind: 'KOR' })
  })

  it('a kind that is not known here is told', async () => {
    const read = await taken(utf8(''), { invoiceType: 'VatXyz' })
    expect(codes(read)).toEqual(['KSEF_XML_UNREADABLE', 'KSEF_ROW_INCOMPLETE'])
    expect(codes(await taken(utf8(text), { invoiceType: 'VatXyz' }))).toEqual([])
  })
})

describe('a row that the XML contradicts: both stay, the finding names the fields with both values', () => {
  it.each<[string, object, RegExp]>([
    [
      'seller',
      { seller: { nip: '8242151468' } },
      /the seller \(5265877635 in the XML, 8242151468 in the row\)/,
    ],
    ['number', { invoiceNumber: 'FV/8/06/2026' }, /the number \(FV\/7\/06\/2026 .* FV\/8\/06\/2026/],
    ['P_1', { issueDate: '2026-06-09' }, /P_1 \(2026-06-10 in the XML, 2026-06-09 in the row\)/],
    ['currency', { currency: 'EUR' }, /the currency \(PLN in the XML, EUR in the row\)/],
  ])('%s: the row speaks alone, no amounts are mixed', async (_, row, message) => {
    const read = await taken(utf8(text), row)
    expect(read.evidence?.fa).toBeNull()
    expect(read.findings[0]).toMatchObject({ code: 'KSEF_METADATA_CONFLICT', severity: 'blocking' })
    expect(read.findings[0]?.message).toMatch(message)
  })

  it.each<[string, object, RegExp, string]>([
    [
      'gross amount',
      { grossAmount: 1.23 },
      /the gross amount \(\d+\.\d\d in the XML, 1\.23 in the row\)/,
      'review',
    ],
    ['kind', { invoiceType: 'Zal' }, /the kind \(VAT in the XML, ZAL in the row\)/, 'blocking'],
  ])('%s: the XML is read on', async (_, row, message, severity) => {
    const read = await taken(utf8(text), row)
    expect(read.evidence?.fa?.taxPointDay).toBe('2026-06-08')
    const conflict = read.findings.find((f) => f.code === 'KSEF_METADATA_CONFLICT')
    expect(conflict).toMatchObject({ severity })
    expect(conflict?.message).toMatch(message)
  })

  it('several at once stand in one finding', async () => {
    const read = await taken(utf8(text), { issueDate: '2026-06-09', grossAmount: 5 })
    expect(codes(read)).toEqual(['KSEF_METADATA_CONFLICT'])
    expect(read.findings[0]?.message).toMatch(/P_1 \(.* the gross amount \(/)
  })

  it('the buyer: the invoice is his whom the XML names', async () => {
    const read = await taken(utf8(text.replaceAll(buyer, '8242151468')))
    expect(read.evidence?.addressee).toBe('nobody-here')
    expect(codes(read)).toEqual(['NOT_OUR_INVOICE', 'KSEF_METADATA_CONFLICT'])
  })

  it('dust in the gross amount contradicts nothing', async () => {
    const { grossAmount } = metadataFor(utf8(text), sound) as unknown as { grossAmount: number }
    expect(codes(await taken(utf8(text), { grossAmount: grossAmount + 2e-7 }))).toEqual([])
  })
})

/** Every character that XML 1.0 allows, ugly ones more often. */
const allowed = fc
  .string({
    unit: fc.oneof(
      fc.integer({ min: 0x7f, max: 0x9f }).map((c) => String.fromCharCode(c)),
      fc.constantFrom('\uFFFD', '\u00AD', '\u200B', '\u202E', '\u2028', 'Ł', '&', '<', '\u{1f4c4}', ' '),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 40,
  })
  .map((s) => s.toWellFormed().replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ''))
const escaped = (s: string) => s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const collapsed = (s: string) => s.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '')

describe('whatever text XML 1.0 allows', () => {
  it('in names, number and goods makes a purchase that says what was written', async () => {
    await fc.assert(
      fc.asyncProperty(allowed, allowed, allowed, async (name, number, goods) => {
        const printed = `7${number}`
        const xml = within(within(text, 'P_2', '@number'), 'P_7', '@goods')
          .replace('Stalmex Hurt sp. z o.o.', () => escaped(`A${name}`))
          .replace('@number', () => escaped(printed))
          .replace('@goods', () => escaped(goods))
        const row = {
          invoiceNumber: collapsed(printed),
          seller: { nip: sound.seller.nip, name: collapsed(`A${name}`) },
        }
        const read = await taken(utf8(xml), row)
        expect(read.refused).toEqual([])
        expect(codes(read)).toEqual([])
        expect(read.evidence?.metadata.number).toBe(collapsed(printed))
        expect(read.evidence?.metadata.seller.name).toBe(collapsed(`A${name}`))
        expect(read.evidence?.fa?.seller.name).toBe(collapsed(`A${name}`))
      }),
      { numRuns: 60 },
    )
  })
})

describe('whatever bytes are damaged', () => {
  it('a document whose hash is right is a purchase, and its unreadable text holds nothing', async () => {
    const whole = utf8(text)
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 6,
    })
    await fc.assert(
      fc.asyncProperty(damage, async (places) => {
        const bytes = Uint8Array.from(whole)
        for (const [at, byte] of places) bytes[at] = byte
        const read = await taken(bytes)
        expect(read.refused).toEqual([])
        expect(read.evidence?.hasXml).toBe(true)
        // A byte may also change a digit into another one: then the two contradict each other, and that is said.
        const blocking = read.findings.filter((f) => f.severity === 'blocking').map((f) => f.code)
        const contradicts = read.evidence?.xmlDoubt?.contradicts.length ?? 0
        expect(blocking.length > 0).toBe(contradicts > 0)
      }),
      { numRuns: 150 },
    )
  })
})

describe('whatever stands in a row besides what an invoice is known by', () => {
  const odd = fc.oneof(fc.constant(undefined), fc.jsonValue({ maxDepth: 1 }))
  const needed = { ksefNumber: '', invoiceHash: '' }
  it('is no reason to lose it', () => {
    const row = metadataFor(utf8(text), sound)
    const further = ['netAmount', 'vatAmount', 'invoicingMode', 'invoiceType', 'formCode', 'isSelfInvoicing']
    const all = [...further, 'hashOfCorrectedInvoice', 'thirdSubjects', 'hasAttachment', 'authorizedSubject']
    fc.assert(
      fc.property(fc.record(Object.fromEntries(all.map((name) => [name, odd]))), (change) => {
        const read = readMetadataRow({ ...row, ...change, ...pick(row, Object.keys(needed)) })
        expect(read.ok).toBe(true)
        const { number, issueDay } = (read as { metadata: KsefMetadata }).metadata
        expect([number, issueDay]).toEqual(['FV/7/06/2026', '2026-06-10'])
      }),
    )
  })
})

const pick = (row: object, names: string[]) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)))
