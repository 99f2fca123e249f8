import { numberKey } from '../values/invoice-number.ts'
import { DocumentProblem, type FaFacts, faSkip, isUblRoot, readFa } from './fa.ts'
import { sha256 } from './hash.ts'
import type { KsefMetadata } from './metadata.ts'
import { type PackageEntry, PackageProblem } from './package.ts'
import { readXml, XmlProblem } from './xml.ts'

type InvoiceXml = { bytes: Uint8Array; fa: FaFacts | null }
type BadXml = { code: string; message: string; bytes: Uint8Array | null }

/** Reads the XML of a row: unpacked, of the right hash, well-formed, and saying what the row says. */
export function readInvoice(entry: PackageEntry, metadata: KsefMetadata): InvoiceXml | BadXml {
  let bytes: Uint8Array | null = null
  try {
    bytes = entry.read()
    if (sha256(bytes) !== metadata.invoiceHash) {
      const message =
        'The SHA-256 of the XML is not the invoiceHash of its row: the file was changed or damaged. Download it again.'
      return { code: 'hash-mismatch', message, bytes }
    }
    const root = readXml(bytes, { skip: faSkip })
    if (isUblRoot(root)) return { bytes, fa: null }
    const fa = readFa(root)
    const difference = differs(fa, metadata)
    if (difference === null) return { bytes, fa }
    const message = `The XML and its row disagree on ${difference}. Download the package again; one of them is not from KSeF.`
    return { code: 'metadata-mismatch', message, bytes }
  } catch (error) {
    if (error instanceof XmlProblem || error instanceof DocumentProblem || error instanceof PackageProblem) {
      return { code: error.code, message: error.message, bytes }
    }
    throw error
  }
}

function differs(fa: FaFacts, metadata: KsefMetadata): string | null {
  if (fa.seller.nip !== metadata.seller.nip) return `the seller (${fa.seller.nip}, ${metadata.seller.nip})`
  if (numberKey(fa.number) !== numberKey(metadata.number)) {
    return `the number (${fa.number}, ${metadata.number})`
  }
  if (fa.issueDay !== metadata.issueDay) return `P_1 (${fa.issueDay}, ${metadata.issueDay})`
  if (fa.currency !== metadata.currency) return `the currency (${fa.currency}, ${metadata.currency})`
  if (metadata.kind !== null && fa.kind !== metadata.kind) return `the kind (${fa.kind}, ${metadata.kind})`
  const [written, stated] = [fa.buyer.id, metadata.buyer.id]
  if (written.type === 'Nip' && stated.type === 'Nip' && written.value !== stated.value) {
    return `the buyer (${written.value}, ${stated.value})`
  }
  return null
}
