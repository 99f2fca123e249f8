import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../../src/ingest/hash.ts'
import { directoryOf, field, patch, rename, zip } from '../ingest/zip-builder.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, ksefNumber, nip, packageOf } from '../support/ksef.ts'

/** A document in quarantine from the day it came to the day it is dealt with: what is shown, told and asked. */

const seller = { nip: nip('quarantined seller'), name: 'Sprzedawca S.A.' }
const code = 'KSEF_DOCUMENT_QUARANTINED'
const at = '2026-07-24T10:00:00Z'
let stage: Awaited<ReturnType<typeof createTestApp>>
let us = ''
let taxpayers = 0

beforeAll(async () => {
  stage = await createTestApp({ now: '2026-07-24T12:00:00+02:00' })
})
beforeEach(async () => {
  us = nip(`quarantined ${++taxpayers}`)
  await stage.api.putTaxpayer(us, { name: 'Odbiorca' })
})
afterAll(() => stage.close())

// biome-ignore lint/suspicious/noExplicitAny: see Answer
const get = async (path: string): Promise<any> =>
  (await stage.api.json('GET', `/v1/taxpayers/${us}${path}`)).body
const answer = (id: string, decision: string, note: string | null = null) =>
  stage.api.json('POST', `/v1/taxpayers/${us}/ksef/quarantine/${id}/decision`, { decision, note })
const document = (number: string, said: object = {}) =>
  ksefDocument({
    ...{ seller, buyer: { nip: us }, number, issueDay: '2026-06-30' },
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    numberedAt: '2026-07-01T10:00:00+02:00',
    ...said,
  })
/** Under which every version kept what came without bytes: it is known again whatever read it first. */
const idOf = (number: string, reason: string, row: object | null) =>
  sha256(JSON.stringify([number, reason, row, null]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
const half = (number: string) =>
  stage.api.importPackage(us, packageOf([{ metadata: document(number).metadata }]))
const paper = async (number: string, said: object = {}) =>
  (
    await stage.api.postCopy(
      us,
      plainCopy(seller, number, { issueDate: '2026-06-30', receivedOn: '2026-07-01', ...said }),
    )
  ).purchase?.id as string
const held = async (id: string) =>
  (await stage.api.purchase(us, id)).findings.filter((f) => f.code === code).map((f) => f.open)
const bring = (...documents: Parameters<typeof packageOf>[0]) =>
  stage.api.importPackage(us, packageOf(documents))
const only = async () => (await get('/ksef/quarantine')).items[0]
const told = async () =>
  (await get('/changes?limit=1000')).items
    .filter((c: { data: { code?: string } }) => c.data.code === code)
    .map((c: { type: string; purchaseId: string | null }) => [c.type, c.purchaseId])

describe('a row without its XML', () => {
  it('is shown with all that it says, and the months into which it may fall', async () => {
    await half('Q/1')
    expect(await only()).toEqual({
      ...{
        id: idOf(document('Q/1').metadata.ksefNumber, 'xml-missing', document('Q/1').metadata),
        code: 'xml-missing',
        message: expect.any(String),
        params: {},
      },
      ...{ ksefNumber: document('Q/1').metadata.ksefNumber, at, state: 'open', seller, number: 'Q/1' },
      ...{ issueDate: '2026-06-30', months: { from: '2026-06', to: '2026-07' }, decisions: [] },
      what: `The KSeF document ${document('Q/1').metadata.ksefNumber} (number Q/1, of 2026-06-30, seller Sprzedawca S.A. ${seller.nip})`,
      whatCode: 'quarantine.document',
      whatParams: {
        ...{ ksefNumber: document('Q/1').metadata.ksefNumber, number: 'Q/1', issueDay: '2026-06-30' },
        ...{ numberedDay: null, seller: `Sprzedawca S.A. ${seller.nip}` },
      },
    })
  })
  it('is kept once, however often it is sent', async () => {
    await half('Q/1')
    await half('Q/1')
    expect((await get('/ksef/quarantine')).items).toHaveLength(1)
    expect(await told()).toEqual([['finding.opened', null]])
  })
  it('is kept once more where it says something else, and where it is refused for another reason', async () => {
    const { metadata, xml } = document('Q/1')
    await bring({ metadata })
    await bring({ metadata: { ...metadata, currency: 'EUR' } })
    const reasons = async () =>
      (await get('/ksef/quarantine')).items.map((i: { code: string }) => i.code).sort()
    expect(await reasons()).toEqual(['xml-missing', 'xml-missing'])
    const list = JSON.stringify({ invoices: [metadata] })
    const archive = zip({ '_metadata.json': list, [`${metadata.ksefNumber}.xml`]: xml })
    const entry = directoryOf(archive)[1] as number
    const damaged = patch(archive, { at: entry + field.crc, bytes: 4, value: 1 })
    await stage.api.importPackage(us, damaged as Uint8Array<ArrayBuffer>)
    expect(await reasons()).toEqual(['package-entry-unreadable', 'xml-missing', 'xml-missing'])
    // Of two that were cut off at different places the later one may be the better.
    const name = `${document('Q/2').metadata.ksefNumber}.xml`
    for (const bytes of [900, 1000]) await bring({ xml: xml.slice(0, bytes), name })
    expect(await reasons()).toHaveLength(5)
  })
  it('stays there when the same XML comes under another number: its own is not in hand', async () => {
    const numbers = ['one', 'two'].map((seed) => ksefNumber(seller.nip, '2026-07-01', seed))
    const [mine, other] = numbers.map((number) => document('Q/1', { ksefNumber: number }))
    expect(mine?.metadata.invoiceHash).toBe(other?.metadata.invoiceHash)
    await bring({ metadata: mine!.metadata })
    await bring(other!)
    expect(await only()).toMatchObject({ ksefNumber: numbers[0], state: 'open' })
    await bring(mine!)
    expect(await only()).toMatchObject({ ksefNumber: numbers[0], state: 'known' })
  })
  it('is named among others of its number in the order of their KSeF numbers, whichever came first', async () => {
    const numbers = ['one', 'two', 'three', 'four']
      .map((seed) => ksefNumber(seller.nip, '2026-07-01', seed))
      .toSorted()
    // Neither as they come nor the other way round.
    const rows = [1, 3, 0, 2].map((n) => document('Q/1', { ksefNumber: numbers[n] }).metadata)
    for (const metadata of rows) await bring({ metadata })
    const { findings } = await stage.api.purchase(us, await paper('Q/1'))
    const message = findings.find((f) => f.code === code)?.message ?? ''
    const named = numbers.filter((number) => message.includes(number))
    expect(named.length).toBeGreaterThan(2)
    expect(named.toSorted((a, b) => message.indexOf(a) - message.indexOf(b))).toEqual(
      numbers.slice(0, named.length),
    )
  })
  it('holds the papers that it may be, and lets them go when a person dismisses it', async () => {
    const before = await paper('Q/1')
    await half('Q/1')
    const after = await paper('Q/1', { gross: '500.00' })
    const misread = await paper('Q-I')
    const another = await paper('X/9')
    const all = async () => Promise.all([before, after, misread, another].map(held))
    expect(await all()).toEqual([[true], [true], [true], []])
    const { id } = await only()
    expect((await answer(id, 'dismissed', 'spam')).body).toMatchObject({
      ...{ id, state: 'dismissed', decisions: [{ decision: 'dismissed', note: 'spam', at, by: 'admin' }] },
    })
    expect(await all()).toEqual([[], [], [], []])
    expect((await get(`/findings?code=${code}`)).items).toMatchObject([
      { purchaseId: null, quarantineId: id, open: false, decision: { decision: 'dismissed', note: 'spam' } },
    ])
    expect((await get(`/findings?code=${code}&open=true`)).items).toEqual([])
    expect((await get('/register/2026-06/check')).sections.quarantined.count).toBe(0)
    await answer(id, 'reopen', 'no spam')
    expect(await all()).toEqual([[true], [true], [true], []])
    expect((await get(`/findings?code=${code}&open=true`)).items[0]).toMatchObject({ decision: null })
  })
  it('answered the same again keeps one answer; with another note two', async () => {
    await half('Q/1')
    const { id } = await only()
    await answer(id, 'reopen')
    expect((await only()).decisions).toEqual([])
    await answer(id, 'dismissed', 'spam')
    await answer(id, 'dismissed', 'spam')
    expect((await only()).decisions).toHaveLength(1)
    const told1 = await told()
    await answer(id, 'dismissed', 'a test of theirs')
    expect((await only()).decisions.map((d: { note: string }) => d.note)).toEqual([
      'spam',
      'a test of theirs',
    ])
    expect(await told()).toEqual(told1)
    // The last answer counts: the note of the first one is said again, not repeated.
    await answer(id, 'dismissed', 'spam')
    expect((await only()).decisions).toHaveLength(3)
    await answer(id, 'reopen')
    await answer(id, 'reopen')
    expect((await only()).decisions.map((d: { decision: string }) => d.decision)).toEqual([
      ...['dismissed', 'dismissed', 'dismissed', 'reopen'],
    ])
    expect(await told()).toEqual([
      ['finding.opened', null],
      ['finding.closed', null],
      ['finding.opened', null],
    ])
  })
  it('is known when its invoice comes, and then there is nothing to decide', async () => {
    const copy = await paper('Q/1')
    await half('Q/1')
    const { id } = await only()
    await bring(document('Q/1'))
    expect(await only()).toMatchObject({ id, state: 'known' })
    expect(await held(copy)).toEqual([])
    const { status, body } = await answer(id, 'dismissed', 'spam')
    expect([status, body.detail]).toEqual([
      422,
      expect.stringContaining('nothing to decide: the invoice of its KSeF number is in hand.'),
    ])
    expect((await told()).filter(([, purchase]: [string, string | null]) => purchase === null)).toEqual([
      ['finding.opened', null],
      ['finding.closed', null],
    ])
    expect((await get(`/findings?code=${code}`)).items).toEqual([])
  })
  it('lets go a paper that it turns out not to be: its XML names another number', async () => {
    const copy = await paper('Q/1')
    await half('Q/1')
    expect(await held(copy)).toEqual([true])
    const { ksefNumber } = document('Q/1').metadata
    const amounts = { net: '700.00', vat: '161.00', gross: '861.00' }
    await bring(document('Another 9', { ksefNumber, issueDay: '2026-06-30', amounts }))
    expect((await only()).state).toBe('known')
    expect(await held(copy)).toEqual([])
    expect(await stage.api.purchases(us)).toHaveLength(2)
  })
  it('is listed before all findings of purchases, page after page, those that were dismissed too', async () => {
    await paper('Q/1')
    for (const number of ['Q/1', 'Q/2', 'Q/3']) await half(number)
    const [dismissed] = (await get('/ksef/quarantine')).items as { id: string }[]
    await answer(dismissed?.id as string, 'dismissed', 'spam')
    type Item = { id: string; open: boolean; purchaseId: string | null }
    const all = (await get('/findings?limit=100')).items as Item[]
    expect(all.map(({ open, purchaseId }) => [open, purchaseId === null]).slice(0, 4)).toEqual([
      [false, true],
      [true, true],
      [true, true],
      [true, false],
    ])
    expect(all[0]?.id).toBe(`quarantine.${dismissed?.id}`)
    for (const limit of [1, 2, 3, 4]) {
      const items: Item[] = []
      for (let cursor = ''; ; ) {
        const page = await get(`/findings?limit=${limit}${cursor}`)
        items.push(...page.items)
        if (page.next === null) break
        expect(page.items).toHaveLength(limit)
        cursor = `&cursor=${encodeURIComponent(page.next)}`
      }
      expect(items).toEqual(all)
    }
    const ids = async (query: string) =>
      (await get(`/findings?limit=2&${query}`)).items.map((f: Item) => f.id)
    expect(await ids(`code=${code}&open=true`)).toEqual(all.slice(1, 3).map(({ id }) => id))
    expect(await ids(`code=${code}&open=false`)).toEqual([all[0]?.id])
    expect(await ids(`code=${code}&severity=info`)).toEqual([])
  })
  it('is known when it is opened again after its invoice came, and holds nothing', async () => {
    const copy = await paper('Q/1')
    await half('Q/1')
    const { id } = await only()
    await answer(id, 'dismissed', 'spam')
    await bring(document('Q/1'))
    expect((await only()).state).toBe('dismissed')
    const before = await told()
    expect((await answer(id, 'reopen')).body.state).toBe('known')
    expect([await held(copy), await told()]).toEqual([[], before])
  })
  it('that nobody has is not found', async () => {
    expect((await answer('nothing', 'dismissed', 'spam')).body).toMatchObject({
      ...{ status: 404, code: 'quarantine-unknown' },
      detail: 'There is no document nothing in quarantine. List them with GET …/ksef/quarantine.',
    })
  })
})

describe('an XML whose row came by itself', () => {
  it.each([0, 1])('is read with the row of its hash, where two rows have its number: %i', async (which) => {
    const ksefNumber = document('Q/1').metadata.ksefNumber
    const both = [
      document('Q/1', { ksefNumber }),
      document('Q/1', { ksefNumber, amounts: { net: '50.00', vat: '11.50', gross: '61.50' } }),
    ]
    await stage.api.importMetadata(
      us,
      both.map(({ metadata }) => metadata),
    )
    const { xml } = both[which] as (typeof both)[number]
    expect(await bring({ xml, name: `${ksefNumber}.xml` })).toMatchObject({
      quarantined: 0,
    })
    expect((await get('/ksef/quarantine')).items).toEqual([])
    const evidence = (await stage.api.purchases(us)).flatMap((p) => p.evidence) as { hasXml: boolean }[]
    expect(evidence.map(({ hasXml }) => hasXml).sort()).toEqual([false, true])
  })
  it('lies in quarantine while no row has its hash', async () => {
    await stage.api.importMetadata(us, [document('Q/1').metadata])
    const { ksefNumber } = document('Q/1').metadata
    const { xml } = document('Q/1', { amounts: { net: '50.00', vat: '11.50', gross: '61.50' } })
    await bring({ xml, name: `${ksefNumber}.xml` })
    const [purchase] = await stage.api.purchases(us)
    expect(purchase?.evidence).toMatchObject([{ hasXml: false }])
    // The invoice of its number is in hand: there is nothing to decide.
    expect((await get('/ksef/quarantine')).items).toMatchObject([{ ksefNumber, state: 'known' }])
    expect(await told()).toEqual([])
  })
})

describe('an XML without its row', () => {
  it.each([
    ['is taken along by the row that comes by itself', {}, true],
    [
      'is left where that row has another hash',
      { amounts: { net: '50.00', vat: '11.50', gross: '61.50' } },
      false,
    ],
  ])('%s', async (_, said, hasXml) => {
    const { metadata, xml } = document('Q/1')
    await bring({ xml, name: `${metadata.ksefNumber}.xml` })
    // Another one that lies there has nothing to do with it.
    await half('Q/2')
    expect((await get('/ksef/quarantine')).items).toMatchObject([{ state: 'open' }, { state: 'open' }])
    const row = document('Q/1', { ksefNumber: metadata.ksefNumber, ...said }).metadata
    await stage.api.importMetadata(us, [row, document('Q/3').metadata])
    const evidence = (await stage.api.purchases(us, { number: 'Q/1' })).flatMap((p) => p.evidence)
    expect(evidence).toMatchObject([{ ksefNumber: metadata.ksefNumber, hasXml }])
    const states = (await get('/ksef/quarantine')).items.map(
      (i: { number: string; state: string }) => `${i.number} ${i.state}`,
    )
    expect(states.sort()).toEqual(['Q/1 known', 'Q/2 open'])
  })
})

describe('an entry of a package', () => {
  const entry = (name: string) => bring({ xml: new TextEncoder().encode('no XML'), name })
  it('that is an XML by its name is of any month that is not filed', async () => {
    await entry('unnamed.xml')
    const { state, months, ksefNumber, what } = await only()
    expect([state, months, ksefNumber, what]).toEqual([
      ...['open', null, null, 'A document of KSeF without a number'],
    ])
    expect((await get('/register/2026-06/check')).sections.quarantined.count).toBe(1)
    await stage.api.json('POST', `/v1/taxpayers/${us}/register/2026-06/filings`, { filedOn: '2026-07-24' })
    expect((await get('/register/2026-06/check')).sections.quarantined.count).toBe(0)
    expect((await get('/register/2026-07/check')).sections.quarantined.count).toBe(1)
  })
  it('that was refused unread is one for each number, also where the reason is the same', async () => {
    const numbers = ['Q/1', 'Q/2'].map((number) => document(number).metadata.ksefNumber)
    for (const number of numbers) {
      const [name, other] = [`${number}.xml`, 'x'.repeat(number.length + 4)]
      const twice = rename(zip({ [name]: 'no XML', [other]: 'none either' }), other, name)
      await stage.api.importPackage(us, twice as Uint8Array<ArrayBuffer>)
    }
    const items = (await get('/ksef/quarantine')).items as { id: string; code: string }[]
    const unread = items.filter((item) => item.code === 'package-entry-duplicate')
    const ids = numbers.map((number) => idOf(number, 'package-entry-duplicate', null))
    expect(unread.map((item) => item.id).sort()).toEqual(ids.sort())
  })
  it('that is another file by its name is no document: there is nothing to decide, and nobody is told', async () => {
    await entry('readme.txt')
    const { id, state } = await only()
    expect(state).toBe('no-document')
    for (const decision of ['dismissed', 'reopen']) {
      const { status, body } = await answer(id, decision, 'no invoice')
      expect([status, body.code, body.detail]).toEqual([
        ...[422, 'decision-does-not-fit'],
        `Of the document ${id} there is nothing to decide: it is no invoice by its name. It holds nothing; leave it as it is.`,
      ])
    }
    expect(await told()).toEqual([])
  })
})

describe('a row whose number was damaged', () => {
  const damaged = () => {
    const { metadata } = document('Q/1')
    const last = metadata.ksefNumber.endsWith('0') ? '1' : '0'
    const ksefNumber = metadata.ksefNumber.slice(0, -1) + last
    return bring({ metadata: { ...metadata, ksefNumber } })
  }
  it('is known by the hash of its XML, when that comes', async () => {
    await damaged()
    expect(await only()).toMatchObject({ state: 'open', number: 'Q/1' })
    await bring(document('Q/2'))
    expect((await only()).state).toBe('open')
    await bring(document('Q/1'))
    expect((await only()).state).toBe('known')
    expect(await told()).toEqual([
      ['finding.opened', null],
      ['finding.closed', null],
    ])
  })
  it('waits for a person also where no number is left of it, nor anything else', async () => {
    const archive = zip({ '_metadata.json': '{"invoices":[{"ksefNumber":]}' })
    await stage.api.importPackage(us, archive as Uint8Array<ArrayBuffer>)
    expect(await only()).toMatchObject({ ksefNumber: null, number: null, state: 'open' })
  })
  it('is known at once where that is in hand, and nobody is told', async () => {
    await bring(document('Q/1'))
    await damaged()
    expect([(await only()).state, await told()]).toEqual(['known', []])
  })
})
