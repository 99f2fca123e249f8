import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CodeReader } from '../../src/ingest/file-codes.ts'
import { codesHere, type ThreadLimits, threadedCodes } from '../../src/node-files.ts'
import { beside, enlarged, png, qrCode } from '../support/files.ts'
import { buyer, copy, document, seller } from '../support/hostile.ts'
import { faXml, qrI, qrII, sha256 } from '../support/ksef.ts'
import { drawn, locked, nested, pdf, written } from '../support/pdf.ts'
import { bundleService, startService } from '../support/process.ts'

// Files are read in a thread: one that goes on for ever, or that breaks it, costs its own reading only.

const xml = faXml(document('T/1'))
const links = [qrI(seller, '2026-06-10', xml), qrII(seller, xml)]
const codes = beside(...(await Promise.all(links.map(qrCode))))
const fine = pdf([{ content: written('Faktura T/1') + drawn(codes, 60, 500, 400) }])
/** Ten forms in each of ten forms in each …: nobody has seen the end of it. */
const endless = pdf([{ content: '/F11 Do' }], { forms: nested(12, 10) })

let bundle: ReturnType<typeof bundleService>
const limits: ThreadLimits = { time: 60_000, memory: 1024 ** 3, waiting: 2, idle: 60_000 }
let read: CodeReader
beforeAll(() => {
  bundle = bundleService()
  read = threadedCodes(pathToFileURL(join(dirname(bundle.entry), 'node-files.js')), limits) as CodeReader
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
      expect(await outcome(file, type, read)).toEqual(await outcome(file, type, codesHere))
    }
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

  it('lets no more files wait than it should', async () => {
    const usual = { ...limits }
    Object.assign(limits, { time: 1000 })
    const turns = [endless, endless, fine].map((file) => outcome(file, 'application/pdf', read))
    const codesOf = (await Promise.all(turns)).map((answer) => 'code' in answer && answer.code)
    expect(codesOf).toEqual(['file-too-complex', 'file-too-complex', 'too-many-files'])
    Object.assign(limits, usual)
  })
})

it('serves the built service', async () => {
  const service = await startService(bundle.entry, bundle.dataDir)
  try {
    await service.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
    const form = new FormData()
    form.append('file', new Blob([fine]), 'faktura.pdf')
    form.append('metadata', JSON.stringify(copy({ document: 'offline-invoice' })))
    const { copy: kept, file } = await service.api.client.postCopy({ nip: buyer }, form)
    expect(file).toEqual({ mediaType: 'application/pdf', pages: 1, qrCodes: links, complete: true })
    const saved = await service.api.client.getDocument({ nip: buyer, id: kept.id })
    expect(sha256(new Uint8Array(await saved.arrayBuffer()))).toBe(sha256(fine))
  } finally {
    await service.end('SIGTERM')
  }
})
