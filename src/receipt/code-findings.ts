import type { Doubt } from '../ingest/copy-codes.ts'
import type { CopyEvidence } from '../ingest/evidence.ts'
import { documentTable } from '../law/documents.ts'
import type { FindingCode } from '../law/findings.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Facts } from './facts.ts'

/** TABLE: what a person is told of a code that is not used. */
const doubts: Readonly<Record<Doubt, { code: FindingCode; what: (copy: CopyEvidence) => string }>> = {
  unreadable: { code: 'INFO_QR_UNREADABLE', what: () => 'is no whole KOD I or KOD II' },
  hash: { code: 'INFO_QR_UNREADABLE', what: () => 'has a hash that cannot be read' },
  day: {
    code: 'QR_DAY_DIFFERS',
    what: (copy) => `names another day than the P_1 of the copy, ${copy.issueDay}`,
  },
  seller: {
    code: 'QR_OTHER_SELLER',
    what: (copy) => `names another seller than the copy, ${copy.seller.id}`,
  },
  environment: { code: 'QR_OTHER_ENVIRONMENT', what: () => 'leads to another environment of KSeF' },
  several: { code: 'QR_SEVERAL_INVOICES', what: () => 'is one of several invoices' },
}

/** A file may hold any number of codes; a finding shows so many, and so much of each. */
const [mostShown, longestShown] = [3, 200]

/** What the codes of copies leave in doubt, or say otherwise than the copy itself. */
export function codeFindings({ copies }: Facts, open: (code: FindingCode, message: Sentence) => void): void {
  const told = new Map<FindingCode, string[]>()
  const tell = (code: FindingCode, what: string) => told.set(code, [...(told.get(code) ?? []), what])
  for (const { copy } of copies) {
    for (const { why, link } of copy.doubtfulCodes ?? [])
      tell(doubts[why].code, `The code ${link.slice(0, longestShown)} ${doubts[why].what(copy)}.`)
    const barred = barredCode(copy)
    if (barred)
      tell('DOCUMENT_CONTRADICTS_CODES', `A copy is stated as ${copy.document}, and carries ${barred}.`)
  }
  for (const [code, whats] of told) open(code, [...new Set(whats)].sort().slice(0, mostShown).join(' '))
}

/** A code on the copy that proves it to be something else than it is stated as; of an XML file no code was read. */
function barredCode({ document, offlineCode, hashes, fa }: CopyEvidence): string | null {
  const { neverWith } = documentTable[document] as { neverWith: readonly string[] }
  if (offlineCode && neverWith.includes('II')) return 'KOD II, which only documents issued offline have'
  const hasCode = fa === null && hashes.length > 0
  return hasCode && neverWith.includes('I') ? 'the code of an invoice in KSeF' : null
}
