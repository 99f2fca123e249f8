import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type AuditRow, followed } from '../../../audit/chain.ts'
import { type ChainedEntry, followedHistory } from '../../../audit/history-chain.ts'
import { type Chain, chainStart, emptyChain } from '../../../audit/links.ts'
import { say } from '../../../texts/say.ts'
import type { Said } from '../../../texts/sentence.ts'
import { thrown } from '../../../values/thrown.ts'
import { openSqlite, type SqliteFile } from '../sqlite.ts'
import { args, stopWith, words } from '../terminal.ts'

/**
 * `npm run verify -- DATA_DIR`: whether the audit of the directory, and the history of every ledger, is what was written,
 * row over row. It reads alone, also beside a service that runs, and a copy of the folder as well.
 */

const usage = say('terminal.verify.usage')

function given() {
  try {
    return parseArgs({ args, options: { known: { type: 'string' } } as const, allowPositionals: true })
  } catch (error) {
    return stopWith(say('terminal.arguments', { why: thrown(error).message }), usage)
  }
}

const {
  values: { known },
  positionals: [dataDir, ...more],
} = given()
if (dataDir === undefined || more.length > 0) stopWith(usage)
const path = join(dataDir, 'directory.sqlite')
if (!existsSync(path)) stopWith(say('terminal.verify.no-data', { path }), usage)

let isKnown = known === undefined || known === chainStart

/** Follows a chain through a database, row by row; stops at the first that does not fit. `what`: as it is told. */
function follow<Row extends { hash: string }>(
  what: Said,
  rows: Iterable<Row>,
  followed: (chain: Chain, rows: readonly Row[]) => Chain,
): void {
  let chain = emptyChain
  for (const row of rows) {
    chain = followed(chain, [row])
    if (chain.broken !== null) stopWith(say('terminal.verify.broken', { what, why: chain.broken.why }))
    isKnown ||= row.hash === known
  }
  console.log(words(say('terminal.verify.whole', { what, rows: chain.rows, head: chain.head })))
}

/** What a file says, opened for reading alone. */
function read(path: string, work: (file: SqliteFile) => void): void {
  try {
    const file = openSqlite(path, { readonly: true })
    work(file)
    file.close()
  } catch (error) {
    stopWith(say('terminal.verify.unreadable', { path, why: thrown(error).message }))
  }
}

function followLedger(file: SqliteFile, what: Said): void {
  const columns = file.prepare("SELECT name FROM pragma_table_info('history')").pluck().all()
  if (!columns.includes('hash')) {
    console.log(words(say('terminal.verify.no-chain', { what })))
    return
  }
  const rows = file.prepare<[], ChainedEntry>(
    'SELECT seq, purchase, at, actor, type, cause, data, hash FROM history ORDER BY seq',
  )
  follow(what, linked(what, rows.iterate()), followedHistory)
}

/** Rows, as long as they have hashes. */
function* linked(what: Said, rows: Iterable<ChainedEntry>): Generator<ChainedEntry> {
  for (const row of rows) {
    if (row.hash === null) stopWith(say('terminal.verify.no-hash', { what, seq: row.seq }))
    yield row
  }
}

read(path, (file) => {
  const rows = file.prepare<[], AuditRow>(
    'SELECT seq, at, actor, actor_name AS actorName, action, taxpayer, subject, data, hash FROM audit ORDER BY seq',
  )
  follow(say('terminal.verify.audit', { path }), rows.iterate(), followed)
})
const ledgers = join(dataDir, 'ledgers')
for (const name of existsSync(ledgers) ? readdirSync(ledgers).sort() : [])
  if (/^\d{10}\.sqlite$/.test(name))
    read(join(ledgers, name), (file) =>
      followLedger(file, say('terminal.verify.history', { nip: name.slice(0, 10) })),
    )
if (!isKnown) stopWith(say('terminal.verify.cut', { hash: String(known) }))
