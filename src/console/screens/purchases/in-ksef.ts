import type { Evidence, Purchase } from '../../../client/index.ts'
import { parseDay } from '../../../values/day.ts'
import { qrLinkI } from '../../../values/qr.ts'
import { signedIn } from '../../session.ts'

/** The KSeF number of a document, and the link by which anybody finds it in KSeF; neither for what came otherwise. */
export function inKsef(
  evidence: Evidence,
  { seller, issueDate, ksef }: Pick<Purchase, 'seller' | 'issueDate' | 'ksef'>,
): { ksefNumber: string | null; link: string | null } {
  if (evidence.type !== 'ksef') return { ksefNumber: null, link: null }
  const { ksefNumber } = evidence
  const environment = signedIn()?.qrEnvironment
  const day = parseDay(issueDate)
  // Of two documents of KSeF in one purchase, the hash is that of the one that counts.
  const isThat = ksef !== null && ksef.number === ksefNumber
  if (environment === undefined || day === null || seller.nip === undefined || !isThat)
    return { ksefNumber, link: null }
  return { ksefNumber, link: qrLinkI(environment, seller.nip, day, ksef.invoiceHash) }
}
