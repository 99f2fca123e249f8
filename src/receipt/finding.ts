import { sha256 } from '../ingest/hash.ts'
import { type FindingCode, findingRow, type Severity, whatToDo } from '../law/findings.ts'
import { say } from '../texts/say.ts'
import type { Sentence } from '../texts/sentence.ts'
import { numberKey } from '../values/invoice-number.ts'
import type { Facts } from './facts.ts'

/** A finding that does not depend on the day asked for. `subject` tells apart several of one code in a purchase. */
export interface Finding {
  code: FindingCode
  severity: Severity
  subject: string
  /** What is the matter. */
  message: Sentence
  /** What a person can do about it. */
  advice: Sentence
}

/** The case of a finding: what it is about, and what its severity and advice depend on. */
interface FindingCase {
  subject?: string
  hasNumber?: boolean
  selfBilling?: boolean
  milder?: boolean
  /** What to do instead of what the dictionary says. */
  advice?: Sentence
}

/** A finding of a code in its case: how grave it is, what is the matter, and what a person can do about it. */
export function findingFor(code: FindingCode, message: Sentence, about: FindingCase): Finding {
  const { subject = '', milder = false, advice = whatToDo(code, about) } = about
  const row = findingRow(code)
  const severity = (milder ? row.milder?.severity : undefined) ?? row.severity
  return { code, severity, subject, message, advice }
}

/** What is the matter and what to do, one after the other. */
export const messageOf = ({ message, advice }: Pick<Finding, 'message' | 'advice'>): Sentence =>
  say('together', { parts: [message, advice] })

/** With this begins the subject of a finding about a reference of a correction, not about another purchase. */
const referencePrefix = 'ref-'

/** The subject of a finding about a reference: the same for the same number and day, however they are written. */
export const referenceSubject = ({ number, issueDay }: Facts['corrects'][number]): string =>
  `${referencePrefix}${sha256(`${numberKey(number)} ${issueDay}`)
    .replaceAll(/[^0-9A-Za-z]/g, '')
    .slice(0, 16)}`

/** The other purchase that a finding is about; null where there is none. */
export const otherPurchaseOf = (subject: string | null): string | null =>
  subject === null || subject === '' || subject.startsWith(referencePrefix) ? null : subject

/** The public id of a finding: the purchase, the code, and the other purchase or the reference if there is one. */
export const findingId = (purchaseId: string, { code, subject }: Pick<Finding, 'code' | 'subject'>): string =>
  [purchaseId, code, ...(subject === '' ? [] : [subject])].join('.')

/** What a person decided about a finding of a purchase. */
export interface FindingDecision {
  code: FindingCode
  subject: string
  decision: 'same-invoice' | 'different-invoice' | 'accepted' | 'dismissed'
  note: string | null
  at: string
  by: string
}

/** The decision that settles a finding; null while it is open. */
export const decisionOnFinding = (
  decisions: readonly FindingDecision[],
  { code, subject }: Pick<Finding, 'code' | 'subject'>,
): FindingDecision | null => decisions.find((d) => d.code === code && d.subject === subject) ?? null

/** The findings of a verdict that nobody has decided, apart from those that depend on the day. */
export const openFindings = (verdict: {
  findings: readonly Finding[]
  decisions: readonly FindingDecision[]
}): Finding[] => verdict.findings.filter((f) => decisionOnFinding(verdict.decisions, f) === null)

/** What other purchases of the taxpayer have to do with this one. */
export interface Relation {
  code: FindingCode
  /** Id of the other purchase. */
  purchaseId: string
  detail: Sentence
}

/** A finding that was made elsewhere; `milder`: the less grave of the two cases of its code. */
export interface FindingNote {
  code: FindingCode
  message: Sentence
  subject?: string
  milder?: boolean
}
