import { BlockList, isIP } from 'node:net'
import { say } from '../../texts/say.ts'
import { valueAt } from '../../values/faults.ts'
import { SpokenError } from '../../values/refusal.ts'

/**
 * Who calls, where proxies stand in front. Everybody may write X-Forwarded-For, so it is believed from the proxies that
 * the operator names, and only as far as each of them vouches for the one before. Other headers of the kind are not read.
 */

/** Addresses and networks of proxies, as in TRUSTED_PROXIES: `10.0.0.5, 172.31.0.0/24, fd00::/8`. */
export type Proxies = { trusts: (address: string) => boolean }

/** @throws SpokenError that names the entry which is no address and no network */
export function proxiesOf(setting: string | null): Proxies {
  const list = new BlockList()
  for (const entry of (setting ?? '').split(',').map((part) => part.trim())) {
    if (entry === '') continue
    const [address = '', bits, ...more] = entry.split('/')
    const family = familyOf(address)
    const most = family === 'ipv4' ? 32 : 128
    const length = bits === undefined ? most : Number(bits)
    if (family === null || more.length > 0 || !/^\d{1,3}$/.test(bits ?? '0') || length > most) {
      throw new SpokenError(say('start.proxy-wrong', { entry }))
    }
    // A network of everybody would make the header everybody's word.
    if (length === 0) throw new SpokenError(say('start.proxy-everybody', { entry }))
    list.addSubnet(address, length, family)
  }
  return {
    trusts: (address) => {
      const family = familyOf(address)
      return family !== null && list.check(address, family)
    },
  }
}

/**
 * The address of the caller: of the connection, or where that is a proxy's, the last one in X-Forwarded-For that is no
 * proxy's. What is no address ends the look: then it is the proxy that passed it on. `env`: what the server hands in
 * with a request. Null where the server does not know.
 */
export function callerAddress(env: unknown, proxies: Proxies): string | null {
  const peer = valueAt(env, ['incoming', 'socket', 'remoteAddress'])
  if (typeof peer !== 'string') return null
  let address = plain(peer)
  const forwarded = String(valueAt(env, ['incoming', 'headers', 'x-forwarded-for']) ?? '').split(',')
  while (proxies.trusts(address) && forwarded.length > 0) {
    const before = plain((forwarded.pop() ?? '').trim())
    if (isIP(before) === 0) break
    address = before
  }
  return address
}

/** Without a port or brackets, and an IPv4 address that came over IPv6 as what it is. */
function plain(text: string): string {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  return /^::ffff:([\d.]+)$/i.exec(bare)?.[1] ?? bare
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address)
  return version === 4 ? 'ipv4' : version === 6 ? 'ipv6' : null
}
