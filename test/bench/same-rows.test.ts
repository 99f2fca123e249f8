import { join } from 'node:path'
import { expect, it } from 'vitest'
import { inserter, markOf, openLedger, takeOut } from '../../bench/same-rows.ts'
import type { SqliteFile } from '../../src/hosts/node/sqlite.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'

// The bench inserts a second time what the service made of a package and of copies: no more, and nothing less.

const us = nip('same rows')
const seller = { nip: nip('same rows seller'), name: 'Sprzedawca S.A.' }

const invoices = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) =>
    ksefDocument({
      seller,
      buyer: { nip: us },
      number: `FV/${from + i}`,
      issueDay: '2026-06-10',
      numberedAt: '2026-06-10T10:00:00+02:00',
      amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    }),
  )

/** Every row of every table, in an order of its own. */
function contents(file: SqliteFile): Map<string, unknown[]> {
  const names = file.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[]
  const rows = (name: string) =>
    file
      .prepare(`SELECT * FROM ${name}`)
      .all()
      .map((row) => JSON.stringify(row))
  return new Map(names.map((name) => [name, rows(name).sort()]))
}

it('what was taken out of a ledger is inserted again in as many shares as asked', async () => {
  const stage = await createTestApp({ now: '2026-07-24T12:00:00+02:00' })
  const { api } = stage
  const path = join(stage.dataDir, 'ledgers', `${us}.sqlite`)
  await api.putTaxpayer(us, { name: 'Odbiorca' })
  await api.importPackage(us, packageOf(invoices(0, 3)))
  const before = markOf(path)
  await api.importPackage(us, packageOf(invoices(3, 20)))
  const after = markOf(path)
  for (const number of ['fv 1', 'fv 5', 'other 7'])
    await api.postCopy(us, plainCopy(seller, number, { externalId: number }))
  await stage.idle()

  const file = openLedger(path)
  const stored = contents(file)
  const [imported, copied] = takeOut(file, [before, after])
  expect(imported?.get('evidence')).toHaveLength(20)
  expect(copied?.get('evidence')).toHaveLength(3)
  expect(copied?.get('external_ids')).toHaveLength(3)
  // Two copies came to purchases that were there.
  expect(copied?.get('purchases')).toHaveLength(1)
  const left = contents(file)
  expect(['evidence', 'purchases', 'documents'].map((name) => left.get(name)?.length)).toEqual([3, 3, 3])

  const insertImported = inserter(file, imported ?? new Map(), 4)
  for (let i = 1; i <= 4; i++) {
    insertImported()
    expect(file.prepare('SELECT count(*) FROM evidence').pluck().get()).toBe(3 + 5 * i)
  }
  inserter(file, copied ?? new Map(), 1)()
  expect(contents(file)).toEqual(stored)
  expect(file.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(file.pragma('foreign_key_check')).toEqual([])
  file.close()
  await stage.close()
})
