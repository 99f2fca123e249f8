import { expect, it } from 'vitest'
import { DirectoryObject } from '../../src/hosts/edge/directory.ts'
import { unusable } from '../../src/hosts/edge/host.ts'
import { LedgerObject } from '../../src/hosts/edge/ledger.ts'
import type { EdgeEnv } from '../../src/hosts/edge/objects.ts'
import { answerContext, sealedFor, webhookContext } from '../../src/secrets/contexts.ts'
import { createVault } from '../../src/secrets/vault.ts'
import type { Settings } from '../../src/store/settings.ts'
import { adminKey } from '../support/admin-key.ts'
import { Api } from '../support/api.ts'
import { nip } from '../support/ksef.ts'
import { namespaceOf, objectState } from '../support/platform.ts'

/** At the edge a master key is rotated while everything runs: two keys side by side, then one. */

const base64 = (fill: string) => `${fill.repeat(43)}=`
const bytes = (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
const [old, fresh] = [base64('A'), base64('E')]
const [before, after] = [createVault(bytes(old)), createVault(bytes(fresh))]
const us = nip('resealed')
const settings = { name: 'Odbiorca' } as Settings
const common = { ADMIN_KEY: adminKey, LOG_LEVEL: 'error' }
const both = { ...common, MASTER_KEY: fresh, MASTER_KEY_PREVIOUS: old } as unknown as EdgeEnv

it('seals what a ledger holds anew, and leaves what somebody wrote meanwhile, or nobody can read', async () => {
  const news = async () => ({ settings, notices: [], revision: 0, hasMore: false })
  const state = objectState(us)
  const DIRECTORY = namespaceOf({ news })
  const object = new LedgerObject(state, { ...both, DIRECTORY } as unknown as EdgeEnv)
  await object.visit()
  const { sql } = state.storage
  const hook = async (id: string, secret: string) =>
    sql.exec(
      `INSERT INTO webhooks (id, url, enabled, secret, position, created_at) VALUES (?, 'https://a.b/', 0, ?, 0, 'x')`,
      id,
      secret,
    )
  await hook('one', await before.seal('s1', webhookContext('one')))
  await hook('new', await after.seal('s2', webhookContext('new')))
  const stranger = await createVault(bytes(base64('I'))).seal('s3', webhookContext('lost'))
  await hook('lost', stranger)
  const answer = await before.seal('kept', answerContext(us, 'a', 'k'))
  sql.exec(
    `INSERT INTO idempotent_requests (caller, key, fingerprint, created_id, at_ms, answer) VALUES ('a', 'k', 'f', 'i', 1, ?)`,
    answer,
  )
  const credential = await before.seal('token', sealedFor(us, 'credential'))
  sql.exec("INSERT INTO ksef_connection (id, connection, credential) VALUES (1, '{}', ?)", credential)
  expect(await object.reseal()).toBe(3)
  expect(await object.reseal()).toBe(0)
  const one = (query: string) => Object.values(sql.exec(query).toArray()[0] as object)[0] as string
  const secret = (id: string) => one(`SELECT secret FROM webhooks WHERE id = '${id}'`)
  expect(await after.open(secret('one'), webhookContext('one'))).toBe('s1')
  expect(await after.open(secret('new'), webhookContext('new'))).toBe('s2')
  expect(secret('lost')).toBe(stranger)
  expect(await after.open(one('SELECT answer FROM idempotent_requests'), answerContext(us, 'a', 'k'))).toBe(
    'kept',
  )
  expect(await after.open(one('SELECT credential FROM ksef_connection'), sealedFor(us, 'credential'))).toBe(
    'token',
  )
})

it('goes from ledger to ledger by the alarm, in rounds until none has anything left, and tells when the old key may go', async () => {
  const clock = { ms: Date.parse('2026-07-24T10:00:00Z') }
  class Directory extends DirectoryObject {
    protected override edgeServices() {
      const print = (line: string) => lines.push(JSON.parse(line))
      return { clock: () => new Date(clock.ms), pause: async () => {}, print }
    }
  }
  const lines: { message?: string }[] = []
  let visits = 0
  // The first fails, the second seals something, from the third on there is nothing left.
  const reseal = async () => {
    visits++
    if (visits === 1) throw new Error('the object was reset')
    return visits === 2 ? 1 : 0
  }
  const state = objectState('directory')
  const env = { ...both, LOG_LEVEL: 'warn', LEDGERS: namespaceOf({ reseal }) } as unknown as EdgeEnv
  const directory = new Directory(state, env)
  directory.putTaxpayer(us, settings, '2026-07-24T10:00:00Z')
  const audit = async () => {
    const api = new Api((request) => directory.serve(request, { address: null }), adminKey)
    return (await api.send('GET', '/v1/audit?action=secrets.resealed')).body.items
  }
  await directory.alarm()
  expect(visits, 'objects of the version before may still seal under the old key').toBe(0)
  for (const round of [1, 2, 3]) {
    expect(await audit()).toEqual([])
    clock.ms += 16 * 60_000
    await directory.alarm()
    expect(visits).toBe(round)
  }
  expect(await audit()).toMatchObject([{ actor: { id: 'service' } }])
  expect(lines.at(-1)?.message).toMatch(/MASTER_KEY_PREVIOUS is not needed any more/)
  clock.ms += 16 * 60_000
  await directory.alarm()
  expect(visits).toBe(3)
})

it('refuses a key of before that is none, and works with one key alone', () => {
  const wrong = { ...common, MASTER_KEY: fresh, MASTER_KEY_PREVIOUS: 'short' } as unknown as EdgeEnv
  expect(unusable(wrong)?.message).toMatch(/MASTER_KEY_PREVIOUS must be 32 bytes/)
  expect(unusable({ ...common, MASTER_KEY: fresh } as unknown as EdgeEnv)).toBeNull()
})
