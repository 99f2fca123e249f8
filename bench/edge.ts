import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { bundleForEdge } from '../scripts/edge-bundle.ts'
import { adminKey } from '../test/support/admin-key.ts'
import { Api } from '../test/support/api.ts'
import { createTestApp } from '../test/support/app.ts'
import { bundleService, startService } from '../test/support/process.ts'
import { fetchOf, startWorkerd } from '../test/support/workerd.ts'
import { coldStart } from './cold-start.ts'
import { admission } from './edge-admission.ts'
import { measureImport, padded } from './edge-memory.ts'
import { buyerNip, copies, generate } from './invoices.ts'
import { peakMegabytes } from './memory.ts'

/**
 * Figures of the Worker in workerd beside those of Node, in one run: `npm run bench:edge [invoices]`; how requests are let
 * in alone: `npm run bench:edge -- admission`; what reading PDFs would take: `npm run bench:edge -- pdf`; how many rows are
 * written: `npm run bench:edge -- rows`.
 */

if (process.argv[2] === 'pdf') {
  await import('./edge-pdf.ts')
  process.exit()
}
if (process.argv[2] === 'rows') {
  await import('./edge-rows.ts')
  process.exit()
}
await admission()
if (process.argv[2] === 'admission') process.exit()

const count = Number(process.argv[2] ?? 10_000)
const pack = generate(count, 1)
const { zip, xmlBytes } = pack
const sent = copies(generate(200, 2), 200, 3, 'edge')
const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`
const seconds = async (work: () => Promise<unknown>): Promise<string> => {
  const startedAt = performance.now()
  await work()
  return `${((performance.now() - startedAt) / 1000).toFixed(2)} s`
}

async function measure(host: string, api: Api, pid: number | null): Promise<void> {
  const memory = () =>
    pid === null ? '' : `, ${Math.round(peakMegabytes(pid) ?? 0)} MB at most in the process`
  await api.putTaxpayer(buyerNip, { name: 'Odbiorca sp. z o.o.' })
  const say = (what: string, figure: string) => console.log(`${host.padEnd(8)} ${what.padEnd(34)} ${figure}`)
  say('before the import', `${memory().slice(2)}`)
  say(
    `import of ${count} (${megabytes(xmlBytes)} XML)`,
    (await seconds(() => api.importPackage(buyerNip, zip))) + memory(),
  )
  say('the same again', await seconds(() => api.importPackage(buyerNip, zip)))
  say(
    '200 copies, one after the other',
    await seconds(async () => {
      for (const body of sent) await api.json('POST', `/v1/taxpayers/${buyerNip}/copies`, body)
    }),
  )
  say('a page of 100', await seconds(() => api.send('GET', `/v1/taxpayers/${buyerNip}/purchases?limit=100`)))
  say(
    'the register of a month',
    await seconds(() => api.send('GET', `/v1/taxpayers/${buyerNip}/register/2026-03`)),
  )
}

const script = await bundleForEdge(join(import.meta.dirname, '../src/hosts/edge/worker.ts'))
console.log(
  `bundle   ${megabytes(script.length)}, ${megabytes(gzipSync(script, { level: 9 }).length)} gzipped; package ${megabytes(zip.length)}`,
)

/** A Worker that keeps its objects in a folder. */
async function startEdge(folder: string) {
  const platform = await startWorkerd(script, { folder, bindings: { LOG_LEVEL: 'error' } })
  return { api: new Api(fetchOf(platform), adminKey), end: () => platform.dispose() }
}
const temporary = () => mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
const remove = (folder: string) => rmSync(folder, { recursive: true, force: true })

const coldFolder = temporary()
await coldStart('workerd', () => startEdge(coldFolder))
remove(coldFolder)
const built = await bundleService()
await coldStart('Node', async () => {
  const { api, end } = await startService(built.entry, built.dataDir)
  return { api, end: () => end('SIGTERM') }
})
built.remove()

const folder = temporary()
const workerd = await startEdge(folder)
const child = Number(
  execFileSync('pgrep', ['-P', String(process.pid), 'workerd'], { encoding: 'utf8' }).trim(),
)
await measure('workerd', workerd.api, child)
await workerd.end()
remove(folder)

const node = await createTestApp()
await measure('Node', node.api, null)
await node.close()

// Base64 of 7,000 bytes of chance in each invoice: 80 MB deflated for 10,000.
for (const { zip, xmlBytes } of [pack, padded(pack, 7000)]) {
  const { live, before, samples, turns } = await measureImport(zip)
  console.log(
    `memory   import of a package of ${megabytes(zip.length)} (${megabytes(xmlBytes)} XML)
         live memory of the isolate, all objects together: ${megabytes(live)} at most, ${megabytes(before)} before
         (heap and buffers by workerd's inspector after collecting garbage, ${samples} samples)
         ${turns.length} turns of the alarm, the longest ${Math.max(...turns).toFixed(2)} s, all ${turns.reduce((a, b) => a + b, 0).toFixed(2)} s (elapsed: processor time is less)`,
  )
}
