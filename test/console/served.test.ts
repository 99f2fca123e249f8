import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consoleFiles, writeConsole } from '../../scripts/console.ts'
import { consoleIn } from '../../src/hosts/node/console.ts'
import { createApp } from '../../src/http/app.ts'
import type { Services } from '../../src/http/endpoint/services.ts'
import type { Fetch } from '../support/api.ts'
import { fetchOf, startWorkerd, workerScript } from '../support/workerd.ts'

/** The console as both hosts serve it: one page at all its addresses, and files that may be kept for ever. */

let folder = ''
let close = async () => {}
const hosts: Record<string, Fetch> = {}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-console-'))
  writeConsole(folder, await consoleFiles())
  const services = { newId: () => 'id', log: () => {}, consoleFile: consoleIn(pathToFileURL(`${folder}/`)) }
  const app = createApp(services as Partial<Services> as Services, async () => null)
  hosts.node = async (request) => app.fetch(request)
  const platform = await startWorkerd(await workerScript(), { assets: folder })
  hosts.edge = fetchOf(platform)
  close = () => platform.dispose()
})
afterAll(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

describe.each(['node', 'edge'])('on %s', (host) => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    (hosts[host] as Fetch)(new Request(`http://test${path}`, { headers }))
  const page = async () => (await get('/')).text()

  it.each([
    '/',
    '/keys',
    '/outages',
    '/audit',
    '/help',
    '/9376032788',
    '/9376032788/decide?status=open&lang=pl',
    '/9376032788/month/2026-06',
    '/9376032788/suppliers/PL%201',
  ])('the page is at %s, for no frame, and asked for anew each time', async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=UTF-8')
    expect(answer.headers.get('content-security-policy')).toBe(policy)
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
    expect(await answer.text()).toBe(await page())
    const again = await get(path, { 'if-none-match': answer.headers.get('etag') as string })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(again.headers.get('content-security-policy')).toBe(policy)
  })

  it('its files are of their types, kept for ever, and known again', async () => {
    const taken = [...(await page()).matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path]) => path as string)
    expect([...new Set(taken.map((path) => path.replace(/-[A-Z0-9]{8}/, '')))].toSorted()).toEqual([
      '/console/chunk.js',
      '/console/console.css',
      '/console/main.js',
    ])
    for (const path of taken) {
      const answer = await get(path)
      const type = path.endsWith('.js') ? 'text/javascript; charset=UTF-8' : 'text/css; charset=UTF-8'
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type])
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      // A worker that begins with a script follows the policy of that answer.
      if (path.endsWith('.js')) expect(answer.headers.get('content-security-policy')).toBe(policy)
      expect(await answer.text()).not.toBe('')
      const again = await get(path, { 'if-none-match': answer.headers.get('etag') as string })
      expect([again.status, await again.text()]).toEqual([304, ''])
    }
  })

  it.each([
    '/937603278',
    '/93760327881',
    '/nothing',
    '/nothing/9376032788',
    '/console/',
    '/console/none-AAAAAAAA.js',
    '/console/..%2Findex.html',
    '/console/%2e%2e%2f%2e%2e%2fpackage.json',
    '/console/main.js.gz',
    '/index.html',
    '/_styles',
  ])('nothing is at %s', async (path) => {
    const answer = await get(path)
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, 'not-found'])
  })

  it.each(['/v1/', '/v1/nothing', '/v1/taxpayers/9376032788/nothing', '/operator/nothing'])(
    'what is below %s asks for a key as ever',
    async (path) => {
      const answer = await get(path)
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([401, 'key-unknown'])
    },
  )
})

it('what is served has nothing of the page on which parts are worked on', async () => {
  const sample = '-151851850484.76'
  const hasIt = async (withParts: boolean) =>
    Object.values(await consoleFiles({ withParts })).some((bytes) => Buffer.from(bytes).includes(sample))
  expect([await hasIt(true), await hasIt(false)]).toEqual([true, false])
}, 60_000)

it('Node sends what was packed when it was built to who takes it', async () => {
  const [path = ''] = /\/console\/main[^"]+/.exec(await (await fetchPage()).text()) ?? []
  const packed = await hosts.node!(
    new Request(`http://test${path}`, { headers: { 'accept-encoding': 'gzip, br' } }),
  )
  const plain = await hosts.node!(new Request(`http://test${path}`))
  expect([packed.headers.get('content-encoding'), plain.headers.get('content-encoding')]).toEqual([
    'gzip',
    null,
  ])
  expect([packed.headers.get('vary'), plain.headers.get('vary')]).toEqual([
    'accept-encoding',
    'accept-encoding',
  ])
  const bytes = gunzipSync(new Uint8Array(await packed.arrayBuffer()))
  expect(bytes.toString()).toBe(await plain.text())
})
const fetchPage = () => hosts.node!(new Request('http://test/'))

it('a service without a built console says that nothing is there', async () => {
  const services = { newId: () => 'id', log: () => {}, consoleFile: consoleIn(pathToFileURL('/nowhere/')) }
  const app = createApp(services as Partial<Services> as Services, async () => null)
  expect((await app.request('/')).status).toBe(404)
})
