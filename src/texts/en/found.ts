import type { Sentence, Tell } from '../sentence.ts'

/** What is the matter in a finding, under its code; what to do about it stands in the dictionary of the law. */
export const foundTexts = {
  'found.NOT_OUR_INVOICE': 'The invoice is not addressed to this taxpayer.',
  'found.THIRD_PARTY_BUYER': 'The taxpayer is named as a third party, not as the buyer.',
  'found.INFO_CONFIRMATION_ONLY': 'A transaction confirmation is no invoice and gives no receipt day.',
  'found.INFO_DUPLICATE_COPY': ({ count, first }: { count: number; first: string }) =>
    `${count} copies were received, the first on ${first}; the first counts.`,
  'found.INFO_FUTURE_DATE': ({ received }: { received: string }) =>
    `A copy is stated as received on ${received}, which was still to come.`,
  'found.RECEIVED_BEFORE_ISSUED': ({ received, issued }: { received: string; issued: string }) =>
    `A copy was received on ${received}, before its day of issue, ${issued}.`,
  'found.INFO_TECH_CORRECTION': 'KSeF refused a first file; this invoice is its technical correction.',
  'found.INFO_SELF_BILLING_ACCEPTANCE': 'The buyer issued this invoice on behalf of the seller.',
  'found.INFO_NIP_CHECKSUM': ({ sellerId }: { sellerId: string }) =>
    `The seller's NIP ${sellerId} fails its check digit.`,
  'found.UNKNOWN_SUPPLY': 'The supply is stated as not confirmed.',
  'found.INFO_CORRECTS_NON_KSEF': 'The corrected invoice was issued outside KSeF.',
  'found.COPY_AMOUNT_DIFFERS': (s: {
    copy: string
    copyCurrency: string
    ksef: string
    ksefCurrency: string
  }) => `A copy states ${s.copy} ${s.copyCurrency}, KSeF ${s.ksef} ${s.ksefCurrency}.`,
  'found.COPIES_DISAGREE': ({ stated }: { stated: readonly { amount: string; currency: string }[] }) =>
    `Copies with one code state ${stated.map((s) => `${s.amount} ${s.currency}`).join(' and ')}.`,
  'found.RECEIPT_WITH_NIP_AFTER_2026': ({ until, issued }: { until: string; issued: string }) =>
    `A receipt with NIP is an invoice until ${until}; this one is of ${issued}.`,
  'found.DOCUMENT_CONTRADICTS_CODES.offline': ({ document }: { document: Sentence }, tell: Tell) =>
    `A copy is stated as ${tell(document)}, and carries KOD II, which only documents issued offline have.`,
  'found.DOCUMENT_CONTRADICTS_CODES.in-ksef': ({ document }: { document: Sentence }, tell: Tell) =>
    `A copy is stated as ${tell(document)}, and carries the code of an invoice in KSeF.`,
  'found.document.invoice': 'a plain invoice',
  'found.document.offline-invoice': 'an invoice with two codes',
  'found.document.numbered-visualisation': 'a print of an invoice that has its KSeF number',
  'found.document.transaction-confirmation': 'a confirmation of a transaction',
  'found.document.fiscal-receipt': 'a cash-register receipt',
  'found.document.not-an-invoice': 'no invoice',
  'found.code.unreadable': ({ link }: { link: string }) => `The code ${link} is no whole KOD I or KOD II.`,
  'found.code.hash': ({ link }: { link: string }) => `The code ${link} has a hash that cannot be read.`,
  'found.code.day': ({ link, issued }: { link: string; issued: string }) =>
    `The code ${link} names another day than the P_1 of the copy, ${issued}.`,
  'found.code.seller': ({ link, sellerId }: { link: string; sellerId: string }) =>
    `The code ${link} names another seller than the copy, ${sellerId}.`,
  'found.code.environment': ({ link }: { link: string }) =>
    `The code ${link} leads to another environment of KSeF.`,
  'found.code.several': ({ link }: { link: string }) => `The code ${link} is one of several invoices.`,

  'found.INFO_MARKER_BFK_VS_DI':
    'Which marker a foreign invoice has is disputed: it follows what the taxpayer chose for foreign invoices.',
  'found.INFO_ONE_CODE_IN_FAILURE': ({ announced, issued }: { announced: string; issued: string }) =>
    `The copy has one code and no number, and a failure announced on ${announced} covers P_1, ${issued}: it is an emergency invoice with a code left out, or a print made before the number.`,
  'found.INFO_SELLER_DUTY_UNKNOWN': ({ issued }: { issued: string }) =>
    `It is not recorded whether the seller had to use KSeF on ${issued}.`,
  'found.DOUBLE_ISSUE.lawful': ({ ksefNumber }: { ksefNumber: string }) =>
    `An invoice lawfully issued outside KSeF also got the number ${ksefNumber}.`,
  'found.SELLER_SHOULD_USE_KSEF': ({ issued }: { issued: string }) =>
    `The seller had to use KSeF on ${issued} and sent a plain invoice.`,
  'found.SELF_BILLED_NOT_SENT': 'You issued this invoice outside KSeF for a seller obliged to use it.',
  'found.GUIDANCE_2026_ONLY': ({ basis, until }: { basis: string; until: string }) =>
    `The guidance behind the day of receipt (${basis}) speaks of invoices until ${until}.`,
  'found.KSEF_AFTER_POSTING': ({ numbered, handedOver }: { numbered: string; handedOver: string }) =>
    `The number came on ${numbered}, after the record of the hand-over (${handedOver}) was due.`,
  'found.REVERSE_CHARGE_WITH_TAX':
    'The invoice says that the buyer accounts for the tax (P_18), and charges Polish tax: the tax that is charged counts.',
  'found.REVERSE_CHARGE_ENDED': (s: { basis: string; taxPoint: string; bill: Sentence | null }, tell: Tell) =>
    `The seller leaves the tax to the buyer, and ${s.basis} is not in force on ${s.taxPoint}.${s.bill === null ? '' : ` ${tell(s.bill)}`}`,
  'found.ADVANCE_PAYMENT_UNKNOWN': ({ basis, issued }: { basis: string; issued: string }) =>
    `The tax point of an advance is its payment (${basis}), which nothing tells: P_1, ${issued}, was taken for it.`,

  'found.INFO_COPY_AFTER_NUMBER': ({ numbered }: { numbered: string }) =>
    `A copy came on or after the day of the number, ${numbered}.`,
  'found.OUTSIDE_COPY_BEFORE_NUMBER.numbered': (s: { handedOver: string; numbered: string }) =>
    `A copy was handed over on ${s.handedOver} before the number of ${s.numbered}.`,
  'found.OUTSIDE_COPY_BEFORE_NUMBER.printed': (s: { handedOver: string; ksefNumber: string }) =>
    `A copy was handed over on ${s.handedOver} before the number ${s.ksefNumber}, whose document is not in hand.`,
  'found.OUTSIDE_COPY_BEFORE_NUMBER': ({ handedOver }: { handedOver: string }) =>
    `A copy was handed over on ${handedOver} and there is no number yet.`,
  'found.AGREEMENT_WITHOUT_GB4_STATUS':
    'Delivery outside KSeF was agreed with a buyer whom the act does not list.',
  'found.AGREEMENT_MISSING': 'An emergency copy came outside KSeF although delivery by KSeF was agreed.',
  'found.INFO_AGREEMENT_UNKNOWN': 'An emergency copy came outside KSeF and no agreement is recorded.',
  'found.AGREED_DELIVERY_MISSING': 'Delivery outside KSeF was agreed and nothing was handed over yet.',
  'found.GB4_DUAL_DELIVERY': 'Delivery by KSeF was agreed and the invoice came outside it too.',
  'found.AGREEMENT_UNKNOWN': 'No agreement on delivery is recorded for this listed buyer.',
  'found.OVERTAKEN_BY_FAILURE': ({ announced }: { announced: string }) =>
    `A failure was announced on ${announced}, before the invoice was sent.`,
  'found.TOTAL_FAILURE_NO_NUMBER': 'A total failure abolished the duty to send this invoice.',
  'found.INFO_TOTAL_FAILURE_NO_NUMBER': 'A total failure abolished the duty to send this emergency invoice.',
  'found.INFO_OUTAGE_OPEN': 'The outage that governs the deadline has no announced end yet.',
  'found.EMERGENCY_NOT_CONFIRMED': ({ issued }: { issued: string }) =>
    `The seller claims an emergency and no failure was announced for ${issued}.`,
}
