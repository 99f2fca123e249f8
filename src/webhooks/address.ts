import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'

/**
 * Where a webhook may lead: to public addresses alone, so that nobody reaches through the service what only the
 * service can reach. The ranges are those of the IANA registries of special-purpose addresses (RFC 6890).
 */

/** Ranges of IPv4 that are not public: first address and length of the prefix. */
const closedIpv4: readonly [first: string, bits: number, what: string, source: string][] = [
  ['0.0.0.0', 8, 'this network', 'RFC 791'],
  ['10.0.0.0', 8, 'private', 'RFC 1918'],
  ['100.64.0.0', 10, 'shared by a provider (CGNAT)', 'RFC 6598'],
  ['127.0.0.0', 8, 'loopback', 'RFC 1122'],
  ['169.254.0.0', 16, 'link-local, metadata of clouds', 'RFC 3927'],
  ['172.16.0.0', 12, 'private', 'RFC 1918'],
  ['192.0.0.0', 24, 'protocol assignments', 'RFC 6890'],
  ['192.0.2.0', 24, 'documentation', 'RFC 5737'],
  ['192.88.99.0', 24, '6to4 relays', 'RFC 7526'],
  ['192.168.0.0', 16, 'private', 'RFC 1918'],
  ['198.18.0.0', 15, 'benchmarks', 'RFC 2544'],
  ['198.51.100.0', 24, 'documentation', 'RFC 5737'],
  ['203.0.113.0', 24, 'documentation', 'RFC 5737'],
  ['224.0.0.0', 4, 'multicast', 'RFC 5771'],
  ['240.0.0.0', 4, 'reserved, broadcast', 'RFC 1112'],
]

/** Public addresses of IPv6 lie in 2000::/3 (RFC 4291); these ranges inside it are not public. */
const closedIpv6: readonly [first: string, bits: number, what: string, source: string][] = [
  ['2001::', 23, 'protocol assignments, Teredo', 'RFC 2928, RFC 4380'],
  ['2001:db8::', 32, 'documentation', 'RFC 3849'],
  ['3fff::', 20, 'documentation', 'RFC 9637'],
]

/** Ranges of IPv6 that carry an address of IPv4, which decides: at which bit it begins. */
const embedding: readonly [first: string, bits: number, at: number, source: string][] = [
  ['::ffff:0:0', 96, 96, 'RFC 4291 (mapped)'],
  ['64:ff9b::', 96, 96, 'RFC 6052 (NAT64)'],
  ['2002::', 16, 16, 'RFC 3056 (6to4)'],
]

/**
 * Whether an address is public. Takes what a resolver or a parsed URL gives: dotted IPv4, or IPv6 with or without
 * brackets; anything else (a zone, a name) is not public.
 */
export function isPublicAddress(address: string): boolean {
  const ipv4 = bitsOfIpv4(address)
  if (ipv4 !== null) return !closedIpv4.some(([first, length]) => isIn(ipv4, bitsOfIpv4(first), length))
  const ipv6 = bitsOfIpv6(address)
  if (ipv6 === null) return false
  const carrier = embedding.find(([first, length]) => isIn(ipv6, bitsOfIpv6(first), length))
  if (carrier) return isPublicAddress(dotted(ipv6.slice(carrier[2], carrier[2] + 32)))
  const closed = closedIpv6.some(([first, length]) => isIn(ipv6, bitsOfIpv6(first), length))
  return isIn(ipv6, bitsOfIpv6('2000::'), 3) && !closed
}

/** Why a URL cannot be a webhook's, as far as it tells by itself; null when it can. Names are resolved later. */
export function whyNoWebhookUrl(text: string, allowPrivate: boolean): Said | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null) return say('refusal.webhook-no-url')
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
    return say('refusal.webhook-no-https')
  if (url.username !== '' || url.password !== '') return say('refusal.webhook-password')
  if (allowPrivate) return null
  // Parsing has brought every spelling of an IPv4 address into four decimal numbers.
  const host = url.hostname.toLowerCase().replace(/\.+$/, '')
  const isLiteral = host.startsWith('[') || bitsOfIpv4(host) !== null
  const isLocal = host === '' || host === 'localhost' || host.endsWith('.localhost')
  return isLocal || (isLiteral && !isPublicAddress(host)) ? notPublic : null
}

export const notPublic = say('refusal.webhook-not-public')

const isIn = (bits: string, first: string | null, length: number): boolean =>
  first !== null && bits.startsWith(first.slice(0, length))

/** The 32 bits of a dotted IPv4 address as text of 0 and 1; null for anything else. */
function bitsOfIpv4(address: string): string | null {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) return null
  const parts = address.split('.').map(Number)
  return parts.some((part) => part > 255) ? null : parts.map((part) => binary(part, 8)).join('')
}

/** The 128 bits of an IPv6 address; null for anything else. The URL parser brings every spelling into one. */
function bitsOfIpv6(address: string): string | null {
  const bare = address.replace(/^\[(.*)\]$/, '$1')
  const url = `http://[${bare}]/`
  if (!/^[0-9a-f:.]+$/i.test(bare) || !URL.canParse(url)) return null
  const [head = '', tail] = new URL(url).hostname.slice(1, -1).split('::')
  const groups = (text: string | undefined) => (text ? text.split(':') : [])
  const zeros = Array<string>(8 - groups(head).length - groups(tail).length).fill('0')
  const all = [...groups(head), ...(tail === undefined ? [] : zeros), ...groups(tail)]
  return all.map((group) => binary(Number.parseInt(group, 16), 16)).join('')
}

const binary = (value: number, length: number): string => value.toString(2).padStart(length, '0')

const dotted = (bits: string): string =>
  [0, 8, 16, 24].map((at) => Number.parseInt(bits.slice(at, at + 8), 2)).join('.')
