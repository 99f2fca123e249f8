import { describe, expect, it } from 'vitest'
import { KsefReconcileProblem } from '../../src/client/index.ts'
import { Api } from './api.ts'

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

describe('Api', () => {
  it('sends key, body and type, and follows the cursor to the end', async () => {
    const seen: string[] = []
    const api = new Api((request) => {
      const { pathname, search } = new URL(request.url)
      seen.push(`${request.method} ${pathname}${search} ${request.headers.get('authorization')}`)
      return json(search.includes('cursor=c2') ? { items: [2], next: null } : { items: [1], next: 'c2' })
    }, 'secret')
    expect(await api.purchases('5265877635', { status: 'ksef-only' })).toEqual([1, 2])
    expect(seen).toEqual([
      'GET /v1/taxpayers/5265877635/purchases?status=ksef-only Bearer secret',
      'GET /v1/taxpayers/5265877635/purchases?status=ksef-only&cursor=c2 Bearer secret',
    ])
  })

  it('sends XML bytes untouched with the facts in the query', async () => {
    const api = new Api(async (request) => {
      const bytes = new Uint8Array(await request.arrayBuffer())
      return json({ url: request.url, type: request.headers.get('content-type'), bytes: [...bytes] })
    }, 'secret')
    expect(
      await api.postCopyXml('5265877635', new Uint8Array([1, 255]), { receivedOn: '2026-06-10' }),
    ).toEqual({
      url: 'http://test/v1/taxpayers/5265877635/copies?receivedOn=2026-06-10',
      type: 'application/xml',
      bytes: [1, 255],
    })
  })

  it('gives any answer to json, and throws from a helper that was refused', async () => {
    const api = new Api(() => json({ code: 'nip-checksum' }, 422), 'secret')
    expect(await api.json('PUT', '/v1/taxpayers/1', {})).toMatchObject({
      status: 422,
      body: { code: 'nip-checksum' },
    })
    await expect(api.putTaxpayer('1', {})).rejects.toThrow(KsefReconcileProblem)
    await expect(api.putTaxpayer('1', {})).rejects.toThrow('PUT /v1/taxpayers/{nip}: 422 nip-checksum')
  })
})
