import { Problem } from '../values/refusal.ts'

export const unknownPurchase = (id: string): Problem =>
  new Problem(
    404,
    'purchase-unknown',
    `There is no purchase ${id} in this ledger. List them with GET …/purchases.`,
  )
