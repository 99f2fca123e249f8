import { describe, expect, it } from 'vitest'
import type { KsefEvidence, XmlDoubt } from '../../src/ingest/evidence.ts'
import type { RowDoubt } from '../../src/ingest/metadata.ts'
import { ksefDoubts } from '../../src/receipt/ksef-doubts.ts'
import { copy, decided, ksef } from '../support/decided.ts'
import { allInEnglish, findingInEnglish } from '../support/words.ts'

/** The sentences about documents of KSeF that are in doubt, worked out by hand. */

const number = '5265877635-20260611-0100A0B1C2D3-5E'
interface Said {
  xml?: Partial<XmlDoubt>
  row?: Partial<RowDoubt>[]
  read?: boolean
  hasXml?: boolean
  metadata?: object
}
const document = ({ xml, row, read = false, hasXml = read || !!xml, metadata = {} }: Said): KsefEvidence =>
  ({
    ...ksef('2026-06-11', metadata),
    ...{ hasXml, fa: read ? {} : null },
    ...(xml && { xmlDoubt: { broken: null, unread: [], contradicts: [], amounts: [], ...xml } }),
    ...(row && { rowDoubt: row.map((one) => ({ taken: 'none', byXml: false, ...one })) }),
  }) as unknown as KsefEvidence
const doubts = (...said: Said[]) => allInEnglish(ksefDoubts(said.map(document)))
const none = { conflicts: [], amounts: [], xml: [], row: [] }

describe('XML in doubt', () => {
  it('that could not be read at all: its row speaks alone', () => {
    expect(doubts({ xml: { broken: 'It has no end.' } })).toEqual({
      ...none,
      xml: [
        `Something is wrong with the XML of ${number}: It has no end. Its metadata row speaks alone: tax point, rates, cash method and corrected invoices are not known.`,
      ],
    })
  })
  it('that was read but for some characters: these are marked', () => {
    expect(doubts({ read: true, xml: { broken: 'A byte is not UTF-8.' } }).xml).toEqual([
      `Something is wrong with the XML of ${number}: A byte is not UTF-8. What could not be read in it stands as U+FFFD.`,
    ])
  })
  it('of which fields could not be read: they are named, and that is all that is said', () => {
    expect(doubts({ read: true, xml: { unread: ['Fa/P_6', 'Fa/P_15'] } })).toEqual({
      ...none,
      xml: [
        `Of the XML of ${number} these fields cannot be read, and its row counts where it states them: Fa/P_6, Fa/P_15.`,
      ],
    })
  })
  it('that says something else than its row: a conflict; what broke it is told beside, without "alone"', () => {
    const found = doubts({ xml: { broken: 'It ends early.', contradicts: ['P_2', 'P_15'] } })
    expect(found.conflicts).toEqual([
      `The XML of ${number} says something else than its metadata row: P_15; P_2.`,
    ])
    expect(found.xml).toEqual([
      `Something is wrong with the XML of ${number}: It ends early. What could not be read in it stands as U+FFFD.`,
    ])
  })
  it('that came twice is told of once, and in one order', () => {
    const [one, two] = [{ xml: { unread: ['A'] } }, { xml: { unread: ['B'] } }]
    expect(doubts(one, one).xml).toHaveLength(1)
    expect(doubts(two, one)).toEqual(doubts(one, two))
    expect(doubts(two, one).xml[0]).toContain(': A.')
  })
  it('is no matter once the document came whole; a row without any XML is not "whole"', () => {
    const broken = { xml: { broken: 'x.' } }
    expect(doubts(broken, { read: true })).toEqual(none)
    expect(doubts(broken, {}).xml).toHaveLength(1)
    expect(doubts({}, broken).xml).toHaveLength(1)
    // A form that is registered from its row alone is there whole.
    expect(doubts(broken, { hasXml: true })).toEqual(none)
  })
})

describe('XML that states another amount than its row', () => {
  it('counts, and both amounts are told, each once and in one order', () => {
    const [one, two] = [{ xml: { amounts: ['P_15 1.00, row 2.00'] } }, { xml: { amounts: ['P_13'] } }]
    const told = (what: string) =>
      `The XML of ${number} counts, of which its metadata row states another amount: ${what}.`
    expect(doubts(one)).toEqual({ ...none, amounts: [told('P_15 1.00, row 2.00')] })
    expect(doubts(one, two, one).amounts).toEqual([told('P_13'), told('P_15 1.00, row 2.00')])
    expect(doubts(one, { read: true })).toEqual(none)
  })
  it('is for review alone, and blocks beside another conflict; without either nothing opens', () => {
    const severity = (...said: Said[]) =>
      decided(said.map(document)).findings.find((f) => f.code === 'KSEF_METADATA_CONFLICT')?.severity ?? null
    expect(severity({ xml: { amounts: ['P_15'] } })).toBe('review')
    expect(severity({ xml: { amounts: ['P_15'], contradicts: ['P_2'] } })).toBe('blocking')
    expect(severity({ xml: { contradicts: ['P_2'] } })).toBe('blocking')
    expect(severity({ xml: { broken: 'x.' } })).toBeNull()
  })
  it('says what could not be read, and what a row lacks, in findings of their own', () => {
    const codes = (said: Said) => decided([document(said)]).findings.map((f) => f.code)
    expect(codes({ xml: { broken: 'x.' } })).toEqual(['KSEF_XML_UNREADABLE'])
    expect(codes({ row: [{ property: 'a' }] })).toEqual(['KSEF_ROW_INCOMPLETE'])
    expect(codes({})).toEqual([])
  })
})

describe('copies with one code that state different amounts', () => {
  const paper = (grossGrosze: number, hashes: string[], more: object = {}) =>
    copy({ grossGrosze, hashes, ...more })
  const disagree = (...evidence: Parameters<typeof decided>[0]) =>
    findingInEnglish(decided(evidence).findings.find((f) => f.code === 'COPIES_DISAGREE')) || null
  it('are told with their amounts, in order, until the document of KSeF is there', () => {
    const [one, two] = [paper(12_300, ['x']), paper(12_301, ['y', 'x'])]
    expect(disagree(two, one)).toContain('Copies with one code state 123.00 PLN and 123.01 PLN.')
    expect(disagree(one, two, ksef('2026-06-11'))).toBeNull()
    expect(disagree(one, paper(12_300, ['x'], { currency: 'EUR' }))).toContain('123.00 EUR and 123.00 PLN')
    expect(disagree(one, two, paper(12_302, ['z']))).not.toContain('123.02')
    expect(disagree(one, two, paper(12_301, ['x'], { receivedDay: '2026-06-12' }))).toContain(
      'state 123.00 PLN and 123.01 PLN.',
    )
  })
  it('are not told of the same amount, of two codes, of none, or of papers that are no invoice', () => {
    const one = paper(12_300, ['x'])
    expect(disagree(one, paper(12_300, ['x'], { receivedDay: '2026-06-12' }))).toBeNull()
    expect(disagree(one, paper(12_301, ['y']))).toBeNull()
    expect(disagree(paper(12_300, []), paper(12_301, []))).toBeNull()
    expect(disagree(one, paper(12_301, ['x'], { document: 'not-an-invoice' }))).toBeNull()
    expect(disagree(one)).toBeNull()
  })
})

describe('metadata rows that do not say all', () => {
  const rowOf = (...said: Said[]) => doubts(...said).row
  const lacks = (...what: string[]) => [`The metadata row of ${number} does not state ${what.join('; ')}.`]

  it('are told with what was taken instead', () => {
    expect(rowOf({ row: [{ property: 'currency', taken: 'PLN' }] })).toEqual(
      lacks('currency (PLN was taken)'),
    )
    expect(rowOf({ row: [{ property: 'a' }, { property: 'b', taken: '0' }] })).toEqual(
      lacks('a (none was taken)', 'b (0 was taken)'),
    )
  })
  it('are no matter where the XML says it, and only there', () => {
    const byXml = { row: [{ property: 'currency', byXml: true }] }
    expect(rowOf({ ...byXml, read: true })).toEqual([])
    expect(rowOf(byXml)).toHaveLength(1)
    expect(rowOf({ row: [{ property: 'acceptedAt' }], read: true })).toHaveLength(1)
    expect(rowOf(byXml, { read: true, row: [{ property: 'currency' }] })).toEqual([])
    expect(rowOf({ ...byXml, read: true }, byXml)).toEqual([])
  })
  it('are no matter where another row of the number says it', () => {
    const [a, b] = [{ property: 'a' }, { property: 'b' }]
    expect(rowOf({ row: [a, b] }, { row: [b] })).toEqual(lacks('b (none was taken)'))
    expect(rowOf({ row: [a] }, {})).toEqual([])
    expect(rowOf({}, { row: [a] })).toEqual([])
    expect(rowOf({ row: [a] }, { row: [a] }, { row: [b] })).toEqual([])
    expect(rowOf({ row: [a] }, { row: [b, a] }, { row: [a] })).toEqual(lacks('a (none was taken)'))
  })
  it('have no kind that is known here, unless the XML or another row states one; told once', () => {
    const kindless = { metadata: { kind: null } }
    expect(doubts(kindless)).toEqual({ ...none, row: lacks('a kind of invoice that is known here') })
    expect(rowOf({ ...kindless, read: true })).toEqual([])
    expect(rowOf(kindless, {})).toEqual([])
    expect(rowOf({}, kindless)).toEqual([])
    expect(rowOf({ ...kindless, row: [{ property: 'invoiceType', taken: 'no kind' }] })).toEqual(
      lacks('invoiceType (no kind was taken)'),
    )
    expect(rowOf({ ...kindless, row: [{ property: 'a' }] })).toEqual(
      lacks('a (none was taken)', 'a kind of invoice that is known here'),
    )
    const both = [{ property: 'a' }, { property: 'invoiceType' }]
    expect(rowOf({ ...kindless, row: both })).toEqual(
      lacks('a (none was taken)', 'invoiceType (none was taken)'),
    )
  })
})

describe('several documents', () => {
  it('under one number that say different things are a conflict; the same twice is none', () => {
    expect(doubts({}, {})).toEqual(none)
    expect(doubts({}, { metadata: { grossGrosze: 1 } })).toEqual({
      ...none,
      conflicts: [`Documents under the number ${number} state different things.`],
    })
  })
  it('under two numbers are judged each by itself, in the order of the numbers', () => {
    const other = number.replace('20260611', '20260612')
    const said = [
      { metadata: { ksefNumber: other }, xml: { broken: 'y.' }, row: [{ property: 'b' }] },
      { xml: { broken: 'x.' }, row: [{ property: 'a' }] },
    ]
    const found = doubts(...said)
    expect(found).toEqual(doubts(...said.toReversed()))
    expect(found.conflicts).toEqual([])
    expect(found.xml.map((text) => /of (\S+): (\S+)/.exec(text)?.slice(1))).toEqual([
      [number, 'x.'],
      [other, 'y.'],
    ])
    expect(found.row.map((text) => text.slice(20, 55))).toEqual([number, other])
  })
})
