/** Prints a sum in grosze; sums of a month may pass the safe integers that single amounts keep to. */
export function formatSum(grosze: bigint): string {
  const digits = String(grosze < 0n ? -grosze : grosze).padStart(3, '0')
  return `${grosze < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Reads an amount with two decimals, as rows print it, for summing. */
export const groszeOf = (amount: string): bigint => BigInt(amount.replace('.', ''))
