import { z } from '@hono/zod-openapi'
import { copyChannels } from '../../ingest/evidence.ts'
import type { Arriving } from '../../intake/drafts.ts'
import { say } from '../../texts/say.ts'
import { Refusal } from '../../values/refusal.ts'
import { day, text } from '../endpoint/fields.ts'
import type { FormPart } from '../endpoint/form.ts'
import { validated } from '../endpoint/validated.ts'

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
