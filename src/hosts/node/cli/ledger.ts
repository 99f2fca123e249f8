import { parseArgs } from 'node:util'
import { createClient, KsefReconcileProblem } from '../../../client/index.ts'
import { exportLedger, importLedger } from './archive.ts'
import { ArchiveError } from './archive-file.ts'

/**
 * `npm run ledger:export` and `npm run ledger:import`: the ledger of one taxpayer out of a service that runs, and into
 * one, on either host.
 */

const usage = `npm run ledger:export -- --url http://localhost:8787 --nip 9376032788 FILE
npm run ledger:import -- --url http://localhost:8787 [--adopt-outages] [--foreign] FILE
--adopt-outages: notices of outages that the service does not know are taken over, for all its taxpayers
--foreign: an archive that this service did not make is restored; its history is marked as foreign
with a key of an admin for all taxpayers in KEY, or --key`

function stopWith(message: string): never {
  console.error(message)
  process.exit(1)
}

function given() {
  try {
    const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const
    const options = { url: text, key: text, nip: text, 'adopt-outages': flag, foreign: flag } as const
    return parseArgs({ options, allowPositionals: true })
  } catch (error) {
    return stopWith(`${(error as Error).message}\n${usage}`)
  }
}

const { values, positionals } = given()
const { url = 'http://localhost:8787', key = process.env.KEY, nip } = values
const [command, path, ...more] = positionals
if (path === undefined || more.length > 0 || (command === 'export' && nip === undefined)) stopWith(usage)
if (!key) stopWith(`No key was given: set KEY.\n${usage}`)

try {
  // A limit of requests is waited for: a large ledger takes many of them.
  const client = createClient({ baseUrl: url, key, retries: 10, maxWait: 90_000, timeout: 600_000 })
  if (command === 'export') {
    const { contents, tables } = await exportLedger(client, nip as string, path, console.error)
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(`${path}: ${rows} rows of ${nip}. Contents: ${contents}`)
  } else {
    const consent = { adoptOutages: values['adopt-outages'] ?? false, foreign: values.foreign ?? false }
    const { manifest, ended } = await importLedger(client, path, console.error, consent)
    if (ended.outages > 0) console.log(`Notices of outages that were not known there: ${ended.outages}.`)
    for (const { withdrawn, ...notice } of ended.notAdopted)
      console.error(`Not taken over${withdrawn ? ' (withdrawn)' : ''}: ${JSON.stringify(notice)}`)
    for (const warning of ended.warnings) console.error(warning)
    console.log(`The ledger of ${manifest.nip} is at ${url}. Contents: ${manifest.contents}`)
    console.log(
      `If it came from another service: that one goes on synchronising and sending webhooks until the taxpayer is erased there (DELETE /operator/taxpayers/${manifest.nip}).`,
    )
  }
} catch (error) {
  if (error instanceof KsefReconcileProblem || error instanceof ArchiveError) stopWith(error.message)
  const { message, cause } = error as Error
  stopWith(cause instanceof Error ? `${message}: ${cause.message || url}` : message)
}
