import { type Column, eq, max, type SQL, sql } from 'drizzle-orm'
import { documentPieces, documents, evidence } from '../../drizzle/ledger/evidence.ts'
import { type Evidence, type XmlStanding, xmlStanding } from '../ingest/evidence.ts'
import { packed } from '../ingest/packed.ts'
import type { RawDocument } from '../ingest/source.ts'
import { joinedBytes } from '../ksef/bytes.ts'
import { present } from '../values/present.ts'
import { type Db, rowsOf } from './database.ts'
import { unfoldedValues } from './folded-values.ts'
import { factsFolding, unfolding } from './folding.ts'
import { listed, listOf, type Places, prepared } from './prepared.ts'

export interface EvidenceRow {
  seq: number
  id: string
  contentHash: string
  purchase: number
  /** The purchase to which it belongs by itself: another one only after a merge. */
  home: number
  evidence: Evidence
  hasXml: boolean
}

/** How the column says what is known from the XML. */
const xmlStandings: readonly XmlStanding[] = ['none', 'read', 'doubtful']
const xmlColumn = (evidence: Evidence): number => xmlStandings.indexOf(xmlStanding(evidence))

/** A document that is kept. `doubtful`: what was read of it, as JSON, where its XML could not be read whole. */
export interface KnownEvidence {
  seq: number
  id: string
  contentHash: string
  purchase: number
  xml: XmlStanding
  doubtful: string | null
}

/** The KSeF number in the content hash of a document of KSeF, which begins with it (`contentHashOf` in `ingest/metadata.ts`). */
export const numberIn = (contentHash: SQL | Column): SQL<string> =>
  sql<string>`substr(${contentHash}, 6, instr(substr(${contentHash}, 6), ' ') - 1)`

const byContent = prepared((orm, { hashes }: Places<{ hashes: string }>) =>
  orm
    .select({
      seq: evidence.seq,
      id: evidence.id,
      contentHash: evidence.contentHash,
      purchase: evidence.purchase,
      hasXml: evidence.hasXml,
      doubtful: sql<string | null>`iif(${evidence.hasXml} = 2, ${evidence.facts}, NULL)`,
    })
    .from(listOf(hashes))
    .innerJoin(evidence, eq(evidence.contentHash, listed)),
)
/** Where documents with these content hashes already are. */
export const findKnown = (db: Db, contentHashes: readonly string[]): KnownEvidence[] => {
  const unfolded = unfolding(db)
  return byContent.all(db, { hashes: JSON.stringify(contentHashes) }).map(({ hasXml, doubtful, ...row }) => ({
    ...row,
    xml: present(xmlStandings[hasXml]),
    doubtful: doubtful === null ? null : unfolded(doubtful),
  }))
}

const ofPurchases = prepared((orm, { purchases }: Places<{ purchases: string }>) =>
  orm
    .select({
      seq: evidence.seq,
      id: evidence.id,
      contentHash: evidence.contentHash,
      purchase: evidence.purchase,
      home: sql<number>`${evidence.home}`,
      facts: evidence.facts,
      hasXml: sql<number>`${evidence.hasXml}`.mapWith((known: number) => known !== 0),
    })
    .from(listOf(purchases))
    .innerJoin(evidence, eq(evidence.purchase, listed))
    .orderBy(evidence.seq),
)
/** All evidence of purchases, oldest first. */
export function evidenceOfPurchases(db: Db, purchases: readonly number[]): EvidenceRow[] {
  const value = unfoldedValues(db)
  return ofPurchases
    .all(db, { purchases: JSON.stringify(purchases) })
    .map(({ facts, ...row }) => ({ ...row, evidence: value(facts) }))
}

const last = prepared((orm) => orm.select({ seq: max(evidence.seq) }).from(evidence))
export const nextEvidenceSeq = (db: Db): number => (last.get(db, {})?.seq ?? 0) + 1

interface NewEvidence {
  seq: number
  id: string
  contentHash: string
  purchase: number
  evidence: Evidence
  /** The evidence as JSON, where it was written already. */
  text?: string | undefined
}

const insertion = `INSERT INTO evidence
  (seq, id, type, content_hash, purchase, home, facts, has_xml, recorded_at, actor)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

export function insertEvidence(db: Db, rows: readonly NewEvidence[], at: string, actor: string): void {
  const folded = factsFolding(db)
  db.runEach(
    insertion,
    rows.map(({ seq, id, contentHash, purchase, evidence, text }) => {
      const facts = folded(text ?? JSON.stringify(evidence))
      const xml = xmlColumn(evidence)
      return [seq, id, evidence.type, contentHash, purchase, purchase, facts, xml, at, actor]
    }),
  )
}

/** Adds the facts of an XML that came after its metadata row, or could be read better: its row stays as it was. */
export function addXmlFacts(db: Db, rows: readonly { seq: number; evidence: Evidence }[]): void {
  if (rows.length === 0) return
  const folded = factsFolding(db)
  db.runEach(
    'UPDATE evidence SET facts = ?, has_xml = ? WHERE seq = ?',
    rows.map((r) => [folded(JSON.stringify(r.evidence)), xmlColumn(r.evidence), r.seq]),
  )
}

export function moveEvidence(db: Db, rows: readonly { seq: number; purchase: number }[]): void {
  if (rows.length === 0) return
  db.run(sql`
    UPDATE evidence SET purchase = j.value ->> 1
    FROM ${rowsOf(rows.map((r) => [r.seq, r.purchase]))} j WHERE evidence.seq = j.value ->> 0`)
}

/** Makes documents at home in the purchases in which they are. */
export function settleAtHome(db: Db, evidence: readonly number[]): void {
  if (evidence.length === 0) return
  db.run(sql`UPDATE evidence SET home = purchase WHERE seq IN (SELECT value FROM ${rowsOf(evidence)})`)
}

const placeById = prepared((orm, { id }: Places<{ id: string }>) =>
  orm.select({ seq: evidence.seq, purchase: evidence.purchase }).from(evidence).where(eq(evidence.id, id)),
)
/** A document by its public id, with the purchase it is in. */
export const evidenceById = (db: Db, id: string): { seq: number; purchase: number } | null =>
  placeById.get(db, { id }) ?? null

const contentById = prepared((orm, { id }: Places<{ id: string }>) =>
  orm.select({ hash: evidence.contentHash }).from(evidence).where(eq(evidence.id, id)),
)
/** By which content a document is known again; null where there is none with this public id. */
export const evidenceContent = (db: Db, id: string): string | null =>
  contentById.get(db, { id })?.hash ?? null

const factsById = prepared((orm, { id }: Places<{ id: string }>) =>
  orm.select({ facts: evidence.facts }).from(evidence).where(eq(evidence.id, id)),
)
/** What a document says, by its public id; null where there is none. */
export function evidenceFacts(db: Db, id: string): Evidence | null {
  const found = factsById.get(db, { id })
  return found === undefined ? null : unfoldedValues(db)(found.facts)
}

/** The purchases in which documents are now. */
export const purchasesOfEvidence = (db: Db, evidence: readonly number[]): number[] =>
  db
    .all<{ purchase: number }>(sql`
      SELECT DISTINCT e.purchase AS purchase FROM ${rowsOf(evidence)} j JOIN evidence e ON e.seq = j.value
      ORDER BY e.purchase`)
    .map((row) => row.purchase)

const keeping = `INSERT INTO documents (evidence, media_type, encoding, bytes) VALUES (?, ?, ?, ?)
  ON CONFLICT (evidence) DO NOTHING`

const keepingPiece = 'INSERT INTO document_pieces (evidence, piece, bytes) VALUES (?, ?, ?)'

/**
 * Keeps the bytes of documents as they came: inflating deflated ones gives the bytes of which the hash was checked. What
 * is beyond the first piece of a large one lies in further pieces. Within a transaction.
 */
export function keepBytes(
  db: Db,
  documents: readonly (readonly [evidence: number, raw: RawDocument])[],
): void {
  const kept = documents.map(([evidence, raw]) => ({ evidence, ...packed(raw) }))
  // Pieces belong to the document that is there already, where there is one.
  const larger = kept.filter(
    ({ evidence, bytes }) =>
      bytes.length > pieceSize &&
      db.get(sql`SELECT 1 FROM documents WHERE evidence = ${evidence}`) === undefined,
  )
  db.runEach(
    keeping,
    kept.map(({ evidence, mediaType, encoding, bytes }) => [
      evidence,
      mediaType,
      encoding,
      bytes.length > pieceSize ? bytes.slice(0, pieceSize) : bytes,
    ]),
  )
  for (const { evidence, bytes } of larger)
    for (let piece = 1; piece * pieceSize < bytes.length; piece++)
      db.runEach(keepingPiece, [[evidence, piece, bytes.slice(piece * pieceSize, (piece + 1) * pieceSize)]])
}

const kept = prepared((orm, { id }: Places<{ id: string }>) =>
  orm
    .select({
      seq: evidence.seq,
      facts: evidence.facts,
      mediaType: documents.mediaType,
      encoding: documents.encoding,
      bytes: documents.bytes,
    })
    .from(evidence)
    .leftJoin(documents, eq(documents.evidence, evidence.seq))
    .where(eq(evidence.id, id)),
)
const furtherPieces = prepared((orm, { seq }: Places<{ seq: number }>) =>
  orm
    .select({ bytes: documentPieces.bytes })
    .from(documentPieces)
    .where(eq(documentPieces.evidence, seq))
    .orderBy(documentPieces.piece),
)
/** A document by the public id of its evidence, as it was kept; `raw` is null where none came. */
export function documentOf(db: Db, id: string): { evidence: Evidence; raw: RawDocument | null } | null {
  const row = kept.get(db, { id })
  if (!row) return null
  const { seq, mediaType, encoding, bytes: first } = row
  const evidence = unfoldedValues(db)(row.facts)
  if (first === null || mediaType === null || encoding === null) return { evidence, raw: null }
  const further = furtherPieces.all(db, { seq }).map((piece) => piece.bytes)
  return { evidence, raw: { mediaType, encoding, bytes: joinedBytes(first, ...further) } }
}

/** Of how many bytes a piece is; the last one of a document is shorter. Some hosts keep no value beyond 2 MB. */
const pieceSize = 1024 * 1024
/** Remembers under which names of the sender a document came. Names already taken stay. */
export function rememberExternalIds(
  db: Db,
  rows: readonly [externalId: string, contentHash: string][],
): void {
  if (rows.length === 0) return
  db.run(sql`
    INSERT INTO external_ids (external_id, content_hash)
    SELECT value ->> 0, value ->> 1 FROM ${rowsOf(rows)} WHERE true ON CONFLICT DO NOTHING`)
}

/** The content that came under each of these names before. */
export const contentOfExternalIds = (db: Db, externalIds: readonly string[]): Map<string, string> =>
  new Map(
    db
      .all<{ id: string; hash: string }>(sql`
        SELECT x.external_id AS id, x.content_hash AS hash
        FROM ${rowsOf(externalIds)} j JOIN external_ids x ON x.external_id = j.value`)
      .map((row) => [row.id, row.hash]),
  )
