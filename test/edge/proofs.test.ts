import { describe, expect, it } from 'vitest'
import { hexSha256 } from '../../src/auth/keys.ts'
import { createProver, isFresh, type Proven, proofMs, readProof } from '../../src/hosts/edge/proof.ts'
import type { Api } from '../support/api.ts'
import { edgeObjects } from '../support/edge-objects.ts'

/** Who is let in to ledgers without the directory being asked, and for how long. */

const [first, second] = ['9376032788', '5213017228'] as const
const at = '2026-07-24T10:00:00Z'
const purchases = (nip: string) => `/v1/taxpayers/${nip}/purchases`
const statusOf = async (api: Api, nip: string = first) => (await api.send('GET', purchases(nip))).status

async function stage(settings = {}) {
  const edge = edgeObjects(at, settings)
  const admin = edge.isolate('of the admin')
  for (const nip of [first, second]) await admin.putTaxpayer(nip, { name: 'Odbiorca' })
  const made = async (body: object) => {
    const { body: key } = await admin.json('POST', '/v1/keys', { name: 'ERP', role: 'viewer', ...body })
    return { id: key.id as string, text: key.key as string }
  }
  const change = (query: string, ...params: unknown[]) =>
    edge.stateOf('directory').storage.sql.exec(query, ...params)
  return { ...edge, admin, made, change }
}

it('the directory is asked once in five seconds for all requests of a key, whatever ledgers they are for', async () => {
  const { isolate, calls, made, here } = await stage()
  const api = isolate('one').as((await made({ taxpayers: '*' })).text)
  for (const nip of [first, second]) expect(await statusOf(api, nip)).toBe(200)
  const before = { ...calls }
  for (let i = 0; i < 20; i++) expect(await statusOf(api, i % 2 === 0 ? first : second)).toBe(200)
  expect(calls).toEqual(before)
  here.nowMs += proofMs
  for (let i = 0; i < 5; i++) expect(await statusOf(api)).toBe(200)
  expect(calls).toEqual({ ...before, enter: (before.enter ?? 0) + 1 })
})

it('a revoked key ends where it was revoked at once, and everywhere within five seconds', async () => {
  const { isolate, admin, made, here } = await stage()
  const key = await made({ taxpayers: '*' })
  const here_ = admin.as(key.text)
  const elsewhere = isolate('elsewhere').as(key.text)
  expect([await statusOf(here_), await statusOf(elsewhere)]).toEqual([200, 200])
  expect((await admin.send('DELETE', `/v1/keys/${key.id}`)).status).toBe(200)
  expect([await statusOf(here_), await statusOf(elsewhere)]).toEqual([401, 200])
  here.nowMs += proofMs - 1
  expect(await statusOf(elsewhere)).toBe(200)
  here.nowMs += 1
  expect(await statusOf(elsewhere)).toBe(401)
})

it('a proof carries the language of its key', async () => {
  const { isolate, calls, made } = await stage()
  const api = isolate('one').as((await made({ taxpayers: '*', language: 'pl' })).text)
  const titleOf = async () => (await api.send('GET', `${purchases(first)}/unknown`)).body.title
  expect(await titleOf()).toBe('Nie znaleziono')
  const before = { ...calls }
  expect(await titleOf()).toBe('Nie znaleziono')
  expect(calls).toEqual(before)
})

it('no proof outlives its key', async () => {
  const { isolate, made, here } = await stage()
  const key = await made({ taxpayers: '*', expiresAt: '2026-07-24T10:00:02Z' })
  const api = isolate('one').as(key.text)
  expect(await statusOf(api)).toBe(200)
  here.nowMs += 1999
  expect(await statusOf(api)).toBe(200)
  here.nowMs += 1
  const answer = await api.send('GET', purchases(first))
  expect([answer.status, answer.body.code]).toEqual([401, 'key-expired'])
})

it('what a key reaches more or less counts everywhere within five seconds, and its role', async () => {
  const { isolate, made, here, change } = await stage()
  const key = await made({ taxpayers: [first] })
  const api = isolate('one').as(key.text)
  const both = async () => [await statusOf(api, first), await statusOf(api, second)]
  const reach = (...nips: string[]) =>
    change('UPDATE keys SET taxpayers = ? WHERE id = ?', JSON.stringify(nips), key.id)
  expect(await both()).toEqual([200, 403])
  reach(first, second)
  // What its proof does not reach is asked of the directory.
  expect(await both()).toEqual([200, 200])
  reach(second)
  here.nowMs += proofMs
  expect(await both()).toEqual([403, 200])
  const post = () => api.send('POST', `/v1/taxpayers/${second}/webhooks`)
  expect((await post()).body.code).toBe('role-too-low')
  change("UPDATE keys SET role = 'admin' WHERE id = ?", key.id)
  here.nowMs += proofMs
  expect((await post()).body.code).not.toBe('role-too-low')
})

it('a limit holds for all isolates and ledgers of a key together, and refills', async () => {
  const { isolate, made, calls, here } = await stage({ RATE_LIMIT: '100' })
  const key = await made({ taxpayers: '*' })
  const isolates = ['one', 'two', 'three'].map((name) => isolate(name).as(key.text))
  const round = async (requests: number) => {
    const all: number[] = []
    for (let i = 0; i < requests; i++)
      all.push(await statusOf(isolates[i % 3] as Api, i % 2 === 0 ? first : second))
    return all.filter((status) => status === 200).length
  }
  const before = calls.enter ?? 0
  expect(await round(30)).toBe(30)
  expect((calls.enter ?? 0) - before).toBeLessThan(10)
  // What one isolate has still set aside comes back when it asks again: nothing is lost, nothing counted twice.
  const further = await round(90)
  expect(further).toBeGreaterThan(60)
  expect(further).toBeLessThanOrEqual(70)
  expect(await round(10)).toBe(0)
  here.nowMs += 60_000
  expect(await round(120)).toBeLessThanOrEqual(100)
})

it('an erased taxpayer is unknown also where he is remembered, and nothing is stored of him', async () => {
  const { isolate, admin, stateOf } = await stage()
  const api = isolate('elsewhere')
  expect(await statusOf(api)).toBe(200)
  expect((await admin.send('DELETE', `/operator/taxpayers/${first}`)).status).toBe(204)
  const answer = await api.send('GET', purchases(first))
  expect([answer.status, answer.body.code]).toEqual([404, 'taxpayer-unknown'])
  expect(stateOf(first).storage.sql.exec('SELECT name FROM sqlite_schema').toArray()).toEqual([])
})

it('an outage is known to every ledger at once for who told of it', async () => {
  const { admin, stateOf } = await stage()
  for (const nip of [first, second]) expect(await statusOf(admin, nip)).toBe(200)
  await admin.postOutage({ kind: 'failure', start: '2026-06-29', end: '2026-07-02' })
  for (const nip of [first, second]) {
    expect(await statusOf(admin, nip)).toBe(200)
    expect(stateOf(nip).storage.sql.exec('SELECT count(*) AS known FROM outages').toArray()).toEqual([
      { known: 1 },
    ])
  }
})

describe('the object of a ledger', () => {
  const prover = createProver(`${'A'.repeat(43)}=`)
  const proven = (more: Partial<Proven> = {}): Proven => ({
    caller: { id: 'forged', name: 'forged', role: 'admin', taxpayers: '*' },
    keyHash: hexSha256('kr_stranger'),
    revision: 0,
    allows: null,
    untilMs: Date.parse(at) + proofMs,
    ...more,
  })
  const staged = stage()
  const asked = async (proof: string | undefined, key = 'kr_stranger') => {
    const { ledger } = await staged
    const request = new Request(`http://test${purchases(first)}`, {
      headers: { authorization: `Bearer ${key}` },
    })
    const { caller, revision } = proven()
    const admission = { caller, revision, isKnown: true, ...(proof === undefined ? {} : { proof }) }
    const answer = await ledger(first).serve(request, { address: null, admission })
    return [answer.status, ((await answer.json()) as { code?: string }).code]
  }
  const signed = prover.sign(proven())

  it('answers who has a proof', async () => {
    expect(await asked(signed)).toEqual([200, undefined])
  })
  it.each<[string, string | undefined]>([
    ['no proof, as the release before handed it in', undefined],
    ['nothing', ''],
    ['what somebody wrote', signed.slice(0, 64) + JSON.stringify(proven({ untilMs: 9e15 }))],
    ['what another master key signed', createProver(`${'B'.repeat(43)}=`).sign(proven())],
    ['a signature with another digit', `${signed[0] === '0' ? '1' : '0'}${signed.slice(1)}`],
    ['one that is over', prover.sign(proven({ untilMs: Date.parse(at) }))],
    ['one of a time to come', prover.sign(proven({ untilMs: Date.parse(at) + 60_000 }))],
    ['that of another key', prover.sign(proven({ keyHash: hexSha256('kr_other') }))],
  ])('asks the directory where it has %s, which refuses a stranger', async (_, proof) => {
    expect(await asked(proof)).toEqual([401, 'key-unknown'])
  })
  it('answers a known key whose proof is over, or that came without one', async () => {
    const { ledger, made } = await staged
    const { text } = await made({ taxpayers: [first] })
    const headers = { authorization: `Bearer ${text}` }
    const request = () => new Request(`http://test${purchases(first)}`, { headers })
    const { caller } = proven()
    const [over] = [prover.sign(proven({ keyHash: hexSha256(text), untilMs: Date.parse(at) }))]
    for (const more of [{}, { proof: over }]) {
      const admission = { caller, revision: 0, isKnown: true, ...more }
      expect((await ledger(first).serve(request(), { address: null, admission })).status).toBe(200)
    }
  })
})

it('neither keys nor proofs are logged', async () => {
  const { isolate, made, here } = await stage({ LOG_LEVEL: 'debug' })
  const { text } = await made({ taxpayers: [first] })
  const api = isolate('one').as(text)
  for (const nip of [first, first, second]) await statusOf(api, nip)
  const log = here.lines.join('\n')
  expect(log).toContain('purchases')
  for (const secret of [text.slice(20), hexSha256(text), 'keyHash', 'untilMs'])
    expect(log).not.toContain(secret)
})

it('a proof says when it ends to who had it from the directory', () => {
  const said = { ...({} as Proven), untilMs: 1000 }
  expect(readProof(`${'0'.repeat(64)}${JSON.stringify(said)}`).untilMs).toBe(1000)
  expect([999, 1000].map((nowMs) => isFresh({ untilMs: 1000 }, nowMs))).toEqual([true, false])
})
