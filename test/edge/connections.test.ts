import { afterEach, expect, it, vi } from 'vitest'
import { Connections } from '../../src/hosts/edge/connections.ts'
import { edgeDeliver } from '../../src/hosts/edge/deliver.ts'
import { call, type KsefHost } from '../../src/ksef/call.ts'

/** The platform opens six connections at once for an invocation; what waits for one must not run out of time by that. */

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

it('a receiver that answers at once is not taken for dead because six others are', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-07-24T10:00:00Z') })
  // The timeout of a signal is no timer that a test may turn.
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const ending = new AbortController()
    setTimeout(() => ending.abort(new DOMException('late', 'TimeoutError')), ms)
    return ending.signal
  })
  let open = 0
  let most = 0
  const answer = (url: string, signal: AbortSignal) =>
    new Promise<Response>((resolve, reject) => {
      most = Math.max(most, ++open)
      signal.addEventListener('abort', () => reject(signal.reason))
      if (url.includes('quick')) setTimeout(() => resolve(new Response()), 10)
    }).finally(() => open--)
  vi.stubGlobal('fetch', (to: string | Request, init?: RequestInit) =>
    typeof to === 'string' ? answer(to, init?.signal as AbortSignal) : answer(to.url, to.signal),
  )
  const connections = new Connections()
  const deliver = edgeDeliver(false, connections)
  const send = (name: string) =>
    deliver(
      { url: `https://${name}.example/`, taxpayer: '9376032788', headers: {}, body: '' },
      new AbortController().signal,
    ).catch((error: Error) => error.message)
  const dead = [1, 2, 3, 4, 5, 6].map((n) => send(`dead-${n}`))
  const quick = [1, 2, 3].map((n) => send(`quick-${n}`))
  const ksef: KsefHost = {
    apiUrl: 'https://quick.example/v2',
    fetch: (request) => fetch(request),
    inTurn: (work) => connections.use(work),
    patience: 1000,
    now: () => '2026-07-24T10:00:00Z' as never,
    signal: new AbortController().signal,
    log: () => {},
  }
  const asked = call(ksef, { method: 'GET', path: '/x' }).catch((error: Error) => error.message)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await Promise.all(dead)).toEqual(Array(6).fill('No answer came within 15 s.'))
  expect(await Promise.all(quick)).toEqual([200, 200, 200])
  // An answer without content is none of KSeF's, but it came in time.
  expect(await asked).not.toMatch(/nothing within/)
  expect(most).toBe(6)
})

it('the place of who was cut off is free in the end', async () => {
  vi.useFakeTimers({ now: 0 })
  const connections = new Connections()
  for (let i = 0; i < 6; i++) void connections.use(() => new Promise(() => {}))
  const next = connections.use(async () => 'done')
  await vi.advanceTimersByTimeAsync(122_000)
  expect(await next).toBe('done')
})
