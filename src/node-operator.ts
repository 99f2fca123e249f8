import type { Caller } from './access.ts'
import type { App } from './http/endpoint.ts'
import { keyIn } from './keys.ts'

/**
 * `DELETE /operator/taxpayers/{nip}` erases a taxpayer, for an admin of all taxpayers alone, as at the edge; to others
 * there is nothing. Cut off, it is done again by the same request.
 */
export function operatorEndpoint(
  app: App,
  callerOf: (key: string) => Promise<Caller | null>,
  erase: (nip: string) => Promise<void>,
): void {
  app.delete('/operator/taxpayers/:nip{\\d{10}}', async (c) => {
    const key = keyIn(c.req.header('authorization'))
    const caller = key === undefined ? null : await callerOf(key)
    if (caller?.role !== 'admin' || caller.taxpayers !== '*') return c.notFound()
    await erase(c.req.param('nip'))
    return c.body(null, 204)
  })
}
