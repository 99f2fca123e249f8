import { afterAll, describe, expect, it } from 'vitest'
import { threadedSources } from '../../src/hosts/node/reader.ts'
import { readBatch } from '../../src/http/copy-batch.ts'
import type { Services } from '../../src/http/endpoint/services.ts'
import { type BatchSource, type HandOverInput, type ReadCopy, readXmlCopy } from '../../src/ingest/copy.ts'
import { type Batch, type ReadingContext, readMetadataList, readPackage } from '../../src/ingest/source.ts'
import type { Day } from '../../src/values/day.ts'
import { Refusal } from '../../src/values/refusal.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'
import { bundleThread } from '../support/process.ts'

const us = nip('reader')
const desk = (known: string[] = []): ReadingContext => ({
  nip: us,
  known: (hashes) => new Set(hashes.filter((hash) => known.some((k) => hash.includes(k)))),
  yieldToEventLoop: () => new Promise((resolve) => setImmediate(resolve)),
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

const { script, remove } = await bundleThread('reader')
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

  describe('the XML of a copy', () => {
    const handOver = {
      ...{ receivedOn: '2026-06-11', document: 'invoice', channel: null, qrCodes: [], ksefNumber: null },
      ...{ taxPointDate: null, buyerCategory: null, deliveryAgreed: null, selfBilling: false },
      ...{ sellerCashMethod: false, declaredMode: null, externalId: null },
    } as unknown as HandOverInput
    const at = { nip: us, today: '2026-07-24' as Day, qrEnvironment: 'production' as const }
    const padded = (xml: Uint8Array, by = 100_000) =>
      new TextEncoder().encode(new TextDecoder().decode(xml).replace(/$/, `<!--${'x'.repeat(by)}-->`))

    const shownOf = ({ copy, raw }: ReadCopy) => ({ copy, raw: { ...raw, bytes: hex(raw.bytes) } })

    it('is read as here, and packed as here', async () => {
      const large = padded(documents[0]!.xml)
      for (const xml of [documents[0]!.xml, large, padded(documents[0]!.xml, 1_500_000)])
        expect(shownOf(await threaded.copy(copyOf(xml), handOver, at))).toEqual(
          shownOf(await readXmlCopy(xml, handOver, at)),
        )
    })

    it.each([
      ['no invoice', () => padded(new TextEncoder().encode('<a/>'))],
      ['too many parts', () => new TextEncoder().encode(`<a>${'<b/>'.repeat(300_000)}</a>`)],
      ['too large', () => new Uint8Array(3 * 1024 * 1024 + 1).fill(0x20)],
    ])('is refused as here: %s', async (_, xml) => {
      const problemOf = (error: unknown) => {
        const { code, message, errors } = error as Refusal
        return { code, message, errors, isProblem: error instanceof Refusal }
      }
      const here = await (async () => readXmlCopy(xml(), handOver, at))().catch(problemOf)
      const there = await (async () => threaded.copy(xml(), handOver, at))().catch(problemOf)
      expect(there).toEqual(here)
      expect(here).toMatchObject({ isProblem: true })
    })
  })

  describe('a batch of copies', () => {
    const at = { nip: us, today: '2026-07-24' as Day, qrEnvironment: 'production' as const }
    const batch = (items: readonly unknown[]) =>
      new TextEncoder().encode(JSON.stringify({ items }).replace(/$/, ' '.repeat(100_000)))
    const good = (n: number) => ({
      ...{ seller: { nip: '5265877635' }, number: `B/${n}`, issueDate: '2026-06-10', currency: 'PLN' },
      ...{ gross: '123.00', receivedOn: '2026-06-11', document: 'invoice' },
    })
    const shownOf = (item: object) =>
      item instanceof Refusal ? { ...item, message: item.message, isProblem: true } : item
    const gathered = async (source: ReturnType<BatchSource>) => {
      const items: object[] = []
      for await (const some of source) items.push(...some.map(shownOf))
      return items
    }

    it('is read as here, each copy or why it is none', async () => {
      const items = Array.from({ length: 120 }, (_, n) =>
        n % 50 === 7 ? { ...good(n), gross: 'x' } : good(n),
      )
      const there = await gathered(threaded.batch(batch(items), at))
      expect(there).toEqual(await gathered(readBatch(batch(items), at)))
      expect(there).toHaveLength(120)
      expect(there[57]).toMatchObject({
        isProblem: true,
        code: 'invalid-request',
        errors: [{ pointer: '/gross' }],
      })
    })

    it.each([
      ['no JSON', new TextEncoder().encode(`{"items":[${' '.repeat(100_000)}`), 'malformed-json'],
      ['too many values', batch(Array(210_000).fill(0)), 'too-many-values'],
      ['too many copies', batch(Array(1001).fill({})), 'invalid-request'],
    ])('is refused as a whole: %s', async (_, bytes, code) => {
      await expect(gathered(threaded.batch(bytes, at))).rejects.toMatchObject({ code })
    })
  })

  it('reads what one taxpayer sends in rotation with what others send', async () => {
    const at = { today: '2026-07-24' as Day, qrEnvironment: 'production' as const }
    const ended: string[] = []
    const send = async (name: string) => {
      const batch = new TextEncoder().encode(`{"items":[]}${' '.repeat(200_000)}`)
      for await (const _ of threaded.batch(batch, { ...at, nip: name[0] as string })) ended.push('')
      ended.push(name)
    }
    await Promise.all(['a1', 'a2', 'a3', 'b1'].map(send))
    expect(ended).toEqual(['a1', 'a2', 'b1', 'a3'])
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
