import { createHash } from 'node:crypto'
import type { CopyEvidence } from './evidence.ts'
import type { FaFacts } from './fa.ts'

/** What is hashed of a copy, in this order: all but the sender's own id and the day of recording. */
const hashed = [
  ...(['type', 'seller', 'number', 'issueDay', 'kind', 'currency'] as const),
  ...(['netGrosze', 'vatGrosze', 'grossGrosze', 'vatPlnGrosze', 'receivedDay', 'channel'] as const),
  ...(['document', 'hashes', 'offlineCode', 'ksefNumber', 'taxPointDay', 'buyerCategory'] as const),
  ...(['deliveryAgreed', 'declaredMode', 'doubtfulHashes', 'doubtfulCodes', 'selfBilling'] as const),
  ...(['sellerCashMethod', 'corrects', 'addressee', 'fa', 'file'] as const),
] satisfies (keyof CopyEvidence)[]

/** What is hashed of the facts of its XML, in this order: those that the first reader took, and no others. */
const hashedFacts = [
  ...(['form', 'kind', 'seller', 'buyer', 'thirdParties', 'currency'] as const),
  ...(['netGrosze', 'vatGrosze', 'vatPlnGrosze', 'deductibleVatGrosze', 'rates', 'number'] as const),
  ...(['issueDay', 'grossGrosze', 'taxPointDay', 'taxPointFrom', 'reverseCharge'] as const),
  ...(['sellerCashMethod', 'selfBilling', 'splitPayment', 'marginScheme', 'exchangeRates'] as const),
  ...(['corrects', 'correctedNumber', 'advances'] as const),
] satisfies (keyof FaFacts)[]

/** The named properties of it, in the order of the names; those it does not have are left out. */
const only = <T extends object>(names: readonly (keyof T)[], of: T): Record<string, unknown> =>
  Object.fromEntries(names.flatMap((name) => (of[name] === undefined ? [] : [[name, of[name]]])))

/**
 * By this content a copy is known again, also one that was stored by an earlier release: everything that was sent but
 * the sender's own id, without the day of recording. A fact that a later reader takes from the same XML is no other
 * content (the hash of the XML is among `hashes`), so neither list ever grows by what is read; what senders may newly
 * state is added to `hashed`, and left out of the evidence where nobody states it.
 */
export function copyContentHash(copy: CopyEvidence): string {
  const content = only(hashed, copy)
  if (copy.fa !== null) content.fa = only(hashedFacts, copy.fa)
  return `copy ${createHash('sha256').update(JSON.stringify(content)).digest('base64')}`
}
