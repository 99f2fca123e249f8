import type { Miniflare } from 'miniflare'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Operation } from '../../scripts/ksef-stand-in/faults.ts'
import { seedInvoices } from '../../scripts/ksef-stand-in/invoices.ts'
import { listen } from '../../scripts/ksef-stand-in/server.ts'
import { StandIn } from '../../scripts/ksef-stand-in/stand-in.ts'
import { adminKey } from '../support/admin-key.ts'
import { Api } from '../support/api.ts'
import { fastClock, firstInstant } from '../support/fast-clock.ts'
import { createReceiver } from '../support/receiver.ts'
import { fetchOf, startWorkerd, workerScript } from '../support/workerd.ts'

/** What alarms do by the hour, on a clock that runs fast: scheduled synchronisations, and the questions to Latarnia. */

const nip = '9376032788'
const at = `/v1/taxpayers/${nip}`
const token = `20260201-EC-0123456789-0123456789-AB|nip-${nip}|0123456789abcdef`
const minute = 60_000
const long = { timeout: 90_000 }
const patient = { timeout: 30_000, interval: 50 }

const startedAt = Date.now()
const { now } = fastClock(startedAt)
const standIn = new StandIn({ now, lagMs: minute })
let server: Awaited<ReturnType<typeof listen>>
let platform: Miniflare
let api: Api

const calls = (on: Operation) => standIn.calls.filter((c) => c.operation === on)

beforeAll(async () => {
  const script = await workerScript('test/support/fast-worker.ts')
  server = await listen(standIn)
  const urls = { KSEF_API_URL: `${server.url}/v2`, LATARNIA_URL: `${server.url}/latarnia` }
  platform = await startWorkerd(script, {
    bindings: { ...urls, LOG_LEVEL: 'error', WEBHOOKS_ALLOW_PRIVATE: 'true', STARTED_AT: String(startedAt) },
  })
  api = new Api(fetchOf(platform), adminKey)
  await api.putTaxpayer(nip, { name: 'Odbiorca sp. z o.o.' })
})
afterAll(async () => {
  await platform.dispose()
  await server.close()
})

it('fetches what came since, again and again, and nothing twice', long, async () => {
  const { store } = standIn.addTaxpayer(nip, { token })
  const from = now() - 60 * minute
  seedInvoices(store, { nip, from, to: from + 300 * minute, count: 100, seed: 1, lagMs: minute })
  const credential = { type: 'token', token }
  const put = await api.json('PUT', `${at}/ksef/connection`, {
    credential,
    everyMinutes: 15,
    from: new Date(from).toISOString(),
  })
  expect(put.status).toBe(201)
  // From here on nothing is asked of the taxpayer's object until four runs have ended.
  await vi.waitFor(() => expect(calls('export').length).toBeGreaterThan(5), patient)
  // The clock is fast: on a busy machine there are more runs than stand on one page.
  const runs: { state: string; cause: string }[] = []
  for (let path: string | null = `${at}/ksef/syncs?limit=100`; path !== null; ) {
    const page: { items: typeof runs; next: string | null } = (await api.send('GET', path)).body
    runs.push(...page.items)
    path = page.next && `${at}/ksef/syncs?limit=100&cursor=${page.next}`
  }
  const done = runs.filter((run) => run.state === 'done')
  expect(done.length).toBeGreaterThan(4)
  expect(new Set(done.map((run) => run.cause))).toEqual(new Set(['connected', 'schedule']))
  const [{ intervals, checkpoint }] = (await api.send('GET', `${at}/ksef/coverage`)).body.items
  expect(intervals).toHaveLength(1)
  const below = store.invoices
    .map(({ metadata }) => metadata)
    .filter((m) => String(m.permanentStorageDate).replace('+00:00', 'Z') <= checkpoint)
    .map((m) => m.ksefNumber)
  const held = (await api.purchases(nip)).map((p) => p.ksef?.number)
  expect(below.length).toBeGreaterThan(20)
  expect(below.filter((number) => !held.includes(number))).toEqual([])
  expect(new Set(held).size).toBe(held.length)
  expect(standIn.limits.tooEarly).toEqual([])
})

it('asks Latarnia every five minutes, has ledgers told what it says, and goes on asking', long, async () => {
  const receiver = await createReceiver()
  try {
    const day = '2026-11-19'
    const copy = {
      seller: { nip: '5265877635' },
      number: 'FV/1',
      issueDate: day,
      gross: '123.00',
      currency: 'PLN',
    }
    const { purchase } = await api.postCopy(nip, { ...copy, receivedOn: day, document: 'offline-invoice' })
    expect(purchase?.mode).toBe('offline24')
    expect((await api.json('POST', `${at}/webhooks`, { url: receiver.url })).status).toBe(201)
    standIn.latarnia = {
      status: { status: 'FAILURE' },
      messages: [
        {
          id: 'K/2026/AWR/02',
          eventId: 64,
          category: 'FAILURE',
          type: 'FAILURE_START',
          start: `${day}T09:12:00+01:00`,
          version: 1,
          published: `${day}T09:20:31.5412+01:00`,
        },
      ],
    }
    const told = () => receiver.received.filter((m) => m.data.purchaseId === purchase?.id)
    await vi.waitFor(() => expect(told().length).toBeGreaterThan(0), patient)
    expect((await api.purchase(nip, purchase?.id as string)).mode).toBe('emergency')

    // What a human records is told in the same alarm; that Latarnia fails is no reason to stop asking it.
    standIn.faults.plan('latarnia', { kind: 'cut' })
    receiver.received.length = 0
    const [{ id }] = (await api.send('GET', '/v1/outages')).body.items
    await api.patchOutage(id, { withdrawn: true })
    await vi.waitFor(() => expect(told().length).toBeGreaterThan(0), patient)
    const asked = calls('latarnia').length
    await vi.waitFor(() => expect(calls('latarnia').length).toBeGreaterThan(asked + 6), patient)
    expect(await api.send('GET', '/v1/latarnia')).toMatchObject({ body: { status: 'FAILURE' } })
    // Two calls are one question, and no question comes early.
    const passed = now() - firstInstant
    expect(calls('latarnia').length).toBeLessThanOrEqual(2 * (passed / (5 * minute) + 1))
  } finally {
    await receiver.close()
  }
})
