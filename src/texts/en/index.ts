import { commonTexts } from './common.ts'
import { jpkCheckTexts } from './jpk-check.ts'
import { problemTexts } from './problems.ts'

/** All texts in English. The other languages have the same codes. */
export const english = {
  ...commonTexts,
  ...jpkCheckTexts,
  ...problemTexts,
}
