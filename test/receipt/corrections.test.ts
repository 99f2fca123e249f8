import { describe, expect, it } from 'vitest'
import { copy, decided, original } from '../support/decided.ts'

/** A correction beside references that lead nowhere. */
const reference = (number: string) => ({
  ...{ number, issueDay: '2026-06-01', ksefNumber: null, outsideKsef: false },
})
const correction = (sign: 1 | -1) =>
  copy({
    ...{ kind: 'KOR', corrects: [reference('FV/0'), reference('FV/00')] },
    ...{ netGrosze: sign * 1_000, vatGrosze: sign * 230, grossGrosze: sign * 1_230 },
  })

describe('a correction of one original that is held and one that is not', () => {
  const originals = [{ missing: 'unknown' } as const, original({ deductedIn: '2026-08' as never })]
  it('in minus stands with the one that is held (art. 86 ust. 19a zd. 2)', () => {
    const { deduction, findings, record } = decided([correction(-1)], { originals })
    expect([deduction.from, record.entries[0]?.month]).toEqual(['2026-08', '2026-08'])
    expect(findings.map((f) => f.code)).toEqual(['INFO_SELLER_DUTY_UNKNOWN', 'KOR_ORIGINAL_UNKNOWN'])
  })
  it('in plus has its own window', () => {
    const { deduction, record } = decided([correction(1)], { originals })
    expect([deduction.from, deduction.until, record.entries]).toEqual([
      ...['2026-06', '2026-09'],
      [{ month: '2026-06', amounts: { K_42: 1_000, K_43: 230 } }],
    ])
  })
})
