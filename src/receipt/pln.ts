import { type ExchangeRateRow, exchangeRateTable } from '../law/exchange-rates.ts'
import type { FindingCode } from '../law/findings.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { exactGrosze, type Grosze, scaleMoney } from '../values/money.ts'
import { present } from '../values/present.ts'
import type { Facts } from './facts.ts'

/** Takes down what a human should know; the null it gives stands for an amount that is not known. */
export type AmountDoubt = (code: FindingCode, message: Said) => null

/** The sum in PLN of amounts in the currency of an invoice, each converted and rounded by itself. */
export type ToPln = (amounts: readonly (Grosze | null)[]) => Grosze | null

/** Converts the amounts of one invoice; its rate is looked for once, when it is first needed. */
export function converterOf(facts: Facts, ratesOfOriginals: readonly string[], note: AmountDoubt): ToPln {
  let rate: string | null | undefined
  return (amounts) => {
    if (amounts.length === 0 || amounts.includes(null)) {
      return note('AMOUNTS_INCOMPLETE', say('doubt.amounts.no-start'))
    }
    if (facts.currency === 'PLN') return total(amounts) ?? tooLargeForPln(note)
    if (rate === undefined) rate = rateOf(facts, ratesOfOriginals, note)
    if (rate === null) return null
    const factor = rate
    return total(amounts.map((amount) => scaleMoney(present(amount), factor))) ?? tooLargeForPln(note)
  }
}

/** The rates that each source of the law's table tells. */
const ratesBy: Record<
  ExchangeRateRow['source'],
  (facts: Facts, ofOriginals: readonly string[]) => readonly string[]
> = {
  accountant: ({ inputs }) => (inputs.exchangeRate === undefined ? [] : [inputs.exchangeRate]),
  invoice: ({ fa }) => fa?.exchangeRates ?? [],
  original: (_, ofOriginals) => [...new Set(ofOriginals)],
}

/** The first source that tells any rate, and its rates. */
function toldRates(facts: Facts, ofOriginals: readonly string[]) {
  for (const { source } of exchangeRateTable) {
    const rates = ratesBy[source](facts, ofOriginals)
    if (rates.length > 0) return { source, rates }
  }
  return { source: null, rates: [] }
}

/** The exchange rates that an invoice is known under: the one stated by the accountant, else those printed on it. */
export const exchangeRatesOf = (facts: Facts): readonly string[] => toldRates(facts, []).rates

/** One rate for all amounts. */
function rateOf(facts: Facts, ratesOfOriginals: readonly string[], note: AmountDoubt): string | null {
  const { source, rates } = toldRates(facts, ratesOfOriginals)
  const [rate, ...others] = rates
  if (rate === undefined)
    return note('EXCHANGE_RATE_MISSING', say('doubt.rate.missing', { currency: facts.currency }))
  if (others.length > 0) {
    return note('EXCHANGE_RATE_MISSING', say('doubt.rate.several', { currency: facts.currency }))
  }
  if (source === 'original') note('INFO_RATE_OF_ORIGINAL', say('doubt.rate.of-original', { rate }))
  return rate
}

/** The sum; null where a summand is, or where the sum leaves what can be kept exactly. */
export function total(amounts: readonly (Grosze | null)[]): Grosze | null {
  let sum = 0
  for (const amount of amounts) sum += amount ?? Number.NaN
  return exactGrosze(sum)
}

export const tooLargeForPln = (note: AmountDoubt): null =>
  note('AMOUNTS_INCOMPLETE', say('doubt.amounts.too-large'))
