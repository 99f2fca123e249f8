import { counted, dayOf } from './words.ts'

interface Count {
  count: number
}

/** Texts of the month: its gates, the register, the file, the filing and what is to be corrected. */
export const monthPageTexts = {
  'month.before': 'Month before',
  'month.after': 'Month after',
  'month.choose': 'Month',
  'month.file-by': ({ day }: { day: string }) => `to be filed by ${dayOf(day)}`,
  'month.ready': 'Nothing stands in the way of filing.',
  'month.not-over': 'The month is not over yet.',

  'month.gates': 'Steps to the filing',
  'month.gate.state.done': 'done',
  'month.gate.state.look': 'to look at',
  'month.gate.state.blocks': 'blocks',
  'month.gate.state.later': 'later',
  'month.gate.fetched': 'Fetched to the end',
  'month.gate.fetched.done': 'All that KSeF stored in the month is here.',
  'month.gate.fetched.nothing':
    'KSeF is not connected, so nobody knows whether all invoices are here. Connect the firm in its settings, or import a package of the month.',
  'month.gate.fetched.open': ({ count }: Count) =>
    `Of ${counted(count, 'span')} of the month it is not known that all invoices are here.`,
  'month.gate.entered': 'Documents entered',
  'month.gate.entered.done': 'No document that was received waits to be entered.',
  'month.gate.entered.open': ({ count }: Count) =>
    `${counted(count, 'document')} received by the end of the month wait to be entered; no month holds their tax.`,
  'month.gate.decided': 'Decided',
  'month.gate.decided.done': 'No finding stands against a row.',
  'month.gate.decided.blocks': ({ count }: Count) => `${counted(count, 'finding')} must be decided first.`,
  'month.gate.decided.open': ({ count }: Count) => `${counted(count, 'finding')} should be looked at.`,
  'month.gate.aside': 'Nothing set aside',
  'month.gate.aside.done': 'No document that may fall into the month was set aside.',
  'month.gate.aside.blocks': ({ count }: Count) =>
    `${counted(count, 'document')} that may fall into the month could not be taken in.`,
  'month.gate.amounts': 'Amounts known',
  'month.gate.amounts.done': 'Every row has its amounts in PLN.',
  'month.gate.amounts.blocks': ({ count }: Count) => `${counted(count, 'row')} have no amounts in PLN yet.`,
  'month.gate.numbers': 'KSeF numbers',
  'month.gate.numbers.done': 'Every row that needs a KSeF number has it.',
  'month.gate.numbers.open': ({ count, required, review }: Count & { required: number; review: number }) =>
    `${counted(count, 'row')} without a number; when it comes, ${required} must be corrected and ${review} may have to be.`,
  'month.gate.windows': 'Windows of deduction',
  'month.gate.windows.done': 'No window of deduction ends with this month unused.',
  'month.gate.windows.open': ({ count }: Count) =>
    `The window of ${counted(count, 'purchase')} ends with this month, and no month holds the tax.`,
  'month.gate.file': 'File',
  'month.gate.file.done': ({ form }: { form: string }) => `${form} can be made.`,
  'month.gate.file.blocks': 'The file cannot be made yet:',
  'month.gate.filed': 'Filed',
  'month.gate.filed.done': ({ day, number }: { day: string; number: number }) =>
    number === 1 ? `Filed on ${dayOf(day)}.` : `Filed on ${dayOf(day)}, correction ${number - 1}.`,
  'month.gate.filed.open': 'Not filed yet.',
  'month.which': 'Which',
  'month.more': 'There are more than are listed here.',

  'month.register': 'Register',
  'month.register.empty': 'No purchase stands in this month',
  'month.register.empty.why': 'What was received later, or may not be deducted yet, stands in another month.',
  'month.rows': 'Rows',
  'month.rows.held': ({ count }: Count) => `${counted(count, 'row')} held by an open finding`,
  'month.rows.later': ({ count }: Count) => `${counted(count, 'row')} can be filed only later`,
  'month.input-vat': 'Input tax',
  'month.net': 'Net',
  'month.tax': 'Tax',
  'month.assets': 'of it fixed assets',
  'month.seller': 'Seller',
  'month.number': 'Number',
  'month.issued': 'Issued',
  'month.received': 'Received',
  'month.marker': 'Marker',
  'month.warnings': 'Remarks',
  'month.held': 'held',

  'month.csv': 'Save as CSV',
  'month.jpk': 'Save the JPK file',
  'month.purpose': 'Purpose',
  'month.purpose.first': 'first file',
  'month.purpose.correction': 'correction',
  'month.filing.held': 'First choose whether held rows go along.',
  'month.held-rows': 'Held rows',
  'month.held-rows.choose': 'choose …',
  'month.held-rows.include': 'include them',
  'month.held-rows.leave-out': 'leave them out',
  'month.incomplete': 'Rows without amounts',
  'month.incomplete.refuse': 'make no file',
  'month.incomplete.leave-out': 'leave them out',

  'month.filing': 'Filing',
  'month.filing.day': 'Filed on',
  'month.filing.do': 'Keep as filed',
  'month.filing.why':
    'What stands in the register now is kept as it was filed. What changes later becomes a correction due.',
  'month.filing.done': 'Kept as filed.',
  'month.filings': 'Filings of the month',
  'month.filing.of': ({ number }: { number: number }) =>
    number === 1 ? 'first file' : `correction ${number - 1}`,

  'month.corrections': 'Corrections due',
  'month.corrections.none': 'Nothing differs from what was filed.',
  'month.correction.by': 'By',
  'month.correction.why': 'What differs',

  'month.chart.days': 'Invoices received, by day and way of issue',
  'month.chart.markers': 'Input tax by marker',
  'month.chart.day': 'Day',
  'month.chart.count': 'Invoices',
  'month.chart.other': 'other ways',
}
