import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type AuditRow, followed } from '../../../audit/chain.ts'
import { type ChainedEntry, followedHistory } from '../../../audit/history-chain.ts'
import { type Chain, chainStart, emptyChain } from '../../../audit/links.ts'
import { defaultLanguage } from '../../../texts/language.ts'
import { tell } from '../../../texts/tell.ts'
import { openSqlite, type SqliteFile } from '../sqlite.ts'

/**
 * `npm run verify -- DATA_DIR`: whether the audit of the directory, and the history of every ledger, is what was written,
 * row over row. It reads alone, also beside a service that runs, and a copy of the folder as well.
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

let isKnown = known === undefined || known === chainStart

/** Follows a chain through a database, row by row; stops at the first that does not fit. `what`: as it is told. */
function follow<Row extends { hash: string }>(
  what: string,
  rows: Iterable<Row>,
  followed: (chain: Chain, rows: readonly Row[]) => Chain,
): void {
  let chain = emptyChain
  for (const row of rows) {
    chain = followed(chain, [row])
    if (chain.broken !== null) stopWith(`${what} is broken. ${tell(chain.broken.why, defaultLanguage)}`)
    isKnown ||= row.hash === known
  }
  console.log(`${what} is whole: ${chain.rows} rows. The hash of the last: ${chain.head}`)
}

/** What a file says, opened for reading alone. */
function read(path: string, work: (file: SqliteFile) => void): void {
  try {
    const file = openSqlite(path, { readonly: true })
    work(file)
    file.close()
  } catch (error) {
    stopWith(`${path} cannot be read: ${(error as Error).message}`)
  }
}

function followLedger(file: SqliteFile, what: string): void {
  const columns = file.pragma('table_info(history)') as { name: string }[]
  if (!columns.some(({ name }) => name === 'hash')) {
    console.log(`${what} is no chain yet: a service of this release makes it one when it opens the ledger.`)
    return
  }
  const rows = file.prepare<[], ChainedEntry>(
    'SELECT seq, purchase, at, actor, type, cause, data, hash FROM history ORDER BY seq',
  )
  follow(what, linked(what, rows.iterate()), followedHistory)
}

/** Rows, as long as they have hashes. */
function* linked(what: string, rows: Iterable<ChainedEntry>): Generator<ChainedEntry> {
  for (const row of rows) {
    if (row.hash === null)
      stopWith(
        `${what} has no hash from row ${row.seq} on. Right after an upgrade the service has not come to it yet: let it run, and call this again. At any other time somebody removed them.`,
      )
    yield row
  }
}

read(path, (file) => {
  const rows = file.prepare<[], AuditRow>(
    'SELECT seq, at, actor, actor_name AS actorName, action, taxpayer, subject, data, hash FROM audit ORDER BY seq',
  )
  follow(`The audit of ${path}`, rows.iterate(), followed)
})
const ledgers = join(dataDir, 'ledgers')
for (const name of existsSync(ledgers) ? readdirSync(ledgers).sort() : [])
  if (/^\d{10}\.sqlite$/.test(name))
    read(join(ledgers, name), (file) => followLedger(file, `The history of ${name.slice(0, 10)}`))
if (!isKnown)
  stopWith(
    `All chains are whole, but no row has the hash ${known}: an end was cut off, or a chain was written anew.`,
  )
