import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { archiveInPieces } from '../../src/ingest/archive.ts'
import { openPackage } from '../../src/ingest/package.ts'
import { type Batch, type ReadingContext, readPackage } from '../../src/ingest/source.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'

/** A package that lies in pieces is read as one in memory, from any document on. */

const us = nip('archive')
const desk: ReadingContext = { nip: us, known: () => new Set(), yieldToEventLoop: async () => {} }
const documents = Array.from({ length: 70 }, (_, i) =>
  ksefDocument({
    seller: { nip: nip(`seller ${i % 7}`) },
    buyer: { nip: us },
    number: `FV/${i}`,
    issueDay: '2026-06-10',
    numberedAt: '2026-06-10T12:00:00+02:00',
  }),
)
const lone = documents.slice(60).map(({ metadata, xml }) => ({ xml, name: `${metadata.ksefNumber}.xml` }))
const bytes = packageOf([
  ...documents.slice(0, 50),
  { metadata: documents[50]!.metadata },
  { metadata: documents[51]!.metadata, xml: documents[52]!.xml },
  ...lone,
  { xml: documents[53]!.xml, name: '../../evil.xml' },
])
const inPieces = (pieceSize: number, more: { largestEntry?: number; damage?: number } = {}) =>
  archiveInPieces({ size: bytes.length, largestEntry: more.largestEntry ?? 2 ** 32, pieceSize }, (index) =>
    index === more.damage ? null : bytes.slice(index * pieceSize, (index + 1) * pieceSize),
  )

async function documentsOf(batches: AsyncGenerator<Batch>): Promise<string[]> {
  const found: string[] = []
  const hex = (b: Uint8Array | null) => b && Buffer.from(b).toString('hex')
  for await (const { incoming, refusals } of batches) {
    for (const one of incoming)
      found.push(JSON.stringify({ ...one, raw: one.raw && { ...one.raw, bytes: hex(one.raw.bytes) } }))
    for (const one of refusals) found.push(JSON.stringify({ ...one, bytes: hex(one.bytes) }))
  }
  return found
}

describe('an archive in pieces', () => {
  it.each([1000, 4096, 65_536, 10_000_000])('of %i bytes is read as the whole is', async (pieceSize) => {
    const whole = await documentsOf(readPackage(bytes, desk))
    expect(whole).toHaveLength(63)
    // A batch has its refusals behind the documents that were read.
    // In memory documents come by their numbers, from pieces as they are listed.
    const pieces = await documentsOf(readPackage(inPieces(pieceSize), desk))
    expect(pieces.toSorted()).toEqual(whole.toSorted())
  })

  it('is read as it is listed; in memory sellers come one after the other', async () => {
    const numbers = async (from: Parameters<typeof readPackage>[0]) => {
      const found: string[] = []
      for await (const { incoming } of readPackage(from, desk))
        found.push(...incoming.map(({ evidence }) => evidence.metadata.ksefNumber))
      return found
    }
    const listed = documents.slice(0, 50).map(({ metadata }) => metadata.ksefNumber)
    expect(await numbers(inPieces(5000))).toEqual(listed)
    expect(await numbers(bytes)).toEqual(listed.toSorted())
  })

  it('gives any stretch of its bytes', () => {
    const within = fc.tuple(fc.nat(bytes.length), fc.nat(bytes.length), fc.integer({ min: 7, max: 9000 }))
    fc.assert(
      fc.property(within, ([a, b, pieceSize]) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)]
        const [found, expected] = [inPieces(pieceSize).read(start, end), bytes.subarray(start, end)]
        expect(Buffer.compare(found, expected)).toBe(0)
      }),
    )
  })

  it('fails when a piece is missing, which is no fault of the package', async () => {
    for (const damage of [0, Math.floor(bytes.length / 5000)])
      await expect(openPackage(inPieces(5000, { damage }))).rejects.toThrow(/^Piece \d+ of an archive/)
  })

  it('has no entry for which the host has no memory', async () => {
    // Of metadata it needs all: without rows every document would be called one that lacks its row.
    await expect(openPackage(inPieces(5000, { largestEntry: 20_000 }))).rejects.toMatchObject({
      code: 'package-too-large',
    })
  })
})

it('goes on after any number of documents', async () => {
  const whole = (await documentsOf(readPackage(bytes, desk))).sort()
  for (const skip of [0, 1, 32, 33, 52, 53, 62, 64]) {
    const before: string[] = []
    const first = readPackage(bytes, desk)
    // Batches end where they end: what was taken is counted in whole ones, or document by document.
    for await (const { incoming, refusals } of first) {
      before.push(...[...incoming, ...refusals].map(() => ''))
      if (before.length >= skip) break
    }
    const taken = before.length
    const rest = await documentsOf(readPackage(inPieces(4096), desk, taken))
    expect(rest).toHaveLength(Math.max(0, whole.length - taken))
    expect(whole).toEqual(expect.arrayContaining(rest))
    expect(await documentsOf(readPackage(bytes, desk, skip))).toHaveLength(Math.max(0, whole.length - skip))
  }
})
