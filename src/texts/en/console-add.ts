import { counted } from './words.ts'

/** Adding documents: files on their way, and drafts that wait to be confirmed. */
export const consoleAddTexts = {
  'console.add.choose': 'Choose files',
  'console.add.drop':
    'Drop PDF, XML, PNG or JPEG files here, or a package of KSeF as ZIP. It works on every screen.',
  'console.add.files': 'Files',
  'console.add.waiting': 'waiting',
  'console.add.sending': 'being sent',
  'console.add.reading': 'being read',
  'console.add.sent': ({ sent, size }: { sent: string; size: string }) => `${sent} of ${size}`,
  'console.add.interrupted': 'interrupted',
  'console.add.left':
    'The page was left before all was sent. Choose this file again: it will not be taken in twice.',
  'console.add.again': 'Send again',
  'console.add.done': 'taken',
  'console.add.refused': 'refused',
  'console.add.clear': 'Clear the list',
  'console.add.drafts': 'To be confirmed',
  'console.add.no-drafts': 'No document waits to be confirmed',
  'console.add.no-drafts.why':
    'Drop files anywhere. What was read of them is shown here before anything is recorded.',
  'console.add.count': ({ count }: { count: number }) => `${counted(count, 'document')} to confirm`,
  'console.add.document': 'Document',
  'console.add.received-on': 'Received on',
  'console.add.channel': 'Came by',
  'console.add.seller-nip': 'NIP of the seller',
  'console.add.seller-name': 'Name of the seller',
  'console.add.number': 'Invoice number',
  'console.add.issued': 'Issued on',
  'console.add.currency': 'Currency',
  'console.add.net': 'Net',
  'console.add.vat': 'Tax',
  'console.add.gross': 'Gross',
  'console.add.ksef-number': 'KSeF number',
  'console.add.kind': 'Kind of document',
  'console.add.choose-one': 'choose',
  'console.add.confirm': 'Confirm',
  'console.add.discard': 'Discard',
  'console.add.discard.why': 'Why is it no document for the books? It stays readable, with the reason.',
  'console.add.reason': 'Reason',
  'console.add.discarded': ({ name }: { name: string }) => `${name}: discarded.`,
  'console.add.discarded-ones': 'Discarded',
  'console.add.none-discarded': 'Nothing was discarded.',
  'console.add.take-back': 'Let it wait again',
  'console.add.taken-back': ({ name }: { name: string }) => `${name}: waits to be confirmed again.`,
  'console.add.confirmed': ({ number, outcome }: { number: string; outcome: string }) =>
    `${number}: ${outcomes[outcome] ?? outcome}.`,
  'console.add.known-purchase': 'This invoice is known already; confirming adds the document to it.',
  'console.add.required': 'This is needed.',
  'console.add.read': 'Read from the document:',
  'console.add.source': ({ source }: { source: string }) => sources[source] ?? source,
}

const outcomes: Readonly<Record<string, string>> = {
  new: 'a new purchase',
  attached: 'added to a purchase that is known',
  unchanged: 'was known already',
  review: 'recorded, and a question is open',
  quarantined: 'set aside',
}

const sources: Readonly<Record<string, string>> = {
  code: 'from the code',
  document: 'from a known document',
  'embedded-xml': 'from the XML inside',
  text: 'from the text',
  ocr: 'from the picture',
}
