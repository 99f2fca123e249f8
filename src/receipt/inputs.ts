import type { BuyerCategory } from '../law/buyer.ts'
import type { Mode } from '../law/modes.ts'
import type { Day, Month, Period } from '../values/day.ts'

/** What the accountant stated about a purchase; a missing property was never stated. */
export interface Inputs {
  taxPointDate?: Day
  payments?: { date: Day; amount: string }[]
  buyerCategory?: BuyerCategory
  deliveryAgreed?: boolean
  confirmedMode?: Mode
  supplyConfirmed?: boolean
  corrects?: { number: string; issueDate: Day; ksefNumber?: string | null }[]
  /** null: stated as not yet deducted. */
  originalDeductedIn?: Period | null
  deductIn?: Month
  deductibleShare?: string
  fixedAsset?: boolean
  selfAssessed?: boolean
  /** The tax that the buyer accounted for, in PLN. */
  selfAssessedVat?: string
  exchangeRate?: string
  importOfGoods?: boolean
  internalDocument?: boolean
  marginPurchase?: boolean
  /** Under K_44 to K_47; `month`: they stand in a row of that month, else in the row of the purchase. */
  adjustments?: { month?: Month; K_44?: string; K_45?: string; K_46?: string; K_47?: string }
}
