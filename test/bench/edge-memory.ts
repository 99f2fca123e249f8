import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleForEdge } from '../../scripts/edge-bundle.ts'
import { Api } from '../support/api.ts'
import { packageOf, sha256 } from '../support/ksef.ts'
import { fetchOf, startWorkerd } from '../support/workerd.ts'
import { Inspector } from './inspector.ts'
import { buyerNip, type Package } from './invoices.ts'

/** What an import at the edge holds in memory, and how long its turns are. Collecting garbage all the time, it is slow. */

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

/** Imports a package into a ledger of its own and tells the largest live memory met, in MB, and the turns in seconds. */
export async function measureImport(zip: Uint8Array<ArrayBuffer>): Promise<{
  before: number
  most: number
  samples: number
  turns: number[]
  received: number
}> {
  const script = await bundleForEdge(join(import.meta.dirname, 'edge-worker.ts'))
  const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  const inspectorPort = await freePort()
  const workerd = await startWorkerd(script, { folder, inspectorPort, bindings: { LOG_LEVEL: 'error' } })
  const api = new Api(fetchOf(workerd), 'test-key')
  await api.putTaxpayer(buyerNip, { name: 'Odbiorca sp. z o.o.' })
  const inspector = await Inspector.open(inspectorPort)
  const live = async (): Promise<number> => {
    // A collection waits for the next event.
    const [bytes] = await Promise.all([inspector.live(), api.send('GET', '/health')])
    return bytes / 1024 / 1024
  }
  const before = await live()
  let [most, samples, isOver] = [0, 0, false]
  const importing = api.importPackage(buyerNip, zip).finally(() => {
    isOver = true
  })
  while (!isOver) {
    most = Math.max(most, await live())
    samples++
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  const { received } = await importing
  const turns = ((await api.send('GET', '/bench/turns')).body as number[]).map((ms) => ms / 1000)
  inspector.close()
  await workerd.dispose()
  rmSync(folder, { recursive: true, force: true })
  return { before, most, samples, turns, received }
}
