import { join } from 'node:path'
import { serve } from '@hono/node-server'
import Database from 'better-sqlite3'
import { Hono } from 'hono'

/**
 * The ceiling over HTTP: the same stack, one row inserted or looked up per request, no validation, no matching, no law.
 * ROWS: how many rows the tables have before.
 */

const rows = Number(process.env.ROWS ?? 0)
const db = new Database(join(process.env.DATA_DIR ?? '.', 'bare.sqlite'))
for (const pragma of ['journal_mode = WAL', 'synchronous = FULL']) db.pragma(pragma)
db.exec(`
  CREATE TABLE copies (id INTEGER PRIMARY KEY, external_id TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
  INSERT INTO copies (external_id, body) SELECT 'known-' || i, json_object('number', i, 'said', hex(zeroblob(150)))
  FROM n WHERE ${rows} > 0;`)
db.pragma('wal_checkpoint(TRUNCATE)')
const insert = db.prepare('INSERT INTO copies (external_id, body) VALUES (?, ?)')
const find = db.prepare('SELECT id, body FROM copies WHERE external_id = ?')
const app = new Hono()
app.post('/v1/taxpayers/:nip/copies', async (c) => {
  const body = await c.req.json()
  const { lastInsertRowid } = insert.run(body.externalId, JSON.stringify(body))
  return c.json({ id: Number(lastInsertRowid) }, 201)
})
app.post('/v1/taxpayers/:nip/posting-checks', async (c) => {
  const { externalId } = await c.req.json()
  return c.json(find.get(externalId))
})
const server = serve({ fetch: app.fetch, port: 0 }, ({ port }) =>
  console.error(`listens on http://localhost:${port}`),
)
process.once('SIGTERM', () => server.close(() => process.exit(0)))
