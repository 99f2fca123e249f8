import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Manifest, manifestOf, noSums, withRow } from '../../src/archive/manifest.ts'
import { beginRestore, restoreRows } from '../../src/archive/restore.ts'
import { NodeDatabases } from '../../src/hosts/node/databases.ts'
import type { Host, Ledger } from '../../src/ledger/ledger.ts'
import type { ArchivedRow, ArchivedTable } from '../../src/store/archive.ts'
import { migrationsHere } from '../../src/store/ledger-schema.ts'
import { createTestApp, onEdge } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { nip } from '../support/ksef.ts'
import { execute } from '../support/release-before.ts'

// An archive that somebody wrote by hand: what all taxpayers depend on does not come from it unseen.

const [victim, brought] = [nip('forged victim'), nip('forged')]
const settings = {
  name: 'Odbiorca',
  settlement: 'monthly',
  cashMethod: false,
  buyerCategory: 'domestic',
  policy: {},
  jpk: null,
  ledgerFrom: null,
}
const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
let stage: Awaited<ReturnType<typeof createTestApp>>
const lines: Record<string, unknown>[] = []
const start = async () => {
  stage = await createTestApp({
    now: '2026-07-24T12:00:00+02:00',
    dataDir: folder,
    log: (record) => lines.push(record),
  })
}
beforeAll(async () => {
  await start()
  await stage.api.putTaxpayer(victim, { name: 'Sąsiad' })
  await stage.api.putTaxpayer(brought, { name: 'Odbiorca' })
})
afterAll(async () => {
  await stage.close()
  rmSync(folder, { recursive: true, force: true })
})

const notice = (change: object = {}) => ({
  ...{ id: 'forged', kind: 'failure', start: '2026-06-10', end: '2026-06-10', announcedAt: '2026-06-10' },
  ...{ source: 'bip', reference: 'K/2026/AWR/09', text: 'Awaria', withdrawn: false, ...change },
})
const noticeRow = (change: object = {}): [string, string] => ['forged', JSON.stringify(notice(change))]
const at = `/v1/taxpayers/${brought}/restore`
const manifest = (rows: readonly ArchivedRow[]): Manifest => {
  const sums = noSums().map((sum) => (sum.name === 'outages' ? rows.reduce(withRow, sum) : sum))
  return manifestOf(
    { version: 2, nip: brought, migrations: migrationsHere(), settings: settings as never },
    sums,
  )
}
const begin = async (rows: readonly ArchivedRow[] = []) =>
  expect((await stage.api.json('PUT', `${at}?foreign=accept`, manifest(rows))).status).toBe(200)
const put = (table: ArchivedTable, row: ArchivedRow) =>
  stage.api.json('PUT', `${at}/rows`, { table, rows: [row] })
const outages = async () => (await stage.api.send('GET', '/v1/outages')).body.items
const erase = async () => {
  await stage.api.send('DELETE', `/operator/taxpayers/${brought}`)
  await stage.api.putTaxpayer(brought, { name: 'Odbiorca' })
}

it.each<[string, ArchivedTable, ArchivedRow, RegExp]>([
  [
    'a start that is no day',
    'outages',
    noticeRow({ start: 'garbage' }),
    /notice of the row "forged" .*start/,
  ],
  ['an unknown kind', 'outages', noticeRow({ kind: 'flood' }), /kind/],
  ['an end before the start', 'outages', noticeRow({ end: '2026-06-09' }), /ends before it starts/],
  ['a text without end', 'outages', noticeRow({ text: 'x'.repeat(20_001) }), /text/],
  ['something beside a notice', 'outages', noticeRow({ more: 1 }), /more/],
  ['another id', 'outages', ['other', noticeRow()[1]], /stands under another id/],
  ['no JSON', 'outages', ['forged', '{'], /not JSON/],
  ['a supplier as nobody may send one', 'suppliers', ['PL1', '{"ksefDuty":"always"}'], /record .*ksefDuty/],
  ['a posting on no day', 'postings', [1, 1, 'PZ/1', 'soon', 'x', 'admin', null, null, 1, null], /posted_on/],
  [
    'a change that would be taken for one that is folded',
    'changes',
    [1, '2026-06-01T10:00:00Z', 'purchase.changed', null, '[1,"x"]'],
    /data of the row "?1"?/,
  ],
  ['a register row that is no JSON', 'register_rows', ['2026-06', 1, '2026-06-01', 1, '{'], /row of the row/],
])('refuses %s before it is stored', async (_, table, row, why) => {
  await begin()
  const { status, body } = await put(table, row)
  expect([status, body.code]).toEqual([422, 'archive-row'])
  expect(body.detail).toMatch(why)
})

it('takes over no notice that nobody agreed to: it lists them', async () => {
  const rows = [noticeRow()]
  await begin(rows)
  expect((await put('outages', noticeRow())).status).toBe(204)
  const { ended } = (await stage.api.json('PUT', `${at}/end`)).body
  const { text: _, ...listed } = notice()
  expect(ended).toMatchObject({ outages: 0, notAdopted: [listed] })
  expect(ended.warnings).toEqual([
    expect.stringMatching(/marked as foreign/),
    expect.stringMatching(/were not taken over.*: 1\. .*POST \/v1\/outages/),
  ])
  expect(await outages()).toEqual([])
  // Nor does this ledger decide by it.
  const paper = plainCopy({ nip: nip('x') }, 'X', { issueDate: '2026-06-10', document: 'offline-invoice' })
  expect((await stage.api.postCopy(brought, paper)).purchase?.mode).toBe('offline24')
  await erase()
})

it('takes them over where somebody agreed, under the name of who did', async () => {
  const rows = [noticeRow()]
  await begin(rows)
  expect((await put('outages', noticeRow())).status).toBe(204)
  const { ended } = (await stage.api.json('PUT', `${at}/end?outages=adopt`)).body
  expect(ended).toMatchObject({ outages: 1, notAdopted: [], warnings: [expect.stringMatching(/foreign/)] })
  expect(await outages()).toEqual([notice()])
  const { items } = (await stage.api.send('GET', '/v1/audit?action=outage.recorded')).body
  expect(items).toMatchObject([{ subject: 'forged', actor: { name: 'admin' } }])
})

describe.skipIf(onEdge)('a notice in the directory that is none', () => {
  const bad = JSON.stringify(notice({ id: 'bad', start: 'garbage' }))
  beforeAll(async () => {
    await stage.close()
    const insert = (id: string, text: string, revision: number) =>
      `INSERT INTO outages (id, revision, notice) VALUES ('${id}', ${revision}, '${text}');`
    const rows = insert('bad', bad, 101) + insert('worse', 'nothing', 102)
    execute(join(folder, 'directory.sqlite'), rows)
    // A ledger may have taken it over before such notices were left out.
    const known = `INSERT INTO outages (id, notice) VALUES ('bad', '${bad}');`
    execute(join(folder, 'ledgers', `${victim}.sqlite`), known)
    lines.length = 0
    await start()
  })

  it('stops no ledger, and decides nothing', async () => {
    const paper = plainCopy({ nip: nip('x') }, 'V', { issueDate: '2026-06-10', document: 'offline-invoice' })
    expect((await stage.api.postCopy(victim, paper)).purchase?.mode).toBe('emergency')
    expect((await outages()).map(({ id }: { id: string }) => id)).toEqual(['forged'])
    expect((await stage.api.send('GET', '/v1/outages/bad')).status).toBe(404)
    const first = (await stage.api.send('GET', '/v1/outages?limit=1')).body
    const second = (await stage.api.send('GET', `/v1/outages?limit=1&cursor=${first.next}`)).body
    const third = (await stage.api.send('GET', `/v1/outages?limit=2&cursor=${first.next}`)).body
    expect([second.items, second.next === null, third.items]).toEqual([[], false, []])
  })

  it('is told in the log and to whoever asks whether the service is ready', async () => {
    expect(lines.filter(({ level }) => level === 'error')).toMatchObject([
      { outage: 'bad', error: 'Its start is not what a notice has there.' },
      { outage: 'worse', error: 'It is not JSON.' },
    ])
    const { status, body } = await stage.api.send('GET', '/ready')
    expect([status, body.reasons]).toEqual([
      503,
      [{ code: 'outages-unreadable', message: expect.stringMatching(/: 2\. .*PATCH/), params: { count: 2 } }],
    ])
  })

  it('is mended by stating anew what is wrong in it', async () => {
    const patch = (id: string, change: object) => stage.api.json('PATCH', `/v1/outages/${id}`, change)
    const refused = await patch('bad', { withdrawn: true })
    expect([refused.status, refused.body.code]).toEqual([422, 'outage-unreadable'])
    expect(refused.body.detail).toMatch(/Its start/)
    expect((await patch('bad', { start: '2026-06-10', withdrawn: true })).status).toBe(200)
    const day = '2026-06-11'
    const anew = await patch('worse', { kind: 'failure', start: day, announcedAt: day })
    expect(anew.body).toMatchObject({ id: 'worse', source: 'manual', end: null })
    expect((await outages()).map(({ id }: { id: string }) => id)).toEqual(['forged', 'bad', 'worse'])
  })
})

describe.skipIf(onEdge)('a disk that is full during a restore', () => {
  it('is told as such, and is no fault of the archive', async () => {
    const host = {
      now: () => '2026-07-24T10:00:00Z',
      newId: () => 'x',
      yieldToEventLoop: async () => {},
      due: () => {},
    }
    const databases = new NodeDatabases(join(folder, 'other'), host as unknown as Host)
    databases.directory.putTaxpayer(brought, settings as never, host.now(), { id: 'a', name: 'a' })
    await databases.use(brought, async (ledger) => {
      beginRestore(ledger, manifest([]), true)
      const failing = (error: unknown) => {
        const runEach = () => {
          throw error
        }
        const db = Object.create(ledger.db, { runEach: { value: runEach } })
        const cramped = Object.create(ledger, { db: { value: db } }) as Ledger
        return () => restoreRows(cramped, 'outages', [noticeRow()], () => null)
      }
      const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
      expect(failing(full)).toThrow(full)
      const edgeFull = new Error('database or disk is full: SQLITE_FULL')
      expect(failing(edgeFull)).toThrow(edgeFull)
      const wrong = Object.assign(new Error('NOT NULL'), { code: 'SQLITE_CONSTRAINT_NOTNULL' })
      expect(failing(wrong)).toThrow(/cannot be stored: NOT NULL/)
    })
    databases.close()
  })
})
