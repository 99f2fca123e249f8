import type { JpkCheckCode } from '../../../client/index.ts'
import { namesOf } from '../../../values/tables.ts'

/** Every kind of what may be found in a file. */
export const jpkCheckKinds = namesOf({
  ROW_TWICE: true,
  ROW_HELD: true,
  WRONG_MONTH: true,
  LATER_MONTH: true,
  NUMBER_DIFFERS: true,
  ROW_UNREADABLE: true,
  RECEIPT_DAY_DIFFERS: true,
  ISSUE_DAY_DIFFERS: true,
  MARKER_DIFFERS: true,
  AMOUNT_DIFFERS: true,
  SELLER_DIFFERS: true,
  ROW_LIKELY: true,
  ROW_UNKNOWN: true,
  PURCHASE_MISSING: true,
  CONTROL_SUM: true,
} satisfies Record<JpkCheckCode, true>)
