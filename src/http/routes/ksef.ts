import { z } from '@hono/zod-openapi'
import { CredentialProblem } from '../../ksef/credential.ts'
import { type Checkpoint, checkpointOf, parseCheckpoint } from '../../ksef/time.ts'
import { putConnection, removeConnection, type WantedSpan, wantSync } from '../../sync/connection.ts'
import { connectionView, coverageView, oneRunView, runsView, runView } from '../../sync/views.ts'
import { say } from '../../texts/say.ts'
import { addDays, parseDay } from '../../values/day.ts'
import { type Instant, startOfWarsawDay } from '../../values/instant.ts'
import { exampleNip } from '../../values/nip.ts'
import { present } from '../../values/present.ts'
import { Refusal, refusedAt } from '../../values/refusal.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { type moment, nip, pageQuery } from '../endpoint/fields.ts'
import { afterCursor, type Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { beginning, connection, connectionBody, coverage, run, syncBody } from './ksef-schemas.ts'
import { page } from './schemas.ts'

const params = z.strictObject({ nip })

/** The connection of a taxpayer to KSeF, and what it brings. Secrets go in and never come out. */
export function ksefEndpoints(app: App, services: Services): void {
  putKsefConnectionEndpoint(app, services)
  getKsefConnectionEndpoint(app, services)
  deleteKsefConnectionEndpoint(app, services)
  postKsefSyncEndpoint(app, services)
  listKsefSyncsEndpoint(app, services)
  getKsefSyncEndpoint(app, services)
  getKsefCoverageEndpoint(app, services)
}

function putKsefConnectionEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'put',
      path: '/v1/taxpayers/{nip}/ksef/connection',
      id: 'putKsefConnection',
      role: 'accountant',
      tag: 'KSeF connection',
      summary:
        'Connect a taxpayer to KSeF, or change how; without a credential the stored one stays. The first sync begins at once',
      params,
      body: connectionBody,
      answers: {
        200: { description: 'Replaced', schema: connection },
        201: { description: 'Created', schema: connection },
      },
    },
    ({ c, params: { nip: number }, body }) =>
      services.withLedger(number, async (ledger) => {
        if (number === exampleNip) throw new Refusal('example-connected', say('refusal.example-connected'))
        if (body.environment !== undefined && body.environment !== services.qrEnvironment)
          throw otherEnvironment(body.environment, services.qrEnvironment)
        const { environment: _, from, ...stated } = body
        const credential = stated.credential ?? null
        const statement = { ...stated, credential, from: storageInstant(from) }
        const outcome = await putConnection(ledger, services.vault, statement).catch(refusal)
        if (outcome === null) throw withoutCredential()
        const view = connectionView(ledger, services.qrEnvironment)
        return respond(c, view, outcome === 'created' ? 201 : 200)
      }),
  )
}

function getKsefConnectionEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/ksef/connection',
      id: 'getKsefConnection',
      role: 'viewer',
      tag: 'KSeF connection',
      summary: 'How the connection stands, in words; never a secret',
      params,
      answers: { 200: { description: 'The connection', schema: connection } },
    },
    ({ c, params: { nip: number } }) =>
      services.withLedger(number, (ledger) => {
        const view = connectionView(ledger, services.qrEnvironment)
        if (view === null) throw notConnected(number)
        return respond(c, view)
      }),
  )
}

function deleteKsefConnectionEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'delete',
      path: '/v1/taxpayers/{nip}/ksef/connection',
      id: 'deleteKsefConnection',
      role: 'accountant',
      tag: 'KSeF connection',
      summary: 'Delete the connection with its secrets; what was fetched and what is known complete stays',
      params,
      answers: { 204: { description: 'Deleted' } },
    },
    ({ c, params: { nip: number } }) =>
      services.withLedger(number, async (ledger) => {
        if (!(await removeConnection(ledger, services.jobs.ksef))) throw notConnected(number)
        return c.body(null, 204)
      }),
  )
}

function postKsefSyncEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: '/v1/taxpayers/{nip}/ksef/syncs',
      id: 'postKsefSync',
      role: 'accountant',
      tag: 'KSeF connection',
      summary:
        'Fetch now, and again what a span names, whatever is known of it; a run that waits or is under way is answered, with that added',
      params,
      body: syncBody,
      bodyOptional: true,
      answers: { 202: { description: 'The run', schema: run } },
    },
    ({ c, params: { nip: number }, body }) =>
      services.withLedger(number, (ledger) => {
        const view = connectionView(ledger, services.qrEnvironment)
        if (view?.paused) {
          throw new Refusal('connection-paused', say('refusal.connection-paused'))
        }
        const wanted = wantSync(ledger, view === null ? null : spanOf(body, view.from, ledger.host.now()))
        if (wanted === null) throw notConnected(number)
        return respond(c, runView(ledger, wanted), 202)
      }),
  )
}

function listKsefSyncsEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/ksef/syncs',
      id: 'listKsefSyncs',
      role: 'viewer',
      tag: 'KSeF connection',
      summary: 'Runs, newest first',
      params,
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'A page', schema: page(run) } },
    },
    ({ c, params: { nip: number }, query }) =>
      services.withLedger(number, (ledger) => {
        const before = query.cursor === undefined ? null : afterCursor(query.cursor)
        return respond(c, runsView(ledger, before, query.limit))
      }),
  )
}

function getKsefSyncEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/ksef/syncs/{id}',
      id: 'getKsefSync',
      role: 'viewer',
      tag: 'KSeF connection',
      summary: 'One run',
      params: z.strictObject({ nip, id: z.string() }),
      answers: { 200: { description: 'The run', schema: run } },
    },
    ({ c, params: { nip: number, id } }) =>
      services.withLedger(number, (ledger) => {
        const found = oneRunView(ledger, id)
        if (found !== null) return respond(c, found)
        throw new Refusal('sync-unknown', say('refusal.sync-unknown', { id }))
      }),
  )
}

function getKsefCoverageEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/ksef/coverage',
      id: 'getKsefCoverage',
      role: 'viewer',
      tag: 'KSeF connection',
      summary: 'Per subject type: spans of storage time known complete, the checkpoint, the next run',
      params,
      answers: { 200: { description: 'Coverage', schema: page(coverage) } },
    },
    ({ c, params: { nip: number } }) =>
      services.withLedger(number, (ledger) => respond(c, { items: coverageView(ledger), next: null })),
  )
}

/** What is to be fetched again; null where the body names nothing. A day counts whole. @throws Refusal 400 */
function spanOf(
  { from, to, subjects }: z.output<typeof syncBody>,
  start: Checkpoint,
  now: Instant,
): WantedSpan | null {
  if (from === undefined && to === undefined && subjects === undefined) return null
  const earliest = present(parseCheckpoint(beginning))
  const named = from === undefined ? start : storageInstant(from)
  const first = named < earliest ? earliest : named
  const stated = to === undefined ? null : parseDay(to)
  const last = to === undefined ? null : storageInstant(stated ? addDays(stated, 1) : to)
  const current = checkpointOf(now)
  const end = last === null || last > current ? null : last
  if (first < (end ?? current)) return { from: first, to: end, subjects: subjects ?? null }
  const message = say('refusal.span-empty')
  throw new Refusal('invalid-request', message, [{ pointer: '/from', code: 'invalid-value', message }])
}

/** A day means its beginning in Warsaw. */
function storageInstant(from: z.output<typeof moment>): Checkpoint {
  const day = parseDay(from)
  return day === null ? present(parseCheckpoint(from)) : checkpointOf(startOfWarsawDay(day))
}

function refusal(error: unknown): never {
  if (!(error instanceof CredentialProblem)) throw error
  const { code, field, detail } = error
  throw refusedAt(`/credential/${field}`, code, detail)
}

function otherEnvironment(asked: string, environment: string): Refusal {
  const message = say('refusal.ksef-environment', { environment, asked })
  return refusedAt('/environment', 'ksef-environment', message)
}

function withoutCredential(): Refusal {
  const message = say('refusal.credential-needed')
  return new Refusal('invalid-request', message, [{ pointer: '/credential', code: 'required', message }])
}

const notConnected = (number: string): Refusal =>
  new Refusal('ksef-not-connected', say('refusal.ksef-not-connected', { nip: number }))
