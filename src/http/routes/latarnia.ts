import { z } from '@hono/zod-openapi'
import { readMessage } from '../../ksef/latarnia.ts'
import { listMessages, readEvent, readLatarnia } from '../../store/latarnia.ts'
import { say } from '../../texts/say.ts'
import { readJson } from '../../values/json.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { pageQuery, sentenceParams } from '../endpoint/fields.ts'
import { afterCursor, type Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { page } from './schemas.ts'

const status = z
  .object({
    status: z.string().openapi({ description: "Latarnia's own word, or unknown, or not-asked" }),
    message: z.string(),
    code: z.string(),
    params: sentenceParams,
    askedAt: z.string().nullable(),
    reachedAt: z.string().nullable(),
  })
  .openapi('LatarniaStatus')
const archived = z
  .object({
    fetchedAt: z.string(),
    outageId: z
      .string()
      .nullable()
      .openapi({ description: 'The outage it became; null: nothing was done about it' }),
    message: z.unknown().openapi({ description: 'As it was published' }),
  })
  .openapi('LatarniaMessage')

/** What the Ministry says about KSeF's state, as it was fetched. */
export function latarniaEndpoints(app: App, { directory }: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/latarnia',
      id: 'getLatarnia',
      role: 'viewer',
      reach: 'everybody',
      tag: 'Outages',
      summary: 'The state of KSeF as Latarnia told it last; unknown while it cannot be reached',
      answers: { 200: { description: 'The state', schema: status } },
    },
    ({ c }) => {
      const state = readLatarnia(directory.db)
      if (state === null) {
        const message = say('latarnia.not-asked')
        return respond(c, { status: 'not-asked', message, askedAt: null, reachedAt: null })
      }
      const { askedAt, reachedAt, failure } = state
      if (failure === null)
        return respond(c, {
          status: state.status,
          message: say('latarnia.says', { status: state.status ?? '' }),
          askedAt,
          reachedAt,
        })
      const message = say('latarnia.silent', { reachedAt, why: failure })
      return respond(c, { status: 'unknown', message, askedAt, reachedAt })
    },
  )

  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/latarnia/messages',
      id: 'listLatarniaMessages',
      role: 'admin',
      reach: 'all',
      tag: 'Outages',
      summary:
        'Every message that was ever fetched, as it was published; also those that nothing was done about',
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'A page', schema: page(archived) } },
    },
    ({ c, query }) => {
      const rows = listMessages(directory.db, afterCursor(query.cursor), query.limit)
      const items = rows.map(({ message, fetchedAt }) => {
        const published: unknown = readJson(message)
        const eventId = readMessage(published)?.eventId
        const outageId = eventId === undefined ? null : (readEvent(directory.db, eventId)?.outage ?? null)
        return { fetchedAt, outageId, message: published }
      })
      return respond(c, { items, next: rows.length === query.limit ? String(rows.at(-1)?.seq) : null })
    },
  )
}
