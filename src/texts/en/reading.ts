import type { Sentence, Tell } from '../sentence.ts'
import { listed } from './words.ts'

/** What fields of a document are called; a name that is not here stays as it is. */
const fields: Readonly<Record<string, string>> = {
  'seller.nip': "the seller's NIP",
  'seller.name': "the seller's name",
  'seller.vatId': "the seller's VAT number",
  'buyer.nip': "the buyer's NIP",
  number: 'the number',
  issueDate: 'the date of issue',
  taxPointDate: 'the date of supply',
  kind: 'the kind of invoice',
  currency: 'the currency',
  net: 'the net amount',
  vat: 'the VAT',
  vatPln: 'the VAT in PLN',
  gross: 'the gross amount',
  ksefNumber: 'the KSeF number',
  'corrects.number': 'the number of the corrected invoice',
}
const named = (field: string): string => fields[field] ?? field
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
const either = (values: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(values)

/** Reading documents that show invoices. */
export const readingTexts = {
  'reading.is-fa': 'It is an invoice in the form of KSeF, as a file.',
  'reading.is-cii': 'XML of an invoice by the European standard lies in the file.',
  'reading.is-pro-forma': 'The XML in the file says that it is a pro forma invoice.',
  'reading.xml-sums':
    'In the XML of the file net and VAT do not make the gross amount. Compare the sums with the page.',
  'reading.xml-broken': 'XML in the file cannot be read. Compare what was read with the page.',
  'reading.two-codes': 'Both codes of an invoice issued offline stand on it.',
  'reading.one-code': 'The code of an invoice in KSeF stands on it.',
  'reading.known': 'The code on it leads to a document of KSeF that is known here.',
  'reading.title': ({ title }: { title: string }) => `Its title says "${title}".`,
  'reading.has-ksef-number': 'It has the title of an invoice, and a KSeF number stands on it.',
  'reading.captions':
    'It has the title of an invoice, and the captions of both codes of an offline invoice stand on it.',
  'reading.several-numbers':
    'More than one invoice number stands on it. If there are several invoices in the file, send each by itself.',
  'reading.no-class': 'Nothing on it tells what it is. Look at it and choose.',
  'reading.incomplete':
    'Not everything in the file could be read. Compare what was read with the document, and enter what is missing.',
  'reading.not-here': 'PDFs and pictures are not looked through here. Enter what stands on the document.',
  'reading.scanned':
    'Text was read from a picture, where letters and digits are easily taken for others. Compare each value with the document.',
  'reading.scan-not-here':
    'It is a scan, and text in pictures is not read here. Enter what stands on the document.',
  'reading.scan-too-long':
    'The text of a scanned page could not be read, or not in time. Enter what is missing.',
  'reading.scan-too-many': ({ read, pages }: { read: number; pages: number }) =>
    `The text of ${read} of ${pages} scanned pages was read, of the first and the last ones. Check whether what is missing stands on the others.`,
  'reading.other-codes':
    'A code on it cannot be read, or belongs to another environment of KSeF. It was not used.',
  'reading.several-codes':
    'The codes on it belong to several invoices. Split the file, and send each invoice by itself.',
  'reading.other-buyer': ({ nip }: { nip: string }) =>
    `The buyer named on it has the NIP ${nip}, which is not yours. Check whether the document is for you.`,
  'reading.likely': ({ field, values }: { field: string; values: readonly string[] }) =>
    `This is missing, and the file does not prove it. ${capital(named(field))} seems to be ${either(values)}: compare it with the document, and state what is right.`,
  'reading.likely-document': ({ document }: { document: Sentence }, tell: Tell) =>
    `This is missing, and the file does not prove it. The document seems to be ${tell(document)}: look at it, and state what it is.`,
  'reading.file-says': ({ field, stated, read }: { field: string; stated: string; read: string }) =>
    `The copy states ${stated} as ${named(field)}, its file ${read}.`,
  'reading.file-is': ({ stated, read }: { stated: Sentence; read: Sentence }, tell: Tell) =>
    `The copy is stated as ${tell(stated)}; by its file it is ${tell(read)}.`,
  'reading.contradiction': ({ field, values }: { field: string; values: readonly string[] }) =>
    `The document contradicts itself on ${named(field)}: ${listed(values)}. Choose what is right.`,
}
