import { VirtualTime } from '../scripts/ksef-stand-in/virtual-time.ts'
import { createNodeService } from '../src/hosts/node/service.ts'
import { adminKey } from '../test/support/admin-key.ts'

/**
 * The service in a process of its own, on a clock that its parent moves over IPC: the parent says what time it is, the
 * service does what is due and answers what it waits for next.
 */

export type ToService =
  | { id: number; now: number }
  | { id: number; method: string; path: string; body?: unknown }
export interface FromService {
  id: number
  next: number | null
  status?: number
  body?: unknown
  megabytes: number
  processorMs: number
}

const [dataDir = '', apiUrl = '', start = ''] = process.argv.slice(2)
const time = new VirtualTime(Number(start))
const service = createNodeService({
  dataDir,
  adminKey,
  qrEnvironment: 'production',
  ksefApiUrl: apiUrl,
  now: () => new Date(time.ms),
  after: time.after,
  log: (record) => {
    if (record.level === 'error') console.error(JSON.stringify(record))
  },
})

async function answer(message: ToService): Promise<Pick<FromService, 'status' | 'body'>> {
  if ('now' in message) {
    time.ms = message.now
    do await service.idle()
    while (time.step(message.now))
    return {}
  }
  const { method, path, body } = message
  const headers = { authorization: 'Bearer bench', 'content-type': 'application/json' }
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
  const response = await service.app.fetch(new Request(`http://bench${path}`, init))
  return { status: response.status, body: await response.json() }
}

process.on('message', async (message: ToService) => {
  const said = await answer(message)
  const { user, system } = process.cpuUsage()
  process.send?.({
    id: message.id,
    next: time.next,
    megabytes: process.memoryUsage.rss() / 1024 / 1024,
    processorMs: (user + system) / 1000,
    ...said,
  } satisfies FromService)
})
process.send?.({ id: 0, next: time.next, megabytes: 0, processorMs: 0 } satisfies FromService)
