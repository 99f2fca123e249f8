import { amountOf, dayOf, type OutageKind, outages } from './words.ts'

interface Term {
  /** The announced outage after which the term runs, and the reference of its notice; null where none moved it. */
  outage: { kind: OutageKind; reference: string | null } | null
  articles: readonly string[]
}

const notice = (reference: string | null): string => (reference === null ? '' : ` (notice ${reference})`)
const term = ({ outage }: Term): string =>
  `The term for sending it${outage === null ? '' : ` after ${outages[outage.kind]}${notice(outage.reference)}`}`
const act = ({ articles }: Pick<Term, 'articles'>): string => `(${articles.join(', ')} of the Polish VAT Act)`

/** What is said of an invoice whose KSeF number has not come: to the buyer, and in a letter to the seller. */
export const awaitingTexts = {
  'awaiting.no-notice': 'The mode was confirmed by a human, and no announced outage explains it.',
  'awaiting.outage-open': ({ kind, reference }: { kind: OutageKind; reference: string | null }) =>
    `The end of ${outages[kind]}${notice(reference)} has not been announced: the term has not begun.`,

  'reminder.opening': (s: {
    number: string
    issued: string
    gross: string | null
    currency: string
    handedOver: string
    asOf: string
  }) =>
    `Your invoice ${s.number} of ${dayOf(s.issued)}${s.gross === null ? '' : ` for ${amountOf(s.gross, s.currency)} gross`} reached us outside KSeF on ${dayOf(s.handedOver)}, and by ${dayOf(s.asOf)} we have not received it in KSeF.`,
  'reminder.over': (s: Term & { deadline: string }) =>
    `${term(s)} ended on ${dayOf(s.deadline)} ${act(s)}. Please send it, and tell us its KSeF number.`,
  'reminder.running': (s: Term & { deadline: string }) =>
    `${term(s)} ends on ${dayOf(s.deadline)} ${act(s)}. Please send it by that day, and tell us its KSeF number.`,
  'reminder.not-begun': (s: Term) =>
    `${term(s)} does not run yet, because no end was announced ${act(s)}. Please send it as soon as that is possible, and tell us its KSeF number.`,
  'reminder.no-notice': (s: Pick<Term, 'articles'>) =>
    `We know of no notice from which the term for sending it would run ${act(s)}. Please name that notice, send the invoice, and tell us its KSeF number.`,
  'reminder.waits': 'Without a KSeF number we cannot deduct the tax of this invoice.',
}
