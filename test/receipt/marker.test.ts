import { describe, expect, it } from 'vitest'
import { completePolicy, type Policy } from '../../src/law/policy.ts'
import {
  firstRowDay,
  isUnsettledOn,
  type MarkerFacts,
  markerOn,
  markerRule,
  markerValueOn,
} from '../../src/receipt/marker.ts'
import type { Day } from '../../src/values/day.ts'

const on = (day: string) => day as Day
const facts = (more: object = {}): MarkerFacts =>
  ({
    ...{ noRow: null, receivedDay: '2026-06-10', numberedDay: null, printedDay: null, withoutNumber: 'DI' },
    ...{ whenNumberComes: 'required', dutyBeforeNumber: true, unsettled: false, legalBasis: [] },
    ...more,
  }) as unknown as MarkerFacts

describe('the first day of a row', () => {
  it.each([
    ['is the receipt where there is a marker without number', {}, '2026-06-10'],
    ['also where the number came later', { numberedDay: '2026-06-15' }, '2026-06-10'],
    ['is none before the receipt', { receivedDay: null }, null],
    ['is none where there is never a row', { noRow: 'not ours' }, null],
    ['is none without marker and number', { withoutNumber: null }, null],
    [
      'is the number where there is no other marker',
      { withoutNumber: null, numberedDay: '2026-06-15' },
      '2026-06-15',
    ],
    ['or the receipt, when that is later', { withoutNumber: null, numberedDay: '2026-06-05' }, '2026-06-10'],
    ['or the print that tells a number', { withoutNumber: null, printedDay: '2026-06-12' }, '2026-06-12'],
  ])('%s', (_what, more, expected) => {
    expect(firstRowDay(facts(more))).toBe(expected)
  })
})

describe('the marker on a day', () => {
  it.each<[string, object, string, string | null]>([
    ['before the receipt', {}, '2026-06-09', null],
    ['on its day', {}, '2026-06-10', 'DI'],
    ['without receipt', { receivedDay: null }, '2026-06-10', null],
    ['without any row', { noRow: 'not ours' }, '2026-06-10', null],
    ['before the number', { numberedDay: '2026-06-15' }, '2026-06-14', 'DI'],
    ['on the day of the number', { numberedDay: '2026-06-15' }, '2026-06-15', 'NrKSeF'],
    ['on the day a print told it', { printedDay: '2026-06-12' }, '2026-06-12', 'NrKSeF'],
    ['before that', { printedDay: '2026-06-12' }, '2026-06-11', 'DI'],
    ['with a number that came before the receipt', { numberedDay: '2026-06-01' }, '2026-06-09', null],
  ])('%s', (_what, more, day, expected) => {
    expect(markerValueOn(facts(more), on(day))).toBe(expected)
    expect(markerOn(facts(more), on(day))).toMatchObject({ value: expected, asOf: day })
  })
})

describe('the correction that a number demands (art. 109 ust. 3e: fourteen days)', () => {
  const duty = (more: object, day = '2026-06-10') => {
    const { correction, correctionDue } = markerOn(facts(more), on(day))
    return [correction, correctionDue]
  }
  it('has no day before the number is there, and none once it stands in the row', () => {
    expect(duty({})).toEqual(['required', null])
    expect(duty({ numberedDay: '2026-06-15' })).toEqual(['required', '2026-06-29'])
    expect(duty({ numberedDay: '2026-06-15' }, '2026-06-15')).toEqual(['none', null])
    expect(duty({ numberedDay: '2026-06-15' }, '2026-06-09')).toEqual(['none', null])
  })
  it('moves off a Saturday to Monday (Ordynacja art. 12 § 5)', () => {
    // 13 June 2026 is a Saturday, and so is the 27th.
    expect(duty({ numberedDay: '2026-06-13' })).toEqual(['required', '2026-06-29'])
    expect(duty({ numberedDay: '2026-06-12' })).toEqual(['required', '2026-06-26'])
  })
  it('is a question only once a number came, where none is expected', () => {
    const question = { whenNumberComes: 'review', dutyBeforeNumber: false }
    expect(duty(question)).toEqual(['none', null])
    expect(duty({ ...question, numberedDay: '2026-06-15' })).toEqual(['review', null])
    expect(duty({ whenNumberComes: 'none', numberedDay: '2026-06-15' })).toEqual(['none', null])
  })
})

describe('a marker that the law does not settle', () => {
  it.each<[string, object, string, boolean]>([
    ['without a number', {}, '2026-06-10', true],
    ['before there is a row', {}, '2026-06-09', false],
    ['with its number', { numberedDay: '2026-06-10' }, '2026-06-10', false],
    ['in a settled mode', { unsettled: false }, '2026-06-10', false],
  ])('%s: %s', (_what, more, day, expected) => {
    expect(isUnsettledOn(facts({ unsettled: true, ...more }), on(day))).toBe(expected)
  })
})

describe('the rule of a mode', () => {
  const rule = (mode: string, more: { policy?: object; abolished?: boolean; internal?: boolean } = {}) => {
    const policy = completePolicy((more.policy ?? {}) as Partial<Policy>)
    const found = markerRule(mode as never, policy, more.abolished ?? false, more.internal ?? false)
    return [found.withoutNumber, found.whenNumberComes, found.dutyBeforeNumber, found.unsettled]
  }
  it.each<[string, object, unknown[]]>([
    ['online', {}, ['DI', 'required', true, false]],
    ['offline24', {}, ['DI', 'required', true, false]],
    ['offline24', { abolished: true }, ['DI', 'none', false, true]],
    ['maintenance', { abolished: true }, ['DI', 'none', false, true]],
    ['emergency', {}, ['OFF', 'none', false, false]],
    ['emergency', { abolished: true }, ['OFF', 'none', false, false]],
    ['offline24-overtaken-by-failure', {}, ['DI', 'required', true, true]],
    ['offline24-overtaken-by-failure', { policy: { overtakenMarker: 'OFF' } }, ['OFF', 'none', false, true]],
    ['offline24-overtaken-by-total-failure', { abolished: true }, ['DI', 'none', false, true]],
    ['total-failure', {}, ['BFK', 'review', false, false]],
    ['outside-lawful', {}, ['BFK', 'review', false, false]],
    ['outside-breach', {}, ['BFK', 'review', false, false]],
    [
      'early-copy',
      { policy: { breachNumberAfterFiling: 'correct-14-days' } },
      ['BFK', 'required', false, false],
    ],
    ['outside-breach', { policy: { breachNumberAfterFiling: 'leave' } }, ['BFK', 'none', false, false]],
    ['foreign', {}, ['BFK', 'none', false, false]],
    ['foreign', { policy: { foreignInvoiceMarker: 'DI' } }, ['DI', 'none', false, false]],
    ['not-an-invoice', {}, [null, 'none', false, false]],
    ['outside-breach', { internal: true }, ['DI', 'none', false, false]],
    ['offline24', { internal: true, abolished: true }, ['DI', 'none', false, false]],
  ])('%s, %j', (mode, more, expected) => {
    expect(rule(mode, more)).toEqual(expected)
  })
  it('cites the act, or for documents of another kind the regulation on the record', () => {
    const policy = completePolicy({})
    expect(markerRule('offline24', policy, false, false).legalBasis).toEqual(['art. 109 ust. 3e'])
    expect(markerRule('offline24', policy, false, true).legalBasis).toEqual(['Dz.U. 2025 poz. 1800'])
  })
})
