import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { ledgerMigrations } from '../../drizzle/ledger/migrations.ts'
import { service } from '../../src/audit/chain.ts'
import { NodeDatabases } from '../../src/hosts/node/databases.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { threadedUpgrade, type Upgrade } from '../../src/hosts/node/upgrade.ts'
import { readSupplier } from '../../src/store/profile.ts'
import { bareHost } from '../support/bare-host.ts'
import { bundleThread } from '../support/process.ts'
import { asReleaseBefore, execute } from '../support/release-before.ts'

// Large ledgers of a release before are brought up to date beside the event loop.

const { script, remove } = await bundleThread('upgrade')
const inThread = threadedUpgrade(script) as Upgrade
afterAll(remove)

const [large, small, other] = ['9376032788', '5265877635', '5213017228']
const at = '2026-07-24T10:00:00Z'
const host = bareHost(at)
const everything = ledgerMigrations.map(({ id }) => id).sort()
/** The file stays as large as it was once. */
const enlarge = 'CREATE TABLE large (b BLOB); INSERT INTO large VALUES (zeroblob(9000000)); DROP TABLE large'

let folder: string
let databases: NodeDatabases
const open = (upgrade: Upgrade) => {
  databases = new NodeDatabases(folder, host, { upgrade })
}
const file = (nip: string) => join(folder, 'ledgers', `${nip}.sqlite`)
const noted = (nip: string) =>
  databases.use(nip, async ({ db }) => (readSupplier(db, 'PL1') as { notes?: string } | null)?.notes ?? null)
function applied(nip: string): unknown[] {
  const sqlite = openSqlite(file(nip), { readonly: true })
  const found = sqlite.prepare('SELECT id FROM _migrations ORDER BY id').pluck().all()
  sqlite.close()
  return found
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  open(inThread)
  for (const nip of [large, small, other]) {
    databases.directory.putTaxpayer(nip, { name: nip } as never, at, service)
    await databases.use(nip, async (ledger) =>
      ledger.putSupplier('PL1', { notes: `of ${nip}` } as never, 'a'),
    )
  }
  databases.close()
  asReleaseBefore(folder)
  execute(file(large), enlarge)
})
afterEach(() => {
  databases.close()
  rmSync(folder, { recursive: true })
})

it('others are served meanwhile, and whoever asks for it finds what was there', async () => {
  const asked: string[] = []
  let go = () => {}
  const wait = new Promise<void>((resolve) => {
    go = resolve
  })
  open(async (behind) => {
    asked.push(behind.nip)
    await wait
    await inThread(behind)
  })
  const first = noted(large)
  const second = noted(large)
  expect(await noted(small)).toBe(`of ${small}`)
  expect(applied(large)).not.toEqual(everything)
  go()
  expect(await Promise.all([first, second])).toEqual([`of ${large}`, `of ${large}`])
  expect(asked).toEqual([large])
  databases.closeIdle(0)
  expect(await noted(large)).toBe(`of ${large}`)
  expect(asked).toEqual([large])
})

it('it is the thread that changes the tables', async () => {
  let after: unknown[] = []
  open(async (behind) => {
    expect(await inThread(behind)).toBe(null)
    after = applied(large)
  })
  await noted(large)
  expect(after).toEqual(everything)
})

it('a thread that is lost keeps nobody from the ledger', async () => {
  open(() => Promise.reject(new Error('The thread ended.')))
  expect(await noted(large)).toBe(`of ${large}`)
  expect(applied(large)).toEqual(everything)
})

it('the ledger of another is refused as it is, and not changed', async () => {
  execute(file(other), enlarge)
  copyFileSync(file(other), file(large))
  const before = applied(large)
  open(inThread)
  await expect(noted(large)).rejects.toMatchObject({ code: 'ledger-of-another' })
  expect(applied(large)).toEqual(before)
})
