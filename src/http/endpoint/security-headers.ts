/**
 * What every answer says to browsers, and to caches on its way: it is no page of ours to be framed, guessed at or kept,
 * for it may tell of invoices. Sources: OWASP HTTP Headers Cheat Sheet; RFC 9111 (no-store); RFC 6797 (HSTS, which only
 * counts where the answer goes over TLS: with a proxy in front of the service it is the proxy's to say).
 */
const always = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}
/** For answers that do not say it themselves: pages, and what is the same for everybody. */
const unlessSaid = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
}
const overTls = { 'strict-transport-security': 'max-age=31536000' }

/** Puts these headers on an answer. `url`: as the request came to this host. */
export function secured(answer: Response, url: string): Response {
  const { headers } = answer
  for (const [name, value] of Object.entries(always)) headers.set(name, value)
  for (const [name, value] of Object.entries(unlessSaid)) if (!headers.has(name)) headers.set(name, value)
  if (url.startsWith('https:')) for (const [name, value] of Object.entries(overTls)) headers.set(name, value)
  return answer
}
