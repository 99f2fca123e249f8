import { z } from '@hono/zod-openapi'
import { outageKinds } from '../../outages/windows.ts'
import { awaitingNumbers } from '../../queries/awaiting.ts'
import type { AwaitingPlace } from '../../store/awaiting.ts'
import { parseDay } from '../../values/day.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import {
  day,
  mode,
  pageQuery,
  queryFlag,
  sellerFilter,
  sentenceParams,
  shownDay,
} from '../endpoint/fields.ts'
import { invalidCursor, type Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { page, seller } from './schemas.ts'

const penaltyRule = z.object({
  rule: z.string(),
  fines: z.boolean(),
  what: z.string(),
  whatCode: z.string(),
  from: shownDay,
  to: shownDay.nullable(),
  legalBasis: z.array(z.string()),
  confidence: z.enum(['H', 'M', 'L']),
})
const awaitingNumber = z
  .object({
    purchaseId: z.string(),
    seller,
    number: z.string(),
    issueDate: shownDay,
    currency: z.string(),
    gross: z.string().nullable(),
    receivedOn: shownDay.openapi({ description: 'The day the first copy came' }),
    receiptDate: shownDay.nullable().openapi({
      description: 'The day of receipt by law; null: not received, nothing to deduct before the number',
    }),
    mode,
    deadline: shownDay.nullable(),
    deadlineUnknown: z.string().nullable().openapi({ description: 'Why there is no deadline yet' }),
    deadlineUnknownCode: z.string().optional(),
    deadlineUnknownParams: sentenceParams.optional(),
    legalBasis: z.array(z.string()),
    overdue: z.boolean(),
    daysLate: z.number().int().openapi({ description: 'Calendar days after the deadline; 0 when not late' }),
    businessDaysLate: z.number().int(),
    outage: z
      .object({
        id: z.string(),
        reference: z.string().nullable(),
        kind: z.enum(outageKinds),
        start: z.string(),
        end: z.string().nullable(),
      })
      .nullable()
      .openapi({ description: 'The outage from whose end the term runs' }),
    inQuarantine: z.boolean().openapi({
      description:
        'What KSeF has of it may lie in quarantine: deal with that before the seller is asked for it',
    }),
    duty: z
      .enum(['seller', 'taxpayer'])
      .openapi({ description: 'Who must send it: the taxpayer himself what he issued for the seller' }),
    penalty: penaltyRule
      .extend({
        day: shownDay.openapi({
          description: 'The day whose regime is shown: asOf, or while the term runs the first day of delay',
        }),
        delayBeganBefore: z.boolean().openapi({
          description: 'The delay began under an earlier regime; whether this one reaches it is not settled',
        }),
        draft: penaltyRule.nullable().openapi({ description: 'A bill that would change it, not adopted' }),
      })
      .nullable()
      .openapi({ description: 'What the seller risks; null where the duty is the taxpayer’s own' }),
    reminder: z
      .object({ pl: z.string(), en: z.string(), code: z.string(), params: sentenceParams })
      .nullable()
      .openapi({
        description: 'A letter to the seller in Polish and in English; null where the duty is not his',
      }),
  })
  .openapi('AwaitingNumber')

export function awaitingEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/awaiting',
      id: 'listAwaiting',
      role: 'viewer',
      tag: 'Purchases',
      summary:
        'Invoices in hand whose KSeF number was due and not there on the day asOf, the earliest deadline first, ' +
        'those without a deadline last; with what the seller risks and a reminder to him',
      params: z.strictObject({ nip: z.string() }),
      query: z.strictObject({
        overdue: queryFlag,
        seller: sellerFilter,
        asOf: day.optional(),
        ...pageQuery,
      }),
      answers: { 200: { description: 'A page', schema: page(awaitingNumber) } },
    },
    ({ c, params: { nip }, query: { cursor, limit, asOf, ...filter } }) =>
      services.withLedger(nip, (ledger) => {
        const place = { after: placeAfter(cursor), limit }
        const { items, next } = awaitingNumbers(ledger, { ...filter, asOf: asOf ?? ledger.today() }, place)
        return respond(c, { items, next: next === null ? null : `${next.dueBy}.${next.seq}` })
      }),
  )
}

/** @throws Refusal 400 invalid-cursor */
function placeAfter(cursor: string | undefined): AwaitingPlace | null {
  if (cursor === undefined) return null
  const [, dueBy = '', seq = ''] = /^(\d{4}-\d{2}-\d{2})\.(\d{1,15})$/.exec(cursor) ?? []
  if (parseDay(dueBy) === null && dueBy !== '9999-12-31') throw invalidCursor()
  return { dueBy, seq: Number(seq) }
}
