import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestApp } from '../support/app.ts'
import { emptyLedger, picture } from './ledgers.ts'

/** Characters that nobody sees inside a number (18). */

let app: Awaited<ReturnType<typeof createTestApp>>
beforeAll(async () => {
  app = await createTestApp({ now: '2026-07-24T12:00:00Z' })
})
afterAll(() => app.close())

const shown = 'FV/2026/00123'

it.each([
  ['a soft hyphen', 'FV/2026/00\u00ad123'],
  ['a zero-width space', 'FV/2026/00\u200b123'],
  ['a word joiner', 'FV/2026/00\u2060123'],
  ['a byte order mark', '\ufeffFV/2026/00123'],
  ['marks of direction', '\u200eFV/2026/00123\u200f'],
  ['a zero-width joiner in the letters', 'F\u200dV/2026/00123'],
  ['a variation selector', 'FV\ufe0f/2026/00123'],
  ['a Hangul filler', 'FV/2026/00\u3164123'],
])('%s ends no run', async (_, hidden) => {
  for (const copyFirst of [true, false]) {
    for (const inKsef of [true, false]) {
      const ledger = await emptyLedger(app.api)
      const copy = { ...ledger.json('18-soft-hyphen.copy.json'), number: inKsef ? shown : hidden }
      const { invoices } = ledger.json('18-soft-hyphen.ksef.json')
      const rows = [{ ...invoices[0], invoiceNumber: inKsef ? hidden : shown }]
      if (copyFirst) await ledger.copy(copy)
      await ledger.rows(rows)
      if (!copyFirst) await ledger.copy(copy)
      const purchases = await ledger.purchases()
      expect(picture(purchases).map((line) => line.slice(line.lastIndexOf(' ')))).toEqual([' reconciled'])
      const asked = { seller: { nip: '8242151468' }, number: shown, issueDate: '2026-06-10' }
      expect(await ledger.check(asked)).toMatchObject({ answer: 'post', purchaseId: purchases[0]?.id })
    }
  }
})
