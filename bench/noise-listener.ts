import { Agent, request } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'
import { nip } from '../test/support/ksef.ts'

/**
 * Worker thread: a taxpayer whose copies come one after the other over one connection, and who asks for /health fifty
 * times a second, whether or not earlier answers are there.
 */

/** How long each took, in milliseconds. */
export interface Heard {
  copies: number[]
  health: number[]
}

const port = parentPort as NonNullable<typeof parentPort>
const { url, key, nip: taxpayer } = workerData as Record<'url' | 'key' | 'nip', string>
const healthEveryMs = 20
const copiesToWarmUp = 500
const [posting, asking] = [
  new Agent({ keepAlive: true, maxSockets: 1 }),
  new Agent({ keepAlive: true, maxSockets: 32, scheduling: 'fifo' }),
]
const sellers = Array.from({ length: 50 }, (_, n) => nip(`noise listener ${n}`))

/** Sends a request and answers how long it took in milliseconds. @throws Error when it is refused */
function call(agent: Agent, method: string, path: string, body = ''): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now()
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const outgoing = request(`${url}${path}`, { agent, method, headers }, (response) => {
      response.resume().on('end', () => {
        const { statusCode = 0 } = response
        if (statusCode < 300) resolve(performance.now() - startedAt)
        else reject(new Error(`The listener was answered ${statusCode} at ${path}.`))
      })
    })
    outgoing.on('error', reject).end(body)
  })
}

let posted = 0
function postCopy(): Promise<number> {
  const n = posted++
  const copy = {
    seller: { nip: sellers[n % sellers.length] },
    number: `QUIET/${n}/2026`,
    issueDate: `2026-05-${String(1 + (n % 28)).padStart(2, '0')}`,
    gross: (100 + n * 1.37).toFixed(2),
    currency: 'PLN',
    receivedOn: '2026-05-29',
    document: 'invoice',
  }
  return call(posting, 'POST', `/v1/taxpayers/${taxpayer}/copies`, JSON.stringify(copy))
}

async function listen(ms: number): Promise<Heard> {
  const heard: Heard = { copies: [], health: [] }
  const asked: Promise<void>[] = []
  const timer = setInterval(() => {
    asked.push(call(asking, 'GET', '/health').then((took) => void heard.health.push(took)))
  }, healthEveryMs)
  for (const end = performance.now() + ms; performance.now() < end; ) heard.copies.push(await postCopy())
  clearInterval(timer)
  await Promise.all(asked)
  return heard
}

for (let n = 0; n < copiesToWarmUp; n++) await postCopy()
port.on('message', async (ms: number) => port.postMessage(await listen(ms)))
port.postMessage('ready')
