import { describe, expect, it } from 'vitest'
import { breachGuidance } from '../../src/law/duty.ts'
import { reverseChargeSigns } from '../../src/law/reverse-charge.ts'
import { advances, isAdvance, taxPointRows, taxPointTable } from '../../src/law/tax-point.ts'
import { invoiceKinds } from '../../src/values/invoice-kind.ts'
import { type Case, decided } from '../support/decide.ts'

/** The tax point as a lawyer would list it, and what an invoice says of who accounts for its tax. */

const order = (kind: string | null, issueDay = '2026-10-20') =>
  taxPointRows(kind as never, issueDay as never).map(({ source }) => source)

describe('the table of tax points', () => {
  it('asks a person, then the supply, and guesses by P_1 (art. 19a ust. 1)', () => {
    const ordinary = ['accountant', 'copy', 'payments-before-supply', 'P_6', 'OkresFa', 'P_6A', 'P_4A', 'P_1']
    expect(order('VAT')).toEqual(ordinary)
    const other = ordinary.filter((source) => source !== 'payments-before-supply')
    for (const kind of ['KOR', 'ROZ', 'UPR', 'VAT_RR', null])
      expect([kind, order(kind)]).toEqual([kind, other])
  })
  it('asks of an advance for its payment (art. 19a ust. 8)', () => {
    for (const kind of ['ZAL', 'KOR_ZAL']) {
      expect(order(kind)).toEqual(['accountant', 'copy', 'P_6Z', 'P_6', 'payments', 'P_1'])
    }
    expect(invoiceKinds.filter(isAdvance)).toEqual(['ZAL', 'KOR_ZAL'])
    expect(isAdvance(null)).toBe(false)
  })
  it('asks nothing of the supply before art. 19a was in force, on 1 January 2014', () => {
    expect(order('VAT', '2013-12-31')).toEqual(['accountant', 'copy', 'P_1'])
    expect(order('ZAL', '2014-01-01')).toContain('P_6')
  })
  it('names its sources', () => {
    const told = taxPointTable.map(({ source, of, legalBasis, confidence }) =>
      [source, of, confidence, ...legalBasis].join('; '),
    )
    expect(told).toEqual([
      'accountant; every; H; art. 19a; art. 86 ust. 10',
      'copy; every; H; art. 19a; art. 86 ust. 10',
      'P_6Z; advances; H; art. 19a ust. 8; art. 86 ust. 10c',
      'P_6; advances; H; art. 19a ust. 8; art. 106e ust. 1 pkt 6',
      'payments; advances; H; art. 19a ust. 8; art. 86 ust. 10c',
      'payments-before-supply; ordinary; H; art. 19a ust. 8; art. 86 ust. 10c',
      'P_6; others; M; art. 19a ust. 1',
      'OkresFa; others; M; art. 19a ust. 3',
      'P_6A; others; M; art. 19a ust. 1',
      'P_4A; others; M; art. 116 ust. 2',
      'P_1; every; M; art. 19a ust. 5 pkt 3-4; art. 106nda ust. 10',
    ])
    expect(advances.legalBasis).toEqual(['art. 19a ust. 8', 'art. 106b ust. 1 pkt 4'])
    expect([breachGuidance.to, ...breachGuidance.legalBasis]).toEqual([
      '2026-12-31',
      'Podręcznik KSeF 2.0 cz. II 1.7',
    ])
    expect(reverseChargeSigns.words.legalBasis).toEqual(['art. 106e ust. 1 pkt 18'])
  })
})

describe('an invoice that leaves its tax to the buyer', () => {
  const left = (fa: object, said: Partial<Case> = {}) =>
    decided({ issued: '2026-10-20', numbered: '2026-11-02T10:00+01:00', asOf: '2026-12-01', fa, ...said })

  it.each([
    ['a sum of reverse charge (P_13_10)', { rates: { P_13_10: 10_000 }, reverseCharge: true }],
    ['the words alone (P_18)', { rates: {}, reverseCharge: true }],
  ])('says so by %s: no receipt is waited for (art. 86 ust. 10b pkt 3)', (_what, fa) => {
    const said = left(fa)
    expect(said.deductionBasis).toEqual(['art. 86 ust. 10', 'art. 86 ust. 10b pkt 3', 'art. 86 ust. 11'])
    // Received on 2 November, deducted with the output tax of the supply.
    expect(said).toMatchObject({ received: '2026-11-02', from: '2026-10' })
    expect(said.info).toContain('INFO_SELF_ASSESSMENT_OPEN')
  })
  it('says nothing by those words beside supplies taxed abroad, or once the accountant says otherwise', () => {
    const abroad = left({ rates: { P_13_8: 10_000 }, reverseCharge: true })
    expect(abroad.deductionBasis).not.toContain('art. 86 ust. 10b pkt 3')
    const inputs = { selfAssessed: false }
    expect(left({ rates: {}, reverseCharge: true }, { inputs }).deductionBasis).not.toContain(
      'art. 86 ust. 10b pkt 3',
    )
  })
})
