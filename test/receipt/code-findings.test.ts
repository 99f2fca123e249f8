import { describe, expect, it } from 'vitest'
import type { Doubt } from '../../src/ingest/copy-codes.ts'
import type { CopyEvidence } from '../../src/ingest/evidence.ts'
import { codeFindings } from '../../src/receipt/code-findings.ts'
import type { Facts } from '../../src/receipt/facts.ts'
import { inEnglish } from '../support/words.ts'

/** What a person is told of codes that are not used, and of a document that its codes contradict. */

const copy = (said: Partial<CopyEvidence> = {}): CopyEvidence =>
  ({
    document: 'offline-invoice',
    seller: { id: '5265877635' },
    issueDay: '2026-06-09',
    hashes: [],
    offlineCode: false,
    fa: null,
    ...said,
  }) as CopyEvidence

function found(...copies: CopyEvidence[]): [string, string][] {
  const opened: [string, string][] = []
  const facts = { copies: copies.map((one) => ({ copy: one })) } as unknown as Facts
  codeFindings(facts, (code, message) => opened.push([code, inEnglish(message)]))
  return opened
}
const doubted = (why: Doubt, link = 'LINK') => copy({ doubtfulCodes: [{ why, link }] })

describe('a code that is not used', () => {
  it.each<[Doubt, string, RegExp]>([
    ['unreadable', 'INFO_QR_UNREADABLE', /LINK is no whole KOD I or KOD II\./],
    ['hash', 'INFO_QR_UNREADABLE', /LINK has a hash that cannot be read\./],
    ['day', 'QR_DAY_DIFFERS', /LINK names another day than the P_1 of the copy, 2026-06-09\./],
    ['seller', 'QR_OTHER_SELLER', /LINK names another seller than the copy, 5265877635\./],
    ['environment', 'QR_OTHER_ENVIRONMENT', /LINK leads to another environment/],
    ['several', 'QR_SEVERAL_INVOICES', /LINK is one of several invoices\./],
  ])('for "%s" opens %s', (why, code, message) => {
    expect(found(doubted(why))).toEqual([[code, expect.stringMatching(message)]])
  })

  it('is told once for all copies, in one order, shortened and up to three of them', () => {
    const copies = ['d', 'a', 'c', 'b', 'a'].map((name) => doubted('hash', name.repeat(300)))
    const [[, message] = ['', '']] = found(...copies)
    expect(found(...copies)).toHaveLength(1)
    expect(found(...copies.toReversed())).toEqual(found(...copies))
    expect(message.match(/(.)\1+/g)?.filter((run) => run.length > 99)).toEqual(
      ['a', 'b', 'c'].map((name) => name.repeat(200)),
    )
  })

  it('opens nothing where there is none', () => {
    expect(found(copy(), copy({ hashes: ['x'], offlineCode: true }))).toEqual([])
  })
})

describe('a document that its codes contradict', () => {
  const isTold = (said: Partial<CopyEvidence>) =>
    found(copy(said)).some(([code]) => code === 'DOCUMENT_CONTRADICTS_CODES')

  it.each(['invoice', 'numbered-visualisation', 'fiscal-receipt', 'not-an-invoice'] as const)(
    '%s has no KOD II (art. 106nda ust. 6)',
    (document) => {
      expect(isTold({ document, offlineCode: true })).toBe(true)
    },
  )
  it.each(['offline-invoice', 'transaction-confirmation'] as const)('%s has one', (document) => {
    expect(isTold({ document, offlineCode: true, hashes: ['x'] })).toBe(false)
  })
  it.each(['fiscal-receipt', 'not-an-invoice'] as const)('%s has no KOD I', (document) => {
    expect(isTold({ document, hashes: ['x'] })).toBe(true)
    expect(isTold({ document })).toBe(false)
  })
  it.each(['invoice', 'numbered-visualisation'] as const)('%s may have KOD I', (document) => {
    expect(isTold({ document, hashes: ['x'] })).toBe(false)
  })
  it('is not told by the hash of an XML file, which is no code', () => {
    expect(isTold({ document: 'not-an-invoice', hashes: ['x'], fa: {} as CopyEvidence['fa'] })).toBe(false)
  })
  it('says which document and which code', () => {
    const [[, message] = ['', '']] = found(copy({ document: 'invoice', offlineCode: true }))
    expect(message).toMatch(/stated as a plain invoice, and carries KOD II/)
  })
})
