import { sql } from 'drizzle-orm'
import type { Db } from './database.ts'

/** The restore of a ledger, each part JSON text: of which archive, how far it was checked, and how it ended. */
export interface StoredRestore {
  manifest: string
  checked: string | null
  /** Null while it goes on. */
  ended: string | null
}

export const readRestore = (db: Db): StoredRestore | null =>
  db.get<StoredRestore>(sql`SELECT manifest, checked, ended FROM restore WHERE id = 1`) ?? null

export const isRestoring = (db: Db): boolean =>
  db.all(sql`SELECT 1 FROM restore WHERE ended IS NULL`).length > 0

export function writeRestore(db: Db, { manifest, checked, ended }: StoredRestore): void {
  db.run(sql`
    INSERT INTO restore (id, manifest, checked, ended) VALUES (1, ${manifest}, ${checked}, ${ended})
    ON CONFLICT (id) DO UPDATE SET
      manifest = excluded.manifest, checked = excluded.checked, ended = excluded.ended`)
}

export function deleteRestore(db: Db): void {
  db.run(sql`DELETE FROM restore`)
}
