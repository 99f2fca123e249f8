import { describe, expect, it } from 'vitest'
import { manifestOf, noSums } from '../../src/archive/manifest.ts'
import { DirectoryObject } from '../../src/hosts/edge/directory.ts'
import { LedgerObject } from '../../src/hosts/edge/ledger.ts'
import type { EdgeEnv } from '../../src/hosts/edge/objects.ts'
import type { OutageNotice } from '../../src/outages/windows.ts'
import { migrationsHere } from '../../src/store/ledger-schema.ts'
import type { Settings } from '../../src/store/settings.ts'
import type { Day } from '../../src/values/day.ts'
import { adminKey } from '../support/admin-key.ts'
import { Api } from '../support/api.ts'
import { at, buyer, ksef } from '../support/hostile.ts'
import { packageOf } from '../support/ksef.ts'
import { namespaceOf, objectState } from '../support/platform.ts'

/** What objects do while others answer them: each answer comes when the test wants it. */

const settings: Settings = {
  name: 'Odbiorca sp. z o.o.',
  settlement: 'monthly',
  cashMethod: false,
  buyerCategory: 'domestic',
  policy: {},
  jpk: null,
  ledgerFrom: null,
  mail: null,
  acceptDrafts: 'never',
}
const outage = (id: string): OutageNotice => ({
  id,
  kind: 'failure',
  start: '2026-06-29' as Day,
  end: '2026-06-30' as Day,
  announcedAt: '2026-06-29' as Day,
  source: 'manual',
  reference: null,
  text: null,
  withdrawn: false,
})
const secrets = { ADMIN_KEY: adminKey, MASTER_KEY: `${'A'.repeat(43)}=`, LOG_LEVEL: 'error' }
const until = async (found: () => boolean): Promise<void> => {
  while (!found()) await new Promise((resolve) => setTimeout(resolve, 1))
}

/** The object of a ledger whose directory answers when it is told to; it knows so many outages. */
function ledgerAlone() {
  const directory = { settings: settings as Settings | null, outages: 1 }
  const open: (() => void)[] = []
  let isHeld = false
  const news = async (_: string, since: number) => {
    const { outages } = directory
    const notices = Array.from({ length: outages }, (_, i) => outage(`o${i + 1}`)).slice(since)
    const answer = directory.settings && { settings: directory.settings, revision: outages, notices }
    if (isHeld) await new Promise<void>((resolve) => open.push(resolve))
    return answer
  }
  const adoption = { lacking: [], renamed: [], differing: [] }
  const others = {
    putTaxpayer: async () => false,
    tell: async () => {},
    adoptOutages: async () => ({ adoption, revision: directory.outages }),
  }
  const caller = { id: 'a', name: 'admin', role: 'admin', taxpayers: '*' } as const
  const admission = () => ({ caller, isKnown: true, revision: directory.outages })
  // Who comes without a proof is asked about.
  const enter = async () => admission()
  const env = { ...secrets, DIRECTORY: namespaceOf({ news, enter, ...others }) } as unknown as EdgeEnv
  const state = objectState(buyer)
  const object = new LedgerObject(state, env)
  return {
    object,
    state,
    directory,
    open,
    api: new Api((request) => object.serve(request, { address: null, admission: admission() }), adminKey),
    rows: (query: string) => state.storage.sql.exec(query).toArray(),
    hold: () => {
      isHeld = true
    },
    answer: () => {
      isHeld = false
      for (const resolve of open.splice(0)) resolve()
    },
  }
}
type LedgerAlone = ReturnType<typeof ledgerAlone>

const hasTables = ({ rows }: LedgerAlone) => rows('SELECT 1 FROM sqlite_schema').length > 0

it('learns all outages after a restore that ended while it asked for the newest', async () => {
  const ledger = ledgerAlone()
  await ledger.object.visit()
  const manifest = manifestOf({ version: 2, nip: buyer, migrations: migrationsHere(), settings }, noSums())
  expect(await ledger.api.json('PUT', `${at}/restore?foreign=accept`, manifest)).toMatchObject({
    status: 200,
  })
  ledger.directory.outages = 2
  ledger.hold()
  const visit = ledger.object.visit()
  const end = ledger.api.json('PUT', `${at}/restore/end`)
  await until(() => ledger.open.length === 2)
  ledger.answer()
  expect(await end).toMatchObject({ status: 200 })
  await visit
  expect(ledger.rows('SELECT id FROM outages ORDER BY id')).toEqual([{ id: 'o1' }, { id: 'o2' }])
})

it('learns outages page by page, and opened again asks only for what it lacks', async () => {
  const asked: number[] = []
  const notices = Array.from({ length: 250 }, (_, i) => ({
    ...outage(`o${i + 1}`),
    text: 'x'.repeat(20_000),
  }))
  const news = async (_: string, since: number) => {
    asked.push(since)
    const page = notices.slice(since, since + 100)
    const revision = since + page.length
    return { settings, notices: page, revision, hasMore: revision < notices.length }
  }
  const env = { ...secrets, DIRECTORY: namespaceOf({ news }) } as unknown as EdgeEnv
  const state = objectState(buyer)
  await new LedgerObject(state, env).visit()
  expect(asked).toEqual([0, 100, 200])
  expect(state.storage.sql.exec('SELECT count(*) AS known FROM outages').toArray()).toEqual([{ known: 250 }])
  asked.length = 0
  await new LedgerObject(state, env).visit()
  expect(asked).toEqual([250])
})

it('is visited in peace while it is restored', async () => {
  const ledger = ledgerAlone()
  const manifest = manifestOf({ version: 2, nip: buyer, migrations: migrationsHere(), settings }, noSums())
  expect(await ledger.api.json('PUT', `${at}/restore?foreign=accept`, manifest)).toMatchObject({
    status: 200,
  })
  expect((await ledger.api.send('GET', `${at}/purchases`)).body.code).toBe('ledger-restoring')
  await expect(ledger.object.visit()).resolves.toBeUndefined()
})

describe('an erased taxpayer', () => {
  const erase = async (ledger: LedgerAlone) => {
    ledger.directory.settings = null
    await ledger.object.erase()
  }

  it.each(['visit', 'alarm'] as const)(
    'leaves nothing though it was asked about before a %s ended',
    async (turn) => {
      const ledger = ledgerAlone()
      await ledger.object.visit()
      expect(hasTables(ledger)).toBe(true)
      ledger.hold()
      const running = ledger.object[turn]()
      await until(() => ledger.open.length === 1)
      await erase(ledger)
      ledger.answer()
      await running
      expect(hasTables(ledger)).toBe(false)
      expect(ledger.state.storage.kv.get('name')).toBeUndefined()
      expect(ledger.state.alarms).toEqual([])
    },
  )

  it('is told to those who wait for an import of it', async () => {
    const ledger = ledgerAlone()
    const filling = crypto.getRandomValues(new Uint8Array(64_000))
    const large = Buffer.concat([packageOf([ksef('E/1')]), ...Array(18).fill(filling)])
    const headers = { 'content-type': 'application/zip', 'idempotency-key': 'erased' }
    const waiting = ledger.api.send('POST', `${at}/ksef/imports`, large, headers)
    await until(() => hasTables(ledger) && ledger.rows('SELECT 1 FROM imports').length === 1)
    await erase(ledger)
    const { status, body } = await waiting
    expect([status, body.code]).toEqual([404, 'taxpayer-unknown'])
  })
})

it('tells ledgers of an outage that came while the first of them were being told', async () => {
  const visits: (() => void)[] = []
  const visit = () => new Promise<void>((resolve) => visits.push(resolve))
  const env = { ...secrets, LEDGERS: namespaceOf({ visit }) } as unknown as EdgeEnv
  const state = objectState('directory')
  const directory = new DirectoryObject(state, env)
  directory.putTaxpayer(buyer, settings, '2026-07-24T10:00:00Z')
  directory.spread()
  const first = directory.alarm()
  await until(() => visits.length === 1)
  directory.spread()
  visits[0]?.()
  await first
  const second = directory.alarm()
  await until(() => visits.length === 2)
  visits[1]?.()
  await second
  await directory.alarm()
  expect(visits).toHaveLength(2)
})

it('tells every ledger, however steadily outages come', async () => {
  const visited = new Set<string>()
  let current = ''
  const ledgers = {
    ...namespaceOf({}),
    idFromName: (name: string) => {
      current = name
      return name
    },
    get: () => ({ visit: async () => visited.add(current) }),
    jurisdiction: () => ledgers,
  }
  const directory = new DirectoryObject(objectState('directory'), {
    ...secrets,
    LEDGERS: ledgers,
  } as unknown as EdgeEnv)
  const nips = Array.from({ length: 120 }, (_, i) => String(5_260_000_000 + i))
  for (const nip of nips) directory.putTaxpayer(nip, settings, '2026-07-24T10:00:00Z')
  for (let turn = 0; turn < 4; turn++) {
    directory.spread()
    await directory.alarm()
  }
  expect(visited.size).toBe(120)
})

it('leaves out a notice that is none, and says so where it is asked whether it is ready', async () => {
  const state = objectState('directory')
  new DirectoryObject(state, secrets as unknown as EdgeEnv).putTaxpayer(
    buyer,
    settings,
    '2026-07-24T10:00:00Z',
  )
  const insert = 'INSERT INTO outages (id, revision, notice) VALUES (?, ?, ?)'
  const forged = { ...outage('forged'), start: 'garbage' }
  state.storage.sql.exec(insert, 'forged', 1, JSON.stringify(forged))
  state.storage.sql.exec(insert, 'true', 2, JSON.stringify(outage('true')))
  const directory = new DirectoryObject(state, secrets as unknown as EdgeEnv)
  expect(directory.news(buyer, 0)).toMatchObject({ notices: [outage('true')], revision: 2, hasMore: false })
  const api = new Api((request) => directory.serve(request, { address: null }), adminKey)
  const { status, body } = await api.send('GET', '/ready')
  expect([status, body.reasons[0].code]).toEqual([503, 'outages-unreadable'])
  // An object of the release before asks for nothing to be taken over.
  const doing = { actor: { id: 'a', name: 'a' }, at: '2026-07-24T10:00:00Z' }
  const brought = [{ ...outage('brought'), start: '2026-03-01' as Day, end: null }]
  expect((await directory.adoptOutages(brought, doing)).adoption.lacking).toEqual(brought)
  expect(directory.news(buyer, 2)?.notices).toEqual([])
  await directory.adoptOutages(brought, doing, true)
  expect(directory.news(buyer, 2)?.notices).toEqual(brought)
})

it('ends an erasure that was cut off, by its alarm', async () => {
  let fails = true
  const erased: string[] = []
  const erase = async () => {
    if (fails) throw new Error('the object was reset')
    erased.push(buyer)
  }
  const state = objectState('directory')
  const env = { ...secrets, LEDGERS: namespaceOf({ erase }) } as unknown as EdgeEnv
  const directory = new DirectoryObject(state, env)
  directory.putTaxpayer(buyer, settings, '2026-07-24T10:00:00Z')
  const api = new Api((request) => directory.serve(request, { address: null }), adminKey)
  expect((await api.send('DELETE', `/operator/taxpayers/${buyer}`)).status).toBe(500)
  expect(state.alarms[0]).toBeGreaterThan(Date.now())
  expect(state.alarms[0]).toBeLessThanOrEqual(Date.now() + 60_000)
  await directory.alarm()
  expect(erased).toEqual([])
  fails = false
  await directory.alarm()
  expect(erased).toEqual([buyer])
  await directory.alarm()
  expect(erased).toEqual([buyer])
})

it('comes back after growing pauses, each ledger at a time of its own, where its directory fails', async () => {
  const pausesOf = async (nip: string) => {
    const state = objectState(nip)
    const news = async () => {
      throw new Error('the directory was reset')
    }
    const env = { ...secrets, DIRECTORY: namespaceOf({ news }) } as unknown as EdgeEnv
    const object = new LedgerObject(state, { ...env, LOG_LEVEL: 'error' })
    const pauses: number[] = []
    for (let i = 0; i < 3; i++) {
      const before = Date.now()
      await object.alarm()
      pauses.push((state.alarms[0] as number) - before)
    }
    return pauses
  }
  const [first, other] = [await pausesOf(buyer), await pausesOf('5265877635')]
  for (const [i, ms] of [30_000, 60_000, 120_000].entries()) {
    expect(first[i]).toBeGreaterThanOrEqual(ms)
    expect(first[i]).toBeLessThan(ms * 1.21)
  }
  expect(Math.abs((first[2] as number) - (other[2] as number))).toBeGreaterThan(100)
})

describe('data of a newer version of the service', () => {
  const newer = `
    CREATE TABLE _migrations (id TEXT PRIMARY KEY, applied_at TEXT NOT NULL) STRICT;
    INSERT INTO _migrations VALUES ('9999-of-tomorrow', '2027-01-01T00:00:00Z');`
  const write = (state: ReturnType<typeof objectState>) => {
    for (const statement of newer.split(/;\s*/).filter((text) => text.trim() !== ''))
      state.storage.sql.exec(statement)
  }

  it('is refused in words, by the object of a ledger as by that of the directory, and stays as it is', async () => {
    const ledger = ledgerAlone()
    write(ledger.state)
    const state = objectState('directory')
    write(state)
    const directory = new DirectoryObject(state, { ...secrets } as unknown as EdgeEnv)
    const api = new Api((request) => directory.serve(request, { address: null }), adminKey)
    expect(await directory.enter(adminKey, buyer, false)).toBeNull()
    for (const answer of [
      await ledger.api.send('GET', `${at}/purchases`),
      await api.send('GET', '/v1/keys'),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([503, 'newer-schema'])
      expect(answer.body.detail).toMatch(
        /was written by a newer version .* 9999-of-tomorrow. Nothing was changed./,
      )
    }
    const tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
    for (const { storage } of [ledger.state, state])
      expect(storage.sql.exec(tables).toArray()).toEqual([{ name: '_migrations' }])
  })
})
