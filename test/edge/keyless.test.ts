import { expect, it } from 'vitest'
import type { EdgeEnv } from '../../src/edge-host.ts'
import worker from '../../src/worker.ts'

/** Whoever has no key gives no object anything to do: their bindings throw as soon as they are touched. */

const untouchable = new Proxy(
  {},
  {
    get: (_, name) => {
      throw new Error(`an object was called (${String(name)})`)
    },
  },
) as never
const env = {
  LEDGERS: untouchable,
  DIRECTORY: untouchable,
  MASTER_KEY: `${'A'.repeat(43)}=`,
} as unknown as EdgeEnv

const purchases = '/v1/taxpayers/9376032788/purchases'
it.each([
  ['GET', '/health', 200],
  ['HEAD', '/health', 200],
  ['GET', '/openapi.json', 200],
  ['GET', '/docs', 200],
  ['GET', '/nothing-here', 404],
  ['POST', '/health', 404],
  ['GET', '/v1/law', 401],
  ['GET', purchases, 401],
  ['POST', '/v1/taxpayers/9376032788/copies', 401],
  ['DELETE', '/operator/taxpayers/9376032788', 401],
])('%s %s is answered in the Worker', async (method, path, status) => {
  const request = () => new Request(`http://test${path}`, { method })
  const [answer, again] = [await worker.fetch(request(), env), await worker.fetch(request(), env)]
  expect([answer.status, again.status]).toEqual([status, status])
})

it('a key does not make the contract more expensive, and other requests are for objects', async () => {
  const headers = { authorization: 'Bearer unheard-of' }
  const ask = (path: string) => worker.fetch(new Request(`http://test${path}`, { headers }), env)
  expect((await ask('/openapi.json')).status).toBe(200)
  await expect(ask(purchases)).rejects.toThrow('an object was called')
})
