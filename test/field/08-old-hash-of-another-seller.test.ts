import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { permutations } from '../match/match-document.ts'
import { createTestApp } from '../support/app.ts'
import { emptyLedger, type Ledger, picture } from './ledgers.ts'

/** A technical correction that states the hash of another seller's paper (08), and its kin. */

let app: Awaited<ReturnType<typeof createTestApp>>
beforeAll(async () => {
  app = await createTestApp({ now: '2026-07-24T12:00:00Z' })
})
afterAll(() => app.close())

const policy = { irregularOfflineHandover: 'mf-1-8-actual' }
const copyOf = (ledger: Ledger) => ledger.json('08-old-hash-of-another-seller.copy.json')
const rowOf = (ledger: Ledger, more: object = {}) => ({
  ...ledger.json('08-old-hash-of-another-seller.ksef.json').invoices[0],
  ...more,
})
const sameSeller = {
  ksefNumber: '8242151468-20260610-BC34BE8CC32D-12',
  seller: { nip: '8242151468', name: 'Sprzedawca S.A.' },
}
const sameAmount = { netAmount: 100, vatAmount: 23, grossAmount: 123 }

describe('a KSeF document that states the hash of another seller’s paper', () => {
  it('takes neither id nor posting of it, and is held', async () => {
    const ledger = await emptyLedger(app.api, { policy })
    const first = await ledger.copy(copyOf(ledger))
    expect((await ledger.post(first.id, 'PZ/1')).status).toBe(201)
    await ledger.rows([rowOf(ledger)])
    const purchases = await ledger.purchases()
    expect(picture(purchases)).toEqual([
      'A/1/06/2026 awaiting-ksef',
      'B/9/06/2026 ksef-only: AMBIGUOUS_MATCH',
    ])
    expect(purchases.find((p) => p.number === 'A/1/06/2026')).toMatchObject({
      id: first.id,
      posting: { reference: 'PZ/1' },
    })
    const asked = { seller: { nip: '8242151468' }, number: 'A/1/06/2026' }
    expect(await ledger.check(asked)).toMatchObject({ answer: 'posted', purchaseId: first.id })
    expect(await ledger.check({ ...asked, qrCode: copyOf(ledger).qrCodes[0] })).toMatchObject({
      answer: 'posted',
      purchaseId: first.id,
    })
    const other = { seller: { nip: '9407961828' }, number: 'B/9/06/2026' }
    expect(await ledger.check(other)).toMatchObject({
      answer: 'hold',
      reasons: [{ code: 'AMBIGUOUS_MATCH' }],
    })
  })

  it('is two purchases in any order where nothing is posted', async () => {
    for (const copyFirst of [true, false]) {
      const ledger = await emptyLedger(app.api, { policy })
      if (copyFirst) await ledger.copy(copyOf(ledger))
      await ledger.rows([rowOf(ledger)])
      if (!copyFirst) await ledger.copy(copyOf(ledger))
      expect(picture(await ledger.purchases())).toEqual([
        'A/1/06/2026 awaiting-ksef',
        'B/9/06/2026 ksef-only: AMBIGUOUS_MATCH',
      ])
      const asked = { seller: { nip: '8242151468' }, number: 'A/1/06/2026' }
      expect((await ledger.check(asked)).answer).toBe('post')
    }
  })
})

describe('a technical correction of the seller himself', () => {
  it('joins the paper of the refused file under another number and the same amount', async () => {
    for (const copyFirst of [true, false]) {
      const ledger = await emptyLedger(app.api)
      if (copyFirst) await ledger.copy(copyOf(ledger))
      await ledger.rows([rowOf(ledger, { ...sameSeller, ...sameAmount })])
      if (!copyFirst) await ledger.copy(copyOf(ledger))
      expect(picture(await ledger.purchases())).toEqual(['B/9/06/2026 reconciled'])
    }
  })

  it('of another amount holds both, until a person says that they are one', async () => {
    for (const copyFirst of [true, false]) {
      const ledger = await emptyLedger(app.api)
      if (copyFirst) await ledger.copy(copyOf(ledger))
      await ledger.rows([rowOf(ledger, sameSeller)])
      if (!copyFirst) await ledger.copy(copyOf(ledger))
      const purchases = await ledger.purchases()
      expect(picture(purchases)).toEqual([
        'A/1/06/2026 awaiting-ksef: AMBIGUOUS_MATCH',
        'B/9/06/2026 ksef-only: AMBIGUOUS_MATCH',
      ])
      const finding = purchases[0]?.findings.find((f) => f.code === 'AMBIGUOUS_MATCH')
      expect((await ledger.decide(finding?.id as string, 'same-invoice')).status).toBe(200)
      expect(picture(await ledger.purchases())).toEqual(['B/9/06/2026 reconciled'])
    }
  })

  it('of a technical correction: each paper joins the document that states its file', async () => {
    const hashes = [
      'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=',
      'xAAh20aXEil3QPrlYTLQhwIFooyMu2GPtUjygnGTLEw=',
    ]
    for (const order of permutations(['row', 'first', 'second'])) {
      const ledger = await emptyLedger(app.api)
      const code = `https://qr.ksef.mf.gov.pl/invoice/8242151468/10-06-2026/${hashes[0]?.replace(/\+/g, '-').replace(/\//g, '_').replace('=', '')}`
      for (const one of order) {
        // The first file was refused and replaced by a second; that was refused too, and KSeF has the third.
        if (one === 'row')
          await ledger.rows([
            rowOf(ledger, {
              ...sameSeller,
              ...sameAmount,
              issueDate: '2026-06-10',
              invoiceNumber: 'A/1/06/2026',
            }),
          ])
        if (one === 'second') await ledger.copy(copyOf(ledger))
        if (one === 'first') await ledger.copy({ ...copyOf(ledger), document: 'invoice', qrCodes: [code] })
      }
      expect(picture(await ledger.purchases())).toEqual(['A/1/06/2026 reconciled'])
    }
  })
})
