import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isAsOurs } from '../../src/jpk-check/as-ours.ts'
import { checkPurchase } from '../../src/jpk-check/compare.ts'
import type { UndatedRow } from '../../src/register/row.ts'
import type { Day } from '../../src/values/day.ts'
import { numberKey } from '../../src/values/invoice-number.ts'
import type { Grosze } from '../../src/values/money.ts'
import { entry, file, known, ksefNumber, row, seller } from './support.ts'

/** Nothing is told of a row that is ours: whatever is taken for ours, the whole comparison agrees. */

/** Mostly the first of these, so that many rows differ in little or in nothing. */
const mostly = <T>(first: T, ...others: T[]) => fc.constantFrom(...Array<T>(8).fill(first), ...others)
const days = mostly<string | null>('2026-06-10', '2026-06-11', '2026-07-25', null)
const amounts = mostly<Record<string, number>>(
  { K_42: 10000, K_43: 2300 },
  { K_42: 10000, K_43: 1150 },
  { K_42: 10000 },
  { K_40: 10000, K_41: 2300 },
  { K_46: -2300 },
  {},
)
const texts = (stated: Record<string, number>) =>
  Object.fromEntries(Object.entries(stated).map(([field, grosze]) => [field, (grosze / 100).toFixed(2)]))
const markers = mostly<object | null>(
  { NrKSeF: ksefNumber },
  { NrKSeF: 'another' },
  { BFK: 1 },
  { OFF: 1 },
  null,
)

const material = fc.record({
  row: fc.record({
    supplier: mostly(seller, `PL${seller}`, '1111111111'),
    country: mostly<string | null>(null, 'PL', 'DE'),
    number: mostly('FV/1', 'fv 1', 'FV/2'),
    ...{ issueDay: days, receiptDay: days, marker: markers, amounts },
    problems: mostly<object[]>([], [{ field: 'K_43', value: 'x', wanted: 'amount' }]),
  }),
  ours: fc.record({
    DataZakupu: days,
    DataWplywu: days,
    amounts,
    amountsUnknown: mostly<string | null>(null, 'x'),
  }),
  days: fc.record({
    receivedDay: days,
    numberedDay: days,
    withoutNumber: fc.constantFrom('OFF', 'BFK', null),
  }),
  since: mostly('2026-06-10', '2026-07-25'),
  asked: fc.record({ markers: fc.boolean(), filedOn: mostly('2026-07-24', '2026-06-10') }),
})

it('is told of by no item, over all that may differ', () => {
  let agreed = 0
  fc.assert(
    fc.property(material, (m) => {
      const { DataZakupu, DataWplywu, amounts: ours, amountsUnknown } = m.ours
      const said = {
        DataZakupu,
        DataWplywu,
        K_42: undefined,
        K_43: undefined,
        ...texts(ours),
        amountsUnknown,
      }
      const own = entry('2026-06', said)
      const days = { noRow: null, printedDay: null, ...m.days, receivedDay: DataWplywu }
      const undated = { row: own.row, ksefNumber, marker: days } as UndatedRow
      const entries = [{ ...own, since: m.since as Day }]
      const one = row({ ...m.row, amounts: m.row.amounts as Record<string, Grosze> } as never)
      const checked = file({ markers: m.asked.markers, filedOn: m.asked.filedOn as Day })
      const filed = { numberKey: numberKey('FV/1'), since: m.since, row: undated }
      const isOurs = isAsOurs(one, filed, checked)
      if (!isOurs) return
      agreed += 1
      const purchase = known({
        ...{ entries, issueDay: DataZakupu, receivedDay: DataWplywu },
        marker: { ...days, whenNumberComes: 'none' },
      })
      expect(checkPurchase([one], purchase, checked)).toEqual([])
    }),
    { numRuns: 20_000, seed: 1 },
  )
  expect(agreed).toBeGreaterThan(500)
})
it('is every row that differs in nothing', () => {
  const own = entry()
  const marker = {
    ...{ noRow: null, receivedDay: '2026-06-10', numberedDay: '2026-06-10', printedDay: null },
    withoutNumber: 'OFF',
  }
  const undated = { row: own.row, ksefNumber, marker } as UndatedRow
  const ours = (one: Parameters<typeof row>[0], since = '2026-06-10') =>
    isAsOurs(row(one), { numberKey: numberKey('FV/1'), since, row: undated }, file())
  expect(ours({})).toBe(true)
  expect(ours({ number: 'fv 1' })).toBe(true)
  expect(ours({ receiptDay: null })).toBe(false)
  expect(ours({}, '2026-07-25')).toBe(false)
})
