import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNodeService } from '../../src/hosts/node/service.ts'
import { adminKey } from '../../test/support/admin-key.ts'
import { Api } from '../../test/support/api.ts'
import { listen } from '../ksef-stand-in/server.ts'
import { StandIn } from '../ksef-stand-in/stand-in.ts'
import { VirtualTime } from '../ksef-stand-in/virtual-time.ts'
import { tell } from './ksef-story.ts'

// The service and a stand-in KSeF, over HTTP on this machine, on a clock that the story moves.
const time = new VirtualTime(Date.parse('2026-07-01T08:00:00+02:00'))
const standIn = new StandIn({ now: () => time.ms })
const server = await listen(standIn)
const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-demo-'))
const service = createNodeService({
  dataDir,
  adminKey,
  qrEnvironment: 'production',
  ksefApiUrl: `${server.url}/v2`,
  latarniaUrl: `${server.url}/latarnia`,
  log: () => {},
  now: () => new Date(time.ms),
  after: time.after,
})

try {
  await tell(new Api((request) => service.app.fetch(request), adminKey), standIn, (moment) =>
    time.until(moment, service.idle),
  )
} finally {
  await service.close()
  await server.close()
  rmSync(dataDir, { recursive: true, force: true })
}
