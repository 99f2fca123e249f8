import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seedInvoices } from '../ksef-server/invoices.ts'
import { at, createStage, day, hour, minute, nip, type Stage, token } from '../ksef-server/stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await createStage()
})
afterEach(() => stage.close())

const connect = (more: object = {}) =>
  stage.api.json('PUT', `${at}/connection`, {
    credential: { type: 'token', token },
    from: new Date(stage.time.ms - 10 * day).toISOString(),
    ...more,
  })

const seed = (count: number, from = stage.time.ms - 10 * day, to = stage.time.ms) =>
  seedInvoices(stage.standIn.taxpayer(nip).store, { nip, from, to, count, seed: 1, lagMs: 60_000 })

const get = async (what: string) => (await stage.api.send('GET', `${at}/${what}`)).body

describe('a first sync', () => {
  it('signs in, fetches what is below the high-water mark, and says so', async () => {
    seed(40)
    const put = await connect()
    expect(put.status, JSON.stringify(put.body)).toBe(201)
    expect(put.body).toMatchObject({ state: 'connecting', credential: { type: 'token' } })
    await stage.pass(2 * minute)
    const [run] = (await get('syncs')).items
    expect(stage.log.filter((r) => r.level !== 'info')).toEqual([])
    expect(run).toMatchObject({ state: 'done', cause: 'connected', problems: [] })
    expect((await stage.api.purchases(nip)).length).toBeGreaterThan(38)
    expect(await get('connection')).toMatchObject({ state: 'connected' })
    const { items } = await get('coverage')
    expect(items).toEqual([
      expect.objectContaining({
        subject: 'Subject2',
        checkpoint: expect.stringMatching(/^2026-11-20T07:58:\d\d\.\d{7}Z$/),
      }),
    ])
    expect(items[0].intervals).toEqual([{ from: expect.any(String), to: items[0].checkpoint }])
    await stage.pass(hour)
    expect((await stage.api.purchases(nip)).length).toBe(40)
  })
})
