import { describe, expect, it } from 'vitest'
import { call, KsefError, type KsefHost } from '../../src/ksef/call.ts'
import { apiUrlOf, latarniaUrlOf } from '../../src/ksef/environments.ts'
import type { Instant } from '../../src/values/instant.ts'
import { allInEnglish } from '../support/words.ts'

const log: Record<string, unknown>[] = []
const host = (answer: () => Response | Promise<Response>, patience = 1_000): KsefHost => ({
  apiUrl: 'http://ksef.test/v2',
  fetch: async () => answer(),
  now: () => '2026-11-20T08:00:00Z' as Instant,
  patience,
  signal: new AbortController().signal,
  log: (record) => log.push(record),
})
const ask = (answer: () => Response | Promise<Response>, path = '/invoices/exports') =>
  call(host(answer, 20), { method: 'POST', path, token: 'x', json: {} })
const failure = async (answer: () => Response | Promise<Response>, path?: string) => {
  const error = await ask(answer, path).catch((e: unknown) => e)
  expect(error).toBeInstanceOf(KsefError)
  return allInEnglish((error as KsefError).failure)
}
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify(body), { status, headers })

describe('what can come of a call', () => {
  it('an answer, and a warning in the log', async () => {
    const headers = { 'x-system-warning': '[100]: Prace | serwisowe' }
    expect(await ask(json(200, { a: 1 }, headers))).toEqual({ a: 1 })
    expect(log).toEqual([expect.objectContaining({ level: 'warn', warning: headers['x-system-warning'] })])
    expect(await ask(() => new Response(null, { status: 204 }))).toBeNull()
  })
  it.each<[string, () => Response | Promise<Response>, object]>([
    ['a page instead of JSON', () => new Response('<html>'), { kind: 'unavailable' }],
    ['an empty 503', () => new Response(null, { status: 503 }), { kind: 'unavailable' }],
    ['a redirect', () => new Response(null, { status: 302 }), { kind: 'unavailable' }],
    [
      'no answer in time',
      () => new Promise(() => {}),
      { kind: 'unavailable', detail: expect.stringMatching(/Timeout/) },
    ],
    ['a broken connection', () => Promise.reject(new TypeError('fetch failed')), { kind: 'unavailable' }],
    ['401 with anything', () => new Response('<html>', { status: 401 }), { kind: 'unauthorized' }],
    [
      '403',
      json(403, { reasonCode: 'ip-not-allowed', detail: 'Nie.' }),
      { kind: 'forbidden', reason: 'ip-not-allowed' },
    ],
    ['403 of a gateway', () => new Response('<html>', { status: 403 }), { kind: 'unavailable' }],
    ['404 of a gateway', () => new Response('<html>', { status: 404 }), { kind: 'unavailable' }],
    [
      '410',
      json(410, { detail: 'Wygasła.' }),
      { kind: 'refused', status: 410, codes: [], detail: '410 Wygasła.' },
    ],
    [
      '400',
      json(400, { errors: [{ code: 21405, description: 'Błąd', details: ['x'] }, { code: 21157 }] }),
      { kind: 'refused', codes: [21405, 21157], detail: expect.stringMatching(/^400 21405 Błąd x; 21157/) },
    ],
    [
      '400 in the older shape',
      json(400, {
        exception: { exceptionDetailList: [{ exceptionCode: 21470, exceptionDescription: 'Klucz' }] },
      }),
      { kind: 'refused', codes: [21470] },
    ],
    ['429', json(429, {}, { 'retry-after': '30' }), { kind: 'limited', seconds: 30, shared: false }],
    [
      '429 with a date',
      json(429, {}, { 'retry-after': 'Fri, 20 Nov 2026 08:01:30 GMT' }),
      { kind: 'limited', seconds: 90 },
    ],
    ['429 without a word', () => new Response('', { status: 429 }), { kind: 'limited', seconds: 60 }],
  ])('%s', async (_, answer, expected) => {
    expect(await failure(answer)).toMatchObject(expected)
  })
  it('429 of signing in is for our whole address', async () => {
    const answer = json(429, {}, { 'retry-after': '5' })
    expect(await failure(answer, '/auth/challenge')).toMatchObject({ shared: true })
  })
})

describe('an answer without end', () => {
  const most = 1000
  const limited = (answer: Response) => ({ ...host(() => answer, 5_000), answerBytes: most })
  /** What came of it, and how many bytes were taken from its sender. */
  const asked = async (status: number, headers: Record<string, string> = {}) => {
    let sent = 0
    const body = new ReadableStream({
      pull: (controller) => {
        sent += 400
        controller.enqueue(new Uint8Array(400).fill(0x20))
      },
    })
    const answer = new Response(body, { status, headers })
    const error = await call(limited(answer), { method: 'GET', path: '/a' }).catch((e: unknown) => e)
    return { failure: allInEnglish((error as KsefError).failure), sent }
  }
  const detail = (status: number) => `an answer ${status} of more than 1000 bytes, which is not KSeF's`

  it.each([200, 400, 500])('is read up to its limit, with status %i', async (status) => {
    const { failure, sent } = await asked(status)
    expect(failure).toEqual({ kind: 'unavailable', detail: detail(status) })
    expect(sent).toBeLessThan(3000)
  })
  it('is not read at all when it says so', async () => {
    const { failure, sent } = await asked(200, { 'content-length': '1001' })
    expect(failure).toMatchObject({ detail: detail(200) })
    expect(sent).toBeLessThanOrEqual(400)
  })
  it('up to the limit is taken, in characters that come in halves', async () => {
    const text = JSON.stringify({ a: 'ż'.repeat(490) })
    expect(new TextEncoder().encode(text)).toHaveLength(988)
    const bytes = new TextEncoder().encode(text)
    const body = new ReadableStream({
      start: (controller) => {
        for (const [from, to] of [
          [0, 7],
          [7, 988],
        ] as const)
          controller.enqueue(bytes.slice(from, to))
        controller.close()
      },
    })
    expect(await call(limited(new Response(body)), { method: 'GET', path: '/a' })).toEqual(JSON.parse(text))
  })
})

describe('settings', () => {
  it('name the API of the environment, or another one', () => {
    expect(apiUrlOf(null, 'test')).toBe('https://api-test.ksef.mf.gov.pl/v2')
    expect(apiUrlOf('http://127.0.0.1:8790/v2/', 'production')).toBe('http://127.0.0.1:8790/v2')
    expect(latarniaUrlOf('https://api-latarnia.ksef.mf.gov.pl/')).toBe('https://api-latarnia.ksef.mf.gov.pl')
    expect(latarniaUrlOf(null)).toBeNull()
  })
  it('that cannot be meant are refused in words', () => {
    expect(() => apiUrlOf('https://api-test.ksef.mf.gov.pl/v2', 'production')).toThrow(
      /environment test.*both alike/s,
    )
    expect(() => apiUrlOf('api.ksef', 'production')).toThrow(/no address/)
    expect(() => latarniaUrlOf('ftp://x')).toThrow(/no address/)
  })
  it.each([
    'http://127.0.0.1:8790',
    'http://127.8.9.1',
    'http://localhost:1/v2',
    'http://ksef.localhost',
    'http://[::1]:8790',
  ])('take %s, which stays on this machine', (url) => {
    expect([apiUrlOf(url, 'production'), latarniaUrlOf(url)]).toEqual([url, url])
  })
  it.each([
    'http://api.ksef.mf.gov.pl/v2',
    'http://10.0.0.1/v2',
    'http://127.0.0.1.example/v2',
    'http://localhost.example',
    'http://0.0.0.0',
  ])('refuse %s: nothing goes to strangers without encryption', (url) => {
    expect(() => apiUrlOf(url, 'production')).toThrow(/^KSEF_API_URL=.* without encryption\. Give .*https/)
    expect(() => latarniaUrlOf(url)).toThrow(/^LATARNIA_URL=.* without encryption\. Give .*https/)
  })
})
