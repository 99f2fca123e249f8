import { createHash } from 'node:crypto'
import { Miniflare } from 'miniflare'
import { afterAll } from 'vitest'
import { bundleForEdge } from '../../scripts/edge-bundle.ts'
import type { Fetch } from './api.ts'

/** The service at the edge as tests see it: the Worker in workerd, one process for all services of a test file. */

/** The bindings that tests give to the Worker. */
const bindings = { ADMIN_KEY: 'test-key', MASTER_KEY: `${'A'.repeat(43)}=` }

/** Starts workerd with a bundle. `folder`: where objects are stored; in memory when left out. */
export async function startWorkerd(
  script: string,
  more: { folder?: string; bindings?: Record<string, string> } = {},
): Promise<Miniflare> {
  const platform = new Miniflare({
    modules: true,
    script,
    compatibilityDate: '2026-04-01',
    compatibilityFlags: ['nodejs_compat'],
    durableObjects: {
      LEDGERS: { className: 'LedgerObject', useSQLite: true },
      DIRECTORY: { className: 'DirectoryObject', useSQLite: true },
    },
    bindings: { ...bindings, ...more.bindings },
    ...(more.folder === undefined ? {} : { durableObjectsPersist: more.folder }),
  })
  await platform.ready
  return platform
}

let running: Promise<Miniflare> | null = null

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

/**
 * A service of its own. `now`: at which its clock stands. Services of one `dataDir` are the same one, ended and started
 * again.
 */
export async function createEdgeService(options: {
  now: (() => Date) | null
  dataDir: string
  allowPrivateWebhooks: boolean
  log?: ((record: Record<string, unknown>) => void) | undefined
}): Promise<{ fetch: Fetch; close(): Promise<void> }> {
  running ??= bundleForEdge(`${import.meta.dirname}/edge-worker.ts`, false).then((script) =>
    startWorkerd(script, { bindings: { WEBHOOKS_ALLOW_PRIVATE: String(options.allowPrivateWebhooks) } }),
  )
  const platform = await running
  const house = `${createHash('sha256').update(options.dataDir).digest('hex')}/`
  const send = fetchOf(platform, () => ({
    'x-test-house': house,
    ...(options.now === null ? {} : { 'x-test-now': options.now().toISOString() }),
  }))
  const { log } = options
  const fetch: Fetch = async (request) => {
    const answer = await send(request)
    const lines = log ? ((await (await send(new Request('http://test/test/log'))).json()) as string[]) : []
    for (const line of lines) log?.(JSON.parse(line))
    return answer
  }
  return {
    fetch,
    close: async () => {
      await send(new Request('http://test/test/end'))
    },
  }
}

afterAll(async () => {
  await (await running)?.dispose()
})
