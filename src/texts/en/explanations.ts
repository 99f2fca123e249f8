import type { Sentence, Tell } from '../sentence.ts'

/** A sentence within another: without its full stop. */
const within = (words: string): string => words.replace(/\.$/, '')

interface ReceiptDays {
  because: Sentence
  date: string | null
  source: 'ksef-number' | 'actual' | null
  /** What the taxpayer chose where the law is disputed; null where it is not. */
  policy: string | null
  /** How the invoice was issued; what a release before decided does not say. */
  mode?: Sentence
  issued: string
  numbered: string | null
  handedOver: string | null
}

const receiptFacts = ({ mode, issued, numbered, handedOver }: ReceiptDays, tell: Tell): string =>
  [
    ...(mode === undefined ? [] : [`mode: ${tell(mode)}`]),
    `P_1 ${issued}`,
    ...(numbered === null ? [] : [`KSeF number of ${numbered}`]),
    ...(handedOver === null ? [] : [`handed over outside KSeF on ${handedOver}`]),
  ].join(', ')

/** When an invoice is received and deducted, from what, and what can still be done. */
export const explanationTexts = {
  'receipt.received': (s: ReceiptDays, tell: Tell) => {
    const outcome =
      s.date === null
        ? 'Not received yet, so there is no row and no deduction'
        : `Received on ${s.date}, ${s.source === 'actual' ? 'the day of actual receipt' : 'the Warsaw day of the KSeF number'}`
    return `${within(tell(s.because))}. ${outcome} (${receiptFacts(s, tell)}).`
  },
  'receipt.otherwise': (s: { policy: string; reading: Sentence; date: string | null }, tell: Tell) =>
    `By another reading (${within(tell(s.reading))}) it ${s.date === null ? 'would not be received yet' : `would be received on ${s.date}`}.`,
  'next.send-by': ({ deadline }: { deadline: string }) =>
    `The seller has until ${deadline} to send it to KSeF.`,
  'next.send-overdue': ({ deadline }: { deadline: string }) =>
    `The seller's term ended on ${deadline}: ask for the number.`,
  'next.outage-open':
    'The term for sending has not begun, since the end of the outage has not been announced.',
  'next.no-term': 'The act sets no term: ask the seller whether it will get a number.',
  'next.own-send-by': ({ deadline }: { deadline: string }) =>
    `You issued it yourself: send it to KSeF by ${deadline}.`,
  'next.own-send-overdue': ({ deadline }: { deadline: string }) =>
    `You issued it yourself, and the term ended on ${deadline}: send it to KSeF.`,
  'next.own-send': 'You issued it yourself: send it to KSeF.',
  'next.deliver': 'Ask the seller to hand the invoice over as agreed.',

  'deduction.nothing': ({ why }: { why: Sentence }, tell: Tell) => `Nothing is deducted. ${tell(why)}`,
  'deduction.assumed': ({ issued }: { issued: string }) =>
    `Nothing tells the day of supply: P_1, ${issued}, was taken for the tax point.`,
  'deduction.window': ({ from, until }: { from: string; until: string }) =>
    `Deduct it in ${from} or in a later period up to ${until}.`,
  'deduction.only': ({ from }: { from: string }) => `It stands in ${from} and in no other period.`,
  'deduction.over': (s: { from: string; until: string; afterwards: Sentence }, tell: Tell) =>
    `The window, ${s.from} to ${s.until}, is over. ${tell(s.afterwards)}`,

  'no-row.not-ours': 'The invoice is not addressed to this taxpayer.',
  'no-row.not-an-invoice': 'The document is no invoice.',
  'no-row.supply-not-confirmed': 'The supply is not confirmed.',
  'no-row.no-share': 'No share of its tax is deductible.',
  'no-row.buyer': 'Invoices to a buyer of this category carry no Polish tax to deduct.',
  'no-row.without-tax': 'The invoice carries no Polish tax to deduct.',
  'no-row.correction-without-tax': 'The correction carries no Polish tax to deduct.',
  'no-row.not-received': 'The invoice has not been received.',
  'no-row.nothing-stated': 'Nothing is paid or stated.',

  'as-of.overdue': ({ deadline, asOf }: { deadline: string; asOf: string }) =>
    `The number was due on ${deadline} and had not come by ${asOf}.`,
  'as-of.sent-late': ({ sent, deadline }: { sent: string; deadline: string }) =>
    `The invoice was sent on ${sent}, due on ${deadline}.`,
  'as-of.sent-late-without-term': ({ sent, yardstick }: { sent: string; yardstick: string }) =>
    `The invoice was sent on ${sent}, after ${yardstick}, the next business day, although the act sets no term.`,
  'as-of.window-over': ({ until }: { until: string }) => `The window of deduction ended with ${until}.`,
  'as-of.marker-unsettled': ({ asOf }: { asOf: string }) =>
    `The law does not settle the marker of a row filed on ${asOf}.`,

  'found.EU_EARLY_DEDUCTION': ({ from }: { from: string }) =>
    `What the taxpayer chose moved the deduction to ${from}, before the period of receipt.`,
  'period.other': (s: { reading: Sentence; from: string; policy: string }, tell: Tell) =>
    `${s.from} (${within(tell(s.reading))})`,
  'found.PERIOD_DIFFERS': (
    s: { received: string | null; from: string; others: readonly Sentence[] },
    tell: Tell,
  ) =>
    `${s.received === null ? 'Not received' : `Received on ${s.received}`}, deducted from ${s.from}; by another reading from ${s.others.map(tell).join('; ')}.`,
  'found.CREDIT_NOTE_PERIOD': (s: { from: string; others: readonly Sentence[] }, tell: Tell) =>
    `The reduction stands in ${s.from}; by another reading in ${s.others.map(tell).join('; ')}.`,
  'found.WINDOWS_APART': (s: { from: string; until: string; others: readonly Sentence[] }, tell: Tell) =>
    `The windows do not overlap: ${s.from} to ${s.until}, but by another reading from ${s.others.map(tell).join('; ')}.`,
}
