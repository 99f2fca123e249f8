import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type AuditRow, chainStart, emptyChain, followed } from '../../../audit/chain.ts'
import { openSqlite } from '../sqlite.ts'

/**
 * `npm run verify -- DATA_DIR`: whether the audit of a directory is what was written, row over row. It reads alone, also
 * beside a service that runs, and a copy of the folder as well.
 */

const usage = `npm run verify -- DATA_DIR [--known HASH]
HASH: of a row that was seen earlier, as GET /v1/audit shows it or this command printed it; it must still be there`

function stopWith(message: string): never {
  console.error(message)
  process.exit(1)
}

function given() {
  try {
    return parseArgs({ options: { known: { type: 'string' } } as const, allowPositionals: true })
  } catch (error) {
    return stopWith(`${(error as Error).message}\n${usage}`)
  }
}

const {
  values: { known },
  positionals: [dataDir, ...more],
} = given()
if (dataDir === undefined || more.length > 0) stopWith(usage)
const path = join(dataDir, 'directory.sqlite')
if (!existsSync(path)) stopWith(`There is no ${path}. Give the DATA_DIR of a service.\n${usage}`)

try {
  const file = openSqlite(path, { readonly: true })
  const rows = file.prepare<[], AuditRow>(
    'SELECT seq, at, actor, actor_name AS actorName, action, taxpayer, subject, data, hash FROM audit ORDER BY seq',
  )
  let chain = emptyChain
  let isKnown = known === undefined || known === chainStart
  for (const row of rows.iterate()) {
    chain = followed(chain, [row])
    if (chain.broken !== null) stopWith(`The audit of ${path} is broken. ${chain.broken.why}`)
    isKnown ||= row.hash === known
  }
  file.close()
  if (!isKnown)
    stopWith(
      `The audit of ${path} is whole, but no row has the hash ${known}: its end was cut off, or it was written anew.`,
    )
  console.log(`The audit of ${path} is whole: ${chain.rows} rows. The hash of the last: ${chain.head}`)
} catch (error) {
  stopWith(`${path} cannot be read: ${(error as Error).message}`)
}
