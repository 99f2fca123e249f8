import { describe, expect, it } from 'vitest'
import { readMetadataRow } from '../../src/ingest/metadata.ts'
import { suspectKeys, suspectMonths, suspectOf } from '../../src/ingest/suspect.ts'
import { SpokenError } from '../../src/values/refusal.ts'
import { faXml, ksefDocument, ksefNumber, nip, sha256 } from '../support/ksef.ts'

/** What can be told of a document that could not be taken in: each property for itself, however little is whole. */

const seller = { nip: nip('suspect seller'), name: 'Sprzedawca S.A.' }
const said = {
  seller,
  buyer: { nip: nip('suspect buyer') },
  number: 'FV/1 & 2',
  issueDay: '2026-06-10',
  amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
}
const { metadata, xml } = ksefDocument({ ...said, numberedAt: '2026-06-30T23:30:00Z' })
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const bytes = (written: string) => new TextEncoder().encode(written)
const fromXml = (written: Uint8Array) =>
  suspectOf({ ksefNumber: null, metadata: null, bytes: written }).said[0] ?? null
const fromRow = (row: unknown, number: string | null = null) =>
  suspectOf({ ksefNumber: number, metadata: row, bytes: null })
const whole = { sellerNip: seller.nip, number: 'FV/1 & 2', issueDay: '2026-06-10' }

it('tells all of a whole row, with the Warsaw day of its number', () => {
  expect(fromRow(metadata, metadata.ksefNumber)).toEqual({
    ksefNumber: metadata.ksefNumber,
    numberedDay: '2026-07-01',
    said: [{ ...whole, sellerName: seller.name }],
    hashes: [metadata.invoiceHash],
  })
})

it('tells as much of a row that was read, and whose XML was too large to be kept', () => {
  const read = readMetadataRow(metadata)
  if (!read.ok) throw new SpokenError(read.message)
  expect(fromRow(read.metadata, metadata.ksefNumber)).toEqual(fromRow(metadata, metadata.ksefNumber))
})

it.each([
  ['the seller', { seller: { nip: '12' } }, { sellerNip: null }],
  ['a seller that is no party', { seller: 7 }, { sellerNip: null }],
  ['the number', { invoiceNumber: 12 }, { number: null }],
  ['an empty number', { invoiceNumber: ' ' }, { number: null }],
  ['the day', { issueDate: '2026-06-31' }, { issueDay: null }],
])('of a row that lacks %s tells the rest', (_, change, lacks) => {
  expect(fromRow({ ...metadata, ...change }).said[0]).toMatchObject({ ...whole, ...lacks })
})

it('takes the seller and the day from a KSeF number where nothing else tells them', () => {
  const number = ksefNumber(seller.nip, '2026-06-29', 'x')
  const facts = suspectOf({ ksefNumber: number.toLowerCase(), metadata: null, bytes: bytes('no xml') })
  expect(facts).toMatchObject({ ksefNumber: number, numberedDay: '2026-06-29' })
  expect(facts.said).toEqual([{ sellerNip: seller.nip, sellerName: null, number: null, issueDay: null }])
  const wrong = `${number.slice(0, -2)}${number.endsWith('00') ? '01' : '00'}`
  expect(fromRow(null, wrong)).toMatchObject({ ksefNumber: null, numberedDay: '2026-06-29', hashes: [] })
  expect(fromRow(null, wrong).said[0]?.sellerNip).toBe(seller.nip)
  expect(fromRow([metadata], 'x')).toEqual({ ksefNumber: null, numberedDay: null, said: [], hashes: [] })
})

it('takes no hash from a row that has none', () => {
  expect(fromRow({ ...metadata, invoiceHash: 'abc' }).hashes).toEqual([])
})

describe('an XML', () => {
  it('tells seller, number and day, whole or cut off behind them', () => {
    expect(fromXml(xml)).toMatchObject(whole)
    expect(fromXml(xml.slice(0, text(xml).indexOf('<FaWiersz')))).toMatchObject(whole)
  })
  it('with prefixes, or of an agricultural supplier, tells them too', () => {
    expect(fromXml(bytes(text(xml).replace(/<(\/?)(?=[A-Z])/g, '<$1tns:')))).toMatchObject(whole)
    expect(fromXml(faXml({ ...said, form: 'FA_RR', kind: 'VAT_RR' }))).toMatchObject({
      number: 'FV/1 & 2',
      issueDay: '2026-06-10',
    })
  })
  it('takes the seller from Podmiot1, not from another party', () => {
    const without = text(xml).replace(`<NIP>${seller.nip}</NIP>`, '')
    expect(fromXml(bytes(without.replace(/<Podmiot1>[\s\S]*<\/Podmiot1>/, '')))?.sellerNip ?? null).toBeNull()
  })
  it('has its own hash, beside that of its row', () => {
    const both = suspectOf({
      ksefNumber: null,
      metadata: { ...metadata, issueDate: '2026-06-11' },
      bytes: xml,
    })
    expect(both.hashes).toEqual([metadata.invoiceHash, sha256(xml)])
    expect(both.said.map((one) => one.issueDay)).toEqual(['2026-06-11', '2026-06-10'])
  })
})

it('is met by its KSeF number, its hashes, and seller with number as written and as misread', () => {
  const facts = fromRow(metadata, metadata.ksefNumber)
  expect(suspectKeys(facts)).toEqual([
    { key: `ksef:${metadata.ksefNumber}`, day: null },
    { key: `hash:${metadata.invoiceHash}`, day: null },
    { key: `number:${seller.nip} fv|1|2`, day: '2026-06-10' },
    { key: `near:${seller.nip} FV12`, day: '2026-06-10' },
  ])
  expect(suspectKeys({ ...facts, ksefNumber: null, hashes: [], said: [] })).toEqual([])
  const nameless = { ...facts.said[0], number: null } as (typeof facts.said)[number]
  expect(suspectKeys({ ...facts, said: [nameless] }).length).toBe(2)
})

it.each([
  ['2026-05-29', '2026-06-01', '2026-05', '2026-06'],
  ['2026-07-02', '2026-06-30', '2026-06', '2026-07'],
  [null, '2026-06-30', '2026-06', '2026-06'],
  ['2026-05-29', null, '2026-05', '2026-05'],
])('issued %s, numbered %s: it may fall from %s to %s', (issueDay, numberedDay, from, to) => {
  const one = { sellerNip: null, sellerName: null, number: null, issueDay }
  expect(suspectMonths({ ksefNumber: null, numberedDay, said: [one], hashes: [] } as never)).toEqual({
    from,
    to,
  })
})

it('may fall into any month where no day is known', () => {
  expect(suspectMonths({ ksefNumber: null, numberedDay: null, said: [], hashes: [] })).toBeNull()
})
