import { z } from '@hono/zod-openapi'
import { unknownEvidence } from '../../commands/moving.ts'
import { type Evidence, identityOf } from '../../ingest/evidence.ts'
import { documentOf } from '../../store/evidence.ts'
import { say } from '../../texts/say.ts'
import { Refusal } from '../../values/refusal.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import type { Services } from '../endpoint/services.ts'
import { documentFile } from './document-file.ts'

const params = z.strictObject({ nip: z.string(), id: z.string() })
const binary = z.string().openapi({ format: 'binary' })

export function evidenceEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/evidence/{id}/document',
      id: 'getDocument',
      role: 'viewer',
      tag: 'Purchases',
      summary: 'The document that was received, byte for byte: PDF, PNG, JPEG or XML',
      params,
      answers: {
        200: {
          description: 'The document, to be saved as a file',
          schema: binary,
          type: 'application/pdf',
          alsoAs: ['application/xml', 'image/png', 'image/jpeg'],
        },
      },
    },
    ({ params: { nip, id } }) =>
      services.withLedger(nip, async (ledger) => {
        const found = documentOf(ledger.db, id)
        if (found === null) throw unknownEvidence(id)
        const { evidence, raw } = found
        if (raw === null) throw noDocument(id)
        return documentFile(raw, nameOf(evidence))
      }),
  )
}

const noDocument = (id: string): Refusal =>
  new Refusal('document-unknown', say('refusal.document-unknown', { id }))

/** The KSeF number, or else the number of the invoice. */
const nameOf = (evidence: Evidence): string =>
  evidence.type === 'ksef' ? evidence.metadata.ksefNumber : identityOf(evidence).number
