import type { Doubt } from '../ingest/copy-codes.ts'
import type { CopyEvidence } from '../ingest/evidence.ts'
import { documentTable } from '../law/documents.ts'
import type { FindingCode } from '../law/findings.ts'
import { inTurn, say } from '../texts/say.ts'
import { distinct, type Said } from '../texts/sentence.ts'
import type { Facts } from './facts.ts'

/** TABLE: what a person is told of a code that is not used. */
const doubts: Readonly<
  Record<Doubt, { code: FindingCode; what: (link: string, copy: CopyEvidence) => Said }>
> = {
  unreadable: { code: 'INFO_QR_UNREADABLE', what: (link) => say('found.code.unreadable', { link }) },
  hash: { code: 'INFO_QR_UNREADABLE', what: (link) => say('found.code.hash', { link }) },
  day: {
    code: 'QR_DAY_DIFFERS',
    what: (link, copy) => say('found.code.day', { link, issued: copy.issueDay }),
  },
  seller: {
    code: 'QR_OTHER_SELLER',
    what: (link, copy) => say('found.code.seller', { link, sellerId: copy.seller.id }),
  },
  environment: { code: 'QR_OTHER_ENVIRONMENT', what: (link) => say('found.code.environment', { link }) },
  several: { code: 'QR_SEVERAL_INVOICES', what: (link) => say('found.code.several', { link }) },
}

/** A file may hold any number of codes; a finding shows so many, and so much of each. */
const [mostShown, longestShown] = [3, 200]

/** What the codes of copies leave in doubt, or say otherwise than the copy itself. */
export function codeFindings({ copies }: Facts, open: (code: FindingCode, message: Said) => void): void {
  const told = new Map<FindingCode, Said[]>()
  const tell = (code: FindingCode, what: Said) => told.set(code, [...(told.get(code) ?? []), what])
  for (const { copy } of copies) {
    for (const { why, link } of copy.doubtfulCodes ?? [])
      tell(doubts[why].code, doubts[why].what(link.slice(0, longestShown), copy))
    const barred = barredCode(copy)
    if (barred) tell('DOCUMENT_CONTRADICTS_CODES', barred)
  }
  for (const [code, whats] of told) open(code, inTurn(distinct(whats).slice(0, mostShown)))
}

/** A code on the copy that proves it to be something else than it is stated as; of an XML file no code was read. */
function barredCode({ document, offlineCode, hashes, fa }: CopyEvidence): Said | null {
  const { neverWith }: { neverWith: readonly string[] } = documentTable[document]
  const stated = { document: say(`found.document.${document}`) }
  if (offlineCode && neverWith.includes('II')) return say('found.DOCUMENT_CONTRADICTS_CODES.offline', stated)
  const hasCode = fa === null && hashes.length > 0
  return hasCode && neverWith.includes('I') ? say('found.DOCUMENT_CONTRADICTS_CODES.in-ksef', stated) : null
}
