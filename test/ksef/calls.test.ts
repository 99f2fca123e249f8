import { getEventListeners } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { answered, call, KsefError, type KsefHost } from '../../src/ksef/call.ts'
import type { Instant } from '../../src/values/instant.ts'
import { allInEnglish } from '../support/words.ts'

/** What is sent to KSeF, and what every kind of answer means. */

interface FailureContext {
  answer?: () => Response | Promise<Response>
  now?: string
  patience?: number
  signal?: AbortSignal
}
function scene({
  answer = () => Response.json({}),
  now = '2026-11-20T08:00:00Z',
  patience = 5_000,
  signal = new AbortController().signal,
}: FailureContext = {}) {
  const sent: Request[] = []
  const log: Record<string, unknown>[] = []
  const host: KsefHost = {
    apiUrl: 'http://ksef.test/v2',
    fetch: async (request) => {
      sent.push(request)
      return answer()
    },
    now: () => now as Instant,
    patience,
    signal,
    log: (record) => log.push(record),
  }
  return { host, sent, log }
}
const failureOf = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (e: unknown) => e,
  )
  if (!(error instanceof KsefError)) throw error ?? new Error('it succeeded')
  return allInEnglish(error.failure)
}
const refusedBy = (
  status: number,
  body: string | null,
  more: FailureContext & { path?: string; wait?: string } = {},
) => {
  const headers = more.wait === undefined ? undefined : { 'retry-after': more.wait }
  const answer = () => new Response(body, { status, ...(headers ? { headers } : {}) })
  const { host } = scene({ ...more, answer })
  return failureOf(call(host, { method: 'GET', path: more.path ?? '/invoices/exports/x' }))
}

describe('a call', () => {
  it('sends JSON with its token, and follows no redirect', async () => {
    const { host, sent } = scene()
    await call(host, { method: 'POST', path: '/a?b=1', token: 'secret', json: { x: [1] } })
    const [request] = sent as [Request]
    expect([request.method, request.url, request.redirect]).toEqual([
      'POST',
      'http://ksef.test/v2/a?b=1',
      'manual',
    ])
    expect(Object.fromEntries(request.headers)).toEqual({
      accept: 'application/json',
      'x-error-format': 'problem-details',
      authorization: 'Bearer secret',
      'content-type': 'application/json',
    })
    expect(await request.text()).toBe('{"x":[1]}')
  })
  it('sends XML as such, and no token and no body where there is none', async () => {
    const { host, sent } = scene()
    await call(host, { method: 'POST', path: '/a', xml: '<a/>' })
    await call(host, { method: 'GET', path: '/b' })
    const [xml, bare] = sent as [Request, Request]
    expect([xml.headers.get('content-type'), await xml.text()]).toEqual(['application/xml', '<a/>'])
    expect([bare.headers.has('authorization'), bare.headers.has('content-type'), bare.body]).toEqual([
      false,
      false,
      null,
    ])
  })
  it('tells of a warning with the path, and of nothing else', async () => {
    const warns = scene({
      answer: () => Response.json({}, { headers: { 'x-system-warning': 'soon' } }),
    })
    await call(warns.host, { method: 'GET', path: '/a' })
    expect(warns.log).toEqual([{ level: 'warn', message: 'KSeF warns', path: '/a', warning: 'soon' }])
    const calm = scene()
    await call(calm.host, { method: 'GET', path: '/a' })
    expect(calm.log).toEqual([])
  })
  it('is answered by JSON of any kind, or by 204 with nothing', async () => {
    const of = (body: string | null, status = 200) =>
      call(scene({ answer: () => new Response(body, { status }) }).host, { method: 'GET', path: '/a' })
    expect(await of('[]')).toEqual([])
    expect(await of('0', 202)).toBe(0)
    expect(await of(null, 204)).toBeNull()
    expect(await failureOf(of('', 200))).toMatchObject({ kind: 'unavailable' })
    expect(await failureOf(of('null', 200))).toEqual({
      kind: 'unavailable',
      detail: 'an answer 200 without content',
    })
  })
})

describe('an error', () => {
  const codes = '{"errors":[{"code":21405,"description":"a"}]}'
  it.each<[string, number, string | null, object]>([
    ['404 with a code', 404, codes, { kind: 'refused', status: 404, codes: [21405], detail: '404 21405 a' }],
    ['400 with a code', 400, codes, { kind: 'refused', status: 400 }],
    ['499 with a code', 499, codes, { kind: 'refused', status: 499 }],
    ['500 with a code', 500, codes, { kind: 'unavailable', detail: 'an answer 500 without content' }],
    ['399', 399, codes, { kind: 'unavailable', detail: 'an answer 399 without content' }],
    ['401 with a code', 401, codes, { kind: 'unauthorized' }],
    ['410 without a code', 410, '{}', { kind: 'refused', status: 410, codes: [], detail: '410' }],
    ['410 with a code', 410, codes, { kind: 'refused', status: 410, codes: [21405] }],
    ['410 of something else', 410, '<html>', { kind: 'refused', codes: [] }],
    ['400 with an empty list', 400, '{"errors":[]}', { detail: "an answer 400 that is not KSeF's" }],
    ['400 with a strange list', 400, '{"errors":"no"}', { kind: 'unavailable' }],
    ['400 with null', 400, 'null', { kind: 'unavailable' }],
    ['400 with a number', 400, '7', { kind: 'unavailable' }],
    ['403 with a code and no reason', 403, codes, { kind: 'unavailable' }],
    ['403 with a reason that is no text', 403, '{"reasonCode":7}', { kind: 'unavailable' }],
    [
      '403 with a reason',
      403,
      '{"reasonCode":"missing-permissions","detail":"Brak"}',
      { kind: 'forbidden', reason: 'missing-permissions', detail: '403 Brak' },
    ],
    [
      '403 with a reason and no word',
      403,
      '{"reasonCode":"x"}',
      { kind: 'forbidden', reason: 'x', detail: '403' },
    ],
    [
      '400 with a reason: only 403 forbids',
      400,
      '{"reasonCode":"x"}',
      { kind: 'unavailable', detail: "an answer 400 that is not KSeF's" },
    ],
  ])('%s', async (_, status, body, expected) => {
    // No Response can be made with every status, but fetch may bring one.
    const answer = () =>
      Object.defineProperties(new Response(body), {
        status: { value: status },
        ok: { value: status >= 200 && status < 300 },
      })
    const { host } = scene({ answer })
    expect(await failureOf(call(host, { method: 'GET', path: '/a' }))).toMatchObject(expected)
  })
  it('names every code with its words and details, in both shapes, and no more than 500 characters', async () => {
    const both = {
      errors: [{ code: 1, description: 'a', details: ['b', 'c'] }, { code: 2 }],
      exception: {
        exceptionDetailList: [{ exceptionCode: 3, exceptionDescription: 'd', details: ['e'] }],
      },
      detail: 'unused',
    }
    expect(await refusedBy(400, JSON.stringify(both))).toEqual({
      kind: 'refused',
      status: 400,
      codes: [1, 2, 3],
      detail: '400 1 a b c; 2 ; 3 d e',
    })
    const long = await refusedBy(400, JSON.stringify({ errors: [{ code: 1, description: 'x'.repeat(600) }] }))
    expect(long).toMatchObject({ detail: `400 1 ${'x'.repeat(494)}` })
  })
  it('is told by its detail, or by its kind', () => {
    expect(new KsefError({ kind: 'unauthorized' }).message).toBe('unauthorized')
    expect(new KsefError({ kind: 'package', detail: 'damaged' }).message).toBe('damaged')
  })
})

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['1', 1],
    ['999999999', 999_999_999],
    ['', 60],
    ['soon', 60],
    ['Fri, 20 Nov 2026 08:00:30 GMT', 30],
    ['Fri, 20 Nov 2026 07:59:00 GMT', 0],
  ])('%j means %i seconds', async (wait, seconds) => {
    expect(await refusedBy(429, '', { wait })).toEqual({ kind: 'limited', seconds, shared: false })
  })
  it('as a date is never cut to the second before', async () => {
    const wait = 'Fri, 20 Nov 2026 08:00:30 GMT'
    expect(await refusedBy(429, '', { wait, now: '2026-11-20T08:00:00.4Z' })).toMatchObject({ seconds: 30 })
    expect(await refusedBy(429, '', { wait, now: '2026-11-20T08:00:00.999Z' })).toMatchObject({ seconds: 30 })
  })
  it.each([
    ['/auth/challenge', true],
    ['/security/public-key-certificates', true],
    ['/invoices/exports', false],
    ['/authors/x', false],
    ['/invoices/auth/x', false],
  ])('of %s is for the whole address: %s', async (path, shared) => {
    expect(await refusedBy(429, '{}', { path, wait: '1' })).toMatchObject({ kind: 'limited', shared })
  })
})

describe('patience', () => {
  const never = () => new Promise<Response>(() => {})
  it('ends a call that is not answered, and its request', async () => {
    const { host, sent } = scene({ answer: never, patience: 5 })
    expect(await failureOf(call(host, { method: 'GET', path: '/a' }))).toEqual({
      kind: 'unavailable',
      detail: 'no answer (TimeoutError: nothing within 5 ms)',
    })
    expect(sent[0]?.signal.aborted).toBe(true)
  })
  it('ends an answer whose end does not come', async () => {
    const { host } = scene({ patience: 5 })
    const reading = answered(host, 'http://ksef.test/a', {}, () => new Promise(() => {}))
    expect(await failureOf(reading)).toMatchObject({ detail: expect.stringMatching(/TimeoutError/) })
  })
  it('ends at once when the service stops, or has stopped', async () => {
    const stopping = new AbortController()
    const { host } = scene({ answer: never, signal: stopping.signal })
    const asking = failureOf(call(host, { method: 'GET', path: '/a' }))
    stopping.abort()
    const stopped = { kind: 'unavailable', detail: 'no answer (AbortError: the service stops)' }
    expect(await asking).toEqual(stopped)
    expect(await failureOf(call(host, { method: 'GET', path: '/a' }))).toEqual(stopped)
  })
  it('leaves no timer and no listener behind', async () => {
    vi.useFakeTimers()
    try {
      const { host } = scene()
      await call(host, { method: 'GET', path: '/a' })
      expect(vi.getTimerCount()).toBe(0)
      expect(getEventListeners(host.signal, 'abort')).toEqual([])
    } finally {
      vi.useRealTimers()
    }
  })
  it('passes on what the reader found, and tells of what broke', async () => {
    const { host } = scene()
    const found = new KsefError({ kind: 'package', detail: 'x' })
    await expect(answered(host, 'http://ksef.test/a', {}, () => Promise.reject(found))).rejects.toBe(found)
    const broke = answered(host, 'http://ksef.test/a', {}, () => Promise.reject(new TypeError('reset')))
    expect(await failureOf(broke)).toEqual({ kind: 'unavailable', detail: 'no answer (TypeError: reset)' })
  })
})
