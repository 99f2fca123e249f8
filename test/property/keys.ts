import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { keysOf } from '../../src/match/document.ts'
import { loadPurchases } from '../../src/purchase/load.ts'
import { databaseIn } from '../support/database.ts'

/** Each purchase is known under the keys that its documents have, once under each, and under no other. */
export function expectKeysOfDocuments(dataDir: string): void {
  const folder = join(dataDir, 'ledgers')
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.sqlite'))) {
    const sqlite = openSqlite(join(folder, file))
    const seqs = sqlite.prepare('SELECT seq FROM purchases ORDER BY seq').pluck().all() as number[]
    const stored = sqlite
      .prepare('SELECT purchase, key FROM purchase_keys ORDER BY purchase, key')
      .raw()
      .all()
    const wanted = loadPurchases(databaseIn(sqlite), seqs).flatMap(({ seq, records }) =>
      [...new Set(records.flatMap((r) => keysOf(r.document)))].sort().map((key) => [seq, key]),
    )
    expect(stored).toEqual(wanted)
    sqlite.close()
  }
}
