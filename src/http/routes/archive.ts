import { z } from '@hono/zod-openapi'
import { archivePage, migrationsHere, type Place, stateOf } from '../../archive/archive.ts'
import { archiveFormat, archiveVersion } from '../../archive/manifest.ts'
import { archivedTables } from '../../store/archive.ts'
import { Problem } from '../../values/refusal.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { doneBy, invalidCursor, type Services, unknownTaxpayer } from '../endpoint/services.ts'
import { archiveHead, archiveRows } from './archive-schemas.ts'
import { taxpayerBody } from './profile-schemas.ts'

const params = z.strictObject({ nip: z.string() })

/** Reading a ledger as an archive, page by page. */
export function archiveEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/archive',
      id: 'getArchive',
      role: 'admin',
      reach: 'all',
      tag: 'Archives',
      summary: 'What an archive of the ledger begins with (a key for all taxpayers alone)',
      params,
      answers: {
        200: { description: 'Its head, and the state in which the ledger is', schema: archiveHead },
      },
    },
    ({ c, params: { nip } }) =>
      services.withLedger(nip, (ledger) => {
        const settings = services.directory.taxpayer(nip)
        if (settings === null) throw unknownTaxpayer(nip)
        return c.json({
          format: archiveFormat,
          version: archiveVersion,
          nip,
          migrations: migrationsHere(),
          settings: taxpayerBody.parse(settings),
          tables: archivedTables.map(({ name }) => name),
          state: stateOf(ledger),
        })
      }),
  )

  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/archive/rows',
      id: 'getArchiveRows',
      role: 'admin',
      reach: 'all',
      tag: 'Archives',
      summary:
        'Rows of the ledger as they are stored, about a megabyte at once (a key for all taxpayers alone)',
      params,
      query: z.strictObject({
        state: z.string().max(100).optional(),
        cursor: z.string().max(2000).optional(),
      }),
      answers: {
        200: { description: 'Rows of one table; next is null after the last', schema: archiveRows },
      },
    },
    ({ c, caller, params: { nip }, query }) =>
      services.withLedger(nip, async (ledger) => {
        if (query.state !== undefined && query.state !== stateOf(ledger)) throw changed(nip)
        if (query.cursor === undefined) {
          const event = { taxpayer: nip, subject: null, data: {} }
          const by = doneBy(caller, services)
          await services.directory.tell({ ...by, ...event, action: 'ledger.exported' })
        }
        const { table, rows, next } = archivePage(ledger, placeOf(query.cursor))
        return c.json({ table, rows, next: next === null ? null : JSON.stringify([next.table, next.after]) })
      }),
  )
}

const changed = (nip: string): Problem =>
  new Problem(
    409,
    'archive-changed',
    `The ledger of ${nip} was changed while it was read. Begin anew with GET /v1/taxpayers/${nip}/archive.`,
  )

const place = z.tuple([
  z.enum(archivedTables.map(({ name }) => name)),
  z
    .array(z.union([z.string(), z.number()]))
    .min(1)
    .max(4)
    .nullable(),
])

/** @throws Problem 400 invalid-cursor */
function placeOf(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null
  try {
    const [table, after] = place.parse(JSON.parse(cursor))
    return { table, after }
  } catch {
    throw invalidCursor()
  }
}
