import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminKey } from '../support/admin-key.ts'
import type { Answer, Api } from '../support/api.ts'
import { onEdge } from '../support/app.ts'
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
  utf8,
} from '../support/hostile.ts'
import { faXml, packageOf, qrI, qrII } from '../support/ksef.ts'
import { pdf, written } from '../support/pdf.ts'

/** Documents that wait until somebody says what they are. */

let stage: Stage
beforeAll(async () => {
  stage = await createStage()
})
afterAll(() => stage.close())

type Bytes = Uint8Array<ArrayBuffer>
const paper = (text: string): Bytes => pdf([{ content: written(text) }])
const formOf = (file: Bytes, told: Record<string, string> = {}, name = 'faktura.pdf'): FormData => {
  const form = new FormData()
  form.append('file', new Blob([file]), name)
  for (const [key, value] of Object.entries(told)) form.append(key, value)
  return form
}
const send = (file: Bytes, told = {}, api: Api = stage.api): Promise<Answer> =>
  api.send('POST', `${at}/drafts`, formOf(file, told))
const kept = async (file: Bytes, told = {}) => {
  const { status, body } = await send(file, told)
  expect(status, JSON.stringify(body)).toBe(201)
  return body.draft
}
const confirm = (id: string, said?: object) =>
  said === undefined
    ? stage.api.send('POST', `${at}/drafts/${id}/copy`)
    : stage.api.json('POST', `${at}/drafts/${id}/copy`, said)
const get = async (path: string) => (await stage.api.send('GET', `${at}${path}`)).body
const bytesOf = async (path: string) => {
  const request = new Request(`http://test${at}${path}`, { headers: { authorization: `Bearer ${adminKey}` } })
  const answer = await stage.fetch(request)
  return { headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) }
}
/** What a person types of a document; its day of receipt and channel were told when it came. */
const typed = (number: string, more: object = {}) => {
  const { receivedOn: _, ...rest } = copy({ number, ...more })
  return rest
}
const changes = async (after: string) => {
  const { items } = await get(`/changes?limit=1000&after=${after}`)
  return items.filter((c: { type: string }) => c.type.startsWith('draft.'))
}
const lastCursor = async () => (await get('/changes?limit=1000')).items.at(-1).cursor

/** Codes are looked for in files on Node alone. */
const looking = it.skipIf(onEdge)

describe('a draft', () => {
  it('is kept with what is told of it, and given back byte for byte', async () => {
    const file = paper('FV/DRAFT/1')
    const told = { receivedOn: '2026-07-02', channel: 'email', externalId: 'mail-1', note: 'drugi załącznik' }
    const draft = await kept(file, told)
    expect(draft).toEqual({
      ...{ id: expect.any(String), state: 'open', ...told, mails: [], closed: null },
      file: {
        ...{ name: 'faktura.pdf', mediaType: 'application/pdf', bytes: file.length, problem: null },
      },
      reading: expect.objectContaining({ complete: !onEdge, knownPurchase: null }),
      ...{ recordedAt: expect.any(String), by: expect.any(String) },
    })
    const { headers, bytes } = await bytesOf(`/drafts/${draft.id}/document`)
    expect(Buffer.from(bytes).equals(file)).toBe(true)
    expect(headers.get('content-disposition')).toBe('attachment; filename="faktura.pdf"')
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect((await get(`/drafts/${draft.id}`)).draft).toEqual(draft)
  })

  it('is the same when the same bytes come again, whatever is told of them, also at once', async () => {
    const file = paper('FV/DRAFT/2')
    const answers = await Promise.all([1, 2, 3].map((n) => send(file, { note: `${n}` })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201])
    expect(new Set(answers.map(({ body }) => body.draft.id)).size).toBe(1)
  })

  it('was received today when nothing else is told', async () => {
    expect((await kept(paper('FV/DRAFT/3'))).receivedOn).toBe('2026-07-24')
  })

  it('larger than one value of the database comes back whole', async () => {
    const file = new Uint8Array(3 * 1024 * 1024 + 7).map((_, i) => (i * 2_654_435_761) >>> 13)
    file.set(utf8('%PDF-1.7\n'))
    const draft = await kept(file)
    expect(draft.file.bytes).toBe(file.length)
    expect(Buffer.from((await bytesOf(`/drafts/${draft.id}/document`)).bytes).equals(file)).toBe(true)
  })

  it('that cannot be read is kept with the reason', async () => {
    const xml = await kept(utf8('<?xml version="1.0"?><Faktura><broken'))
    expect(xml.file).toMatchObject({ mediaType: 'application/xml', problem: { code: expect.any(String) } })
  })

  it.each<[string, FormData, number, string]>([
    ['is neither PDF, picture nor XML', formOf(utf8('PK hello')), 415, '/file'],
    ['has no file', new FormData(), 400, '/file'],
    ['tells a day that is none', formOf(paper('x1'), { receivedOn: '2026-02-30' }), 400, '/receivedOn'],
    ['tells what does not belong to it', formOf(paper('x2'), { gross: '1.00' }), 400, '/gross'],
  ])('is refused when it %s', async (_, form, status, pointer) => {
    form.append('note', 'x')
    const answer = await stage.api.send('POST', `${at}/drafts`, form)
    refused(answer, { status, code: status === 415 ? 'file-type' : 'invalid-request', pointer })
  })

  it('takes no name that another document has', async () => {
    await kept(paper('FV/DRAFT/4'), { externalId: 'name-4' })
    const told = { status: 409, code: 'external-id-reused', pointer: '/externalId' }
    refused(await send(paper('FV/DRAFT/5'), { externalId: 'name-4' }), told)
    refused(await send(paper('FV/DRAFT/5'), { externalId: 'known-1' }), told)
  })

  it('that is not there is said to be so', async () => {
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/document'],
      ['POST', '/copy'],
      ['DELETE', '?reason=x'],
    ] as const)
      refused(await stage.api.send(method, `${at}/drafts/none${path}`), {
        status: 404,
        code: 'draft-unknown',
      })
  })
})

describe('a confirmed draft', () => {
  it('is a copy with its file, and no draft any more', async () => {
    const file = paper('FV/CONFIRMED/1')
    const { id } = await kept(file, { receivedOn: '2026-07-03', channel: 'paper', externalId: 'mail-c1' })
    const before = await lastCursor()
    const { status, body } = await confirm(id, typed('FV/CONFIRMED/1', { gross: '611.00' }))
    expect([status, body.outcome]).toEqual([201, 'new'])
    expect(body.copy).toMatchObject({ receivedOn: '2026-07-03', channel: 'paper', externalId: 'mail-c1' })
    expect(Buffer.from((await bytesOf(`/evidence/${body.copy.id}/document`)).bytes).equals(file)).toBe(true)
    expect((await get(`/drafts/${id}`)).draft).toMatchObject({
      state: 'copy',
      closed: { copyId: body.copy.id, purchaseId: body.purchase.id, reason: null, by: expect.any(String) },
    })
    expect(Buffer.from((await bytesOf(`/drafts/${id}/document`)).bytes).equals(file)).toBe(true)
    expect((await get('/drafts?state=open')).items.map((d: { id: string }) => d.id)).not.toContain(id)
    expect(await changes(before)).toEqual([
      expect.objectContaining({
        type: 'draft.closed',
        purchaseId: body.purchase.id,
        data: { id, state: 'copy', copyId: body.copy.id, reason: null },
      }),
    ])
  })

  it('is confirmed once: the same again is unchanged, anything else is refused', async () => {
    const { id } = await kept(paper('FV/CONFIRMED/2'), { receivedOn: '2026-07-03' })
    const said = typed('FV/CONFIRMED/2', { gross: '612.00' })
    const first = await confirm(id, said)
    const again = await confirm(id, said)
    expect([again.status, again.body.outcome, again.body.copy.id]).toEqual([
      200,
      'unchanged',
      first.body.copy.id,
    ])
    const other = await confirm(id, typed('FV/CONFIRMED/2', { gross: '613.00' }))
    expect(refused(other, { status: 409, code: 'draft-closed' }).copyId).toBe(first.body.copy.id)
    const late = await stage.api.send('DELETE', `${at}/drafts/${id}?reason=late`)
    refused(late, { status: 409, code: 'draft-closed' })
    expect(await stage.api.purchases(buyer, { number: 'FV/CONFIRMED/2' })).toHaveLength(1)
  })

  it('by two people at once with different words is one copy', async () => {
    const { id } = await kept(paper('FV/CONFIRMED/3'))
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        confirm(
          id,
          typed('FV/CONFIRMED/3', { seller: { nip: n % 2 ? seller : '5213017228' }, gross: `62${n}.00` }),
        ),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
  })

  it('needs what neither it nor its file says, and stays open', async () => {
    const { id } = await kept(paper('FV/CONFIRMED/4'))
    refused(await confirm(id), { status: 400, code: 'invalid-request', pointer: '/number' })
    refused(await confirm(id, { ...typed('X'), colour: 'red' }), { status: 400, code: 'invalid-request' })
    expect((await get(`/drafts/${id}`)).draft.state).toBe('open')
  })

  it('that is an FA file needs only the kind of document', async () => {
    const { id } = await kept(new Uint8Array(faXml(document('FV/CONFIRMED/5'))), { receivedOn: '2026-07-03' })
    const { status, body } = await confirm(id, { document: 'offline-invoice' })
    expect([status, body.purchase.number]).toEqual([201, 'FV/CONFIRMED/5'])
  })

  looking('takes seller, day and kind of document from its codes', async () => {
    const xml = faXml(document('FV/CONFIRMED/6'))
    const links = [qrI(seller, '2026-06-10', xml), qrII(seller, xml)]
    const { id, reading } = await kept(pdf([{ links, content: written('FV') }]), { receivedOn: '2026-07-03' })
    expect(reading.codes.map(({ link }: { link: string }) => link)).toEqual(links)
    expect(reading.copy).toMatchObject({ seller: { nip: seller }, document: 'offline-invoice' })
    const { body } = await confirm(id, { number: 'FV/CONFIRMED/6', gross: '700.00', currency: 'PLN' })
    expect(body.purchase).toMatchObject({ issueDate: '2026-06-10', seller: { nip: seller } })
    expect(body.copy.document).toBe('offline-invoice')
  })

  it('is known at once when its file came with a copy before', async () => {
    const file = paper('FV/CONFIRMED/7')
    const form = formOf(file)
    form.append('metadata', JSON.stringify(copy({ number: 'FV/CONFIRMED/7', gross: '640.00' })))
    const first = (await stage.api.send('POST', `${at}/copies`, form)).body
    const draft = await kept(file)
    expect(draft).toMatchObject({
      state: 'copy',
      closed: { copyId: first.copy.id, purchaseId: first.purchase.id },
    })
  })

  it('waits no more when its file comes with a copy, and holds nothing', async () => {
    const file = paper('FV/CONFIRMED/8')
    const { id } = await kept(file)
    const form = formOf(file)
    form.append('metadata', JSON.stringify(copy({ number: 'FV/CONFIRMED/8', gross: '650.00' })))
    const { body } = await stage.api.send('POST', `${at}/copies`, form)
    expect((await stage.api.json('GET', `${at}/drafts/${id}`)).body.draft).toMatchObject({
      state: 'copy',
      closed: { copyId: body.copy.id, purchaseId: body.purchase.id },
    })
    const { status } = await stage.api.json('POST', `${at}/purchases/${body.purchase.id}/posting`, {
      reference: 'PZ/8',
      postedOn: '2026-07-02',
    })
    expect(status).toBe(201)
  })
})

describe('a draft whose code names a document of KSeF', () => {
  const accepting = (acceptDrafts: 'certain' | 'never') =>
    stage.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.', acceptDrafts })
  afterAll(() => accepting('never'))
  /** A print of a document of KSeF with its code. */
  const printOf = ({ xml, metadata }: ReturnType<typeof ksef>) =>
    pdf([
      {
        links: [qrI(seller, String(metadata.issueDate), xml)],
        content: written(String(metadata.invoiceNumber)),
      },
    ])
  const came = (known: ReturnType<typeof ksef>) => stage.api.importPackage(buyer, packageOf([known]))
  const whenKnown = async (id: string) => {
    for (let tries = 0; tries < 100; tries++) {
      const { draft } = await get(`/drafts/${id}`)
      if (draft.reading.knownPurchase !== null) return draft
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('The draft was not looked at again.')
  }

  looking('needs nothing but a yes', async () => {
    const known = ksef('DRAFT/KNOWN/1')
    await came(known)
    const draft = await kept(printOf(known), { receivedOn: '2026-07-03' })
    expect(draft.state).toBe('open')
    const { status, body } = await confirm(draft.id)
    expect([status, body.outcome, body.purchase.id]).toEqual([201, 'attached', draft.reading.knownPurchase])
    expect(body.purchase).toMatchObject({ number: 'DRAFT/KNOWN/1' })
  })

  looking('is a copy at once where the taxpayer wants that, and nothing less certain is', async () => {
    await accepting('certain')
    const known = ksef('DRAFT/KNOWN/2')
    await came(known)
    const draft = await kept(printOf(known), { receivedOn: '2026-07-03', channel: 'email' })
    expect(draft).toMatchObject({ state: 'copy', closed: { purchaseId: draft.reading.knownPurchase } })
    const [purchase] = await stage.api.purchases(buyer, { number: 'DRAFT/KNOWN/2' })
    expect(purchase?.evidence.map(({ type, receivedOn }) => receivedOn ?? type)).toEqual([
      'ksef',
      '2026-07-03',
    ])
    const unknown = ksef('DRAFT/KNOWN/3')
    for (const file of [printOf(unknown), paper('DRAFT/KNOWN/2'), new Uint8Array(known.xml as Uint8Array)])
      expect((await kept(file)).state).toBe('open')
    await accepting('never')
  })

  looking('completes itself when that comes later', async () => {
    const known = ksef('DRAFT/LATER/1')
    const { id, reading } = await kept(printOf(known), { receivedOn: '2026-07-03' })
    expect([reading.knownPurchase, reading.copy.gross]).toEqual([null, undefined])
    const before = await lastCursor()
    await came(known)
    const draft = await whenKnown(id)
    expect(draft.state).toBe('open')
    expect(draft.reading).toMatchObject({
      document: { value: 'numbered-visualisation', confidence: 'certain' },
      fields: { number: { value: 'DRAFT/LATER/1', confidence: 'certain', source: 'document' } },
    })
    expect(await changes(before)).toMatchObject([
      { type: 'draft.completed', data: { id, knownPurchase: draft.reading.knownPurchase } },
    ])
    expect((await confirm(id)).body.outcome).toBe('attached')
  })

  looking('becomes a copy when that comes later, where the taxpayer wants that', async () => {
    await accepting('certain')
    const known = ksef('DRAFT/LATER/2')
    const { id } = await kept(printOf(known), { receivedOn: '2026-07-03' })
    await came(known)
    expect(await whenKnown(id)).toMatchObject({
      state: 'copy',
      closed: { by: 'service', copyId: expect.any(String) },
    })
    await accepting('never')
  })

  looking('of another one stays what it was', async () => {
    const { id } = await kept(printOf(ksef('DRAFT/LATER/3')))
    await came(ksef('DRAFT/LATER/4'))
    expect((await get(`/drafts/${id}`)).draft).toMatchObject({
      state: 'open',
      reading: { knownPurchase: null },
    })
  })
})

describe('a discarded draft', () => {
  it('keeps its bytes, the reason and who said so; the same bytes do not come back', async () => {
    const file = paper('REKLAMA')
    const { id } = await kept(file)
    const before = await lastCursor()
    for (const reason of ['reklama', 'jeszcze raz']) {
      const { status, body } = await stage.api.send('DELETE', `${at}/drafts/${id}?reason=${reason}`)
      expect(status).toBe(200)
      expect(body.draft).toMatchObject({ state: 'discarded', closed: { reason: 'reklama', copyId: null } })
    }
    expect(await changes(before)).toHaveLength(1)
    expect(Buffer.from((await bytesOf(`/drafts/${id}/document`)).bytes).equals(file)).toBe(true)
    expect((await send(file)).body.draft).toMatchObject({ id, state: 'discarded' })
    refused(await confirm(id, typed('REKLAMA')), { status: 409, code: 'draft-closed' })
    refused(await stage.api.send('DELETE', `${at}/drafts/${id}`), { status: 400, code: 'invalid-request' })
  })
})

describe('drafts', () => {
  it('are listed by state in the order in which they came, page by page', async () => {
    const ids: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { items, next } = await get(`/drafts?state=open&limit=2${cursor ? `&cursor=${cursor}` : ''}`)
      ids.push(...items.map((d: { id: string }) => d.id))
      cursor = next
    }
    const all = (await get('/drafts?limit=1000')).items
    expect(ids).toEqual(
      all.filter((d: { state: string }) => d.state === 'open').map((d: { id: string }) => d.id),
    )
    expect(all.length).toBeGreaterThan(ids.length)
  })

  it('count in the month in which they were received, and in those after it', async () => {
    const countIn = async (month: string) => (await get(`/register/${month}/check`)).sections.notEntered.count
    const [may, june, july] = [await countIn('2026-05'), await countIn('2026-06'), await countIn('2026-07')]
    const { id } = await kept(paper('FV/MONTH/1'), { receivedOn: '2026-06-30' })
    expect([await countIn('2026-05'), await countIn('2026-06'), await countIn('2026-07')]).toEqual([
      may,
      june + 1,
      july + 1,
    ])
    await stage.api.send('DELETE', `${at}/drafts/${id}?reason=x`)
    expect(await countIn('2026-06')).toBe(june)
  })

  it('hold the booking of what they may be, until somebody has looked at them', async () => {
    const xml = new Uint8Array(faXml(document('FV/HELD/1')))
    const { id } = await kept(xml, { receivedOn: '2026-07-01' })
    const ask = async (number: string) =>
      (await stage.api.json('POST', `${at}/posting-checks`, { seller: { nip: seller }, number })).body
    expect(await ask('fv held 1')).toMatchObject({
      answer: 'hold',
      purchaseId: null,
      reasons: [{ code: 'DRAFT_OPEN', message: expect.stringContaining(id) }],
    })
    expect((await ask('FV/HELD/2')).answer).toBe('post')
    await stage.api.send('DELETE', `${at}/drafts/${id}?reason=x`)
    expect((await ask('fv held 1')).answer).toBe('post')
  })

  looking('hold the booking of the KSeF number that they print, whoever asks by it', async () => {
    const [printed, other] = ['FV/HELD/3', 'FV/HELD/4'].map((number) =>
      String(ksef(number).metadata.ksefNumber),
    )
    const { id } = await kept(paper(`Numer KSeF: ${printed}`))
    const ask = async (ksefNumber?: string) =>
      (await stage.api.json('POST', `${at}/posting-checks`, { ksefNumber })).body
    expect(await ask(printed)).toMatchObject({
      answer: 'hold',
      purchaseId: null,
      reasons: [{ code: 'DRAFT_OPEN', message: expect.stringContaining(id) }],
    })
    expect((await ask(other)).answer).toBe('post')
    await stage.api.send('DELETE', `${at}/drafts/${id}?reason=x`)
    expect((await ask(printed)).answer).toBe('post')
  })

  it('come from whoever sends documents, and are decided by whoever decides', async () => {
    const keyOf = async (role: string) =>
      (await stage.api.json('POST', '/v1/keys', { name: role, role, taxpayers: [buyer] })).body.key
    const integration = stage.api.as(await keyOf('integration'))
    const { draft } = (await send(paper('FV/ROLE/1'), {}, integration)).body
    expect(draft.state).toBe('open')
    const path = `${at}/drafts/${draft.id}`
    refused(await integration.send('DELETE', `${path}?reason=x`), { status: 403, code: 'role-too-low' })
    refused(await integration.send('POST', `${path}/copy`), { status: 403, code: 'role-too-low' })
  })
})
