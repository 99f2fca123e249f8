import { say } from '../../texts/say.ts'
import { Refusal } from '../../values/refusal.ts'
import type { Services } from './services.ts'

const minute = 60_000
/** So many failures a minute are answered at once, as people mistype. */
const free = 10
/** Milliseconds between the answers to further ones, and the longest that one may wait. */
const interval = 500
const maxWait = 10_000
/** Beyond it the address seen first is forgotten: memory stays bounded. */
const maxAddresses = 10_000

interface Failing {
  sinceMs: number
  count: number
  waiting: number
  last: Promise<void>
}

/** Slows down who tries keys: each address waits for itself, and whoever has a valid key never waits. */
export class Failures {
  readonly #services: Pick<Services, 'now' | 'pause'>
  readonly #byAddress = new Map<string, Failing>()

  constructor(services: Pick<Services, 'now' | 'pause'>) {
    this.#services = services
  }

  /** Resolves when a failed attempt may be answered. @throws Refusal 429 when too many wait already */
  async turn(address: string): Promise<void> {
    const nowMs = Date.parse(this.#services.now())
    const failing = this.#of(subscriberOf(address), nowMs)
    if (Math.abs(nowMs - failing.sinceMs) >= minute) Object.assign(failing, { sinceMs: nowMs, count: 0 })
    if (++failing.count <= free) return
    if ((failing.waiting + 1) * interval > maxWait) {
      const seconds = maxWait / 1000
      throw new Refusal('too-many-failures', say('refusal.too-many-failures', { seconds }), [], {
        retryAfterSeconds: seconds,
      })
    }
    failing.waiting++
    failing.last = failing.last
      .then(() => this.#services.pause(interval))
      .finally(() => {
        failing.waiting--
      })
    await failing.last
  }

  #of(address: string, nowMs: number): Failing {
    const known = this.#byAddress.get(address)
    if (known) return known
    const [first] = this.#byAddress.keys()
    if (first !== undefined && this.#byAddress.size >= maxAddresses) this.#byAddress.delete(first)
    const failing = { sinceMs: nowMs, count: 0, waiting: 0, last: Promise.resolve() }
    this.#byAddress.set(address, failing)
    return failing
  }
}

/**
 * Whom a network address stands for. One subscriber of IPv6 has 2^64 addresses or more (RFC 6177): he is told by the
 * first 64 bits, or he would never wait. An IPv4 address is one also when it is written as IPv6.
 */
export function subscriberOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address
  const [head = '', tail] = address.replace(/%.*$/, '').toLowerCase().split('::')
  const groupsOf = (text: string) => (text === '' ? [] : text.split(':'))
  const [before, after] = [groupsOf(head), groupsOf(tail ?? '')]
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  const groups = tail === undefined ? before : [...before, ...zeros, ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
