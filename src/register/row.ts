import type { Seller } from '../ingest/evidence.ts'
import type { Policy } from '../law/policy.ts'
import type { Inputs } from '../receipt/facts.ts'
import type { Marker } from '../receipt/marker.ts'
import type { Grosze } from '../values/money.ts'

/** The net and deductible tax of a purchase in PLN, under the fields of JPK_V7 they stand in. */
export type RowAmounts = { [K in 'K_40' | 'K_41' | 'K_42' | 'K_43']?: Grosze }

/** What a row of the register is made from. */
export interface RowFacts {
  currency: string
  netGrosze: Grosze | null
  vatPlnGrosze: Grosze | null
  inputs: Inputs
}

/** The supplier's identification as JPK wants it: digits and letters without the country prefix. */
export const supplierFields = ({ id, country, name }: Seller) => ({
  ...(country === 'PL' ? {} : { KodKrajuNadaniaTIN: country }),
  NrDostawcy: country === 'PL' ? id : id.slice(country.length) || 'BRAK',
  NazwaDostawcy: name ?? 'BRAK',
})

/** Exactly one marker per row; the KSeF number stands in place of a flag. */
export const markerFields = (marker: Marker, ksefNumber: string | null) =>
  marker === 'NrKSeF'
    ? { NrKSeF: ksefNumber ?? '' }
    : ({ [marker]: 1 } as { OFF: 1 } | { BFK: 1 } | { DI: 1 })

/**
 * Amounts of a purchase in PLN. Null, with the reason, where an amount is not known: it is never taken for zero.
 * The share of deductible tax is rounded half up to the grosz (art. 106e ust. 11).
 */
export function amountsOf(facts: RowFacts, policy: Policy): RowAmounts | { unknown: string } {
  if (facts.currency !== 'PLN')
    return { unknown: `The net amount in ${facts.currency} has no amount in PLN.` }
  const { netGrosze: net, vatPlnGrosze: vat } = facts
  if (net === null || vat === null) return { unknown: 'The document states no net amount or no tax.' }
  const share = shareOf(facts.inputs)
  if (share !== 10_000 && policy.partialDeductionNet === 'ask') {
    return {
      unknown:
        'Which net amount goes with a partly deductible tax is not decided (policy partialDeductionNet).',
    }
  }
  const shownNet = policy.partialDeductionNet === 'proportional' ? part(net, share) : net
  const tax = part(vat, share)
  return facts.inputs.fixedAsset ? { K_40: shownNet, K_41: tax } : { K_42: shownNet, K_43: tax }
}

/** The deductible share in ten-thousandths. */
const shareOf = ({ deductibleShare }: Inputs): number => {
  if (deductibleShare === undefined) return 10_000
  const [whole, fraction = ''] = deductibleShare.split('.')
  return Number(whole) * 10_000 + Number(fraction.padEnd(4, '0'))
}

function part(amount: Grosze, share: number): Grosze {
  const exact = BigInt(Math.abs(amount)) * BigInt(share)
  const rounded = Number((exact + 5_000n) / 10_000n)
  return (amount < 0 && rounded !== 0 ? -rounded : rounded) as Grosze
}
