import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bodyBudget, fileBudget } from '../../src/hosts/node/memory.ts'
import { countAsItComes, InFlight, largestBody } from '../../src/http/endpoint/in-flight.ts'
import { createTestApp } from '../support/app.ts'
import { at, buyer, copy, jsonType, otherBuyer, refused } from '../support/hostile.ts'

/** What a request may hold, and what all of them may hold at once. */

const sized = (bytes: number) =>
  new Request('http://test/', { method: 'POST', body: 'x', headers: { 'content-length': String(bytes) } })
const unsized = () => new Request('http://test/', { method: 'POST', body: 'x' })
const small = { code: 'too-much-at-once', retryAfterSeconds: 5 }
const busy = { code: 'service-busy', retryAfterSeconds: 5 }
const thrown = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return error
  }
  return null
}

describe('what is under way', () => {
  it('of one key has a share of requests, and frees it when they are answered', () => {
    const all = new InFlight({ requests: 2, bytes: 100 }, 1000)
    const get = new Request('http://test/')
    const leave = [all.enter('a', get), all.enter('a', get)]
    expect(thrown(() => all.enter('a', get))).toMatchObject(small)
    all.enter('b', get)
    leave[0]?.()
    all.enter('a', get)
    expect(thrown(() => all.enter('a', get))).toMatchObject(small)
  })

  it('of one key has a share of bytes, declared or as they come', () => {
    const all = new InFlight({ requests: 9, bytes: 100 }, 1000)
    const leave = all.enter('a', sized(60))
    expect(thrown(() => all.enter('a', sized(41)))).toMatchObject(small)
    const coming = unsized()
    const end = all.enter('a', coming)
    countAsItComes(coming, 40)
    expect(thrown(() => countAsItComes(coming, 1))).toMatchObject(small)
    all.enter('b', sized(100))
    end()
    leave()
    all.enter('a', sized(100))
    // Its request is answered: what still comes counts for nobody.
    countAsItComes(coming, 1000)
  })

  it('of all keys has a budget; one alone may pass it', () => {
    const all = new InFlight({ requests: 9, bytes: 1000 }, 100)
    const leave = all.enter('a', sized(500))
    expect(thrown(() => all.enter('b', sized(1)))).toMatchObject(busy)
    leave()
    all.enter('b', sized(60))
    expect(thrown(() => all.enter('c', sized(41)))).toMatchObject(busy)
    all.enter('c', sized(40))
  })

  it('of one key is half of all there is at most; one body alone may pass it', () => {
    const all = new InFlight({ requests: 9, bytes: 100 }, 120)
    all.enter('a', sized(60))
    expect(thrown(() => all.enter('a', sized(1)))).toMatchObject(small)
    const leave = all.enter('b', sized(60))
    leave()
    const single = new InFlight({ requests: 9, bytes: 100 }, 120)
    single.enter('a', sized(90))
    expect(thrown(() => single.enter('a', sized(1)))).toMatchObject(small)
    // Others have what is left.
    single.enter('b', sized(30))
  })

  it('of a taxpayer has the same share, whatever keys it comes under', () => {
    const all = new InFlight({ requests: 2, bytes: 100 }, 1000)
    const about = (nip: string, bytes: number, rest = '/copies') =>
      new Request(`http://test/v1/taxpayers/${nip}${rest}`, {
        ...{ method: 'POST', body: 'x', headers: { 'content-length': String(bytes) } },
      })
    const leave = [all.enter('a', about(buyer, 60)), all.enter('b', about(buyer, 40, ''))]
    const ofTaxpayer = { ...small, message: expect.stringContaining('This taxpayer has more under way') }
    expect(thrown(() => all.enter('c', about(buyer, 1, '?x=1')))).toMatchObject(ofTaxpayer)
    all.enter('c', about(otherBuyer, 100))
    all.enter('c', sized(0))
    expect(thrown(() => all.enter('c', sized(0)))).toMatchObject({
      message: expect.stringContaining('This key has more under way'),
    })
    for (const end of leave) end()
    all.enter('d', about(buyer, 100))
  })

  it('that is declared larger than any body is refused for good, and counted nowhere', () => {
    const all = new InFlight({ requests: 1, bytes: 100 }, 1000)
    const tooLarge = { code: 'body-too-large', message: expect.stringContaining('100 MB') }
    for (const _ of [1, 2])
      expect(thrown(() => all.enter('a', sized(largestBody + 1)))).toMatchObject(tooLarge)
    all.enter('a', sized(1))
  })

  it('counts no more of a body than is held of it', () => {
    const all = new InFlight({ requests: 9, bytes: 100 }, 200)
    all.enter('a', sized(1_000_000), 10)
    all.enter('a', sized(90))
    expect(thrown(() => all.enter('a', sized(1)))).toMatchObject(small)
  })

  it('is counted on, whatever a request declares', () => {
    const all = new InFlight({ requests: 9, bytes: 100 }, 100)
    for (const declared of ['x', '-1000', '5, 5']) {
      const headers = { 'content-length': declared }
      all.enter('a', new Request('http://test/', { method: 'POST', body: 'x', headers }))()
    }
    all.enter('a', sized(100))
    expect(thrown(() => all.enter('a', sized(1)))).toMatchObject(small)
  })

  it('leaves a file that is read a quarter of the memory, between 192 and 768 MB', () => {
    const megabyte = 1024 * 1024
    const budgets = [128, 1024, 2048, 65_536].map((memory) => fileBudget(memory * megabyte) / megabyte)
    expect(budgets).toEqual([192, 256, 512, 768])
  })

  it('gets a quarter of the memory, between one package and a gigabyte', () => {
    const megabyte = 1024 * 1024
    const budgets = [128, 1024, 2048, 65_536].map((memory) => bodyBudget(memory * megabyte) / megabyte)
    expect(budgets).toEqual([110, 256, 512, 1024])
    expect(bodyBudget()).toBeGreaterThanOrEqual(110 * megabyte)
  })
})

describe('a body', () => {
  let stage: Awaited<ReturnType<typeof createTestApp>>
  beforeAll(async () => {
    stage = await createTestApp()
    await stage.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
  })
  afterAll(() => stage.close())
  const send = (method: string, path: string, body: string) => stage.api.send(method, path, body, jsonType)
  const megabyte = 1024 * 1024
  const many = (count: number) => `[${Array(count).fill('{}').join(',')}]`

  it.each([
    ['PUT', `/v1/taxpayers/${buyer}`],
    ['POST', `${at}/copies`],
    ['POST', `${at}/posting-checks`],
    ['POST', '/v1/keys'],
    ['POST', '/v1/outages'],
    ['POST', `${at}/webhooks`],
    ['PATCH', '/v1/outages/x'],
  ])('of %s %s has 1 MB and some 20,000 values at most', async (method, path) => {
    const large = await send(method, path, ' '.repeat(megabyte + 1))
    expect(refused(large, { status: 413, code: 'body-too-large' }).detail).toContain('1 MB')
    const full = await send(method, path, many(10_486))
    expect(refused(full, { status: 413, code: 'too-many-values' }).detail).toMatch(
      /20971 values.*smaller parts/,
    )
    // Not too much, only wrong.
    refused(await send(method, path, many(10_000)), { status: 400, code: 'invalid-request' })
  })

  it('under an Idempotency-Key has no more', async () => {
    const headers = { ...jsonType, 'idempotency-key': 'large' }
    const answer = await stage.api.send('POST', `${at}/posting-checks`, ' '.repeat(megabyte + 1), headers)
    refused(answer, { status: 413, code: 'body-too-large' })
  })

  it('of a batch has as much as a thousand copies need', async () => {
    const items = Array.from({ length: 700 }, () => copy({ gross: 1, x: 'x'.repeat(2000) }))
    const answer = await send('POST', `${at}/copies/batch`, JSON.stringify({ items }))
    expect([answer.status, answer.body.results.length]).toEqual([200, 700])
    refused(await send('POST', `${at}/copies/batch`, `{"items":${many(110_000)}}`), {
      status: 413,
      code: 'too-many-values',
    })
  })
})
