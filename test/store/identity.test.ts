import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { service } from '../../src/audit/chain.ts'
import { type Check, lookThrough } from '../../src/hosts/node/check.ts'
import { NodeDatabases } from '../../src/hosts/node/databases.ts'
import { NodeGuard } from '../../src/hosts/node/guard.ts'
import { maxConnectionsOf, mostOpenOf } from '../../src/hosts/node/limits.ts'
import { openLedgersIn } from '../../src/hosts/node/memory.ts'
import { readinessOf } from '../../src/hosts/node/ready.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import type { OutageNotice } from '../../src/outages/windows.ts'
import { readSupplier } from '../../src/store/profile.ts'
import type { Refusal } from '../../src/values/refusal.ts'
import { bareHost } from '../support/bare-host.ts'
import { asReleaseBefore, execute } from '../support/release-before.ts'

/** Each ledger is the one that the directory knows, whole; of any other nothing is shown, and nothing made in its place. */

const [a, b] = ['9376032788', '5265877635']
const at = '2026-07-24T10:00:00Z'
const doing = { actor: service, at }
const host = bareHost(at)
let folder: string
let databases: NodeDatabases
/** What the operator was told: of which ledger, why. */
let told: string[]

const open = (maxOpen = mostOpenOf(null)) => {
  const failed = (nip: string, error: Error) => told.push(`${nip} ${(error as Refusal).code}`)
  databases = new NodeDatabases(folder, host, { failed, maxOpen })
}
const make = (nip: string) => databases.directory.putTaxpayer(nip, { name: nip } as never, at, service)
const note = (nip: string, notes: string) =>
  databases.use(nip, async (ledger) => ledger.putSupplier('PL1', { notes } as never, 'a'))
const noted = (nip: string) =>
  databases.use(nip, async ({ db }) => (readSupplier(db, 'PL1') as { notes?: string } | null)?.notes ?? null)
const notice = (id: string) =>
  ({
    ...{ id, kind: 'failure', start: '2026-06-29', end: null, announcedAt: '2026-06-29' },
    ...{ source: 'manual', reference: null, text: null, withdrawn: false },
  }) as OutageNotice
const file = (nip: string) => join(folder, 'ledgers', `${nip}.sqlite`)
const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'answered',
    (error: { code?: string }) => String(error.code),
  )
/** Changes files while nobody has them open. */
const between = (work: () => void) => {
  databases.close()
  work()
  open()
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-identity-'))
  told = []
  open()
  for (const nip of [a, b]) {
    make(nip)
    await note(nip, `of ${nip}`)
  }
})
afterEach(() => {
  databases.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a ledger that is not what the directory knows', () => {
  it('is missing: refused, told once, nothing made, and others go on', async () => {
    between(() => rmSync(file(a)))
    for (const _ of [1, 2]) expect(await codeOf(noted(a))).toBe('ledger-missing')
    expect([existsSync(file(a)), told, [...databases.failing.keys()]]).toEqual([
      false,
      [`${a} ledger-missing`],
      [a],
    ])
    expect(await noted(b)).toBe(`of ${b}`)
  })

  it('is empty: that is missing too', async () => {
    between(() => truncateSync(file(a), 0))
    expect(await codeOf(noted(a))).toBe('ledger-missing')
  })

  it('is that of another taxpayer, or an earlier one of this one', async () => {
    between(() => copyFileSync(file(a), file(b)))
    expect([await codeOf(noted(b)), await noted(a)]).toEqual(['ledger-of-another', `of ${a}`])
    between(() => copyFileSync(file(a), join(folder, 'kept')))
    databases.directory.removeTaxpayer(a, doing)
    await databases.erase(a)
    make(a)
    await note(a, 'anew')
    between(() => copyFileSync(join(folder, 'kept'), file(a)))
    expect(await codeOf(noted(a))).toBe('ledger-of-another')
  })

  it('is found out while it is open, and answers again once it is back', async () => {
    copyFileSync(file(a), join(folder, 'kept'))
    copyFileSync(`${file(a)}-wal`, join(folder, 'kept-wal'))
    for (const ending of ['', '-wal', '-shm']) rmSync(`${file(a)}${ending}`)
    await databases.lookForLost()
    expect([await codeOf(noted(a)), told]).toEqual(['ledger-missing', [`${a} ledger-missing`]])
    for (const ending of ['', '-wal']) copyFileSync(join(folder, `kept${ending}`), `${file(a)}${ending}`)
    expect([await noted(a), databases.failing.size]).toEqual([`of ${a}`, 0])
  })

  it('lets nobody start without the directory, which alone knows taxpayers and keys', () => {
    databases.close()
    for (const ending of ['', '-wal', '-shm'])
      rmSync(join(folder, `directory.sqlite${ending}`), { force: true })
    expect(open).toThrow(/directory.sqlite is missing, .* though 2 ledgers are there. Put it back/)
    expect(existsSync(join(folder, 'directory.sqlite'))).toBe(false)
  })
})

it('a number of outages that was never stored is given again: no ledger takes the next notice for known', () => {
  const { directory } = databases
  directory.putOutage(notice('one'), doing)
  expect(directory.outagesRevision()).toBe(1)
  expect(() =>
    directory.db.transaction(() => {
      directory.putOutage(notice('two'), doing)
      throw new Error('the disk is full')
    }),
  ).toThrow('full')
  expect(directory.outagesRevision()).toBe(1)
  directory.putOutage(notice('three'), doing)
  expect(directory.outagesSince(1).notices).toEqual([notice('three')])
})

it('outages are told page by page, each with the revision that it leads to', () => {
  const { directory } = databases
  for (let i = 1; i <= 5; i++) directory.putOutage(notice(`o${i}`), doing)
  const page = (since: number) => {
    const { notices, ...rest } = directory.outagesSince(since, 2)
    return { ids: notices.map(({ id }) => id), ...rest }
  }
  expect(page(0)).toEqual({ ids: ['o1', 'o2'], revision: 2, hasMore: true })
  expect(page(2)).toEqual({ ids: ['o3', 'o4'], revision: 4, hasMore: true })
  expect(page(4)).toEqual({ ids: ['o5'], revision: 5, hasMore: false })
  expect(page(5)).toEqual({ ids: [], revision: 5, hasMore: false })
  // A directory of an earlier day knows less than the ledger: its word counts.
  expect(page(9)).toEqual({ ids: [], revision: 5, hasMore: false })
})

describe('a ledger gets its identity', () => {
  const known = () =>
    databases.directory.db.all<{ ledger: string }>(sql`SELECT ledger FROM taxpayers WHERE nip = ${a}`)

  it('also when the process was killed between the two databases', async () => {
    const [before] = known()
    // Killed after the ledger had it, then before it had it.
    databases.directory.db.run(sql`UPDATE taxpayers SET ledger = NULL`)
    between(() => {})
    expect([await noted(a), known()]).toEqual([`of ${a}`, [before]])
    databases.directory.db.run(sql`UPDATE taxpayers SET ledger = NULL`)
    between(() => execute(file(a), 'DELETE FROM identity'))
    expect(await noted(a)).toBe(`of ${a}`)
    expect(known()[0]?.ledger).toMatch(/^ledger-/)
    expect(known()).not.toEqual([before])
  })

  it('once, where an earlier version made it; one that is lost by then is missing', async () => {
    between(() => {
      asReleaseBefore(folder)
      rmSync(file(b))
    })
    expect([await noted(a), await codeOf(noted(b))]).toEqual([`of ${a}`, 'ledger-missing'])
    expect(known()[0]?.ledger).toMatch(/^ledger-/)
    between(() => execute(file(a), 'DELETE FROM identity'))
    expect(await codeOf(noted(a))).toBe('ledger-missing')
  })
})

describe('damage', () => {
  const later = Date.parse(at) + 86_400_000
  const guard = (check: Check, nowMs = later) =>
    new NodeGuard(
      databases,
      check,
      () => nowMs,
      () => () => {},
    )

  it('is found by looking through the file, and a whole one is whole', async () => {
    databases.close()
    expect(await lookThrough(file(a))).toBeNull()
    const bytes = readFileSync(file(a))
    // All pages but the first lose what they say of themselves.
    for (let page = 1; page * 4096 < bytes.length; page++) bytes.fill(0xee, page * 4096, page * 4096 + 8)
    writeFileSync(file(a), bytes)
    expect(await lookThrough(file(a))).toMatch(/malformed|btree|page|row/i)
    expect(await lookThrough(join(folder, 'nothing'))).toBeUndefined()
    open()
    expect(await codeOf(noted(a))).toBe('ledger-damaged')
    expect([told, await noted(b)]).toEqual([[`${a} ledger-damaged`], `of ${b}`])
  })

  it('is looked for in each ledger once a round, in those with some first, and told until it is gone', async () => {
    const looked: string[] = []
    const damaged = new Map<string, string | undefined>([[file(b), 'row 7 missing from index x']])
    const check: Check = async (path) => {
      if (path === databases.directoryPath) return 'row 1 missing'
      looked.push(path)
      return damaged.has(path) ? damaged.get(path) : null
    }
    const turns = async (nowMs?: number) => {
      const { length } = looked
      const one = guard(check, nowMs)
      while ((await one.turn()) && looked.length < 10);
      return looked.slice(length)
    }
    expect((await turns()).sort()).toEqual([file(a), file(b)].sort())
    // Nobody is refused for the directory, which is all that everybody has.
    const reasons = await readinessOf(databases, folder, 0)()
    expect(reasons.map(({ code }) => code)).toEqual(['directory-damaged', 'ledgers-failing'])
    // A start looks through those with damage at once: they may have been put back.
    expect(await turns()).toEqual([file(b)])
    expect(await codeOf(note(b, 'x'))).toBe('ledger-damaged')
    expect([await noted(a), told]).toEqual([`of ${a}`, [`${b} ledger-damaged`]])
    // Also after a start, before anything was looked at; a look that could not be taken tells nothing new.
    between(() => {})
    expect(await codeOf(noted(b))).toBe('ledger-damaged')
    damaged.set(file(b), undefined)
    expect((await turns(later + 43_200_001))[0]).toBe(file(b))
    expect(await codeOf(noted(b))).toBe('ledger-damaged')
    damaged.clear()
    await turns(later + 2 * 43_200_001)
    expect([await noted(b), databases.failing.size]).toEqual([`of ${b}`, 0])
  })
})

it('a damaged ledger that was put back answers after the next start, and else within a minute, whatever its last look', async () => {
  const damaged = new Set([file(a), file(b)])
  const looked: string[] = []
  let nowMs = Date.parse(at)
  const make = () =>
    new NodeGuard(
      databases,
      async (path) => {
        if (path !== databases.directoryPath) looked.push(path)
        return damaged.has(path) ? 'row 7 missing' : null
      },
      () => nowMs,
      () => () => {},
    )
  const before = make()
  while (await before.turn());
  expect([await codeOf(noted(a)), await codeOf(noted(b))]).toEqual(['ledger-damaged', 'ledger-damaged'])
  between(() => damaged.delete(file(a)))
  // The clock stands still: what was looked through a moment before the stop is looked through all the same.
  const after = make()
  while (await after.turn());
  expect([await noted(a), await codeOf(noted(b))]).toEqual([`of ${a}`, 'ledger-damaged'])
  const { length } = looked
  nowMs += 59_000
  expect([await after.turn(), looked.length]).toEqual([false, length])
  damaged.clear()
  nowMs += 1000
  expect([await after.turn(), looked.slice(length), await noted(b)]).toEqual([true, [file(b)], `of ${b}`])
})

it('a ledger whose file was removed while nobody had it open is told before anybody asks, and until it is back', async () => {
  let nowMs = Date.parse(at)
  const look = async () => {
    const one = new NodeGuard(
      databases,
      async () => null,
      () => nowMs,
      () => () => {},
    )
    await one.turn()
    return (await readinessOf(databases, folder, 0)()).map(({ code }) => code)
  }
  between(() => {
    copyFileSync(file(b), join(folder, 'kept'))
    rmSync(file(b))
  })
  expect(await readinessOf(databases, folder, 0)()).toEqual([])
  expect([await look(), told]).toEqual([['ledgers-failing'], [`${b} ledger-missing`]])
  expect([await codeOf(noted(b)), await noted(a), existsSync(file(b))]).toEqual([
    'ledger-missing',
    `of ${a}`,
    false,
  ])
  // Said once, however often it is seen; and nothing more once the file lies there again.
  nowMs += 60_000
  expect([await look(), told.length]).toEqual([['ledgers-failing'], 1])
  copyFileSync(join(folder, 'kept'), file(b))
  expect([await look(), await noted(b)]).toEqual([[], `of ${b}`])
})

it('a ledger that is found lost while others come is opened once', async () => {
  const opened = () => databases.use(a, async (ledger) => ledger)
  let leave = () => {}
  const using = databases.use(a, () => new Promise<void>((resolve) => (leave = resolve)))
  copyFileSync(file(a), join(folder, 'kept'))
  rmSync(file(a))
  copyFileSync(join(folder, 'kept'), file(a))
  const looking = databases.lookForLost()
  const mine = await opened()
  leave()
  await Promise.all([using, looking])
  expect(await opened()).toBe(mine)
})

it('a ledger that is erased while it is looked for lost ones leaves no file behind', async () => {
  let leave = () => {}
  const using = databases.use(a, () => new Promise<void>((resolve) => (leave = resolve)))
  rmSync(file(a))
  const looking = databases.lookForLost()
  databases.directory.removeTaxpayer(a, doing)
  const erased = databases.erase(a)
  leave()
  await Promise.all([using, looking, erased])
  expect(existsSync(file(a))).toBe(false)
})

it('what cannot be noted of a ledger after its use changes nothing for who used it, nor for its end', async () => {
  databases.close()
  const used = () => {
    throw new Error('the disk fails')
  }
  databases = new NodeDatabases(folder, host, { used })
  expect(await noted(a)).toBe(`of ${a}`)
  databases.directory.removeTaxpayer(a, doing)
  await databases.erase(a)
  expect(existsSync(file(a))).toBe(false)
})

describe('a service is not ready', () => {
  const codes = async (floor = 0) =>
    (await readinessOf(databases, folder, floor)()).map(({ code, message }) => {
      expect(message).not.toContain(a)
      return code
    })

  it('while a ledger fails, the disk is nearly full, or the directory takes no write; then it is', async () => {
    expect(await codes()).toEqual([])
    between(() => rmSync(file(a)))
    await codeOf(noted(a))
    expect(await codes(1e15)).toEqual(['disk-low', 'ledgers-failing'])
    const other = openSqlite(join(folder, 'directory.sqlite'))
    other.exec('BEGIN IMMEDIATE')
    expect(await codes()).toEqual(['directory-not-writable', 'ledgers-failing'])
    other.close()
    databases.directory.removeTaxpayer(a, doing)
    await databases.erase(a)
    expect(await codes()).toEqual([])
  })

  it('and looks again after five seconds, however often it is asked', async () => {
    let ms = 0
    between(() => rmSync(file(a)))
    await codeOf(noted(a))
    const later = readinessOf(databases, folder, 0, () => ms)
    expect(await later()).toHaveLength(1)
    databases.failing.clear()
    expect(await later()).toHaveLength(1)
    ms = 5000
    expect(await later()).toEqual([])
  })
})

describe('what the machine gives', () => {
  it('bounds how many ledgers are open: a quarter of the files is left to connections', async () => {
    expect([mostOpenOf(1024, 5000), mostOpenOf(20_000, 5000), mostOpenOf(null, 5000)]).toEqual([
      { kept: 128, atAll: 192 },
      { kept: 2500, atAll: 3750 },
      { kept: 32, atAll: 48 },
    ])
    // Of an eighth of the memory, each takes a megabyte; sixteen are open however little there is.
    expect([8192, 1024, 64].map((mb) => openLedgersIn(mb * 1024 * 1024))).toEqual([1024, 128, 16])
    expect(mostOpenOf(20_000, 128).kept).toBe(128)
    // What 192, 3750 and 48 ledgers of four files each leave, and 64 files beside.
    expect([1024, 20_000, null, 64].map(maxConnectionsOf)).toEqual([192, 4936, 16, 16])
    databases.close()
    open({ kept: 1, atAll: 1 })
    const nested = databases.use(a, async () => codeOf(noted(b)))
    expect(await nested).toBe('EMFILE')
    expect(await noted(b)).toBe(`of ${b}`)
  })

  it('closes what nobody uses for a while, and opens it again for whoever comes', async () => {
    make(a)
    make(b)
    await note(a, 'of a')
    await databases.use(b, async () => {
      databases.closeIdle(60_000)
      expect(databases.handles).toEqual({ open: 2, inUse: 1 })
      databases.closeIdle(0)
      expect(databases.handles).toEqual({ open: 1, inUse: 1 })
    })
    expect(await noted(a)).toBe('of a')
    expect(databases.handles).toEqual({ open: 2, inUse: 0 })
  })

  it('a visit of all ledgers leaves open what was open, and nothing else', async () => {
    make(a)
    make(b)
    databases.closeIdle(0)
    await note(a, 'of a')
    for (const nip of [a, b]) await databases.visit(nip, async () => {})
    expect(databases.handles).toEqual({ open: 1, inUse: 0 })
    await databases.use(b, () => databases.visit(b, async () => {}))
    expect(databases.handles).toEqual({ open: 2, inUse: 0 })
    databases.closeIdle(0)
    let another = Promise.resolve()
    await databases.visit(b, async () => {
      another = databases.use(b, () => Promise.resolve())
    })
    await another
    expect(databases.handles.inUse).toBe(0)
    await expect(
      databases.visit(a, async () => {
        throw new Error('in vain')
      }),
    ).rejects.toThrow('in vain')
    expect(await noted(a)).toBe('of a')
  })

  it('a lock of another program is waited for a moment, then no more until a second has passed', async () => {
    const other = openSqlite(file(a))
    other.exec('BEGIN IMMEDIATE')
    const startedAt = performance.now()
    expect(await codeOf(note(a, 'x'))).toBe('SQLITE_BUSY')
    expect(performance.now() - startedAt).toBeLessThan(1000)
    other.exec('ROLLBACK')
    other.close()
    // Whoever comes next waits for nothing, and is told the same.
    expect([await codeOf(note(a, 'x')), await noted(b)]).toEqual(['SQLITE_BUSY', `of ${b}`])
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 1001)
    await note(a, 'after all')
    expect(await noted(a)).toBe('after all')
    clock.mockRestore()
  })
})
