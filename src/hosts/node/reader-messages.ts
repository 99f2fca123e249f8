import type { CopySource, ReadCopy } from '../../ingest/copy.ts'
import type { CopyEvidence } from '../../ingest/evidence.ts'
import { DocumentProblem, type DocumentProblemCode } from '../../ingest/fa-fields.ts'
import { PackageProblem } from '../../ingest/package.ts'
import type { Batch, IncomingKsef } from '../../ingest/source.ts'
import type { Said } from '../../texts/sentence.ts'
import { fromJson, type Json, toJson } from '../../values/json.ts'
import { type InputError, Refusal, SpokenError } from '../../values/refusal.ts'
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
interface Failed {
  type: string
  code: string
  message: string
  detail?: Said
  errors?: InputError[]
}
export type FromReader =
  | { id: number; copied: ReadCopy }
  | { id: number; items: WrittenItems[] }
  | { id: number; ask: string[] }
  | { id: number; batch: WrittenBatch }
  | { id: number; done: true }
  | { id: number; failed: Failed }

/** A few copies of a batch as text. */
type WrittenItems = Json<({ copy: CopyEvidence } | { failed: Failed })[]>
export const writtenItems = (items: readonly (CopyEvidence | Refusal)[]): WrittenItems =>
  toJson(items.map((item) => (item instanceof Refusal ? { failed: failure(item) } : { copy: item })))

export const readItems = (text: WrittenItems): (CopyEvidence | Refusal)[] =>
  fromJson(text).map((item) => ('copy' in item ? item.copy : (revived(item.failed) as Refusal)))

export const writtenBatchOfRows = ({ incoming, ...rest }: Batch): WrittenBatch => ({
  ...rest,
  incoming: incoming.map(({ evidence, ...more }) => ({ ...more, text: toJson(evidence) })),
})

export const readBatchOfRows = ({ incoming, ...rest }: WrittenBatch): Batch => ({
  ...rest,
  incoming: incoming.map((one) => ({ ...one, evidence: fromJson(one.text) })),
})

/** The error as it was thrown. */
export function revived({ type, code, message, detail, errors }: Failed): Error {
  if (detail === undefined) return new Error(message)
  if (type === 'PackageProblem') return new PackageProblem(code as PackageProblem['code'], detail)
  if (type === 'DocumentProblem') return new DocumentProblem(code as DocumentProblemCode, '', detail)
  return new Refusal(code as RefusalCode, detail, errors)
}

export function failure(error: unknown): Failed {
  const { name, message, code } = thrown(error)
  const told = error instanceof SpokenError ? { detail: error.detail } : {}
  return { type: name, code, message, ...told, ...(error instanceof Refusal ? { errors: error.errors } : {}) }
}
