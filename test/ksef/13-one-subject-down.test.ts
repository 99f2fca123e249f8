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

// CIRFMF/ksef-api 516: 500 for Subject3 alone, everything else worked.
it('a subject type for which KSeF answers 500 does not hold up the others', async () => {
  seed(20)
  const exports = stage.standIn.taxpayer(nip).exports as any
  const start = exports.start.bind(exports)
  exports.start = (request: Request, body: any) =>
    body.filters.subjectType === 'Subject3' ? new Response('{}', { status: 500 }) : start(request, body)
  await connect({ subjects: ['Subject3', 'Subject2'] })
  await stage.pass(10 * hour)
  expect((await purchases()).length).toBe(20)
  // and it is said that something does not come
  const { state, findings } = (await stage.api.send('GET', `${at}/connection`)).body
  expect(state === 'connected' && findings.length === 0, `state ${state}, no finding`).toBe(false)
}, 240_000)
