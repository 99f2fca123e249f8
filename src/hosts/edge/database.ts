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
    values: (text, params) => [...exec(text, params).raw()].map((row) => row.map(asBytes)),
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
    row[name] = asBytes(row[name])
  }
  return row
}

const asBytes = (value: unknown): unknown => (value instanceof ArrayBuffer ? new Uint8Array(value) : value)
