import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { strFromU8, zipSync } from 'fflate'
import { archiveFormat, archiveVersion, manifestOf, noSums, withRow } from '../../src/archive/manifest.ts'
import { ArchiveError, verifiedArchive } from '../../src/hosts/node/cli/archive-file.ts'
import { codesHere } from '../../src/hosts/node/files.ts'
import { readForm } from '../../src/http/endpoint/form.ts'
import { statuses } from '../../src/http/endpoint/statuses.ts'
import { copyFromXml } from '../../src/ingest/copy.ts'
import { codesOf } from '../../src/ingest/copy-codes.ts'
import { DocumentProblem } from '../../src/ingest/fa.ts'
import { FileProblem } from '../../src/ingest/file-codes.ts'
import { fileTypeOf } from '../../src/ingest/file-type.ts'
import { readKsefXml } from '../../src/ingest/ksef-xml.ts'
import { handedOver, isAmong, MailProblem, readMail } from '../../src/ingest/mail.ts'
import { documentsOf } from '../../src/ingest/mail-documents.ts'
import { readMetadataRow } from '../../src/ingest/metadata.ts'
import { PackageProblem } from '../../src/ingest/package.ts'
import { type Batch, readMetadataList, readPackage } from '../../src/ingest/source.ts'
import { suspectOf } from '../../src/ingest/suspect.ts'
import type { Day } from '../../src/values/day.ts'
import type { Instant } from '../../src/values/instant.ts'
import { parseQrLink, qrLinksIn } from '../../src/values/qr.ts'
import { Refusal, SpokenError } from '../../src/values/refusal.ts'
import { enlarged, jpeg, png, qrCode } from '../../test/support/files.ts'
import { hostileMails } from '../../test/support/hostile-mails.ts'
import { ksefDocument, nip, qrI, qrII } from '../../test/support/ksef.ts'
import { pdf, written } from '../../test/support/pdf.ts'
import type { Chance } from './chance.ts'
import { hostilePdf } from './hostile-pdf.ts'
import { jpkKind } from './jpk.ts'
import { type Bytes, changedBytes, changedJson, changedText } from './mutations.ts'

/** What is fed with inputs: how one is made, what reads it, and which refusals are no failure. */
export interface Kind {
  name: string
  /** Of a million inputs so many are of this kind. */
  share: number
  make: (chance: Chance) => unknown
  read: (input: never) => unknown
  /** Whether what was thrown is a refusal in words. */
  refuses: (error: unknown) => boolean
  close?: () => Promise<void> | void
}

const us = nip('fuzz buyer')
const seller = { nip: nip('fuzz seller'), name: 'Sprzedawca S.A.' }
const document = (number: string, said: object = {}) =>
  ksefDocument({
    ...{ seller, buyer: { nip: us }, number, issueDay: '2026-06-10' },
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    numberedAt: '2026-06-10T10:00:00+02:00',
    ...said,
  })
const sound = ['FV/1', 'FV/2', 'KOR/1'].map((number) =>
  document(
    number,
    number === 'KOR/1'
      ? { kind: 'KOR', corrects: [{ number: 'FV/1', issueDay: '2026-06-10', ksefNumber: null }] }
      : {},
  ),
)
const [first] = sound as [(typeof sound)[0], ...typeof sound]
const fixtures = join(import.meta.dirname, '../../fixtures')
const xmlIn = (folder: string) =>
  readdirSync(join(fixtures, folder))
    .filter((name) => name.endsWith('.xml'))
    .map((name) => readFileSync(join(fixtures, folder, name), 'utf8'))
const documents = [...xmlIn('fa'), ...xmlIn('field'), ...sound.map(({ xml }) => strFromU8(xml))]

const utf8 = (text: string): Bytes => new TextEncoder().encode(text)
const isProblem = (error: unknown): boolean => error instanceof Refusal && statuses[error.code] < 500
const handOver = {
  ...{
    receivedOn: '2026-06-11' as Day,
    document: 'invoice' as const,
    channel: null,
    qrCodes: [],
    ksefNumber: null,
  },
  ...{
    taxPointDate: null,
    buyerCategory: null,
    deliveryAgreed: null,
    selfBilling: false,
    sellerCashMethod: false,
  },
  ...{ declaredMode: null, externalId: null },
}
const desk = { nip: us, today: '2026-07-24' as Day, qrEnvironment: 'production' as const }
const row = readMetadataRow(first.metadata)
if (!row.ok) throw new SpokenError(row.message)
const { metadata } = row

/** Reads a package or list to its end, and of what is refused all that can be told of it, as quarantine does. */
async function readAll(batches: AsyncGenerator<Batch>): Promise<void> {
  for await (const { refusals } of batches) for (const refusal of refusals) suspectOf(refusal)
}
const reading = { nip: us, known: () => new Set<string>(), yieldToEventLoop: async () => {} }

const xml: Kind = {
  name: 'xml',
  share: 80_000,
  make: (chance) => {
    const text = chance.one(documents)
    if (chance.once(3)) return changedBytes(utf8(text), chance)
    return utf8(changedText(text, chance.once(2) ? /(?=<)/ : /(?<=>)|(?=<\/)/, chance))
  },
  read: (bytes: Uint8Array) => {
    // What KSeF numbered is never refused.
    readKsefXml(bytes, metadata)
    return copyFromXml(bytes, handOver, desk)
  },
  refuses: isProblem,
}

const list: Kind = {
  name: 'metadata',
  share: 50_000,
  make: (chance) => {
    const text = JSON.stringify(changedJson({ invoices: sound.map((d) => d.metadata) }, chance))
    return chance.once(3) ? changedBytes(utf8(text), chance) : utf8(text)
  },
  read: (bytes: Uint8Array) => readAll(readMetadataList(bytes, reading)),
  refuses: (error) => error instanceof DocumentProblem || isProblem(error),
}

const zip: Kind = {
  name: 'zip',
  share: 12_000,
  make: (chance) => {
    const rows = sound.map((d) => d.metadata)
    const files: Record<string, Uint8Array> = {
      '_metadata.json': utf8(
        JSON.stringify(chance.once(2) ? changedJson({ invoices: rows }, chance) : { invoices: rows }),
      ),
    }
    for (const one of sound) {
      const name = `${one.metadata.ksefNumber}.xml`
      files[chance.once(6) ? changedText(name, /(?=\W)/, chance).slice(0, 200) : name] = chance.once(4)
        ? changedBytes(one.xml, chance)
        : one.xml
    }
    const whole = Uint8Array.from(zipSync(files, { level: chance.once(2) ? 0 : 6 }))
    return chance.once(4) ? whole : changedBytes(whole, chance)
  },
  read: (bytes: Uint8Array) => readAll(readPackage(bytes, reading)),
  refuses: (error) => error instanceof PackageProblem || error instanceof DocumentProblem || isProblem(error),
}

const soundForm = [
  '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\r\n',
  '--b\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n{"number":"FV/1"}\r\n--b--\r\n',
].join('')
const form: Kind = {
  name: 'form',
  share: 300_000,
  make: (chance) => {
    const text = chance.once(2) ? changedText(soundForm, /(?=\r\n|;|--|=|")/, chance) : soundForm
    const type = 'multipart/form-data; boundary=b'
    return {
      bytes: text === soundForm ? changedBytes(utf8(text), chance) : utf8(text),
      type: chance.once(8) ? changedText(type, /(?=[;=/ ])/, chance) : type,
    }
  },
  read: ({ bytes, type }: { bytes: Uint8Array; type: string }) => readForm(bytes, type),
  refuses: isProblem,
}

const links = [qrI(seller.nip, '2026-06-10', first.xml), qrII(seller.nip, first.xml)]
const qr: Kind = {
  name: 'qr',
  share: 550_000,
  make: (chance) => {
    const text = changedText(chance.one(links), /(?=[/?.:#-])/, chance)
    return chance.once(3) ? Buffer.from(changedBytes(utf8(text), chance)).toString() : text
  },
  read: (text: string) => {
    qrLinksIn(text)
    parseQrLink(text)
    const place = { sellerId: seller.nip, issueDay: '2026-06-10' as Day, environment: 'production' as const }
    codesOf([], [text, ...links], place)
    return codesOf([text], [], place)
  },
  refuses: isProblem,
}

const code = enlarged(await qrCode(links[0] as string), 2, 4)
const files: Bytes[] = [
  pdf([{ content: written('FV/1', links[0] as string), links: [links[1] as string] }]),
  pdf([{ content: '/P0 Do', pictures: [code] }, { content: written('2') }]),
  png(code),
  jpeg(code),
]
const file: Kind = {
  name: 'pdf and pictures',
  share: 1500,
  make: (chance) => {
    const one = chance.one(files)
    if (chance.once(2)) return changedBytes(one, chance)
    const text = changedText(Buffer.from(one).toString('latin1'), /(?=obj|<<|\/|stream|\n)/, chance)
    return Uint8Array.from(Buffer.from(text, 'latin1'))
  },
  read: (bytes: Bytes) => {
    const type = fileTypeOf(bytes)
    return type === null || type === 'application/xml' ? null : codesHere(bytes, type)
  },
  refuses: (error) => error instanceof FileProblem,
}

const pause = async () => {}
const mail: Kind = {
  name: 'mail',
  share: 20_000,
  make: (chance) => {
    const { bytes } = chance.one(Object.values(hostileMails))(`F${chance.below(3)}`)
    // Most are small: what is large has tests of its own.
    const whole = bytes.subarray(0, 60_000)
    if (chance.once(2)) return changedBytes(whole, chance)
    const text = Buffer.from(whole).toString('latin1')
    return Uint8Array.from(
      Buffer.from(changedText(text, /(?=\r\n|--|;|=|:)/, chance).slice(0, 200_000), 'latin1'),
    )
  },
  read: async (bytes: Uint8Array) => {
    const { received, from, files } = await readMail(bytes, pause)
    handedOver(received, 'odbiorca.example', '2026-07-24T10:00:00Z' as Instant)
    isAmong(['*@seller.example'], from)
    return documentsOf(files)
  },
  refuses: (error) => error instanceof MailProblem,
}

const folder = mkdtempSync(join(tmpdir(), 'ksef-fuzz-'))
const archive: Kind = {
  name: 'archive',
  share: 6000,
  make: (chance) => {
    const rows = [
      { id: 'p1', seq: 1, number: 'FV/1' },
      { id: 'p2', seq: 2, number: 'FV/2' },
    ]
    const sums = noSums()
    const table = sums[0]?.name ?? ''
    for (const one of rows) sums[0] = withRow(sums[0] as never, one as never)
    const head = { version: archiveVersion, nip: us, migrations: ['0001'], settings: { name: 'Odbiorca' } }
    const entries: unknown[] = [
      { format: archiveFormat, version: archiveVersion },
      ...rows.map((one) => [table, one]),
      manifestOf(head as never, sums),
    ]
    const changed = chance.once(5) ? entries : (changedJson(entries, chance) as unknown[])
    const lines = (Array.isArray(changed) ? changed : [changed]).map((e) => `${JSON.stringify(e)}\n`).join('')
    const packed = Uint8Array.from(gzipSync(chance.once(3) ? changedBytes(utf8(lines), chance) : lines))
    return chance.once(4) ? changedBytes(packed, chance) : packed
  },
  read: async (bytes: Uint8Array) => {
    const path = join(folder, 'one.archive')
    writeFileSync(path, bytes)
    return verifiedArchive(path)
  },
  refuses: (error) => error instanceof ArchiveError,
  close: () => rmSync(folder, { recursive: true, force: true }),
}

/** The readers of whatever comes from outside, without the service around them. */
export const readers: readonly Kind[] = [
  qr,
  form,
  xml,
  jpkKind(isProblem),
  list,
  zip,
  mail,
  archive,
  file,
  hostilePdf,
]
