import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { bundleForEdge } from '../scripts/edge-bundle.ts'
import { adminKey } from '../test/support/admin-key.ts'
import { Api } from '../test/support/api.ts'
import { nip } from '../test/support/ksef.ts'
import { bundleService, startService } from '../test/support/process.ts'
import { fetchOf, startWorkerd } from '../test/support/workerd.ts'
import { type Load, load } from './edge-load.ts'
import { columns, median } from './measure.ts'
import { processorSeconds } from './memory.ts'

/** How many requests come in at the edge, asked about one by one as before and let in by proofs, in one run. */

const connections = 32
const ms = 3000
const rounds = 3
const nips = Array.from({ length: 8 }, (_, i) => nip(`admission ${i}`))

interface Way {
  name: string
  url: URL
  paths: string[]
  key: string
  pid: number
}
interface Measured extends Load {
  /** Of the process that answers, for each request. */
  processorMs: number
}

async function measured({ url, paths, key, pid }: Way): Promise<Measured> {
  const before = processorSeconds(pid) ?? Number.NaN
  const result = await load(url, paths, key, connections, ms)
  const used = (processorSeconds(pid) ?? Number.NaN) - before
  return { ...result, processorMs: (1000 * used) / (result.perSecond * result.seconds) }
}

/** A viewer's key for all of the taxpayers, which it makes. */
async function prepared(api: Api): Promise<string> {
  for (const number of nips) await api.putTaxpayer(number, { name: 'Odbiorca sp. z o.o.' })
  const made = await api.json('POST', '/v1/keys', { name: 'bench', role: 'viewer', taxpayers: nips })
  return made.body.key
}

/** Prints the medians of the rounds, in which every way has its turn: the machine is the same for all of them. */
export async function admission(): Promise<void> {
  const script = await bundleForEdge(join(import.meta.dirname, 'edge-asking.ts'))
  const bindings = { LOG_LEVEL: 'error' }
  const workerd = await startWorkerd(script, { bindings, direct: true, objects: { BARE: 'BareObject' } })
  const found = execFileSync('pgrep', ['-P', String(process.pid), 'workerd'], { encoding: 'utf8' })
  const edge = {
    url: await workerd.unsafeGetDirectURL(),
    pid: Number(found.trim().split('\n').at(-1)),
    key: await prepared(new Api(fetchOf(workerd), adminKey)),
  }
  const built = await bundleService()
  const node = await startService(built.entry, built.dataDir, { LOG_LEVEL: 'error' })
  const paths = nips.map((number) => `/v1/taxpayers/${number}`)
  const ways: Way[] = [
    { ...edge, name: 'workerd, an object that does nothing', paths: ['/bare/'] },
    { ...edge, name: 'workerd, each request asked about', paths: paths.map((path) => `/asking${path}`) },
    { ...edge, name: 'workerd, by proofs', paths },
    { name: 'Node', url: new URL(node.url), paths, key: await prepared(node.api), pid: node.pid },
  ]
  const all = ways.map((): Measured[] => [])
  // The first round makes all of them warm.
  for (let round = 0; round <= rounds; round++) {
    for (const [i, way] of ways.entries()) {
      const result = await measured(way)
      if (result.refused > 0) throw new Error(`${way.name}: ${result.refused} requests were refused.`)
      if (round > 0) all[i]?.push(result)
    }
  }
  await workerd.dispose()
  await node.end('SIGTERM')
  built.remove()
  const of = (i: number, what: keyof Measured, digits: number) =>
    median((all[i] ?? []).map((result) => result[what])).toFixed(digits)
  const heads = [`GET a taxpayer, ${connections} connections`, 'per s', 'p50 ms', 'p99 ms', 'processor ms']
  const rows = ways.map(({ name }, i) => [
    name,
    of(i, 'perSecond', 0),
    of(i, 'p50', 1),
    of(i, 'p99', 1),
    of(i, 'processorMs', 2),
  ])
  console.log(columns([heads, ...rows]))
}
