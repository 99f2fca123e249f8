import type { BuyerCategory } from '../law/buyer.ts'
import type { AdjustmentField } from '../law/jpk.ts'
import type { Mode } from '../law/mode-names.ts'
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
  /** Under the fields that the law leaves to him; `month`: they stand in a row of that month, else in the row of the purchase. */
  adjustments?: { month?: Month } & { [F in AdjustmentField]?: string }
}
