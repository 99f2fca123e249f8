import { findingTable } from '../../src/law/findings.ts'
import { jpkCheckCodes } from '../../src/law/jpk-check.ts'
import { policyTable } from '../../src/law/policy.ts'
import { nameTexts } from '../../src/texts/en/law/names.ts'

const decisions = Object.keys(nameTexts)
  .filter((code) => code.startsWith('name.decision.'))
  .map((code) => code.slice('name.decision.'.length))
const policies = Object.entries(policyTable).flatMap(([name, { options }]) => [name, ...Object.keys(options)])

/** Of codes that are ordinary words as well, such as `accepted` or `earliest`, nobody can say which of both stands there. */
const isNoWord = (code: string): boolean => /[-_]|\p{Ll}\p{Lu}/u.test(code)
const codes = [...Object.keys(findingTable), ...jpkCheckCodes, ...policies, ...decisions].filter(isNoWord)
const anyCode = new RegExp(`(?<![\\p{L}\\d_/-])(?:${codes.join('|')})(?![\\p{L}\\d_-])`, 'gu')

/** The codes of findings, of policies and their options, and of decisions that stand in words; a pointer such as `/policy/earlyCopy` is a place. */
export const codesIn = (words: string): string[] => words.match(anyCode) ?? []
