import type { Context } from 'hono'
import { present } from '../../values/present.ts'
import { hasIt } from '../endpoint/constant.ts'
import type { App } from '../endpoint/endpoint.ts'
import type { Env } from '../endpoint/env.ts'
import { pagePolicy } from '../endpoint/page-policy.ts'
import type { Services } from '../endpoint/services.ts'

/** Places of the console that are no taxpayer's. */
const places = ['/', '/keys', '/outages', '/audit', '/help']

/** What the files of the console are, by how their names end. */
const types: Record<string, string> = {
  html: 'text/html; charset=UTF-8',
  js: 'text/javascript; charset=UTF-8',
  css: 'text/css; charset=UTF-8',
  svg: 'image/svg+xml',
  wasm: 'application/wasm',
}

/**
 * The console: one page at each of its addresses, which it reads by itself, and its files. Without a key: they say nothing
 * of anybody.
 */
export function consolePages(app: App, services: Pick<Services, 'consoleFile'>): void {
  const file = async (c: Context<Env>, name: string, headers: Record<string, string>): Promise<Response> => {
    const type = types[present(name.split('.').at(-1))]
    const found = type === undefined ? null : await services.consoleFile(name)
    if (type === undefined || found === null) return c.notFound()
    // Weak: the bytes differ by how they are packed, what they say does not.
    const common = { ...headers, etag: `W/${found.etag}`, vary: 'accept-encoding' }
    if (hasIt(c.req.header('if-none-match') ?? null, found.etag))
      return new Response(null, { status: 304, headers: common })
    const isPacked = found.packed !== null && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
    return new Response(isPacked ? found.packed : found.body, {
      headers: { ...common, 'content-type': type, ...(isPacked ? { 'content-encoding': 'gzip' } : {}) },
    })
  }
  // Asked for each time, so that nobody works with the page of a release before; mostly the answer is 304.
  const page = (c: Context<Env>) =>
    file(c, 'index.html', { 'cache-control': 'no-cache', 'content-security-policy': pagePolicy })
  for (const place of places) app.get(place, page)
  app.get('/console/:file', (c) => {
    const name = c.req.param('file')
    // Whoever calls may ask for anything: a name has no way out of its folder.
    if (!/^[\w-]+\.\w+$/.test(name)) return c.notFound()
    // Names hold a hash of what is in them. A worker follows the policy of its own script, not that of the page.
    const kept = { 'cache-control': 'public, max-age=31536000, immutable' }
    const isScript = name.endsWith('.js')
    return file(c, `console/${name}`, isScript ? { ...kept, 'content-security-policy': pagePolicy } : kept)
  })
  // No pattern that other paths fit: the log and the metrics name the last route of a path.
  app.get('/:nip{\\d{10}}', page)
  app.get('/:nip{\\d{10}}/*', page)
}
