import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { openSqlite } from '../src/hosts/node/sqlite.ts'
import { inserter, openLedger, takeOut } from './same-rows.ts'

/**
 * The ceiling over HTTP: the same stack, and rows inserted or looked up per request, no validation, no matching, no law.
 * With LEDGER, a ledger to which so many COPIES came after MARK, each copy inserts the rows that the service made of one.
 * Without it one row goes into a table of its own; ROWS: how many rows it has before.
 */

const { LEDGER, MARK = '', COPIES = '', ROWS = '0', DATA_DIR = '.' } = process.env
const app = LEDGER ? sameRows(LEDGER) : oneRow()

function sameRows(ledger: string): Hono {
  const db = openLedger(ledger)
  const [segment] = takeOut(db, [JSON.parse(MARK)])
  const insertNext = inserter(db, segment ?? new Map(), Number(COPIES))
  const ledgerApp = new Hono()
  let id = 0
  return ledgerApp.post('/v1/taxpayers/:nip/copies', async (c) => {
    await c.req.json()
    insertNext()
    return c.json({ id: ++id }, 201)
  })
}

function oneRow(): Hono {
  const db = openSqlite(join(DATA_DIR, 'bare.sqlite'))
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL']) db.pragma(pragma)
  db.exec(`
    CREATE TABLE copies (id INTEGER PRIMARY KEY, external_id TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
    INSERT INTO copies (external_id, body) SELECT 'known-' || i, json_object('number', i, 'said', hex(zeroblob(150)))
    FROM n WHERE ${ROWS} > 0;`)
  db.pragma('wal_checkpoint(TRUNCATE)')
  const insert = db.prepare('INSERT INTO copies (external_id, body) VALUES (?, ?)')
  const find = db.prepare('SELECT id, body FROM copies WHERE external_id = ?')
  return new Hono()
    .post('/v1/taxpayers/:nip/copies', async (c) => {
      const body = await c.req.json()
      const { lastInsertRowid } = insert.run(body.externalId, JSON.stringify(body))
      return c.json({ id: Number(lastInsertRowid) }, 201)
    })
    .post('/v1/taxpayers/:nip/posting-checks', async (c) => {
      const { externalId } = await c.req.json()
      return c.json(find.get(externalId))
    })
}

const server = serve({ fetch: app.fetch, port: 0 }, ({ port }) =>
  console.error(`listens on http://localhost:${port}`),
)
process.once('SIGTERM', () => server.close(() => process.exit(0)))
