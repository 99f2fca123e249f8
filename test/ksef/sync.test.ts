import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seedInvoices } from '../../scripts/ksef-stand-in/invoices.ts'
import {
  at,
  createStage,
  day,
  hour,
  minute,
  nip,
  type Stage,
  token,
} from '../../scripts/ksef-stand-in/stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await createStage()
})
afterEach(() => stage.close())

const connect = (more: object = {}) =>
  stage.api.json('PUT', `${at}/connection`, {
    credential: { type: 'token', token },
    from: '2026-11-10T08:00:00Z',
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

/** Where a sync may be cut off: each kind of call, before it was heard and after it was carried out. */
const cuts = (
  ['challenge', 'keys', 'sign-in', 'sign-in-status', 'redeem', 'export', 'export-status', 'part'] as const
).flatMap((on) => (['cut', 'lost'] as const).map((kind) => ({ on, kind })))

describe('a sync that meets trouble', () => {
  const troubles: [string, (s: Stage) => void][] = [
    ...cuts.map(({ on, kind }): [string, (s: Stage) => void] => [
      `${on} ${kind}`,
      ({ standIn }) => standIn.faults.plan(on, { kind }),
    ]),
    ['a page for people', ({ standIn }) => standIn.faults.plan('export', { kind: 'html' })],
    [
      '502',
      ({ standIn }) => standIn.faults.plan('export-status', { kind: 'status', status: 502, body: 'html' }, 2),
    ],
    ['a damaged part', ({ standIn }) => standIn.faults.plan('part', { kind: 'corrupt' }, 2)],
    ['a part that stays damaged', ({ standIn }) => standIn.faults.plan('part', { kind: 'corrupt' }, 20)],
    ['links that ended', ({ standIn }) => standIn.faults.plan('part', { kind: 'expired-link' })],
    [
      'an expired package',
      ({ standIn }) => standIn.faults.plan('export-status', { kind: 'outcome', code: 210 }),
    ],
    [
      'a cancelled export',
      ({ standIn }) => standIn.faults.plan('export-status', { kind: 'outcome', code: 550 }),
    ],
    [
      'a cancelled login',
      ({ standIn }) => standIn.faults.plan('sign-in-status', { kind: 'outcome', code: 550 }),
    ],
    [
      'a session ended by the user',
      ({ standIn }) => standIn.faults.plan('sign-in-status', { kind: 'outcome', code: 425 }),
    ],
  ]
  it.each(troubles)('%s: is whole in the end', async (_, plan) => {
    seed(30)
    plan(stage)
    await connect()
    await stage.pass(90 * minute)
    expect((await stage.api.purchases(nip)).length).toBe(30)
    expect(await get('connection')).toMatchObject({ state: 'connected' })
    expect(stage.standIn.faults.happened.size).toBe(1)
    expect(stage.standIn.limits.tooEarly).toEqual([])
    expect(stage.log.filter((r) => r.level === 'error')).toEqual([])
  })

  it('asks anew for keys that were withdrawn, for the token and for the package', async () => {
    seed(5)
    await connect()
    await stage.pass(10 * minute)
    stage.standIn.keys.rotate()
    await stage.api.json('POST', `${at}/syncs`)
    await stage.pass(10 * minute)
    stage.standIn.keys.rotate()
    await connect()
    await stage.pass(10 * minute)
    expect((await stage.api.purchases(nip)).length).toBe(5)
    expect(await get('connection')).toMatchObject({ state: 'connected' })
    const answers = (on: string) =>
      stage.standIn.calls.filter((c) => c.operation === on).map(({ status }) => status)
    expect(answers('export')).toEqual([201, 400, 201, 201])
    expect(answers('sign-in')).toEqual([202, 400, 202])
    expect(answers('keys')).toEqual([200, 200, 200])
  })

  it('waits for Retry-After to the second and says until when', async () => {
    stage.standIn.faults.plan('export', { kind: 'limit', seconds: 600 })
    await connect()
    await stage.pass(minute)
    const { state, until, message } = await get('connection')
    expect(state).toBe('waiting')
    expect(message).toMatch(/^Waiting until 2026-11-20 09:10:0\d: KSeF allows no call for 600 s/)
    const refused = stage.standIn.calls.find((c) => c.status === 429)?.at as number
    await stage.pass(20 * minute)
    const next = stage.standIn.calls.find((c) => c.at > refused)?.at as number
    expect(next - refused).toBeGreaterThanOrEqual(600_000)
    expect(next - refused).toBeLessThan(603_000)
    expect(next).toBe(Date.parse(until))
  })

  it('goes on after a crash at any call', async () => {
    seed(30)
    await connect()
    const deaths = cuts.flatMap(({ on }) =>
      (['dies-before', 'dies-after'] as const).map((kind) => ({ on, kind })),
    )
    for (const { on, kind } of deaths) {
      stage.standIn.faults.plan(on, { kind })
      await stage.api.json('POST', `${at}/syncs`)
      await stage.pass(hour)
      await stage.crash()
    }
    await stage.pass(hour)
    expect((await stage.api.purchases(nip)).length).toBe(30)
    expect(stage.standIn.limits.mostExportsInAnHour).toBeLessThanOrEqual(20)
    expect(await get('connection')).toMatchObject({ state: 'connected' })
  })

  it('stops at once while KSeF does not answer, and calls that no failure', async () => {
    stage.standIn.faults.plan('export', { kind: 'dies-before' })
    await connect()
    await stage.pass(minute)
    await stage.close()
    expect(stage.log.filter((r) => r.level !== 'info')).toEqual([])
    stage = await createStage()
  })

  it('asks for a package once, however often it dies while taking it in', async () => {
    seed(30)
    await connect()
    for (let i = 0; i < 5; i++) {
      stage.standIn.faults.plan('part', { kind: i % 2 === 0 ? 'dies-before' : 'dies-after' })
      await stage.pass(10 * minute)
      await stage.crash()
    }
    await stage.pass(10 * minute)
    expect((await stage.api.purchases(nip)).length).toBe(30)
    expect(stage.standIn.calls.filter((c) => c.operation === 'export')).toHaveLength(1)
  })
})

describe('a credential that KSeF refuses', () => {
  const attempts = () => stage.standIn.calls.filter((c) => c.operation === 'challenge').length

  it('stops the trying, says what to do, and a new one goes on', async () => {
    seed(3)
    stage.standIn.taxpayer(nip).account.revoked = true
    await connect()
    await stage.pass(3 * day)
    expect(attempts()).toBe(1)
    expect(await get('connection')).toMatchObject({
      state: 'refused',
      message: expect.stringMatching(/revoked.*Make a new one/),
      nextRunAt: null,
    })
    expect((await get('syncs')).items).toMatchObject([
      { state: 'failed', message: expect.stringMatching(/revoked/) },
    ])
    stage.standIn.taxpayer(nip).account.revoked = false
    await connect()
    await stage.pass(10 * minute)
    expect(await get('connection')).toMatchObject({ state: 'connected' })
    expect((await stage.api.purchases(nip)).length).toBe(3)
  })

  it.each([
    ['no permission', 415, [], /InvoiceRead/],
    ['a token of another taxpayer', 450, ['Token nie może być użyty w kontekście Nip'], /another taxpayer/],
    ['an unknown token', 450, ['Nieprawidłowy token'], /does not know the token/],
    ['a certificate', 460, ['Certyfikat odwołany'], /certificate/],
    ['a deceased person', 470, [], /deceased/],
    ['a blocked one', 480, [], /Ministry of Finance/],
  ])('%s', async (_, code, details, message) => {
    stage.standIn.faults.plan('sign-in-status', { kind: 'outcome', code, details })
    await connect()
    await stage.pass(day)
    expect(attempts()).toBe(1)
    expect(await get('connection')).toMatchObject({
      state: 'refused',
      message: expect.stringMatching(message),
    })
    const again = await stage.api.json('POST', `${at}/syncs`)
    expect(again).toMatchObject({ status: 202, body: { state: 'waiting', cause: 'manual' } })
    await stage.pass(10 * minute)
    expect(await get('connection')).toMatchObject({ state: 'connected' })
  })

  it('may have been meant for a moment only: three times, then a person is asked', async () => {
    stage.standIn.faults.plan(
      'sign-in-status',
      { kind: 'outcome', code: 450, details: ['Nieprawidłowy czas tokena'] },
      20,
    )
    await connect()
    await stage.pass(day)
    expect(attempts()).toBe(4)
    expect(await get('connection')).toMatchObject({
      state: 'refused',
      message: expect.stringMatching(/4 times/),
    })
  })

  it('or one that may not read invoices: KSeF says so at times although it may, so it is asked again, ever more rarely', async () => {
    seed(3)
    stage.standIn.taxpayer(nip).mayRead = false
    await connect()
    await stage.pass(10 * minute)
    expect(await get('connection')).toMatchObject({
      state: 'unavailable',
      message: expect.stringMatching(/InvoiceRead.*although the permissions are right/),
      until: expect.any(String),
    })
    await stage.pass(day)
    const { state, message, findings } = await get('connection')
    expect(state).toBe('refused')
    expect(message).toMatch(/InvoiceRead/)
    expect(findings).toMatchObject([
      { code: 'SUBJECT_FAILING', message: expect.stringMatching(/InvoiceRead/) },
    ])
    // At once, after 5 and 30 minutes, 2 hours, and then every 6 hours.
    const asked = stage.standIn.calls.filter((c) => c.operation === 'export').map((c) => c.at)
    const hours = asked.slice(1).map((ms, i) => (ms - (asked[i] as number)) / hour)
    expect(hours.map((h) => Math.round(h * 12) / 12)).toEqual([1 / 12, 0.5, 2, 6, 6, 6])
    stage.standIn.taxpayer(nip).mayRead = true
    await stage.pass(6 * hour)
    expect(await get('connection')).toMatchObject({ state: 'connected', findings: [] })
    expect((await stage.api.purchases(nip)).length).toBe(3)
  })
})
