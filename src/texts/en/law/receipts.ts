/** What the tables of receipt, modes, documents and buyers say. */
export const receiptsTexts = {
  'receipt-rule.online.number': 'An invoice issued in KSeF is received on the day KSeF assigned its number',
  'receipt-rule.number': 'An offline invoice is received on the day KSeF assigned its number',
  'receipt-rule.irregular-handover.handbook':
    "The seller handed over an offline invoice to an ordinary buyer before its number; by the Ministry's handbook the day of actual receipt counts",
  'receipt-rule.irregular-handover':
    'The seller handed over an offline invoice to an ordinary buyer, which the act does not provide for; by statute the day of the KSeF number counts',
  'receipt-rule.listed-actual':
    'A listed buyer who got the invoice outside KSeF received it on the day he actually got it',
  'receipt-rule.listed-dual-delivery':
    'A listed buyer agreed on KSeF and got the invoice outside it too; which of the two counts is a choice, by default the agreed channel',
  'receipt-rule.listed-number':
    'A listed buyer to whom nothing was handed over outside KSeF receives the invoice with its number',
  'receipt-rule.listed-agreed-delivery-missing':
    'A listed buyer agreed on delivery outside KSeF and nothing was handed over yet',
  'receipt-rule.emergency.earlier':
    'An invoice issued during a failure is received on the day it was actually handed over, but not later than the day of its number',
  'receipt-rule.listed-agreed-actual':
    'A listed buyer who agreed on delivery outside KSeF received the emergency invoice on the day he actually got it, even after the number',
  'receipt-rule.listed-earlier':
    'Without an agreement on delivery outside KSeF the emergency invoice is received on the earlier of hand-over and number',
  'receipt-rule.overtaken.number':
    'Nothing was handed over outside KSeF, so the day of the KSeF number counts',
  'receipt-rule.overtaken.before-notice.emergency-rule':
    'The offline24 invoice was handed over before the failure was announced; by the policy the emergency rule applies all the same: actual receipt, not later than the number',
  'receipt-rule.overtaken.before-notice':
    'The offline24 invoice was handed over before the failure was announced, so it was not yet an emergency hand-over; the act says nothing clearer, and the day of the number counts',
  'receipt-rule.overtaken.from-notice.number-date':
    'The offline24 invoice was handed over once the failure was announced; by the policy the day of its number counts all the same',
  'receipt-rule.overtaken.from-notice':
    'The offline24 invoice was handed over once the failure was announced, so the emergency rule applies: actual receipt, not later than the number',
  'receipt-rule.no-number-to-come':
    'A total failure abolished the duty to send the invoice, so the copy actually received is the invoice',
  'receipt-rule.total-failure.actual':
    'An invoice issued during a total failure is received on the day it was actually handed over',
  'receipt-rule.outside-lawful.actual':
    'An invoice lawfully issued outside KSeF is received on the day it was actually handed over',
  'receipt-rule.foreign.actual':
    'A foreign invoice is received on the day it was actually handed over; no deduction waits for that',
  'receipt-rule.outside-breach.by-number':
    'The seller had to use KSeF and did not; by the policy the invoice is received on the day of its KSeF number alone',
  'receipt-rule.outside-breach.actual':
    'The seller had to use KSeF and did not; according to KIS practice the invoice is received on the day it was actually handed over, and a later number does not move it',
  'receipt-rule.early-copy.by-actual':
    'A plain copy came just before the KSeF number; by the policy the day it was actually handed over counts, as for an invoice that the seller issued outside KSeF',
  'receipt-rule.early-copy.number':
    'A plain copy came just before the KSeF number; it is taken for a copy of the structured invoice, so the day of the number counts',
  'receipt-rule.not-an-invoice': 'The document is no invoice: it gives neither receipt nor deduction',
  'mode.online.trigger': 'KSeF says Online: the day of P_1 is the day of acceptance',
  'mode.online.issue': 'day of sending (art. 106na ust. 1)',
  'mode.online-late.trigger':
    'sent on a day after P_1; metadata cannot tell it from offline24, so only a confirmed mode says it',
  'mode.online-late.issue': 'P_1 (art. 106nda ust. 10 i 16)',
  'mode.offline24.trigger': 'offline codes, or KSeF says Offline, and no outage covers P_1',
  'mode.offline24.issue': 'P_1 (art. 106nda ust. 10)',
  'mode.offline24-overtaken-by-failure.trigger':
    'offline24, and a failure was announced after P_1 and before sending',
  'mode.offline24-overtaken-by-failure.issue': 'P_1 (art. 106nf ust. 9)',
  'mode.offline24-overtaken-by-total-failure.trigger':
    'offline24, and a total failure was announced after P_1 and before sending',
  'mode.offline24-overtaken-by-total-failure.issue': 'P_1 (art. 106nda ust. 10)',
  'mode.maintenance.trigger': 'offline codes, or KSeF says Offline, and maintenance covers P_1',
  'mode.maintenance.issue': 'P_1 (art. 106nh ust. 4, art. 106nda ust. 10)',
  'mode.emergency.trigger': 'offline codes, or KSeF says Offline, and a failure covers P_1',
  'mode.emergency.issue': 'P_1 (art. 106nf ust. 9)',
  'mode.total-failure.trigger': 'a total failure covers P_1',
  'mode.total-failure.issue': 'date on the document',
  'mode.outside-lawful.trigger':
    'no offline codes, and the seller was free (or not known to be obliged) to issue outside KSeF',
  'mode.outside-lawful.issue': 'date on the document',
  'mode.outside-breach.trigger':
    'no offline codes, the seller was obliged, and no number came by the next business day',
  'mode.outside-breach.issue': 'date on the document',
  'mode.early-copy.trigger': 'no offline codes, and the number came by the next business day after P_1',
  'mode.early-copy.issue': 'P_1',
  'mode.foreign.trigger': 'seller without seat in Poland, invoice outside KSeF',
  'mode.foreign.issue': 'date on the document',
  'mode.not-an-invoice.trigger':
    'only documents that are no invoice: confirmation, order, pro forma, receipt that is no invoice',
  'mode.not-an-invoice.issue': 'none',
  'mode-trait.noInvoice.what': 'The documents are no invoice: nothing is received and there is no row.',
  'mode-trait.ordinarilyByKsef.what':
    'A buyer who is not listed receives it through KSeF alone: a copy since its number is a print of it.',
  'mode-trait.copyBeforeNumberIrregular.what':
    'A copy that such a buyer got before the number was not provided for.',
  'mode-trait.agreementForListedAlone.what': 'Delivery outside KSeF may be agreed with a listed buyer alone.',
  'mode-trait.agreedWithEveryBuyer.what':
    'The seller hands it over to every buyer, in the way that they agreed.',
  'mode-trait.listedByAgreement.what': 'What was agreed with a listed buyer decides when he receives it.',
  'mode-trait.countsFromNotice.what':
    'The rules of the failure that overtook it hold from its notice on: the term, and what is handed over since.',
  'mode-trait.receivedAsBeforeTotalFailure.what':
    'A total failure ends the duty to send, and neither the day of receipt nor the marker changes by it.',
  'mode-trait.deductedBeforeSent.what':
    'Every buyer may have deducted it before it was sent: a seller who lets the term pass is told as one who never sent it.',
  'mode-trait.lateWithoutTerm.what':
    'The act sets no term for sending; sent after the next business day it is told as sent late.',
  'mode-trait.lawfullyOutside.what':
    'It was lawfully issued outside KSeF: a number beside it is a second invoice for one supply.',
  'mode-trait.lawfulByDuty.what':
    'It is lawful outside KSeF because, and as far as, the seller had no duty to use it.',
  'mode-trait.breach.what': 'The seller broke his duty to use KSeF: a number may still come, in no term.',
  'document.invoice.what': 'invoice without offline codes',
  'document.offline-invoice.what': 'invoice with two codes (OFFLINE, CERTYFIKAT)',
  'document.numbered-visualisation.what': 'print of an invoice that has its KSeF number (one code)',
  'document.transaction-confirmation.what': 'confirmation of a transaction, also with two codes',
  'document.fiscal-receipt.what':
    "cash-register receipt with the buyer's NIP, an invoice up to the limit until 2026-12-31",
  'document.not-an-invoice.what': 'pro forma, order, note',
}
