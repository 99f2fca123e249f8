import { z } from '@hono/zod-openapi'
import { fileMonth, listFilings, readFiling } from '../../commands/filings.ts'
import { recordCorrectionTable } from '../../law/record-corrections.ts'
import { type CorrectionPlace, correctionsDue } from '../../queries/corrections-due.ts'
import { present } from '../../values/present.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { day, month, pageQuery, sentenceParams, shownDay } from '../endpoint/fields.ts'
import { named } from '../endpoint/named.ts'
import { afterCursor, invalidCursor, type Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { filedRow, heldRowsSchema, registerTotalsSchema } from './register.ts'
import { page } from './schemas.ts'

const params = z.strictObject({ nip: z.string(), month })

const filing = named(
  'Filing',
  z.object({
    id: z.string(),
    month: z.string(),
    number: z.number().openapi({ description: '1 for the first filing of the month, then its corrections' }),
    filedOn: shownDay,
    recordedAt: z.string().openapi({ format: 'date-time' }),
    by: z.string(),
    totals: registerTotalsSchema.extend({
      held: z.number().int().nullable().openapi({ description: 'null: they were not counted' }),
    }),
    held: heldRowsSchema,
    jpkCheck: z.string().nullable().openapi({ description: 'The check of the file that was filed instead' }),
    hash: z.string().openapi({ description: 'SHA-256 of the rows, Base64' }),
  }),
)
const filingWithRows = named(
  'FilingWithRows',
  filing.extend({ items: z.array(filedRow), next: z.string().nullable() }),
)

/** What has to be, or may be, corrected in a filed month. */
export const correctionDue = named(
  'CorrectionDue',
  z.object({
    purchaseId: z.string(),
    month: z.string(),
    reason: z.enum(recordCorrectionTable.map((row) => row.reason)),
    changed: z.array(z.string()).openapi({ description: 'Fields of the row that differ' }),
    filed: filedRow.nullable(),
    now: filedRow.nullable(),
    mandatory: z.boolean(),
    duty: z.enum(['required', 'review', 'optional']),
    legalBasis: z.array(z.string()),
    dueBy: shownDay.nullable(),
    knownSince: shownDay,
    explanation: z.string(),
    code: z.string(),
    params: sentenceParams,
  }),
)

export function filingEndpoints(app: App, services: Services): void {
  fileMonthEndpoint(app, services)
  listFilingsEndpoint(app, services)
  getFilingEndpoint(app, services)
  listCorrectionsDueEndpoint(app, services)
}

function fileMonthEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: '/v1/taxpayers/{nip}/register/{month}/filings',
      id: 'fileMonth',
      role: 'accountant',
      tag: 'Register',
      summary:
        'Keep the record of a month as it was filed; what changes afterwards becomes a correction due. ' +
        'A further filing is a correction of the first',
      params,
      body: z
        .strictObject({
          filedOn: day,
          held: heldRowsSchema.default('include').openapi({
            description: 'Whether rows whose purchase has an open blocking finding were filed',
          }),
          jpkCheck: z.string().max(100).optional().openapi({
            description:
              'The check of the file of an accounting program: that file was filed, and its rows are what is kept',
          }),
        })
        .openapi('FilingInput'),
      answers: {
        200: { description: 'This record was filed on this day already', schema: filingWithRows },
        201: { description: 'Filed; the first rows of the snapshot', schema: filingWithRows },
      },
    },
    ({ c, params: { nip, month: of }, body, actor }) =>
      services.withLedger(nip, (ledger) => {
        const { filing: filed, isNew } = fileMonth(ledger, actor, of, body)
        const shown = readFiling(ledger, of, filed.id, { after: 0, limit: 1000 })
        return respond(c, withCursor(shown), isNew ? 201 : 200)
      }),
  )
}

function listFilingsEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/register/{month}/filings',
      id: 'listFilings',
      role: 'viewer',
      tag: 'Register',
      summary: 'The filings of a month, the first one first',
      params,
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'A page', schema: page(filing) } },
    },
    ({ c, params: { nip, month: of }, query }) =>
      services.withLedger(nip, (ledger) => {
        const at = { after: afterCursor(query.cursor), limit: query.limit }
        return respond(c, withCursor(listFilings(ledger, of, at)))
      }),
  )
}

function getFilingEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/register/{month}/filings/{id}',
      id: 'getFiling',
      role: 'viewer',
      tag: 'Register',
      summary: 'One filing with its rows, as they were filed',
      params: params.extend({ id: z.string().max(100) }),
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'The filing', schema: filingWithRows } },
    },
    ({ c, params: { nip, month: of, id }, query }) =>
      services.withLedger(nip, (ledger) => {
        const at = { after: afterCursor(query.cursor), limit: query.limit }
        return respond(c, withCursor(readFiling(ledger, of, id, at)))
      }),
  )
}

function listCorrectionsDueEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/corrections-due',
      id: 'listCorrectionsDue',
      role: 'viewer',
      tag: 'Register',
      summary:
        'What differs from what was filed: what it was, what it is, whether and by when it must be corrected',
      params: z.strictObject({ nip: z.string() }),
      query: z.strictObject({ month: month.optional(), ...pageQuery }),
      answers: { 200: { description: 'A page', schema: page(correctionDue) } },
    },
    ({ c, params: { nip }, query: { cursor, limit, month: of } }) =>
      services.withLedger(nip, (ledger) => {
        const { items, next } = correctionsDue(ledger, { month: of }, placeAfter(cursor), limit)
        return respond(c, {
          items,
          next: next && `${next.month}.${next.purchase}`,
        })
      }),
  )
}

const withCursor = <T extends { next: number | null }>({ next, ...rest }: T) => ({
  ...rest,
  next: next === null ? null : String(next),
})

/** @throws Refusal 400 invalid-cursor */
function placeAfter(cursor: string | undefined): CorrectionPlace {
  if (cursor === undefined) return { month: '', purchase: 0 }
  const place = /^(\d{4}-\d{2})\.(\d{1,15})$/.exec(cursor)
  if (!place) throw invalidCursor()
  return { month: present(place[1]), purchase: Number(place[2]) }
}
