import { spawnSync } from 'node:child_process'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buyerNip } from './invoices.ts'
import { type Call, callAll, columns, figure, machine, median, quantile, seconds } from './measure.ts'
import { copyBodies, drawn, GrowingLedger, type Known } from './scale-invoices.ts'
import { connections, Service, Workshop } from './service.ts'

const usage = '[--sizes=10000,100000,1000000] [--seed=1] [--json] [--dir=FOLDER]'

const packageSize = 10_000
const asked = 1_000
const home = `/v1/taxpayers/${buyerNip}`
const month = '2026-05'

/** Figures of one size by name; null where something cannot be measured here. */
type Figures = Record<string, number | null>

/** What is called how often, and under which name its waits are told. */
type Question = [name: string, calls: Call[]]

interface Stage {
  workshop: Workshop
  dataDir: string
  bareDir: string
  ledger: GrowingLedger
  seed: number
}

/** Fills one ledger through the service and measures at each size what grows with it, beside the ceilings of that size. */
export async function benchScale(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      sizes: { type: 'string', default: '10000,100000,1000000' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      dir: { type: 'string' },
    },
  })
  const sizes = values.sizes.split(',').map(Number)
  if (sizes.some((size, i) => !(size % packageSize === 0 && size > (sizes[i - 1] ?? 0))))
    throw new Error(`Sizes are growing multiples of ${packageSize}. Usage: ${usage}`)
  const workshop = new Workshop()
  const seed = Number(values.seed)
  try {
    await workshop.build()
    const [dataDir, bareDir] = [values.dir ?? workshop.newFolder(), workshop.newFolder()]
    const stage: Stage = { workshop, dataDir, bareDir, ledger: new GrowingLedger(seed), seed }
    const measured: [size: number, figures: Figures][] = []
    let size = 0
    for (const next of sizes) {
      await fill(stage, size, next - packageSize, !values.json)
      measured.push([next, await measure(stage, next)])
      size = next
    }
    const command = `npm run bench -- scale --sizes=${values.sizes} --seed=${seed}`
    if (values.json) console.log(JSON.stringify({ command, machine: machine(), measured }, null, 2))
    else report(command, measured)
  } finally {
    workshop.remove()
  }
}

/** Imports packages until the ledger has so many invoices. */
async function fill({ workshop, dataDir, ledger }: Stage, from: number, to: number, say: boolean) {
  if (from === to) return
  const service = await Service.start(workshop, { dataDir })
  const agent = connections(1)
  for (let size = from; size < to; size += packageSize) {
    if (say) process.stderr.write(`${size} of ${to} ...\r`)
    if (size === 0) await createTaxpayer(service)
    await importPackage(service, ledger.package(packageSize), packageSize)
  }
  agent.destroy()
  await service.stop()
}

async function call(service: Service, method: string, path: string, body?: Uint8Array | string) {
  const agent = connections(1)
  const type = body instanceof Uint8Array ? 'application/zip' : 'application/json'
  const answer = await service.call(agent, method, path, body, { 'content-type': type })
  agent.destroy()
  return JSON.parse(answer.body)
}

const createTaxpayer = (service: Service) =>
  call(service, 'PUT', home, JSON.stringify({ name: 'Odbiorca Testowy sp. z o.o.' }))

async function importPackage(service: Service, zip: Uint8Array, size: number, known = 0): Promise<void> {
  const result = await call(service, 'POST', `${home}/ksef/imports`, zip)
  if (result.received !== size || result.unchanged !== known || result.quarantined > 0)
    throw new Error(`The import said ${JSON.stringify(result)}`)
}

/**
 * Everything at one size. Two packages make it full: during the first somebody asks for /health, the second is the
 * import that is measured, with nobody in its way.
 */
async function measure(stage: Stage, size: number): Promise<Figures> {
  const { workshop, dataDir, ledger } = stage
  const half = packageSize / 2
  const halves = [ledger.package(half), ledger.package(half)] as const
  const figures = await ceilings(stage, size, halves)
  const startedAt = performance.now()
  const service = await Service.start(workshop, { dataDir })
  if (size === packageSize) await createTaxpayer(service)
  await call(service, 'GET', `${home}/purchases?limit=1`)
  figures.start = performance.now() - startedAt
  try {
    const [first, second] = halves
    const { waits } = await service.whileAskingHealth(() => importPackage(service, first, half))
    figures['import, longest wait'] = Math.max(...waits)
    figures['import per s'] = half / (await seconds(() => importPackage(service, second, half)))
    figures['again per s'] = half / (await seconds(() => importPackage(service, second, half, half)))
    figures.megabytes = service.peak
    figures['KB per invoice'] = statSync(join(dataDir, 'ledgers', `${buyerNip}.sqlite`)).size / 1024 / size
    // What was imported is still on its way to the disk, and whoever asks now would wait for that.
    spawnSync('sync')
    for (const [name, calls] of await questions(service, stage, size))
      await ask(service, name, calls, figures)
    await ask(service, 'copy', copyCalls(ledger.known, asked, stage.seed + size, 'SEQ'), figures)
    const copies = copyCalls(ledger.known, 2 * asked, stage.seed + size + 1, 'PARALLEL')
    figures['copies, 16 connections'] = (await callAll(service, copies, 16)).perSecond
    figures['megabytes at last'] = service.peak
  } finally {
    await service.stop()
  }
  return figures
}

const copyCalls = (known: readonly Known[], count: number, seed: number, label: string): Call[] =>
  copyBodies(known, count, seed, label).map((body) => ({ method: 'POST', path: `${home}/copies`, body }))

async function ask(service: Service, name: string, calls: Call[], figures: Figures): Promise<void> {
  const { waits } = await callAll(service, calls, 1)
  figures[`${name}, p50`] = median(waits)
  figures[`${name}, p99`] = quantile(waits, 0.99)
}

/** The same work without the service: a bare import into a table of this size, a row inserted or looked up over HTTP. */
async function ceilings(
  { workshop, bareDir, ledger, seed }: Stage,
  size: number,
  halves: readonly Uint8Array[],
): Promise<Figures> {
  const paths = halves.map((zip, i) => {
    const path = join(workshop.folder, `half-${i}.zip`)
    writeFileSync(path, zip)
    return path
  })
  const { imports } = await workshop.run<{ imports: { seconds: number }[] }>('bare-import.js', [
    bareDir,
    String(size - packageSize),
    ...paths,
  ])
  const figures: Figures = { 'bare import per s': packageSize / 2 / (imports[1]?.seconds ?? Number.NaN) }
  const service = await Service.start(workshop, { bundle: 'bare-http.js', env: { ROWS: String(size) } })
  try {
    const numbers = drawn(
      Array.from({ length: 4 * asked }, (_, i) => 1 + Math.floor((i * size) / (4 * asked))),
      asked,
      seed,
    )
    const lookUps = numbers.map((n) => check({ externalId: `known-${n}` }))
    await ask(service, 'bare look-up', lookUps, figures)
    await ask(service, 'bare insert', copyCalls(ledger.known, asked, seed, 'SEQ'), figures)
    const copies = copyCalls(ledger.known, 2 * asked, seed, 'PARALLEL')
    figures['bare inserts, 16 connections'] = (await callAll(service, copies, 16)).perSecond
  } finally {
    await service.stop()
  }
  return figures
}

const check = (body: object): Call => ({
  method: 'POST',
  path: `${home}/posting-checks`,
  body: JSON.stringify(body),
})

/** Questions about invoices of all ages, and the pages that people look at. */
async function questions(service: Service, { ledger, seed }: Stage, size: number): Promise<Question[]> {
  const known = drawn(ledger.known, asked, seed)
  const ofLargest = drawn(
    ledger.known.filter((k) => k.ofLargest),
    asked,
    seed,
  )
  const byNumber = ({ sellerNip, number }: Known) => check({ seller: { nip: sellerNip }, number })
  const byAll = ({ sellerNip, number, issueDay, gross }: Known) =>
    check({ seller: { nip: sellerNip }, number, issueDate: issueDay, gross })
  const ids: string[] = []
  for (const { ksefNumber } of known.slice(0, 200))
    ids.push(
      (await call(service, 'POST', `${home}/posting-checks`, JSON.stringify({ ksefNumber }))).purchaseId,
    )
  const get = (path: string): Call => ({ method: 'GET', path: `${home}${path}` })
  const often = (path: string) => Array.from({ length: asked / 10 }, () => get(path))
  const middle = Math.floor(size / 2)
  return [
    ['check by KSeF number', known.map(({ ksefNumber }) => check({ ksefNumber }))],
    ['check by seller, number', known.map(byNumber)],
    ['check by seller, number, day, gross', known.map(byAll)],
    ['check, largest seller', ofLargest.map(byNumber)],
    ['check, unknown number', known.map((k) => byNumber({ ...k, number: `${k.number}/X` }))],
    ['purchase', ids.map((id) => get(`/purchases/${id}`))],
    ['candidates', ids.map((id) => get(`/purchases/${id}/candidates`))],
    ['register, first page', often(`/register/${month}?limit=100`)],
    ['register, middle page', often(`/register/${month}?limit=100&cursor=${await middleOfMonth(service)}`)],
    ['purchases, first page', often('/purchases?limit=100')],
    ['purchases, middle page', often(`/purchases?limit=100&cursor=${middle}`)],
    ['purchases of largest seller', often(`/purchases?limit=100&seller=${ledger.largestSeller}`)],
    [
      'purchases received on a day',
      often('/purchases?limit=100&receivedFrom=2026-05-11&receivedTo=2026-05-11'),
    ],
    ['purchases that await KSeF', often('/purchases?limit=100&status=awaiting-ksef')],
    ['findings, first page', often('/findings?limit=100')],
    ['awaited numbers', often('/awaiting?limit=100')],
    ['changes, middle page', often(`/changes?limit=100&cursor=${middle}`)],
    ['month check', often(`/register/${month}/check`).slice(0, 20)],
  ]
}

/** The cursor in the middle of the month. */
async function middleOfMonth(service: Service): Promise<string> {
  const { totals } = await call(service, 'GET', `${home}/register/${month}?limit=1`)
  const half = Math.floor(totals.rows / 2)
  let cursor = '0'
  for (let passed = 0; passed < half; passed += 1_000) {
    const limit = Math.min(1_000, half - passed)
    cursor = (await call(service, 'GET', `${home}/register/${month}?limit=${limit}&cursor=${cursor}`)).next
  }
  return cursor
}

/** A row for each figure: its value at each size, how it grew, its ceiling at the last size, and its target. */
function report(command: string, measured: readonly [number, Figures][]): void {
  const [[firstSize, first], [lastSize, last]] = [measured[0], measured.at(-1)] as [
    [number, Figures],
    [number, Figures],
  ]
  const growth = (name: string): number => (last[name] ?? Number.NaN) / (first[name] ?? Number.NaN)
  const rows = Object.keys(last).map((name) => {
    const { ceiling, ratio } = againstCeiling(name, last)
    return [
      name,
      ...measured.map(([, f]) => figure(f[name] ?? null)),
      figure(growth(name)),
      ceiling,
      ratio,
      target(name, growth(name), last),
    ]
  })
  const { cores, cpu, platform, node } = machine()
  const sizes = measured.map(([size]) => size.toLocaleString('en'))
  const head = ['ms, unless said otherwise', ...sizes, 'growth', 'ceiling', 'of it', '']
  console.log(`${cores} cores (${cpu}), ${platform}, Node ${node}
${command}
growth: ${lastSize.toLocaleString('en')} against ${firstSize.toLocaleString('en')}; ceiling: in the same run at ${lastSize.toLocaleString('en')}

${columns([head, ...rows])}`)
}

/** Which ceiling stands beside a figure: rates as a share of it, waits as a multiple. */
function againstCeiling(name: string, figures: Figures): { ceiling: string; ratio: string } {
  const rates: Record<string, string> = {
    'import per s': 'bare import per s',
    'copies, 16 connections': 'bare inserts, 16 connections',
  }
  const beside = /^(copy|check|purchase)\b.*(p50|p99)$/.exec(name)
  const bare = rates[name] ?? (beside && `bare ${beside[1] === 'copy' ? 'insert' : 'look-up'}, ${beside[2]}`)
  if (!bare) return { ceiling: '', ratio: '' }
  const [value, ceiling] = [figures[name] ?? Number.NaN, figures[bare] ?? Number.NaN]
  const ratio = rates[name] ? `${Math.round((100 * value) / ceiling)} %` : `${figure(value / ceiling)} x`
  return { ceiling: figure(ceiling), ratio }
}

function target(name: string, growth: number, figures: Figures): string {
  const said = (met: boolean, what: string) => `target ${what}: ${met ? 'met' : 'MISSED'}`
  if (/^check.*p99$/.test(name)) return said(growth <= 2, 'growth 2')
  if (name === 'import per s')
    return said((figures[name] ?? 0) >= (figures['bare import per s'] ?? 0) / 2, '50 %')
  return ''
}
