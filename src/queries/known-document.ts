import type { Evidence } from '../ingest/evidence.ts'
import { readingOfKnown } from '../ingest/fa-reading.ts'
import type { Reading } from '../paper/reading.ts'
import type { Db } from '../store/database.ts'
import { evidenceOfPurchases } from '../store/evidence.ts'
import { purchasesByKeys } from '../store/purchase-keys.ts'
import { survivingRows } from '../store/purchases.ts'

/** A purchase that is known by the hash of its XML, and what its best document says. */
export interface KnownDocument {
  purchaseId: string
  reading: Reading
  fromKsef: boolean
}

/** The purchase that is known under one of these hashes (SHA-256, Base64); null for none, and where there are several. */
export function knownByHash(db: Db, hashes: readonly string[]): KnownDocument | null {
  if (hashes.length === 0) return null
  const found = purchasesByKeys(
    db,
    hashes.map((hash) => `hash:${hash}`),
    2,
  )
  const [purchase] = found
  if (purchase === undefined || found.length > 1) return null
  const documents = evidenceOfPurchases(db, [purchase]).map(({ evidence }) => evidence)
  const best = documents.toSorted((a, b) => proof(a, hashes) - proof(b, hashes)).at(-1)
  const row = survivingRows(db, [purchase]).get(purchase)
  if (best === undefined || row === undefined || proof(best, hashes) === 0) return null
  return { purchaseId: row.id, reading: readingOfKnown(best), fromKsef: best.type === 'ksef' }
}

/** How much a document proves of the XML with one of these hashes; 0: nothing. */
function proof(evidence: Evidence, hashes: readonly string[]): number {
  const own = evidence.type === 'ksef' ? [evidence.metadata.invoiceHash] : evidence.hashes
  if (!own.some((hash) => hashes.includes(hash))) return 0
  if (evidence.type === 'copy') return evidence.fa === null ? 1 : 2
  return 3
}
