import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { at, buyer, copy, ksef, postPackage } from '../support/hostile.ts'
import { packageOf } from '../support/ksef.ts'
import { createClock, createReceiver, isSigned, type Received } from '../support/receiver.ts'

/**
 * A receiver that fails and crashes as it likes, and a service that is stopped in between: every change arrives at least
 * once, what happened to a purchase arrives in order, and re-reading what the messages name gives the API's picture.
 */

const asOf = '2026-08-20'

/** What happens next to the ledger, or to the service. */
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ copies: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 2, arbitrary: fc.record({ package: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 2, arbitrary: fc.record({ numbers: fc.nat(5) }) },
    { weight: 2, arbitrary: fc.record({ post: fc.nat(5) }) },
    { weight: 1, arbitrary: fc.constant({ duty: 'art-145m' }) },
    { weight: 1, arbitrary: fc.constant({ duty: 'obliged' }) },
    { weight: 3, arbitrary: fc.constant('restart' as const) },
  ),
  { minLength: 6, maxLength: 14 },
)
type Step = typeof steps extends fc.Arbitrary<(infer T)[]> ? T : never

/** What the receiver does with each message: takes it, fails, or dies before or after it noted it. */
const moods = fc.array(fc.constantFrom('take', 'take', 'take', 'refuse', 'die before', 'die after'), {
  minLength: 5,
  maxLength: 30,
})

/** Everything that the test sends has its own number and amount. */
const fresh = (n: number) => copy({ number: `CRASH/${n}/${n * 7919}`, gross: `${1000 + n * 500}.00` })

async function take(api: Api, step: Exclude<Step, 'restart'>, next: () => number): Promise<void> {
  const pick = async (place: number) => {
    const all = await api.purchases(buyer)
    return all[place % Math.max(all.length, 1)]
  }
  if ('copies' in step) for (let i = 0; i < step.copies; i++) await api.postCopy(buyer, fresh(next()))
  else if ('package' in step)
    await postPackage(
      api,
      packageOf(Array.from({ length: step.package }, () => ksef(`CRASH/P/${next() * 31}`))),
    )
  else if ('duty' in step)
    await api.putSupplier(buyer, '5265877635', { ksefDuty: [{ status: step.duty, from: '2026-04-01' }] })
  else if ('post' in step) {
    const path = `${at}/purchases/${(await pick(step.post))?.id}/posting`
    const answer = await api.json('POST', path, { reference: 'PZ/1', postedOn: '2026-06-20' })
    if (answer.body.code === 'already-posted') await api.send('DELETE', `${path}?reason=again`)
  } else {
    const known = await pick(step.numbers)
    if (known) await api.patchPurchase(buyer, known.id, { taxPointDate: `2026-06-1${step.numbers}` })
  }
}

async function live(story: Step[], dice: string[]): Promise<{ messages: Received[]; noted: Received[] }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  const noted: Received[] = []
  const erp = new Erp()
  let throws = 0
  const receiver = await createReceiver((message) => {
    const mood = throws < 200 ? dice[throws++ % dice.length] : 'take'
    if (mood === 'refuse') return 503
    if (mood === 'die before') return 'hang up'
    noted.push(message)
    erp.note(message)
    return mood === 'die after' ? 'hang up' : 204
  })
  const clock = createClock('2026-07-24T10:00:00Z')
  const start = () =>
    createTestApp({ dataDir, now: clock.now, after: clock.after, allowPrivateWebhooks: true })
  let app = await start()
  try {
    await app.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
    const { body: hook } = await app.api.json('POST', `${at}/webhooks`, { url: receiver.url })
    let n = 0
    for (const step of story) {
      if (step === 'restart') {
        await app.close()
        app = await start()
      } else {
        await take(app.api, step, () => ++n)
        await erp.refresh(app.api)
      }
    }
    await app.close()
    app = await start()
    const { api } = app
    await api.putSupplier(buyer, '5265877635', {})
    const feed: { cursor: string; type: string; purchaseId: string }[] = []
    for (let next: string | null = '0'; next !== null; ) {
      const { body } = await api.send('GET', `${at}/changes?after=${next}&limit=1000`)
      feed.push(...body.items)
      next = body.next
    }
    await allTaken(api, hook.id, feed.at(-1)?.cursor ?? '0')
    check(noted, feed, hook.secret)
    await erp.compare(api)
    return { messages: receiver.received, noted }
  } finally {
    await app.close()
    await receiver.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function allTaken(api: Api, id: string, last: string): Promise<void> {
  const latest = performance.now() + 20_000
  for (;;) {
    const { body } = await api.send('GET', `${at}/webhooks/${id}`)
    if (body.cursor === last && body.nextAttemptAt === null) return
    if (performance.now() > latest) throw new Error(`stands at ${JSON.stringify(body)}, not at ${last}`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

function check(
  noted: Received[],
  feed: { cursor: string; type: string; purchaseId: string }[],
  secret: string,
) {
  const first = new Map<string, Received>()
  for (const message of noted) {
    expect(isSigned(message, secret)).toBe(true)
    const known = first.get(message.id)
    if (known) expect(message.body).toBe(known.body)
    else first.set(message.id, message)
  }
  // Seen for the first time in the order of the feed, each change of it, so each purchase's in order too.
  expect([...first.values()].map((m) => [m.data.cursor, m.type, m.data.purchaseId])).toEqual(
    feed.map((c) => [c.cursor, c.type, c.purchaseId]),
  )
}

/** An ERP that re-reads what the messages named since it looked last, and nothing else. */
class Erp {
  readonly #named = new Set<string>()
  readonly #purchases = new Map<string, Purchase>()

  note({ data }: Received): void {
    this.#named.add(data.purchaseId)
  }

  async refresh(api: Api): Promise<void> {
    const named = [...this.#named]
    this.#named.clear()
    for (const id of named) this.#purchases.set(id, await api.purchase(buyer, id, asOf))
  }

  async compare(api: Api): Promise<void> {
    await this.refresh(api)
    const shown = await api.purchases(buyer, { asOf, limit: '1000' })
    const byId = (a: Purchase, b: Purchase) => (a.id < b.id ? -1 : 1)
    expect([...this.#purchases.values()].sort(byId)).toEqual(shown.sort(byId))
  }
}

it('a receiver and a service that crash at random lose nothing', { timeout: 60_000 }, async () => {
  let [repeated, refused] = [0, 0]
  await fc.assert(
    fc.asyncProperty(steps, moods, async (story, dice) => {
      const { messages, noted } = await live(story, dice)
      repeated += noted.length - new Set(noted.map((m) => m.id)).size
      refused += messages.length - noted.length
    }),
    { numRuns: Number(process.env.CRASH_RUNS ?? 12), seed: 20260401 },
  )
  // Otherwise nothing was tried.
  expect(repeated).toBeGreaterThan(0)
  expect(refused).toBeGreaterThan(0)
})
