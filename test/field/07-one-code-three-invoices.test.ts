import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { permutations } from '../match/match-document.ts'
import { createTestApp } from '../support/app.ts'
import { emptyLedger, type Ledger, picture } from './ledgers.ts'

/** One code on the papers of three invoices of a seller (07), and what KSeF then has. */

let app: Awaited<ReturnType<typeof createTestApp>>
beforeAll(async () => {
  app = await createTestApp({ now: '2026-07-24T12:00:00Z' })
})
afterAll(() => app.close())

const file = '07-one-code-three-invoices.json'
const hash = 'xnEsLTSUDFkbcUaIVkQU/l5DIUmICH8htOF0Em3iEZQ='

/** The KSeF row of one of the papers; its file has the hash of the code, or its own. */
function rowOf(ledger: Ledger, copy: { number: string; gross: string }, invoiceHash: string) {
  const [row] = ledger.json('08-old-hash-of-another-seller.ksef.json').invoices
  const { hashOfCorrectedInvoice, ...rest } = row
  const numbers = ['8242151468-20260610-BC34BE8CC32D-12', '8242151468-20260610-81627E795329-21']
  return {
    ...rest,
    ksefNumber: numbers[invoiceHash === hash ? 0 : 1],
    invoiceNumber: copy.number,
    issueDate: '2026-06-10',
    seller: { nip: '8242151468', name: 'Sprzedawca S.A.' },
    ...(copy.gross === '123.00'
      ? { netAmount: 100, vatAmount: 23, grossAmount: 123 }
      : { netAmount: 250, vatAmount: 57.5, grossAmount: 307.5 }),
    invoiceHash,
  }
}

/** What KSeF has comes first, last or in between. */
const withKsef = [
  ['ksef', 0, 1, 2],
  [1, 'ksef', 2, 0],
  [0, 2, 'ksef', 1],
  [2, 1, 0, 'ksef'],
] as const

const three = ['FV/1/06/2026', 'FV/2/06/2026', 'FV/3/06/2026'].map(
  (number) => `${number} outside-only: AMBIGUOUS_MATCH`,
)

describe('three papers with one code', () => {
  it('are three purchases, all held, in any order, at once or one by one', async () => {
    for (const order of permutations([0, 1, 2])) {
      const ledger = await emptyLedger(app.api)
      const { items } = ledger.json(file)
      for (const i of order) await ledger.copy(items[i])
      expect(picture(await ledger.purchases())).toEqual(three)
    }
    const ledger = await emptyLedger(app.api)
    await ledger.batch(ledger.json(file).items)
    const purchases = await ledger.purchases()
    expect(picture(purchases)).toEqual(three)
    for (const { id } of purchases) expect((await ledger.post(id, 'PZ/1')).status).toBe(409)
  })

  it('of which one is in KSeF with that hash: that one is whole, the others are held', async () => {
    for (const order of withKsef) {
      const ledger = await emptyLedger(app.api)
      const { items } = ledger.json(file)
      for (const one of order) {
        if (one === 'ksef') await ledger.rows([rowOf(ledger, items[0], hash)])
        else await ledger.copy(items[one as number])
      }
      expect(picture(await ledger.purchases())).toEqual(['FV/1/06/2026 reconciled', ...three.slice(1)])
    }
  })

  it('of which one is in KSeF with another hash: its writing says so', async () => {
    for (const order of withKsef) {
      const ledger = await emptyLedger(app.api)
      const { items } = ledger.json(file)
      for (const one of order) {
        if (one === 'ksef')
          await ledger.rows([rowOf(ledger, items[1], 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=')])
        else await ledger.copy(items[one as number])
      }
      expect(picture(await ledger.purchases())).toEqual([three[0], 'FV/2/06/2026 reconciled', three[2]])
    }
  })

  it('of which two share the number are two purchases, both held', async () => {
    for (const order of permutations([0, 1, 2])) {
      const ledger = await emptyLedger(app.api)
      const { items } = ledger.json(file)
      items[1] = { ...items[0], channel: 'paper', externalId: 'b' }
      for (const i of order) await ledger.copy(items[i])
      expect(picture(await ledger.purchases())).toEqual([three[0], three[2]])
    }
  })

  it('of one amount and day under numbers given one after the other are three purchases still', async () => {
    for (const order of permutations([0, 1, 2])) {
      const ledger = await emptyLedger(app.api)
      const items = ledger
        .json(file)
        .items.map((item: object) => ({ ...item, net: '100.00', vat: '23.00', gross: '123.00' }))
      for (const i of order) await ledger.copy(items[i])
      const lines = picture(await ledger.purchases())
      expect(lines.map((line) => line.split(':')[0])).toEqual(three.map((line) => line.split(':')[0]))
      expect(lines.every((line) => line.includes('AMBIGUOUS_MATCH'))).toBe(true)
    }
  })

  it('are free once a person said of each pair that they are different', async () => {
    const ledger = await emptyLedger(app.api)
    await ledger.batch(ledger.json(file).items)
    for (;;) {
      const open = (await ledger.purchases()).flatMap((p) =>
        p.findings.filter((f) => f.open && f.code === 'AMBIGUOUS_MATCH'),
      )
      if (!open[0]) break
      expect((await ledger.decide(open[0].id, 'different-invoice')).status).toBe(200)
    }
    expect(picture(await ledger.purchases())).toEqual(
      three.map((line) => line.replace(': AMBIGUOUS_MATCH', '')),
    )
  })
})

it('a posting check with a code that several papers carry tells them apart by the number', async () => {
  const ledger = await emptyLedger(app.api)
  const { items } = ledger.json(file)
  await ledger.batch(items)
  const purchases = await ledger.purchases()
  const { seller, number, gross, qrCodes } = items[1]
  const second = purchases.find((p) => p.number === number)
  expect(await ledger.check({ seller: { nip: seller.nip }, number, qrCode: qrCodes[0] })).toMatchObject({
    answer: 'hold',
    purchaseId: second?.id,
    reasons: [{ code: 'AMBIGUOUS_MATCH' }, { code: 'AMBIGUOUS_MATCH' }],
  })
  expect(await ledger.check({ qrCode: qrCodes[0], gross })).toMatchObject({
    answer: 'hold',
    purchaseId: second?.id,
  })
  expect(await ledger.check({ qrCode: qrCodes[0] })).toMatchObject({
    answer: 'hold',
    purchaseId: null,
    reasons: [{ code: 'AMBIGUOUS_MATCH' }],
  })
  const unknown = { seller: { nip: seller.nip }, number: 'FV/4/06/2026', qrCode: qrCodes[0] }
  expect(await ledger.check(unknown)).toMatchObject({
    answer: 'hold',
    reasons: [{ code: 'AMBIGUOUS_MATCH' }],
  })
})
