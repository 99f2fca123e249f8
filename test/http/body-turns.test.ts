import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readBytes } from '../../src/http/endpoint/body.ts'
import { BodyTurns, smallBody, stallMs } from '../../src/http/endpoint/body-turns.ts'
import { buyer, otherBuyer } from '../support/hostile.ts'

/** Large bodies of one key, or of one taxpayer, are read one after the other; what waits is not read. */

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const megabyte = 1024 * 1024
const passed = (ms: number) => vi.advanceTimersByTimeAsync(ms)

interface Sent {
  /** What became of reading it: the number of bytes, or the refusal. */
  read: Promise<unknown>
  /** Has anybody begun to read? */
  isAsked: () => boolean
  send: (bytes: number) => void
  end: () => void
}

/** A body that comes in pieces; `declared`: as its size is said, null where it is not. */
function sent(turns: BodyTurns, key: string, nip: string, declared: number | null = megabyte): Sent {
  let asked = false
  let controller!: ReadableStreamDefaultController<Uint8Array>
  const body = new ReadableStream<Uint8Array>(
    {
      start: (own) => {
        controller = own
      },
      pull: () => {
        asked = true
      },
    },
    { highWaterMark: 0 },
  )
  const headers: Record<string, string> = declared === null ? {} : { 'content-length': String(declared) }
  const init = { method: 'POST', headers, body, duplex: 'half' }
  const request = new Request(`http://test/v1/taxpayers/${nip}/copies`, init)
  turns.enter(key, request)
  return {
    read: readBytes(request, 10 * megabyte).then(
      (bytes) => bytes.length,
      (error) => error,
    ),
    isAsked: () => asked,
    send: (bytes) => controller.enqueue(new Uint8Array(bytes).fill(1)),
    end: () => controller.close(),
  }
}

const whole = (body: Sent): Promise<unknown> => {
  body.send(megabyte)
  body.end()
  return body.read
}

it('the second of a key, and of a taxpayer, is begun when the first was read; another is read at once', async () => {
  const turns = new BodyTurns()
  const [first, ofKey, ofTaxpayer, another] = [
    sent(turns, 'a', buyer),
    sent(turns, 'a', otherBuyer),
    sent(turns, 'b', buyer),
    sent(turns, 'c', '5260001246'),
  ]
  await passed(0)
  const asked = () => [first, ofKey, ofTaxpayer, another].map((one) => one.isAsked())
  expect(asked()).toEqual([true, false, false, true])
  expect([await whole(another), await whole(first)]).toEqual([megabyte, megabyte])
  await passed(0)
  expect(asked()).toEqual([true, true, true, true])
  expect([await whole(ofKey), await whole(ofTaxpayer)]).toEqual([megabyte, megabyte])
})

it('a small one does not wait, and one of unknown size does once it is large', async () => {
  const turns = new BodyTurns()
  const first = sent(turns, 'a', buyer)
  const [small, unknown] = [sent(turns, 'a', buyer, smallBody), sent(turns, 'a', buyer, null)]
  small.send(smallBody)
  small.end()
  expect(await small.read).toBe(smallBody)
  unknown.send(smallBody)
  unknown.send(1)
  unknown.send(1)
  unknown.end()
  let isRead = false
  void unknown.read.then(() => {
    isRead = true
  })
  first.send(1000)
  await passed(stallMs / 2)
  expect(isRead).toBe(false)
  first.send(megabyte - 1000)
  first.end()
  await first.read
  await passed(100)
  expect(await unknown.read).toBe(smallBody + 2)
})

it('whoever waits too long is refused, and keeps nobody else waiting', async () => {
  const turns = new BodyTurns()
  const [first, late] = [sent(turns, 'a', buyer), sent(turns, 'a', buyer)]
  const rest = Array.from({ length: 60 }, () => async () => {
    first.send(1000)
    await passed(500)
  })
  for (const step of rest) await step()
  expect(await late.read).toMatchObject({
    ...{ code: 'service-busy', retryAfterSeconds: 5 },
    message: expect.stringMatching(
      /^Other large bodies .* after 30 seconds\. Nothing of this request was kept/,
    ),
  })
  expect(late.isAsked()).toBe(false)
  const next = sent(turns, 'a', buyer)
  first.end()
  await first.read
  expect(await whole(next)).toBe(megabyte)
})

it('whoever sends nothing for a second lets the next one go on, and waits for it then', async () => {
  const turns = new BodyTurns()
  const [slow, next] = [sent(turns, 'a', buyer), sent(turns, 'a', buyer)]
  slow.send(1000)
  await passed(stallMs - 1)
  expect(next.isAsked()).toBe(false)
  await passed(1)
  expect(next.isAsked()).toBe(true)
  slow.send(megabyte - 1000)
  slow.end()
  let isRead = false
  void slow.read.then(() => {
    isRead = true
  })
  next.send(1000)
  await passed(stallMs / 2)
  expect(isRead).toBe(false)
  next.send(megabyte - 1000)
  next.end()
  expect([await next.read, await slow.read]).toEqual([megabyte, megabyte])
})

it('one that is too large, or cut off, frees its turn', async () => {
  const turns = new BodyTurns()
  const [tooLarge, next] = [sent(turns, 'a', buyer, null), sent(turns, 'a', buyer)]
  tooLarge.send(10 * megabyte + 1)
  expect(await tooLarge.read).toMatchObject({ code: 'body-too-large' })
  expect(await whole(next)).toBe(megabyte)
})
