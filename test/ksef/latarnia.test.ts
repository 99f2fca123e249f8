import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { eventsOf, readMessage } from '../../src/ksef/latarnia.ts'

let stage: Stage
beforeEach(async () => {
  stage = await createStage({ latarnia: true })
})
afterEach(() => stage.close())

const start = {
  id: 'K/2026/AWR/02',
  eventId: 64,
  category: 'FAILURE',
  type: 'FAILURE_START',
  title: 'Awaria KSeF - początek',
  text: 'Trwa awaria KSeF.',
  start: '2026-11-19T09:12:00+01:00',
  end: null,
  version: 1,
  published: '2026-11-19T09:20:31.5412+01:00',
}
const end = {
  ...start,
  id: 'K/2026/AWR/03',
  type: 'FAILURE_END',
  title: 'Awaria KSeF - koniec',
  end: '2026-11-19T13:05:00+01:00',
  published: '2026-11-19T13:07:02+01:00',
}
const maintenance = (version: number, to: string) => ({
  id: 'K/2026/NI/07',
  eventId: 71,
  category: 'MAINTENANCE',
  type: 'MAINTENANCE_ANNOUNCEMENT',
  title: 'Niedostępność KSeF',
  text: 'Prace serwisowe.',
  start: '2026-11-21T22:00:00+01:00',
  end: to,
  version,
  published: `2026-11-${17 + version}T10:00:00+01:00`,
})
const says = (messages: unknown[], status = 'FAILURE') => {
  stage.standIn.latarnia = { status: { status }, messages }
}
const outages = async () => (await stage.api.send('GET', '/v1/outages')).body.items
const latarnia = async () => (await stage.api.send('GET', '/v1/latarnia')).body

describe('the events that messages tell of', () => {
  const read = (...messages: object[]) => eventsOf(messages.flatMap((m) => readMessage(m) ?? []))

  it('run from the start message to the end message, announced when the start was published', () => {
    expect(read(end, start)).toEqual([
      {
        eventId: '64',
        references: ['K/2026/AWR/03', 'K/2026/AWR/02'],
        notice: {
          kind: 'failure',
          start: '2026-11-19T08:12:00Z',
          end: '2026-11-19T12:05:00Z',
          announcedAt: '2026-11-19T08:20:31.5412Z',
          reference: 'K/2026/AWR/02',
          text: 'Awaria KSeF - koniec\nTrwa awaria KSeF.',
        },
      },
    ])
    expect(read(start)[0]?.notice.end).toBeNull()
    expect(read({ ...start, category: 'TOTAL_FAILURE' })[0]?.notice.kind).toBe('total-failure')
  })
  it('take the highest version, in any order, and the first publication', () => {
    const versions = [2, 1].map((v) => maintenance(v, `2026-11-22T0${2 + 2 * v}:00:00+01:00`))
    for (const list of [versions, versions.toReversed()])
      expect(read(...list)[0]?.notice).toMatchObject({
        end: '2026-11-22T05:00:00Z',
        announcedAt: '2026-11-18T09:00:00Z',
      })
  })
  it('leave alone what is not known, or ends before it starts', () => {
    expect(
      read({ ...start, category: 'SLOW' }, { ...start, type: 'RUMOUR', eventId: 2 }, { eventId: 3 }),
    ).toEqual([])
    expect(read(maintenance(1, '2026-11-20T00:00:00Z'))).toEqual([])
  })
})

describe('polling', () => {
  it('takes over what is new and changed, and keeps every message', async () => {
    says([start])
    await stage.pass(6 * minute)
    const [open] = await outages()
    expect(open).toMatchObject({ kind: 'failure', end: null, source: 'latarnia', reference: 'K/2026/AWR/02' })
    says([end, start, maintenance(1, '2026-11-22T04:00:00+01:00')])
    await stage.pass(6 * minute)
    says([maintenance(2, '2026-11-22T06:00:00+01:00')], 'AVAILABLE')
    await stage.pass(6 * minute)
    expect(await outages()).toMatchObject([
      { id: open.id, end: '2026-11-19T12:05:00Z' },
      { kind: 'maintenance', end: '2026-11-22T05:00:00Z' },
    ])
    const audit = (await stage.api.send('GET', '/v1/audit?actor=latarnia')).body.items
    const [recorded] = await outages()
    expect(audit[0]).toMatchObject({ action: 'outage.recorded', subject: recorded.id })
    expect(audit.map((row: { subject: string }) => row.subject)).toContain(recorded.id)
    const { items } = (await stage.api.send('GET', '/v1/latarnia/messages')).body
    expect(
      items.map((i: { message: { id: string; version: number } }) => [i.message.id, i.message.version]),
    ).toEqual([
      ['K/2026/AWR/02', 1],
      ['K/2026/AWR/03', 1],
      ['K/2026/NI/07', 1],
      ['K/2026/NI/07', 2],
    ])
    expect(items[0]).toMatchObject({
      outageId: open.id,
      fetchedAt: expect.stringMatching(/^2026-11-20T08:05/),
    })
    expect(await latarnia()).toMatchObject({ status: 'AVAILABLE' })
  })

  it.each([
    ['a broken connection', { kind: 'cut' } as const],
    ['502', { kind: 'status', status: 502, body: 'html' } as const],
    ['a page for people', { kind: 'html' } as const],
  ])('%s means unknown, never an outage', async (_, fault) => {
    says([start], 'AVAILABLE')
    await stage.pass(6 * minute)
    stage.standIn.faults.plan('latarnia', fault, 3)
    await stage.pass(10 * minute)
    expect(await latarnia()).toMatchObject({ status: 'unknown', reachedAt: '2026-11-20T08:05:00Z' })
    expect(await outages()).toHaveLength(1)
    await stage.pass(30 * minute)
    expect(await latarnia()).toMatchObject({ status: 'AVAILABLE' })
    expect(await outages()).toHaveLength(1)
  })

  it('that answers 502 for hours is told with since when and what to do, and stops nothing', async () => {
    says([start], 'AVAILABLE')
    await stage.pass(6 * minute)
    stage.standIn.faults.plan('latarnia', { kind: 'status', status: 502, body: 'html' }, 10_000)
    await stage.api.json('PUT', `${at}/connection`, {
      credential: { type: 'token', token },
      from: '2026-11-19',
    })
    await stage.pass(5 * hour)
    expect(await latarnia()).toMatchObject({
      status: 'unknown',
      reachedAt: '2026-11-20T08:05:00Z',
      askedAt: expect.stringMatching(/^2026-11-20T13:0/),
      message: expect.stringMatching(
        /cannot be reached since 2026-11-20 09:05:00 \(.*502.*\), which says nothing about KSeF.*record outages/,
      ),
    })
    const connection = (await stage.api.send('GET', `${at}/connection`)).body
    expect(connection).toMatchObject({ state: 'connected', findings: [] })
    expect((await stage.api.send('GET', `${at}/syncs`)).body.items.length).toBeGreaterThan(4)
    expect(await outages()).toHaveLength(1)
  })

  it('shows words that it does not know, and does nothing about them', async () => {
    says([{ ...start, category: 'DEGRADED' }, 'nonsense'], 'DEGRADED')
    await stage.pass(6 * minute)
    expect(await latarnia()).toMatchObject({ status: 'DEGRADED' })
    expect(await outages()).toEqual([])
    const { items } = (await stage.api.send('GET', '/v1/latarnia/messages')).body
    expect(items).toMatchObject([
      { outageId: null, message: { category: 'DEGRADED' } },
      { message: 'nonsense' },
    ])
  })

  it('is one outage with what a restored ledger brought from a service that had asked Latarnia', async () => {
    const before = await stage.api.postOutage({ kind: 'failure', start: '2026-11-19', source: 'bip' })
    const directory = openSqlite(join(stage.dataDir, 'directory.sqlite'))
    directory.prepare("UPDATE outages SET notice = json_set(notice, '$.source', 'latarnia')").run()
    directory.close()
    says([start, end])
    await stage.pass(6 * minute)
    expect(await outages()).toMatchObject([{ id: before.id, end: '2026-11-19T12:05:00Z' }])
  })

  it('is one outage with what a human recorded before, and with what he records after', async () => {
    const before = await stage.api.postOutage({ kind: 'failure', start: '2026-11-19', source: 'bip' })
    says([start])
    await stage.pass(6 * minute)
    expect(await outages()).toMatchObject([
      { id: before.id, source: 'bip', start: '2026-11-19T08:12:00Z', reference: 'K/2026/AWR/02' },
    ])
    says([start, maintenance(1, '2026-11-22T04:00:00+01:00')])
    await stage.pass(6 * minute)
    const again = await stage.api.postOutage({
      kind: 'maintenance',
      start: '2026-11-21',
      end: '2026-11-22',
      source: 'manual',
      reference: 'k/2026/ni/07',
    })
    expect((await outages()).map((o: { id: string }) => o.id)).toEqual([before.id, again.id])
    const other = { kind: 'failure', start: '2026-11-19', source: 'bip', reference: 'K/2026/AWR/09' }
    await stage.api.postOutage(other)
    expect(await outages()).toHaveLength(3)
  })

  it('leaves what a human changed, until Latarnia itself says something else', async () => {
    says([start])
    await stage.pass(6 * minute)
    const [{ id }] = await outages()
    await stage.api.patchOutage(id, { end: '2026-11-19T11:00:00+01:00', text: 'according to BIP' })
    await stage.pass(hour)
    expect((await outages())[0]).toMatchObject({ end: '2026-11-19T10:00:00Z', text: 'according to BIP' })
    await stage.api.patchOutage(id, { withdrawn: true })
    says([start, end])
    await stage.pass(hour)
    expect((await outages())[0]).toMatchObject({ end: '2026-11-19T12:05:00Z', withdrawn: true })
  })

  it('decides anew what an outage touches', async () => {
    const { purchase } = await stage.api.postCopy(nip, {
      seller: { nip: '5265877635' },
      number: 'FV/1',
      issueDate: '2026-11-19',
      gross: '123.00',
      currency: 'PLN',
      receivedOn: '2026-11-19',
      document: 'offline-invoice',
    })
    const mode = async () => (await stage.api.purchase(nip, purchase?.id as string)).mode
    expect(await mode()).toBe('offline24')
    says([start])
    await stage.pass(6 * minute)
    expect(await mode()).toBe('emergency')
  })

  it('goes on after a crash', async () => {
    says([start])
    stage.standIn.faults.plan('latarnia', { kind: 'dies-after' })
    await stage.pass(6 * minute)
    await stage.crash()
    await stage.pass(6 * minute)
    expect(await outages()).toHaveLength(1)
    await stage.pass(day / 4)
    expect(await outages()).toHaveLength(1)
  })
})
