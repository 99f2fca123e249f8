import { buyerFindings } from './buyer-findings.ts'
import { correctionFindings } from './correction-findings.ts'
import { type FindingRow, infoFindings, type Severity } from './info-findings.ts'
import { ksefFindings } from './ksef-findings.ts'

export type { FindingRow, Severity }

/** TABLE: the dictionary of findings: when each opens and what a human can do. Codes are stable. */
export const findingTable = {
  ...infoFindings,
  ...correctionFindings,
  ...buyerFindings,
  OUTSIDE_COPY_BEFORE_NUMBER: {
    severity: 'review',
    opensWhen:
      'an ordinary buyer holds an offline24 or maintenance invoice (or an early copy) handed over before its number; not for emergency and overtaken modes',
    whatToDo: 'Ask the seller to send the invoice to KSeF; by statute nothing is deducted before its number.',
    selfBilled: 'Send the invoice to KSeF; by statute nothing is deducted before its number.',
    onceNumbered:
      'The seller has nothing left to send: deduct from the day of receipt, which is shown once the KSeF document is in hand.',
  },
  PERIOD_DIFFERS: {
    severity: 'review',
    opensWhen:
      'a dated alternative receipt day under another policy (or in the other reading of a P_1 that an outage covers only in part) puts deduction.from in another period (null alternatives and euEarlyDeduction do not count)',
    whatToDo:
      'Compare the alternatives and confirm the policy, or the mode (confirmedMode) where an outage covers only a part of P_1; ask for an own ruling when the amount is large.',
  },
  WINDOWS_APART: {
    severity: 'review',
    opensWhen: 'as PERIOD_DIFFERS and the two deduction windows do not overlap',
    whatToDo:
      'Decide before the earlier window ends; once it is over, only a corrected return remains (art. 86 ust. 13).',
  },
  CREDIT_NOTE_PERIOD: {
    severity: 'review',
    opensWhen: 'as PERIOD_DIFFERS for a correction in minus: the earlier period is the safer',
    whatToDo: 'Consider the earlier period: a reduction is mandatory.',
  },
  AGREEMENT_WITHOUT_GB4_STATUS: {
    severity: 'review',
    opensWhen:
      'delivery outside KSeF agreed with a domestic buyer and an offline24 or maintenance copy handed over: the agreement moves nothing',
    whatToDo: 'Check the buyer category; for a domestic buyer the agreement changes nothing here.',
  },
  GB4_DUAL_DELIVERY: {
    severity: 'review',
    opensWhen: 'a listed buyer who agreed on KSeF also got the invoice outside it',
    whatToDo: 'Confirm which channel was agreed.',
  },
  AGREEMENT_UNKNOWN: {
    severity: 'review',
    opensWhen: 'a listed buyer and no agreement recorded either way',
    whatToDo: 'Record how delivery was agreed with the supplier.',
  },
  AGREEMENT_MISSING: {
    severity: 'review',
    opensWhen:
      'emergency copy handed over outside KSeF although the recorded channel is KSeF (ordinary buyer)',
    whatToDo: 'Check whether delivery outside KSeF was agreed, and record it.',
  },
  RECEIVED_BEFORE_ISSUED: {
    severity: 'review',
    opensWhen: 'a copy came before its P_1, and there is no document of KSeF',
    whatToDo:
      'Compare P_1 and the day of receipt with the invoice: one was misread, or the seller dated it ahead.',
  },
  SELLER_LATE: {
    severity: 'review',
    opensWhen:
      'offline24 or maintenance copy in hand and by asOf the deadline has passed without a number; not when acceptedAt shows that it was sent in time',
    whatToDo: 'Ask the seller to send the invoice to KSeF.',
  },
  SELLER_NEVER_SENT: {
    severity: 'review',
    opensWhen:
      'emergency copy in hand and by asOf the deadline has passed without a number; not when acceptedAt shows that it was sent in time',
    whatToDo: 'Ask the seller for the number and keep the proof of receipt.',
  },
  OVERTAKEN_BY_FAILURE: {
    severity: 'review',
    opensWhen: 'an offline24 copy handed to an ordinary buyer; a failure was announced before it was sent',
    whatToDo: 'Check when the invoice was handed over and which policy applies.',
  },
  TOTAL_FAILURE_NO_NUMBER: {
    severity: 'review',
    opensWhen: 'an offline24 or maintenance copy whose sending a total failure abolished',
    whatToDo: 'Keep the copy and the notice: no number is to come.',
    onceNumbered: 'Keep the copy and the notice: a number came although none was due.',
  },
  MARKER_UNSETTLED: {
    severity: 'review',
    opensWhen:
      'the marker as of the day is one the law does not settle (overtaken offline24 or maintenance without a number)',
    whatToDo: 'Decide the marker with your adviser before filing.',
  },
  EMERGENCY_NOT_CONFIRMED: {
    severity: 'review',
    opensWhen: 'the seller claims an emergency and no failure covers P_1',
    whatToDo: 'Record the failure notice if there was one, else ask the seller.',
  },
  DOUBLE_ISSUE: {
    severity: 'blocking',
    opensWhen:
      'two KSeF numbers share seller number P_1 and kind: one supply gives one deduction (art. 88 ust. 3a pkt 4 lit. a, ust. 3b); review where a lawful outside invoice (total failure 145l 145m 145n 106ga) also got a KSeF number (one purchase)',
    whatToDo:
      'Two supplies: decide different-invoice, which frees both. One supply: accept the finding of the one that you book, state supplyConfirmed false of the other, and ask the seller to correct that to zero.',
    milder: {
      severity: 'review',
      whatToDo: 'It is one purchase and is posted once; ask the seller whether both documents stand.',
    },
  },
  ADVANCE_PAYMENT_UNKNOWN: {
    severity: 'review',
    opensWhen:
      'an advance invoice (ZAL, KOR_ZAL in plus) tells no payment: neither P_6, nor payments, nor taxPointDate; P_1 was taken for the tax point',
    whatToDo:
      'State the day of payment (payments) or the tax point (taxPointDate); for services of art. 19a ust. 5 pkt 4 that is the day of issue.',
  },
  EXCHANGE_RATE_MISSING: {
    severity: 'review',
    opensWhen: 'an invoice in a foreign currency states no exchange rate, or several, and none was stated',
    whatToDo: 'State the rate of art. 31a (exchangeRate): until then the row has no amounts.',
  },
  VAT_PLN_COMPUTED: {
    severity: 'review',
    opensWhen: 'an invoice in a foreign currency lacks tax in PLN, which was computed at its rate',
    whatToDo: 'Compare the tax in PLN with the printed invoice (art. 106e ust. 11).',
  },
  AMOUNTS_INCOMPLETE: {
    severity: 'review',
    opensWhen: 'no document states the net amount, or the tax, of a purchase that stands in the register',
    whatToDo: 'Record a copy with net and vat: until then the row has no amounts.',
  },
  PARTIAL_NET_UNDECIDED: {
    severity: 'review',
    opensWhen: 'only a share of the tax is deductible and the policy partialDeductionNet is ask',
    whatToDo: 'Set the policy partialDeductionNet: until then the row has no amounts.',
  },
  PAYMENTS_EXCEED_GROSS: {
    severity: 'review',
    opensWhen: 'the payments stated of a purchase on the cash method are more than its gross amount',
    whatToDo: 'Check the payments; what goes beyond the gross amount is not counted.',
  },
  CHOSEN_MONTH_OUTSIDE_WINDOW: {
    severity: 'review',
    opensWhen: 'the month chosen with deductIn lies outside a window that has moved since',
    whatToDo: 'Choose a month inside the window, or clear deductIn: the first month is used until then.',
  },
  SELLER_SHOULD_USE_KSEF: {
    severity: 'review',
    opensWhen: 'an outside invoice without offline codes from a seller obliged on P_1 (mode outside-breach)',
    whatToDo: 'Keep the proof of receipt and ask the seller to use KSeF.',
    onceNumbered: 'Keep the proof of receipt: the invoice has its number by now and is posted once.',
  },
  KSEF_AFTER_POSTING: {
    severity: 'review',
    opensWhen:
      'mode outside-breach and the number day lies after the 25th of the month following the hand-over (that month was or should have been filed)',
    whatToDo: 'Check whether the filed row needs its number.',
  },
  GUIDANCE_2026_ONLY: {
    severity: 'review',
    opensWhen: 'outside-breach with P_1 from 2027-01-01: the guidance relied on speaks of 2026',
    whatToDo: 'Ask your adviser whether the practice of 2026 still holds.',
  },
  RECEIPT_WITH_NIP_AFTER_2026: {
    severity: 'review',
    opensWhen: 'a fiscal receipt with NIP and P_1 from 2027-01-01: no longer an invoice',
    whatToDo: 'Ask the seller for a structured invoice.',
    onceNumbered: 'Book the structured invoice, not the receipt.',
  },
  WINDOW_EXPIRED: {
    severity: 'review',
    opensWhen: 'deduction.until ended before the month that precedes asOf',
    whatToDo:
      'Correct an earlier return (art. 86 ust. 13; tax that the buyer accounted for: ust. 13a; a reduction: ust. 19a).',
  },
  EU_EARLY_DEDUCTION: {
    severity: 'review',
    opensWhen: 'euEarlyDeduction is on and moved deduction.from',
    whatToDo: 'Remember that the judgment is under review.',
  },
  AMOUNT_MISMATCH: {
    severity: 'blocking',
    opensWhen: 'same key and another gross amount: two purchases each naming the other',
    whatToDo: 'Compare the documents and decide: the same invoice or a different one.',
  },
  POSSIBLE_DUPLICATE: {
    severity: 'blocking',
    opensWhen: 'a near match of number day or amount with another purchase of the seller',
    whatToDo: 'Compare the documents and decide: the same invoice or a different one.',
  },
  AMBIGUOUS_MATCH: {
    severity: 'blocking',
    opensWhen:
      'several purchases fit the document; or one does, but KSeF has another of that seller, day and amount, of which there is no copy and whose number is easily written as this one; or it fits by the number of a misread copy alone; or by a doubtful P_1 (received more than a week before it, and soon after it with day and month swapped)',
    whatToDo: 'Say to which purchase the document belongs.',
  },
  TOO_MANY_ALIKE: {
    severity: 'blocking',
    opensWhen: 'over a hundred of a seller under this number or ones like it: none is compared any more',
    whatToDo: 'Find out why it comes so often, compare by hand, and accept what is no duplicate.',
  },
  DOUBLE_POSTED: {
    severity: 'blocking',
    opensWhen: 'a merge joined two posted purchases',
    whatToDo: 'Void one of the postings.',
  },
  UNKNOWN_SUPPLY: {
    severity: 'blocking',
    opensWhen: 'supplyConfirmed is false',
    whatToDo: 'Confirm the supply (supplyConfirmed) or reject the invoice.',
  },
  AGREED_DELIVERY_MISSING: {
    severity: 'blocking',
    opensWhen: 'a listed buyer agreed a channel other than KSeF and nothing was handed over yet',
    whatToDo: 'Ask the seller to deliver in the agreed way, or record the copy.',
  },
  NOT_OUR_INVOICE: {
    severity: 'blocking',
    opensWhen: "the taxpayer is neither Podmiot2 nor Podmiot3 in a buyer's role",
    whatToDo: 'Ask the seller for a correction to zero and a new invoice.',
  },
  COPY_AMOUNT_DIFFERS: {
    severity: 'review',
    opensWhen: 'a copy proven to be this invoice by its KSeF number or XML hash states another gross amount',
    whatToDo: "Compare the copy with the KSeF document; KSeF's amounts count.",
  },
  COPIES_DISAGREE: {
    severity: 'blocking',
    opensWhen:
      'copies with one code state different gross amounts, and the document of KSeF, which settles it, is not in hand',
    whatToDo:
      'Compare the papers: accept the finding if the amount shown is right, move a copy of another invoice away, or wait for the KSeF document, which settles it.',
  },
  QR_DAY_DIFFERS: {
    severity: 'review',
    opensWhen:
      'the code on a copy names another P_1 than the copy: it is used only where a document of KSeF of that seller fits',
    whatToDo: 'Compare P_1 with the paper: the day was misread, or the code is that of another invoice.',
  },
  QR_OTHER_SELLER: {
    severity: 'review',
    opensWhen: 'a code in the file of a copy names another seller: it is not used',
    whatToDo: 'Compare the seller with the paper, and whether the file holds pages of another invoice.',
  },
  QR_OTHER_ENVIRONMENT: {
    severity: 'review',
    opensWhen: 'a code in the file of a copy leads to another environment of KSeF: it is not used',
    whatToDo: 'Ask the seller for the invoice itself: what stands in a test environment is none.',
  },
  QR_SEVERAL_INVOICES: {
    severity: 'review',
    opensWhen: 'a copy carries codes of several invoices of its seller and day: none is used',
    whatToDo: 'Send each invoice by itself, with its own code.',
  },
  DOCUMENT_CONTRADICTS_CODES: {
    severity: 'review',
    opensWhen:
      'a copy is stated as something on which its codes never stand (two codes: issued offline; a code of KSeF: no receipt, no order)',
    whatToDo: 'Look at the paper, and send the copy again with the document that it is.',
  },
  THIRD_PARTY_BUYER: {
    severity: 'review',
    opensWhen: "the taxpayer is not Podmiot2 but Podmiot3 in a buyer's role",
    whatToDo: 'Check that the purchase, or which share of it, is yours.',
  },
  ...ksefFindings,
} as const satisfies Record<string, FindingRow>

export type FindingCode = keyof typeof findingTable
export const findingCodes = Object.keys(findingTable) as FindingCode[]
/** The row of a code, with what only some rows have. */
export const findingRow = (code: FindingCode): FindingRow => findingTable[code]
/** What a human can do about a finding in the case at hand; `selfBilling`: the taxpayer issued the invoice himself. */
export function whatToDo(
  code: FindingCode,
  { hasNumber = false, selfBilling = false, milder = false },
): string {
  const row = findingRow(code)
  const inCase = hasNumber ? row.onceNumbered : selfBilling ? row.selfBilled : undefined
  return (milder ? row.milder?.whatToDo : undefined) ?? inCase ?? row.whatToDo
}
/** Every severity that a finding of the code may have. */
export const severitiesOf = (code: FindingCode): Severity[] => {
  const { severity, milder } = findingRow(code)
  return milder === undefined ? [severity] : [severity, milder.severity]
}
/** Findings about two purchases of which accepting frees one, the one at which it was accepted. */
export const acceptedOneByOne: readonly string[] = ['DOUBLE_ISSUE'] satisfies FindingCode[]
/** Findings that ask whether two purchases are one invoice. */
export const identityFindings: readonly string[] = [
  'AMOUNT_MISMATCH',
  'POSSIBLE_DUPLICATE',
  'AMBIGUOUS_MATCH',
  'DOUBLE_ISSUE',
] satisfies FindingCode[]
