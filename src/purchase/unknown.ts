import { say } from '../texts/say.ts'
import { Refusal } from '../values/refusal.ts'

export const unknownPurchase = (id: string): Refusal =>
  new Refusal('purchase-unknown', say('refusal.purchase-unknown', { id }))
