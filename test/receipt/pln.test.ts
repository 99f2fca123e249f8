import { describe, expect, it } from 'vitest'
import { converterOf, exchangeRatesOf, tooLargeForPln, total } from '../../src/receipt/pln.ts'
import { inEnglish } from '../support/words.ts'

/** Amounts in PLN (art. 106e ust. 11): each converted and rounded by itself; grosze. */

const run = (facts: object, amounts: (number | null)[][], ofOriginals: string[] = []) => {
  const notes: string[] = []
  const toPln = converterOf(
    { currency: 'EUR', inputs: {}, fa: null, ...facts } as never,
    ofOriginals,
    (code, message) => {
      notes.push(`${code}: ${inEnglish(message)}`)
      return null
    },
  )
  return { sums: amounts.map((list) => toPln(list as never)), notes }
}
const printed = (...exchangeRates: string[]) => ({ fa: { exchangeRates } })

describe('converting amounts', () => {
  it('sums PLN as they are, without any rate', () => {
    expect(run({ currency: 'PLN' }, [[100, 23], [0]])).toEqual({ sums: [123, 0], notes: [] })
  })
  it('rounds each amount by itself, halves away from zero', () => {
    // 4.25 x 0.10 = 0.425, so 0.43 each; together they would be 0.85.
    expect(run(printed('4.25'), [[10, 10], [20]]).sums).toEqual([86, 85])
    expect(run(printed('4.25'), [[-10]]).sums).toEqual([-43])
  })
  it('knows no sum of what is not stated, or of nothing', () => {
    const missing = 'AMOUNTS_INCOMPLETE: The documents state no amount to start from.'
    expect(run({ currency: 'PLN' }, [[], [100, null]])).toEqual({
      sums: [null, null],
      notes: [missing, missing],
    })
  })
  it('takes the rate of the accountant before those printed', () => {
    expect(run({ ...printed('4.1', '4.2'), inputs: { exchangeRate: '4' } }, [[100]])).toEqual({
      sums: [400],
      notes: [],
    })
    expect(exchangeRatesOf({ inputs: {}, fa: null } as never)).toEqual([])
    expect(exchangeRatesOf({ inputs: {}, ...printed('4.1') } as never)).toEqual(['4.1'])
    expect(exchangeRatesOf({ inputs: { exchangeRate: '4' }, ...printed('4.1') } as never)).toEqual(['4'])
  })
  it('looks for the rate once, and says once what is wrong with it', () => {
    const none = ['EXCHANGE_RATE_MISSING: No exchange rate of EUR is stated.']
    expect(run({}, [[100], [100]])).toEqual({ sums: [null, null], notes: none })
    expect(run(printed('4.1', '4.2'), [[100], [100]], ['4.3'])).toEqual({
      sums: [null, null],
      notes: ['EXCHANGE_RATE_MISSING: Several exchange rates of EUR are stated.'],
    })
  })
  it('takes the one rate of the originals where the correction states none', () => {
    const note = 'INFO_RATE_OF_ORIGINAL: The correction states no exchange rate; 4.3 of its original is used.'
    expect(run({}, [[100], [200]], ['4.3', '4.3'])).toEqual({ sums: [430, 860], notes: [note] })
    expect(run(printed('4.1'), [[100]], ['4.3'])).toEqual({ sums: [410], notes: [] })
    expect(run({}, [[100]], ['4.3', '4.4']).notes).toEqual([
      'EXCHANGE_RATE_MISSING: Several exchange rates of EUR are stated.',
    ])
  })
  it('knows no sum that leaves what can be kept exactly', () => {
    const message = 'AMOUNTS_INCOMPLETE: The amounts in PLN are larger than can be kept exactly.'
    const huge = Number.MAX_SAFE_INTEGER
    expect(run({ currency: 'PLN' }, [[huge], [huge, 1]])).toEqual({ sums: [huge, null], notes: [message] })
    expect(run(printed('2'), [[huge]])).toEqual({ sums: [null], notes: [message] })
  })
})

describe('a sum', () => {
  it('is none where a summand is none', () => {
    expect(total([1, 2] as never)).toBe(3)
    expect(total([1, null] as never)).toBeNull()
    expect(total([])).toBe(0)
  })
  it('that is too large says so and is none', () => {
    const notes: string[] = []
    const note = (code: string) => {
      notes.push(code)
      return null
    }
    expect([tooLargeForPln(note), notes]).toEqual([null, ['AMOUNTS_INCOMPLETE']])
  })
})
