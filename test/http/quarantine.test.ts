import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rename, zip } from '../ingest/zip-builder.ts'
import type { Finding } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { type KsefDocument, ksefDocument, ksefNumber, nip, packageOf, qrI } from '../support/ksef.ts'

/** What lies in quarantine is seen where people decide, for whatever reason it lies there, and in every order. */

const seller = { nip: nip('quarantine seller'), name: 'Sprzedawca S.A.' }
const code = 'KSEF_DOCUMENT_QUARANTINED'
let stage: Awaited<ReturnType<typeof createTestApp>>
let us = ''
let taxpayers = 0
beforeAll(async () => {
  stage = await createTestApp({ now: '2026-07-10T12:00:00+02:00' })
})
beforeEach(async () => {
  us = nip(`quarantine ${++taxpayers}`)
  await stage.api.putTaxpayer(us, { name: 'Odbiorca', jpk: { officeCode: '1471', email: 'b@example.com' } })
})
afterAll(() => stage.close())

const invoice = (number: string, said: object = {}): KsefDocument =>
  ksefDocument({
    seller,
    buyer: { nip: us },
    number,
    issueDay: '2026-06-10',
    numberedAt: '2026-06-10T10:00:00+02:00',
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    ...said,
  })
const get = async (path: string) => (await stage.api.json('GET', `/v1/taxpayers/${us}${path}`)).body
const post = async (path: string, body: object) =>
  (await stage.api.json('POST', `/v1/taxpayers/${us}${path}`, body)).body
const send = (archive: Uint8Array) => stage.api.importPackage(us, archive as Uint8Array<ArrayBuffer>)
const paper = async (number: string, said: object = {}) =>
  (await stage.api.postCopy(us, plainCopy(seller, number, { ...said }))).purchase
const ask = (question: object) => post('/posting-checks', question)
const isHeld = (findings: Finding[] | undefined) => findings?.some((f) => f.code === code && f.open) ?? false
const month = async (name = '2026-06') => get(`/register/${name}/check`)
const bytesOf = (text: string) => new TextEncoder().encode(text)

/** Ways in which a document of KSeF comes that cannot be taken in, each with what it is refused for. */
const damages: Record<string, (document: KsefDocument) => [archive: Uint8Array, code: string]> = {
  'an XML that fails its hash': ({ metadata, xml }) => [
    packageOf([{ metadata, xml: xml.slice(0, -20) }]),
    'hash-mismatch',
  ],
  'a row without its XML': ({ metadata }) => [packageOf([{ metadata }]), 'xml-missing'],
  'an XML without its row': ({ metadata, xml }) => [
    packageOf([{ xml, name: `${metadata.ksefNumber}.xml` }]),
    'metadata-missing',
  ],
  'an XML without its row that was cut off': ({ metadata, xml }) => [
    packageOf([{ xml: xml.slice(0, xml.length - 300), name: `${metadata.ksefNumber}.xml` }]),
    'metadata-missing',
  ],
  'a row that cannot be read': ({ metadata, xml }) => [
    packageOf([{ metadata: { ...metadata, currency: 'zł' }, xml }]),
    'metadata-invalid',
  ],
}

describe.each(Object.entries(damages))('%s', (_, damage) => {
  let document: KsefDocument
  beforeEach(() => {
    document = invoice('FV/1')
  })
  const damaged = async () => {
    const [archive, reason] = damage(document)
    const result = await send(archive)
    expect(result).toMatchObject({ quarantined: 1, problems: [{ code: reason }] })
  }

  it('holds the invoice and its paper, blocks its month, and all that ends when it comes whole', async () => {
    await damaged()
    const { ksefNumber } = document.metadata
    for (const question of [{ ksefNumber }, { seller: { nip: seller.nip }, number: 'FV 1' }])
      expect(await ask(question)).toMatchObject({ answer: 'hold', reasons: [{ code }] })
    expect(await month()).toMatchObject({ ready: false, sections: { quarantined: { count: 1 } } })
    expect(isHeld((await paper('FV/1'))?.findings)).toBe(true)
    await send(packageOf([document]))
    expect((await get('/findings?open=true&severity=blocking')).items).toEqual([])
    expect(await month()).toMatchObject({ ready: true, blocking: 0 })
    expect(await ask({ ksefNumber })).toMatchObject({ answer: 'post' })
  })
  it('says the same after the paper, and nothing where the whole one is in hand', async () => {
    const first = await paper('FV/1')
    expect(isHeld(first?.findings)).toBe(false)
    await damaged()
    expect(isHeld((await get(`/purchases/${first?.id}`)).findings)).toBe(true)
    await send(packageOf([document]))
    const [archive] = damage(document)
    await send(archive)
    expect((await get('/findings?open=true&severity=blocking')).items).toEqual([])
    expect((await get('/purchases')).items).toMatchObject([{ id: first?.id, status: 'reconciled' }])
    expect(await month()).toMatchObject({ ready: true })
  })
})

describe('a document of which little can be told', () => {
  it('blocks the month of its KSeF number where its XML alone came and cannot be read', async () => {
    const number = ksefNumber(seller.nip, '2026-06-30', 'unreadable')
    await send(packageOf([{ xml: bytesOf('\u0000no xml'), name: `${number}.xml` }]))
    const { sections, ready } = await month()
    expect(ready).toBe(false)
    expect(sections.quarantined.items).toMatchObject([
      { ksefNumber: number, number: null, issueDate: null, months: { from: '2026-06', to: '2026-06' } },
    ])
    expect(sections.quarantined.items[0].what).toContain(`numbered on 2026-06-30, seller ${seller.nip}`)
    expect((await month('2026-05')).sections.quarantined.count).toBe(0)
    expect(await ask({ ksefNumber: number })).toMatchObject({ answer: 'hold', reasons: [{ code }] })
    // Its copy states the number.
    expect(isHeld((await paper('FV/9', { ksefNumber: number }))?.findings)).toBe(true)
  })
  it('is told by the name of an entry that was refused unread', async () => {
    const { metadata, xml } = invoice('FV/2')
    const name = `${metadata.ksefNumber}.xml`
    const other = 'x'.repeat(name.length)
    const twice = rename(zip({ [name]: xml, [other]: xml }), other, name)
    await send(twice)
    expect((await month()).sections.quarantined.items).toMatchObject([
      { ksefNumber: metadata.ksefNumber },
      { ksefNumber: metadata.ksefNumber },
    ])
  })
  it('blocks every month that is not filed where not even that is known, until a person deals with it', async () => {
    await post('/register/2026-04/filings', { filedOn: '2026-05-20' })
    const { metadata } = invoice('FV/3')
    const list = JSON.stringify({ invoices: [metadata] }).replace(metadata.ksefNumber, '?')
    await send(
      zip({ '_metadata.json': bytesOf(list.replaceAll('2026-06-10', '?').replace('2026-06-10', '?')) }),
    )
    for (const name of ['2026-05', '2026-06'])
      expect((await month(name)).sections.quarantined).toMatchObject({ count: 1, items: [{ months: null }] })
    expect((await month('2026-04')).sections.quarantined.count).toBe(0)
    const [{ id }] = (await get('/ksef/quarantine')).items
    await post(`/ksef/quarantine/${id}/decision`, { decision: 'dismissed', note: 'a test file' })
    expect(await month()).toMatchObject({ ready: true })
  })
  it('is none of them where the entry is no invoice by its name, and hides none that is', async () => {
    const [list, entry] = [{ '_metadata.json': '{"invoices":[]}' }, { 'readme.txt': 'x' }]
    expect(await send(zip({ ...list, ...entry }))).toMatchObject({ quarantined: 1 })
    expect(await month()).toMatchObject({ ready: true })
    expect((await get('/findings')).items).toEqual([])
    const archive = zip({ ...list, ...entry, 'first.xml': 'x', 'second.xml': 'x' })
    for (const _ of ['once', 'again']) await send(archive)
    const items = (await get('/ksef/quarantine')).items as { state: string; params: { name: string } }[]
    expect(items.map(({ state, params }) => `${params.name} ${state}`).sort()).toEqual([
      ...['first.xml open', 'readme.txt no-document', 'second.xml open'],
    ])
    expect(await month()).toMatchObject({ ready: false, sections: { quarantined: { count: 2 } } })
  })
  it('may fall from the month of its issue to that of its number', async () => {
    const { metadata } = invoice('FV/4', {
      issueDay: '2026-05-29',
      numberedAt: '2026-06-01T10:00:00+02:00',
    })
    await send(packageOf([{ metadata }]))
    for (const [name, count] of [
      ['2026-04', 0],
      ['2026-05', 1],
      ['2026-06', 1],
      ['2026-07', 0],
    ] as const)
      expect((await month(name)).sections.quarantined.count, name).toBe(count)
  })
  it('is met where its own KSeF number is damaged, and is known by its hash', async () => {
    const document = invoice('FV/5')
    const { metadata } = document
    const wrong = `${metadata.ksefNumber.slice(0, -2)}${metadata.ksefNumber.endsWith('00') ? '01' : '00'}`
    await send(packageOf([{ metadata: { ...metadata, ksefNumber: wrong } }]))
    expect(await ask({ seller: { nip: seller.nip }, number: 'FV/5' })).toMatchObject({ answer: 'hold' })
    await send(packageOf([document]))
    expect(await ask({ seller: { nip: seller.nip }, number: 'FV/5' })).toMatchObject({ answer: 'post' })
    expect(await month()).toMatchObject({ ready: true })
  })
})

describe('a copy', () => {
  it.each([
    ['another amount', { gross: '124.00', net: '101.00' }, true],
    ['a day that was misread', { issueDate: '2026-06-01' }, true],
    ['a number that was misread', { number: 'FV/I' }, true],
    ['a number that was misread, of another day', { number: 'FV/I', issueDate: '2026-06-12' }, false],
    ['the same number of another year', { issueDate: '2025-06-10', receivedOn: '2025-06-12' }, false],
  ])('with %s is met accordingly', async (_, said, held) => {
    await send(packageOf([{ metadata: invoice('FV/1').metadata }]))
    expect(isHeld((await paper('FV/1', said))?.findings)).toBe(held)
  })
  it('of another number of that seller is met by its code', async () => {
    const { metadata, xml } = invoice('FV/1')
    await send(packageOf([{ metadata }]))
    const coded = { document: 'offline-invoice', qrCodes: [qrI(seller.nip, '2026-06-10', xml)] }
    expect(isHeld((await paper('1', coded))?.findings)).toBe(true)
    expect(isHeld((await paper('FV/2', { gross: '50.00' }))?.findings)).toBe(false)
  })
  it('may be booked once a person says that it is another invoice', async () => {
    await send(packageOf([{ metadata: invoice('FV/1').metadata }]))
    const copy = await paper('FV/1')
    await post(`/findings/${copy?.id}.${code}/decision`, { decision: 'dismissed', note: 'seen' })
    expect(await ask({ seller: { nip: seller.nip }, number: 'FV/1' })).toMatchObject({
      answer: 'post',
      purchaseId: copy?.id,
    })
    expect(await month()).toMatchObject({ ready: false, sections: { quarantined: { count: 1 } } })
  })
  it('of another year under the same number is not mistaken for it, and does not hide it', async () => {
    const older = await paper('FV/1', { issueDate: '2025-06-10', receivedOn: '2025-06-12' })
    await send(packageOf([{ metadata: invoice('FV/1').metadata }]))
    const question = { seller: { nip: seller.nip }, number: 'FV/1' }
    expect(await ask({ ...question, issueDate: '2025-06-10' })).toMatchObject({
      answer: 'post',
      purchaseId: older?.id,
    })
    for (const which of [{}, { issueDate: '2026-06-10' }, { issueDate: '2026-07-01' }])
      expect(await ask({ ...question, ...which })).toMatchObject({ answer: 'hold', reasons: [{ code }] })
    expect(await ask({ ...question, issueDate: '2026-12-10' })).toMatchObject({ answer: 'post' })
  })
  it('is asked for by the code on it', async () => {
    const { metadata, xml } = invoice('FV/1')
    await send(packageOf([{ metadata }]))
    expect(await ask({ qrCode: qrI(seller.nip, '2026-06-10', xml) })).toMatchObject({
      answer: 'hold',
      purchaseId: null,
      reasons: [{ code }],
    })
  })
  it('that is booked already stays so', async () => {
    const copy = await paper('FV/1')
    await post(`/purchases/${copy?.id}/posting`, { reference: 'PZ/1', postedOn: '2026-06-11' })
    await send(packageOf([{ metadata: invoice('FV/1').metadata }]))
    expect(await ask({ seller: { nip: seller.nip }, number: 'FV/1' })).toMatchObject({ answer: 'posted' })
  })
})

describe('halves', () => {
  const row = ({ metadata }: KsefDocument) => send(packageOf([{ metadata }]))
  const rowAlone = async ({ metadata }: KsefDocument) => stage.api.importMetadata(us, [metadata])
  const xmlAlone = ({ metadata, xml }: KsefDocument) =>
    send(packageOf([{ xml, name: `${metadata.ksefNumber}.xml` }]))
  it.each([
    ['a row of a package, then its XML', row, xmlAlone, 'new'],
    ['an XML, then the row of a package', xmlAlone, row, 'new'],
    ['a row that was sent by itself, then its XML', rowAlone, xmlAlone, 'attached'],
    ['an XML, then the row sent by itself', xmlAlone, rowAlone, 'new'],
  ] as const)('are one document: %s', async (_, first, second, outcome) => {
    const document = invoice('FV/1')
    await first(document)
    expect(await second(document)).toMatchObject({ received: 1, [outcome]: 1, problems: [] })
    const { items } = await get('/purchases')
    expect(items).toMatchObject([{ status: 'ksef-only', evidence: [{ hasXml: true }] }])
    expect(await month()).toMatchObject({ ready: true })
    const kept = (await get('/ksef/quarantine')).items.map((q: { state: string }) => q.state)
    expect(kept.every((state: string) => state === 'known')).toBe(true)
  })
  it('that do not fit stay halves', async () => {
    const document = invoice('FV/1')
    await row(document)
    const other = await xmlAlone({ ...document, xml: invoice('FV/2').xml })
    expect(other).toMatchObject({ quarantined: 1 })
    expect((await month()).sections.quarantined.count).toBe(2)
  })
})

describe('a person', () => {
  const open = async () => (await get('/findings?open=true')).items.filter((f: Finding) => f.code === code)
  it('dismisses what never becomes whole with a note, and may take that back', async () => {
    await send(packageOf([{ metadata: invoice('FV/1').metadata }]))
    const copy = await paper('FV/1')
    const [{ quarantineId: id, id: finding }] = await open()
    const path = `/ksef/quarantine/${id}/decision`
    expect((await post(path, { decision: 'dismissed' })).status).toBe(400)
    expect((await post(`/findings/${finding}/decision`, { decision: 'dismissed' })).code).toBe(
      'decision-does-not-fit',
    )
    const said = await post(path, { decision: 'dismissed', note: 'cancelled by the seller' })
    expect(said).toMatchObject({ state: 'dismissed', decisions: [{ note: 'cancelled by the seller' }] })
    expect(
      (await post(path, { decision: 'dismissed', note: 'cancelled by the seller' })).decisions.length,
    ).toBe(1)
    expect(isHeld((await get(`/purchases/${copy?.id}`)).findings)).toBe(false)
    expect(await month()).toMatchObject({ ready: true })
    expect(await open()).toEqual([])
    expect((await get('/findings?open=false')).items).toMatchObject([
      { id: finding, open: false, decision: { decision: 'dismissed', note: 'cancelled by the seller' } },
    ])
    const again = await post(path, { decision: 'reopen' })
    expect(again.decisions.map((d: { decision: string }) => d.decision)).toEqual(['dismissed', 'reopen'])
    expect(isHeld((await get(`/purchases/${copy?.id}`)).findings)).toBe(true)
    expect(await month()).toMatchObject({ ready: false })
  })
  it('is not asked about what is known, also where it was dismissed before', async () => {
    const document = invoice('FV/1')
    await send(packageOf([{ metadata: document.metadata }]))
    const [{ quarantineId: id }] = await open()
    await post(`/ksef/quarantine/${id}/decision`, { decision: 'dismissed', note: 'x' })
    await send(packageOf([document]))
    const back = await post(`/ksef/quarantine/${id}/decision`, { decision: 'reopen' })
    expect(back.state).toBe('known')
    expect((await post(`/ksef/quarantine/${id}/decision`, { decision: 'dismissed', note: 'x' })).code).toBe(
      'decision-does-not-fit',
    )
    expect(await month()).toMatchObject({ ready: true })
  })
  it('reads on through a long list of findings without losing or repeating any', async () => {
    await send(packageOf(['A/1', 'A/2', 'A/3'].map((number) => ({ metadata: invoice(number).metadata }))))
    for (const number of ['A/1', 'A/2', 'A/3']) await paper(number)
    const all = (await get('/findings')).items.map((f: Finding) => f.id)
    const read: string[] = []
    for (let cursor = ''; ; ) {
      const page = await get(`/findings?limit=2${cursor}`)
      read.push(...page.items.map((f: Finding) => f.id))
      if (page.next === null) break
      cursor = `&cursor=${encodeURIComponent(page.next)}`
    }
    expect(read).toEqual(all)
    expect(new Set(read).size).toBe(read.length)
  })
})

it('a connection says how many there are, and names the oldest', async () => {
  const connection = { credential: { type: 'token', token: 'a|b|c' }, paused: true, from: '2026-06-01' }
  await stage.api.json('PUT', `/v1/taxpayers/${us}/ksef/connection`, connection)
  expect((await get('/ksef/connection')).findings).toEqual([])
  const told = async () => (await get('/ksef/connection')).findings
  const documents = ['B/1', 'B/2'].map((number) => ({ metadata: invoice(number).metadata }))
  await send(packageOf(documents.slice(0, 1)))
  expect((await told())[0].message).toContain('1 document lies in quarantine, the oldest since 2026-07-10')
  await send(packageOf(documents))
  const findings = await told()
  expect(findings).toMatchObject([{ code, severity: 'blocking' }])
  expect(findings[0].message).toContain('2 documents lie in quarantine, the oldest since 2026-07-10')
  // Nothing was fetched yet: all of the month may be missing.
  const { coverage } = (await get('/register/2026-06/check')).sections
  expect(coverage).toMatchObject({
    count: 1,
    more: false,
    items: [{ from: expect.stringMatching(/^2026-05-31T22:00/) }],
  })
})

describe('whatever came first', () => {
  /** What people see in the end. */
  const picture = async () => {
    const { items } = await get('/purchases')
    const purchases = items.map(
      (p: { number: string; gross: string; status: string; findings: Finding[] }) => {
        const open = p.findings.filter((f) => f.open).map((f) => f.code)
        return [p.number, p.gross, p.status, ...open.sort()].join(' ')
      },
    )
    const { ready, blocking, sections } = await month()
    const { answer } = await ask({ seller: { nip: seller.nip }, number: 'FV/1' })
    const listed = (await get('/findings?open=true')).items.filter((f: Finding) => f.code === code)
    const withoutPurchase = listed.filter((f: { purchaseId: string | null }) => f.purchaseId === null)
    return [purchases.sort(), ready, blocking, sections.quarantined.count, answer, withoutPurchase.length]
  }
  const steps = (document: KsefDocument, neighbour: KsefDocument): (() => Promise<unknown>)[] => [
    () => send(packageOf([{ metadata: document.metadata, xml: document.xml.slice(9) }])),
    () => send(packageOf([{ metadata: document.metadata }])),
    () => paper('FV/1'),
    () => paper('fv 1', { gross: '124.00', net: '101.00' }),
    () => paper('FV/I', { receivedOn: '2026-06-11' }),
    () => send(packageOf([neighbour])),
    () => send(packageOf([document])),
  ]
  /** Orders by a fixed rule: the first, the middle and the last step come first, and the rest is turned round. */
  const orders = (count: number): number[][] =>
    [0, 2, count - 1].map((first) => {
      const rest = Array.from({ length: count }, (_, i) => i).filter((i) => i !== first)
      return first === 2 ? [first, ...rest.reverse()] : [first, ...rest]
    })
  it.each([
    ['while it is damaged', 6],
    ['once it is whole', 7],
  ])('the same is seen %s', async (_, count) => {
    const seen: unknown[] = []
    for (const order of orders(count)) {
      us = nip(`quarantine order ${count} ${order}`)
      const name = { name: 'Odbiorca', jpk: { officeCode: '1471', email: 'b@example.com' } }
      await stage.api.putTaxpayer(us, name)
      const all = steps(invoice('FV/1'), invoice('FV/2', { numberedAt: '2026-06-10T11:00:00+02:00' }))
      for (const step of order) await all[step]?.()
      seen.push(await picture())
    }
    for (const one of seen) expect(one).toEqual(seen[0])
    expect(seen[0]).toMatchObject([
      expect.anything(),
      false,
      expect.any(Number),
      count === 6 ? 2 : 0,
      'hold',
      expect.anything(),
    ])
  })
})
