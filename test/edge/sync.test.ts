import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Miniflare } from 'miniflare'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Operation } from '../../scripts/ksef-stand-in/faults.ts'
import { seedInvoices } from '../../scripts/ksef-stand-in/invoices.ts'
import { listen } from '../../scripts/ksef-stand-in/server.ts'
import { StandIn } from '../../scripts/ksef-stand-in/stand-in.ts'
import { adminKey } from '../support/admin-key.ts'
import { Api } from '../support/api.ts'
import { testCertificate } from '../support/certificates.ts'
import { fetchOf, startWorkerd, workerScript } from '../support/workerd.ts'

/** A synchronisation by the Worker as it is deployed, on its own clock: what its alarms carry, nobody asks for. */

const byToken = '9376032788'
const byCertificate = '5213017228'
const token = `20260201-EC-0123456789-0123456789-AB|nip-${byToken}|0123456789abcdef`
const day = 24 * 3_600_000
const count = 30
const long = { timeout: 90_000 }
const patient = { timeout: 30_000, interval: 50 }

const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
const standIn = new StandIn({ now: Date.now, lagMs: 1000 })
let server: Awaited<ReturnType<typeof listen>>
let script: string
let platform: Miniflare | null = null

/** Nothing is asked of the new process: only alarms wake its objects. */
async function restart(): Promise<Api> {
  await platform?.dispose()
  const bindings = { KSEF_API_URL: `${server.url}/v2`, LOG_LEVEL: 'error' }
  platform = await startWorkerd(script, { folder, bindings })
  return new Api(fetchOf(platform), adminKey)
}

const calls = (on: Operation, nip: string | null = null) =>
  standIn.calls.filter((c) => c.operation === on && (nip === null || c.nip === nip))

beforeAll(async () => {
  script = await workerScript()
  server = await listen(standIn)
})
afterAll(async () => {
  await platform?.dispose()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

it('is carried by alarms alone, through restarts, to its end, and nothing comes twice', long, async () => {
  const { pem, privateKeyPem, fingerprint } = testCertificate({ key: 'P-256', to: '2048-01-01' })
  for (const [seed, nip] of [byToken, byCertificate].entries()) {
    const { store, exports } = standIn.addTaxpayer(nip, { token, certificate: fingerprint })
    const now = Date.now()
    seedInvoices(store, { nip, from: now - 9 * day, to: now - day, count, seed, lagMs: 1000 })
    // The first question after an export, some 5 s later, finds it unfinished: its package is not there before the restart.
    exports.processingMs = 8_000
    // A package in several parts.
    exports.partBytes = 20_000
  }
  let api = await restart()
  const credentials = [
    [byToken, { type: 'token', token }],
    [byCertificate, { type: 'certificate', certificatePem: pem, privateKeyPem }],
  ] as const
  for (const [nip, credential] of credentials) {
    await api.putTaxpayer(nip, { name: 'Odbiorca sp. z o.o.' })
    const from = new Date(Date.now() - 10 * day).toISOString()
    const put = await api.json('PUT', `/v1/taxpayers/${nip}/ksef/connection`, { credential, from })
    expect([put.status, put.body.state], JSON.stringify(put.body)).toEqual([201, 'connecting'])
  }

  // Between two steps: what to do next stands in the object and in its alarm.
  // The first question after an export says that its answer is stored: one that was lost is asked for again.
  await vi.waitFor(
    () => credentials.map(([nip]) => expect(calls('export-status', nip).length).toBeGreaterThan(0)),
    patient,
  )
  expect(calls('export')).toHaveLength(2)
  standIn.faults.plan('part', { kind: 'dies-before' })
  api = await restart()
  // In the middle of a step: the answer to a call never comes.
  await standIn.death
  api = await restart()
  // All parts of both packages arrive without a request to the service; the rest of that step is its own.
  const parts = calls('part').length
  await vi.waitFor(() => expect(calls('part').length).toBeGreaterThan(parts), patient)

  for (const [nip] of credentials) {
    const get = async (what: string) => (await api.send('GET', `/v1/taxpayers/${nip}/ksef/${what}`)).body
    await vi.waitFor(async () => expect((await get('syncs')).items[0].state).toBe('done'), patient)
    expect((await get('syncs')).items).toMatchObject([
      { cause: 'connected', problems: [], subjects: [{ exports: 1, received: count, unchanged: 0 }] },
    ])
    const [{ intervals, checkpoint, nextRunAt }] = (await get('coverage')).items
    expect(intervals).toEqual([{ from: expect.any(String), to: checkpoint }])
    expect(Date.parse(nextRunAt)).toBeGreaterThan(Date.now())
    const stored = standIn.taxpayer(nip).store.invoices.map((i) => i.metadata.ksefNumber)
    const held = (await api.purchases(nip)).map((p) => p.ksef?.number)
    expect(held.sort()).toEqual(stored.sort())
    expect(await get('connection')).toMatchObject({ state: 'connected' })
    expect(calls('export', nip)).toHaveLength(1)
  }
  expect(standIn.limits.tooEarly).toEqual([])
})
