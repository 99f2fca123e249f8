import { afterEach, beforeEach, expect, it } from 'vitest'
import { seedInvoices } from '../ksef-server/invoices.ts'
import { at, createStage, day, hour, minute, nip, type Stage, token } from '../ksef-server/stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await createStage()
})
afterEach(() => stage.close().catch(() => {}))

const connect = (more: object = {}) =>
  stage.api.json('PUT', `${at}/connection`, {
    credential: { type: 'token', token },
    from: '2026-11-10T08:00:00Z',
    ...more,
  })
const seed = (count: number, options: object = {}) =>
  seedInvoices(stage.standIn.taxpayer(nip).store, {
    nip,
    from: stage.time.ms - 9 * day,
    to: stage.time.ms,
    count,
    seed: 1,
    lagMs: minute,
    ...options,
  })
/** Every purchase, over all pages. */
const purchases = async () => {
  const all: { ksef: { number: string } | null; status: string }[] = []
  let cursor = ''
  do {
    const page = (
      await stage.api.send(
        'GET',
        `/v1/taxpayers/${nip}/purchases?limit=1000${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      )
    ).body
    all.push(...page.items)
    cursor = page.next
  } while (cursor)
  return all
}

// CIRFMF/ksef-api 366, 787, 484: exports stayed at status 100 for weeks. Here the first one never ends; any later one does at once.
it('an export that does not end within a day is given up and another one asked for', async () => {
  seed(30)
  const { exports } = stage.standIn.taxpayer(nip)
  exports.processingMs = 1e15
  await connect()
  await stage.pass(2 * minute)
  exports.processingMs = 8_000
  await stage.pass(24 * hour)
  expect((await purchases()).length).toBe(30)
}, 240_000)

it('where no export ends any more, the connection does not say that all is well', async () => {
  seed(5)
  await connect()
  await stage.pass(2 * hour)
  expect((await purchases()).length).toBe(5)
  stage.standIn.taxpayer(nip).exports.processingMs = 1e15
  await stage.pass(2 * day)
  const { state, findings } = (await stage.api.send('GET', `${at}/connection`)).body
  expect(
    ['connecting', 'connected'].includes(state) && findings.length === 0,
    `state ${state}, no finding`,
  ).toBe(false)
}, 240_000)
