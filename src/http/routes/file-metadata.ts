import { saidByCodes } from '../../ingest/copy-codes.ts'
import type { FieldName, Fields, ReadField } from '../../paper/reading.ts'
import { bodyOfSameFile, provenBody } from '../../queries/file-body.ts'
import type { DocumentReading } from '../../queries/read-document.ts'
import type { Db } from '../../store/database.ts'
import { say } from '../../texts/say.ts'
import type { Said } from '../../texts/sentence.ts'
import type { Day } from '../../values/day.ts'
import { isInvoiceClass } from '../../values/document-class.ts'
import { parseNip } from '../../values/nip.ts'
import { present } from '../../values/present.ts'
import type { QrEnvironment } from '../../values/qr.ts'
import { Refusal } from '../../values/refusal.ts'
import { unfit } from '../endpoint/validated.ts'

/** What is told of a copy beside its file, and what the file says where that leaves something out. */

type Body = Record<string, unknown>

/** A file that was read, its SHA-256 in Base64, and where and when it came. */
interface ReadUpload {
  reading: DocumentReading
  hash: string
  today: Day
  environment: QrEnvironment
}

/**
 * The metadata with what the file proves where they leave it out. A file that came before says of it what its first
 * copy says, so that the same sent again is the same copy, whatever more is known or can be read meanwhile. Of a document
 * that is known here there need be no metadata: it was received today.
 */
export function filled(db: Db, metadata: unknown, read: ReadUpload): unknown {
  if (metadata !== undefined && !isBody(metadata)) return metadata
  const told = Object.fromEntries(Object.entries(metadata ?? {}).filter(([, value]) => value !== null))
  const { receivedOn, ...base } = bodyOfSameFile(db, read.hash) ?? proven(told, read)
  const day = metadata === undefined && receivedOn !== undefined ? { receivedOn } : {}
  return { ...day, ...base, ...told, ...sellerOf(told.seller, base.seller) }
}

/** What the file proves, and its codes with those that the metadata name: seller's NIP, P_1, that it was issued offline. */
function proven({ seller, qrCodes }: Body, { reading, today, environment }: ReadUpload): Body {
  const { fields, document, codes, knownPurchase } = reading
  const links = codes.map(({ link }) => link)
  const told = Array.isArray(qrCodes) ? qrCodes.filter((code) => typeof code === 'string') : []
  const { sellerNip, issueDay, offline } = saidByCodes([...links, ...told], environment, nipOf(seller))
  const isOther = document.value !== null && !isInvoiceClass(document.value)
  return {
    ...(knownPurchase === null ? {} : { receivedOn: today }),
    ...(agree(fields['seller.nip'], sellerNip) ? { seller: { nip: sellerNip } } : {}),
    ...(agree(fields.issueDate, issueDay) ? { issueDate: issueDay } : {}),
    ...provenBody(reading),
    ...(offline && !isOther ? { document: 'offline-invoice' } : {}),
  }
}

/** Does nothing on the document speak against what a code says? */
const agree = (read: ReadField | undefined, said: string | null): boolean =>
  said !== null && (read === undefined || (read.value === said && read.confidence === 'certain'))

/** Who the seller is where the metadata say less: no number at all, or no name. */
function sellerOf(told: unknown, known: unknown): Body {
  if (!isBody(known)) return {}
  if (told === undefined) return { seller: known }
  if (!isBody(told)) return {}
  const isSame = isOpen(told) || nipOf(told) === known.nip
  const name = told.name ?? known.name
  return isSame ? { seller: { ...(isOpen(told) ? known : {}), ...told, ...(name ? { name } : {}) } } : {}
}

const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isOpen = (seller: Body): boolean => !['nip', 'country', 'vatId'].some((key) => key in seller)

/** The NIP of a seller that metadata name; null where they name none, empty and so nobody's where they name another number. */
function nipOf(seller: unknown): string | null {
  if (seller === undefined || (isBody(seller) && isOpen(seller))) return null
  const { nip: written, country, vatId } = isBody(seller) ? seller : {}
  const nip = country === 'PL' ? vatId : written
  return (typeof nip === 'string' ? parseNip(nip) : null) ?? ''
}

/**
 * Runs what judges the metadata. Where they lack what the file only seems to say, the refusal says that, and where none came.
 * @throws Refusal what `judge` throws
 */
export function withLikely<T>(
  judge: () => T,
  { metadata, where }: { metadata: unknown; where: 'body' | 'metadata' },
  reading: DocumentReading,
): T {
  try {
    return judge()
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'invalid-request') throw error
    const errors = error.errors.map((one) => {
      const likely = one.code === 'required' ? likelyAt(one.pointer, reading) : null
      return likely === null ? one : { ...one, message: likely }
    })
    const part = { pointer: '/metadata', code: 'required', message: say('field.part-required') }
    throw unfit(where, metadata === undefined ? [part, ...errors] : errors)
  }
}

const fieldsAt: Readonly<Record<string, readonly FieldName[]>> = {
  '/seller': ['seller.nip', 'seller.vatId'],
  '/number': ['number'],
  '/issueDate': ['issueDate'],
  '/currency': ['currency'],
  '/gross': ['gross'],
}

/** What the file may say of a property that it does not prove; null where it says nothing of it. */
function likelyAt(pointer: string, { fields, document }: DocumentReading): Said | null {
  if (pointer === '/document')
    return (
      document.value && say('reading.likely-document', { document: say(`found.document.${document.value}`) })
    )
  const field = fieldsAt[pointer]?.find((name) => fields[name] !== undefined)
  return field === undefined ? null : say('reading.likely', { field, values: valuesOf(fields, field) })
}

const valuesOf = (fields: Fields, name: FieldName): string[] => {
  const { value, alternatives } = present(fields[name])
  return [value, ...alternatives.map((one) => one.value)].slice(0, 3)
}
