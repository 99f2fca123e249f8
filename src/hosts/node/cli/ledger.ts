import { parseArgs } from 'node:util'
import { KsefReconcileProblem } from '../../../client/index.ts'
import { say } from '../../../texts/say.ts'
import type { Said } from '../../../texts/sentence.ts'
import { present } from '../../../values/present.ts'
import { propertyOf } from '../../../values/record.ts'
import { sentenceOf } from '../../../values/refusal.ts'
import { thrown } from '../../../values/thrown.ts'
import { args, stopWith, words } from '../terminal.ts'
import { exportLedger, importLedger } from './archive.ts'
import { ArchiveError } from './archive-file.ts'
import { clientFor } from './client.ts'

/**
 * `npm run ledger:export` and `npm run ledger:import`: the ledger of one taxpayer out of a service that runs, and into
 * one, on either host.
 */

const usage = [say('terminal.ledger.usage'), say('terminal.ledger.options')]

function given() {
  try {
    const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const
    const options = { url: text, key: text, nip: text, 'adopt-outages': flag, foreign: flag } as const
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    return stopWith(say('terminal.arguments', { why: thrown(error).message }), ...usage)
  }
}

const { values, positionals } = given()
const { url = 'http://localhost:8787', key = process.env.KEY, nip } = values
const [command, path, ...more] = positionals
if (path === undefined || more.length > 0 || (command === 'export' && nip === undefined)) stopWith(...usage)
if (!key) stopWith(say('terminal.no-key'), ...usage)

try {
  const client = clientFor(url, key)
  const report = (line: Said) => console.error(words(line))
  if (command === 'export') {
    const { contents, tables } = await exportLedger(client, present(nip), path, report)
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(words(say('terminal.ledger.exported', { path, rows, nip: present(nip), contents })))
  } else {
    const consent = { adoptOutages: values['adopt-outages'] ?? false, foreign: values.foreign ?? false }
    const { manifest, ended } = await importLedger(client, path, report, consent)
    if (ended.outages > 0) console.log(words(say('terminal.ledger.outages', { count: ended.outages })))
    for (const { withdrawn, ...notice } of ended.notAdopted)
      report(say('terminal.ledger.not-adopted', { notice: JSON.stringify(notice), withdrawn }))
    for (const warning of ended.warnings) console.error(warning)
    const { nip: whose, contents } = manifest
    console.log(words(say('terminal.ledger.imported', { nip: whose, url, contents })))
    console.log(words(say('terminal.ledger.goes-on', { nip: whose })))
  }
} catch (error) {
  if (error instanceof KsefReconcileProblem || error instanceof ArchiveError) stopWith(sentenceOf(error))
  const cause = propertyOf(error, 'cause')
  const { message } = thrown(error)
  stopWith(cause instanceof Error ? `${message}: ${cause.message || url}` : message)
}
