import { join } from 'node:path'
import { bundleForEdge } from '../scripts/edge-bundle.ts'
import { adminKey } from '../test/support/admin-key.ts'
import { Api } from '../test/support/api.ts'
import { fetchOf, startWorkerd } from '../test/support/workerd.ts'
import { buyerNip, copies, generate } from './invoices.ts'

/** How many rows an invoice writes at the edge, by the count that is billed: workerd tells it of each statement. */

const invoices = 1000
const sent = 200

const platform = await startWorkerd(await bundleForEdge(join(import.meta.dirname, 'edge-rows-worker.ts')), {
  bindings: { LOG_LEVEL: 'error' },
})
const api = new Api(fetchOf(platform), adminKey)
const path = `/v1/taxpayers/${buyerNip}`

/** Does the work, and prints the rows that it wrote for each of so many. */
async function count(what: string, each: number, work: () => Promise<unknown>): Promise<void> {
  await api.send('GET', '/bench/rows')
  await work()
  const told = Object.entries((await api.send('GET', '/bench/rows')).body as Record<string, number>)
  const shown = (rows: number) => (rows / each).toFixed(1)
  const sum = told.reduce((rows, [, more]) => rows + more, 0)
  const tables = told.sort(([, a], [, b]) => b - a).map(([table, rows]) => `${table} ${shown(rows)}`)
  console.log(`${what.padEnd(22)} ${shown(sum)} rows: ${tables.join(', ')}`)
}

await api.putTaxpayer(buyerNip, { name: 'Odbiorca sp. z o.o.' })
// The first ones fill what is kept once for many.
await api.importPackage(buyerNip, generate(200, 9).zip)
await count('an imported invoice', invoices, () => api.importPackage(buyerNip, generate(invoices, 1).zip))
await count('a copy', sent, async () => {
  for (const body of copies(generate(sent, 2), sent, 3, 'edge'))
    await api.json('POST', `${path}/copies`, body)
})
await platform.dispose()
