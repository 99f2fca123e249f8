import type { CopySource, ReadCopy } from '../../ingest/copy.ts'
import type { CopyEvidence } from '../../ingest/evidence.ts'
import { DocumentProblem, type DocumentProblemCode } from '../../ingest/fa-fields.ts'
import { PackageProblem } from '../../ingest/package.ts'
import type { Batch, IncomingKsef } from '../../ingest/source.ts'
import { XmlProblem } from '../../ingest/xml.ts'
import type { Said } from '../../texts/sentence.ts'
import { fromJson, type Json, toJson } from '../../values/json.ts'
import { type InputError, Refusal } from '../../values/refusal.ts'
import type { RefusalCode } from '../../values/refusal-codes.ts'
import { thrown } from '../../values/thrown.ts'

/** What the event loop and the reading thread say to each other. */

export type Kind = 'metadata' | 'package'
export type CopyToRead = Parameters<CopySource>
export type BatchToRead = [bytes: Uint8Array, desk: CopyToRead[2]]
export type ToReader =
  | { id: number; copy: CopyToRead }
  | { id: number; batch: BatchToRead }
  | { id: number; kind: Kind; nip: string; bytes: Uint8Array }
  | { id: number; known: string[] }
  | { id: number; more: true }
  | { id: number; stop: true }
/** A batch as it goes from thread to thread: what documents say is text, as it is stored, and cheaper to hand over. */
interface WrittenBatch extends Omit<Batch, 'incoming'> {
  incoming: (Omit<IncomingKsef, 'evidence'> & { text: Json<IncomingKsef['evidence']> })[]
}
/** An error as it goes from thread to thread: one whose sentence people read, of its kind, or any other. */
type Failed =
  | { type: 'PackageProblem'; code: PackageProblem['code']; detail: Said }
  | { type: 'DocumentProblem'; code: DocumentProblemCode; detail: Said }
  | Refused
  | { type: 'other'; message: string }
interface Refused {
  type: 'Refusal'
  code: RefusalCode
  detail: Said
  errors: InputError[]
}
export type FromReader =
  | { id: number; copied: ReadCopy }
  | { id: number; items: WrittenItems[] }
  | { id: number; ask: string[] }
  | { id: number; batch: WrittenBatch }
  | { id: number; done: true }
  | { id: number; failed: Failed }

/** A few copies of a batch as text. */
type WrittenItems = Json<({ copy: CopyEvidence } | { refused: Refused })[]>
export const writtenItems = (items: readonly (CopyEvidence | Refusal)[]): WrittenItems =>
  toJson(items.map((item) => (item instanceof Refusal ? { refused: refused(item) } : { copy: item })))

export const readItems = (text: WrittenItems): (CopyEvidence | Refusal)[] =>
  fromJson(text).map((item) => ('copy' in item ? item.copy : refusalOf(item.refused)))

export const writtenBatchOfRows = ({ incoming, ...rest }: Batch): WrittenBatch => ({
  ...rest,
  incoming: incoming.map(({ evidence, ...more }) => ({ ...more, text: toJson(evidence) })),
})

export const readBatchOfRows = ({ incoming, ...rest }: WrittenBatch): Batch => ({
  ...rest,
  incoming: incoming.map((one) => ({ ...one, evidence: fromJson(one.text) })),
})

/** The error as it was thrown. */
export function revived(failed: Failed): Error {
  switch (failed.type) {
    case 'PackageProblem':
      return new PackageProblem(failed.code, failed.detail)
    case 'DocumentProblem':
      return new DocumentProblem(failed.code, '', failed.detail)
    case 'Refusal':
      return refusalOf(failed)
    case 'other':
      return new Error(failed.message)
  }
}

const refusalOf = ({ code, detail, errors }: Refused): Refusal => new Refusal(code, detail, errors)

export function failure(error: unknown): Failed {
  if (error instanceof PackageProblem)
    return { type: 'PackageProblem', code: error.code, detail: error.detail }
  if (error instanceof DocumentProblem)
    return { type: 'DocumentProblem', code: error.code, detail: error.detail }
  if (error instanceof XmlProblem) return refused(new Refusal(error.code, error.detail))
  return error instanceof Refusal ? refused(error) : { type: 'other', message: thrown(error).message }
}

const refused = ({ code, detail, errors }: Refusal): Refused => ({ type: 'Refusal', code, detail, errors })
