import { expect, it } from 'vitest'
import { ledgerMigrations } from '../../drizzle/ledger/migrations.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'

/** Which purchases the service of before decided by a law that was read otherwise: they are marked, and no others. */

const id = '0032-decided-by-what-counts'
const migration = ledgerMigrations.find((one) => one.id === id)?.sql ?? ''

/** A ledger of before, with what the migration looks at. */
function ledgerBefore() {
  const db = openSqlite(':memory:')
  for (const { sql } of ledgerMigrations.slice(
    0,
    ledgerMigrations.findIndex((one) => one.id === id),
  ))
    db.exec(sql)
  db.pragma('foreign_keys = OFF')
  const filled = (table: string, given: Record<string, unknown>) => {
    const columns = db.pragma(`table_info(${table})`) as {
      name: string
      type: string
      notnull: number
      dflt_value: unknown
    }[]
    const needed = columns.filter((c) => c.name in given || (c.notnull === 1 && c.dflt_value === null))
    const values = needed.map((c) =>
      c.name in given ? given[c.name] : c.type === 'INTEGER' ? 1 : `of ${given.id}`,
    )
    db.prepare(`INSERT INTO ${table} (${needed.map((c) => c.name)}) VALUES (${needed.map(() => '?')})`).run(
      values,
    )
  }
  let seq = 0
  const purchase = (basis: object, fa: object | null = null, merged: number | null = null): number => {
    seq++
    const verdict = JSON.stringify({ basis: { channel: 'unknown', buyerCategory: 'domestic', ...basis } })
    filled('purchases', { seq, id: `p${seq}`, verdict, identity: '{}', merged_into: merged })
    const facts = JSON.stringify({ type: 'copy', fa })
    filled('evidence', { id: `e${seq}`, purchase: seq, facts, content_hash: `copy ${seq}` })
    return seq
  }
  return { db, purchase }
}

it('a ledger of before decides anew what is read otherwise now', () => {
  const { db, purchase } = ledgerBefore()
  const agreed = { channel: 'outside-ksef', buyerCategory: '106gb-4-2' }
  const words = (rates: object) => ({ reverseCharge: true, rates })
  const marked = [
    purchase(agreed),
    purchase({}, words({ P_13_1: 100_000, P_14_1: 23_000 })),
    purchase({}, words({ P_14_4: -1 })),
    purchase({}, { reverseCharge: false, rates: {}, lineChange: { netGrosze: 1, grossGrosze: null } }),
  ]
  purchase({ channel: 'outside-ksef' })
  purchase({ buyerCategory: '106gb-4-2' })
  purchase(agreed, null, 1)
  purchase({}, words({ P_13_1: 100_000, P_14_1: 0 }))
  purchase({}, words({ P_13_10: 100_000, P_14_1: 23_000 }))
  purchase({}, { reverseCharge: false, rates: { P_14_1: 23_000 } })
  db.exec('DELETE FROM stale')
  db.exec(migration)
  db.exec(migration)
  expect(db.prepare('SELECT purchase FROM stale ORDER BY purchase').pluck().all()).toEqual(marked)
  db.close()
})
