import { endingOf } from '../../ingest/file-type.ts'
import type { RawDocument } from '../../ingest/source.ts'

/** A document to be saved as a file; `name` is what it is called, in any characters, without an ending. */
export async function documentFile(raw: RawDocument, name: string): Promise<Response> {
  return new Response(await plainBytes(raw), {
    headers: {
      'content-type': raw.mediaType,
      'content-disposition': `attachment; filename="${fileName(name, raw.mediaType)}"`,
      // What a stranger wrote is saved, never shown as a page of this service.
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  })
}

/** The bytes as they came; some are kept deflated. */
export async function plainBytes({ encoding, bytes }: RawDocument): Promise<ArrayBuffer> {
  const kept = new Response(Uint8Array.from(bytes))
  if (encoding === 'identity') return kept.arrayBuffer()
  const inflated = kept.body?.pipeThrough(new DecompressionStream('deflate-raw')) ?? null
  return new Response(inflated).arrayBuffer()
}

/** A name that every system takes, in ASCII. */
function fileName(name: string, mediaType: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\w.-]+/g, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '')
  return `${plain || 'document'}.${endingOf(mediaType)}`
}
