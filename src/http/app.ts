import { OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Caller } from '../auth/access.ts'
import { say } from '../texts/say.ts'
import { Refusal } from '../values/refusal.ts'
import { type Authenticate, Door } from './endpoint/authentication.ts'
import { letOriginsIn } from './endpoint/cross-origin.ts'
import { type App, keyedPaths } from './endpoint/endpoint.ts'
import type { Env } from './endpoint/env.ts'
import { Idempotency } from './endpoint/idempotency.ts'
import { defineNamed } from './endpoint/named.ts'
import { refuse } from './endpoint/refusals.ts'
import { secured } from './endpoint/security-headers.ts'
import type { Services } from './endpoint/services.ts'
import { speaking } from './endpoint/speaking.ts'
import { storageProblem } from './endpoint/storage-problems.ts'
import { archiveEndpoints } from './routes/archive.ts'
import { auditEndpoints } from './routes/audit.ts'
import { awaitingEndpoints } from './routes/awaiting.ts'
import { changeEndpoints } from './routes/changes.ts'
import { consolePages } from './routes/console.ts'
import { copyEndpoints } from './routes/copies.ts'
import { directoryExportEndpoint } from './routes/directory-export.ts'
import { serviceEndpoints } from './routes/docs.ts'
import { documentEndpoints } from './routes/documents.ts'
import { draftEndpoints } from './routes/drafts.ts'
import { evidenceEndpoints } from './routes/evidence.ts'
import { filingEndpoints } from './routes/filings.ts'
import { findingEndpoints } from './routes/findings.ts'
import { importEndpoints } from './routes/imports.ts'
import { jpkCheckEndpoints } from './routes/jpk-checks.ts'
import { keyEndpoints } from './routes/keys.ts'
import { ksefEndpoints } from './routes/ksef.ts'
import { latarniaEndpoints } from './routes/latarnia.ts'
import { lawEndpoints } from './routes/law.ts'
import { mailboxEndpoints } from './routes/mailbox.ts'
import { mailEndpoints } from './routes/mails.ts'
import { monthCheckEndpoints } from './routes/month-check.ts'
import { operationEndpoints } from './routes/operation.ts'
import { operatorEndpoints } from './routes/operator.ts'
import { outageEndpoints } from './routes/outages.ts'
import { policyEffectEndpoint } from './routes/policy-effect.ts'
import { postingEndpoints } from './routes/posting.ts'
import { purchaseEndpoints } from './routes/purchases.ts'
import { quarantineEndpoints } from './routes/quarantine.ts'
import { registerEndpoints } from './routes/register.ts'
import { restoreEndpoints } from './routes/restore.ts'
import { sessionEndpoints } from './routes/session.ts'
import { summaryEndpoints } from './routes/summary.ts'
import { taxpayerEndpoints } from './routes/taxpayers.ts'
import { webhookEndpoints } from './routes/webhooks.ts'

/** What is not told of while it goes well. */
const watched = ['/health', '/ready', '/metrics']

/** The whole HTTP service over the given services of a host. `origins`: whose pages may call it from a browser. */
export function createApp(
  services: Services,
  authenticate: Authenticate,
  origins: readonly string[] = [],
): App {
  const app: App = new OpenAPIHono<Env>()
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' })
  defineNamed(app.openAPIRegistry)

  app.use(requestLog(services))
  app.use(speaking)
  // Before keys are asked for: a browser asks without one, and a page may read why a key was refused.
  letOriginsIn(app, origins)
  const idempotency = new Idempotency(services)
  const door = new Door(services, authenticate)
  for (const keyed of keyedPaths) {
    app.use(`${keyed}*`, door.middleware, async (c, next) => {
      c.set('idempotency', idempotency)
      await next()
    })
  }

  allEndpoints(app, services, door)
  refusals(app)
  return app
}

/** Gives each request its id, and tells afterwards how it went. */
const requestLog =
  (services: Services): MiddlewareHandler<Env> =>
  async (c, next) => {
    const requestId = services.newId()
    const startedAt = performance.now()
    c.set('requestId', requestId)
    await next()
    secured(c.res, c.req.url).headers.set('x-request-id', requestId)
    // The route, not the path; neither query nor body: any of them may hold what stands on a document.
    const nip = /^\/v1\/taxpayers\/(\d{10})(?:\/|$)/.exec(new URL(c.req.url).pathname)?.[1]
    const failure = c.get('failure')
    const ms = performance.now() - startedAt
    const path = routePath(c, -1)
    services.metrics?.answered(c.req.method, path, c.res.status, ms / 1000)
    // Asked every few seconds by whoever watches: it says nothing, and would hide what does.
    if (watched.includes(path) && c.res.status < 400) return
    const caller: Caller | undefined = c.get('caller')
    services.log({
      level: c.res.status >= 500 ? 'error' : 'info',
      requestId,
      method: c.req.method,
      path,
      ...(nip === undefined ? {} : { taxpayer: nip }),
      ...(caller === undefined ? {} : { key: caller.id, keyName: caller.name }),
      status: c.res.status,
      ms: Math.round(ms),
      ...(failure instanceof Error ? { error: failure.stack } : {}),
    })
  }

/** Every endpoint of the service, in the order in which the contract lists them. */
function allEndpoints(app: App, services: Services, door: Door): void {
  serviceEndpoints(app, services.version)
  operationEndpoints(app, services)
  sessionEndpoints(app, services, door)
  taxpayerEndpoints(app, services)
  policyEffectEndpoint(app, services)
  summaryEndpoints(app, services)
  keyEndpoints(app, services)
  auditEndpoints(app, services)
  outageEndpoints(app, services)
  latarniaEndpoints(app, services)
  copyEndpoints(app, services)
  draftEndpoints(app, services)
  documentEndpoints(app, services)
  mailEndpoints(app, services)
  mailboxEndpoints(app, services)
  evidenceEndpoints(app, services)
  importEndpoints(app, services)
  quarantineEndpoints(app, services)
  ksefEndpoints(app, services)
  purchaseEndpoints(app, services)
  awaitingEndpoints(app, services)
  postingEndpoints(app, services)
  findingEndpoints(app, services)
  registerEndpoints(app, services)
  filingEndpoints(app, services)
  monthCheckEndpoints(app, services)
  jpkCheckEndpoints(app, services)
  changeEndpoints(app, services)
  webhookEndpoints(app, services)
  archiveEndpoints(app, services)
  restoreEndpoints(app, services)
  lawEndpoints(app)
  operatorEndpoints(app, services)
  directoryExportEndpoint(app, services)
  consolePages(app, services)
}

/** What is answered where there is nothing, and where something went wrong. */
function refusals(app: App): void {
  app.notFound((c) => {
    const { pathname } = new URL(c.req.url)
    return refuse(
      new Refusal('not-found', say('refusal.not-found', { method: c.req.method, path: pathname })),
      c.get('language'),
    )
  })
  app.onError((error, c) => {
    if (error instanceof Refusal) return refuse(error, c.get('language'))
    c.set('failure', error)
    const storage = storageProblem(error)
    if (storage !== null) return refuse(storage, c.get('language'))
    const detail = say('refusal.internal', { requestId: c.get('requestId') })
    return refuse(new Refusal('internal', detail), c.get('language'))
  })
}
