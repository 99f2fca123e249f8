import { Problem } from '../../values/refusal.ts'

/** What a key may have under way at once. */
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
const waitSeconds = '5'

/**
 * Requests under way, and the bytes of their bodies, which lie in memory meanwhile: each key has a share, half of all
 * there is at most, and all together a budget, so that neither one key nor many bring the process down. A body counts by
 * its declared size from the beginning, another as it comes. One alone may pass a share or the budget: the largest must
 * find room on the smallest machine.
 */
export class InFlight {
  readonly #share: Share
  readonly #budget: number
  readonly #byKey = new Map<string, Share>()
  #bytes = 0

  /** `budget`: bytes of all bodies. */
  constructor(share: Share, budget: number) {
    this.#share = { ...share, bytes: Math.min(share.bytes, budget / 2) }
    this.#budget = budget
  }

  /**
   * Counts a request until what is answered is called. `held`: how many bytes of a body are in memory at most.
   * @throws Problem 413 body-too-large, 429 too-much-at-once, 503 service-busy
   */
  enter(key: string, request: Request, held = Number.POSITIVE_INFINITY): () => void {
    const declared = request.headers.get('content-length')
    // To wait would not help it.
    if (Number(declared) > largestBody) throw bodyTooLarge(largestBody)
    const used = this.#byKey.get(key) ?? { requests: 0, bytes: 0 }
    if (used.requests >= this.#share.requests) throw this.#tooMuch()
    let own = 0
    const take = (bytes: number): void => {
      const more = Math.min(bytes, held - own)
      if (used.bytes > own && used.bytes + more > this.#share.bytes) throw this.#tooMuch()
      if (this.#bytes > own && this.#bytes + more > this.#budget) throw busy()
      own += more
      used.bytes += more
      this.#bytes += more
    }
    // What is no number would make every sum none.
    take(request.body === null ? 0 : Math.max(0, Number(declared ?? 0) || 0))
    if (declared === null) counting.set(request, take)
    used.requests++
    this.#byKey.set(key, used)
    return () => {
      counting.delete(request)
      this.#bytes -= own
      used.bytes -= own
      if (--used.requests === 0) this.#byKey.delete(key)
    }
  }

  #tooMuch(): Problem {
    const { requests, bytes } = this.#share
    const detail = `This key has more under way than ${requests} requests, or ${Math.floor(bytes / megabyte)} MB of bodies. Wait until some are answered, then send this again.`
    return new Problem(429, 'too-much-at-once', detail, [], { headers: { 'retry-after': waitSeconds } })
  }
}

/** A body that nobody takes, however often it comes. `limit`: in bytes. */
export const bodyTooLarge = (limit: number): Problem =>
  new Problem(
    413,
    'body-too-large',
    `The body is larger than ${limit / megabyte} MB. Send it in smaller parts.`,
  )

const busy = (): Problem =>
  new Problem(
    503,
    'service-busy',
    'The service has as many bodies under way as its memory takes. Nothing of this request was kept: send it again in some seconds.',
    [],
    { headers: { 'retry-after': waitSeconds } },
  )

/** Bodies whose size was not declared. */
const counting = new WeakMap<Request, (bytes: number) => void>()

/** Counts bytes of such a body, before they are kept. @throws Problem 429 too-much-at-once, 503 service-busy */
export const countAsItComes = (request: Request, bytes: number): void => counting.get(request)?.(bytes)
