import { invoiceKey, type MatchDocument, mistakableKeyOf } from '../../src/match/document.ts'

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
  const { sellerId, numberKey, issueDay } = document
  return {
    ...document,
    invoiceKey: invoiceKey(sellerId, numberKey, issueDay),
    mistakableKey: mistakableKeyOf(sellerId, numberKey, issueDay),
  }
}

/** A KSeF document: it has a number and the hash of its XML. */
export const ksef = (id: string, number: string, said: Partial<MatchDocument> = {}): MatchDocument =>
  copy(id, { ksefNumber: number, fromKsef: true, hashes: [`xml of ${number}`], ...said })

/** A transaction confirmation, an order: no invoice. */
export const paper = (id: string, said: Partial<MatchDocument> = {}): MatchDocument =>
  copy(id, { invoice: false, ...said })

/** All orders of values. */
export function* permutations<T>(values: readonly T[]): Generator<T[]> {
  if (values.length === 0) yield []
  for (const [i, value] of values.entries())
    for (const rest of permutations(values.toSpliced(i, 1))) yield [value, ...rest]
}
