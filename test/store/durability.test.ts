import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, expect, it, vi } from 'vitest'
import { NodeDatabases } from '../../src/hosts/node/databases.ts'
import type { Db } from '../../src/store/database.ts'

// What survives a loss of power is what SQLite was told to sync when it was committed.

const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-durability-'))
const failed: string[] = []
const databases = new NodeDatabases(
  folder,
  {
    now: () => '2026-07-24T12:00:00Z' as never,
    newId: () => 'id',
    yieldToEventLoop: async () => {},
    due: () => {},
  },
  { failed: (nip, error) => failed.push(`${nip}: ${error.message}`) },
)
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

it('a ledger whose log the disk did not take is opened anew, and its log written anew, for who comes next', async () => {
  const nip = '5265877635'
  const path = join(folder, 'ledgers', `${nip}.sqlite`)
  const commit = (db: Db) => db.transaction(() => db.run(sql`DELETE FROM stale`), 'later')
  const first = await databases.use(nip, async (ledger) => {
    await ledger.db.secure()
    return ledger
  })
  const handle = await open(path, 'r')
  const datasync = vi.spyOn(Object.getPrototypeOf(handle), 'datasync')
  await handle.close()
  datasync.mockRejectedValueOnce(new Error('EIO: the disk is gone'))
  let again = first
  await databases.use(nip, async ({ db }) => {
    const failing = databases.use(nip, async (ledger) => {
      commit(ledger.db)
      await ledger.db.secure()
    })
    await expect(failing).rejects.toThrow('EIO')
    // Who used it before goes on with it, and is told nothing else either.
    await expect(db.secure()).rejects.toThrow('EIO')
    again = await databases.use(nip, async (ledger) => {
      expect(statSync(`${path}-wal`).size, 'all of the log is in the database').toBe(0)
      commit(ledger.db)
      await ledger.db.secure()
      return ledger
    })
    expect(db.all(sql`SELECT 1 AS one`)).toHaveLength(1)
  })
  expect(datasync).toHaveBeenCalledTimes(2)
  datasync.mockRestore()
  expect(again).not.toBe(first)
  expect(() => first.db.all(sql`SELECT 1`)).toThrow('not open')
  expect(await databases.use(nip, async (ledger) => ledger)).toBe(again)
  expect(failed).toEqual([`${nip}: The disk did not take its log. It is opened anew when it is used next.`])
})
