import { describe, expect, it } from 'vitest'
import type { Purchase } from '../support/api.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, packageOf } from '../support/ksef.ts'
import { api, oneSeller, seller } from '../support/own-seller.ts'

/** What another choice where the law is disputed would change, told before it is made. */

const us = oneSeller('policy effects', '2026-07-24T12:00:00+02:00', 'obliged')
const home = `/v1/taxpayers/${us}`
const effect = async (policy: string, more = '') =>
  (await api.send('GET', `${home}/policy-effect?policy=${policy}${more}`)).body
const days = async () =>
  ((await api.send('GET', `${home}/purchases?limit=1000`)).body.items as Purchase[])
    .map(({ number, receipt }) => `${number} ${receipt.date}`)
    .toSorted()

/** An offline invoice handed over on a day to a buyer who is nobody special, and numbered the day after. */
async function offline(number: string, issued: string, numberedAt: string) {
  const handOver = { issueDate: issued, receivedOn: issued, document: 'offline-invoice' }
  await api.postCopy(us, plainCopy(seller, number, { ...handOver, deliveryAgreed: null }))
  const amounts = { net: '100.00', vat: '23.00', gross: '123.00' }
  const document = ksefDocument({ seller, buyer: { nip: us }, number, issueDay: issued, amounts, numberedAt })
  await api.importMetadata(us, [document.metadata])
}

const actual = 'irregularOfflineHandover=mf-1-8-actual'

describe('the effect of a policy', () => {
  it('counts days and months that would be others, and changes nothing', async () => {
    expect(await effect(actual)).toEqual({
      ...{ purchases: 0, receiptDay: 0, month: 0, marker: 0, amounts: 0, next: null },
    })
    // By the statute received on the day of the number; by the manual when they were handed over.
    await offline('O/1', '2026-06-10', '2026-06-11T10:00:00+02:00')
    await offline('O/2', '2026-06-30', '2026-07-01T10:00:00+02:00')
    await api.postCopy(us, plainCopy(seller, 'P/1', { receivedOn: '2026-06-12' }))
    const before = [await days(), (await api.send('GET', `${home}/changes?limit=1000`)).body]
    expect(await effect(actual)).toMatchObject({ purchases: 3, receiptDay: 2, month: 1, next: null })
    expect(await effect('irregularOfflineHandover=statute-number')).toMatchObject({ receiptDay: 0, month: 0 })
    expect([await days(), (await api.send('GET', `${home}/changes?limit=1000`)).body]).toEqual(before)
  })

  it('is told page by page', async () => {
    const pages: { receiptDay: number; purchases: number; next: string | null }[] = []
    for (let cursor: string | null = '0'; cursor !== null; cursor = pages.at(-1)?.next ?? null)
      pages.push(await effect(actual, `&limit=1&cursor=${cursor}`))
    const sum = (name: 'receiptDay' | 'purchases') => pages.reduce((all, page) => all + page[name], 0)
    expect([sum('purchases'), sum('receiptDay')]).toEqual([3, 2])
  })

  it('is what comes when the choice is made', async () => {
    const before = await days()
    await api.putTaxpayer(us, {
      name: 'Firma',
      policy: { irregularOfflineHandover: 'mf-1-8-actual' },
      jpk: { officeCode: '1471', email: 'biuro@example.com' },
    })
    const after = await days()
    expect(after.filter((day) => !before.includes(day))).toEqual(['O/1 2026-06-10', 'O/2 2026-06-30'])
    expect(await effect(actual)).toMatchObject({ receiptDay: 0 })
    expect(await effect('irregularOfflineHandover=statute-number')).toMatchObject({ receiptDay: 2, month: 1 })
  })

  it('leaves out what was filed, which stays as it is', async () => {
    await api.json('POST', `${home}/register/2026-06/filings`, { filedOn: '2026-07-24' })
    expect(await effect('irregularOfflineHandover=statute-number')).toMatchObject({
      ...{ purchases: 0, receiptDay: 0 },
    })
  })

  it('is told of two hundred purchases at once, however many are asked for', async () => {
    const amounts = { net: '100.00', vat: '23.00', gross: '123.00' }
    const of = (n: number) =>
      ksefDocument({
        ...{ seller, buyer: { nip: us }, number: `M/${n}`, issueDay: '2026-07-01', amounts },
        numberedAt: '2026-07-01T10:00:00+02:00',
      })
    await api.importMetadata(
      us,
      Array.from({ length: 250 }, (_, n) => of(n).metadata),
    )
    const first = await effect(actual, '&limit=1000')
    // Three of them were filed above.
    expect(first).toMatchObject({ purchases: 197, next: expect.any(String) })
    const second = await effect(actual, `&limit=1000&cursor=${first.next}`)
    expect(second).toMatchObject({ purchases: 53, next: null })
  })

  it('art. 86 ust. 19a zd. 2: moves no reduction into a month before that of its original', async () => {
    const at = { issueDay: '2026-05-10', numberedAt: '2026-05-10T10:00:00+02:00' }
    const amounts = { net: '500.00', vat: '115.00', gross: '615.00' }
    await api.importMetadata(us, [
      ksefDocument({ seller, buyer: { nip: us }, number: 'R/1', amounts, ...at }).metadata,
    ])
    const [original] = await api.purchases(us, { number: 'R/1' })
    await api.patchPurchase(us, original?.id as string, { deductIn: '2026-07' })
    const { next } = await effect(actual, '&limit=1000')
    const before = await effect('irregularOfflineHandover=statute-number', `&cursor=${next}`)
    // Handed over in June, numbered in July: by the manual received before its original was deducted.
    const less = { net: '-100.00', vat: '-23.00', gross: '-123.00' }
    const corrects = [{ number: 'R/1', issueDate: '2026-05-10' }]
    const day = '2026-06-30'
    const handOver = { issueDate: day, receivedOn: day, document: 'offline-invoice', deliveryAgreed: null }
    await api.postCopy(us, plainCopy(seller, 'R/KOR', { ...handOver, ...less, kind: 'KOR', corrects }))
    const correction = ksefDocument({
      ...{ seller, buyer: { nip: us }, number: 'R/KOR', issueDay: day, kind: 'KOR', amounts: less },
      corrects: [{ number: 'R/1', issueDay: '2026-05-10', ksefNumber: null }],
      numberedAt: '2026-07-01T10:00:00+02:00',
    })
    await api.importPackage(us, packageOf([correction]))
    const after = await effect('irregularOfflineHandover=statute-number', `&cursor=${next}`)
    expect(after).toEqual({
      ...before,
      purchases: before.purchases + 1,
      receiptDay: before.receiptDay + 1,
    })
    expect((await api.purchases(us, { number: 'R/KOR' }))[0]).toMatchObject({
      receipt: { date: '2026-06-30' },
      deduction: { from: '2026-07' },
    })
  })

  it('is refused of what is no policy, no option, and no cursor', async () => {
    for (const policy of ['earlyCopy', 'earlyCopy=', 'earlyCopy=leave', 'toString=x']) {
      const answer = await api.send('GET', `${home}/policy-effect?policy=${policy}`)
      expect([policy, answer.status, answer.body.errors[0].pointer]).toEqual([policy, 400, '/policy'])
    }
    expect((await api.send('GET', `${home}/policy-effect?policy=${actual}&cursor=x`)).status).toBe(400)
  })
})
