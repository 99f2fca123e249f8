import { z } from '@hono/zod-openapi'
import { type Statement, stateInputs } from '../../commands/inputs.ts'
import { readKsefNumber } from '../../ingest/copy.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { unknownPurchase } from '../../purchase/unknown.ts'
import { listCandidates } from '../../queries/candidates.ts'
import { historyOf } from '../../queries/history.ts'
import { purchaseViews } from '../../queries/views.ts'
import type { Inputs } from '../../receipt/inputs.ts'
import { listPurchases } from '../../store/lists.ts'
import { markRest } from '../../store/mark-rows.ts'
import { purchaseById } from '../../store/purchases.ts'
import { addPeriods, type Day, monthOf } from '../../values/day.ts'
import { nearKey, numberKey } from '../../values/invoice-number.ts'
import { formatMoney } from '../../values/money.ts'
import { pairsOf } from '../../values/tables.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { day, findingCode, mode, pageQuery, queryFlag, sellerFilter } from '../endpoint/fields.ts'
import { afterCursor, type Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { markers } from './law-names.ts'
import { page, purchase, purchasePatch, purchaseStatus } from './schemas.ts'

const params = z.strictObject({ nip: z.string() })
const oneParams = z.strictObject({ nip: z.string(), id: z.string().max(100) })
/** What stood or was decided, as it was stored then: a verdict, a statement, a posting. */
const recorded = z.record(z.string(), z.unknown()).nullish()
const historyEntry = z
  .object({
    at: z.string(),
    actor: z.string(),
    type: z.string().openapi({
      description: 'created, decided, stated, posted, voided, decision, reopened, moved; more may come',
    }),
    cause: z.string(),
    rule: z.string().nullable(),
    before: recorded,
    after: recorded,
    inputs: recorded,
    foreign: z.boolean().openapi({
      description:
        'Who, when and what is the word of an archive that was not made under the master key of here',
    }),
  })
  .openapi('HistoryEntry')

const candidate = z
  .object({
    purchaseId: z.string(),
    score: z.number().int().openapi({ description: 'The sum of the points of its reasons' }),
    reasons: z.array(
      z
        .object({
          signal: z.string(),
          points: z.number().int(),
          reason: z.string(),
          reasonCode: z.string(),
        })
        .openapi('CandidateReason'),
    ),
    status: purchaseStatus,
    number: z.string(),
    issueDate: z.string(),
    kind: z.string().nullable(),
    currency: z.string(),
    gross: z.string().nullable(),
    ksefNumber: z.string().nullable(),
  })
  .openapi('Candidate')

const listQuery = z.strictObject({
  status: purchaseStatus.optional(),
  mode: mode.optional(),
  seller: sellerFilter,
  number: z.string().max(256).optional().openapi({ description: 'Compared as invoice numbers are' }),
  ksefNumber: z.string().max(40).optional(),
  issuedFrom: day.optional(),
  issuedTo: day.optional(),
  receivedFrom: day.optional(),
  receivedTo: day.optional(),
  finding: findingCode.optional(),
  overdue: queryFlag,
  marker: z.enum(markers).optional().openapi({ description: 'Of its row, were it filed on the day asOf' }),
  asOf: day.optional(),
  ...pageQuery,
})

export function purchaseEndpoints(app: App, services: Services): void {
  listPurchasesEndpoint(app, services)
  getPurchaseEndpoint(app, services)
  patchPurchaseEndpoint(app, services)
  getHistoryEndpoint(app, services)
  candidateEndpoint(app, services)
}

function listPurchasesEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/purchases',
      id: 'listPurchases',
      role: 'viewer',
      tag: 'Purchases',
      summary: 'Purchases, one per business invoice, in the order in which they were first known',
      params,
      query: listQuery,
      answers: { 200: { description: 'A page', schema: page(purchase) } },
    },
    ({ c, params: { nip }, query }) =>
      services.withLedger(nip, (ledger) => {
        const { cursor, limit, asOf = ledger.today(), number, ...filter } = query
        const precedingMonth = addPeriods(monthOf(asOf), -1)
        if (filter.marker !== undefined) markRest(ledger.db)
        const rows = listPurchases(
          ledger.db,
          {
            ...filter,
            ...(number === undefined ? {} : { numberKey: numberKey(number), nearKey: nearKey(number) }),
          },
          { after: afterCursor(cursor), limit, asOf, precedingMonth },
        )
        const next = rows.length === limit ? String(rows.at(-1)?.seq) : null
        return respond(c, { items: purchaseViews(ledger.db, rows, asOf), next })
      }),
  )
}

function getPurchaseEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/purchases/{id}',
      id: 'getPurchase',
      role: 'viewer',
      tag: 'Purchases',
      summary: 'One purchase; a merged one answers with its survivor. asOf moves what depends on the day',
      params: oneParams,
      query: z.strictObject({ asOf: day.optional() }),
      answers: { 200: { description: 'The purchase', schema: purchase } },
    },
    ({ c, params: { nip, id }, query }) =>
      services.withLedger(nip, (ledger) => respond(c, onePurchase(ledger, id, query.asOf ?? ledger.today()))),
  )
}

function patchPurchaseEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'patch',
      path: '/v1/taxpayers/{nip}/purchases/{id}',
      id: 'patchPurchase',
      role: 'accountant',
      tag: 'Purchases',
      summary: 'State what only a human knows: a value replaces, null clears, lists are given whole',
      params: oneParams,
      query: z.strictObject({ asOf: day.optional() }),
      body: purchasePatch,
      answers: { 200: { description: 'The purchase, decided anew', schema: purchase } },
    },
    ({ c, params: { nip, id }, query, body, actor }) =>
      services.withLedger(nip, (ledger) => {
        stateInputs(ledger, actor, id, statementOf(body))
        return respond(c, onePurchase(ledger, id, query.asOf ?? ledger.today()))
      }),
  )
}

function getHistoryEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/purchases/{id}/history',
      id: 'getHistory',
      role: 'viewer',
      tag: 'Purchases',
      summary: 'Everything that was decided and stated about a purchase, oldest first; never changed',
      params: oneParams,
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'A page', schema: page(historyEntry) } },
    },
    ({ c, params: { nip, id }, query }) =>
      services.withLedger(nip, (ledger) =>
        respond(c, historyPage(ledger, id, afterCursor(query.cursor), query.limit)),
      ),
  )
}

function candidateEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/purchases/{id}/candidates',
      id: 'listCandidates',
      role: 'viewer',
      tag: 'Purchases',
      summary:
        'Other purchases of the seller that may be the same invoice, the likeliest first, with the reasons',
      params: oneParams,
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'A page', schema: page(candidate) } },
    },
    ({ c, params: { nip, id }, query: { cursor, limit } }) =>
      services.withLedger(nip, (ledger) => {
        const { items, next } = listCandidates(ledger, id, afterCursor(cursor), limit)
        return respond(c, { items, next: next === null ? null : String(next) })
      }),
  )
}

function onePurchase(ledger: Ledger, id: string, asOf: Day) {
  const row = purchaseById(ledger.db, id)
  if (row === null) throw unknownPurchase(id)
  return purchaseViews(ledger.db, [row], asOf)[0]
}

/** Amounts go on as text, as they are stored with other statements; numbers of KSeF must be sound. */
const statementOf = (body: z.output<typeof purchasePatch>): Statement => ({
  ...body,
  payments: ifAny(body.payments, (all) => all.map((p) => ({ ...p, amount: formatMoney(p.amount) }))),
  corrects: ifAny(body.corrects, (all) =>
    all.map((c, index) => ({
      ...c,
      ksefNumber: c.ksefNumber ? readKsefNumber(c.ksefNumber, `/corrects/${index}/ksefNumber`) : null,
    })),
  ),
  selfAssessedVat: ifAny(body.selfAssessedVat, formatMoney),
  adjustments: ifAny(body.adjustments, adjustmentsOf),
})

/** What is left out stays left out, and null clears. */
function ifAny<Sent extends object | number, Stored>(
  value: Sent | null | undefined,
  make: (value: Sent) => Stored,
): Stored | null | undefined {
  if (value === null) return null
  return value === undefined ? undefined : make(value)
}

/** A month alone says nothing. */
function adjustmentsOf({
  month,
  ...fields
}: NonNullable<z.output<typeof purchasePatch>['adjustments']>): Inputs['adjustments'] | null {
  const stated: Inputs['adjustments'] = month === undefined ? {} : { month }
  const amounts = pairsOf(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, formatMoney(value)] as const],
  )
  for (const [name, amount] of amounts) stated[name] = amount
  return amounts.length === 0 ? null : stated
}

function historyPage(ledger: Ledger, id: string, after: number, limit: number) {
  const row = purchaseById(ledger.db, id)
  if (row === null) throw unknownPurchase(id)
  const entries = historyOf(ledger.db, row).filter((entry) => entry.seq > after)
  const page = entries.slice(0, limit)
  const next = entries.length > limit ? String(page.at(-1)?.seq) : null
  return { items: page.map(({ seq, ...entry }) => entry), next }
}
