import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeForEdge } from '../../scripts/edge-bundle.ts'
import { adminKey } from '../support/admin-key.ts'
import { edgeObjects } from '../support/edge-objects.ts'
import { leaving } from '../support/leaving.ts'

/** What the log tells at the edge: no errors where nobody made one, and of errors where they came from. */

const nip = '9376032788'
const edge = edgeObjects('2026-07-24T10:00:00Z')
const api = edge.isolate('one')

it.each<[string, string, Record<string, string>]>([
  ['a copy', 'copies', { 'content-type': 'application/json', 'content-length': '1000' }],
  ['a copy of no declared size', 'copies', { 'content-type': 'application/json' }],
  ['what comes once', 'copies', { 'content-type': 'application/json', 'idempotency-key': 'a' }],
  ['a package', 'ksef/imports', { 'content-type': 'application/zip' }],
  ['a form', 'copies', { 'content-type': 'multipart/form-data; boundary=a' }],
])('whoever leaves while he sends %s is no error', async (_, what, headers) => {
  await api.putTaxpayer(nip, { name: 'Odbiorca' })
  edge.here.lines.length = 0
  const sent = leaving(`http://test/v1/taxpayers/${nip}/${what}`, {
    ...headers,
    authorization: `Bearer ${adminKey}`,
  })
  const answer = await edge.send('one', sent)
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'body-cut-off'])
  const [line, ...more] = edge.here.lines.map((text) => JSON.parse(text))
  expect(more).toEqual([])
  expect([line.level, line.status, line.error]).toEqual(['info', 400, undefined])
})

it('guesses at the keys of who runs it are logged and slowed down, as elsewhere', async () => {
  edge.here.lines.length = 0
  const guess = () => api.as('no').send('DELETE', `/operator/taxpayers/${nip}`)
  for (let i = 0; i < 10; i++) expect((await guess()).body.code).toBe('key-unknown')
  expect(edge.here.pauses).toEqual([])
  for (let i = 0; i < 3; i++) expect((await guess()).body.code).toBe('key-unknown')
  expect(edge.here.pauses).toEqual([500, 500, 500])
  const told = edge.here.lines.map((text) => JSON.parse(text).message)
  expect(told.filter((message) => message === 'a key was refused')).toHaveLength(13)
})

it('a place in the bundle leads back to the line of its source', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  try {
    const target = join(folder, 'worker.js')
    await writeForEdge(join(import.meta.dirname, '../../src/hosts/edge/worker.ts'), target)
    const [script, payload] = [readFileSync(target, 'utf8'), readFileSync(`${target}.map`, 'utf8')]
    expect(script.trimEnd().endsWith('//# sourceMappingURL=worker.js.map')).toBe(true)
    const lines = script.split('\n')
    const line = lines.findIndex((text) => text.includes('no answer came'))
    const column = lines[line]?.indexOf('no answer came') as number
    const found = new SourceMap(JSON.parse(payload)).findEntry(line, column)
    expect('originalSource' in found && found.originalSource).toMatch(/src\/hosts\/edge\/worker\.ts$/)
    const settings = readFileSync(join(import.meta.dirname, '../../wrangler.toml'), 'utf8')
    expect(settings).toMatch(/^upload_source_maps = true$/m)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
