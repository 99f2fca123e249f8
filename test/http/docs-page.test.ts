import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { docsFiles, servedPath } from '../../scripts/docs-page.ts'
import { answerKeyless } from '../../src/hosts/edge/keyless.ts'
import { curlOf, type FilledCall } from '../../src/http/docs/call.ts'
import { callersOf, choicesOf, hasWords, kindOf, type ListedOperation } from '../../src/http/docs/contract.ts'
import { createTestApp } from '../support/app.ts'

/** The page at `/docs`, as both hosts serve it. */

type Ask = (path: string, headers?: Record<string, string>) => Promise<Response>
const hosts: Record<string, Ask> = {
  edge: async (path, headers = {}) => answerKeyless(new Request(`http://test${path}`, { headers })),
}
beforeAll(async () => {
  const stage = await createTestApp()
  hosts.node = async (path, headers = {}) => stage.fetch(new Request(`http://test${path}`, { headers }))
  return () => stage.close()
})

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
const files = { '/docs': 'text/html', '/docs/docs.css': 'text/css', '/docs/docs.js': 'text/javascript' }

describe.each(['node', 'edge'])('on %s', (host) => {
  const get: Ask = (path, headers) => (hosts[host] as Ask)(path, headers)

  it.each(Object.entries(files))('%s is served, and again only when it changed', async (path, type) => {
    const first = await get(path)
    expect([first.status, first.headers.get('content-type')]).toEqual([200, `${type}; charset=UTF-8`])
    const etag = first.headers.get('etag') as string
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304)
    expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200)
  })

  it('the page takes its own files alone, and runs nothing that stands in it', async () => {
    const answer = await get('/docs')
    expect(answer.headers.get('content-security-policy')).toBe(policy)
    const page = await answer.text()
    const taken = [...page.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, to]) => to)
    expect(taken).toEqual(['/docs/docs.css', '/docs/docs.js', '/openapi.json'])
    expect(page).not.toMatch(/<style|<[^>]+\s(on\w+|style)=|javascript:/)
    expect([...page.matchAll(/<script[^>]*>([^<]*)<\/script>/g)].map(([, text]) => text)).toEqual([''])
    const ids = [...page.matchAll(/<(?:input|select|textarea)[^>]*\sid="([^"]+)"/g)].map(([, id]) => id)
    for (const id of ids) expect(page).toContain(`<label for="${id}">`)
  })

  it('its script writes no markup, runs no text and keeps no key', async () => {
    const script = await (await get('/docs/docs.js')).text()
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/)
    expect(script).not.toMatch(/localStorage|sessionStorage|indexedDB|cookie|\.style\b/)
  })
})

it('what is served is what its sources give', async () => {
  const served = JSON.parse(readFileSync(servedPath, 'utf8'))
  const isCurrent = JSON.stringify(served) === JSON.stringify(await docsFiles())
  expect(isCurrent, 'The page changed: run `npm run docs` and commit src/http/docs/served.json.').toBe(true)
})

describe('what the page says', () => {
  const call: FilledCall = {
    method: 'POST',
    url: 'http://test/v1/keys',
    headers: [['content-type', 'application/json']],
    body: { text: `{"name": "it's"}` },
  }

  it('a call as curl is quoted for a shell, and has no key in it', () => {
    expect(curlOf(call, true).split(' \\\n  ')).toEqual([
      "curl -X POST 'http://test/v1/keys'",
      '-H "Authorization: Bearer $KEY"',
      "-H 'content-type: application/json'",
      `--data-raw '{"name": "it'\\''s"}'`,
    ])
    expect(curlOf({ ...call, method: 'GET', headers: [], body: null }, false)).toBe(
      "curl -X GET 'http://test/v1/keys'",
    )
    const form = [
      { name: 'file', file: new File([], 'scan 1.pdf') },
      { name: 'metadata', text: '{}' },
    ]
    expect(curlOf({ ...call, headers: [], body: { form } }, false)).toContain(
      "-F 'file=@scan 1.pdf' \\\n  --form-string 'metadata={}'",
    )
  })

  it('who may call, which words find it, and what a value is', () => {
    const listed = (more: Partial<ListedOperation>): ListedOperation => ({
      operationId: 'postCopy',
      summary: 'Record a document',
      method: 'POST',
      path: '/v1/taxpayers/{nip}/copies',
      tag: 'Copies',
      responses: {},
      'x-role': 'integration',
      ...more,
    })
    expect(callersOf(listed({}))).toBe('A key with the role integration, or more, for this taxpayer.')
    expect(callersOf(listed({ 'x-role': 'nobody' }))).toBe('Anybody; no key is needed.')
    expect(callersOf(listed({ 'x-role': 'admin', 'x-reach': 'all' }))).toBe(
      'An admin, with a key for all taxpayers.',
    )
    expect([hasWords(listed({}), 'copies POST'), hasWords(listed({}), 'copies get')]).toEqual([true, false])
    expect(kindOf({ anyOf: [{ $ref: '#/components/schemas/Mode' }, { type: 'null' }] })).toBe('Mode or null')
    expect(kindOf({ type: 'array', items: { type: ['string', 'null'] } })).toBe('list of text or null')
    const schemas = { Mode: { enum: ['online', 'offline24', null] } }
    const contract = { info: { version: '', description: '' }, paths: {}, components: { schemas } }
    const nullable = { anyOf: [{ $ref: '#/components/schemas/Mode' }, { type: 'null' }] }
    expect(choicesOf(nullable, contract)).toEqual(['online', 'offline24'])
  })
})
