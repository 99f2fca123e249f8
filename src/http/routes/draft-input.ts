import { z } from '@hono/zod-openapi'
import type { CopyDesk } from '../../ingest/copy.ts'
import { copyChannels } from '../../ingest/evidence.ts'
import type { FileSender } from '../../ingest/file-codes.ts'
import { fileTypeOf } from '../../ingest/file-type.ts'
import { sha256 } from '../../ingest/hash.ts'
import type { Arriving } from '../../intake/drafts.ts'
import { type DraftReading, draftKeys } from '../../queries/drafts.ts'
import { codesInFile, noSuchFile } from '../../queries/read-document.ts'
import { say } from '../../texts/say.ts'
import { parseQrLink } from '../../values/qr.ts'
import { Refusal } from '../../values/refusal.ts'
import { day, text } from '../endpoint/fields.ts'
import type { FormPart } from '../endpoint/form.ts'
import type { Services } from '../endpoint/services.ts'
import { statuses } from '../endpoint/statuses.ts'
import { validated } from '../endpoint/validated.ts'
import { toldHandOver } from './copy-input.ts'

/** What may be told of a document before anybody has looked at it. */
const told = z.strictObject({
  receivedOn: day.optional().openapi({ description: 'Today when left out' }),
  channel: z.enum(copyChannels).optional(),
  externalId: text(256).optional(),
  note: z.string().trim().max(4000).optional(),
})

/** A draft comes as a form: part `file`, and a part for each thing that is told of it. */
export const draftForm = z.object({
  file: z.string().openapi({ format: 'binary', description: 'PDF, XML (FA(3), FA(2), FA_RR), PNG or JPEG' }),
  ...told.shape,
})

type Told = z.output<typeof told>
type Named = Pick<Arriving, 'channel' | 'externalId' | 'note' | 'fileName'> & Pick<Told, 'receivedOn'>

/** Takes such a form apart. @throws Refusal 400 for parts that are missing, come twice or do not belong to it */
export function readDraftForm(parts: readonly FormPart[]): { bytes: Uint8Array; told: Named } {
  const files = parts.filter(({ name }) => name === 'file')
  const [file] = files
  if (file === undefined || files.length > 1) {
    const message = say('draft.one-file', { count: files.length })
    const code = files.length === 0 ? 'required' : 'invalid-value'
    throw new Refusal('invalid-request', message, [{ pointer: '/file', code, message }])
  }
  const texts = new Map<string, string | string[]>()
  for (const { name, bytes } of parts) {
    if (name === 'file') continue
    const value = new TextDecoder().decode(bytes.subarray(0, longestText))
    const before = texts.get(name)
    texts.set(name, before === undefined ? value : [before, value].flat())
  }
  const {
    channel = null,
    externalId = null,
    note = null,
    receivedOn,
  } = validated(told, Object.fromEntries(texts), 'body')
  const fileName = file.filename?.trim().slice(0, 255) || null
  return { bytes: file.bytes, told: { channel, externalId, note: note || null, fileName, receivedOn } }
}

/** In bytes; whatever is longer is too long in characters too. */
const longestText = 64 * 1024

type ReadDraft = Pick<Arriving, 'hash' | 'raw' | 'size' | 'reading' | 'keys'>

/**
 * Reads what a document says for itself. One that cannot be read is kept all the same, with the reason: a person can.
 * @throws Refusal 415 file-type, 429 too-many-files
 */
export async function readDraftFile(
  bytes: Uint8Array,
  desk: CopyDesk,
  services: Pick<Services, 'codes' | 'sources'>,
  sender: FileSender,
): Promise<ReadDraft> {
  const mediaType = fileTypeOf(bytes)
  if (mediaType === null) throw noSuchFile()
  const size = bytes.length
  const kept = { mediaType, encoding: 'identity', bytes } as const
  try {
    if (mediaType === 'application/xml') {
      const handOver = toldHandOver({ receivedOn: desk.today, document: 'invoice' })
      // Whoever reads it takes its bytes over, and they lie in the body.
      const { copy, raw } = await services.sources.copy(Uint8Array.from(bytes), handOver, desk)
      const { hashes, number, seller } = copy
      const keys = draftKeys({ hashes, ksefNumber: null, sellerId: seller.id, number })
      return { hash: sha256(bytes), raw, size, reading: nothing, keys }
    }
    const { links, pages, complete, done } = await codesInFile(bytes, mediaType, services.codes, sender)
    const hashes = links.flatMap((link) => parseQrLink(link)?.hash ?? [])
    const reading: DraftReading = { pages, qrCodes: links, complete, problem: null }
    const keys = draftKeys({ hashes, ksefNumber: null, sellerId: null, number: null })
    return { hash: done?.hash ?? sha256(bytes), raw: done?.raw ?? kept, size, reading, keys }
  } catch (error) {
    if (!(error instanceof Refusal) || ![413, 422].includes(statuses[error.code])) throw error
    const problem = { code: error.code, message: error.detail }
    return { hash: sha256(bytes), raw: kept, size, reading: { ...nothing, problem }, keys: [] }
  }
}

const nothing: DraftReading = { pages: null, qrCodes: [], complete: true, problem: null }
