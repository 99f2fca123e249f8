import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminKey } from '../support/admin-key.ts'
import type { Answer } from '../support/api.ts'
import { onEdge } from '../support/app.ts'
import { beside, enlarged, type Grey, jpeg, png, qrCode } from '../support/files.ts'
import {
  at,
  buyer,
  copy,
  createStage,
  document,
  ksef,
  refused,
  type Stage,
  seller,
} from '../support/hostile.ts'
import { faXml, packageOf, qrI, qrII, sha256 } from '../support/ksef.ts'
import { drawn, pdf, written } from '../support/pdf.ts'

/** Copies that come with their file, and the documents to download. */

let stage: Stage
beforeAll(async () => {
  stage = await createStage()
})
afterAll(() => stage.close())

type Bytes = Uint8Array<ArrayBuffer>
const without = (fields: object, ...left: string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !left.includes(name)))
const formOf = (file: Bytes, metadata: unknown): FormData => {
  const form = new FormData()
  form.append('metadata', JSON.stringify(metadata))
  form.append('file', new Blob([file], { type: 'application/octet-stream' }), 'faktura.bin')
  return form
}
const upload = (file: Bytes, metadata: unknown, headers = {}): Promise<Answer> =>
  stage.api.send('POST', `${at}/copies`, formOf(file, metadata), headers)
const download = async (id: string) => {
  const request = new Request(`http://test${at}/evidence/${id}/document`, {
    headers: { authorization: `Bearer ${adminKey}` },
  })
  return stage.fetch(request)
}
const bytesOf = async (id: string) => new Uint8Array(await (await download(id)).arrayBuffer())

/** Codes of an invoice with this number, as pictures. */
async function codesOf(number: string): Promise<{ links: [string, string]; both: Grey }> {
  const xml = faXml(document(number))
  const links: [string, string] = [qrI(seller, '2026-06-10', xml), qrII(seller, xml)]
  const [one, two] = await Promise.all(links.map(qrCode))
  return { links, both: beside(one as Grey, two as Grey) }
}
const facts = (number: string, more: object = {}) => copy({ number, document: 'offline-invoice', ...more })
/** What the codes of a file say may be left out. */
const bare = (number: string, more: object = {}) => without(facts(number, more), 'seller', 'issueDate')

/** Codes are looked for in files on Node alone. */
const looking = it.skipIf(onEdge)

describe('a copy with its file', () => {
  looking.each<[string, string, (codes: Grey, links: string[]) => Bytes]>([
    ['image/png', 'PNG', (codes) => png(enlarged(codes, 3, 10))],
    ['image/jpeg', 'JPEG', (codes) => jpeg(codes)],
    ['application/pdf', 'PDF', (codes) => pdf([{ content: drawn(codes, 60, 500, 400) }])],
    ['application/pdf', 'links', (_, links) => pdf([{ links, content: written('FV') }])],
  ])('%s takes seller, day and codes from %s', async (mediaType, name, make) => {
    const number = `UP/${name}`
    const gross = `2${name.charCodeAt(1)}.10`
    const { links, both } = await codesOf(number)
    const file = make(both, links)
    const { status, body } = await upload(file, bare(number, { gross }))
    expect([status, body.outcome]).toEqual([201, 'new'])
    expect(body.file).toEqual({
      mediaType,
      pages: mediaType === 'application/pdf' ? 1 : null,
      qrCodes: expect.arrayContaining(links),
      complete: true,
    })
    expect(body.purchase).toMatchObject({
      seller: { nip: seller },
      issueDate: '2026-06-10',
      mode: 'offline24',
      status: 'awaiting-ksef',
    })
    expect(body.copy.file).toBe(mediaType)
    const kept = await download(body.copy.id)
    expect(Object.fromEntries(kept.headers)).toMatchObject({
      'content-type': mediaType,
      'content-disposition': expect.stringMatching(/^attachment; filename="UP-\w+\.(pdf|png|jpg)"$/),
      'x-content-type-options': 'nosniff',
    })
    expect(sha256(new Uint8Array(await kept.arrayBuffer()))).toBe(sha256(file))
  })

  looking('is attached to the KSeF document of which its code has the hash', async () => {
    const { metadata, xml } = ksef('UP/hash')
    await stage.api.importMetadata(buyer, [metadata])
    const file = pdf([{ links: [qrI(seller, '2026-06-10', xml)] }])
    // The number was mistyped: the code tells which invoice it is.
    const { body } = await upload(file, bare('UP/hush', { document: 'numbered-visualisation' }))
    expect(body.outcome).toMatch(/attached|review/)
    expect(body.purchase).toMatchObject({ number: 'UP/hash', status: 'reconciled' })
  })

  looking('with both codes is an offline invoice where nothing else is said of it', async () => {
    const { both } = await codesOf('UP/sealed')
    const file = pdf([{ content: written('Faktura UP/sealed') + drawn(both, 60, 500, 400) }])
    const { status, body } = await upload(file, without(bare('UP/sealed', { gross: '28.00' }), 'document'))
    expect([status, body.copy.document]).toEqual([201, 'offline-invoice'])
    expect(body.purchase).toMatchObject({ mode: 'offline24', status: 'awaiting-ksef' })
    const contradicts = ({ findings }: { findings: { code: string }[] }) =>
      findings.some((f) => f.code === 'DOCUMENT_CONTRADICTS_CODES')
    expect(contradicts(body.purchase)).toBe(false)
    for (const [said, is] of [
      ['invoice', true],
      ['numbered-visualisation', true],
      ['transaction-confirmation', false],
    ] as const) {
      const number = `UP/${said}`
      const file = pdf([{ links: (await codesOf(number)).links }])
      const other = await upload(file, bare(number, { gross: `${said.length}.70`, document: said }))
      expect([other.body.copy.document, contradicts(other.body.purchase)]).toEqual([said, is])
    }
  })

  looking('says nothing by codes that do not agree: what is left out then is asked for', async () => {
    const { links } = await codesOf('UP/one')
    const xml = faXml(document('UP/other'))
    const asked = async (codes: string[], ...left: string[]) => {
      const metadata = without(facts('UP/asked', { gross: '27.00' }), ...left)
      const { status, body } = await upload(pdf([{ links: codes }]), metadata)
      return [status, ...(body.errors ?? []).map((e: { pointer: string }) => e.pointer)]
    }
    expect(await asked([links[0]], 'document')).toEqual([400, '/document'])
    expect(await asked([links[0], qrII(seller, xml)], 'document')).toEqual([400, '/document'])
    expect(await asked([], 'document')).toEqual([400, '/document'])
    expect(await asked([links[0], qrI(buyer, '2026-06-10', xml)], 'seller')).toEqual([400, '/seller'])
    expect(await asked([links[0], qrI(seller, '2026-06-11', xml)], 'issueDate')).toEqual([400, '/issueDate'])
    expect(await asked([qrI(buyer, '2026-06-11', xml)], 'issueDate')).toEqual([400, '/issueDate'])
    expect(await asked([qrI(seller, '2026-06-10', xml, 'test')], 'issueDate')).toEqual([400, '/issueDate'])
    expect(await asked([links[0], qrI(buyer, '2026-06-11', xml)], 'issueDate')).toEqual([201])
  })

  it('is known again; another file with the same metadata is another copy', async () => {
    const [one, other] = [pdf([{ content: written('one') }]), pdf([{ content: written('other') }])]
    const metadata = facts('UP/again', { gross: '31.00', document: 'invoice' })
    const first = await upload(one, metadata)
    const again = await upload(one, metadata)
    expect([first.status, again.status, again.body.outcome]).toEqual([201, 200, 'unchanged'])
    expect(again.body.copy.id).toBe(first.body.copy.id)
    const second = await upload(other, metadata)
    expect([second.status, second.body.outcome]).toEqual([201, 'attached'])
    expect(second.body.purchase.id).toBe(first.body.purchase.id)
    expect(sha256(await bytesOf(second.body.copy.id))).toBe(sha256(other))
    refused(await upload(other, { ...metadata, externalId: 'known-1' }), {
      status: 409,
      code: 'external-id-reused',
    })
  })

  it('is done once under an Idempotency-Key, though each sending has a boundary of its own', async () => {
    const headers = { 'idempotency-key': 'upload-1' }
    const metadata = facts('UP/once', { gross: '32.00' })
    const file = pdf([{ content: written('once') }])
    const first = await upload(file, metadata, headers)
    const again = await upload(file, metadata, headers)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(again.body).toEqual(first.body)
    const others = await upload(file, { ...metadata, gross: '33.00' }, headers)
    refused(others, { status: 422, code: 'idempotency-key-reused' })
  })

  looking('ignores codes of other kinds, and says when not everything was looked through', async () => {
    const payment = png(enlarged(await qrCode('||PL|12345678901234567890123456|000123|||'), 4, 10))
    const { body } = await upload(payment, facts('UP/payment', { document: 'invoice', gross: '34.00' }))
    expect(body.file).toMatchObject({ qrCodes: [], complete: true })
    const { links } = await codesOf('UP/long')
    const pages = Array.from({ length: 45 }, (_, i) =>
      i === 44 ? { links } : { content: written(`page ${i}`) },
    )
    const long = await upload(pdf(pages), bare('UP/long', { gross: '35.00' }))
    expect(long.body.file).toMatchObject({ pages: 45, complete: false, qrCodes: links })
  })

  looking('may be sent as the guide says', async () => {
    const guide = readFileSync(new URL('../../docs/documents.md', import.meta.url), 'utf8')
    const told = [...guide.matchAll(/-F file=@\S+ -F 'metadata=(\{[^']*\})'/g)].map(([, json]) =>
      JSON.parse(json!),
    )
    const blank = { width: 9, height: 9, data: new Uint8Array(81).fill(255) }
    const files = [pdf([{ links: (await codesOf('GUIDE')).links }]), png(blank)]
    const sent = await Promise.all(told.map((metadata, index) => upload(files[index]!, metadata)))
    expect(sent.map(({ status, body }) => [status, body.copy?.document])).toEqual([
      [201, 'offline-invoice'],
      [201, 'invoice'],
    ])
  })

  it('may be made by the typed client', async () => {
    const metadata = facts('UP/client', { gross: '36.00' })
    const file = png(enlarged((await codesOf('UP/client')).both, 3, 10))
    const { copy: kept } = await stage.api.client.postCopy({ nip: buyer }, formOf(file, metadata))
    const saved = await stage.api.client.getDocument({ nip: buyer, id: kept.id })
    expect(saved.type).toBe('image/png')
    expect(sha256(new Uint8Array(await saved.arrayBuffer()))).toBe(sha256(file))
  })
})

describe('a copy with an FA file', () => {
  const told = { receivedOn: '2026-06-11', document: 'invoice', channel: 'email' }

  it('is the copy that the file makes by itself', async () => {
    const { xml } = ksef('UP/xml')
    const { status, body } = await upload(xml, told)
    expect([status, body.outcome, body.purchase.number]).toEqual([201, 'new', 'UP/xml'])
    expect(body.file).toEqual({ mediaType: 'application/xml', pages: null, qrCodes: [], complete: true })
    const again = await stage.api.postCopyXml(buyer, xml, told)
    expect(again).toMatchObject({ outcome: 'unchanged', copy: { id: body.copy.id, file: 'application/xml' } })
    const kept = await download(body.copy.id)
    expect(kept.headers.get('content-disposition')).toBe('attachment; filename="UP-xml.xml"')
    expect(sha256(await bytesOf(body.copy.id))).toBe(sha256(xml))
  })

  it('may say again what the file says, and nothing else', async () => {
    const { xml } = ksef('UP/said')
    const read = (await upload(xml, told)).body.purchase
    const { seller: from, issueDate, kind, currency, net, vat, gross } = read
    const said = {
      ...told,
      seller: { nip: from.nip },
      number: 'up said',
      issueDate,
      kind,
      currency,
      net,
      vat,
      gross,
    }
    expect((await upload(xml, said)).body.outcome).toBe('unchanged')
    const answer = await upload(xml, { ...said, gross: '1.00', issueDate: '2026-06-09' })
    refused(answer, { status: 422, code: 'file-mismatch', pointer: '/gross' })
    expect(answer.body.errors.map((e: { pointer: string }) => e.pointer)).toEqual(['/issueDate', '/gross'])
  })
})

describe('documents to download', () => {
  it('are those of packages too, as they were packed', async () => {
    const packed = ksef('UP/package')
    await stage.api.importPackage(buyer, packageOf([packed]))
    const [purchase] = await stage.api.purchases(buyer, { number: 'UP/package' })
    const id = purchase?.evidence[0]?.id as string
    const kept = await download(id)
    expect(kept.headers.get('content-type')).toBe('application/xml')
    expect(kept.headers.get('content-disposition')).toContain(`"${packed.metadata.ksefNumber}.xml"`)
    expect(sha256(await bytesOf(id))).toBe(packed.metadata.invoiceHash)
  })

  it('are not there for what was typed in, and for nobody', async () => {
    const [typed] = await stage.api.purchases(buyer, { number: 'KNOWN/1' })
    const path = (id: string) => `${at}/evidence/${id}/document`
    refused(await stage.api.send('GET', path(typed?.evidence[0]?.id as string)), {
      status: 404,
      code: 'document-unknown',
    })
    refused(await stage.api.send('GET', path('x')), { status: 404, code: 'evidence-unknown' })
  })
})
