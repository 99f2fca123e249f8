import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import type { Miniflare } from 'miniflare'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { adminKey } from '../support/admin-key.ts'
import { Api } from '../support/api.ts'
import { at, buyer, ksef } from '../support/hostile.ts'
import { ksefDocument, nip, packageOf, sha256 } from '../support/ksef.ts'
import { fetchOf, startWorkerd, workerScript } from '../support/workerd.ts'

/** Packages that no object holds in memory: the Worker as it is deployed takes them in by its alarm, turn by turn. */

const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
const path = `${at}/ksef/imports`
const zipType = { 'content-type': 'application/zip' }
const notWaiting = { ...zipType, prefer: 'respond-async' }
const open: Miniflare[] = []
let script: string
let api: Api
let address: URL

async function stop(): Promise<void> {
  await open.pop()?.dispose()
}
async function start(): Promise<void> {
  await stop()
  const platform = await startWorkerd(script, { folder, bindings: { LOG_LEVEL: 'error' } })
  open.push(platform)
  api = new Api(fetchOf(platform), adminKey)
  address = await platform.ready
}

/** A package of so many documents; their bytes are stored as they are, so that it is large. */
function large(label: string, count: number): { zip: Uint8Array<ArrayBuffer>; numbers: string[] } {
  const documents = Array.from({ length: count }, (_, i) =>
    ksefDocument({
      seller: { nip: nip(`${label} ${i % 40}`) },
      buyer: { nip: buyer },
      number: `${label}/${i}`,
      issueDay: `2026-06-${String(1 + (i % 28)).padStart(2, '0')}`,
      numberedAt: '2026-07-01T12:00:00+02:00',
    }),
  )
  const rows = { invoices: documents.map(({ metadata }) => metadata) }
  const files = Object.fromEntries(documents.map(({ metadata, xml }) => [`${metadata.ksefNumber}.xml`, xml]))
  const all = { '_metadata.json': new TextEncoder().encode(JSON.stringify(rows)), ...files }
  return { zip: new Uint8Array(zipSync(all, { level: 0 })), numbers: rows.invoices.map((i) => i.ksefNumber) }
}

const isThere = async (found: () => Promise<boolean>): Promise<void> => {
  while (!(await found())) await new Promise((resolve) => setTimeout(resolve, 20))
}
const view = async (id: string) => (await api.send('GET', `${path}/${id}`)).body
const allNew = (count: number) => ({
  received: count,
  new: count,
  unchanged: 0,
  quarantined: 0,
  problems: [],
})

/** The KSeF numbers of all purchases whose invoice has this label, sorted. */
async function numbersOf(label: string): Promise<string[]> {
  const found: string[] = []
  for await (const { number, ksef } of api.client.listPurchases({ nip: buyer, limit: 1000 }))
    if (number.startsWith(label)) found.push(String(ksef?.number))
  return found.sort()
}

/** What lies in pieces in the ledger; workerd must have ended. */
function piecesKept(): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const ledger = files.find((name) => /Ledger.*[0-9a-f]{64}\.sqlite$/.test(name)) as string
  const db = openSqlite(join(folder, ledger), { readonly: true })
  const count = db.prepare('SELECT count(*) FROM import_parts').pluck().get() as number
  db.close()
  return count
}

beforeAll(async () => {
  script = await workerScript()
  await start()
  await api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
})
afterAll(async () => {
  await stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('a large package', () => {
  const { zip, numbers } = large('LARGE', 1400)

  it('is taken in although everything is torn down in the middle, each document once', async () => {
    const begun = await api.send('POST', path, zip, notWaiting)
    expect(begun).toMatchObject({ status: 202, body: { state: 'running', received: 0 } })
    const { importId } = begun.body
    expect(begun.headers.get('location')).toBe(`${path}/${importId}`)
    // In the first of three turns.
    await isThere(async () => (await view(importId)).received > 100)
    await stop()
    expect(piecesKept()).toBeGreaterThan(0)
    await start()
    expect(await view(importId)).toMatchObject({ state: 'running' })
    await isThere(async () => (await view(importId)).state !== 'running')
    expect(await view(importId)).toMatchObject({ ...allNew(1400), state: 'done', problem: null })
    expect(await numbersOf('LARGE')).toEqual(numbers.toSorted())
  }, 60_000)

  it('changes nothing when it comes again, and is answered when it was taken in', async () => {
    const again = await api.send('POST', path, zip, zipType)
    expect(again.status).toBe(200)
    expect(again.body).toMatchObject({ received: 1400, new: 0, unchanged: 1400 })
    expect(await view(again.body.importId)).toEqual({ ...again.body, state: 'done', problem: null })
  })
})

describe('a caller who goes away', () => {
  const { zip } = large('GONE', 700)
  const headers = { authorization: `Bearer ${adminKey}`, ...zipType, 'idempotency-key': 'gone' }
  const url = () => new URL(path, address)

  it('while the package is taken in finds it done, under the same key', async () => {
    const leaving = new AbortController()
    const { signal } = leaving
    const answer = fetch(url(), { method: 'POST', headers, body: zip, signal }).catch(() => 'gone')
    const isIn = (number: string) => async () => (await api.purchases(buyer, { number })).length === 1
    await isThere(isIn('GONE/0'))
    leaving.abort()
    expect(await answer).toBe('gone')
    await isThere(isIn('GONE/699'))
    // All are new: this is the answer to the import that nobody waited for.
    const again = await api.send('POST', path, zip, headers)
    expect(again).toMatchObject({ status: 200, body: allNew(700) })
    const replayed = await api.send('POST', path, zip, headers)
    expect(replayed.body).toEqual(again.body)
    expect(replayed.headers.get('idempotency-replayed')).toBe('true')
    const other = await api.send('POST', path, large('OTHER', 600).zip, headers)
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused'])
  })

  it('while he sends it leaves nothing', async () => {
    const leaving = new AbortController()
    const { signal } = leaving
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(zip.subarray(0, 1_500_000))
        setTimeout(() => leaving.abort(), 200)
      },
    })
    const init = { method: 'POST', headers, body, signal, duplex: 'half' } as RequestInit
    expect(await fetch(url(), init).catch(() => 'gone')).toBe('gone')
    expect(await numbersOf('OTHER')).toEqual([])
  })
})

it('takes in a document larger than a value, and quarantines one that is not what KSeF issued without its bytes', async () => {
  const documents = ['BIG/1', 'BIG/2', 'BIG/3'].map((number) => {
    const { metadata, xml } = ksef(number)
    if (number === 'BIG/1') return { metadata, xml }
    // Base64 of chance deflates to three quarters: 3.1 MB to 2.3.
    const chance = Array.from({ length: 36 }, () => crypto.getRandomValues(new Uint8Array(64_000)))
    const filling = `<!--${Buffer.concat(chance).toString('base64')}-->`
    const text = new TextDecoder().decode(xml).replace(/<\/(\w+:)?Faktura>/, (end) => filling + end)
    const larger = new TextEncoder().encode(text)
    const invoiceHash = number === 'BIG/2' ? sha256(larger) : metadata.invoiceHash
    return { metadata: { ...metadata, invoiceHash }, xml: larger }
  })
  const answer = await api.send('POST', path, packageOf(documents), zipType)
  const { ksefNumber } = documents[2]!.metadata
  const code = 'hash-mismatch'
  expect(answer).toMatchObject({
    status: 200,
    body: { received: 3, new: 2, quarantined: 1, problems: [{ ksefNumber, code }] },
  })
  const { items } = (await api.send('GET', `${at}/ksef/quarantine`)).body
  expect(items).toMatchObject([{ ksefNumber, code }])
})

it('quarantines a row for which the database has no room, without it, and takes in the others', async () => {
  const rows = ['ROW/1', 'ROW/2', 'ROW/3'].map((number) => ksef(number).metadata)
  const invoices = rows.map((row, i) => (i === 1 ? { ...row, grossAmount: null, filling: 'numbers' } : row))
  // Below 1 MB as it is sent, 4 MB once these are written out.
  const numbers = `[${Array(190_000).fill('1e20')}]`
  const body = JSON.stringify(invoices).replace('"numbers"', numbers)
  const answer = await api.send('POST', path, body, { 'content-type': 'application/json' })
  expect(answer).toMatchObject({
    status: 200,
    body: { received: 3, new: 2, quarantined: 1, problems: [{ code: 'metadata-invalid' }] },
  })
})

describe('what is no package', () => {
  it('is refused as on Node, however large', async () => {
    const refused = await api.send('POST', path, new Uint8Array(1_500_000), zipType)
    expect([refused.status, refused.body.code]).toEqual([422, 'package-unreadable'])
  })
})

it('leaves no piece of any package behind', async () => {
  await stop()
  expect(piecesKept()).toBe(0)
})
