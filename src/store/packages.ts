import { and, eq, gte, notInArray, sql } from 'drizzle-orm'
import { importParts, imports, packages } from '../../drizzle/ledger/imports.ts'
import type { Db } from './database.ts'
import { type Places, prepared } from './prepared.ts'

/** Packages that lie in the ledger in pieces until they were taken in. */

/** Of how many bytes a piece is; the last one of a package is shorter. Hosts keep no value beyond 2 MB. */
export const pieceSize = 128 * 1024

const begin = prepared((orm, { id, atMs }: Places<{ id: string; atMs: number }>) =>
  orm.insert(packages).values({ id, atMs }),
)
export const beginPackage = (db: Db, id: string, atMs: number): void => begin.run(db, { id, atMs })

const keep = prepared((orm, p: Places<{ id: string; piece: number; bytes: Uint8Array }>) =>
  orm.insert(importParts).values({ package: p.id, piece: p.piece, bytes: p.bytes }),
)
const touch = prepared((orm, { id, atMs }: Places<{ id: string; atMs: number }>) =>
  orm.update(packages).set({ atMs }).where(eq(packages.id, id)),
)
/** Keeps a piece; from then on the age of the package counts. */
export function keepPiece(db: Db, id: string, piece: number, bytes: Uint8Array, atMs: number): void {
  keep.run(db, { id, piece, bytes })
  touch.run(db, { id, atMs })
}

const complete = prepared((orm, { id, size, atMs }: Places<{ id: string; size: number; atMs: number }>) =>
  orm.update(packages).set({ size, atMs }).where(eq(packages.id, id)),
)
/** From here on the package is complete, and its age counts. */
export const completePackage = (db: Db, id: string, size: number, atMs: number): void =>
  complete.run(db, { id, size, atMs })

const onePiece = prepared((orm, { id, piece }: Places<{ id: string; piece: number }>) =>
  orm
    .select({ bytes: importParts.bytes })
    .from(importParts)
    .where(and(eq(importParts.package, id), eq(importParts.piece, piece))),
)
export const pieceOf = (db: Db, id: string, piece: number): Uint8Array | null =>
  onePiece.get(db, { id, piece })?.bytes ?? null

const size = prepared((orm, { id }: Places<{ id: string }>) =>
  orm.select({ size: packages.size }).from(packages).where(eq(packages.id, id)),
)
/** The size of a complete package; null for others. */
export const packageSize = (db: Db, id: string): number | null => size.get(db, { id })?.size ?? null

const cut = prepared((orm, { id, piece }: Places<{ id: string; piece: number }>) =>
  orm.delete(importParts).where(and(eq(importParts.package, id), gte(importParts.piece, piece))),
)
/** Takes away the pieces from this one on. */
export const cutPackage = (db: Db, id: string, piece: number): void => cut.run(db, { id, piece })

const drop = prepared((orm, { id }: Places<{ id: string }>) =>
  orm.delete(packages).where(eq(packages.id, id)),
)
export function dropPackage(db: Db, id: string): void {
  cut.run(db, { id, piece: 0 })
  drop.run(db, { id })
}

const idle = prepared((orm) => {
  const needed = orm
    .select({ package: imports.package })
    .from(imports)
    .where(sql`${imports.state} = 'running' AND ${imports.package} IS NOT NULL`)
  return orm
    .select({ id: packages.id, atMs: packages.atMs })
    .from(packages)
    .where(notInArray(packages.id, needed))
    .orderBy(packages.atMs)
})
/** Packages that no import needs, those first of which nothing came for longest. */
export const idlePackages = (db: Db): { id: string; atMs: number }[] => idle.all(db, {})
