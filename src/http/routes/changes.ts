import { z } from '@hono/zod-openapi'
import type { Ledger } from '../../ledger/ledger.ts'
import { type ChangeRow, changesAfter, lastChange, lastChangeBefore } from '../../store/changes.ts'
import { say } from '../../texts/say.ts'
import { changeTypes } from '../../values/change.ts'
import { readJson } from '../../values/json.ts'
import { refusedAt } from '../../values/refusal.ts'
import { namesOf } from '../../values/tables.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { instant, pageQuery } from '../endpoint/fields.ts'
import { afterCursor, type Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { page } from './schemas.ts'

export const changeType = z.enum(namesOf(changeTypes))

const change = z
  .object({
    cursor: z.string(),
    at: z.string().openapi({ format: 'date-time' }),
    type: changeType.openapi({
      description: Object.entries(changeTypes)
        .map(([name, what]) => `${name}: ${what}`)
        .join(' '),
    }),
    purchaseId: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
  })
  .openapi('Change')

const changePage = page(change).extend({
  end: z.string().openapi({
    description: 'Cursor of the last change there is now: whoever wants only what comes goes on from it',
  }),
})

const query = z.strictObject({
  after: pageQuery.cursor.openapi({
    description: 'Cursor of the last change that you have dealt with; from the beginning when left out',
  }),
  ...pageQuery,
  cursor: pageQuery.cursor.openapi({ description: 'The same as `after`, as in other lists' }),
  since: instant
    .optional()
    .openapi({ description: 'From this instant on; a cursor, where one is given, counts instead' }),
})

export function changeEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/changes',
      id: 'listChanges',
      role: 'viewer',
      tag: 'Changes',
      summary:
        'What changed, in the order in which it was committed, without gaps. Go on with after= the cursor of the last item',
      params: z.strictObject({ nip: z.string() }),
      query,
      answers: { 200: { description: 'A page; next is null at the end of now', schema: changePage } },
    },
    ({ c, params: { nip }, query: { after, cursor, since, limit } }) =>
      services.withLedger(nip, (ledger) => {
        const given = cursor ?? after
        const from =
          given === undefined && since !== undefined
            ? lastChangeBefore(ledger.db, since)
            : feedCursor(ledger, given, 'first')
        ledger.secureFeed()
        const rows = changesAfter(ledger.db, from, limit + 1)
        const items = rows.slice(0, limit).map(changeView)
        const next = rows.length > limit ? (items.at(-1)?.cursor ?? null) : null
        return respond(c, { items, next, end: String(lastChange(ledger.db)) })
      }),
  )
}

const changeView = ({ seq, at, type, purchase, data }: ChangeRow) => ({
  cursor: String(seq),
  at,
  type,
  purchaseId: purchase,
  data: readJson(data),
})

/**
 * A place in the feed, or one of its ends when none is named. One behind its end was given by another ledger, or before a backup was restored: its reader
 * would miss what comes. @throws Refusal 400 invalid-cursor
 */
export function feedCursor(ledger: Ledger, cursor: string | undefined, otherwise: 'first' | 'last'): number {
  const last = lastChange(ledger.db)
  const from = cursor === undefined && otherwise === 'last' ? last : afterCursor(cursor)
  if (from <= last) return from
  const message = say('refusal.feed-cursor', { last })
  throw refusedAt('/after', 'invalid-cursor', message)
}
