import { z } from '@hono/zod-openapi'
import { say } from '../../texts/say.ts'
import { Refusal } from '../../values/refusal.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import type { Services, Trouble } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'

/** What machines ask that watch over a service. */
export function operationEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/ready',
      id: 'ready',
      role: 'nobody',
      tag: 'Service',
      summary: 'Can the service do its work: the directory is written to, the disk has room, no ledger fails',
      answers: { 200: { description: 'It can', schema: z.object({ status: z.literal('ready') }) } },
    },
    async ({ c }) => {
      const found = await services.ready()
      if (found.length > 0) throw notReady(found)
      return respond(c, { status: 'ready' }, 200, { 'cache-control': 'no-store' })
    },
  )

  endpoint(
    app,
    {
      method: 'get',
      path: '/metrics',
      id: 'metrics',
      role: 'admin',
      reach: 'all',
      tag: 'Service',
      summary: 'Numbers of the service for Prometheus; with METRICS_TOKEN instead of a key too',
      answers: { 200: { description: 'Its text form', schema: z.string(), type: 'text/plain' } },
    },
    async ({ c }) => {
      if (services.metrics === undefined) {
        throw new Refusal('metrics-elsewhere', say('refusal.metrics-elsewhere'))
      }
      return c.text(await services.metrics.report(), 200, { 'content-type': 'text/plain; version=0.0.4' })
    },
  )
}

/** Why a service is not ready, whoever found out. */
export const notReady = (reasons: readonly Trouble[]): Refusal =>
  new Refusal('not-ready', say('refusal.not-ready', { reasons: reasons.map(({ message }) => message) }), [], {
    retryAfterSeconds: 10,
    about: { reasons },
  })
