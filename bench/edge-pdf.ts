import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { bundleForEdge } from '../scripts/edge-bundle.ts'
import { FoundLinks } from '../src/ingest/file-codes.ts'
import { pdfReader } from '../src/ingest/pdf-codes.ts'
import { type PdfPage, pdf } from '../test/support/pdf.ts'
import { startWorkerd } from '../test/support/workerd.ts'
import { Random } from './match/random.ts'
import { peakMegabytes } from './memory.ts'
import { inventedOf } from './pdf/invented.ts'

/**
 * What reading the text of PDFs would take of a Worker: `npm run bench:edge -- pdf`. Each document is read by a process of
 * its own, so that the most memory is that of this document; beside it the same in this process.
 */

/** Pages full of words of chance, which hardly deflate: so many runs of text on each. */
function words(pages: number, runs: number): Uint8Array<ArrayBuffer> {
  const random = new Random(7)
  const word = () => Array.from({ length: 60 }, () => String.fromCharCode(random.int(48, 122))).join('')
  const run = (i: number) =>
    `1 0 0 1 ${(i * 37) % 500} ${(i * 11) % 840} Tm (${word().replaceAll(/[\\()]/g, '-')}) Tj`
  const page = (): PdfPage => ({
    content: `BT /F 6 Tf ${Array.from({ length: runs }, (_, i) => run(i)).join('\n')} ET`,
  })
  return pdf(Array.from({ length: pages }, page))
}
const labels = (count: number): Uint8Array<ArrayBuffer> => {
  const one = (i: number) => `1 0 0 1 ${(i * 37) % 590} ${(i * 91) % 840} Tm (Razem brutto ${i % 1000},00) Tj`
  return pdf([{ content: `BT /F 8 Tf ${Array.from({ length: count }, (_, i) => one(i)).join('\n')} ET` }])
}
const documents: readonly [name: string, bytes: Uint8Array<ArrayBuffer>][] = [
  ['an invoice', inventedOf(1).bytes],
  ['20 pages of text', words(20, 5200)],
  ['a page with 100,000 labels', labels(100_000)],
  ['a page that unpacks to 200 MB', pdf([{ content: ' '.repeat(200_000_000) }])],
]

const bundle = await bundleForEdge(join(import.meta.dirname, 'edge-pdf-worker.ts'))
const service = await bundleForEdge(join(import.meta.dirname, '../src/hosts/edge/worker.ts'))
const size = (script: string) =>
  `${(script.length / 2 ** 20).toFixed(1)} MB, ${(gzipSync(script, { level: 9 }).length / 2 ** 20).toFixed(2)} MB gzipped`
console.log(`the Worker     ${size(service)}`)
console.log(`the reader     ${size(bundle)}`)

const here = await pdfReader(async () => [])
const timed = async (work: () => Promise<unknown>): Promise<[ms: number, answer: unknown]> => {
  const startedAt = performance.now()
  const answer = await work().catch((error) => ({ error: String(error) }))
  return [Math.round(performance.now() - startedAt), answer]
}
for (const [name, bytes] of documents) {
  const platform = await startWorkerd(bundle, { withoutObjects: true })
  const child = Number(
    execFileSync('pgrep', ['-P', String(process.pid), 'workerd'], { encoding: 'utf8' }).trim(),
  )
  const send = (body: Uint8Array<ArrayBuffer> | null) =>
    platform
      .dispatchFetch('http://edge/', body === null ? {} : { method: 'POST', body })
      .then((answer) => answer.text())
  await send(null)
  const before = peakMegabytes(child) ?? 0
  const [first, answer] = await timed(() => send(bytes))
  const peak = peakMegabytes(child) ?? 0
  const [again] = await timed(() => send(bytes))
  await platform.dispose()
  await timed(() => here(bytes, new FoundLinks(), null))
  const [node] = await timed(() => here(bytes, new FoundLinks(), null))
  console.log(
    `${name.padEnd(30)} ${(bytes.length / 2 ** 20).toFixed(2)} MB: ${first} ms, again ${again} ms, ${Math.round(peak - before)} MB more; on Node ${node} ms; ${JSON.stringify(answer).slice(0, 120)}`,
  )
}
