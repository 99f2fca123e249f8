import { sql } from 'drizzle-orm'
import type { Json } from '../values/json.ts'
import type { Db } from './database.ts'

/** The restore of a ledger, each part JSON text: of which archive, how far it was checked, and how it ended. */
export interface StoredRestore {
  manifest: Json<{ migrations: string[] }>
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

/**
 * Marks the history that is there as the word of an archive that was made elsewhere. `contents`: the hash of what the
 * archive had; who restored it, and when.
 */
export function markForeign(db: Db, { at, actor, contents }: Foreign): void {
  db.run(sql`
    INSERT INTO history_foreign (until_seq, at, actor, contents)
    SELECT max(seq), ${at}, ${actor}, ${contents} FROM history HAVING max(seq) IS NOT NULL
    ON CONFLICT DO NOTHING`)
}
interface Foreign {
  at: string
  actor: string
  contents: string
}

/** Up to which row the history is the word of another service; 0 for none of it. */
export const foreignUntil = (db: Db): number =>
  db.get<{ seq: number | null }>(sql`SELECT max(until_seq) AS seq FROM history_foreign`)?.seq ?? 0
