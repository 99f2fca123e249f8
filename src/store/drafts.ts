import { eq, sql } from 'drizzle-orm'
import { draftKeys } from '../../drizzle/ledger/drafts.ts'
import type { CopyChannel } from '../ingest/evidence.ts'
import type { FileType } from '../ingest/file-type.ts'
import { packed } from '../ingest/packed.ts'
import type { RawDocument } from '../ingest/source.ts'
import { joinedBytes } from '../ksef/bytes.ts'
import type { Day } from '../values/day.ts'
import { present } from '../values/present.ts'
import { type Db, limitTo, rowsOf } from './database.ts'
import { listed, listOf, type Places, prepared } from './prepared.ts'

/** Documents that wait until somebody says what they are. */

/** `open`: somebody has to deal with it; `held`: its sender is not among those who may; else it became a copy, or was discarded. */
export const draftStates = ['open', 'held', 'copy', 'discarded'] as const
type DraftState = (typeof draftStates)[number]

/** A draft as it is stored. `hash`: SHA-256 of its bytes in Base64; `size`: how many these are; `reading`: JSON. */
export interface DraftRow {
  seq: number
  id: string
  hash: string
  state: DraftState
  receivedOn: Day
  channel: CopyChannel | null
  externalId: string | null
  note: string | null
  fileName: string | null
  mediaType: FileType
  size: number
  reading: string
  recordedAt: string
  actor: string
  closedAt: string | null
  closedBy: string | null
  /** Why it was discarded. */
  reason: string | null
  /** Public id of the copy that it became. */
  evidence: string | null
}

const columns = sql`d.seq AS seq, d.id AS id, d.hash AS hash, d.state AS state, d.received_on AS receivedOn,
  d.channel AS channel, d.external_id AS externalId, d.note AS note, d.file_name AS fileName,
  d.media_type AS mediaType, d.size AS size, d.reading AS reading, d.recorded_at AS recordedAt, d.actor AS actor,
  d.closed_at AS closedAt, d.closed_by AS closedBy, d.reason AS reason, d.evidence AS evidence`

export const draftById = (db: Db, id: string): DraftRow | null =>
  db.get<DraftRow>(sql`SELECT ${columns} FROM drafts d WHERE d.id = ${id}`) ?? null

export const draftBySeq = (db: Db, seq: number): DraftRow | null =>
  db.get<DraftRow>(sql`SELECT ${columns} FROM drafts d WHERE d.seq = ${seq}`) ?? null

/** The draft with these bytes. */
export const draftByHash = (db: Db, hash: string): DraftRow | null =>
  db.get<DraftRow>(sql`SELECT ${columns} FROM drafts d WHERE d.hash = ${hash}`) ?? null

/** Whether the sender gave this name to another document before, a draft or a copy. */
export const isTakenExternalId = (db: Db, externalId: string): boolean =>
  db.get(sql`
    SELECT 1 FROM drafts WHERE external_id = ${externalId} AND external_id IS NOT NULL
    UNION ALL SELECT 1 FROM external_ids WHERE external_id = ${externalId}`) !== undefined

/** A page of the drafts after a place, in the order in which they came; `state` null: of every state. */
export const draftsAfter = (db: Db, state: DraftState | null, after: number, limit: number): DraftRow[] =>
  state === null
    ? db.all(sql`SELECT ${columns} FROM drafts d WHERE d.seq > ${after} ORDER BY d.seq ${limitTo(limit)}`)
    : db.all(sql`
        SELECT ${columns} FROM drafts d WHERE d.state = ${state} AND d.seq > ${after}
        ORDER BY d.seq ${limitTo(limit)}`)

/** How many open drafts were received by a day, and the first of them. */
export const openDraftsUntil = (db: Db, day: Day, limit: number): { count: number; rows: DraftRow[] } => ({
  count:
    db.get<{ count: number }>(
      sql`SELECT count(*) AS count FROM drafts WHERE state = 'open' AND received_on <= ${day}`,
    )?.count ?? 0,
  rows: db.all(sql`
    SELECT ${columns} FROM drafts d WHERE d.state = 'open' AND d.received_on <= ${day}
    ORDER BY d.received_on, d.seq ${limitTo(limit)}`),
})

const underKeys = prepared((orm, { keys }: Places<{ keys: string }>) =>
  orm
    .selectDistinct({ draft: draftKeys.draft })
    .from(listOf(keys))
    .crossJoin(draftKeys)
    .where(eq(draftKeys.key, listed)),
)
/** Open drafts of which one of these keys was read, in the order in which they came. */
export function draftsByKeys(db: Db, keys: readonly string[]): DraftRow[] {
  const met = keys.length === 0 ? [] : underKeys.all(db, { keys: JSON.stringify(keys) })
  if (met.length === 0) return []
  const seqs = rowsOf(met.map(({ draft }) => draft))
  return db.all(sql`
    SELECT ${columns} FROM drafts d WHERE d.seq IN (SELECT value FROM ${seqs}) ORDER BY d.seq`)
}

interface NewDraft
  extends Pick<
    DraftRow,
    | 'id'
    | 'hash'
    | 'receivedOn'
    | 'channel'
    | 'externalId'
    | 'note'
    | 'fileName'
    | 'size'
    | 'reading'
    | 'state'
  > {
  raw: RawDocument
}

/** Keeps a draft with its bytes. Within a transaction. @returns its row number */
export function insertDraft(db: Db, draft: NewDraft, cause: { at: string; actor: string }): number {
  const { mediaType, encoding, bytes } = packed(draft.raw)
  const [row] = db.all<{ seq: number }>(sql`
    INSERT INTO drafts (id, hash, state, received_on, channel, external_id, note, file_name, media_type, encoding, size,
      reading, recorded_at, actor)
    VALUES (${draft.id}, ${draft.hash}, ${draft.state}, ${draft.receivedOn}, ${draft.channel}, ${draft.externalId},
      ${draft.note}, ${draft.fileName}, ${mediaType}, ${encoding}, ${draft.size}, ${draft.reading}, ${cause.at},
      ${cause.actor})
    RETURNING seq`)
  const { seq } = present(row)
  for (let piece = 0; piece * pieceSize < bytes.length; piece++) {
    const part = bytes.slice(piece * pieceSize, (piece + 1) * pieceSize)
    db.runEach('INSERT INTO draft_pieces (draft, piece, bytes) VALUES (?, ?, ?)', [[seq, piece, part]])
  }
  return seq
}

/** Of how many bytes a piece is; some hosts keep no value beyond 2 MB. */
const pieceSize = 1024 * 1024

/** The bytes of a draft as they are kept; null once it became a copy, which has them. */
export function draftRaw(db: Db, { seq, mediaType }: DraftRow): RawDocument | null {
  const pieces = db.all<{ encoding: RawDocument['encoding']; bytes: Uint8Array }>(sql`
    SELECT d.encoding AS encoding, p.bytes AS bytes FROM draft_pieces p CROSS JOIN drafts d ON d.seq = p.draft
    WHERE p.draft = ${seq} ORDER BY p.piece`)
  const [first] = pieces
  if (first === undefined) return null
  return { mediaType, encoding: first.encoding, bytes: joinedBytes(...pieces.map(({ bytes }) => bytes)) }
}

/** What was read of a draft is known better now; as JSON. */
export const writeReading = (db: Db, seq: number, reading: string): void =>
  db.run(sql`UPDATE drafts SET reading = ${reading} WHERE seq = ${seq}`)

/** A draft that was set aside is open. */
export const openDraft = (db: Db, seq: number): void =>
  db.run(sql`
    UPDATE drafts SET state = 'open', closed_at = NULL, closed_by = NULL, reason = NULL, evidence = NULL
    WHERE seq = ${seq}`)

/** By which keys an open draft is met. */
export const writeDraftKeys = (db: Db, draft: number, keys: readonly string[]): void =>
  db.runEach(
    'INSERT INTO draft_keys (key, draft) VALUES (?, ?) ON CONFLICT DO NOTHING',
    keys.map((key) => [key, draft]),
  )

/** How a draft ended. */
interface Closing {
  state: 'copy' | 'discarded'
  reason: string | null
  evidence: string | null
}

/** Closes a draft: it is met by nothing any more, and a copy has its bytes. Within a transaction. */
export function closeDraft(
  db: Db,
  seq: number,
  { state, reason, evidence }: Closing,
  cause: { at: string; actor: string },
): void {
  db.run(sql`
    UPDATE drafts SET state = ${state}, closed_at = ${cause.at}, closed_by = ${cause.actor}, reason = ${reason},
      evidence = ${evidence}
    WHERE seq = ${seq}`)
  db.run(sql`DELETE FROM draft_keys WHERE draft = ${seq}`)
  if (evidence !== null) db.run(sql`DELETE FROM draft_pieces WHERE draft = ${seq}`)
}

/** The copy that came with a file of this hash; null where none did. */
export const copyOfFile = (db: Db, hash: string): string | null =>
  db.get<{ id: string }>(sql`
    SELECT e.id AS id FROM evidence e
    WHERE e.type = 'copy' AND e.facts ->> '$.file.hash' = ${hash} AND e.facts ->> '$.file.hash' IS NOT NULL
    ORDER BY e.seq LIMIT 1`)?.id ?? null
