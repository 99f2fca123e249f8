import type { TaxField } from '../law/jpk.ts'

/** Prints a sum in grosze; sums of a month may pass the safe integers that single amounts keep to. */
export function formatSum(grosze: bigint): string {
  const digits = String(grosze < 0n ? -grosze : grosze).padStart(3, '0')
  return `${grosze < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Reads an amount with two decimals, as rows print it, for summing. */
export const groszeOf = (amount: string): bigint => BigInt(amount.replace('.', ''))

/**
 * Sums of a month as decimal text. Rows without amounts are counted, and add nothing to any sum; held rows are counted,
 * and add their amounts as all others do.
 */
export type Totals = { rows: number; withoutAmounts: number; held: number; inputVat: string } & Record<
  TaxField,
  string
>
