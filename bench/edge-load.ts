import { connect, type Socket } from 'node:net'
import { quantile } from './measure.ts'

/** What was measured of many requests at once. Waits in milliseconds. */
export interface Load {
  perSecond: number
  p50: number
  p99: number
  /** How long it took. */
  seconds: number
  /** How many were answered otherwise than with 200. */
  refused: number
}

/**
 * Sends GET requests over so many connections, one after the other on each, for so many milliseconds. Sockets are read
 * by hand: a client of HTTP would take more of the machine than what is measured.
 */
export async function load(
  url: URL,
  paths: readonly string[],
  key: string,
  connections: number,
  ms: number,
): Promise<Load> {
  const waits: number[] = []
  let refused = 0
  let next = 0
  const startedAt = performance.now()
  const one = async (): Promise<void> => {
    const socket = connect(Number(url.port), url.hostname)
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
    const ask = asker(socket)
    while (performance.now() - startedAt < ms) {
      const path = paths[next++ % paths.length] as string
      const sentAt = performance.now()
      const status = await ask(`GET ${path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${key}\r\n\r\n`)
      waits.push(performance.now() - sentAt)
      if (status !== 200) refused++
    }
    socket.destroy()
  }
  await Promise.all(Array.from({ length: connections }, one))
  const seconds = (performance.now() - startedAt) / 1000
  return {
    seconds,
    perSecond: waits.length / seconds,
    p50: quantile(waits, 0.5),
    p99: quantile(waits, 0.99),
    refused,
  }
}

/** Sends one request at a time and answers the status of its answer, whose body is counted or comes in chunks. */
function asker(socket: Socket): (request: string) => Promise<number> {
  let came = ''
  let done: (status: number) => void = () => {}
  let failed: (error: Error) => void = () => {}
  socket.on('error', (error) => failed(error))
  socket.on('data', (data: Buffer) => {
    came += data.toString('latin1')
    const end = came.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = came.slice(0, end).toLowerCase()
    const length = /content-length: (\d+)/.exec(head)?.[1]
    const whole = length === undefined ? came.endsWith('0\r\n\r\n') : came.length >= end + 4 + Number(length)
    if (!whole) return
    came = ''
    done(Number(head.slice(9, 12)))
  })
  return (request) =>
    new Promise((resolve, reject) => {
      done = resolve
      failed = reject
      socket.write(request)
    })
}
