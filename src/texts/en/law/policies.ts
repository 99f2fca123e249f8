/** What the tables of choices, corrections, payments, penalties and fields of the record say. */
export const policiesTexts = {
  'policy.breachReceipt.question':
    'When is an invoice received that the seller, obliged to use KSeF, issued outside it?',
  'policy.breachReceipt.options.kis-actual':
    'On the day of actual receipt, as the interpretations of KIS say.',
  'policy.breachReceipt.options.statute-number': 'On the day of the KSeF number only.',
  'policy.earlyCopy.question':
    'When is an invoice received whose plain copy came just before its KSeF number?',
  'policy.earlyCopy.options.statute-number': 'On the day of the KSeF number.',
  'policy.earlyCopy.options.kis-actual': 'On the day the plain copy was received.',
  'policy.irregularOfflineHandover.question':
    'Does an offline invoice handed to an ordinary buyer before its number count as received?',
  'policy.irregularOfflineHandover.options.statute-number':
    'No: it is received on the day of the KSeF number.',
  'policy.irregularOfflineHandover.options.mf-1-8-actual':
    "Yes: on the day of actual receipt, as the Ministry's handbook says.",
  'policy.overtakenOffline24.question':
    'Which receipt rule governs an offline24 invoice overtaken by a failure notice?',
  'policy.overtakenOffline24.options.by-handover':
    'The emergency rule when it was handed over on or after the notice, else the number.',
  'policy.overtakenOffline24.options.emergency-rule': 'The emergency rule whenever it was handed over.',
  'policy.overtakenOffline24.options.number-date': 'The day of the KSeF number always.',
  'policy.overtakenMarker.question':
    'Which marker has an offline24 invoice overtaken by a failure, while it has no number?',
  'policy.overtakenMarker.options.DI': 'DI, by the wording of the explanation.',
  'policy.overtakenMarker.options.OFF': 'OFF, by the purpose of the reference.',
  'policy.gb4DualDelivery.question':
    'Which receipt counts when a listed buyer agreed on KSeF and got the invoice outside it too?',
  'policy.gb4DualDelivery.options.agreed-channel': 'The agreed channel, so the day of the KSeF number.',
  'policy.gb4DualDelivery.options.earliest': 'The earlier of both days.',
  'policy.gb4DualDelivery.options.actual': 'The actual receipt outside KSeF.',
  'policy.breachNumberAfterFiling.question':
    'Must a filed BFK row be corrected when a number comes after all?',
  'policy.breachNumberAfterFiling.options.review': 'A human decides.',
  'policy.breachNumberAfterFiling.options.correct-14-days': 'Yes, within 14 days of the number.',
  'policy.breachNumberAfterFiling.options.leave': 'No, the row was right when it was filed.',
  'policy.foreignInvoiceMarker.question':
    'Which marker has a foreign invoice (import of services, intra-EU acquisition)?',
  'policy.foreignInvoiceMarker.options.BFK': 'BFK, as the Ministry answered on 2026-03-18.',
  'policy.foreignInvoiceMarker.options.DI': 'DI, as the tax hotline said before.',
  'policy.euEarlyDeduction.question':
    'May input tax be deducted for the period of the tax point when the invoice came before filing?',
  'policy.euEarlyDeduction.options.off': 'No: not before the period of receipt, as the Polish text says.',
  'policy.euEarlyDeduction.options.on': 'Yes, after T-689/24, which is under review as C-167/26 RX.',
  'policy.partialDeductionNet.question':
    'Which net amount stands in the register when only a share of the tax is deductible?',
  'policy.partialDeductionNet.options.ask': 'A human decides per purchase.',
  'policy.partialDeductionNet.options.full': 'The whole net amount.',
  'policy.partialDeductionNet.options.proportional': 'The same share of the net amount.',
  'record-correction.not-in-month.when':
    'the month lies outside the window of deduction, or nothing is deductible any more',
  'record-correction.same-invoice-twice.when': 'two filed rows turned out to be one invoice',
  'record-correction.amounts.when': 'an amount of the row differs, or became known',
  'record-correction.receipt-date.when':
    'the day of receipt differs, while the month stays in the window of deduction',
  'record-correction.document.when': 'supplier, number, issue day or kind of document differ',
  'record-correction.number-left-out.when':
    'the invoice had its KSeF number by the day of filing, and the row has another marker or number',
  'record-correction.number-arrived.when': 'a row filed without a number has its KSeF number',
  'record-correction.marker.when': 'the marker would be another one, without a number',
  'record-correction.reduction-not-filed.when':
    'a correction in minus became known after its only month was filed',
  'record-correction.not-filed.when': 'every month of the window of deduction was filed without it',
  'payment.no-number-in-payments.what': 'A payment need not name the KSeF number.',
  'payment.number-in-payments.what':
    'A payment names the KSeF number of the invoice, or the collective number of several; a split payment names it in its message, and with direct debit whoever calls for the money does.',
  'penalty.no-fines-yet.what':
    'No fines for errors with KSeF: art. 106ni ust. 1-3 and 5-7 are not in force; ust. 4 bars fiscal penal proceedings already.',
  'penalty.fines-by-statute.what': 'Fines of up to 100 % of the tax, or 18.7 % of the gross amount.',
  'penalty.deferral-ud477.what':
    'The bill UD477 of 2026-09-22 defers the fines to 2028-01-01; it was not adopted on 2026-10-10.',
  'reverse-charge.energy-and-allowances.what':
    'The buyer accounts for the tax of gas, electricity and emission allowances supplied to him.',
  'reverse-charge.energy-and-allowances-ud477.what':
    'The bill UD477 of 2026-09-22 would extend art. 145e to 2030-06-30; it was not adopted on 2026-10-10.',
}
