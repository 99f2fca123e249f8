import { z } from '@hono/zod-openapi'
import { DocumentProblem } from '../ingest/fa.ts'
import { PackageProblem } from '../ingest/package.ts'
import { importDocuments } from '../ledger/imports.ts'
import { Problem } from '../problem.ts'
import { listQuarantined } from '../store/imports.ts'
import { limits, mediaType, readBytes, unsupported } from './body.ts'
import { type App, endpoint } from './endpoint.ts'
import { pageQuery } from './fields.ts'
import { page } from './schemas.ts'
import type { Services } from './services.ts'

const count = z.number().int()
const importResult = z
  .object({
    importId: z.string(),
    received: count,
    new: count,
    attached: count,
    unchanged: count,
    review: count,
    quarantined: count,
    problems: z.array(z.object({ ksefNumber: z.string().nullable(), code: z.string(), message: z.string() })),
  })
  .openapi('ImportResult')
const quarantined = z
  .object({
    id: z.string(),
    code: z.string(),
    message: z.string(),
    ksefNumber: z.string().nullable(),
    at: z.string(),
  })
  .openapi('QuarantinedDocument')
const metadataRows = { type: 'array', items: { type: 'object', additionalProperties: true } }
const metadataList = {
  description: "KSeF's own _metadata.json, or its bare array of InvoiceMetadata",
  anyOf: [
    {
      type: 'object',
      properties: { invoices: metadataRows },
      required: ['invoices'],
      additionalProperties: true,
    },
    metadataRows,
  ],
}
const params = z.strictObject({ nip: z.string() })

export function importEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: '/v1/taxpayers/{nip}/ksef/imports',
      id: 'postImport',
      role: 'integration',
      tag: 'KSeF',
      summary: 'Import KSeF metadata, or a decrypted export package with its documents',
      params,
      bodies: { 'application/json': metadataList, 'application/zip': { type: 'string', format: 'binary' } },
      answers: { 200: { description: 'What became of each document', schema: importResult } },
    },
    ({ c, params: { nip }, actor }) =>
      services.withLedger(nip, async (ledger) => {
        const type = mediaType(c.req.raw)
        const zip = type === 'application/zip' || type === 'application/x-zip-compressed'
        if (!zip && type !== 'application/json') throw unsupported(['application/json', 'application/zip'])
        const bytes = await readBytes(c.req.raw, zip ? limits.package : limits.other)
        try {
          const source = zip ? services.sources.package : services.sources.metadata
          return c.json(await importDocuments(ledger, actor, source, bytes))
        } catch (error) {
          // Only what is not a package or a metadata list at all ends here; single documents go into `problems`.
          if (error instanceof PackageProblem) throw new Problem(422, error.code, error.message)
          if (error instanceof DocumentProblem) throw new Problem(400, error.code, error.message)
          throw error
        }
      }),
  )

  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/ksef/quarantine',
      id: 'listQuarantine',
      role: 'viewer',
      tag: 'KSeF',
      summary: 'Documents that could not be taken in, with the reason; their bytes are kept',
      params,
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'A page', schema: page(quarantined) } },
    },
    ({ c, params: { nip }, query }) =>
      services.withLedger(nip, (ledger) => {
        const items = listQuarantined(ledger.db, query.cursor ?? '', query.limit)
        return c.json({ items, next: items.length === query.limit ? (items.at(-1)?.id ?? null) : null })
      }),
  )
}
