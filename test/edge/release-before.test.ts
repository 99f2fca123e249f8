import { expect, it } from 'vitest'
import type { Actor } from '../../src/audit/chain.ts'
import { adminKey } from '../support/admin-key.ts'
import { edgeObjects } from '../support/edge-objects.ts'

/**
 * For minutes after a deployment objects of two releases talk with each other. What the release before said must be
 * answered; with the next release what it says now becomes what must, and this may go.
 */

const nip = '9376032788'
const edge = edgeObjects('2026-07-24T10:00:00Z', { LOG_LEVEL: 'info' })
const api = edge.isolate('one')
const settings = async () => (await api.send('GET', `/v1/taxpayers/${nip}`)).body
const admin: Actor = { id: 'bootstrap', name: 'admin' }
/** An object as who calls it from the release before sees it: with the arguments of then. */
type Before = Record<string, (...args: unknown[]) => Promise<unknown>>
const directory = edge.env.DIRECTORY.get('directory') as unknown as Before
const call = (name: string, ...args: unknown[]) => (directory[name] as Before[string])(...args)

it('the directory lets in who comes from a Worker that knows no proofs', async () => {
  await api.putTaxpayer(nip, { name: 'Odbiorca' })
  expect(await call('enter', adminKey, nip, false)).toMatchObject({
    caller: { id: 'bootstrap', name: 'admin', role: 'admin', taxpayers: '*' },
    isKnown: true,
    revision: 0,
  })
})

it('the directory answers ledgers that say and ask for less', async () => {
  expect(await call('news', nip, 0)).toMatchObject({ revision: 0, notices: [], hasMore: false })
  const { nip: _, createdAt: __, ...given } = await settings()
  expect(await call('putTaxpayer', nip, { ...given, name: 'Inny' }, '2026-07-24T10:00:00Z')).toBe(false)
  expect(await call('adoptOutages', [], { actor: admin, at: '2026-07-24T10:00:00Z' })).toEqual({
    adoption: { lacking: [], renamed: [], differing: [] },
    revision: 0,
  })
})

it('a ledger answers a Worker that hands in an admission without a proof', async () => {
  const caller = { id: 'bootstrap', name: 'admin', role: 'admin', taxpayers: '*' }
  const headers = { authorization: `Bearer ${adminKey}` }
  const request = new Request(`http://test/v1/taxpayers/${nip}/purchases`, { headers })
  const arrival = { address: null, admission: { caller, isKnown: true, revision: 0 } }
  const ledger = edge.ledger(nip) as unknown as { serve(...args: unknown[]): Promise<Response> }
  expect((await ledger.serve(request, arrival)).status).toBe(200)
})

it('a ledger says that its directory runs another release, and does not write its name again', async () => {
  const { kv } = edge.stateOf(nip).storage
  const before = kv.put
  const written: string[] = []
  kv.put = (name, value) => {
    written.push(name)
    before(name, value)
  }
  const news = { settings: await settings(), revision: 0, notices: [], hasMore: false, version: '9.9.9' }
  edge.here.lines.length = 0
  await edge.anew(nip, { news: async () => news }).visit()
  const told = edge.here.lines.map((line) => JSON.parse(line))
  expect(told).toMatchObject([
    { level: 'warn', message: 'the directory runs another release', there: '9.9.9' },
  ])
  expect(written).toEqual([])
  expect(kv.get('name')).toBe(nip)
})
