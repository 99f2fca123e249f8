import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, ksefNumber, nip, packageOf } from '../support/ksef.ts'

const us = nip('posting ambiguous')
const seller = { nip: nip('posting ambiguous seller'), name: 'Sprzedawca S.A.' }
let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api

beforeAll(async () => {
  stage = await createTestApp({ now: '2026-07-24T12:00:00+02:00' })
  api = stage.api
  await api.putTaxpayer(us, { name: 'Odbiorca' })
})
afterAll(() => stage.close())

const at = (id: string) => `/v1/taxpayers/${us}/purchases/${id}/posting`
const post = (id: string, reference: string) =>
  api.json('POST', at(id), { reference, postedOn: '2026-06-11' })
const check = async (ksefNumber: string) =>
  (await api.json('POST', `/v1/taxpayers/${us}/posting-checks`, { ksefNumber })).body
const decide = (finding: string, decision: string) =>
  api.json('POST', `/v1/taxpayers/${us}/findings/${finding}/decision`, { decision, note: null })
const answersOf = (twins: { answer: string }[]) => twins.map(({ answer }) => answer)

/** A copy that states no kind. */
const copyOf = async (number: string, gross: string): Promise<Purchase> =>
  (await api.postCopy(us, plainCopy(seller, number, { gross }))).purchase as Purchase
const inKsef = (number: string, gross: string, kind: 'VAT' | 'ROZ' = 'VAT') =>
  ksefDocument({
    seller,
    buyer: { nip: us },
    number,
    kind,
    issueDay: '2026-06-10',
    amounts: { net: '100.00', vat: '23.00', gross },
    numberedAt: '2026-06-12T10:00:00+02:00',
    ksefNumber: ksefNumber(seller.nip, '2026-06-12', `${number} ${kind}`),
  })

/** A copy, posted; then an invoice and a settlement of advances of its number, day and amount from KSeF. */
async function postedBefore(number: string, gross: string) {
  const copy = await copyOf(number, gross)
  expect((await post(copy.id, 'PZ/PAPER')).status).toBe(201)
  const twins = [inKsef(number, gross, 'VAT'), inKsef(number, gross, 'ROZ')]
  await api.importPackage(us, packageOf(twins))
  return { copy, ask: () => Promise.all(twins.map(({ metadata }) => check(metadata.ksefNumber))) }
}

describe('where several invoices fit a copy that was posted before they came', () => {
  it('all are held, until somebody says which of them it is', async () => {
    const { copy, ask } = await postedBefore('TWINS/1', '123.00')
    const [vat, roz] = await ask()
    for (const twin of [vat, roz]) {
      const finding = `${copy.id}.AMBIGUOUS_MATCH.${twin.purchaseId}`
      const reasons = [{ code: 'AMBIGUOUS_MATCH', message: expect.stringContaining(finding) }]
      expect(twin).toMatchObject({ answer: 'hold', reasons })
      expect((await post(twin.purchaseId, 'PZ/TWIN')).body).toMatchObject({ code: 'held', reasons })
    }
    await decide(`${copy.id}.AMBIGUOUS_MATCH.${vat.purchaseId}`, 'same-invoice')
    expect(answersOf(await ask())).toEqual(['posted', 'post'])
  })

  it('all may be posted once the posting of the copy is voided: then the copy itself waits', async () => {
    const { copy, ask } = await postedBefore('TWINS/2', '124.00')
    expect((await api.json('DELETE', `${at(copy.id)}?reason=unclear`)).status).toBe(200)
    expect(answersOf(await ask())).toEqual(['post', 'post'])
    expect((await post(copy.id, 'PZ/PAPER')).body).toMatchObject({
      code: 'held',
      reasons: [{ code: 'AMBIGUOUS_MATCH' }, { code: 'AMBIGUOUS_MATCH' }],
    })
  })
})

describe('a copy whose number may be that of another invoice with one slip', () => {
  const [own, neighbour] = [inKsef('P/0079/26', '125.00'), inKsef('P/0097/26', '125.00')]
  const [ownNumber, neighbourNumber] = [own.metadata.ksefNumber, neighbour.metadata.ksefNumber]
  let copy: Purchase

  it('is of the one that it reads as, while KSeF has no other', async () => {
    copy = await copyOf('P/0079/26', '125.00')
    await api.importPackage(us, packageOf([own]))
    expect(await check(ownNumber)).toMatchObject({ answer: 'post', purchaseId: copy.id })
    expect((await post(copy.id, 'PZ/SLIP')).status).toBe(201)
  })

  it('is for a human as soon as KSeF has the other: what was posted stays so, and the copy waits', async () => {
    await api.importPackage(us, packageOf([neighbour]))
    const [first, second] = [await check(ownNumber), await check(neighbourNumber)]
    expect(first).toMatchObject({ answer: 'posted', purchaseId: copy.id, posting: { reference: 'PZ/SLIP' } })
    const parted = (await api.purchases(us, { number: 'P/0079/26' })).find(
      (p) => p.id !== copy.id,
    ) as Purchase
    const asked = parted.findings.filter((f) => f.code === 'AMBIGUOUS_MATCH' && f.open).map((f) => f.id)
    expect(asked.sort()).toEqual(
      [first, second].map(({ purchaseId }) => `${parted.id}.AMBIGUOUS_MATCH.${purchaseId}`).sort(),
    )
    expect((await post(parted.id, 'PZ/AGAIN')).body.code).toBe('held')
  })

  it('goes where somebody says that it belongs, and the other may be posted', async () => {
    const parted = (await api.purchases(us, { number: 'P/0079/26' })).find(
      (p) => p.id !== copy.id,
    ) as Purchase
    await decide(`${parted.id}.AMBIGUOUS_MATCH.${copy.id}`, 'same-invoice')
    expect((await api.purchase(us, copy.id)).evidence).toHaveLength(2)
    expect(await check(ownNumber)).toMatchObject({ answer: 'posted' })
    expect(await check(neighbourNumber)).toMatchObject({ answer: 'post' })
  })
})
