import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleForEdge } from '../scripts/edge-bundle.ts'
import { adminKey } from '../test/support/admin-key.ts'
import { Api } from '../test/support/api.ts'
import { packageOf, sha256 } from '../test/support/ksef.ts'
import { fetchOf, startWorkerd } from '../test/support/workerd.ts'
import { Inspector } from './inspector.ts'
import { buyerNip, type Package } from './invoices.ts'

/** What an import at the edge holds in memory, and how long its turns are. */

const pauseMs = 100

/** The same invoices with so many bytes of chance in each, which hardly deflate: what attachments make of a package. */
export function padded(
  { invoices, xmlBytes }: Package,
  bytes: number,
): { zip: Uint8Array<ArrayBuffer>; xmlBytes: number } {
  const entries = invoices.map(({ metadata, xml }) => {
    const text = new TextDecoder().decode(xml)
    const chance = Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('base64')
    const larger = new TextEncoder().encode(
      text.replace(/<\/(\w+:)?Faktura>\s*$/, (end) => `<!--${chance}-->${end}`),
    )
    return { metadata: { ...metadata, invoiceHash: sha256(larger) }, xml: larger }
  })
  const added = entries.reduce((sum, { xml }) => sum + xml.length, 0)
  return { zip: packageOf(entries), xmlBytes: Math.max(added, xmlBytes) }
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** A Worker with an inspector and one taxpayer, for as long as the work takes. */
async function inWorkerd<T>(work: (api: Api, inspectorPort: number) => Promise<T>): Promise<T> {
  const script = await bundleForEdge(join(import.meta.dirname, 'edge-worker.ts'))
  const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  const inspectorPort = await freePort()
  const workerd = await startWorkerd(script, { folder, inspectorPort, bindings: { LOG_LEVEL: 'error' } })
  const api = new Api(fetchOf(workerd), adminKey)
  await api.putTaxpayer(buyerNip, { name: 'Odbiorca sp. z o.o.' })
  try {
    return await work(api, inspectorPort)
  } finally {
    await workerd.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Imports a package twice, each time into a ledger of its own. Once undisturbed: how long each turn of the alarm took,
 * in seconds. Once collecting garbage all the time: the most memory that was alive, in bytes.
 */
export async function measureImport(zip: Uint8Array): Promise<{
  turns: number[]
  before: number
  live: number
  samples: number
}> {
  const turns = await inWorkerd(async (api) => {
    await api.importPackage(buyerNip, zip)
    return ((await api.send('GET', '/bench/turns')).body as number[]).map((ms) => ms / 1000)
  })
  return inWorkerd(async (api, port) => {
    const inspector = await Inspector.open(port)
    const liveNow = async (): Promise<number> => {
      // A collection waits for the next event.
      const [bytes] = await Promise.all([inspector.live(), api.send('GET', '/health')])
      return bytes
    }
    const before = await liveNow()
    let [live, samples, isOver] = [0, 0, false]
    const importing = api.importPackage(buyerNip, zip).finally(() => {
      isOver = true
    })
    while (!isOver) {
      live = Math.max(live, await liveNow())
      samples++
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
    await importing
    inspector.close()
    return { turns, before, live, samples }
  })
}
