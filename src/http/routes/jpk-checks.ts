import { z } from '@hono/zod-openapi'
import { answerJpkItem } from '../../commands/jpk-answers.ts'
import { checkJpkFile } from '../../commands/jpk-check.ts'
import { postJpkRows } from '../../commands/jpk-postings.ts'
import {
  firstPlace,
  type ItemPlace,
  jpkCheckRow,
  jpkCheckView,
  listJpkChecks,
  listJpkItems,
} from '../../queries/jpk-checks.ts'
import { bodyLimits, mediaType, readPieces, unsupported } from '../endpoint/body.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { day, month, pageQuery, text } from '../endpoint/fields.ts'
import { afterCursor, invalidCursor, type Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { itemsCsv } from './jpk-csv.ts'
import { jpkCheckCode, jpkCheckSchema, jpkItemSchema } from './jpk-schemas.ts'
import { headings } from './register.ts'
import { streamed } from './register-files.ts'
import { page } from './schemas.ts'

const params = z.strictObject({ nip: z.string() })
const checkParams = z.strictObject({ nip: z.string(), id: z.string().max(100) })
const itemParams = checkParams.extend({
  item: z.string().max(20).openapi({ description: '`id` of the item' }),
})
const home = '/v1/taxpayers/{nip}/jpk-checks'

export function jpkCheckEndpoints(app: App, services: Services): void {
  postEndpoint(app, services)
  readEndpoints(app, services)
  itemsEndpoint(app, services)
  postingsEndpoint(app, services)
  answerEndpoints(app, services)
}

function postEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: home,
      id: 'checkJpk',
      role: 'accountant',
      tag: 'Register',
      summary:
        'Check the JPK_V7M or JPK_V7K of an accounting program, variant 2 or 3, before it is sent: every purchase row against what is known here',
      params,
      query: z.strictObject({
        filedOn: day.optional().openapi({ description: 'The day on which it is filed; today when left out' }),
      }),
      bodies: { 'application/xml': { type: 'string', format: 'binary' } },
      bodyLimit: bodyLimits.package,
      answers: { 200: { description: 'What was found, counted by code', schema: jpkCheckSchema } },
    },
    ({ c, params: { nip }, query, actor, createdId: id }) => {
      const request = c.req.raw
      if (!['application/xml', 'text/xml'].includes(mediaType(request)))
        throw unsupported(['application/xml'])
      const filedOn = query.filedOn ?? services.today()
      return services.withLedger(nip, async (ledger) => {
        const pieces = readPieces(request, bodyLimits.package)
        return respond(c, await checkJpkFile(ledger, actor, { id, filedOn, pieces }))
      })
    },
  )
}

function readEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: home,
      id: 'listJpkChecks',
      role: 'viewer',
      tag: 'Register',
      summary: 'The files that were checked, the last one first',
      params,
      query: z.strictObject({ month: month.optional(), ...pageQuery }),
      answers: { 200: { description: 'A page', schema: page(jpkCheckSchema) } },
    },
    ({ c, params: { nip }, query }) =>
      services.withLedger(nip, (ledger) => {
        const before = afterCursor(query.cursor) || Number.MAX_SAFE_INTEGER
        const { items, next } = listJpkChecks(ledger, query.month ?? null, { before, limit: query.limit })
        return respond(c, { items, next: next === null ? null : String(next) })
      }),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: `${home}/{id}`,
      id: 'getJpkCheck',
      role: 'viewer',
      tag: 'Register',
      summary: 'What was found in a file, counted by code',
      params: checkParams,
      answers: { 200: { description: 'The check', schema: jpkCheckSchema } },
    },
    ({ c, params: { nip, id } }) =>
      services.withLedger(nip, ({ db }) => respond(c, jpkCheckView(db, jpkCheckRow(db, id)))),
  )
}

const itemsQuery = z.strictObject({
  code: jpkCheckCode.optional(),
  format: z.enum(['json', 'csv']).optional().openapi({ description: 'Instead of Accept' }),
  headings,
  ...pageQuery,
})

function itemsEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: `${home}/{id}/items`,
      id: 'listJpkCheckItems',
      role: 'viewer',
      tag: 'Register',
      summary:
        'What is told of the rows of a file, by the tax at stake: what it is, what it should be, the article, and what to do; text/csv has all of it',
      params: checkParams,
      query: itemsQuery,
      answers: { 200: { description: 'A page', schema: page(jpkItemSchema), alsoAs: ['text/csv'] } },
    },
    async ({ c, params: { nip, id }, query: { code = null, cursor, limit, format, headings } }) => {
      const read = (after: ItemPlace, most: number) =>
        services.withLedger(nip, (ledger) => listJpkItems(ledger, id, code, { after, limit: most }))
      const isCsv =
        format === 'csv' || (format === undefined && (c.req.header('accept') ?? '').includes('text/csv'))
      if (!isCsv) {
        const { items, next } = await read(placeOf(cursor), limit)
        return respond(c, { items, next: next && `${next.place}.${next.seq}` })
      }
      // Refused before the first byte where there is no such check.
      const first = await read(firstPlace, csvPage)
      return c.body(
        streamed(itemsCsv(first, (after) => read(after, csvPage), { language: c.get('language'), headings })),
        200,
        {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="jpk-check-${nip}.csv"`,
        },
      )
    },
  )
}

/** Items that are read at once. */
const csvPage = 200

/** @throws Refusal 400 invalid-cursor */
function placeOf(cursor: string | undefined): ItemPlace {
  if (cursor === undefined) return firstPlace
  const place = /^(-?\d{1,15})\.(\d{1,9})$/.exec(cursor)
  if (!place) throw invalidCursor()
  return { place: Number(place[1]), seq: Number(place[2]) }
}

function postingsEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: `${home}/{id}/postings`,
      id: 'postJpkRows',
      role: 'integration',
      tag: 'Posting',
      summary: 'Post the purchases of the rows that agree, each once, as booked by the accounting program',
      params: checkParams,
      body: z
        .strictObject({
          codes: z.array(jpkCheckCode).max(20).default([]).openapi({
            description: 'Rows are posted too of which no more than this is told',
          }),
        })
        .openapi('JpkPostingsInput'),
      answers: {
        200: {
          description: 'How many were posted, had been, or are held',
          schema: z
            .object({ posted: z.number().int(), unchanged: z.number().int(), held: z.number().int() })
            .openapi('JpkPostings'),
        },
      },
    },
    ({ c, params: { nip, id }, body, actor }) =>
      services.withLedger(nip, async (ledger) =>
        respond(c, await postJpkRows(ledger, actor, id, body.codes)),
      ),
  )
}

function answerEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'put',
      path: `${home}/{id}/items/{item}/answer`,
      id: 'answerJpkItem',
      role: 'accountant',
      tag: 'Register',
      summary:
        'Say that what is told is right as it is; the next file of the month that gives rise to it knows',
      params: itemParams,
      body: z.strictObject({ note: text(1000).nullable().default(null) }).openapi('JpkAnswerInput'),
      answers: { 200: { description: 'The item, answered', schema: jpkItemSchema } },
    },
    ({ c, params: { nip, id, item }, body, actor }) =>
      services.withLedger(nip, (ledger) =>
        respond(c, answerJpkItem(ledger, actor, { checkId: id, itemId: item }, body)),
      ),
  )
  endpoint(
    app,
    {
      method: 'delete',
      path: `${home}/{id}/items/{item}/answer`,
      id: 'takeBackJpkAnswer',
      role: 'accountant',
      tag: 'Register',
      summary: 'Take the answer back',
      params: itemParams,
      answers: { 200: { description: 'The item, open again', schema: jpkItemSchema } },
    },
    ({ c, params: { nip, id, item }, actor }) =>
      services.withLedger(nip, (ledger) =>
        respond(c, answerJpkItem(ledger, actor, { checkId: id, itemId: item }, null)),
      ),
  )
}
