import { and, asc, count, eq, gt, inArray, isNotNull, lte, sql } from 'drizzle-orm'
import { draftKeys, draftPieces, drafts } from '../../drizzle/ledger/drafts.ts'
import { evidence, externalIds } from '../../drizzle/ledger/evidence.ts'
import { packed } from '../ingest/packed.ts'
import type { RawDocument } from '../ingest/source.ts'
import { joinedBytes } from '../ksef/bytes.ts'
import type { Day } from '../values/day.ts'
import { present } from '../values/present.ts'
import type { Db } from './database.ts'
import { atMost, listed, listOf, type Places, prepared } from './prepared.ts'

/** Documents that wait until somebody says what they are. */

/** `open`: somebody has to deal with it; `held`: its sender is not among those who may; else it became a copy, or was discarded. */
export const draftStates = ['open', 'held', 'copy', 'discarded'] as const
type DraftState = (typeof draftStates)[number]

const shown = {
  seq: drafts.seq,
  id: drafts.id,
  hash: drafts.hash,
  state: drafts.state,
  receivedOn: drafts.receivedOn,
  channel: drafts.channel,
  externalId: drafts.externalId,
  note: drafts.note,
  fileName: drafts.fileName,
  mediaType: drafts.mediaType,
  size: drafts.size,
  reading: drafts.reading,
  recordedAt: drafts.recordedAt,
  actor: drafts.actor,
  closedAt: drafts.closedAt,
  closedBy: drafts.closedBy,
  reason: drafts.reason,
  evidence: drafts.evidence,
}

/** A draft as it is stored, without its bytes. */
export type DraftRow = Pick<typeof drafts.$inferSelect, keyof typeof shown>

const byId = prepared((orm, { id }: Places<{ id: string }>) =>
  orm.select(shown).from(drafts).where(eq(drafts.id, id)),
)
export const draftById = (db: Db, id: string): DraftRow | null => byId.get(db, { id }) ?? null

const bySeq = prepared((orm, { seq }: Places<{ seq: number }>) =>
  orm.select(shown).from(drafts).where(eq(drafts.seq, seq)),
)
export const draftBySeq = (db: Db, seq: number): DraftRow | null => bySeq.get(db, { seq }) ?? null

const byHash = prepared((orm, { hash }: Places<{ hash: string }>) =>
  orm.select(shown).from(drafts).where(eq(drafts.hash, hash)),
)
/** The draft with these bytes. */
export const draftByHash = (db: Db, hash: string): DraftRow | null => byHash.get(db, { hash }) ?? null

const namedDraft = prepared((orm, { externalId }: Places<{ externalId: string }>) =>
  orm
    .select({ id: drafts.id })
    .from(drafts)
    .where(and(eq(drafts.externalId, externalId), isNotNull(drafts.externalId))),
)
const namedCopy = prepared((orm, { externalId }: Places<{ externalId: string }>) =>
  orm
    .select({ contentHash: externalIds.contentHash })
    .from(externalIds)
    .where(eq(externalIds.externalId, externalId)),
)
/** Whether the sender gave this name to another document before, a draft or a copy. */
export const isTakenExternalId = (db: Db, externalId: string): boolean =>
  namedDraft.get(db, { externalId }) !== undefined || namedCopy.get(db, { externalId }) !== undefined

interface Page {
  after: number
  limit: number
}
const page = prepared((orm, { after, limit }: Places<Page>) =>
  orm.select(shown).from(drafts).where(gt(drafts.seq, after)).orderBy(asc(drafts.seq)).limit(atMost(limit)),
)
const pageOf = prepared((orm, { state, after, limit }: Places<Page & { state: DraftState }>) =>
  orm
    .select(shown)
    .from(drafts)
    .where(and(eq(drafts.state, state), gt(drafts.seq, after)))
    .orderBy(asc(drafts.seq))
    .limit(atMost(limit)),
)
/** A page of the drafts after a place, in the order in which they came; `state` null: of every state. */
export const draftsAfter = (db: Db, state: DraftState | null, after: number, limit: number): DraftRow[] =>
  state === null ? page.all(db, { after, limit }) : pageOf.all(db, { state, after, limit })

// The state stands in the text: the index is of open ones alone.
const isOpen = sql`${drafts.state} = 'open'`
const counted = prepared((orm, { day }: Places<{ day: Day }>) =>
  orm
    .select({ count: count() })
    .from(drafts)
    .where(and(isOpen, lte(drafts.receivedOn, day))),
)
const receivedUntil = prepared((orm, { day, limit }: Places<{ day: Day; limit: number }>) =>
  orm
    .select(shown)
    .from(drafts)
    .where(and(isOpen, lte(drafts.receivedOn, day)))
    .orderBy(asc(drafts.receivedOn), asc(drafts.seq))
    .limit(atMost(limit)),
)
/** How many open drafts were received by a day, and the first of them. */
export const openDraftsUntil = (db: Db, day: Day, limit: number): { count: number; rows: DraftRow[] } => ({
  count: counted.get(db, { day })?.count ?? 0,
  rows: receivedUntil.all(db, { day, limit }),
})

const underKeys = prepared((orm, { keys }: Places<{ keys: string }>) =>
  orm
    .selectDistinct({ draft: draftKeys.draft })
    .from(listOf(keys))
    .crossJoin(draftKeys)
    .where(eq(draftKeys.key, listed)),
)
const bySeqs = prepared((orm, { seqs }: Places<{ seqs: string }>) =>
  orm
    .select(shown)
    .from(drafts)
    .where(inArray(drafts.seq, orm.select({ seq: listed }).from(listOf(seqs))))
    .orderBy(asc(drafts.seq)),
)
/** Open drafts of which one of these keys was read, in the order in which they came. */
export function draftsByKeys(db: Db, keys: readonly string[]): DraftRow[] {
  const met = keys.length === 0 ? [] : underKeys.all(db, { keys: JSON.stringify(keys) })
  return met.length === 0 ? [] : bySeqs.all(db, { seqs: JSON.stringify(met.map(({ draft }) => draft)) })
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

type Inserted = Omit<NewDraft, 'raw'> &
  Pick<typeof drafts.$inferSelect, 'mediaType' | 'encoding' | 'recordedAt' | 'actor'>
const insertion = prepared((orm, p: Places<Inserted>) =>
  orm
    .insert(drafts)
    .values({
      id: p.id,
      hash: p.hash,
      state: p.state,
      receivedOn: p.receivedOn,
      channel: p.channel,
      externalId: p.externalId,
      note: p.note,
      fileName: p.fileName,
      mediaType: p.mediaType,
      encoding: p.encoding,
      size: p.size,
      reading: p.reading,
      recordedAt: p.recordedAt,
      actor: p.actor,
    })
    .returning({ seq: drafts.seq }),
)
const pieceInsertion = prepared((orm, p: Places<typeof draftPieces.$inferSelect>) =>
  orm.insert(draftPieces).values({ draft: p.draft, piece: p.piece, bytes: p.bytes }),
)
/** Keeps a draft with its bytes. Within a transaction. @returns its row number */
export function insertDraft(
  db: Db,
  { raw, ...draft }: NewDraft,
  { at, actor }: { at: string; actor: string },
): number {
  const { mediaType, encoding, bytes } = packed(raw)
  const { seq } = present(insertion.get(db, { ...draft, mediaType, encoding, recordedAt: at, actor }))
  for (let piece = 0; piece * pieceSize < bytes.length; piece++) {
    const part = bytes.slice(piece * pieceSize, (piece + 1) * pieceSize)
    pieceInsertion.run(db, { draft: seq, piece, bytes: part })
  }
  return seq
}

/** Of how many bytes a piece is; some hosts keep no value beyond 2 MB. */
const pieceSize = 1024 * 1024

const piecesOf = prepared((orm, { draft }: Places<{ draft: number }>) =>
  orm
    .select({ encoding: drafts.encoding, bytes: draftPieces.bytes })
    .from(draftPieces)
    .crossJoin(drafts)
    .where(and(eq(drafts.seq, draftPieces.draft), eq(draftPieces.draft, draft)))
    .orderBy(asc(draftPieces.piece)),
)
/** The bytes of a draft as they are kept; null once it became a copy, which has them. */
export function draftRaw(db: Db, { seq, mediaType }: DraftRow): RawDocument | null {
  const pieces = piecesOf.all(db, { draft: seq })
  const [first] = pieces
  if (first === undefined) return null
  return { mediaType, encoding: first.encoding, bytes: joinedBytes(...pieces.map(({ bytes }) => bytes)) }
}

const setReading = prepared((orm, p: Places<{ seq: number; reading: string }>) =>
  orm.update(drafts).set({ reading: p.reading }).where(eq(drafts.seq, p.seq)),
)
/** What was read of a draft is known better now; as JSON. */
export const writeReading = (db: Db, seq: number, reading: string): void =>
  setReading.run(db, { seq, reading })

const setOpen = prepared((orm, { seq }: Places<{ seq: number }>) =>
  orm
    .update(drafts)
    .set({ state: 'open', closedAt: null, closedBy: null, reason: null, evidence: null })
    .where(eq(drafts.seq, seq)),
)
/** A draft that was set aside is open. */
export const openDraft = (db: Db, seq: number): void => setOpen.run(db, { seq })

const keyInsertion = prepared((orm, p: Places<typeof draftKeys.$inferSelect>) =>
  orm.insert(draftKeys).values({ key: p.key, draft: p.draft }).onConflictDoNothing(),
)
/** By which keys an open draft is met. */
export const writeDraftKeys = (db: Db, draft: number, keys: readonly string[]): void =>
  keyInsertion.runEach(
    db,
    keys.map((key) => ({ key, draft })),
  )

/** How a draft ended. */
interface Closing {
  state: 'copy' | 'discarded'
  reason: string | null
  evidence: string | null
}

const setClosed = prepared((orm, p: Places<Closing & { seq: number; at: string; actor: string }>) =>
  orm
    .update(drafts)
    .set({ state: p.state, closedAt: p.at, closedBy: p.actor, reason: p.reason, evidence: p.evidence })
    .where(eq(drafts.seq, p.seq)),
)
const keyRemoval = prepared((orm, { seq }: Places<{ seq: number }>) =>
  orm.delete(draftKeys).where(eq(draftKeys.draft, seq)),
)
const pieceRemoval = prepared((orm, { seq }: Places<{ seq: number }>) =>
  orm.delete(draftPieces).where(eq(draftPieces.draft, seq)),
)
/** Closes a draft: it is met by nothing any more, and a copy has its bytes. Within a transaction. */
export function closeDraft(
  db: Db,
  seq: number,
  closing: Closing,
  { at, actor }: { at: string; actor: string },
): void {
  setClosed.run(db, { ...closing, seq, at, actor })
  keyRemoval.run(db, { seq })
  if (closing.evidence !== null) pieceRemoval.run(db, { seq })
}

// As the index has it: what is asked for stands in the text.
const fileHash = sql`${evidence.facts} ->> '$.file.hash'`
const withFile = prepared((orm, { hash }: Places<{ hash: string }>) =>
  orm
    .select({ id: evidence.id })
    .from(evidence)
    .where(and(sql`${evidence.type} = 'copy'`, eq(fileHash, hash), isNotNull(fileHash)))
    .orderBy(asc(evidence.seq))
    .limit(atMost(1)),
)
/** The copy that came with a file of this hash; null where none did. */
export const copyOfFile = (db: Db, hash: string): string | null => withFile.get(db, { hash })?.id ?? null
