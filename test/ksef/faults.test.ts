import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PackageFault } from '../../scripts/ksef-stand-in/faults.ts'
import {
  at,
  connectByToken,
  createStage,
  day,
  hour,
  minute,
  nip,
  type Stage,
  seedNineDays,
} from '../../scripts/ksef-stand-in/stage.ts'

/** Packages that are not what was announced, documents that come late, and what a person asks to be fetched again. */

let stage: Stage
beforeEach(async () => {
  stage = await createStage()
})
afterEach(() => stage.close())

const start = Date.parse('2026-11-20T08:00:00Z')
const connect = (more: object = {}) => connectByToken(stage, more)
const seed = (count: number, more: object = {}) =>
  seedNineDays(stage, count, { from: start - 9 * day, to: start - hour, ...more })
const get = async (what: string) => (await stage.api.send('GET', `${at}/${what}`)).body
const purchases = async () => (await stage.api.purchases(nip)).length
const exportsAsked = () =>
  stage.standIn.calls.filter((c) => c.operation === 'export' && c.status === 201).length
const codes = async () => (await get('connection')).findings.map((f: { code: string }) => f.code)

describe('a package that is not whole', () => {
  it.each<PackageFault>(['list-cut', 'list-short', 'xml-missing', 'xml-damaged'])(
    'once (%s) is asked for again: nothing is lost, and nothing lies in quarantine',
    async (kind) => {
      seed(12)
      stage.standIn.faults.plan('export', { kind })
      await connect()
      await stage.pass(20_000)
      expect((await get('coverage')).items[0]?.intervals ?? []).toEqual([])
      expect(await get('connection')).toMatchObject({
        state: 'unavailable',
        message: expect.stringMatching(/list of the package|of 12 invoices|without XML/),
      })
      await stage.pass(10 * minute)
      expect(await purchases()).toBe(12)
      expect((await get('quarantine')).items).toEqual([])
      expect(exportsAsked()).toBe(2)
      expect(await get('connection')).toMatchObject({ state: 'connected', findings: [] })
    },
  )

  it('a document that stays damaged is named in quarantine after the third export, and the rest is complete', async () => {
    seed(9)
    stage.standIn.faults.plan('export', { kind: 'xml-damaged' }, 3)
    await connect()
    await stage.pass(20 * minute)
    expect(await purchases()).toBe(8)
    const [quarantined] = (await get('quarantine')).items
    expect(quarantined).toMatchObject({ code: 'hash-mismatch', ksefNumber: expect.any(String) })
    expect((await get('coverage')).items[0]).toMatchObject({ gaps: [] })
    const [run] = (await get('syncs')).items
    expect(run).toMatchObject({ subjects: [{ new: 8, quarantined: 1 }] })
    expect(run.problems).toEqual([expect.stringMatching(quarantined.ksefNumber)])
    expect(exportsAsked()).toBe(3)
  })

  it('a list that is cut off in every large package is fetched in halves', async () => {
    seed(40)
    const { exports } = stage.standIn.taxpayer(nip)
    const begin = exports.start.bind(exports)
    // Packages of more than 15 documents have their list cut off.
    exports.start = (request, body) => {
      const { from, to } = body.filters.dateRange
      const inside = stage.standIn.taxpayer(nip).store.invoices.filter(({ metadata }) => {
        const storedAt = String(metadata.permanentStorageDate)
        return storedAt >= from && (to === undefined || storedAt <= to)
      })
      return begin(request, body, inside.length > 15 ? { kind: 'list-cut' } : null)
    }
    await connect()
    await stage.pass(2 * hour)
    expect(await purchases()).toBe(40)
    expect((await get('quarantine')).items).toEqual([])
    expect((await get('coverage')).items[0]).toMatchObject({ gaps: [], trouble: null })
  })

  it('a minute that never comes whole is left as a gap that is told, and filled once it does', async () => {
    seed(10)
    const { exports, store } = stage.standIn.taxpayer(nip)
    const begin = exports.start.bind(exports)
    const bad = String(store.invoices[4]?.metadata.permanentStorageDate)
    let isBroken = true
    exports.start = (request, body) => {
      const { from, to } = body.filters.dateRange
      const holds = from <= bad && (to === undefined || bad <= to)
      return begin(request, body, isBroken && holds ? { kind: 'list-cut' } : null)
    }
    await connect()
    await stage.pass(6 * hour)
    // The others came, and this one where a larger list named it before it was cut off; the gap says what is not known.
    expect(await purchases()).toBeGreaterThanOrEqual(9)
    const { gaps, checkpoint } = (await get('coverage')).items[0]
    expect(gaps).toHaveLength(1)
    expect(gaps[0].from <= bad && bad <= gaps[0].to).toBe(true)
    expect(Date.parse(gaps[0].to) - Date.parse(gaps[0].from)).toBeLessThanOrEqual(minute)
    expect(stage.time.ms - Date.parse(checkpoint)).toBeLessThan(2 * hour)
    expect(await codes()).toContain('COVERAGE_GAP')
    isBroken = false
    await stage.pass(2 * hour)
    expect(await purchases()).toBe(10)
    expect((await get('coverage')).items[0].gaps).toEqual([])
    expect(await codes()).not.toContain('COVERAGE_GAP')
    expect(stage.standIn.limits.mostExportsInAnHour).toBeLessThanOrEqual(20)
  })

  it.each([
    ['cut off without saying where', { isTruncated: true, lastPermanentStorageDate: null }],
    ['of ten thousand, whatever it says', { isTruncated: false, lastPermanentStorageDate: null }],
  ])('a package %s is asked for in halves', async (_, lie) => {
    seed(40)
    const { exports } = stage.standIn.taxpayer(nip)
    exports.packageLimit = 15
    exports.says = (found) => {
      if (found.isTruncated !== true) return found
      return { ...found, ...lie, ...(lie.isTruncated ? {} : { invoiceCount: 10_000 }) }
    }
    await connect()
    await stage.pass(4 * hour)
    expect(await purchases()).toBe(40)
    expect((await get('coverage')).items[0]).toMatchObject({ gaps: [], trouble: null })
  })
})

describe('what cannot be had for long', () => {
  it('an export under way for an hour is told, after three it is asked for anew', async () => {
    seed(3)
    stage.standIn.faults.plan('export', { kind: 'never' })
    await connect()
    await stage.pass(50 * minute)
    expect(await codes()).toEqual([])
    await stage.pass(20 * minute)
    expect(await get('connection')).toMatchObject({
      state: 'unavailable',
      message: expect.stringMatching(/Subject2: KSeF has not ended the export/),
      findings: [{ code: 'EXPORT_STALLED', severity: 'review' }],
    })
    await stage.pass(100 * minute)
    expect(exportsAsked()).toBe(1)
    await stage.pass(30 * minute)
    expect(exportsAsked()).toBeGreaterThan(1)
    expect(await purchases()).toBe(3)
  })

  it('406 for a package is told in words, asked for another way, and again later', async () => {
    seed(3)
    stage.standIn.faults.plan('part', { kind: 'status', status: 406, body: 'empty' }, 3)
    await connect()
    await stage.pass(15_000)
    expect((await get('connection')).message).toMatch(/the storage answered 406 for part 1, whichever type/)
    await stage.pass(10 * minute)
    expect(await purchases()).toBe(3)
    expect(exportsAsked()).toBe(1)
  })

  it('a subject type that KSeF does not allow is a finding, and the others are connected', async () => {
    seed(3)
    stage.standIn.taxpayer(nip).subjects.delete('Subject1')
    await connect({ subjects: ['Subject1', 'Subject2'] })
    await stage.pass(10 * minute)
    expect(await get('connection')).toMatchObject({
      state: 'connected',
      findings: [{ code: 'SUBJECT_NOT_ALLOWED', message: expect.stringMatching(/Subject1/) }],
    })
    // Once KSeF takes the export it is allowed, whatever becomes of the export.
    stage.standIn.taxpayer(nip).subjects.add('Subject1')
    stage.standIn.faults.plan('export', { kind: 'never' }, 2)
    await stage.pass(150 * minute)
    expect(await codes()).toContain('EXPORT_STALLED')
    expect(await codes()).not.toContain('SUBJECT_NOT_ALLOWED')
  })

  it('a high-water mark that stands still is told after hours', async () => {
    await stage.close()
    let lagMs = 90_000
    stage = await createStage({ lag: () => lagMs })
    await connect()
    await stage.pass(hour)
    lagMs = 365 * day
    await stage.pass(5 * hour)
    expect(await codes()).toEqual([])
    await stage.pass(3 * hour)
    expect(await codes()).toEqual(['COVERAGE_BEHIND'])
  })
})

describe('a look back over the last days', () => {
  /** Documents that KSeF stores below its high-water mark and shows only later. */
  const late = (count: number) => {
    const { store } = stage.standIn.taxpayer(nip)
    seed(count, { seed: 7, from: start - 3 * day, to: start - 2 * day })
    for (const invoice of store.invoices.slice(-count)) invoice.visibleAt = start + 2 * hour
  }

  it('finds once a day what came late, and fetches only that', async () => {
    seed(20)
    late(3)
    await connect()
    await stage.pass(hour)
    expect(await purchases()).toBe(20)
    const before = exportsAsked()
    await stage.pass(22 * hour)
    expect(await purchases()).toBe(20)
    await stage.pass(4 * hour)
    expect(await purchases()).toBe(23)
    const looks = stage.standIn.calls.filter((c) => c.operation === 'metadata').length
    expect(looks).toBe(2)
    // One export for each of the 26 hours, and one or so for each of the three documents.
    expect(exportsAsked() - before).toBeLessThanOrEqual(26 + 4)
    expect((await get('coverage')).items[0]).toMatchObject({
      gaps: [],
      lookedBackAt: expect.stringMatching(/^2026-11-21T/),
      lookedBackTo: expect.stringMatching(/^2026-11-21T/),
    })
  })

  it('comes with a run asked for by hand', async () => {
    late(1)
    await connect()
    await stage.pass(3 * hour)
    expect(await purchases()).toBe(0)
    await stage.api.json('POST', `${at}/syncs`)
    await stage.pass(5 * minute)
    expect(await purchases()).toBe(1)
  })

  it('comes also with a run under way, and an export that does not end is asked for anew', async () => {
    late(1)
    await connect()
    await stage.pass(3 * hour)
    stage.standIn.faults.plan('export', { kind: 'never' })
    await stage.pass(150 * minute)
    expect(await codes()).toEqual(['EXPORT_STALLED'])
    expect(await stage.api.json('POST', `${at}/syncs`)).toMatchObject({ body: { state: 'running' } })
    await stage.pass(5 * minute)
    expect(await purchases()).toBe(1)
    expect(await get('connection')).toMatchObject({ state: 'connected', findings: [] })
  })

  it('is not said to have been where there was nothing to look at', async () => {
    await connect({ from: '2026-11-20T08:00:00Z' })
    await stage.pass(minute)
    expect((await get('syncs')).items[0]).toMatchObject({ state: 'done' })
    expect((await get('coverage')).items[0]).toMatchObject({ lookedBackAt: null, lookedBackTo: null })
  })

  it('that fails holds up nothing, and is told after two days', async () => {
    seed(3)
    stage.standIn.faults.plan('metadata', { kind: 'status', status: 500 }, 1000)
    await connect()
    await stage.pass(2 * hour)
    expect(await purchases()).toBe(3)
    expect(await get('connection')).toMatchObject({ state: 'connected', findings: [] })
    await stage.pass(2 * day)
    expect(await get('connection')).toMatchObject({
      state: 'connected',
      findings: [{ code: 'NOT_LOOKED_BACK', message: expect.stringMatching(/500/) }],
    })
  })

  it('does not say complete where KSeF lists what its exports lack', async () => {
    seed(5)
    const { exports, store } = stage.standIn.taxpayer(nip)
    const lacking = store.invoices[2]
    const find = store.find.bind(store)
    const begin = exports.start.bind(exports)
    let isLacking = true
    exports.start = (...given) => {
      store.find = (...args) => find(...args).filter((i) => !(isLacking && i === lacking))
      const answer = begin(...given)
      store.find = find
      return answer
    }
    await connect()
    await stage.pass(3 * hour)
    expect(await purchases()).toBe(4)
    expect((await get('coverage')).items[0].gaps).toHaveLength(1)
    expect(await codes()).toEqual(['COVERAGE_GAP'])
    isLacking = false
    await stage.pass(2 * hour)
    expect(await purchases()).toBe(5)
    expect(await codes()).toEqual([])
  })
})

describe('a span that somebody names', () => {
  const windows: { from: string; to?: string; subject: string }[] = []
  const listen = () => {
    windows.length = 0
    const { exports } = stage.standIn.taxpayer(nip)
    const begin = exports.start.bind(exports)
    exports.start = (request, body, fault) => {
      const { from, to } = body.filters.dateRange
      windows.push({ from, subject: body.filters.subjectType, ...(to === undefined ? {} : { to }) })
      return begin(request, body, fault)
    }
  }

  it('is fetched again although it is covered; also in a run under way', async () => {
    seed(10)
    await connect()
    await stage.pass(10 * minute)
    listen()
    const span = { from: '2026-11-12', to: '2026-11-14T08:00:00Z', subjects: ['Subject2'] }
    const first = await stage.api.json('POST', `${at}/syncs`, span)
    const shown = {
      from: '2026-11-11T23:00:00.0000000Z',
      to: '2026-11-14T08:00:00.0000000Z',
      subjects: ['Subject2'],
    }
    expect(first).toMatchObject({ status: 202, body: { cause: 'manual', state: 'waiting', spans: [shown] } })
    await stage.pass(3_000)
    const second = await stage.api.json('POST', `${at}/syncs`, { from: '2026-11-15', to: '2026-11-15' })
    expect(second.body).toMatchObject({ id: first.body.id, state: 'running' })
    expect(second.body.spans).toHaveLength(2)
    await stage.pass(10 * minute)
    expect(windows.slice(-2)).toEqual([
      { from: shown.from, to: shown.to, subject: 'Subject2' },
      { from: '2026-11-14T23:00:00.0000000Z', to: '2026-11-15T23:00:00.0000000Z', subject: 'Subject2' },
    ])
    const run = await get(`syncs/${first.body.id}`)
    expect(run).toMatchObject({ state: 'done', spans: second.body.spans })
    expect(run.subjects[0].unchanged).toBeGreaterThan(2)
    expect((await get('coverage')).items[0].intervals).toHaveLength(1)
  })

  it('brings what was damaged before out of quarantine', async () => {
    seed(9)
    stage.standIn.faults.plan('export', { kind: 'xml-damaged' }, 3)
    await connect()
    await stage.pass(20 * minute)
    expect(await purchases()).toBe(8)
    await stage.api.json('POST', `${at}/syncs`, { from: '2026-11-10' })
    await stage.pass(10 * minute)
    expect(await purchases()).toBe(9)
    expect(await codes()).toEqual([])
  })

  it('is not forgotten when its run ends early', async () => {
    await connect({ everyMinutes: 15 })
    await stage.pass(10 * minute)
    listen()
    stage.standIn.faults.plan('export', { kind: 'status', status: 500 }, 6)
    await stage.api.json('POST', `${at}/syncs`, { from: '2026-11-12', to: '2026-11-12' })
    await stage.pass(3 * hour)
    expect(
      windows.filter(({ from, to }) => from.startsWith('2026-11-11T23') && to?.startsWith('2026-11-12T23')),
    ).toHaveLength(1)
    const ended = (await get('syncs')).items.filter((r: { state: string }) => r.state === 'failed')
    expect(ended.length).toBeGreaterThan(0)
    expect(ended[0].message).toMatch(/Not done in time: Subject2 \(an answer 500/)
  })

  it.each<[string, object, string]>([
    ['ends before it begins', { from: '2026-11-12', to: '2026-11-11' }, '/from'],
    ['begins after now', { from: '2026-11-22' }, '/from'],
    ['lies wholly ahead', { from: '2030-01-01', to: '2030-02-01' }, '/from'],
    ['names nobody', { subjects: [] }, '/subjects'],
    ['has another property', { since: '2026-11-12' }, '/since'],
    ['is no time', { from: 'yesterday' }, '/from'],
  ])('is refused where it %s', async (_, body, pointer) => {
    await connect({ paused: false })
    expect(await stage.api.json('POST', `${at}/syncs`, body)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer }] },
    })
  })
})

it('what is wanted of a connection besides is brought at once, not by the next sync', async () => {
  seed(4, { subject: 'Subject3' })
  await connect({ everyMinutes: 10_080 })
  await stage.pass(5 * minute)
  expect(await purchases()).toBe(0)
  await connect({ everyMinutes: 10_080, subjects: ['Subject2', 'Subject3'], credential: undefined })
  await stage.pass(5 * minute)
  expect(await purchases()).toBe(4)
  // The same once more asks for nothing.
  const asked = exportsAsked()
  await connect({ everyMinutes: 10_080, subjects: ['Subject3'], credential: undefined })
  await stage.pass(5 * minute)
  expect(exportsAsked()).toBe(asked)
})

it('what is wanted of a connection while a run is under way is brought by that run', async () => {
  seed(4, { subject: 'Subject3' })
  stage.standIn.faults.plan('export', { kind: 'never' })
  await connect({ everyMinutes: 10_080 })
  await stage.pass(10 * minute)
  await connect({ everyMinutes: 10_080, subjects: ['Subject2', 'Subject3'], credential: undefined })
  await stage.pass(10 * minute)
  expect(await purchases()).toBe(4)
})
