import type { Day } from '../../values/day.ts'
import { formatMoney, grosze, parseMoney, scaleMoney } from '../../values/money.ts'
import { present } from '../../values/present.ts'

/**
 * A party of the example. Numbers of ten equal digits have a right check digit and are nobody's: the Ministry of Finance
 * prints them on its own specimens.
 */
export interface ExampleParty {
  nip: string
  name: string
  street: string
  city: string
}

/** An invoice of the example, as its seller wrote it: one line, one rate. Amounts as the contract has them. */
export interface ExampleInvoice {
  seller: ExampleParty & { goods: string }
  number: string
  issueDay: Day
  net: string
  vat: string
  gross: string
  /** What a correction corrects. */
  corrects?: { number: string; issueDay: Day; ksefNumber: string }
}

/** A party whose number is ten times a digit. */
export const exampleParty = (digit: number, name: string, street: string, city: string): ExampleParty => ({
  ...{ nip: String(digit).repeat(10), name, street, city },
})

/** The taxpayer of the example: `exampleNip` of the service. */
export const exampleBuyer = exampleParty(9, 'Modrzew Handel sp. z o.o.', 'ul. Składowa 11', '90-001 Łódź')

/** An invoice at 23 % of what it is worth without the tax. */
export function exampleInvoice(
  seller: ExampleInvoice['seller'],
  number: string,
  issueDay: Day,
  net: string,
): ExampleInvoice {
  const worth = present(parseMoney(net))
  const tax = present(scaleMoney(worth, '0.23'))
  const [vat, gross] = [formatMoney(tax), formatMoney(grosze(worth + tax))]
  return { seller, number, issueDay, net: formatMoney(worth), vat, gross }
}
