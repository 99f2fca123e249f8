import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNodeService } from '../src/hosts/node/service.ts'
import { clientSource } from './client-source.ts'

// Writes the client's contract anew from the document of a service that has nothing to do.
const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-client-'))
const service = createNodeService({ dataDir, adminKey: 'client', qrEnvironment: 'production', log: () => {} })
const answer = await service.app.fetch(new Request('http://client/openapi.json'))
writeFileSync(
  join(import.meta.dirname, '../src/client/generated/contract.ts'),
  clientSource((await answer.json()) as never),
)
await service.close()
rmSync(dataDir, { recursive: true, force: true })
