import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminKey } from '../support/admin-key.ts'
import type { Answer } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { at, buyer, otherBuyer, refused } from '../support/hostile.ts'

/** Sessions of browsers: what their cookie is, for whom it counts, and when it ends. */

let stage: Awaited<ReturnType<typeof createTestApp>>
let clock = new Date('2026-07-24T10:00:00Z')
const lines: Record<string, unknown>[] = []
const hours = (count: number) => {
  clock = new Date(clock.getTime() + count * 3_600_000)
}
beforeAll(async () => {
  stage = await createTestApp({ now: () => clock, log: (record) => lines.push(record) })
  await stage.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
  await stage.api.putTaxpayer(otherBuyer, { name: 'Inny sp. z o.o.' })
})
afterAll(() => stage.close())

const origin = 'http://localhost'
/** What a browser says of a call of a page of ours. */
const ours = { 'sec-fetch-site': 'same-origin' }

async function call(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: unknown,
  from = origin,
): Promise<Answer> {
  const request = new Request(`${from}${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer = await stage.fetch(request)
  const text = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    body: text.startsWith('{') ? JSON.parse(text) : text,
  }
}

const signIn = (key: string, headers: Record<string, string> = ours, from = origin) =>
  call('POST', '/session', headers, { key }, from)
const cookieOf = (answer: Answer) => (answer.headers.get('set-cookie') as string).split(';')[0] as string
/** The headers of a page that is signed in with a key. */
async function signedIn(key: string): Promise<{ cookie: string }> {
  const answer = await signIn(key)
  expect(answer.status).toBe(204)
  return { cookie: cookieOf(answer) }
}
async function keyFor(body: object): Promise<{ id: string; key: string }> {
  const made = await stage.api.json('POST', '/v1/keys', {
    name: 'Anna',
    role: 'accountant',
    taxpayers: [buyer],
    ...body,
  })
  expect(made.status).toBe(201)
  return made.body
}

describe('the cookie', () => {
  it.each([
    ['http://localhost', ours, 'ksef-reconcile', false],
    ['http://localhost:8787', ours, 'ksef-reconcile', false],
    ['http://127.0.0.1:8787', ours, 'ksef-reconcile', false],
    ['http://[::1]:8787', ours, 'ksef-reconcile', false],
    ['https://ksef.example', ours, '__Host-ksef-reconcile', true],
    // TLS ends at a proxy, which says the name of this host, or its own.
    ['http://ksef.example', { ...ours, origin: 'https://ksef.example' }, '__Host-ksef-reconcile', true],
    ['http://localhost:8787', { ...ours, origin: 'https://ksef.example' }, '__Host-ksef-reconcile', true],
    // Whoever speaks plain HTTP over a network gets what his browser will not keep.
    ['http://192.168.1.5:8787', ours, '__Host-ksef-reconcile', true],
    ['http://localhost.example', ours, '__Host-ksef-reconcile', true],
  ])('of %s (%o) is %s, secure: %s', async (from, headers, name, isSecure) => {
    const answer = await signIn(adminKey, headers, from)
    expect([answer.status, answer.body]).toEqual([204, ''])
    const [pair, ...attributes] = (answer.headers.get('set-cookie') as string).split('; ')
    expect(pair).toMatch(new RegExp(`^${name}=ks_[\\w-]{43}$`))
    expect(attributes.sort()).toEqual(
      ['HttpOnly', 'Max-Age=43200', 'Path=/', 'SameSite=Strict', ...(isSecure ? ['Secure'] : [])].sort(),
    )
  })

  it('is another one each time, holds nothing of the key, and no log holds it', async () => {
    const { key } = await keyFor({})
    const [one, two] = [await signedIn(key), await signedIn(key)]
    expect(one.cookie).not.toBe(two.cookie)
    await call('GET', `${at}/purchases`, { ...ours, ...one })
    await call('DELETE', '/session', { ...ours, ...two })
    const told = JSON.stringify(lines)
    for (const { cookie } of [one, two]) expect(told).not.toContain(cookie.split('=')[1])
    expect(told).not.toContain(key)
  })
})

describe('a session', () => {
  it('says whose it is, in which language he is spoken to, and until when', async () => {
    const { key } = await keyFor({ name: 'Anna Nowak', language: 'pl' })
    const cookie = await signedIn(key)
    const { body } = await call('GET', '/session', { ...ours, ...cookie })
    expect(body).toEqual({
      name: 'Anna Nowak',
      role: 'accountant',
      taxpayers: [buyer],
      language: 'pl',
      qrEnvironment: 'production',
      endsAt: '2026-07-24T22:00:00Z',
    })
  })

  it('speaks the language of its key, and another as soon as the key has another', async () => {
    const { key, id } = await keyFor({ name: 'Anna Nowak', language: 'pl' })
    const cookie = await signedIn(key)
    const spoken = async () => {
      const { body } = await call('GET', '/session', { ...ours, ...cookie })
      const unknown = await call('GET', `${at}/purchases/unknown`, { ...ours, ...cookie })
      return [body.language, unknown.body.title]
    }
    expect(await spoken()).toEqual(['pl', 'Nie znaleziono'])
    await stage.api.json('PATCH', `/v1/keys/${id}`, { language: 'en' })
    expect(await spoken()).toEqual(['en', 'Not found'])
    await stage.api.json('PATCH', `/v1/keys/${id}`, { language: null })
    expect(await spoken()).toEqual([null, 'Not found'])
  })

  it('may do what its key may, under its name, and no more', async () => {
    const { key, id } = await keyFor({ name: 'Anna' })
    const page = { ...ours, ...(await signedIn(key)) }
    expect((await call('GET', `${at}/purchases`, page)).status).toBe(200)
    const other = await call('GET', `/v1/taxpayers/${otherBuyer}/purchases`, page)
    refused(other, { status: 403, code: 'taxpayer-not-yours' })
    refused(await call('GET', '/v1/audit', page), { status: 403, code: 'role-too-low' })
    const renamed = await call('PUT', `/v1/taxpayers/${buyer}`, page, { name: 'Odbiorca S.A.' })
    expect(renamed.status).toBe(200)
    const { items } = (await stage.api.send('GET', '/v1/audit?limit=1000')).body
    expect(items.at(-1)).toMatchObject({ action: 'taxpayer.changed', actor: { id, name: `Anna (${id})` } })
  })

  it('of the key in the settings is an admin', async () => {
    const page = { ...ours, ...(await signedIn(adminKey)) }
    expect((await call('GET', '/session', page)).body).toMatchObject({
      name: 'admin',
      role: 'admin',
      taxpayers: '*',
    })
    expect((await call('GET', '/v1/keys', page)).status).toBe(200)
  })

  it('is not what calls where a key is sent beside it', async () => {
    const { key } = await keyFor({ name: 'Anna' })
    const both = { ...ours, ...(await signedIn(adminKey)), authorization: `Bearer ${key}` }
    expect((await call('GET', '/session', both)).body).toMatchObject({ name: 'Anna', endsAt: null })
  })

  it('is over when it was ended, once and for all', async () => {
    const page = { ...ours, ...(await signedIn(adminKey)) }
    expect((await call('GET', `${at}/purchases`, page)).status).toBe(200)
    const out = await call('DELETE', '/session', page)
    expect([out.status, out.headers.get('set-cookie')]).toEqual([
      204,
      'ksef-reconcile=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict',
    ])
    for (const [method, path] of [
      ['GET', '/session'],
      ['DELETE', '/session'],
      ['GET', `${at}/purchases`],
      ['GET', '/v1/keys'],
    ] as const)
      refused(await call(method, path, page), { status: 401, code: 'session-ended' })
  })

  it('is over when its browser signs in anew', async () => {
    const before = await signedIn(adminKey)
    const after = { cookie: cookieOf(await signIn(adminKey, { ...ours, ...before })) }
    refused(await call('GET', '/session', { ...ours, ...before }), { status: 401, code: 'session-ended' })
    expect((await call('GET', '/session', { ...ours, ...after })).status).toBe(200)
  })

  it('is over after 12 hours', async () => {
    const page = { ...ours, ...(await signedIn(adminKey)) }
    hours(11.99)
    expect((await call('GET', `${at}/purchases`, page)).status).toBe(200)
    hours(0.02)
    refused(await call('GET', `${at}/purchases`, page), { status: 401, code: 'session-ended' })
    refused(await call('GET', '/session', page), { status: 401, code: 'session-ended' })
  })

  it('is over when its key is revoked', async () => {
    const { key, id } = await keyFor({})
    const page = { ...ours, ...(await signedIn(key)) }
    expect((await call('GET', `${at}/purchases`, page)).status).toBe(200)
    await stage.api.send('DELETE', `/v1/keys/${id}`)
    refused(await call('GET', `${at}/purchases`, page), { status: 401, code: 'session-ended' })
    refused(await signIn(key), { status: 401, code: 'key-unknown' })
  })

  it('is over when its key expires, and its cookie lasts no longer', async () => {
    const { key } = await keyFor({ expiresAt: new Date(clock.getTime() + 3_600_000).toISOString() })
    const answer = await signIn(key)
    expect(answer.headers.get('set-cookie')).toContain('; Max-Age=3600;')
    const page = { ...ours, cookie: cookieOf(answer) }
    expect((await call('GET', `${at}/purchases`, page)).status).toBe(200)
    hours(1)
    refused(await call('GET', `${at}/purchases`, page), { status: 401, code: 'session-ended' })
    refused(await signIn(key), { status: 401, code: 'key-expired' })
  })

  it('makes no session, and is no key', async () => {
    const { cookie } = await signedIn(adminKey)
    const text = cookie.split('=')[1] as string
    refused(await signIn(text), { status: 401, code: 'key-unknown' })
    const asKey = await call('GET', `${at}/purchases`, { ...ours, authorization: `Bearer ${text}` })
    refused(asKey, { status: 401, code: 'key-unknown' })
  })

  it('does not stand in for a key that is wrong', async () => {
    const page = { ...ours, ...(await signedIn(adminKey)), authorization: 'Bearer wrong' }
    refused(await call('GET', `${at}/purchases`, page), { status: 401, code: 'key-unknown' })
  })

  it('is one of a hundred of its key at most: the first ends', async () => {
    const { key } = await keyFor({})
    const first = await signedIn(key)
    hours(0.001)
    let last = first
    for (let count = 0; count < 100; count++) last = await signedIn(key)
    refused(await call('GET', '/session', { ...ours, ...first }), { status: 401, code: 'session-ended' })
    expect((await call('GET', '/session', { ...ours, ...last })).status).toBe(200)
  })
})

describe('a request that comes with the cookie', () => {
  const elsewhere: [string, Record<string, string>][] = [
    ['nothing of where it comes from', {}],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another host of the site', { 'sec-fetch-site': 'same-site' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://localhost:81' }],
    ['no origin', { origin: 'null' }],
    ['another site, and our origin', { 'sec-fetch-site': 'cross-site', origin }],
  ]
  it.each(elsewhere)('and says %s counts for nobody, whatever it asks', async (_, said) => {
    const cookie = await signedIn(adminKey)
    for (const [method, path, body] of [
      ['GET', `${at}/purchases`, undefined],
      ['PUT', `/v1/taxpayers/${otherBuyer}`, { name: 'Hacked' }],
      ['POST', '/v1/keys', { name: 'x', role: 'admin', taxpayers: '*' }],
      ['DELETE', `/operator/taxpayers/${otherBuyer}`, undefined],
      ['DELETE', '/session', undefined],
    ] as const)
      refused(await call(method, path, { ...cookie, ...said }, body), { status: 403, code: 'cross-origin' })
    const { body } = await stage.api.send('GET', `/v1/taxpayers/${otherBuyer}`)
    expect(body.name).toBe('Inny sp. z o.o.')
  })

  it.each([
    ['same-origin', ours],
    ['our origin', { origin }],
    ['our origin before TLS', { origin: 'https://localhost' }],
  ])('and says %s counts', async (_, said) => {
    const cookie = await signedIn(adminKey)
    expect((await call('GET', `${at}/purchases`, { ...cookie, ...said })).status).toBe(200)
  })

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
  ])('from %o signs nobody in as somebody else', async (said) => {
    const answer = await signIn(adminKey, said as unknown as Record<string, string>)
    refused(answer, { status: 403, code: 'cross-origin' })
    expect(answer.headers.get('set-cookie')).toBeNull()
  })

  it('never counts for pages of other origins that may call with a key', async () => {
    const open = await createTestApp({ origins: ['https://erp.example'] })
    const answer = await open.fetch(
      new Request(`${origin}/v1/law`, { method: 'OPTIONS', headers: { origin: 'https://erp.example' } }),
    )
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    const session = await open.fetch(
      new Request(`${origin}/session`, { headers: { origin: 'https://erp.example' } }),
    )
    expect(session.headers.get('access-control-allow-origin')).toBeNull()
    await open.close()
  })

  it('has nothing in it that counts where somebody made it up', async () => {
    for (const cookie of [
      'ksef-reconcile=ks_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      '__Host-ksef-reconcile=ks_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA; ksef-reconcile=x',
    ])
      refused(await call('GET', '/session', { ...ours, cookie }), { status: 401, code: 'session-ended' })
    for (const cookie of ['', ';;==', 'ksef-reconcile', 'ksef-reconcile=', `ksef-reconcile=${adminKey}`])
      refused(await call('GET', '/session', { ...ours, cookie }), { status: 401, code: 'key-unknown' })
  })
})

describe('signing in', () => {
  it.each<[string, unknown, Record<string, string>, number, string]>([
    [
      'an unknown key',
      { key: 'kr_0000000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
      {},
      401,
      'key-unknown',
    ],
    ['an empty one', { key: ' ' }, {}, 400, 'invalid-request'],
    ['none', {}, {}, 400, 'invalid-request'],
    ['more than a key', { key: adminKey, remember: true }, {}, 400, 'invalid-request'],
    ['a body that is no object', 'x', {}, 400, 'invalid-request'],
    ['much', { key: 'x'.repeat(5000) }, {}, 413, 'body-too-large'],
  ])('with %s is refused', async (_, body, headers, status, code) => {
    refused(await call('POST', '/session', { ...ours, ...headers }, body), { status, code })
  })

  it('takes a key with the spaces that copying leaves', async () => {
    expect((await signIn(`  ${adminKey}\n`)).status).toBe(204)
  })

  it('takes no form, which any page could send', async () => {
    const request = new Request(`${origin}/session`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ key: adminKey }),
    })
    expect((await stage.fetch(request)).status).toBe(415)
  })
})
