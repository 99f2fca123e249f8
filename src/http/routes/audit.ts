import { z } from '@hono/zod-openapi'
import { type AuditRow, auditActions } from '../../audit/chain.ts'
import { auditRows } from '../../store/audit.ts'
import { readJson } from '../../values/json.ts'
import { namesOf } from '../../values/tables.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { instant, pageQuery } from '../endpoint/fields.ts'
import { afterCursor, type Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { page } from './schemas.ts'

const action = z.enum(namesOf(auditActions))
const row = z
  .object({
    cursor: z.string().openapi({ description: 'Its number, from 1 without gaps' }),
    at: z.string().openapi({ format: 'date-time' }),
    actor: z.object({
      id: z.string().openapi({ description: 'Of his key; bootstrap, service or latarnia' }),
      name: z.string(),
    }),
    action: action.openapi({
      description: Object.entries(auditActions)
        .map(([name, what]) => `${name}: ${what}`)
        .join(' '),
    }),
    taxpayer: z.string().nullable(),
    subject: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
    hash: z.string().openapi({ description: 'SHA-256 over this row and the hash of the one before' }),
  })
  .openapi('AuditRow')

const query = z.strictObject({
  ...pageQuery,
  since: instant.optional().openapi({ description: 'From then on' }),
  actor: z
    .string()
    .max(100)
    .optional()
    .openapi({ description: 'Id of a key; bootstrap, service or latarnia' }),
  action: action.optional(),
  taxpayer: z.string().max(10).optional(),
})

/** Who did what to what is common. */
export function auditEndpoints(app: App, { directory }: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/audit',
      id: 'listAudit',
      role: 'admin',
      reach: 'all',
      tag: 'Audit',
      summary:
        'Who did what to keys, taxpayers, outages and archives, in the order in which it was done; nothing of it is ever changed',
      query,
      answers: { 200: { description: 'A page', schema: page(row) } },
    },
    ({ c, query: { cursor, limit, since = null, actor = null, action: what = null, taxpayer = null } }) => {
      const filter = { since, actor, action: what, taxpayer }
      const rows = auditRows(directory.db, afterCursor(cursor), limit, filter)
      const next = rows.length === limit ? String(rows.at(-1)?.seq) : null
      return respond(c, { items: rows.map(view), next })
    },
  )
}

const view = ({ seq, actor, actorName, data, ...rest }: AuditRow) => ({
  ...rest,
  cursor: String(seq),
  actor: { id: actor, name: actorName },
  data: readJson(data),
})
