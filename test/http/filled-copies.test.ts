import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../support/api.ts'
import { onEdge } from '../support/app.ts'
import {
  at,
  buyer,
  createStage,
  document,
  ksef,
  ledgerOf,
  otherBuyer,
  refused,
  type Stage,
  seller,
} from '../support/hostile.ts'
import { faXml, qrI, qrII } from '../support/ksef.ts'
import { pdf, written } from '../support/pdf.ts'

/** Copies whose file says what is not told of them, or says it otherwise. */

let stage: Stage
beforeAll(async () => {
  stage = await createStage()
})
afterAll(() => stage.close())

type Bytes = Uint8Array<ArrayBuffer>
const upload = (file: Bytes, metadata?: unknown, language = 'en'): Promise<Answer> => {
  const form = new FormData()
  if (metadata !== undefined) form.append('metadata', JSON.stringify(metadata))
  form.append('file', new Blob([file]), 'faktura.bin')
  return stage.api.send('POST', `${at}/copies?lang=${language}`, form)
}

/** A page on which labels, check digits and sums agree: 100.00 net, 23.00 VAT, 123.00 gross. */
const page = (number: string, more: { sums?: string[]; title?: string; buyer?: string } = {}): string[] => [
  `${more.title ?? 'Faktura VAT nr'} ${number}`,
  'Data wystawienia: 2026-06-10',
  `Sprzedawca: Stal sp. z o.o., NIP ${seller}`,
  `Nabywca: Odbiorca sp. z o.o., NIP ${more.buyer ?? buyer}`,
  ...(more.sums ?? ['Razem 100,00 23,00 123,00', 'Do zaplaty: 123,00 PLN']),
]
const printed = (number: string, more: Parameters<typeof page>[1] & { links?: string[] } = {}): Bytes =>
  pdf([{ content: written(...page(number, more)), ...(more.links ? { links: more.links } : {}) }])
const received = { receivedOn: '2026-06-11' }
const contradiction = ({ body }: Answer) =>
  body.purchase.findings.find((f: { code: string }) => f.code === 'COPY_CONTRADICTS_FILE')
const pointers = ({ body }: Answer) => body.errors.map((e: { pointer: string }) => e.pointer).toSorted()

/** Files are looked through on Node alone. */
const looking = it.skipIf(onEdge)

describe('a copy of which its file says more', () => {
  looking('needs nothing told that its page proves, but the day of receipt', async () => {
    const answer = await upload(printed('FI/1'), received)
    expect([answer.status, answer.body.outcome]).toEqual([201, 'new'])
    expect(answer.body.purchase).toMatchObject({
      seller: { nip: seller, name: null },
      ...{ number: 'FI/1', issueDate: '2026-06-10', kind: 'VAT', currency: 'PLN' },
      ...{ net: '100.00', vat: '23.00', gross: '123.00' },
    })
    expect(answer.body.copy).toMatchObject({ document: 'invoice', receivedOn: '2026-06-11' })
    expect(contradiction(answer)).toBeUndefined()
    refused(await upload(printed('FI/1a')), { status: 400, code: 'invalid-request', pointer: '/receivedOn' })
  })

  looking('takes what is told before what is not, and null as not told', async () => {
    const told = { ...received, number: 'fi 2', kind: null, net: null, seller: { nip: seller, name: 'Huta' } }
    const { body } = await upload(printed('FI/2'), told)
    expect(body.purchase).toMatchObject({ number: 'fi 2', kind: 'VAT', net: '100.00' })
    expect(body.purchase.seller).toEqual({ nip: seller, name: 'Huta' })
  })

  looking('is refused for what is only likely, and hears what that seems to be', async () => {
    const before = await ledgerOf(stage.api)
    // No sums that could prove the amount, and a buyer who is somebody else.
    const file = printed('FI/3', { sums: ['Do zaplaty: 123,00 PLN'], buyer: otherBuyer })
    const answer = await upload(file, received, 'pl')
    refused(answer, { status: 400, code: 'invalid-request', pointer: '/gross', error: 'required' })
    expect(pointers(answer)).toEqual(['/currency', '/document', '/gross', '/issueDate', '/number', '/seller'])
    const of = (pointer: string) => answer.body.errors.find((e: { pointer: string }) => e.pointer === pointer)
    expect(of('/gross')).toMatchObject({
      message: expect.stringContaining('Prawdopodobnie kwota brutto to 123,00.'),
      params: { field: 'gross', values: ['123.00'] },
    })
    expect(of('/seller').params).toEqual({ field: 'seller.nip', values: [seller] })
    expect(of('/number').params).toEqual({ field: 'number', values: ['FI/3'] })
    expect(of('/document').params).toMatchObject({ document: { code: 'found.document.invoice' } })
    expect(await ledgerOf(stage.api)).toEqual(before)
    // What is not on it at all is asked for as ever.
    const blank = await upload(pdf([{ content: written('Dzien dobry') }]), received)
    expect(blank.body.errors.find((e: { pointer: string }) => e.pointer === '/gross').message).toBe(
      'This property is required.',
    )
  })

  looking('is the same copy when the same comes again, and at the same time', async () => {
    const file = printed('FI/4')
    const both = await Promise.all([upload(file, received), upload(file, received)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 201])
    const again = await upload(file, received)
    expect([again.status, again.body.outcome]).toEqual([200, 'unchanged'])
    // What was left out the first time and is told now is the same too.
    const whole = { ...received, seller: { nip: seller }, number: 'FI/4', gross: '123.00', currency: 'PLN' }
    expect((await upload(file, whole)).body.outcome).toBe('unchanged')
  })

  it('as XML still needs to be told when it was received, and as what', async () => {
    const answer = await upload(ksef('FI/xml').xml)
    refused(answer, { status: 400, code: 'invalid-request' })
    expect(pointers(answer)).toEqual(['/document', '/receivedOn'])
  })

  it('has one part with its metadata at most', async () => {
    const form = new FormData()
    form.append('file', new Blob([ksef('FI/xml').xml]), 'a.xml')
    for (const _ of [1, 2]) form.append('metadata', '{}')
    const answer = await stage.api.send('POST', `${at}/copies`, form)
    refused(answer, { status: 400, code: 'invalid-request', pointer: '/metadata', error: 'invalid-value' })
  })
})

describe('a copy whose code belongs to a document that is known here', () => {
  looking('needs nothing told at all, and is the same copy on another day', async () => {
    const { metadata, xml } = ksef('FI/5')
    const file = pdf([{ links: [qrI(seller, '2026-06-10', xml)] }])
    const unknown = await upload(file)
    refused(unknown, { status: 400, code: 'invalid-request', pointer: '/number' })
    await stage.api.importMetadata(buyer, [metadata])
    const answer = await upload(file)
    expect([answer.status, answer.body.outcome]).toEqual([201, 'attached'])
    expect(answer.body.copy).toMatchObject({ document: 'numbered-visualisation', receivedOn: '2026-07-24' })
    expect(answer.body.purchase).toMatchObject({ number: 'FI/5', status: 'reconciled' })
    expect((await upload(file)).body).toMatchObject({
      outcome: 'unchanged',
      copy: { id: answer.body.copy.id, receivedOn: '2026-07-24' },
    })
  })

  looking('is the same copy before and after that document came', async () => {
    const { metadata, xml } = ksef('FI/6')
    const file = pdf([{ links: [qrI(seller, '2026-06-10', xml), qrII(seller, xml)] }])
    const told = { ...received, number: 'FI/6', currency: 'PLN', gross: '99.00' }
    const first = await upload(file, told)
    expect(first.body.copy.document).toBe('offline-invoice')
    await stage.api.importMetadata(buyer, [metadata])
    const again = await upload(file, told)
    expect([again.status, again.body.copy.id]).toEqual([200, first.body.copy.id])
  })

  looking('is not believed where its page proves something else', async () => {
    const { metadata, xml } = ksef('FI/7')
    await stage.api.importMetadata(buyer, [metadata])
    // Somebody put the code of a real invoice on a page of his own.
    const file = printed('FI/8', { links: [qrI(seller, '2026-06-10', xml)] })
    const answer = await upload(file, received)
    refused(answer, { status: 400, code: 'invalid-request', pointer: '/number' })
    const number = answer.body.errors.find((e: { pointer: string }) => e.pointer === '/number')
    expect(number.params.values.toSorted()).toEqual(['FI/7', 'FI/8'])
    expect(pointers(answer)).toContain('/gross')
  })
})

describe('a copy that its file contradicts', () => {
  looking('is kept as it was told, with a finding that names both values', async () => {
    const told = { ...received, gross: '132.00', issueDate: '2026-06-11' }
    const answer = await upload(printed('FI/9'), told, 'pl')
    expect(answer.status).toBe(201)
    expect(answer.body.purchase).toMatchObject({ gross: '132.00', issueDate: '2026-06-11' })
    expect(contradiction(answer)).toMatchObject({ severity: 'review', open: true })
    expect(contradiction(answer).message).toMatch(
      /Kwota brutto: przy kopii podano 132,00, a z jej pliku wynika 123,00\./,
    )
    expect(contradiction(answer).message).toMatch(
      /Data wystawienia: przy kopii podano 11 czerwca 2026 r\., a z jej pliku wynika 10 czerwca 2026 r\./,
    )
    const decision = { decision: 'accepted', note: 'Obejrzano.' }
    const path = `${at}/findings/${contradiction(answer).id}/decision`
    expect((await stage.api.json('POST', path, decision)).status).toBe(200)
  })

  looking('says so of another buyer, and not of what is only written otherwise or likely', async () => {
    const xml = faXml(document('FI/10', { buyer: { nip: otherBuyer } }))
    const file = pdf([{ content: written('Faktura FI/10') }], { files: { 'faktura.xml': xml } })
    const answer = await upload(file, { ...received, document: 'invoice' })
    expect(contradiction(answer).message).toContain(
      `The copy states ${buyer} as the buyer's NIP, its file ${otherBuyer}.`,
    )
    expect(contradiction(await upload(printed('FI/11'), { ...received, number: 'FI 11' }))).toBeUndefined()
    const likely = printed('FI/12', { sums: ['Do zaplaty: 123,00 PLN'] })
    const whole = {
      ...{ ...received, seller: { nip: seller }, number: 'FI/12', issueDate: '2026-06-10' },
      ...{ currency: 'PLN', gross: '132.00', document: 'invoice' },
    }
    expect(contradiction(await upload(likely, whole))).toBeUndefined()
  })
})
