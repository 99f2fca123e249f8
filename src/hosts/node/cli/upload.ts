import { parseArgs } from 'node:util'
import { createClient, KsefReconcileProblem } from '../../../client/index.ts'
import { filesBelow, type UploadTally, uploadFiles } from './upload-files.ts'

/** `npm run upload`: the documents of a folder as drafts, into a service that runs. */

const usage = `npm run upload -- DIR --nip 9376032788 [--url http://localhost:8787] [--received-on 2026-07-02] [--channel email]
PDF, XML, PNG and JPEG below DIR become drafts. Cut off, it may be started again: what is there already is not sent twice.
with a key that may send documents in KEY, or --key`

function stopWith(message: string): never {
  console.error(message)
  process.exit(1)
}

function given() {
  try {
    const text = { type: 'string' } as const
    const options = { url: text, key: text, nip: text, 'received-on': text, channel: text }
    return parseArgs({ options, allowPositionals: true })
  } catch (error) {
    return stopWith(`${(error as Error).message}\n${usage}`)
  }
}

const { values, positionals } = given()
const { url = 'http://localhost:8787', key = process.env.KEY, nip } = values
const [folder, ...more] = positionals
if (folder === undefined || more.length > 0 || nip === undefined) stopWith(usage)
if (!key) stopWith(`No key was given: set KEY.\n${usage}`)

const told = { receivedOn: values['received-on'], channel: values.channel }
try {
  const client = createClient({ baseUrl: url, key, retries: 10, maxWait: 90_000, timeout: 600_000 })
  const files = filesBelow(folder)
  const tally = await uploadFiles(client, nip, files, told, process.stderr.isTTY ? bar : () => {})
  if (process.stderr.isTTY) process.stderr.write('\n')
  console.log(table(tally))
  if (tally.failed.length > 0) process.exitCode = 1
} catch (error) {
  if (error instanceof KsefReconcileProblem) stopWith(error.message)
  stopWith((error as Error).message)
}

const width = 30
function bar(done: number, all: number): void {
  const filled = all === 0 ? width : Math.floor((done / all) * width)
  process.stderr.write(`\r[${'#'.repeat(filled)}${' '.repeat(width - filled)}] ${done} of ${all}`)
}

function table({ kept, known, copies, other, failed }: UploadTally): string {
  const rows: [string, number][] = [
    ['new drafts', kept],
    ['copies at once', copies],
    ['known already', known],
    ['other files, left out', other.length],
    ['failed', failed.length],
  ]
  const lines = rows.map(([what, count]) => `${what.padEnd(24)}${String(count).padStart(6)}`)
  return [...lines, ...failed.map(({ path, why }) => `${path}: ${why}`)].join('\n')
}
