import { capitalised, type Sentence, type Tell } from '../sentence.ts'

interface Due {
  reason: Sentence
  articles: readonly string[]
}

/** What a filed month has to be corrected for, what the file of a month lacks, and why a purchase is held. */
export const registerTexts = {
  'correction.required': (s: Due & { dueBy: string | null }, tell: Tell) =>
    `${capitalised(tell(s.reason))}: the record must be corrected${s.dueBy === null ? '' : ` by ${s.dueBy}`} (${s.articles.join(', ')}).`,
  'correction.review': (s: Due, tell: Tell) =>
    `${capitalised(tell(s.reason))}: decide whether to correct the record (${s.articles.join(', ')}).`,
  'correction.optional': (s: Due, tell: Tell) =>
    `${capitalised(tell(s.reason))}: you may correct the record (${s.articles.join(', ')}).`,

  'jpk-data.office-missing': 'Give the code of the tax office (four digits).',
  'jpk-data.office-unknown': ({ officeCode }: { officeCode: string }) =>
    `No tax office has the code ${officeCode}.`,
  'jpk-data.email-missing': 'Give an e-mail address.',
  'jpk-data.phone-too-long': ({ most }: { most: number }) =>
    `JPK takes a number of at most ${most} characters.`,
  'jpk-data.month': (s: { first: string; last: string; month: string }) =>
    `JPK_V7(3) is the form from ${s.first} to ${s.last}, not of ${s.month}. Read the register as JSON or CSV.`,

  'row.before-form': ({ first }: { first: string }) =>
    `P_1 lies before ${first}, the first day that JPK takes.`,

  'hold.quarantined': 'No invoice for this taxpayer is in hand.',
  'hold.perhaps-posted': (s: { number: string; issued: string; reference: string; findingId: string }) =>
    `A document with the number ${s.number} of ${s.issued}, posted as "${s.reference}", may be this invoice. Decide its finding first: the same invoice or a different one.`,
}
