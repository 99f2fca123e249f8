import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ledgerMigrations } from '../../drizzle/ledger/migrations.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { createTestApp } from '../support/app.ts'
import { unfoldRows } from '../support/database.ts'
import { buyer, copy, ksef } from '../support/hostile.ts'

/** Ledgers made before there were columns that repeat verdicts are filled as the service writes them. */

it('migrations fill a ledger with what the service would have written', async () => {
  const stage = await createTestApp({ now: '2026-12-01T12:00:00Z' })
  const { api } = stage
  await api.putTaxpayer(buyer, { name: 'Odbiorca' })
  await api.postOutage({ kind: 'failure', start: '2026-06-29', end: null })
  await api.postOutage({ kind: 'total-failure', start: '2026-03-02', end: '2026-03-03' })
  const items = [
    copy({ number: 'OFFLINE', document: 'offline-invoice', gross: '124.00' }),
    copy({ number: 'OPEN', document: 'offline-invoice', gross: '125.00', issueDate: '2026-06-29' }),
    copy({ number: 'TOTAL', document: 'offline-invoice', gross: '126.00', issueDate: '2026-03-02' }),
    copy({ number: 'PLAIN', gross: '127.00' }),
    copy({ number: 'RECEIPT', document: 'not-an-invoice', gross: '128.00' }),
    copy({ number: 'PRINT', document: 'numbered-visualisation', gross: '129.00' }),
    copy({ number: 'EXEMPT', net: '130.00', vat: '0.00', gross: '130.00' }),
    copy({ number: 'LATER', document: 'offline-invoice', gross: '131.00' }),
    copy({ number: 'ONLINE', gross: '132.00', receivedOn: '2026-06-10' }),
  ]
  await api.json('POST', `/v1/taxpayers/${buyer}/copies/batch`, { items })
  await api.putSupplier(buyer, '5265877635', { ksefDuty: [{ status: 'obliged', from: '2026-02-01' }] })
  const late = { amounts: { net: '100.00', vat: '31.00' }, numberedAt: '2026-07-01T10:00:00+02:00' }
  await api.importMetadata(buyer, [ksef('LATER', { more: late }).metadata, ksef('KNOWN').metadata])
  const folder = join(stage.dataDir, 'ledgers')
  const db = openSqlite(join(folder, readdirSync(folder).find((name) => name.endsWith('.sqlite')) as string))
  const read = () =>
    db
      .prepare(`SELECT number, awaiting, awaiting_from, awaiting_until, nowhere, kind, net, yardstick, unsettled, number_duty
        FROM purchases ORDER BY seq`)
      .all()
  const written = read()
  expect(new Set(written.map((row) => (row as { awaiting: string | null }).awaiting))).toEqual(
    new Set(['due', 'possible', null]),
  )
  unfoldRows(db)
  db.exec(`UPDATE purchases SET awaiting = NULL, awaiting_from = NULL, awaiting_until = NULL, nowhere = NULL,
    kind = NULL, net = NULL, yardstick = NULL, unsettled = 0, number_duty = NULL`)
  for (const { sql } of ledgerMigrations.filter(({ id }) =>
    ['0009-awaiting', '0039_folded_rows'].includes(id),
  ))
    for (const statement of sql.split(/;\s*\n/)) if (/^\s*UPDATE/.test(statement)) db.exec(statement)
  expect(read()).toEqual(written)
  db.close()
  await stage.close()
})
