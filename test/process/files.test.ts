import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Patience } from '../../src/hosts/node/back-off.ts'
import { codesAndScansHere, type ThreadLimits, threadedCodes } from '../../src/hosts/node/files.ts'
import { tesseract } from '../../src/hosts/node/ocr.ts'
import type { CodeReader, FileCodes } from '../../src/ingest/file-codes.ts'
import { adminKey } from '../support/admin-key.ts'
import { beside, enlarged, png, qrCode } from '../support/files.ts'
import { at, buyer, copy, document, seller } from '../support/hostile.ts'
import { faXml, qrI, qrII, sha256 } from '../support/ksef.ts'
import { drawn, locked, nested, pdf, written } from '../support/pdf.ts'
import { type Bundle, bundleService, startService } from '../support/process.ts'

// Files are read in a thread: one that goes on for ever, or that breaks it, costs its own reading only.

const xml = faXml(document('T/1'))
const links = [qrI(seller, '2026-06-10', xml), qrII(seller, xml)]
const codes = beside(...(await Promise.all(links.map(qrCode))))
const fine = pdf([{ content: written('Faktura T/1') + drawn(codes, 60, 500, 400) }])
/** Ten forms in each of ten forms in each …: nobody has seen the end of it. */
const endless = pdf([{ content: '/F11 Do' }], { forms: nested(12, 10) })

/** A picture of the page covers it. */
const covered = 'q 595 0 0 842 0 0 cm /P0 Do Q'
const hasSight = (await tesseract()) !== null

let bundle: Bundle
const limits: ThreadLimits = {
  time: 60_000,
  memory: 1024 ** 3,
  waiting: 2,
  idle: 60_000,
  leaving: 60_000,
  scan: 15_000,
}
let read: CodeReader
let script: URL
beforeAll(async () => {
  bundle = await bundleService()
  const never = new Patience({ free: Number.POSITIVE_INFINITY, ms: 0, maxMs: 0, forgottenMs: 1 })
  script = pathToFileURL(join(dirname(bundle.entry), 'files.js'))
  read = threadedCodes(script, limits, never) as CodeReader
})
afterAll(() => bundle?.remove())

const outcome = (file: Uint8Array, type: Parameters<CodeReader>[1], reader: CodeReader) =>
  reader(file, type).catch(({ name, code, message }) => ({ name, code, message }))

describe('the thread', () => {
  it('answers as reading here does', async () => {
    for (const [file, type] of [
      [fine, 'application/pdf'],
      [png(enlarged(codes, 3, 10)), 'image/png'],
      [pdf([{}], { trailer: locked }), 'application/pdf'],
      [fine.slice(0, 300), 'application/pdf'],
    ] as const) {
      const { done, ...there } = (await outcome(file, type, read)) as FileCodes
      expect(there).toEqual(await outcome(file, type, codesAndScansHere))
      // And has done what else takes long with a file that could be read.
      if (done === undefined) expect(there).toHaveProperty('code')
      else {
        expect(done).toMatchObject({ hash: sha256(file), raw: { mediaType: type, encoding: 'identity' } })
        expect(sha256(done.raw.bytes)).toBe(sha256(file))
      }
    }
  })

  it('deflates a file that is kept so', async () => {
    const large = Buffer.concat([fine, Buffer.alloc(1024 * 1024, ' ')])
    const { done } = await read(large, 'application/pdf')
    expect([done?.hash, done?.raw.encoding]).toEqual([sha256(large), 'deflate-raw'])
    expect(sha256(inflateRawSync(done?.raw.bytes as Uint8Array))).toBe(sha256(large))
  })

  it.each<[string, Partial<ThreadLimits>]>([
    ['takes too long', { time: 1000 }],
    ['takes too much', { memory: -1 }],
  ])('is ended by a file that %s, and the next is read', async (_, tighter) => {
    const usual = { ...limits }
    Object.assign(limits, tighter)
    await expect(read(endless, 'application/pdf')).rejects.toMatchObject({ code: 'file-too-complex' })
    Object.assign(limits, usual)
    expect(await read(fine, 'application/pdf')).toMatchObject({ links, complete: true })
  })

  it('is ended by a scan that takes too long to be read, and says what it found before', async () => {
    const noise = Uint8Array.from({ length: 800 * 800 }, (_, at) =>
      (at * at * 31 + at * 17) % 251 > 125 ? 255 : 0,
    )
    const usual = { ...limits }
    Object.assign(limits, { scan: 0 })
    const scan = pdf([{ links, pictures: [{ width: 800, height: 800, data: noise }], content: covered }])
    const { done, ...found } = await read(scan, 'application/pdf')
    Object.assign(limits, usual)
    const scans = { pages: 1, read: 0, unread: hasSight ? 'too-long' : 'not-here' }
    expect(found).toMatchObject({ links, complete: true, scans })
    expect(done?.hash).toBe(sha256(scan))
    expect(await read(fine, 'application/pdf')).toMatchObject({ links, complete: true })
  })

  it('lets no more files wait than it should', async () => {
    const usual = { ...limits }
    Object.assign(limits, { time: 1000 })
    const turns = [endless, endless, fine].map((file) => outcome(file, 'application/pdf', read))
    const codesOf = (await Promise.all(turns)).map((answer) => 'code' in answer && answer.code)
    expect(codesOf).toEqual(['file-too-complex', 'file-too-complex', 'too-many-files'])
    Object.assign(limits, usual)
  })

  it('reads nothing more for who left, and the file of another at once', async () => {
    const leaving = new AbortController()
    const left = { taxpayer: '1', key: 'k', signal: leaving.signal }
    const gone = [endless, endless].map((file) => read(file, 'application/pdf', left).catch((e) => e.code))
    const other = read(fine, 'application/pdf', {
      taxpayer: '2',
      key: 'l',
      signal: new AbortController().signal,
    })
    leaving.abort()
    expect(await Promise.all(gone)).toEqual(['too-many-files', 'too-many-files'])
    expect(await other).toMatchObject({ links })
  })

  it('lets a key wait that left again and again once its files were read for long', async () => {
    const once = new Patience({ free: 0, ms: 30_000, maxMs: 30_000, forgottenMs: 600_000 })
    const reader = threadedCodes(script, { ...limits, leaving: 300 }, once) as CodeReader
    const left = async (key: string, afterMs: number) => {
      const leaving = new AbortController()
      const sender = { taxpayer: '1', key, signal: leaving.signal }
      const reading = reader(endless, 'application/pdf', sender).catch((e) => e.message)
      await new Promise((resolve) => setTimeout(resolve, afterMs))
      leaving.abort()
      await reading
      const next = { taxpayer: '1', key, signal: new AbortController().signal }
      return reader(fine, 'application/pdf', next).catch((e) => e.retryAfterSeconds)
    }
    // Who leaves at once has taken nothing.
    expect(await left('a', 50)).toMatchObject({ links })
    expect(await left('b', 400)).toBe(30)
  })

  it('lets a key wait whose files broke the limits, and no other key', async () => {
    const once = new Patience({ free: 0, ms: 30_000, maxMs: 30_000, forgottenMs: 600_000 })
    const tight = { ...limits, time: 300 }
    const reader = threadedCodes(script, tight, once) as CodeReader
    const of = (key: string) => ({ taxpayer: '1', key, signal: new AbortController().signal })
    await expect(reader(endless, 'application/pdf', of('a'))).rejects.toMatchObject({
      code: 'file-too-complex',
    })
    const refusal = await reader(fine, 'application/pdf', of('a')).catch((e) => e)
    expect(refusal).toMatchObject({ code: 'too-many-files', retryAfterSeconds: 30 })
    expect(refusal.message).toMatch(/took too long.*read in 30 seconds.*simpler form/)
    tight.time = 60_000
    expect(await reader(fine, 'application/pdf', of('b'))).toMatchObject({ links })
  })
})

/** A copy with its file, as a form. */
function formWith(file: Uint8Array, number: string): FormData {
  const form = new FormData()
  form.append('file', new Blob([file as Uint8Array<ArrayBuffer>]), 'faktura.pdf')
  form.append('metadata', JSON.stringify(copy({ number, document: 'offline-invoice' })))
  return form
}

it('serves the built service, and reads nothing more for who went away', async () => {
  const service = await startService(bundle.entry, bundle.dataDir)
  try {
    await service.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
    const { copy: kept, file } = await service.api.client.postCopy({ nip: buyer }, formWith(fine, 'T/1'))
    expect(file).toEqual({ mediaType: 'application/pdf', pages: 1, qrCodes: links, complete: true })
    const saved = await service.api.client.getDocument({ nip: buyer, id: kept.id })
    expect(sha256(new Uint8Array(await saved.arrayBuffer()))).toBe(sha256(fine))

    // Each of these files would be read for half a minute.
    const leaving = new AbortController()
    const { signal } = leaving
    const headers = { authorization: `Bearer ${adminKey}` }
    const gone = [1, 2, 3, 4].map((n) =>
      fetch(`${service.url}${at}/copies`, {
        method: 'POST',
        headers,
        body: formWith(endless, `E/${n}`),
        signal,
      })
        .then(() => 'answered')
        .catch(() => 'left'),
    )
    await new Promise((resolve) => setTimeout(resolve, 1500))
    leaving.abort()
    expect(await Promise.all(gone)).toEqual(['left', 'left', 'left', 'left'])
    const startedAt = performance.now()
    await service.api.client.postCopy({ nip: buyer }, formWith(fine, 'T/2'))
    expect(performance.now() - startedAt).toBeLessThan(15_000)
  } finally {
    await service.end('SIGTERM')
  }
})
