import { appendAudit, auditRows } from '../../store/audit.ts'
import { listKeys } from '../../store/keys.ts'
import { present } from '../../values/present.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { doneBy, type Services } from '../endpoint/services.ts'
import { streamed } from './register-files.ts'

/** How many rows are read at once: between two reads other requests have their turn. */
const pageSize = 100

/** What is common, for a copy of one's own: where no files can be copied there is no other. */
export function directoryExportEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/operator/directory',
      id: 'exportDirectory',
      role: 'admin',
      reach: 'all',
      unlisted: true,
      tag: 'Operator',
      summary:
        'Keys (their hashes, never the keys), settings of taxpayers, outages and audit, a JSON line each',
      answers: { 200: { description: 'Lines; the last one counts them', type: 'application/x-ndjson' } },
    },
    ({ c, caller }) => {
      const { db } = services.directory
      const doing = doneBy(caller, services)
      const event = { ...doing, taxpayer: null, subject: null, data: {} }
      db.transaction(() => appendAudit(db, { ...event, action: 'directory.exported' }))
      return c.body(streamed(lines(services, doing.at)), 200, { 'content-type': 'application/x-ndjson' })
    },
  )
}

/** `at`: when it was asked for. Whoever finds no line `end` has not all of it. */
async function* lines({ directory, version }: Services, at: string): AsyncGenerator<string> {
  const counts: Record<string, number> = {}
  const all = (kind: string, rows: readonly object[]): string => {
    counts[kind] = (counts[kind] ?? 0) + rows.length
    return rows.map((row) => `${JSON.stringify({ kind, ...row })}\n`).join('')
  }
  yield all('directory', [{ version, at }])
  for (let after: number | null = 0; after !== null; ) {
    const keys = listKeys(directory.db, after, pageSize)
    yield all('key', keys)
    after = keys.length === pageSize ? present(keys.at(-1)?.seq) : null
  }
  for (let after: string | null = ''; after !== null; ) {
    const taxpayers = directory.taxpayers(after, pageSize)
    yield all('taxpayer', taxpayers)
    after = taxpayers.length === pageSize ? present(taxpayers.at(-1)?.nip) : null
  }
  for (let after: number | null = 0; after !== null; ) {
    const page = directory.outages(after, pageSize)
    // A notice has a kind too, and keeps it.
    yield all(
      'outage',
      page.notices.map((notice) => ({ notice })),
    )
    after = page.next
  }
  for (let after: number | null = 0; after !== null; ) {
    const rows = auditRows(directory.db, after, pageSize)
    yield all('audit', rows)
    after = rows.length === pageSize ? present(rows.at(-1)?.seq) : null
  }
  yield `${JSON.stringify({ kind: 'end', lines: counts })}\n`
}
