import { Agent, get } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

/**
 * Worker thread: asks for /health every 5 ms, whether or not earlier answers are there, until it is told to stop: a
 * stall of the service counts for every request that fell into it. All connections are opened before: Node accepts
 * one new connection per turn of its loop (libuv 1.45 and later), which would be measured instead.
 */

const port = parentPort as NonNullable<typeof parentPort>
const { url } = workerData as { url: string }
const connections = 32
// In turn, so that none is idle long enough for the server to close it.
const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' })
const waits: number[] = []
let open = 0
let stopping = false

const ask = (): Promise<void> =>
  new Promise((resolve) => {
    const startedAt = performance.now()
    open++
    const done = () => {
      waits.push(performance.now() - startedAt)
      open--
      resolve()
    }
    const send = () => {
      get(url, { agent }, (response) => response.resume().on('end', done))
        // The server closed an idle connection in this moment: the client sends it again, and the clock goes on.
        .on('error', send)
    }
    send()
  })

for (let i = 0; i < 5; i++) await Promise.all(Array.from({ length: connections }, ask))
waits.length = 0
const timer = setInterval(ask, 5)
port.on('message', () => {
  stopping = true
  clearInterval(timer)
  const finish = setInterval(() => {
    if (!stopping || open > 0) return
    clearInterval(finish)
    agent.destroy()
    port.postMessage(waits)
    port.close()
  }, 5)
})
port.postMessage('ready')
