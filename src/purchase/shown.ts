import type { Seller } from '../ingest/evidence.ts'
import { formatMoney, type Grosze } from '../values/money.ts'

/** The seller as the contract shows him: a NIP, or country and number. */
export const sellerView = ({ id, country, name }: Seller) =>
  country === 'PL' ? { nip: id, name } : { country, vatId: id.slice(country.length), name }

export const moneyView = (grosze: Grosze | null): string | null =>
  grosze === null ? null : formatMoney(grosze)
