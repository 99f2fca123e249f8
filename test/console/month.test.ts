import { describe, expect, it } from 'vitest'
import type { Filing, MonthCheck, Purchase, RegisterRow } from '../../src/client/index.ts'
import { amountOfRow } from '../../src/console/screens/month/amounts.ts'
import { byDay, byMarker } from '../../src/console/screens/month/counts.ts'
import { gatesOf } from '../../src/console/screens/month/gates.ts'
import type { Month } from '../../src/values/day.ts'

const none = { count: 0, items: [], more: false }
const noFindings = { ...none, questions: 0 }
const checkOf = (sections: Record<string, unknown>, more: Partial<MonthCheck> = {}): MonthCheck =>
  ({
    monthOver: true,
    jpk: { form: 'JPK_V7M(3)', problems: [] },
    sections: {
      ...Object.fromEntries(
        ['notEntered', 'quarantined', 'withoutAmounts', 'awaiting', 'expiring'].map((name) => [name, none]),
      ),
      coverage: { ...none, connected: true },
      findings: { blocking: noFindings, review: noFindings, info: noFindings },
      ...sections,
    },
    ...more,
  }) as unknown as MonthCheck
const statesOf = (check: MonthCheck, filings: readonly Filing[] = []) =>
  gatesOf(check, filings).map(({ name, state, count }) => `${name} ${state} ${count}`)

describe('the steps to the filing', () => {
  it('are gone in their order; what only informs does not block', () => {
    expect(statesOf(checkOf({}))).toEqual([
      'fetched done 0',
      'entered done 0',
      'decided done 0',
      'aside done 0',
      'amounts done 0',
      'numbers done 0',
      'windows done 0',
      'file done 0',
      'filed look 0',
    ])
    // Three findings, of which two ask the same.
    const asked = { ...none, count: 3, questions: 2 }
    const review = { findings: { blocking: noFindings, review: asked, info: noFindings } }
    expect(
      statesOf(
        checkOf({
          ...review,
          coverage: { ...none, count: 1, connected: true },
          notEntered: { ...none, count: 5 },
        }),
      ).slice(0, 3),
    ).toEqual(['fetched look 1', 'entered look 5', 'decided look 2'])
  })
  it('are to be looked at where nothing is fetched: nobody knows then what is missing', () => {
    expect(statesOf(checkOf({ coverage: { ...none, connected: false } }))[0]).toBe('fetched look 0')
  })
  it('block while something is undecided, set aside, without amounts, or missing for the file', () => {
    const check = checkOf(
      {
        findings: {
          blocking: { ...none, count: 2, questions: 1 },
          review: { ...none, count: 7, questions: 7 },
          info: noFindings,
        },
        quarantined: { ...none, count: 3 },
        withoutAmounts: { ...none, count: 4 },
      },
      { jpk: { form: 'JPK_V7M(3)', problems: [{ code: 'jpk-data-missing', field: 'email', message: '' }] } },
    )
    expect(statesOf(check).filter((state) => state.includes('blocks'))).toEqual([
      'decided blocks 1',
      'aside blocks 3',
      'amounts blocks 4',
      'file blocks 1',
    ])
  })
  it('end with the filing, which waits for the end of the month', () => {
    expect(statesOf(checkOf({}, { monthOver: false })).at(-1)).toBe('filed later 0')
    expect(statesOf(checkOf({}), [{} as Filing]).at(-1)).toBe('filed done 1')
  })
})

const row = (marker: object, amounts: Partial<RegisterRow>): RegisterRow =>
  ({ marker, ...amounts }) as RegisterRow

it('adds fixed assets to other purchases to the grosz, and says nothing where a row has no amounts', () => {
  expect(
    amountOfRow(row({ BFK: 1 }, { K_40: '0.10', K_41: '0.02', K_42: '0.20', K_43: '0.05' }), 'net'),
  ).toBe('0.30')
  expect(amountOfRow(row({ BFK: 1 }, { K_42: '100.00', K_43: '-23.00' }), 'tax')).toBe('-23.00')
  expect(amountOfRow(row({ BFK: 1 }, {}), 'tax')).toBeNull()
})

it('counts tax by marker, the largest first, a reduction as such', () => {
  const rows = [
    row({ NrKSeF: 'x' }, { K_43: '-50.00' }),
    row({ NrKSeF: 'y' }, { K_43: '20.00' }),
    row({ DI: 1 }, { K_43: '100.00' }),
    row({ BFK: 1 }, {}),
  ]
  expect(
    byMarker(rows).map(({ marker, count, sum, isReduction }) => [marker, count, sum, isReduction]),
  ).toEqual([
    ['DI', 1, '100.00', false],
    ['NrKSeF', 2, '-30.00', true],
    ['BFK', 1, null, false],
  ])
})

it('counts what was received on each day, the rarer ways of issue together', () => {
  const received = (date: string, mode: string) =>
    ({ receipt: { date }, mode }) as Pick<Purchase, 'receipt' | 'mode'>
  const purchases = [
    ...['a', 'b', 'c', 'd', 'e', 'f'].map((mode) => received('2026-06-30', mode)),
    received('2026-06-01', 'b'),
  ]
  const { modes, days } = byDay('2026-06' as Month, purchases)
  expect(modes).toEqual(['b', 'a', 'c', 'd', null])
  expect(days).toHaveLength(30)
  expect(days[0]?.counts).toEqual([1, 0, 0, 0, 0])
  expect(days[29]?.counts).toEqual([1, 1, 1, 1, 2])
})
