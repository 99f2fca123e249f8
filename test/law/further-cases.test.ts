import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import {
  type FaDocument,
  faXml,
  type KsefClocks,
  ksefDocument,
  ksefNumber,
  nip,
  packageOf,
  qrI,
} from '../support/ksef.ts'

/** Cases beyond the worked ones, each named by what the law says of it. */

const us = nip('further')
const seller = { nip: nip('further seller'), name: 'Sprzedawca' }
const buyer = { nip: us }
let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api

beforeEach(async () => {
  stage = await createTestApp({ now: '2027-06-01T12:00:00+02:00' })
  api = stage.api
  await taxpayer({})
  await api.putSupplier(us, seller.nip, { ksefDuty: [{ status: 'obliged', from: '2026-02-01' }] })
})
afterEach(() => stage.close())

const taxpayer = (said: object) => api.putTaxpayer(us, { name: 'Odbiorca', ...said })
const copyOf = (issueDate: string, receivedOn: string, said: Record<string, unknown> = {}) => ({
  ...{ seller, number: 'FV/1', issueDate, receivedOn, currency: 'PLN', document: 'offline-invoice' },
  ...{ net: '100.00', vat: '23.00', gross: '123.00' },
  ...said,
})
const record = async (issued: string, received: string, said?: Record<string, unknown>): Promise<Purchase> =>
  (await api.postCopy(us, copyOf(issued, received, said))).purchase as Purchase
const numbered = (issueDay: string, numberedAt: string, said: Partial<FaDocument & KsefClocks> = {}) =>
  api.importPackage(
    us,
    packageOf([ksefDocument({ seller, buyer, number: 'FV/1', issueDay, numberedAt, ...said })]),
  )
const only = async (asOf: string): Promise<Purchase> => {
  const [first] = await api.purchases(us, { number: 'FV/1' })
  return api.purchase(us, first?.id as string, asOf)
}
const codes = (p: Purchase): string[] => p.findings.map((f) => f.code)
const failure = (start: string, end: string | null, kind = 'failure') =>
  api.postOutage({ kind, start, end, source: 'bip' })

describe('markers', () => {
  it('OFF by policy is right when it is filed: its number corrects nothing', async () => {
    await taxpayer({ policy: { overtakenMarker: 'OFF' } })
    await failure('2026-06-09', '2026-06-12')
    await record('2026-06-08', '2026-06-10')
    await numbered('2026-06-08', '2026-06-18T09:00:00+02:00')
    expect((await only('2026-06-15')).marker).toMatchObject({
      value: 'OFF',
      correction: 'none',
      correctionDue: null,
    })
  })

  it('a row booked from an internal or customs document is DI', async () => {
    const { id } = await record('2026-06-08', '2026-06-10', { document: 'invoice' })
    const patched = await api.patchPurchase(us, id, { internalDocument: true })
    expect(patched.marker).toMatchObject({ value: 'DI', correction: 'none' })
  })

  it('a number printed on a copy counts from the day the copy came', async () => {
    await failure('2026-06-29', '2026-07-01')
    await record('2026-06-29', '2026-06-29')
    const number = ksefNumber(seller.nip, '2026-07-03', 'printed')
    await record('2026-06-29', '2026-07-20', { document: 'numbered-visualisation', ksefNumber: number })
    expect((await only('2026-07-01')).marker.value).toBe('OFF')
    const later = await only('2026-07-24')
    expect(later.marker.value).toBe('NrKSeF')
    expect(codes(later)).not.toContain('SELLER_NEVER_SENT')
  })
})

describe('receipt', () => {
  it('a listed buyer received a plain copy when he got it, also just before the number', async () => {
    await record('2026-06-30', '2026-06-30', {
      document: 'invoice',
      buyerCategory: '106gb-4-2',
      deliveryAgreed: true,
    })
    await numbered('2026-06-30', '2026-07-01T09:00:00+02:00')
    expect((await only('2026-08-25')).receipt).toMatchObject({ date: '2026-06-30', source: 'actual' })
  })

  it('the emergency rule takes the first hand-over, also one before the notice', async () => {
    await taxpayer({ policy: { overtakenOffline24: 'emergency-rule' } })
    await failure('2026-06-09', '2026-06-12')
    await record('2026-06-08', '2026-06-08')
    await record('2026-06-08', '2026-06-10', { channel: 'paper' })
    const purchase = await only('2026-07-24')
    expect(purchase.receipt.date).toBe('2026-06-08')
    expect(purchase.receipt.alternatives).toContainEqual({
      policy: 'overtakenOffline24=by-handover',
      date: '2026-06-10',
    })
  })

  it('a confirmed offline24 whose sending a total failure abolished is the copy received', async () => {
    const { id } = await record('2026-06-29', '2026-06-29')
    await failure('2026-06-30', '2026-07-02', 'total-failure')
    const purchase = await api.patchPurchase(us, id, { confirmedMode: 'offline24' })
    expect(purchase).toMatchObject({
      mode: 'offline24',
      receipt: { date: '2026-06-29' },
      resend: { deadline: null },
    })
    expect(codes(purchase)).toContain('TOTAL_FAILURE_NO_NUMBER')
  })

  it('before the duty a number on the next day makes no early copy', async () => {
    await record('2026-01-20', '2026-01-20', { document: 'invoice' })
    await numbered('2026-01-20', '2026-01-21T09:00:00+01:00')
    expect(await only('2026-02-25')).toMatchObject({
      mode: 'outside-lawful',
      receipt: { date: '2026-01-20' },
    })
  })

  it('a confirmed emergency that no notice explains leaves the deadline open without claiming an outage', async () => {
    const { id } = await record('2026-06-29', '2026-06-29')
    const purchase = await api.patchPurchase(us, id, { confirmedMode: 'emergency' })
    expect(purchase).toMatchObject({
      mode: 'emergency',
      receipt: { date: '2026-06-29' },
      resend: { deadline: null },
    })
    expect(codes(purchase)).not.toContain('INFO_OUTAGE_OPEN')
  })

  it('a failure that was over before P_1 overtakes nothing, whenever it was announced', async () => {
    await api.postOutage({
      kind: 'failure',
      start: '2026-06-01',
      end: '2026-06-02',
      announcedAt: '2026-06-10',
      source: 'bip',
    })
    await record('2026-06-09', '2026-06-09')
    expect(await only('2026-06-30')).toMatchObject({ mode: 'offline24', resend: { deadline: '2026-06-10' } })
  })
})

describe('the day of sending (art. 106nda ust. 2, art. 106nha)', () => {
  it.each(['the failure first', 'the failure last'])(
    'R137: sent before the failure was announced, %s',
    async (order) => {
      const notice = () => failure('2026-10-06T12:00+02:00', '2026-10-07T12:00+02:00')
      if (order === 'the failure first') await notice()
      await record('2026-10-05', '2026-10-05')
      await numbered('2026-10-05', '2026-10-08T09:00:00+02:00', { acceptedAt: '2026-10-06T09:00:00+02:00' })
      if (order === 'the failure last') await notice()
      for (const asOf of ['2026-10-07', '2026-11-25']) {
        const purchase = await only(asOf)
        expect(purchase).toMatchObject({ mode: 'offline24', receipt: { date: '2026-10-08' } })
        expect(purchase.resend).toMatchObject({ deadline: '2026-10-06', overdue: false })
        expect(codes(purchase)).toEqual(['OUTSIDE_COPY_BEFORE_NUMBER'])
      }
      expect(await api.purchases(us, { overdue: 'true', asOf: '2026-10-07' })).toEqual([])
      expect(await api.purchases(us, { finding: 'INFO_SENT_LATE' })).toEqual([])
    },
  )
})

describe('an advance (art. 19a ust. 8)', () => {
  it('is asked about until its payment is stated, and again when that is taken back', async () => {
    await numbered('2026-10-20', '2026-10-20T10:00:00+02:00', { kind: 'ZAL' })
    const asked = await only('2026-11-25')
    expect(asked).toMatchObject({
      deduction: { from: '2026-10' },
      basis: { taxPointFrom: 'derived from P_1' },
    })
    expect(codes(asked)).toEqual(['ADVANCE_PAYMENT_UNKNOWN'])
    const payments = [{ date: '2026-11-03', amount: '123.00' }]
    const paid = await api.patchPurchase(us, asked.id, { payments })
    expect(paid).toMatchObject({ deduction: { from: '2026-11', until: '2027-02' } })
    expect(codes(paid)).not.toContain('ADVANCE_PAYMENT_UNKNOWN')
    expect(codes(await api.patchPurchase(us, asked.id, { payments: null }))).toContain(
      'ADVANCE_PAYMENT_UNKNOWN',
    )
  })
})

describe('what nobody can see', () => {
  it('the hour of P_1: the other date is shown until a human confirms the mode', async () => {
    await record('2026-06-30', '2026-06-30')
    await numbered('2026-06-30', '2026-07-01T10:00:00+02:00')
    await failure('2026-06-30T14:00+02:00', '2026-06-30T18:00+02:00')
    const open = await only('2026-07-27')
    expect(open.receipt).toMatchObject({ date: '2026-06-30', contested: false })
    expect(open.receipt.alternatives).toEqual([
      { policy: 'modeOnIssueDay=offline24-overtaken-by-failure', date: '2026-07-01' },
    ])
    expect(codes(open)).toContain('PERIOD_DIFFERS')
    const settled = await api.patchPurchase(us, open.id, { confirmedMode: 'emergency' })
    expect(codes(settled)).not.toContain('PERIOD_DIFFERS')
  })

  it('one code in a failure: a hint, until the number is there (art. 106nf ust. 3)', async () => {
    const invoice = { seller, buyer, number: 'FV/1', issueDay: '2026-06-30' }
    await record('2026-06-30', '2026-06-30', {
      document: 'invoice',
      qrCodes: [qrI(seller.nip, '2026-06-30', faXml(invoice))],
    })
    await failure('2026-06-29', '2026-07-01')
    const hinted = await only('2026-07-27')
    expect(hinted.mode).toBe('outside-breach')
    expect(codes(hinted)).toEqual(['INFO_ONE_CODE_IN_FAILURE', 'SELLER_SHOULD_USE_KSEF'])
    await numbered('2026-06-30', '2026-07-06T10:00:00+02:00')
    expect(codes(await only('2026-07-27'))).not.toContain('INFO_ONE_CODE_IN_FAILURE')
  })
})

describe('receipts of cash registers (art. 106e ust. 5 pkt 3, art. 145n)', () => {
  it.each([
    ['up to 450 PLN', '2026-08-05', '450.00', 'PLN', 'outside-lawful'],
    ['above 450 PLN', '2026-08-05', '450.01', 'PLN', 'not-an-invoice'],
    ['up to 100 EUR', '2026-08-05', '100.00', 'EUR', 'outside-lawful'],
    ['since 2027', '2027-01-01', '10.00', 'PLN', 'not-an-invoice'],
  ])('%s', async (_name, issued, gross, currency, mode) => {
    const purchase = await record(issued, issued, {
      document: 'fiscal-receipt',
      gross,
      currency,
      net: null,
      vat: null,
    })
    expect(purchase.mode).toBe(mode)
    expect(codes(purchase).includes('RECEIPT_WITH_NIP_AFTER_2026')).toBe(issued >= '2027')
  })
})

describe('corrections in minus (art. 86 ust. 19a)', () => {
  const correct = () =>
    api.importPackage(
      us,
      packageOf([
        ksefDocument({
          ...{ seller, buyer, number: 'KOR/1', kind: 'KOR', issueDay: '2026-07-03' },
          amounts: { net: '-50.00', vat: '-11.50', gross: '-61.50' },
          corrects: [{ number: 'FV/1', issueDay: '2026-05-10', ksefNumber: null }],
          numberedAt: '2026-07-03T09:00:00+02:00',
        }),
      ]),
    )
  const reduction = async () => {
    const [correction] = await api.purchases(us, { number: 'KOR/1' })
    return correction?.deduction
  }

  it('stand in the period of receipt when the original was deducted before', async () => {
    await record('2026-05-10', '2026-05-10', { document: 'invoice' })
    await correct()
    expect(await reduction()).toMatchObject({ from: '2026-07', until: '2026-07' })
  })

  it('stand with the original when that is deducted later, also when it is chosen afterwards', async () => {
    const { id } = await record('2026-05-10', '2026-05-10', { document: 'invoice' })
    await correct()
    await api.patchPurchase(us, id, { deductIn: '2026-08' })
    expect(await reduction()).toMatchObject({ from: '2026-08', until: '2026-08' })
  })

  it('wait for an original that is not deductible yet, and never stand alone', async () => {
    const { id } = await record('2026-05-10', '2026-05-10', { document: 'invoice' })
    await api.patchPurchase(us, id, { supplyConfirmed: false })
    await correct()
    expect(await reduction()).toMatchObject({ from: null, until: null })
    await api.patchPurchase(us, id, { supplyConfirmed: true })
    expect(await reduction()).toMatchObject({ from: '2026-07', until: '2026-07' })
  })
})

describe('the cash method', () => {
  it('deducts a purchase paid in parts in the proportion paid, never all at once', async () => {
    const { id } = await record('2026-06-10', '2026-06-10', { document: 'invoice', sellerCashMethod: true })
    await api.patchPurchase(us, id, { payments: [{ date: '2026-07-05', amount: '50.00' }] })
    const { items } = await api.register(us, '2026-07', '2026-08-25')
    expect(items[0]).toMatchObject({ DokumentZakupu: 'MK', K_42: '40.65', K_43: '9.35', paid: '50.00' })
    await api.patchPurchase(us, id, { payments: [{ date: '2026-07-05', amount: '123.00' }] })
    expect((await api.register(us, '2026-07', '2026-08-25')).items[0]).toMatchObject({
      K_42: '100.00',
      K_43: '23.00',
    })
  })
})
