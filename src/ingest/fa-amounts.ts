/** Totals of an FA document: net, VAT, VAT in PLN, by rate and in sum. */
import { say } from '../texts/say.ts'
import { addMoney, exactGrosze, type Grosze, grosze, parseMoney } from '../values/money.ts'
import { asMoney, collapse, DocumentProblem, each, isYes, token } from './fa-fields.ts'
import type { XmlNode } from './xml.ts'

export type FaAmounts = {
  netGrosze: Grosze | null
  vatGrosze: Grosze | null
  vatPlnGrosze: Grosze | null
  deductibleVatGrosze: Grosze | null
  rates: Record<string, Grosze>
}

/** P_13_1, P_14_1, P_14_1W, P_13_6_2, ...; of FA_RR: P_11_1, P_11_1W, P_11_2, P_11_2W. */
const ratedTotal = /^P_1[134]_\d+(_\d)?W?$/

/**
 * Reads every rated total of the body and sums them; an amount that is absent never counts as zero.
 * VAT in PLN of a foreign-currency document is the sum of the W fields, and null when one is
 * missing beside VAT that is not zero: a part of the tax is not the tax.
 */
export function readAmounts(body: XmlNode, at: string, currency: string): FaAmounts {
  const rates: Record<string, Grosze> = {}
  for (const node of body.children) {
    if (node.ns === body.ns && ratedTotal.test(node.name))
      rates[node.name] = asMoney(collapse(node.text), at, node.name)
  }
  const net: Grosze[] = []
  const vat: Grosze[] = []
  const polishVat: Grosze[] = []
  const vatInPln: Grosze[] = []
  let inPlnComplete = true
  for (const name in rates) {
    const amount = rates[name]!
    if (name.endsWith('W')) {
      if (name !== 'P_11_1W') vatInPln.push(amount)
    } else if (name.startsWith('P_13_') || name === 'P_11_1') {
      net.push(amount)
    } else {
      vat.push(amount)
      // P_14_5 is the tax of another country under the OSS procedure: shown, never deducted here.
      if (name === 'P_14_5') continue
      polishVat.push(amount)
      if (amount !== 0 && rates[`${name}W`] === undefined) inPlnComplete = false
    }
  }
  const deductibleVatGrosze = sum(polishVat, at)
  const foreignVatInPln = inPlnComplete ? sum(vatInPln, at) : null
  // The parts of the net amount are summed in other groups too: every group must be a sum that can be kept.
  sum(
    net.map((amount) => grosze(Math.abs(amount))),
    at,
  )
  return {
    netGrosze: sum(net, at),
    vatGrosze: sum(vat, at),
    vatPlnGrosze: currency === 'PLN' ? deductibleVatGrosze : foreignVatInPln,
    deductibleVatGrosze,
    rates,
  }
}

/**
 * Reverse charge: noted in P_18, or shown by a total in P_13_10. Programs that print every total write P_13_10 as
 * 0.00 on ordinary invoices, so a zero says nothing.
 */
export function isReverseCharge(notes: XmlNode | null, rates: Record<string, Grosze>): boolean {
  return isYes(notes, 'P_18') || (rates.P_13_10 ?? 0) !== 0
}

/** What the lines of a correction add up to, those before it (StanPrzed) subtracted; null where one lacks the amount. */
export interface LineChange {
  netGrosze: Grosze | null
  grossGrosze: Grosze | null
}

/** Null where no line is marked as it was before. No fact of lines is required, so what cannot be read is not known. */
export function readLineChange(lines: readonly XmlNode[]): LineChange | null {
  if (!lines.some((line) => isYes(line, 'StanPrzed'))) return null
  const change = (field: 'P_11' | 'P_11A'): Grosze | null => {
    let sum = 0
    for (const line of lines) {
      const amount = parseMoney(token(line, field) ?? '') ?? Number.NaN
      sum += isYes(line, 'StanPrzed') ? -amount : amount
    }
    return exactGrosze(sum)
  }
  return { netGrosze: change('P_11'), grossGrosze: change('P_11A') }
}

/** Distinct exchange rates as written: of the whole advance, of its part payments, of the lines. */
export function readExchangeRates(body: XmlNode, lines: XmlNode[]): string[] {
  const found = new Set<string | null>([token(body, 'KursWalutyZ')])
  for (const payment of each(body, 'ZaliczkaCzesciowa')) found.add(token(payment, 'KursWalutyZW'))
  for (const line of lines) found.add(token(line, 'KursWaluty'))
  return [...found].filter((rate) => rate !== null)
}

function sum(amounts: Grosze[], at: string): Grosze | null {
  try {
    return addMoney(...amounts)
  } catch {
    throw new DocumentProblem('xml-bad-value', at, say('xml.bad-sum', { path: at }), say('xml.check-schema'))
  }
}
