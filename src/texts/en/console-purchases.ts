import { counted, dayOf, periodOf } from './words.ts'

/** Texts of the list of purchases and of the page of one purchase. */
export const purchasePageTexts = {
  'purchases.empty': 'No purchase fits',
  'purchases.empty.why': 'Take back a filter, or add documents.',
  'purchases.filter.status': 'Status',
  'purchases.filter.mode': 'Way of issue',
  'purchases.filter.month': 'Month',
  'purchases.filter.by': 'Month of',
  'purchases.filter.by.received': 'receipt',
  'purchases.filter.by.issued': 'issue',
  'purchases.filter.text': 'Number, NIP or KSeF number',
  'purchases.filter.overdue': 'Only overdue numbers',
  'purchases.clear': 'Take back all filters',

  'purchases.print': 'Print these invoices',
  'purchases.printing': ({ done, all }: { done: number; all: number }) =>
    `Loaded ${done} of ${all} documents`,
  'purchases.print.left-out': ({ count }: { count: number }) =>
    `${counted(count, 'document')} cannot be printed here: typed in, or no XML.`,
  'purchases.print.most': ({ most }: { most: number }) =>
    `Only the first ${most} purchases are printed at once. Choose a month or a seller.`,
  'purchases.print.title': 'Invoices to print',
  'purchases.print.nothing': 'There is nothing to print.',

  'purchase.seller': 'Seller',
  'purchase.number': 'Number',
  'purchase.issued': 'Issued',
  'purchase.received': 'Received',
  'purchase.status': 'Status',
  'purchase.mode': 'Way of issue',
  'purchase.marker': 'Marker',
  'purchase.net': 'Net',
  'purchase.vat': 'VAT',
  'purchase.vat-pln': 'VAT in PLN',
  'purchase.gross': 'Gross',
  'purchase.findings': 'Findings',
  'purchase.kind': 'Kind',
  'purchase.back': 'All purchases',
  'purchase.not-received': 'not received',

  'purchase.verdict': 'Receipt and deduction',
  'purchase.receipt-day': 'Day of receipt',
  'purchase.why': 'Why this day?',
  'purchase.rule': ({ articles }: { articles: readonly string[] }) => `By ${articles.join(', ')}.`,
  'purchase.contested': 'The law is disputed here; the day follows the policy of the taxpayer.',
  'purchase.alternative': ({ policy, date }: { policy: string; date: string | null }) =>
    `With the policy “${policy}”: ${date === null ? 'not received' : dayOf(date)}.`,
  'purchase.deductible': ({ from, until }: { from: string; until: string }) =>
    from === until
      ? `May be deducted in ${periodOf(from)} alone`
      : `May be deducted from ${periodOf(from)} until ${periodOf(until)}`,
  'purchase.no-deduction': 'nothing to deduct',
  'purchase.resend': 'Term of the seller for KSeF',
  'purchase.resend.overdue': 'overdue',
  'purchase.correction-due': 'Correct the record by',
  'purchase.payment-duty': 'When paying',
  'purchase.window': 'Window of deduction',
  'purchase.window.first': 'first',
  'purchase.window.last': 'last',
  'purchase.window.posted': 'booked',

  'purchase.decide': 'Decide',
  'purchase.no-findings': 'Nothing stands against it.',
  'purchase.decided': ({ decision }: { decision: string }) => decisions[decision] ?? decision,
  'purchase.corrects': 'Corrects',
  'purchase.corrected-by': 'Corrected by',
  'purchase.original-unknown': 'not known here',

  'purchase.documents': 'Documents',
  'purchase.document.ksef': 'KSeF',
  'purchase.document.typed': 'It was typed in: no file came with it.',
  'purchase.document.row': 'Only the row of KSeF is here, its XML is not.',
  'purchase.document.save': 'Save as a file',
  'purchase.document.picture': 'The document as it came',
  'purchase.document.other': 'Such a file is not shown here. Save it and open it with another program.',
  'purchase.document.came': ({ document, channel }: { document: string; channel: string | null }) =>
    channel === null ? document : `${document}, by ${channel}`,

  'purchase.posting': 'Booking',
  'purchase.posting.none': 'Not booked yet.',
  'purchase.posting.reference': 'Reference in the books',
  'purchase.posting.day': 'Booked on',
  'purchase.posting.do': 'Mark as booked',
  'purchase.posting.done': 'Marked as booked.',
  'purchase.posting.void': 'Void the booking',
  'purchase.posting.void.why': 'Reason',
  'purchase.posting.voided': 'The booking was voided.',

  'purchase.stated': 'What only a person knows',
  'purchase.stated.taxPointDate': 'Tax point',
  'purchase.stated.deductIn': 'Deduct in',
  'purchase.stated.originalDeductedIn': 'The original was deducted in',
  'purchase.stated.deductibleShare': 'Deductible share, such as 0.50',
  'purchase.stated.exchangeRate': 'Exchange rate',
  'purchase.stated.selfAssessedVat': 'Self-assessed VAT in PLN',
  'purchase.stated.fixedAsset': 'Fixed asset',
  'purchase.stated.supplyConfirmed': 'Supply confirmed',
  'purchase.stated.deliveryAgreed': 'This way of delivery was agreed',
  'purchase.stated.selfAssessed': 'The buyer assesses the VAT',
  'purchase.stated.importOfGoods': 'Import of goods',
  'purchase.stated.internalDocument': 'Internal document',
  'purchase.stated.marginPurchase': 'Bought for a sale under the margin scheme',
  'purchase.stated.confirmedMode': 'Confirmed way of issue',
  'purchase.payments': 'Payments',
  'purchase.payments.day': 'Paid on',
  'purchase.payments.amount': 'Amount',
  'purchase.payments.add': 'Add a payment',
  'purchase.payments.remove': 'Remove',
  'purchase.stated.unsaid': 'not said',
  'purchase.stated.saved': 'Kept; the purchase was decided anew.',

  'purchase.history': 'History',
  'purchase.history.type': ({ type }: { type: string }) => historyTypes[type] ?? type,
  'purchase.history.by': ({ actor }: { actor: string }) => `by ${actor}`,
  'purchase.history.receipt': 'Receipt',
  'purchase.history.foreign': 'As an archive from elsewhere says.',
}

const decisions: Readonly<Record<string, string>> = {
  'same-invoice': 'the same invoice',
  'different-invoice': 'another invoice',
  accepted: 'accepted',
  dismissed: 'dismissed',
}

const historyTypes: Readonly<Record<string, string>> = {
  created: 'Became known',
  decided: 'Decided anew',
  stated: 'Stated by a person',
  posted: 'Booked',
  voided: 'Booking voided',
  decision: 'Finding answered',
  reopened: 'Answer taken back',
  moved: 'Document moved',
}
