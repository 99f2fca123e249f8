import { describe, expect, it } from 'vitest'
import type { CopyEvidence, Evidence } from '../../src/ingest/evidence.ts'
import { copyFacts } from '../../src/receipt/copy-facts.ts'
import { copy, factsFrom, type Given, ksef, offlineCopy } from '../support/decided.ts'

/** What is gathered from the documents of a purchase: whose word counts, and what each document is. */

const facts = (evidence: Evidence[], given: Given = {}) => factsFrom(evidence, given).facts
const fa = (more: object = {}) => ({
  ...{ rates: {}, exchangeRates: [], deductibleVatGrosze: null, taxPointDay: null, taxPointFrom: null },
  ...{ kind: null, seller: { name: null }, sellerCashMethod: false, selfBilling: false, corrects: [] },
  ...more,
})
const withXml = (more: object = {}) =>
  ({ ...ksef('2026-06-11'), hasXml: true, fa: fa(more) }) as unknown as Evidence

describe('a document from outside KSeF', () => {
  const read = (more: object) => {
    const { counts, offline, oneCode, receipt } = copyFacts(copy(more) as CopyEvidence)
    return [counts, offline, oneCode, receipt]
  }
  const [hash, two] = [{ hashes: ['x'] }, { hashes: ['x'], offlineCode: true }]
  it.each<[string, object, unknown[]]>([
    ['an invoice', {}, ['invoice', false, false, false]],
    ['with one code', hash, ['invoice', false, true, false]],
    ['with two', two, ['invoice', true, false, false]],
    ['with KOD II alone', { offlineCode: true }, ['invoice', true, false, false]],
    [
      'stated as issued offline, no code read',
      { document: 'offline-invoice' },
      ['invoice', true, false, false],
    ],
    ['and one code read', { document: 'offline-invoice', ...hash }, ['invoice', true, false, false]],
    ['a print', { document: 'numbered-visualisation' }, ['delivery', false, false, false]],
    ['with its code', { document: 'numbered-visualisation', ...hash }, ['delivery', false, true, false]],
    ['that says two', { document: 'numbered-visualisation', ...two }, ['delivery', false, false, false]],
    ['with a number', { ...hash, ksefNumber: 'K' }, ['invoice', false, false, false]],
    ['of XML, whose hash is no code', { ...hash, fa: fa() }, ['invoice', false, false, false]],
    ['a confirmation', { document: 'transaction-confirmation', ...two }, ['nothing', false, false, false]],
    ['with one code', { document: 'transaction-confirmation', ...hash }, ['nothing', false, false, false]],
    ['a receipt', { document: 'fiscal-receipt', ...hash }, ['invoice', false, false, true]],
    ['a large one', { document: 'fiscal-receipt', grossGrosze: 45_001 }, ['nothing', false, false, true]],
  ])('%s', (_what, more, expected) => {
    expect(read(more)).toEqual(expected)
  })
})

describe('the word of several documents', () => {
  it('of KSeF the one numbered first speaks, and of its copies the one with XML', () => {
    const later = {
      ...ksef('2026-06-12', { number: 'FV/later' }),
      hasXml: true,
      fa: fa(),
    } as unknown as Evidence
    expect(facts([later, ksef('2026-06-11', { number: 'FV/first' })]).number).toBe('FV/first')
    const unread = ksef('2026-06-11', { number: 'FV/row' })
    expect(facts([unread, withXml()]).number).toBe('FV/1')
    expect(facts([withXml(), unread]).number).toBe('FV/1')
    const paper = copy({ number: 'FV/paper', receivedDay: '2026-06-01' })
    const xml = copy({ number: 'FV/xml', receivedDay: '2026-06-20', fa: fa() })
    expect(facts([paper, xml]).number).toBe('FV/xml')
    // An invoice speaks before other papers, with XML or without.
    const note = copy({ number: 'FV/note', document: 'not-an-invoice', fa: fa() })
    expect(facts([note, paper]).number).toBe('FV/paper')
  })
  it('of one day go by their content, whatever the order', () => {
    const [a, b] = [copy({ number: 'FV/a' }), copy({ number: 'FV/b' })]
    expect(facts([a, b]).number).toBe('FV/a')
    const { facts: swapped } = factsFrom([a, b])
    expect(swapped.copies.map((c) => c.copy.number)).toEqual(['FV/a', 'FV/b'])
  })
  it('names whoever is named: by any document of KSeF, else by any copy', () => {
    const nameless = copy({ seller: { id: '5265877635', country: 'PL', name: null } })
    const row = { seller: { nip: '5265877635', name: null } }
    expect(facts([ksef('2026-06-11', row), nameless]).seller.name).toBeNull()
    expect(facts([ksef('2026-06-11', row), nameless, copy({ number: 'FV/2' })]).seller.name).toBe(
      'Sprzedawca',
    )
    const xml = { hasXml: true, fa: fa({ seller: { name: 'of the XML' } }) }
    const named = { ...ksef('2026-06-11', row), ...xml } as unknown as Evidence
    expect(facts([named, copy()]).seller.name).toBe('of the XML')
  })
})

describe('a document of KSeF', () => {
  it('gives its number, days in Warsaw, instants, hash and mode', () => {
    const said = { acceptedAt: '2026-06-11T21:59:00Z', numberedAt: '2026-06-11T22:01:00Z' }
    expect(facts([ksef('2026-06-11', said)]).ksef).toEqual({
      ...{ number: '5265877635-20260611-0100A0B1C2D3-5E', numberedDay: '2026-06-12', ...said },
      ...{ storedAt: '2026-06-11T08:01:00Z', invoiceHash: 'hash', invoicingMode: 'Offline' },
      technicalCorrection: false,
    })
    expect(facts([ksef('2026-06-11', { hashOfCorrectedInvoice: 'h' })]).ksef?.technicalCorrection).toBe(true)
    expect(facts([copy()]).ksef).toBeNull()
  })
  it('says alone whom the invoice is addressed to', () => {
    const of = (evidence: Evidence, addressee: string) => ({ ...evidence, addressee }) as Evidence
    const said = (...evidence: Evidence[]) => {
      const { ours, thirdParty } = facts(evidence)
      return [ours, thirdParty]
    }
    expect(said(of(copy(), 'nobody-here'))).toEqual([false, false])
    expect(said(of(copy(), 'not-stated'), of(copy({ number: '2' }), 'nobody-here'))).toEqual([false, false])
    expect(said(of(copy(), 'third-party'), of(copy({ number: '2' }), 'buyer'))).toEqual([true, true])
    expect(said(of(copy(), 'third-party'), ksef('2026-06-11'))).toEqual([true, false])
    expect(said(of(copy(), 'nobody-here'), of(ksef('2026-06-11'), 'third-party'))).toEqual([true, true])
    expect(said(copy(), of(ksef('2026-06-11'), 'nobody-here'))).toEqual([false, false])
  })
})

describe('what any document says holds', () => {
  const plain = copy({ number: 'FV/plain' })
  it('the cash method of the seller, self-billing', () => {
    expect(facts([plain])).toMatchObject({ cashSeller: false, selfBilling: false })
    expect(facts([plain, copy({ sellerCashMethod: true })]).cashSeller).toBe(true)
    expect(facts([withXml(), copy({ fa: fa({ sellerCashMethod: true }) })]).cashSeller).toBe(true)
    expect(facts([plain, copy({ selfBilling: true })]).selfBilling).toBe(true)
    expect(facts([ksef('2026-06-11', { selfInvoicing: true }), ksef('2026-06-12')]).selfBilling).toBe(true)
    expect(facts([ksef('2026-06-11'), copy({ fa: fa({ selfBilling: true }) })]).selfBilling).toBe(true)
  })
  it('domestic reverse charge (P_13_10), of any XML', () => {
    const xml = (P_13_10: number) => withXml({ rates: { P_13_10 } })
    expect(facts([xml(100)]).taxedByBuyer).toBe(true)
    expect(facts([xml(-100)]).taxedByBuyer).toBe(true)
    expect(facts([xml(0)]).taxedByBuyer).toBe(false)
    expect(facts([withXml(), copy({ fa: fa({ rates: { P_13_10: 1 } }) })]).taxedByBuyer).toBe(true)
    expect(facts([xml(100)], { inputs: { importOfGoods: true } }).taxedByBuyer).toBe(false)
    expect(facts([xml(100)], { inputs: { importOfGoods: false } }).taxedByBuyer).toBe(true)
    expect(facts([xml(100)], { inputs: { selfAssessed: false } }).taxedByBuyer).toBe(false)
  })
  it('a number printed on a copy, and the day the first such copy came', () => {
    const print = (receivedDay: string, ksefNumber: string | null = 'K') =>
      copy({ document: 'numbered-visualisation', receivedDay, ksefNumber, fa: null })
    expect(
      facts([plain, print('2026-06-20'), print('2026-06-15', 'K'), print('2026-06-12', null)]),
    ).toMatchObject({ printedNumber: 'K', printedDay: '2026-06-15' })
    expect(facts([plain])).toMatchObject({ printedNumber: null, printedDay: null })
  })
  it('the first payment', () => {
    const payments = ['2026-07-02', '2026-07-01', '2026-07-03'].map((date) => ({ date, amount: '1.00' }))
    expect(facts([plain], { inputs: { payments } }).paidDay).toBe('2026-07-01')
    expect(facts([plain], { inputs: { payments: [] } }).paidDay).toBeNull()
    expect(facts([plain]).paidDay).toBeNull()
  })
  it('what is corrected: of the XML before a copy, of the accountant before both, with his KSeF number', () => {
    const ref = (number: string) => ({ number, issueDay: '2026-05-01', ksefNumber: null, outsideKsef: false })
    const other = copy({ corrects: [ref('copy')] })
    expect(facts([withXml({ corrects: [ref('xml')] }), other]).corrects).toEqual([ref('xml')])
    expect(facts([withXml(), other]).corrects).toEqual([])
    const corrects = [{ number: 'B', issueDate: '2026-05-02', ksefNumber: 'K' }]
    expect(facts([other], { inputs: { corrects } }).corrects).toEqual([
      { number: 'B', issueDay: '2026-05-02', ksefNumber: 'K', outsideKsef: false },
    ])
    expect(facts([other], { inputs: { corrects: [] } }).corrects).toEqual([])
  })
})

describe('the seller', () => {
  const supplier = (ksefDuty: object[]) => ({
    context: { supplier: { name: null, delivery: [], defaults: {}, ksefDuty } },
  })
  it('is foreign by his country, or as recorded', () => {
    const foreign = (said: object, given: Given = {}) => facts([copy(said)], given).foreign
    expect(foreign({})).toBe(false)
    expect(foreign({ seller: { id: 'DE1', country: 'DE', name: null } })).toBe(true)
    expect(foreign({}, supplier([{ status: 'foreign', from: '2026-01-01', to: null }]))).toBe(true)
  })
  it('has a duty that is recorded, or not', () => {
    expect(facts([copy()])).toMatchObject({ dutyRecorded: false, duty: { duty: 'unknown' } })
    const given = supplier([{ status: 'obliged', from: '2026-01-01', to: null }])
    expect(facts([copy()], given)).toMatchObject({ dutyRecorded: true, duty: { duty: 'required' } })
  })
})

describe('kinds', () => {
  it('are in a group, where a kind is known', () => {
    const group = (kind: string | null) => facts([copy({ kind })]).group
    expect(['VAT', 'KOR', 'KOR_ZAL', null].map(group)).toEqual(['invoice', 'correction', 'correction', null])
  })
  it('a listed buyer is one of art. 106gb ust. 4', () => {
    expect(facts([copy({ buyerCategory: '106gb-4-3' })])).toMatchObject({
      category: '106gb-4-3',
      listed: true,
    })
    expect(facts([offlineCopy()])).toMatchObject({ category: 'domestic', listed: false })
  })
})
