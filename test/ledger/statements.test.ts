import { describe, expect, it } from 'vitest'
import type { Purchase } from '../support/api.ts'
import { plainCopy } from '../support/copy.ts'
import { decidingFor } from '../support/deciding.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'
import { api, oneSeller, seller } from '../support/own-seller.ts'

/** What people stated and decided, when purchases merge and part and when documents become known better. */

const us = oneSeller('statements', '2026-07-24T12:00:00+02:00', 'art-145m')
const { record, decide } = decidingFor(us)
type Seen = Purchase & { stated: Record<string, unknown> }
const look = async (id: string) => (await api.purchase(us, id)) as Seen
const state = (id: string, said: object) => api.patchPurchase(us, id, said)
const check = async (number: string, said: object = {}) =>
  (
    await api.json('POST', `/v1/taxpayers/${us}/posting-checks`, {
      seller: { nip: seller.nip },
      number,
      ...said,
    })
  ).body

/** Two copies under one number with different amounts, the older one first. */
async function two(number: string) {
  const one = await record(number, { gross: '201.00', externalId: `${number} a` })
  const other = await record(number, { gross: '202.00', externalId: `${number} b` })
  return { one: one.id, other: other.id, finding: `${one.id}.AMOUNT_MISMATCH.${other.id}` }
}

describe('statements that contradict each other', () => {
  it('leave the survivor’s own in force; what only the other had comes along', async () => {
    const { one, other, finding } = await two('STATED/1')
    await state(one, { deductibleShare: '0.50' })
    await state(other, { deductibleShare: '0.70', fixedAsset: true })
    await decide(finding, 'same-invoice')
    expect((await look(one)).stated).toEqual({ deductibleShare: '0.50', fixedAsset: true })

    await decide(finding, 'reopen')
    expect((await look(one)).stated).toEqual({ deductibleShare: '0.50' })
    expect((await look(other)).stated).toEqual({ deductibleShare: '0.70', fixedAsset: true })
  })

  it('keep what was changed after the merge where it was changed', async () => {
    const { one, other, finding } = await two('STATED/2')
    await state(other, { fixedAsset: true, deductibleShare: '0.70' })
    await decide(finding, 'same-invoice')
    await state(one, { fixedAsset: false })
    await decide(finding, 'reopen')
    expect((await look(one)).stated).toEqual({ fixedAsset: false })
    expect((await look(other)).stated).toEqual({ fixedAsset: true, deductibleShare: '0.70' })
  })

  it('are not deleted by parting where both said the same', async () => {
    const { one, other, finding } = await two('STATED/3')
    await state(one, { deductibleShare: '0.50' })
    await state(other, { deductibleShare: '0.50' })
    await decide(finding, 'same-invoice')
    await decide(finding, 'reopen')
    expect([(await look(one)).stated, (await look(other)).stated]).toEqual([
      { deductibleShare: '0.50' },
      { deductibleShare: '0.50' },
    ])
  })
})

describe('a decision about a document of which only metadata was known', () => {
  const document = (number: string, gross: string) =>
    ksefDocument({
      ...{ seller, buyer: { nip: us }, number, issueDay: '2026-06-10' },
      ...{
        amounts: { net: '100.00', vat: '23.00', gross },
        numberedAt: '2026-06-11T10:00:00+02:00',
      },
    })
  it.each([
    ['same-invoice', 'XML-A', '711.00', '722.00'],
    ['different-invoice', 'XML-B', '833.00', '844.00'],
  ])('stays in force when its XML comes: %s', async (decision, number, typed, gross) => {
    const copy = await record(number, { gross: typed })
    await api.importMetadata(us, [document(number, gross).metadata])
    const [found] = (await api.purchases(us, { number })).filter(({ ksef }) => ksef !== null)
    const answer = await decide(`${copy.id}.AMOUNT_MISMATCH.${found?.id}`, decision)
    expect(answer.status).toBe(200)
    const before = await api.purchases(us, { number })
    await api.importPackage(us, packageOf([document(number, gross)]))
    const after = await api.purchases(us, { number })
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    expect(after).toHaveLength(decision === 'same-invoice' ? 1 : 2)
    const open = after.flatMap(({ findings }) => findings.filter((f) => f.open && f.severity === 'blocking'))
    expect(open).toEqual([])
    expect(after.some(({ evidence }) => evidence.some((e) => e.hasXml))).toBe(true)
  })
})

describe('a posting check of an invoice that is known with another day', () => {
  it.each([
    // The invoice is of 10 June 2026.
    ['2026-09-10', 'hold', 'ninety-two days later: perhaps mistyped'],
    ['2026-08-10', 'hold', 'two months later'],
    ['2026-03-10', 'hold', 'ninety-two days before'],
    ['2026-09-11', 'post', 'ninety-three days later: another invoice'],
    ['2026-03-09', 'post', 'ninety-three days before'],
    ['2027-06-10', 'post', 'a year later'],
  ])('of %s: %s, %s', async (issueDate, expected) => {
    await record('DAY/1', { gross: '301.00' })
    const { answer, reasons } = await check('DAY/1', { issueDate })
    expect([answer, reasons.map((r: { code: string }) => r.code)]).toEqual([
      expected,
      expected === 'hold' ? ['POSSIBLE_DUPLICATE'] : [],
    ])
  })
  it('holds on another amount of the same day, and lets another kind go', async () => {
    await record('KIND/2', { gross: '351.00', kind: 'VAT' })
    const on = { issueDate: '2026-06-10' }
    expect(await check('KIND/2', { ...on, gross: '352.00' })).toMatchObject({
      answer: 'hold',
      reasons: [{ code: 'AMOUNT_MISMATCH' }],
    })
    expect((await check('KIND/2', { ...on, gross: '351.00' })).answer).toBe('post')
    expect((await check('KIND/2', { ...on, kind: 'KOR' })).purchaseId).toBeNull()
    expect((await check('KIND/2')).answer).toBe('post')
    expect((await check('KIND/9')).purchaseId).toBeNull()
  })
})

describe('what is looked up beside an invoice', () => {
  const near = async (id: string) =>
    (await look(id)).findings
      .filter((f) => f.code === 'POSSIBLE_DUPLICATE')
      .map((f) => f.id.split('.').at(-1))
  it('finds the same invoice with day and month swapped, months away', async () => {
    // 6 October 2026 is 10 June the other way round.
    const one = await record('SWAP/1', { gross: '401.00', issueDate: '2026-06-10' })
    const other = await record('SWAP/1', {
      gross: '401.00',
      issueDate: '2026-10-06',
      receivedOn: '2026-10-07',
    })
    expect(await near(one.id)).toEqual([other.id])
    expect(await near(other.id)).toEqual([one.id])
  })
  it('finds one with day and month swapped whose number has its year written otherwise', async () => {
    const one = await record('SWAP/2/2026', { gross: '402.00', issueDate: '2026-06-10' })
    const said = { gross: '402.00', issueDate: '2026-10-06', receivedOn: '2026-10-07' }
    const other = await record('SWAP/2/26', said)
    expect(await near(one.id)).toEqual([other.id])
    expect(await near(other.id)).toEqual([one.id])
  })
  it.each([
    // 31 days before and after the 10th of June; 32 are another month's invoice.
    ['2026-05-10', true],
    ['2026-05-09', false],
    ['2026-07-11', true],
    ['2026-07-12', false],
  ])('of %s under a part of its number, by the same amount: %s', async (issueDate, found) => {
    const gross = `4${issueDate.slice(5, 7)}.${issueDate.slice(8)}`
    const one = await record(`FAR/${gross}/7`, { gross, issueDate: '2026-06-10' })
    const other = await record(`${gross}/7`, { gross, issueDate, receivedOn: '2026-07-14' })
    expect(await near(one.id)).toEqual(found ? [other.id] : [])
    expect(await near(other.id)).toEqual(found ? [one.id] : [])
  })
  it('finds the invoice of a firm under its other number, here and abroad, also with the day swapped', async () => {
    const abroad = { country: 'DE', vatId: '811569869', name: 'Händler GmbH' }
    const foreign = async (number: string, said: object) =>
      (await api.postCopy(us, plainCopy(abroad as never, number, { ...said }))).purchase as Purchase
    for (const [number, gross, issueDate] of [
      ['ABROAD/1', '601.00', '2026-06-20'],
      ['ABROAD/2', '602.00', '2026-10-06'],
    ] as const) {
      const here = await record(number, { gross, receivedOn: '2026-10-07' })
      const there = await foreign(number, { gross, issueDate, receivedOn: '2026-10-07' })
      expect(await near(here.id)).toEqual([there.id])
      expect(await near(there.id)).toEqual([here.id])
      const finding = (await look(there.id)).findings.find((f) => f.code === 'POSSIBLE_DUPLICATE')
      expect(finding?.message).toContain('Another purchase that may be of this seller is very near: ')
    }
    const own = (await look((await record('SWAP/1', { gross: '401.00' })).id)).findings
    expect(own.find((f) => f.code === 'POSSIBLE_DUPLICATE')?.message).toContain(
      'Another purchase of this seller is very near: ',
    )
  })
  it('leaves an invoice of somebody else out: it holds nothing of ours', async () => {
    const [ours, theirs] = ['NEAR/1', 'NEAR/I'].map((number) =>
      ksefDocument({
        ...{
          seller,
          buyer: { nip: number === 'NEAR/1' ? us : nip('somebody else') },
          number,
          issueDay: '2026-06-10',
        },
        ...{
          amounts: { net: '100.00', vat: '23.00', gross: '501.00' },
          numberedAt: '2026-06-10T10:00:00+02:00',
        },
      }),
    )
    await api.importPackage(us, packageOf([ours!, theirs!]))
    const copy = await record('NEAR-l', { gross: '501.00' })
    const [mine] = await api.purchases(us, { number: 'NEAR/1' })
    const [strange] = await api.purchases(us, { number: 'NEAR/I' })
    expect(strange?.status).toBe('quarantined')
    expect(await near(mine?.id as string)).toEqual([copy.id])
    expect(await near(copy.id)).toEqual([mine?.id])
    expect(await near(strange?.id as string)).toEqual([])
  })
})
