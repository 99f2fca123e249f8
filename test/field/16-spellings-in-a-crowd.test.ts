import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestApp } from '../support/app.ts'
import { emptyLedger, holding, type Ledger } from './ledgers.ts'

/** Numbers spelled otherwise in a crowd of equal amounts (16). */

let app: Awaited<ReturnType<typeof createTestApp>>
beforeAll(async () => {
  app = await createTestApp({ now: '2026-07-24T12:00:00Z' })
})
afterAll(() => app.close())

/** KSeF's numbers of the twins, by those on the papers. */
const twins: Record<string, string> = {
  'PK/2001/06/2026': 'P\u041a/2001/06/2026',
  'PK/2002/06/26': 'PK/2002/06/2026',
  'PK/2003/06/2026': 'PK/2003/VI/2026',
}

async function feed(
  papersFirst: boolean,
  oneByOne: boolean,
  spelled: Record<string, string> = {},
): Promise<Ledger> {
  const ledger = await emptyLedger(app.api)
  const { items } = ledger.json('16-spellings-in-a-crowd.copies.json')
  const { invoices } = ledger.json('16-spellings-in-a-crowd.ksef.json')
  for (const row of invoices) row.invoiceNumber = spelled[row.invoiceNumber] ?? row.invoiceNumber
  for (const item of items) item.number = spelled[item.number] ?? item.number
  const papers = async () => {
    if (oneByOne) for (const item of items) await ledger.copy(item)
    else await ledger.batch(items)
  }
  if (papersFirst) await papers()
  if (oneByOne) for (const row of invoices) await ledger.rows([row])
  else await ledger.rows(invoices)
  if (!papersFirst) await papers()
  return ledger
}

it('the six twins are held, each naming the other, and cannot be posted; the other twelve are free', async () => {
  for (const papersFirst of [true, false]) {
    for (const oneByOne of [true, false]) {
      const ledger = await feed(papersFirst, oneByOne)
      const purchases = await ledger.purchases()
      expect(purchases).toHaveLength(18)
      const held = purchases.filter((p) => holding(p).length > 0)
      expect(held.map((p) => p.number).sort()).toEqual(
        [...Object.keys(twins), ...Object.values(twins)].sort(),
      )
      for (const [paper, inKsef] of Object.entries(twins)) {
        const [one, other] = [paper, inKsef].map((number) => held.find((p) => p.number === number))
        expect(one?.findings.some((f) => f.id.endsWith(other?.id as string))).toBe(true)
      }
      for (const { id, number } of purchases) {
        const isTwin = held.some((p) => p.id === id)
        expect((await ledger.post(id, `PZ/${number}`)).status).toBe(isTwin ? 409 : 201)
      }
    }
  }
})

it.each<[string, string, string]>([
  ['Greek letters', 'PK/2001/06/2026', 'Ρ\u039a/2001/06/2026'],
  ['a Cyrillic letter for a digit that it looks like', 'PK/2001/06/2026', 'PK/2\u041e\u041e1/06/2026'],
  ['Cyrillic small letters', 'PK/2001/06/2026', '\u0440\u043a/2001/06/2026'],
  ['the year before the month, short', 'PK/2002/06/26', 'PK/2002/2606'],
  ['a Roman month of Cyrillic letters', 'PK/2003/06/2026', 'PK/2003/V\u0406/2026'],
  ['a Roman month and a short year', 'PK/2003/06/2026', 'PK/2003/VI/26'],
])('%s are held too', async (_, was, now) => {
  const isPaper = was in twins
  const other =
    was === 'PK/2002/06/26'
      ? { [twins[was] as string]: 'PK/2002/202606', [was]: now }
      : { [twins[was] as string]: now }
  for (const papersFirst of [true, false]) {
    const ledger = await feed(papersFirst, false, other)
    const purchases = await ledger.purchases()
    expect(isPaper && purchases.filter((p) => holding(p).length > 0)).toHaveLength(6)
  }
})

it.each([
  ['full-width letters', 'PK/2001/06/2026', '\uff30\uff2b/2001/06/2026'],
  ['letters of mathematics', 'PK/2001/06/2026', '\u{1d40f}\u{1d40a}/2001/06/2026'],
  ['a Roman numeral in one character', 'PK/2003/VI/2026', 'PK/2003/\u2165/2026'],
])('%s are the number itself', async (_, is, now) => {
  const paper = is === 'PK/2003/VI/2026' ? { 'PK/2003/06/2026': now } : { 'P\u041a/2001/06/2026': now }
  for (const papersFirst of [true, false]) {
    const ledger = await feed(papersFirst, false, paper)
    const purchases = await ledger.purchases()
    expect(purchases).toHaveLength(17)
    expect(purchases.filter((p) => p.status === 'reconciled').map(holding)).toEqual([[]])
  }
})
