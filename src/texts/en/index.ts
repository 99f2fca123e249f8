import { commonTexts } from './common.ts'
import { jpkCheckTexts } from './jpk-check.ts'
import { findingsTexts } from './law/findings.ts'
import { matchTexts } from './match.ts'
import { problemTexts } from './problems.ts'
import { quarantineTexts } from './quarantine.ts'

/** All texts in English. The other languages have the same codes. */
export const english = {
  ...commonTexts,
  ...jpkCheckTexts,
  ...problemTexts,
  ...findingsTexts,
  ...quarantineTexts,
  ...matchTexts,
}
