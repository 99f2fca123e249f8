import { z } from '@hono/zod-openapi'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { nip } from '../endpoint/fields.ts'
import { doneBy, type Services } from '../endpoint/services.ts'

/** What is for who runs the service, and no part of the contract. */
export function operatorEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'delete',
      path: '/operator/taxpayers/{nip}',
      id: 'eraseTaxpayer',
      role: 'admin',
      reach: 'all',
      unlisted: true,
      tag: 'Operator',
      summary: 'Erase a taxpayer; cut off, it is done again by the same request',
      params: z.strictObject({ nip }),
      answers: { 204: { description: 'Nothing is left of him' } },
    },
    async ({ c, caller, params }) => {
      await services.erase(params.nip, doneBy(caller, services))
      return c.body(null, 204)
    },
  )
}
