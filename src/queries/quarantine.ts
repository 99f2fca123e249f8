import { findingTable } from '../law/findings.ts'
import type { Db } from '../store/database.ts'
import {
  countOpen,
  listByState,
  type QuarantineDecision,
  type QuarantineRow,
  quarantineDecisions,
} from '../store/quarantine.ts'
import { type Instant, warsawDay } from '../values/instant.ts'

export const quarantineCode = 'KSEF_DOCUMENT_QUARANTINED'
const { severity, whatToDo } = findingTable[quarantineCode]

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

const decisionView = ({ decision, note, at, by }: QuarantineDecision) => ({ decision, note, at, by })

/** Documents in quarantine as they are shown, with all that people said of them. */
export function quarantineViews(db: Db, rows: readonly QuarantineRow[]) {
  const said = quarantineDecisions(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const decisions = said.filter(({ document }) => document === row.id).map(decisionView)
    const { sellerNip, sellerName } = row.facts.said.find((s) => s.sellerNip !== null) ?? {}
    return {
      id: publicId(row.id),
      code: row.code,
      message: row.message,
      ksefNumber: row.ksefNumber,
      at: row.at,
      state: row.state,
      seller: sellerNip ? { nip: sellerNip, name: sellerName ?? null } : null,
      number: row.facts.said.find((s) => s.number !== null)?.number ?? null,
      issueDate: row.facts.said.find((s) => s.issueDay !== null)?.issueDay ?? null,
      months:
        row.fromMonth === null || row.toMonth === null ? null : { from: row.fromMonth, to: row.toMonth },
      what: nameOfQuarantined(row),
      decisions,
    }
  })
}

/** What a connection says of documents in quarantine: how many, and the oldest. */
export function quarantineOnConnection(db: Db) {
  const [oldest] = listByState(db, ['open'], { state: '', at: '', id: '' }, 1)
  if (oldest === undefined) return []
  const count = countOpen(db)
  const documents = count === 1 ? '1 document lies' : `${count} documents lie`
  const since = warsawDay(oldest.at as Instant)
  const message = `${documents} in quarantine, the oldest since ${since}: ${nameOfQuarantined(oldest)}. ${whatToDo}`
  return [{ code: quarantineCode, severity, message }]
}
