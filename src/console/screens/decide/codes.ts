import { findingNames } from '../../../texts/en/law/finding-names.ts'
import { namesOf } from '../../../values/tables.ts'

/** The codes of all findings that ask for a decision: others only inform, and their codes say so. */
export const questionCodes = namesOf(findingNames).filter((code) => !code.startsWith('INFO_'))
