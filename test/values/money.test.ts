import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Grosze } from '../../src/values/money.ts'
import { addMoney, formatMoney, parseMoney, parsePublishedAmount } from '../../src/values/money.ts'

const anyGrosze = fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n) as Grosze)
const grosze = (n: number): Grosze => n as Grosze

describe('parseMoney', () => {
  it.each([
    ['0', 0],
    ['0.00', 0],
    ['1', 100],
    ['1.5', 150],
    ['1.05', 105],
    ['1.50', 150],
    ['-1230.50', -123_050],
    ['-0.01', -1],
    ['007.10', 710],
    ['0000000000000001', 100],
    ['8.20', 820],
    ['1.15', 115],
    ['4.35', 435],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
    ['-90071992547409.91', Number.MIN_SAFE_INTEGER],
  ])('reads %s as %i', (text, expected) => {
    expect(parseMoney(text)).toBe(expected)
  })

  it('has one zero', () => {
    for (const text of ['-0', '-0.0', '-0.00']) expect(Object.is(parseMoney(text), 0)).toBe(true)
  })

  it.each([
    '',
    ' ',
    '-',
    '.',
    '1.',
    '.5',
    '1,5',
    '+1',
    '--1',
    '1-',
    '(1)',
    '1.234',
    '1.2.3',
    '1 000',
    '1\u00a0000',
    ' 1',
    '1 ',
    '1\n',
    '1e2',
    '1e400',
    '0x10',
    'NaN',
    'Infinity',
    '−1',
    '٣',
    '1.٣',
    '\uff11',
    '12345678901234567',
    '90071992547409.92',
    '9999999999999999',
    '-9999999999999999.99',
  ])('refuses %j', (text) => {
    expect(parseMoney(text)).toBeNull()
  })

  it('prints and reads every safe amount', () => {
    fc.assert(
      fc.property(anyGrosze, (g) => {
        expect(parseMoney(formatMoney(g))).toBe(g)
      }),
      { numRuns: 5000 },
    )
  })

  it('agrees with exact arithmetic on text of its form', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?\d{1,16}(\.\d{1,2})?$/), (text) => {
        const [whole, fraction = ''] = text.replace('-', '').split('.')
        const size = BigInt(whole + fraction.padEnd(2, '0'))
        const exact = text.startsWith('-') ? -size : size
        const safe = size <= BigInt(Number.MAX_SAFE_INTEGER)
        const parsed = parseMoney(text)
        expect(parsed === null ? null : BigInt(parsed)).toBe(safe ? exact : null)
      }),
      { numRuns: 5000 },
    )
  })
})

describe('parsePublishedAmount', () => {
  it.each([
    [0, 0],
    [-0, 0],
    [1230.5, 123_050],
    [-0.1, -10],
    [1.15, 115],
    [35_260_000_000_000.63, 3_526_000_000_000_063],
    // What binary sums leave behind is no third decimal.
    [0.1 + 0.2, 30],
    [2.3000000000000003, 230],
    [1.1 + 2.2, 330],
    [-(0.7 + 0.1), -80],
    [1e-7, 0],
    [-1e-7, 0],
    [5.551115123125783e-17, 0],
    [123.0000001, 12_300],
    [1.2345e2 + 1e-12, 12_345],
    [8_000_000_000.999998, 800_000_000_100],
  ])('reads %d', (value, expected) => {
    expect(Object.is(parsePublishedAmount(value), expected)).toBe(true)
  })

  it.each([
    [1.005],
    [0.001],
    [100.0049],
    [35_260_000_000_000.625],
    [1e21],
    [JSON.parse('1e400')],
    [JSON.parse('-1e400')],
    [Number.NaN],
    [2 ** 53],
    ['1.00'],
    [''],
    [1n],
    [null],
    [undefined],
    [true],
    [[1]],
    [{ valueOf: () => 1 }],
    [new Number(1)],
  ])('refuses %o', (value) => {
    expect(parsePublishedAmount(value)).toBeNull()
  })

  it('refuses numbers too large to tell one hundredth from the next', () => {
    expect(parsePublishedAmount(2 ** 46)).toBeNull()
    expect(parsePublishedAmount(-(2 ** 46))).toBeNull()
    expect(parsePublishedAmount(JSON.parse('80000000000000.01'))).toBeNull()
    expect(parsePublishedAmount(JSON.parse('70368744177663.99'))).toBe(7_036_874_417_766_399)
  })

  it('reads the sum of amounts that somebody added up in binary, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -99_999_999, max: 99_999_999 }), { maxLength: 40 }), (parts) => {
        const binary = parts.reduce((sum, g) => sum + g / 100, 0)
        const exact = parts.reduce((sum, g) => sum + g, 0)
        expect(parsePublishedAmount(binary)).toBe(exact === 0 ? 0 : exact)
      }),
    )
  })

  it('reads what JSON carries, to the last hundredth', () => {
    const limit = 2 ** 46 * 100 - 1
    fc.assert(
      fc.property(fc.integer({ min: -limit, max: limit }), (n) => {
        const g = grosze(n === 0 ? 0 : n)
        expect(parsePublishedAmount(JSON.parse(formatMoney(g)))).toBe(g)
      }),
      { numRuns: 5000 },
    )
  })
})

describe('formatMoney', () => {
  it.each([
    [0, '0.00'],
    [-0, '0.00'],
    [1, '0.01'],
    [-1, '-0.01'],
    [10, '0.10'],
    [-123_050, '-1230.50'],
    [Number.MAX_SAFE_INTEGER, '90071992547409.91'],
    [Number.MIN_SAFE_INTEGER, '-90071992547409.91'],
  ])('prints %d as %s', (g, expected) => {
    expect(formatMoney(grosze(g))).toBe(expected)
  })
})

describe('addMoney', () => {
  it('adds what is present and keeps absent apart from zero', () => {
    expect(addMoney(grosze(100), null, grosze(-30))).toBe(70)
    expect(addMoney(grosze(0), null)).toBe(0)
    expect(addMoney(null, null)).toBeNull()
    expect(addMoney()).toBeNull()
    expect(Object.is(addMoney(grosze(5), grosze(-5)), 0)).toBe(true)
  })

  it('refuses a sum it could not keep exactly', () => {
    expect(() => addMoney(grosze(Number.MAX_SAFE_INTEGER), grosze(1))).toThrow(RangeError)
  })

  it('does not depend on the order of amounts', () => {
    const amounts = fc.array(fc.option(fc.integer().map(grosze)))
    fc.assert(
      fc.property(amounts, (xs) => {
        expect(addMoney(...xs)).toBe(addMoney(...[...xs].reverse()))
      }),
    )
  })
})
