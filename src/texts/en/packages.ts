import type { Said, Tell } from '../sentence.ts'

/** What is wrong with an export package of KSeF, or with one entry of it, and what to do. */
export const packageTexts = {
  /** `name`: of an entry of the package. */
  'zip.entry': ({ name, why }: { name: string; why: Said }, tell: Tell) => `${name}: ${tell(why)}`,
  'zip.unreadable': ({ why }: { why: Said }, tell: Tell) =>
    `The file cannot be read as a ZIP: ${tell(why)}. Send the decrypted parts of one export joined in order, as one complete ZIP.`,
  /** `why`: the words of the ZIP reader; null where it has none. */
  'zip.reader': ({ why }: { why: string | null }) => why ?? 'unknown cause',
  'zip.encrypted': 'it is encrypted with a password',
  'zip.empty':
    'The ZIP holds neither _metadata.json nor an invoice. Send the decrypted package of a KSeF export.',
  'zip.too-many-entries': ({ count, most }: { count: number; most: number }) =>
    `The package has ${count} entries; at most ${most} are read, and a KSeF export has no more than 10000 invoices. Split it.`,
  'zip.too-large': ({ bytes, most }: { bytes: number; most: number }) =>
    `The package unpacks to ${bytes} bytes; at most ${most} (1 GB) are read. Split the export.`,
  'zip.metadata-too-large': ({ bytes, most }: { bytes: number; most: number }) =>
    `_metadata.json declares ${bytes} bytes; at most ${most} are read here, and an export of KSeF has at most 10000 invoices. Nothing was taken in: split the package.`,

  'zip.entry-unreadable': ({ why }: { why: Said }, tell: Tell) => `The entry cannot be read: ${tell(why)}.`,
  'zip.method': ({ method }: { method: number }) => `its compression method ${method} is not supported`,
  'zip.no-data': 'the archive has no data where its directory says',
  'zip.beyond-end': 'its data reach beyond the end of the archive',
  'zip.other-size': ({ bytes, declared }: { bytes: number; declared: number }) =>
    `it has ${bytes} bytes where the directory declares ${declared}`,
  'zip.crc': 'its CRC-32 is wrong: the package is damaged, download it again',
  'zip.damaged': 'its compressed data are damaged: download the package again',
  'zip.entry-larger': ({ declared }: { declared: number }) =>
    `The entry holds more than the ${declared} bytes it declares. Download the package again.`,
  'zip.entry-too-large': ({ bytes, most }: { bytes: number; most: number }) =>
    `The entry declares ${bytes} bytes; at most ${most} are read. Check that it is a single invoice.`,
  'zip.entry-twice': 'The package has this entry twice; the first one counts.',
  'zip.entry-overlap': 'The entry shares bytes of the archive with another one: neither can be trusted.',
  'zip.entry-name': 'The name of the entry is not a plain file name in UTF-8.',
  'zip.entry-in-folder': 'The entry lies in a folder; a KSeF export has none.',
  'zip.entry-unexpected':
    'The entry is neither _metadata.json nor the XML of an invoice under its KSeF number: it was left alone.',
  'zip.value-too-large':
    'What is kept of the document takes more than 2 MB, more than a value of the database may have here: its bytes are not kept. Send its row alone as application/json, or use a service on a machine of your own.',

  'zip.hash-mismatch':
    'The SHA-256 of the XML is not the hash in its row: the file was changed or damaged. Download it again.',
  'zip.xml-missing':
    'The package has a row for this number and no XML. Import the complete package, or its file of metadata alone.',
  'zip.metadata-missing':
    'The package has this XML and no row for it in _metadata.json. Import the complete package.',

  'import.unknown': ({ id }: { id: string }) =>
    `There is no import ${id} of this taxpayer. Take its id from the answer to POST …/ksef/imports.`,
  'import.gone':
    'The package waited too long to be taken in, and is not kept any more. Send the package again, or the same documents in several smaller packages; those that were taken in stay, and are unchanged when they come again.',
  'import.given-up': ({ failures }: { failures: number }) =>
    `Taking the package in failed ${failures} times; the log of the service may say why. Send the package again, or the same documents in several smaller packages; those that were taken in stay, and are unchanged when they come again.`,
}
