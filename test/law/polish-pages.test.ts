import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { modes } from '../../src/law/mode-names.ts'
import { dayOf, periodNamed } from '../../src/texts/pl/words.ts'
import type { Purchase } from '../support/api.ts'
import { createTestApp, onEdge } from '../support/app.ts'
import { type ArrivalName, arrange, arrivals } from '../support/law-arrival.ts'
import { requestsFor } from '../support/law-case.ts'
import { buyer } from '../support/law-documents.ts'
import { play, purchaseOf } from '../support/law-play.ts'
import { type LawRow, lawRows } from '../support/law-rows.ts'

/** What the Polish pages of the modes tell of their examples is what the service answers. */

const folder = join(import.meta.dirname, '../../docs/pl/tryby')
const columns = [
  ...['przykład', 'data wystawienia (P_1)', 'otrzymana poza KSeF', 'termin przesłania'],
  ...['nadanie numeru KSeF', 'data wpływu', 'okres odliczenia', 'oznaczenie'],
]
const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
const examples = readdirSync(folder).flatMap((page) =>
  readFileSync(join(folder, page), 'utf8')
    .split('\n')
    .filter((line) => /^\| R\d+ \|/.test(line))
    .map((line) => [page, ...cellsOf(line)] as const),
)
const [firstOrder] = Object.keys(arrivals) as [ArrivalName]

async function answered(row: LawRow): Promise<Purchase> {
  const { api, close } = await createTestApp({ now: '2027-06-01T10:00:00Z' })
  try {
    for (const step of arrange(requestsFor(row, arrivals[firstOrder].telling), firstOrder))
      await play(api, row, step)
    const { id } = await purchaseOf(api, row)
    // Nothing but a person tells it from offline24, as its page says.
    if (row.exp_classification === 'ONLINE_LATE')
      await api.patchPurchase(buyer.nip, id, { confirmedMode: 'online-late' })
    return await api.purchase(buyer.nip, id, row.filing_date)
  } finally {
    await close()
  }
}

/** A row of a page as the service answers it; what is not there is a dash. */
const told = (row: LawRow, { issueDate, resend, receipt, deduction, marker }: Purchase) => {
  const day = (value: string | null) => (value ? dayOf(value) : '–')
  const { from, until } = deduction
  return [
    ...[row.case_id, day(issueDate), day(row.outside_received_on), day(resend.deadline)],
    ...[day(row.ksef_number_date_warsaw), day(receipt.date)],
    from === null || until === null ? '–' : `${periodNamed(from)} – ${periodNamed(until)}`,
    marker.value === null ? '–' : marker.value === 'NrKSeF' ? 'numer KSeF' : marker.value,
  ]
}

describe.skipIf(onEdge)('the Polish pages', () => {
  const seen = new Set<string>()
  it.each(examples)('%s: %s is what the service answers', async (_, ...cells) => {
    const row = lawRows.find(({ case_id }) => case_id === cells[0]) as LawRow
    const purchase = await answered(row)
    seen.add(purchase.mode)
    expect(cells).toEqual(told(row, purchase))
  })
  it('have the same columns, and an example of every mode', () => {
    for (const page of readdirSync(folder))
      expect(
        cellsOf(/^\| przykład .*$/m.exec(readFileSync(join(folder, page), 'utf8'))?.[0] ?? ''),
        page,
      ).toEqual(columns)
    expect([...seen].toSorted()).toEqual([...modes].toSorted())
  })
})
