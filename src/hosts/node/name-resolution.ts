import type { LookupAddress } from 'node:dns'
import { Resolver } from 'node:dns/promises'
import { readFile } from 'node:fs/promises'
import { Semaphore } from '../../sync/semaphore.ts'

/**
 * Resolving the names of webhooks. The system's own look-up has four threads for the whole process: one name server
 * that does not answer would hold them all. So names are asked over the network by this process, each for a few seconds,
 * and few at once for one taxpayer.
 */

/** All addresses of a name. @throws Error where there are none, or no answer came */
export type Resolve = (name: string) => Promise<LookupAddress[]>

interface NameLimits {
  /** Milliseconds for one name. */
  ms: number
  /** Look-ups of one taxpayer that are under way at once; further ones wait for them. */
  each: number
}
const usual: NameLimits = { ms: 5000, each: 4 }

/** Resolves for many taxpayers, of whom none waits for the names of another. */
export class Names {
  readonly #resolve: Resolve
  readonly #limits: NameLimits
  readonly #shares = new Map<string, { semaphore: Semaphore; users: number }>()

  constructor(resolve: Resolve = overNetwork, limits: NameLimits = usual) {
    this.#resolve = resolve
    this.#limits = limits
  }

  /** The addresses of a name, asked for a taxpayer. @throws Error */
  async addressesOf(name: string, taxpayer: string): Promise<LookupAddress[]> {
    const share = this.#shares.get(taxpayer) ?? { semaphore: new Semaphore(this.#limits.each), users: 0 }
    this.#shares.set(taxpayer, share)
    share.users++
    try {
      return await share.semaphore.pass(() => this.#inTime(name))
    } finally {
      if (--share.users === 0) this.#shares.delete(taxpayer)
    }
  }

  async #inTime(name: string): Promise<LookupAddress[]> {
    const { ms } = this.#limits
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${name} was not resolved within ${ms} ms.`)), ms)
    })
    return Promise.race([this.#resolve(name), late]).finally(() => clearTimeout(timer))
  }
}

const hostsFile = '/etc/hosts'
/** Milliseconds for each of so many questions to a name server. */
const [questionMs, questions] = [1500, 2]

const loopback: LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
]

/** The file of hosts first, then the name servers of the system; `localhost` is this machine (RFC 6761). */
async function overNetwork(name: string): Promise<LookupAddress[]> {
  const bare = name.toLowerCase().replace(/\.$/, '')
  const listed = addressesIn(await readFile(hostsFile, 'utf8').catch(() => ''), bare)
  if (listed.length > 0) return listed
  if (bare === 'localhost' || bare.endsWith('.localhost')) return loopback
  // A resolver for each name: what is given up for one ends nothing of others.
  const resolver = new Resolver({ timeout: questionMs, tries: questions })
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(bare), resolver.resolve6(bare)])
  const found = [v4, v6].flatMap((answer, index) =>
    answer.status === 'fulfilled'
      ? answer.value.map((address) => ({ address, family: index === 0 ? 4 : 6 }))
      : [],
  )
  if (found.length === 0 && v4.status === 'rejected') throw v4.reason
  return found
}

/** The addresses that a file of hosts gives to a name. */
export function addressesIn(hosts: string, name: string): LookupAddress[] {
  const lines = hosts.split('\n').map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
  return lines
    .filter(([, ...names]) => names.some((listed) => listed.toLowerCase() === name))
    .map(([address = '']) => ({ address, family: address.includes(':') ? 6 : 4 }))
}
