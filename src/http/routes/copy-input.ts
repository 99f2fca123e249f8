import { z } from '@hono/zod-openapi'
import { type CopyDesk, copyFromInput, type FoundInFile, type HandOverInput } from '../../ingest/copy.ts'
import type { CopyEvidence } from '../../ingest/evidence.ts'
import type { Services } from '../endpoint/services.ts'
import type { copyBody } from './schemas.ts'
import { handOver, handOverFlags } from './schemas.ts'

const told = z.object({ ...handOver, ...handOverFlags })
type Told = z.output<typeof told>

/** Evidence of a copy as told in JSON; `found` is what its file yields, when it came with one. */
export function copyOf(body: z.output<typeof copyBody>, desk: CopyDesk, found?: FoundInFile): CopyEvidence {
  const invoice = {
    seller: body.seller,
    number: body.number,
    issueDate: body.issueDate,
    kind: body.kind ?? null,
    currency: body.currency,
    net: body.net ?? null,
    vat: body.vat ?? null,
    gross: body.gross,
    vatPln: body.vatPln ?? null,
    corrects: body.corrects ?? [],
  }
  return copyFromInput(invoice, toldHandOver(body), desk, found)
}

/** What is told besides the invoice, by whatever way it came; what was left out is null. */
export const toldHandOver = (told: Told): HandOverInput => ({
  receivedOn: told.receivedOn,
  document: told.document,
  channel: told.channel ?? null,
  qrCodes: told.qrCodes ?? [],
  ksefNumber: told.ksefNumber ?? null,
  taxPointDate: told.taxPointDate ?? null,
  buyerCategory: told.buyerCategory ?? null,
  deliveryAgreed: told.deliveryAgreed ?? null,
  selfBilling: told.selfBilling ?? false,
  sellerCashMethod: told.sellerCashMethod ?? false,
  declaredMode: told.declaredMode ?? null,
  externalId: told.externalId ?? null,
})

/** Where and when a copy is recorded that comes now. */
export const deskAt = (
  { today, qrEnvironment }: Pick<Services, 'today' | 'qrEnvironment'>,
  nip: string,
): CopyDesk => ({ nip, today: today(), qrEnvironment })
