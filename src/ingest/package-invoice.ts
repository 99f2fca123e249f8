import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { sha256 } from './hash.ts'
import { type KsefXml, readKsefXml } from './ksef-xml.ts'
import type { KsefMetadata } from './metadata.ts'
import { type PackageEntry, PackageProblem } from './package.ts'

type InvoiceXml = KsefXml & { bytes: Uint8Array }
type BadXml = { code: string; message: Said; bytes: Uint8Array | null }

/** Reads the XML of a row, unpacked and of the right hash; what its text is like is no reason to refuse it. */
export function readInvoice(entry: PackageEntry, metadata: KsefMetadata): InvoiceXml | BadXml {
  try {
    const bytes = entry.read()
    if (sha256(bytes) === metadata.invoiceHash) return { bytes, ...readKsefXml(bytes, metadata) }
    return { code: 'hash-mismatch', message: say('zip.hash-mismatch'), bytes }
  } catch (error) {
    if (error instanceof PackageProblem) return { code: error.code, message: error.detail, bytes: null }
    throw error
  }
}
