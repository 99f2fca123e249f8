import { writeFileSync } from 'node:fs'
import type { Agent } from 'node:http'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buyerNip, copies, generate, type Package } from './invoices.ts'
import { machine, median, quantile, seconds } from './measure.ts'
import { readProfile } from './profile.ts'
import { measureRegister } from './register.ts'
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

type Figures = Record<string, number | null>

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

async function measureService(workshop: Workshop, pack: Package, further: Package): Promise<Figures> {
  const service = await Service.start(workshop)
  const agent = connections(1)
  const figures: Figures = {}
  try {
    await newTaxpayer(service, agent)
    // Nothing is asked meanwhile: what asks takes one of two cores, and the bare script has both.
    const processorBefore = service.processorSeconds
    figures.importPerSecond = count / (await seconds(() => importAll(service, agent, pack, 0)))
    figures.importProcessor = used(processorBefore, service.processorSeconds)
    figures.importPeak = service.peak
    figures.reimportPerSecond = count / (await seconds(() => importAll(service, agent, pack, count)))
    figures.reimportPeak = service.peak
    Object.assign(figures, await measureReading(service, agent))
    const time = await seconds(() => importZip(service, agent, further))
    figures.furtherPerSecond = count / time
    const { one, many, processor } = await measureCopies(service, pack)
    Object.assign(figures, { copies1: one.perSecond, copies1P50: one.p50 })
    Object.assign(figures, { copies16: many.perSecond, copies16P50: many.p50, copies16Processor: processor })
  } finally {
    agent.destroy()
    await service.stop()
  }
  return figures
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

interface BareImport {
  imports: [BareTime, BareTime]
  peak: number | null
}
interface BareTime {
  seconds: number
  processor: number | null
}

async function measureCeilings(workshop: Workshop, pack: Package, packages: string[]): Promise<Figures> {
  const args = [workshop.newFolder(), '0', ...packages]
  const { imports, peak } = await workshop.run<BareImport>('bare-import.js', args)
  const [bare, bareFurther] = imports
  const service = await Service.start(workshop, { bundle: 'bare-http.js' })
  try {
    const { one, many } = await measureCopies(service, pack)
    return {
      bareImportPerSecond: count / bare.seconds,
      bareFurtherPerSecond: count / bareFurther.seconds,
      bareImportPeak: peak,
      bareImportProcessor: bare.processor,
      bareCopies1: one.perSecond,
      bareCopies16: many.perSecond,
    }
  } finally {
    await service.stop()
  }
}

/** What else the machine did: a second busy process on two cores falsifies every wall-clock figure. */
const loadBefore = loadavg()[0] ?? 0

type Line = [what: string, value: string, remark: string]

const whole = (n: number | null | undefined): string =>
  n === null || n === undefined ? 'not measured here' : Math.round(n).toLocaleString('en')
const ms = (n: number | null | undefined): string => (n == null ? '-' : n.toFixed(n < 10 ? 2 : 1))

function lines(f: Figures): Line[] {
  const against = (ok: boolean, target: string) => `target ${target}: ${ok ? 'met' : 'MISSED'}`
  const ratio = (part: number | null | undefined, ceiling: number | null | undefined, what: string) =>
    `${((100 * (part ?? 0)) / (ceiling ?? 1)).toFixed(0)} % of ${whole(ceiling)} (${what})`
  const n = (name: string): number => f[name] ?? Number.NaN
  const waits = (prefix: string) => ['P50', 'P99', 'Max'].map((q) => ms(f[`${prefix}Health${q}`])).join(' / ')
  const bare = ratio(f.importPerSecond, f.bareImportPerSecond, 'bare script')
  return [
    [
      'import, invoices/s',
      whole(f.importPerSecond),
      `${against(n('importPerSecond') >= 4000, '4,000')}; ${bare}`,
    ],
    [
      'import of another package, invoices/s',
      whole(f.furtherPerSecond),
      ratio(f.furtherPerSecond, f.bareFurtherPerSecond, 'bare script with another package'),
    ],
    [
      'same package again, invoices/s',
      whole(f.reimportPerSecond),
      against(n('reimportPerSecond') >= 10_000, '10,000'),
    ],
    ['metadata JSON, invoices/s', whole(f.metadataPerSecond), `peak RSS ${whole(f.metadataPeak)} MB`],
    [
      'processor time of the import, s',
      ms(f.importProcessor),
      `bare script ${ms(f.bareImportProcessor)}; other work on the machine disturbs it less than the speeds`,
    ],
    ['peak RSS after the import, MB', whole(f.importPeak), `bare script ${whole(f.bareImportPeak)} MB`],
    [
      'peak RSS after both, MB',
      whole(f.reimportPeak),
      f.reimportPeak === null ? 'no /proc on this system' : against(n('reimportPeak') < 400, '< 400'),
    ],
    [
      '/health during import, ms',
      waits('import'),
      `p50 / p99 / max; ${against(n('importHealthP99') < 50, 'p99 < 50')}`,
    ],
    [
      '/health during re-import, ms',
      waits('reimport'),
      `p50 / p99 / max; ${against(n('reimportHealthP99') < 50, 'p99 < 50')}`,
    ],
    [
      'copies/s, one after the other',
      whole(f.copies1),
      `${ratio(f.copies1, f.bareCopies1, 'bare insert')}; p50 ${ms(f.copies1P50)} ms`,
    ],
    [
      'copies/s, 16 connections',
      whole(f.copies16),
      `${ratio(f.copies16, f.bareCopies16, 'bare insert')}; p50 ${ms(f.copies16P50)} ms; ${ms(f.copies16Processor)} ms of processor each`,
    ],
    ['page of 100 purchases, ms', ms(f.page100), `of ${whole(count)}`],
    ['one purchase, ms', ms(f.purchase), ''],
    ['register of a month, JSON, ms', ms(f.registerJson), `the first 1,000 of ${whole(f.registerRows)} rows`],
    ['register of a month, CSV, ms', ms(f.registerCsv), `all ${whole(f.registerRows)} rows`],
    ['month of 100,000: first page, ms', ms(f.largePage), against(n('largePage') < 30, '< 30')],
    [
      'month of 100,000: JPK file, rows/s',
      whole(f.jpkPerSecond),
      against(n('jpkPerSecond') >= 50_000, '50,000'),
    ],
    [
      'month of 100,000: JPK file, growth, MB',
      whole(f.jpkGrowth),
      f.jpkGrowth === null ? 'no /proc on this system' : against(n('jpkGrowth') < 64, '< 64'),
    ],
  ]
}

function table(rows: Line[]): string {
  const [left, middle] = [0, 1].map((i) => Math.max(...rows.map((row) => (row[i] as string).length)))
  return rows
    .map(([what, value, remark]) => `  ${what.padEnd(left ?? 0)}  ${value.padStart(middle ?? 0)}  ${remark}`)
    .join('\n')
}

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
      all.push({
        ...large,
        ...(await measureCeilings(workshop, pack, packages)),
        ...(await measureService(workshop, pack, further)),
        ...(await measureWaits(workshop, pack)),
        ...(await measureMetadata(workshop, pack)),
      })
    }
    report(pack, all)
  } finally {
    workshop.remove()
  }
}

function report(pack: Package, all: Figures[]): void {
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
${table(lines(figures))}`)
}

await main()
