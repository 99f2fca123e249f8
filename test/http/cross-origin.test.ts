import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { originsOf } from '../../src/http/endpoint/cross-origin.ts'
import { adminKey } from '../support/admin-key.ts'
import { createTestApp } from '../support/app.ts'
import { at, buyer } from '../support/hostile.ts'

/** Pages of other origins: which of them a browser lets call, and what it never sends along. */

type Started = Awaited<ReturnType<typeof createTestApp>>
let open: Started
let closed: Started
beforeAll(async () => {
  open = await createTestApp({ origins: ['https://erp.example', 'http://localhost:5173'] })
  closed = await createTestApp()
  await open.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
})
afterAll(async () => {
  await open.close()
  await closed.close()
})

const ask = (service: Started, method: string, path: string, headers: Record<string, string>) =>
  service.fetch(new Request(`http://test${path}`, { method, headers }))
/** As a browser asks before it sends a page's call: without a key. */
const preflight = (service: Started, origin: string, path = `${at}/copies`) =>
  ask(service, 'OPTIONS', path, {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type,idempotency-key',
  })
const key = { authorization: `Bearer ${adminKey}` }
const allowed = (answer: Response) => answer.headers.get('access-control-allow-origin')

describe('a page of another origin', () => {
  it.each(['https://erp.example', 'http://localhost:5173'])('that is named (%s) may call', async (origin) => {
    const before = await preflight(open, origin)
    expect([before.status, allowed(before)]).toEqual([204, origin])
    expect(before.headers.get('access-control-allow-methods')).toBe('GET,PUT,POST,PATCH,DELETE')
    expect(before.headers.get('access-control-allow-headers')).toMatch(
      /Authorization,Content-Type,Idempotency/,
    )
    const answer = await ask(open, 'GET', `${at}/purchases`, { origin, ...key })
    expect([answer.status, allowed(answer)]).toEqual([200, origin])
    expect(answer.headers.get('access-control-expose-headers')).toMatch(/Retry-After/)
    // A cache in between must not give one origin's answer to another.
    expect(answer.headers.get('vary')).toMatch(/Origin/)
  })

  it('that is named may read why it was refused', async () => {
    for (const [path, headers, status] of [
      [`${at}/purchases`, {}, 401],
      [`${at}/purchases`, { authorization: 'Bearer wrong' }, 401],
      [`${at}/purchases/none`, key, 404],
      ['/v1/nothing', key, 404],
    ] as const) {
      const answer = await ask(open, 'GET', path, { origin: 'https://erp.example', ...headers })
      expect([path, answer.status, allowed(answer)]).toEqual([path, status, 'https://erp.example'])
    }
  })

  it.each([
    'https://evil.example',
    'https://erp.example.evil.example',
    'http://erp.example',
    'https://erp.example:8443',
    'https://ERP.example',
    'null',
  ])('that is not (%s) may not', async (origin) => {
    expect(allowed(await preflight(open, origin))).toBeNull()
    expect(allowed(await ask(open, 'GET', `${at}/purchases`, { origin, ...key }))).toBeNull()
  })

  it('never calls with cookies, and never what is for who runs the service', async () => {
    for (const origin of ['https://erp.example', 'https://evil.example']) {
      const answers = [
        await preflight(open, origin),
        await ask(open, 'GET', `${at}/purchases`, { origin, ...key }),
      ]
      for (const { headers } of answers) expect(headers.get('access-control-allow-credentials')).toBeNull()
    }
    const operators = await preflight(open, 'https://erp.example', `/operator/taxpayers/${buyer}`)
    expect(allowed(operators)).toBeNull()
  })

  it('is nobody where none is named', async () => {
    const answer = await preflight(closed, 'https://erp.example')
    expect([answer.status, allowed(answer)]).toEqual([401, null])
    expect(allowed(await ask(closed, 'GET', '/v1/law', { origin: 'https://erp.example', ...key }))).toBeNull()
  })
})

describe('CORS_ORIGINS', () => {
  it('is a list of origins', () => {
    expect(originsOf(null)).toEqual([])
    expect(originsOf(' https://erp.example , http://localhost:5173,')).toEqual([
      'https://erp.example',
      'http://localhost:5173',
    ])
  })

  it.each([
    '*',
    'null',
    'erp.example',
    'https://erp.example/',
    'https://erp.example/app',
    'https://*.example',
    'ftp://a.example',
  ])('refuses %s', (entry) => {
    expect(() => originsOf(`https://erp.example, ${entry}`)).toThrow(
      `CORS_ORIGINS: ${entry} is no origin. Give each in full`,
    )
  })
})
