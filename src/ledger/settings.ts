import type { BuyerCategory } from '../law/buyer.ts'
import type { Settlement } from '../law/deduction.ts'
import { completePolicy, type Policy } from '../law/policy.ts'

/** The taxpayer's settings as stored; what the user left open has its default here. */
export interface Settings {
  name: string
  settlement: Settlement
  cashMethod: boolean
  buyerCategory: BuyerCategory
  policy: Partial<Policy>
  jpk: Record<string, unknown> | null
}

/** What of the settings a verdict depends on. */
export const decisive = (settings: Settings): string =>
  JSON.stringify([
    settings.settlement,
    settings.cashMethod,
    settings.buyerCategory,
    completePolicy(settings.policy),
  ])
