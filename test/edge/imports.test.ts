import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import type { Miniflare } from 'miniflare'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleForEdge } from '../../scripts/edge-bundle.ts'
import { Api } from '../support/api.ts'
import { at, buyer, ksef } from '../support/hostile.ts'
import { ksefDocument, nip } from '../support/ksef.ts'
import { fetchOf, startWorkerd } from '../support/workerd.ts'

/** Packages that no object holds in memory: the Worker as it is deployed takes them in by its alarm, turn by turn. */

const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
const path = `${at}/ksef/imports`
const zipType = { 'content-type': 'application/zip' }
const auth = { authorization: 'Bearer test-key' }
const open: Miniflare[] = []
let script: string
let api: Api
let address: URL

async function start(): Promise<void> {
  await open.pop()?.dispose()
  const platform = await startWorkerd(script, { folder, bindings: { LOG_LEVEL: 'error' } })
  open.push(platform)
  api = new Api(fetchOf(platform), 'test-key')
  address = await platform.ready
}

/** A package of so many documents, the bytes stored as they are so that it is large. */
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
  return {
    zip: new Uint8Array(zipSync(all, { level: 0 })),
    numbers: documents.map(({ metadata }) => metadata.ksefNumber),
  }
}

const view = async (id: string) => (await api.send('GET', `${path}/${id}`)).body
async function until(id: string, fits: (view: { state: string; received: number }) => boolean) {
  for (;;) {
    const now = await view(id)
    if (fits(now)) return now
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
async function numbersOf(label: string): Promise<string[]> {
  const found: string[] = []
  for await (const { ksef } of api.client.listPurchases({ nip: buyer, limit: 1000 }))
    found.push(String(ksef?.number))
  return found.filter((number) => large(label, 0) && number)
}

beforeAll(async () => {
  script = await bundleForEdge(join(import.meta.dirname, '../../src/worker.ts'))
  await start()
  await api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
})
afterAll(async () => {
  await open.pop()?.dispose()
  rmSync(folder, { recursive: true, force: true })
})

describe('a large package', () => {
  const { zip, numbers } = large('LARGE', 2600)

  it('x', async () => {
    console.log(zip.length)
    const t = performance.now()
    const r = await api.send('POST', path, zip, zipType)
    console.log(JSON.stringify(r.body), performance.now() - t)
    const again = await api.send('POST', path, zip, zipType)
    console.log(JSON.stringify(again.body), performance.now() - t, numbers.length)
    console.log(await view(again.body.importId), ksef, auth, address, until, numbersOf)
  })
})
