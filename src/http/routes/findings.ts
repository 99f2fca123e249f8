import { z } from '@hono/zod-openapi'
import { decideFinding } from '../../commands/decisions.ts'
import { moveDocument } from '../../commands/moving.ts'
import { rehearseAnswers } from '../../commands/rehearsed-answers.ts'
import { type ListPlace, listFindings } from '../../queries/finding-list.ts'
import { purchaseViews } from '../../queries/views.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { findingCode, pageQuery, shownDay, text } from '../endpoint/fields.ts'
import { invalidCursor, type Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { severities } from './law-names.ts'
import { finding, page, purchase, seller } from './schemas.ts'

const params = z.strictObject({ nip: z.string() })
const oneParams = z.strictObject({ nip: z.string(), id: z.string().max(200) })
export const findingOfPurchase = finding
  .extend({ purchaseId: z.string(), otherPurchaseId: z.string().nullable() })
  .openapi('FindingOfPurchase')
/** Of a document in quarantine there may be no purchase yet. */
const listed = findingOfPurchase
  .extend({
    purchaseId: z.string().nullable(),
    quarantineId: z.string().optional(),
    invoice: z
      .object({
        seller,
        number: z.string(),
        issueDate: shownDay,
        currency: z.string(),
        gross: z.string().nullable(),
      })
      .nullable()
      .openapi({ description: 'The invoice that its purchase is; null of a document in quarantine' }),
  })
  .openapi('ListedFinding')
const note = text(2000)
  .nullish()
  .transform((given) => given ?? null)
const decision = z.enum(['same-invoice', 'different-invoice', 'accepted', 'dismissed', 'reopen'])
const answer = z
  .strictObject({
    decision,
    note,
    onlyIfOpen: z.boolean().optional().openapi({
      description:
        'Refuse with 409 where somebody answered otherwise meanwhile, or the same with another note, instead of replacing that answer',
    }),
  })
  .openapi('DecisionInput')
const rehearsed = z
  .object({
    answers: z.array(
      z.object({
        decision,
        refusal: z
          .object({ code: z.string(), detail: z.string() })
          .nullable()
          .openapi({ description: 'Why this answer does not fit; null: it does' }),
        purchases: z.array(purchase).openapi({
          description: 'What the purchases of the finding would be after it: one where they become one',
        }),
      }),
    ),
  })
  .openapi('RehearsedAnswers')
const move = z
  .strictObject({
    to: z.string().min(1).max(100).openapi({ description: 'Id of a purchase, or new' }),
    note,
  })
  .openapi('MoveInput')

export function findingEndpoints(app: App, services: Services): void {
  listFindingsEndpoint(app, services)
  rehearseAnswersEndpoint(app, services)
  decideFindingEndpoint(app, services)
  moveEvidenceEndpoint(app, services)
}

function listFindingsEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/findings',
      id: 'listFindings',
      role: 'viewer',
      tag: 'Findings',
      summary:
        'What needs, or needed, a human: findings of documents in quarantine and of all purchases, as of today',
      params,
      query: z.strictObject({
        open: z
          .enum(['true', 'false'])
          .transform((value) => value === 'true')
          .optional(),
        code: findingCode.optional(),
        severity: z.enum(severities).optional(),
        text: text(256).optional().openapi({
          description:
            'Part of the name of the seller, of the number or of the KSeF number, however they are written; a NIP or VAT number; the beginning of the gross amount. A page of a search may have fewer items than asked for, or none, while there is a next one',
        }),
        ...pageQuery,
      }),
      answers: { 200: { description: 'A page', schema: page(listed) } },
    },
    ({ c, params: { nip }, query: { cursor, limit, ...filter } }) =>
      services.withLedger(nip, (ledger) => {
        const { items, next } = listFindings(ledger, filter, placeAfter(cursor), limit)
        return respond(c, { items, next: next === null ? null : cursorOf(next) })
      }),
  )
}

function rehearseAnswersEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/findings/{id}/answers',
      id: 'rehearseAnswers',
      role: 'accountant',
      tag: 'Findings',
      summary: 'What each answer to a finding would lead to, as of today; changes nothing',
      params: oneParams,
      answers: { 200: { description: 'Every answer that may be given now', schema: rehearsed } },
    },
    ({ c, params: { nip, id }, actor }) =>
      services.withLedger(nip, (ledger) => respond(c, { answers: rehearseAnswers(ledger, actor, id) })),
  )
}

function decideFindingEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: '/v1/taxpayers/{nip}/findings/{id}/decision',
      id: 'decideFinding',
      role: 'accountant',
      tag: 'Findings',
      summary: 'Decide a finding; reopen takes the decision back, without loss',
      params: oneParams,
      body: answer,
      answers: { 200: { description: 'The purchase, decided anew', schema: purchase } },
    },
    ({ c, params: { nip, id }, body, actor }) =>
      services.withLedger(nip, (ledger) => {
        const row = decideFinding(ledger, actor, id, body)
        return respond(c, purchaseViews(ledger.db, [row], ledger.today())[0])
      }),
  )
}

function moveEvidenceEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: '/v1/taxpayers/{nip}/evidence/{id}/move',
      id: 'moveEvidence',
      role: 'accountant',
      tag: 'Findings',
      summary: 'Move a document to another purchase, or out of its purchase into a new one',
      params: oneParams,
      body: move,
      answers: { 200: { description: 'The purchase in which the document is now', schema: purchase } },
    },
    ({ c, params: { nip, id }, body, actor }) =>
      services.withLedger(nip, (ledger) => {
        const row = moveDocument(ledger, actor, id, body)
        return respond(c, purchaseViews(ledger.db, [row], ledger.today())[0])
      }),
  )
}

const start: ListPlace = { quarantine: { state: '', at: '', id: '' } }

const cursorOf = (place: ListPlace): string =>
  'quarantine' in place
    ? `${place.quarantine.state}~${place.quarantine.at}~${place.quarantine.id}`
    : `${place.purchase}.${place.listed}`

/** @throws Refusal 400 invalid-cursor */
function placeAfter(cursor: string | undefined): ListPlace {
  if (cursor === undefined) return start
  const [state, at, id] = cursor.split('~')
  if (state && at && id) return { quarantine: { state, at, id } }
  const place = /^(\d{1,15})\.(\d{1,6})$/.exec(cursor)
  if (!place) throw invalidCursor()
  return { purchase: Number(place[1]), listed: Number(place[2]) }
}
