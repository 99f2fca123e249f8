import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createNodeService } from '../../src/hosts/node/service.ts'
import { Metrics } from '../../src/http/endpoint/metrics.ts'
import { adminKey } from '../support/admin-key.ts'
import { Api } from '../support/api.ts'
import { onEdge } from '../support/app.ts'
import { png } from '../support/files.ts'
import {
  at,
  buyer,
  copy,
  createStage,
  ksef,
  now,
  postPackage,
  refused,
  type Stage,
} from '../support/hostile.ts'
import { packageOf } from '../support/ksef.ts'

/** What machines see that watch over a service: whether it can work, and its numbers. */

let stage: Stage
const lines: Record<string, unknown>[] = []
beforeAll(async () => {
  stage = await createStage({ log: (record) => lines.push(record) })
})
afterAll(() => stage.close())

describe('a service that can work', () => {
  it('is ready, for whoever asks, and tells of that nowhere', async () => {
    lines.length = 0
    for (const path of ['/ready', '/health'])
      expect((await stage.api.as('').send('GET', path)).status).toBe(200)
    expect((await stage.api.as('').send('GET', '/ready')).body).toEqual({ status: 'ready' })
    expect(lines).toEqual([])
    await stage.api.send('GET', `${at}/purchases`)
    if (!onEdge)
      expect(lines).toMatchObject([
        { taxpayer: buyer, key: expect.any(String), keyName: 'admin', status: 200 },
      ])
  })
})

it.skipIf(!onEdge)('has no numbers of its own at the edge, and says where they are', async () => {
  const answer = await stage.api.send('GET', '/metrics')
  refused(answer, { status: 404, code: 'metrics-elsewhere' })
})

describe.skipIf(onEdge)('the numbers', () => {
  const token = 'a-token-for-numbers-and-nothing-else'
  const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-numbers-'))
  let time = Date.parse(now)
  /** Ends the reading of a file, once it is under way. */
  let reading: (() => void) | null = null
  const service = createNodeService({
    now: () => new Date(time),
    deliver: () => new Promise(() => {}),
    codes: () =>
      new Promise((resolve) => (reading = () => resolve({ pages: null, links: [], complete: true }))),
    after: () => () => {},
    dataDir: folder,
    adminKey,
    metricsToken: token,
    diskFloor: Number.MAX_SAFE_INTEGER,
    qrEnvironment: 'production',
    log: () => {},
    fetch: () => Promise.reject(new TypeError('tests have no network')),
  })
  const as = (key: string) => new Api((request) => service.app.fetch(request), key)
  const api = as(adminKey)
  afterAll(async () => {
    await service.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const numbers = async (key = token): Promise<Record<string, number>> => {
    const answer = await service.app.fetch(
      new Request('http://test/metrics', { headers: { authorization: `Bearer ${key}` } }),
    )
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4'])
    const text = await answer.text()
    expect(text).not.toContain(buyer)
    const found = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    return Object.fromEntries(
      found.map((line) => [line.replace(/ [^ ]+$/, ''), Number(line.split(' ').at(-1))]),
    )
  }

  it('count answers by route, what is open in ledgers, connections and webhooks', async () => {
    await api.putTaxpayer(buyer, { name: 'Odbiorca' })
    await api.json('PUT', `${at}/ksef/connection`, {
      credential: { type: 'token', token: 'a' },
      paused: true,
    })
    await api.json('PUT', `${at}/mailbox`, { host: 'imap.x.example', user: 'x', password: 'x', paused: true })
    await api.json('POST', `${at}/webhooks`, { url: 'https://erp.example/' })
    await postPackage(api, packageOf([ksef('N/1'), ksef('N/2')]))
    for (const gross of ['1.00', '2.00']) await api.postCopy(buyer, copy({ number: 'N/3', gross }))
    await api.send('GET', `${at}/purchases/${'x'.repeat(50)}`)
    const found = await numbers()
    expect(found).toMatchObject({
      'ksef_reconcile_http_requests_total{method="POST",route="/v1/taxpayers/:nip/copies",status="201"}': 2,
      'ksef_reconcile_http_requests_total{method="GET",route="/v1/taxpayers/:nip/purchases/:id",status="404"}': 1,
      'ksef_reconcile_http_request_seconds_count{route="/v1/taxpayers/:nip/copies"}': 2,
      'ksef_reconcile_http_request_seconds_bucket{route="/v1/taxpayers/:nip/copies",le="+Inf"}': 2,
      'ksef_reconcile_imports_total{outcome="done"}': 1,
      'ksef_reconcile_import_documents_total{outcome="new"}': 2,
      ksef_reconcile_ledgers_importing: 0,
      ksef_reconcile_ledgers_open: 1,
      ksef_reconcile_ledgers_in_use: 0,
      ksef_reconcile_ledgers_failing: 0,
      ksef_reconcile_ledgers_known: 1,
    })
    for (const name of ['disk_free_bytes', 'memory_bytes{of="process"}'])
      expect(found[`ksef_reconcile_${name}`]).toBeGreaterThan(0)
    expect(found['ksef_reconcile_event_loop_delay_seconds{quantile="0.99"}']).toBeGreaterThanOrEqual(0)
  })

  it('of ledgers are those of their last use, looked at every ten seconds at most', async () => {
    const open = 'ksef_reconcile_open_findings{severity="blocking"}'
    const before = (await numbers())[open]
    time += 11_000
    await api.send('GET', `${at}/purchases`)
    const after = await numbers()
    expect([before, after[open]]).toEqual([0, 2])
    expect(after).toMatchObject({
      'ksef_reconcile_open_findings{severity="review"}': expect.any(Number),
      'ksef_reconcile_connections{state="paused",age="never"}': 1,
      'ksef_reconcile_mailboxes{state="paused"}': 1,
      ksef_reconcile_webhooks_failing: 0,
      ksef_reconcile_webhook_lag_changes: expect.any(Number),
    })
    expect(after.ksef_reconcile_webhook_lag_changes).toBeGreaterThan(0)
  })

  it('of an erased taxpayer are gone, also where his ledger was still in use', async () => {
    const [whose, known] = ['5213017228', 'ksef_reconcile_open_findings{severity="blocking"}']
    const before = (await numbers())[known]
    await api.putTaxpayer(whose, { name: 'Inny' })
    for (const gross of ['1.00', '2.00']) await api.postCopy(whose, copy({ number: 'N/3', gross }))
    time += 11_000
    const form = new FormData()
    form.append('file', new Blob([png({ width: 1, height: 1, data: new Uint8Array(1) })]), 'a.png')
    form.append('metadata', JSON.stringify(copy({ number: 'N/4', document: 'offline-invoice' })))
    const using = api.client.postCopy({ nip: whose }, form).catch(() => null)
    while (reading === null) await new Promise((resolve) => setTimeout(resolve, 1))
    const erased = api.send('DELETE', `/operator/taxpayers/${whose}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
    reading()
    await using
    expect([(await erased).status, (await numbers())[known]]).toEqual([204, before])
  })

  it('are for an admin of all, or with the token, which is good for nothing else', async () => {
    expect(Object.keys(await numbers(adminKey)).length).toBeGreaterThan(20)
    refused(await as('').send('GET', '/metrics'), { status: 401, code: 'key-unknown' })
    refused(await as(`${token}x`).send('GET', '/metrics'), { status: 401, code: 'key-unknown' })
    for (const path of ['/v1/taxpayers', `${at}/purchases`])
      refused(await as(token).send('GET', path), { status: 401, code: 'key-unknown' })
  })

  it('a disk that is nearly full is not ready: said with what to do, and without a name', async () => {
    const { status, body, headers } = await as('').send('GET', '/ready')
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'not-ready', '10'])
    expect(body.reasons).toEqual([
      {
        code: 'disk-low',
        message: expect.stringMatching(/DATA_DIR has \d+ MB left/),
        params: { megabytes: expect.any(Number), floor: expect.any(Number) },
      },
    ])
  })
})

it.skipIf(onEdge)(
  'a ledger that cannot be brought up to date is told with the time, as everything is',
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-numbers-'))
    const said: Record<string, unknown>[] = []
    const start = () =>
      createNodeService({
        now: () => new Date(now),
        after: () => () => {},
        dataDir,
        adminKey,
        qrEnvironment: 'production',
        log: (record) => said.push(record),
      })
    const first = start()
    const api = new Api((request) => first.app.fetch(request), adminKey)
    await api.putTaxpayer(buyer, { name: 'Odbiorca' })
    await api.postCopy(buyer, copy())
    await first.close()
    rmSync(join(dataDir, 'ledgers', `${buyer}.sqlite`))
    const second = start()
    await second.idle()
    await second.close()
    const line = said.find(({ message }) => message === 'a ledger could not be brought up to date')
    expect(line).toMatchObject({ level: 'error', time: expect.stringMatching(/^2026-07-24T/), nip: buyer })
    rmSync(dataDir, { recursive: true, force: true })
  },
)

it('are written as Prometheus reads them: buckets add up, labels are escaped', () => {
  const metrics = new Metrics()
  for (const seconds of [0.001, 0.3, 100]) metrics.answered('GET', '/a"b\\c', 200, seconds)
  const text = metrics.text([{ name: 'g', help: 'A gauge', values: [[{}, 1]] }])
  const of = (le: string) => `ksef_reconcile_http_request_seconds_bucket{route="/a\\"b\\\\c",le="${le}"}`
  for (const [le, upTo] of [
    ['0.005', 1],
    ['0.25', 1],
    ['0.5', 2],
    ['30', 2],
    ['+Inf', 3],
  ] as const)
    expect(text).toContain(`${of(le)} ${upTo}\n`)
  expect(text).toContain('ksef_reconcile_http_request_seconds_sum{route="/a\\"b\\\\c"} 100.301\n')
  expect(text).toContain('# TYPE g gauge\ng 1\n')
})
