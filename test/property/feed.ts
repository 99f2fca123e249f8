import fc from 'fast-check'
import { adminKey } from '../support/admin-key.ts'
import { Api, type Purchase } from '../support/api.ts'
import { doDeed } from './decisions.ts'
import { buyer } from './documents.ts'

/** Readers of the change feed, and people who work beside the documents that arrive. */

export const asOf = '2026-08-20'
const base = `/v1/taxpayers/${buyer.nip}`

export interface Change {
  cursor: string
  at: string
  type: string
  purchaseId: string | null
  data: Record<string, unknown>
}

/** Calls `done` after each request that may have written. */
export function observed(api: Api, done: () => Promise<void>): Api {
  return new Api(async (request) => {
    const { pathname, search } = new URL(request.url)
    const body = request.method === 'GET' ? undefined : new Uint8Array(await request.arrayBuffer())
    const answer = await api.send(
      request.method,
      pathname + search,
      body,
      Object.fromEntries(request.headers.entries()),
    )
    if (request.method !== 'GET') await done()
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
    return new Response(text, { status: answer.status, headers: answer.headers })
  }, adminKey)
}

/** Every purchase as shown on a fixed day, by its id. */
export const shownOn = async (api: Api): Promise<Map<string, Purchase>> =>
  new Map((await api.purchases(buyer.nip, { asOf, limit: '1000' })).map((p) => [p.id, p]))

export async function changesAfter(api: Api, after: string, limit: number) {
  const answer = await api.send('GET', `${base}/changes?after=${after}&limit=${limit}`)
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body as { items: Change[]; next: string | null }
}

/** All changes after a cursor, page by page. */
export async function wholeFeed(api: Api, after: string): Promise<Change[]> {
  const { items, next } = await changesAfter(api, after, 1000)
  return next === null ? items : [...items, ...(await wholeFeed(api, next))]
}

/** An ERP that knows of purchases only what the feed names. What it holds survives a crash, what it was doing does not. */
export class Mirror {
  cursor = '0'
  readonly purchases = new Map<string, Purchase>()
  readonly seen: Change[] = []

  /** Reads on; crashes before it noted how far it came when `crashes` says so. */
  async read(api: Api, limit: number, crashes: () => boolean): Promise<void> {
    for (;;) {
      const { items, next } = await changesAfter(api, this.cursor, limit)
      for (const item of items) {
        this.seen.push(item)
        if (item.purchaseId !== null) await this.#take(api, item.purchaseId)
        if (crashes()) return
        this.cursor = item.cursor
      }
      if (next === null) return
    }
  }

  async #take(api: Api, id: string): Promise<void> {
    const purchase = await api.purchase(buyer.nip, id, asOf)
    if (purchase.id !== id) this.purchases.delete(id)
    this.purchases.set(purchase.id, purchase)
  }
}

/** What people do between two deliveries, to some purchase. */
export const deeds = fc.array(
  fc.record({
    after: fc.nat(12),
    purchase: fc.nat(9),
    deed: fc.constantFrom(
      { supplyConfirmed: false },
      { supplyConfirmed: null },
      { taxPointDate: '2026-07-20' },
      { confirmedMode: 'online' },
      { buyerCategory: '106gb-4-2' },
      ...Array<'post' | 'void'>(4).fill('post'),
      ...Array<'post' | 'void'>(4).fill('void'),
      'accepted' as const,
      'same-invoice' as const,
      'different-invoice' as const,
      'reopen' as const,
      'move' as const,
    ),
  }),
  { maxLength: 12 },
)
export type Deeds = typeof deeds extends fc.Arbitrary<infer T> ? T : never

/** Does one deed; what the service refuses (a held purchase, a posting that is not there) is part of the story. */
export async function act(api: Api, { purchase: place, deed }: Deeds[number]): Promise<void> {
  if (deed === 'reopen' || deed === 'move')
    return doDeed(api, { does: deed, pick: place, answer: 'accepted' }, 0)
  if (typeof deed === 'string' && deed !== 'post' && deed !== 'void')
    return doDeed(api, { does: 'decide', pick: place, answer: deed }, 0)
  const all = [...(await shownOn(api)).keys()]
  if (all.length === 0) return
  const id = all[place % all.length]
  const posting = `${base}/purchases/${id}/posting`
  if (deed === 'post') await api.json('POST', posting, { reference: `PZ/${place}`, postedOn: '2026-07-01' })
  else if (deed === 'void') await api.send('DELETE', `${posting}?reason=wrong`)
  else await api.json('PATCH', `${base}/purchases/${id}`, deed)
}
