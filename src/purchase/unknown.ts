import { Refusal } from '../values/refusal.ts'

export const unknownPurchase = (id: string): Refusal =>
  new Refusal(
    'purchase-unknown',
    `There is no purchase ${id} in this ledger. List them with GET …/purchases.`,
  )
