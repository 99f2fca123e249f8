import type { Reading } from '../paper/reading.ts'
import { say } from '../texts/say.ts'
import { isCii, readingOfCii } from './cii-reading.ts'
import { DocumentProblem, faSkip, readFa } from './fa.ts'
import { readingOfFa } from './fa-reading.ts'
import { fileTypeOf } from './file-type.ts'
import { sha256 } from './hash.ts'
import { maxXmlBytes, readXml, XmlProblem } from './xml.ts'

/** Files inside a PDF that say what its page says: FA XML, Factur-X and ZUGFeRD. */

/** So many of them are looked at. */
const mostFiles = 20

/** What they say, and the hashes (SHA-256, Base64) of those that are FA. XML of other kinds says nothing. */
export function readEmbedded(files: readonly Uint8Array[]): { readings: Reading[]; hashes: string[] } {
  const found: { readings: Reading[]; hashes: string[] } = { readings: [], hashes: [] }
  for (const bytes of files.slice(0, mostFiles)) {
    if (bytes.length > maxXmlBytes || fileTypeOf(bytes) !== 'application/xml') continue
    const read = readOne(bytes)
    if (read === null) continue
    found.readings.push(read.reading)
    if (read.isFa) found.hashes.push(sha256(bytes))
  }
  return found
}

function readOne(bytes: Uint8Array): { reading: Reading; isFa: boolean } | null {
  try {
    const root = readXml(bytes, { skip: faSkip })
    if (isCii(root)) return { reading: readingOfCii(root), isFa: false }
    if (root.name !== 'Faktura') return null
    return { reading: readingOfFa(readFa(root)), isFa: true }
  } catch (error) {
    if (!(error instanceof XmlProblem) && !(error instanceof DocumentProblem)) throw error
    const reading = { fields: {}, document: null, corrects: [], warnings: [say('reading.xml-broken')] }
    return { reading, isFa: false }
  }
}
