import { describe, expect, it } from 'vitest'
import type { Purchase } from '../support/api.ts'
import { plainCopy } from '../support/copy.ts'
import { api, ownSellers, seller } from '../support/own-seller.ts'

/** What people did is lasting: documents are at home where they were moved, and corrections are told as they change. */

const us = ownSellers('homes', '2026-10-26T12:00:00+01:00')
const at = `/v1/taxpayers/${us}`
const copy = async (number: string, said: object = {}) => {
  const { copy, purchase } = await api.postCopy(us, plainCopy(seller, number, { ...said }))
  return { id: (purchase as Purchase).id, copy: copy.id }
}
const second = (number: string, said: object = {}) =>
  copy(number, { net: '99.00', externalId: `${seller.nip} second`, ...said })
const move = async (evidence: string, to: string) =>
  (await api.json('POST', `${at}/evidence/${evidence}/move`, { to, note: null })).body as Purchase
const decide = (finding: string, decision: string) =>
  api.json('POST', `${at}/findings/${finding}/decision`, { decision, note: null })
const book = (id: string, reference: string) =>
  api.json('POST', `${at}/purchases/${id}/posting`, { reference, postedOn: '2026-06-12' })
const booked = async (id: string) => (await api.purchase(us, id)).posting?.reference ?? null

describe('a posting', () => {
  it('was of the documents that people had moved there, too: it stays while one of them does', async () => {
    const from = await copy('P/1')
    const moved = await second('P/1')
    const to = await copy('R/777', { gross: '500.00', issueDate: '2026-05-04' })
    await move(moved.copy, to.id)
    expect((await book(to.id, 'PZ/1')).status).toBe(201)
    const left = await move(to.copy, 'new')
    expect((await api.purchase(us, to.id)).evidence.map(({ id }) => id)).toEqual([moved.copy])
    expect([await booked(to.id), await booked(left.id), await booked(from.id)]).toEqual(['PZ/1', null, null])
  })
  it('of what a merge had brought goes with that, once nothing else was left where it was booked', async () => {
    const one = await copy('P/2', { gross: '201.00' })
    const other = await copy('P/2', { gross: '202.00' })
    await decide(`${one.id}.AMOUNT_MISMATCH.${other.id}`, 'same-invoice')
    await move(one.copy, 'new')
    const { id, evidence } = await api.purchase(us, other.id)
    expect(evidence.map((e) => e.id)).toEqual([other.copy])
    expect((await book(id, 'PZ/2')).status).toBe(201)
    const later = await second('P/2', { gross: '202.00' })
    expect(later.id).toBe(id)
    const left = await move(other.copy, 'new')
    expect((await api.purchase(us, id)).evidence.map((e) => e.id)).toEqual([later.copy])
    expect([await booked(left.id), await booked(id)]).toEqual(['PZ/2', null])
  })
})

it('what a merge brought does not go back to what a person took out of it, when the merge is undone', async () => {
  const one = await copy('P/3', { gross: '201.00' })
  const other = await copy('P/3', { gross: '202.00' })
  const later = await second('P/3', { gross: '202.00' })
  expect(later.id).toBe(other.id)
  const merge = `${one.id}.AMOUNT_MISMATCH.${other.id}`
  await decide(merge, 'same-invoice')
  const taken = await move(other.copy, 'new')
  expect(taken.evidence.map(({ id }) => id)).toEqual([other.copy])
  await decide(merge, 'reopen')
  const all = await api.purchases(us, { number: 'P/3', seller: seller.nip })
  const documents = all.map((p) => [p.id, ...p.evidence.map(({ id }) => id)])
  expect(documents).toHaveLength(3)
  expect(documents).toContainEqual([one.id, one.copy])
  expect(documents).toContainEqual([taken.id, other.copy])
  expect(documents).toContainEqual([expect.any(String), later.copy])
})

describe('what has to be corrected in filed months', () => {
  const told = async () =>
    (await api.json('GET', `${at}/changes?limit=1000`)).body.items
      .filter((c: { type: string }) => c.type === 'correction.due')
      .map(({ data }: { data: { month: string; reason: string } }) => `${data.month} ${data.reason}`)
  it('is told again when it becomes another, and by the months in their order', async () => {
    const { id } = await copy('C/1')
    for (const month of ['06', '07', '08', '09']) {
      const path = `${at}/register/2026-${month}/filings`
      expect((await api.json('POST', path, { filedOn: '2026-10-25', held: 'include' })).status).toBe(201)
    }
    await api.patchPurchase(us, id, { fixedAsset: true })
    expect(await told()).toEqual(['2026-06 amounts'])
    await api.patchPurchase(us, id, { deductibleShare: '0.50' })
    expect(await told()).toEqual(['2026-06 amounts', '2026-06 amounts'])
    // All four months of its window were filed: it leaves one of them, and another is short of it.
    await api.patchPurchase(us, id, { deductIn: '2026-07' })
    expect((await told()).slice(2)).toEqual(['2026-06 not-in-month', '2026-07 not-filed'])
  })
})
