import { invoiceKey, type MatchDocument } from '../../src/match/document.ts'

/** An invoice copy as matching sees it; each test names only what it is about. */
export function copy(id: string, said: Partial<MatchDocument> = {}): MatchDocument {
  const document = {
    id,
    ksefNumber: null,
    fromKsef: false,
    ours: true,
    invoice: true,
    hashes: [],
    sellerId: '5265877635',
    numberKey: 'fv|12|06|2026',
    issueDay: '2026-06-10',
    dayDoubtful: false,
    kindGroup: 'invoice' as const,
    grossGrosze: 12_300,
    currency: 'PLN',
    decisions: [],
    ...said,
  }
  return { ...document, invoiceKey: invoiceKey(document.sellerId, document.numberKey, document.issueDay) }
}

/** A KSeF document: it has a number and the hash of its XML. */
export const ksef = (id: string, number: string, said: Partial<MatchDocument> = {}): MatchDocument =>
  copy(id, { ksefNumber: number, fromKsef: true, hashes: [`xml of ${number}`], ...said })

/** A transaction confirmation, an order: no invoice. */
export const paper = (id: string, said: Partial<MatchDocument> = {}): MatchDocument =>
  copy(id, { invoice: false, ...said })
