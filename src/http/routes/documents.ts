import { z } from '@hono/zod-openapi'
import { receivingDesk } from '../../intake/receiving-desk.ts'
import { confidences, fieldNames, fieldSources } from '../../paper/reading.ts'
import { readDocument } from '../../queries/read-document.ts'
import { bodyLimits, mediaType, readBytes, unsupported } from '../endpoint/body.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { sentenceParams, shownDay } from '../endpoint/fields.ts'
import { readForm } from '../endpoint/form.ts'
import { named } from '../endpoint/named.ts'
import type { Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { documentClass } from './schemas.ts'
import { fileRead, partsOf } from './upload.ts'

const params = z.strictObject({ nip: z.string() })
const form = z.object({
  file: z.string().openapi({ format: 'binary', description: 'PDF, XML (FA(3), FA(2), FA_RR), PNG or JPEG' }),
})

const confidence = named(
  'Certainty',
  z.enum(confidences).openapi({
    description:
      'certain: proven by a code, the XML, a known document, or by label, check digit and sums together; likely: it stands there by its label; doubtful: one of several, or contradicted',
  }),
)
const value = {
  value: z.string(),
  confidence,
  source: z.enum(fieldSources),
  page: z.number().int().nullable(),
  box: z
    .array(z.number())
    .nullable()
    .openapi({ description: 'Left, top, width and height in points, from the top left of the page' }),
}
const field = named(
  'ReadField',
  z.object({ ...value, alternatives: z.array(named('ReadValue', z.object(value))) }),
)

/** What was read of a document. */
export const documentReading = named(
  'DocumentReading',
  z.object({
    file: z.object({
      mediaType: fileRead.shape.mediaType,
      bytes: z.number().int(),
      pages: z.number().int().nullable(),
    }),
    document: z.object({
      value: documentClass.nullable(),
      confidence,
      because: z.string(),
      becauseCode: z.string(),
      becauseParams: sentenceParams.optional(),
    }),
    fields: z.object(Object.fromEntries(fieldNames.map((name) => [name, field.optional()]))),
    codes: z.array(
      z.object({
        link: z.string(),
        code: z.enum(['I', 'II']).nullable(),
        environment: z.string().nullable(),
        sellerNip: z.string().nullable(),
        issueDate: shownDay.nullable(),
        hash: z.string().nullable(),
      }),
    ),
    copy: z.record(z.string(), z.unknown()).openapi({
      description:
        'The body for a copy as far as it is known: what is certain and what is likely. Who sends it adds the day of receipt, and looks at what is not certain.',
    }),
    knownPurchase: z.string().nullable(),
    complete: z.boolean(),
    warnings: z.array(z.object({ code: z.string(), message: z.string(), params: sentenceParams })),
  }),
)

/** Reading documents without recording anything. */
export function documentEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: '/v1/taxpayers/{nip}/documents/read',
      id: 'readDocument',
      role: 'integration',
      tag: 'Copies',
      summary: 'Read what a PDF, a picture or an XML file says of an invoice; nothing is stored',
      params,
      bodies: { 'multipart/form-data': form },
      answers: { 200: { description: 'What was read', schema: documentReading } },
    },
    ({ c, params: { nip }, caller }) =>
      services.withLedger(nip, async (ledger) => {
        const request = c.req.raw
        if (mediaType(request) !== 'multipart/form-data') throw unsupported(['multipart/form-data'])
        const body = await readBytes(request, bodyLimits.other)
        const parts = readForm(body, request.headers.get('content-type') ?? '')
        const { file } = partsOf(parts, ['file'])
        const sender = { taxpayer: nip, key: caller.id, signal: request.signal }
        return respond(c, await readDocument(ledger, file.bytes, receivingDesk(services, nip, sender)))
      }),
  )
}
