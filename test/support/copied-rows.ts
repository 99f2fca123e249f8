import { join } from 'node:path'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'

/**
 * Copies every purchase of a ledger, with its findings, so that there are `times` as many: in a moment, where an import of
 * as many takes half a minute. Copies have no documents. The number of copy 7 of `FV/1` is `FV/1/7`.
 */
export function copyPurchases(dataDir: string, nip: string, times: number): void {
  const file = openSqlite(join(dataDir, 'ledgers', `${nip}.sqlite`))
  const columnsOf = (table: string) =>
    file.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[]
  const count = file.prepare('SELECT max(seq) FROM purchases').pluck().get() as number
  const copied: Record<string, string> = {
    seq: `p.seq + ${count} * n`,
    id: "p.id || '-' || n",
    number: "p.number || '/' || n",
    number_key: "p.number_key || '|' || n",
    identity: `replace(p.identity, '"' || p.number || '"', '"' || p.number || '/' || n || '"')`,
    purchase: `p.purchase + ${count} * n`,
  }
  file.transaction(() => {
    for (const table of ['purchases', 'findings']) {
      const columns = columnsOf(table)
      file.exec(`
        WITH RECURSIVE copies (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n + 1 < ${times})
        INSERT INTO ${table} (${columns.join(', ')})
        SELECT ${columns.map((name) => copied[name] ?? `p.${name}`).join(', ')} FROM copies CROSS JOIN ${table} p`)
    }
  })()
  file.close()
}
