import { findingTable } from '../law/findings.ts'
import type { QuarantineDecision, QuarantineRow } from '../store/quarantine.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { warsawDay } from '../values/instant.ts'

export const quarantineCode = 'KSEF_DOCUMENT_QUARANTINED'
/** What the law table says of documents in quarantine: how grave they are, and what to do. */
export const { severity, whatToDo } = findingTable[quarantineCode]

/** The finding that a document in quarantine is by itself. `decision`: what a person said of it last. */
export function quarantineFinding(row: QuarantineRow, decision: QuarantineDecision | null) {
  const since = warsawDay(row.at)
  const lies = say('quarantine.lies', { what: nameOfQuarantined(row), since, why: row.message })
  return {
    id: `quarantine.${publicId(row.id)}`,
    code: quarantineCode,
    severity,
    message: say('together', { parts: [lies, whatToDo] }),
    params: lies.params ?? {},
    open: row.state === 'open',
    decision: decision && decisionView(decision),
  } as const
}

/** Ids are hashes in Base64; in paths and findings they stand without its slashes. */
export const publicId = (id: string): string => id.replaceAll('+', '-').replaceAll('/', '_')

export const idOf = (publicId: string): string => publicId.replaceAll('-', '+').replaceAll('_', '/')

/** Which document it is, as far as it can be told. */
export function nameOfQuarantined({ ksefNumber, facts: { said, numberedDay } }: QuarantineRow): Said {
  const issueDay = said.find((s) => s.issueDay !== null)?.issueDay ?? null
  const seller = said.find((s) => s.sellerNip !== null)
  return say('quarantine.document', {
    ksefNumber,
    number: said.find((s) => s.number !== null)?.number ?? null,
    issueDay,
    numberedDay: issueDay === null ? numberedDay : null,
    seller: seller ? [seller.sellerName, seller.sellerNip].filter((part) => part !== null).join(' ') : null,
  })
}

export const decisionView = ({ decision, note, at, by }: QuarantineDecision) => ({ decision, note, at, by })
