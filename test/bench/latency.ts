import { Agent, get } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

/**
 * Worker thread: asks for /health every 5 ms, whether or not earlier answers are there, on kept connections, until it
 * is told to stop. A stall of the service therefore counts for every request that fell into it.
 */

const port = parentPort as NonNullable<typeof parentPort>
const { url } = workerData as { url: string }
const agent = new Agent({ keepAlive: true })
const waits: number[] = []
let open = 0
let stopping = false

const ask = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now()
    open++
    get(url, { agent }, (response) => {
      response.resume()
      response.on('end', () => {
        waits.push(performance.now() - startedAt)
        open--
        resolve()
      })
    }).on('error', reject)
  })

for (let i = 0; i < 20; i++) await ask()
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
