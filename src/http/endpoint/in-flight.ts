import { say } from '../../texts/say.ts'
import { Refusal } from '../../values/refusal.ts'

/** What a key, or a taxpayer, may have under way at once. */
interface Share {
  requests: number
  /** Bytes of their bodies. */
  bytes: number
}

const megabyte = 1024 * 1024
/** The largest body that any endpoint takes: a package. */
export const largestBody = 100 * megabyte
/** One largest package, and small things beside it. Requests are many more than a program has connections. */
export const usualShare: Share = { requests: 512, bytes: 128 * megabyte }

/** Whoever has to wait asks again after so many seconds. */
const waitSeconds = 5

/**
 * Requests under way, and the bytes of their bodies, which lie in memory meanwhile: each key, and all keys of a taxpayer
 * together, have a share, half of all there is at most, and all together a budget, so that neither one key nor many bring
 * the process down. A body counts by its declared size from the beginning, another as it comes. One alone may pass a
 * share or the budget: the largest must find room on the smallest machine.
 */
export class InFlight {
  readonly #share: Share
  readonly #budget: number
  readonly #byParty = new Map<string, Share>()
  #bytes = 0

  /** `budget`: bytes of all bodies. */
  constructor(share: Share, budget: number) {
    this.#share = { ...share, bytes: Math.min(share.bytes, budget / 2) }
    this.#budget = budget
  }

  /**
   * Counts a request until what is answered is called. `held`: how many bytes of a body are in memory at most.
   * @throws Refusal 413 body-too-large, 429 too-much-at-once, 503 service-busy
   */
  enter(key: string, request: Request, held = Number.POSITIVE_INFINITY): () => void {
    const parties = partiesOf(key, request)
    const declared = request.headers.get('content-length')
    // To wait would not help it.
    if (Number(declared) > largestBody) throw bodyTooLarge(largestBody)
    const shares = parties.map((party) => ({ party, used: this.#usedBy(party) }))
    for (const { party, used } of shares)
      if (used.requests >= this.#share.requests) throw this.#tooMuch(party)
    let own = 0
    const take = (bytes: number): void => {
      const more = Math.min(bytes, held - own)
      for (const { party, used } of shares)
        if (used.bytes > own && used.bytes + more > this.#share.bytes) throw this.#tooMuch(party)
      if (this.#bytes > own && this.#bytes + more > this.#budget) throw busy()
      own += more
      this.#bytes += more
      for (const { used } of shares) used.bytes += more
    }
    // What is no number would make every sum none. To ask for the body itself would have Node make a stream of it, which
    // takes four times as long to read.
    take(Math.max(0, Number(declared ?? 0) || 0))
    if (declared === null) counting.set(request, take)
    for (const { party, used } of shares) {
      used.requests++
      this.#byParty.set(keyOf(party), used)
    }
    return () => {
      counting.delete(request)
      this.#bytes -= own
      for (const { party, used } of shares) {
        used.bytes -= own
        if (--used.requests === 0) this.#byParty.delete(keyOf(party))
      }
    }
  }

  #usedBy(party: Party): Share {
    return this.#byParty.get(keyOf(party)) ?? { requests: 0, bytes: 0 }
  }

  #tooMuch({ what: whose }: Party): Refusal {
    const { requests, bytes } = this.#share
    const detail = say('refusal.too-much-at-once', {
      ...{ whose, requests, megabytes: Math.floor(bytes / megabyte) },
    })
    return new Refusal('too-much-at-once', detail, [], { retryAfterSeconds: waitSeconds })
  }
}

/** Who has a share, and a turn. */
interface Party {
  what: 'key' | 'taxpayer'
  name: string
}

/** The key of a request, and the taxpayer whom it is about, if it is about one. */
export function partiesOf(key: string, { url }: Request): Party[] {
  const nip = taxpayerIn(url)
  return [{ what: 'key', name: key }, ...(nip === null ? [] : [{ what: 'taxpayer', name: nip } as const])]
}

export const keyOf = ({ what, name }: Party): string => `${what} ${name}`

/** The taxpayer whom a request is about; null where it is about none, or all. */
const taxpayerIn = (url: string): string | null =>
  /\/v1\/taxpayers\/(\d{10})(?:[/?]|$)/.exec(url)?.[1] ?? null

/** A body, or a part of one, that nobody takes, however often it comes. `limit`: in bytes. */
export const bodyTooLarge = (limit: number, what: 'body' | 'metadata' = 'body'): Refusal =>
  new Refusal('body-too-large', say('refusal.body-too-large', { what, megabytes: limit / megabyte }))

const busy = (): Refusal =>
  new Refusal('service-busy', say('refusal.service-busy'), [], { retryAfterSeconds: waitSeconds })

/** Bodies whose size was not declared. */
const counting = new WeakMap<Request, (bytes: number) => void>()

/** Counts bytes of such a body, before they are kept. @throws Refusal 429 too-much-at-once, 503 service-busy */
export const countAsItComes = (request: Request, bytes: number): void => counting.get(request)?.(bytes)
