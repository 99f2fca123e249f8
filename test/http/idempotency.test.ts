import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { masterKeyOf } from '../../src/hosts/node/master-key.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { answerContext } from '../../src/secrets/contexts.ts'
import { createVault } from '../../src/secrets/vault.ts'
import type { Answer, Api } from '../support/api.ts'
import { createTestApp, onEdge } from '../support/app.ts'
import {
  at,
  buyer,
  copy,
  createServer,
  jsonType,
  ksef,
  otherBuyer,
  postPackage,
  refused,
  seller,
  zipType,
} from '../support/hostile.ts'
import { packageOf } from '../support/ksef.ts'

/** The same POST under the same Idempotency-Key is done once, and answered as at first. */

const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
let app: Awaited<ReturnType<typeof createTestApp>>
let api: Api
const start = async (now: string) => {
  app = await createTestApp({ now, dataDir })
  api = app.api
}
const restart = async (now = '2026-07-24T10:00:00Z') => {
  await app.close()
  await start(now)
}
beforeAll(async () => {
  await start('2026-07-24T10:00:00Z')
  for (const nip of [buyer, otherBuyer]) await api.putTaxpayer(nip, { name: 'Odbiorca sp. z o.o.' })
})
afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true })
})

/** Does something while no answer can be kept, as when the process stops just before. */
async function withoutKeeping(work: () => Promise<Answer>): Promise<Answer> {
  const file = openSqlite(join(dataDir, 'directory.sqlite'))
  file.exec(`CREATE TRIGGER stops BEFORE UPDATE ON idempotent_requests
    BEGIN SELECT RAISE(ABORT, 'the process is gone'); END`)
  const answer = await work()
  file.exec('DROP TRIGGER stops')
  file.close()
  return answer
}

const under = (key: string) => ({ 'idempotency-key': key })
const post = (path: string, body: object, key: string, as = api) => as.json('POST', path, body, under(key))
const clerk = (name: string) => ({ name, role: 'integration', taxpayers: '*' })
const outage = { kind: 'failure', start: '2026-01-05', end: '2026-01-06' }
const isReplay = ({ headers }: Answer) => headers.get('idempotency-replayed') === 'true'
/** What is said again: all but the text of a key. */
const essence = ({ status, body, headers }: Answer) => [
  status,
  'key' in body ? { ...body, key: null } : body,
  headers.get('content-type'),
]
const many = <T>(count: number, call: (n: number) => T) =>
  Promise.all(Array.from({ length: count }, (_, n) => call(n)))
const itemsAt = async (path: string) => (await api.send('GET', path)).body.items
const keysNamed = async (name: string) =>
  (await itemsAt('/v1/keys')).filter((key: { name: string }) => key.name === name)

/** What creates something anew each time, and how many such things there are then. */
const creating: [string, string, (n: string) => object, (n: string) => Promise<number>][] = [
  ['a key', '/v1/keys', clerk, async (n) => (await keysNamed(n)).length],
  [
    'an outage',
    '/v1/outages',
    (n) => ({ ...outage, reference: n }),
    async (n) =>
      (await itemsAt('/v1/outages')).filter((o: { reference: string }) => o.reference === n).length,
  ],
]

describe.each(creating)('%s', (what, path, body, count) => {
  const keyOf = (name: string) => `${what.replace(' ', '-')}/${name}`
  it('asked for twenty times at once is made once, with twenty equal answers', async () => {
    const answers = await many(20, () => post(path, body('at once'), keyOf('at-once')))
    expect(new Set(answers.map((answer) => JSON.stringify(essence(answer)))).size).toBe(1)
    expect([answers[0]?.status, answers.filter(isReplay).length]).toEqual([201, 19])
    expect(await count('at once')).toBe(1)
  })

  it('is made once although the service stops and starts in between', async () => {
    const first = await post(path, body('restart'), keyOf('restart'))
    await restart()
    const second = await post(path, body('restart'), keyOf('restart'))
    expect([essence(second), isReplay(first), isReplay(second)]).toEqual([essence(first), false, true])
    expect(await count('restart')).toBe(1)
  })

  it.skipIf(onEdge)(
    'is made once although the service stops between making it and keeping the answer',
    async () => {
      const cut = await withoutKeeping(() => post(path, body('cut off'), keyOf('cut-off')))
      expect([cut.status, await count('cut off')]).toEqual([500, 1])
      await restart()
      refused(await post(path, body('another'), keyOf('cut-off')), {
        status: 422,
        code: 'idempotency-key-reused',
      })
      const answer = await post(path, body('cut off'), keyOf('cut-off'))
      expect([answer.status, isReplay(answer), await count('cut off')]).toEqual([201, false, 1])
      expect(essence(await post(path, body('cut off'), keyOf('cut-off')))).toEqual(essence(answer))
    },
  )

  it('is made again under another key, without a key, and after 48 hours', async () => {
    await post(path, body('again'), keyOf('again-1'))
    await post(path, body('again'), keyOf('again-2'))
    await api.json('POST', path, body('again'))
    expect(await count('again')).toBe(3)
    await restart('2026-07-26T09:59:59Z')
    expect(isReplay(await post(path, body('again'), keyOf('again-1')))).toBe(true)
    await restart('2026-07-26T10:00:00Z')
    expect(isReplay(await post(path, body('again'), keyOf('again-1')))).toBe(false)
    expect(await count('again')).toBe(4)
    await restart()
  })

  it.skipIf(onEdge)('forgets what it kept for 48 hours, and keeps no answer in clear', async () => {
    const rows = () => {
      const file = openSqlite(join(dataDir, 'directory.sqlite'), { readonly: true })
      const found = file.prepare('SELECT key, answer FROM idempotent_requests').all()
      file.close()
      return found as { key: string; answer: string }[]
    }
    await post(path, body('kept'), keyOf('kept'))
    expect(rows().map(({ key }) => key)).toContain(keyOf('kept'))
    for (const { answer } of rows()) expect(answer).toMatch(/^v1\.[\w-]+\.[\w-]+\.[\w-]+$/)
    await restart('2026-08-24T10:00:00Z')
    await post(path, body('much later'), keyOf('much-later'))
    const kept = rows().map(({ key }) => key)
    expect([kept.includes(keyOf('kept')), kept.includes(keyOf('much-later'))]).toEqual([false, true])
    await restart()
  })
})

describe('a key made under an Idempotency-Key', () => {
  it('is shown once: a repetition tells which key was made, not the key', async () => {
    const first = await post('/v1/keys', clerk('told'), 'told')
    const second = await post('/v1/keys', clerk('told'), 'told')
    expect([second.status, isReplay(second)]).toEqual([201, true])
    expect(second.body).toEqual({ ...first.body, key: null })
    expect((await api.as(first.body.key).send('GET', '/v1/law')).status).toBe(200)
  })

  it.skipIf(onEdge)(
    'is not in what is kept of the answer, nor told again where it was kept earlier',
    async () => {
      const { body } = await post('/v1/keys', clerk('sealed'), 'sealed')
      const file = openSqlite(join(dataDir, 'directory.sqlite'))
      const vault = createVault(masterKeyOf(null, dataDir))
      const place = answerContext(null, 'bootstrap', 'sealed')
      const select = file.prepare("SELECT answer FROM idempotent_requests WHERE key = 'sealed'").pluck()
      const kept = await vault.open(select.get() as string, place)
      expect(kept).toContain(body.id)
      expect(kept).not.toContain(body.key.slice(-43))
      const asBefore = { status: 201, headers: [], text: JSON.stringify(body) }
      const sealed = await vault.seal(JSON.stringify(asBefore), place)
      file.prepare("UPDATE idempotent_requests SET answer = ? WHERE key = 'sealed'").run(sealed)
      file.close()
      const again = await post('/v1/keys', clerk('sealed'), 'sealed')
      expect(JSON.parse(again.body)).toEqual({ ...body, key: null })
    },
  )

  it.skipIf(onEdge)('works when its making was cut off and asked for again', async () => {
    const make = () => post('/v1/keys', clerk('lost'), 'lost')
    await withoutKeeping(make)
    const [{ id }] = await keysNamed('lost')
    const { body } = await make()
    expect(body.id).toBe(id)
    expect((await api.as(body.key).send('GET', '/v1/law')).status).toBe(200)
  })
})

describe('another request under the same key', () => {
  const body = copy({ number: 'REUSED/1', gross: '300.00' })
  it.each<[string, () => Promise<Answer>]>([
    ['body', () => post(`${at}/copies`, { ...body, gross: '301.00' }, 'reused')],
    ['path', () => post(`${at}/posting-checks`, body, 'reused')],
    ['query', () => post(`${at}/copies?channel=email`, body, 'reused')],
    [
      'media type',
      () =>
        api.send('POST', `${at}/copies`, JSON.stringify(body), {
          ...under('reused'),
          'content-type': 'application/xml',
        }),
    ],
  ])('(another %s) is refused and changes nothing', async (_, send) => {
    expect((await post(`${at}/copies`, body, 'reused')).status).toBe(201)
    const before = await api.purchases(buyer)
    refused(await send(), { status: 422, code: 'idempotency-key-reused' })
    expect(await api.purchases(buyer)).toEqual(before)
  })

  it('is done where caller or taxpayer is another: nobody hears the answer of somebody else', async () => {
    const keys = await many(2, async (n) => (await api.json('POST', '/v1/keys', clerk(`${n}`))).body.key)
    const bodies = keys.map((_, n) => copy({ number: `MINE/${n}`, gross: `${400 + n}.00` }))
    const answers = await many(2, (n) =>
      post(`${at}/copies`, bodies[n] as object, 'mine', api.as(keys[n] as string)),
    )
    const other = await post(`/v1/taxpayers/${otherBuyer}/copies`, bodies[0] as object, 'mine')
    for (const answer of [...answers, other]) expect([answer.status, isReplay(answer)]).toEqual([201, false])
    expect(answers.map(({ body: { purchase } }) => purchase.number)).toEqual(['MINE/0', 'MINE/1'])
  })
})

describe('in a ledger', () => {
  it('a copy, a posting and an import are answered as at first', async () => {
    const created = await many(20, () =>
      post(`${at}/copies`, copy({ number: 'L/1', gross: '501.00' }), 'l-1'),
    )
    expect(created.map(({ status, body }) => `${status} ${body.outcome}`)).toEqual(Array(20).fill('201 new'))
    expect(created.filter(isReplay)).toHaveLength(19)
    const path = `${at}/purchases/${created[0]?.body.purchase.id}/posting`
    const body = { reference: 'PZ/1', postedOn: '2026-06-11' }
    expect((await post(path, body, 'l-2')).status).toBe(201)
    await restart()
    const again = await post(path, body, 'l-2')
    expect([again.status, isReplay(again), again.body.reference]).toEqual([201, true, 'PZ/1'])

    const archive = packageOf([ksef('L/3')]) as Uint8Array<ArrayBuffer>
    const headers = { ...zipType, ...under('l-3') }
    const imports = await many(3, () => api.send('POST', `${at}/ksef/imports`, archive, headers))
    expect(new Set(imports.map((answer) => answer.body.importId)).size).toBe(1)
    expect(imports.map(({ body: result }) => result.new)).toEqual([1, 1, 1])
    expect((await postPackage(api, archive)).body).toMatchObject({ new: 0, unchanged: 1 })
  })

  it('a refusal is not kept: the same request is done once its reason is gone, a corrected one as well', async () => {
    const { metadata } = ksef('R/1')
    const gross = Number(metadata.grossAmount).toFixed(2)
    const waiting = copy({ number: 'R/1', gross, document: 'offline-invoice' })
    const { purchase } = await api.postCopy(buyer, waiting)
    const posting = { reference: 'PZ/2', postedOn: '2026-06-11' }
    const path = `${at}/purchases/${purchase?.id}/posting`
    refused(await post(path, posting, 'r-1'), { status: 409, code: 'held' })
    await api.importMetadata(buyer, [metadata])
    expect((await post(path, posting, 'r-1')).status).toBe(201)

    const wrong = copy({ number: 'R/2', gross: '602,00' })
    refused(await post(`${at}/copies`, wrong, 'r-2'), { status: 400, code: 'invalid-request' })
    const corrected = copy({ number: 'R/2', gross: '602.00' })
    expect((await post(`${at}/copies`, corrected, 'r-2')).status).toBe(201)
  })

  it('a body may be as large as any, and no larger', async () => {
    const body = new Uint8Array(100 * 1024 * 1024 + 1)
    const answer = await api.send('POST', `${at}/copies`, body, { ...jsonType, ...under('huge') })
    refused(answer, { status: 413, code: 'body-too-large' })
  })
})

it('holds over a real server too', async () => {
  const server = await createServer()
  await server.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
  const archive = packageOf([ksef('S/1'), ksef('S/2')]) as Uint8Array<ArrayBuffer>
  const headers = { ...zipType, ...under('s') }
  const answers = await many(8, () => server.api.send('POST', `${at}/ksef/imports`, archive, headers))
  expect(answers.map(({ body }) => body.new)).toEqual(Array(8).fill(2))
  expect(answers.filter(isReplay)).toHaveLength(7)
  await server.close()
})

describe('the header', () => {
  // The way to workerd drops a header that is empty.
  const empty = onEdge ? [] : ['']
  it.each([...empty, 'two words', 'zażółć', 'x'.repeat(256), 'tab\tbed'])('%j is refused', async (key) => {
    const headers = { ...jsonType, 'idempotency-key': encodeURI(key) === key ? key : latin1(key) }
    const answer = await api.send('POST', `${at}/copies`, JSON.stringify(copy()), headers)
    refused(answer, { status: 400, code: 'invalid-idempotency-key' })
  })

  it('stands at every POST of the OpenAPI document, but for signing in, which keeps nothing of a taxpayer', async () => {
    const { paths } = (await api.send('GET', '/openapi.json')).body
    for (const [path, methods] of Object.entries<Record<string, { parameters?: { name: string }[] }>>(
      paths,
    )) {
      for (const [method, { parameters = [] }] of Object.entries(methods)) {
        const names = parameters.map(({ name }) => name)
        expect(names.includes('Idempotency-Key'), `${method} ${path}`).toBe(
          method === 'post' && path !== '/session',
        )
      }
    }
  })

  it('changes nothing where it is not a POST', async () => {
    const put = (name: string) =>
      api.json('PUT', `${at}/suppliers/${seller}`, { name }, under('not for this'))
    expect([(await put('One')).status, (await put('Two')).status]).toEqual([201, 200])
  })
})

/** Bytes of UTF-8 as the characters that a header may hold. */
function latin1(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text))
}
