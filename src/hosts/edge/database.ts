import type { ObjectStorage } from 'cloudflare:workers'
import { type Db, databaseOf } from '../../store/database.ts'
import { say } from '../../texts/say.ts'
import { Refusal } from '../../values/refusal.ts'

/**
 * The database of an object. It commits before anything leaves the object: whoever has an answer, or was called, can
 * rely on what was written before, so every transaction is as durable as `now`, and nothing is left to secure.
 */
export function edgeDatabase(storage: ObjectStorage): Db {
  const { sql } = storage
  const exec = (text: string, params: readonly unknown[]) => {
    try {
      return sql.exec(text, ...params)
    } catch (error) {
      throw String(error).includes('SQLITE_TOOBIG') ? tooLarge() : error
    }
  }
  return databaseOf({
    all: (text, params) => {
      const rows = exec(text, params).toArray()
      return rows.map(withBytes)
    },
    run: (text, params) => {
      exec(text, params)
    },
    transaction: (work) => storage.transactionSync(work),
    secure: async () => {},
  })
}

const tooLarge = (): Refusal => new Refusal('body-too-large', say('refusal.value-too-large'))

/** Blobs come as bare buffers here. */
function withBytes(row: Record<string, unknown>): Record<string, unknown> {
  for (const name in row) {
    const value = row[name]
    if (value instanceof ArrayBuffer) row[name] = new Uint8Array(value)
  }
  return row
}
