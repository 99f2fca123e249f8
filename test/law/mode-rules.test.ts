import { describe, expect, it } from 'vitest'
import { modes } from '../../src/law/mode-names.ts'
import {
  type ModeCondition,
  type ModeRule,
  modeConditions,
  modeRules,
  nextBusinessDay,
  outageUnder,
} from '../../src/law/mode-rules.ts'
import { hasTrait, markerPolicyOf, modeTraits } from '../../src/law/mode-traits.ts'
import type { Day } from '../../src/values/day.ts'

const source = ({ legalBasis, confidence }: { legalBasis: readonly string[]; confidence: string }) =>
  `${confidence}: ${legalBasis.join('; ')}`

describe('how the mode is told', () => {
  it.each<[string, string, string]>([
    ['no-invoice.receipt', 'not-an-invoice', 'H: art. 106e ust. 5 pkt 3; art. 145n ust. 1 pkt 2'],
    ['no-invoice', 'not-an-invoice', 'H: art. 2 pkt 31-32a'],
    ['print.accepted-later', 'offline24', 'M: art. 106gb ust. 5; art. 106nda ust. 1-3'],
    ['print', 'online', 'M: art. 106gb ust. 5; art. 106na ust. 1'],
    ['online', 'online', 'H: art. 106na ust. 1'],
    ['total-failure', 'total-failure', 'H: art. 106ng'],
    ['foreign', 'foreign', 'H: art. 106ga ust. 2 pkt 1'],
    ['online.codes', 'online', 'M: art. 106na ust. 1'],
    ['online.early-copy', 'early-copy', 'L: art. 106na ust. 3'],
    ['online.copy', 'online', 'H: art. 106na ust. 1; art. 106na ust. 4'],
    ['early-copy', 'early-copy', 'L: art. 106nda ust. 16; art. 106na ust. 3'],
    ['outside.receipt', 'outside-lawful', 'H: art. 106e ust. 5 pkt 3; art. 145n ust. 1 pkt 2'],
    ['outside.breach', 'outside-breach', 'H: art. 106ga ust. 1'],
    ['outside.free', 'outside-lawful', 'H: art. 106ga ust. 2; art. 145l; art. 145m; art. 145n'],
    ['outside.unknown', 'outside-lawful', 'M: art. 145l; art. 145m'],
    ['offline.emergency', 'emergency', 'H: art. 106nf ust. 1'],
    ['offline.maintenance', 'maintenance', 'H: art. 106nh ust. 1'],
    ['offline24.total-failure', 'offline24-overtaken-by-total-failure', 'M: art. 106nha pkt 2'],
    ['offline24.failure', 'offline24-overtaken-by-failure', 'M: art. 106nha pkt 1'],
    ['offline24', 'offline24', 'H: art. 106nda ust. 1-3'],
  ])('%s: %s, %s', (rule, mode, basis) => {
    const row = modeRules.find((r) => r.rule === rule) as ModeRule
    expect([row.mode, source(row)]).toEqual([mode, basis])
  })
  it('in the order of the reading: the first rule that holds answers, and the last one holds always', () => {
    expect(modeRules.map(({ rule }) => rule)).toEqual([
      ...['no-invoice.receipt', 'no-invoice', 'print.accepted-later', 'print', 'online', 'total-failure'],
      ...['foreign', 'online.codes', 'online.early-copy', 'online.copy', 'early-copy', 'outside.receipt'],
      ...['outside.breach', 'outside.free', 'outside.unknown', 'offline.emergency', 'offline.maintenance'],
      ...['offline24.total-failure', 'offline24.failure', 'offline24'],
    ])
    const { when, unless, outage, inForce } = modeRules.at(-1) as ModeRule
    expect([when, unless, outage, inForce]).toEqual([[], [], undefined, undefined])
  })
  it('asks each condition that is explained', () => {
    const asked = new Set(modeRules.flatMap((r): ModeCondition[] => [...r.when, ...r.unless]))
    expect([...asked].sort()).toEqual(Object.keys(modeConditions).sort())
  })
  it('names every mode but the one that only a person can tell (art. 106nda ust. 16)', () => {
    const told = new Set(modeRules.map(({ mode }) => mode))
    expect(modes.filter((mode) => !told.has(mode))).toEqual(['online-late'])
  })
  it('rests on an outage that covers P_1', () => {
    const resting = modes.map((mode) => [mode, outageUnder(mode)]).filter(([, kind]) => kind !== null)
    expect(Object.fromEntries(resting)).toEqual({
      ...{ emergency: 'failure', maintenance: 'maintenance', 'total-failure': 'total-failure' },
    })
  })
  it('takes the day after P_1 on which business is done', () => {
    // Wednesday; Friday; Friday before Easter, whose Monday is a holiday.
    const days = ['2026-06-10', '2026-06-12', '2026-04-03'].map((day) => nextBusinessDay(day as Day))
    expect(days).toEqual(['2026-06-11', '2026-06-15', '2026-04-07'])
  })
})

describe('the further columns of the modes', () => {
  it.each<[keyof typeof modeTraits, string[], string]>([
    ['noInvoice', ['not-an-invoice'], 'H: art. 2 pkt 31-32a'],
    [
      'ordinarilyByKsef',
      ['online', 'online-late', 'offline24', 'maintenance'],
      'H: art. 106na ust. 3; art. 106nda ust. 11 zd. 1; art. 106nh ust. 4',
    ],
    [
      'copyBeforeNumberIrregular',
      ['offline24', 'maintenance', 'early-copy'],
      'M: art. 106nda ust. 3; art. 106nh ust. 4; art. 106nda ust. 16',
    ],
    [
      'agreementForListedAlone',
      ['offline24', 'maintenance'],
      'H: art. 106nda ust. 4; art. 106nda ust. 11 zd. 2; art. 106nh ust. 4',
    ],
    ['agreedWithEveryBuyer', ['emergency'], 'H: art. 106nf ust. 2; art. 106nf ust. 3'],
    [
      'listedByAgreement',
      ['online', 'online-late', 'offline24', 'offline24-overtaken-by-failure', 'maintenance', 'emergency'],
      'H: art. 106na ust. 4; art. 106nda ust. 4-5; art. 106nf ust. 10; art. 106nh ust. 4',
    ],
    [
      'countsFromNotice',
      ['offline24-overtaken-by-failure'],
      'M: art. 106nha pkt 1; art. 106nf ust. 4; art. 106nf ust. 10',
    ],
    ['receivedAsBeforeTotalFailure', ['emergency'], 'H: art. 106nf ust. 7; art. 106nf ust. 10'],
    ['deductedBeforeSent', ['emergency'], 'H: art. 106nf ust. 4; art. 106nf ust. 10'],
    ['lateWithoutTerm', ['online-late'], 'M: art. 106nda ust. 16'],
    [
      'lawfullyOutside',
      ['total-failure', 'outside-lawful'],
      'H: art. 106ng; art. 106ga ust. 2; art. 108 ust. 1',
    ],
    ['lawfulByDuty', ['outside-lawful'], 'H: art. 106ga ust. 2; art. 145l; art. 145m'],
    ['breach', ['outside-breach'], 'H: art. 106ga ust. 1'],
  ])('%s: %j (%s)', (trait, those, basis) => {
    expect(modes.filter((mode) => hasTrait(mode, trait))).toEqual(those)
    expect(source(modeTraits[trait])).toBe(basis)
  })
  it('the marker follows a policy where the law does not settle it', () => {
    const following = modes
      .map((mode) => [mode, markerPolicyOf(mode)])
      .filter(([, policy]) => policy !== null)
    expect(Object.fromEntries(following)).toEqual({
      'offline24-overtaken-by-failure': 'overtakenMarker',
      foreign: 'foreignInvoiceMarker',
    })
  })
})
