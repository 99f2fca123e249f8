import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { faXml, ksefDocument, nip, packageOf, qrI, qrII, sha256 } from '../support/ksef.ts'

const us = nip('posting')
const seller = { nip: nip('posting seller'), name: 'Sprzedawca S.A.' }
const buyer = { nip: us }
let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api

beforeAll(async () => {
  stage = await createTestApp({ now: '2026-07-24T12:00:00+02:00' })
  api = stage.api
  await api.putTaxpayer(us, { name: 'Odbiorca' })
  await api.putSupplier(us, seller.nip, { ksefDuty: [{ status: 'obliged', from: '2026-02-01' }] })
})
afterAll(() => stage.close())

const fa = (number: string, gross: string, issueDay = '2026-06-10') => ({
  seller,
  buyer,
  number,
  issueDay,
  amounts: { net: '100.00', vat: '23.00', gross },
})
const copyOf = (number: string, said?: Record<string, unknown>) => plainCopy(seller, number, said)
const record = async (number: string, said?: Record<string, unknown>): Promise<Purchase> =>
  (await api.postCopy(us, copyOf(number, said))).purchase as Purchase
const at = (id: string) => `/v1/taxpayers/${us}/purchases/${id}/posting`
const post = (id: string, reference: string) =>
  api.json('POST', at(id), { reference, postedOn: '2026-06-11' })
const check = async (question: object) =>
  (await api.json('POST', `/v1/taxpayers/${us}/posting-checks`, question)).body

const decide = (finding: string, decision: string) =>
  api.json('POST', `/v1/taxpayers/${us}/findings/${finding}/decision`, { decision, note: null })

describe('posting', () => {
  it('happens once, however many ask at the same time', async () => {
    const { id } = await record('ONCE/1', { gross: '101.00' })
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => post(id, `PZ/${n}`)))
    expect(answers.filter((a) => a.status === 201)).toHaveLength(1)
    const refused = answers.filter((a) => a.status === 409)
    expect(refused).toHaveLength(49)
    const { posting } = await api.purchase(us, id)
    for (const { body } of refused) {
      expect(body).toMatchObject({ code: 'already-posted', posting: { reference: posting?.reference } })
    }
  })

  it('answers the same reference again with the same posting', async () => {
    const { id } = await record('AGAIN/1', { gross: '102.00' })
    expect((await post(id, 'PZ/1')).status).toBe(201)
    expect(await post(id, 'PZ/1')).toMatchObject({
      status: 200,
      body: { reference: 'PZ/1', postedOn: '2026-06-11' },
    })
  })

  it('is refused while the purchase is held, and says why', async () => {
    const waiting = await record('HELD/1', { gross: '103.00', document: 'offline-invoice' })
    expect(await post(waiting.id, 'PZ/1')).toMatchObject({
      status: 409,
      body: { code: 'held', reasons: [{ code: 'NOT_RECEIVED' }] },
    })
    const order = await record('HELD/2', { gross: '104.00', document: 'not-an-invoice' })
    expect((await post(order.id, 'PZ/1')).body.reasons[0].code).toBe('QUARANTINED')
    const one = await record('HELD/3', { gross: '105.00' })
    await record('HELD/3', { gross: '106.00' })
    expect((await post(one.id, 'PZ/1')).body.reasons.map((r: { code: string }) => r.code)).toEqual([
      'AMOUNT_MISMATCH',
    ])
    // Of many reasons the sentence tells three; all of them stand beside it.
    for (const gross of ['5107.00', '5108.00', '5109.00']) await record('HELD/3', { gross })
    const { detail, reasons } = (await post(one.id, 'PZ/1')).body
    expect(reasons).toHaveLength(4)
    const told = (detail as string).split(reasons[0].message as string).length - 1
    expect([told, new Set(reasons.map((r: { message: string }) => r.message)).size]).toEqual([3, 1])
  })

  it('stays with its purchase when the KSeF document comes', async () => {
    const { id } = await record('stay 1/06', { gross: '201.00' })
    await post(id, 'PZ/STAY')
    await api.importPackage(
      us,
      packageOf([ksefDocument({ ...fa('STAY/1/06', '201.00'), numberedAt: '2026-07-02T10:00:00+02:00' })]),
    )
    const purchase = await api.purchase(us, id)
    expect(purchase).toMatchObject({ id, status: 'reconciled', posting: { reference: 'PZ/STAY' } })
    expect(await check({ seller: { nip: seller.nip }, number: 'STAY-1-06' })).toMatchObject({
      answer: 'posted',
      purchaseId: id,
    })
  })

  it('can be voided with a reason; the history keeps both, and it may be posted anew', async () => {
    const { id } = await record('VOID/1', { gross: '107.00' })
    await post(id, 'PZ/1')
    const voided = await api.json('DELETE', `${at(id)}?reason=wrong%20account`)
    expect(voided).toMatchObject({ status: 200, body: { reference: 'PZ/1' } })
    expect((await api.purchase(us, id)).posting).toBeNull()
    expect((await api.json('DELETE', `${at(id)}?reason=again`)).body.code).toBe('posting-unknown')
    expect((await post(id, 'PZ/2')).status).toBe(201)
    const history = await api.history(us, id)
    expect(history.map((h) => h.type)).toEqual(['created', 'posted', 'voided', 'posted'])
    expect(history[2]).toMatchObject({
      before: { reference: 'PZ/1' },
      after: null,
      inputs: { reason: 'wrong account' },
    })
  })

  it('of two purchases that turn out to be one is kept twice and found', async () => {
    const [first, second] = [faXml(fa('TWO/1', '202.00')), faXml(fa('TWO/2', '202.00', '2026-06-25'))]
    const offline = (number: string, xml: Uint8Array<ArrayBuffer>) =>
      record(number, {
        document: 'offline-invoice',
        buyerCategory: '106gb-4-2',
        deliveryAgreed: true,
        gross: '202.00',
        receivedOn: number === 'TWO/1' ? '2026-06-10' : '2026-06-25',
        issueDate: number === 'TWO/1' ? '2026-06-10' : '2026-06-25',
        qrCodes: [
          qrI(seller.nip, number === 'TWO/1' ? '2026-06-10' : '2026-06-25', xml),
          qrII(seller.nip, xml),
        ],
      })
    const [a, b] = [await offline('TWO/1', first), await offline('TWO/2', second)]
    expect((await post(a.id, 'PZ/A')).status).toBe(201)
    expect((await post(b.id, 'PZ/B')).status).toBe(201)
    const corrected = ksefDocument({
      ...fa('TWO/2', '202.00', '2026-06-25'),
      numberedAt: '2026-07-02T10:00:00+02:00',
      hashOfCorrectedInvoice: sha256(first),
    })
    await api.importPackage(us, packageOf([corrected]))
    const merged = await api.purchase(us, b.id)
    expect(merged).toMatchObject({ id: a.id, mergedIds: [b.id], posting: { reference: 'PZ/A' } })
    expect(merged.findings.map((f) => f.code)).toContain('DOUBLE_POSTED')
    expect((await api.json('DELETE', `${at(a.id)}?reason=double&reference=PZ%2FB`)).status).toBe(200)
    expect((await api.purchase(us, a.id)).findings.map((f) => f.code)).not.toContain('DOUBLE_POSTED')
  })
})

describe('a posting check', () => {
  it('lets an invoice be booked that is not known yet, and writes nothing', async () => {
    const before = await api.purchases(us)
    expect(await check({ seller: { nip: seller.nip }, number: 'NEW/1' })).toEqual({
      answer: 'post',
      purchaseId: null,
      posting: null,
      reasons: [],
    })
    expect(await api.purchases(us)).toEqual(before)
  })

  it('knows an invoice by seller and number in any spelling, by KSeF number and by a scanned code', async () => {
    const document = ksefDocument({ ...fa('KNOWN/77/06', '203.00'), numberedAt: '2026-06-10T10:00:00+02:00' })
    await api.importPackage(us, packageOf([document]))
    const [purchase] = await api.purchases(us, { number: 'KNOWN/77/06' })
    const questions = [
      { seller: { nip: seller.nip }, number: 'known 77-06' },
      { ksefNumber: document.metadata.ksefNumber },
      { qrCode: qrI(seller.nip, '2026-06-10', document.xml) },
    ]
    for (const question of questions) {
      expect(await check(question)).toMatchObject({ answer: 'post', purchaseId: purchase?.id })
    }
    await post(purchase?.id as string, 'PZ/KNOWN')
    for (const question of questions) expect(await check(question)).toMatchObject({ answer: 'posted' })
  })

  it('knows a number of any day, and neither that of another seller nor one that only begins alike', async () => {
    const other = { nip: nip('posting other seller'), name: 'Inny S.A.' }
    const days = ['2026-06-10', '2025-06-10'] as const
    const [now, before] = await Promise.all(days.map((issueDate) => record('EACH YEAR/1', { issueDate })))
    await api.postCopy(us, plainCopy(other, 'EACH YEAR/1'))
    await record('EACH YEAR/1/2')
    const signs = await record('- -', { gross: '77.00' })
    const asked = { seller: { nip: seller.nip }, number: 'each year 1' }
    expect((await check(asked)).reasons).toMatchObject([
      { code: 'AMBIGUOUS_MATCH', message: expect.stringMatching(/^2 purchases fit/) },
    ])
    expect((await check({ ...asked, issueDate: days[0] })).purchaseId).toBe(now?.id)
    expect((await check({ ...asked, issueDate: days[1] })).purchaseId).toBe(before?.id)
    expect((await check({ ...asked, number: 'EACH YEAR' })).purchaseId).toBeNull()
    expect((await check({ ...asked, number: '- -' })).purchaseId).toBe(signs.id)
  })

  it('holds what differs from a known invoice in the amount, or in the day by a little', async () => {
    const { id } = await record('DIFF/1', { gross: '110.00' })
    const asked = { seller: { nip: seller.nip }, number: 'DIFF/1' }
    expect(await check({ ...asked, gross: '111.00' })).toMatchObject({
      answer: 'hold',
      purchaseId: id,
      reasons: [{ code: 'AMOUNT_MISMATCH' }],
    })
    expect(await check({ ...asked, issueDate: '2026-06-11' })).toMatchObject({
      answer: 'hold',
      reasons: [{ code: 'POSSIBLE_DUPLICATE' }],
    })
    expect(await check({ ...asked, issueDate: '2027-06-10' })).toMatchObject({
      answer: 'post',
      purchaseId: null,
    })
  })

  it('knows a purchase by what each of its documents says', async () => {
    const one = await record('BOTH/1', { gross: '112.00' })
    const other = await record('BOTH/777', { gross: '112.00', issueDate: '2026-06-12' })
    await decide(`${one.id}.POSSIBLE_DUPLICATE.${other.id}`, 'same-invoice')
    await post(one.id, 'PZ/BOTH')
    const posted = { answer: 'posted', purchaseId: one.id, posting: { reference: 'PZ/BOTH' } }
    const asked = { seller: { nip: seller.nip }, number: 'both 777' }
    expect(await check(asked)).toMatchObject(posted)
    expect(await check({ ...asked, issueDate: '2026-06-12', gross: '112.00' })).toMatchObject(posted)
    expect(await check({ ...asked, issueDate: '2026-06-10' })).toMatchObject({ answer: 'hold' })
    expect(await check({ ...asked, issueDate: '2025-06-10' })).toMatchObject({ answer: 'post' })
  })

  it('knows either amount of two copies decided to be one invoice', async () => {
    const one = await record('BOTH/2', { gross: '113.00' })
    const other = await record('BOTH/2', { gross: '114.00' })
    await decide(`${one.id}.AMOUNT_MISMATCH.${other.id}`, 'same-invoice')
    await post(one.id, 'PZ/BOTH2')
    const asked = { seller: { nip: seller.nip }, number: 'BOTH/2', issueDate: '2026-06-10' }
    const answers = ['113.00', '114.00', '115.00'].map(
      async (gross) => (await check({ ...asked, gross })).answer,
    )
    expect(await Promise.all(answers)).toEqual(['posted', 'posted', 'hold'])
  })

  it('never says post for what is posted while documents keep coming', async () => {
    const { id } = await record('LOOP/1', { gross: '204.00' })
    await post(id, 'PZ/LOOP')
    const answers = new Set<string>()
    let busy = true
    const asking = (async () => {
      while (busy) {
        answers.add((await check({ seller: { nip: seller.nip }, number: 'LOOP/1' })).answer)
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    const document = ksefDocument({ ...fa('LOOP/1', '204.00'), numberedAt: '2026-07-02T10:00:00+02:00' })
    for (let n = 0; n < 5; n++) {
      await api.importMetadata(us, [document.metadata])
      await api.importPackage(us, packageOf([document]))
      await api.postCopy(
        us,
        copyOf('LOOP/1', { gross: '204.00', channel: 'paper', receivedOn: `2026-06-1${n}` }),
      )
    }
    busy = false
    await asking
    expect([...answers]).toEqual(['posted'])
  })

  it('needs something to ask by', async () => {
    const { status, body } = await api.json('POST', `/v1/taxpayers/${us}/posting-checks`, { number: 'X' })
    expect([status, body.code]).toEqual([400, 'invalid-request'])
  })
})
