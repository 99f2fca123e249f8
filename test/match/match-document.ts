import { invoiceKey, type MatchDocument, mistakableKeyOf } from '../../src/match/document.ts'
import type { Day } from '../../src/values/day.ts'

/** What a test says of a document, with its day as text. */
export type Stated = Partial<Omit<MatchDocument, 'issueDay'>> & { issueDay?: string }

/** An invoice copy as matching sees it; each test names only what it is about. */
export function copy(id: string, said: Stated = {}): MatchDocument {
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
  const { sellerId, numberKey } = document
  const issueDay = document.issueDay as Day
  return {
    ...document,
    issueDay,
    invoiceKey: invoiceKey(sellerId, numberKey, issueDay),
    mistakableKey: mistakableKeyOf(sellerId, numberKey, issueDay),
  }
}

/** A KSeF document: it has a number and the hash of its XML. */
export const ksef = (id: string, number: string, said: Stated = {}): MatchDocument =>
  copy(id, { ksefNumber: number, fromKsef: true, hashes: [`xml of ${number}`], ...said })

/** A transaction confirmation, an order: no invoice. */
export const paper = (id: string, said: Stated = {}): MatchDocument => copy(id, { invoice: false, ...said })

/** All orders of values. */
export function* permutations<T>(values: readonly T[]): Generator<T[]> {
  if (values.length === 0) yield []
  for (const [i, value] of values.entries())
    for (const rest of permutations(values.toSpliced(i, 1))) yield [value, ...rest]
}
