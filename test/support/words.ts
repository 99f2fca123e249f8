import { type Finding, messageOf } from '../../src/receipt/finding.ts'
import type { Sentence } from '../../src/texts/sentence.ts'
import { tell } from '../../src/texts/tell.ts'

/** A sentence of the core as somebody reads it who asks for English. */
export const inEnglish = (sentence: Sentence): string => tell(sentence, 'en')

/** What a finding says and advises, in English; empty where there is none. */
export const findingInEnglish = (finding: Pick<Finding, 'message' | 'advice'> | undefined): string =>
  finding === undefined ? '' : inEnglish(messageOf(finding))
