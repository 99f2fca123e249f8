import type { lookup } from 'node:dns'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeDeliver } from '../../src/node-deliver.ts'
import { createReceiver } from '../support/receiver.ts'

let receiver: Awaited<ReturnType<typeof createReceiver>>
beforeAll(async () => {
  receiver = await createReceiver()
})
afterAll(() => receiver.close())

const signal = new AbortController().signal
const message = (url: string) => ({ url, headers: { 'webhook-id': 'm1' }, body: '{"type":"ż"}' })
/** A resolver that answers the addresses one after the other, and counts how often it was asked. */
const resolver = (...answers: string[][]) => {
  const asked: string[] = []
  const resolve = ((name: string, _: object, callback: (error: null, all: object[]) => void) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? []
    asked.push(name)
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }) as unknown as typeof lookup
  return { resolve, asked }
}
const portOf = (url: string) => new URL(url).port

describe('delivering on Node', () => {
  it('posts the body as it was signed, and answers the status', async () => {
    expect(await nodeDeliver(true)(message(receiver.url), signal)).toBe(204)
    expect(receiver.received.at(-1)).toMatchObject({ id: 'm1', body: '{"type":"ż"}' })
  })

  it('connects to the address that was checked, by whatever name', async () => {
    const { resolve, asked } = resolver(['127.0.0.1'])
    const url = `http://receiver.test:${portOf(receiver.url)}/hooks`
    expect(await nodeDeliver(true, resolve)(message(url), signal)).toBe(204)
    expect(receiver.received.at(-1)?.headers.host).toBe(`receiver.test:${portOf(receiver.url)}`)
    expect(asked).toEqual(['receiver.test'])
  })

  it.each([
    [['127.0.0.1']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['10.1.2.3']],
    [['169.254.169.254']],
    [['1.1.1.1', '127.0.0.1']],
  ])('makes no connection where a name leads to %s', async (addresses) => {
    const { resolve, asked } = resolver(addresses, ['1.1.1.1'])
    const url = `https://receiver.test:${portOf(receiver.url)}/`
    await expect(nodeDeliver(false, resolve)(message(url), signal)).rejects.toThrow(/not public/)
    // Asked once: what was checked is what is connected to.
    expect(asked).toHaveLength(1)
  })

  it('checks the URL again: the setting may be another than when the webhook was made', async () => {
    const before = receiver.received.length
    for (const url of [receiver.url, receiver.url.replace('http:', 'https:'), 'https://localhost/'])
      await expect(nodeDeliver(false)(message(url), signal)).rejects.toThrow(/https|not public/)
    expect(receiver.received).toHaveLength(before)
  })

  it('says what went wrong, and ends when the service does', async () => {
    const { resolve } = resolver([])
    await expect(nodeDeliver(true, resolve)(message('http://receiver.test/'), signal)).rejects.toThrow(
      /no address/,
    )
    receiver.state.react = () => 'hang up'
    await expect(nodeDeliver(true)(message(receiver.url), signal)).rejects.toThrow(/hang up|ECONNRESET/)
    receiver.state.react = () => 'hang'
    const stopping = new AbortController()
    const hanging = nodeDeliver(true)(message(receiver.url), stopping.signal)
    stopping.abort()
    await expect(hanging).rejects.toThrow()
    receiver.state.react = () => 204
  })
})
