import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { NodeDatabases } from '../../src/hosts/node/databases.ts'
import type { Db } from '../../src/store/database.ts'

// What survives a loss of power is what SQLite was told to sync when it was committed.

const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-durability-'))
const databases = new NodeDatabases(folder, {
  now: () => '2026-07-24T12:00:00Z' as never,
  newId: () => 'id',
  breathe: async () => {},
  due: () => {},
})
afterAll(() => {
  databases.close()
  rmSync(folder, { recursive: true })
})

/** 1: commits wait for `secure`. 2: each commit is on the disk when it ends. */
const howItSyncs = (db: Db) => db.get<{ synchronous: number }>(sql`PRAGMA synchronous`)?.synchronous

it('a commit that need not last is not synced; every other is, also of one statement by itself', () =>
  databases.use('9654848883', async ({ db }) => {
    const write = () => db.run(sql`DELETE FROM stale`)
    expect(howItSyncs(db)).toBe(2)
    db.transaction(() => {
      write()
      expect(howItSyncs(db)).toBe(1)
    }, 'later')
    db.transaction(() => {
      write()
      expect(howItSyncs(db)).toBe(2)
    }, 'now')
    db.transaction(write, 'later')
    expect(db.all(sql`SELECT 1 AS one`)).toHaveLength(1)
    write()
    expect(howItSyncs(db)).toBe(2)
    db.transaction(write, 'later')
    db.all(sql`DELETE FROM stale RETURNING purchase`)
    expect(howItSyncs(db)).toBe(2)
  }))
