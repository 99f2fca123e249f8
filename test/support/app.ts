import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNodeService } from '../../src/node-service.ts'
import { Api, type Fetch } from './api.ts'

/** A service on a temporary data directory, called without a network. `now`: a day or instant at which its clock stands. */
export async function createTestApp(
  options: { now?: string; dataDir?: string; log?: (record: Record<string, unknown>) => void } = {},
): Promise<{ api: Api; fetch: Fetch; dataDir: string; close(): Promise<void> }> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  const { now } = options
  const service = createNodeService({
    dataDir,
    adminKey: 'test-key',
    qrEnvironment: 'production',
    log: options.log ?? (() => {}),
    pause: async () => {},
    ...(now === undefined ? {} : { now: () => new Date(now) }),
  })
  const fetch: Fetch = (request) => service.app.fetch(request)
  return {
    api: new Api(fetch, 'test-key'),
    fetch,
    dataDir,
    close: async () => {
      await service.close()
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
