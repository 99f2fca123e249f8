import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSqlite, type SqliteFile } from '../../src/hosts/node/sqlite.ts'
import { createTestApp } from '../support/app.ts'
import { fillLedger, us } from '../support/rich-ledger.ts'

/** The open findings of a month are counted as they, and rows, come and go: what is kept is what counting gives. */

let stage: Awaited<ReturnType<typeof createTestApp>>
let file: SqliteFile
beforeAll(async () => {
  stage = await createTestApp({ now: '2026-07-24T10:00:00Z' })
  await fillLedger(stage.api)
  await stage.idle()
  file = openSqlite(join(stage.dataDir, 'ledgers', `${us}.sqlite`))
})
afterAll(async () => {
  file.close()
  await stage.close()
})

const kept = () =>
  file
    .prepare(
      `SELECT month, since, code, severity, count FROM month_findings WHERE count <> 0 ORDER BY 1, 2, 3, 4`,
    )
    .all()
const counted = () =>
  file
    .prepare(`SELECT r.month, r.since, f.code, f.severity, count(*) AS count
      FROM register_rows r JOIN findings f ON f.purchase = r.purchase WHERE f.open = 1
      GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`)
    .all()

it('after all that a ledger goes through: copies, KSeF, decisions, moves, filings', () => {
  expect(counted().length).toBeGreaterThan(3)
  expect(kept()).toEqual(counted())
})

it('when findings, or rows, of all purchases leave and come again, in any order', () => {
  const all = counted()
  file.exec(
    'CREATE TEMP TABLE f AS SELECT * FROM findings; CREATE TEMP TABLE r AS SELECT * FROM register_rows',
  )
  const [leave, come] = [
    (of: string) => `DELETE FROM ${of}`,
    (of: string) => `INSERT INTO ${of} SELECT * FROM temp.${of[0]}`,
  ]
  const [some, others] = ['findings', 'register_rows'] as const
  for (const [first, second] of [[some, others] as const, [others, some] as const])
    for (const [third, fourth] of [[some, others] as const, [others, some] as const]) {
      file.exec(leave(first))
      expect(kept()).toEqual([])
      file.exec(leave(second))
      expect(kept()).toEqual([])
      file.exec(come(third))
      expect(kept()).toEqual([])
      file.exec(come(fourth))
      expect(kept()).toEqual(all)
    }
})
