import type { ObjectStorage } from 'cloudflare:workers'
import { type Db, databaseOf } from './store/database.ts'

/**
 * The database of an object. It commits before anything leaves the object: whoever has an answer, or was called, can
 * rely on what was written before, so every transaction is as durable as `now`.
 */
export function edgeDatabase(storage: ObjectStorage): Db {
  const { sql } = storage
  return databaseOf({
    all: (text, params) =>
      sql
        .exec(text, ...params)
        .toArray()
        .map(withBytes),
    run: (text, params) => {
      sql.exec(text, ...params)
    },
    transaction: (work) => storage.transactionSync(work),
  })
}

/** Blobs come as bare buffers here. */
function withBytes(row: Record<string, unknown>): Record<string, unknown> {
  for (const name in row) {
    const value = row[name]
    if (value instanceof ArrayBuffer) row[name] = new Uint8Array(value)
  }
  return row
}
