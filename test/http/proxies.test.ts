import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callerAddress, proxiesOf } from '../../src/hosts/node/proxies.ts'
import { createNodeService, type NodeService } from '../../src/hosts/node/service.ts'
import { adminKey } from '../support/admin-key.ts'

/** Behind proxies: whose word about the caller counts, and that he is told apart by it. */

const env = (remoteAddress: string | undefined, forwarded?: string) => ({
  incoming: {
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  },
})

describe('the address of a caller', () => {
  const proxies = proxiesOf('172.31.0.0/24, 10.0.0.5,fd00::/8')
  it.each<[string, string, string | undefined, string]>([
    ['without a proxy is that of the connection', '203.0.113.7', undefined, '203.0.113.7'],
    ['is not what a stranger writes', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['is what a proxy says', '172.31.0.2', '198.51.100.1', '198.51.100.1'],
    ['is that of the proxy where it says nothing', '172.31.0.2', undefined, '172.31.0.2'],
    ['is not what the caller told the proxy', '172.31.0.2', '192.0.2.99, 198.51.100.1', '198.51.100.1'],
    ['goes through several proxies', '10.0.0.5', '198.51.100.1, 172.31.0.9', '198.51.100.1'],
    ['ends at the first stranger', '10.0.0.5', '192.0.2.99, 198.51.100.1, 172.31.0.9', '198.51.100.1'],
    ['is the first proxy where all are proxies', '10.0.0.5', '172.31.0.8,172.31.0.9', '172.31.0.8'],
    ['is the proxy that passed on nonsense', '10.0.0.5', '198.51.100.1, unknown, 172.31.0.9', '172.31.0.9'],
    ['of an empty entry is the proxy', '172.31.0.2', '', '172.31.0.2'],
    ['comes without its port', '172.31.0.2', '198.51.100.1:40001', '198.51.100.1'],
    ['of IPv6 comes without port and brackets', 'fd00::2', '[2001:db8::1]:40001', '2001:db8::1'],
    ['of IPv6 may be a proxy', 'fd12:3456::1', '2001:db8::1', '2001:db8::1'],
    ['of IPv4 over IPv6 is one address', '::ffff:203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['of a proxy may come over IPv6 too', '::ffff:172.31.0.2', '::ffff:198.51.100.1', '198.51.100.1'],
    ['beside the network is a stranger', '172.31.1.2', '198.51.100.1', '172.31.1.2'],
  ])('%s', (_, peer, forwarded, expected) => {
    expect(callerAddress(env(peer, forwarded), proxies)).toBe(expected)
  })

  it('is that of the connection where no proxy is named, and unknown where there is none', () => {
    expect(callerAddress(env('127.0.0.1', '198.51.100.1'), proxiesOf(null))).toBe('127.0.0.1')
    for (const nothing of [undefined, {}, env(undefined)]) expect(callerAddress(nothing, proxies)).toBeNull()
  })
})

describe('TRUSTED_PROXIES', () => {
  it.each(['proxy', '10.0.0', '10.0.0.0/33', '10.0.0.0/', 'fd00::/129', '10.0.0.0/8/8', '10.0.0.0/-1', '*'])(
    'refuses %s',
    (entry) => {
      expect(() => proxiesOf(`10.0.0.5,${entry}`)).toThrow(
        `TRUSTED_PROXIES: ${entry} is no address and no network. Give`,
      )
    },
  )

  it.each(['0.0.0.0/0', '::/0'])('refuses everybody (%s)', (entry) => {
    expect(() => proxiesOf(entry)).toThrow(`TRUSTED_PROXIES: ${entry} is every address there is.`)
  })
})

describe('who guesses keys behind a proxy', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  const lines: Record<string, unknown>[] = []
  let pauses = 0
  let service: NodeService
  beforeAll(() => {
    service = createNodeService({
      dataDir,
      adminKey,
      proxies: proxiesOf('172.31.0.2'),
      qrEnvironment: 'production',
      log: (record) => lines.push(record),
      now: () => new Date('2026-07-24T10:00:00Z'),
      pause: async () => {
        pauses++
      },
    })
  })
  afterAll(async () => {
    await service.close()
    rmSync(dataDir, { recursive: true })
  })
  const guess = async (peer: string, forwarded: string) => {
    const request = new Request('http://test/v1/law', { headers: { authorization: 'Bearer no' } })
    const answer = await service.app.fetch(request, env(peer, forwarded) as never)
    expect(answer.status).toBe(401)
  }

  it('is slowed down and logged by his own address, and others are not', async () => {
    for (let i = 0; i < 12; i++) await guess('172.31.0.2', `192.0.2.${i}, 198.51.100.1`)
    expect(pauses).toBe(2)
    await guess('172.31.0.2', '198.51.100.2')
    expect(pauses).toBe(2)
    const addresses = lines.filter(({ address }) => address !== undefined).map(({ address }) => address)
    expect(new Set(addresses)).toEqual(new Set(['198.51.100.1', '198.51.100.2']))
  })

  it('gains nothing by the header where no proxy is in front', async () => {
    for (let i = 0; i < 12; i++) await guess('203.0.113.7', `198.51.100.${i + 10}`)
    expect(pauses).toBe(4)
  })
})
