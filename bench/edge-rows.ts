import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { bundleForEdge } from '../scripts/edge-bundle.ts'
import { listen } from '../scripts/ksef-stand-in/server.ts'
import { StandIn } from '../scripts/ksef-stand-in/stand-in.ts'
import { adminKey } from '../test/support/admin-key.ts'
import { Api } from '../test/support/api.ts'
import { fetchOf, startWorkerd } from '../test/support/workerd.ts'
import { buyerNip, copies, generate } from './invoices.ts'

/** How many rows an invoice writes at the edge, by the count that is billed: workerd tells it of each statement. */

const invoices = 1000
const sent = 200

const token = `20260201-EC-0123456789-0123456789-AB|nip-${buyerNip}|0123456789abcdef`
const standIn = new StandIn({ now: Date.now, lagMs: 1000 })
standIn.addTaxpayer(buyerNip, { token })
const server = await listen(standIn)

const platform = await startWorkerd(await bundleForEdge(join(import.meta.dirname, 'edge-rows-worker.ts')), {
  bindings: { LOG_LEVEL: 'error', KSEF_API_URL: `${server.url}/v2` },
})
const api = new Api(fetchOf(platform), adminKey)
const path = `/v1/taxpayers/${buyerNip}`

const monthAgo = (): string => new Date(Date.now() - 30 * 24 * 3_600_000).toISOString()

/** Waits until no synchronisation is under way. */
async function synchronised(): Promise<void> {
  for (;;) {
    const { items } = (await api.send('GET', `${path}/ksef/syncs`)).body
    if (items.length > 0 && items.every((run: { state: string }) => ['done', 'failed'].includes(run.state)))
      return
    await setTimeout(200)
  }
}

/** Does the work, and prints the rows that it wrote for each of so many. */
async function count(what: string, each: number, work: () => Promise<unknown>): Promise<void> {
  await api.send('GET', '/bench/rows')
  await work()
  const told = Object.entries((await api.send('GET', '/bench/rows')).body as Record<string, number>)
  const shown = (rows: number) => (rows / each).toFixed(1)
  const sum = told.reduce((rows, [, more]) => rows + more, 0)
  const tables = told.sort(([, a], [, b]) => b - a).map(([table, rows]) => `${table} ${shown(rows)}`)
  console.log(`${what.padEnd(37)} ${shown(sum)} rows: ${tables.join(', ')}`)
}

await api.putTaxpayer(buyerNip, { name: 'Odbiorca sp. z o.o.' })
// The first ones fill what is kept once for many.
await api.importPackage(buyerNip, generate(200, 9).zip)
await count('an imported invoice', invoices, () => api.importPackage(buyerNip, generate(invoices, 1).zip))
await count('a copy', sent, async () => {
  for (const body of copies(generate(sent, 2), sent, 3, 'edge'))
    await api.json('POST', `${path}/copies`, body)
})
await api.json('PUT', `${path}/ksef/connection`, { credential: { type: 'token', token }, from: monthAgo() })
await synchronised()
await count('a synchronisation that brings nothing', 1, async () => {
  await api.json('POST', `${path}/ksef/syncs`)
  await synchronised()
})
await platform.dispose()
await server.close()
