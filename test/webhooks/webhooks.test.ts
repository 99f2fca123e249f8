import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Said, writtenSentence } from '../../src/texts/sentence.ts'
import { send, shownError, undelivered } from '../../src/webhooks/deliver.ts'
import type { Api } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { at, buyer, copy, refused } from '../support/hostile.ts'
import { createClock, createReceiver, isSigned, type Reaction } from '../support/receiver.ts'
import { inEnglish } from '../support/words.ts'

let app: Awaited<ReturnType<typeof createTestApp>>
let api: Api
let receiver: Awaited<ReturnType<typeof createReceiver>>
const clock = createClock('2026-07-24T10:00:00Z')
beforeAll(async () => {
  app = await createTestApp({ now: clock.now, after: clock.after, allowPrivateWebhooks: true })
  api = app.api
  await api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
  receiver = await createReceiver()
})
afterAll(async () => {
  await app.close()
  await receiver.close()
})
afterEach(async () => {
  receiver.state.react = () => 204
  for (const { id } of await hooks()) await api.send('DELETE', `${at}/webhooks/${id}`)
  receiver.received.length = 0
})

type FeedItem = { type: string; at: string; cursor: string; data: { message?: string } }

let count = 0
/** A change of a purchase: a new one, without neighbours. */
const change = async () => {
  count++
  const { purchase } = await api.postCopy(
    buyer,
    copy({ number: `W/${count}/${count * 7919}`, gross: `${count * 1000}.00` }),
  )
  return purchase?.id as string
}
const hooks = async () => (await api.send('GET', `${at}/webhooks`)).body.items as { id: string }[]
const create = async (more: object = {}) => {
  const { status, body } = await api.json('POST', `${at}/webhooks`, { url: receiver.url, ...more })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const hookOf = async (id: string) => (await api.send('GET', `${at}/webhooks/${id}`)).body
const patch = (id: string, body: object) => api.json('PATCH', `${at}/webhooks/${id}`, body)
const attemptsOf = async (id: string, query = '') =>
  (await api.send('GET', `${at}/webhooks/${id}/attempts${query}`)).body
/** Waits until the condition holds. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const latest = performance.now() + 15_000
  while (!(await holds())) {
    if (performance.now() > latest) throw new Error('this did not come about')
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
/** What came for one webhook: a message of another test may still be under way. */
const received = (id: string) => receiver.received.filter((m) => m.id.startsWith(id))
const reactTo = (id: string, react: () => Reaction) => {
  receiver.state.react = (message) => (message.id.startsWith(id) ? react() : 204)
}
const idle = (id: string) => until(async () => (await hookOf(id)).nextAttemptAt === null)

describe('a delivery', () => {
  it('is what the feed says, signed with the secret shown at creation', async () => {
    const { id, secret, ...shown } = await create()
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(shown).toMatchObject({ enabled: true, types: null, disabledReason: null, failingSince: null })
    const purchaseId = await change()
    await idle(id)
    const feed = (await api.send('GET', `${at}/changes?after=${shown.cursor}`)).body.items
    expect(received(id).map(({ type, timestamp, data }) => ({ type, timestamp, data }))).toEqual(
      feed.map(({ type, at: timestamp, cursor, data: { message: _, ...data } }: FeedItem) => ({
        ...{ type, timestamp },
        data: { taxpayer: buyer, cursor, purchaseId, ...data },
      })),
    )
    // Codes and params without words: nobody knows in which language a program is read.
    const opened = received(id).find(({ type }) => type === 'finding.opened')?.data
    expect(opened).toMatchObject({ code: 'INFO_SELLER_DUTY_UNKNOWN', params: { issued: expect.any(String) } })
    expect(opened).not.toHaveProperty('message')
    const [message] = received(id)
    expect(message?.type).toBe('purchase.created')
    expect(message?.headers['content-type']).toBe('application/json')
    expect(message?.headers['webhook-timestamp']).toBe(String(Math.floor(clock.now().getTime() / 1000)))
    expect(message?.id).toMatch(/^[\w-]+$/)
    for (const one of received(id)) {
      expect(isSigned(one, secret)).toBe(true)
      expect(isSigned({ ...one, body: `${one.body} ` }, secret)).toBe(false)
      expect(isSigned(one, `whsec_${'A'.repeat(43)}=`)).toBe(false)
    }
    expect(JSON.stringify([await hookOf(id), await hooks()])).not.toContain('whsec_')
  })

  it('begins with what changes after creation, or after a cursor of the feed', async () => {
    await change()
    const late = await create()
    const early = await create({ after: '0' })
    await idle(early.id)
    const cursors = received(early.id).map((m) => Number(m.data.cursor))
    expect(cursors).toEqual(Array.from({ length: Number(late.cursor) }, (_, i) => i + 1))
    refused(await api.json('POST', `${at}/webhooks`, { url: receiver.url, after: '999999' }), {
      status: 400,
      code: 'invalid-cursor',
    })
  })

  it('is of the wanted types alone', async () => {
    const { id } = await create({ types: ['posting.created', 'posting.voided'] })
    const posting = `${at}/purchases/${await change()}/posting`
    await api.json('POST', posting, { reference: 'PZ/1', postedOn: '2026-06-12' })
    await change()
    await api.send('DELETE', `${posting}?reason=wrong`)
    await idle(id)
    expect(received(id).map((m) => m.type)).toEqual(['posting.created', 'posting.voided'])
    expect((await hookOf(id)).cursor).toBe(received(id).at(-1)?.data.cursor)
  })

  it('does not follow a redirect', async () => {
    const elsewhere = await createReceiver()
    const { id } = await create()
    reactTo(id, () => ({ status: 307, headers: { location: elsewhere.url } }))
    await change()
    await until(async () => (await hookOf(id)).failingSince !== null)
    expect((await attemptsOf(id)).items[0].status).toBe(307)
    expect(elsewhere.received).toEqual([])
    await elsewhere.close()
  })
})

describe('a receiver that fails', () => {
  it('is tried again later and later, with the same id, and goes on in order', async () => {
    const { id } = await create()
    const reactions = [500, 'hang up', 404, 429, 503] as const
    let failures = 0
    reactTo(id, () => reactions[failures++] ?? 200)
    await change()
    await change()
    await idle(id)
    expect(
      new Set(
        received(id)
          .slice(0, 6)
          .map((m) => m.id),
      ).size,
    ).toBe(1)
    const delivered = received(id)
      .slice(5)
      .map((m) => Number(m.data.cursor))
    expect(delivered).toEqual([...new Set(delivered)].sort((a, b) => a - b))
    const log = (await attemptsOf(id)).items.toReversed()
    expect(log.slice(0, 6).map((a: { status: number | null }) => a.status)).toEqual([
      500,
      null,
      404,
      429,
      503,
      200,
    ])
    const waits = log
      .slice(0, 5)
      .map(
        (a: { at: string; nextAttemptAt: string }) => (Date.parse(a.nextAttemptAt) - Date.parse(a.at)) / 1000,
      )
    const least = [5, 30, 120, 600, 3600]
    waits.forEach((wait: number, i: number) => {
      expect(wait).toBeGreaterThanOrEqual(least[i] as number)
      expect(wait).toBeLessThan((least[i] as number) * 1.2)
    })
    expect([log[0].error, log[1].error]).toEqual([null, inEnglish(undelivered)])
    expect(await hookOf(id)).toMatchObject({ failingSince: null, enabled: true })
  })

  it('is given up when it is gone, and goes on where it stopped when enabled again', async () => {
    const { id, cursor } = await create()
    reactTo(id, () => 410)
    await change()
    await until(async () => !(await hookOf(id)).enabled)
    expect(await hookOf(id)).toMatchObject({ disabledReason: 'The receiver answered 410 Gone.', cursor })
    await change()
    expect(received(id)).toHaveLength(1)
    reactTo(id, () => 200)
    expect((await patch(id, { enabled: true })).body).toMatchObject({ enabled: true, disabledReason: null })
    await idle(id)
    const missed = received(id)
      .slice(1)
      .map((m) => Number(m.data.cursor))
    expect(missed[0]).toBe(Number(cursor) + 1)
    expect(missed).toEqual(missed.map((_, i) => Number(cursor) + 1 + i))
  })

  it('is given up after five days without success', async () => {
    const { id } = await create()
    reactTo(id, () => 500)
    await change()
    await until(async () => !(await hookOf(id)).enabled)
    const { disabledReason, failingSince } = await hookOf(id)
    expect(disabledReason).toMatch(/5 days/)
    expect(clock.now().getTime() - Date.parse(failingSince)).toBeGreaterThanOrEqual(5 * 86_400_000)
    expect(received(id).length).toBeLessThan(30)
  })

  it('holds up no other webhook, and no request', async () => {
    const slow = await create()
    receiver.state.react = (message) => (message.id.startsWith(slow.id) ? 'hang' : 200)
    const other = await create()
    await change()
    await change()
    await idle(other.id)
    expect((await hookOf(other.id)).cursor).not.toBe(other.cursor)
    expect((await hookOf(slow.id)).cursor).toBe(slow.cursor)
  })

  it('is not waited for when somebody stops or deletes the webhook', async () => {
    const { id } = await create()
    reactTo(id, () => 500)
    await change()
    await until(() => received(id).length > 0)
    expect((await patch(id, { enabled: false })).body).toMatchObject({ enabled: false, disabledReason: null })
    await until(async () => (await hookOf(id)).nextAttemptAt === null)
    const tried = received(id).length
    await change()
    clock.advance(86_400_000)
    await change()
    expect(received(id).length).toBeLessThanOrEqual(tried + 1)
    expect((await api.send('DELETE', `${at}/webhooks/${id}`)).status).toBe(204)
    refused(await api.send('GET', `${at}/webhooks/${id}`), { status: 404, code: 'webhook-unknown' })
    expect((await api.send('DELETE', `${at}/webhooks/${id}`)).status).toBe(404)
  })
})

describe('managing', () => {
  it('rotates the secret: for a day both sign', async () => {
    const { id, secret: old } = await create()
    const { body } = await api.json('POST', `${at}/webhooks/${id}/secret`)
    expect(body.secret).not.toBe(old)
    await change()
    await idle(id)
    const [first] = received(id)
    expect(first && [isSigned(first, old), isSigned(first, body.secret)]).toEqual([true, true])
    clock.advance(86_400_000)
    await change()
    await idle(id)
    const last = received(id).at(-1)
    expect(last && [isSigned(last, old), isSigned(last, body.secret)]).toEqual([false, true])
  })

  it('tests: one event now, whose outcome is the answer, logged beside the feed', async () => {
    const { id, secret, cursor } = await create()
    const test = () => api.json('POST', `${at}/webhooks/${id}/test`)
    expect((await test()).body).toMatchObject({ delivered: true, status: 204, error: null })
    reactTo(id, () => 500)
    expect((await test()).body).toMatchObject({ delivered: false, status: 500 })
    const [message] = received(id)
    expect(message && isSigned(message, secret)).toBe(true)
    expect(message).toMatchObject({ type: 'webhook.test', data: { taxpayer: buyer } })
    expect((await attemptsOf(id)).items).toMatchObject([
      { type: 'webhook.test', cursor: null, status: 500, nextAttemptAt: null },
      { type: 'webhook.test', cursor: null, status: 204, nextAttemptAt: null },
    ])
    expect(await hookOf(id)).toMatchObject({ cursor, enabled: true, failingSince: null })
  })

  it('says the same of whatever came between, and no address', async () => {
    // Nothing listens on port 1; what listens at the receiver speaks no TLS.
    for (const url of ['http://127.0.0.1:1/', receiver.url.replace('http:', 'https:')]) {
      const { id } = await create({ url })
      const { body } = await api.json('POST', `${at}/webhooks/${id}/test`)
      expect(body).toMatchObject({ delivered: false, status: null, error: inEnglish(undelivered) })
      expect(Object.keys(body)).toEqual(['delivered', 'status', 'error', 'errorCode', 'ms'])
      expect((await attemptsOf(id)).items[0].error).toBe(inEnglish(undelivered))
    }
  })

  it.each([
    'connect ECONNREFUSED 10.0.0.5:443',
    'getaddrinfo ENOTFOUND erp.internal',
    'This leads to an address that is not public.',
    'No answer came within 15 s.',
    'certificate has expired',
  ])('tells "%s" to the operator alone', async (cause) => {
    const vault = { seal: async (text: string) => text, open: async (text: string) => text }
    const hook = { id: 'w', url: 'https://a', secret: `whsec_${'A'.repeat(32)}`, previousSecret: null }
    const deliver = () => Promise.reject(new Error(cause))
    const host = { deliver, vault, signal: new AbortController().signal, nowMs: 0 }
    const outcome = await send({ ...hook, previousUntilMs: null }, buyer, { id: 'm', body: '{}' }, host)
    expect(outcome).toMatchObject({ status: null, error: undelivered, cause })
    // What earlier versions kept of attempts is told no better.
    expect(shownError(cause)).toBe(undelivered)
  })

  it('says apart that the secret cannot be read: a new one helps', async () => {
    const open = () => Promise.reject(new Error('sealed under another key'))
    const hook = { id: 'w', url: 'https://a', secret: 's', previousSecret: null, previousUntilMs: null }
    const vault = { seal: async (text: string) => text, open }
    const host = { deliver: async () => 204, vault, signal: new AbortController().signal, nowMs: 0 }
    const { error, cause } = await send(hook, buyer, { id: 'm', body: '{}' }, host)
    expect(inEnglish(error as Said)).toMatch(/cannot be read any more.*Give it a new one/)
    expect([shownError(writtenSentence(error as Said)), cause]).toEqual([error, 'sealed under another key'])
  })

  it('changes what is given, page by page in the log', async () => {
    const { id } = await create({ description: 'ERP', types: ['purchase.created'] })
    expect((await patch(id, { types: null })).body).toMatchObject({ description: 'ERP', types: null })
    expect((await patch(id, { description: null })).body).toMatchObject({ description: null, types: null })
    for (let i = 0; i < 3; i++) await api.json('POST', `${at}/webhooks/${id}/test`)
    const page = await attemptsOf(id, '?limit=2')
    expect(page.items).toHaveLength(2)
    const rest = await attemptsOf(id, `?limit=2&cursor=${page.next}`)
    expect([rest.items.length, rest.next]).toEqual([1, null])
  })

  it('takes only types that there are, and only so many webhooks', async () => {
    refused(await api.json('POST', `${at}/webhooks`, { url: receiver.url, types: ['x'] }), {
      status: 400,
      code: 'invalid-request',
    })
    for (let i = 0; i < 20; i++) await create()
    refused(await api.json('POST', `${at}/webhooks`, { url: receiver.url }), {
      status: 422,
      code: 'webhook-limit',
    })
  })
})
