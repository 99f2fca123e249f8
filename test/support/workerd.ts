import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Miniflare } from 'miniflare'
import { bundleForEdge } from '../../scripts/edge-bundle.ts'
import { adminKey } from './admin-key.ts'
import type { Fetch } from './api.ts'
import { builtOnce } from './built.ts'

/** The bindings that tests give to the Worker. */
const bindings = { ADMIN_KEY: adminKey, MASTER_KEY: `${'A'.repeat(43)}=` }

const root = join(import.meta.dirname, '../..')
const deployed = 'src/hosts/edge/worker.ts'

/**
 * A Worker as one script: as it is deployed, or that of `entry`, a path in the repository, readable in stack traces.
 */
export async function workerScript(entry = deployed): Promise<string> {
  const folder = await builtOnce(`worker-${basename(entry)}`, async (made) => {
    writeFileSync(join(made, script), await bundleForEdge(join(root, entry), entry === deployed))
  })
  return readFileSync(join(folder, script), 'utf8')
}
const script = 'worker.js'

const deployedObjects = { LEDGERS: 'LedgerObject', DIRECTORY: 'DirectoryObject' }

/**
 * Starts workerd with a bundle. `folder`: where objects are stored; in memory when left out. `inspectorPort`: where an
 * inspector listens; none when left out. `direct`: it is also reached without what Miniflare does with each request.
 * `objects`: further classes of objects, by the names of their bindings. `assets`: the folder of the built console.
 * `withoutObjects`: the bundle has not those of the Worker that is deployed.
 */
export async function startWorkerd(
  script: string,
  more: {
    folder?: string
    bindings?: Record<string, string>
    inspectorPort?: number
    direct?: boolean
    objects?: Record<string, string>
    assets?: string
    withoutObjects?: boolean
  } = {},
): Promise<Miniflare> {
  const platform = new Miniflare({
    modules: true,
    script,
    compatibilityDate: '2026-04-01',
    compatibilityFlags: ['nodejs_compat'],
    durableObjects: Object.fromEntries(
      Object.entries({ ...(more.withoutObjects ? {} : deployedObjects), ...more.objects }).map(
        ([name, className]) => [name, { className, useSQLite: true }],
      ),
    ),
    ...(more.direct ? { unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] } : {}),
    bindings: { ...bindings, ...more.bindings },
    ...(more.inspectorPort === undefined ? {} : { inspectorPort: more.inspectorPort }),
    ...(more.assets === undefined ? {} : { assets: assetsIn(more.assets) }),
    ...(more.folder === undefined ? {} : { durableObjectsPersist: more.folder }),
  })
  await platform.ready
  return platform
}

/** Files beside the Worker, as `[assets]` in `wrangler.toml` has them. */
const assetsIn = (directory: string) => ({
  directory,
  binding: 'ASSETS',
  routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: true },
  assetConfig: { html_handling: 'none' as const, not_found_handling: 'none' as const },
})

/** A Worker as `fetch`; headers and status travel as they are. */
export const fetchOf =
  (platform: Miniflare, more: () => Record<string, string> = () => ({})): Fetch =>
  async (request) => {
    const headers = new Headers(request.headers)
    for (const [name, value] of Object.entries(more())) headers.set(name, value)
    const body = request.body === null ? null : await request.arrayBuffer()
    const answer = await platform.dispatchFetch(request.url, {
      method: request.method,
      headers: [...headers] as never,
      ...(body === null ? {} : { body }),
      redirect: 'manual',
    })
    return answer as unknown as Response
  }
