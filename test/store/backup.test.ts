import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUp, nameBackup } from '../../src/hosts/node/backup.ts'
import { rotationSetting } from '../../src/hosts/node/lock.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { tell } from '../../src/texts/tell.ts'
import { adminKey } from '../support/admin-key.ts'
import { createTestApp } from '../support/app.ts'
import { buyer as a, otherBuyer as b, copy, now } from '../support/hostile.ts'
import { asReleaseBefore } from '../support/release-before.ts'
import { allThatIsSaid, asOfBefore, fillLedger, us } from '../support/rich-ledger.ts'

/** A backup of the whole data folder is made while the service runs, and the service starts on it as it is. */

let folder: string
let app: Awaited<ReturnType<typeof createTestApp>>
const running: (typeof app)[] = []
const start = async (dataDir: string) => {
  const started = await createTestApp({ now, dataDir, after: () => () => {} })
  running.push(started)
  return started
}
const data = () => join(folder, 'data')
const target = () => join(folder, 'backup')
const inData = (name: string) => join(data(), name)
const ledger = (nip: string, where = data()) => join(where, 'ledgers', `${nip}.sqlite`)
const post = (nip: string, number: string) => app.api.postCopy(nip, copy({ number }))
const numbersOn = async (one: typeof app, nip: string) =>
  (await one.api.purchases(nip)).map((p) => p.number).sort()

let said: string[]
const make = async (clock?: () => Date) => {
  const manifest = await backUp(data(), target(), (line) => said.push(tell(line, 'en')), clock)
  nameBackup(target())
  return manifest
}
/** Cut off when all was copied and nothing of it has its name. */
const cutOff = async () => {
  let asked = 0
  const clock = () => {
    if (asked++ > 0) throw new Error('killed')
    return new Date(now)
  }
  await expect(make(clock)).rejects.toThrow('killed')
  expect(existsSync(target())).toBe(false)
}
/** Files that lay unchanged for long; those of today may change within what a disk tells of time. */
const asOfYesterday = (...paths: string[]) => {
  for (const path of paths) for (const name of [path, `${path}-wal`]) utimesSync(name, 1e9, 1e9)
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-backup-'))
  said = []
  app = await start(data())
  for (const nip of [a, b]) {
    await app.api.putTaxpayer(nip, { name: nip })
    await post(nip, 'ONE')
  }
})
afterEach(async () => {
  for (const one of running.splice(0)) await one.close()
  rmSync(folder, { recursive: true, force: true })
})

it('data of the release before is brought up to date, and says all that it said', async () => {
  await fillLedger(app.api)
  const before = await allThatIsSaid(app.fetch, adminKey)
  await app.close()
  asReleaseBefore(data())
  running.length = 0
  const upgraded = await start(data())
  expect(asOfBefore(await allThatIsSaid(upgraded.fetch, adminKey))).toEqual(asOfBefore(before))
  expect(await numbersOn(upgraded, a)).toEqual(['ONE'])
  expect((await make()).ledgers.map(({ nip }) => nip)).toEqual([a, b, us].sort())
})

describe('a backup', () => {
  it('is made beside the service that goes on writing, and the service starts on it', async () => {
    const making = make()
    const meanwhile = Promise.all([post(a, 'MEANWHILE'), post(b, 'MEANWHILE')])
    const manifest = await making
    await meanwhile
    await post(a, 'AFTER')
    expect(manifest.ledgers.map(({ nip, ledger: id, rows }) => [nip, id.length, rows > 0])).toEqual(
      [a, b].sort().map((nip) => [nip, 36, true]),
    )
    expect([manifest.lacking, said]).toEqual([[], []])
    expect(JSON.parse(readFileSync(join(target(), 'backup.json'), 'utf8'))).toEqual(manifest)
    const names = readdirSync(target(), { recursive: true, encoding: 'utf8' })
    expect(names.sort()).toEqual(
      ['backup.json', 'directory.sqlite', 'ledgers', `ledgers/${a}.sqlite`, `ledgers/${b}.sqlite`].sort(),
    )
    for (const name of names) expect(statSync(join(target(), name)).mode & 0o077, name).toBe(0)
    const restored = await start(target())
    for (const nip of [a, b]) {
      const numbers = await numbersOn(restored, nip)
      expect(numbers).toContain('ONE')
      expect(numbers).not.toContain('AFTER')
    }
    expect((await restored.api.postCopy(a, copy({ number: 'ONE' }))).outcome).toBe('unchanged')
  })

  it('that was cut off goes on: it copies anew what changed, and drops who was erased', async () => {
    await post(a, 'TWO')
    asOfYesterday(ledger(a), ledger(b))
    await cutOff()
    const part = `${target()}.part`
    const before = [a, b].map((nip) => statSync(ledger(nip, part)).ino)
    await post(a, 'THREE')
    const other = '7010002139'
    copyFileSync(ledger(b, part), ledger(other, part))
    await make()
    const after = [a, b].map((nip) => statSync(ledger(nip, target())).ino)
    expect([after[0] === before[0], after[1] === before[1]]).toEqual([false, true])
    expect(existsSync(ledger(other, target()))).toBe(false)
    expect(await numbersOn(await start(target()), a)).toEqual(['ONE', 'THREE', 'TWO'])
  })

  it('says which ledgers it lacks, and why; the others are in it', async () => {
    await app.close()
    const bytes = readFileSync(ledger(a))
    for (let page = 1; page * 4096 < bytes.length; page++) bytes.fill(0xee, page * 4096, page * 4096 + 8)
    writeFileSync(ledger(a), bytes)
    const { ledgers, lacking } = await make()
    expect([ledgers.map((l) => l.nip), lacking.map((l) => l.nip)]).toEqual([[b], [a]])
    expect(said).toEqual([
      expect.stringMatching(`The ledger of ${a} could not be copied: .*(malformed|damaged)`),
    ])
    running.length = 0
    const restored = await start(target())
    const refusal = await restored.api.send('GET', `/v1/taxpayers/${a}/purchases`)
    expect([refusal.status, refusal.body.code]).toEqual([503, 'ledger-missing'])
    expect(await numbersOn(restored, b)).toEqual(['ONE'])
  })

  it('of a ledger under the name of another is none', async () => {
    await app.close()
    running.length = 0
    copyFileSync(ledger(a), ledger(b))
    const { lacking } = await make()
    expect(lacking).toEqual([
      { nip: b, why: expect.stringMatching(`it is the ledger .* of ${a}, and not the one`) },
    ])
  })

  it('is refused in words where it could be none', async () => {
    const reasons: [() => void, RegExp][] = [
      [() => mkdirSync(target()), /backup is there already. Name another folder/],
      [
        () => writeFileSync(inData('in-use.json'), '{"what": "npm run rotate-key"}'),
        /The master key was being changed meanwhile, or that was cut off/,
      ],
    ]
    for (const [prepare, words] of reasons) {
      prepare()
      await expect(make()).rejects.toThrow(words)
      rmSync(target(), { recursive: true, force: true })
    }
    rmSync(inData('in-use.json'))
    const both = await Promise.allSettled([make(), make()])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const [refused] = both.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
    expect(refused).toMatch(/The folder=.*backup.part is in use by npm run backup, process \d+/)
    await expect(backUp(join(folder, 'nothing'), `${target()}2`, () => {})).rejects.toThrow(/holds no data/)
  })

  it('is none when a change of the master key begins meanwhile, also one that has ended already', async () => {
    // As `npm run rotate-key` does, when the first ledger was copied.
    rmSync(ledger(b))
    const file = openSqlite(inData('directory.sqlite'))
    const begins = () => {
      file.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)').run(rotationSetting, 'new')
    }
    const making = backUp(data(), target(), () => begins())
    await expect(making).rejects.toThrow(/master key was being changed meanwhile.*make the backup then/)
    expect(existsSync(target())).toBe(false)
    // Nothing began since.
    const { ledgers } = await make()
    expect(ledgers.map(({ nip }) => nip)).toEqual([a])
    file.close()
  })

  it('needs a directory that this version has opened: one of the release before is told', async () => {
    await app.close()
    running.length = 0
    const file = openSqlite(inData('directory.sqlite'))
    file.exec('ALTER TABLE taxpayers DROP COLUMN ledger')
    file.close()
    await expect(make()).rejects.toThrow(/Start the service on it once, or use the version that wrote it/)
  })
})
