import { describe, expect, it } from 'vitest'
import { checkPurchase } from '../../src/jpk-check/compare.ts'
import type { Day } from '../../src/values/day.ts'
import { brief, entry, file, known, ksefNumber, row, seller } from './support.ts'

/** Rows beside what is known of their purchase, case by case; the law of each is in `law/jpk-check.ts`. */

const told = (rows: Parameters<typeof row>[0][], said: object = {}, of: Parameters<typeof file>[0] = {}) =>
  brief(
    checkPurchase(
      rows.map((one, at) => row({ position: at + 1, lp: at + 1, ...one })),
      known(said),
      file(of),
    ),
  )

describe('the month of a row (art. 86 ust. 10, 10b, 11, 13)', () => {
  const later = (month: string) =>
    ({ month, markers: true, filedOn: '2027-01-25' }) as Parameters<typeof file>[0]
  it.each([
    ['2026-05', [['too-early', 'blocking', '2026-05', '2026-06']]],
    ['2026-06', []],
    ['2026-07', [['later', 'info', '2026-07', '2026-06']]],
    ['2026-09', [['later', 'info', '2026-09', '2026-06']]],
    ['2026-10', [['too-late', 'blocking', '2026-10', '2026-09']]],
  ])('%s', (month, expected) => {
    expect(told([{}], {}, later(month))).toEqual(expected)
  })
  it('of a correction in minus is one: earlier is too early, later is the wrong one', () => {
    const window = { from: '2026-06', until: '2026-06' }
    expect(told([{}], { window }, later('2026-05'))).toEqual([
      ['too-early', 'blocking', '2026-05', '2026-06'],
    ])
    expect(told([{}], { window }, later('2026-07'))).toEqual([
      ['reduced-elsewhere', 'blocking', '2026-07', '2026-06'],
    ])
  })
  it('is none while a condition of the deduction is not met', () => {
    expect(told([{}], { window: null, entries: [] })).toEqual([['not-yet', 'blocking', null, null]])
  })
  it('in the file of a quarter is the one in which the last condition was met', () => {
    const may = { window: { from: '2026-04', until: '2026-12' }, entries: [entry('2026-05')] }
    const quarterly = (month: string) => ({ ...later(month), settlement: 'quarterly' as const })
    expect(told([{}], may, quarterly('2026-05'))).toEqual([])
    expect(told([{}], may, quarterly('2026-04'))).toEqual([['too-early', 'blocking', '2026-04', '2026-05']])
    expect(told([{}], may, quarterly('2026-06'))).toEqual([['later', 'info', '2026-06', '2026-05']])
  })
})

describe('a row whose purchase nobody may deduct yet', () => {
  it.each([
    ['is no invoice for us', { quarantined: true }, 'no-invoice'],
    ['is made out to somebody else', { nowhere: 'not-ours' }, 'no-invoice'],
    ['was not received', { receivedDay: null, nowhere: 'not-received' }, 'not-received'],
    ['is received after the day of filing', { receivedDay: '2026-07-25' }, 'not-received'],
    ['was not supplied yet', { nowhere: 'supply-not-confirmed' }, 'supply-open'],
    ['has an open blocking finding', { blocking: ['AMOUNT_MISMATCH'] }, 'held-finding'],
  ])('%s', (_, said, name) => {
    const found = told([{ receiptDay: '2026-06-10' }], said).map((item) => item.slice(0, 2))
    expect(found).toContainEqual([name, 'blocking'])
  })
  it('received on the day of filing may be deducted', () => {
    const day = { receivedDay: '2026-07-24' as Day }
    expect(told([{ receiptDay: '2026-07-24' }], day)).toEqual([])
  })
  it('the gravest alone is told: what is no invoice is not told to be in the wrong month', () => {
    expect(told([{}], { quarantined: true, window: null, elsewhere: ['2026-05'] })).toEqual([
      ['no-invoice', 'blocking', null, null],
    ])
  })
})

describe('several rows of one purchase', () => {
  it('the second is once too often, and the third too', () => {
    expect(told([{}, {}, {}]).map(([name]) => name)).toEqual(['twice-in-file', 'twice-in-file'])
  })
  it('are its parts where together they are what it is', () => {
    const parts = [{ amounts: { K_42: 6000, K_43: 1380 } }, { amounts: { K_42: 4000, K_43: 920 } }]
    expect(told(parts as never)).toEqual([['parts-of-one', 'info', null, null]])
  })
  it('are its parts too where they do not add up: less may be deducted, more may not', () => {
    const parts = (vat: number) => [
      { amounts: { K_42: 6000, K_43: 1380 } },
      { amounts: { K_42: 4000, K_43: vat } },
    ]
    expect(told(parts(919) as never)).toEqual([
      ['parts-of-one', 'info', null, null],
      ['smaller', 'info', '22.99', '23.00'],
    ])
    expect(told(parts(921) as never)).toEqual([
      ['parts-of-one', 'info', null, null],
      ['amount', 'blocking', '23.01', '23.00'],
    ])
  })
  it('are no parts of it where one is the whole, or all are alike', () => {
    const whole = [{}, { amounts: { K_42: 4000, K_43: 920 } }]
    const halves = [{ amounts: { K_42: 10000, K_43: 1150 } }, { amounts: { K_42: 10000, K_43: 1150 } }]
    const alike = [{ amounts: { K_42: 9000, K_43: 2070 } }, { amounts: { K_42: 9000, K_43: 2070 } }]
    for (const rows of [whole, halves, alike])
      expect(told(rows as never).map(([name]) => name)).toContain('twice-in-file')
  })
  it('a row that only adjusts tax deducted before is none of them', () => {
    expect(told([{}, { amounts: { K_46: -2300 } }] as never)).toEqual([])
  })
  it('stands in the file of another month: it is deducted twice', () => {
    expect(told([{}], { elsewhere: ['2026-05'] })).toEqual([
      ['twice-across', 'blocking', '2026-06', '2026-05'],
    ])
  })
  it('parts that were paid month by month stand in several, each where the register has it', () => {
    const half = { K_42: '50.00', K_43: '11.50' }
    const entries = [entry('2026-05', half), entry('2026-06', half)]
    const paid = { entries, elsewhere: ['2026-05'] }
    const amounts = { K_42: 5000, K_43: 1150 }
    expect(told([{ amounts }] as never, paid)).toEqual([])
    expect(told([{ amounts }] as never, { ...paid, elsewhere: ['2026-04'] }).map(([n]) => n)).toEqual([
      'twice-across',
    ])
  })
})

describe('the marker of a row', () => {
  const paper = { marker: { BFK: 1 } } as const
  const before = {
    noRow: null,
    receivedDay: '2026-06-10',
    numberedDay: null,
    printedDay: null,
    withoutNumber: 'OFF',
    whenNumberComes: 'none',
  }
  it.each([
    ['another flag than the mode asks for', { marker: { DI: 1 } }, before, 'marker-other', 'DI', 'OFF'],
    [
      'a number that was not assigned on the day of filing',
      {},
      { ...before, numberedDay: '2026-07-25' },
      'number-not-assigned',
      ksefNumber,
      'OFF',
    ],
    ['no flag', { marker: null }, before, 'marker-none', null, 'OFF'],
    [
      'a flag although the number is known',
      paper,
      { ...before, numberedDay: '2026-07-24' },
      'number-known',
      'BFK',
      ksefNumber,
    ],
    [
      'a number although the invoice has none',
      { marker: { NrKSeF: '5265877635-20260611-0100A0B1C2D3-11' } },
      before,
      'number-of-another',
      '5265877635-20260611-0100A0B1C2D3-11',
      'OFF',
    ],
  ])('%s', (_, said, marker, name, is, shouldBe) => {
    expect(told([said as never], { marker })).toEqual([[name, 'blocking', is, shouldBe]])
  })
  it('which the law does not settle is for review', () => {
    const said = { marker: before, markerUnsettled: true }
    expect(told([{ marker: { DI: 1 } }], said)).toEqual([['marker-unsettled', 'review', 'DI', 'OFF']])
  })
  it('is asked for by no row of the second variant', () => {
    expect(told([{ marker: null }], {}, { markers: false })).toEqual([])
  })
  it('that cannot be read is told once', () => {
    const problems = [{ field: 'BFK', value: '2', wanted: 'marker' as const }]
    expect(told([{ marker: null, problems }])).toEqual([['unreadable', 'review', '2', null]])
  })
})

describe('the day of receipt of a row', () => {
  it('need not stand in a row: its absence informs', () => {
    expect(told([{ receiptDay: null }])).toEqual([['receipt-day-left-out', 'info', null, '2026-06-10']])
  })
  it.each([{ document: 'VAT_RR' }, { document: 'WEW' }, { importOfGoods: true }])(
    'is not asked for where the buyer makes the document: %j',
    (said) => expect(told([{ receiptDay: null, ...said }])).toEqual([]),
  )
  it('that is no day is unreadable, not absent', () => {
    const problems = [{ field: 'DataWplywu', value: '31.06.2026', wanted: 'day' as const }]
    expect(told([{ receiptDay: null, problems }])).toEqual([['unreadable', 'review', '31.06.2026', null]])
  })
})

describe('the seller of a row', () => {
  it.each([
    [{ supplier: `PL ${seller}` }, seller],
    [{ supplier: '526-587-76-35' }, seller],
    [{ country: 'DE', supplier: '123456789' }, 'DE123456789'],
    [{ country: 'DE', supplier: 'DE 123 456 789' }, 'DE123456789'],
    [{ supplier: 'DE123456789' }, 'DE123456789'],
    [{ country: 'EL', supplier: '012345678' }, 'GR012345678'],
  ])('%j is %s', (said, sellerId) => {
    expect(told([said], { sellerId })).toEqual([])
  })
  it.each([
    [{ supplier: '1111111111' }, seller],
    [{ country: 'AT', supplier: '123456789' }, 'DE123456789'],
    [{ supplier: 'BRAK' }, seller],
  ])('%j is not %s', (said, sellerId) => {
    expect(told([said], { sellerId })).toMatchObject([['seller', 'review', expect.any(String), sellerId]])
  })
})

describe('the amounts of a row', () => {
  const stated = (K_42: number | undefined, K_43: number) =>
    [{ amounts: K_42 === undefined ? { K_43 } : { K_42, K_43 } }] as never
  it.each([
    ['a grosz more of tax', stated(10000, 2301), 'amount', 'blocking', '23.01', '23.00'],
    ['a grosz more of net', stated(10001, 2300), 'amount', 'blocking', '100.01', '100.00'],
    ['half of net and tax', stated(5000, 1150), 'smaller', 'info', '11.50', '23.00'],
    ['a part of the tax of all of net', stated(10000, 0), 'smaller', 'info', '0.00', '23.00'],
    ['less tax of another net', stated(9000, 2299), 'amount', 'blocking', '22.99', '23.00'],
    ['gross for net', stated(12300, 2829), 'gross-for-net', 'blocking', '28.29', '23.00'],
    ['net for gross', stated(8130, 1870), 'net-for-gross', 'blocking', '18.70', '23.00'],
    ['another sign', stated(-10000, -2300), 'sign', 'blocking', '-23.00', '23.00'],
  ])('%s', (_, rows, name, severity, is, shouldBe) => {
    expect(told(rows)).toEqual([[name, severity, is, shouldBe]])
  })
  it('of a fixed asset stand in the fields of others: it informs', () => {
    const asset = [entry('2026-06', { K_42: undefined, K_43: undefined, K_40: '100.00', K_41: '23.00' })]
    expect(told([{}], { entries: asset })).toEqual([['other-field', 'info', 'K_43', 'K_41']])
  })
  it('of a reduction may not be less than it', () => {
    const minus = { entries: [entry('2026-06', { K_42: '-100.00', K_43: '-23.00' })] }
    expect(told(stated(-10000, -1150), minus)).toEqual([['amount', 'blocking', '-11.50', '-23.00']])
  })
  it('in another currency may differ by rounding; by more they were converted otherwise', () => {
    const eur = { currency: 'EUR' }
    expect(told(stated(10004, 2301), eur)).toEqual([['rounded', 'info', '23.01', '23.00']])
    expect(told(stated(10010, 2302), eur)).toEqual([['in-pln', 'blocking', '23.02', '23.00']])
  })
  it('of which nothing may be deducted are none', () => {
    const nothing = { nowhere: 'nothing-to-deduct', window: null, entries: [] }
    expect(told([{}], nothing)).toEqual([['nothing-deductible', 'blocking', '23.00', '0.00']])
    expect(told([{ amounts: {} }], nothing)).toEqual([])
  })
  it('that cannot be read are not compared', () => {
    const problems = [{ field: 'K_43', value: 'dużo', wanted: 'amount' as const }]
    expect(told([{ amounts: { K_42: 10000 as never }, problems }])).toEqual([
      ['unreadable', 'review', 'dużo', null],
    ])
  })
})

describe('a purchase without a row', () => {
  it('is for review once its window closes, and informs while it is open', () => {
    expect(told([])).toEqual([['missing-open', 'info', null, null]])
    expect(told([], {}, { month: '2026-09' as never, filedOn: '2026-10-24' as Day })).toEqual([])
    const last = { window: { from: '2026-03', until: '2026-06' } }
    expect(told([], last)).toEqual([['missing', 'review', null, null]])
  })
  it('is not missing where another file has it, or the register has it from a later day on', () => {
    expect(told([], { elsewhere: ['2026-07'] })).toEqual([])
    expect(told([], {}, { filedOn: '2026-06-09' as Day })).toEqual([])
  })
})
