import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { supplierBody, taxpayerBody } from '../../src/http/routes/profile-schemas.ts'
import { page, purchase } from '../../src/http/routes/schemas.ts'
import { adminKey } from '../support/admin-key.ts'
import type { Purchase } from '../support/api.ts'
import {
  at,
  buyer,
  copy,
  createStage,
  jsonType,
  ksef,
  ledgerOf,
  otherBuyer,
  postRows,
  refused,
  type Stage,
  seller,
} from '../support/hostile.ts'

/** Nothing of one taxpayer shows under another, nothing shows without a key, and the document tells the truth. */

let stage: Stage
let mine: Purchase
const other = `/v1/taxpayers/${otherBuyer}`
beforeAll(async () => {
  stage = await createStage()
  const { api } = stage
  await api.putTaxpayer(otherBuyer, { name: 'Inny sp. z o.o.' })
  await api.putSupplier(buyer, seller, { name: 'Sprzedawca S.A.' })
  await postRows(api, '[1]')
  mine = (await api.purchases(buyer))[0] as Purchase
})
afterAll(() => stage.close())

describe('under the path of another taxpayer', () => {
  it.each(['', '/history', '?asOf=2026-07-01'])('a purchase id is not known: …/{id}%s', async (end) => {
    const answer = await stage.api.send('GET', `${other}/purchases/${mine.id}${end}`)
    refused(answer, { status: 404, code: 'purchase-unknown' })
    expect(JSON.stringify(answer.body)).not.toContain(mine.number)
  })

  it('a purchase cannot be changed', async () => {
    const before = await ledgerOf(stage.api)
    const answer = await stage.api.json('PATCH', `${other}/purchases/${mine.id}`, { supplyConfirmed: false })
    refused(answer, { status: 404, code: 'purchase-unknown' })
    expect(await ledgerOf(stage.api)).toEqual(before)
  })

  it('lists, register, suppliers and quarantine are empty', async () => {
    for (const path of [
      'purchases',
      'suppliers',
      'ksef/quarantine',
      'register/2026-06',
      'purchases?number=KNOWN/1',
    ]) {
      const mineToo = await stage.api.send('GET', `${at}/${path}`)
      expect(mineToo.body.items, path).not.toEqual([])
      expect(await stage.api.send('GET', `${other}/${path}`), path).toMatchObject({
        status: 200,
        body: { items: [], next: null },
      })
    }
    refused(await stage.api.send('GET', `${other}/suppliers/${seller}`), {
      status: 404,
      code: 'supplier-unknown',
    })
  })

  it('the same documents and external ids are new ones', async () => {
    const known = copy({ number: 'KNOWN/1', gross: '77.00', externalId: 'known-1' })
    const third = '5252344078'
    await stage.api.putTaxpayer(third, { name: 'Trzeci sp. z o.o.' })
    const answer = await stage.api.postCopy(third, { ...known, net: '1.00' })
    expect(answer.outcome).toBe('new')
    expect(answer.purchase?.id).not.toBe(mine.id)
    const { metadata } = ksef('KNOWN/2')
    // Addressed to somebody else, it is held in quarantine; what the first taxpayer knows is no reason to skip it.
    expect(await stage.api.importMetadata(third, [metadata])).toMatchObject({ received: 1, unchanged: 0 })
  })
})

describe('odd paths', () => {
  const odd = [
    `${otherBuyer}%2F..%2F${buyer}`,
    `..%2F${buyer}`,
    `${buyer}%00`,
    `${buyer}%20`,
    `%20${buyer}`,
    `${buyer.slice(0, 3)}-${buyer.slice(3)}`,
    `${buyer.slice(0, 3)}%20${buyer.slice(3)}`,
    `PL${buyer}`,
    `${buyer};x`,
    `${buyer}.sqlite`,
    `0${buyer}`,
    '%E0%A4%A',
    '5252344079',
    '__proto__',
    '9'.repeat(3000),
    '%EF%BC%99376032788',
  ]
  it.each(odd)('the taxpayer %s is unknown', async (nip) => {
    const paths = [
      '',
      '/purchases',
      `/purchases/${mine.id}`,
      '/suppliers',
      '/register/2026-06',
      '/ksef/quarantine',
    ]
    for (const path of paths) {
      const answer = await stage.api.send('GET', `/v1/taxpayers/${nip}${path}`)
      refused(answer, { status: 404, code: 'taxpayer-unknown' })
    }
    const posted = await stage.api.json('POST', `/v1/taxpayers/${nip}/copies`, copy())
    expect(posted.status).toBe(404)
    const put = await stage.api.json('PUT', `/v1/taxpayers/${nip}`, { name: 'X' })
    expect(['invalid-request', 'nip-checksum']).toContain(put.body.code)
  })

  it.each([
    `${at}/`,
    `${at}//purchases`,
    `/v1//taxpayers/${buyer}`,
    `/v1/taxpayers%2F${buyer}`,
    `/V1/taxpayers/${buyer}`,
  ])('%s is nothing', async (path) => {
    refused(await stage.api.send('GET', path), { status: 404, code: 'not-found' })
  })

  it.each(['ID%2Fhistory', 'ID%20', 'ID%00', '..%2F..', '%00', '%', "' OR 1=1 --", '*', '__proto__'])(
    'the purchase %s is unknown',
    async (id) => {
      const answer = await stage.api.send(
        'GET',
        `${at}/purchases/${id.replace('ID', mine.id).replaceAll(' ', '%20')}`,
      )
      refused(answer, { status: 404, code: 'purchase-unknown' })
    },
  )
})

type Operation = { responses: Record<string, unknown>; parameters?: { name: string; in: string }[] }
type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown> }
}
let described: Document
beforeAll(async () => {
  described = (await stage.api.send('GET', '/openapi.json')).body
})
const places: Record<string, string> = {
  nip: buyer,
  id: 'x',
  sellerId: seller,
  month: '2026-06',
  findingId: 'x',
}

describe('keys', () => {
  const operations = () =>
    Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({
        method: method.toUpperCase(),
        path: path.replaceAll(/\{(\w+)\}/g, (_, name: string) => places[name] ?? 'x'),
      })),
    )
  it.each([
    ['no key', undefined],
    ['a wrong key', 'Bearer wrong'],
    ['half a key', `Bearer ${adminKey.slice(0, -1)}`],
    ['the key in another scheme', `Basic ${adminKey}`],
    ['the bare key', adminKey],
    ['an empty key', 'Bearer '],
  ])('%s opens no path under /v1, whatever comes with it', async (_, authorization) => {
    const guarded = operations().filter(({ path }) => path.startsWith('/v1'))
    expect(guarded.length).toBeGreaterThan(15)
    for (const { method, path } of [...guarded, { method: 'GET', path: '/v1/nothing' }]) {
      const headers = { ...jsonType, authorization: authorization ?? '' }
      const body = method === 'GET' ? undefined : '{"broken'
      const answer = await stage.api.send(method, path, body, headers)
      refused(answer, { status: 401, code: 'key-unknown' })
      expect(answer.headers.get('www-authenticate'), `${method} ${path}`).toMatch(/^Bearer/)
    }
  })

  it.each(['/health', '/openapi.json', '/docs'])('none is needed for %s', async (path) => {
    expect((await stage.api.as('wrong').send('GET', path)).status).toBe(200)
  })
})

describe('the documentation', () => {
  it('is OpenAPI 3.1 whose references all lead somewhere', () => {
    expect(described.openapi).toMatch(/^3\.1\./)
    const references = [...JSON.stringify(described).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)]
    expect(references.length).toBeGreaterThan(10)
    for (const [, name] of references) expect(described.components.schemas).toHaveProperty([name as string])
  })

  it('names every parameter in a path, and what an XML copy needs besides the file', () => {
    const namesOf = (operation?: Operation) => (operation?.parameters ?? []).map((p) => p.name)
    for (const [path, methods] of Object.entries(described.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      for (const operation of Object.values(methods))
        expect(namesOf(operation), path).toEqual(expect.arrayContaining(inPath))
    }
    const copies = described.paths['/v1/taxpayers/{nip}/copies']?.post
    expect(namesOf(copies)).toEqual(expect.arrayContaining(['receivedOn', 'document', 'qrCodes']))
  })

  it('is a page that reads nothing from another host', async () => {
    const { body, headers } = await stage.api.send('GET', '/docs')
    expect(headers.get('content-type')).toMatch(/^text\/html/)
    expect(body).not.toMatch(/https?:\/\//)
    expect(body).not.toMatch(/(src|href|action|data|poster)\s*=\s*["']?\s*(\/\/|[a-z]+:)/i)
    expect(body).not.toMatch(/@import|url\(|importScripts|import\(/)
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/)
  })

  it.each<[string, z.ZodType, string]>([
    ['purchases', page(purchase), `${at}/purchases`],
    ['taxpayers', page(taxpayerBody.loose()), '/v1/taxpayers'],
    ['suppliers', page(supplierBody.loose()), `${at}/suppliers`],
  ])('describes real %s, and leaves no property out', async (_, schema, path) => {
    const { body } = await stage.api.send('GET', path)
    expect(body.items.length).toBeGreaterThan(0)
    expect(schema.parse(body)).toEqual(body)
  })

  it('describes a single purchase too', async () => {
    const { body } = await stage.api.send('GET', `${at}/purchases/${mine.id}`)
    expect(purchase.parse(body)).toEqual(body)
  })
})
