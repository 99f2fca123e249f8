import { join } from 'node:path'
import { serve } from '@hono/node-server'
import Database from 'better-sqlite3'
import { Hono } from 'hono'

/** The ceiling of a copy over HTTP: the same stack, one row per request, no validation, no matching, no law. */

const db = new Database(join(process.env.DATA_DIR ?? '.', 'bare.sqlite'))
for (const pragma of ['journal_mode = WAL', 'synchronous = FULL']) db.pragma(pragma)
db.exec(
  'CREATE TABLE copies (id INTEGER PRIMARY KEY, external_id TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT',
)
const insert = db.prepare('INSERT INTO copies (external_id, body) VALUES (?, ?)')
const app = new Hono()
app.post('/v1/taxpayers/:nip/copies', async (c) => {
  const body = await c.req.json()
  const { lastInsertRowid } = insert.run(body.externalId, JSON.stringify(body))
  return c.json({ id: Number(lastInsertRowid) }, 201)
})
const server = serve({ fetch: app.fetch, port: 0 }, ({ port }) =>
  console.error(`listens on http://localhost:${port}`),
)
process.once('SIGTERM', () => server.close(() => process.exit(0)))
