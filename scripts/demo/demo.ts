import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { createClient } from '../../src/client/index.ts'
import { createNodeService } from '../../src/hosts/node/service.ts'
import { adminKey } from '../../test/support/admin-key.ts'
import { tell, today } from './story.ts'

// A real service over HTTP in a temporary folder, whose clock stands at the day of the story.
const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-demo-'))
const service = createNodeService({
  dataDir,
  adminKey,
  qrEnvironment: 'production',
  log: () => {},
  now: () => new Date(`${today}T12:00:00+02:00`),
})
const server = serve({ fetch: service.app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  tell(createClient({ baseUrl: `http://127.0.0.1:${port}`, key: adminKey }))
    .catch((error: unknown) => {
      console.error(error)
      process.exitCode = 1
    })
    .finally(() => {
      server.close(async () => {
        await service.close()
        rmSync(dataDir, { recursive: true, force: true })
      })
    })
})
