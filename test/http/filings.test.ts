import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { type FaDocument, faXml, ksefDocument, nip, packageOf, qrI, qrII } from '../support/ksef.ts'

const us = nip('filings')
const seller = { nip: nip('filings seller'), name: 'Sprzedawca S.A.' }
const root = `/v1/taxpayers/${us}`
let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api
let now: string

beforeEach(async () => {
  now = '2026-07-24T12:00:00+02:00'
  stage = await createTestApp({ now: () => new Date(now) })
  api = stage.api
  await api.putTaxpayer(us, { name: 'Odbiorca' })
  await api.putSupplier(us, seller.nip, { ksefDuty: [{ status: 'obliged', from: '2026-02-01' }] })
})
afterEach(() => stage.close())

const invoice = (number: string, said: Partial<FaDocument> = {}): FaDocument & { amounts: object } => ({
  seller,
  buyer: { nip: us },
  number,
  issueDay: '2026-06-29',
  amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
  ...said,
})
/** An offline invoice with its two codes, handed over on the day it was issued. */
async function offline(document: FaDocument, said: Record<string, unknown> = {}): Promise<Purchase> {
  const xml = faXml(document)
  const { purchase } = await api.postCopy(us, {
    seller,
    number: document.number,
    issueDate: document.issueDay,
    currency: 'PLN',
    ...(document.amounts as object),
    receivedOn: document.issueDay,
    document: 'offline-invoice',
    qrCodes: [qrI(seller.nip, document.issueDay, xml), qrII(seller.nip, xml)],
    ...said,
  })
  return purchase as Purchase
}
const plain = (number: string, said?: Record<string, unknown>) =>
  api.postCopy(us, plainCopy(seller, number, said))
const fromKsef = (document: FaDocument, numberedAt: string) =>
  api.importPackage(us, packageOf([ksefDocument({ ...document, numberedAt })]))
const file = (month: string, filedOn: string) =>
  api.json('POST', `${root}/register/${month}/filings`, { filedOn })
const due = async () => (await api.json('GET', `${root}/corrections-due`)).body.items
const rows = async (month: string, asOf?: string) => (await api.register(us, month, asOf)).items
const failure = () =>
  api.postOutage({
    kind: 'failure',
    start: '2026-06-29',
    end: '2026-07-01',
    announcedAt: '2026-06-29',
    source: 'bip',
  })

describe('a filing', () => {
  it('keeps the rows of the day on which it was filed, whatever comes later', async () => {
    await plain('FV/1')
    const filed = await file('2026-06', '2026-07-24')
    expect(filed.status).toBe(201)
    expect(filed.body).toMatchObject({
      number: 1,
      filedOn: '2026-07-24',
      by: 'admin',
      totals: { rows: 1, K_43: '23.00' },
    })
    expect(filed.body.items).toMatchObject([{ DowodZakupu: 'FV/1', marker: { BFK: 1 }, K_42: '100.00' }])
    await fromKsef(invoice('FV/1', { issueDay: '2026-06-10' }), '2026-07-28T10:00:00+02:00')
    const { body } = await api.json('GET', `${root}/register/2026-06/filings/${filed.body.id}`)
    expect(body).toEqual(filed.body)
    expect((await rows('2026-06', '2026-07-30'))[0].marker).toHaveProperty('NrKSeF')
  })

  it('is the same one when the same record is filed on the same day again', async () => {
    await plain('FV/1')
    const first = await file('2026-06', '2026-07-24')
    expect(await file('2026-06', '2026-07-24')).toMatchObject({ status: 200, body: { id: first.body.id } })
    const { body } = await api.json('GET', `${root}/register/2026-06/filings`)
    expect(body.items.map((f: { id: string }) => f.id)).toEqual([first.body.id])
  })

  it('keeps every row, of a month of more than a thousand too', async () => {
    const metadata = Array.from({ length: 1001 }, (_, n) => {
      const amounts = { net: `${100 + n}.00`, vat: '23.00', gross: `${123 + n}.00` }
      return ksefDocument({ ...invoice(`FV/${n}`, { amounts }), numberedAt: '2026-06-29T10:00:00+02:00' })
        .metadata
    })
    for (let at = 0; at < metadata.length; at += 500)
      await api.importMetadata(us, metadata.slice(at, at + 500))
    const { body } = await file('2026-06', '2026-07-24')
    const numbers: string[] = []
    for (let cursor = ''; ; ) {
      const path = `${root}/register/2026-06/filings/${body.id}?limit=600${cursor}`
      const page = (await api.json('GET', path)).body
      numbers.push(...page.items.map((row: { DowodZakupu: string }) => row.DowodZakupu))
      if (page.next === null) break
      cursor = `&cursor=${page.next}`
    }
    expect([body.totals.rows, new Set(numbers).size, numbers.length]).toEqual([1001, 1001, 1001])
  })

  it('is another one on the same day when what is in it became another', async () => {
    const { purchase } = await plain('FV/1')
    const first = await file('2026-06', '2026-07-24')
    await api.patchPurchase(us, (purchase as Purchase).id, { fixedAsset: true })
    const second = await file('2026-06', '2026-07-24')
    expect([first, second].map(({ status, body }) => [status, body.number])).toEqual([
      [201, 1],
      [201, 2],
    ])
  })

  it('comes after the month has begun, and after the filings before it', async () => {
    expect((await file('2026-06', '2026-05-31')).body.code).toBe('filed-before-month')
    await file('2026-06', '2026-07-24')
    expect((await file('2026-06', '2026-07-23')).body.code).toBe('filing-out-of-order')
    expect((await api.json('GET', `${root}/register/2026-06/filings/none`)).body.code).toBe('filing-unknown')
  })

  it('stands in the feed', async () => {
    const { body } = await file('2026-06', '2026-07-24')
    const changes = (await api.json('GET', `${root}/changes?limit=1000`)).body.items
    expect(changes.at(-1)).toMatchObject({ type: 'filing.created', data: { id: body.id, month: '2026-06' } })
  })
})

describe('art. 109 ust. 3e: a row that was filed without a number', () => {
  it('as DI must be corrected within 14 days of the number, moved off days off', async () => {
    // A listed buyer has received an offline24 invoice that was handed over as agreed; without a number it is DI.
    const document = invoice('FV/DI')
    await offline(document, { buyerCategory: '106gb-4-2', deliveryAgreed: true })
    expect((await rows('2026-06', '2026-07-24')).map((r: { marker: object }) => r.marker)).toEqual([
      { DI: 1 },
    ])
    await file('2026-06', '2026-07-24')
    expect(await due()).toEqual([])
    now = '2026-08-03T09:00:00+02:00'
    await fromKsef(document, '2026-08-01T10:00:00+02:00')
    // 14 days after 1 August is 15 August, a Saturday and a holiday: Monday 17 August.
    expect(await due()).toMatchObject([
      {
        month: '2026-06',
        reason: 'number-arrived',
        mandatory: true,
        dueBy: '2026-08-17',
        filed: { marker: { DI: 1 } },
        now: { marker: { NrKSeF: expect.any(String) } },
      },
    ])
    const changes = (await api.json('GET', `${root}/changes?limit=1000`)).body.items
    expect(changes.at(-1)).toMatchObject({
      type: 'correction.due',
      data: { month: '2026-06', dueBy: '2026-08-17' },
    })
    const check = (await api.json('GET', `${root}/register/2026-06/check`)).body
    expect(check.sections.corrections).toMatchObject({
      count: 1,
      items: [
        { explanation: expect.stringContaining('must be corrected by 2026-08-17 (art. 109 ust. 3e pkt 2)') },
      ],
    })
    expect(await file('2026-06', '2026-08-10')).toMatchObject({ status: 201, body: { number: 2 } })
    expect(await due()).toEqual([])
  })

  it('as OFF needs no correction', async () => {
    await failure()
    const document = invoice('FV/OFF')
    await offline(document)
    await file('2026-06', '2026-07-02')
    await fromKsef(document, '2026-07-03T10:00:00+02:00')
    expect((await rows('2026-06', '2026-07-24'))[0].marker).toHaveProperty('NrKSeF')
    expect(await due()).toEqual([])
  })

  it('is told of at once where the number came between the day of filing and the day on which that is said', async () => {
    await plain('FV/BFK')
    await fromKsef(invoice('FV/BFK', { issueDay: '2026-06-10' }), '2026-07-28T10:00:00+02:00')
    now = '2026-07-30T12:00:00+02:00'
    expect((await file('2026-06', '2026-07-24')).body.items).toMatchObject([{ marker: { BFK: 1 } }])
    expect(await due()).toMatchObject([
      { reason: 'number-arrived', duty: 'review', filed: { marker: { BFK: 1 } } },
    ])
  })

  it('as BFK by a seller in breach is for a human, or as the policy says', async () => {
    await plain('FV/BFK')
    await file('2026-06', '2026-07-24')
    await fromKsef(invoice('FV/BFK', { issueDay: '2026-06-10' }), '2026-07-28T10:00:00+02:00')
    expect(await due()).toMatchObject([
      { reason: 'number-arrived', mandatory: false, duty: 'review', dueBy: null },
    ])
    await api.putTaxpayer(us, { name: 'Odbiorca', policy: { breachNumberAfterFiling: 'correct-14-days' } })
    expect(await due()).toMatchObject([{ mandatory: true, dueBy: '2026-08-11' }])
    await api.putTaxpayer(us, { name: 'Odbiorca', policy: { breachNumberAfterFiling: 'leave' } })
    expect(await due()).toEqual([])
  })
})

describe('what changes after filing', () => {
  it('a failure told late that moves the receipt: an item, and the snapshot stays', async () => {
    const document = invoice('FV/LATE')
    await offline(document)
    await fromKsef(document, '2026-07-03T10:00:00+02:00')
    const filed = (await file('2026-07', '2026-08-25')).body
    expect(filed.items).toMatchObject([{ DataWplywu: '2026-07-03' }])
    now = '2026-09-01T12:00:00+02:00'
    await failure()
    expect(await due()).toMatchObject([
      {
        month: '2026-07',
        reason: 'receipt-date',
        changed: ['DataWplywu'],
        mandatory: true,
        // Found out on 1 September.
        dueBy: '2026-09-15',
        filed: { DataWplywu: '2026-07-03' },
        now: { DataWplywu: '2026-06-29' },
      },
    ])
    expect((await api.json('GET', `${root}/register/2026-07/filings/${filed.id}`)).body).toEqual(filed)
    // July lies inside the window that begins with June: the deduction stays where it was filed.
    expect(await rows('2026-06')).toEqual([])
    expect(await rows('2026-07')).toHaveLength(1)
  })

  it('an error that is found out later has a term of its own, whatever was told of the row before', async () => {
    const { purchase } = await plain('FV/THEN')
    await file('2026-06', '2026-07-24')
    await fromKsef(invoice('FV/THEN', { issueDay: '2026-06-10' }), '2026-07-28T10:00:00+02:00')
    expect(await due()).toMatchObject([{ reason: 'number-arrived', knownSince: '2026-07-24' }])
    now = '2026-09-01T12:00:00+02:00'
    await api.json('PATCH', `${root}/purchases/${purchase?.id}`, { deductibleShare: '0.00' })
    // Fourteen days after 1 September.
    expect(await due()).toMatchObject([
      { reason: 'not-in-month', knownSince: '2026-09-01', dueBy: '2026-09-15' },
    ])
    now = '2026-09-03T12:00:00+02:00'
    await api.json('PATCH', `${root}/purchases/${purchase?.id}`, { fixedAsset: true })
    expect(await due()).toMatchObject([
      { reason: 'not-in-month', knownSince: '2026-09-01', dueBy: '2026-09-15' },
    ])
  })

  it('a purchase that leaves the window of its month must be taken out, and stands in the next one', async () => {
    const { purchase } = await plain('FV/MOVE')
    await file('2026-06', '2026-07-24')
    await api.json('PATCH', `${root}/purchases/${purchase?.id}`, { taxPointDate: '2026-08-05' })
    expect(await due()).toMatchObject([{ reason: 'not-in-month', mandatory: true, now: null }])
    expect(await rows('2026-06')).toEqual([])
    expect(await rows('2026-08')).toHaveLength(1)
  })

  it('a purchase first known after filing stands in the earliest month not yet filed', async () => {
    await file('2026-06', '2026-07-24')
    await plain('FV/NEW', { receivedOn: '2026-06-12' })
    expect(await rows('2026-06')).toEqual([])
    expect(await rows('2026-07')).toMatchObject([{ DowodZakupu: 'FV/NEW', DataWplywu: '2026-06-12' }])
    expect(await due()).toEqual([])
    await file('2026-07', '2026-08-25')
    await file('2026-08', '2026-09-25')
    await file('2026-09', '2026-10-26')
    const { purchase } = await plain('FV/NEWER', {
      receivedOn: '2026-06-13',
      gross: '246.00',
      net: '200.00',
      vat: '46.00',
    })
    // Every month of its window was filed without it: a right to correct June, no duty.
    expect(await due()).toMatchObject([
      {
        purchaseId: purchase?.id,
        month: '2026-06',
        reason: 'not-filed',
        mandatory: false,
        dueBy: null,
        filed: null,
      },
    ])
  })

  it('art. 86 ust. 19a: a reduction first known after its month was filed must be corrected there', async () => {
    const original = invoice('FV/ORIGINAL', { issueDay: '2026-05-10' })
    await fromKsef(original, '2026-05-10T10:00:00+02:00')
    await file('2026-06', '2026-07-24')
    const correction: FaDocument = {
      ...invoice('KOR/1', { issueDay: '2026-06-20' }),
      kind: 'KOR',
      amounts: { net: '-10.00', vat: '-2.30', gross: '-12.30' },
      corrects: [{ number: 'FV/ORIGINAL', issueDay: '2026-05-10' }],
    } as never
    await fromKsef(correction, '2026-06-20T10:00:00+02:00')
    expect(await due()).toMatchObject([{ month: '2026-06', reason: 'reduction-not-filed', mandatory: true }])
    await file('2026-06', '2026-07-28')
    expect(await due()).toEqual([])
  })

  it('two filed rows that turn out to be one invoice: one of them must go', async () => {
    const one = (await plain('FV/01')).purchase as Purchase
    const other = (await plain('FV/O1')).purchase as Purchase
    await file('2026-06', '2026-07-24')
    await api.json('POST', `${root}/findings/${one.id}.POSSIBLE_DUPLICATE.${other.id}/decision`, {
      decision: 'same-invoice',
    })
    expect(await due()).toMatchObject([
      { purchaseId: other.id, reason: 'same-invoice-twice', mandatory: true, now: null },
    ])
    await api.json('POST', `${root}/findings/${one.id}.POSSIBLE_DUPLICATE.${other.id}/decision`, {
      decision: 'reopen',
    })
    expect(await due()).toEqual([])
  })

  it('amounts that become known, and nothing for a name spelled otherwise', async () => {
    const { purchase } = await plain('FV/EUR', { currency: 'EUR', vatPln: '98.90' })
    await file('2026-06', '2026-07-24')
    await api.json('PATCH', `${root}/purchases/${purchase?.id}`, { exchangeRate: '4.3000' })
    expect(await due()).toMatchObject([{ reason: 'amounts', mandatory: true, dueBy: '2026-08-07' }])
    await plain('fv eur', {
      currency: 'EUR',
      vatPln: '98.90',
      seller: { nip: seller.nip, name: 'SPRZEDAWCA' },
    })
    expect(await due()).toHaveLength(1)
  })

  it('what is to be corrected in each month is known since its own day', async () => {
    const { purchase } = await plain('2/MIES')
    await file('2026-06', '2026-07-24')
    await api.patchPurchase(us, purchase?.id as string, { deductIn: '2026-07' })
    now = '2026-08-20T12:00:00+02:00'
    await file('2026-07', '2026-08-20')
    now = '2026-08-21T12:00:00+02:00'
    await api.patchPurchase(us, purchase?.id as string, { fixedAsset: true })
    expect(await due()).toMatchObject([
      { month: '2026-06', reason: 'not-in-month', knownSince: '2026-07-24' },
      { month: '2026-07', reason: 'amounts', knownSince: '2026-08-21' },
    ])
    // The same is wrong with both months from here on, and with each since another day.
    now = '2026-08-25T12:00:00+02:00'
    await api.patchPurchase(us, purchase?.id as string, { deductIn: '2026-08' })
    expect(await due()).toMatchObject([
      { month: '2026-06', reason: 'not-in-month', knownSince: '2026-07-24', dueBy: '2026-08-07' },
      { month: '2026-07', reason: 'not-in-month', knownSince: '2026-08-25', dueBy: '2026-09-08' },
    ])
  })

  it('what is to be corrected of each purchase of a month is known since its own day', async () => {
    const before = (await plain('FV/BEFORE')).purchase as Purchase
    const after = (await plain('X/AFTER', { net: '200.00', vat: '46.00', gross: '246.00' }))
      .purchase as Purchase
    await file('2026-06', '2026-07-24')
    await api.patchPurchase(us, before.id, { deductIn: '2026-07' })
    now = '2026-08-21T12:00:00+02:00'
    // One statement about the seller takes both out of their month, in one transaction.
    await api.putSupplier(us, seller.nip, { defaults: { deductibleShare: '0.00' } })
    expect(await due()).toMatchObject([
      { purchaseId: before.id, reason: 'not-in-month', knownSince: '2026-07-24', dueBy: '2026-08-07' },
      { purchaseId: after.id, reason: 'not-in-month', knownSince: '2026-08-21', dueBy: '2026-09-04' },
    ])
  })

  it('is listed page by page', async () => {
    for (const n of [1, 2, 3]) await plain(`FV/PAGE/${n}A`, { gross: `${n}23.00`, net: `${n}00.00` })
    await file('2026-06', '2026-07-24')
    for (const { id } of await api.purchases(us)) {
      await api.json('PATCH', `${root}/purchases/${id}`, { taxPointDate: '2026-08-05' })
    }
    const found: string[] = []
    for (let cursor = ''; ; ) {
      const { body } = await api.json('GET', `${root}/corrections-due?limit=2${cursor}`)
      found.push(...body.items.map((i: { purchaseId: string }) => i.purchaseId))
      if (body.next === null) break
      cursor = `&cursor=${body.next}`
    }
    expect(found).toEqual((await api.purchases(us)).map((p) => p.id))
  })
})
