import { z } from '@hono/zod-openapi'
import { type CopyDesk, type CopySource, type ReadCopy, sellerOf } from '../../ingest/copy.ts'
import type { CopyEvidence } from '../../ingest/evidence.ts'
import type { FileSender } from '../../ingest/file-codes.ts'
import { fileTypeOf } from '../../ingest/file-type.ts'
import type { CopyToRecord } from '../../intake/copies.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { saidOtherwise } from '../../queries/file-says.ts'
import { noSuchFile, readToKeep } from '../../queries/read-document.ts'
import { say } from '../../texts/say.ts'
import { numberKey } from '../../values/invoice-number.ts'
import { formatMoney } from '../../values/money.ts'
import { present } from '../../values/present.ts'
import { type InputError, Refusal } from '../../values/refusal.ts'
import { isOneOf, tableOver } from '../../values/tables.ts'
import { bodyLimits, parseJson, readBytes } from '../endpoint/body.ts'
import { type FormPart, readForm } from '../endpoint/form.ts'
import { bodyTooLarge } from '../endpoint/in-flight.ts'
import { named } from '../endpoint/named.ts'
import type { Services } from '../endpoint/services.ts'
import { unfit, validated } from '../endpoint/validated.ts'
import { copyOf, toldHandOver } from './copy-input.ts'
import { filled, withLikely } from './file-metadata.ts'
import { copyBody } from './schemas.ts'

const { seller, number, issueDate, currency, gross, document } = copyBody.shape
/** What an FA file says may be left out. */
const fileMetadata = z.strictObject({
  ...copyBody.shape,
  ...z.object({ seller, number, issueDate, currency, gross }).partial().shape,
})
/** A copy that comes with its file: what the file proves may be left out. */
export const copyMetadata = z
  .strictObject({ ...fileMetadata.shape, ...z.object({ document }).partial().shape })
  .openapi('CopyMetadata')

/** A copy that comes as a form: part `file`, and part `metadata` with what the file does not say. */
export const uploadForm = z.object({
  file: z.string().openapi({ format: 'binary', description: 'PDF, XML (FA(3), FA(2), FA_RR), PNG or JPEG' }),
  metadata: copyMetadata.optional(),
})

/** What was read from the file of a copy. */
export const fileRead = named(
  'FileRead',
  z.object({
    mediaType: z.enum(['application/pdf', 'application/xml', 'image/png', 'image/jpeg']),
    pages: z.number().int().nullable().openapi({ description: 'Pages of a PDF' }),
    qrCodes: z.array(z.string()).openapi({
      description: 'KSeF links found in a PDF or picture; a finding tells of each that is not used',
    }),
    complete: z.boolean().openapi({
      description:
        'False when codes were not looked for everywhere: of a longer PDF the first and last 10 pages are read, of pictures those up to 30 megapixels, and what is damaged may hide others. Give what you see on the document in `qrCodes`.',
    }),
  }),
)

interface Upload extends CopyToRecord {
  file: z.output<typeof fileRead>
}

/** Reads a copy that comes as a form. @throws Refusal 400, 413, 415 file-type, 422, 429 too-many-files */
export async function readUpload(
  request: Request,
  ledger: Ledger,
  desk: CopyDesk,
  services: Pick<Services, 'codes' | 'sources'>,
  key: string,
): Promise<Upload> {
  const body = await readBytes(request, bodyLimits.other)
  const form = readForm(body, request.headers.get('content-type') ?? '')
  const { file, metadata: part } = partsOf(form, ['file'], ['metadata'])
  if (part && part.bytes.length > bodyLimits.json) throw bodyTooLarge(bodyLimits.json, 'metadata')
  const metadata = part && parseJson(part.bytes, 'metadata')
  const sender = { taxpayer: desk.nip, key, signal: request.signal }
  return readFileCopy(file.bytes, { metadata, where: 'metadata' }, ledger, desk, services, sender)
}

/** Reads a copy from its file, and from what is told beside it. @throws Refusal 400, 415 file-type, 422, 429 too-many-files */
export async function readFileCopy(
  bytes: Uint8Array,
  { metadata, where }: { metadata: unknown; where: 'body' | 'metadata' },
  ledger: Ledger,
  desk: CopyDesk,
  { codes, sources }: Pick<Services, 'codes' | 'sources'>,
  sender: FileSender,
): Promise<Upload> {
  const mediaType = fileTypeOf(bytes)
  if (mediaType === null) throw noSuchFile()
  if (mediaType === 'application/xml') {
    const file = { mediaType, pages: null, qrCodes: [], complete: true }
    return { ...(await fromXml(bytes, { metadata, where }, desk, sources.copy)), file }
  }
  const read = (provenOnly: boolean) =>
    readToKeep(ledger, bytes, { ...desk, codes, copy: sources.copy, sender: { ...sender, provenOnly } })
  const { reading, hash, raw } = await read(true)
  const environment = desk.qrEnvironment
  const whole = filled(ledger.db, metadata, { reading, hash, today: desk.today, environment })
  // Only a refusal says what a scan seems to say, and only then is its text read.
  const isScan = reading.fields.number === undefined && !copyBody.safeParse(whole).success
  const likely = isScan ? (await read(false)).reading : reading
  const told = withLikely(() => validated(copyBody, whole, where), { metadata, where }, likely)
  const links = reading.codes.map(({ link }) => link)
  const copy = copyOf(told, desk, { mediaType, hash, links })
  const fileSays = saidOtherwise(copy, reading, desk.nip)
  const file = { mediaType, pages: reading.file.pages, qrCodes: links, complete: reading.complete }
  return { copy: fileSays.length === 0 ? copy : { ...copy, fileSays }, raw, file }
}

/**
 * The parts of a form, one of each name.
 * @throws Refusal invalid-request unless there is one part of each name, one at most of each of `others`, and no other
 */
export function partsOf<Name extends string, Other extends string = never>(
  parts: readonly FormPart[],
  names: readonly Name[],
  others: readonly Other[] = [],
): Record<Name, FormPart> & Partial<Record<Other, FormPart>> {
  const known: readonly string[] = [...names, ...others]
  const errors: InputError[] = parts
    .filter(({ name }) => !known.includes(name))
    .map(({ name }) => {
      const message = say('field.unknown-part', { parts: known })
      return { pointer: `/${name}`, code: 'unknown-property', message }
    })
  for (const name of known) {
    const count = parts.filter((part) => part.name === name).length
    const isMissing = count === 0 && isOneOf(names, name)
    if (isMissing) errors.push({ pointer: `/${name}`, code: 'required', message: say('field.part-required') })
    if (count > 1)
      errors.push({
        pointer: `/${name}`,
        code: 'invalid-value',
        message: say('field.part-several', { count }),
      })
  }
  if (errors.length > 0) throw unfit('form', errors)
  const partOf = (name: string) => parts.find((part) => part.name === name)
  const optional: Partial<Record<Other, FormPart>> = {}
  for (const name of others) {
    const part = partOf(name)
    if (part !== undefined) optional[name] = part
  }
  return { ...tableOver(names, (name) => present(partOf(name))), ...optional }
}

/** @throws Refusal 422 file-mismatch when the metadata say what the file says otherwise, and as other XML copies */
async function fromXml(
  bytes: Uint8Array,
  { metadata, where }: { metadata: unknown; where: 'body' | 'metadata' },
  desk: CopyDesk,
  source: CopySource,
): Promise<ReadCopy> {
  const told = validated(fileMetadata, metadata ?? {}, where)
  // Whoever reads it takes its bytes over, and they lie in the body.
  const read = await source(Uint8Array.from(bytes), toldHandOver(told), desk)
  const errors = differences(told, read.copy)
  if (errors.length === 0) return read
  const places = errors.map(({ pointer, message }) => ({ pointer, message }))
  throw new Refusal('file-mismatch', say('file.mismatch', { places }), errors)
}

type Corrected = { number: string; issueDate?: string; issueDay?: string }

function differences(told: z.output<typeof fileMetadata>, copy: CopyEvidence): InputError[] {
  const amount = (grosze: Parameters<typeof formatMoney>[0] | null | undefined) =>
    grosze === null || grosze === undefined ? grosze : formatMoney(grosze)
  const isSame = told.number !== undefined && numberKey(told.number) === numberKey(copy.number)
  const list = (corrects: readonly Corrected[] | null | undefined) =>
    corrects?.map((c) => `${numberKey(c.number)} ${c.issueDate ?? c.issueDay}`).join(', ')
  const stated: [string, string | null | undefined, string | null | undefined][] = [
    ['/seller', told.seller && sellerOf(told.seller).id, copy.seller.id],
    ['/number', isSame ? copy.number : told.number, copy.number],
    ['/issueDate', told.issueDate, copy.issueDay],
    ['/kind', told.kind, copy.kind],
    ['/currency', told.currency, copy.currency],
    ['/net', amount(told.net), amount(copy.netGrosze)],
    ['/vat', amount(told.vat), amount(copy.vatGrosze)],
    ['/gross', amount(told.gross), amount(copy.grossGrosze)],
    ['/vatPln', amount(told.vatPln), amount(copy.vatPlnGrosze)],
    ['/corrects', list(told.corrects), list(copy.corrects)],
  ]
  return stated
    .filter(([, given, read]) => given !== null && given !== undefined && given !== read)
    .map(([pointer, given, read]) => {
      const message = say('file.says-otherwise', { given: String(given), read: read ?? null })
      return { pointer, code: 'file-mismatch', message }
    })
}
