import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A message as a receiver got it. */
export interface Received {
  id: string
  type: string
  timestamp: string
  // biome-ignore lint/suspicious/noExplicitAny: each type says something else
  data: any
  headers: IncomingMessage['headers']
  body: string
}

/** What the receiver does with a message: a status, or nothing at all. */
export type Reaction = number | 'hang up' | 'hang' | { status: number; headers: Record<string, string> }

/** A receiver of webhooks on a free port of this machine; `react` says what it does with each message. */
export async function createReceiver(react: (message: Received) => Reaction = () => 204) {
  const received: Received[] = []
  const state = { react }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    })
    request.on('end', () => {
      const { type, timestamp, data } = JSON.parse(body)
      const { headers } = request
      const message = { id: String(headers['webhook-id']), type, timestamp, data, headers, body }
      received.push(message)
      answer(response, state.react(message))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    received,
    state,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

function answer(response: ServerResponse, reaction: Reaction): void {
  if (reaction === 'hang') return
  if (reaction === 'hang up') response.destroy()
  else if (typeof reaction === 'number') response.writeHead(reaction).end('ok')
  else response.writeHead(reaction.status, reaction.headers).end()
}

/** Whether a message was signed with a secret, worked out as the specification of Standard Webhooks says. */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const expected = createHmac('sha256', key).update(text).digest()
  return String(headers['webhook-signature'])
    .split(' ')
    .some((signature) => {
      const [version, digest = ''] = signature.split(',')
      const given = Buffer.from(digest, 'base64')
      return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
    })
}

/** A clock that stands still until something waits for it: waiting takes no time and moves it on. */
export function createClock(start: string) {
  let now = Date.parse(start)
  const waiting = new Set<{ at: number; work: () => void }>()
  let scheduled = false
  const step = () => {
    scheduled = false
    const [next] = [...waiting].sort((a, b) => a.at - b.at)
    if (!next || clock.stopped) return
    waiting.delete(next)
    now = Math.max(now, next.at)
    next.work()
    schedule()
  }
  const schedule = () => {
    if (scheduled || waiting.size === 0) return
    scheduled = true
    setImmediate(step)
  }
  const clock = {
    stopped: false,
    now: () => new Date(now),
    advance: (milliseconds: number) => {
      now += milliseconds
    },
    after: (milliseconds: number, work: () => void) => {
      const one = { at: now + milliseconds, work }
      waiting.add(one)
      schedule()
      return () => {
        waiting.delete(one)
      }
    },
  }
  return clock
}
