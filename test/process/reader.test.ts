import { afterAll, describe, expect, it } from 'vitest'
import type { Services } from '../../src/http/services.ts'
import { type Batch, type ReadingDesk, readMetadataList, readPackage } from '../../src/ingest/source.ts'
import { threadedSources } from '../../src/node-reader.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'
import { bundleThread } from '../support/process.ts'

const us = nip('reader')
const desk = (known: string[] = []): ReadingDesk => ({
  nip: us,
  known: (hashes) => new Set(hashes.filter((hash) => known.some((k) => hash.includes(k)))),
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
})
const documents = Array.from({ length: 200 }, (_, i) =>
  ksefDocument({
    seller: { nip: nip(`seller ${i % 7}`) },
    buyer: { nip: us },
    number: `FV/${i}`,
    issueDay: '2026-06-10',
    numberedAt: '2026-06-10T12:00:00+02:00',
  }),
)
const broken = packageOf([
  ...documents.slice(0, 3),
  { metadata: documents[3]!.metadata },
  { metadata: documents[4]!.metadata, xml: documents[5]!.xml },
  { xml: documents[6]!.xml, name: `${documents[6]!.metadata.ksefNumber}.xml` },
  { xml: documents[7]!.xml, name: '../../evil.xml' },
])

const { script, remove } = await bundleThread('node-reader')
const threaded = threadedSources(script) as Services['sources']
afterAll(remove)

async function all(batches: AsyncGenerator<Batch>): Promise<Batch[]> {
  const found: Batch[] = []
  for await (const batch of batches) found.push(batch)
  return found
}
/** A fresh copy each time: the bytes are handed over to the thread. */
const copyOf = (bytes: Uint8Array) => Uint8Array.from(bytes)
const plain = (batches: Batch[]) =>
  batches.map(({ incoming, refusals }) => ({
    incoming: incoming.map(({ text, ...i }) => {
      // Handed over as text, it is kept as it came.
      expect(text ?? JSON.stringify(i.evidence)).toBe(JSON.stringify(i.evidence))
      return { ...i, raw: i.raw && { ...i.raw, bytes: hex(i.raw.bytes) } }
    }),
    refusals: refusals.map((r) => ({ ...r, bytes: r.bytes && hex(r.bytes) })),
  }))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('reading in a thread', () => {
  it.each([
    ['a package', packageOf(documents)],
    ['a package with every kind of damage', broken],
    ['a package without invoices', packageOf([])],
  ])('reads %s as reading here does', async (_name, bytes) => {
    const here = await all(readPackage(copyOf(bytes), desk(['FV/9'])))
    expect(plain(await all(threaded.package(copyOf(bytes), desk(['FV/9']))))).toEqual(plain(here))
  })

  it('reads metadata as reading here does', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ invoices: documents.map((d) => d.metadata) }))
    const here = await all(readMetadataList(copyOf(bytes), desk()))
    expect(plain(await all(threaded.metadata(copyOf(bytes), desk())))).toEqual(plain(here))
    expect(here.flatMap((b) => b.incoming)).toHaveLength(200)
  })

  it('refuses what is no package, and no list, with the same problem', async () => {
    const text = new TextEncoder().encode('"no list"')
    await expect(all(threaded.package(copyOf(text), desk()))).rejects.toMatchObject({
      code: 'package-unreadable',
    })
    await expect(all(threaded.metadata(copyOf(text), desk()))).rejects.toMatchObject({
      code: 'metadata-not-a-list',
    })
  })

  it('serves several imports at once, and goes on when one is given up', async () => {
    const bytes = packageOf(documents)
    const givenUp = threaded.package(copyOf(bytes), desk())
    await givenUp.next()
    await givenUp.return(undefined)
    const read = await Promise.all([1, 2, 3].map(() => all(threaded.package(copyOf(bytes), desk()))))
    for (const batches of read) expect(batches.flatMap((b) => b.incoming)).toHaveLength(200)
  })
})
