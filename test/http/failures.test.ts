import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createNodeService, type NodeService } from '../../src/hosts/node/service.ts'
import { subscriberOf } from '../../src/http/endpoint/failures.ts'
import { Api } from '../support/api.ts'
import { refused } from '../support/hostile.ts'

/** Who tries keys is logged and slowed down; who has one never waits for him. */

const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
const lines: Record<string, unknown>[] = []
let service: NodeService
let clock = new Date('2026-07-24T10:00:00Z')
let pauses: { ms: number; end: () => void }[] = []

beforeAll(() => {
  service = createNodeService({
    dataDir,
    adminKey: 'right',
    qrEnvironment: 'production',
    log: (record) => lines.push(record),
    now: () => clock,
    pause: (ms) => new Promise((end) => pauses.push({ ms, end })),
  })
})
afterAll(async () => {
  await service.close()
  rmSync(dataDir, { recursive: true })
})
beforeEach(() => {
  lines.length = 0
  pauses = []
  clock = new Date(clock.getTime() + 3_600_000)
})

const from = (remoteAddress: string, key: string, method = 'GET', path = '/v1/law') => {
  const env = { incoming: { socket: { remoteAddress } } }
  const api = new Api((request) => service.app.fetch(request, env as never), key)
  return api.send(method, path)
}
const attempts = (count: number, address: string) => Array.from({ length: count }, () => from(address, 'no'))
/** Ends so many pauses, one after the other as they begin. */
async function endPauses(count: number): Promise<void> {
  for (let ended = 0; ended < count; ended++) {
    while (pauses.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    // One at a time for each address: otherwise two answers would come in half a second.
    expect(pauses.map(({ ms }) => ms)).toEqual([500])
    pauses.shift()?.end()
  }
}

describe('requests with unknown keys', () => {
  it('ten a minute are answered at once, further ones in turn', async () => {
    const first = await Promise.all(attempts(10, '10.0.0.1'))
    const further = Promise.all(attempts(4, '10.0.0.1'))
    await endPauses(4)
    for (const answer of [...first, ...(await further)]) refused(answer, { status: 401, code: 'key-unknown' })
    clock = new Date(clock.getTime() + 60_000)
    await Promise.all(attempts(10, '10.0.0.1'))
    expect(pauses).toEqual([])
  })

  it('are answered in turn wherever a key is asked for: who erases taxpayers is not guessed faster', async () => {
    const guess = () => from('10.0.0.6', 'no', 'DELETE', '/operator/taxpayers/9376032788')
    const first = await Promise.all(Array.from({ length: 10 }, guess))
    expect(lines.filter(({ message }) => message === 'a key was refused')).toHaveLength(10)
    const eleventh = guess()
    await endPauses(1)
    for (const answer of [...first, await eleventh]) refused(answer, { status: 401, code: 'key-unknown' })
  })

  it('are answered in turn at the door of sessions too, together with those in headers', async () => {
    await Promise.all(attempts(9, '10.0.0.7'))
    const env = { incoming: { socket: { remoteAddress: '10.0.0.7' } } } as never
    const api = new Api((request) => service.app.fetch(request, env), '')
    const guess = (key: string) => api.json('POST', '/session', { key })
    refused(await guess('no'), { status: 401, code: 'key-unknown' })
    const eleventh = guess('other')
    await endPauses(1)
    refused(await eleventh, { status: 401, code: 'key-unknown' })
    expect((await guess('right')).status).toBe(204)
    expect(JSON.stringify(lines)).not.toMatch(/right|other/)
  })

  it('are refused where the wait would pass ten seconds', async () => {
    const sending = attempts(35, '10.0.0.2')
    let early = 0
    for (const answer of sending) answer.then(({ status }) => status === 429 && early++)
    // All have come before the first pause ends: else one of those refused would find a place.
    while (early < 5) await new Promise((resolve) => setTimeout(resolve, 1))
    await endPauses(20)
    const answers = await Promise.all(sending)
    const tooMany = answers.filter(({ status }) => status === 429)
    expect([tooMany.length, answers.filter(({ status }) => status === 401).length]).toEqual([5, 30])
    for (const answer of tooMany) {
      refused(answer, { status: 429, code: 'too-many-failures' })
      expect(answer.headers.get('retry-after')).toBe('10')
    }
  })

  it('hold up neither a valid key from there nor other addresses', async () => {
    const waiting = Promise.all(attempts(20, '10.0.0.3'))
    expect((await from('10.0.0.3', 'right')).status).toBe(200)
    expect((await from('10.0.0.4', 'no')).status).toBe(401)
    await endPauses(10)
    await waiting
  })

  it('wait together where one subscriber has all the addresses that they come from', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, n) => from(`2001:db8:0:7::${n + 1}`, 'no')))
    const eleventh = from('2001:0DB8:0000:0007:ffff::1', 'no')
    expect((await from('2001:db8:0:8::1', 'no')).status).toBe(401)
    await endPauses(1)
    expect((await eleventh).status).toBe(401)
  })

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:0:7:1:2:3:4', '2001:db8:0:7::/64'],
    ['2001:0DB8::7', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('%s is told as %s', (address, subscriber) => {
    expect(subscriberOf(address)).toBe(subscriber)
  })

  it('are logged with the address, never with what was tried', async () => {
    const tried = `kr_${'0'.repeat(16)}_${'s'.repeat(43)}`
    await from('10.0.0.5', tried)
    await from('10.0.0.5', 'pass phrase')
    await from('10.0.0.5', '')
    expect(lines).toMatchObject([
      { level: 'warn', message: 'a key was refused', address: '10.0.0.5', key: '0'.repeat(16) },
      { level: 'info', status: 401 },
      { level: 'warn', message: 'a key was refused', address: '10.0.0.5' },
      { level: 'info', status: 401 },
      // Without a key nobody tries one.
      { level: 'info', status: 401 },
    ])
    expect(lines[0]?.requestId).toBe(lines[1]?.requestId)
    expect(JSON.stringify(lines)).not.toMatch(/sss|phrase/)
  })
})
