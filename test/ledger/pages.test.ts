import { describe, expect, it } from 'vitest'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { correctionsDue } from '../../src/queries/corrections-due.ts'
import { filedRowsOfMonth, heldRowsOf } from '../../src/queries/register.ts'
import type { Day, Month } from '../../src/values/day.ts'

/** What a page leads to, and which rows a day allows, whatever is stored. */

const [month, asOf] = ['2026-06' as Month, '2026-07-20' as Day]

/** A ledger whose database answers these rows, one list after the other. */
const ledgerWith = (...answers: object[][]) =>
  ({
    db: {
      all: () => answers.shift() ?? [],
      get: () => ({ count: 0 }),
      values: () => (answers.shift() ?? []).map((row) => Object.values(row)),
    },
  }) as unknown as Ledger

/** A row as it is stored: received on that day, and its number assigned then. */
const stored = (purchase: number, receivedDay = '2026-06-10') => ({
  ...{
    purchase,
    held: 0,
    verdict: JSON.stringify({ findings: [] }),
    inputs: '{}',
    identity: '{}',
    brought: null,
  },
  row: JSON.stringify({
    row: { purchaseId: `p${purchase}` },
    ksefNumber: 'K',
    marker: { noRow: null, receivedDay, numberedDay: receivedDay, printedDay: null, withoutNumber: 'BFK' },
  }),
})

describe('rows to file', () => {
  const page = (limit: number, ...rows: object[]) =>
    filedRowsOfMonth(ledgerWith(rows), month, asOf, { after: 0, limit })
  it('lead on from the last one of a full page', () => {
    expect(page(2, stored(4), stored(7)).next).toBe(7)
  })
  it('end with a page that is not full', () => {
    expect(page(3, stored(4), stored(7)).next).toBeNull()
    expect(page(1).next).toBeNull()
  })
  it('are those received by the day; the page leads on from what is left out, too', () => {
    const { rows, next } = page(2, stored(4), stored(7, '2026-07-21'))
    expect([rows.map(({ row }) => row.purchaseId), next]).toEqual([['p4'], 7])
  })
})

it('no held row is shown that was received after the day', () => {
  expect(heldRowsOf(ledgerWith([stored(4, '2026-07-21')]), month, asOf, 10).rows).toEqual([])
})

describe('corrections due', () => {
  const due = (purchase: number) => ({
    ...{ month: '2026-06', purchase, knownSince: '2026-07-20' },
    item: JSON.stringify({ reason: 'amounts', mandatory: true, dueBy: '2026-08-03', filed: null, now: null }),
  })
  const page = (limit: number) =>
    correctionsDue(
      ledgerWith(
        [due(4), due(7)],
        [
          { seq: 7, id: 'p7' },
          { seq: 4, id: 'p4' },
        ],
      ),
      {},
      { month: '', purchase: 0 },
      limit,
    )
  it('lead on from the last one of a full page, each with the id of its purchase', () => {
    const { items, next } = page(2)
    expect(next).toEqual({ month: '2026-06', purchase: 7 })
    expect(items.map(({ purchaseId }) => purchaseId)).toEqual(['p4', 'p7'])
  })
  it('end with a page that is not full', () => {
    expect(page(3).next).toBeNull()
  })
})
