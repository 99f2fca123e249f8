import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { foldSome } from '../../src/store/fold-rows.ts'
import { jobTimes, putJob } from '../../src/store/jobs.ts'
import { markingJob, markRest, markSome } from '../../src/store/mark-rows.ts'
import { createTestApp } from '../support/app.ts'
import { databaseIn, unfoldRows } from '../support/database.ts'
import { allThatIsSaid, fillLedger, us } from '../support/rich-ledger.ts'

/** Rows that were stored before rows were folded are folded by and by, and nobody hears of it. */

const now = '2026-07-24T10:00:00Z'
const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
let said: Record<string, unknown>
beforeAll(async () => {
  const stage = await createTestApp({ now, dataDir })
  await fillLedger(stage.api)
  await stage.idle()
  said = await allThatIsSaid(stage.fetch)
  await stage.close()
})
afterAll(() => rmSync(dataDir, { recursive: true }))

const opened = () => openSqlite(join(dataDir, 'ledgers', `${us}.sqlite`))
/** How many rows of each kind are not folded. */
const whole = () => {
  const file = opened()
  const counts = file
    .prepare(`SELECT (SELECT count(*) FROM purchases WHERE verdict >= '{' OR identity >= '{') AS purchases,
      (SELECT count(*) FROM evidence WHERE type = 'ksef' AND facts >= '{') AS documents,
      (SELECT count(*) FROM register_rows WHERE row >= '{') AS rows,
      (SELECT count(*) FROM changes WHERE data >= '{') AS changes`)
    .get() as Record<'purchases' | 'documents' | 'rows' | 'changes', number>
  file.close()
  return counts
}
const nothing = { purchases: 0, documents: 0, rows: 0, changes: 0 }
const unfolded = (also: string) => {
  const file = opened()
  unfoldRows(file)
  file.exec(also)
  file.close()
}

it('after an upgrade, beside what the service does', async () => {
  expect(whole()).toEqual(nothing)
  unfolded(`DELETE FROM _migrations WHERE id = '0042_rows_of_before'`)
  expect(Math.min(...Object.values(whole()))).toBeGreaterThan(0)
  const stage = await createTestApp({ now, dataDir })
  expect(await allThatIsSaid(stage.fetch)).toEqual(said)
  await vi.waitFor(() => expect(whole()).toEqual(nothing), { timeout: 20_000, interval: 50 })
  expect(await allThatIsSaid(stage.fetch)).toEqual(said)
  await stage.close()
})

it('and are found by their markers at once, while those are still written beside them', async () => {
  const file = opened()
  const markers = () =>
    file.prepare('SELECT seq, marker FROM purchases WHERE merged_into IS NULL ORDER BY seq').all()
  const before = markers()
  expect(new Set(before.map((row) => (row as { marker: string | null }).marker)).size).toBeGreaterThan(3)
  file.exec(`UPDATE purchases SET marker = NULL`)
  const db = databaseIn(file)
  const job = { kind: markingJob, subject: 'numberless 0' }
  putJob(db, job.kind, job.subject, 0)
  const cutOff = () =>
    db.transaction(() => {
      markSome(db, job, 0)
      throw new Error('killed')
    })
  expect(cutOff).toThrow('killed')
  expect(markers()).not.toEqual(before)
  db.transaction(() => markSome(db, job, 0))
  markRest(db)
  expect(markers()).toEqual(before)
  expect(jobTimes(db)).toEqual([])
  file.exec('DROP INDEX purchases_marker; ALTER TABLE purchases DROP COLUMN marker')
  file.exec(`DELETE FROM _migrations WHERE id = '0044_markers'`)
  const stage = await createTestApp({ now, dataDir })
  expect((await stage.api.purchases(us, { marker: 'BFK' })).length).toBeGreaterThan(0)
  await stage.close()
  expect(markers()).toEqual(before)
  file.close()
})

it('some at once, going on where it was cut off, and once', () => {
  unfolded('')
  const file = opened()
  const db = databaseIn(file)
  let place: string | null = 'purchases 0'
  for (let steps = 0; place !== null; steps++) {
    expect(steps).toBeLessThan(1000)
    const from: string = place
    const cutOff = () =>
      db.transaction(() => {
        foldSome(db, from, 3)
        throw new Error('killed')
      })
    expect(cutOff).toThrow('killed')
    place = db.transaction(() => foldSome(db, from, 3))
  }
  expect(whole()).toEqual(nothing)
  const writes = () => file.prepare('SELECT total_changes()').pluck().get()
  const before = writes()
  for (place = 'purchases 0'; place !== null; place = foldSome(db, place, 100));
  expect(writes()).toBe(before)
  file.close()
})
