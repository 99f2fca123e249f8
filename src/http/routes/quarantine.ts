import { z } from '@hono/zod-openapi'
import { decideQuarantined } from '../../commands/quarantine-decision.ts'
import { quarantineViews } from '../../queries/quarantine.ts'
import { idOf } from '../../reconcile/quarantine-finding.ts'
import { listQuarantined, quarantineStates } from '../../store/quarantine.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { pageQuery, sentenceParams, shownDay, text } from '../endpoint/fields.ts'
import { named } from '../endpoint/named.ts'
import type { Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { page } from './schemas.ts'

const params = z.strictObject({ nip: z.string() })
const decision = z.object({
  decision: z.enum(['dismissed', 'reopen']),
  note: z.string().nullable(),
  at: z.string(),
  by: z.string(),
})
export const quarantined = named(
  'QuarantinedDocument',
  z.object({
    id: z.string(),
    code: z.string(),
    message: z.string(),
    params: sentenceParams.optional(),
    ksefNumber: z.string().nullable(),
    at: z.string(),
    state: z.enum(quarantineStates).openapi({
      description:
        'open: somebody has to deal with it; known: the invoice of its KSeF number is in hand; dismissed: a person said so; no-document: an entry of a package that is no invoice by its name',
    }),
    seller: z.object({ nip: z.string(), name: z.string().nullable() }).nullable(),
    number: z.string().nullable(),
    issueDate: shownDay.nullable(),
    months: z.object({ from: z.string(), to: z.string() }).nullable().openapi({
      description: 'The months into which the invoice may fall; null: nothing tells, so it may be any',
    }),
    what: z.string().openapi({ description: 'Which document it is, in words, as far as it can be told' }),
    whatCode: z.string(),
    whatParams: sentenceParams,
    decisions: z.array(decision).openapi({ description: 'What people said of it, in order' }),
  }),
)
const answer = z
  .discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('dismissed'), note: text(2000) }),
    z.strictObject({ decision: z.literal('reopen'), note: text(2000).nullish() }),
  ])
  .openapi('QuarantineDecisionInput')

/** Documents of KSeF that could not be taken in, and what people say of them. */
export function quarantineEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/ksef/quarantine',
      id: 'listQuarantine',
      role: 'viewer',
      tag: 'KSeF',
      summary: 'Documents that could not be taken in, with the reason; their bytes are kept',
      params,
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'A page', schema: page(quarantined) } },
    },
    ({ c, params: { nip }, query }) =>
      services.withLedger(nip, ({ db }) => {
        const items = quarantineViews(db, listQuarantined(db, idOf(query.cursor ?? ''), query.limit))
        return respond(c, { items, next: items.length === query.limit ? (items.at(-1)?.id ?? null) : null })
      }),
  )

  endpoint(
    app,
    {
      method: 'post',
      path: '/v1/taxpayers/{nip}/ksef/quarantine/{id}/decision',
      id: 'decideQuarantined',
      role: 'accountant',
      tag: 'KSeF',
      summary: 'Dismiss a document that never becomes whole, with a note; reopen takes that back',
      params: z.strictObject({ nip: z.string(), id: z.string().max(100) }),
      body: answer,
      answers: { 200: { description: 'The document, with what was said of it', schema: quarantined } },
    },
    ({ c, params: { nip, id }, body: { decision, note = null }, actor }) =>
      services.withLedger(nip, (ledger) => {
        const row = decideQuarantined(ledger, actor, idOf(id), { decision, note })
        return respond(c, quarantineViews(ledger.db, [row])[0])
      }),
  )
}
