import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import type { Confidence } from './citation.ts'

/**
 * What an amount of an invoice is for the buyer's register. `deducted`: the tax on the invoice is input tax.
 * `taxed-by-buyer`: the buyer owes the tax and deducts it. `taxed-by-buyer-if-stated`: so only where the accountant
 * says that he accounts for it. `none`: no Polish input tax.
 */
type RateTreatment = 'deducted' | 'taxed-by-buyer' | 'taxed-by-buyer-if-stated' | 'none'

interface RateRow {
  /** The field that holds the tax; null where the form has none. */
  tax: string | null
  treatment: RateTreatment
  what: Said
  legalBasis: readonly string[]
  confidence: Confidence
}

const deducted = (tax: string, what: Said): RateRow => ({
  ...{ tax, what, treatment: 'deducted', legalBasis: ['art. 86 ust. 2 pkt 1'], confidence: 'H' },
})
const none = (what: Said, basis: string, tax: string | null = null): RateRow => ({
  ...{ tax, what, treatment: 'none', legalBasis: [basis], confidence: 'H' },
})
const byBuyer = (what: Said, basis: string, treatment: RateTreatment): RateRow => ({
  ...{ tax: null, what, treatment, legalBasis: [basis, 'art. 86 ust. 2 pkt 4'], confidence: 'H' },
})

/** TABLE: the totals of FA(3), FA(2) and FA_RR by rate, and what each is for the buyer. */
export const rateTable: Readonly<Record<string, RateRow>> = {
  P_13_1: deducted('P_14_1', say('rate.P_13_1')),
  P_13_2: deducted('P_14_2', say('rate.P_13_2')),
  P_13_3: deducted('P_14_3', say('rate.P_13_3')),
  P_13_4: deducted('P_14_4', say('rate.P_13_4')),
  P_11_1: {
    ...deducted('P_11_2', say('rate.P_11_1')),
    legalBasis: ['art. 116 ust. 6'],
  },
  P_13_5: none(say('rate.P_13_5'), 'art. 86 ust. 2 pkt 1', 'P_14_5'),
  P_13_6_1: none(say('rate.P_13_6_1'), 'art. 86 ust. 2 pkt 1'),
  P_13_6_2: none(say('rate.P_13_6_2'), 'art. 86 ust. 2 pkt 1'),
  P_13_6_3: none(say('rate.P_13_6_3'), 'art. 86 ust. 2 pkt 1'),
  P_13_7: none(say('rate.P_13_7'), 'art. 88 ust. 3a pkt 2'),
  P_13_8: byBuyer(say('rate.P_13_8'), 'art. 17 ust. 1 pkt 4-5', 'taxed-by-buyer-if-stated'),
  P_13_9: byBuyer(say('rate.P_13_9'), 'art. 17 ust. 1 pkt 4', 'taxed-by-buyer-if-stated'),
  P_13_10: byBuyer(say('rate.P_13_10'), 'art. 17 ust. 1', 'taxed-by-buyer'),
  P_13_11: none(say('rate.P_13_11'), 'art. 120 ust. 19'),
}

/** The standard rate, at which a buyer accounts for the tax unless he states the tax himself. */
export const standardRate = {
  rate: '0.23',
  legalBasis: ['art. 41 ust. 1', 'art. 146ef ust. 1 pkt 1'],
  confidence: 'H',
} as const satisfies { rate: string; legalBasis: readonly string[]; confidence: Confidence }
