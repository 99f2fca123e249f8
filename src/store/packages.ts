import { sql } from 'drizzle-orm'
import type { Db } from './database.ts'

/** Packages that lie in the ledger in pieces until they were taken in. */

/** Of how many bytes a piece is; the last one of a package is shorter. Hosts keep no value beyond 2 MB. */
export const pieceSize = 128 * 1024

export function beginPackage(db: Db, id: string, atMs: number): void {
  db.run(sql`INSERT INTO packages (id, at_ms) VALUES (${id}, ${atMs})`)
}

/** Keeps a piece; from then on the age of the package counts. */
export function keepPiece(db: Db, id: string, piece: number, bytes: Uint8Array, atMs: number): void {
  db.run(sql`INSERT INTO import_parts (package, piece, bytes) VALUES (${id}, ${piece}, ${bytes})`)
  db.run(sql`UPDATE packages SET at_ms = ${atMs} WHERE id = ${id}`)
}

/** From here on the package is complete, and its age counts. */
export function completePackage(db: Db, id: string, size: number, atMs: number): void {
  db.run(sql`UPDATE packages SET size = ${size}, at_ms = ${atMs} WHERE id = ${id}`)
}

export const pieceOf = (db: Db, id: string, piece: number): Uint8Array | null =>
  db.get<{ bytes: Uint8Array }>(
    sql`SELECT bytes FROM import_parts WHERE package = ${id} AND piece = ${piece}`,
  )?.bytes ?? null

/** The size of a complete package; null for others. */
export const packageSize = (db: Db, id: string): number | null =>
  db.get<{ size: number | null }>(sql`SELECT size FROM packages WHERE id = ${id}`)?.size ?? null

/** Takes away the pieces from this one on. */
export function cutPackage(db: Db, id: string, piece: number): void {
  db.run(sql`DELETE FROM import_parts WHERE package = ${id} AND piece >= ${piece}`)
}

export function dropPackage(db: Db, id: string): void {
  db.run(sql`DELETE FROM import_parts WHERE package = ${id}`)
  db.run(sql`DELETE FROM packages WHERE id = ${id}`)
}

/** Packages that no import needs, those first of which nothing came for longest. */
export const idlePackages = (db: Db): { id: string; atMs: number }[] =>
  db.all(sql`
    SELECT id, at_ms AS atMs FROM packages
    WHERE id NOT IN (SELECT package FROM imports WHERE state = 'running' AND package IS NOT NULL) ORDER BY at_ms`)
