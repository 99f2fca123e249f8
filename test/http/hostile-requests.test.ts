import { request } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { adminKey } from '../support/admin-key.ts'
import type { Answer } from '../support/api.ts'
import {
  at,
  buyer,
  copy,
  createServer,
  jsonType,
  ksef,
  ledgerOf,
  refused,
  steadily,
  xmlType,
  zipType,
} from '../support/hostile.ts'

/** Hostile parameters, statements and oversized bodies, over a real connection: refused, and the ledger stays as it was. */

let server: Awaited<ReturnType<typeof createServer>>
let before: string[]
beforeAll(async () => {
  server = await createServer()
  await server.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
  await server.api.importMetadata(buyer, [ksef('KNOWN/1').metadata])
  before = await ledgerOf(server.api)
})
afterAll(() => server.close())
afterEach(async () => {
  const [earlier, after] = [before, await ledgerOf(server.api)]
  before = after
  expect(after).toEqual(earlier)
})

const long = '9'.repeat(10_000)

describe('parameters', () => {
  it.each([
    ...['limit=0', 'limit=-1', 'limit=1001', 'limit=1.5', 'limit=x', 'limit=', 'limit=1&limit=2'],
    ...['status=x', 'status=constructor', 'mode=x', 'finding=x', 'overdue=yes', 'asOf=2026-02-30'],
    ...['issuedFrom=x', 'receivedTo=2026-06-31', `number=${long}`, 'x=1', '__proto__=1', 'constructor=1'],
  ])('of a list: %s', async (query) => {
    const answer = await server.api.send('GET', `${at}/purchases?${query}`)
    const pointer = `/${query.split('=')[0]}`
    refused(answer, { status: 400, code: 'invalid-request', pointer })
  })

  it.each(['purchases', 'suppliers?cursor=x&x=1', 'purchases/x/history', 'register/2026-06'])(
    'a cursor that no list gave, and unknown ones: %s',
    async (path) => {
      const answer = await server.api.send('GET', `${at}/${path}${path.includes('?') ? '' : '?cursor=-1'}`)
      expect(answer.status).toBe(400)
      expect(['invalid-cursor', 'invalid-request']).toContain(answer.body.code)
    },
  )

  it.each(['2026-13', '2026', '2026-6', '../x', '9999-01'])('the month %s', async (month) => {
    const answer = await server.api.send('GET', `${at}/register/${encodeURIComponent(month)}`)
    refused(answer, { status: 400, code: 'invalid-request', pointer: '/month', error: 'invalid-month' })
  })

  it.each(['x=1', 'constructor=1', '__proto__=1', 'receivedOn=2026-06-11'])(
    'of a copy in JSON: %s',
    async (query) => {
      const answer = await server.api.send('POST', `${at}/copies?${query}`, JSON.stringify(copy()), jsonType)
      const pointer = `/${query.split('=')[0]}`
      refused(answer, { status: 400, code: 'invalid-request', pointer, error: 'unknown-property' })
    },
  )
})

describe('a statement with', () => {
  it.each<[string, unknown, string, number]>([
    ['/taxPointDate', '2026-02-30', 'invalid-day', 400],
    ['/deductibleShare', '1.5', 'invalid-share', 400],
    ['/exchangeRate', '0', 'invalid-rate', 400],
    ['/exchangeRate', '1e400', 'invalid-rate', 400],
    ['/deductIn', '2026-00', 'invalid-month', 400],
    ['/deductIn', '2031-01', 'deduct-in-outside-window', 422],
    ['/originalDeductedIn', '2026-Q5', 'invalid-period', 400],
    ['/payments/0/amount', [{ date: '2026-06-11', amount: 5 }], 'invalid-value', 400],
    ['/adjustments/K_48', { K_48: '1.00' }, 'unknown-property', 400],
    [
      '/corrects/0/ksefNumber',
      [{ number: 'X', issueDate: '2026-05-01', ksefNumber: 'x' }],
      'ksef-number-invalid',
      422,
    ],
  ])('%s %o', async (pointer, value, error, status) => {
    const id = (await server.api.purchases(buyer))[0]?.id
    const body = { [pointer.split('/')[1] as string]: value }
    const answer = await server.api.json('PATCH', `${at}/purchases/${id}`, body)
    refused(answer, { status, code: status === 400 ? 'invalid-request' : error, pointer, error })
  })
})

const megabyte = 1024 * 1024
const authorization = `Bearer ${adminKey}`

/** Sends headers and `size` bytes over the wire, then waits for the answer with the request still open. */
function upload(path: string, headers: Record<string, string>, size: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers: { authorization, ...headers } }
    const outgoing = request(`${server.url}${path}`, options, async (incoming) => {
      let text = ''
      for await (const chunk of incoming) text += chunk
      const contentType = incoming.headers['content-type'] ?? ''
      const given = new Headers({ 'content-type': contentType })
      resolve({ status: incoming.statusCode ?? 0, body: JSON.parse(text), headers: given })
      outgoing.destroy()
    })
    outgoing.on('error', reject)
    for (let left = size; left > 0; left -= megabyte)
      outgoing.write(Buffer.alloc(Math.min(left, megabyte), 0x20))
    outgoing.flushHeaders()
  })
}

describe.each([
  ['a copy in JSON', `${at}/copies`, jsonType, 10],
  ['a batch', `${at}/copies/batch`, jsonType, 10],
  ['metadata', `${at}/ksef/imports`, jsonType, 10],
  ['a copy in XML', `${at}/copies?receivedOn=2026-06-11&document=invoice`, xmlType, 3],
  ['a package', `${at}/ksef/imports`, zipType, 100],
])('a body over the limit as %s', (_, path, type, limit) => {
  it('is refused by its declared length, unread', async () => {
    const length = { ...type, 'content-length': String(limit * megabyte + 1) }
    refused(await upload(path, length, 10), { status: 413, code: 'body-too-large' })
  })

  it('is refused when it comes without a declared length', async () => {
    const answer = await steadily(server.api, () => upload(path, type, limit * megabyte + 1))
    refused(answer, { status: 413, code: 'body-too-large' })
  })

  it('is not read for ever', async () => {
    let pulled = 0
    const endless = new ReadableStream({
      pull: (controller) => {
        pulled++
        controller.enqueue(new Uint8Array(megabyte).fill(0x20))
      },
    })
    const init = { method: 'POST', headers: { authorization, ...type }, body: endless, duplex: 'half' }
    const answer = await server.fetch(new Request(`http://test${path}`, init as RequestInit))
    expect(answer.status).toBe(413)
    expect(pulled).toBeLessThan(limit + 4)
  })
})
