import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../src/ingest/evidence.ts'
import { verdictOn } from '../../src/receipt/as-of.ts'
import { ksefDoubts } from '../../src/receipt/ksef-doubts.ts'
import type { Day } from '../../src/values/day.ts'
import { copy, decided, type Given, ksef, offlineCopy, outage } from '../support/decided.ts'
import { inEnglish } from '../support/words.ts'

const withXml = (xmlDoubt: object | null, more: object = {}) =>
  ({ ...ksef('2026-06-11', more), hasXml: true, ...(xmlDoubt && { xmlDoubt }) }) as never
const broken = { broken: 'a byte that is not UTF-8.', unread: [], contradicts: [], amounts: [] }

describe('doubts about the documents of KSeF', () => {
  it('are none of a sound document', () => {
    const none = { conflicts: [], amounts: [], xml: [], row: [] }
    expect(ksefDoubts([])).toEqual(none)
    expect(ksefDoubts([ksef('2026-06-11')])).toEqual(none)
  })
  it('are told of XML that could not be read, unless it came whole beside it', () => {
    expect(ksefDoubts([withXml(broken)]).xml).toHaveLength(1)
    expect(ksefDoubts([withXml(broken), withXml(null)]).xml).toEqual([])
    expect(ksefDoubts([withXml(null), withXml(broken)]).xml).toEqual([])
  })
  it('are a conflict where the XML says something else than its row', () => {
    const against = { broken: null, unread: [], contradicts: ['P_15 is 1.00, the row says 2.00'] }
    expect(inEnglish(ksefDoubts([withXml(against)]).conflicts[0] ?? '')).toContain('P_15 is 1.00')
    expect(ksefDoubts([withXml(against), withXml(null)]).conflicts).toEqual([])
  })
})

describe('an invoice that the buyer issued himself (art. 106d ust. 1)', () => {
  const codes = (evidence: Evidence[], day: string, given: Given = {}) =>
    verdictOn(decided(evidence, given), day as Day).findings.map(({ code }) => code as string)
  it('is his own to send: nothing is said of a late seller', () => {
    const own = [offlineCopy({ selfBilling: true })]
    expect(codes(own, '2026-06-12')).toContain('SELF_BILLED_NOT_SENT')
    expect(codes(own, '2026-06-11')).not.toContain('SELF_BILLED_NOT_SENT')
    expect(codes(own, '2026-06-12')).not.toContain('SELLER_LATE')
    const failure = { outages: [outage('2026-06-10', '2026-06-12')] }
    expect(codes(own, '2026-06-24', failure)).toContain('SELF_BILLED_NOT_SENT')
    expect(codes(own, '2026-06-24', failure)).not.toContain('SELLER_NEVER_SENT')
  })
})

describe('a print beside another paper', () => {
  it('still says that the invoice is in KSeF', () => {
    const print = copy({ document: 'numbered-visualisation' })
    expect(decided([copy({ document: 'not-an-invoice' }), print]).mode).toBe('online')
    expect(decided([print, copy({ document: 'transaction-confirmation' })]).mode).toBe('online')
  })
})
