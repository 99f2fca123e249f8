/** `info` needs no human; `review` wants one; `blocking` holds the posting until decided. */
export type Severity = 'info' | 'review' | 'blocking'

/** When a finding opens, how grave it is, and what a human can do about it. */
export interface FindingRow {
  severity: Severity
  opensWhen: string
  whatToDo: string
  /** What is left to do when its number is there. */
  onceNumbered?: string
  /** The less grave of two cases that share a code; `opensWhen` tells them apart. */
  milder?: { severity: Severity; whatToDo: string }
  /** What to do where the taxpayer issued the invoice himself, on behalf of the seller (art. 106d ust. 1). */
  selfBilled?: string
}

/** TABLE: findings that only inform. */
export const infoFindings = {
  INFO_CONFIRMATION_ONLY: {
    severity: 'info',
    opensWhen: 'a transaction confirmation is among the evidence: it gives no receipt day',
    whatToDo: 'Nothing to do.',
  },
  INFO_COPY_AFTER_NUMBER: {
    severity: 'info',
    opensWhen: 'an outside copy came on or after the number day: it changes nothing for an ordinary buyer',
    whatToDo: 'Nothing to do.',
  },
  INFO_SENT_LATE: {
    severity: 'info',
    opensWhen:
      'the day of sending (acceptedAt) lies after the resend deadline; the number day does not matter',
    whatToDo: "Nothing to do: lateness is the seller's risk.",
    selfBilled: 'Nothing to do any more; you issued the invoice, so the delay is your own.',
  },
  INFO_TECH_CORRECTION: {
    severity: 'info',
    opensWhen: 'linked through hashOfCorrectedInvoice',
    whatToDo: 'Nothing to do; the number printed on the first copy may differ.',
  },
  INFO_TOTAL_FAILURE_NO_NUMBER: {
    severity: 'info',
    opensWhen: 'an emergency invoice whose sending a total failure abolished',
    whatToDo: 'Nothing to do: no number is to come.',
    onceNumbered: 'Nothing to do: a number came although none was due.',
  },
  INFO_MARKER_BFK_VS_DI: {
    severity: 'info',
    opensWhen: 'foreign invoice: the marker follows the policy foreignInvoiceMarker',
    whatToDo: 'Change the policy foreignInvoiceMarker if your adviser prefers the other marker.',
  },
  INFO_CORRECTS_NON_KSEF: {
    severity: 'info',
    opensWhen: 'a correction of an invoice issued outside KSeF (NrKSeFN)',
    whatToDo: 'Nothing to do; the original is looked for by number and day.',
  },
  INFO_DUPLICATE_COPY: {
    severity: 'info',
    opensWhen: 'a second outside copy of the same invoice; the earlier hand-over counts',
    whatToDo: 'Nothing to do: it is one purchase and is posted once.',
  },
  INFO_SELF_BILLING_ACCEPTANCE: {
    severity: 'info',
    opensWhen: "self-billing: the seller's acceptance must be on file",
    whatToDo: "Keep the seller's acceptance on file.",
  },
  INFO_NIP_CHECKSUM: {
    severity: 'info',
    opensWhen: 'a seller NIP in a KSeF document fails its check digit',
    whatToDo: "Check the seller's NIP; KSeF accepted the document as it is.",
  },
  INFO_FUTURE_DATE: {
    severity: 'info',
    opensWhen: 'received on a day that lies after today',
    whatToDo: 'Check the day of receipt.',
  },
  INFO_OUTAGE_OPEN: {
    severity: 'info',
    opensWhen: 'the failure that governs the deadline has no end notice yet',
    whatToDo: 'Record the end of the failure when it is announced.',
  },
  INFO_ONE_CODE_IN_FAILURE: {
    severity: 'info',
    opensWhen:
      'one code (KOD I), no KSeF number, the seller was obliged and a failure covers P_1: an emergency invoice needs two codes (art. 106nf ust. 3, art. 106nda ust. 6)',
    whatToDo: 'Ask the seller for the second code, or for the KSeF number.',
  },
  INFO_SELLER_DUTY_UNKNOWN: {
    severity: 'info',
    opensWhen: 'no ksefDuty entry for the seller on a 2026 issue day',
    whatToDo: "Record the supplier's ksefDuty if you know it.",
  },
  INFO_AGREEMENT_UNKNOWN: {
    severity: 'info',
    opensWhen: 'emergency copy handed to an ordinary buyer and no agreement recorded either way',
    whatToDo: 'Record how delivery was agreed with the supplier.',
  },
  INFO_SELF_ASSESSMENT_OPEN: {
    severity: 'info',
    opensWhen: 'the buyer accounts for the tax and did not state that he did (selfAssessed)',
    whatToDo: 'State selfAssessed once the output tax is reported: until then the row has no amounts.',
  },
  INFO_STANDARD_RATE: {
    severity: 'info',
    opensWhen: 'the tax that the buyer accounts for was computed at the standard rate',
    whatToDo: 'State selfAssessedVat where another rate holds.',
  },
  INFO_RATE_OF_ORIGINAL: {
    severity: 'info',
    opensWhen: 'a correction in a foreign currency states no rate and is converted at that of its original',
    whatToDo: 'State exchangeRate where another rate holds.',
  },
  INFO_QR_UNREADABLE: {
    severity: 'info',
    opensWhen: 'a code of KSeF on a copy cannot be read, or not its hash: it is not used to match',
    whatToDo: 'Nothing to do; scan the code with a telephone and send it where the copy finds no invoice.',
  },
} as const satisfies Record<string, FindingRow>
