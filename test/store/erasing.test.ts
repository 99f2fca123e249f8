import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { service } from '../../src/audit/chain.ts'
import { NodeDatabases } from '../../src/hosts/node/databases.ts'
import type { Host } from '../../src/ledger/ledger.ts'
import { readSupplier } from '../../src/store/profile.ts'
import type { Settings } from '../../src/store/settings.ts'

/** A taxpayer that is erased and made anew has nothing of what was there before, whenever either was cut off. */

const nip = '9376032788'
const settings = { name: 'Odbiorca' } as Settings
const at = '2026-07-24T10:00:00Z'
const host = {
  now: () => at,
  newId: () => 'id',
  yieldToEventLoop: async () => {},
  due: () => {},
} as unknown as Host
let folder: string
let databases: NodeDatabases
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-erasing-'))
  databases = new NodeDatabases(folder, host)
  await make()
})
afterEach(() => {
  databases.close()
  rmSync(folder, { recursive: true, force: true })
})

const make = () => databases.directory.putTaxpayer(nip, settings, at, service)
const file = () => join(folder, 'ledgers', `${nip}.sqlite`)
const remember = () =>
  databases.use(nip, async (ledger) => ledger.putSupplier('PL1', { notes: 'x' } as never, 'a'))
const remembered = () => databases.use(nip, async (ledger) => readSupplier(ledger.db, 'PL1'))

it('an erasure that was cut off before the file went is ended at the next start', async () => {
  await remember()
  databases.directory.removeTaxpayer(nip, { actor: service, at })
  databases.close()
  expect(existsSync(file())).toBe(true)
  databases = new NodeDatabases(folder, host)
  expect(existsSync(file())).toBe(false)
  expect(await make()).toBe(true)
  expect(await remembered()).toBeNull()
})

it('whoever uses the ledger ends first; until then nobody makes it anew, and nobody waits for himself', async () => {
  let erased = Promise.resolve()
  await databases.use(nip, async () => {
    databases.directory.removeTaxpayer(nip, { actor: service, at })
    erased = databases.erase(nip)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await make()).toBeNull()
    expect(databases.directory.taxpayer(nip)).toBeNull()
  })
  await erased
  expect(await make()).toBe(true)
  expect(await remembered()).toBeNull()
})

it('settings of a taxpayer that is there are replaced, and its ledger stays', async () => {
  await remember()
  expect(await make()).toBe(false)
  expect(await remembered()).not.toBeNull()
})

it('the file of a taxpayer that the directory has forgotten is kept: nobody erased it', async () => {
  await remember()
  databases.directory.db.run(sql`DELETE FROM taxpayers`)
  expect(await make()).toBe(true)
  expect(await remembered()).not.toBeNull()
})
