import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { RunningSha256 } from '../../src/ingest/hash.ts'
import type { KsefHost } from '../../src/ksef/call.ts'
import { exportState } from '../../src/ksef/export.ts'
import { downloadPackage, PackageInMemory } from '../../src/ksef/package-parts.ts'
import type { Instant } from '../../src/values/instant.ts'
import { createTestApp } from '../support/app.ts'
import { sha256 } from '../support/ksef.ts'

const fixture = join(import.meta.dirname, '../../fixtures/export-fixture')
const json = (name: string) => JSON.parse(readFileSync(join(fixture, name), 'utf8'))

/** A KSeF that answers with the fixture; `change` damages what it sends. */
function host(change: (bytes: Uint8Array<ArrayBuffer>, name: string) => Uint8Array<ArrayBuffer> = (b) => b) {
  const asked: string[] = []
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const name = pathname.split('/').at(-1) as string
    asked.push(name)
    if (pathname.startsWith('/v2/')) return Response.json(json('status-zip.json'))
    expect(request.headers.has('authorization')).toBe(false)
    return new Response(change(new Uint8Array(readFileSync(join(fixture, name))), name))
  }
  const signal = new AbortController().signal
  const now = () => '2026-11-20T09:20:00Z' as Instant
  const complete: KsefHost = {
    apiUrl: 'http://ksef.test/v2',
    fetch,
    now,
    patience: 5_000,
    signal,
    log: () => {},
  }
  return { host: complete, asked }
}

async function download(from: ReturnType<typeof host>) {
  const state = await exportState(from.host, 'access', 'reference')
  if (state.state !== 'ready') throw new Error(state.state)
  const { keyBase64, ivBase64 } = json('key.json')
  const renewed = () => Promise.resolve(state.package)
  const sink = new PackageInMemory(state.package.size)
  const secret = { key: keyBase64, iv: ivBase64 }
  const newHash = () => new RunningSha256()
  await downloadPackage(from.host, state.package, secret, renewed, { sink, newHash })
  return sink.bytes
}

describe('the export fixture', () => {
  it('is put together from parts listed in reverse, and imports with its published hashes', async () => {
    const { package: published } = json('status-zip.json')
    const from = host()
    const archive = await download(from)
    expect(from.asked.slice(1).map((name) => name.slice(-11, -8))).toEqual(['001', '002', '003'])
    expect(archive.length).toBe(published.size)
    const files = unzipSync(archive)
    const rows: { ksefNumber: string; invoiceHash: string; buyer: { identifier: { value: string } } }[] =
      JSON.parse(strFromU8(files['_metadata.json'] as Uint8Array)).invoices
    expect(rows).toHaveLength(published.invoiceCount)
    for (const { ksefNumber, invoiceHash } of rows)
      expect(sha256(files[`${ksefNumber}.xml`] as Uint8Array)).toBe(invoiceHash)
    const app = await createTestApp({ now: '2026-11-20T10:00:00Z' })
    const buyer = rows[0]?.buyer.identifier.value as string
    await app.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
    expect(await app.api.importPackage(buyer, archive)).toMatchObject({
      received: rows.length,
      quarantined: 0,
      problems: [],
    })
    await app.close()
  })

  it.each<[string, Parameters<typeof host>[0], RegExp]>([
    [
      'a changed byte',
      (b, name) => (name.includes('-002') ? b.with(7, b[7] === 0 ? 1 : 0) : b),
      /part 2 is damaged/,
    ],
    ['a part cut short', (b, name) => (name.includes('-003') ? b.slice(0, -16) : b), /part 3 has 2352 bytes/],
    ['a longer part', (b) => Uint8Array.from([...b, 0]), /longer than its 2368/],
  ])('is refused with %s', async (_, change, message) => {
    await expect(download(host(change as never))).rejects.toThrow(message)
  })
})
