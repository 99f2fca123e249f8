import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNodeService, type NodeServiceOptions } from '../../src/hosts/node/service.ts'
import { adminKey } from './admin-key.ts'
import { Api, type Fetch } from './api.ts'

/** Whether the tests run against the Worker in workerd instead of Node. */
export const onEdge = process.env.HOST === 'edge'
const edge = onEdge ? await import('./edge.ts') : null

/**
 * A service on a temporary data directory, called without a network. `now`: a day or instant at which its clock stands.
 * With HOST=edge it is the Worker in workerd.
 */
export async function createTestApp(
  options: {
    now?: string | (() => Date)
    dataDir?: string
    log?: (record: Record<string, unknown>) => void
  } & Pick<
    NodeServiceOptions,
    | 'allowPrivateWebhooks'
    | 'deliver'
    | 'after'
    | 'ksefApiUrl'
    | 'latarniaUrl'
    | 'fetch'
    | 'requestsPerMinute'
    | 'codes'
    | 'origins'
    | 'openMailbox'
  > = {},
): Promise<{ api: Api; fetch: Fetch; dataDir: string; idle(): Promise<void>; close(): Promise<void> }> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  const { now, dataDir: _, log, ...rest } = options
  const removeFolder = () => {
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true })
  }
  if (edge !== null) {
    const clock = now === undefined ? null : clockAt(now)
    const bindings = {
      WEBHOOKS_ALLOW_PRIVATE: String(rest.allowPrivateWebhooks ?? false),
      RATE_LIMIT: String(rest.requestsPerMinute ?? ''),
      CORS_ORIGINS: String(rest.origins ?? ''),
    }
    const { fetch, close } = await edge.createEdgeService({ now: clock, dataDir, bindings, log })
    const idle = async () => {}
    return { api: new Api(fetch, adminKey), fetch, dataDir, idle, close: () => close().then(removeFolder) }
  }
  const service = createNodeService({
    dataDir,
    adminKey,
    qrEnvironment: 'production',
    log: log ?? (() => {}),
    fetch: () => Promise.reject(new TypeError('tests have no network')),
    pause: async () => {},
    ...(now === undefined ? {} : { now: clockAt(now) }),
    ...rest,
  })
  const fetch: Fetch = (request) => service.app.fetch(request)
  return {
    api: new Api(fetch, adminKey),
    fetch,
    dataDir,
    idle: service.idle,
    close: async () => {
      await service.close()
      removeFolder()
    },
  }
}

const clockAt = (now: string | (() => Date)): (() => Date) =>
  typeof now === 'string' ? () => new Date(now) : now
