import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ledgerMigrations } from '../../drizzle/ledger/migrations.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { createTestApp } from '../support/app.ts'
import { buyer, copy, document } from '../support/hostile.ts'
import { metadataFor } from '../support/ksef.ts'

/** Ledgers in which numbers were compared with what nobody sees in them, and with letters of other scripts as they are. */

const migration = ledgerMigrations.find(({ id }) => id === '0021-numbers-as-read')?.sql ?? ''
const marking = migration.slice(migration.indexOf('INSERT INTO stale'))

const row = (number: string) => {
  const facts = document(number, { amounts: { net: '100.00', vat: '23.00', gross: '123.00' } })
  return metadataFor(new TextEncoder().encode(number), facts)
}

it('a ledger from before finds its purchases again under the keys of today', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  const open = () => createTestApp({ now: '2026-07-24T12:00:00Z', dataDir })
  let app = await open()
  await app.api.putTaxpayer(buyer, { name: 'Odbiorca' })
  const hidden = await app.api.postCopy(buyer, copy({ number: 'FV/00\u00ad123' }))
  const later = await app.api.postCopy(
    buyer,
    copy({ number: 'WZ/7\u200b8', issueDate: '2026-03-10', gross: '5.00' }),
  )
  const cyrillic = await app.api.postCopy(
    buyer,
    copy({ number: 'P\u041a/9', issueDate: '2026-04-10', gross: '9.00' }),
  )
  const polish = await app.api.postCopy(
    buyer,
    copy({ number: 'ŁÓDŹ/1', issueDate: '2026-05-10', gross: '7.00' }),
  )

  const folder = join(dataDir, 'ledgers')
  const db = openSqlite(join(folder, readdirSync(folder).find((name) => name.endsWith('.sqlite')) as string))
  const asBefore = (id: string, number: [string, string], near: [string, string]) => {
    const { seq } = db.prepare('SELECT seq FROM purchases WHERE id = ?').get(id) as { seq: number }
    db.prepare('UPDATE purchases SET number_key = ?, near_key = ? WHERE seq = ?').run(number[1], near[1], seq)
    db.prepare(
      "UPDATE purchase_keys SET key = replace(key, ?, ?) WHERE purchase = ? AND key GLOB 'invoice:*'",
    ).run(...number, seq)
  }
  asBefore(hidden.purchase?.id as string, ['fv|00123', 'fv|00|123'], ['FV123', 'FV0123'])
  asBefore(later.purchase?.id as string, ['wz|78', 'wz|7|8'], ['W278', 'W278'])
  asBefore(cyrillic.purchase?.id as string, ['p\u043a|9', 'p\u043a|9'], ['PK9', 'P\u041a9'])

  // The service of then did not see that these two are one: it found them under what they have in common, and parted them.
  db.exec("UPDATE purchase_keys SET key = 'then ' || key WHERE key GLOB 'mistakable:*'")
  await app.api.importMetadata(buyer, [row('FV/00123')])
  expect(await app.api.purchases(buyer)).toHaveLength(5)
  db.exec("UPDATE purchase_keys SET key = substr(key, 6), variant = variant + 1 WHERE key GLOB 'then *'")
  await app.close()

  db.exec(marking)
  const marked = db.prepare('SELECT purchase, documents_too FROM stale ORDER BY purchase').all()
  expect(marked).toEqual([1, 2, 3].map((purchase) => ({ purchase, documents_too: 1 })))
  app = await open()
  const purchases = await app.api.purchases(buyer)
  expect(purchases).toHaveLength(4)
  expect(purchases.find((p) => p.id === hidden.purchase?.id)).toMatchObject({
    status: 'reconciled',
    mergedIds: [expect.any(String)],
  })
  const keys = db
    .prepare('SELECT number_key, near_key FROM purchases WHERE merged_into IS NULL ORDER BY seq')
    .all()
  expect(keys).toEqual([
    { number_key: 'fv|00123', near_key: 'FV123' },
    { number_key: 'wz|78', near_key: 'W278' },
    { number_key: 'p\u043a|9', near_key: 'PK9' },
    { number_key: 'łódź|1', near_key: '10D21' },
  ])
  expect(db.prepare('SELECT count(*) AS n FROM stale').get()).toEqual({ n: 0 })
  const old = db
    .prepare("SELECT key FROM purchase_keys WHERE key GLOB '*|00|123' OR key GLOB '*wz|7|8'")
    .all()
  expect(old).toEqual([])
  expect(await app.api.purchase(buyer, polish.purchase?.id as string)).toEqual(polish.purchase)

  // One that was merged meanwhile has no documents of its own any more, and stays as it is.
  await app.close()
  db.exec(`INSERT INTO stale (purchase, at, actor, why, documents_too)
    SELECT seq, '2026-07-24T10:00:00Z', 'service', 'numbers are read otherwise', 1
    FROM purchases WHERE merged_into IS NOT NULL`)
  expect(db.prepare('SELECT count(*) AS n FROM stale').get()).toEqual({ n: 1 })
  app = await open()
  expect(await app.api.purchases(buyer)).toEqual(purchases)

  // What comes later meets what was found again.
  const visible = await app.api.postCopy(
    buyer,
    copy({ number: 'WZ 78', issueDate: '2026-03-10', gross: '5.00', channel: 'paper' }),
  )
  expect(visible).toMatchObject({ outcome: 'attached', purchase: { id: later.purchase?.id } })
  const latin = await app.api.postCopy(
    buyer,
    copy({ number: 'PK/9', issueDate: '2026-04-10', gross: '9.00' }),
  )
  expect(latin.outcome).toBe('review')
  await app.close()
  db.close()
  rmSync(dataDir, { recursive: true, force: true })
})
