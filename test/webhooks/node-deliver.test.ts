import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeDeliver } from '../../src/hosts/node/deliver.ts'
import { addressesIn, Names } from '../../src/hosts/node/name-resolution.ts'
import { createReceiver } from '../support/receiver.ts'

let receiver: Awaited<ReturnType<typeof createReceiver>>
beforeAll(async () => {
  receiver = await createReceiver()
})
afterAll(() => receiver.close())

const signal = new AbortController().signal
const message = (url: string, taxpayer = '9376032788') => ({
  taxpayer,
  url,
  headers: { 'webhook-id': 'm1' },
  body: '{"type":"ż"}',
})
const listed = (addresses: string[]) =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
/** A resolver that answers the addresses one after the other, and counts how often it was asked. */
const resolver = (...answers: string[][]) => {
  const asked: string[] = []
  const resolve = async (name: string) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? []
    asked.push(name)
    return listed(addresses)
  }
  return { resolve: new Names(resolve), asked }
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

describe('a name server that does not answer', () => {
  /** Names that end in `.dead` are never resolved, all others lead to this machine. */
  function withDeadNames(limits: { ms: number; each: number }) {
    const asked: string[] = []
    const names = new Names((name) => {
      asked.push(name)
      return name.endsWith('.dead') ? new Promise(() => {}) : Promise.resolve(listed(['127.0.0.1']))
    }, limits)
    return { asked, deliver: nodeDeliver(true, names) }
  }
  const atReceiver = () => `http://receiver.test:${portOf(receiver.url)}/hooks`

  it('holds up no other taxpayer, and few look-ups of one are under way at once', async () => {
    const { asked, deliver } = withDeadNames({ ms: 60_000, each: 4 })
    const stopping = new AbortController()
    const dead = Array.from({ length: 50 }, (_, i) =>
      deliver(message(`http://host-${i}.dead/`, '5265877635'), stopping.signal).catch(() => 'ended'),
    )
    expect(await deliver(message(atReceiver(), '9376032788'), signal)).toBe(204)
    expect(asked.filter((name) => name.endsWith('.dead'))).toHaveLength(4)
    stopping.abort()
    expect(new Set(await Promise.all(dead))).toEqual(new Set(['ended']))
  })

  it('ends a look-up in time, and then the next one of this taxpayer has its turn', async () => {
    const { asked, deliver } = withDeadNames({ ms: 20, each: 1 })
    const dead = deliver(message('http://host.dead/'), signal)
    const after = deliver(message(atReceiver()), signal)
    await expect(dead).rejects.toThrow('host.dead was not resolved within 20 ms.')
    expect(await after).toBe(204)
    expect(asked).toEqual(['host.dead', 'receiver.test'])
  })
})

describe('names', () => {
  it('that the file of hosts has, and those of this machine, need no name server', async () => {
    const hosts =
      '# a comment\n127.0.0.1\tlocalhost\n10.0.0.9  ERP.internal erp # 10.0.0.1 erp\nfe80::1 erp\n'
    expect(addressesIn(hosts, 'erp')).toEqual(listed(['10.0.0.9', 'fe80::1']))
    expect(addressesIn(hosts, 'erp.internal')).toEqual(listed(['10.0.0.9']))
    expect(addressesIn(hosts, 'comment')).toEqual([])
    for (const name of ['localhost', 'a.localhost'])
      expect((await new Names().addressesOf(name, '1')).map(({ address }) => address)).toContain('127.0.0.1')
  })
})
