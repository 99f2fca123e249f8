import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ledgerMigrations } from '../../drizzle/ledger/migrations.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { createTestApp } from '../support/app.ts'
import { buyer, copy, ksef } from '../support/hostile.ts'

/** Ledgers from before numbers were compared that are easily written as each other get the keys for it. */

it('the migration gives purchases the keys that the service would have written', async () => {
  const stage = await createTestApp({ now: '2026-07-24T12:00:00Z' })
  const { api } = stage
  await api.putTaxpayer(buyer, { name: 'Odbiorca' })
  const numbers = ['0079/26', '0097/26', 'FV/Il0O/5', 'ŻÓŁW/１２', '- -', 'OBIS 0012', '1'.repeat(12)]
  const items = numbers.map((number, n) => copy({ number, gross: `${200 + n}.00` }))
  const { body } = await api.json('POST', `/v1/taxpayers/${buyer}/copies/batch`, { items })
  expect(body.results.every((result: { purchase?: object }) => result.purchase)).toBe(true)
  await api.importMetadata(buyer, [ksef('0709/26').metadata, ksef('FV/KSEF/1').metadata])
  const folder = join(stage.dataDir, 'ledgers')
  const db = openSqlite(join(folder, readdirSync(folder).find((name) => name.endsWith('.sqlite')) as string))
  const keys = () =>
    db
      .prepare("SELECT key, purchase FROM purchase_keys WHERE key LIKE 'mistakable:%' ORDER BY key, purchase")
      .all()
  const written = keys()
  expect(written).toHaveLength(numbers.length + 2)
  db.exec("DELETE FROM purchase_keys WHERE key LIKE 'mistakable:%'")
  db.exec(ledgerMigrations.find(({ id }) => id === '0018-mistakable-numbers')?.sql ?? '')
  expect(keys()).toEqual(written)
  db.close()
  await stage.close()
})
