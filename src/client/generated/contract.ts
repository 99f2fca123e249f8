// Made by `npm run client` from the OpenAPI document of the service. Do not edit: change the schemas in src/http.

import type { Bytes, CallOptions, Operation, PostOptions } from '../call.ts'
import type { Page, Pages } from '../pages.ts'

export interface ArchiveHead {
  format: 'ksef-reconcile-ledger'
  nip: string
  migrations: string[]
  settings: TaxpayerInput
  version: 2
  tables: ArchivedTable[]
  /** Ask for rows under it: a ledger that was changed refuses */
  state: string
}

export interface ArchiveManifest {
  format: 'ksef-reconcile-ledger'
  nip: string
  migrations: string[]
  settings: TaxpayerInput
  version: 1 | 2
  tables: {
    name: string
    rows: number
    hash: '' | string
  }[]
  /** Over what is the taxpayer’s: the same on every host */
  contents: string
  /** Over everything in the archive */
  sha256: string
  /** Shows the service that made it that it did; archives of earlier releases have none */
  seal?: string
}

export interface ArchiveRows {
  table: ArchivedTable
  rows: ((string | number | null | {
    base64: string
  })[])[]
  next: string | null
  manifest: ArchiveManifest | null
}

export interface ArchiveRowsInput {
  table: ArchivedTable
  rows: ((string | number | null | {
    base64: string
  })[])[]
}

export type ArchivedTable = 'purchases' | 'merges' | 'purchase_keys' | 'evidence' | 'documents' | 'document_pieces' | 'external_ids' | 'quarantine' | 'quarantine_states' | 'quarantine_keys' | 'quarantine_decisions' | 'relations' | 'correction_references' | 'findings' | 'history' | 'imports' | 'import_problems' | 'suppliers' | 'postings' | 'decisions' | 'decision_documents' | 'changes' | 'register_rows' | 'register_totals' | 'filings' | 'filing_rows' | 'filed_months' | 'corrections_due' | 'jpk_checks' | 'jpk_check_rows' | 'jpk_check_items' | 'jpk_answers' | 'drafts' | 'draft_pieces' | 'draft_keys' | 'mails' | 'mail_parts' | 'mailbox' | 'packages' | 'import_parts' | 'outages' | 'history_foreign' | 'ksef_connection' | 'ksef_progress' | 'ksef_reaches' | 'ksef_runs' | 'webhooks' | 'webhook_attempts' | 'jobs' | 'idempotent_requests'

export interface AuditRow {
  /** Its number, from 1 without gaps */
  cursor: string
  at: string
  actor: {
    /** Of his key; bootstrap, service or latarnia */
    id: string
    name: string
  }
  /** key.created: A key was made; subject is its id. key.changed: A key got another language; subject is its id, data has the language before and after. key.revoked: A key was revoked; subject is its id. taxpayer.created: A taxpayer was made. taxpayer.changed: Settings of a taxpayer were replaced; data names those that differ, not what they are. taxpayer.erased: A taxpayer was erased with everything about him. outage.recorded: A notice was recorded; subject is its id. outage.changed: A notice was changed; data has what differs, before and after. directory.exported: Keys as hashes, settings, outages and the audit were read as a whole. ledger.exported: Reading a ledger as an archive was begun. secrets.resealed: At the edge every secret was sealed under MASTER_KEY: MASTER_KEY_PREVIOUS is not needed any more. ledger.restored: An archive was restored; subject is the hash of its contents. */
  action: 'key.created' | 'key.changed' | 'key.revoked' | 'taxpayer.created' | 'taxpayer.changed' | 'taxpayer.erased' | 'outage.recorded' | 'outage.changed' | 'directory.exported' | 'ledger.exported' | 'secrets.resealed' | 'ledger.restored'
  taxpayer: string | null
  subject: string | null
  data: {
    [name: string]: unknown
  }
  /** SHA-256 over this row and the hash of the one before */
  hash: string
}

export interface AwaitingNumber {
  purchaseId: string
  seller: Seller
  number: string
  issueDate: string
  currency: string
  gross: string | null
  /** The day the first copy came */
  receivedOn: string
  /** The day of receipt by law; null: not received, nothing to deduct before the number */
  receiptDate: string | null
  mode: Mode
  deadline: string | null
  /** Why there is no deadline yet */
  deadlineUnknown: string | null
  deadlineUnknownCode?: string
  /** What stands in the sentence, the same in every language */
  deadlineUnknownParams?: {
    [name: string]: unknown
  }
  legalBasis: string[]
  overdue: boolean
  /** Calendar days after the deadline; 0 when not late */
  daysLate: number
  businessDaysLate: number
  /** The outage from whose end the term runs */
  outage: {
    id: string
    reference: string | null
    kind: 'maintenance' | 'failure' | 'total-failure'
    start: string
    end: string | null
  } | null
  /** What KSeF has of it may lie in quarantine: deal with that before the seller is asked for it */
  inQuarantine: boolean
  /** Who must send it: the taxpayer himself what he issued for the seller */
  duty: 'seller' | 'taxpayer'
  /** What the seller risks; null where the duty is the taxpayer’s own */
  penalty: {
    rule: string
    fines: boolean
    what: string
    whatCode: string
    from: string
    to: string | null
    legalBasis: string[]
    confidence: 'H' | 'M' | 'L'
    /** The day whose regime is shown: asOf, or while the term runs the first day of delay */
    day: string
    /** The delay began under an earlier regime; whether this one reaches it is not settled */
    delayBeganBefore: boolean
    /** A bill that would change it, not adopted */
    draft: {
      rule: string
      fines: boolean
      what: string
      whatCode: string
      from: string
      to: string | null
      legalBasis: string[]
      confidence: 'H' | 'M' | 'L'
    } | null
  } | null
  /** A letter to the seller in Polish and in English; null where the duty is not his */
  reminder: {
    pl: string
    en: string
    code: string
    /** What stands in the sentence, the same in every language */
    params: {
      [name: string]: unknown
    }
  } | null
}

export interface Basis {
  outages: string[]
  sellerDuty: string
  channel: string
  buyerCategory: BuyerCategory
  taxPointDay: string
  taxPointFrom: string
  taxPointFromCode?: string
  /** What stands in the sentence, the same in every language */
  taxPointFromParams?: {
    [name: string]: unknown
  }
  confirmedMode: boolean
}

export type BuyerCategory = 'domestic' | '106gb-4-1' | '106gb-4-2' | '106gb-4-3' | '106gb-4-4' | '106gb-4-5' | '106gb-4-6'

export interface Candidate {
  purchaseId: string
  /** The sum of the points of its reasons */
  score: number
  reasons: CandidateReason[]
  status: PurchaseStatus
  number: string
  issueDate: string
  kind: string | null
  currency: string
  gross: string | null
  ksefNumber: string | null
}

export interface CandidateReason {
  signal: string
  points: number
  reason: string
  reasonCode: string
}

/** certain: proven by a code, the XML, a known document, or by label, check digit and sums together; likely: it stands there by its label; doubtful: one of several, or contradicted */
export type Certainty = 'certain' | 'likely' | 'doubtful'

export interface Change {
  cursor: string
  at: string
  /** purchase.created: A purchase became known, with its first document. purchase.attached: A further document belongs to the purchase. purchase.merged: The purchase turned out to be another one, which answers for it from now on. purchase.restored: A purchase that had been merged into another one stands on its own again. purchase.changed: Anything else that is shown of the purchase differs; `changed` names the properties. receipt.changed: Day, source or rule of receipt differ. finding.opened: A finding was opened. finding.closed: A finding was closed. posting.created: The purchase was booked. posting.voided: A posting of the purchase was voided. filing.created: A month was filed. correction.due: A filed month has to be corrected. draft.created: A document came that waits until somebody says what it is. draft.completed: The KSeF document came that the codes of a waiting document name. draft.released: Somebody said that a document that was set aside may be looked at. draft.reopened: A document that was discarded waits again. draft.closed: Such a document became a copy, or was discarded. outage.recorded: A notice of an outage became known; every purchase that it can affect is decided anew. outage.changed: Something else is said of an outage; `data` is the notice as it is now. */
  type: 'purchase.created' | 'purchase.attached' | 'purchase.merged' | 'purchase.restored' | 'purchase.changed' | 'receipt.changed' | 'finding.opened' | 'finding.closed' | 'posting.created' | 'posting.voided' | 'filing.created' | 'correction.due' | 'draft.created' | 'draft.completed' | 'draft.released' | 'draft.reopened' | 'draft.closed' | 'outage.recorded' | 'outage.changed'
  purchaseId: string | null
  data: {
    [name: string]: unknown
  }
}

export interface CopyAnswer {
  outcome: 'new' | 'attached' | 'unchanged' | 'review' | 'quarantined'
  copy: CopyEvidence
  purchase: Purchase | null
  file?: FileRead
}

export interface CopyEvidence {
  id: string
  type: 'copy'
  receivedOn: string
  document: DocumentClass
  channel: 'email' | 'paper' | 'portal' | 'edi' | 'other' | null
  externalId: string | null
  /** Media type of the document kept, when one came */
  file: string | null
  recordedAt: string
}

export interface CopyInput {
  seller: SellerInput
  number: string
  issueDate: string
  kind?: InvoiceKind | null
  currency: string
  net?: string | null
  vat?: string | null
  gross: string
  vatPln?: string | null
  corrects?: CorrectedInput[] | null
  receivedOn: string
  document: DocumentClass
  channel?: 'email' | 'paper' | 'portal' | 'edi' | 'other' | null
  ksefNumber?: string | null
  taxPointDate?: string | null
  buyerCategory?: BuyerCategory | null
  declaredMode?: Mode | null
  externalId?: string | null
  qrCodes?: string[] | null
  deliveryAgreed?: boolean | null
  selfBilling?: boolean | null
  sellerCashMethod?: boolean | null
}

export interface CopyMetadata {
  seller?: SellerInput
  number?: string
  issueDate?: string
  kind?: InvoiceKind | null
  currency?: string
  net?: string | null
  vat?: string | null
  gross?: string
  vatPln?: string | null
  corrects?: CorrectedInput[] | null
  receivedOn: string
  document?: DocumentClass
  channel?: 'email' | 'paper' | 'portal' | 'edi' | 'other' | null
  ksefNumber?: string | null
  taxPointDate?: string | null
  buyerCategory?: BuyerCategory | null
  declaredMode?: Mode | null
  externalId?: string | null
  qrCodes?: string[] | null
  deliveryAgreed?: boolean | null
  selfBilling?: boolean | null
  sellerCashMethod?: boolean | null
}

export interface CopyResults {
  results: (CopyAnswer | Problem)[]
}

export interface CorrectedInput {
  number: string
  issueDate: string
  ksefNumber?: string | null
}

export interface CorrectionDue {
  purchaseId: string
  month: string
  reason: 'not-in-month' | 'same-invoice-twice' | 'amounts' | 'receipt-date' | 'document' | 'number-left-out' | 'number-arrived' | 'marker' | 'reduction-not-filed' | 'not-filed'
  /** Fields of the row that differ */
  changed: string[]
  filed: FiledRow | null
  now: FiledRow | null
  mandatory: boolean
  duty: 'required' | 'review' | 'optional'
  legalBasis: string[]
  dueBy: string | null
  knownSince: string
  explanation: string
  code: string
  /** What stands in the sentence, the same in every language */
  params: {
    [name: string]: unknown
  }
}

export interface DecisionInput {
  decision: 'same-invoice' | 'different-invoice' | 'accepted' | 'dismissed' | 'reopen'
  note?: string | null
  /** Refuse with 409 where somebody answered otherwise meanwhile, or the same with another note, instead of replacing that answer */
  onlyIfOpen?: boolean
}

export type DocumentClass = 'invoice' | 'offline-invoice' | 'numbered-visualisation' | 'transaction-confirmation' | 'fiscal-receipt' | 'not-an-invoice'

export interface DocumentReading {
  file: {
    mediaType: 'application/pdf' | 'application/xml' | 'image/png' | 'image/jpeg'
    bytes: number
    pages: number | null
  }
  document: {
    value: DocumentClass | null
    confidence: Certainty
    because: string
    becauseCode: string
    /** What stands in the sentence, the same in every language */
    becauseParams?: {
      [name: string]: unknown
    }
  }
  fields: {
    'seller.nip'?: ReadField
    'seller.name'?: ReadField
    'seller.vatId'?: ReadField
    'buyer.nip'?: ReadField
    number?: ReadField
    issueDate?: ReadField
    taxPointDate?: ReadField
    kind?: ReadField
    currency?: ReadField
    net?: ReadField
    vat?: ReadField
    vatPln?: ReadField
    gross?: ReadField
    ksefNumber?: ReadField
    'corrects.number'?: ReadField
  }
  codes: {
    link: string
    code: 'I' | 'II' | null
    environment: string | null
    sellerNip: string | null
    issueDate: string | null
    hash: string | null
  }[]
  /** The body for a copy as far as it is known: what is certain and what is likely. Who sends it adds the day of receipt, and looks at what is not certain. */
  copy: {
    [name: string]: unknown
  }
  knownPurchase: string | null
  complete: boolean
  warnings: {
    code: string
    message: string
    /** What stands in the sentence, the same in every language */
    params: {
      [name: string]: unknown
    }
  }[]
}

export interface Draft {
  id: string
  /** open: somebody has to deal with it; held: it came from somebody who is not among the senders; copy: it became one; discarded: somebody said so */
  state: 'open' | 'held' | 'copy' | 'discarded'
  receivedOn: string
  channel: 'email' | 'paper' | 'portal' | 'edi' | 'other' | null
  externalId: string | null
  note: string | null
  file: {
    name: string | null
    mediaType: 'application/pdf' | 'application/xml' | 'image/png' | 'image/jpeg'
    bytes: number
    /** Why nothing could be read of it: its fields have to be typed */
    problem: {
      code: string
      message: string
      /** What stands in the sentence, the same in every language */
      params?: {
        [name: string]: unknown
      }
    } | null
  }
  reading: DocumentReading & (Record<string, never> | null)
  /** The mails that brought it, the first one first */
  mails: {
    id: string
    messageId: string | null
    from: string | null
    subject: string | null
    receivedOn: string
    /** The Received header of the taxpayer’s own mail server that tells the day */
    receivedHeader: string | null
  }[]
  recordedAt: string
  by: string
  closed: {
    at: string
    by: string
    reason: string | null
    copyId: string | null
    purchaseId: string | null
  } | null
}

export interface DraftAnswer {
  draft: Draft
}

export interface DraftKept {
  draft: Draft
  isNew: boolean
}

export type Evidence = CopyEvidence | KsefEvidence

export interface FileRead {
  mediaType: 'application/pdf' | 'application/xml' | 'image/png' | 'image/jpeg'
  /** Pages of a PDF */
  pages: number | null
  /** KSeF links found in a PDF or picture; a finding tells of each that is not used */
  qrCodes: string[]
  /** False when codes were not looked for everywhere: of a longer PDF the first and last 10 pages are read, of pictures those up to 30 megapixels, and what is damaged may hide others. Give what you see on the document in `qrCodes`. */
  complete: boolean
}

export interface FiledRow {
  purchaseId: string
  KodKrajuNadaniaTIN?: string
  NrDostawcy: string
  NazwaDostawcy: string
  DowodZakupu: string
  DataZakupu: string
  DataWplywu: string | null
  marker: {
    NrKSeF: string
  } | {
    OFF: 1
  } | {
    BFK: 1
  } | {
    DI: 1
  }
  DokumentZakupu?: 'MK' | 'VAT_RR' | 'WEW'
  IMP?: 1
  K_40?: string
  K_41?: string
  K_42?: string
  K_43?: string
  K_44?: string
  K_45?: string
  K_46?: string
  K_47?: string
  ZakupVAT_Marza?: string
  /** Why the row has no amounts in PLN */
  amountsUnknown: string | null
  amountsUnknownCode?: string
  /** What stands in the sentence, the same in every language */
  amountsUnknownParams?: {
    [name: string]: unknown
  }
  currency: string
  net: string | null
  vat: string | null
  gross: string | null
  /** The part of the gross amount paid for this month */
  paid?: string
  receiptRule: string
}

export interface Filing {
  id: string
  month: string
  /** 1 for the first filing of the month, then its corrections */
  number: number
  filedOn: string
  recordedAt: string
  by: string
  /** Of the whole month; rows without amounts add nothing to the sums, held rows add what they have */
  totals: RegisterTotals & {
    /** null: they were not counted */
    held?: number | null
  }
  held: 'include' | 'leave-out'
  /** The check of the file that was filed instead */
  jpkCheck: string | null
  /** SHA-256 of the rows, Base64 */
  hash: string
}

export interface FilingInput {
  filedOn: string
  /** Whether rows whose purchase has an open blocking finding were filed. Default: "include". */
  held?: 'include' | 'leave-out'
  /** The check of the file of an accounting program: that file was filed, and its rows are what is kept */
  jpkCheck?: string
}

export type FilingWithRows = Filing & {
  items: FiledRow[]
  next: string | null
}

export interface Finding {
  id: string
  code: FindingCode
  severity: 'info' | 'review' | 'blocking'
  message: string
  /** What stands in the sentence, the same in every language */
  params: {
    [name: string]: unknown
  }
  open: boolean
  decision: FindingDecision | null
}

export type FindingCode = 'INFO_CONFIRMATION_ONLY' | 'INFO_COPY_AFTER_NUMBER' | 'INFO_SENT_LATE' | 'INFO_TECH_CORRECTION' | 'INFO_TOTAL_FAILURE_NO_NUMBER' | 'INFO_MARKER_BFK_VS_DI' | 'INFO_CORRECTS_NON_KSEF' | 'INFO_DUPLICATE_COPY' | 'INFO_SELF_BILLING_ACCEPTANCE' | 'INFO_NIP_CHECKSUM' | 'INFO_FUTURE_DATE' | 'INFO_OUTAGE_OPEN' | 'INFO_ONE_CODE_IN_FAILURE' | 'INFO_SELLER_DUTY_UNKNOWN' | 'INFO_AGREEMENT_UNKNOWN' | 'INFO_SELF_ASSESSMENT_OPEN' | 'INFO_STANDARD_RATE' | 'INFO_RATE_OF_ORIGINAL' | 'INFO_QR_UNREADABLE' | 'KOR_ORIGINAL_WITHOUT_NUMBER' | 'KOR_ORIGINAL_UNKNOWN' | 'KOR_ORIGINAL_OTHER_SELLER' | 'KOR_NEW_TOTALS' | 'INFO_ORIGINAL_BEFORE_LEDGER' | 'INFO_ORIGINAL_NOT_NAMED' | 'SELF_BILLED_NOT_SENT' | 'REVERSE_CHARGE_ENDED' | 'REVERSE_CHARGE_WITH_TAX' | 'OUTSIDE_COPY_BEFORE_NUMBER' | 'PERIOD_DIFFERS' | 'WINDOWS_APART' | 'CREDIT_NOTE_PERIOD' | 'AGREEMENT_WITHOUT_GB4_STATUS' | 'GB4_DUAL_DELIVERY' | 'AGREEMENT_UNKNOWN' | 'AGREEMENT_MISSING' | 'RECEIVED_BEFORE_ISSUED' | 'SELLER_LATE' | 'SELLER_NEVER_SENT' | 'OVERTAKEN_BY_FAILURE' | 'TOTAL_FAILURE_NO_NUMBER' | 'MARKER_UNSETTLED' | 'EMERGENCY_NOT_CONFIRMED' | 'DOUBLE_ISSUE' | 'ADVANCE_PAYMENT_UNKNOWN' | 'EXCHANGE_RATE_MISSING' | 'VAT_PLN_COMPUTED' | 'AMOUNTS_INCOMPLETE' | 'PARTIAL_NET_UNDECIDED' | 'PAYMENTS_EXCEED_GROSS' | 'CHOSEN_MONTH_OUTSIDE_WINDOW' | 'SELLER_SHOULD_USE_KSEF' | 'KSEF_AFTER_POSTING' | 'GUIDANCE_2026_ONLY' | 'RECEIPT_WITH_NIP_AFTER_2026' | 'WINDOW_EXPIRED' | 'EU_EARLY_DEDUCTION' | 'AMOUNT_MISMATCH' | 'POSSIBLE_DUPLICATE' | 'AMBIGUOUS_MATCH' | 'TOO_MANY_ALIKE' | 'DOUBLE_POSTED' | 'UNKNOWN_SUPPLY' | 'AGREED_DELIVERY_MISSING' | 'NOT_OUR_INVOICE' | 'COPY_AMOUNT_DIFFERS' | 'COPIES_DISAGREE' | 'QR_DAY_DIFFERS' | 'QR_OTHER_SELLER' | 'QR_OTHER_ENVIRONMENT' | 'QR_SEVERAL_INVOICES' | 'DOCUMENT_CONTRADICTS_CODES' | 'COPY_CONTRADICTS_FILE' | 'THIRD_PARTY_BUYER' | 'KSEF_METADATA_CONFLICT' | 'KSEF_XML_UNREADABLE' | 'KSEF_ROW_INCOMPLETE' | 'KSEF_DOCUMENT_QUARANTINED'

export interface FindingDecision {
  decision: 'same-invoice' | 'different-invoice' | 'accepted' | 'dismissed'
  note: string | null
  at: string
  by: string
}

export type FindingOfPurchase = Finding & {
  purchaseId: string
  otherPurchaseId: string | null
}

export interface HistoryEntry {
  at: string
  actor: string
  /** created, decided, stated, posted, voided, decision, reopened, moved; more may come */
  type: string
  cause: string
  rule: string | null
  before?: {
    [name: string]: unknown
  } | null
  after?: {
    [name: string]: unknown
  } | null
  inputs?: {
    [name: string]: unknown
  } | null
  /** Who, when and what is the word of an archive that was not made under the master key of here */
  foreign: boolean
}

export type Import = ImportResult & {
  /** running: the counts are those so far; refused: nothing more comes of it, see problem */
  state: 'running' | 'done' | 'refused'
  problem: {
    status: number
    code: string
    message: string
    /** What stands in the sentence, the same in every language */
    params?: {
      [name: string]: unknown
    }
  } | null
}

export interface ImportResult {
  importId: string
  received: number
  new: number
  attached: number
  unchanged: number
  review: number
  quarantined: number
  problems: {
    ksefNumber: string | null
    code: string
    message: string
    /** What stands in the sentence, the same in every language */
    params?: {
      [name: string]: unknown
    }
  }[]
}

export type InvoiceKind = 'VAT' | 'KOR' | 'ZAL' | 'ROZ' | 'UPR' | 'KOR_ZAL' | 'KOR_ROZ' | 'VAT_RR' | 'KOR_VAT_RR' | 'VAT_PEF' | 'VAT_PEF_SP' | 'KOR_PEF'

export interface JpkAnswerInput {
  /** Default: null. */
  note?: string | null
}

export interface JpkCheck {
  id: string
  month: string
  settlement: 'monthly' | 'quarterly'
  variant: 2 | 3
  /** 1 first file, 2 correction */
  purpose: 1 | 2
  createdAt: string
  by: string
  filedOn: string
  /** DataWytworzeniaJPK, as written */
  fileMadeAt: string | null
  /** NazwaSystemu */
  system: string | null
  /** SHA-256 of the file, hexadecimal */
  hash: string
  rows: number
  sums: {
    file: JpkFileSums
    register: RegisterTotals
  }
  /** Items by code */
  counts: {
    [name: string]: number
  }
  /** Input tax at stake in the items of each code, in PLN; null for a check of an earlier release */
  atStake: {
    [name: string]: string
  } | null
  /** Rows of which nothing is told but what informs or was answered; null once a later file of the month replaced this one */
  agrees: number | null
  /** Items that a person called right */
  answered: number
}

export type JpkCheckCode = 'ROW_TWICE' | 'ROW_HELD' | 'WRONG_MONTH' | 'LATER_MONTH' | 'NUMBER_DIFFERS' | 'ROW_UNREADABLE' | 'RECEIPT_DAY_DIFFERS' | 'ISSUE_DAY_DIFFERS' | 'MARKER_DIFFERS' | 'AMOUNT_DIFFERS' | 'SELLER_DIFFERS' | 'ROW_LIKELY' | 'ROW_UNKNOWN' | 'PURCHASE_MISSING' | 'CONTROL_SUM'

export interface JpkCheckItem {
  id: string
  code: JpkCheckCode
  severity: 'info' | 'review' | 'blocking'
  /** LpZakupu */
  row: number | null
  purchaseId: string | null
  document: {
    NrDostawcy: string
    DowodZakupu: string
    DataZakupu: string | null
  } | null
  is: string | null
  shouldBe: string | null
  message: string
  /** What stands in the sentence, the same in every language */
  params: {
    [name: string]: unknown
  }
  whatToDo: string
  whatToDoCode: string
  legalBasis: string[]
  /** A person called it right, in this or an earlier file of the month */
  answer: {
    note: string | null
    at: string
    by: string
  } | null
}

export interface JpkDetails {
  officeCode?: string | null
  email?: string | null
  phone?: string | null
  person?: {
    firstName: string
    lastName: string
    birthDate: string
  } | null
}

export interface JpkFileSums {
  rows: number
  inputVat: string
  K_40: string
  K_41: string
  K_42: string
  K_43: string
  K_44: string
  K_45: string
  K_46: string
  K_47: string
  ZakupVAT_Marza: string
}

export interface JpkPostings {
  posted: number
  unchanged: number
  held: number
}

export interface JpkPostingsInput {
  /** Rows are posted too of which no more than this is told. Default: []. */
  codes?: JpkCheckCode[]
}

export interface Key {
  id: string
  name: string
  role: 'viewer' | 'integration' | 'accountant' | 'admin'
  taxpayers: '*' | string[]
  createdAt: string
  createdBy: string
  /** To the minute */
  lastUsedAt: string | null
  revokedAt: string | null
  /** From then on it counts no more; null: never */
  expiresAt: string | null
  /** Of answers to requests that ask for none; null: English */
  language: 'en' | 'pl' | null
}

export interface KeyInput {
  name: string
  role: 'viewer' | 'integration' | 'accountant' | 'admin'
  taxpayers: '*' | string[]
  /** From then on it counts no more; never when left out */
  expiresAt?: string | null
  /** The language of answers to requests with the key that ask for none; English when left out */
  language?: 'en' | 'pl' | null
}

export interface KeyPatch {
  /** As for a new key; null takes it away, and English is spoken */
  language?: 'en' | 'pl' | null
}

export interface KsefConnection {
  environment: string
  state: 'connecting' | 'connected' | 'waiting' | 'refused' | 'unavailable' | 'paused'
  message: string
  code?: string
  /** What stands in the sentence, the same in every language */
  params?: {
    [name: string]: unknown
  }
  until: string | null
  credential: {
    type: 'token' | 'certificate'
    subject?: string
    validTo?: string
  }
  subjects: ('Subject1' | 'Subject2' | 'Subject3' | 'SubjectAuthorized')[]
  from: string
  everyMinutes: number
  paused: boolean
  credentialValidUntil: string | null
  lastSyncedAt: string | null
  nextRunAt: string | null
  findings: {
    code: string
    severity: 'info' | 'review' | 'blocking'
    message: string
    /** What stands in the sentence, the same in every language */
    params: {
      [name: string]: unknown
    }
  }[]
}

export interface KsefConnectionInput {
  credential?: KsefCredential
  environment?: 'production' | 'test' | 'demo'
  /** Default: ["Subject2"]. */
  subjects?: ('Subject1' | 'Subject2' | 'Subject3' | 'SubjectAuthorized')[]
  /** Default: "2026-01-31T23:00:00Z". */
  from?: string
  /** Default: 60. */
  everyMinutes?: number
  /** Default: false. */
  paused?: boolean
  /** Default: null. */
  credentialValidUntil?: string | null
}

export interface KsefCoverage {
  subject: 'Subject1' | 'Subject2' | 'Subject3' | 'SubjectAuthorized'
  intervals: {
    from: string
    to: string
  }[]
  checkpoint: string | null
  /** What of the wanted span up to the checkpoint is not known complete */
  gaps: {
    from: string
    to: string
  }[]
  /** When it was last compared with what KSeF lists of the last days */
  lookedBackAt: string | null
  /** Up to which instant of storage */
  lookedBackTo: string | null
  /** Why nothing of it comes now; null: it does */
  trouble: string | null
  troubleCode?: string
  /** What stands in the sentence, the same in every language */
  troubleParams?: {
    [name: string]: unknown
  }
  nextRunAt: string | null
}

export type KsefCredential = {
  type: 'token'
  token: string
} | {
  type: 'certificate'
  certificatePem: string
  privateKeyPem: string
}

export interface KsefEvidence {
  id: string
  type: 'ksef'
  ksefNumber: string
  hasXml: boolean
  recordedAt: string
}

export interface KsefSync {
  id: string
  cause: 'schedule' | 'manual' | 'connected'
  state: 'waiting' | 'running' | 'done' | 'failed'
  message: string
  code?: string
  /** What stands in the sentence, the same in every language */
  params?: {
    [name: string]: unknown
  }
  requestedAt: string
  startedAt: string | null
  finishedAt: string | null
  subjects: {
    subject: 'Subject1' | 'Subject2' | 'Subject3' | 'SubjectAuthorized'
    exports: number
    received: number
    new: number
    attached: number
    unchanged: number
    review: number
    quarantined: number
  }[]
  problems: string[]
  /** The same sentences by code and params */
  problemsCodes?: ({
    code: string
    /** What stands in the sentence, the same in every language */
    params: {
      [name: string]: unknown
    }
  } | string)[]
  /** What somebody asked to be fetched again, whatever is known of it */
  spans: {
    from: string
    to: string | null
    subjects: ('Subject1' | 'Subject2' | 'Subject3' | 'SubjectAuthorized')[]
  }[]
}

export interface KsefSyncInput {
  /** Fetch again what KSeF stored from then on */
  from?: string
  /** Until then; without it as far as KSeF is complete */
  to?: string
  subjects?: ('Subject1' | 'Subject2' | 'Subject3' | 'SubjectAuthorized')[]
}

export interface LatarniaMessage {
  fetchedAt: string
  /** The outage it became; null: nothing was done about it */
  outageId: string | null
  /** As it was published */
  message?: unknown
}

export interface LatarniaStatus {
  /** Latarnia's own word, or unknown, or not-asked */
  status: string
  message: string
  code: string
  /** What stands in the sentence, the same in every language */
  params: {
    [name: string]: unknown
  }
  askedAt: string | null
  reachedAt: string | null
}

export interface Law {
  /** What people see as words where answers hold a name: modes, statuses, markers and others */
  names: {
    [name: string]: {
      value: string
      name: string
      nameCode: string
    }[]
  }
  /** Where the law is disputed or silent: the answers of each question, the default, and beside the words of each answer its code */
  policies: {
    breachReceipt: {
      question: string
      questionCode: string
      options: {
        [name: string]: string
      }
      default: 'kis-actual' | 'statute-number'
      legalBasis: string[]
      confidence: 'H' | 'M' | 'L'
    }
    earlyCopy: {
      question: string
      questionCode: string
      options: {
        [name: string]: string
      }
      default: 'statute-number' | 'kis-actual'
      legalBasis: string[]
      confidence: 'H' | 'M' | 'L'
    }
    irregularOfflineHandover: {
      question: string
      questionCode: string
      options: {
        [name: string]: string
      }
      default: 'statute-number' | 'mf-1-8-actual'
      legalBasis: string[]
      confidence: 'H' | 'M' | 'L'
    }
    overtakenOffline24: {
      question: string
      questionCode: string
      options: {
        [name: string]: string
      }
      default: 'by-handover' | 'emergency-rule' | 'number-date'
      legalBasis: string[]
      confidence: 'H' | 'M' | 'L'
    }
    overtakenMarker: {
      question: string
      questionCode: string
      options: {
        [name: string]: string
      }
      default: 'DI' | 'OFF'
      legalBasis: string[]
      confidence: 'H' | 'M' | 'L'
    }
    gb4DualDelivery: {
      question: string
      questionCode: string
      options: {
        [name: string]: string
      }
      default: 'agreed-channel' | 'earliest' | 'actual'
      legalBasis: string[]
      confidence: 'H' | 'M' | 'L'
    }
    breachNumberAfterFiling: {
      question: string
      questionCode: string
      options: {
        [name: string]: string
      }
      default: 'review' | 'correct-14-days' | 'leave'
      legalBasis: string[]
      confidence: 'H' | 'M' | 'L'
    }
    foreignInvoiceMarker: {
      question: string
      questionCode: string
      options: {
        [name: string]: string
      }
      default: 'BFK' | 'DI'
      legalBasis: string[]
      confidence: 'H' | 'M' | 'L'
    }
    euEarlyDeduction: {
      question: string
      questionCode: string
      options: {
        [name: string]: string
      }
      default: 'off' | 'on'
      legalBasis: string[]
      confidence: 'H' | 'M' | 'L'
    }
    partialDeductionNet: {
      question: string
      questionCode: string
      options: {
        [name: string]: string
      }
      default: 'ask' | 'full' | 'proportional'
      legalBasis: string[]
      confidence: 'H' | 'M' | 'L'
    }
  }
  /** Where the tax point is read from: the first row that tells a day counts */
  taxPoints: {
    advances: {
      kinds: string[]
      legalBasis: string[]
      confidence: 'H' | 'M' | 'L'
    }
    order: {
      source: string
      of: 'every' | 'advances' | 'others' | 'ordinary'
      what: string
      whatCode: string
      told: string
      toldCode: string
      from: string
      to: string | null
      legalBasis: string[]
      confidence: 'H' | 'M' | 'L'
    }[]
  }
  [name: string]: unknown
}

export type ListedFinding = FindingOfPurchase & {
  purchaseId?: string | null
  quarantineId?: string
  /** The invoice that its purchase is; null of a document in quarantine */
  invoice: {
    seller: Seller
    number: string
    issueDate: string
    currency: string
    gross: string | null
  } | null
}

export interface Mail {
  id: string
  messageId: string | null
  from: string | null
  subject: string | null
  /** The day of the topmost Received header of the taxpayer’s own mail server, else the day on which it came here */
  receivedOn: string
  /** The Received header of the taxpayer’s own mail server that tells the day */
  receivedHeader: string | null
  recordedAt: string
  by: string
  /** Its files, with those of its ZIPs: each is a draft, or why it is none */
  parts: {
    name: string | null
    mediaType: string
    bytes: number
    draftId: string | null
    why: {
      code: 'other-kind' | 'too-small' | 'too-large' | 'unreadable-zip' | 'too-many'
      message: string
    } | null
  }[]
}

export interface MailAnswer {
  mail: Mail
}

export interface MailDetails {
  /** Name of the mail server, or of its domain, as it writes itself into Received headers: its topmost one tells the day of receipt. Without it a mail was received on the day on which it is sent here. Default: null. */
  server?: string | null
  /** Who may send documents: addresses, and *@domain for all of a domain. What others send is set aside until somebody releases it; null: everybody may. Default: null. */
  senders?: string[] | null
}

export interface Mailbox {
  host: string
  port: number
  security: 'tls' | 'starttls'
  user: string
  folder: string
  from: string
  everyMinutes: number
  afterwards: 'leave' | 'mark-read' | 'delete'
  paused: boolean
  state: 'connecting' | 'connected' | 'unavailable' | 'refused' | 'paused'
  message: string
  code?: string
  /** What stands in the sentence, the same in every language */
  params?: {
    [name: string]: unknown
  }
  /** The end of the last look into it */
  lookedAt: string | null
  nextLookAt: string | null
  /** Mails that were taken in and not known before */
  taken: number
  /** Mails that could not be taken in */
  leftOut: number
  /** The last of them, the newest first, and why */
  lastLeftOut: {
    at: string
    arrivedAt: string | null
    sender: string | null
    subject: string | null
    why: string
    whyCode?: string
    /** What stands in the sentence, the same in every language */
    whyParams?: {
      [name: string]: unknown
    }
  }[]
}

export interface MailboxInput {
  host: string
  /** 993 for tls, 143 for starttls when left out */
  port?: number
  /** TLS from the first byte, or by STARTTLS before the password is said; never without, and only with a certificate that is to be trusted. Default: "tls". */
  security?: 'tls' | 'starttls'
  user: string
  /** Default: "INBOX". */
  folder?: string
  /** Default: 5. */
  everyMinutes?: number
  /** What becomes of a mail in the mailbox once it was taken in. leave: nothing, the folder is opened for reading alone; mark-read; delete. Default: "leave". */
  afterwards?: 'leave' | 'mark-read' | 'delete'
  /** Default: false. */
  paused?: boolean
  /** Left out: the stored one stays, where server and user are those it was given for */
  password?: string
  /** Mails that came to the server before this day are left alone; left out: that of before, else today */
  from?: string
}

export interface MailboxTrial {
  works: boolean
  /** How many mails lie in the folder */
  mails: number | null
  message: string
  code?: string
  /** What stands in the sentence, the same in every language */
  params?: {
    [name: string]: unknown
  }
}

export type Mode = 'online' | 'online-late' | 'offline24' | 'offline24-overtaken-by-failure' | 'offline24-overtaken-by-total-failure' | 'maintenance' | 'emergency' | 'total-failure' | 'outside-lawful' | 'outside-breach' | 'early-copy' | 'foreign' | 'not-an-invoice'

export interface MonthCheck {
  month: string
  asOf: string
  /** The 25th of the next month, moved off days off */
  fileBy: string
  /** The month is over and nothing blocks its filing */
  ready: boolean
  monthOver: boolean
  /** Open blocking findings, rows without amounts, what the JPK file lacks, and documents in quarantine that may fall into the month */
  blocking: number
  totals: RegisterTotals
  /** Rows of the month that can be filed only after asOf */
  laterRows: number
  jpk: {
    form: 'JPK_V7M(3)' | 'JPK_V7K(3)'
    problems: {
      code: 'jpk-data-missing' | 'jpk-month'
      field: 'officeCode' | 'email' | 'phone' | null
      message: string
      /** What stands in the sentence, the same in every language */
      params?: {
        [name: string]: unknown
      }
    }[]
  }
  sections: {
    /** Open findings of the rows; what is late or expires has its own section */
    findings: {
      blocking: {
        count: number
        items: {
          id: string
          code: FindingCode
          severity: 'info' | 'review' | 'blocking'
          message: string
          /** What stands in the sentence, the same in every language */
          params: {
            [name: string]: unknown
          }
          open: boolean
          decision: FindingDecision | null
          purchaseId: string
          otherPurchaseId: string | null
          number: string
        }[]
        more: boolean
        codes: {
          code: FindingCode
          count: number
        }[]
        /** What waits for an answer: two findings of two purchases about each other are one question */
        questions: number
        /** The list of them, of all months */
        href: string
      }
      review: {
        count: number
        items: {
          id: string
          code: FindingCode
          severity: 'info' | 'review' | 'blocking'
          message: string
          /** What stands in the sentence, the same in every language */
          params: {
            [name: string]: unknown
          }
          open: boolean
          decision: FindingDecision | null
          purchaseId: string
          otherPurchaseId: string | null
          number: string
        }[]
        more: boolean
        codes: {
          code: FindingCode
          count: number
        }[]
        /** What waits for an answer: two findings of two purchases about each other are one question */
        questions: number
        /** The list of them, of all months */
        href: string
      }
      info: {
        count: number
        items: {
          id: string
          code: FindingCode
          severity: 'info' | 'review' | 'blocking'
          message: string
          /** What stands in the sentence, the same in every language */
          params: {
            [name: string]: unknown
          }
          open: boolean
          decision: FindingDecision | null
          purchaseId: string
          otherPurchaseId: string | null
          number: string
        }[]
        more: boolean
        codes: {
          code: FindingCode
          count: number
        }[]
        /** What waits for an answer: two findings of two purchases about each other are one question */
        questions: number
        /** The list of them, of all months */
        href: string
      }
    }
    /** Rows filed without a number that is due or may come; what it then demands */
    awaiting: {
      count: number
      items: {
        purchaseId: string
        seller: Seller
        number: string
        issueDate: string
        currency: string
        gross: string | null
        mode: Mode
        marker: 'NrKSeF' | 'OFF' | 'BFK' | 'DI' | null
        markerUnsettled: boolean
        deadline: string | null
        overdue: boolean
        correction: 'none' | 'required' | 'review'
        correctionDue: string | null
      }[]
      more: boolean
      whenNumberComes: {
        required: number
        review: number
        none: number
      }
      href: string
    }
    /** The window of deduction ends with the month, and no month holds the tax */
    expiring: {
      count: number
      items: {
        purchaseId: string
        seller: Seller
        number: string
        issueDate: string
        currency: string
        gross: string | null
        until: string
        expired: boolean
        why: string
        whyCode?: string
        /** What stands in the sentence, the same in every language */
        whyParams?: {
          [name: string]: unknown
        }
      }[]
      more: boolean
    }
    /** Rows that no file can hold */
    withoutAmounts: {
      count: number
      items: {
        purchaseId: string
        number: string
        issueDate: string
        why: string
        whyCode?: string
        /** What stands in the sentence, the same in every language */
        whyParams?: {
          [name: string]: unknown
        }
      }[]
      more: boolean
    }
    /** Purchases in no month: all that wait for one, issued by the end of the month; of the others those issued in it */
    nowhere: {
      count: number
      reasons: {
        reason: 'not-received' | 'not-paid' | 'supply-not-confirmed' | 'original-not-deducted' | 'nothing-to-deduct' | 'not-an-invoice' | 'not-ours'
        waits: boolean
        count: number
        items: {
          purchaseId: string
          seller: Seller
          number: string
          issueDate: string
          currency: string
          gross: string | null
          why: string
          whyCode?: string
          /** What stands in the sentence, the same in every language */
          whyParams?: {
            [name: string]: unknown
          }
        }[]
        more: boolean
      }[]
    }
    /** What differs from what was filed of the month before */
    corrections: {
      count: number
      items: {
        purchaseId: string
        month: string
        reason: 'not-in-month' | 'same-invoice-twice' | 'amounts' | 'receipt-date' | 'document' | 'number-left-out' | 'number-arrived' | 'marker' | 'reduction-not-filed' | 'not-filed'
        /** Fields of the row that differ */
        changed: string[]
        filed: FiledRow | null
        now: FiledRow | null
        mandatory: boolean
        duty: 'required' | 'review' | 'optional'
        legalBasis: string[]
        dueBy: string | null
        knownSince: string
        explanation: string
        code: string
        /** What stands in the sentence, the same in every language */
        params: {
          [name: string]: unknown
        }
      }[]
      more: boolean
    }
    /** Documents of KSeF in quarantine that may fall into the month: they block it until somebody deals with them. Where nothing tells a month they block every one that is not filed */
    quarantined: {
      count: number
      items: {
        id: string
        code: string
        message: string
        /** What stands in the sentence, the same in every language */
        params?: {
          [name: string]: unknown
        }
        ksefNumber: string | null
        at: string
        /** open: somebody has to deal with it; known: the invoice of its KSeF number is in hand; dismissed: a person said so; no-document: an entry of a package that is no invoice by its name */
        state: 'open' | 'known' | 'dismissed' | 'no-document'
        seller: {
          nip: string
          name: string | null
        } | null
        number: string | null
        issueDate: string | null
        /** The months into which the invoice may fall; null: nothing tells, so it may be any */
        months: {
          from: string
          to: string
        } | null
        /** Which document it is, in words, as far as it can be told */
        what: string
        whatCode: string
        /** What stands in the sentence, the same in every language */
        whatParams: {
          [name: string]: unknown
        }
        /** What people said of it, in order */
        decisions: {
          decision: 'dismissed' | 'reopen'
          note: string | null
          at: string
          by: string
        }[]
      }[]
      more: boolean
      href: string
    }
    /** Drafts received by the end of the month: nobody has said yet what they are, so no month holds their tax. They block nothing: what is deducted later may be, but a correction in minus may not wait */
    notEntered: {
      count: number
      items: {
        id: string
        /** open: somebody has to deal with it; held: it came from somebody who is not among the senders; copy: it became one; discarded: somebody said so */
        state: 'open' | 'held' | 'copy' | 'discarded'
        receivedOn: string
        channel: 'email' | 'paper' | 'portal' | 'edi' | 'other' | null
        externalId: string | null
        note: string | null
        file: {
          name: string | null
          mediaType: 'application/pdf' | 'application/xml' | 'image/png' | 'image/jpeg'
          bytes: number
          /** Why nothing could be read of it: its fields have to be typed */
          problem: {
            code: string
            message: string
            /** What stands in the sentence, the same in every language */
            params?: {
              [name: string]: unknown
            }
          } | null
        }
        reading: DocumentReading & (Record<string, never> | null)
        /** The mails that brought it, the first one first */
        mails: {
          id: string
          messageId: string | null
          from: string | null
          subject: string | null
          receivedOn: string
          /** The Received header of the taxpayer’s own mail server that tells the day */
          receivedHeader: string | null
        }[]
        recordedAt: string
        by: string
        closed: {
          at: string
          by: string
          reason: string | null
          copyId: string | null
          purchaseId: string | null
        } | null
      }[]
      more: boolean
      href: string
    }
    /** Spans of the month, by instant of storage in KSeF, of which it is not known that all invoices are here. They block nothing: what is deducted later may be (art. 86 ust. 11), but a correction in minus may not wait. Without a connection (connected: false) nothing is fetched, so there are none, and nobody knows what is missing */
    coverage: {
      count: number
      items: {
        subject: string
        from: string
        to: string
      }[]
      more: boolean
      connected: boolean
      href: string
    }
  }
}

export interface MoveInput {
  /** Id of a purchase, or new */
  to: string
  note?: string | null
}

export type NewKey = Key & {
  /** The key itself, shown this once and kept as a hash. Null where the request is repeated under its Idempotency-Key: if the first answer was lost, revoke the key and make another under another Idempotency-Key */
  key: string | null
}

export interface Outage {
  id: string
  kind: 'maintenance' | 'failure' | 'total-failure'
  start: string
  end: string | null
  announcedAt: string
  source: 'bip' | 'latarnia' | 'mass-media' | 'manual'
  reference: string | null
  text: string | null
  withdrawn: boolean
}

export interface OutageInput {
  kind: 'maintenance' | 'failure' | 'total-failure'
  start: string
  end?: string | null
  announcedAt?: string | null
  /** Default: "manual". */
  source?: 'bip' | 'latarnia' | 'mass-media' | 'manual'
  reference?: string | null
  text?: string | null
}

export interface OutagePatch {
  kind?: 'maintenance' | 'failure' | 'total-failure'
  start?: string
  end?: string | null
  announcedAt?: string
  reference?: string | null
  text?: string | null
  withdrawn?: boolean
}

export interface PaymentDuty {
  /** The first day on which a payment is concerned */
  from: string
  /** null while it is not known */
  ksefNumber: string | null
  /** Failure notices kept the invoice from KSeF */
  exempt: boolean
  what: string
  whatCode: string
  legalBasis: string[]
}

export interface Policy {
  breachReceipt?: 'kis-actual' | 'statute-number'
  earlyCopy?: 'statute-number' | 'kis-actual'
  irregularOfflineHandover?: 'statute-number' | 'mf-1-8-actual'
  overtakenOffline24?: 'by-handover' | 'emergency-rule' | 'number-date'
  overtakenMarker?: 'DI' | 'OFF'
  gb4DualDelivery?: 'agreed-channel' | 'earliest' | 'actual'
  breachNumberAfterFiling?: 'review' | 'correct-14-days' | 'leave'
  foreignInvoiceMarker?: 'BFK' | 'DI'
  euEarlyDeduction?: 'off' | 'on'
  partialDeductionNet?: 'ask' | 'full' | 'proportional'
}

export interface PolicyEffect {
  /** So many of this page were decided by both choices */
  purchases: number
  /** Of these would get another day of receipt */
  receiptDay: number
  /** Would stand in other months */
  month: number
  /** Would have another marker, or another duty once a number comes */
  marker: number
  /** Would have other amounts */
  amounts: number
  /** Cursor of the purchases that follow; null: all */
  next: string | null
}

export interface Posting {
  reference: string
  postedOn: string
  recordedAt: string
  by: string
}

export interface PostingAnswer {
  answer: 'post' | 'hold' | 'posted'
  purchaseId: string | null
  posting: Posting | null
  reasons: {
    code: string
    message: string
    /** What stands in the sentence, the same in every language */
    params?: {
      [name: string]: unknown
    }
  }[]
}

export interface PostingCheck {
  seller?: SellerInput | null
  number?: string | null
  issueDate?: string | null
  kind?: InvoiceKind | null
  gross?: string | null
  ksefNumber?: string | null
  qrCode?: string | null
}

export interface PostingInput {
  reference: string
  postedOn: string
}

export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: string
  /** What stands in the sentence, the same in every language */
  params?: {
    [name: string]: unknown
  }
  errors?: {
    pointer: string
    code: string
    message: string
    /** What stands in the sentence, the same in every language */
    params?: {
      [name: string]: unknown
    }
  }[]
  [name: string]: unknown
}

export interface Purchase {
  id: string
  status: PurchaseStatus
  seller: Seller
  number: string
  issueDate: string
  kind: InvoiceKind | null
  currency: string
  net: string | null
  vat: string | null
  gross: string | null
  vatPln: string | null
  mode: Mode
  modeReason: string
  modeReasonCode?: string
  /** What stands in the sentence, the same in every language */
  modeReasonParams?: {
    [name: string]: unknown
  }
  ksef: {
    number: string
    numberedAt: string
    acceptedAt: string
    storedAt: string
    invoiceHash: string
    invoicingMode: 'Online' | 'Offline'
  } | null
  receipt: {
    date: string | null
    source: 'ksef-number' | 'actual' | null
    rule: string
    legalBasis: string[]
    explanation: string
    code: string
    /** What stands in the sentence, the same in every language */
    params: {
      [name: string]: unknown
    }
    contested: boolean
    alternatives: {
      policy: string
      date: string | null
    }[]
  }
  paymentDuty: PaymentDuty | null
  resend: {
    deadline: string | null
    overdue: boolean
    legalBasis: string[]
  }
  deduction: {
    from: string | null
    until: string | null
    legalBasis: string[]
    explanation: string
    code: string
    /** What stands in the sentence, the same in every language */
    params: {
      [name: string]: unknown
    }
    /** Whether a later period than the first is open is disputed */
    contested: boolean
  }
  marker: {
    value: 'NrKSeF' | 'OFF' | 'BFK' | 'DI' | null
    asOf: string
    correction: 'none' | 'required' | 'review'
    correctionDue: string | null
  }
  corrects: {
    number: string
    issueDate: string
    ksefNumber: string | null
    purchaseId: string | null
  }[]
  correctedBy: {
    purchaseId: string
    number: string
    ksefNumber: string | null
  }[]
  findings: Finding[]
  evidence: Evidence[]
  stated: PurchasePatch
  basis: Basis
  mergedIds: string[]
  createdAt: string
  posting: Posting | null
}

export interface PurchasePatch {
  taxPointDate?: string | null
  payments?: {
    date: string
    amount: string
  }[] | null
  buyerCategory?: BuyerCategory | null
  deliveryAgreed?: boolean | null
  confirmedMode?: Mode | null
  supplyConfirmed?: boolean | null
  corrects?: CorrectedInput[] | null
  originalDeductedIn?: string | null
  deductIn?: string | null
  deductibleShare?: string | null
  fixedAsset?: boolean | null
  selfAssessed?: boolean | null
  selfAssessedVat?: string | null
  exchangeRate?: string | null
  importOfGoods?: boolean | null
  internalDocument?: boolean | null
  marginPurchase?: boolean | null
  /** K_44 to K_47, in PLN; in a row of `month`, else in the row of the purchase */
  adjustments?: {
    month?: string
    K_44?: string
    K_45?: string
    K_46?: string
    K_47?: string
  } | null
}

export type PurchaseStatus = 'awaiting-ksef' | 'reconciled' | 'ksef-only' | 'outside-only' | 'quarantined'

export type QuarantineDecisionInput = {
  decision: 'dismissed'
  note: string
} | {
  decision: 'reopen'
  note?: string | null
}

export interface QuarantinedDocument {
  id: string
  code: string
  message: string
  /** What stands in the sentence, the same in every language */
  params?: {
    [name: string]: unknown
  }
  ksefNumber: string | null
  at: string
  /** open: somebody has to deal with it; known: the invoice of its KSeF number is in hand; dismissed: a person said so; no-document: an entry of a package that is no invoice by its name */
  state: 'open' | 'known' | 'dismissed' | 'no-document'
  seller: {
    nip: string
    name: string | null
  } | null
  number: string | null
  issueDate: string | null
  /** The months into which the invoice may fall; null: nothing tells, so it may be any */
  months: {
    from: string
    to: string
  } | null
  /** Which document it is, in words, as far as it can be told */
  what: string
  whatCode: string
  /** What stands in the sentence, the same in every language */
  whatParams: {
    [name: string]: unknown
  }
  /** What people said of it, in order */
  decisions: {
    decision: 'dismissed' | 'reopen'
    note: string | null
    at: string
    by: string
  }[]
}

export interface ReadField {
  value: string
  confidence: Certainty
  source: 'code' | 'document' | 'embedded-xml' | 'text' | 'ocr'
  page: number | null
  /** Left, top, width and height in points, from the top left of the page */
  box: number[] | null
  alternatives: ReadValue[]
}

export interface ReadValue {
  value: string
  confidence: Certainty
  source: 'code' | 'document' | 'embedded-xml' | 'text' | 'ocr'
  page: number | null
  /** Left, top, width and height in points, from the top left of the page */
  box: number[] | null
}

export interface Register {
  items: RegisterRow[]
  next: string | null
  totals: RegisterTotals
}

export type RegisterRow = FiledRow & {
  findings: string[]
  /** The purchase has an open blocking finding */
  held: boolean
}

/** Of the whole month; rows without amounts add nothing to the sums, held rows add what they have */
export interface RegisterTotals {
  rows: number
  withoutAmounts: number
  held: number
  inputVat: string
  K_40: string
  K_41: string
  K_42: string
  K_43: string
  K_44: string
  K_45: string
  K_46: string
  K_47: string
  ZakupVAT_Marza: string
}

export interface RehearsedAnswers {
  answers: {
    decision: 'same-invoice' | 'different-invoice' | 'accepted' | 'dismissed' | 'reopen'
    /** Why this answer does not fit; null: it does */
    refusal: {
      code: string
      detail: string
    } | null
    /** What the purchases of the finding would be after it: one where they become one */
    purchases: Purchase[]
  }[]
}

export interface RestoreEnd {
  at: string
  /** Notices of outages that this service did not know, and took over */
  outages: number
  /** Notices that this service does not know and was not asked to take over, of very many the first: verdicts are taken without them */
  notAdopted: {
    id: string
    kind: 'maintenance' | 'failure' | 'total-failure'
    start: string
    end: string | null
    announcedAt: string
    source: 'bip' | 'latarnia' | 'mass-media' | 'manual'
    reference: string | null
    withdrawn: boolean
  }[]
  /** What a human has to do */
  warnings: string[]
  /** The same sentences by code and params */
  warningsCodes?: ({
    code: string
    /** What stands in the sentence, the same in every language */
    params: {
      [name: string]: unknown
    }
  } | string)[]
}

export interface RestoreOutcome {
  ended: RestoreEnd | null
}

export interface RestoreStatus {
  stored: {
    name: ArchivedTable
    rows: number
  }[]
  ended: RestoreEnd | null
}

export interface Seller {
  nip?: string
  country?: string
  vatId?: string
  name: string | null
}

export interface SellerInput {
  nip?: string
  country?: string
  vatId?: string
  name?: string | null
}

export interface Session {
  /** Of the key */
  name: string
  role: 'viewer' | 'integration' | 'accountant' | 'admin'
  taxpayers: '*' | string[]
  /** Of the key; null where it has none */
  language: 'en' | 'pl' | null
  /** The environment of KSeF in which codes of invoices lead to them */
  qrEnvironment: 'production' | 'test' | 'demo'
  /** From then on the session counts no more; null where a key was sent instead of one */
  endsAt: string | null
}

export interface SessionInput {
  key: string
}

export interface Supplier {
  sellerId: string
  name: string | null
  ksefDuty: {
    status: 'obliged' | 'art-145l' | 'art-145m' | 'art-145n' | 'art-106ga-2' | 'foreign'
    from: string
    to: string | null
  }[]
  delivery: {
    channel: 'ksef' | 'outside-ksef'
    agreedOn: string | null
    from: string
    to: string | null
    note: string | null
  }[]
  defaults: {
    deductibleShare?: string
    fixedAsset?: boolean
  }
}

export interface SupplierInput {
  name?: string | null
  /** Default: []. */
  ksefDuty?: {
    status: 'obliged' | 'art-145l' | 'art-145m' | 'art-145n' | 'art-106ga-2' | 'foreign'
    from: string
    to?: string | null
  }[]
  /** Default: []. */
  delivery?: {
    channel: 'ksef' | 'outside-ksef'
    agreedOn?: string | null
    from: string
    to?: string | null
    note?: string | null
  }[]
  /** Default: {}. */
  defaults?: {
    deductibleShare?: string
    fixedAsset?: boolean
  }
}

export interface Taxpayer {
  nip: string
  name: string
  settlement: 'monthly' | 'quarterly'
  cashMethod: boolean
  buyerCategory: BuyerCategory
  policy: Policy
  jpk: JpkDetails | null
  ledgerFrom: string | null
  mail: MailDetails | null
  /** certain: a draft becomes a copy by itself when all that a copy must say is proven; never: a person confirms each */
  acceptDrafts: 'certain' | 'never'
  /** There for NIP 9999999999 alone: the taxpayer is the example that a new user walks through, with invented documents. Programs leave it out */
  example?: true
}

export interface TaxpayerInput {
  name: string
  /** Default: "monthly". */
  settlement?: 'monthly' | 'quarterly'
  /** Default: false. */
  cashMethod?: boolean
  buyerCategory?: BuyerCategory
  policy?: Policy
  jpk?: JpkDetails | null
  /** The day on which the ledger opens: originals from before it are not missed. Default: null. */
  ledgerFrom?: string | null
  mail?: MailDetails | null
  /** certain: a draft becomes a copy by itself when all that a copy must say is proven; never: a person confirms each. Default: "never". */
  acceptDrafts?: 'certain' | 'never'
}

export interface TaxpayerSummary {
  nip: string
  name: string
  /** There for NIP 9999999999 alone: the taxpayer is the example that a new user walks through, with invented documents. Programs leave it out */
  example?: true
  /** The day as of which it was counted */
  asOf: string
  /** Open ones, but those of late numbers, which are under awaiting; beyond 10,000 as many */
  findings: {
    blocking: number
    review: number
  }
  /** What a person is asked by open findings: two purchases that ask about each other are one question. But of late numbers, and of windows that ended; beyond 10,000 as many */
  questions: {
    blocking: number
    review: number
  }
  drafts: number
  quarantined: number
  awaiting: {
    due: number
    overdue: number
    nextDeadline: string | null
  }
  month: {
    /** The one to be filed next */
    month: string
    state: 'open' | 'ready' | 'blocked' | 'filed'
    blockers: number
    fileBy: string
  }
  correctionsDue: {
    count: number
    nextDueBy: string | null
    /** The month of the one that is due first */
    month: string | null
  }
  ksef: {
    state: 'none' | 'connecting' | 'connected' | 'waiting' | 'refused' | 'unavailable' | 'paused'
    lastSyncAt: string | null
    coveredUntil: string | null
    credentialValidUntil: string | null
  }
  mailbox: {
    state: 'none' | 'connecting' | 'connected' | 'unavailable' | 'refused' | 'paused'
    /** The end of the last look that nothing went wrong in */
    lookedAt: string | null
  }
}

export interface Webhook {
  id: string
  url: string
  types: string[] | null
  description: string | null
  enabled: boolean
  disabledReason: string | null
  disabledReasonCode?: string
  /** What stands in the sentence, the same in every language */
  disabledReasonParams?: {
    [name: string]: unknown
  }
  /** The last change that was delivered or passed over */
  cursor: string
  failingSince: string | null
  nextAttemptAt: string | null
  createdAt: string
}

export interface WebhookAttempt {
  at: string
  type: string
  /** Of the change; null for a test */
  cursor: string | null
  status: number | null
  error: string | null
  errorCode?: string
  ms: number
  nextAttemptAt: string | null
}

export interface WebhookInput {
  url: string
  /** Only these; all when left out */
  types?: ('purchase.created' | 'purchase.attached' | 'purchase.merged' | 'purchase.restored' | 'purchase.changed' | 'receipt.changed' | 'finding.opened' | 'finding.closed' | 'posting.created' | 'posting.voided' | 'filing.created' | 'correction.due' | 'draft.created' | 'draft.completed' | 'draft.released' | 'draft.reopened' | 'draft.closed' | 'outage.recorded' | 'outage.changed')[] | null
  description?: string | null
  /** Begin with the change after this cursor of the feed; with what changes from now on when left out */
  after?: string
}

export interface WebhookPatch {
  url?: string
  types?: ('purchase.created' | 'purchase.attached' | 'purchase.merged' | 'purchase.restored' | 'purchase.changed' | 'receipt.changed' | 'finding.opened' | 'finding.closed' | 'posting.created' | 'posting.voided' | 'filing.created' | 'correction.due' | 'draft.created' | 'draft.completed' | 'draft.released' | 'draft.reopened' | 'draft.closed' | 'outage.recorded' | 'outage.changed')[] | null
  description?: string | null
  /** Enabled again it goes on where it stopped; nothing is lost */
  enabled?: boolean
}

export interface WebhookWithSecret {
  id: string
  url: string
  types: string[] | null
  description: string | null
  enabled: boolean
  disabledReason: string | null
  disabledReasonCode?: string
  /** What stands in the sentence, the same in every language */
  disabledReasonParams?: {
    [name: string]: unknown
  }
  /** The last change that was delivered or passed over */
  cursor: string
  failingSince: string | null
  nextAttemptAt: string | null
  createdAt: string
  /** Shown this once */
  secret: string
}

/** The service's endpoints, each under its operationId. */
export interface Client {
  /**
   * Is the service up
   *
   * `GET /health`, no key needed
   */
  health(options?: CallOptions): Promise<{
    status: 'ok'
    version: string
  }>

  /**
   * This contract as OpenAPI 3.1
   *
   * `GET /openapi.json`, no key needed
   */
  openapi(options?: CallOptions): Promise<{
    [name: string]: unknown
  }>

  /**
   * This contract as a page
   *
   * `GET /docs`, no key needed
   */
  docs(options?: CallOptions): Promise<string>

  /**
   * Can the service do its work: the directory is written to, the disk has room, no ledger fails
   *
   * `GET /ready`, no key needed
   */
  ready(options?: CallOptions): Promise<{
    status: 'ready'
  }>

  /**
   * Numbers of the service for Prometheus; with METRICS_TOKEN instead of a key too
   *
   * `GET /metrics`, role admin
   */
  metrics(options?: CallOptions): Promise<string>

  /**
   * Sign in a browser with a key: a cookie stands for it for 12 hours, no longer than the key counts, and for pages of this service alone
   *
   * `POST /session`, no key needed
   */
  postSession(body: SessionInput, options?: PostOptions): Promise<void>

  /**
   * Who is signed in, and until when; 401 where nobody is
   *
   * `GET /session`, no key needed
   */
  getSession(options?: CallOptions): Promise<Session>

  /**
   * Sign out: the session counts no more, at once
   *
   * `DELETE /session`, no key needed
   */
  deleteSession(options?: CallOptions): Promise<void>

  /**
   * Create a taxpayer (admin alone) or replace its settings; changed settings decide every purchase anew
   *
   * `PUT /v1/taxpayers/{nip}`, role accountant
   */
  putTaxpayer(params: {
    nip: string
  }, body: TaxpayerInput, options?: CallOptions): Promise<Taxpayer>

  /**
   * The settings of a taxpayer
   *
   * `GET /v1/taxpayers/{nip}`, role viewer
   */
  getTaxpayer(params: {
    nip: string
  }, options?: CallOptions): Promise<Taxpayer>

  /**
   * The taxpayers that the key is for, by NIP
   *
   * `GET /v1/taxpayers`, role admin
   */
  listTaxpayers(params?: {
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<Taxpayer>>

  /**
   * Record a supplier's duty to use KSeF and how delivery was agreed; decides his purchases anew
   *
   * `PUT /v1/taxpayers/{nip}/suppliers/{sellerId}`, role accountant
   */
  putSupplier(params: {
    nip: string
    sellerId: string
  }, body: SupplierInput, options?: CallOptions): Promise<Supplier>

  /**
   * What is recorded of a supplier
   *
   * `GET /v1/taxpayers/{nip}/suppliers/{sellerId}`, role viewer
   */
  getSupplier(params: {
    nip: string
    sellerId: string
  }, options?: CallOptions): Promise<Supplier>

  /**
   * All recorded suppliers
   *
   * `GET /v1/taxpayers/{nip}/suppliers`, role viewer
   */
  listSuppliers(params: {
    nip: string
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<Supplier>>

  /**
   * What another policy would change in purchases that no filed month holds, page by page of 200 at most; changes nothing
   *
   * `GET /v1/taxpayers/{nip}/policy-effect`, role accountant
   */
  getPolicyEffect(params: {
    nip: string
    /** A policy and one of its options */
    policy: 'breachReceipt=kis-actual' | 'breachReceipt=statute-number' | 'earlyCopy=statute-number' | 'earlyCopy=kis-actual' | 'irregularOfflineHandover=statute-number' | 'irregularOfflineHandover=mf-1-8-actual' | 'overtakenOffline24=by-handover' | 'overtakenOffline24=emergency-rule' | 'overtakenOffline24=number-date' | 'overtakenMarker=DI' | 'overtakenMarker=OFF' | 'gb4DualDelivery=agreed-channel' | 'gb4DualDelivery=earliest' | 'gb4DualDelivery=actual' | 'breachNumberAfterFiling=review' | 'breachNumberAfterFiling=correct-14-days' | 'breachNumberAfterFiling=leave' | 'foreignInvoiceMarker=BFK' | 'foreignInvoiceMarker=DI' | 'euEarlyDeduction=off' | 'euEarlyDeduction=on' | 'partialDeductionNet=ask' | 'partialDeductionNet=full' | 'partialDeductionNet=proportional'
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Promise<PolicyEffect>

  /**
   * What waits for people in each of the key's taxpayers, the most urgent first: late, then held, then cut off from KSeF or from a mailbox, then the rest; among equals by the earliest day
   *
   * `GET /v1/summary`, role viewer
   */
  getSummary(params?: {
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<TaxpayerSummary>>

  /**
   * What waits for people at one taxpayer: its row of the summary, counted now
   *
   * `GET /v1/taxpayers/{nip}/summary`, role viewer
   */
  getTaxpayerSummary(params: {
    nip: string
  }, options?: CallOptions): Promise<TaxpayerSummary>

  /**
   * Make a key with a role, for the taxpayers named or for all; the key is shown this once
   *
   * `POST /v1/keys`, role admin
   */
  postKey(body: KeyInput, options?: PostOptions): Promise<NewKey>

  /**
   * Keys in the order in which they were made, revoked ones too, never the key itself: all of them, or those for no other taxpayers than the key that asks
   *
   * `GET /v1/keys`, role admin
   */
  listKeys(params?: {
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<Key>>

  /**
   * Change the language of a key; its sessions have it too from then on. One that reaches further than yours is not there for you
   *
   * `PATCH /v1/keys/{id}`, role admin
   */
  patchKey(params: {
    id: string
  }, body: KeyPatch, options?: CallOptions): Promise<Key>

  /**
   * Revoke a key, at once and for good; one that reaches further than yours is not there for you
   *
   * `DELETE /v1/keys/{id}`, role admin
   */
  revokeKey(params: {
    id: string
  }, options?: CallOptions): Promise<Key>

  /**
   * Who did what to keys, taxpayers, outages and archives, in the order in which it was done; nothing of it is ever changed
   *
   * `GET /v1/audit`, role admin
   */
  listAudit(params?: {
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
    /** From then on */
    since?: string | undefined
    /** Id of a key; bootstrap, service or latarnia */
    actor?: string | undefined
    action?: 'key.created' | 'key.changed' | 'key.revoked' | 'taxpayer.created' | 'taxpayer.changed' | 'taxpayer.erased' | 'outage.recorded' | 'outage.changed' | 'directory.exported' | 'ledger.exported' | 'secrets.resealed' | 'ledger.restored' | undefined
    taxpayer?: string | undefined
  }, options?: CallOptions): Pages<Page<AuditRow>>

  /**
   * Record an official notice that KSeF is or was down; decides every purchase anew that it can affect
   *
   * `POST /v1/outages`, role admin
   */
  postOutage(body: OutageInput, options?: PostOptions): Promise<Outage>

  /**
   * All notices in the order in which they were recorded
   *
   * `GET /v1/outages`, role viewer
   */
  listOutages(params?: {
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<Outage>>

  /**
   * Change a notice: a later end, a withdrawal
   *
   * `PATCH /v1/outages/{id}`, role admin
   */
  patchOutage(params: {
    id: string
  }, body: OutagePatch, options?: CallOptions): Promise<Outage>

  /**
   * One notice
   *
   * `GET /v1/outages/{id}`, role viewer
   */
  getOutage(params: {
    id: string
  }, options?: CallOptions): Promise<Outage>

  /**
   * The state of KSeF as Latarnia told it last; unknown while it cannot be reached
   *
   * `GET /v1/latarnia`, role viewer
   */
  getLatarnia(options?: CallOptions): Promise<LatarniaStatus>

  /**
   * Every message that was ever fetched, as it was published; also those that nothing was done about
   *
   * `GET /v1/latarnia/messages`, role admin
   */
  listLatarniaMessages(params?: {
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<LatarniaMessage>>

  /**
   * Record a document received outside KSeF: as JSON, as an FA(3), FA(2) or FA_RR file, or as a form
   *
   * `POST /v1/taxpayers/{nip}/copies`, role integration
   */
  postCopy(params: {
    nip: string
    receivedOn?: string | undefined
    document?: DocumentClass | undefined
    channel?: 'email' | 'paper' | 'portal' | 'edi' | 'other' | null | undefined
    ksefNumber?: string | null | undefined
    taxPointDate?: string | null | undefined
    buyerCategory?: BuyerCategory | null | undefined
    declaredMode?: Mode | null | undefined
    externalId?: string | null | undefined
    qrCodes?: string | string[] | undefined
    deliveryAgreed?: boolean | undefined
    selfBilling?: boolean | undefined
    sellerCashMethod?: boolean | undefined
  }, body: CopyInput | Bytes | FormData, options?: PostOptions): Promise<CopyAnswer>

  /**
   * Record up to 1000 copies; each has its own result, in order
   *
   * `POST /v1/taxpayers/{nip}/copies/batch`, role integration
   */
  postCopies(params: {
    nip: string
  }, body: {
    items: CopyInput[]
  }, options?: PostOptions): Promise<CopyResults>

  /**
   * Keep a document until somebody says what it is; the same bytes again are the same draft
   *
   * `POST /v1/taxpayers/{nip}/drafts`, role integration
   */
  postDraft(params: {
    nip: string
  }, body: FormData, options?: PostOptions): Promise<DraftKept>

  /**
   * Drafts in the order in which they came
   *
   * `GET /v1/taxpayers/{nip}/drafts`, role viewer
   */
  listDrafts(params: {
    nip: string
    state?: 'open' | 'held' | 'copy' | 'discarded' | undefined
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<Draft>>

  /**
   * A draft, and what became of it
   *
   * `GET /v1/taxpayers/{nip}/drafts/{id}`, role viewer
   */
  getDraft(params: {
    nip: string
    id: string
  }, options?: CallOptions): Promise<DraftAnswer>

  /**
   * Take a draft away that is no document for the books; it stays readable
   *
   * `DELETE /v1/taxpayers/{nip}/drafts/{id}`, role accountant
   */
  discardDraft(params: {
    nip: string
    id: string
    reason: string
  }, options?: CallOptions): Promise<DraftAnswer>

  /**
   * The document of a draft, byte for byte
   *
   * `GET /v1/taxpayers/{nip}/drafts/{id}/document`, role viewer
   */
  getDraftDocument(params: {
    nip: string
    id: string
  }, options?: CallOptions): Promise<Blob>

  /**
   * Record a draft as a copy: what is told here, what was told when it came, and what the file says
   *
   * `POST /v1/taxpayers/{nip}/drafts/{id}/copy`, role accountant
   */
  confirmDraft(params: {
    nip: string
    id: string
  }, body: {
    seller?: SellerInput
    number?: string
    issueDate?: string
    kind?: InvoiceKind | null
    currency?: string
    net?: string | null
    vat?: string | null
    gross?: string
    vatPln?: string | null
    corrects?: CorrectedInput[] | null
    receivedOn?: string
    document?: DocumentClass
    channel?: 'email' | 'paper' | 'portal' | 'edi' | 'other' | null
    ksefNumber?: string | null
    taxPointDate?: string | null
    buyerCategory?: BuyerCategory | null
    declaredMode?: Mode | null
    externalId?: string | null
    qrCodes?: string[] | null
    deliveryAgreed?: boolean | null
    selfBilling?: boolean | null
    sellerCashMethod?: boolean | null
  }, options?: PostOptions): Promise<CopyAnswer>

  /**
   * Let a document be looked at that was set aside because of its sender
   *
   * `POST /v1/taxpayers/{nip}/drafts/{id}/release`, role accountant
   */
  releaseDraft(params: {
    nip: string
    id: string
  }, options?: PostOptions): Promise<DraftAnswer>

  /**
   * Take back that a draft was discarded: it waits again
   *
   * `POST /v1/taxpayers/{nip}/drafts/{id}/reopen`, role accountant
   */
  reopenDraft(params: {
    nip: string
    id: string
  }, options?: PostOptions): Promise<DraftAnswer>

  /**
   * Read what a PDF, a picture or an XML file says of an invoice; nothing is stored
   *
   * `POST /v1/taxpayers/{nip}/documents/read`, role integration
   */
  readDocument(params: {
    nip: string
  }, body: FormData, options?: PostOptions): Promise<DocumentReading>

  /**
   * Take in a mail as it came: every PDF, XML, PNG and JPEG with it, also in a ZIP, is a draft
   *
   * `POST /v1/taxpayers/{nip}/mails`, role integration
   */
  postMail(params: {
    nip: string
  }, body: Bytes, options?: PostOptions): Promise<MailAnswer>

  /**
   * Mails that were taken in, the last one first, and what became of their files
   *
   * `GET /v1/taxpayers/{nip}/mails`, role viewer
   */
  listMails(params: {
    nip: string
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<Mail>>

  /**
   * A mail that was taken in, and what became of its files
   *
   * `GET /v1/taxpayers/{nip}/mails/{id}`, role viewer
   */
  getMail(params: {
    nip: string
    id: string
  }, options?: CallOptions): Promise<MailAnswer>

  /**
   * Set up the mailbox (IMAP) in which mails with documents are looked for, or change how; the first look begins at once
   *
   * `PUT /v1/taxpayers/{nip}/mailbox`, role accountant
   */
  putMailbox(params: {
    nip: string
  }, body: MailboxInput, options?: CallOptions): Promise<Mailbox>

  /**
   * How the mailbox stands, in words, and which mails were left out; never the password
   *
   * `GET /v1/taxpayers/{nip}/mailbox`, role viewer
   */
  getMailbox(params: {
    nip: string
  }, options?: CallOptions): Promise<Mailbox>

  /**
   * Forget the mailbox with its password; what came from it stays
   *
   * `DELETE /v1/taxpayers/{nip}/mailbox`, role accountant
   */
  deleteMailbox(params: {
    nip: string
  }, options?: CallOptions): Promise<void>

  /**
   * Try settings of a mailbox: signs in and opens the folder, and changes nothing there or here
   *
   * `POST /v1/taxpayers/{nip}/mailbox/trial`, role accountant
   */
  tryMailbox(params: {
    nip: string
  }, body: MailboxInput, options?: PostOptions): Promise<MailboxTrial>

  /**
   * Look into the mailbox now, also where nothing is tried any more after a refused password
   *
   * `POST /v1/taxpayers/{nip}/mailbox/looks`, role accountant
   */
  lookIntoMailbox(params: {
    nip: string
  }, options?: PostOptions): Promise<Mailbox>

  /**
   * The document that was received, byte for byte: PDF, PNG, JPEG or XML
   *
   * `GET /v1/taxpayers/{nip}/evidence/{id}/document`, role viewer
   */
  getDocument(params: {
    nip: string
    id: string
  }, options?: CallOptions): Promise<Blob>

  /**
   * Import KSeF metadata, or a decrypted export package with its documents
   *
   * `POST /v1/taxpayers/{nip}/ksef/imports`, role integration
   */
  postImport(params: {
    nip: string
  }, body: {
    invoices: {
      [name: string]: unknown
    }[]
    [name: string]: unknown
  } | {
    [name: string]: unknown
  }[] | Bytes, options?: PostOptions): Promise<ImportResult | Import>

  /**
   * What became of an import, or has become of it so far
   *
   * `GET /v1/taxpayers/{nip}/ksef/imports/{importId}`, role viewer
   */
  getImport(params: {
    nip: string
    importId: string
  }, options?: CallOptions): Promise<Import>

  /**
   * Documents that could not be taken in, with the reason; their bytes are kept
   *
   * `GET /v1/taxpayers/{nip}/ksef/quarantine`, role viewer
   */
  listQuarantine(params: {
    nip: string
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<QuarantinedDocument>>

  /**
   * Dismiss a document that never becomes whole, with a note; reopen takes that back
   *
   * `POST /v1/taxpayers/{nip}/ksef/quarantine/{id}/decision`, role accountant
   */
  decideQuarantined(params: {
    nip: string
    id: string
  }, body: QuarantineDecisionInput, options?: PostOptions): Promise<QuarantinedDocument>

  /**
   * Connect a taxpayer to KSeF, or change how; without a credential the stored one stays. The first sync begins at once
   *
   * `PUT /v1/taxpayers/{nip}/ksef/connection`, role accountant
   */
  putKsefConnection(params: {
    nip: string
  }, body: KsefConnectionInput, options?: CallOptions): Promise<KsefConnection>

  /**
   * How the connection stands, in words; never a secret
   *
   * `GET /v1/taxpayers/{nip}/ksef/connection`, role viewer
   */
  getKsefConnection(params: {
    nip: string
  }, options?: CallOptions): Promise<KsefConnection>

  /**
   * Delete the connection with its secrets; what was fetched and what is known complete stays
   *
   * `DELETE /v1/taxpayers/{nip}/ksef/connection`, role accountant
   */
  deleteKsefConnection(params: {
    nip: string
  }, options?: CallOptions): Promise<void>

  /**
   * Fetch now, and again what a span names, whatever is known of it; a run that waits or is under way is answered, with that added
   *
   * `POST /v1/taxpayers/{nip}/ksef/syncs`, role accountant
   */
  postKsefSync(params: {
    nip: string
  }, body: KsefSyncInput, options?: PostOptions): Promise<KsefSync>

  /**
   * Runs, newest first
   *
   * `GET /v1/taxpayers/{nip}/ksef/syncs`, role viewer
   */
  listKsefSyncs(params: {
    nip: string
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<KsefSync>>

  /**
   * One run
   *
   * `GET /v1/taxpayers/{nip}/ksef/syncs/{id}`, role viewer
   */
  getKsefSync(params: {
    nip: string
    id: string
  }, options?: CallOptions): Promise<KsefSync>

  /**
   * Per subject type: spans of storage time known complete, the checkpoint, the next run
   *
   * `GET /v1/taxpayers/{nip}/ksef/coverage`, role viewer
   */
  getKsefCoverage(params: {
    nip: string
  }, options?: CallOptions): Promise<Page<KsefCoverage>>

  /**
   * Purchases, one per business invoice, in the order in which they were first known
   *
   * `GET /v1/taxpayers/{nip}/purchases`, role viewer
   */
  listPurchases(params: {
    nip: string
    status?: PurchaseStatus | undefined
    mode?: Mode | undefined
    /** NIP, or country code and number */
    seller?: string | undefined
    /** Compared as invoice numbers are */
    number?: string | undefined
    ksefNumber?: string | undefined
    issuedFrom?: string | undefined
    issuedTo?: string | undefined
    receivedFrom?: string | undefined
    receivedTo?: string | undefined
    finding?: FindingCode | undefined
    overdue?: boolean | undefined
    /** Of its row, were it filed on the day asOf */
    marker?: 'NrKSeF' | 'OFF' | 'BFK' | 'DI' | undefined
    asOf?: string | undefined
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<Purchase>>

  /**
   * One purchase; a merged one answers with its survivor. asOf moves what depends on the day
   *
   * `GET /v1/taxpayers/{nip}/purchases/{id}`, role viewer
   */
  getPurchase(params: {
    nip: string
    id: string
    asOf?: string | undefined
  }, options?: CallOptions): Promise<Purchase>

  /**
   * State what only a human knows: a value replaces, null clears, lists are given whole
   *
   * `PATCH /v1/taxpayers/{nip}/purchases/{id}`, role accountant
   */
  patchPurchase(params: {
    nip: string
    id: string
    asOf?: string | undefined
  }, body: PurchasePatch, options?: CallOptions): Promise<Purchase>

  /**
   * Everything that was decided and stated about a purchase, oldest first; never changed
   *
   * `GET /v1/taxpayers/{nip}/purchases/{id}/history`, role viewer
   */
  getHistory(params: {
    nip: string
    id: string
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<HistoryEntry>>

  /**
   * Other purchases of the seller that may be the same invoice, the likeliest first, with the reasons
   *
   * `GET /v1/taxpayers/{nip}/purchases/{id}/candidates`, role viewer
   */
  listCandidates(params: {
    nip: string
    id: string
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<Candidate>>

  /**
   * Invoices in hand whose KSeF number was due and not there on the day asOf, the earliest deadline first, those without a deadline last; with what the seller risks and a reminder to him
   *
   * `GET /v1/taxpayers/{nip}/awaiting`, role viewer
   */
  listAwaiting(params: {
    nip: string
    overdue?: boolean | undefined
    /** NIP, or country code and number */
    seller?: string | undefined
    asOf?: string | undefined
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<AwaitingNumber>>

  /**
   * May this invoice be booked: post, hold or posted. Writes nothing
   *
   * `POST /v1/taxpayers/{nip}/posting-checks`, role integration
   */
  checkPosting(params: {
    nip: string
  }, body: PostingCheck, options?: PostOptions): Promise<PostingAnswer>

  /**
   * Book a purchase once; the same reference again changes nothing
   *
   * `POST /v1/taxpayers/{nip}/purchases/{id}/posting`, role integration
   */
  postPurchase(params: {
    nip: string
    id: string
  }, body: PostingInput, options?: PostOptions): Promise<Posting>

  /**
   * Void the posting of a purchase, with the reason; the history keeps both
   *
   * `DELETE /v1/taxpayers/{nip}/purchases/{id}/posting`, role integration
   */
  voidPosting(params: {
    nip: string
    id: string
    reason: string
    reference?: string | undefined
  }, options?: CallOptions): Promise<Posting>

  /**
   * What needs, or needed, a human: findings of documents in quarantine and of all purchases, as of today
   *
   * `GET /v1/taxpayers/{nip}/findings`, role viewer
   */
  listFindings(params: {
    nip: string
    open?: 'true' | 'false' | undefined
    code?: FindingCode | undefined
    severity?: 'info' | 'review' | 'blocking' | undefined
    /** Part of the name of the seller, of the number or of the KSeF number, however they are written; a NIP or VAT number; the beginning of the gross amount. A page of a search may have fewer items than asked for, or none, while there is a next one */
    text?: string | undefined
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<ListedFinding>>

  /**
   * What each answer to a finding would lead to, as of today; changes nothing
   *
   * `GET /v1/taxpayers/{nip}/findings/{id}/answers`, role accountant
   */
  rehearseAnswers(params: {
    nip: string
    id: string
  }, options?: CallOptions): Promise<RehearsedAnswers>

  /**
   * Decide a finding; reopen takes the decision back, without loss
   *
   * `POST /v1/taxpayers/{nip}/findings/{id}/decision`, role accountant
   */
  decideFinding(params: {
    nip: string
    id: string
  }, body: DecisionInput, options?: PostOptions): Promise<Purchase>

  /**
   * Move a document to another purchase, or out of its purchase into a new one
   *
   * `POST /v1/taxpayers/{nip}/evidence/{id}/move`, role accountant
   */
  moveEvidence(params: {
    nip: string
    id: string
  }, body: MoveInput, options?: PostOptions): Promise<Purchase>

  /**
   * The purchase register of a month as it would be filed on the day asOf; text/csv for a spreadsheet, application/xml for the purchase part of JPK_V7M(3) or JPK_V7K(3)
   *
   * `GET /v1/taxpayers/{nip}/register/{month}`, role viewer
   */
  getRegister(params: {
    nip: string
    month: string
    asOf?: string | undefined
    /** Instead of Accept */
    format?: 'json' | 'csv' | 'xml' | undefined
    /** How text/csv writes decimals. Default: "point". */
    decimal?: 'point' | 'comma' | undefined
    /** What stands over the columns of text/csv: names of fields, or words. Default: "fields". */
    headings?: 'fields' | 'words' | undefined
    /** CelZlozenia: 1 first file, 2 correction. Default: "1". */
    purpose?: '1' | '2' | undefined
    /** What application/xml does with rows whose amounts are not known. Default: "refuse". */
    incomplete?: 'refuse' | 'leave-out' | undefined
    /** What application/xml does with rows whose purchase has an open blocking finding; else 422 */
    held?: 'include' | 'leave-out' | undefined
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options: CallOptions & { accept: 'text/csv' }): Promise<string>
  getRegister(params: {
    nip: string
    month: string
    asOf?: string | undefined
    /** Instead of Accept */
    format?: 'json' | 'csv' | 'xml' | undefined
    /** How text/csv writes decimals. Default: "point". */
    decimal?: 'point' | 'comma' | undefined
    /** What stands over the columns of text/csv: names of fields, or words. Default: "fields". */
    headings?: 'fields' | 'words' | undefined
    /** CelZlozenia: 1 first file, 2 correction. Default: "1". */
    purpose?: '1' | '2' | undefined
    /** What application/xml does with rows whose amounts are not known. Default: "refuse". */
    incomplete?: 'refuse' | 'leave-out' | undefined
    /** What application/xml does with rows whose purchase has an open blocking finding; else 422 */
    held?: 'include' | 'leave-out' | undefined
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options: CallOptions & { accept: 'application/xml' }): Promise<string>
  getRegister(params: {
    nip: string
    month: string
    asOf?: string | undefined
    /** Instead of Accept */
    format?: 'json' | 'csv' | 'xml' | undefined
    /** How text/csv writes decimals. Default: "point". */
    decimal?: 'point' | 'comma' | undefined
    /** What stands over the columns of text/csv: names of fields, or words. Default: "fields". */
    headings?: 'fields' | 'words' | undefined
    /** CelZlozenia: 1 first file, 2 correction. Default: "1". */
    purpose?: '1' | '2' | undefined
    /** What application/xml does with rows whose amounts are not known. Default: "refuse". */
    incomplete?: 'refuse' | 'leave-out' | undefined
    /** What application/xml does with rows whose purchase has an open blocking finding; else 422 */
    held?: 'include' | 'leave-out' | undefined
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Register>

  /**
   * Keep the record of a month as it was filed; what changes afterwards becomes a correction due. A further filing is a correction of the first
   *
   * `POST /v1/taxpayers/{nip}/register/{month}/filings`, role accountant
   */
  fileMonth(params: {
    nip: string
    month: string
  }, body: FilingInput, options?: PostOptions): Promise<FilingWithRows>

  /**
   * The filings of a month, the first one first
   *
   * `GET /v1/taxpayers/{nip}/register/{month}/filings`, role viewer
   */
  listFilings(params: {
    nip: string
    month: string
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<Filing>>

  /**
   * One filing with its rows, as they were filed
   *
   * `GET /v1/taxpayers/{nip}/register/{month}/filings/{id}`, role viewer
   */
  getFiling(params: {
    nip: string
    month: string
    id: string
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Promise<FilingWithRows>

  /**
   * What differs from what was filed: what it was, what it is, whether and by when it must be corrected
   *
   * `GET /v1/taxpayers/{nip}/corrections-due`, role viewer
   */
  listCorrectionsDue(params: {
    nip: string
    month?: string | undefined
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<CorrectionDue>>

  /**
   * One look at a month before it is filed on the day asOf: what blocks it, what will come after
   *
   * `GET /v1/taxpayers/{nip}/register/{month}/check`, role viewer
   */
  checkMonth(params: {
    nip: string
    month: string
    asOf?: string | undefined
  }, options?: CallOptions): Promise<MonthCheck>

  /**
   * Check the JPK_V7M or JPK_V7K of an accounting program, variant 2 or 3, before it is sent: every purchase row against what is known here
   *
   * `POST /v1/taxpayers/{nip}/jpk-checks`, role accountant
   */
  checkJpk(params: {
    nip: string
    /** The day on which it is filed; today when left out */
    filedOn?: string | undefined
  }, body: Bytes, options?: PostOptions): Promise<JpkCheck>

  /**
   * The files that were checked, the last one first
   *
   * `GET /v1/taxpayers/{nip}/jpk-checks`, role viewer
   */
  listJpkChecks(params: {
    nip: string
    month?: string | undefined
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<JpkCheck>>

  /**
   * What was found in a file, counted by code
   *
   * `GET /v1/taxpayers/{nip}/jpk-checks/{id}`, role viewer
   */
  getJpkCheck(params: {
    nip: string
    id: string
  }, options?: CallOptions): Promise<JpkCheck>

  /**
   * What is told of the rows of a file, by the tax at stake: what it is, what it should be, the article, and what to do; text/csv has all of it
   *
   * `GET /v1/taxpayers/{nip}/jpk-checks/{id}/items`, role viewer
   */
  listJpkCheckItems(params: {
    nip: string
    id: string
    code?: JpkCheckCode | undefined
    /** Instead of Accept */
    format?: 'json' | 'csv' | undefined
    /** What stands over the columns of text/csv: names of fields, or words. Default: "fields". */
    headings?: 'fields' | 'words' | undefined
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options: CallOptions & { accept: 'text/csv' }): Promise<string>
  listJpkCheckItems(params: {
    nip: string
    id: string
    code?: JpkCheckCode | undefined
    /** Instead of Accept */
    format?: 'json' | 'csv' | undefined
    /** What stands over the columns of text/csv: names of fields, or words. Default: "fields". */
    headings?: 'fields' | 'words' | undefined
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<JpkCheckItem>>

  /**
   * Post the purchases of the rows that agree, each once, as booked by the accounting program
   *
   * `POST /v1/taxpayers/{nip}/jpk-checks/{id}/postings`, role integration
   */
  postJpkRows(params: {
    nip: string
    id: string
  }, body: JpkPostingsInput, options?: PostOptions): Promise<JpkPostings>

  /**
   * Say that what is told is right as it is; the next file of the month that gives rise to it knows
   *
   * `PUT /v1/taxpayers/{nip}/jpk-checks/{id}/items/{item}/answer`, role accountant
   */
  answerJpkItem(params: {
    nip: string
    id: string
    /** `id` of the item */
    item: string
  }, body: JpkAnswerInput, options?: CallOptions): Promise<JpkCheckItem>

  /**
   * Take the answer back
   *
   * `DELETE /v1/taxpayers/{nip}/jpk-checks/{id}/items/{item}/answer`, role accountant
   */
  takeBackJpkAnswer(params: {
    nip: string
    id: string
    /** `id` of the item */
    item: string
  }, options?: CallOptions): Promise<JpkCheckItem>

  /**
   * What changed, in the order in which it was committed, without gaps. Go on with after= the cursor of the last item
   *
   * `GET /v1/taxpayers/{nip}/changes`, role viewer
   */
  listChanges(params: {
    nip: string
    /** Cursor of the last change that you have dealt with; from the beginning when left out */
    after?: string | undefined
    /** Default: 100. */
    limit?: number | undefined
    /** The same as `after`, as in other lists */
    cursor?: string | undefined
    /** From this instant on; a cursor, where one is given, counts instead */
    since?: string | undefined
  }, options?: CallOptions): Pages<{
    items: Change[]
    next: string | null
    /** Cursor of the last change there is now: whoever wants only what comes goes on from it */
    end: string
  }>

  /**
   * Have changes sent to a URL, signed as Standard Webhooks describes; the secret is shown once
   *
   * `POST /v1/taxpayers/{nip}/webhooks`, role accountant
   */
  createWebhook(params: {
    nip: string
  }, body: WebhookInput, options?: PostOptions): Promise<WebhookWithSecret>

  /**
   * All webhooks in the order in which they were created; never a secret
   *
   * `GET /v1/taxpayers/{nip}/webhooks`, role accountant
   */
  listWebhooks(params: {
    nip: string
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<Webhook>>

  /**
   * One webhook: how far it is, since when it fails, when it is tried again
   *
   * `GET /v1/taxpayers/{nip}/webhooks/{id}`, role accountant
   */
  getWebhook(params: {
    nip: string
    id: string
  }, options?: CallOptions): Promise<Webhook>

  /**
   * Change a webhook, stop it, or let it go on where it stopped
   *
   * `PATCH /v1/taxpayers/{nip}/webhooks/{id}`, role accountant
   */
  patchWebhook(params: {
    nip: string
    id: string
  }, body: WebhookPatch, options?: CallOptions): Promise<Webhook>

  /**
   * Delete a webhook with its log
   *
   * `DELETE /v1/taxpayers/{nip}/webhooks/{id}`, role accountant
   */
  deleteWebhook(params: {
    nip: string
    id: string
  }, options?: CallOptions): Promise<void>

  /**
   * A new secret, shown once; for a day the one before signs along
   *
   * `POST /v1/taxpayers/{nip}/webhooks/{id}/secret`, role accountant
   */
  rotateWebhookSecret(params: {
    nip: string
    id: string
  }, options?: PostOptions): Promise<WebhookWithSecret>

  /**
   * Send an event of the type webhook.test once, and say what came of it
   *
   * `POST /v1/taxpayers/{nip}/webhooks/{id}/test`, role accountant
   */
  testWebhook(params: {
    nip: string
    id: string
  }, options?: PostOptions): Promise<{
    delivered: boolean
    status: number | null
    error: string | null
    errorCode?: string
    ms: number
  }>

  /**
   * The last thousand attempts to deliver, newest first
   *
   * `GET /v1/taxpayers/{nip}/webhooks/{id}/attempts`, role accountant
   */
  listWebhookAttempts(params: {
    nip: string
    id: string
    /** Default: 100. */
    limit?: number | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Pages<Page<WebhookAttempt>>

  /**
   * What an archive of the ledger begins with (a key for all taxpayers alone)
   *
   * `GET /v1/taxpayers/{nip}/archive`, role admin
   */
  getArchive(params: {
    nip: string
  }, options?: CallOptions): Promise<ArchiveHead>

  /**
   * Rows of the ledger as they are stored, about a megabyte at once (a key for all taxpayers alone)
   *
   * `GET /v1/taxpayers/{nip}/archive/rows`, role admin
   */
  getArchiveRows(params: {
    nip: string
    state?: string | undefined
    cursor?: string | undefined
  }, options?: CallOptions): Promise<ArchiveRows>

  /**
   * Begin to restore an archive, or ask how far that got; makes the taxpayer if it is not there (a key for all taxpayers alone)
   *
   * `PUT /v1/taxpayers/{nip}/restore`, role admin
   */
  putRestore(params: {
    nip: string
    /** What becomes of an archive that this service did not make, as its seal tells. Default: "refuse". */
    foreign?: 'accept' | 'refuse' | undefined
  }, body: ArchiveManifest, options?: CallOptions): Promise<RestoreStatus>

  /**
   * Give a restore up: the ledger is empty again (a key for all taxpayers alone)
   *
   * `DELETE /v1/taxpayers/{nip}/restore`, role admin
   */
  deleteRestore(params: {
    nip: string
  }, options?: CallOptions): Promise<void>

  /**
   * Store rows of an archive as they are (a key for all taxpayers alone)
   *
   * `PUT /v1/taxpayers/{nip}/restore/rows`, role admin
   */
  putRestoreRows(params: {
    nip: string
  }, body: ArchiveRowsInput, options?: CallOptions): Promise<void>

  /**
   * Compare what is stored with the manifest, and let the ledger be used (a key for all taxpayers alone)
   *
   * `PUT /v1/taxpayers/{nip}/restore/end`, role admin
   */
  putRestoreEnd(params: {
    nip: string
    /** What becomes of notices that this service does not know: taken over for all taxpayers, or left out and listed. Default: "leave". */
    outages?: 'adopt' | 'leave' | undefined
  }, options?: CallOptions): Promise<RestoreOutcome>

  /**
   * The rule tables that decisions are taken from, with citations, dates in force and confidence (H, M, L)
   *
   * `GET /v1/law`, role viewer
   */
  getLaw(options?: CallOptions): Promise<Law>
}

export const operations: Record<keyof Client, Operation> = {
  health: { method: 'GET', path: '/health' },
  openapi: { method: 'GET', path: '/openapi.json' },
  docs: { method: 'GET', path: '/docs' },
  ready: { method: 'GET', path: '/ready' },
  metrics: { method: 'GET', path: '/metrics' },
  postSession: { method: 'POST', path: '/session', body: ['application/json'] },
  getSession: { method: 'GET', path: '/session' },
  deleteSession: { method: 'DELETE', path: '/session' },
  putTaxpayer: { method: 'PUT', path: '/v1/taxpayers/{nip}', params: true, body: ['application/json'] },
  getTaxpayer: { method: 'GET', path: '/v1/taxpayers/{nip}', params: true },
  listTaxpayers: { method: 'GET', path: '/v1/taxpayers', params: true, pagesBy: 'cursor' },
  putSupplier: { method: 'PUT', path: '/v1/taxpayers/{nip}/suppliers/{sellerId}', params: true, body: ['application/json'] },
  getSupplier: { method: 'GET', path: '/v1/taxpayers/{nip}/suppliers/{sellerId}', params: true },
  listSuppliers: { method: 'GET', path: '/v1/taxpayers/{nip}/suppliers', params: true, pagesBy: 'cursor' },
  getPolicyEffect: { method: 'GET', path: '/v1/taxpayers/{nip}/policy-effect', params: true },
  getSummary: { method: 'GET', path: '/v1/summary', params: true, pagesBy: 'cursor' },
  getTaxpayerSummary: { method: 'GET', path: '/v1/taxpayers/{nip}/summary', params: true },
  postKey: { method: 'POST', path: '/v1/keys', body: ['application/json'] },
  listKeys: { method: 'GET', path: '/v1/keys', params: true, pagesBy: 'cursor' },
  patchKey: { method: 'PATCH', path: '/v1/keys/{id}', params: true, body: ['application/json'] },
  revokeKey: { method: 'DELETE', path: '/v1/keys/{id}', params: true },
  listAudit: { method: 'GET', path: '/v1/audit', params: true, pagesBy: 'cursor' },
  postOutage: { method: 'POST', path: '/v1/outages', body: ['application/json'] },
  listOutages: { method: 'GET', path: '/v1/outages', params: true, pagesBy: 'cursor' },
  patchOutage: { method: 'PATCH', path: '/v1/outages/{id}', params: true, body: ['application/json'] },
  getOutage: { method: 'GET', path: '/v1/outages/{id}', params: true },
  getLatarnia: { method: 'GET', path: '/v1/latarnia' },
  listLatarniaMessages: { method: 'GET', path: '/v1/latarnia/messages', params: true, pagesBy: 'cursor' },
  postCopy: { method: 'POST', path: '/v1/taxpayers/{nip}/copies', params: true, body: ['application/json', 'application/xml', 'multipart/form-data'] },
  postCopies: { method: 'POST', path: '/v1/taxpayers/{nip}/copies/batch', params: true, body: ['application/json'] },
  postDraft: { method: 'POST', path: '/v1/taxpayers/{nip}/drafts', params: true, body: ['multipart/form-data'] },
  listDrafts: { method: 'GET', path: '/v1/taxpayers/{nip}/drafts', params: true, pagesBy: 'cursor' },
  getDraft: { method: 'GET', path: '/v1/taxpayers/{nip}/drafts/{id}', params: true },
  discardDraft: { method: 'DELETE', path: '/v1/taxpayers/{nip}/drafts/{id}', params: true },
  getDraftDocument: { method: 'GET', path: '/v1/taxpayers/{nip}/drafts/{id}/document', params: true, blob: true },
  confirmDraft: { method: 'POST', path: '/v1/taxpayers/{nip}/drafts/{id}/copy', params: true, body: ['application/json'] },
  releaseDraft: { method: 'POST', path: '/v1/taxpayers/{nip}/drafts/{id}/release', params: true },
  reopenDraft: { method: 'POST', path: '/v1/taxpayers/{nip}/drafts/{id}/reopen', params: true },
  readDocument: { method: 'POST', path: '/v1/taxpayers/{nip}/documents/read', params: true, body: ['multipart/form-data'] },
  postMail: { method: 'POST', path: '/v1/taxpayers/{nip}/mails', params: true, body: ['message/rfc822'] },
  listMails: { method: 'GET', path: '/v1/taxpayers/{nip}/mails', params: true, pagesBy: 'cursor' },
  getMail: { method: 'GET', path: '/v1/taxpayers/{nip}/mails/{id}', params: true },
  putMailbox: { method: 'PUT', path: '/v1/taxpayers/{nip}/mailbox', params: true, body: ['application/json'] },
  getMailbox: { method: 'GET', path: '/v1/taxpayers/{nip}/mailbox', params: true },
  deleteMailbox: { method: 'DELETE', path: '/v1/taxpayers/{nip}/mailbox', params: true },
  tryMailbox: { method: 'POST', path: '/v1/taxpayers/{nip}/mailbox/trial', params: true, body: ['application/json'] },
  lookIntoMailbox: { method: 'POST', path: '/v1/taxpayers/{nip}/mailbox/looks', params: true },
  getDocument: { method: 'GET', path: '/v1/taxpayers/{nip}/evidence/{id}/document', params: true, blob: true },
  postImport: { method: 'POST', path: '/v1/taxpayers/{nip}/ksef/imports', params: true, body: ['application/json', 'application/zip'] },
  getImport: { method: 'GET', path: '/v1/taxpayers/{nip}/ksef/imports/{importId}', params: true },
  listQuarantine: { method: 'GET', path: '/v1/taxpayers/{nip}/ksef/quarantine', params: true, pagesBy: 'cursor' },
  decideQuarantined: { method: 'POST', path: '/v1/taxpayers/{nip}/ksef/quarantine/{id}/decision', params: true, body: ['application/json'] },
  putKsefConnection: { method: 'PUT', path: '/v1/taxpayers/{nip}/ksef/connection', params: true, body: ['application/json'] },
  getKsefConnection: { method: 'GET', path: '/v1/taxpayers/{nip}/ksef/connection', params: true },
  deleteKsefConnection: { method: 'DELETE', path: '/v1/taxpayers/{nip}/ksef/connection', params: true },
  postKsefSync: { method: 'POST', path: '/v1/taxpayers/{nip}/ksef/syncs', params: true, body: ['application/json'] },
  listKsefSyncs: { method: 'GET', path: '/v1/taxpayers/{nip}/ksef/syncs', params: true, pagesBy: 'cursor' },
  getKsefSync: { method: 'GET', path: '/v1/taxpayers/{nip}/ksef/syncs/{id}', params: true },
  getKsefCoverage: { method: 'GET', path: '/v1/taxpayers/{nip}/ksef/coverage', params: true },
  listPurchases: { method: 'GET', path: '/v1/taxpayers/{nip}/purchases', params: true, pagesBy: 'cursor' },
  getPurchase: { method: 'GET', path: '/v1/taxpayers/{nip}/purchases/{id}', params: true },
  patchPurchase: { method: 'PATCH', path: '/v1/taxpayers/{nip}/purchases/{id}', params: true, body: ['application/json'] },
  getHistory: { method: 'GET', path: '/v1/taxpayers/{nip}/purchases/{id}/history', params: true, pagesBy: 'cursor' },
  listCandidates: { method: 'GET', path: '/v1/taxpayers/{nip}/purchases/{id}/candidates', params: true, pagesBy: 'cursor' },
  listAwaiting: { method: 'GET', path: '/v1/taxpayers/{nip}/awaiting', params: true, pagesBy: 'cursor' },
  checkPosting: { method: 'POST', path: '/v1/taxpayers/{nip}/posting-checks', params: true, body: ['application/json'] },
  postPurchase: { method: 'POST', path: '/v1/taxpayers/{nip}/purchases/{id}/posting', params: true, body: ['application/json'] },
  voidPosting: { method: 'DELETE', path: '/v1/taxpayers/{nip}/purchases/{id}/posting', params: true },
  listFindings: { method: 'GET', path: '/v1/taxpayers/{nip}/findings', params: true, pagesBy: 'cursor' },
  rehearseAnswers: { method: 'GET', path: '/v1/taxpayers/{nip}/findings/{id}/answers', params: true },
  decideFinding: { method: 'POST', path: '/v1/taxpayers/{nip}/findings/{id}/decision', params: true, body: ['application/json'] },
  moveEvidence: { method: 'POST', path: '/v1/taxpayers/{nip}/evidence/{id}/move', params: true, body: ['application/json'] },
  getRegister: { method: 'GET', path: '/v1/taxpayers/{nip}/register/{month}', params: true, pagesBy: 'cursor' },
  fileMonth: { method: 'POST', path: '/v1/taxpayers/{nip}/register/{month}/filings', params: true, body: ['application/json'] },
  listFilings: { method: 'GET', path: '/v1/taxpayers/{nip}/register/{month}/filings', params: true, pagesBy: 'cursor' },
  getFiling: { method: 'GET', path: '/v1/taxpayers/{nip}/register/{month}/filings/{id}', params: true },
  listCorrectionsDue: { method: 'GET', path: '/v1/taxpayers/{nip}/corrections-due', params: true, pagesBy: 'cursor' },
  checkMonth: { method: 'GET', path: '/v1/taxpayers/{nip}/register/{month}/check', params: true },
  checkJpk: { method: 'POST', path: '/v1/taxpayers/{nip}/jpk-checks', params: true, body: ['application/xml'] },
  listJpkChecks: { method: 'GET', path: '/v1/taxpayers/{nip}/jpk-checks', params: true, pagesBy: 'cursor' },
  getJpkCheck: { method: 'GET', path: '/v1/taxpayers/{nip}/jpk-checks/{id}', params: true },
  listJpkCheckItems: { method: 'GET', path: '/v1/taxpayers/{nip}/jpk-checks/{id}/items', params: true, pagesBy: 'cursor' },
  postJpkRows: { method: 'POST', path: '/v1/taxpayers/{nip}/jpk-checks/{id}/postings', params: true, body: ['application/json'] },
  answerJpkItem: { method: 'PUT', path: '/v1/taxpayers/{nip}/jpk-checks/{id}/items/{item}/answer', params: true, body: ['application/json'] },
  takeBackJpkAnswer: { method: 'DELETE', path: '/v1/taxpayers/{nip}/jpk-checks/{id}/items/{item}/answer', params: true },
  listChanges: { method: 'GET', path: '/v1/taxpayers/{nip}/changes', params: true, pagesBy: 'after' },
  createWebhook: { method: 'POST', path: '/v1/taxpayers/{nip}/webhooks', params: true, body: ['application/json'] },
  listWebhooks: { method: 'GET', path: '/v1/taxpayers/{nip}/webhooks', params: true, pagesBy: 'cursor' },
  getWebhook: { method: 'GET', path: '/v1/taxpayers/{nip}/webhooks/{id}', params: true },
  patchWebhook: { method: 'PATCH', path: '/v1/taxpayers/{nip}/webhooks/{id}', params: true, body: ['application/json'] },
  deleteWebhook: { method: 'DELETE', path: '/v1/taxpayers/{nip}/webhooks/{id}', params: true },
  rotateWebhookSecret: { method: 'POST', path: '/v1/taxpayers/{nip}/webhooks/{id}/secret', params: true },
  testWebhook: { method: 'POST', path: '/v1/taxpayers/{nip}/webhooks/{id}/test', params: true },
  listWebhookAttempts: { method: 'GET', path: '/v1/taxpayers/{nip}/webhooks/{id}/attempts', params: true, pagesBy: 'cursor' },
  getArchive: { method: 'GET', path: '/v1/taxpayers/{nip}/archive', params: true },
  getArchiveRows: { method: 'GET', path: '/v1/taxpayers/{nip}/archive/rows', params: true },
  putRestore: { method: 'PUT', path: '/v1/taxpayers/{nip}/restore', params: true, body: ['application/json'] },
  deleteRestore: { method: 'DELETE', path: '/v1/taxpayers/{nip}/restore', params: true },
  putRestoreRows: { method: 'PUT', path: '/v1/taxpayers/{nip}/restore/rows', params: true, body: ['application/json'] },
  putRestoreEnd: { method: 'PUT', path: '/v1/taxpayers/{nip}/restore/end', params: true },
  getLaw: { method: 'GET', path: '/v1/law' },
}
