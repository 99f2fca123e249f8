import { describe, expect, it } from 'vitest'
import { isInForce } from '../../src/law/citation.ts'
import { type Mode, modes } from '../../src/law/mode-names.ts'
import { modeRow } from '../../src/law/modes.ts'

const rowOf = (mode: string) => modeRow(mode as Mode)

describe('the term for sending', () => {
  it.each([
    ['offline24: the next business day (art. 106nda ust. 2)', 'offline24', [1, 'issue']],
    [
      'maintenance: the business day after its end (art. 106nh ust. 2)',
      'maintenance',
      [1, 'maintenance-end'],
    ],
    ['emergency: seven days after its end (art. 106nf ust. 4)', 'emergency', [7, 'failure-end']],
    ['overtaken: the same (art. 106nha pkt 1)', 'offline24-overtaken-by-failure', [7, 'failure-end']],
  ])('%s', (_what, mode, expected) => {
    const { resend } = rowOf(mode)
    expect([resend?.days, resend?.after]).toEqual(expected)
  })
  it('is set by no other mode', () => {
    expect(modes.filter((mode) => modeRow(mode).resend !== null).sort()).toEqual([
      ...['emergency', 'maintenance', 'offline24', 'offline24-overtaken-by-failure'],
    ])
  })
})

describe('a notice before the invoice was sent', () => {
  it.each([
    ['failure', 'emergency', 'resets-term', 'art. 106nf ust. 5'],
    ['failure', 'maintenance', 'resets-term', 'art. 106nh ust. 3 pkt 1'],
    ['failure', 'offline24-overtaken-by-failure', 'resets-term', 'art. 106nha pkt 1'],
    ['failure', 'offline24', 'moves-to-failure-rule', 'art. 106nha pkt 1'],
  ])('of a %s does to %s: %s (%s)', (_kind, mode, expected) => {
    expect(rowOf(mode).failureNotice).toBe(expected)
  })
  it('of a failure does nothing to the others', () => {
    const touched = ['emergency', 'maintenance', 'offline24', 'offline24-overtaken-by-failure']
    const others = modes.filter((mode) => !touched.includes(mode))
    expect(others.map((mode) => modeRow(mode).failureNotice)).toEqual(others.map(() => 'no-effect'))
  })
  it('of a total failure ends the duty of those that have one (art. 106nf ust. 7, art. 106nh ust. 3 pkt 2)', () => {
    expect(modes.filter((mode) => modeRow(mode).totalFailureNotice === 'abolishes-sending').sort()).toEqual([
      ...['emergency', 'maintenance', 'offline24', 'offline24-overtaken-by-failure'],
      'offline24-overtaken-by-total-failure',
    ])
  })
})

describe('a number', () => {
  it('is to come to whatever was issued in or for KSeF', () => {
    expect(modes.filter((mode) => modeRow(mode).numberExpected).sort()).toEqual([
      ...['early-copy', 'emergency', 'maintenance', 'offline24', 'offline24-overtaken-by-failure'],
      ...['online', 'online-late'],
    ])
  })
})

describe('the marker without a number, and what the number demands (art. 109 ust. 3e)', () => {
  const policy = (name: string) => ({ policy: name })
  it.each<[string, unknown, unknown]>([
    ['online', 'DI', 'required'],
    ['online-late', 'DI', 'required'],
    ['offline24', 'DI', 'required'],
    ['maintenance', 'DI', 'required'],
    ['emergency', 'OFF', 'none'],
    ['offline24-overtaken-by-failure', policy('overtakenMarker'), 'required'],
    ['offline24-overtaken-by-total-failure', 'DI', 'none'],
    ['total-failure', 'BFK', 'review'],
    ['outside-lawful', 'BFK', 'review'],
    ['outside-breach', 'BFK', policy('breachNumberAfterFiling')],
    ['early-copy', 'BFK', policy('breachNumberAfterFiling')],
    ['foreign', policy('foreignInvoiceMarker'), 'none'],
    ['not-an-invoice', null, 'none'],
  ])('of %s', (mode, withoutNumber, whenNumberComes) => {
    expect(rowOf(mode).marker).toMatchObject({ withoutNumber, whenNumberComes })
  })
  it('is not settled by the law where a failure overtook the invoice', () => {
    expect(modes.filter((mode) => modeRow(mode).marker.unsettled).sort()).toEqual([
      ...['offline24-overtaken-by-failure', 'offline24-overtaken-by-total-failure'],
    ])
  })
})

describe('the days of a mode', () => {
  it('begin with KSeF where it is one of KSeF, on 1 February 2026 (Dz.U. 2025 poz. 1203)', () => {
    const always = ['online', 'outside-lawful', 'foreign', 'not-an-invoice']
    for (const mode of modes) {
      expect([mode, isInForce(modeRow(mode), '2026-01-31')]).toEqual([mode, always.includes(mode)])
      expect([mode, isInForce(modeRow(mode), '2026-02-01')]).toEqual([mode, true])
    }
  })
  it('count both ends', () => {
    const rule = { from: '2026-02-01', to: '2026-03-31' }
    const days = ['2026-01-31', '2026-02-01', '2026-03-31', '2026-04-01']
    expect(days.map((day) => isInForce(rule, day))).toEqual([false, true, true, false])
    expect(isInForce({ ...rule, to: null }, '2099-01-01')).toBe(true)
  })
})

describe('what governs a term that a notice moved', () => {
  it.each<[string, string[] | undefined, string[]]>([
    ['emergency', ['art. 106nf ust. 4', 'art. 106nf ust. 5'], ['art. 106nf ust. 7']],
    [
      'maintenance',
      ['art. 106nh ust. 3 pkt 1', 'art. 106nf ust. 4', 'art. 106nf ust. 5'],
      ['art. 106nh ust. 3 pkt 2'],
    ],
    [
      'offline24-overtaken-by-failure',
      ['art. 106nha pkt 1', 'art. 106nf ust. 4', 'art. 106nf ust. 5'],
      ['art. 106nha pkt 1', 'art. 106nf ust. 7'],
    ],
    ['offline24', undefined, ['art. 106nha pkt 2']],
    ['offline24-overtaken-by-total-failure', undefined, ['art. 106nha pkt 2']],
  ])('%s: by a failure %j, by a total failure %j', (mode, byFailure, byTotalFailure) => {
    expect(rowOf(mode).moved).toEqual({ byFailure, byTotalFailure })
  })
})

describe('how sure the reading is', () => {
  it.each([
    [
      'H',
      [
        'online',
        'offline24',
        'maintenance',
        'emergency',
        'total-failure',
        'outside-lawful',
        'not-an-invoice',
      ],
    ],
    [
      'M',
      [
        'online-late',
        'offline24-overtaken-by-failure',
        'offline24-overtaken-by-total-failure',
        'outside-breach',
      ],
    ],
    ['M', ['foreign']],
    ['L', ['early-copy']],
  ])('%s: %j', (confidence, those) => {
    for (const mode of those) expect([mode, rowOf(mode).confidence]).toEqual([mode, confidence])
  })
})

describe('the articles of a mode', () => {
  const breach = 'KIS 0114-KDIP1-3.4012.804.2025.1.JG'
  it.each<[string, string[]]>([
    ['online', ['art. 106na ust. 1', 'art. 106na ust. 3']],
    ['online-late', ['art. 106nda ust. 16', 'art. 106na ust. 3']],
    ['offline24', ['art. 106nda ust. 1-3', 'art. 106nda ust. 10-11']],
    ['offline24-overtaken-by-failure', ['art. 106nha pkt 1', 'art. 106nf ust. 4, 5, 9, 10']],
    ['offline24-overtaken-by-total-failure', ['art. 106nha pkt 2', 'art. 86 ust. 10b pkt 1']],
    ['maintenance', ['art. 106nh ust. 1-4', 'art. 106nda ust. 10-11']],
    ['emergency', ['art. 106nf ust. 1-5', 'art. 106nf ust. 9-10']],
    ['total-failure', ['art. 106ng', 'art. 86 ust. 10b pkt 1']],
    ['outside-lawful', ['art. 86 ust. 10b pkt 1']],
    ['outside-breach', ['art. 86 ust. 10', 'art. 86 ust. 10b pkt 1', breach]],
    ['early-copy', ['art. 106nda ust. 16', 'art. 106na ust. 3']],
    ['not-an-invoice', ['art. 2 pkt 31-32a', 'Podręcznik KSeF 2.0 cz. II 1.6.6']],
  ])('%s: %j', (mode, legalBasis) => {
    expect(rowOf(mode).legalBasis).toEqual(legalBasis)
  })
  it.each<[string, string[]]>([
    ['offline24', ['art. 106nda ust. 2']],
    ['maintenance', ['art. 106nh ust. 2']],
    ['emergency', ['art. 106nf ust. 4']],
    ['offline24-overtaken-by-failure', ['art. 106nha pkt 1', 'art. 106nf ust. 4']],
  ])('the term of %s: %j', (mode, legalBasis) => {
    expect(rowOf(mode).resend?.legalBasis).toEqual(legalBasis)
  })
})
