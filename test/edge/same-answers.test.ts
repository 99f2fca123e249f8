import { request } from 'node:http'
import type { Miniflare } from 'miniflare'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminKey } from '../support/admin-key.ts'
import type { Api } from '../support/api.ts'
import {
  apiAt,
  at,
  buyer,
  copy,
  createServer,
  jsonType,
  otherBuyer,
  xmlType,
  zipType,
} from '../support/hostile.ts'
import { startWorkerd, workerScript } from '../support/workerd.ts'

/** What is asked badly is refused alike on both hosts: the same requests over real connections, and their answers side by side. */

interface Host {
  url: string
  api: Api
  /** Keys by what they are for. */
  keys: Record<string, string>
}
let node: Awaited<ReturnType<typeof createServer>>
let platform: Miniflare
const hosts: Host[] = []

beforeAll(async () => {
  node = await createServer()
  const script = await workerScript()
  platform = await startWorkerd(script, { bindings: { LOG_LEVEL: 'error' } })
  const edgeUrl = (await platform.ready).origin
  for (const url of [node.url, edgeUrl]) {
    const api = apiAt(url, adminKey)
    for (const nip of [buyer, otherBuyer]) await api.putTaxpayer(nip, { name: 'Odbiorca sp. z o.o.' })
    const make = async (role: string, taxpayers: unknown) =>
      (await api.json('POST', '/v1/keys', { name: role, role, taxpayers })).body.key as string
    const keys = {
      admin: adminKey,
      wrong: 'unheard-of',
      theirs: await make('admin', [otherBuyer]),
      viewer: await make('viewer', [buyer]),
    }
    hosts.push({ url, api, keys })
  }
})
afterAll(async () => {
  await node.close()
  await platform.dispose()
})

interface Asked {
  method?: string
  path: string
  /** Whose key; null: none. */
  who?: string | null
  headers?: Record<string, string>
  /** Text; or the length of white space that is declared, of which the beginning is sent, or sent without one. */
  body?: string | { declared: number } | { sent: number }
}

interface Answered {
  status: number
  headers: Record<string, string>
  body: string
}

const ofTheConnection = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length']

/** Asks over a connection of its own. A server has its say before a body that is not text is at its end. */
function ask({ url, keys }: Host, asked: Asked): Promise<Answered> {
  const { method = 'GET', path, who = 'admin', headers = {}, body = '' } = asked
  const whole = typeof body === 'string' ? Buffer.byteLength(body) : 'declared' in body ? body.declared : 0
  const bytes = typeof body === 'string' ? body : Buffer.alloc('sent' in body ? body.sent : 10, 0x20)
  const given = {
    ...(who === null ? {} : { authorization: `Bearer ${keys[who]}` }),
    ...(whole === 0 ? {} : { 'content-length': String(whole) }),
    ...headers,
  }
  return new Promise((resolve, reject) => {
    const outgoing = request(`${url}${path}`, { method, headers: given, agent: false }, async (incoming) => {
      let text = ''
      for await (const piece of incoming) text += piece
      const shown = Object.entries(incoming.headers).filter(([name]) => !ofTheConnection.includes(name))
      resolve({
        status: incoming.statusCode ?? 0,
        headers: Object.fromEntries(shown.map(([name, value]) => [name, String(value)])),
        body: text,
      })
      outgoing.destroy()
    })
    outgoing.on('error', reject)
    if (typeof body === 'string') outgoing.end(bytes)
    else outgoing.write(bytes)
  })
}

const megabyte = 1024 * 1024
const post = (
  path: string,
  body: Asked['body'],
  headers: Record<string, string> = jsonType,
  who: string | null = 'admin',
): Asked => ({ method: 'POST', path, body: body ?? '', headers, who })
const put = (path: string, body: string, who = 'admin'): Asked => ({
  ...post(path, body, jsonType, who),
  method: 'PUT',
})
const good = JSON.stringify(copy())
const unknown = '/v1/taxpayers/5252344078'
const copies = `${at}/copies`
const erasing = `/operator/taxpayers/${buyer}`
const xmlCopies = `${copies}?receivedOn=2026-06-11&document=invoice`
const imports = `${at}/ksef/imports`

/** What is asked, and the status of the answer. */
const table: [string, Asked, number][] = [
  ['a taxpayer that is not there', { path: unknown }, 404],
  ['its purchases', { path: `${unknown}/purchases` }, 404],
  ['its erasing', { path: unknown, method: 'DELETE' }, 404],
  ['a copy for it', post(`${unknown}/copies`, good), 404],
  ['NIP with a wrong check digit', { path: '/v1/taxpayers/5252344079' }, 404],
  ['making it', put('/v1/taxpayers/5252344079', '{"name":"X"}'), 422],
  ['NIP of letters', { path: '/v1/taxpayers/ABCDEFGHIJ/purchases' }, 404],
  ['making it', put('/v1/taxpayers/ABCDEFGHIJ', '{"name":"X"}'), 400],
  ['NIP of nine digits', { path: '/v1/taxpayers/937603278/purchases' }, 404],
  ['NIP of eleven digits', { path: `${at}0/purchases` }, 404],
  ['NIP with a percent-encoded digit', { path: `/v1/taxpayers/937603278%38/purchases` }, 200],
  ['NIP that cannot be decoded', { path: '/v1/taxpayers/%E0%A4%A/purchases' }, 404],
  ['no key', { path: at, who: null }, 401],
  ['an unknown key', { path: at, who: 'wrong' }, 401],
  ['an unknown key for nothing', { path: '/v1/nothing', who: 'wrong' }, 401],
  ['a key in another scheme', { path: at, who: null, headers: { authorization: `Basic ${adminKey}` } }, 401],
  [
    'a key after a small letter',
    { path: at, who: null, headers: { authorization: `bearer  ${adminKey}` } },
    200,
  ],
  ['a key for another taxpayer', { path: at, who: 'theirs' }, 403],
  ['its purchase', { path: `${at}/purchases/x`, who: 'theirs' }, 403],
  ['its copy', post(copies, good, jsonType, 'theirs'), 403],
  ['its webhook', post(`${at}/webhooks`, '{}', jsonType, 'theirs'), 403],
  ['a path below it that is not there', { path: `${at}/nothing`, who: 'theirs' }, 404],
  ['a role that is too low', post(copies, good, jsonType, 'viewer'), 403],
  ['making a taxpayer', put(unknown, '{"name":"X"}', 'theirs'), 403],
  ['a list of all for one taxpayer', { path: '/v1/taxpayers', who: 'viewer' }, 403],
  ['keys for a viewer', { path: '/v1/keys', who: 'viewer' }, 403],
  ['an unknown path', { path: '/nothing' }, 404],
  ['an unknown path under /v1', { path: '/v1/nothing' }, 404],
  ['an unknown path of a taxpayer', { path: `${at}/nothing` }, 404],
  ['a slash too many', { path: `${at}/` }, 404],
  ['two slashes', { path: `${at}//purchases` }, 404],
  ['large letters', { path: `/V1/taxpayers/${buyer}` }, 404],
  ['the call of operators without a key', { method: 'DELETE', path: erasing, who: null }, 401],
  ['with an unknown key', { method: 'DELETE', path: erasing, who: 'wrong' }, 401],
  ['with the key of another taxpayer', { method: 'DELETE', path: erasing, who: 'theirs' }, 403],
  ['for no taxpayer', { method: 'DELETE', path: '/operator/taxpayers/1' }, 400],
  ['a call of operators that is none', { path: '/operator/nothing' }, 404],
  ['a method that is not there', { path: `${at}/purchases`, method: 'DELETE' }, 404],
  ['a method nobody knows', { path: `${at}/purchases`, method: 'PROPFIND' }, 404],
  ['HEAD', { path: `${at}/purchases`, method: 'HEAD' }, 200],
  ['HEAD of nothing', { path: `${at}/nothing`, method: 'HEAD' }, 404],
  ['HEAD of an unknown taxpayer', { path: `${unknown}/purchases`, method: 'HEAD' }, 404],
  ['HEAD without a key', { path: at, method: 'HEAD', who: null }, 401],
  ['HEAD of /health', { path: '/health', method: 'HEAD', who: null }, 200],
  ['OPTIONS', { path: `${at}/purchases`, method: 'OPTIONS' }, 404],
  ['OPTIONS without a key', { path: `${at}/purchases`, method: 'OPTIONS', who: null }, 401],
  ['a wrong parameter', { path: `${at}/purchases?limit=x` }, 400],
  ['a parameter nobody knows', { path: `${at}/purchases?x=1` }, 400],
  ['a cursor that no list gave', { path: `${at}/purchases?cursor=-1` }, 400],
  ['a purchase that is not there', { path: `${at}/purchases/x` }, 404],
  ['no JSON', post(copies, '{"number":'), 400],
  ['two values', post(copies, '{}{}'), 400],
  ['no body', post(copies, ''), 400],
  ['no body, said to be empty', post(copies, '', { ...jsonType, 'content-length': '0' }), 400],
  [
    'no body under an Idempotency-Key',
    post(copies, '', { ...jsonType, 'content-length': '0', 'idempotency-key': 'empty' }),
    400,
  ],
  ['JSON too deep', post(copies, '['.repeat(1000)), 400],
  ['half a character', post(copies, '{"number":"\\ud800"}'), 400],
  ['what does not fit', post(copies, '{"number":7,"x":1}'), 400],
  ['a setting that is none', put(at, '{"nam":"X"}'), 400],
  ['no media type', post(copies, good, {}), 415],
  ['a wrong media type', post(copies, good, { 'content-type': 'text/plain' }), 415],
  ['a wrong media type of an import', post(imports, good, { 'content-type': 'text/csv' }), 415],
  ['a form without a boundary', post(copies, good, { 'content-type': 'multipart/form-data' }), 400],
  ['a package that is none', post(imports, 'PK', zipType), 422],
  ['an XML that is none', post(xmlCopies, '<x', xmlType), 422],
  ...(
    [
      ['JSON', copies, jsonType, 10],
      ['an XML', xmlCopies, xmlType, 3],
      ['metadata', imports, jsonType, 10],
      ['a form', copies, { 'content-type': 'multipart/form-data; boundary=b' }, 11],
    ] as const
  ).flatMap(([what, path, type, limit]): [string, Asked, number][] => [
    [`${what} too large by its length`, post(path, { declared: limit * megabyte + 1 }, type), 413],
    [`${what} too large without a length`, post(path, { sent: limit * megabyte + 1 }, type), 413],
  ]),
  ['a package too large by its length', post(imports, { declared: 100 * megabyte + 1 }, zipType), 413],
  ['too large a body for another', post(copies, { declared: 11 * megabyte }, jsonType, 'theirs'), 403],
  ['too large a body without a key', post(copies, { declared: 11 * megabyte }, jsonType, null), 401],
  [
    'a key of a repeated request that is none',
    post(copies, good, { ...jsonType, 'idempotency-key': 'é'.repeat(3) }),
    400,
  ],
]

/** Answers name no request alike, and mark when they were made. */
const shown = ({ status, headers, body }: Answered) => ({
  status,
  headers: { ...headers, 'x-request-id': /^[0-9a-f-]{36}$/.test(headers['x-request-id'] ?? '') },
  body,
})

describe('both hosts answer alike', () => {
  it.each(table)('%s', async (_, asked, status) => {
    const [onNode, atEdge] = (await Promise.all(hosts.map((host) => ask(host, asked)))) as [
      Answered,
      Answered,
    ]
    expect(shown(atEdge)).toEqual(shown(onNode))
    expect(onNode.status).toBe(status)
  })

  it('and are well afterwards', async () => {
    for (const { api } of hosts) {
      expect((await api.send('GET', '/v1/taxpayers')).body.items).toHaveLength(2)
      expect(await api.purchases(buyer)).toEqual([])
    }
  })
})
