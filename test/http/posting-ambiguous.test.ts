import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { type KsefDocument, ksefDocument, ksefNumber, nip, packageOf } from '../support/ksef.ts'

const us = nip('posting ambiguous')
let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api
/** A seller of its own for each test. */
let seller: { nip: string; name: string }
let sellers = 0

beforeAll(async () => {
  stage = await createTestApp({ now: '2026-07-24T12:00:00+02:00' })
  api = stage.api
  await api.putTaxpayer(us, { name: 'Odbiorca' })
})
beforeEach(() => {
  seller = { nip: nip(`posting ambiguous ${sellers++}`), name: 'Sprzedawca S.A.' }
})
afterAll(() => stage.close())

const at = (id: string) => `/v1/taxpayers/${us}/purchases/${id}/posting`
const post = (id: string, reference: string) =>
  api.json('POST', at(id), { reference, postedOn: '2026-06-11' })
const check = async (ksefNumber: string) =>
  (await api.json('POST', `/v1/taxpayers/${us}/posting-checks`, { ksefNumber })).body
const decide = (finding: string, decision: string) =>
  api.json('POST', `/v1/taxpayers/${us}/findings/${finding}/decision`, { decision, note: null })
/** As an ERP asks that knows what stands on the paper. */
const checkPaper = async (number: string) =>
  (
    await api.json('POST', `/v1/taxpayers/${us}/posting-checks`, {
      seller: { nip: seller.nip },
      number,
      issueDate: '2026-06-10',
      gross: '123.00',
    })
  ).body
const answersOf = (twins: readonly { answer: string }[]) => twins.map(({ answer }) => answer)

/** A copy that states no kind. */
const copyOf = async (number: string): Promise<Purchase> =>
  (await api.postCopy(us, plainCopy(seller, number, { gross: '123.00' }))).purchase as Purchase
const inKsef = (number: string, kind: 'VAT' | 'ROZ' = 'VAT') =>
  ksefDocument({
    seller,
    buyer: { nip: us },
    number,
    kind,
    issueDay: '2026-06-10',
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    numberedAt: '2026-06-12T10:00:00+02:00',
    ksefNumber: ksefNumber(seller.nip, '2026-06-12', `${number} ${kind}`),
  })

const arrivals = ['together', 'one after the other'] as const

/** A copy that is posted, and then two invoices from KSeF of which it may be either. */
async function postedBefore(number: string, invoices: KsefDocument[], arrival: string) {
  const copy = await copyOf(number)
  expect((await post(copy.id, 'PZ/PAPER')).status).toBe(201)
  for (const documents of arrival === 'together' ? [invoices] : invoices.map((i) => [i]))
    await api.importPackage(us, packageOf(documents))
  const numbers = invoices.map(({ metadata }) => metadata.ksefNumber)
  return { copy, ask: async () => [await check(numbers[0] ?? ''), await check(numbers[1] ?? '')] as const }
}

describe.each(arrivals)('a copy posted before two invoices come, %s, that it may be', (arrival) => {
  const pairs = {
    'of two kinds': () => [inKsef('TWIN'), inKsef('TWIN', 'ROZ')],
    'of which one has a number with two digits swapped': () => [inKsef('P/0079/26'), inKsef('P/0097/26')],
  }
  const cases = Object.entries(pairs).flatMap(([what, make]) => [0, 1].map((is) => ({ what, make, is })))

  it.each(cases)('$what: all wait for the answer $is', async ({ make, is }) => {
    const invoices = make()
    const number = invoices[0]?.metadata.invoiceNumber as string
    const { copy, ask } = await postedBefore(number, invoices, arrival)
    expect((await api.purchase(us, copy.id)).posting).toMatchObject({ reference: 'PZ/PAPER' })
    for (const invoice of await ask()) {
      const finding = `${copy.id}.AMBIGUOUS_MATCH.${invoice.purchaseId}`
      const reason = expect.objectContaining({
        code: 'AMBIGUOUS_MATCH',
        message: expect.stringContaining(`${number} of 2026-06-10`),
        params: expect.objectContaining({ findingId: finding }),
      })
      expect(invoice).toMatchObject({ answer: 'hold', reasons: expect.arrayContaining([reason]) })
      expect((await post(invoice.purchaseId, 'PZ/AGAIN')).body).toMatchObject({ code: 'held' })
    }
    expect(await checkPaper(number)).toMatchObject({
      answer: 'hold',
      reasons: [
        {
          message: expect.stringContaining('decide that finding'),
          params: { findingId: expect.stringContaining(`${copy.id}.AMBIGUOUS_MATCH.`) },
        },
      ],
    })
    const { purchaseId } = (await ask())[is] as { purchaseId: string }
    await decide(`${copy.id}.AMBIGUOUS_MATCH.${purchaseId}`, 'same-invoice')
    expect(answersOf(await ask())).toEqual(is === 0 ? ['posted', 'post'] : ['post', 'posted'])
  })

  it('leaves them alone once its posting is voided, and waits itself', async () => {
    const { copy, ask } = await postedBefore('VOID', [inKsef('VOID'), inKsef('VOID', 'ROZ')], arrival)
    expect((await api.json('DELETE', `${at(copy.id)}?reason=unclear`)).status).toBe(200)
    expect(answersOf(await ask())).toEqual(['post', 'post'])
    expect((await post(copy.id, 'PZ/PAPER')).body).toMatchObject({
      code: 'held',
      reasons: [{ code: 'AMBIGUOUS_MATCH' }, { code: 'AMBIGUOUS_MATCH' }],
    })
  })

  it('holds both, also where equal amounts are a habit and it is not the one that it reads as', async () => {
    for (let n = 1; n <= 6; n++) await copyOf(`Z/${n}`)
    const { copy, ask } = await postedBefore('Q/0079', [inKsef('Q/0079'), inKsef('Q/0097')], arrival)
    const [own, neighbour] = await ask()
    expect([own.answer, neighbour.answer]).toEqual(['hold', 'hold'])
    await decide(`${copy.id}.AMBIGUOUS_MATCH.${own.purchaseId}`, 'different-invoice')
    expect(answersOf(await ask())).toEqual(['post', 'hold'])
    await decide(`${copy.id}.AMBIGUOUS_MATCH.${neighbour.purchaseId}`, 'same-invoice')
    expect(answersOf(await ask())).toEqual(['post', 'posted'])
  })
})

it('what was posted with its KSeF document stays posted when the copy is in doubt, and the copy waits', async () => {
  const copy = await copyOf('R/0079')
  await api.importPackage(us, packageOf([inKsef('R/0079')]))
  expect((await post(copy.id, 'PZ/BOTH')).status).toBe(201)
  const neighbour = inKsef('R/0097')
  await api.importPackage(us, packageOf([neighbour]))
  expect(await api.purchase(us, copy.id)).toMatchObject({
    posting: { reference: 'PZ/BOTH' },
    status: 'ksef-only',
  })
  const parted = (await api.purchases(us, { number: 'R/0079' })).find((p) => p.id !== copy.id) as Purchase
  expect((await post(parted.id, 'PZ/AGAIN')).body.code).toBe('held')
  await decide(`${parted.id}.AMBIGUOUS_MATCH.${copy.id}`, 'same-invoice')
  expect((await api.purchase(us, copy.id)).evidence).toHaveLength(2)
  expect(await check(neighbour.metadata.ksefNumber)).toMatchObject({ answer: 'post' })
})

describe('a posting', () => {
  const move = (evidence: string, to: string) =>
    api.json('POST', `/v1/taxpayers/${us}/evidence/${evidence}/move`, { to, note: null })
  const evidenceOf = async (id: string, type: string) =>
    (await api.purchase(us, id)).evidence.find((e) => e.type === type)?.id as string

  it.each(['another purchase', 'new'])(
    'goes along when the copy that was booked is moved: %s',
    async (to) => {
      const copy = await copyOf('S/0079')
      expect((await post(copy.id, 'PZ/MOVED')).status).toBe(201)
      const [wrong, right] = [inKsef('S/0079'), inKsef('S/0188')]
      await api.importPackage(us, packageOf([wrong, right]))
      const { purchaseId } = await check(right.metadata.ksefNumber)
      const moved = await move(await evidenceOf(copy.id, 'copy'), to === 'new' ? 'new' : purchaseId)
      expect(moved.body).toMatchObject({ posting: { reference: 'PZ/MOVED' } })
      expect(answersOf([await check(wrong.metadata.ksefNumber)])).not.toContain('posted')
      if (to !== 'new') expect(answersOf([await check(right.metadata.ksefNumber)])).toEqual(['posted'])
      // And back again.
      const { purchaseId: first } = await check(wrong.metadata.ksefNumber)
      await move(await evidenceOf(moved.body.id, 'copy'), first)
      expect(answersOf([await check(wrong.metadata.ksefNumber)])).toEqual(['posted'])
      expect((await check(right.metadata.ksefNumber)).answer).not.toBe('posted')
    },
  )

  it('leaves with the last copy that was booked, whatever a merge brought meanwhile', async () => {
    const first = await copyOf('U/1')
    const older = await copyOf('V/2')
    await decide(`${older.id}.POSSIBLE_DUPLICATE.${first.id}`, 'dismissed')
    await api.postCopy(us, plainCopy(seller, 'U/1', { gross: '123.00', receivedOn: '2026-06-13' }))
    const booked = (await api.purchase(us, first.id)).evidence.map((e) => e.id)
    expect(booked).toHaveLength(2)
    expect((await post(first.id, 'PZ/LEAVES')).status).toBe(201)
    await move(await evidenceOf(older.id, 'copy'), first.id)
    const [one, last] = booked as [string, string]
    const own = (await move(one, 'new')).body
    expect(own.posting).toBeNull()
    expect((await move(last, own.id)).body.posting).toMatchObject({ reference: 'PZ/LEAVES' })
    expect((await api.purchase(us, first.id)).posting).toBeNull()
  })

  it('stays where KSeF documents were booked with the copy', async () => {
    const copy = await copyOf('S/0079')
    const document = inKsef('S/0079')
    await api.importPackage(us, packageOf([document]))
    expect((await post(copy.id, 'PZ/STAYS')).status).toBe(201)
    expect((await move(await evidenceOf(copy.id, 'copy'), 'new')).body.posting).toBeNull()
    expect(answersOf([await check(document.metadata.ksefNumber)])).toEqual(['posted'])
  })

  it('follows its copy also after merges', async () => {
    const other = await copyOf('OTHER/55')
    const copy = await copyOf('S/0079')
    await decide(`${copy.id}.POSSIBLE_DUPLICATE.${other.id}`, 'dismissed')
    expect((await post(copy.id, 'PZ/MERGED')).status).toBe(201)
    const inOther = await evidenceOf(other.id, 'copy')
    await move(await evidenceOf(copy.id, 'copy'), other.id)
    await move(inOther, 'new')
    const [own, neighbour] = [inKsef('S/0079'), inKsef('S/0097')]
    await api.importPackage(us, packageOf([own]))
    await api.importPackage(us, packageOf([neighbour]))
    expect(
      answersOf([await check(own.metadata.ksefNumber), await check(neighbour.metadata.ksefNumber)]),
    ).toEqual(['hold', 'hold'])
  })
})

it("a KSeF number is asked for where KSeF's document is, not a paper that printed it and was moved", async () => {
  const document = inKsef('T/1')
  const { ksefNumber } = document.metadata
  await api.importPackage(us, packageOf([document]))
  const { purchaseId } = await check(ksefNumber)
  const print = plainCopy(seller, 'T/1', { gross: '123.00', ksefNumber, document: 'numbered-visualisation' })
  const { evidence } = (await api.postCopy(us, print)).purchase as Purchase
  const copy = evidence.find((e) => e.type === 'copy')?.id
  await api.json('POST', `/v1/taxpayers/${us}/evidence/${copy}/move`, { to: 'new', note: null })
  expect((await check(ksefNumber)).purchaseId).toBe(purchaseId)
})
