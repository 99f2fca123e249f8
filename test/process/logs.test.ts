import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import type { Api } from '../support/api.ts'
import {
  at,
  buyer,
  copy,
  createStage,
  jsonType,
  ksef,
  postPackage,
  postXml,
  type Stage,
  seller,
} from '../support/hostile.ts'
import { packageOf, qrI } from '../support/ksef.ts'
import { bundleService, type RunningService, startService } from '../support/process.ts'

/** Logs say what was asked and how it ended, never what stands in the documents, nor the key. */

const key = 'kr_key-that-nobody-may-see-in-a-log'
const number = 'ZX/SECRET/2026'
const amounts = { net: '54321.98', vat: '12494.06', gross: '66816.04' }
const name = 'Poufny Sprzedawca S.A.'
const externalId = 'mail-of-miss-kowalska'
const { metadata, xml } = ksef(number, { more: { amounts, seller: { nip: seller, name } } })

/** Requests of all kinds that hold the secrets, answered and refused. */
async function busyDay(api: Api): Promise<void> {
  const secret = copy({ number, ...amounts, seller: { nip: seller, name }, externalId })
  const send = (body: string, headers = jsonType) => api.send('POST', `${at}/copies`, body, headers)
  await api.putTaxpayer(buyer, { name })
  await api.putSupplier(buyer, seller, { name })
  await send(JSON.stringify(secret))
  await send(JSON.stringify({ ...secret, gross: '66816,04' }))
  await send(JSON.stringify({ ...secret, [name]: number }))
  await send(JSON.stringify({ ...secret, gross: '99.00' }))
  await send(JSON.stringify({ ...secret, externalId: 'other', qrCodes: [qrI(buyer, '2026-06-10', xml)] }))
  await send(JSON.stringify(secret).slice(0, 200))
  await send(JSON.stringify(secret), { 'content-type': 'text/plain' })
  await api.json('POST', `${at}/copies/batch`, { items: [secret, { ...secret, gross: 1 }] })
  await postXml(api, xml, `receivedOn=2026-06-11&document=invoice&externalId=${externalId}-2`)
  await postXml(api, xml, `receivedOn=${number}&document=${externalId}`)
  await postXml(api, new TextDecoder().decode(xml).replace('</P_2>', '</P_3>'))
  await postPackage(api, packageOf([{ metadata, xml }, { metadata: { ...metadata, invoiceHash: number } }]))
  await api.json('POST', `${at}/ksef/imports`, [{ ...metadata, grossAmount: number }])
  await api.send('GET', `${at}/purchases?number=${encodeURIComponent(number)}&seller=${seller}`)
  await api.send('GET', `${at}/purchases?issuedFrom=${encodeURIComponent(number)}`)
  const [purchase] = await api.purchases(buyer)
  await api.json('PATCH', `${at}/purchases/${purchase?.id}`, {
    payments: [{ date: '2026-06-12', amount: amounts.gross }],
  })
  await api.json('PATCH', `${at}/purchases/${purchase?.id}`, { corrects: [{ number, issueDate: number }] })
  await api.as(`${key}-wrong`).send('GET', `${at}/purchases`)
  await api.send('GET', '/nothing')
}

const forbidden = [
  ...[
    key,
    number,
    encodeURIComponent(number),
    'SECRET',
    externalId,
    name,
    'Poufny',
    String(metadata.ksefNumber),
  ],
  ...Object.values(amounts).flatMap((amount) => [amount, amount.replace('.', ',')]),
  ...[metadata.invoiceHash, 'Authorization', 'Bearer'],
]

/** Asserts what holds for every line, and gives the records. */
function recordsIn(lines: readonly string[]): Record<string, unknown>[] {
  return lines.map((line) => {
    for (const word of forbidden) expect(line).not.toContain(word)
    const record = JSON.parse(line)
    expect(record.level).toMatch(/^(debug|info|warn|error)$/)
    expect(new Date(record.time).getTime()).not.toBeNaN()
    return record
  })
}

describe('the process', async () => {
  const bundle = await bundleService()
  let service: RunningService
  beforeAll(async () => {
    service = await startService(bundle.entry, bundle.dataDir, { ADMIN_KEY: key, LOG_LEVEL: 'debug' })
  }, 20_000)
  afterAll(async () => {
    await service?.end('SIGKILL')
    bundle.remove()
  })

  it('writes nothing but JSON lines, one for each request', { timeout: 20_000 }, async () => {
    await busyDay(service.api)
    await service.api.send('GET', '/health')
    const answer = await service.api.send('GET', '/v1/taxpayers')
    await service.end('SIGTERM')
    const records = recordsIn(service.output.out.split('\n').filter((line) => line !== ''))
    const requests = records.filter((record) => 'method' in record)
    expect(requests.length).toBeGreaterThan(20)
    for (const request of requests) {
      expect(request).toMatchObject({ method: expect.any(String), path: expect.stringMatching(/^\//) })
      expect(request).toMatchObject({ status: expect.any(Number), ms: expect.any(Number) })
      expect(request.requestId).toMatch(/^[0-9a-f-]{36}$/)
    }
    const ids = requests.map((request) => request.requestId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.at(-1)).toBe(answer.headers.get('x-request-id'))
    // Whoever watches asks every few seconds.
    expect(requests.filter((request) => request.path === '/health')).toEqual([])
    expect(requests.filter((request) => Number(request.status) >= 500)).toEqual([])
  })

  it('tells a newcomer on standard error, without the key that he gave', () => {
    expect(service.output.err).toContain('listens on')
    for (const word of forbidden.filter((word) => !['Authorization', 'Bearer'].includes(word)))
      expect(service.output.err).not.toContain(word)
  })

  it('does not start with a key that is guessed soon, and says so without telling it', async () => {
    const short = { ADMIN_KEY: 'hunter2', METRICS_TOKEN: 'x' }
    const started = startService(bundle.entry, `${bundle.dataDir}-short`, short)
    const { message } = (await started.catch((error: Error) => error)) as Error
    expect(message).toMatch(/ended \(1\): ADMIN_KEY has 7 characters[^\n]*\nMETRICS_TOKEN has 1 characters/)
    expect(message).not.toContain('hunter2')
  })

  it('shows a key that it made once, on standard error alone', { timeout: 20_000 }, async () => {
    const fresh = `${bundle.dataDir}-fresh`
    const first = await startService(bundle.entry, fresh, { ADMIN_KEY: '' })
    await first.end('SIGTERM')
    const made = /kr_[\w-]+/.exec(first.output.err)?.[0]
    expect(made).toMatch(/^kr_[\w-]{20,}$/)
    expect(first.output.out).not.toContain(made)
    const second = await startService(bundle.entry, fresh, { ADMIN_KEY: '' })
    expect((await second.api.as(made as string).send('GET', '/v1/taxpayers')).status).toBe(200)
    await second.end('SIGTERM')
    expect(second.output.err + second.output.out).not.toContain(made)
  })
})

describe('an error on our side', () => {
  const lines: string[] = []
  let stage: Stage
  beforeAll(async () => {
    stage = await createStage({ log: (record) => lines.push(JSON.stringify(record)) })
    const file = openSqlite(join(stage.dataDir, 'ledgers', `${buyer}.sqlite`))
    const fails = "BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"
    file.exec(`CREATE TRIGGER broken BEFORE INSERT ON evidence ${fails}`)
    file.exec(`CREATE TRIGGER broken_too BEFORE INSERT ON quarantine ${fails}`)
    file.close()
  })
  afterAll(() => stage.close())

  it('is logged with its place and no content, and answered with the request to quote', async () => {
    lines.length = 0
    await busyDay(stage.api)
    const failures = recordsIn(lines).filter((record) => record.status === 500)
    expect(failures.length).toBeGreaterThan(2)
    for (const failure of failures)
      expect(failure).toMatchObject({
        level: 'error',
        error: expect.stringMatching(/disk I\/O error[\s\S]* at /),
      })
    const { status, body, headers } = await stage.api.json('POST', `${at}/copies`, copy({ number }))
    expect([status, body.code]).toEqual([500, 'internal'])
    expect(body.detail).toContain(headers.get('x-request-id'))
    expect(JSON.stringify(body)).not.toMatch(/disk|sqlite|at .*\.ts/i)
  })

  it('a number in the path, put there by mistake, is not logged either', async () => {
    lines.length = 0
    await stage.api.send('GET', `${at}/purchases/${encodeURIComponent(number)}`)
    await stage.api.send('GET', `${at}/suppliers/${encodeURIComponent(name)}`)
    expect(recordsIn(lines)).toHaveLength(2)
  })
})
