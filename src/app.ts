import { OpenAPIHono } from '@hono/zod-openapi'
import { routePath } from 'hono/route'
import type { Caller } from './access.ts'
import { archiveEndpoints } from './http/archive.ts'
import { auditEndpoints } from './http/audit.ts'
import { type Authenticate, authenticated } from './http/authentication.ts'
import { awaitingEndpoints } from './http/awaiting.ts'
import { changeEndpoints } from './http/changes.ts'
import { copyEndpoints } from './http/copies.ts'
import { letOriginsIn } from './http/cross-origin.ts'
import { serviceEndpoints } from './http/docs.ts'
import { type App, type Env, keyedPaths } from './http/endpoint.ts'
import { evidenceEndpoints } from './http/evidence.ts'
import { filingEndpoints } from './http/filings.ts'
import { findingEndpoints } from './http/findings.ts'
import { Idempotency } from './http/idempotency.ts'
import { importEndpoints } from './http/imports.ts'
import { keyEndpoints } from './http/keys.ts'
import { ksefEndpoints } from './http/ksef.ts'
import { latarniaEndpoints } from './http/latarnia.ts'
import { lawEndpoints } from './http/law.ts'
import { monthCheckEndpoints } from './http/month-check.ts'
import { defineNamed } from './http/named.ts'
import { operationEndpoints } from './http/operation.ts'
import { operatorEndpoints } from './http/operator.ts'
import { outageEndpoints } from './http/outages.ts'
import { postingEndpoints } from './http/posting.ts'
import { purchaseEndpoints } from './http/purchases.ts'
import { quarantineEndpoints } from './http/quarantine.ts'
import { registerEndpoints } from './http/register.ts'
import { restoreEndpoints } from './http/restore.ts'
import { secured } from './http/security-headers.ts'
import type { Services } from './http/services.ts'
import { storageProblem } from './http/storage-problems.ts'
import { taxpayerEndpoints } from './http/taxpayers.ts'
import { webhookEndpoints } from './http/webhooks.ts'
import { Problem, refuse } from './problem.ts'

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

  app.use(async (c, next) => {
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
  })

  // Before keys are asked for: a browser asks without one, and a page may read why a key was refused.
  letOriginsIn(app, origins)
  const idempotency = new Idempotency(services)
  const authentication = authenticated(services, authenticate)
  for (const keyed of keyedPaths) {
    app.use(`${keyed}*`, authentication, async (c, next) => {
      c.set('idempotency', idempotency)
      await next()
    })
  }

  serviceEndpoints(app, services.version)
  operationEndpoints(app, services)
  taxpayerEndpoints(app, services)
  keyEndpoints(app, services)
  auditEndpoints(app, services)
  outageEndpoints(app, services)
  latarniaEndpoints(app, services)
  copyEndpoints(app, services)
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
  changeEndpoints(app, services)
  webhookEndpoints(app, services)
  archiveEndpoints(app, services)
  restoreEndpoints(app, services)
  lawEndpoints(app)
  operatorEndpoints(app, services)

  app.notFound((c) => {
    const { pathname } = new URL(c.req.url)
    return refuse(
      new Problem(404, 'not-found', `There is nothing at ${c.req.method} ${pathname}. See /docs.`),
    )
  })
  app.onError((error, c) => {
    if (error instanceof Problem) return refuse(error)
    c.set('failure', error)
    const storage = storageProblem(error)
    if (storage !== null) return refuse(storage)
    const detail = `Something went wrong on our side. Quote the request ${c.get('requestId')} to the operator.`
    return refuse(new Problem(500, 'internal', detail))
  })
  return app
}
