import { sql } from 'drizzle-orm'
import type { Db } from './database.ts'

export interface QuarantinedDocument {
  id: string
  code: string
  message: string
  ksefNumber: string | null
  metadata: unknown
  bytes: Uint8Array | null
}

/** Keeps a document that could not be taken in, with the reason. The same one is kept once. */
export function keepQuarantined(db: Db, document: QuarantinedDocument, at: string): void {
  const { id, code, message, ksefNumber, metadata, bytes } = document
  const text = metadata === null ? null : JSON.stringify(metadata)
  db.run(sql`
    INSERT INTO quarantine (id, code, message, ksef_number, metadata, bytes, recorded_at)
    VALUES (${id}, ${code}, ${message}, ${ksefNumber}, ${text}, ${bytes}, ${at}) ON CONFLICT DO NOTHING`)
}

/** Documents that could not be taken in, in stable order. */
export const listQuarantined = (
  db: Db,
  after: string,
  limit: number,
): { id: string; code: string; message: string; ksefNumber: string | null; at: string }[] =>
  db.all(sql`
    SELECT id, code, message, ksef_number AS ksefNumber, recorded_at AS at FROM quarantine
    WHERE id > ${after} ORDER BY id LIMIT ${limit}`)

export function saveImport(db: Db, id: string, cause: { at: string; actor: string }, result: string): void {
  db.run(
    sql`INSERT INTO imports (id, at, actor, result) VALUES (${id}, ${cause.at}, ${cause.actor}, ${result})`,
  )
}
