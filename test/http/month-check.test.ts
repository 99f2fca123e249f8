import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MonthCheck } from '../../src/client/generated/contract.ts'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { buyer, copy, ksef, seller } from '../support/hostile.ts'

/** One look at a month before it is filed: what blocks it, what comes after, what stands nowhere. */

const asOf = '2026-07-24'
const jpk = { officeCode: '1471', email: 'ksiegowosc@odbiorca.example' }
let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api

beforeEach(async () => {
  stage = await createTestApp({ now: `${asOf}T10:00:00Z` })
  api = stage.api
  await taxpayer()
})
afterEach(() => stage.close())

const taxpayer = (more: object = {}) => api.putTaxpayer(buyer, { name: 'Odbiorca', jpk, ...more })
const obliged = () =>
  api.putSupplier(buyer, seller, { ksefDuty: [{ status: 'obliged', from: '2026-02-01' }] })
const failure = (start: string, end: string, kind = 'failure') =>
  api.postOutage({ kind, start, end, source: 'bip' })
let amount = 1000
const record = async (number: string, more: object = {}): Promise<string> => {
  amount += 10
  const { purchase } = await api.postCopy(
    buyer,
    copy({ number, kind: 'VAT', net: `${amount}.00`, vat: '23.00', gross: `${amount + 23}.00`, ...more }),
  )
  return (purchase as Purchase).id
}
const check = async (month = '2026-06', day = asOf): Promise<MonthCheck> => {
  const { status, body } = await api.send('GET', `/v1/taxpayers/${buyer}/register/${month}/check?asOf=${day}`)
  expect(status).toBe(200)
  return body
}
const numbers = (section: { items: { number: string }[] }) => section.items.map((item) => item.number)

describe('a month is ready', () => {
  it('when it is over and nothing blocks it', async () => {
    await api.importMetadata(buyer, [ksef('CLEAN').metadata])
    const { sections, ...rest } = await check()
    expect(rest).toMatchObject({
      ...{ month: '2026-06', asOf, ready: true, monthOver: true, blocking: 0, laterRows: 0 },
      ...{ totals: { rows: 1, withoutAmounts: 0 }, jpk: { form: 'JPK_V7M(3)', problems: [] } },
      // art. 99: the 25th; 25 July 2026 is a Saturday.
      fileBy: '2026-07-27',
    })
    const empty = { count: 0, items: [], more: false }
    expect(sections.findings).toMatchObject({ blocking: empty, review: empty, info: empty })
    expect(sections).toMatchObject({ awaiting: empty, expiring: empty, withoutAmounts: empty })
    expect(sections.nowhere).toEqual({ count: 0, reasons: [] })
  })

  it('not before it is over', async () => {
    expect(await check('2026-06', '2026-06-30')).toMatchObject({
      ready: false,
      monthOver: false,
      blocking: 0,
    })
    expect(await check('2026-06', '2026-07-01')).toMatchObject({ ready: true, monthOver: true })
  })

  it('not while the taxpayer lacks what the file asks for', async () => {
    await taxpayer({ settlement: 'quarterly', jpk: { officeCode: '9999' } })
    const { ready, blocking, jpk } = await check()
    expect([ready, blocking, jpk.form]).toEqual([false, 2, 'JPK_V7K(3)'])
    expect(jpk.problems).toMatchObject([
      { code: 'jpk-data-missing', field: 'officeCode', message: 'No tax office has the code 9999.' },
      { code: 'jpk-data-missing', field: 'email' },
    ])
  })

  it('not as JPK_V7(3) before February 2026', async () => {
    expect((await check('2026-01')).jpk.problems).toMatchObject([{ code: 'jpk-month', field: null }])
    expect((await check('2026-02')).jpk.problems).toEqual([])
  })

  it('not with an open blocking finding, and again once it is decided', async () => {
    await record('FV/0I', { gross: '246.00', net: '223.00' })
    await record('FV/O1', { gross: '246.00', net: '223.00' })
    const before = await check()
    const { blocking } = before.sections.findings
    // Both purchases ask about each other: that is one question.
    expect([before.ready, before.blocking, blocking.count, blocking.questions]).toEqual([false, 2, 2, 1])
    expect(blocking.codes).toEqual([{ code: 'POSSIBLE_DUPLICATE', count: 2 }])
    expect(numbers(blocking)).toEqual(['FV/0I', 'FV/O1'])
    expect((await api.send('GET', blocking.href)).body.items.map((f: { id: string }) => f.id)).toEqual(
      blocking.items.map((f) => f.id),
    )
    const at = `/v1/taxpayers/${buyer}/findings/${blocking.items[0]?.id}/decision`
    await api.json('POST', at, { decision: 'different-invoice' })
    expect(await check()).toMatchObject({ ready: true, sections: { findings: { blocking: { count: 0 } } } })
  })

  it('not with an invoice that has two KSeF numbers: both stand in the steps, and each is a question of its own', async () => {
    const sentAgain = { numberedAt: '2026-06-12T11:00:00+02:00' }
    await api.importMetadata(buyer, [ksef('TWICE').metadata, ksef('TWICE', { more: sentAgain }).metadata])
    const { ready, sections } = await check()
    const { blocking } = sections.findings
    // Accepting frees one of them alone (`acceptedOneByOne`), so an answer to one is none to the other.
    expect([ready, blocking.count, blocking.questions]).toEqual([false, 2, 2])
    expect(blocking.codes).toEqual([{ code: 'DOUBLE_ISSUE', count: 2 }])
    expect(numbers(blocking)).toEqual(['TWICE', 'TWICE'])
    const [one, other] = blocking.items
    expect(new Set([one?.purchaseId, other?.purchaseId]).size).toBe(2)
    await api.json('POST', `/v1/taxpayers/${buyer}/findings/${one?.id}/decision`, { decision: 'accepted' })
    const after = (await check()).sections.findings.blocking
    expect([after.count, after.questions, after.items.map(({ id }) => id)]).toEqual([1, 1, [other?.id]])
  })

  it('not with rows whose amounts are not known', async () => {
    const id = await record('EUR/1', { currency: 'EUR', vatPln: '97.75' })
    const waiting = await check()
    expect(waiting).toMatchObject({ ready: false, blocking: 1, totals: { withoutAmounts: 1 } })
    expect(waiting.sections.withoutAmounts).toMatchObject({
      ...{ count: 1, more: false },
      items: [{ purchaseId: id, number: 'EUR/1', why: expect.stringContaining('EUR') }],
    })
    await api.patchPurchase(buyer, id, { exchangeRate: '4.25' })
    expect(await check()).toMatchObject({ ready: true, totals: { rows: 1, withoutAmounts: 0 } })
  })

  it('not with an invoice that is older than any day JPK takes', async () => {
    await record('OLD/1', { issueDate: '2005-12-31', taxPointDate: '2026-06-01' })
    const { blocking, sections } = await check()
    expect(blocking).toBe(1)
    expect(sections.withoutAmounts.items[0]?.why).toContain('2006-01-01')
  })
})

describe('numbers that are awaited', () => {
  it('art. 106nf ust. 1: a failure invoice is filed OFF, and its number corrects nothing', async () => {
    await failure('2026-06-29', '2026-07-01')
    await record('OFF/1', { issueDate: '2026-06-29', receivedOn: '2026-06-29', document: 'offline-invoice' })
    const { awaiting } = (await check()).sections
    expect(awaiting).toMatchObject({
      ...{ count: 1, more: false, whenNumberComes: { required: 0, review: 0, none: 1 } },
      items: [
        {
          ...{ number: 'OFF/1', mode: 'emergency', marker: 'OFF', correction: 'none', correctionDue: null },
          ...{ deadline: '2026-07-10', overdue: true, markerUnsettled: false },
        },
      ],
    })
    expect(numbers((await api.send('GET', awaiting.href)).body)).toEqual(['OFF/1'])
  })

  it('art. 109 ust. 3e: DI of a listed buyer must be corrected, 14 days after the number', async () => {
    const listed = { buyerCategory: '106gb-4-2', deliveryAgreed: true, document: 'offline-invoice' }
    const days = { issueDate: '2026-06-29', receivedOn: '2026-06-29' }
    await record('DI/1', { ...listed, ...days, net: '100.00', gross: '123.00' })
    const item = async (day: string) => (await check('2026-06', day)).sections.awaiting.items[0]
    expect(await item(asOf)).toMatchObject({ marker: 'DI', correction: 'required', correctionDue: null })
    const more = {
      issueDay: '2026-06-29',
      numberedAt: '2026-07-27T09:00:30+02:00',
      amounts: { net: '100.00' },
    }
    await api.importMetadata(buyer, [ksef('DI/1', { more }).metadata])
    expect(await item(asOf)).toMatchObject({ marker: 'DI', correctionDue: '2026-08-10' })
    expect(await item('2026-07-27')).toBeUndefined()
  })

  it.each([
    ['review', 'review'],
    ['correct-14-days', 'required'],
    ['leave', 'none'],
  ])('a breach may still get one: policy %s says %s', async (breachNumberAfterFiling, correction) => {
    await taxpayer({ policy: { breachNumberAfterFiling } })
    await obliged()
    await record('BFK/1')
    const { awaiting } = (await check()).sections
    expect(awaiting.items).toMatchObject([{ marker: 'BFK', correction, deadline: null, overdue: false }])
    expect(awaiting.whenNumberComes).toMatchObject({ [correction]: 1 })
  })

  it('are none of a total failure, of lawful and of foreign invoices, nor of what has its number', async () => {
    await failure('2026-06-15', '2026-06-19', 'total-failure')
    await record('TOTAL', { issueDate: '2026-06-16', receivedOn: '2026-06-17' })
    await record('LAWFUL')
    await record('DE/1', { seller: { country: 'DE', vatId: '123456789' } })
    await api.importMetadata(buyer, [ksef('CLEAN').metadata])
    const { awaiting } = (await check()).sections
    expect(awaiting).toMatchObject({ count: 0, items: [] })
  })

  it('do not block: the markers are for them', async () => {
    await failure('2026-06-29', '2026-07-01')
    await record('OFF/1', { issueDate: '2026-06-29', receivedOn: '2026-06-29', document: 'offline-invoice' })
    expect(await check()).toMatchObject({ ready: true, blocking: 0, sections: { awaiting: { count: 1 } } })
  })
})

describe('windows of deduction', () => {
  it('art. 86 ust. 11: expire with the third month after the first, where no month holds the tax', async () => {
    await record('EUR/1', { currency: 'EUR' })
    await record('FINE')
    const of = async (month: string) => (await check(month, '2026-12-01')).sections.expiring.items
    expect(await of('2026-08')).toEqual([])
    expect(await of('2026-09')).toMatchObject([{ number: 'EUR/1', until: '2026-09', expired: false }])
    expect(await of('2026-10')).toMatchObject([
      { number: 'EUR/1', expired: true, why: expect.stringContaining('EUR') },
    ])
  })

  it('art. 99 ust. 2-3: of a quarterly taxpayer end with the last month of a quarter', async () => {
    await taxpayer({ settlement: 'quarterly' })
    await record('EUR/1', { currency: 'EUR' })
    const of = async (month: string) => (await check(month, '2027-02-01')).sections.expiring.items
    expect(await of('2026-11')).toEqual([])
    expect(await of('2026-12')).toMatchObject([{ until: '2026-Q4', expired: false }])
  })

  it('end without a row where everything paid was paid back', async () => {
    const id = await record('MK/1', { sellerCashMethod: true })
    const payments = [
      { date: '2026-06-15', amount: '10.00' },
      { date: '2026-06-16', amount: '-10.00' },
    ]
    await api.patchPurchase(buyer, id, { payments })
    const { expiring } = (await check('2026-09', '2026-10-20')).sections
    expect(expiring.items).toMatchObject([{ number: 'MK/1', until: '2026-09' }])
  })
})

describe('purchases outside any month', () => {
  it('that wait are shown until they have one; the others with the month of issue', async () => {
    await record('WAITS', { document: 'offline-invoice' })
    await record('CASH', { sellerCashMethod: true })
    const unconfirmed = await record('DOUBT')
    await api.patchPurchase(buyer, unconfirmed, { supplyConfirmed: false })
    await record('EXEMPT', { vat: '0.00', net: '500.00', gross: '500.00' })
    await record('PROFORMA', { document: 'not-an-invoice' })
    const found = async (month: string) => {
      const { reasons } = (await check(month)).sections.nowhere
      return Object.fromEntries(reasons.map((r) => [r.reason, numbers(r)]))
    }
    const waiting = { 'not-received': ['WAITS'], 'not-paid': ['CASH'], 'supply-not-confirmed': ['DOUBT'] }
    expect(await found('2026-05')).toEqual({})
    expect(await found('2026-06')).toEqual({
      ...waiting,
      'nothing-to-deduct': ['EXEMPT'],
      'not-an-invoice': ['PROFORMA'],
    })
    expect(await found('2026-07')).toEqual(waiting)
    const [reason] = (await check('2026-07')).sections.nowhere.reasons
    expect(reason).toMatchObject({ waits: true, count: 1, more: false, items: [{ why: /\w/ }] })
  })

  it('art. 86 ust. 19a zd. 2: a reduction waits for its original', async () => {
    const id = await record('FV/1', { document: 'offline-invoice' })
    const corrects = [{ number: 'FV/1', issueDate: '2026-06-10' }]
    await record('KOR/1', { kind: 'KOR', corrects, net: '-10.00', vat: '-2.30', gross: '-12.30' })
    const { reasons } = (await check()).sections.nowhere
    expect(reasons.find((r) => r.reason === 'original-not-deducted')).toMatchObject({
      items: [{ number: 'KOR/1' }],
    })
    await api.patchPurchase(buyer, id, { confirmedMode: 'outside-lawful' })
    expect((await check()).sections.nowhere.count).toBe(0)
  })

  it('art. 86 ust. 19a zd. 2: nor is an unpaid original deducted in the month in which its tax was adjusted', async () => {
    const id = await record('FV/2', { sellerCashMethod: true })
    // The register has a row of it, and no tax of it was deducted.
    await api.patchPurchase(buyer, id, { adjustments: { month: '2026-06', K_44: '1.00' } })
    const corrects = [{ number: 'FV/2', issueDate: '2026-06-10' }]
    await record('KOR/2', { kind: 'KOR', corrects, net: '-10.00', vat: '-2.30', gross: '-12.30' })
    const waiting = async () =>
      (await check()).sections.nowhere.reasons.map(({ reason, items }) => [reason, items[0]?.number])
    expect(await waiting()).toEqual([['original-not-deducted', 'KOR/2']])
    await api.patchPurchase(buyer, id, { payments: [{ date: '2026-06-20', amount: '1033.00' }] })
    expect(await waiting()).toEqual([])
  })
})

it('counts rows that come only after the day', async () => {
  await record('LATER', { receivedOn: '2026-06-28' })
  expect(await check('2026-06', '2026-06-27')).toMatchObject({ laterRows: 1, totals: { rows: 0 } })
  expect(await check('2026-06', '2026-06-28')).toMatchObject({ laterRows: 0, totals: { rows: 1 } })
})

it('counts everything and shows the first of it', async () => {
  await obliged()
  const items = Array.from({ length: 25 }, (_, n) =>
    copy({ number: `A${n}`, net: `${500 + 7 * n}.00`, gross: `${523 + 7 * n}.00` }),
  )
  await api.json('POST', `/v1/taxpayers/${buyer}/copies/batch`, { items })
  const { findings, awaiting } = (await check()).sections
  for (const section of [findings.review, awaiting]) {
    expect([section.count, section.items.length, section.more]).toEqual([25, 20, true])
    expect(numbers(section).slice(0, 2)).toEqual(['A0', 'A1'])
  }
  expect(findings.review.codes).toEqual([{ code: 'SELLER_SHOULD_USE_KSEF', count: 25 }])
})

it('refuses a month that is none, and a taxpayer that is not there', async () => {
  const at = (nip: string, month: string) => api.send('GET', `/v1/taxpayers/${nip}/register/${month}/check`)
  expect(await at(buyer, '2026-13')).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
  expect(await at('5213017228', '2026-06')).toMatchObject({ status: 404, body: { code: 'taxpayer-unknown' } })
})
