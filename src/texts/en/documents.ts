import type { Said, Tell } from '../sentence.ts'

/** What is wrong with XML documents, metadata rows and codes, and what to do. Paths are those of the published forms. */
export const documentTexts = {
  'xml.too-large': ({ bytes, most }: { bytes: number; most: number }) =>
    `The document has ${bytes} bytes; at most ${most} (3 MB) are read.`,
  'xml.single-invoice': 'KSeF takes no larger one: check that this is a single invoice.',
  'xml.not-utf8': 'The document is not UTF-8 (for example UTF-16, Latin-2 or Windows-1250).',
  'xml.encoding': ({ encoding }: { encoding: string }) => `The document declares encoding="${encoding}".`,
  'xml.original-file': 'KSeF documents are UTF-8 only: use the original file, not a re-saved copy.',
  /** `most`: of one document, of which so many in one element. */
  'xml.too-many-parts': ({ parts, most }: { parts: 'elements' | 'attributes'; most: number }) =>
    `The document has more ${parts} than ${most}${parts === 'elements' ? '' : ' (1000 in one element)'}; no invoice of 3 MB has.`,
  'xml.as-issued': 'Check that this is a single invoice as it was issued.',
  'xml.too-deep': ({ most }: { most: number }) =>
    `The document is nested deeper than ${most} levels; no invoice form is.`,
  'xml.doctype': 'The document has a DOCTYPE.',
  'xml.doctype-refused':
    'It is refused, with any entities it defines: a KSeF document never has one. Use the original file.',
  /** `why`: the words of the XML parser. */
  'xml.not-well-formed': ({ line, column, why }: { line: number; column: number; why: string }) =>
    `Not well-formed XML at ${line}:${column}: ${why}`,
  'xml.uncut-file':
    'Use the original file from KSeF or the seller; an edited or cut-off copy cannot be read.',
  'xml.unknown-form': ({ element, namespace }: { element: string; namespace: string }) =>
    `The document is <${element}> in namespace "${namespace}", not a KSeF invoice form read here.`,
  'xml.peppol':
    'This is a PEF (Peppol UBL) document: its facts come from KSeF metadata, import it with its metadata row.',
  'xml.forms': 'Send an FA(3), FA(2) or FA_RR(1) invoice, or give the facts as JSON.',
  'xml.missing-field': ({ path }: { path: string }) =>
    `${path} is missing or empty, but the form requires it.`,
  'xml.bad-value': ({ path, value, expected }: { path: string; value: string; expected: Said }, tell: Tell) =>
    `${path} is "${value}", but must be ${tell(expected)}.`,
  'xml.bad-sum': ({ path }: { path: string }) =>
    `${path}: the sum of its totals is beyond the range of amounts.`,
  'xml.check-schema':
    'Check the file against the published schema and get the original from KSeF or the seller.',

  'expected.characters': ({ most }: { most: number }) => `at most ${most} characters`,
  'expected.sound-text': 'text without control characters that XML forbids',
  'expected.amount': 'an amount such as -1230.50, with at most two decimals',
  'expected.day': 'a calendar day as YYYY-MM-DD',
  'expected.instant': 'a date and time with an offset',
  'expected.nip': 'a NIP of ten digits',
  'expected.currency': 'a currency code of three letters',
  'expected.one-of': ({ values }: { values: readonly string[] }) => `one of ${values.join(', ')}`,
  'expected.number': 'an invoice number',
  'expected.sha256': 'a SHA-256 in Base64 (44 characters)',
  'expected.text': 'text',
  'expected.figure': 'a number',
  'expected.object': 'an object',
  'expected.known-value': 'a value of the published form',

  'metadata.not-a-list':
    'This is not a KSeF metadata list. Send the file _metadata.json of a KSeF export unchanged: {"invoices":[...]} or an array of rows, in UTF-8.',
  'metadata.too-many-rows': ({ most }: { most: number }) =>
    `The list has more than ${most} rows; an export of KSeF has at most 10000. Send it as it was exported.`,
  'metadata.cut-off': 'The file ends before the end of its list: it was cut off. Send the complete file.',
  'metadata.too-deep': ({ most }: { most: number }) =>
    `The row is nested deeper than ${most} levels. Send it as it was exported.`,
  'metadata.too-large': 'The row is larger than 1 MB. Send it as it was exported.',
  'metadata.too-many-values': ({ most }: { most: number }) =>
    `The row holds more than ${most} values. Send it as it was exported.`,
  /** `why`: the words of the JSON parser. */
  'metadata.no-json': ({ why }: { why: string }) =>
    `The row cannot be read: it is not JSON (${why}). Send the file as it was exported.`,
  'metadata.number-invalid': ({ ksefNumber }: { ksefNumber: string }) =>
    `"${ksefNumber}" has not the form of a KSeF number. Send the row as it was exported.`,
  'metadata.number-checksum': ({ ksefNumber }: { ksefNumber: string }) =>
    `The checksum of KSeF number ${ksefNumber} is wrong. Send the row as it was exported.`,
  /** The first faults of a row, and how many more there are. */
  'metadata.unusable': ({ faults, more }: { faults: readonly Said[]; more: number }, tell: Tell) =>
    `The metadata row cannot be used. ${faults.map(tell).join('; ')}${more > 0 ? ` and ${more} more` : ''}.`,
  /** `property`: its path in the row; empty for the row itself. */
  'metadata.fault': ({ property, expected }: { property: string; expected: Said }, tell: Tell) =>
    `${property || 'row'}: expected ${tell(expected)}`,

  'contradiction.seller': (p: Both) => `the seller ${both(p)}`,
  'contradiction.number': (p: Both) => `the number ${both(p)}`,
  'contradiction.issue-day': (p: Both) => `P_1 ${both(p)}`,
  'contradiction.currency': (p: Both) => `the currency ${both(p)}`,
  'contradiction.kind': (p: Both) => `the kind ${both(p)}`,
  'contradiction.buyer': (p: Both) => `the buyer ${both(p)}`,
  'contradiction.gross': (p: Both) => `the gross amount ${both(p)}`,

  'code.other-seller': ({ seller, document }: { seller: string; document: string }) =>
    `The code names the seller ${seller}, the document ${document}. Check which is right.`,
  'code.asked-other-seller': ({ seller, asked }: { seller: string; asked: string }) =>
    `The code names the seller ${seller}, the question ${asked}. Ask by one of them.`,
  'code.incomplete':
    'The link leads to KSeF, and is no whole KOD I or KOD II: read the code again, or leave it out.',
  'code.foreign': 'The code is no KSeF link (KOD I or KOD II). Leave out codes of other kinds.',
  'code.other-environment': ({ environment, taken }: { environment: string; taken: string }) =>
    `The code belongs to the KSeF environment "${environment}"; this service takes "${taken}". Leave this code out.`,
  'code.hash-unreadable':
    'The hash in the code cannot be read, and nothing else tells the invoice: ask by its number.',
  'number.no-ksef-number': ({ number }: { number: string }) =>
    `"${number}" is not a KSeF number, such as 5265877635-20260701-010020A0A0A0-7F. Copy it from the document, or leave it out.`,
  'number.ksef-checksum': ({ number }: { number: string }) =>
    `The KSeF number ${number} fails its checksum: a character was misread or mistyped. Compare it with the document.`,
  'number.seller-checksum': ({ nip }: { nip: string }) =>
    `The seller's NIP ${nip} fails its check digit. Compare it with the document.`,

  'file.type': 'The file is no PDF, XML, PNG or JPEG. Convert it to one of these.',
  'file.encrypted': 'The PDF opens with a password only. Save it without one and send that.',
  'file.pdf-damaged':
    'The PDF is damaged or cut off. Open it in a viewer and save it again, or send what it says as JSON.',
  'file.picture-damaged':
    'The picture is damaged or cut off. Open it in a viewer and save it again, or send what it says as JSON.',
  'file.unreadable':
    'The file cannot be read. Save it again in a simpler form, or send what it says as JSON.',
  'file.too-complex':
    'The file takes too long or too much memory to read. Save it again in a simpler form, or send what it says as JSON.',
  'file.unpacks-to-more':
    'The PNG unpacks to more than the size it declares. Save it again with another program.',
  'file.mismatch': ({ places }: { places: readonly { pointer: string; message: Said }[] }, tell: Tell) =>
    `The file and the metadata disagree. ${places.map(({ pointer, message }) => `${pointer}: ${tell(message)}`).join(' ')}`,
  'file.says-otherwise': ({ given, read }: { given: string; read: string | null }) =>
    `The metadata say ${given}, the file says ${read ?? 'nothing of it'}.`,
}

/** What the XML states and what its row states. */
interface Both {
  xml: string
  row: string
}
const both = ({ xml, row }: Both): string => `(${xml} in the XML, ${row} in the row)`
