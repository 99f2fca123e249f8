import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createApp } from '../../src/http/app.ts'
import { endpoint } from '../../src/http/endpoint/endpoint.ts'
import type { Services } from '../../src/http/endpoint/services.ts'
import type { Role } from '../../src/store/keys.ts'
import type { Api } from '../support/api.ts'
import { buyer, createStage, jsonType, otherBuyer, refused, type Stage, seller } from '../support/hostile.ts'

/** Who may do what: every kind of key at every route that there is, listed in the OpenAPI document or not. */

/** Who calls. `own`: his key names the buyer, about whom the calls are; `other`: it names another taxpayer alone. */
const callers = [
  'no key',
  'unknown key',
  'revoked key',
  'viewer own',
  'viewer other',
  'integration own',
  'accountant own',
  'admin own',
  'admin other',
  'viewer all',
  'accountant all',
  'admin all',
] as const
type CallerName = (typeof callers)[number]

const low = '403 role-too-low'
const theirs = '403 taxpayer-not-yours'
const notAll = '403 key-not-for-all'
const unknown = '401 key-unknown'

/** What callers hear at each kind of route, in their order above; `ok`: they are not refused for who they are. */
const kinds = {
  'nobody            ': ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  'session           ': [unknown, unknown, unknown, 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  'viewer            ': [unknown, unknown, unknown, 'ok', theirs, 'ok', 'ok', 'ok', theirs, 'ok', 'ok', 'ok'],
  'integration       ': [unknown, unknown, unknown, low, low, 'ok', 'ok', 'ok', theirs, low, 'ok', 'ok'],
  'accountant        ': [unknown, unknown, unknown, low, low, low, 'ok', 'ok', theirs, low, 'ok', 'ok'],
  'admin, all        ': [unknown, unknown, unknown, low, low, low, low, notAll, theirs, low, low, 'ok'],
  'common: viewer    ': [unknown, unknown, unknown, 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  'common: admin     ': [unknown, unknown, unknown, low, low, low, low, 'ok', 'ok', low, low, 'ok'],
  'common: admin, all': [unknown, unknown, unknown, low, low, low, low, notAll, notAll, low, low, 'ok'],
} as const
type Kind = keyof typeof kinds

/** Every route by the kind it is of; `~` is one taxpayer. */
const routes: Record<string, Kind> = {
  'GET /health': 'nobody            ',
  'GET /docs': 'nobody            ',
  'GET /docs/docs.css': 'nobody            ',
  'GET /docs/docs.js': 'nobody            ',
  'GET /openapi.json': 'nobody            ',
  'GET /ready': 'nobody            ',

  // The console: a page that says nothing of anybody, and its files.
  'GET /': 'nobody            ',
  'GET /keys': 'nobody            ',
  'GET /outages': 'nobody            ',
  'GET /audit': 'nobody            ',
  'GET /help': 'nobody            ',
  'GET /console/{file}': 'nobody            ',
  'GET /{nip}': 'nobody            ',
  'GET /{nip}/*': 'nobody            ',

  // Sessions look for their caller by themselves.
  'POST /session': 'nobody            ',
  'GET /session': 'session           ',
  'DELETE /session': 'session           ',

  // What is common, and every caller may know.
  'GET /v1/law': 'common: viewer    ',
  'GET /v1/outages': 'common: viewer    ',
  'GET /v1/outages/{id}': 'common: viewer    ',
  'GET /v1/latarnia': 'common: viewer    ',
  // What waits in the ledgers of the key's own taxpayers.
  'GET /v1/summary': 'common: viewer    ',
  // An admin sees his part of it.
  'GET /v1/taxpayers': 'common: admin     ',
  'GET /v1/keys': 'common: admin     ',
  'POST /v1/keys': 'common: admin     ',
  'PATCH /v1/keys/{id}': 'common: admin     ',
  'DELETE /v1/keys/{id}': 'common: admin     ',
  // What changes or tells of more than one taxpayer.
  'POST /v1/outages': 'common: admin, all',
  'PATCH /v1/outages/{id}': 'common: admin, all',
  'GET /v1/latarnia/messages': 'common: admin, all',
  'GET /v1/audit': 'common: admin, all',
  'GET /operator/directory': 'common: admin, all',
  'GET /metrics': 'common: admin, all',

  // Archives, and the end of a taxpayer.
  'GET ~/archive': 'admin, all        ',
  'GET ~/archive/rows': 'admin, all        ',
  'PUT ~/restore': 'admin, all        ',
  'PUT ~/restore/rows': 'admin, all        ',
  'PUT ~/restore/end': 'admin, all        ',
  'DELETE ~/restore': 'admin, all        ',
  'DELETE /operator/taxpayers/{nip}': 'admin, all        ',

  // Copies, imports, posting checks, postings.
  'POST ~/copies': 'integration       ',
  'POST ~/copies/batch': 'integration       ',
  'POST ~/drafts': 'integration       ',
  'POST ~/documents/read': 'integration       ',
  'POST ~/mails': 'integration       ',
  'POST ~/ksef/imports': 'integration       ',
  'POST ~/posting-checks': 'integration       ',
  'POST ~/purchases/{id}/posting': 'integration       ',
  'DELETE ~/purchases/{id}/posting': 'integration       ',

  // Reading.
  'GET ~': 'viewer            ',
  'GET ~/summary': 'viewer            ',
  'GET ~/suppliers': 'viewer            ',
  'GET ~/policy-effect': 'accountant        ',
  'GET ~/suppliers/{sellerId}': 'viewer            ',
  'GET ~/purchases': 'viewer            ',
  'GET ~/purchases/{id}': 'viewer            ',
  'GET ~/purchases/{id}/history': 'viewer            ',
  'GET ~/purchases/{id}/candidates': 'viewer            ',
  'GET ~/awaiting': 'viewer            ',
  'GET ~/changes': 'viewer            ',
  'GET ~/corrections-due': 'viewer            ',
  'GET ~/jpk-checks': 'viewer            ',
  'GET ~/jpk-checks/{id}': 'viewer            ',
  'GET ~/jpk-checks/{id}/items': 'viewer            ',
  'POST ~/jpk-checks': 'accountant        ',
  'POST ~/jpk-checks/{id}/postings': 'integration       ',
  'PUT ~/jpk-checks/{id}/items/{item}/answer': 'accountant        ',
  'DELETE ~/jpk-checks/{id}/items/{item}/answer': 'accountant        ',
  'GET ~/drafts': 'viewer            ',
  'GET ~/mails': 'viewer            ',
  'GET ~/mailbox': 'viewer            ',
  'PUT ~/mailbox': 'accountant        ',
  'DELETE ~/mailbox': 'accountant        ',
  'POST ~/mailbox/trial': 'accountant        ',
  'POST ~/mailbox/looks': 'accountant        ',
  'GET ~/mails/{id}': 'viewer            ',
  'GET ~/drafts/{id}': 'viewer            ',
  'GET ~/drafts/{id}/document': 'viewer            ',
  'GET ~/evidence/{id}/document': 'viewer            ',
  'GET ~/findings': 'viewer            ',
  'GET ~/ksef/connection': 'viewer            ',
  'GET ~/ksef/coverage': 'viewer            ',
  'GET ~/ksef/imports/{importId}': 'viewer            ',
  'GET ~/ksef/quarantine': 'viewer            ',
  'GET ~/ksef/syncs': 'viewer            ',
  'GET ~/ksef/syncs/{id}': 'viewer            ',
  'GET ~/register/{month}': 'viewer            ',
  'GET ~/register/{month}/check': 'viewer            ',
  'GET ~/register/{month}/filings': 'viewer            ',
  'GET ~/register/{month}/filings/{id}': 'viewer            ',

  // Everything else about a taxpayer; making one is an admin's, see below.
  'PUT ~': 'accountant        ',
  'PUT ~/suppliers/{sellerId}': 'accountant        ',
  'PATCH ~/purchases/{id}': 'accountant        ',
  'GET ~/findings/{id}/answers': 'accountant        ',
  'POST ~/findings/{id}/decision': 'accountant        ',
  'POST ~/drafts/{id}/copy': 'accountant        ',
  'DELETE ~/drafts/{id}': 'accountant        ',
  'POST ~/drafts/{id}/release': 'accountant        ',
  'POST ~/drafts/{id}/reopen': 'accountant        ',
  'POST ~/evidence/{id}/move': 'accountant        ',
  'POST ~/register/{month}/filings': 'accountant        ',
  'PUT ~/ksef/connection': 'accountant        ',
  'DELETE ~/ksef/connection': 'accountant        ',
  'POST ~/ksef/syncs': 'accountant        ',
  'POST ~/ksef/quarantine/{id}/decision': 'accountant        ',
  'GET ~/webhooks': 'accountant        ',
  'POST ~/webhooks': 'accountant        ',
  'GET ~/webhooks/{id}': 'accountant        ',
  'PATCH ~/webhooks/{id}': 'accountant        ',
  'DELETE ~/webhooks/{id}': 'accountant        ',
  'POST ~/webhooks/{id}/secret': 'accountant        ',
  'POST ~/webhooks/{id}/test': 'accountant        ',
  'GET ~/webhooks/{id}/attempts': 'accountant        ',
}
/** For who runs the service, no part of the contract. */
const unlisted = [
  'DELETE /operator/taxpayers/{nip}',
  'GET /operator/directory',
  'GET /docs/docs.css',
  'GET /docs/docs.js',
  ...['/', '/keys', '/outages', '/audit', '/help', '/console/{file}', '/{nip}', '/{nip}/*'].map(
    (path) => `GET ${path}`,
  ),
]

const named = (method: string, path: string) =>
  `${method.toUpperCase()} ${path.replaceAll(/:(\w+)(?:\{.*?\}\})?/g, '{$1}').replace('/v1/taxpayers/{nip}', '~')}`
const places: Record<string, string> = { sellerId: seller, month: '2026-06' }

/** Calls a route at a taxpayer, with a body that no endpoint takes. */
function call(api: Api, route: string, nip: string, headers: Record<string, string> = {}) {
  const [method = '', path = ''] = route.replace('~', '/v1/taxpayers/{nip}').split(' ')
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, place) => (place === 'nip' ? nip : (places[place] ?? 'x')))
  // What it must be asked with.
  const query = path.endsWith('/policy-effect') ? '?policy=earlyCopy=kis-actual' : ''
  return api.send(method, filled + query, method === 'GET' ? undefined : '{"broken', {
    ...jsonType,
    ...headers,
  })
}

let stage: Stage
const keys = new Map<CallerName, Api>()
const as = (caller: CallerName) => keys.get(caller) as Api

beforeAll(async () => {
  stage = await createStage()
  await stage.api.putTaxpayer(otherBuyer, { name: 'Inny sp. z o.o.' })
  const whose = { own: [buyer], other: [otherBuyer], all: '*' } as const
  for (const caller of callers) {
    const [role, reach] = caller.split(' ') as [Role, keyof typeof whose]
    if (!(reach in whose)) continue
    const body = { name: caller, role, taxpayers: whose[reach] }
    keys.set(caller, stage.api.as((await stage.api.json('POST', '/v1/keys', body)).body.key))
  }
  const gone = await stage.api.json('POST', '/v1/keys', { name: 'gone', role: 'admin', taxpayers: '*' })
  await stage.api.send('DELETE', `/v1/keys/${gone.body.id}`)
  keys.set('revoked key', stage.api.as(gone.body.key))
  keys.set('unknown key', stage.api.as('unknown'))
  keys.set('no key', stage.api.as(''))
})
afterAll(() => stage.close())

describe('the table of routes', () => {
  it('has every route that the service answers, and no other', () => {
    const { routes: answered } = createApp({} as Services, async () => null)
    const methods = answered.filter(({ method }) => method !== 'ALL')
    expect(methods.map(({ method, path }) => named(method, path)).sort()).toEqual(Object.keys(routes).sort())
  })

  it('has what the OpenAPI document lists, which is all but what is for operators and the files of the page', async () => {
    const { paths } = (await stage.api.send('GET', '/openapi.json')).body
    const listed = Object.entries<object>(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => named(method, path)),
    )
    expect([...listed, ...unlisted].sort()).toEqual(Object.keys(routes).sort())
  })
})

it('a route that does not say how far it reaches is refused by the compiler', () => {
  const app = createApp({} as Services, async () => null)
  const rest = { method: 'get', id: 'x', tag: 'x', summary: 'x', answers: {} } as const
  const answer = () => new Response()
  endpoint(app, { ...rest, path: '/v1/x', role: 'viewer', reach: 'own' }, answer)
  endpoint(app, { ...rest, path: '/v1/taxpayers/{nip}/x', role: 'viewer' }, answer)
  endpoint(app, { ...rest, path: '/x', role: 'nobody' }, answer)
  // @ts-expect-error nothing says whose things it shows
  endpoint(app, { ...rest, path: '/v1/x', role: 'viewer' }, answer)
  // @ts-expect-error the same of a path that the compiler does not know
  endpoint(app, { ...rest, path: String('/v1/taxpayers/{nip}/x'), role: 'viewer' }, answer)
  // @ts-expect-error what is about a taxpayer is not for everybody
  endpoint(app, { ...rest, path: '/v1/taxpayers/{nip}/x', role: 'viewer', reach: 'everybody' }, answer)
  // @ts-expect-error nobody has a reach
  endpoint(app, { ...rest, path: '/x', role: 'nobody', reach: 'own' }, answer)
  // Nor may one that needs a key stand where none is asked for.
  expect(() => endpoint(app, { ...rest, path: '/x', role: 'viewer', reach: 'own' }, answer)).toThrow('/x')
})

describe.each(callers)('%s', (caller) => {
  it('may do what the table says, and no more', async () => {
    const found: Record<string, string> = {}
    for (const route of Object.keys(routes)) {
      // Who may erase the buyer erases somebody who is not there.
      const nip = route.includes('/operator/') && caller === 'admin all' ? '5252344078' : buyer
      const { status, body } = await call(as(caller), route, nip)
      found[route] = [401, 403].includes(status) ? `${status} ${body.code}` : 'ok'
    }
    const expected = Object.entries(routes).map(([route, kind]) => [
      route,
      kinds[kind][callers.indexOf(caller)],
    ])
    expect(found).toEqual(Object.fromEntries(expected))
  })
})

it('an admin of all taxpayers hears of each route that a taxpayer is not there', async () => {
  const asked = Object.keys(routes).filter((route) => /^(GET|POST) ~/.test(route))
  expect(asked.length).toBeGreaterThan(30)
  for (const route of asked) {
    // With an Idempotency-Key a POST looks for the ledger before it looks at the body.
    const answer = await call(as('admin all'), route, '5252344078', { 'idempotency-key': 'k' })
    expect([route, answer.status, answer.body.code]).toEqual([route, 404, 'taxpayer-unknown'])
  }
})

describe('taxpayers', () => {
  it.each<[CallerName, number]>([
    ['viewer all', 403],
    ['accountant all', 403],
    ['admin own', 403],
    ['admin all', 201],
  ])('are made by %s: %i', async (caller, status) => {
    const nip = '7010002139'
    const answer = await as(caller).json('PUT', `/v1/taxpayers/${nip}`, { name: 'Nowy' })
    expect(answer.status).toBe(status)
    expect((await stage.api.send('GET', `/v1/taxpayers/${nip}`)).status).toBe(status === 201 ? 200 : 404)
  })

  it('are replaced by their accountant', async () => {
    const body = { name: 'Odbiorca S.A.' }
    const accountant = as('accountant own')
    expect((await accountant.json('PUT', `/v1/taxpayers/${buyer}`, body)).status).toBe(200)
    const other = await accountant.json('PUT', `/v1/taxpayers/${otherBuyer}`, body)
    refused(other, { status: 403, code: 'taxpayer-not-yours' })
  })

  it('are listed for an admin who is for some as far as his key goes, page by page', async () => {
    const nipsFor = async (api: Api, query = '') =>
      (await api.send('GET', `/v1/taxpayers${query}`)).body.items.map((item: { nip: string }) => item.nip)
    expect(await nipsFor(as('admin own'))).toEqual([buyer])
    expect(await nipsFor(as('admin other'))).toEqual([otherBuyer])
    expect(await nipsFor(as('admin all'))).toEqual(expect.arrayContaining([buyer, otherBuyer]))
    const body = { name: 'both', role: 'admin', taxpayers: [buyer, otherBuyer] }
    const both = stage.api.as((await stage.api.json('POST', '/v1/keys', body)).body.key)
    const first = (await both.send('GET', '/v1/taxpayers?limit=1')).body
    expect(first.items.map((item: { nip: string }) => item.nip)).toEqual([otherBuyer])
    expect(await nipsFor(both, `?limit=1&cursor=${first.next}`)).toEqual([buyer])
  })
})

describe('keys of an admin who is for some taxpayers', () => {
  const idsFor = async (api: Api) =>
    (await api.send('GET', '/v1/keys?limit=1000')).body.items.map((item: { name: string }) => item.name)

  it('are those for no other taxpayer: he sees these alone', async () => {
    const both = { name: 'both', role: 'viewer', taxpayers: [buyer, otherBuyer] }
    await stage.api.json('POST', '/v1/keys', both)
    expect((await idsFor(as('admin own'))).sort()).toEqual([
      'accountant own',
      'admin own',
      'integration own',
      'viewer own',
    ])
  })

  it('are his to change and to revoke; another is not there for him, and tells nothing of itself', async () => {
    const make = async (name: string, taxpayers: string[] | '*') =>
      (await stage.api.json('POST', '/v1/keys', { name, role: 'viewer', taxpayers })).body.id as string
    const secret = 'Secret Holding'
    for (const taxpayers of ['*', [otherBuyer], [buyer, otherBuyer]] as const) {
      const id = await make(secret, taxpayers as string[] | '*')
      for (const method of ['PATCH', 'DELETE']) {
        const refusal = await as('admin own').json(method, `/v1/keys/${id}`, { language: 'pl' })
        refused(refusal, { status: 404, code: 'key-id-unknown' })
        expect(JSON.stringify(refusal.body)).not.toMatch(new RegExp(`${secret}|${otherBuyer}`))
      }
      const { items } = (await stage.api.send('GET', '/v1/keys?limit=1000')).body
      expect(items.find((item: { id: string }) => item.id === id)).toMatchObject({
        revokedAt: null,
        language: null,
      })
    }
    const mine = await as('admin own').send('DELETE', `/v1/keys/${await make('mine', [buyer])}`)
    expect(mine).toMatchObject({ status: 200, body: { revokedAt: expect.any(String) } })
  })
})

it('an outage that a limited admin may not record changes nobody: it is not there', async () => {
  const notice = { kind: 'failure', start: '2026-06-29', end: '2026-07-01', reference: 'FORGED' }
  const answer = await as('admin own').json('POST', '/v1/outages', notice)
  refused(answer, { status: 403, code: 'key-not-for-all' })
  const { items } = (await as('viewer own').send('GET', '/v1/outages')).body
  expect(items).toEqual([])
})
