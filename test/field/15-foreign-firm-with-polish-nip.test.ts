import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestApp } from '../support/app.ts'
import { emptyLedger, type Ledger, picture } from './ledgers.ts'

/** A firm that is typed under its number at home, and stands in KSeF under its Polish NIP (15). */

let app: Awaited<ReturnType<typeof createTestApp>>
beforeAll(async () => {
  app = await createTestApp({ now: '2026-07-24T12:00:00Z' })
})
afterAll(() => app.close())

const both = async (copyFirst: boolean, copy: object = {}, row: object = {}): Promise<Ledger> => {
  const ledger = await emptyLedger(app.api)
  const [invoice] = ledger.json('15-foreign-firm-with-polish-nip.ksef.json').invoices
  const paper = { ...ledger.json('15-foreign-firm-with-polish-nip.copy.json'), ...copy }
  if (copyFirst) await ledger.copy(paper)
  await ledger.rows([{ ...invoice, ...row }])
  if (!copyFirst) await ledger.copy(paper)
  return ledger
}
const orders = [true, false]

it('is two purchases, both held, and one once a person says so', async () => {
  for (const copyFirst of orders) {
    const ledger = await both(copyFirst)
    const purchases = await ledger.purchases()
    expect(picture(purchases)).toEqual([
      'LU/1/06/2026 ksef-only: POSSIBLE_DUPLICATE',
      'LU/1/06/2026 outside-only: POSSIBLE_DUPLICATE',
    ])
    const [one, other] = purchases
    expect(await ledger.candidates(one?.id as string)).toEqual([other?.id])
    for (const { id } of purchases) expect((await ledger.post(id, 'PZ/1')).status).toBe(409)
    const finding = one?.findings.find((f) => f.code === 'POSSIBLE_DUPLICATE')
    expect((await ledger.decide(finding?.id as string, 'same-invoice')).status).toBe(200)
    expect(picture(await ledger.purchases())).toEqual(['LU/1/06/2026 reconciled'])
  }
})

it('is two free purchases once a person says that they are different', async () => {
  const ledger = await both(true)
  const [one] = await ledger.purchases()
  const finding = one?.findings.find((f) => f.code === 'POSSIBLE_DUPLICATE')
  await ledger.decide(finding?.id as string, 'different-invoice')
  expect(picture(await ledger.purchases())).toEqual(['LU/1/06/2026 ksef-only', 'LU/1/06/2026 outside-only'])
})

it.each<[string, object]>([
  ['with its number in other spelling', { number: 'lu 1-06-2026' }],
  ['on a day mistyped by a few', { issueDate: '2026-06-12' }],
  ['with day and month swapped', { issueDate: '2026-10-06' }],
  ['with the net amount for the gross', { net: null, vat: null, gross: '100.00' }],
  ['with the currency lost', { currency: 'EUR' }],
])('is held also %s', async (_, copy) => {
  for (const copyFirst of orders) {
    const ledger = await both(copyFirst, copy)
    expect(
      (await ledger.purchases()).map(
        (p) => p.findings.filter((f) => f.open && f.code === 'POSSIBLE_DUPLICATE').length,
      ),
    ).toEqual([1, 1])
  }
})

it.each<[string, object]>([
  ['of another amount', { net: '200.00', vat: '46.00', gross: '246.00' }],
  ['of another number', { number: 'LU/2/06/2026' }],
  ['two months before', { issueDate: '2026-04-09' }],
  ['of another kind', { kind: 'KOR' }],
  ['of a Polish seller', { seller: { nip: '9407961828' } }],
])('an invoice %s is another', async (_, copy) => {
  for (const copyFirst of orders) {
    const ledger = await both(copyFirst, copy, { invoiceType: 'Vat' })
    const found = (await ledger.purchases()).flatMap((p) =>
      p.findings.filter((f) => f.code === 'POSSIBLE_DUPLICATE'),
    )
    expect(found).toEqual([])
  }
})
