import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createClient, KsefReconcileProblem } from '../../src/client/index.ts'
import { exportLedger, importLedger } from '../../src/hosts/node/cli/archive.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { adminKey } from '../support/admin-key.ts'
import { Api, type Fetch } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { createEdgeService } from '../support/edge.ts'
import { nip } from '../support/ksef.ts'
import { createReceiver } from '../support/receiver.ts'
import { archiveOfBefore } from '../support/release-before.ts'
import { allThatIsSaid, asOfBefore, fillLedger, us } from '../support/rich-ledger.ts'

// A ledger goes from Node to the edge and back.

const now = '2026-07-24T12:00:00+02:00'
const seller = { nip: nip('moving seller'), name: 'Sprzedawca S.A.' }
const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
const open: { close(): Promise<unknown> }[] = []
afterAll(async () => {
  for (const service of open) await service.close()
  rmSync(folder, { recursive: true, force: true })
})

// Starts workerd, which takes its time.
beforeAll(async () => {
  await (await atTheEdge()).api.send('GET', '/health')
})

const dataDirOf = (name: string) => mkdtempSync(join(folder, `${name}-`))
async function onNode(options: Parameters<typeof createTestApp>[0] = { now }) {
  const dataDir = dataDirOf('node')
  writeFileSync(join(dataDir, 'master.key'), `${'A'.repeat(43)}=`, { mode: 0o600 })
  const app = await createTestApp({ ...options, dataDir })
  open.push(app)
  return app
}
async function atTheEdge(clock: string | null = now) {
  const service = await createEdgeService({
    now: clock === null ? null : () => new Date(clock),
    dataDir: dataDirOf('edge'),
    bindings: { WEBHOOKS_ALLOW_PRIVATE: 'true' },
  })
  open.push(service)
  return { fetch: service.fetch, api: new Api(service.fetch, adminKey) }
}

let files = 0
const clientOf = (fetch: Fetch) => createClient({ baseUrl: 'http://test', key: adminKey, fetch, retries: 0 })
async function exported({ fetch }: { fetch: Fetch }, whose = us) {
  const path = join(folder, `${++files}.archive`)
  return { ...(await exportLedger(clientOf(fetch), whose, path, () => {})), path }
}
const imported = ({ fetch }: { fetch: Fetch }, path: string, foreign = false) =>
  importLedger(clientOf(fetch), path, () => {}, { adoptOutages: true, foreign })

/** A PDF that nothing makes smaller. */
const heavyPdf = (bytes: number) => {
  const noise = new Uint8Array(bytes)
  for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(noise.subarray(at, at + 65_536))
  return Buffer.concat([Buffer.from('%PDF-1.7\n%'), noise])
}
async function postPdf(api: Api, whose: string, number: string, file: Uint8Array) {
  const form = new FormData()
  form.append('file', new Blob([Uint8Array.from(file)]), 'file.pdf')
  form.append('metadata', JSON.stringify(plainCopy(seller, number)))
  const { status } = await api.send('POST', `/v1/taxpayers/${whose}/copies`, form)
  expect(status).toBe(201)
}
/** Files that hold no PDF are taken when nobody looks for codes in them. */
const codes = async () => ({ pages: null, links: [], complete: false })

describe('Node, the edge, Node', () => {
  let home: Awaited<ReturnType<typeof onNode>>
  let said: Record<string, unknown>
  let archive: Awaited<ReturnType<typeof exported>>
  beforeAll(async () => {
    home = await onNode({ now, codes })
    await fillLedger(home.api)
    await postPdf(home.api, us, 'HEAVY/1', heavyPdf(5_000_000))
    await home.idle()
    said = await allThatIsSaid(home.fetch)
    archive = await exported(home)
  })

  let there: Awaited<ReturnType<typeof exported>>

  it('says the same at the edge, byte for byte, and has the same contents', async () => {
    const away = await atTheEdge()
    expect((await imported(away, archive.path)).ended).toMatchObject({ outages: 2, warnings: [] })
    expect(await allThatIsSaid(away.fetch)).toEqual(said)
    there = await exported(away)
    expect(there.contents).toBe(archive.contents)
  })

  it('says the same back on Node, byte for byte, and has the same contents', async () => {
    const back = await onNode()
    expect((await imported(back, there.path)).ended).toMatchObject({ outages: 2, warnings: [] })
    expect(await allThatIsSaid(back.fetch)).toEqual(said)
    expect((await exported(back)).contents).toBe(archive.contents)
  })

  it('of the release before is restored at the edge too, marked as foreign', async () => {
    const path = join(folder, 'before.archive')
    archiveOfBefore(archive.path, path)
    const away = await atTheEdge()
    await imported(away, path, true)
    const marked = JSON.stringify(await allThatIsSaid(away.fetch))
    expect(marked).toContain('"foreign":true')
    // That release had no room for the large file, and no pieces of it.
    const small = (all: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries(asOfBefore(all)).filter(([path]) => !String(said[path]).includes('application/pdf')),
      )
    const found = JSON.parse(marked.replaceAll('"foreign":true', '"foreign":false'))
    expect(small(found)).toEqual(small(said))
  })

  it('is refused at the edge when that is in use, and goes on after a cut', async () => {
    const away = await atTheEdge()
    await away.api.putTaxpayer(us, { name: 'Odbiorca' })
    const codeOf = (error: unknown) => (error instanceof KsefReconcileProblem ? error.code : error)
    const copied = await away.api.postCopy(us, plainCopy(seller, 'X'))
    expect(copied.outcome).toBe('new')
    expect(await imported(away, archive.path).catch(codeOf)).toBe('ledger-not-empty')

    // Nobody agreed to notices that are not known there: they are listed.
    await away.api.send('DELETE', `/operator/taxpayers/${us}`)
    const { ended } = await importLedger(clientOf(away.fetch), archive.path, () => {})
    expect(ended).toMatchObject({ outages: 0, notAdopted: [{ kind: 'failure' }, { kind: 'maintenance' }] })
    expect((await away.api.send('GET', '/v1/outages')).body.items).toEqual([])

    const other = await atTheEdge()
    let calls = 0
    const cut: Fetch = (request) => {
      if (++calls > 12) throw new Error('cut off')
      return other.fetch(request)
    }
    await expect(imported({ fetch: cut }, archive.path)).rejects.toThrow('cut off')
    const half = await other.api.send('GET', `/v1/taxpayers/${us}/purchases`)
    expect([half.status, half.body.code]).toEqual([409, 'ledger-restoring'])
    await imported(other, archive.path)
    expect((await exported(other)).contents).toBe(archive.contents)
  })
})

it('refuses at the edge what has no room there, and says what', async () => {
  const home = await onNode({ now, codes })
  const large = nip('large')
  await home.api.putTaxpayer(large, { name: 'Odbiorca' })
  await postPdf(home.api, large, 'L/1', heavyPdf(2_500_000))
  // A release before this one kept every document as one value.
  const db = openSqlite(join(home.dataDir, 'ledgers', `${large}.sqlite`))
  db.prepare('UPDATE documents SET bytes = zeroblob(2500000)').run()
  db.prepare('DELETE FROM document_pieces').run()
  db.close()
  const { path } = await exported(home, large)
  const away = await atTheEdge()
  await expect(imported(away, path)).rejects.toThrow(/413 body-too-large: .* 2 MB/)
  expect((await away.api.send('DELETE', `/v1/taxpayers/${large}/restore`)).status).toBe(204)
  expect(await away.api.purchases(large)).toEqual([])
})

it('goes on at the edge with the work that was due, without anybody asking', async () => {
  const receiver = await createReceiver()
  const never = () => () => {}
  const home = await onNode({ allowPrivateWebhooks: true, after: never })
  const busy = nip('busy')
  await home.api.putTaxpayer(busy, { name: 'Odbiorca' })
  await home.api.json('POST', `/v1/taxpayers/${busy}/webhooks`, { url: receiver.url })
  await home.api.postCopy(busy, plainCopy(seller, 'B/1'))
  const { path } = await exported(home, busy)
  expect(receiver.received).toEqual([])
  try {
    await imported(await atTheEdge(null), path)
    await vi.waitFor(() => expect(receiver.received.map((m) => m.type)).toContain('purchase.created'), 10_000)
  } finally {
    await receiver.close()
  }
})
