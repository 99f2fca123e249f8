import { findingTable } from '../law/findings.ts'
import type { QuarantineDecision, QuarantineRow } from '../store/quarantine.ts'
import { type Instant, warsawDay } from '../values/instant.ts'

export const quarantineCode = 'KSEF_DOCUMENT_QUARANTINED'
/** What the law table says of documents in quarantine: how grave they are, and what to do. */
export const { severity, whatToDo } = findingTable[quarantineCode]

/** The finding that a document in quarantine is by itself. `decision`: what a person said of it last. */
export function quarantineFinding(row: QuarantineRow, decision: QuarantineDecision | null) {
  const since = warsawDay(row.at as Instant)
  return {
    id: `quarantine.${publicId(row.id)}`,
    code: quarantineCode,
    severity,
    message: `${nameOfQuarantined(row)} lies in quarantine since ${since}. ${row.message} ${whatToDo}`,
    open: row.state === 'open',
    decision: decision && decisionView(decision),
  } as const
}

/** Ids are hashes in Base64; in paths and findings they stand without its slashes. */
export const publicId = (id: string): string => id.replaceAll('+', '-').replaceAll('/', '_')

export const idOf = (publicId: string): string => publicId.replaceAll('-', '+').replaceAll('_', '/')

/** Which document it is, in words, as far as it can be told. */
export function nameOfQuarantined({ ksefNumber, facts: { said, numberedDay } }: QuarantineRow): string {
  const number = said.find((s) => s.number !== null)?.number
  const issueDay = said.find((s) => s.issueDay !== null)?.issueDay
  const seller = said.find((s) => s.sellerNip !== null)
  const details = [
    ...(number === undefined ? [] : [`number ${number}`]),
    ...(issueDay === undefined ? [] : [`of ${issueDay}`]),
    ...(issueDay === undefined && numberedDay !== null ? [`numbered on ${numberedDay}`] : []),
    ...(seller === undefined
      ? []
      : [`seller ${[seller.sellerNip, seller.sellerName].filter((part) => part !== null).join(' ')}`]),
  ]
  const what = ksefNumber === null ? 'A document of KSeF without a number' : `The KSeF document ${ksefNumber}`
  return details.length === 0 ? what : `${what} (${details.join(', ')})`
}

export const decisionView = ({ decision, note, at, by }: QuarantineDecision) => ({ decision, note, at, by })
