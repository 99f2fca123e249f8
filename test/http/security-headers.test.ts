import { afterAll, beforeAll, expect, it } from 'vitest'
import { adminKey } from '../support/admin-key.ts'
import { createTestApp, onEdge } from '../support/app.ts'
import { at, createStage, type Stage } from '../support/hostile.ts'

let stage: Stage
beforeAll(async () => {
  stage = await createStage()
})
afterAll(() => stage.close())

const everywhere = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': null,
}
const ofData = {
  ...everywhere,
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
}
const ofPages = {
  ...everywhere,
  'cache-control': 'public, max-age=300',
  // Its own files, and nothing that stands in the page itself.
  'content-security-policy':
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
}
const contract = { ...ofData, 'cache-control': 'public, max-age=300' }

it.each<[string, string, string, number, Record<string, unknown>, Record<string, string>?]>([
  ['purchases', 'GET', `${at}/purchases`, 200, ofData],
  ['a file', 'GET', `${at}/register/2026-06`, 200, ofData, { accept: 'text/csv' }],
  ['a refusal by a ledger', 'GET', `${at}/purchases/x`, 404, ofData],
  ['a refusal at the door', 'GET', `${at}/purchases`, 401, ofData, { authorization: 'Bearer wrong' }],
  ['that nothing is there', 'GET', '/nothing', 404, ofData],
  ['a method nobody knows', 'PROPFIND', '/v1/taxpayers', 404, ofData],
  ['keys', 'GET', '/v1/keys', 200, ofData],
  ['a key that is revoked', 'DELETE', '/v1/keys/none', 404, ofData],
  ['health', 'GET', '/health', 200, ofData],
  ['the contract', 'GET', '/openapi.json', 200, contract],
  ['its page', 'GET', '/docs', 200, ofPages],
  ['a file of the page', 'GET', '/docs/docs.js', 200, contract],
])('%s is not for frames, guesses or caches', async (_, method, path, status, expected, headers = {}) => {
  const answer = await stage.api.send(method, path, undefined, headers)
  expect(answer.status).toBe(status)
  const found = Object.keys(expected).map((name) => [name, answer.headers.get(name)])
  expect(Object.fromEntries(found)).toEqual(expected)
})

it.skipIf(onEdge)('what fails on our side has them too', async () => {
  const app = await createTestApp()
  await app.close()
  const answer = await app.api.send('GET', '/v1/taxpayers')
  expect(answer.status).toBeGreaterThanOrEqual(500)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

it('over TLS a browser is told to stay there', async () => {
  const headers = { authorization: `Bearer ${adminKey}` }
  const answer = await stage.fetch(new Request('https://ksef.example/v1/taxpayers', { headers }))
  expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000')
})
