import { parseArgs } from 'node:util'
import { KsefReconcileProblem } from '../../../client/index.ts'
import { say } from '../../../texts/say.ts'
import type { Said } from '../../../texts/sentence.ts'
import { thrown } from '../../../values/thrown.ts'
import { args, stopWith, words } from '../terminal.ts'
import { clientFor } from './client.ts'
import { filesBelow, type UploadTally, uploadFiles } from './upload-files.ts'

/** `npm run upload`: the documents of a folder as drafts, into a service that runs. */

const usage = say('terminal.upload.usage')

function given() {
  try {
    const text = { type: 'string' } as const
    const options = { url: text, key: text, nip: text, 'received-on': text, channel: text }
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    return stopWith(say('terminal.arguments', { why: thrown(error).message }), usage)
  }
}

const { values, positionals } = given()
const { url = 'http://localhost:8787', key = process.env.KEY, nip } = values
const [folder, ...more] = positionals
if (folder === undefined || more.length > 0 || nip === undefined) stopWith(usage)
if (!key) stopWith(say('terminal.no-key'), usage)

const told = { receivedOn: values['received-on'], channel: values.channel }
try {
  const client = clientFor(url, key)
  const files = filesBelow(folder)
  const tally = await uploadFiles(client, nip, files, told, process.stderr.isTTY ? bar : () => {})
  if (process.stderr.isTTY) process.stderr.write('\n')
  console.log(table(tally))
  if (tally.failed.length > 0) process.exitCode = 1
} catch (error) {
  if (error instanceof KsefReconcileProblem) stopWith(error.message)
  stopWith(thrown(error).message)
}

const width = 30
function bar(done: number, all: number): void {
  const filled = all === 0 ? width : Math.floor((done / all) * width)
  process.stderr.write(
    `\r[${'#'.repeat(filled)}${' '.repeat(width - filled)}] ${words(say('terminal.upload.progress', { done, all }))}`,
  )
}

function table({ kept, known, copies, other, failed }: UploadTally): string {
  const rows: [Said, number][] = [
    [say('terminal.upload.kept'), kept],
    [say('terminal.upload.copies'), copies],
    [say('terminal.upload.known'), known],
    [say('terminal.upload.other'), other.length],
    [say('terminal.upload.failed'), failed.length],
  ]
  const lines = rows.map(([what, count]) => `${words(what).padEnd(24)}${String(count).padStart(6)}`)
  return [...lines, ...failed.map(({ path, why }) => `${path}: ${why}`)].join('\n')
}
