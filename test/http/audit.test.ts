import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuditRow, hashOfRow } from '../../src/audit/chain.ts'
import { chainStart } from '../../src/audit/links.ts'
import type { Api } from '../support/api.ts'
import { at, buyer, createStage, now, otherBuyer, refused, type Stage } from '../support/hostile.ts'

/** Who did what to what is common, as `GET /v1/audit` tells it. */

let stage: Stage
let clock = now
beforeAll(async () => {
  stage = await createStage({ now: () => new Date(clock) })
})
afterAll(() => stage.close())

interface Item extends Record<string, unknown> {
  cursor: string
  hash: string
}
const audit = async (query = ''): Promise<Item[]> =>
  (await stage.api.send('GET', `/v1/audit?limit=1000${query}`)).body.items
/** What was written while something was done, as far as it can be known beforehand. */
async function written(work: () => Promise<unknown>): Promise<object[]> {
  const before = await audit()
  await work()
  return (await audit()).slice(before.length).map(({ cursor: _, hash: __, at: ___, ...rest }) => rest)
}
const bootstrap = { id: 'bootstrap', name: 'admin' }
const make = async (name: string, role: string, taxpayers: string[] | '*') => {
  const { body } = await stage.api.json('POST', '/v1/keys', { name, role, taxpayers })
  return {
    id: body.id as string,
    api: stage.api.as(body.key) as Api,
    actor: { id: body.id, name: `${name} (${body.id})` },
  }
}

it('tells who made and revoked which key, once each', async () => {
  let id = ''
  const made = { name: 'ERP', role: 'viewer', taxpayers: [buyer], expiresAt: '2027-01-01T00:00:00Z' }
  const rows = await written(async () => {
    const headers = { 'idempotency-key': 'audited' }
    id = (await stage.api.json('POST', '/v1/keys', made, headers)).body.id
    await stage.api.json('POST', '/v1/keys', made, headers)
    await stage.api.send('DELETE', `/v1/keys/${id}`)
    await stage.api.send('DELETE', `/v1/keys/${id}`)
  })
  const common = { actor: bootstrap, taxpayer: null, subject: id }
  expect(rows).toEqual([
    { ...common, action: 'key.created', data: made },
    { ...common, action: 'key.revoked', data: { name: 'ERP' } },
  ])
})

it('tells that the directory was read as a whole, which gives hashes of keys and no key', async () => {
  const { body: key } = await stage.api.json('POST', '/v1/keys', {
    name: 'ERP',
    role: 'viewer',
    taxpayers: '*',
  })
  await stage.api.postOutage({ kind: 'failure', start: '2026-06-29', end: '2026-07-02' })
  let text = ''
  const rows = await written(async () => {
    text = (await stage.api.send('GET', '/operator/directory')).body
  })
  expect(rows).toEqual([
    { actor: bootstrap, action: 'directory.exported', taxpayer: null, subject: null, data: {} },
  ])
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const of = (kind: string) => lines.filter((line) => line.kind === kind)
  expect(of('directory')).toEqual([{ kind: 'directory', version: expect.any(String), at: now }])
  const hash = createHash('sha256').update(key.key).digest('hex')
  expect(of('key').find(({ id }) => id === key.id)).toMatchObject({ name: 'ERP', role: 'viewer', hash })
  expect(text).not.toContain(key.key.slice(-20))
  expect(of('taxpayer').map(({ nip }) => nip)).toContain(buyer)
  expect(of('outage')[0].notice).toMatchObject({ kind: 'failure', start: '2026-06-29' })
  // Its own entry is the last of the audit.
  expect(of('audit').at(-1)).toMatchObject({ action: 'directory.exported' })
  const counts = Object.fromEntries(
    ['directory', 'key', 'taxpayer', 'outage', 'audit'].map((kind) => [kind, of(kind).length]),
  )
  expect(lines.at(-1)).toEqual({ kind: 'end', lines: counts })
})

it('tells who made, changed and erased a taxpayer: which settings, not what they are', async () => {
  const { api, actor } = await make('office', 'admin', [otherBuyer])
  const path = `/v1/taxpayers/${otherBuyer}`
  const person = { firstName: 'Jan', lastName: 'Kowalski', birthDate: '1970-01-01' }
  const jpk = { officeCode: '1471', email: 'jan@example.pl', phone: null, person }
  const rows = await written(async () => {
    await api.json('PUT', path, { name: 'Inny' })
    await api.json('PUT', path, { name: 'Inny' })
    await api.json('PUT', path, { name: 'Inny sp. z o.o.', jpk })
    await stage.api.send('DELETE', `/operator/taxpayers/${otherBuyer}`)
    await stage.api.send('DELETE', `/operator/taxpayers/${otherBuyer}`)
  })
  const common = { taxpayer: otherBuyer, subject: null }
  expect(rows).toEqual([
    { ...common, actor, action: 'taxpayer.created', data: {} },
    { ...common, actor, action: 'taxpayer.changed', data: { changed: ['jpk', 'name'] } },
    { ...common, actor: bootstrap, action: 'taxpayer.erased', data: {} },
  ])
  expect(JSON.stringify(await audit())).not.toMatch(/Kowalski|jan@example|Inny/)
})

it('tells who recorded and changed an outage, and what was said before', async () => {
  const { api, actor } = await make('office', 'admin', '*')
  let id = ''
  const notice = {
    kind: 'failure',
    start: '2026-06-29',
    end: null,
    reference: 'A/1',
    text: 'KSeF nie działa',
  }
  const rows = await written(async () => {
    id = (await api.postOutage(notice)).id
    await api.patchOutage(id, { end: '2026-07-01' })
    await api.patchOutage(id, { end: '2026-07-01' })
  })
  const common = { actor, taxpayer: null, subject: id }
  expect(rows).toEqual([
    {
      ...common,
      action: 'outage.recorded',
      data: {
        kind: 'failure',
        start: '2026-06-29',
        end: null,
        announcedAt: '2026-06-29',
        source: 'manual',
        reference: 'A/1',
        withdrawn: false,
      },
    },
    { ...common, action: 'outage.changed', data: { end: { before: null, after: '2026-07-01' } } },
  ])
})

it('tells who began to read a ledger as an archive, not each page of it', async () => {
  const rows = await written(async () => {
    await stage.api.send('GET', `${at}/archive`)
    const { next } = (await stage.api.send('GET', `${at}/archive/rows`)).body
    await stage.api.send('GET', `${at}/archive/rows?cursor=${encodeURIComponent(next)}`)
  })
  expect(rows).toEqual([
    { actor: bootstrap, action: 'ledger.exported', taxpayer: buyer, subject: null, data: {} },
  ])
})

it('tells nothing of what was refused', async () => {
  const { api } = await make('limited', 'admin', [buyer])
  const rows = await written(async () => {
    await api.json('POST', '/v1/keys', { name: 'x', role: 'admin', taxpayers: '*' })
    await api.json('POST', '/v1/outages', { kind: 'failure', start: '2026-06-29' })
    await stage.api.json('POST', '/v1/outages', { kind: 'failure', start: '2026-06-29', end: '2026-06-01' })
    await stage.api.send('DELETE', '/v1/keys/none')
    await api.send('DELETE', `/operator/taxpayers/${buyer}`)
    await api.send('GET', `${at}/archive/rows`)
  })
  expect(rows).toEqual([])
})

describe('the list', () => {
  it('is a chain that anybody can check from its pages', async () => {
    let before = chainStart
    for (const [i, { cursor, actor, data, ...row }] of (await audit()).entries()) {
      const { id, name } = actor as { id: string; name: string }
      const stored = { ...row, seq: i + 1, actor: id, actorName: name, data: JSON.stringify(data) }
      expect([cursor, row.hash]).toEqual([String(i + 1), hashOfRow(before, stored as unknown as AuditRow)])
      before = row.hash
    }
  })

  it('is read page by page, and by who, what, whose and since when', async () => {
    const all = await audit()
    const first = (await stage.api.send('GET', '/v1/audit?limit=2')).body
    expect(first.items).toEqual(all.slice(0, 2))
    const rest = (await stage.api.send('GET', `/v1/audit?limit=1000&cursor=${first.next}`)).body
    expect([rest.items, rest.next]).toEqual([all.slice(2), null])
    const where = (fits: (row: Item) => boolean) => all.filter(fits)
    expect(await audit('&action=key.created')).toEqual(where((row) => row.action === 'key.created'))
    expect(await audit('&actor=bootstrap')).toEqual(
      where((row) => (row.actor as { id: string }).id === 'bootstrap'),
    )
    expect(await audit(`&taxpayer=${otherBuyer}`)).toEqual(where((row) => row.taxpayer === otherBuyer))
    clock = '2026-07-24T10:00:00.500Z'
    await make('later', 'viewer', '*')
    const [later, ...more] = await audit('&since=2026-07-24T10:00:00.25Z')
    expect([later, more]).toEqual([expect.objectContaining({ at: '2026-07-24T10:00:00.5Z' }), []])
    expect(await audit('&since=2026-07-24T12:00:01%2B02:00')).toEqual([])
    expect(await audit('&since=2026-07-24T10:00:00Z')).toHaveLength(all.length + 1)
    clock = now
  })

  it('refuses what it cannot be asked for', async () => {
    for (const query of ['since=2026', 'action=key.stolen', 'cursor=x', 'who=me'])
      refused(await stage.api.send('GET', `/v1/audit?${query}`), {
        status: 400,
        code: query.startsWith('cursor') ? 'invalid-cursor' : 'invalid-request',
      })
  })
})
