import { writeFileSync } from 'node:fs'
import type { Agent } from 'node:http'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { BareLedger } from './bare-ledger.ts'
import type { BareImports } from './bare-package.ts'
import { buyerNip, copies, generate, type Package } from './invoices.ts'
import { lines, whole, withShares } from './lines.ts'
import { columns, type Figures, machine, median, quantile, seconds } from './measure.ts'
import { readProfile } from './profile.ts'
import { measureRegister } from './register.ts'
import { type Mark, markOf } from './same-rows.ts'
import { connections, Service, Workshop } from './service.ts'

/** `npm run bench -- [--runs=3] [--count=10000] [--seed=1] [--json] [--profile=import|reimport|metadata|copies]` */

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
})
const [runs, count, seed] = [Number(options.runs), Number(options.count), Number(options.seed)]
const home = `/v1/taxpayers/${buyerNip}`
const month = '2026-03'
const sequentialCopies = 1_000
const parallelCopies = 4_000
/** Before copies are measured: throughput is that of a service that runs, not of one that has just begun. */
const copiesToWarmUp = 8_000

function health(prefix: string, waits: readonly number[]): Figures {
  return {
    [`${prefix}HealthP50`]: median(waits),
    [`${prefix}HealthP99`]: quantile(waits, 0.99),
    [`${prefix}HealthMax`]: Math.max(...waits),
  }
}

async function newTaxpayer(service: Service, agent: Agent): Promise<void> {
  const body = JSON.stringify({ name: 'Odbiorca Testowy sp. z o.o.' })
  await service.call(agent, 'PUT', home, body, { 'content-type': 'application/json' })
}

type Counted = Record<'received' | 'new' | 'attached' | 'unchanged' | 'review' | 'quarantined', number>

async function importZip(service: Service, agent: Agent, pack: Package): Promise<Counted> {
  const headers = { 'content-type': 'application/zip' }
  const { body } = await service.call(agent, 'POST', `${home}/ksef/imports`, pack.zip, headers)
  const result = JSON.parse(body) as Counted
  if (result.received !== count || result.quarantined > 0) throw new Error(`The import said ${body}`)
  return result
}

async function importRows(service: Service, agent: Agent, pack: Package): Promise<void> {
  // Bodies of JSON may have 10 MB.
  for (let from = 0; from < count; from += 5_000) {
    const invoices = pack.invoices.slice(from, from + 5_000).map(({ metadata }) => metadata)
    const headers = { 'content-type': 'application/json' }
    await service.call(agent, 'POST', `${home}/ksef/imports`, JSON.stringify({ invoices }), headers)
  }
}

/** Posts copies over so many connections; answers copies a second and the median wait in ms. */
async function postCopies(service: Service, bodies: string[], parallel: number) {
  const agent = connections(parallel)
  const headers = { 'content-type': 'application/json' }
  const waits: number[] = []
  let next = 0
  const one = async () => {
    while (next < bodies.length) {
      const body = bodies[next++]
      waits.push(await seconds(() => service.call(agent, 'POST', `${home}/copies`, body, headers)))
    }
  }
  const time = await seconds(() => Promise.all(Array.from({ length: parallel }, one)))
  agent.destroy()
  return { perSecond: bodies.length / time, p50: median(waits) * 1000 }
}

const copyBodies = (pack: Package, howMany: number, label: string): string[] =>
  copies(pack, howMany, seed + label.length, label).map((copy) => JSON.stringify(copy))

/** The throughput of copies over one and over sixteen connections, after a while. */
async function measureCopies(service: Service, pack: Package) {
  await postCopies(service, copyBodies(pack, copiesToWarmUp, 'WARM'), 4)
  const one = await postCopies(service, copyBodies(pack, sequentialCopies, 'SEQ'), 1)
  const processorBefore = service.processorSeconds
  const many = await postCopies(service, copyBodies(pack, parallelCopies, 'PARALLEL'), 16)
  const processor = used(processorBefore, service.processorSeconds)
  return { one, many, processor: processor === null ? null : (1000 * processor) / parallelCopies }
}

const used = (before: number | null, after: number | null): number | null =>
  before === null || after === null ? null : after - before

/** A ledger that the service filled, and where it ended before and after each package. */
interface Served {
  ledger: string
  marks: Mark[]
}

async function measureService(
  workshop: Workshop,
  pack: Package,
  further: Package,
): Promise<{ figures: Figures; served: Served }> {
  const dataDir = workshop.newFolder()
  const ledger = join(dataDir, 'ledgers', `${buyerNip}.sqlite`)
  const service = await Service.start(workshop, { dataDir })
  const agent = connections(1)
  const figures: Figures = {}
  const marks: Mark[] = []
  try {
    await newTaxpayer(service, agent)
    marks.push(markOf(ledger))
    // Nothing is asked meanwhile: what asks takes one of two cores, and the bare script has both.
    const processorBefore = service.processorSeconds
    figures.importPerSecond = count / (await seconds(() => importAll(service, agent, pack, 0)))
    figures.importProcessor = used(processorBefore, service.processorSeconds)
    figures.importPeak = service.peak
    figures.reimportPerSecond = count / (await seconds(() => importAll(service, agent, pack, count)))
    figures.reimportPeak = service.peak
    Object.assign(figures, await measureReading(service, agent))
    marks.push(markOf(ledger))
    const time = await seconds(() => importZip(service, agent, further))
    figures.furtherPerSecond = count / time
    marks.push(markOf(ledger))
    const { one, many, processor } = await measureCopies(service, pack)
    Object.assign(figures, { copies1: one.perSecond, copies1P50: one.p50 })
    Object.assign(figures, { copies16: many.perSecond, copies16P50: many.p50, copies16Processor: processor })
  } finally {
    agent.destroy()
    await service.stop()
  }
  return { figures, served: { ledger, marks } }
}

async function importAll(service: Service, agent: Agent, pack: Package, known: number): Promise<void> {
  const { unchanged } = await importZip(service, agent, pack)
  if (unchanged !== known) throw new Error(`${unchanged} unchanged`)
}

/** How long others wait while a service that has just started imports a package, and the same again. */
async function measureWaits(workshop: Workshop, pack: Package): Promise<Figures> {
  const service = await Service.start(workshop)
  const agent = connections(1)
  try {
    await newTaxpayer(service, agent)
    const first = await service.whileAskingHealth(() => importAll(service, agent, pack, 0))
    const again = await service.whileAskingHealth(() => importAll(service, agent, pack, count))
    return { ...health('import', first.waits), ...health('reimport', again.waits) }
  } finally {
    agent.destroy()
    await service.stop()
  }
}

async function measureReading(service: Service, agent: Agent): Promise<Figures> {
  const times = async (path: (i: number) => string, repeat: number, accept = 'application/json') => {
    const waits: number[] = []
    for (let i = 0; i < repeat; i++)
      waits.push(await seconds(() => service.call(agent, 'GET', path(i), undefined, { accept })))
    return median(waits) * 1000
  }
  const { body } = await service.call(agent, 'GET', `${home}/purchases?limit=1000`)
  const ids = (JSON.parse(body).items as { id: string }[]).map(({ id }) => id)
  const register = await service.call(agent, 'GET', `${home}/register/${month}?limit=1000`)
  return {
    page100: await times(() => `${home}/purchases?limit=100`, 60),
    purchase: await times((i) => `${home}/purchases/${ids[(i * 7) % ids.length]}`, 200),
    registerRows: JSON.parse(register.body).totals.rows,
    registerJson: await times(() => `${home}/register/${month}?limit=1000`, 9),
    registerCsv: await times(() => `${home}/register/${month}`, 9, 'text/csv'),
  }
}

async function measureMetadata(workshop: Workshop, pack: Package): Promise<Figures> {
  const service = await Service.start(workshop)
  const agent = connections(1)
  try {
    await newTaxpayer(service, agent)
    const time = await seconds(() => importRows(service, agent, pack))
    return { metadataPerSecond: count / time, metadataPeak: service.peak }
  } finally {
    agent.destroy()
    await service.stop()
  }
}

/** The same work without the service, with one row for each invoice and each copy. */
async function measureOneRow(workshop: Workshop, pack: Package, packages: string[]): Promise<Figures> {
  const { imports, peak } = await workshop.run<BareImports>('bare-import.js', [
    workshop.newFolder(),
    '0',
    ...packages,
  ])
  const service = await Service.start(workshop, { bundle: 'bare-http.js' })
  try {
    const { one, many } = await measureCopies(service, pack)
    return {
      ...rates('oneRow', imports),
      oneRowPeak: peak,
      oneRowCopies1: one.perSecond,
      oneRowCopies16: many.perSecond,
    }
  } finally {
    await service.stop()
  }
}

/** The same work without the service, with the rows that the service made of it. */
async function measureSameRows(
  workshop: Workshop,
  pack: Package,
  packages: string[],
  served: Served,
): Promise<Figures> {
  const { ledger, marks } = served
  const work: BareLedger = { ledger, marks, packageSize: count, packages }
  const { imports } = await workshop.run<BareImports>('bare-ledger.js', [JSON.stringify(work)])
  const copies = copiesToWarmUp + sequentialCopies + parallelCopies
  const env = { LEDGER: ledger, MARK: JSON.stringify(marks.at(-1)), COPIES: String(copies) }
  const service = await Service.start(workshop, { bundle: 'bare-http.js', env })
  try {
    const { one, many } = await measureCopies(service, pack)
    return { ...rates('sameRows', imports), sameRowsCopies1: one.perSecond, sameRowsCopies16: many.perSecond }
  } finally {
    await service.stop()
  }
}

const rates = (prefix: string, imports: BareImports['imports']): Figures => {
  const [first, further] = imports
  return {
    [`${prefix}PerSecond`]: count / (first?.seconds ?? Number.NaN),
    [`${prefix}FurtherPerSecond`]: count / (further?.seconds ?? Number.NaN),
    [`${prefix}Processor`]: first?.processor ?? null,
  }
}

/** What else the machine did: a second busy process on two cores falsifies every wall-clock figure. */
const loadBefore = loadavg()[0] ?? 0

/** Profiles one kind of work in the service and prints where its time goes. */
async function profile(workshop: Workshop, pack: Package, what: string): Promise<void> {
  const dataDir = workshop.newFolder()
  const folder = workshop.newFolder()
  const agent = connections(1)
  const work: Record<string, (service: Service) => Promise<unknown>> = {
    import: (service) => importZip(service, agent, pack),
    reimport: (service) => importZip(service, agent, pack),
    metadata: (service) => importRows(service, agent, pack),
    copies: (service) => postCopies(service, copyBodies(pack, parallelCopies, 'PARALLEL'), 16),
  }
  const chosen = work[what]
  if (!chosen) throw new Error(`--profile takes ${Object.keys(work).join(', ')}.`)
  const preparing = await Service.start(workshop, { dataDir })
  await newTaxpayer(preparing, agent)
  if (what === 'reimport' || what === 'copies') await importZip(preparing, agent, pack)
  await preparing.stop()
  const nodeOptions = ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=250']
  const service = await Service.start(workshop, { dataDir, nodeOptions })
  const time = await seconds(() => chosen(service))
  agent.destroy()
  await service.stop()
  const { milliseconds, parts, self, inclusive } = readProfile(folder, join(workshop.folder, 'node.js'))
  console.log(`${what}: ${time.toFixed(2)} s, ${Math.round(milliseconds)} ms busy with start and end`)
  const sections = { 'self time by file or package': parts, 'self time': self, 'inclusive time': inclusive }
  for (const [title, shares] of Object.entries(sections)) {
    console.log(`\n${title}`)
    for (const { name, share } of shares.slice(0, title.startsWith('self') ? 40 : 80))
      console.log(`  ${(share * 100).toFixed(1).padStart(5)} %  ${name}`)
  }
}

async function main(): Promise<void> {
  const workshop = new Workshop()
  try {
    const pack = generate(count, seed)
    // Of other sellers, so that every document of it is new.
    const further = generate(count, seed + 1)
    const packages = [pack, further].map(({ zip }, i) => {
      const path = join(workshop.folder, `package-${i}.zip`)
      writeFileSync(path, zip)
      return path
    })
    await workshop.build()
    if (options.profile) return await profile(workshop, pack, options.profile)
    const large = await measureRegister(workshop)
    const all: Figures[] = []
    for (let run = 1; run <= runs; run++) {
      if (!options.json) process.stderr.write(`run ${run} of ${runs} ...\r`)
      const oneRow = await measureOneRow(workshop, pack, packages)
      const { figures, served } = await measureService(workshop, pack, further)
      all.push({
        ...large,
        ...oneRow,
        ...figures,
        ...(await measureSameRows(workshop, pack, packages, served)),
        ...(await measureWaits(workshop, pack)),
        ...(await measureMetadata(workshop, pack)),
      })
    }
    report(pack, all)
  } finally {
    workshop.remove()
  }
}

function report(pack: Package, measured: Figures[]): void {
  const all = measured.map(withShares)
  const names = Object.keys(all[0] ?? {})
  const figures: Figures = Object.fromEntries(
    names.map((name) => {
      const values = all.flatMap((f) => f[name] ?? [])
      return [name, values.length === 0 ? null : median(values)]
    }),
  )
  const here = { loadBefore, ...machine() }
  const kilobytes = pack.xmlBytes / count / 1024
  const command = `npm run bench -- --runs=${runs} --count=${count} --seed=${seed}`
  if (options.json) {
    console.log(
      JSON.stringify({ command, seed, runs, count, machine: here, kilobytes, figures, all }, null, 2),
    )
    return
  }
  const corrections = pack.invoices.filter(({ metadata }) => metadata.invoiceType === 'Kor').length
  const euro = pack.invoices.filter(({ metadata }) => metadata.currency === 'EUR').length
  const busy =
    loadBefore > here.cores / 4
      ? `The machine was busy with other work before (load ${loadBefore.toFixed(1)}): speeds and waits are too bad.\n`
      : ''
  console.log(`${whole(count)} FA(3) invoices of ${kilobytes.toFixed(1)} KB on average, ${corrections} corrections, ${euro} in EUR; \
package ${(pack.zip.length / 1024 / 1024).toFixed(1)} MB
${here.cores} cores (${here.cpu}), ${here.platform}, Node ${here.node}; median of ${runs} runs
${command}
${busy}
${columns([['', 'figure', 'of the same rows', 'of one row each', ''], ...lines(figures, count)])}`)
}

await main()
