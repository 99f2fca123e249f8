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

/** How far a synchronisation reaches: windows, truncated packages, gaps, the high-water mark, the limits. */

let stage: Stage
beforeEach(async () => {
  stage = await createStage()
})
afterEach(() => stage.close())

const start = Date.parse('2026-11-20T08:00:00Z')
const connect = async (more: object = {}) => {
  const answer = await stage.api.json('PUT', `${at}/connection`, {
    credential: { type: 'token', token },
    from: '2026-11-10T08:00:00Z',
    ...more,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
}
const seed = (count: number, from: number, to: number, subject = 'Subject2') =>
  seedInvoices(stage.standIn.taxpayer(nip).store, { nip, from, to, count, seed: 1, lagMs: 60_000, subject })
const numbers = async () => (await stage.api.purchases(nip)).map((p) => p.ksef?.number).sort()
const coverage = async () => (await stage.api.send('GET', `${at}/coverage`)).body.items
const runs = async () => (await stage.api.send('GET', `${at}/syncs`)).body.items
const exportCalls = () => stage.standIn.calls.filter((c) => c.operation === 'export')

/** What the ledger must hold: everything stored up to its checkpoint, and nothing twice. */
async function expectComplete(subject = 'Subject2'): Promise<void> {
  const [reach] = (await coverage()).filter((c: { subject: string }) => c.subject === subject)
  const stored = stage.standIn.taxpayer(nip).store.invoices.filter((i) => i.subject === subject)
  const below = stored.filter(
    ({ metadata }) =>
      String(metadata.permanentStorageDate).replace('+00:00', 'Z') <= reach.checkpoint &&
      String(metadata.permanentStorageDate).replace('+00:00', 'Z') >= reach.intervals[0].from,
  )
  expect(below.length).toBeGreaterThan(0)
  const held = await numbers()
  expect(below.map((i) => i.metadata.ksefNumber).filter((n) => !held.includes(n))).toEqual([])
  expect(new Set(held).size).toBe(held.length)
}

describe('a long way back', () => {
  it('is walked in windows of at most 90 days, each touching the one before', async () => {
    seed(60, Date.parse('2026-02-01T00:00:00Z'), start)
    await connect({ from: '2026-01-31T23:00:00Z' })
    await stage.pass(hour)
    expect((await numbers()).length).toBeGreaterThan(58)
    await expectComplete()
    const [reach] = await coverage()
    expect(reach.intervals).toEqual([{ from: '2026-01-31T23:00:00.0000000Z', to: reach.checkpoint }])
    // 292 days: three whole windows and the rest.
    expect((await runs()).at(-1)).toMatchObject({ state: 'done', subjects: [{ exports: 4 }] })
  })

  it('is walked through truncated packages, from the last instant of each', async () => {
    stage.standIn.taxpayer(nip).exports.packageLimit = 7
    seed(50, start - 9 * day, start - hour)
    await connect()
    await stage.pass(hour)
    expect((await numbers()).length).toBe(50)
    const [reach] = await coverage()
    expect(reach.intervals).toHaveLength(1)
    const [run] = (await runs()).slice(-1)
    // Every package but the first begins with the invoice that ended the one before.
    expect(run.subjects[0]).toMatchObject({ new: 50, exports: 9, unchanged: 8 })
    // What has not come yet is not missing, on whatever day the month is looked at.
    const check = await stage.api.send('GET', `/v1/taxpayers/${nip}/register/2026-11/check?asOf=2026-12-01`)
    expect(check.body.sections.coverage).toMatchObject({ count: 0, items: [], more: false })
  })

  it('ends, and says so, where more lies in one instant than a package holds', async () => {
    stage.standIn.taxpayer(nip).exports.packageLimit = 3
    seed(4, start - 2 * day, start - 2 * day + 1)
    const { invoices } = stage.standIn.taxpayer(nip).store
    for (const invoice of invoices) invoice.ticks = invoices[0]?.ticks as bigint
    for (const invoice of invoices)
      invoice.metadata.permanentStorageDate = invoices[0]?.metadata.permanentStorageDate
    await connect()
    await stage.pass(30 * minute)
    expect((await runs()).at(-1).problems).toEqual([
      expect.stringMatching(/More invoices of Subject2 lie at/),
    ])
    expect(exportCalls().length).toBeLessThan(6)
  })
})

it('takes packages of several parts, listed in reverse', async () => {
  stage.standIn.taxpayer(nip).exports.partBytes = 5_001
  seed(40, start - 9 * day, start - hour)
  await connect()
  await stage.pass(10 * minute)
  expect((await numbers()).length).toBe(40)
  const parts = stage.standIn.calls.filter((c) => c.operation === 'part')
  expect(parts.length).toBeGreaterThan(3)
})

describe('the high-water mark', () => {
  it('is never passed: what appears late below it is not missed', async () => {
    await stage.close()
    stage = await createStage({ lagMs: 20 * minute })
    seedInvoices(stage.standIn.taxpayer(nip).store, {
      nip,
      from: start - day,
      to: start + 6 * hour,
      count: 400,
      seed: 3,
      lagMs: 20 * minute,
    })
    await connect({ everyMinutes: 15 })
    for (let i = 0; i < 12; i++) {
      await stage.pass(30 * minute)
      const [reach] = await coverage()
      const mark = stage.standIn.taxpayer(nip).store.highWater(stage.time.ms)
      expect(Date.parse(reach.checkpoint)).toBeLessThanOrEqual(mark)
      await expectComplete()
    }
  })

  it('may stand still: the checkpoint waits with it', async () => {
    await stage.close()
    stage = await createStage({ lagMs: 365 * day })
    await connect()
    await stage.pass(2 * hour)
    expect((await coverage())[0]).toMatchObject({ intervals: [], checkpoint: null })
    expect((await runs())[0]).toMatchObject({ state: 'done', problems: [] })
  })
})

describe('a start that is moved', () => {
  it('to an earlier day fills the gap and leaves the checkpoint where it is', async () => {
    seed(80, start - 40 * day, start - hour)
    await connect({ everyMinutes: 600 })
    await stage.pass(10 * minute)
    const [before] = await coverage()
    const held = (await numbers()).length
    await connect({ from: '2026-10-11', everyMinutes: 600, credential: undefined })
    await stage.api.json('POST', `${at}/syncs`)
    // The new run goes forward and fills; a second look at the checkpoint while it fills.
    await stage.pass(10 * minute)
    const [after] = await coverage()
    expect((await numbers()).length).toBeGreaterThan(held)
    expect((await numbers()).length).toBe(80)
    expect(after.intervals).toEqual([{ from: '2026-10-10T22:00:00.0000000Z', to: after.checkpoint }])
    expect(after.checkpoint > before.checkpoint).toBe(true)
    expect(Date.parse(after.checkpoint) - Date.parse(before.checkpoint)).toBeLessThan(30 * minute)
  })
})

describe('limits', () => {
  it('are kept by four subject types together, every quarter of an hour and by hand', async () => {
    seed(30, start - 9 * day, start + 4 * hour)
    seed(30, start - 9 * day, start + 4 * hour, 'Subject3')
    await connect({
      everyMinutes: 15,
      subjects: ['Subject1', 'Subject2', 'Subject3', 'SubjectAuthorized'],
    })
    for (let i = 0; i < 16; i++) {
      await stage.pass(15 * minute)
      await stage.api.json('POST', `${at}/syncs`)
    }
    expect(stage.standIn.limits.mostExportsInAnHour).toBeLessThanOrEqual(20)
    expect(stage.standIn.limits.mostExportsInAnHour).toBeGreaterThan(15)
    expect(stage.standIn.calls.filter((c) => c.status === 429)).toEqual([])
    await expectComplete('Subject2')
    await expectComplete('Subject3')
    expect((await coverage()).map((c: { subject: string }) => c.subject)).toEqual([
      'Subject1',
      'Subject2',
      'Subject3',
      'SubjectAuthorized',
    ])
  })

  it('leave at least a quarter of an hour between scheduled runs', async () => {
    await connect({ everyMinutes: 15 })
    await stage.pass(6 * hour)
    const begun = (await runs()).map((run: { startedAt: string }) => Date.parse(run.startedAt))
    const pauses = begun.slice(1).map((ms: number, i: number) => begun[i] - ms)
    expect(pauses.length).toBeGreaterThan(20)
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(15 * minute)
    expect(Math.max(...pauses)).toBeLessThan(25 * minute)
  })

  it('do not stop the other subject types when KSeF does not allow one', async () => {
    seed(5, start - day, start - hour)
    stage.standIn.taxpayer(nip).subjects.delete('Subject1')
    await connect({ subjects: ['Subject1', 'Subject2'] })
    await stage.pass(10 * minute)
    expect((await numbers()).length).toBe(5)
    expect((await runs())[0]).toMatchObject({
      state: 'done',
      problems: ['KSeF does not allow Subject1 for this taxpayer (21181).'],
    })
  })

  it('nor when the exports of one fail all the time', async () => {
    seed(5, start - day, start - hour, 'Subject3')
    const { exports } = stage.standIn.taxpayer(nip)
    const begin = exports.start.bind(exports)
    exports.start = (request, body) => {
      if (body.filters.subjectType === 'Subject2') body.encryption.encryptedSymmetricKey = 'AAAA'
      return begin(request, body)
    }
    await connect({ subjects: ['Subject2', 'Subject3'] })
    await stage.pass(hour)
    expect((await numbers()).length).toBe(5)
    expect((await stage.api.send('GET', `${at}/connection`)).body.state).toBe('unavailable')
    expect(stage.standIn.limits.mostExportsInAnHour).toBeLessThan(12)
  })
})
