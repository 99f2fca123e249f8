import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { directoryMigrations } from '../../drizzle/directory/migrations.ts'
import { createNodeService } from '../../src/hosts/node/service.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { adminKey } from '../support/admin-key.ts'
import { Api } from '../support/api.ts'
import { onEdge } from '../support/app.ts'
import {
  at,
  buyer,
  copy,
  createStage,
  now,
  otherBuyer,
  refused,
  type Stage,
  utf8,
} from '../support/hostile.ts'
import { sha256 } from '../support/ksef.ts'

let stage: Stage
const lines: Record<string, unknown>[] = []
let clock = now
/** Does something at another time than the others. */
async function atTime<T>(time: string, work: () => Promise<T>): Promise<T> {
  clock = time
  try {
    return await work()
  } finally {
    clock = now
  }
}
beforeAll(async () => {
  stage = await createStage({ log: (record) => lines.push(record), now: () => new Date(clock) })
})
afterAll(() => stage.close())

const make = async (body: object) => {
  const answer = await stage.api.json('POST', '/v1/keys', body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body as { id: string; key: string; name: string; expiresAt: string | null }
}
const clerk = { name: 'ERP', role: 'integration', taxpayers: [buyer] }

describe('a key', () => {
  it.skipIf(onEdge)('is shown once and kept as a hash alone', async () => {
    const made = await make(clerk)
    expect(made).toEqual({
      ...clerk,
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      key: expect.stringMatching(/^kr_[0-9a-f]{16}_[\w-]{43}$/),
      createdAt: '2026-07-24T10:00:00Z',
      createdBy: 'admin',
      lastUsedAt: null,
      revokedAt: null,
      expiresAt: null,
      language: null,
    })
    const listed = await stage.api.send('GET', '/v1/keys')
    const { key, ...kept } = made
    expect(listed.body.items).toContainEqual(kept)
    const secret = key.slice(-43)
    expect(JSON.stringify(listed.body)).not.toContain(secret)
    for (const name of readdirSync(stage.dataDir).filter((file) => file.startsWith('directory'))) {
      expect(readFileSync(join(stage.dataDir, name)).includes(secret), name).toBe(false)
    }
  })

  it('that has half of another is none', async () => {
    const [one, two] = [await make(clerk), await make(clerk)]
    const mixed = one.key.slice(0, -43) + two.key.slice(-43)
    for (const key of [mixed, one.key.slice(0, -1), `${one.key}x`, one.id, one.key.slice(-43)]) {
      refused(await stage.api.as(key).send('GET', '/v1/law'), { status: 401, code: 'key-unknown' })
    }
    expect((await stage.api.as(one.key).send('GET', '/v1/law')).status).toBe(200)
  })

  it('makes no key that reaches further than itself', async () => {
    const { key } = await make({ name: 'office', role: 'admin', taxpayers: [buyer] })
    const office = stage.api.as(key)
    for (const taxpayers of ['*', [otherBuyer], [buyer, otherBuyer]]) {
      const answer = await office.json('POST', '/v1/keys', { ...clerk, taxpayers })
      refused(answer, { status: 403, code: 'taxpayer-not-yours' })
    }
    expect((await office.json('POST', '/v1/keys', clerk)).status).toBe(201)
  })

  it('is taken however Bearer is spelled', async () => {
    const { key } = await make(clerk)
    for (const authorization of [`bearer ${key}`, `BEARER  ${key}`]) {
      expect((await stage.api.send('GET', '/v1/law', undefined, { authorization })).status).toBe(200)
    }
  })

  it('is spoken to in its language, unless a request asks for one that is spoken here', async () => {
    const { key, id } = await make({ ...clerk, language: 'pl' })
    const api = stage.api.as(key)
    const titleOf = async (query: string, header?: string) => {
      const headers = header === undefined ? {} : { 'accept-language': header }
      const path = `${at}/purchases/unknown${query}`
      const { body, headers: answered } = await api.send('GET', path, undefined, headers)
      return `${answered.get('content-language')}: ${body.title}`
    }
    expect(await titleOf('')).toBe('pl: Nie znaleziono')
    // What browsers and programs send by themselves asks for no language.
    expect([await titleOf('', '*'), await titleOf('', 'de')]).toEqual(Array(2).fill('pl: Nie znaleziono'))
    expect([await titleOf('', 'en'), await titleOf('?lang=en')]).toEqual(Array(2).fill('en: Not found'))
    const { items } = (await stage.api.send('GET', '/v1/keys')).body
    expect(items.find((item: { id: string }) => item.id === id)).toMatchObject({ language: 'pl' })
    const wrong = await stage.api.json('POST', '/v1/keys', { ...clerk, language: 'de' })
    refused(wrong, { status: 400, code: 'invalid-request' })
  })

  it('is given another language, which counts at once, and the same once more without a trace', async () => {
    const { key, id } = await make({ ...clerk, language: 'pl' })
    const titleOf = async () => {
      const { body } = await stage.api.as(key).send('GET', `${at}/purchases/unknown`)
      return body.title
    }
    const change = (body: object) => stage.api.json('PATCH', `/v1/keys/${id}`, body)
    const english = await change({ language: 'en' })
    expect([english.status, english.body.language, english.body.id]).toEqual([200, 'en', id])
    expect(JSON.stringify(english.body)).not.toContain(key.slice(-43))
    expect(await titleOf()).toBe('Not found')
    expect((await change({ language: 'pl' })).body).toMatchObject({ language: 'pl' })
    expect((await change({ language: 'pl' })).body).toMatchObject({ language: 'pl' })
    expect((await change({})).body).toMatchObject({ language: 'pl' })
    expect(await titleOf()).toBe('Nie znaleziono')
    expect((await change({ language: null })).body).toMatchObject({ language: null })
    expect(await titleOf()).toBe('Not found')
    const { items } = (await stage.api.send('GET', '/v1/audit?action=key.changed&limit=1000')).body
    const told = items.filter(({ subject }: { subject: string }) => subject === id)
    expect(told.map(({ data }: { data: object }) => data)).toEqual([
      { name: 'ERP', language: { before: 'pl', after: 'en' } },
      { name: 'ERP', language: { before: 'en', after: 'pl' } },
      { name: 'ERP', language: { before: 'pl', after: null } },
    ])
  })
  it('is changed in nothing but its language, by nobody but an admin, and not where there is none', async () => {
    const { key, id } = await make({ ...clerk, role: 'accountant' })
    for (const body of [{ language: 'de' }, { role: 'admin' }, { language: 'pl', taxpayers: '*' }, []])
      refused(await stage.api.json('PATCH', `/v1/keys/${id}`, body), { status: 400, code: 'invalid-request' })
    const own = await stage.api.as(key).json('PATCH', `/v1/keys/${id}`, { language: 'pl' })
    refused(own, { status: 403, code: 'role-too-low' })
    for (const unknown of ['0123456789abcdef', 'bootstrap', 'first'])
      refused(await stage.api.json('PATCH', `/v1/keys/${unknown}`, { language: 'pl' }), {
        ...{ status: 404, code: 'key-id-unknown' },
      })
  })

  it('is named in the history and the log so that two of one name differ', async () => {
    const [one, two] = [await make(clerk), await make(clerk)]
    const actors: string[] = []
    for (const [n, { key }] of [one, two].entries()) {
      const body = copy({ number: `ACTOR/${n}`, gross: `${700 + n}.00` })
      const { purchase } = await stage.api.as(key).postCopy(buyer, body)
      actors.push((await stage.api.history(buyer, purchase?.id ?? ''))[0].actor)
    }
    expect(actors).toEqual([`ERP (${one.id})`, `ERP (${two.id})`])
    expect(lines.filter((record) => record.key === one.id)).toMatchObject([
      { method: 'POST', path: '/v1/taxpayers/:nip/copies', status: 201 },
    ])
    expect(JSON.stringify(lines)).not.toContain(one.key)
  })

  it('revoked is none at once; revoking again answers the same', async () => {
    const { id, key } = await make(clerk)
    const api = stage.api.as(key)
    expect((await api.send('GET', `${at}/purchases`)).status).toBe(200)
    const first = await stage.api.send('DELETE', `/v1/keys/${id}`)
    expect([first.status, first.body.id, first.body.revokedAt]).toEqual([200, id, '2026-07-24T10:00:00Z'])
    refused(await api.send('GET', `${at}/purchases`), { status: 401, code: 'key-unknown' })
    const revoke = () => stage.api.send('DELETE', `/v1/keys/${id}`)
    const again = await atTime('2026-07-25T10:00:00Z', revoke)
    expect([again.status, again.body]).toEqual([200, first.body])
  })

  it('with an end counts until then, not from then on, and says when it ended', async () => {
    const ends = { ...clerk, expiresAt: '2026-07-25T12:00+02:00' }
    const { key, ...row } = await make(ends)
    expect(row).toMatchObject({ expiresAt: '2026-07-25T10:00:00Z' })
    const ask = (text = key) => stage.api.as(text).send('GET', `${at}/purchases`)
    expect((await atTime('2026-07-25T09:59:59Z', ask)).status).toBe(200)
    const expired = await atTime('2026-07-25T10:00:00Z', ask)
    refused(expired, { status: 401, code: 'key-expired' })
    expect(expired.body.detail).toContain('2026-07-25T10:00:00Z')
    expect(expired.headers.get('www-authenticate')).toBe('Bearer')
    // Who has its id alone is told nothing of it.
    const guess = await atTime('2026-07-26T10:00:00Z', () => ask(`${key.slice(0, -1)}~`))
    refused(guess, { status: 401, code: 'key-unknown' })
    const { items } = (await stage.api.send('GET', '/v1/keys?limit=1000')).body
    expect(items).toContainEqual(expect.objectContaining({ id: row.id, expiresAt: row.expiresAt }))
  })

  it.each<[string, number, string]>([
    ['2026-07-24T10:00:00Z', 422, 'expires-in-past'],
    ['2026-07-24T12:00:00+02:00', 422, 'expires-in-past'],
    ['2025-01-01T00:00:00Z', 422, 'expires-in-past'],
    ['2026-12-31', 400, 'invalid-instant'],
    ['2026-12-31T12:00:00', 400, 'invalid-instant'],
  ])('that ends at %s is not made', async (expiresAt, status, error) => {
    const answer = await stage.api.json('POST', '/v1/keys', { ...clerk, expiresAt })
    const code = status === 422 ? error : 'invalid-request'
    refused(answer, { status, code, pointer: '/expiresAt', error })
  })

  it('tells when it was used last, to the minute', async () => {
    const { id, key } = await make(clerk)
    const usedAt = (time: string) =>
      atTime(time, async () => {
        await stage.api.as(key).send('GET', '/v1/law')
        const { items } = (await stage.api.send('GET', '/v1/keys')).body
        return items.find((item: { id: string }) => item.id === id).lastUsedAt
      })
    expect(await usedAt('2026-07-25T10:00:00Z')).toBe('2026-07-25T10:00:00Z')
    expect(await usedAt('2026-07-25T10:00:59Z')).toBe('2026-07-25T10:00:00Z')
    expect(await usedAt('2026-07-25T10:01:00Z')).toBe('2026-07-25T10:01:00Z')
  })

  it.skipIf(onEdge)('works although its use cannot be recorded', async () => {
    const { key } = await make(clerk)
    const file = openSqlite(join(stage.dataDir, 'directory.sqlite'))
    file.exec(`CREATE TRIGGER full BEFORE UPDATE ON keys BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
    expect((await stage.api.as(key).send('GET', '/v1/law')).status).toBe(200)
    file.exec('DROP TRIGGER full')
    file.close()
    expect(lines.at(-2)).toMatchObject({ level: 'warn', message: 'the use of a key was not recorded' })
  })

  it('needs a NIP whose check digit is right, and a role that exists', async () => {
    const wrong = { ...clerk, taxpayers: [buyer, '9376032789'] }
    const answer = await stage.api.json('POST', '/v1/keys', wrong)
    refused(answer, { status: 422, code: 'nip-checksum', pointer: '/taxpayers/1', error: 'nip-checksum' })
    for (const change of [{ role: 'owner' }, { taxpayers: [] }, { taxpayers: buyer }, { name: '' }]) {
      const refusal = await stage.api.json('POST', '/v1/keys', { ...clerk, ...change })
      refused(refusal, { status: 400, code: 'invalid-request' })
    }
  })

  it('may name a taxpayer to come, each once', async () => {
    const made = await make({ ...clerk, taxpayers: [otherBuyer, otherBuyer] })
    expect(made).toMatchObject({ taxpayers: [otherBuyer] })
  })

  it('is listed page by page', async () => {
    const all = (await stage.api.send('GET', '/v1/keys')).body.items
    const first = (await stage.api.send('GET', '/v1/keys?limit=2')).body
    const second = (await stage.api.send('GET', `/v1/keys?limit=1000&cursor=${first.next}`)).body
    expect([...first.items, ...second.items]).toEqual(all)
    expect(second.next).toBe(null)
  })
})

describe('the first key', () => {
  const folders: string[] = []
  afterAll(() => {
    for (const made of folders) rmSync(made, { recursive: true, force: true })
  })
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
    folders.push(made)
    return made
  }
  const start = (dataDir: string, adminKey: string | null) => {
    const service = createNodeService({ dataDir, adminKey, qrEnvironment: 'production', log: () => {} })
    return { ...service, as: (key: string) => new Api((request) => service.app.fetch(request), key) }
  }
  const statusOf = async (api: Api) => (await api.send('GET', '/v1/taxpayers')).status

  it('is made when none is given and none exists, listed like others, and can be revoked', async () => {
    const dataDir = folder()
    const first = start(dataDir, null)
    const key = first.createdKey ?? ''
    const api = first.as(key)
    const [listed] = (await api.send('GET', '/v1/keys')).body.items
    expect(listed).toMatchObject({ name: 'admin', role: 'admin', taxpayers: '*', createdBy: 'service' })
    expect((await api.send('DELETE', `/v1/keys/${listed.id}`)).status).toBe(200)
    expect(await statusOf(api)).toBe(401)
    await first.close()
    const second = start(dataDir, null)
    expect(second.createdKey).toBe(null)
    await second.close()
    // Whoever has locked himself out lets himself in again.
    const third = start(dataDir, adminKey)
    expect([third.createdKey, await statusOf(third.as(adminKey))]).toEqual([null, 200])
    await third.close()
    // It counts while it is set, and nothing of it is remembered.
    const fourth = start(dataDir, null)
    expect(await statusOf(fourth.as(adminKey))).toBe(401)
    await fourth.close()
  })

  it('of the time before keys had names works on, and can be revoked', async () => {
    const dataDir = folder()
    const file = openSqlite(join(dataDir, 'directory.sqlite'))
    file.exec(`CREATE TABLE _migrations (id TEXT PRIMARY KEY, applied_at TEXT NOT NULL) STRICT;
      ${directoryMigrations[0]?.sql}
      INSERT INTO _migrations VALUES ('0001-directory', '2026-01-01T00:00:00Z');
      INSERT INTO settings VALUES ('admin-key-hash', '${Buffer.from(sha256(utf8('kr_old_key')), 'base64').toString('hex')}')`)
    file.close()
    const service = start(dataDir, null)
    expect(service.createdKey).toBe(null)
    const api = service.as('kr_old_key')
    expect((await api.send('GET', '/v1/keys')).body.items).toMatchObject([
      { id: 'first', name: 'admin', role: 'admin', createdAt: '2026-01-01T00:00:00Z' },
    ])
    await api.send('DELETE', '/v1/keys/first')
    expect(await statusOf(api)).toBe(401)
    await service.close()
  })
})
