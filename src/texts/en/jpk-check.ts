import type { Sentence, Tell } from '../sentence.ts'
import { counted } from './words.ts'

interface Differs {
  is: string
  shouldBe: string
}
interface Amount extends Differs {
  field: string
}
interface Sum {
  element: string
  is: string | null
  shouldBe: string
}
const found = (is: string | null): string => is ?? 'nothing'
const amounts = ({ field, is, shouldBe }: Amount): string =>
  `${field}: ${is} in the file, ${shouldBe} expected.`

/** The file of an accounting program: why it is refused, and what is told of its rows. */
export const jpkCheckTexts = {
  'jpk-file.encoding': ({ encoding }: { encoding: string }) =>
    `The file says it is written in ${encoding}, which is not read. Export it as UTF-8, UTF-16, Windows-1250 or ISO-8859-2.`,
  'jpk-file.not-as-declared': ({ encoding }: { encoding: string }) =>
    `The file is not written in ${encoding}, as it says. Export it again, and do not save it in another program.`,
  'jpk-file.doctype':
    'The file has a DOCTYPE, which no JPK has. Send the file as the accounting program exported it.',
  'jpk-file.not-well-formed': ({ line, column, why }: { line: number; column: number; why: string }) =>
    `The file is not well-formed XML at line ${line}, column ${column}: ${why} Export it again; a file that was edited or cut off cannot be read.`,
  'jpk-file.no-value':
    'The file has a stretch of text or markup that no form of JPK_V7 has. Send the file as the accounting program exported it.',
  'jpk-file.other-form': ({ element, namespace }: { element: string; namespace: string }) =>
    `This is no JPK_V7M or JPK_V7K of variant 2 or 3: it begins with ${element} in the namespace "${namespace}". Export the record of VAT in one of these forms.`,
  'jpk-file.header': ({ elements }: { elements: readonly string[] }) =>
    `The file does not say whose record it is, or of which month: look at ${elements.join(', ') || 'its header'}. Export it again.`,
  'jpk-file.other-taxpayer': ({ nip, wanted }: { nip: string; wanted: string }) =>
    `The file is that of the taxpayer ${nip}, not of ${wanted}. Send it to the taxpayer whose it is.`,
  'jpk-file.too-many-rows': ({ most }: { most: number }) =>
    `The file has more than ${most} purchase rows. Split it by branch or by part of the month.`,
  'jpk-file.filed-before-month': ({ month, day }: { month: string; day: string }) =>
    `${month} cannot have been filed on ${day}, before it began. Give the day on which the file is sent.`,
  'jpk-check.unknown-check': ({ id }: { id: string }) =>
    `There is no check ${id} of a file of this taxpayer. List them with GET …/jpk-checks.`,
  'jpk-check.unknown-item': ({ id }: { id: string }) =>
    `The check has no item ${id}. Take the id from its items.`,
  'jpk-check.other-month': ({ month, checked }: { month: string; checked: string }) =>
    `The check is of the file of ${checked}, not of ${month}. File it under its own month.`,
  'jpk-check.replaced': ({ month }: { month: string }) =>
    `A later file of ${month} was checked, and the rows of this one are no longer kept. Use the last check of the month.`,

  'jpk-check.twice-in-file': ({ first }: { first: number }) =>
    `The invoice already stands in row ${first} of this file.`,
  'jpk-check.twice-across': ({ month }: { month: string }) =>
    `The invoice already stands in the file of ${month}: its tax would be deducted twice.`,
  'jpk-check.parts-of-one': ({ rows }: { rows: number }) => `Together ${rows} rows make up this invoice.`,
  'jpk-check.parts-together': ({ rows }: { rows: number }) =>
    `The invoice stands in ${rows} rows with different amounts: they are compared with it together.`,
  'jpk-check.held-finding': ({ count }: { count: number; codes: readonly string[] }) =>
    `The purchase is held by ${counted(count, 'open finding')} that nobody has decided.`,
  'jpk-check.not-received': ({ day }: { day: string }) => `The invoice had not been received by ${day}.`,
  'jpk-check.no-invoice': 'What is known of this document is no invoice for this taxpayer.',
  'jpk-check.supply-open': 'Nobody has confirmed that the goods or the service were supplied.',
  'jpk-check.too-early': ({ month, from }: { month: string; from: string }) =>
    `The tax may be deducted from ${from}, not yet in ${month}.`,
  'jpk-check.too-late': ({ month, until }: { month: string; until: string }) =>
    `The tax could be deducted currently until ${until}, no longer in ${month}.`,
  'jpk-check.reduced-elsewhere': ({ month, only }: { month: string; only: string }) =>
    `This document belongs into ${only} alone, not into ${month}.`,
  'jpk-check.not-yet': ({ month, why }: { month: string; why: Sentence }, tell: Tell) =>
    `In ${month} there is no right to deduct. ${tell(why)}`,
  'jpk-check.later': ({ month, from }: { month: string; from: string }) =>
    `The tax is deducted in ${month}, later than first possible (${from}), within the term.`,
  'jpk-check.number-other': ({ is, shouldBe }: Differs) =>
    `The row names the document ${is}; the invoice under its KSeF number is ${shouldBe}.`,
  'jpk-check.number-near': ({ is, shouldBe }: Differs) =>
    `The row writes the number as ${is}; on the invoice it is ${shouldBe}.`,
  'jpk-check.unreadable': ({ parts }: { parts: readonly Sentence[] }, tell: Tell) =>
    `The row cannot be read whole. ${parts.map(tell).join(' ')}`.slice(0, 400),
  'jpk-check.value.day': ({ field, value }: { field: string; value: string }) =>
    value === '' ? `${field} is empty.` : `${field} is "${value}", which is no day.`,
  'jpk-check.value.amount': ({ field, value }: { field: string; value: string }) =>
    `${field} is "${value}", which is no amount.`,
  'jpk-check.value.marker': ({ field, value }: { field: string; value: string }) =>
    `${field} is "${value}", which is no such marker.`,
  'jpk-check.value.one-marker': ({ value }: { field: string; value: string }) =>
    `The row has several markers (${value}) where one belongs.`,
  'jpk-check.value.pair': ({ field }: { field: string; value: string }) =>
    `${field} stands without the amount that goes with it.`,
  'jpk-check.value.document': ({ field, value }: { field: string; value: string }) =>
    `${field} is "${value}", which is no kind of purchase document.`,
  'jpk-check.value.once': ({ field }: { field: string; value: string }) =>
    `${field} stands in the row more than once.`,
  'jpk-check.value.text': ({ field }: { field: string; value: string }) => `${field} is empty.`,
  'jpk-check.no-marker':
    'The row has no number of KSeF and none of OFF, BFK and DI; every row must have one of the four.',
  'jpk-check.receipt-day': ({ is, shouldBe }: Differs) =>
    `The row has ${is} as the day of receipt; the invoice was received on ${shouldBe}.`,
  'jpk-check.receipt-day-left-out': ({ shouldBe }: { shouldBe: string }) =>
    `The row has no day of receipt; the invoice was received on ${shouldBe}.`,
  'jpk-check.issue-day': ({ is, shouldBe }: Differs) =>
    `The row has ${is} as the day of issue; the invoice was issued on ${shouldBe}.`,
  'jpk-check.number-known': ({ is, shouldBe }: Differs) =>
    `The row is marked ${is}, although the KSeF number ${shouldBe} is known.`,
  'jpk-check.number-of-another': ({ is, shouldBe }: Differs) =>
    `The row has the KSeF number ${is}, which is not that of this invoice; ${shouldBe} belongs here.`,
  'jpk-check.number-not-assigned': ({ is, shouldBe, day }: Differs & { day: string }) =>
    `The KSeF number ${is} came on ${day}, after the day of filing; ${shouldBe} belongs here.`,
  'jpk-check.marker-other': ({ is, shouldBe }: Differs) =>
    `The row is marked ${is}; ${shouldBe} belongs here.`,
  'jpk-check.marker-none': ({ shouldBe }: { shouldBe: string }) =>
    `The row has no marker; ${shouldBe} belongs here.`,
  'jpk-check.marker-unsettled': ({ is, shouldBe }: Differs) =>
    `The row is marked ${is}. The law does not settle this case; by the settings of the taxpayer it is ${shouldBe}.`,
  'jpk-check.amount': (p: Amount) => `The amount is not that of the invoice. ${amounts(p)}`,
  'jpk-check.sign': (p: Amount) => `The amount has the opposite sign. ${amounts(p)}`,
  'jpk-check.gross-for-net': (p: Amount) => `The gross amount was booked as net. ${amounts(p)}`,
  'jpk-check.net-for-gross': (p: Amount) => `The net amount was booked as gross. ${amounts(p)}`,
  'jpk-check.in-pln': ({ currency, ...p }: Amount & { currency: string }) =>
    `The amount in zlotys of an invoice in ${currency} differs. ${amounts(p)}`,
  'jpk-check.nothing-deductible': (p: Amount) => `Nothing of this purchase is deductible. ${amounts(p)}`,
  'jpk-check.smaller': (p: Amount) => `Less tax is deducted than the invoice allows. ${amounts(p)}`,
  'jpk-check.rounded': (p: Amount) => `The conversion into zlotys differs by some hundredths. ${amounts(p)}`,
  'jpk-check.other-field': ({ is, shouldBe }: Differs) =>
    `The tax stands in ${is}; by what is recorded of the purchase it belongs into ${shouldBe}.`,
  'jpk-check.adjusted': (p: Amount) =>
    `The tax is corrected by an amount that is not recorded here. ${amounts(p)}`,
  'jpk-check.seller': ({ is, shouldBe }: Differs) =>
    `The row names the seller ${is}; the invoice is of ${shouldBe}.`,
  'jpk-check.likely': ({ number, day, count }: { number: string; day: string; count: number }) =>
    `No invoice fits exactly. The likeliest is ${number} of ${day}${count > 1 ? `, one of ${count}` : ''}.`,
  'jpk-check.unknown': 'Nothing that is known here fits this row.',
  'jpk-check.unknown-obliged':
    'Nothing that is known here fits this row, and its seller had to issue the invoice in KSeF.',
  'jpk-check.unknown-uncovered':
    'Nothing that is known here fits this row; not everything that KSeF has of its time was fetched.',
  'jpk-check.unknown-internal':
    'The row is of an internal or customs document, of which nothing need have come from a seller.',
  'jpk-check.unknown-adjustment':
    'The row corrects tax that was deducted before; its invoice is not known here.',
  'jpk-check.missing': ({ month }: { month: string }) =>
    `The purchase stands in the record of ${month} here, but not in the file, and later it can no longer be taken in currently.`,
  'jpk-check.missing-open': ({ month, until }: { month: string; until: string }) =>
    `The purchase stands in the record of ${month} here, but not in the file. It may still be deducted until ${until}.`,
  'jpk-check.control-rows': ({ element, is, shouldBe }: Sum) =>
    `${element} says ${found(is)}, but the file has ${shouldBe} purchase rows.`,
  'jpk-check.control-tax': ({ element, is, shouldBe }: Sum) =>
    `${element} says ${found(is)}, but the rows add up to ${shouldBe}.`,
  'jpk-check.control-declared': ({ element, is, shouldBe }: Sum) =>
    `${element} of the declaration says ${found(is)}; the rows of the record give ${shouldBe}.`,

  'jpk-check.do.ROW_TWICE':
    'Look whether the document is booked twice. If so, remove one entry; if it was deducted in an earlier month, remove it here.',
  'jpk-check.do.ROW_HELD':
    'Take the row out of the month until the purchase is settled here, or settle it first.',
  'jpk-check.do.WRONG_MONTH': 'Move the entry into a month in which the tax may be deducted.',
  'jpk-check.do.LATER_MONTH': 'Nothing has to be done.',
  'jpk-check.do.NUMBER_DIFFERS': 'Compare the number with the invoice, and correct it in the entry.',
  'jpk-check.do.ROW_UNREADABLE': 'Correct the value in the entry, and export the file again.',
  'jpk-check.do.RECEIPT_DAY_DIFFERS': 'Enter the day of receipt given here.',
  'jpk-check.do.ISSUE_DAY_DIFFERS': 'Enter the day of issue as it stands on the invoice.',
  'jpk-check.do.MARKER_DIFFERS': 'Enter the marker or the KSeF number given here.',
  'jpk-check.do.AMOUNT_DIFFERS': 'Compare net amount and tax with the invoice, and correct the entry.',
  'jpk-check.do.SELLER_DIFFERS': 'Choose the contractor of the invoice in the entry.',
  'jpk-check.do.ROW_LIKELY':
    'Compare the row with the invoice named here. If it is the one, correct number, day or contractor in the entry.',
  'jpk-check.do.ROW_UNKNOWN':
    'Look for the document that was booked. If it was never received, remove the entry.',
  'jpk-check.do.PURCHASE_MISSING':
    'Book the invoice, or leave it to a later month where that is still possible.',
  'jpk-check.do.CONTROL_SUM':
    'Export the file again. If the difference remains, look whether the file was changed by hand.',
}
