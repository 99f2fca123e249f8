import {
  decisionView,
  nameOfQuarantined,
  publicId,
  quarantineCode,
  severity,
  whatToDo,
} from '../reconcile/quarantine-finding.ts'
import type { Db } from '../store/database.ts'
import { countOpen, listByState, type QuarantineRow, quarantineDecisions } from '../store/quarantine.ts'
import { say } from '../texts/say.ts'
import { warsawDay } from '../values/instant.ts'

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
  const since = warsawDay(oldest.at)
  const some = say('quarantine.some-lie', { count, since, oldest: nameOfQuarantined(oldest) })
  const message = say('together', { parts: [some, whatToDo] })
  return [{ code: quarantineCode, severity, message }]
}
