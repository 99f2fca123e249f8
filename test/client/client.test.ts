import { describe, expect, it } from 'vitest'
import { type ClientSettings, createClient, KsefReconcileProblem } from '../../src/client/index.ts'

const nip = '5265877635'
const posting = { reference: 'PZ/1', postedOn: '2026-07-02' }
const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

/** A client of a service that gives the answers in their order, and what it was asked. */
function against(answers: (() => Response)[], settings: Partial<ClientSettings> = {}) {
  const asked: string[] = []
  const requests: Request[] = []
  const ksef = createClient({
    baseUrl: 'https://erp.example/ksef/',
    key: 'secret',
    fetch: (request) => {
      asked.push(`${request.method} ${request.url.slice('https://erp.example'.length)}`)
      requests.push(request)
      return (answers.shift() as () => Response)()
    },
    ...settings,
  })
  return { ksef, asked, requests }
}

const ok = () => json({ ok: true })
const busy = (status: number, retryAfter?: string) => () =>
  json({ code: 'busy' }, status, retryAfter === undefined ? {} : { 'retry-after': retryAfter })

describe('requests', () => {
  it('put each parameter where it belongs', async () => {
    const { ksef, asked, requests } = against([ok, ok])
    await ksef.getPurchase({ nip, id: 'a/b?c', asOf: undefined }, { headers: { 'x-trace': '7' } })
    await ksef.postCopy(
      { nip, receivedOn: '2026-06-10', qrCodes: ['x', 'y'], selfBilling: false },
      new Blob(),
    )
    expect(asked).toEqual([
      `GET /ksef/v1/taxpayers/${nip}/purchases/a%2Fb%3Fc`,
      `POST /ksef/v1/taxpayers/${nip}/copies?receivedOn=2026-06-10&qrCodes=x&qrCodes=y&selfBilling=false`,
    ])
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer secret')
    expect(requests[0]?.headers.get('x-trace')).toBe('7')
    expect(requests[1]?.headers.get('content-type')).toBe('application/xml')
  })

  it.each(['', '.', '..', undefined])('refuse %j in the path, which would lead elsewhere', async (id) => {
    const { ksef, asked } = against([])
    await expect(ksef.getPurchase({ nip, id: id as string })).rejects.toThrow(TypeError)
    expect(asked).toEqual([])
  })

  it('send JSON, and the Idempotency-Key', async () => {
    const { ksef, requests } = against([ok])
    await ksef.postPurchase({ nip, id: '1' }, posting, { idempotencyKey: 'k-1' })
    expect(await requests[0]?.json()).toEqual(posting)
    expect(requests[0]?.headers.get('content-type')).toBe('application/json')
    expect(requests[0]?.headers.get('idempotency-key')).toBe('k-1')
  })
})

describe('answers', () => {
  it('are text where text is asked for', async () => {
    const csv = () => new Response('NIP;netto', { headers: { 'content-type': 'text/csv; charset=utf-8' } })
    const { ksef, requests } = against([csv])
    expect(await ksef.getRegister({ nip, month: '2026-06' }, { accept: 'text/csv' })).toBe('NIP;netto')
    expect(requests[0]?.headers.get('accept')).toBe('text/csv')
  })

  it('are bytes where they are no text, and nothing where there is none', async () => {
    const pdf = () => new Response('%PDF', { headers: { 'content-type': 'application/pdf' } })
    const { ksef } = against([pdf, () => new Response(null, { status: 204 })])
    expect(await ((await ksef.getLaw()) as unknown as Blob).text()).toBe('%PDF')
    expect(await ksef.getLaw()).toBeUndefined()
  })

  it('that refuse are thrown with all they say', async () => {
    const errors = [{ pointer: '/nip', code: 'nip-checksum', message: 'Compare it.' }]
    const said = { status: 422, code: 'nip-checksum', detail: 'It fails.', errors }
    const body = { ...said, posting }
    const { ksef } = against([() => json(body, 422, { 'x-request-id': 'r-1' })])
    const problem = await ksef.getTaxpayer({ nip }).catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(KsefReconcileProblem)
    expect(problem).toMatchObject({ ...said, body, requestId: 'r-1' })
    expect(String(problem)).toBe('KsefReconcileProblem: GET /v1/taxpayers/{nip}: 422 nip-checksum: It fails.')
  })

  it('of something on the way are problems too', async () => {
    const { ksef } = against([() => new Response('<h1>Bad gateway</h1>', { status: 502 })])
    await expect(ksef.getLaw()).rejects.toMatchObject({
      status: 502,
      code: 'http-502',
      detail: '<h1>Bad gateway</h1>',
      errors: [],
    })
  })
})

describe('lists', () => {
  const pages = () => [
    () => json({ items: [{ nip: '1' }, { nip: '2' }], next: 'c1' }),
    () => json({ items: [{ nip: '3' }], next: null }),
  ]
  it('are their first page when awaited', async () => {
    const { ksef, asked } = against(pages())
    expect(await ksef.listTaxpayers({ limit: 2 })).toEqual({
      items: [{ nip: '1' }, { nip: '2' }],
      next: 'c1',
    })
    expect(asked).toEqual(['GET /ksef/v1/taxpayers?limit=2'])
  })
  it('are all of it in `for await`, and ask for no page before it is needed', async () => {
    const { ksef, asked } = against(pages())
    const seen: string[] = []
    for await (const taxpayer of ksef.listTaxpayers({ limit: 2 }))
      seen.push(`${taxpayer.nip} ${asked.length}`)
    expect(seen).toEqual(['1 1', '2 1', '3 2'])
    expect(asked[1]).toBe('GET /ksef/v1/taxpayers?limit=2&cursor=c1')
  })
})

describe('repetition', () => {
  it('follows 429 and 503 as Retry-After asks, and reads the body anew', async () => {
    const soon = [busy(429, '0'), busy(503, new Date(0).toUTCString()), ok]
    const { ksef, requests } = against(soon)
    await ksef.postPurchase({ nip, id: '1' }, posting, { idempotencyKey: 'k' })
    expect(await Promise.all(requests.map((r) => r.json()))).toEqual([posting, posting, posting])
  })
  it('ends after the retries allowed', async () => {
    const { ksef, asked } = against([busy(429, '0'), busy(429, '0')], { retries: 1 })
    await expect(ksef.getLaw()).rejects.toMatchObject({ status: 429, code: 'busy' })
    expect(asked).toHaveLength(2)
  })
  it.each([
    ['is not tried where the wait asked for is too long', busy(429, '3600')],
    ['is not tried for other answers', busy(500, '0')],
  ])('%s', async (_, answer) => {
    const { ksef, asked } = against([answer])
    await expect(ksef.getLaw()).rejects.toThrow(KsefReconcileProblem)
    expect(asked).toHaveLength(1)
  })
  it('does not send a POST twice after 503 unless a key makes that safe', async () => {
    const { ksef, asked } = against([busy(503, '0'), busy(503, '0'), ok])
    await expect(ksef.postPurchase({ nip, id: '1' }, posting)).rejects.toMatchObject({ status: 503 })
    await ksef.postPurchase({ nip, id: '1' }, posting, { idempotencyKey: 'k' })
    expect(asked).toHaveLength(3)
  })
})

describe('the end of a call', () => {
  const never = (request: Request) =>
    new Promise<Response>((_, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason))
    })
  it('comes with the signal, before, during and between attempts', async () => {
    const { ksef } = against([], { fetch: never })
    await expect(ksef.getLaw({ signal: AbortSignal.abort('early') })).rejects.toBe('early')
    const during = new AbortController()
    const call = ksef.getLaw({ signal: during.signal })
    during.abort('enough')
    await expect(call).rejects.toBe('enough')
    const between = new AbortController()
    const waiting = against([busy(429, '20')])
    const paused = waiting.ksef.getLaw({ signal: between.signal })
    await expect.poll(() => waiting.asked.length).toBe(1)
    between.abort('never mind')
    await expect(paused).rejects.toBe('never mind')
  })
  it('comes when the time is over', async () => {
    const { ksef } = against([], { fetch: never, timeout: 1 })
    await expect(ksef.getLaw()).rejects.toMatchObject({
      name: 'TimeoutError',
      message: 'No answer to /v1/law within 1 ms.',
    })
  })
})
