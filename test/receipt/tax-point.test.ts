import { describe, expect, it } from 'vitest'
import { type Case, decided } from '../support/decide.ts'

const paid = (...payments: [date: string, amount: string][]) => ({
  payments: payments.map(([date, amount]) => ({ date, amount })),
})
const printed = (taxPointDay: string, taxPointFrom: string, more: object = {}) => ({
  taxPointDay,
  taxPointFrom,
  ...more,
})
const advance = (said: Partial<Case> = {}) =>
  decided({
    issued: '2026-10-20',
    kind: 'ZAL',
    numbered: '2026-10-20T10:00+02:00',
    asOf: '2026-11-25',
    ...said,
  })
const unknown = 'ADVANCE_PAYMENT_UNKNOWN'

describe('the tax point of an advance is its payment (art. 19a ust. 8; art. 86 ust. 10)', () => {
  it('as stated among the payments', () => {
    const said = advance({ inputs: paid(['2026-11-03', '123.00']) })
    expect(said).toMatchObject({ from: '2026-11', until: '2027-02', rows: ['2026-11 2300'], review: [] })
    expect(said.deductionBasis).toContain('art. 19a ust. 8')
    expect(said.why).toBe(
      'The last condition was the payment of an advance, which is its tax point on 2026-11-03.',
    )
  })

  it.each([
    ['P_6 of the invoice', { fa: printed('2026-11-03', 'P_6') }],
    ['taxPointDate of the accountant', { inputs: { taxPointDate: '2026-11-03' } }],
    [
      'what was stated with the copy',
      { copies: [['invoice', '2026-10-21', { taxPointDay: '2026-11-03' }]] as Case['copies'] },
    ],
    ['a payment listed on the invoice', { fa: { partPayments: [{ day: '2026-11-03', grosze: 12_300 }] } }],
  ])('as told by %s', (_what, said) => {
    expect(advance(said as Partial<Case>)).toMatchObject({
      from: '2026-11',
      rows: ['2026-11 2300'],
      review: [],
    })
  })

  it('is not before the receipt (art. 86 ust. 10b pkt 1)', () => {
    expect(advance({ fa: printed('2026-09-28', 'P_6') })).toMatchObject({ from: '2026-10', review: [] })
  })

  it('a word of the accountant goes before P_6, and P_6 before the payments', () => {
    const fa = printed('2026-11-03', 'P_6')
    expect(advance({ fa, inputs: { taxPointDate: '2026-12-01' } }).from).toBe('2026-12')
    expect(advance({ fa, inputs: paid(['2026-12-01', '123.00']) }).from).toBe('2026-11')
  })

  it('a period on it, or a day of a line, is no payment', () => {
    expect(advance({ fa: printed('2026-12-31', 'OkresFa') })).toMatchObject({
      from: '2026-10',
      review: [unknown],
    })
    expect(advance({ fa: printed('2026-12-31', 'P_6A') }).review).toEqual([unknown])
  })

  it('told by nothing, P_1 is taken, the sentence says so and a human is asked until it is stated', () => {
    const guessed = advance()
    expect(guessed).toMatchObject({ from: '2026-10', review: [unknown] })
    expect(guessed.why).toContain('P_1, 2026-10-20, was taken for the tax point.')
    expect(guessed.messages[unknown]).toContain('P_1, 2026-10-20, was taken')
    expect(guessed.messages[unknown]).toContain('payments')
  })

  it('a correction of an advance is asked about in plus, not in minus (art. 86 ust. 19a)', () => {
    expect(advance({ kind: 'KOR_ZAL' }).review).toContain(unknown)
    expect(advance({ kind: 'KOR_ZAL', gross: -12_300 }).review).not.toContain(unknown)
    expect(advance({ kind: 'KOR_ZAL', inputs: paid(['2026-11-03', '123.00']) })).toMatchObject({
      from: '2026-11',
    })
  })

  it.each([
    [
      'of a seller on the cash method, who is paid anyway before anything is deducted',
      { fa: { sellerCashMethod: true } },
    ],
    ['that carries no tax', { buyer: '106gb-4-1' as const }],
    ['whose supply is not confirmed', { inputs: { supplyConfirmed: false } }],
  ])('nobody is asked about one %s', (_what, said) => {
    expect(advance(said).review).not.toContain(unknown)
  })

  it.each(['VAT', 'ROZ', 'UPR', 'KOR'])('nor about %s', (kind) => {
    expect(advance({ kind }).review).not.toContain(unknown)
    expect(advance({ kind, inputs: paid(['2026-11-03', '123.00']) }).from).toBe('2026-10')
  })

  it('a taxpayer who files by quarters deducts in the quarter of the payment', () => {
    const quarterly = {
      settlement: 'quarterly' as const,
      issued: '2026-09-20',
      numbered: '2026-09-20T10:00+02:00',
    }
    expect(advance({ ...quarterly, inputs: paid(['2026-10-02', '123.00']) })).toMatchObject({
      ...{ from: '2026-Q4', until: '2027-Q2', rows: ['2026-10 2300'] },
    })
  })
})

describe('an advance paid in parts: each part has its own tax point (art. 19a ust. 8: as far as it was received)', () => {
  it('by the payments stated', () => {
    const inputs = paid(['2026-12-03', '61.50'], ['2026-11-03', '61.50'])
    expect(advance({ inputs })).toMatchObject({ from: '2026-11', rows: ['2026-11 1150', '2026-12 1150'] })
  })

  it('by the payments that the invoice lists', () => {
    const partPayments = [
      { day: '2026-09-30', grosze: 6_150 },
      { day: '2026-11-03', grosze: 6_150 },
    ]
    expect(advance({ fa: { partPayments } })).toMatchObject({
      from: '2026-10',
      rows: ['2026-10 1150', '2026-11 1150'],
    })
  })

  it('what is not paid is not deducted', () => {
    expect(advance({ inputs: paid(['2026-11-03', '61.50']) }).rows).toEqual(['2026-11 1150'])
  })
})

describe('an invoice issued before the supply', () => {
  const invoice = (said: Partial<Case>) =>
    decided({ issued: '2026-10-20', numbered: '2026-10-20T10:00+02:00', asOf: '2026-11-25', ...said })

  it('is deducted from the period of the supply (art. 19a ust. 1)', () => {
    expect(invoice({ fa: printed('2026-12-10', 'P_6') })).toMatchObject({
      from: '2026-12',
      rows: ['2026-12 2300'],
    })
    expect(invoice({ fa: printed('2026-12-10', 'P_6') }).deductionBasis).toContain('art. 19a')
  })

  it('or of what was paid before it, and the rest with the supply (art. 19a ust. 8)', () => {
    const fa = printed('2026-12-10', 'P_6')
    const whole = invoice({ fa, inputs: paid(['2026-11-03', '123.00']) })
    expect(whole).toMatchObject({ from: '2026-11', rows: ['2026-11 2300'] })
    expect(whole.deductionBasis).toContain('art. 19a ust. 8')
    const half = invoice({ fa, inputs: paid(['2026-11-03', '61.50']) })
    expect(half).toMatchObject({ from: '2026-11', rows: ['2026-11 1150', '2026-12 1150'] })
  })

  it.each([
    ['a payment on the day of supply', printed('2026-12-10', 'P_6'), '2026-12-10'],
    [
      'a payment before the supply of an invoice issued on its day',
      printed('2026-10-20', 'P_6'),
      '2026-09-01',
    ],
    [
      'a payment within the period of a continuous supply (ust. 3; ust. 5 pkt 4)',
      printed('2026-12-31', 'OkresFa'),
      '2026-11-03',
    ],
  ])('%s moves nothing', (_what, fa, day) => {
    const before = invoice({ fa }).from
    expect(invoice({ fa, inputs: paid([day, '123.00']) }).from).toBe(before)
  })

  it('a word of the accountant stands, whatever was paid', () => {
    const inputs = { taxPointDate: '2026-12-10', ...paid(['2026-11-03', '123.00']) }
    expect(invoice({ fa: printed('2026-12-10', 'P_6'), inputs }).from).toBe('2026-12')
  })

  it('without a day of supply P_1 is taken, and the sentence says so', () => {
    expect(invoice({}).why).toContain('P_1, 2026-10-20, was taken for the tax point.')
    expect(invoice({ inputs: { taxPointDate: '2026-10-20' } }).why).not.toContain('was taken')
    expect(invoice({}).review).toEqual([])
  })
})

describe('tax that the buyer accounts for himself', () => {
  const abroad = (said: Partial<Case> = {}) =>
    decided({
      issued: '2026-10-20',
      country: 'US',
      copies: ['invoice 2026-11-02'],
      inputs: { selfAssessed: true },
      asOf: '2026-11-25',
      ...said,
    })

  it('is deducted by the tax point, whenever the invoice came (art. 86 ust. 10b pkt 3)', () => {
    const said = abroad()
    expect(said).toMatchObject({ mode: 'foreign', received: '2026-11-02', from: '2026-10', until: '2027-01' })
    expect(said.deductionBasis).toEqual(['art. 86 ust. 10', 'art. 86 ust. 10b pkt 3', 'art. 86 ust. 11'])
    expect(said.basis).toEqual(['art. 86 ust. 10b pkt 3'])
  })

  it('from a Member State cites the rule of acquisitions too (art. 86 ust. 10b pkt 2)', () => {
    expect(abroad({ country: 'DE' }).deductionBasis).toContain('art. 86 ust. 10b pkt 2')
    expect(abroad({ country: 'GB' }).deductionBasis).not.toContain('art. 86 ust. 10b pkt 2')
  })

  it('once the window is over cites the rule of corrections: of the own return, or of the tax accounted for', () => {
    const asOf = '2027-05-25'
    const domestic = decided({ issued: '2026-10-20', numbered: '2026-10-20T10:00+02:00', asOf })
    for (const [late, article] of [
      [domestic, 'art. 86 ust. 13'],
      [abroad({ asOf }), 'art. 86 ust. 13a'],
    ] as const) {
      expect(late.review).toContain('WINDOW_EXPIRED')
      expect(late.deductionBasis.at(-1)).toBe(article)
      expect(late.messages.WINDOW_EXPIRED).toContain(`(${article})`)
    }
  })

  it('a reduction whose month has gone by is corrected under art. 86 ust. 19a', () => {
    const late = decided({
      issued: '2026-10-20',
      kind: 'KOR',
      gross: -12_300,
      numbered: '2026-10-20T10:00+02:00',
      asOf: '2027-01-25',
    })
    expect(late.deductionBasis).toEqual(['art. 86 ust. 19a'])
    expect(late.messages.WINDOW_EXPIRED).toContain('art. 86 ust. 19a')
  })

  it.each([
    ['2027-02-28', false],
    ['2027-03-01', true],
  ])(
    'the window to 2027-01 is over when the month before the day asked about has passed it: %s %s',
    (asOf, over) => {
      expect(abroad({ asOf }).review.includes('WINDOW_EXPIRED')).toBe(over)
      expect(abroad({ asOf }).deductionBasis.includes('art. 86 ust. 13a')).toBe(over)
    },
  )
})
