import { createHash } from 'node:crypto'
import type { Miniflare } from 'miniflare'
import type { EdgeEnv } from '../../src/hosts/edge/objects.ts'
import type { Fetch } from './api.ts'
import { fetchOf, startWorkerd, workerScript } from './workerd.ts'

/**
 * The service at the edge as tests see it: the Worker in workerd, one process for all test files of a worker of vitest.
 * It ends with that worker: miniflare sees to it.
 */

let running: Promise<Miniflare> | null = null

/**
 * A service of its own. `now`: at which its clock stands. Services of one `dataDir` are the same one, ended and started
 * again.
 */
export async function createEdgeService(options: {
  now: (() => Date) | null
  dataDir: string
  bindings: Partial<EdgeEnv>
  log?: ((record: Record<string, unknown>) => void) | undefined
}): Promise<{ fetch: Fetch; close(): Promise<void> }> {
  running ??= workerScript('test/support/edge-worker.ts').then((script) => startWorkerd(script))
  const platform = await running
  const house = `${createHash('sha256').update(options.dataDir).digest('hex')}/`
  const send = fetchOf(platform, () => ({
    'x-test-house': house,
    'x-test-bindings': JSON.stringify(options.bindings),
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
