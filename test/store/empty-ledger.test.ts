import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { putEmptyLedger } from '../../src/hosts/node/empty-ledger.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { nip } from '../support/ksef.ts'

/** The first ledger of a process is made table by table; those after it begin as copies of what that one was then. */

const seller = { nip: nip('empty ledger seller'), name: 'Dostawca' }

it('makes every ledger with the same tables, and nothing in it of another one', async () => {
  let day = 1
  const app = await createTestApp({ now: () => new Date(`2026-07-0${day}T12:00:00Z`) })
  const pathOf = (us: string) => join(app.dataDir, 'ledgers', `${us}.sqlite`)
  const readFrom = <T>(us: string, read: (file: ReturnType<typeof openSqlite>) => T): T => {
    const file = openSqlite(pathOf(us), { readonly: true })
    try {
      return read(file)
    } finally {
      file.close()
    }
  }
  const firms = ['first', 'second', 'third'].map((name) => nip(`empty ledger ${name}`))
  for (const us of firms) {
    // What a process left that was killed while it wrote this file.
    if (day === 3) writeFileSync(`${pathOf(us)}.new`, 'half of it')
    await app.api.putTaxpayer(us, { name: `Firma ${day}` })
    await app.api.postCopy(us, plainCopy(seller, `FV/${day}`))
    day++
  }
  const [first, second, third] = firms.map((us) =>
    readFrom(us, (file) => ({
      schema: file.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all(),
      migrations: file.prepare('SELECT id FROM _migrations ORDER BY id').all(),
      appliedOn: file.prepare('SELECT DISTINCT substr(applied_at, 1, 10) FROM _migrations').pluck().all(),
      whole: file.pragma('integrity_check', { simple: true }),
      mode: file.pragma('journal_mode', { simple: true }),
    })),
  )
  expect(first?.schema.length).toBeGreaterThan(50)
  expect([second, third]).toEqual([
    { ...first, appliedOn: ['2026-07-02'] },
    { ...first, appliedOn: ['2026-07-03'] },
  ])
  expect(first).toMatchObject({ whole: 'ok', mode: 'wal' })
  for (const [n, us] of firms.entries())
    expect((await app.api.purchases(us)).map(({ number }) => number)).toEqual([`FV/${n + 1}`])
  const names = readdirSync(join(app.dataDir, 'ledgers'))
  expect(names.filter((name) => name.endsWith('.new'))).toEqual([])
  if (process.platform !== 'win32')
    expect(firms.map((us) => statSync(pathOf(us)).mode & 0o777)).toEqual([0o600, 0o600, 0o600])
  await app.close()
})

it('leaves it to SQLite where the copy cannot be written', async () => {
  const app = await createTestApp()
  await app.api.putTaxpayer(nip('empty ledger before'), { name: 'Firma' })
  expect(putEmptyLedger(join(app.dataDir, 'no such folder', 'x.sqlite'))).toBe(false)
  expect(putEmptyLedger(join(app.dataDir, 'x.sqlite'))).toBe(true)
  await app.close()
})
