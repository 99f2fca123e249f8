import { describe, expect, it } from 'vitest'
import { checkPurchase } from '../../src/jpk-check/compare.ts'
import { type Mode, modes } from '../../src/law/mode-names.ts'
import { completePolicy } from '../../src/law/policy.ts'
import { type Marker, type MarkerFacts, markerRule } from '../../src/receipt/marker.ts'
import { correctionOf } from '../../src/register/correction.ts'
import type { FiledRow } from '../../src/register/row.ts'
import type { Day } from '../../src/values/day.ts'
import { brief, entry, file, known, ksefNumber, row } from './support.ts'

/**
 * TABLE: the marker of a row by what its invoice is, on the day of filing, and what its number does that comes afterwards
 * (Dz.U. 2025 poz. 1800, art. 109 ust. 3e); `null`: nothing. What of it a check says, and what a filed month says.
 */
const situations: readonly [
  what: string,
  mode: Mode,
  internal: boolean,
  marker: Marker,
  after: string | null,
][] = [
  ['a failure of KSeF (art. 106nf)', 'emergency', false, 'OFF', null],
  ['offline24 (art. 106nda)', 'offline24', false, 'DI', 'required'],
  ['maintenance (art. 106nh)', 'maintenance', false, 'DI', 'required'],
  ['a total failure (art. 106ng)', 'total-failure', false, 'BFK', 'review'],
  ['an invoice lawfully outside KSeF', 'outside-lawful', false, 'BFK', 'review'],
  ['a seller in breach', 'outside-breach', false, 'BFK', 'review'],
  ['an invoice from abroad', 'foreign', false, 'BFK', null],
  ['a customs or internal document', 'foreign', true, 'DI', null],
  [
    'offline24 overtaken by a failure (art. 106nha)',
    'offline24-overtaken-by-failure',
    false,
    'DI',
    'required',
  ],
]

const [numbered, since] = ['2026-08-04' as Day, '2026-08-20' as Day]
const factsOf = (mode: Mode, internal: boolean, numberedDay: Day | null): MarkerFacts => ({
  ...markerRule(mode, completePolicy({}), false, internal),
  ...{ noRow: null, receivedDay: '2026-06-10' as Day, printedDay: null, numberedDay },
})
const all = [{ OFF: 1 }, { BFK: 1 }, { DI: 1 }, { NrKSeF: ksefNumber }, null] as const
type Stated = (typeof all)[number]
const wordOf = (stated: Stated) => (stated === null ? null : Object.keys(stated)[0])

function told(facts: MarkerFacts, stated: Stated) {
  const purchase = known({ marker: facts, markerUnsettled: facts.unsettled, entries: [entry()] })
  const items = checkPurchase([row({ marker: stated as never })], purchase, file())
  return brief(items).map(([name, severity]) => [name, severity])
}

describe.each(situations)('%s, without a number on the day of filing', (_, mode, internal, marker, after) => {
  const facts = factsOf(mode, internal, null)
  it(`is ${marker} in a file, and nothing else`, () => {
    for (const stated of all) {
      const other = facts.unsettled ? ['marker-unsettled', 'review'] : ['marker-other', 'blocking']
      const expected =
        wordOf(stated) === marker
          ? []
          : stated === null
            ? [['marker-none', 'blocking']]
            : [wordOf(stated) === 'NrKSeF' ? ['number-not-assigned', 'blocking'] : other]
      expect(told(facts, stated)).toEqual(expected)
    }
  })
  it(`once its number comes after the filing: ${after ?? 'nothing'}`, () => {
    const filed = {
      ...{
        NrDostawcy: '5265877635',
        DowodZakupu: 'FV/1',
        DataZakupu: '2026-06-10',
        DataWplywu: '2026-06-10',
      },
      ...{ K_42: '100.00', K_43: '23.00', marker: { [marker]: 1 } },
      ...(internal ? { DokumentZakupu: 'WEW' } : {}),
    } as unknown as FiledRow
    const now = {
      row: { ...filed, marker: { NrKSeF: ksefNumber } },
      ...{ numberedDay: numbered, whenNumberComes: facts.whenNumberComes },
    }
    const found = correctionOf({ row: filed, filedOn: '2026-07-24' as Day }, now, () => since)
    // Fourteen days from Tuesday, 4 August 2026, on which the number was known.
    const expected = after && ['number-arrived', after, after === 'required' ? '2026-08-18' : null]
    expect(found && [found.reason, found.duty, found.dueBy]).toEqual(expected)
  })
})

it.each(modes.filter((mode) => mode !== 'not-an-invoice'))(
  'NrKSeF is the marker of %s whose number came by the day of filing, and every other is wrong',
  (mode) => {
    const facts = factsOf(mode, false, '2026-07-24' as Day)
    expect(all.map((stated) => told(facts, stated)[0]?.[0] ?? null)).toEqual([
      ...['number-known', 'number-known', 'number-known'],
      ...[null, 'marker-none'],
    ])
  },
)
