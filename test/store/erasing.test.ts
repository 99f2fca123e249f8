import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Host } from '../../src/ledger/ledger.ts'
import type { Settings } from '../../src/ledger/settings.ts'
import { NodeDatabases } from '../../src/node-databases.ts'
import { readSupplier } from '../../src/store/profile.ts'

/** A taxpayer that is erased and made anew has nothing of what was there before, whenever either was cut off. */

const nip = '9376032788'
const settings = { name: 'Odbiorca' } as Settings
const at = '2026-07-24T10:00:00Z'
const host = { now: () => at, newId: () => 'id', breathe: async () => {}, due: () => {} } as unknown as Host
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

const make = () => databases.directory.putTaxpayer(nip, settings, at)
const file = () => join(folder, 'ledgers', `${nip}.sqlite`)
const remember = () =>
  databases.use(nip, async (ledger) => ledger.putSupplier('PL1', { notes: 'x' } as never, 'a'))
const remembered = () => databases.use(nip, async (ledger) => readSupplier(ledger.db, 'PL1'))

it('an erasure that was cut off before the file went is ended when the taxpayer is made anew', async () => {
  await databases.use(nip, async (ledger) => ledger.applySettings(settings, 'a'))
  await remember()
  databases.directory.removeTaxpayer(nip)
  databases.close()
  expect(existsSync(file())).toBe(true)
  databases = new NodeDatabases(folder, host)
  expect(await make()).toBe(true)
  expect(await remembered()).toBeNull()
})

it('whoever uses the ledger ends first; until then there is no such taxpayer', async () => {
  const order: string[] = []
  let made: boolean | Promise<boolean> = false
  await databases.use(nip, async () => {
    databases.directory.removeTaxpayer(nip)
    const erased = databases.erase(nip).then(() => order.push('erased'))
    made = make()
    await new Promise((resolve) => setTimeout(resolve, 20))
    // Whoever asks for the ledger once more is refused here, and so lets it go.
    expect(databases.directory.taxpayer(nip)).toBeNull()
    order.push('left')
    void erased
  })
  expect(await made).toBe(true)
  expect(order).toEqual(['left', 'erased'])
  expect(databases.directory.taxpayer(nip)).toEqual(settings)
  expect(await remembered()).toBeNull()
})

it('settings of a taxpayer that is there are replaced, and its ledger stays', async () => {
  await databases.use(nip, async (ledger) => ledger.applySettings(settings, 'a'))
  await remember()
  expect(await make()).toBe(false)
  expect(await remembered()).not.toBeNull()
})

it('two who make it at once make one', async () => {
  databases.directory.removeTaxpayer(nip)
  writeFileSync(`${file()}-wal`, 'left over')
  expect((await Promise.all([make(), make()])).sort()).toEqual([false, true])
  expect(await remembered()).toBeNull()
})
