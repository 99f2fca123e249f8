import { z } from '@hono/zod-openapi'
import { unknownEvidence } from '../../commands/moving.ts'
import { type Evidence, identityOf } from '../../ingest/evidence.ts'
import { type FileType, fileEndings } from '../../ingest/file-type.ts'
import type { RawDocument } from '../../ingest/source.ts'
import { documentOf } from '../../store/evidence.ts'
import { Refusal } from '../../values/refusal.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import type { Services } from '../endpoint/services.ts'

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
        return new Response(await plainBytes(raw), {
          headers: {
            'content-type': raw.mediaType,
            'content-disposition': `attachment; filename="${fileName(evidence, raw.mediaType)}"`,
            // What a stranger wrote is saved, never shown as a page of this service.
            'x-content-type-options': 'nosniff',
            'content-security-policy': "default-src 'none'; sandbox",
          },
        })
      }),
  )
}

const noDocument = (id: string): Refusal =>
  new Refusal(
    'document-unknown',
    `No document came with the evidence ${id}: it was typed in, or is a KSeF row without its XML.`,
  )

/** The bytes as they came; those of a package are kept deflated. */
async function plainBytes({ encoding, bytes }: RawDocument): Promise<ArrayBuffer> {
  const kept = new Response(Uint8Array.from(bytes))
  if (encoding === 'identity') return kept.arrayBuffer()
  const inflated = kept.body?.pipeThrough(new DecompressionStream('deflate-raw')) ?? null
  return new Response(inflated).arrayBuffer()
}

/** A name that every system takes: the KSeF number, or else the number of the invoice in ASCII. */
function fileName(evidence: Evidence, mediaType: string): string {
  const number = evidence.type === 'ksef' ? evidence.metadata.ksefNumber : identityOf(evidence).number
  const plain = number
    .normalize('NFKD')
    .replaceAll(/[^\w.-]+/g, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '')
  return `${plain || 'document'}.${fileEndings[mediaType as FileType]}`
}
