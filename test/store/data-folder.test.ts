import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { service } from '../../src/audit/chain.ts'
import { NodeDatabases } from '../../src/hosts/node/databases.ts'
import { tighten } from '../../src/hosts/node/private-files.ts'
import type { Host } from '../../src/ledger/ledger.ts'
import { NewerSchema } from '../../src/store/migrate.ts'

/** The folder with the data: whose eyes it is for, and which versions may open it. */

const nip = '9376032788'
const at = '2026-07-24T10:00:00Z'
const host = {
  now: () => at,
  newId: () => 'id',
  yieldToEventLoop: async () => {},
  due: () => {},
} as unknown as Host
let folder: string
let databases: NodeDatabases
const open = () => {
  databases = new NodeDatabases(join(folder, 'data'), host)
}
const write = () => databases.use(nip, async (ledger) => ledger.putSupplier('PL1', {} as never, 'a'))
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-folder-'))
  open()
  databases.directory.putTaxpayer(nip, { name: 'Odbiorca' } as never, at, service)
  await write()
})
afterEach(() => {
  databases.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The modes of all that lies in the data folder, in octal digits, by name. */
function modes(): Record<string, string> {
  const data = join(folder, 'data')
  const names = ['.', ...readdirSync(data, { recursive: true, encoding: 'utf8' })]
  return Object.fromEntries(names.map((n) => [n, (statSync(join(data, n)).mode & 0o777).toString(8)]))
}

describe.skipIf(process.platform === 'win32')('what others of the machine may read', () => {
  it('is nothing: folders 700, files 600, also the logs beside the databases', () => {
    const { '.': top, ledgers, ...files } = modes()
    expect([top, ledgers]).toEqual(['700', '700'])
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(['directory.sqlite-wal', `ledgers/${nip}.sqlite`, `ledgers/${nip}.sqlite-shm`]),
    )
    expect(Object.entries(files).filter(([, mode]) => mode !== '600')).toEqual([])
    expect(tighten(join(folder, 'data'))).toEqual([])
  })

  it('is taken from them where an earlier version left it, and the operator is told', () => {
    const data = join(folder, 'data')
    writeFileSync(join(data, 'master.key'), 'x', { mode: 0o644 })
    writeFileSync(join(data, 'not-ours.txt'), 'x', { mode: 0o644 })
    for (const name of ['ledgers', `ledgers/${nip}.sqlite`, 'directory.sqlite-wal'])
      chmodSync(join(data, name), 0o755)
    chmodSync(data, 0o755)
    expect(tighten(data)).toEqual([
      '4 files or folders of DATA_DIR could be read by others of this machine, and cannot any more.',
      `${join(data, 'master.key')} was among them: npm run rotate-key, if anybody may have read it.`,
      `DATA_DIR=${data} is open to others (mode 755): chmod 700 ${data}. Only what lies in it is closed to them.`,
    ])
    // The folder, and what is not of this service, may be as somebody wants them.
    expect(modes()).toMatchObject({ '.': '755', ledgers: '700', 'master.key': '600', 'not-ours.txt': '644' })
  })
})

describe('data of a newer version', () => {
  const grow = (db: { run: (query: ReturnType<typeof sql>) => void }) =>
    db.run(sql`INSERT INTO _migrations (id, applied_at) VALUES ('9999-of-tomorrow', ${at})`)
  const words = /was written by a newer version of this service: this one does not know 9999-of-tomorrow/

  it('in the directory lets nobody start', () => {
    grow(databases.directory.db)
    databases.close()
    expect(open).toThrow(NewerSchema)
    expect(open).toThrow(words)
  })

  it('in a ledger is refused for that taxpayer, and stays as it is', async () => {
    await databases.use(nip, async ({ db }) => grow(db))
    databases.close()
    open()
    await expect(write()).rejects.toThrow(words)
    expect(databases.directory.taxpayer(nip)).not.toBeNull()
    expect(await databases.use('5265877635', async (ledger) => ledger.nip)).toBe('5265877635')
  })
})
