import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { NodeDatabases } from '../../src/hosts/node/databases.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { insertAttempt, listAttempts } from '../../src/store/webhooks.ts'
import { type Instant, parseInstant } from '../../src/values/instant.ts'
import { createTestApp } from '../support/app.ts'
import { at, buyer, ksef, now } from '../support/hostile.ts'

it('keeps the last thousand attempts of each webhook', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  const host = {
    now: () => parseInstant(now) as Instant,
    newId: () => 'x',
    yieldToEventLoop: async () => {},
    due: () => {},
  }
  const databases = new NodeDatabases(folder, host)
  await databases.use(buyer, async ({ db }) => {
    const attempt = { at: now, type: 'webhook.test', status: 200, error: null, ms: 1, nextMs: null }
    db.transaction(() => {
      insertAttempt(db, 2, { ...attempt, cursor: 0 })
      for (let cursor = 1; cursor <= 1010; cursor++) insertAttempt(db, 1, { ...attempt, cursor })
    })
    const kept = listAttempts(db, 1, Number.MAX_SAFE_INTEGER, 2000)
    expect([kept.length, kept[0]?.cursor, kept.at(-1)?.cursor]).toEqual([1000, 1010, 11])
    expect(listAttempts(db, 2, Number.MAX_SAFE_INTEGER, 2000)).toHaveLength(1)
  })
  databases.close()
  rmSync(folder, { recursive: true })
})

it('makes the feed durable before a cursor of it is told', async () => {
  const { api, dataDir, close } = await createTestApp({ now })
  await api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
  const file = openSqlite(join(dataDir, 'ledgers', `${buyer}.sqlite`), { readonly: true })
  for (const number of ['SYNC/1', 'SYNC/2']) {
    await api.importMetadata(buyer, [ksef(number).metadata])
    const { items } = (await api.send('GET', `${at}/changes`)).body
    expect(String(file.prepare('SELECT seq FROM changes_synced').pluck().get())).toBe(items.at(-1).cursor)
  }
  file.close()
  await close()
})
