import { z } from '@hono/zod-openapi'
import { postPurchase, voidPurchasePosting } from '../../commands/posting.ts'
import { readKsefNumber, sellerOf } from '../../ingest/copy.ts'
import { readQrLink } from '../../ingest/copy-codes.ts'
import { checkPosting, type PostingQuestion } from '../../queries/posting-check.ts'
import { say } from '../../texts/say.ts'
import { fault } from '../../values/faults.ts'
import type { QrEnvironment } from '../../values/qr.ts'
import { refusedAt } from '../../values/refusal.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { day, invoiceNumber, kind, money, sentenceParams, text } from '../endpoint/fields.ts'
import type { Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { postingSchema, sellerInput } from './schemas.ts'

const params = z.strictObject({ nip: z.string() })
const oneParams = z.strictObject({ nip: z.string(), id: z.string().max(100) })
const checkBody = z
  .strictObject({
    seller: sellerInput.nullish(),
    number: invoiceNumber.nullish(),
    issueDate: day.nullish(),
    kind: kind.nullish(),
    gross: money.nullish(),
    ksefNumber: z.string().max(40).nullish(),
    qrCode: z.string().max(2000).nullish(),
  })
  .refine((b) => (b.seller && b.number) || b.ksefNumber || b.qrCode, {
    message: fault(say('field.asked-by')),
  })
  .openapi('PostingCheck')
const checkAnswer = z
  .object({
    answer: z.enum(['post', 'hold', 'posted']),
    purchaseId: z.string().nullable(),
    posting: postingSchema.nullable(),
    reasons: z.array(z.object({ code: z.string(), message: z.string(), params: sentenceParams.optional() })),
  })
  .openapi('PostingAnswer')
const postingBody = z.strictObject({ reference: text(200), postedOn: day }).openapi('PostingInput')

export function postingEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: '/v1/taxpayers/{nip}/posting-checks',
      id: 'checkPosting',
      role: 'integration',
      tag: 'Posting',
      summary: 'May this invoice be booked: post, hold or posted. Writes nothing',
      params,
      body: checkBody,
      answers: { 200: { description: 'The answer', schema: checkAnswer } },
    },
    ({ c, params: { nip }, body }) =>
      services.withLedger(nip, (ledger) =>
        respond(c, checkPosting(ledger, questionOf(body, services.qrEnvironment))),
      ),
  )

  endpoint(
    app,
    {
      method: 'post',
      path: '/v1/taxpayers/{nip}/purchases/{id}/posting',
      id: 'postPurchase',
      role: 'integration',
      tag: 'Posting',
      summary: 'Book a purchase once; the same reference again changes nothing',
      params: oneParams,
      body: postingBody,
      answers: {
        200: { description: 'Posted before under this reference', schema: postingSchema },
        201: { description: 'Posted', schema: postingSchema },
      },
    },
    ({ c, params: { nip, id }, body, actor }) =>
      services.withLedger(nip, (ledger) => {
        const { posting, isNew } = postPurchase(ledger, actor, id, body)
        return respond(c, posting, isNew ? 201 : 200)
      }),
  )

  endpoint(
    app,
    {
      method: 'delete',
      path: '/v1/taxpayers/{nip}/purchases/{id}/posting',
      id: 'voidPosting',
      role: 'integration',
      tag: 'Posting',
      summary: 'Void the posting of a purchase, with the reason; the history keeps both',
      params: oneParams,
      query: z.strictObject({ reason: text(1000), reference: text(200).optional() }),
      answers: { 200: { description: 'The posting that was voided', schema: postingSchema } },
    },
    ({ c, params: { nip, id }, query, actor }) =>
      services.withLedger(nip, (ledger) => respond(c, voidPurchasePosting(ledger, actor, id, query))),
  )
}

/** @throws Refusal 422 for a code of another environment, a wrong check digit or a misread number */
function questionOf(body: z.output<typeof checkBody>, environment: QrEnvironment): PostingQuestion {
  const link = body.qrCode ? readQrLink(body.qrCode, '/qrCode', environment) : null
  const sellerId = body.seller ? sellerOf(body.seller).id : (link?.sellerNip ?? null)
  if (link && sellerId !== link.sellerNip) {
    const message = say('code.asked-other-seller', { seller: link.sellerNip, asked: String(sellerId) })
    throw refusedAt('/qrCode', 'qr-mismatch', message)
  }
  if (link?.hash === null && !body.number && !body.ksefNumber) {
    const message = say('code.hash-unreadable')
    throw refusedAt('/qrCode', 'qr-unreadable', message)
  }
  return {
    sellerId,
    number: body.number ?? null,
    issueDay: body.issueDate ?? null,
    kind: body.kind ?? null,
    grossGrosze: body.gross ?? null,
    ksefNumber: body.ksefNumber ? readKsefNumber(body.ksefNumber) : null,
    xmlHash: link?.hash ?? null,
  }
}
