import type { InvoiceIdentity } from '../ingest/evidence.ts'
import type { Facts, KsefFacts } from '../receipt/facts.ts'
import type { Inputs } from '../receipt/inputs.ts'
import type { Verdict } from '../receipt/verdict.ts'
import type { Json } from '../values/json.ts'

/** What is stored of a purchase besides its verdict. */
export interface StoredIdentity extends InvoiceIdentity {
  group: Facts['group']
  ksefNumber: string | null
  ksef: KsefFacts | null
  /** Number printed on a copy while KSeF's own document is not in hand. */
  printedNumber: string | null
  cashSeller: boolean
  exchangeRates: readonly string[]
  corrects: Facts['corrects']
  /** Row numbers of the originals that are held, one per reference. */
  originals: (number | null)[]
}

/** The JSON columns in which a purchase is stored. */
export interface StoredPurchase {
  verdict: Json<Verdict>
  identity: Json<StoredIdentity>
  inputs: Json<Inputs>
}
