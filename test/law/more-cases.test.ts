import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import {
  type FaDocument,
  type KsefClocks,
  ksefDocument,
  ksefNumber,
  nip,
  packageOf,
} from '../support/ksef.ts'

/** Worked cases that ask for absent findings, rows, postings or reminders, and their neighbours. */

let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api
let us = ''
let seller = { nip: '', name: 'Sprzedawca' }
let count = 0

beforeAll(async () => {
  stage = await createTestApp({ now: '2027-06-01T12:00:00+02:00' })
  api = stage.api
})
afterAll(() => stage.close())
beforeEach(async () => {
  us = nip(`more ${count}`)
  seller = { nip: nip(`more seller ${count++}`), name: 'Sprzedawca' }
  await taxpayer({})
  await duty('obliged')
})

const taxpayer = (said: object) => api.putTaxpayer(us, { name: 'Odbiorca', ...said })
const duty = (status: string) =>
  api.putSupplier(us, seller.nip, { ksefDuty: [{ status, from: '2026-02-01' }] })
const record = async (issueDate: string, said: object = {}): Promise<Purchase> => {
  const { purchase } = await api.postCopy(us, {
    ...{ seller, number: 'FV/1', issueDate, receivedOn: issueDate, currency: 'PLN' },
    ...{ document: 'offline-invoice', channel: 'email', net: '1000.00', vat: '230.00', gross: '1230.00' },
    ...said,
  })
  return purchase as Purchase
}
const numbered = async (
  issueDay: string,
  numberedAt: string,
  said: Partial<FaDocument & KsefClocks> = {},
) => {
  const document = ksefDocument({
    ...{ seller, buyer: { nip: us }, number: 'FV/1', issueDay, numberedAt, amounts: { net: '1000.00' } },
    ...said,
  })
  await api.importPackage(us, packageOf([document]))
  return document.metadata.ksefNumber
}
const read = async (asOf: string, number = 'FV/1'): Promise<Purchase> => {
  const [found] = await api.purchases(us, { number })
  return api.purchase(us, found?.id as string, asOf)
}
const open = (p: Purchase): string[] => p.findings.filter((f) => f.open).map((f) => f.code)
const rows = async (month: string, asOf: string) => (await api.register(us, month, asOf)).items
const json = (method: string, path: string, body?: object) =>
  api.json(method, `/v1/taxpayers/${us}${path}`, body)

describe('R145: both parties on the cash method (art. 86 ust. 10e, art. 21 ust. 1)', () => {
  it('deducts each payment in its month', async () => {
    await taxpayer({ cashMethod: true })
    await numbered('2026-07-10', '2026-07-10T10:00:00+02:00', { sellerCashMethod: true })
    const { id } = await read('2026-11-20')
    const payments = [
      { date: '2026-08-20', amount: '615.00' },
      { date: '2026-10-05', amount: '615.00' },
    ]
    expect((await api.patchPurchase(us, id, { payments })).deduction.from).toBe('2026-08')
    for (const month of ['2026-08', '2026-10']) {
      expect(await rows(month, '2026-11-20')).toMatchObject([{ K_43: '115.00', DokumentZakupu: 'MK' }])
    }
    expect(await rows('2026-09', '2026-11-20')).toEqual([])
  })

  it('a correction in plus waits for no payment of its own (art. 86 ust. 10, 10b pkt 1)', async () => {
    await taxpayer({ cashMethod: true })
    await numbered('2026-07-10', '2026-07-10T10:00:00+02:00', { sellerCashMethod: true })
    const corrects = [{ number: 'FV/1', issueDay: '2026-07-10', ksefNumber: null }]
    await numbered('2026-08-10', '2026-08-10T10:00:00+02:00', {
      ...{ number: 'KOR/1', kind: 'KOR', corrects, amounts: { net: '10.00' } },
    })
    expect((await read('2026-11-20', 'KOR/1')).deduction.from).toBe('2026-08')
  })
})

it('R147: of a seller on the cash method who was not paid nothing is deducted (art. 21 ust. 1 pkt 1)', async () => {
  await numbered('2026-07-02', '2026-07-02T10:00:00+02:00', { sellerCashMethod: true })
  const purchase = await read('2026-09-20')
  expect(purchase).toMatchObject({ receipt: { date: '2026-07-02' }, deduction: { from: null, until: null } })
  expect(await rows('2026-07', '2026-09-20')).toEqual([])
})

it('R153: a correction of text is received, and nothing of it is deducted (art. 86 ust. 19a)', async () => {
  await numbered('2026-10-05', '2026-10-05T10:00:00+02:00')
  const corrects = [{ number: 'FV/1', issueDay: '2026-10-05', ksefNumber: null }]
  await numbered('2026-11-05', '2026-11-05T10:00:00+01:00', {
    ...{ number: 'KOR/1', kind: 'KOR', corrects, amounts: { net: '0.00', vat: '0.00', gross: '0.00' } },
  })
  const correction = await read('2026-12-20', 'KOR/1')
  expect(correction).toMatchObject({ receipt: { date: '2026-11-05' }, deduction: { from: null } })
  expect(open(correction)).not.toContain('KOR_NEW_TOTALS')
  expect(await rows('2026-11', '2026-12-20')).toEqual([])
})

it('R154: an offline invoice is corrected before it has its number (art. 106nda ust. 12)', async () => {
  await record('2026-10-06')
  await record('2026-10-07', {
    ...{ number: 'KOR/1', kind: 'KOR', net: '-100.00', vat: '-23.00', gross: '-123.00' },
    corrects: [{ number: 'FV/1', issueDate: '2026-10-06' }],
  })
  const correction = await read('2026-10-20', 'KOR/1')
  expect(correction).toMatchObject({ receipt: { date: null }, resend: { deadline: '2026-10-08' } })
  expect(correction.findings).toContainEqual(
    expect.objectContaining({ code: 'KOR_ORIGINAL_WITHOUT_NUMBER', severity: 'review', open: true }),
  )
})

describe('R158: VAT RR in KSeF (art. 116 ust. 6)', () => {
  const farmer = { form: 'FA_RR', amounts: { net: '1000.00', vat: '70.00', gross: '1070.00' } } as const

  it('is deducted in the period in which the farmer was paid; whether later ones are open is contested', async () => {
    await numbered('2026-10-10', '2026-10-10T10:00:00+02:00', farmer)
    const { id } = await read('2026-12-20')
    expect((await read('2026-12-20')).deduction.from).toBeNull()
    const paid = await api.patchPurchase(us, id, { payments: [{ date: '2026-11-15', amount: '1070.00' }] })
    expect(paid.receipt.date).toBe('2026-10-10')
    expect(paid.deduction).toMatchObject({ from: '2026-11', contested: true })
    expect(paid.deduction.legalBasis).toContain('art. 116 ust. 6')
    expect(await rows('2026-11', '2026-12-20')).toMatchObject([{ K_43: '70.00', DokumentZakupu: 'VAT_RR' }])
  })

  it('says so of no other invoice', async () => {
    await numbered('2026-10-10', '2026-10-10T10:00:00+02:00')
    expect((await read('2026-12-20')).deduction).toMatchObject({ from: '2026-10', contested: false })
  })
})

it('R164: a receipt with NIP over 450.00 on the last day (art. 145n ust. 1 pkt 2)', async () => {
  await duty('art-145n')
  const said = { document: 'fiscal-receipt', net: '365.85', vat: '84.15', gross: '450.00' }
  await record('2026-12-31', said)
  expect(await read('2027-01-20')).toMatchObject({
    ...{ mode: 'outside-lawful', receipt: { date: '2026-12-31' }, marker: { value: 'BFK' } },
    deduction: { from: '2026-12', until: '2027-03' },
  })
})

describe('R170: the record of November is due on 28 December (art. 99, Ordynacja art. 12 § 5)', () => {
  it.each([
    ['2026-12-25', false],
    ['2026-12-28', false],
    ['2026-12-29', true],
  ])('a number of %s came after it: %s', async (day, late) => {
    await record('2026-11-10', { document: 'invoice' })
    await numbered('2026-11-10', `${day}T10:00:00+01:00`)
    const purchase = await read('2027-01-20')
    expect(purchase).toMatchObject({ receipt: { date: '2026-11-10' }, marker: { value: 'NrKSeF' } })
    expect(open(purchase).includes('KSEF_AFTER_POSTING')).toBe(late)
  })
})

it('R172: the taxpayer is a third party in the role of a unit of local government alone (RULES 9.5.3)', async () => {
  const thirdParties = [{ nip: us, role: 8 }]
  await numbered('2026-10-06', '2026-10-07T10:00:00+02:00', { buyer: { nip: nip('city') }, thirdParties })
  const purchase = await read('2026-11-20')
  expect(purchase.receipt.date).toBe('2026-10-07')
  expect(open(purchase)).toContain('THIRD_PARTY_BUYER')
  expect(open(purchase)).not.toContain('NOT_OUR_INVOICE')
})

describe('R174: one invoice under two KSeF numbers (art. 88 ust. 3a pkt 4 lit. a, ust. 3b)', () => {
  const twice = async () => {
    const at = (hour: number) => `2026-10-06T${hour}:00:00+02:00`
    const second = ksefNumber(seller.nip, '2026-10-06', 'second')
    await numbered('2026-10-06', at(10))
    return { come: () => numbered('2026-10-06', at(14), { ksefNumber: second }) }
  }
  const both = async () => (await api.purchases(us, { number: 'FV/1' })) as [Purchase, Purchase]
  const post = (id: string, reference: string) =>
    json('POST', `/purchases/${id}/posting`, { reference, postedOn: '2026-11-02' })
  const decide = (one: Purchase, other: Purchase, decision: string) =>
    json('POST', `/findings/${one.id}.DOUBLE_ISSUE.${other.id}/decision`, { decision })
  const month = async () => (await json('GET', '/register/2026-10/check?asOf=2026-11-20')).body

  it('holds both until somebody decides, and the month with them', async () => {
    await taxpayer({ jpk: { officeCode: '1471', email: 'a@b.example' } })
    await (await twice()).come()
    const [one, other] = await both()
    for (const purchase of [one, other]) {
      expect(purchase.findings).toContainEqual(
        expect.objectContaining({ code: 'DOUBLE_ISSUE', severity: 'blocking', open: true }),
      )
      expect(await post(purchase.id, purchase.id)).toMatchObject({ status: 409, body: { code: 'held' } })
    }
    expect(await month()).toMatchObject({ ready: false, totals: { rows: 2, held: 2 } })
    await decide(one, other, 'different-invoice')
    expect(await month()).toMatchObject({ ready: true, totals: { rows: 2, held: 0 } })
    expect((await post(one.id, 'PZ/1')).status).toBe(201)
    expect((await post(other.id, 'PZ/2')).status).toBe(201)
  })

  it('holds the second where the first was posted before it came', async () => {
    const { come } = await twice()
    expect((await post((await both())[0].id, 'PZ/1')).status).toBe(201)
    await come()
    const second = (await both()).find((p) => p.posting === null) as Purchase
    expect((await post(second.id, 'PZ/2')).body.code).toBe('held')
  })

  it('accepting frees the one that is booked; the other goes when its supply is denied', async () => {
    await taxpayer({ jpk: { officeCode: '1471', email: 'a@b.example' } })
    await (await twice()).come()
    const [one, other] = await both()
    await decide(one, other, 'accepted')
    expect((await post(one.id, 'PZ/1')).status).toBe(201)
    expect((await post(other.id, 'PZ/2')).body.code).toBe('held')
    expect((await month()).ready).toBe(false)
    await api.patchPurchase(us, other.id, { supplyConfirmed: false })
    expect(await month()).toMatchObject({ ready: true, totals: { rows: 1 } })
    await decide(other, one, 'accepted')
    expect((await post(other.id, 'PZ/2')).body.code).toBe('held')
    await decide(one, other, 'reopen')
    expect((await both()).map((p) => open(p).includes('DOUBLE_ISSUE'))).toEqual([true, false])
  })

  it('is one purchase and for review beside a lawful outside invoice', async () => {
    await duty('art-145m')
    await record('2026-10-06', { document: 'invoice' })
    await numbered('2026-10-06', '2026-10-12T10:00:00+02:00')
    const found = await api.purchases(us, { number: 'FV/1' })
    expect(found).toHaveLength(1)
    expect(found[0]?.findings).toContainEqual(
      expect.objectContaining({ code: 'DOUBLE_ISSUE', severity: 'review' }),
    )
    expect((await post(found[0]?.id as string, 'PZ/1')).status).toBe(201)
    const listed = async (severity: string) =>
      (await json('GET', `/findings?code=DOUBLE_ISSUE&severity=${severity}`)).body.items.length
    expect([await listed('review'), await listed('blocking')]).toEqual([1, 0])
  })
})

describe('R175: self-billing (art. 106d ust. 1, art. 106nda ust. 2)', () => {
  const late = ['SELLER_LATE', 'SELLER_NEVER_SENT', 'SELLER_SHOULD_USE_KSEF']
  const awaiting = async (asOf: string) => (await json('GET', `/awaiting?asOf=${asOf}`)).body.items

  it('is a duty of the taxpayer himself, late from the day after its term, without a reminder', async () => {
    await record('2026-10-06', { selfBilling: true })
    const onTime = await read('2026-10-07')
    expect(onTime).toMatchObject({ mode: 'offline24', resend: { deadline: '2026-10-07' } })
    expect(open(onTime)).not.toContain('SELF_BILLED_NOT_SENT')
    const purchase = await read('2026-10-20')
    expect(open(purchase)).toContain('SELF_BILLED_NOT_SENT')
    for (const code of late) expect(open(purchase)).not.toContain(code)
    const told = purchase.findings.map((f) => f.message).join(' ')
    expect(told).not.toMatch(/the seller to send/)
    expect(told).toContain('the duty is your own')
    const [item] = await awaiting('2026-10-20')
    expect(item).toMatchObject({ overdue: true, duty: 'taxpayer', reminder: null, penalty: null })
    expect((await json('GET', '/findings?code=SELF_BILLED_NOT_SENT')).body.items).toHaveLength(1)
  })

  it('of a seller is his: he is reminded', async () => {
    await record('2026-10-06')
    expect(open(await read('2026-10-20'))).toContain('SELLER_LATE')
    expect((await awaiting('2026-10-20'))[0]).toMatchObject({
      duty: 'seller',
      reminder: { pl: expect.stringContaining('FV/1') },
      penalty: { rule: 'no-fines-yet' },
    })
  })

  it('in a failure too, and of a plain paper at once, until the number is there', async () => {
    const outage = await api.postOutage({
      ...{ kind: 'failure', start: '2026-10-06', end: '2026-10-06', source: 'bip' },
    })
    await record('2026-10-06', { selfBilling: true })
    expect(open(await read('2026-10-15'))).not.toContain('SELF_BILLED_NOT_SENT')
    expect(open(await read('2026-10-16'))).toContain('SELF_BILLED_NOT_SENT')
    await api.patchOutage(outage.id, { withdrawn: true })
    await record('2026-10-01', { number: 'FV/2', selfBilling: true, document: 'invoice' })
    const plain = await read('2026-10-02', 'FV/2')
    expect(plain.mode).toBe('outside-breach')
    expect(open(plain)).toContain('SELF_BILLED_NOT_SENT')
    for (const code of late) expect(open(plain)).not.toContain(code)
    await numbered('2026-10-01', '2026-10-14T10:00:00+02:00', { number: 'FV/2', selfBilling: true })
    expect(open(await read('2026-10-20', 'FV/2'))).not.toContain('SELF_BILLED_NOT_SENT')
  })

  it('sent too late it is told as his own delay', async () => {
    await record('2026-10-06', { selfBilling: true })
    await numbered('2026-10-06', '2026-10-09T10:00:00+02:00', { selfBilling: true })
    const sent = (await read('2026-10-20')).findings.find((f) => f.code === 'INFO_SENT_LATE')
    expect(sent?.message).toContain('the delay is your own')
  })
})

describe('reverse charge on gas, electricity and emission allowances (art. 145e)', () => {
  const energy = { rates: { P_13_10: '1000.00' }, amounts: { gross: '1000.00' } }
  const ended = async (issueDay: string, said: Partial<FaDocument> = {}) => {
    await numbered(issueDay, `${issueDay}T10:00:00+01:00`, { ...energy, ...said })
    return open(await read('2027-03-01')).includes('REVERSE_CHARGE_ENDED')
  }

  it('is lawful on the last day of 2026', async () => expect(await ended('2026-12-31')).toBe(false))
  it('is for review from 2027, with the bill that would extend it', async () => {
    expect(await ended('2027-01-01')).toBe(true)
    const { findings } = await read('2027-03-01')
    expect(findings.find((f) => f.code === 'REVERSE_CHARGE_ENDED')).toMatchObject({
      severity: 'review',
      message: expect.stringContaining('UD477'),
    })
  })
  it('goes by the supply, not by P_1', async () =>
    expect(await ended('2027-01-05', { taxPointDay: '2026-12-30' })).toBe(false))
  it('is not asked of a correction, nor of an invoice with tax', async () => {
    const corrects = [{ number: 'FV/0', issueDay: '2026-12-01', ksefNumber: null }]
    expect(await ended('2027-01-05', { kind: 'KOR', corrects })).toBe(false)
    await numbered('2027-01-05', '2027-01-05T10:00:00+01:00', { number: 'FV/2' })
    expect(open(await read('2027-03-01', 'FV/2'))).not.toContain('REVERSE_CHARGE_ENDED')
  })
})

describe('the KSeF number in payments (art. 108g)', () => {
  const dutyOf = async (number = 'FV/1') =>
    ((await read('2027-03-01', number)) as unknown as { paymentDuty: object | null }).paymentDuty

  it('is told from 2027 with the number, until the invoice was paid before', async () => {
    const number = await numbered('2026-12-10', '2026-12-10T10:00:00+01:00')
    expect(await dutyOf()).toMatchObject({
      ...{ from: '2027-01-01', ksefNumber: number, exempt: false },
      legalBasis: expect.arrayContaining(['art. 108g']),
    })
    const { id } = await read('2027-03-01')
    await api.patchPurchase(us, id, { payments: [{ date: '2026-12-31', amount: '1230.00' }] })
    expect(await dutyOf()).toBeNull()
    await api.patchPurchase(us, id, { payments: [{ date: '2026-12-31', amount: '1229.99' }] })
    expect(await dutyOf()).not.toBeNull()
    await api.patchPurchase(us, id, { payments: [{ date: '2027-01-01', amount: '1230.00' }] })
    expect(await dutyOf()).not.toBeNull()
  })

  it('of an offline invoice waits for its number; failure notices exempt it; a failure invoice is not concerned', async () => {
    await record('2027-01-07')
    expect(await dutyOf()).toMatchObject({ ksefNumber: null, exempt: false })
    const failure = { kind: 'failure', start: '2027-01-08', end: '2027-01-09', source: 'bip' }
    const outage = await api.postOutage(failure)
    expect(await dutyOf()).toMatchObject({
      ...{ ksefNumber: null, exempt: true },
      legalBasis: expect.arrayContaining(['art. 108g ust. 4']),
    })
    await record('2027-01-08', { number: 'FV/2' })
    expect((await read('2027-03-01', 'FV/2')).mode).toBe('emergency')
    expect(await dutyOf('FV/2')).toBeNull()
    await api.patchOutage(outage.id, { withdrawn: true })
    await record('2027-01-07', { number: 'FV/3', document: 'invoice' })
    expect(await dutyOf('FV/3')).toBeNull()
  })

  it('stands in the tables of law with its dates', async () => {
    const { payments, reverseCharge } = (await api.json('GET', '/v1/law')).body
    expect(payments.rules.map((r: { from: string; to: string | null }) => [r.from, r.to])).toEqual([
      ['0001-01-01', '2026-12-31'],
      ['2027-01-01', null],
    ])
    expect(reverseCharge).toMatchObject([
      { from: '2023-04-01', to: '2026-12-31', status: 'law', legalBasis: ['art. 145e ust. 1'] },
      { from: '2027-01-01', to: '2030-06-30', status: 'draft' },
    ])
  })
})
