import { createDecipheriv, createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflateRawSync } from 'node:zlib'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import type { ImportAnswer, Purchase } from '../support/api.ts'
import { createTestApp, onEdge } from '../support/app.ts'
import { parseCsv } from '../support/csv.ts'
import {
  type InvoiceMetadata,
  type Kind,
  type KsefDocument,
  ksefNumber,
  metadataFor,
  packageOf,
  sha256,
} from '../support/ksef.ts'

/** The published sample invoices, which lie beside the repository and not in it, and the export fixture through the service. */

const shared = fileURLToPath(new URL('../../../shared/ksef', import.meta.url))
const samples = join(shared, 'samples')
const fixture = fileURLToPath(new URL('../../fixtures/export-fixture', import.meta.url))
const hasSamples = existsSync(join(samples, 'MANIFEST.csv'))
const titled = (title: string, present: boolean, what: string) =>
  present ? title : `${title} (skipped: ../shared/ksef/${what} is absent)`

type App = Awaited<ReturnType<typeof createTestApp>>
const now = '2026-12-01T10:00:00Z'

function grouped<T, K>(values: readonly T[], keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value])
  return groups
}

/** The bytes kept of each KSeF document, straight from the file of the ledger, where those of a package stay deflated. */
function storedBytes(app: App, nip: string): Map<string, Buffer> {
  const file = openSqlite(join(app.dataDir, 'ledgers', `${nip}.sqlite`), { readonly: true })
  try {
    const rows = file
      .prepare(`
        SELECT substr(e.content_hash, 6, 35) AS ksefNumber, d.encoding AS encoding, d.bytes AS bytes
        FROM documents d JOIN evidence e ON e.seq = d.evidence`)
      .all() as { ksefNumber: string; encoding: string; bytes: Buffer }[]
    const plain = ({ encoding, bytes }: (typeof rows)[number]) =>
      encoding === 'deflate-raw' ? inflateRawSync(bytes) : bytes
    return new Map(rows.map((row) => [row.ksefNumber, plain(row)]))
  } finally {
    file.close()
  }
}

const outcomes = ['new', 'attached', 'unchanged', 'review', 'quarantined'] as const
const sumOfOutcomes = (answer: ImportAnswer): number =>
  outcomes.reduce((sum, outcome) => sum + answer[outcome], 0)

/** An answer in which nothing but the outcomes named happened. */
const onlyThese = (counts: Partial<Record<(typeof outcomes)[number], number>>) => ({
  ...{ new: 0, attached: 0, unchanged: 0, review: 0, quarantined: 0 },
  ...counts,
  received: Object.values(counts).reduce((sum, count) => sum + count, 0),
  problems: [],
})

describe.skipIf(!hasSamples)(titled('the sample invoices', hasSamples, 'samples'), () => {
  interface Sample extends KsefDocument {
    file: string
    /** The row of the manifest, by its column names. */
    row: Record<string, string>
  }

  const all = hasSamples ? readSamples() : []
  /** One buyer's NIP fails its check digit: nobody can keep a ledger under it. */
  const buyerOf = ({ row }: Sample): string | null =>
    row.buyer_id?.startsWith('NIP:') && row.buyer_id !== 'NIP:1187654321' ? row.buyer_id.slice(4) : null
  const byBuyer = grouped(all, buyerOf)
  const buyers = [...byBuyer].flatMap(([nip, documents]) => (nip === null ? [] : [{ nip, documents }]))
  const nobodys = byBuyer.get(null) ?? []

  let app: App
  const purchases = new Map<string, Purchase>()
  const answers = new Map<string, ImportAnswer>()

  beforeAll(async () => {
    app = await createTestApp({ now })
    for (const { nip, documents } of buyers) {
      await app.api.putTaxpayer(nip, { name: 'Odbiorca sp. z o.o.' })
      answers.set(nip, await app.api.importPackage(nip, packageOf(documents)))
      for (const purchase of await app.api.purchases(nip))
        purchases.set(purchase.ksef?.number ?? '', purchase)
    }
  })
  afterAll(() => app?.close())

  const purchaseOf = ({ metadata }: Sample): Purchase => purchases.get(metadata.ksefNumber) as Purchase

  it('are 96, of which three name no buyer who could keep a ledger', () => {
    expect([all.length, nobodys.length]).toEqual([96, 3])
  })

  it('are all kept, each as a purchase of its own', () => {
    for (const [nip, answer] of answers) {
      expect(sumOfOutcomes(answer), nip).toBe(answer.received)
      const { received, unchanged, attached, quarantined, problems } = answer
      const expected = byBuyer.get(nip)?.length
      expect({ nip, received, unchanged, attached, quarantined, problems }).toEqual({
        ...{ nip, received: expected, unchanged: 0, attached: 0, quarantined: 0, problems: [] },
      })
    }
    expect([...purchases.keys()].sort()).toEqual(
      buyers.flatMap(({ documents }) => documents.map((d) => d.metadata.ksefNumber)).sort(),
    )
  })

  it.each(buyers.flatMap(({ documents }) => documents).map((sample) => [sample.file, sample] as const))(
    '%s says what the manifest says',
    (_, sample) => {
      const { row } = sample
      const purchase = purchaseOf(sample)
      // The manifest has 0 where the document states nothing.
      const { number, issueDate, kind, currency } = purchase
      const [net, vat, vatPln] = [purchase.net, purchase.vat, purchase.vatPln].map((amount) => Number(amount))
      const said = { number, issueDate, kind, currency, gross: Number(purchase.gross), net, vat, vatPln }
      expect(said).toEqual({
        ...{ number: row.P_2, issueDate: row.P_1, kind: row.RodzajFaktury, currency: row.currency },
        ...{ gross: Number(row.P_15), net: Number(row.sum_P_13), vat: Number(row.sum_P_14) },
        vatPln: Number(row.currency === 'PLN' ? row.sum_P_14 : row.sum_P_14W_PLN),
      })
      expect(purchase.seller.nip).toBe(row.seller_NIP)
      expect(purchase.corrects).toHaveLength(Number(row.n_correction_refs))
      expect(purchase.status).toBe('ksef-only')
    },
  )

  it.skipIf(onEdge)('are stored byte for byte', () => {
    for (const { nip, documents } of buyers) {
      const stored = storedBytes(app, nip)
      expect(stored.size).toBe(documents.length)
      for (const { file, metadata, xml } of documents)
        expect(stored.get(metadata.ksefNumber)?.equals(xml), file).toBe(true)
    }
  })

  it('of one seller, number, day and kind stay apart, and each names the others', () => {
    const group: Record<string, string> = {
      VAT: 'invoice',
      UPR: 'invoice',
      ZAL: 'advance',
      ROZ: 'final',
      VAT_RR: 'rr',
    }
    const sets = [
      ...grouped(all, (sample) => {
        const { seller_NIP, P_2, P_1, RodzajFaktury = '' } = sample.row
        return [buyerOf(sample), seller_NIP, P_2, P_1, group[RodzajFaktury] ?? 'correction'].join(' ')
      }).values(),
    ].filter((set) => set.length > 1)
    expect(sets.map((set) => set.length).sort()).toEqual([2, 5, 6])
    for (const set of sets) {
      const ids = set.map((sample) => purchaseOf(sample).id)
      for (const sample of set) {
        const { id, findings } = purchaseOf(sample)
        const named = findings.filter((f) => f.code === 'DOUBLE_ISSUE').map((f) => f.id.split('.')[2])
        expect(named.sort(), sample.file).toEqual(ids.filter((other) => other !== id).sort())
      }
    }
    const inSets = new Set(sets.flat())
    const others = all.filter((sample) => buyerOf(sample) !== null && !inSets.has(sample))
    for (const sample of others)
      expect(
        purchaseOf(sample).findings.map((f) => f.code),
        sample.file,
      ).not.toContain('DOUBLE_ISSUE')
  })

  it('change nothing when the same packages come again', async () => {
    for (const { nip, documents } of buyers) {
      const again = await app.api.importPackage(nip, packageOf(documents))
      expect(again, nip).toMatchObject(onlyThese({ unchanged: documents.length }))
      const rows = await app.api.importMetadata(
        nip,
        documents.map((d) => d.metadata),
      )
      expect(rows, nip).toMatchObject(onlyThese({ unchanged: documents.length }))
      for (const purchase of await app.api.purchases(nip))
        expect(purchase).toEqual(purchases.get(purchase.ksef?.number ?? ''))
    }
  })

  it.skipIf(onEdge)('that name no such buyer are quarantined wherever they are sent', async () => {
    for (const { nip, documents } of buyers) {
      const answer = await app.api.importPackage(nip, packageOf(nobodys))
      expect(answer, nip).toMatchObject(onlyThese({ quarantined: nobodys.length }))
      const kept = await app.api.purchases(nip, { status: 'quarantined' })
      expect(kept.map((p) => p.ksef?.number).sort()).toEqual(nobodys.map((d) => d.metadata.ksefNumber).sort())
      for (const { findings, marker } of kept) {
        expect(findings.map((f) => f.code)).toContain('NOT_OUR_INVOICE')
        expect(marker.value).toBeNull()
      }
      expect(storedBytes(app, nip).size).toBe(documents.length + nobodys.length)
    }
  })

  it('of another buyer are quarantined too', async () => {
    const [first, second] = buyers as [(typeof buyers)[number], (typeof buyers)[number]]
    const answer = await app.api.importPackage(first.nip, packageOf(second.documents))
    expect(answer).toMatchObject(onlyThese({ quarantined: second.documents.length }))
  })

  function readSamples(): Sample[] {
    const [header = [], ...rows] = parseCsv(readFileSync(join(samples, 'MANIFEST.csv'), 'utf8'))
    return rows.map((fields) => {
      const row = Object.fromEntries(header.map((name, i) => [name, fields[i] ?? '']))
      const file = row.file as string
      const xml = new Uint8Array(readFileSync(join(samples, file)))
      return { file, row, xml, metadata: metadataOf(file, xml) }
    })
  }
})

/** Some samples are older than KSeF: they come on its first day. */
const opening = '2026-02-01'

/** The metadata row that KSeF would hand over with a file, read with patterns: apart from the reader under test. */
function metadataOf(file: string, xml: Uint8Array): InvoiceMetadata {
  const text = strFromU8(xml)
  const one = (name: string, within = text): string | undefined =>
    new RegExp(`<(?:\\w+:)?${name}(?: [^>]*)?>([^<]*)<`).exec(within)?.[1]?.trim().replaceAll('&amp;', '&')
  const parts = (name: string): string[] =>
    [...text.matchAll(new RegExp(`<(?:\\w+:)?${name}>(.*?)</(?:\\w+:)?${name}>`, 'gs'))].map(
      (m) => m[1] ?? '',
    )
  const total = (pattern: string): string => {
    const fields = text.matchAll(new RegExp(`<(?:\\w+:)?(?:${pattern})>([^<]*)<`, 'g'))
    return ([...fields].reduce((sum, m) => sum + Math.round(Number(m[1]) * 100), 0) / 100).toFixed(2)
  }
  const party = (within: string) => {
    const [nip, vatUe] = [one('NIP', within), one('NrVatUE', within)]
    return nip ? { nip } : vatUe ? { vatUe: `${one('KodUE', within)}${vatUe}` } : {}
  }
  const isRr = text.includes('FA_RR')
  const seller = { nip: one('NIP', parts('Podmiot1')[0]) ?? '' }
  const issueDay = one(isRr ? 'P_4B' : 'P_1') ?? ''
  const acceptedDay = issueDay < opening ? opening : issueDay
  const currency = one('KodWaluty') ?? ''
  const vat = total(isRr ? 'P_11_2' : 'P_14_\\d')
  return metadataFor(xml, {
    ...(isRr ? { form: 'FA_RR' as const } : {}),
    seller,
    buyer: party(parts('Podmiot2')[0] ?? ''),
    thirdParties: parts('Podmiot3').map((third) => ({
      ...party(third),
      role: Number(one('Rola', third) ?? 0),
    })),
    number: one(isRr ? 'P_4C' : 'P_2') ?? '',
    issueDay,
    kind: one('RodzajFaktury') as Kind,
    currency,
    amounts: {
      net: total(isRr ? 'P_11_1' : 'P_13_\\w+'),
      vat,
      gross: one(isRr ? 'P_12_1' : 'P_15') ?? '',
      vatPln: currency === 'PLN' ? vat : total(isRr ? 'P_11_2W' : 'P_14_\\dW'),
    },
    numberedAt: `${acceptedDay}T10:00:00Z`,
    // Several files bear one number: each is a document of its own in KSeF.
    ksefNumber: ksefNumber(seller.nip, acceptedDay, file),
  })
}

describe('the export fixture', () => {
  interface Part {
    ordinalNumber: number
    partName: string
    partSize: number
    partHash: string
    encryptedPartSize: number
    encryptedPartHash: string
  }
  const json = (name: string) => JSON.parse(readFileSync(join(fixture, name), 'utf8'))

  /** Every part is decrypted by itself, then all are joined by their ordinal number, which is not their order. */
  function decrypted(): Uint8Array {
    const { keyBase64, ivBase64 } = json('key.json')
    const parts: Part[] = json('status-zip.json').package.parts
    const plain = parts
      .toSorted((a, b) => a.ordinalNumber - b.ordinalNumber)
      .map((part) => {
        const sent = readFileSync(join(fixture, part.partName))
        expect([sent.length, sha256(sent)]).toEqual([part.encryptedPartSize, part.encryptedPartHash])
        const key = [keyBase64, ivBase64].map((text: string) => Buffer.from(text, 'base64')) as [
          Buffer,
          Buffer,
        ]
        const decipher = createDecipheriv('aes-256-cbc', ...key)
        const bytes = Buffer.concat([decipher.update(sent), decipher.final()])
        expect([bytes.length, sha256(bytes)]).toEqual([part.partSize, part.partHash])
        return bytes
      })
    return new Uint8Array(Buffer.concat(plain))
  }

  it.skipIf(onEdge)(
    'is taken in as one package, and the published hashes hold for what is stored',
    async () => {
      const archive = decrypted()
      const { package: published } = json('status-zip.json')
      expect(archive.length).toBe(published.size)
      const rows: (InvoiceMetadata & { buyer: { identifier: { value: string } } })[] = JSON.parse(
        strFromU8(unzipSync(archive)['_metadata.json'] as Uint8Array),
      ).invoices
      const [nip, ...otherBuyers] = [...new Set(rows.map((row) => row.buyer.identifier.value))] as [string]
      expect([rows.length, otherBuyers]).toEqual([published.invoiceCount, []])
      const app = await createTestApp({ now })
      try {
        await app.api.putTaxpayer(nip, { name: 'Odbiorca sp. z o.o.' })
        const answer = await app.api.importPackage(nip, archive)
        expect(answer).toMatchObject({ received: rows.length, quarantined: 0, unchanged: 0, problems: [] })
        expect(sumOfOutcomes(answer)).toBe(rows.length)
        const stored = storedBytes(app, nip)
        const hashes = [...stored].map(([number, bytes]) => [
          number,
          createHash('sha256').update(bytes).digest('base64'),
        ])
        expect(Object.fromEntries(hashes)).toEqual(
          Object.fromEntries(rows.map((row) => [row.ksefNumber, row.invoiceHash])),
        )
        const purchases = await app.api.purchases(nip)
        expect(purchases.map((p) => p.ksef?.number).sort()).toEqual(rows.map((row) => row.ksefNumber).sort())
        expect(await app.api.importPackage(nip, archive)).toMatchObject(onlyThese({ unchanged: rows.length }))
      } finally {
        await app.close()
      }
    },
  )
})
