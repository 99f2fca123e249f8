import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'

/** A month as it is looked at, filed and corrected, and the lists that lead there: each in full, and page by page. */

const us = nip('months')
const at = `/v1/taxpayers/${us}`
const seller = { nip: nip('months seller'), name: 'Sprzedawca S.A.' }
const foreigner = { country: 'DE', vatId: '123456789', name: 'Händler GmbH' }
let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api
const ids: Record<string, string> = {}

// biome-ignore lint/suspicious/noExplicitAny: see Answer
const get = async (path: string): Promise<any> => (await api.json('GET', `${at}${path}`)).body
const record = async (key: string, number: string, said: object = {}, of: object = seller) => {
  const { purchase } = await api.postCopy(us, plainCopy(of as never, number, { ...said }))
  ids[key] = (purchase as Purchase).id
}
/** Every item of a list, read in pages of so many. */
async function paged(path: string, limit: number): Promise<object[]> {
  const items: object[] = []
  for (let cursor = ''; ; ) {
    const page = await get(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor}`)
    expect(page.items.length).toBeLessThanOrEqual(limit)
    items.push(...page.items)
    if (page.next === null) return items
    cursor = `&cursor=${encodeURIComponent(page.next)}`
  }
}

beforeAll(async () => {
  stage = await createTestApp({ now: '2026-07-24T12:00:00+02:00' })
  api = stage.api
  await api.putTaxpayer(us, { name: 'Odbiorca', jpk: { officeCode: '1471', email: 'b@example.com' } })
  await api.putSupplier(us, seller.nip, { ksefDuty: [{ status: 'obliged', from: '2026-02-01' }] })
  await record('breach', 'B/1', { gross: '246.00', net: '200.00', vat: '46.00' })
  await record('one', 'H/1', { gross: '61.50', net: '50.00', vat: '11.50' })
  await record('other', 'H/1', { gross: '12.30', net: '10.00', vat: '2.30' })
  await record('foreign', 'F/1', { currency: 'EUR' }, foreigner)
  const half = ksefDocument({
    ...{ seller, buyer: { nip: us }, number: 'Q/1', issueDay: '2026-06-10' },
    numberedAt: '2026-06-10T10:00:00+02:00',
  })
  await api.importPackage(us, packageOf([{ metadata: half.metadata }]))
})
afterAll(() => stage.close())

describe('a look at the month', () => {
  it('says what stands in its way and when it is due', async () => {
    const { sections, ...month } = await get('/register/2026-06/check')
    expect(month).toEqual({
      ...{ month: '2026-06', asOf: '2026-07-24', ready: false, monthOver: true, laterRows: 0 },
      // The 25th of July 2026 is a Saturday.
      fileBy: '2026-07-27',
      // Two questions of one number, a row without amounts, a document in quarantine.
      blocking: 4,
      totals: {
        ...{ rows: 4, withoutAmounts: 1, held: 2, inputVat: '59.80' },
        ...{ K_40: '0.00', K_41: '0.00', K_42: '260.00', K_43: '59.80' },
        ...{ K_44: '0.00', K_45: '0.00', K_46: '0.00', K_47: '0.00', ZakupVAT_Marza: '0.00' },
      },
      jpk: { form: 'JPK_V7M(3)', problems: [] },
    })
    expect(sections.findings.blocking).toMatchObject({
      ...{ count: 2, more: false, codes: [{ code: 'AMOUNT_MISMATCH', count: 2 }] },
      href: `${at}/findings?open=true&severity=blocking`,
      items: [
        { purchaseId: ids.one, otherPurchaseId: ids.other, number: 'H/1', open: true },
        { purchaseId: ids.other, otherPurchaseId: ids.one, number: 'H/1', open: true },
      ],
    })
    expect(sections.awaiting).toMatchObject({
      ...{ count: 3, more: false, whenNumberComes: { required: 0, review: 3, none: 0 } },
      href: `${at}/awaiting`,
    })
    expect(sections.awaiting.items[0]).toEqual({
      ...{ purchaseId: ids.breach, seller, number: 'B/1', issueDate: '2026-06-10' },
      ...{ currency: 'PLN', gross: '246.00', mode: 'outside-breach', marker: 'BFK' },
      ...{ markerUnsettled: false, deadline: null, overdue: false },
      ...{ correction: 'review', correctionDue: null },
    })
    expect(sections.withoutAmounts).toEqual({
      ...{ count: 1, more: false },
      items: [
        {
          ...{ purchaseId: ids.foreign, number: 'F/1', issueDate: '2026-06-10' },
          why: 'The buyer accounts for the tax of this purchase.',
          whyCode: 'doubt.amounts.self-assessment',
        },
      ],
    })
    expect(sections.quarantined).toMatchObject({
      ...{ count: 1, more: false, href: `${at}/ksef/quarantine` },
      items: [
        {
          ...{ code: 'xml-missing', state: 'open', seller, number: 'Q/1', issueDate: '2026-06-10' },
          ...{ months: { from: '2026-06', to: '2026-06' }, decisions: [], at: '2026-07-24T10:00:00Z' },
        },
      ],
    })
    const empty = { count: 0, items: [], more: false }
    // Without a connection nothing is wanted of KSeF.
    expect(sections.coverage).toEqual({
      ...{ count: 0, items: [], more: false, connected: false },
      href: `${at}/ksef/coverage`,
    })
    expect([sections.expiring, sections.corrections, sections.nowhere]).toEqual([
      ...[empty, empty],
      { count: 0, reasons: [] },
    ])
  })
  it('shows what lost its last month: in September the windows of June end', async () => {
    const { sections, monthOver } = await get('/register/2026-09/check')
    expect([monthOver, sections.findings.blocking.count, sections.withoutAmounts.count]).toEqual([
      false,
      0,
      0,
    ])
    expect(sections.quarantined.count).toBe(0)
  })
})

describe('lists', () => {
  it('of findings are the same in pages of any size: what lies in quarantine first', async () => {
    const all = await paged('/findings', 100)
    expect(all[0]).toMatchObject({
      code: 'KSEF_DOCUMENT_QUARANTINED',
      purchaseId: null,
      otherPurchaseId: null,
    })
    expect(all.slice(1).every((f) => (f as { purchaseId: string | null }).purchaseId !== null)).toBe(true)
    for (const limit of [1, 2, 3]) expect(await paged('/findings', limit)).toEqual(all)
  })
  it('of findings are those asked for', async () => {
    const codes = async (query: string) =>
      ((await paged(`/findings?${query}`, 2)) as { code: string }[]).map(({ code }) => code)
    expect(await codes('code=AMOUNT_MISMATCH')).toEqual(['AMOUNT_MISMATCH', 'AMOUNT_MISMATCH'])
    expect(await codes('severity=blocking')).toEqual([
      'KSEF_DOCUMENT_QUARANTINED',
      ...['AMOUNT_MISMATCH', 'AMOUNT_MISMATCH'],
    ])
    expect(await codes('open=false')).toEqual([])
    const path = `${at}/findings/${ids.breach}.SELLER_SHOULD_USE_KSEF/decision`
    await api.json('POST', path, { decision: 'dismissed', note: 'told him' })
    expect(await paged('/findings?open=false', 1)).toMatchObject([
      { id: `${ids.breach}.SELLER_SHOULD_USE_KSEF`, open: false, decision: { note: 'told him' } },
    ])
    expect(await codes('open=true&code=SELLER_SHOULD_USE_KSEF')).toEqual([
      ...['SELLER_SHOULD_USE_KSEF', 'SELLER_SHOULD_USE_KSEF'],
    ])
    await api.json('POST', path, { decision: 'reopen', note: null })
    expect(await codes('open=false')).toEqual([])
  })
  it('of the rows of a month are the same in pages of any size', async () => {
    const all = (await paged('/register/2026-06', 100)) as { purchaseId: string; held: boolean }[]
    expect(all.map(({ purchaseId, held }) => [purchaseId, held])).toEqual([
      [ids.breach, false],
      [ids.one, true],
      [ids.other, true],
      [ids.foreign, false],
    ])
    for (const limit of [1, 2, 3, 4]) expect(await paged('/register/2026-06', limit)).toEqual(all)
  })
})

describe('the month is filed', () => {
  const file = (month: string, said: object) => api.json('POST', `${at}/register/${month}/filings`, said)
  it('without its held rows, which move on and leave nothing to correct', async () => {
    const { status, body } = await file('2026-06', { filedOn: '2026-07-20', held: 'leave-out' })
    expect(status).toBe(201)
    const { items, next, ...filing } = body
    expect(filing).toEqual({
      ...{ id: expect.any(String), month: '2026-06', number: 1, filedOn: '2026-07-20', by: 'admin' },
      ...{ recordedAt: '2026-07-24T10:00:00Z', held: 'leave-out', hash: expect.any(String), jpkCheck: null },
      totals: {
        ...{ rows: 2, withoutAmounts: 1, held: 0, inputVat: '46.00' },
        ...{ K_40: '0.00', K_41: '0.00', K_42: '200.00', K_43: '46.00' },
        ...{ K_44: '0.00', K_45: '0.00', K_46: '0.00', K_47: '0.00', ZakupVAT_Marza: '0.00' },
      },
    })
    expect(items.map((r: { purchaseId: string }) => r.purchaseId)).toEqual([ids.breach, ids.foreign])
    expect(next).toBeNull()
    const rows = async (month: string) =>
      ((await paged(`/register/${month}`, 100)) as { purchaseId: string }[]).map((r) => r.purchaseId)
    expect([await rows('2026-06'), await rows('2026-07')]).toEqual([
      [ids.breach, ids.foreign],
      [ids.one, ids.other],
    ])
    expect(await get('/corrections-due')).toEqual({ items: [], next: null })
    expect(await get(`/register/2026-06/filings/${filing.id}?limit=1`)).toMatchObject({ items: [items[0]] })
  })
  it('and what is stated afterwards has to be corrected there, said once, and no more when filed again', async () => {
    await api.patchPurchase(us, ids.breach as string, { fixedAsset: true })
    const { items } = await get('/corrections-due')
    expect(items).toEqual([
      expect.objectContaining({
        ...{ purchaseId: ids.breach, month: '2026-06', knownSince: '2026-07-24' },
        filed: expect.objectContaining({ DowodZakupu: 'B/1', K_42: '200.00', K_43: '46.00' }),
        now: expect.objectContaining({ DowodZakupu: 'B/1', K_40: '200.00', K_41: '46.00' }),
        explanation: expect.any(String),
      }),
    ])
    const { items: told } = await get('/changes?limit=1000')
    expect(told.filter((c: { type: string }) => c.type === 'correction.due')).toMatchObject([
      // Fourteen days from the 24th of July, when it was stated: a Friday.
      {
        purchaseId: ids.breach,
        data: { month: '2026-06', reason: 'amounts', mandatory: true, dueBy: '2026-08-07' },
      },
    ])
    expect((await get('/register/2026-06/check')).sections.corrections).toMatchObject({
      ...{ count: 1, more: false, items: [{ purchaseId: ids.breach }] },
    })
    const early = await file('2026-06', { filedOn: '2026-07-19' })
    expect(early.body).toMatchObject({
      ...{ status: 422, code: 'filing-out-of-order' },
      errors: [
        {
          ...{ pointer: '/filedOn', code: 'filing-out-of-order' },
          message:
            '2026-06 was filed on 2026-07-20 already; a later filing cannot be of 2026-07-19. Give the day of this filing.',
        },
      ],
    })
    expect((await file('2026-06', { filedOn: '2026-07-24' })).body).toMatchObject({
      number: 2,
      held: 'include',
    })
    expect(await get('/corrections-due')).toEqual({ items: [], next: null })
    expect(
      ((await paged('/register/2026-06/filings', 1)) as { number: number }[]).map((f) => f.number),
    ).toEqual([1, 2])
  })
  it('and a row that goes to another month is to be taken out of the filed one', async () => {
    await api.patchPurchase(us, ids.breach as string, { deductIn: '2026-08' })
    const { items } = await get('/corrections-due?month=2026-06')
    expect(items).toMatchObject([
      {
        ...{ purchaseId: ids.breach, month: '2026-06', reason: 'not-in-month', now: null },
        filed: { DowodZakupu: 'B/1', K_40: '200.00', K_41: '46.00' },
      },
    ])
    await api.patchPurchase(us, ids.breach as string, { deductIn: null })
    expect(await get('/corrections-due')).toEqual({ items: [], next: null })
  })
  it('of two purchases that turn out to be one; filed again on the day it is the same filing until then', async () => {
    const filed = await file('2026-07', { filedOn: '2026-07-24' })
    expect([filed.status, filed.body.items.length]).toEqual([201, 2])
    const again = await file('2026-07', { filedOn: '2026-07-24' })
    expect([again.status, again.body.id]).toEqual([200, filed.body.id])
    const finding = `${ids.one}.AMOUNT_MISMATCH.${ids.other}`
    const decide = (decision: string) =>
      api.json('POST', `${at}/findings/${finding}/decision`, { decision, note: null })
    await decide('same-invoice')
    const twice = {
      ...{ purchaseId: ids.other, month: '2026-07', reason: 'same-invoice-twice', now: null },
      filed: { DowodZakupu: 'H/1', K_42: '10.00', K_43: '2.30' },
    }
    expect((await get('/corrections-due')).items).toMatchObject([twice])
    expect((await get('/corrections-due?month=2026-06')).items).toEqual([])
    await api.patchPurchase(us, ids.breach as string, { deductIn: '2026-08' })
    const both = await paged('/corrections-due', 1)
    expect(both).toMatchObject([{ month: '2026-06' }, twice])
    await api.patchPurchase(us, ids.breach as string, { deductIn: null })
    await decide('reopen')
    expect(await get('/corrections-due')).toEqual({ items: [], next: null })
  })
  it('which is found by its id, with its rows page after page, and told in the feed', async () => {
    const [first] = (await get('/register/2026-07/filings')).items
    const path = `/register/2026-07/filings/${first.id}`
    const { items, next, ...said } = await get(path)
    expect([items.length, next]).toEqual([2, null])
    expect(await paged(path, 1)).toEqual(items)
    expect(await paged(path, 2)).toEqual(items)
    expect(said).toEqual(first)
    const told = (await get('/changes?limit=1000')).items.filter(
      (c: { type: string }) => c.type === 'filing.created',
    )
    expect(told.map((c: { data: object }) => c.data)).toContainEqual(first)
    expect(await get('/register/2026-07/filings/nothing')).toMatchObject({
      ...{ status: 404, code: 'filing-unknown' },
      detail: 'There is no filing nothing of 2026-07. List them with GET …/filings.',
    })
    expect(await get(`/register/2026-06/filings/${first.id}`)).toMatchObject({ status: 404 })
  })
  it('no month before it began', async () => {
    const { body } = await file('2026-08', { filedOn: '2026-07-31' })
    expect(body.errors).toEqual([
      {
        ...{ pointer: '/filedOn', code: 'filed-before-month' },
        message:
          '2026-08 cannot have been filed on 2026-07-31, before it began. Give the day on which it was filed.',
        params: { month: '2026-08', filedOn: '2026-07-31' },
      },
    ])
    expect((await file('2026-08', { filedOn: '2026-08-01' })).status).toBe(201)
  })
})

it('a month shows what stands nowhere: what waits for its month until it has one, and else what was issued in it', async () => {
  const other = nip('months without')
  await api.putTaxpayer(other, { name: 'Inny', settlement: 'quarterly' })
  await api.putSupplier(other, seller.nip, { ksefDuty: [{ status: 'obliged', from: '2026-02-01' }] })
  await api.postCopy(other, plainCopy(seller, 'N/1', { document: 'offline-invoice' }))
  const strange = ksefDocument({
    ...{ seller, buyer: { nip: nip('somebody else') }, number: 'N/2', issueDay: '2026-06-10' },
    numberedAt: '2026-06-10T10:00:00+02:00',
  })
  await api.importPackage(other, packageOf([strange]))
  const nowhere = async (month: string) => {
    const { body } = await api.json('GET', `/v1/taxpayers/${other}/register/${month}/check`)
    // Also who settles by the quarter keeps a record of each month.
    expect(body.jpk.form).toBe('JPK_V7K(3)')
    const { count, reasons } = body.sections.nowhere
    for (const { items } of reasons) for (const { why } of items) expect(why).toMatch(/\w.*\.$/)
    type Reason = { reason: string; waits: boolean; count: number; items: { number: string; why: string }[] }
    return [
      count,
      ...(reasons as Reason[]).map((r) => [r.reason, r.waits, r.count, ...r.items.map((i) => i.number)]),
    ]
  }
  const waiting = ['not-received', true, 1, 'N/1']
  expect(await nowhere('2026-05')).toEqual([0])
  expect(await nowhere('2026-06')).toEqual([2, waiting, ['not-ours', false, 1, 'N/2']])
  expect(await nowhere('2026-07')).toEqual([1, waiting])
})
