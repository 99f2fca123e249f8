import { existsSync, rmSync, statSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { threadedCheckpoint, type WalCheckpoint } from '../../src/hosts/node/checkpoint.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { Log } from '../../src/hosts/node/wal-sync.ts'
import { bundleThread } from '../support/process.ts'

// The log of a database is brought in beside the event loop, and nothing that was committed is lost by it.

const { script, folder, remove } = await bundleThread('checkpoint')
const inThread = threadedCheckpoint(script) as WalCheckpoint
afterAll(remove)

/** A database that never brings in its log by itself, and a commit of 40 KB. */
function open(name: string) {
  const path = join(folder, `${name}.sqlite`)
  const file = openSqlite(path)
  file.pragma('journal_mode = WAL')
  file.pragma('wal_autocheckpoint = 0')
  file.exec('CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT) STRICT')
  const insert = file.prepare('INSERT INTO t (text) VALUES (?)')
  const commit = () => insert.run('x'.repeat(40_000))
  return { path, file, commit }
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

it('is brought into its database while commits go on, and begins anew', async () => {
  const { path, file, commit } = open('busy')
  const log = new Log(path, inThread)
  let made = 0
  const goOn = () => {
    commit()
    log.committed()
    made++
  }
  for (let i = 0; i < 200; i++) {
    goOn()
    if (i % 20 === 0) await pause(40)
  }
  // The thread gets there in its time, and is asked by commits alone: on a machine with other things to do by later ones.
  const sizeLater = () => {
    goOn()
    return statSync(path).size
  }
  await expect.poll(sizeLater, { timeout: 15_000 }).toBeGreaterThan(40_000 * 100)
  await log.close()
  const size = statSync(`${path}-wal`).size
  expect(await inThread(path)).toBeGreaterThan(0)
  for (let i = 0; i < 20; i++) commit()
  expect(statSync(`${path}-wal`).size, 'written from its beginning').toBe(size)
  expect(file.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: made + 20 })
  expect(file.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
  file.close()
})

it('is synced at once, and once more for all who came after that began', async () => {
  const { path, file, commit } = open('synced')
  const log = new Log(path, null)
  commit()
  const [first, second, third] = [log.sync(), log.sync(), log.sync()]
  expect(second).not.toBe(first)
  expect(third).toBe(second)
  let ended = ''
  await Promise.all([
    first.then(() => {
      ended += 'first '
    }),
    second.then(() => {
      ended += 'second'
    }),
  ])
  expect(ended).toBe('first second')
  expect(log.sync()).not.toBe(second)
  await log.sync()
  await log.close()
  file.close()
  await expect(log.sync(), 'of a log that is gone').rejects.toThrow('ENOENT')
})

it('makes writers that can wait do so only when it has grown long', async () => {
  const asked: ((pages: number) => void)[] = []
  const log = new Log('none', () => new Promise((resolve) => asked.push(resolve)))
  const commitMany = () => {
    for (let i = 0; i < 8; i++) log.committed()
  }
  await pause(260)
  commitMany()
  commitMany()
  expect(asked).toHaveLength(1)
  await log.caughtUp()
  asked[0]?.(16_000)
  await pause(260)
  let goesOn = false
  const waiting = log.caughtUp().then(() => {
    goesOn = true
  })
  await pause(5)
  expect([asked.length, goesOn]).toEqual([2, false])
  asked[1]?.(16_000)
  await waiting
  await log.caughtUp()
  expect(asked).toHaveLength(2)
})

it('is left alone where its database is gone', async () => {
  const { path, file, commit } = open('gone')
  commit()
  file.close()
  rmSync(path)
  await expect(inThread(path)).rejects.toThrow('could not be brought')
  expect(existsSync(path)).toBe(false)
  const log = new Log(path, inThread)
  await pause(260)
  for (let i = 0; i < 8; i++) log.committed()
  await log.close()
})

it('fails for those too who waited behind a sync that failed, and for all after them', async () => {
  const { path, file, commit } = open('failing')
  const log = new Log(path, null)
  commit()
  await log.sync()
  const handle = await openFile(path, 'r')
  const datasync = vi.spyOn(Object.getPrototypeOf(handle), 'datasync')
  datasync.mockRejectedValueOnce(new Error('EIO: the disk is gone'))
  await handle.close()
  const waiting = await Promise.allSettled([log.sync(), log.sync()])
  expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect(log.sync()).rejects.toThrow('EIO')
  expect(datasync).toHaveBeenCalledTimes(1)
  datasync.mockRestore()
  await log.close()
  file.close()
})
