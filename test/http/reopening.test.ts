import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { ksefNumber, nip } from '../support/ksef.ts'

const us = nip('reopening')
const seller = { nip: nip('reopening seller'), name: 'Sprzedawca S.A.' }
let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api

beforeAll(async () => {
  stage = await createTestApp({ now: '2026-07-24T12:00:00+02:00' })
  api = stage.api
  await api.putTaxpayer(us, { name: 'Odbiorca' })
})
afterAll(() => stage.close())

const record = async (number: string, said: Record<string, unknown>): Promise<Purchase> => {
  const copy = { seller, number, issueDate: '2026-06-10', currency: 'PLN', net: '100.00', vat: '23.00' }
  const answer = await api.postCopy(us, { ...copy, receivedOn: '2026-06-10', document: 'invoice', ...said })
  return answer.purchase as Purchase
}
const decide = (id: string, decision: string) =>
  api.json('POST', `/v1/taxpayers/${us}/findings/${id}/decision`, { decision, note: null })
const move = (evidence: string, to: string) =>
  api.json('POST', `/v1/taxpayers/${us}/evidence/${evidence}/move`, { to, note: 'by hand' })
const look = (id: string) => api.purchase(us, id)
const findingOf = (purchase: Purchase, code: string) => purchase.findings.find((f) => f.code === code)

/** Two copies under one number with different amounts. */
async function mismatch(number: string, gross: [string, string]) {
  const one = await record(number, { gross: gross[0] })
  const other = await record(number, { gross: gross[1] })
  return { one, other, finding: `${one.id}.AMOUNT_MISMATCH.${other.id}` }
}

describe('a decision', () => {
  it('is reopened by the id under which it is listed, whatever was merged meanwhile', async () => {
    const [one, two, three] = [
      await record('CHAIN/1', { gross: '241.00' }),
      await record('CHAIN/1', { gross: '242.00' }),
      await record('CHAIN/1', { gross: '243.00' }),
    ]
    await decide(`${two.id}.AMOUNT_MISMATCH.${three.id}`, 'same-invoice')
    await decide(`${one.id}.AMOUNT_MISMATCH.${two.id}`, 'same-invoice')
    const { findings: shown } = await look(three.id)
    const decided = shown.filter((f) => f.code === 'AMOUNT_MISMATCH')
    expect(decided).toHaveLength(2)
    for (const { id } of decided) expect((await decide(id, 'reopen')).status).toBe(200)
    for (const { id } of [one, two, three]) expect((await look(id)).id).toBe(id)
  })

  it('on a purchase that was merged away is taken back on the one that answers for it', async () => {
    const { one, other, finding } = await mismatch('CHAIN/2', ['244.00', '245.00'])
    await api.json('PATCH', `/v1/taxpayers/${us}/purchases/${other.id}`, { supplyConfirmed: false })
    await decide(`${other.id}.UNKNOWN_SUPPLY`, 'accepted')
    await decide(finding, 'same-invoice')
    expect(findingOf(await look(one.id), 'UNKNOWN_SUPPLY')?.open).toBe(false)
    await decide(`${one.id}.UNKNOWN_SUPPLY`, 'reopen')
    expect(findingOf(await look(one.id), 'UNKNOWN_SUPPLY')?.open).toBe(true)
  })

  it('changed after documents made both one anyway is about the documents it was about', async () => {
    const { one, other, finding } = await mismatch('TIED/1', ['246.00', '247.00'])
    await decide(finding, 'same-invoice')
    const stated = { document: 'numbered-visualisation', ksefNumber: ksefNumber(seller.nip, '2026-06-12', 1) }
    await record('TIED/1', { gross: '246.00', ...stated })
    await record('TIED/1', { gross: '247.00', ...stated })
    await decide(finding, 'different-invoice')
    expect((await look(one.id)).evidence).toHaveLength(1)
    expect((await look(other.id)).evidence).toHaveLength(1)
    expect(await api.purchases(us, { number: 'TIED/1' })).toHaveLength(3)
    await decide(finding, 'reopen')
    expect((await look(other.id)).id).toBe(one.id)
    expect((await look(one.id)).evidence).toHaveLength(4)
  })

  it('by moving a document is taken back by moving it back', async () => {
    const stated = { document: 'numbered-visualisation', ksefNumber: ksefNumber(seller.nip, '2026-06-12', 2) }
    const one = await record('MOVED/1', { gross: '248.00', ...stated })
    const { evidence } = await record('MOVED/1', { gross: '249.00', ...stated })
    const document = evidence.at(-1)?.id as string
    const moved = (await move(document, 'new')).body as Purchase
    const finding = findingOf(moved, 'AMOUNT_MISMATCH')
    expect(finding?.open).toBe(false)
    const refused = await decide(finding?.id as string, 'reopen')
    expect(refused).toMatchObject({ status: 422, body: { code: 'decision-does-not-fit' } })
    expect((await move(document, one.id)).body.id).toBe(one.id)
  })
})
