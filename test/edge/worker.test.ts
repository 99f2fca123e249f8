import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Miniflare } from 'miniflare'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { adminKey } from '../support/admin-key.ts'
import { Api } from '../support/api.ts'
import { at, buyer, copy, ksef, otherBuyer } from '../support/hostile.ts'
import { createReceiver } from '../support/receiver.ts'
import { fetchOf, startWorkerd, workerScript } from '../support/workerd.ts'

/** The Worker as it is deployed, with its objects in a folder. */

const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
const open: Miniflare[] = []
let script: string
let api: Api

async function start(): Promise<void> {
  await open.pop()?.dispose()
  const platform = await startWorkerd(script, {
    folder,
    bindings: { WEBHOOKS_ALLOW_PRIVATE: 'true', LOG_LEVEL: 'error' },
  })
  open.push(platform)
  api = new Api(fetchOf(platform), adminKey)
}

beforeAll(async () => {
  script = await workerScript()
  await start()
  await api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
})
afterAll(async () => {
  await open.pop()?.dispose()
  rmSync(folder, { recursive: true, force: true })
})

describe('the bundle', () => {
  it('stays far below what an upload may have', () => {
    expect(gzipSync(script, { level: 9 }).length).toBeLessThan(1.5 * 1024 * 1024)
  })
  it('imports nothing but what the platform offers', () => {
    const imports = [...script.matchAll(/(?:^|;)import\b[^;"']*"([^"]+)"/gm)].map(([, name]) => name)
    const offered = ['async_hooks', 'buffer', 'crypto', 'events', 'fs', 'stream', 'util', 'zlib'].map(
      (name) => `node:${name}`,
    )
    expect(imports).toContain('cloudflare:workers')
    expect(imports.filter((name) => !['cloudflare:workers', ...offered].includes(String(name)))).toEqual([])
  })
})

describe('the object of a ledger', () => {
  it('makes one purchase of 50 identical requests at once', async () => {
    const body = copy({ number: 'EDGE/50', gross: '50.00' })
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => api.json('POST', `${at}/copies`, body)),
    )
    expect(answers.map((a) => a.body.outcome).sort()).toEqual(['new', ...Array(49).fill('unchanged')])
    expect(await api.purchases(buyer, { number: 'EDGE/50' })).toHaveLength(1)
  })

  it('keeps everything when all objects are gone and come back', async () => {
    const before = [await api.purchases(buyer), await api.json('GET', '/v1/taxpayers')]
    await start()
    const after = [await api.purchases(buyer), await api.json('GET', '/v1/taxpayers')]
    const essence = (all: typeof before) => JSON.stringify(all.map((a) => ('body' in a ? a.body : a)))
    expect(before[0]).toHaveLength(1)
    expect(essence(after)).toBe(essence(before))
  })

  it('stores nothing for a taxpayer that is not there, whoever asks', async () => {
    const ledgers = () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        /Ledger.*[0-9a-f]{64}\.sqlite$/.test(name),
      )
    const before = ledgers()
    expect(before).toHaveLength(1)
    for (const who of [api, api.as('unheard-of')]) {
      for (const path of ['', '/purchases', '/register/2026-06'])
        expect((await who.send('GET', `/v1/taxpayers/${otherBuyer}${path}`)).status).toBeGreaterThan(400)
    }
    expect(ledgers()).toEqual(before)
  })

  it('can read whatever there is: no statement passes the limits of its database', async () => {
    const id = (await api.purchases(buyer))[0]?.id as string
    const { paths } = (await api.send('GET', '/openapi.json')).body
    const places: Record<string, string> = { nip: buyer, id, month: '2026-06', sellerId: '5265877635' }
    const readable = Object.keys(paths).filter((path) => 'get' in paths[path])
    const asked = readable.map((path) =>
      path.replaceAll(/\{(\w+)\}/g, (_, name: string) => places[name] ?? 'x'),
    )
    expect(asked).toContain(`${at}/purchases/${id}/candidates`)
    for (const path of asked) expect((await api.send('GET', path)).status, path).toBeLessThan(500)
  })

  it('answers a key for another taxpayer as Node does', async () => {
    const made = await api.json('POST', '/v1/keys', { name: 'ERP', role: 'admin', taxpayers: [otherBuyer] })
    const refused = await api.as(made.body.key).send('GET', `${at}/purchases`)
    expect([refused.status, refused.body.code]).toEqual([403, 'taxpayer-not-yours'])
  })
})

describe('a document larger than a value of the database may be', () => {
  const { xml } = ksef('EDGE/LARGE')
  const post = (filling: string) => {
    const text = new TextDecoder().decode(xml)
    const large = text.replace(/<\/(\w+:)?Faktura>/, (end) => `<!--${filling}-->${end}`)
    const type = { 'content-type': 'application/xml' }
    return api.send('POST', `${at}/copies?receivedOn=2026-07-01&document=invoice`, large, type)
  }

  /** What was taken in, byte for byte. */
  const readBack = async (evidence: string) => {
    const headers = { authorization: `Bearer ${adminKey}` }
    const request = new Request(`http://test${at}/evidence/${evidence}/document`, { headers })
    return Buffer.from(await (await fetchOf(open[0] as Miniflare)(request)).arrayBuffer())
  }
  const chance = (pieces: number) =>
    Buffer.concat(Array.from({ length: pieces }, () => crypto.getRandomValues(new Uint8Array(64_000))))

  it('is taken in and read back whole, also an XML that is so even deflated', async () => {
    // Base64 of chance deflates to three quarters: 3.1 MB to 2.3.
    const filling = chance(36).toString('base64')
    const taken = await post(filling)
    expect(taken.status).toBe(201)
    expect((await readBack(taken.body.copy.id)).toString('latin1')).toContain(filling)
  })

  it('is a scan of 5 MB, also after all objects are gone and come back', async () => {
    const scan = Buffer.concat([Buffer.from('%PDF-1.7\n%'), chance(78)])
    const form = new FormData()
    form.append('file', new Blob([Uint8Array.from(scan)]), 'scan.pdf')
    form.append('metadata', JSON.stringify(copy({ number: 'EDGE/SCAN' })))
    const taken = await api.send('POST', `${at}/copies`, form)
    expect(taken.status).toBe(201)
    await start()
    expect((await readBack(taken.body.copy.id)).equals(scan)).toBe(true)
  })
})

describe('erasing a taxpayer', () => {
  const path = `/operator/taxpayers/${otherBuyer}`

  it('is for an admin of all taxpayers alone', async () => {
    const make = (body: object) => api.json('POST', '/v1/keys', { name: 'somebody', ...body })
    const keys = [
      await make({ role: 'admin', taxpayers: [otherBuyer] }),
      await make({ role: 'accountant', taxpayers: '*' }),
    ].map(({ body }) => body.key)
    const answers = await Promise.all([...keys, 'unheard-of'].map((key) => api.as(key).send('DELETE', path)))
    expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual([
      '403 key-not-for-all',
      '403 role-too-low',
      '401 key-unknown',
    ])
  })

  it('leaves nothing of it, and begins anew when it is made again', async () => {
    await api.putTaxpayer(otherBuyer, { name: 'Inny sp. z o.o.' })
    await api.json('POST', `/v1/taxpayers/${otherBuyer}/copies`, copy({ number: 'EDGE/ERASED' }))
    expect(await api.purchases(otherBuyer)).toHaveLength(1)
    expect((await api.send('DELETE', path)).status).toBe(204)
    expect((await api.send('GET', `/v1/taxpayers/${otherBuyer}/purchases`)).status).toBe(404)
    expect((await api.json('PUT', `/v1/taxpayers/${otherBuyer}`, { name: 'Inny sp. z o.o.' })).status).toBe(
      201,
    )
    expect(await api.purchases(otherBuyer)).toEqual([])
    expect((await api.send('GET', `/v1/taxpayers/${otherBuyer}/changes`)).body.items).toEqual([])
    expect(await api.purchases(buyer)).not.toEqual([])
  })
})

describe('the alarm', () => {
  it('asks nothing of Latarnia where its address is not set', async () => {
    expect((await api.send('GET', '/v1/latarnia')).body.status).toBe('not-asked')
  })

  it('sends webhooks, also of what an outage changed without anybody asking the ledger', async () => {
    const receiver = await createReceiver()
    try {
      await api.json('POST', `${at}/webhooks`, { url: receiver.url })
      const late = { receivedOn: '2026-06-30', document: 'offline-invoice', deliveryAgreed: true }
      await api.json('POST', `${at}/copies`, copy({ number: 'EDGE/ALARM', issueDate: '2026-06-30', ...late }))
      await vi.waitFor(
        () => expect(receiver.received.map((m) => m.type)).toContain('purchase.created'),
        10_000,
      )
      receiver.received.length = 0
      await api.postOutage({ kind: 'failure', start: '2026-06-29', end: '2026-07-02' })
      await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(0), 10_000)
      expect(receiver.received[0]?.data.taxpayer).toBe(buyer)
    } finally {
      await receiver.close()
    }
  })
})
