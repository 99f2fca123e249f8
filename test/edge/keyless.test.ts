import { expect, it, vi } from 'vitest'
import type { EdgeEnv } from '../../src/hosts/edge/objects.ts'
import worker, { route } from '../../src/hosts/edge/worker.ts'
import { namespaceOf } from '../support/platform.ts'

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
  ['GET', '/docs/docs.css', 200],
  ['GET', '/docs/docs.js', 200],
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
  const lost = vi.spyOn(console, 'log').mockReturnValue()
  const answer = await ask(purchases)
  expect([answer.status, answer.headers.get('retry-after'), (await answer.json()).code]).toEqual([
    503,
    '5',
    'object-not-answering',
  ])
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(lost.mock.calls.map(([line]) => JSON.parse(line))).toEqual([
    {
      level: 'error',
      message: 'no answer came',
      requestId: answer.headers.get('x-request-id'),
      method: 'GET',
      error: expect.stringContaining('an object was called'),
    },
  ])
  lost.mockRestore()
})

it('of those who ask at once whether it is ready one asks the directory; a head is asked for as the whole', async () => {
  let asked = 0
  const serve = async () => {
    asked++
    await new Promise((resolve) => setTimeout(resolve, 20))
    return Response.json({ status: 'ready' })
  }
  const bindings = { ...env, DIRECTORY: namespaceOf({ serve }) } as unknown as EdgeEnv
  const ask = async (method: string) => {
    const answer = await route(new Request('http://test/ready', { method }), bindings, 'many/')
    return [answer.status, await answer.text()]
  }
  const whole = [200, '{"status":"ready"}']
  expect(await Promise.all(['GET', 'HEAD', 'GET'].map(ask))).toEqual([whole, [200, ''], whole])
  expect(asked).toBe(1)
})

it('whether it is ready the directory alone is asked, once in five seconds; where it does not answer, it is not', async () => {
  let [asked, answer] = [0, 'ready']
  const serve = async (request: Request) => {
    asked++
    if (answer !== 'ready') throw new Error('the object was reset')
    return Response.json({ status: 'ready', path: new URL(request.url).pathname })
  }
  const ask = async (house: string) => {
    const bindings = { ...env, DIRECTORY: namespaceOf({ serve }) } as unknown as EdgeEnv
    const got = await route(new Request('http://test/ready?x=1'), bindings, house)
    return [got.status, await got.json()] as [number, { status: unknown; reasons?: { code: string }[] }]
  }
  for (const _ of [1, 2, 3]) expect(await ask('one/')).toEqual([200, { status: 'ready', path: '/ready' }])
  expect(asked).toBe(1)
  answer = 'nothing'
  const [status, body] = await ask('another/')
  expect([status, body.reasons?.map(({ code }) => code)]).toEqual([503, ['directory-not-answering']])
})
