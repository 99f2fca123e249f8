import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { codesAndScansHere } from '../../src/hosts/node/files.ts'
import { createNodeService } from '../../src/hosts/node/service.ts'
import { type FieldName, fieldNames } from '../../src/paper/reading.ts'
import { adminKey } from '../../test/support/admin-key.ts'
import { inventedOf } from './invented.ts'
import { isClassRight, type Sample, truthOf, type Verdict, verdictOn } from './truth.ts'

/**
 * `npm run bench:pdf [-- FOLDER]`: reads the pages of a folder with its `truth.json`, and counts what was read right,
 * wrong and not at all, by field, source and layout. What is wrong and called certain is counted by itself: it must be 0.
 * `--seeds=1-200` reads invented documents instead; seeds from 1001 on judge: their layouts and wordings are not looked at
 * while rules are made. `--quiet` names no mistakes.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: 'string' }, quiet: { type: 'boolean', default: false } },
})
const folder = positionals[0] ?? fileURLToPath(new URL('../../../shared/pdf', import.meta.url))
if (options.seeds === undefined && !existsSync(join(folder, 'truth.json'))) {
  console.error(`There is no truth.json in ${folder}. Name a folder of samples that has one, or seeds.`)
  process.exit(1)
}

/** A document with its truth. */
interface Judged {
  sample: Sample
  bytes: Uint8Array<ArrayBuffer>
}

function* invented(range: string): Generator<Judged> {
  const [from = 1, to = from] = range.split('-').map(Number)
  for (let seed = from; seed <= to; seed++) yield inventedOf(seed)
}
function* inFolder(files: readonly Sample[]): Generator<Judged> {
  for (const sample of files)
    if (existsSync(join(folder, sample.file)))
      yield { sample, bytes: Uint8Array.from(readFileSync(join(folder, sample.file))) }
}

interface Answer {
  document: { value: string | null; confidence: string }
  fields: Partial<Record<FieldName, { value: string; confidence: string; source: string }>>
}
type Counts = Record<Exclude<Verdict, 'forgiven'> | 'certain' | 'wrongAndCertain', number>
const none = (): Counts => ({ right: 0, wrong: 0, absent: 0, certain: 0, wrongAndCertain: 0 })
const [byField, bySource, byLayout, byScanField] = [1, 2, 3, 4].map(() => new Map<string, Counts>()) as [
  Map<string, Counts>,
  Map<string, Counts>,
  Map<string, Counts>,
  Map<string, Counts>,
]
const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-pdf-'))
const service = createNodeService({
  ...{ dataDir, adminKey, qrEnvironment: 'production', log: () => {} },
  codes: codesAndScansHere,
})
const headers = { authorization: `Bearer ${adminKey}` }
const known = new Set<string>()
const nobody = '1111111111'

async function taxpayer(nip: string): Promise<string> {
  if (!known.has(nip)) {
    const body = JSON.stringify({ name: 'Odbiorca' })
    const init = { method: 'PUT', headers: { ...headers, 'content-type': 'application/json' }, body }
    const put = await service.app.fetch(new Request(`http://bench/v1/taxpayers/${nip}`, init))
    if (put.status >= 400) throw new Error(`taxpayer ${nip}: ${put.status} ${await put.text()}`)
    known.add(nip)
  }
  return nip
}

async function read(file: string, bytes: Uint8Array<ArrayBuffer>, nip: string): Promise<Answer> {
  const form = new FormData()
  form.append('file', new Blob([bytes]), 'document')
  const url = `http://bench/v1/taxpayers/${await taxpayer(nip)}/documents/read`
  const answer = await service.app.fetch(new Request(url, { method: 'POST', headers, body: form }))
  if (answer.status !== 200) throw new Error(`${file}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Answer
}

function count(map: Map<string, Counts>, key: string, verdict: Verdict, isCertain: boolean): void {
  if (verdict === 'forgiven') return
  const counts = map.get(key) ?? none()
  map.set(key, counts)
  counts[verdict]++
  if (isCertain) counts[verdict === 'wrong' ? 'wrongAndCertain' : 'certain']++
}

const classes = { right: 0, wrong: 0 }
const [milliseconds, ofScans]: [number[], number[]] = [[], []]
const mistakes: string[] = []

async function judge({ sample, bytes }: Judged, names: readonly FieldName[]): Promise<void> {
  const buyer = sample.ours ?? sample.fields['buyer.nip'] ?? nobody
  const startedAt = performance.now()
  const answer = await read(sample.file, bytes, buyer)
  const isScan = sample.layout.startsWith('scan-')
  ;(isScan ? ofScans : milliseconds).push(performance.now() - startedAt)
  const isRight = isClassRight(sample, answer.document.value)
  if (sample.input === 'text') classes[isRight ? 'right' : 'wrong']++
  if (!isRight && sample.input === 'text')
    mistakes.push(`${sample.file}: document is ${sample.document}, read ${answer.document.value}`)
  for (const name of names) {
    const field = answer.fields[name]
    const judged = verdictOn(sample, name, field)
    // Of what is no invoice no field is asked for; none may be called certain.
    const verdict =
      sample.document === 'not-an-invoice' && field?.confidence !== 'certain' ? 'forgiven' : judged
    const isCertain = field?.confidence === 'certain'
    count(byLayout, sample.layout, verdict, isCertain)
    if (sample.input === 'text') count(byField, name, verdict, isCertain)
    if (isScan) countScan(sample, name, field)
    if (field) count(bySource, field.source, verdict, isCertain)
    if (verdict === 'wrong' || verdict === 'absent') {
      const read = field === undefined ? 'nothing' : `${field.value} (${field.confidence})`
      mistakes.push(`${sample.file}: ${name} is ${sample.fields[name] ?? 'not there'}, read ${read}`)
    }
  }
}

/** Of a scan: what a machine read of it, and called likely. What it doubts, or did not read, counts as absent. */
function countScan(sample: Sample, name: FieldName, field: Answer['fields'][FieldName]): void {
  if (sample.fields[name] === undefined || (field && field.source !== 'ocr')) return
  const told = field?.confidence === 'doubtful' ? undefined : field
  const verdict = told === undefined ? 'absent' : verdictOn(sample, name, told)
  count(byScanField, name, verdict, told?.confidence === 'certain')
}

const share = ({ right, wrong, absent }: Counts): string => {
  const all = right + wrong + absent
  return all === 0 ? '' : `${((100 * right) / all).toFixed(1)} %`
}
function print(title: string, map: ReadonlyMap<string, Counts>): void {
  console.log(`\n${title.padEnd(26)} right  wrong absent  right of all  certain  wrong and certain`)
  for (const [name, c] of [...map].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const columns = [c.right, c.wrong, c.absent].map((n) => String(n).padStart(6)).join(' ')
    console.log(
      `${name.padEnd(25)} ${columns} ${share(c).padStart(13)} ${String(c.certain).padStart(8)} ${String(c.wrongAndCertain).padStart(18)}`,
    )
  }
}

/** What a purchase is known by. */
const decisive: readonly FieldName[] = ['number', 'issueDate', 'seller.nip', 'gross']
function summed(map: ReadonlyMap<string, Counts>): Counts {
  const sum = none()
  for (const name of decisive)
    for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += map.get(name)?.[key] ?? 0
  return sum
}
const certainIn = (map: ReadonlyMap<string, Counts>): number =>
  [...map.values()].reduce((sum, { certain, wrongAndCertain }) => sum + certain + wrongAndCertain, 0)
const p95 = (times: readonly number[]): number =>
  Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0)
try {
  const { fields, files } =
    options.seeds === undefined ? truthOf(folder) : { fields: fieldNames, files: [] as Sample[] }
  const all = [...(options.seeds === undefined ? inFolder(files) : invented(options.seeds))]
  // The libraries are loaded with the first file.
  const first = all.find(({ sample }) => sample.input === 'text')
  if (first) await read(first.sample.file, first.bytes, nobody)
  for (const one of all) await judge(one, fields)
  print('field (text)', byField)
  if (byScanField.size > 0) print('field (scan, likely)', byScanField)
  print('source', bySource)
  print('layout', byLayout)
  const [sum, scans] = [summed(byField), summed(byScanField)]
  const wrongAndCertain = [...byLayout.values()].reduce((n, c) => n + c.wrongAndCertain, 0)
  console.log(`\n${all.length} documents`)
  console.log(`number, P_1, seller NIP and gross, right of all: ${share(sum)} (target 98 %)`)
  console.log(`what the document is: ${classes.right} of ${classes.right + classes.wrong} right`)
  console.log(`wrong and certain: ${wrongAndCertain} (target 0)`)
  console.log(`p95 ${p95(milliseconds)} ms a file (target 1000)`)
  if (ofScans.length > 0) {
    const likely = share({ ...scans, absent: 0 })
    const all = scans.right + scans.wrong + scans.absent
    console.log(
      `scans: of these fields ${scans.right + scans.wrong} of ${all} likely, right of those: ${likely} (target 85 %)`,
    )
    console.log(`scans: certain by what a machine read: ${certainIn(byScanField)} (target 0)`)
    console.log(`scans: p95 ${p95(ofScans)} ms a page (target 15000)`)
  }
  if (mistakes.length > 0 && !options.quiet) console.log(`\n${mistakes.join('\n')}`)
} finally {
  await service.close()
  rmSync(dataDir, { recursive: true, force: true })
}
