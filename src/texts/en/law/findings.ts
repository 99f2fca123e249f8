/** When each finding opens and what a person can do about it. */
export const findingsTexts = {
  'finding.INFO_CONFIRMATION_ONLY.opensWhen':
    'a transaction confirmation is among the evidence: it gives no receipt day',
  'finding.INFO_CONFIRMATION_ONLY.whatToDo': 'Nothing to do.',
  'finding.INFO_COPY_AFTER_NUMBER.opensWhen':
    'an outside copy came on or after the number day: it changes nothing for an ordinary buyer',
  'finding.INFO_COPY_AFTER_NUMBER.whatToDo': 'Nothing to do.',
  'finding.INFO_SENT_LATE.opensWhen':
    'the day of sending lies after the deadline; the number day does not matter',
  'finding.INFO_SENT_LATE.whatToDo': "Nothing to do: lateness is the seller's risk.",
  'finding.INFO_SENT_LATE.selfBilled':
    'Nothing to do any more; you issued the invoice, so the delay is your own.',
  'finding.INFO_TECH_CORRECTION.opensWhen': 'linked through the hash of the file that it replaces',
  'finding.INFO_TECH_CORRECTION.whatToDo': 'Nothing to do; the number printed on the first copy may differ.',
  'finding.INFO_TOTAL_FAILURE_NO_NUMBER.opensWhen':
    'an emergency invoice whose sending a total failure abolished',
  'finding.INFO_TOTAL_FAILURE_NO_NUMBER.whatToDo': 'Nothing to do: no number is to come.',
  'finding.INFO_TOTAL_FAILURE_NO_NUMBER.onceNumbered': 'Nothing to do: a number came although none was due.',
  'finding.INFO_MARKER_BFK_VS_DI.opensWhen': 'foreign invoice: the marker is a choice',
  'finding.INFO_MARKER_BFK_VS_DI.whatToDo':
    'Change the choice for foreign invoices if your adviser prefers the other marker.',
  'finding.INFO_CORRECTS_NON_KSEF.opensWhen': 'a correction of an invoice issued outside KSeF (NrKSeFN)',
  'finding.INFO_CORRECTS_NON_KSEF.whatToDo': 'Nothing to do; the original is looked for by number and day.',
  'finding.INFO_DUPLICATE_COPY.opensWhen':
    'a second outside copy of the same invoice; the earlier hand-over counts',
  'finding.INFO_DUPLICATE_COPY.whatToDo': 'Nothing to do: it is one purchase and is posted once.',
  'finding.INFO_SELF_BILLING_ACCEPTANCE.opensWhen': "self-billing: the seller's acceptance must be on file",
  'finding.INFO_SELF_BILLING_ACCEPTANCE.whatToDo': "Keep the seller's acceptance on file.",
  'finding.INFO_NIP_CHECKSUM.opensWhen': 'a seller NIP in a KSeF document fails its check digit',
  'finding.INFO_NIP_CHECKSUM.whatToDo': "Check the seller's NIP; KSeF accepted the document as it is.",
  'finding.INFO_FUTURE_DATE.opensWhen': 'received on a day that lies after today',
  'finding.INFO_FUTURE_DATE.whatToDo': 'Check the day of receipt.',
  'finding.INFO_OUTAGE_OPEN.opensWhen': 'the failure that governs the deadline has no end notice yet',
  'finding.INFO_OUTAGE_OPEN.whatToDo': 'Record the end of the failure when it is announced.',
  'finding.INFO_ONE_CODE_IN_FAILURE.opensWhen':
    'one code (KOD I), no KSeF number, the seller was obliged and a failure covers P_1: an emergency invoice needs two codes (art. 106nf ust. 3, art. 106nda ust. 6)',
  'finding.INFO_ONE_CODE_IN_FAILURE.whatToDo': 'Ask the seller for the second code, or for the KSeF number.',
  'finding.INFO_SELLER_DUTY_UNKNOWN.opensWhen':
    "nothing is recorded of the seller's duty to use KSeF on an issue day of 2026",
  'finding.INFO_SELLER_DUTY_UNKNOWN.whatToDo': "Record the supplier's duty if you know it.",
  'finding.INFO_AGREEMENT_UNKNOWN.opensWhen':
    'emergency copy handed to an ordinary buyer and no agreement recorded either way',
  'finding.INFO_AGREEMENT_UNKNOWN.whatToDo': 'Record how delivery was agreed with the supplier.',
  'finding.INFO_SELF_ASSESSMENT_OPEN.opensWhen':
    'the buyer accounts for the tax and did not state that he did',
  'finding.INFO_SELF_ASSESSMENT_OPEN.whatToDo':
    'State it once the output tax is reported: until then the row has no amounts.',
  'finding.INFO_STANDARD_RATE.opensWhen':
    'the tax that the buyer accounts for was computed at the standard rate',
  'finding.INFO_STANDARD_RATE.whatToDo': 'State the tax where another rate holds.',
  'finding.INFO_RATE_OF_ORIGINAL.opensWhen':
    'a correction in a foreign currency states no rate and is converted at that of its original',
  'finding.INFO_RATE_OF_ORIGINAL.whatToDo': 'State the exchange rate where another one holds.',
  'finding.INFO_QR_UNREADABLE.opensWhen':
    'a code of KSeF on a copy cannot be read, or not its hash: it is not used to match',
  'finding.INFO_QR_UNREADABLE.whatToDo':
    'Nothing to do; scan the code with a telephone and send it where the copy finds no invoice.',
  'finding.KOR_ORIGINAL_WITHOUT_NUMBER.opensWhen':
    'a correction quotes a KSeF number for an original that we hold only as a copy without number; review where it quotes none and the number of its offline24 maintenance or emergency original is still due (art. 106nda ust. 12)',
  'finding.KOR_ORIGINAL_WITHOUT_NUMBER.whatToDo':
    'Wait for the KSeF document of the original, or check the reference.',
  'finding.KOR_ORIGINAL_WITHOUT_NUMBER.milder.whatToDo':
    'An invoice issued offline may be corrected only once it has its number: wait for it, or ask the seller.',
  'finding.KOR_ORIGINAL_UNKNOWN.opensWhen':
    'an original that a correction names is not known here, or several purchases fit the reference; one for each reference (art. 86 ust. 19a)',
  'finding.KOR_ORIGINAL_UNKNOWN.whatToDo':
    'Record the original, state when it was deducted, or decide this finding; a wrong reference can be corrected.',
  'finding.KOR_ORIGINAL_OTHER_SELLER.opensWhen':
    'the KSeF number that a correction quotes for its original is that of another seller',
  'finding.KOR_ORIGINAL_OTHER_SELLER.whatToDo':
    'Ask the seller what he corrects; state the right reference or when the original was deducted, or decide this finding.',
  'finding.KOR_NEW_TOTALS.opensWhen':
    'the totals of a correction have the sign and more than half the size of those of its originals: new totals instead of the difference (art. 106j ust. 2 pkt 5)',
  'finding.KOR_NEW_TOTALS.whatToDo':
    'Compare with the original: where these are the new totals, ask the seller for a correction that states the difference; else decide this finding.',
  'finding.INFO_ORIGINAL_BEFORE_LEDGER.opensWhen':
    "an original that is not known here was issued before the day on which the taxpayer's ledger opens",
  'finding.INFO_ORIGINAL_BEFORE_LEDGER.whatToDo':
    'State when the original was deducted, where that was not before the correction came.',
  'finding.INFO_ORIGINAL_NOT_NAMED.opensWhen': 'no document in hand says which invoice a correction corrects',
  'finding.INFO_ORIGINAL_NOT_NAMED.whatToDo':
    'Record the XML, or state what it corrects; until then the correction stands in the period in which it was received.',
  'finding.SELF_BILLED_NOT_SENT.opensWhen':
    'an invoice that the taxpayer issued on behalf of the seller (self-billing) has no number, and its term has passed by the day asked for, or it was issued outside KSeF for a seller obliged on P_1',
  'finding.SELF_BILLED_NOT_SENT.whatToDo':
    'Send it to KSeF: whoever issues on behalf of the seller holds the file, so the duty is your own (art. 106d ust. 1, art. 106nda ust. 2).',
  'finding.REVERSE_CHARGE_ENDED.opensWhen':
    'an invoice of a Polish seller in KSeF leaves the tax to the buyer, and art. 145e (gas, electricity, emission allowances) was not in force on its tax point',
  'finding.REVERSE_CHARGE_ENDED.whatToDo':
    'Ask the seller which article lets him invoice without tax; account for it, or ask for a correction with tax.',
  'finding.REVERSE_CHARGE_WITH_TAX.opensWhen':
    'the XML of a Polish seller carries the words of reverse charge (P_18) and charges Polish tax (P_14_1 to P_14_4), without a sum that is left to the buyer or taxed abroad, and nobody stated who accounts for it',
  'finding.REVERSE_CHARGE_WITH_TAX.whatToDo':
    'Ask the seller which of both is right, and for a correction; state it if you account for the tax yourself (art. 106e ust. 1 pkt 18, art. 17 ust. 1).',
  'finding.OUTSIDE_COPY_BEFORE_NUMBER.opensWhen':
    'an ordinary buyer holds an offline24 or maintenance invoice (or an early copy) handed over before its number; not for emergency and overtaken modes',
  'finding.OUTSIDE_COPY_BEFORE_NUMBER.whatToDo':
    'Ask the seller to send the invoice to KSeF; by statute nothing is deducted before its number.',
  'finding.OUTSIDE_COPY_BEFORE_NUMBER.selfBilled':
    'Send the invoice to KSeF; by statute nothing is deducted before its number.',
  'finding.OUTSIDE_COPY_BEFORE_NUMBER.onceNumbered':
    'The seller has nothing left to send: deduct from the day of receipt, which is shown once the KSeF document is in hand.',
  'finding.PERIOD_DIFFERS.opensWhen':
    'a dated receipt day under another choice (or in the other reading of a P_1 that an outage covers only in part) puts the deduction in another period; the early deduction of EU law does not count',
  'finding.PERIOD_DIFFERS.whatToDo':
    'Compare the alternatives and confirm the choice, or the way of issue where an outage covers only a part of P_1; ask for an own ruling when the amount is large.',
  'finding.WINDOWS_APART.opensWhen':
    'as where the period differs, and the two deduction windows do not overlap',
  'finding.WINDOWS_APART.whatToDo':
    'Decide before the earlier window ends; once it is over, only a corrected return remains (art. 86 ust. 13).',
  'finding.CREDIT_NOTE_PERIOD.opensWhen':
    'as where the period differs, for a correction in minus: the earlier period is the safer',
  'finding.CREDIT_NOTE_PERIOD.whatToDo': 'Consider the earlier period: a reduction is mandatory.',
  'finding.AGREEMENT_WITHOUT_GB4_STATUS.opensWhen':
    'delivery outside KSeF agreed with a domestic buyer and an offline24 or maintenance copy handed over: the agreement moves nothing',
  'finding.AGREEMENT_WITHOUT_GB4_STATUS.whatToDo':
    'Check the buyer category; for a domestic buyer the agreement changes nothing here.',
  'finding.GB4_DUAL_DELIVERY.opensWhen': 'a listed buyer who agreed on KSeF also got the invoice outside it',
  'finding.GB4_DUAL_DELIVERY.whatToDo': 'Confirm which channel was agreed.',
  'finding.AGREEMENT_UNKNOWN.opensWhen': 'a listed buyer and no agreement recorded either way',
  'finding.AGREEMENT_UNKNOWN.whatToDo': 'Record how delivery was agreed with the supplier.',
  'finding.AGREEMENT_MISSING.opensWhen':
    'emergency copy handed over outside KSeF although the recorded channel is KSeF (ordinary buyer)',
  'finding.AGREEMENT_MISSING.whatToDo': 'Check whether delivery outside KSeF was agreed, and record it.',
  'finding.RECEIVED_BEFORE_ISSUED.opensWhen': 'a copy came before its P_1, and there is no document of KSeF',
  'finding.RECEIVED_BEFORE_ISSUED.whatToDo':
    'Compare P_1 and the day of receipt with the invoice: one was misread, or the seller dated it ahead.',
  'finding.SELLER_LATE.opensWhen':
    'offline24 or maintenance copy in hand and by the day asked for the deadline has passed without a number; not when it is known to have been sent in time',
  'finding.SELLER_LATE.whatToDo': 'Ask the seller to send the invoice to KSeF.',
  'finding.SELLER_NEVER_SENT.opensWhen':
    'emergency copy in hand and by the day asked for the deadline has passed without a number; not when it is known to have been sent in time',
  'finding.SELLER_NEVER_SENT.whatToDo': 'Ask the seller for the number and keep the proof of receipt.',
  'finding.OVERTAKEN_BY_FAILURE.opensWhen':
    'an offline24 copy handed to an ordinary buyer; a failure was announced before it was sent',
  'finding.OVERTAKEN_BY_FAILURE.whatToDo': 'Check when the invoice was handed over and which policy applies.',
  'finding.TOTAL_FAILURE_NO_NUMBER.opensWhen':
    'an offline24 or maintenance copy whose sending a total failure abolished',
  'finding.TOTAL_FAILURE_NO_NUMBER.whatToDo': 'Keep the copy and the notice: no number is to come.',
  'finding.TOTAL_FAILURE_NO_NUMBER.onceNumbered':
    'Keep the copy and the notice: a number came although none was due.',
  'finding.MARKER_UNSETTLED.opensWhen':
    'the marker as of the day is one the law does not settle (overtaken offline24 or maintenance without a number)',
  'finding.MARKER_UNSETTLED.whatToDo': 'Decide the marker with your adviser before filing.',
  'finding.EMERGENCY_NOT_CONFIRMED.opensWhen': 'the seller claims an emergency and no failure covers P_1',
  'finding.EMERGENCY_NOT_CONFIRMED.whatToDo':
    'Record the failure notice if there was one, else ask the seller.',
  'finding.DOUBLE_ISSUE.opensWhen':
    'two KSeF numbers share seller number P_1 and kind: one supply gives one deduction (art. 88 ust. 3a pkt 4 lit. a, ust. 3b); review where a lawful outside invoice (total failure 145l 145m 145n 106ga) also got a KSeF number (one purchase)',
  'finding.DOUBLE_ISSUE.whatToDo':
    'Two supplies: answer that they are different, which frees both. One supply: accept the finding of the one that you book, state of the other that there was no supply, and ask the seller to correct that to zero.',
  'finding.DOUBLE_ISSUE.milder.whatToDo':
    'It is one purchase and is posted once; ask the seller whether both documents stand.',
  'finding.ADVANCE_PAYMENT_UNKNOWN.opensWhen':
    'an advance invoice (ZAL, KOR_ZAL in plus) tells no payment: neither P_6, nor payments, nor the tax point; P_1 was taken for the tax point',
  'finding.ADVANCE_PAYMENT_UNKNOWN.whatToDo':
    'State the payments, or the tax point; for services of art. 19a ust. 5 pkt 4 that is the day of issue.',
  'finding.EXCHANGE_RATE_MISSING.opensWhen':
    'an invoice in a foreign currency states no exchange rate, or several, and none was stated',
  'finding.EXCHANGE_RATE_MISSING.whatToDo':
    'State the exchange rate of art. 31a: until then the row has no amounts.',
  'finding.VAT_PLN_COMPUTED.opensWhen':
    'an invoice in a foreign currency lacks tax in PLN, which was computed at its rate',
  'finding.VAT_PLN_COMPUTED.whatToDo': 'Compare the tax in PLN with the printed invoice (art. 106e ust. 11).',
  'finding.AMOUNTS_INCOMPLETE.opensWhen':
    'no document states the net amount, or the tax, of a purchase that stands in the register',
  'finding.AMOUNTS_INCOMPLETE.whatToDo': 'Record a copy with net and vat: until then the row has no amounts.',
  'finding.PARTIAL_NET_UNDECIDED.opensWhen':
    'only a share of the tax is deductible and nobody chose how its net is shown',
  'finding.PARTIAL_NET_UNDECIDED.whatToDo':
    'Choose how the net of a partial deduction is shown: until then the row has no amounts.',
  'finding.PAYMENTS_EXCEED_GROSS.opensWhen':
    'the payments stated of a purchase on the cash method are more than its gross amount',
  'finding.PAYMENTS_EXCEED_GROSS.whatToDo':
    'Check the payments; what goes beyond the gross amount is not counted.',
  'finding.CHOSEN_MONTH_OUTSIDE_WINDOW.opensWhen':
    'the month chosen for the deduction lies outside a window that has moved since',
  'finding.CHOSEN_MONTH_OUTSIDE_WINDOW.whatToDo':
    'Choose a month inside the window, or clear the choice: the first month is used until then.',
  'finding.SELLER_SHOULD_USE_KSEF.opensWhen':
    'an outside invoice without offline codes from a seller obliged on P_1',
  'finding.SELLER_SHOULD_USE_KSEF.whatToDo': 'Keep the proof of receipt and ask the seller to use KSeF.',
  'finding.SELLER_SHOULD_USE_KSEF.onceNumbered':
    'Keep the proof of receipt: the invoice has its number by now and is posted once.',
  'finding.KSEF_AFTER_POSTING.opensWhen':
    'an invoice outside KSeF against the duty, whose number day lies after the 25th of the month following the hand-over (that month was or should have been filed)',
  'finding.KSEF_AFTER_POSTING.whatToDo': 'Check whether the filed row needs its number.',
  'finding.GUIDANCE_2026_ONLY.opensWhen':
    'an invoice outside KSeF against the duty with P_1 from 2027-01-01: the guidance relied on speaks of 2026',
  'finding.GUIDANCE_2026_ONLY.whatToDo': 'Ask your adviser whether the practice of 2026 still holds.',
  'finding.RECEIPT_WITH_NIP_AFTER_2026.opensWhen':
    'a fiscal receipt with NIP and P_1 from 2027-01-01: no longer an invoice',
  'finding.RECEIPT_WITH_NIP_AFTER_2026.whatToDo': 'Ask the seller for a structured invoice.',
  'finding.RECEIPT_WITH_NIP_AFTER_2026.onceNumbered': 'Book the structured invoice, not the receipt.',
  'finding.WINDOW_EXPIRED.opensWhen': 'the window ended before the month that precedes the day asked for',
  'finding.WINDOW_EXPIRED.whatToDo':
    'Correct an earlier return (art. 86 ust. 13; tax that the buyer accounted for: ust. 13a; a reduction: ust. 19a).',
  'finding.EU_EARLY_DEDUCTION.opensWhen': 'early deduction was chosen, and moved the first period',
  'finding.EU_EARLY_DEDUCTION.whatToDo': 'Remember that the judgment is under review.',
  'finding.AMOUNT_MISMATCH.opensWhen':
    'same key and another gross amount: two purchases each naming the other',
  'finding.AMOUNT_MISMATCH.whatToDo':
    'Compare the documents and decide: the same invoice or a different one.',
  'finding.POSSIBLE_DUPLICATE.opensWhen':
    'a near match of number day or amount with another purchase of the seller',
  'finding.POSSIBLE_DUPLICATE.whatToDo':
    'Compare the documents and decide: the same invoice or a different one.',
  'finding.AMBIGUOUS_MATCH.opensWhen':
    'several purchases fit the document; or one does, but KSeF has another of that seller, day and amount, of which there is no copy and whose number is easily written as this one; or it fits by the number of a misread copy alone; or by a doubtful P_1 (received more than a week before it, and soon after it with day and month swapped)',
  'finding.AMBIGUOUS_MATCH.whatToDo': 'Say to which purchase the document belongs.',
  'finding.TOO_MANY_ALIKE.opensWhen':
    'over a hundred of a seller under this number or ones like it: none is compared any more',
  'finding.TOO_MANY_ALIKE.whatToDo':
    'Find out why it comes so often, compare by hand, and accept what is no duplicate.',
  'finding.DOUBLE_POSTED.opensWhen': 'a merge joined two posted purchases',
  'finding.DOUBLE_POSTED.whatToDo': 'Void one of the postings.',
  'finding.UNKNOWN_SUPPLY.opensWhen': 'the supply was stated as not confirmed',
  'finding.UNKNOWN_SUPPLY.whatToDo': 'Confirm the supply or reject the invoice.',
  'finding.AGREED_DELIVERY_MISSING.opensWhen':
    'a listed buyer agreed a channel other than KSeF and nothing was handed over yet',
  'finding.AGREED_DELIVERY_MISSING.whatToDo':
    'Ask the seller to deliver in the agreed way, or record the copy.',
  'finding.NOT_OUR_INVOICE.opensWhen': "the taxpayer is neither Podmiot2 nor Podmiot3 in a buyer's role",
  'finding.NOT_OUR_INVOICE.whatToDo': 'Ask the seller for a correction to zero and a new invoice.',
  'finding.COPY_AMOUNT_DIFFERS.opensWhen':
    'a copy proven to be this invoice by its KSeF number or XML hash states another gross amount',
  'finding.COPY_AMOUNT_DIFFERS.whatToDo': "Compare the copy with the KSeF document; KSeF's amounts count.",
  'finding.COPIES_DISAGREE.opensWhen':
    'copies with one code state different gross amounts, and the document of KSeF, which settles it, is not in hand',
  'finding.COPIES_DISAGREE.whatToDo':
    'Compare the papers: accept the finding if the amount shown is right, move a copy of another invoice away, or wait for the KSeF document, which settles it.',
  'finding.QR_DAY_DIFFERS.opensWhen':
    'the code on a copy names another P_1 than the copy: it is used only where a document of KSeF of that seller fits',
  'finding.QR_DAY_DIFFERS.whatToDo':
    'Compare P_1 with the paper: the day was misread, or the code is that of another invoice.',
  'finding.QR_OTHER_SELLER.opensWhen': 'a code in the file of a copy names another seller: it is not used',
  'finding.QR_OTHER_SELLER.whatToDo':
    'Compare the seller with the paper, and whether the file holds pages of another invoice.',
  'finding.QR_OTHER_ENVIRONMENT.opensWhen':
    'a code in the file of a copy leads to another environment of KSeF: it is not used',
  'finding.QR_OTHER_ENVIRONMENT.whatToDo':
    'Ask the seller for the invoice itself: what stands in a test environment is none.',
  'finding.QR_SEVERAL_INVOICES.opensWhen':
    'a copy carries codes of several invoices of its seller and day: none is used',
  'finding.QR_SEVERAL_INVOICES.whatToDo': 'Send each invoice by itself, with its own code.',
  'finding.DOCUMENT_CONTRADICTS_CODES.opensWhen':
    'a copy is stated as something on which its codes never stand (two codes: issued offline; a code of KSeF: no receipt, no order)',
  'finding.DOCUMENT_CONTRADICTS_CODES.whatToDo':
    'Look at the paper, and send the copy again with the document that it is.',
  'finding.COPY_CONTRADICTS_FILE.opensWhen':
    'the file of a copy proves a value to be another than was stated of the copy',
  'finding.COPY_CONTRADICTS_FILE.whatToDo':
    'Compare the copy with its file. If the copy is wrong, send the file again with the right values.',
  'finding.THIRD_PARTY_BUYER.opensWhen': "the taxpayer is not Podmiot2 but Podmiot3 in a buyer's role",
  'finding.THIRD_PARTY_BUYER.whatToDo': 'Check that the purchase, or which share of it, is yours.',
  'finding.KSEF_METADATA_CONFLICT.opensWhen':
    'KSeF documents under one number, or an XML and its metadata row, say different things; review where only the amount of the row differs',
  'finding.KSEF_METADATA_CONFLICT.whatToDo':
    'Download the document again and compare it with KSeF; one of the files is not from there.',
  'finding.KSEF_METADATA_CONFLICT.milder.whatToDo':
    'Compare the amount with the invoice in KSeF, and accept the finding.',
  'finding.KSEF_XML_UNREADABLE.opensWhen':
    'the XML of a KSeF document cannot be read, or not whole (characters, encoding, a field outside its type, a form not known here): the invoice counts by its metadata row, and by what could be read',
  'finding.KSEF_XML_UNREADABLE.whatToDo':
    'Look at the invoice in KSeF; state what its row does not say (the tax point, what it corrects), and accept the finding.',
  'finding.KSEF_ROW_INCOMPLETE.opensWhen':
    'a property of a metadata row is missing or cannot be read, no XML states it, and the invoice does not depend on it',
  'finding.KSEF_ROW_INCOMPLETE.whatToDo':
    'Compare the purchase with the invoice in KSeF, and accept the finding.',
  'finding.KSEF_DOCUMENT_QUARANTINED.opensWhen':
    'a document of KSeF that could not be taken in lies in quarantine and nobody has dealt with it; on a purchase: it has the same KSeF number, XML hash, or seller and number, and the invoice of its own KSeF number is not in hand',
  'finding.KSEF_DOCUMENT_QUARANTINED.whatToDo':
    'If the document cannot be taken in even after it was fetched from KSeF again and imported whole, dismiss it with a note.',
}
