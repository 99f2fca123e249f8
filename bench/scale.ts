import { spawnSync } from 'node:child_process'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { nip } from '../test/support/ksef.ts'
import { type Figures, machine, seconds } from './measure.ts'
import { type Mark, markOf } from './same-rows.ts'
import { oneRowCeilings, sameRowsCeilings } from './scale-ceilings.ts'
import { GrowingLedger } from './scale-invoices.ts'
import { questions } from './scale-questions.ts'
import { report } from './scale-report.ts'
import { ask, askCopies, call, home, ledgerOf, packageSize, type Stage } from './scale-stage.ts'
import { Service, Workshop } from './service.ts'

const usage = '[--sizes=10000,100000,1000000] [--seed=1] [--json] [--dir=FOLDER]'

const otherNip = nip('scale warm-up')
const otherHome = `/v1/taxpayers/${otherNip}`

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
  if (
    sizes.some(
      (size, i) => size % packageSize !== 0 || size < (sizes[i - 1] ?? -packageSize) + 2 * packageSize,
    )
  )
    throw new Error(
      `Sizes are multiples of ${packageSize}, each larger than the one before by two of them. Usage: ${usage}`,
    )
  const workshop = new Workshop()
  const seed = Number(values.seed)
  try {
    await workshop.build()
    const [dataDir, bareDir] = [values.dir ?? workshop.newFolder(), workshop.newFolder()]
    const stage: Stage = {
      workshop,
      dataDir,
      bareDir,
      seed,
      ledger: new GrowingLedger(seed),
      other: new GrowingLedger(seed + 1, otherNip),
    }
    await createTaxpayers(stage)
    const measured: [size: number, figures: Figures][] = []
    let size = 0
    for (const next of sizes) {
      await fill(stage, size, next - packageSize, !values.json)
      measured.push([next, await measure(stage, next)])
      // One package more came when all was measured.
      size = next + packageSize
    }
    const command = `npm run bench -- scale --sizes=${values.sizes} --seed=${seed}`
    if (values.json) console.log(JSON.stringify({ command, machine: machine(), measured }, null, 2))
    else report(command, measured)
  } finally {
    workshop.remove()
  }
}

async function createTaxpayers({ workshop, dataDir }: Stage): Promise<void> {
  const service = await Service.start(workshop, { dataDir })
  for (const path of [home, otherHome])
    await call(service, 'PUT', path, JSON.stringify({ name: 'Odbiorca Testowy sp. z o.o.' }))
  await service.stop()
}

/** Imports packages until the ledger has so many invoices. */
async function fill({ workshop, dataDir, ledger }: Stage, from: number, to: number, say: boolean) {
  if (from === to) return
  const service = await Service.start(workshop, { dataDir })
  for (let size = from; size < to; size += packageSize) {
    if (say) process.stderr.write(`${size} of ${to} ...\r`)
    await importPackage(service, home, ledger.package(packageSize))
  }
  await service.stop()
}

async function importPackage(service: Service, path: string, zip: Uint8Array, known = 0): Promise<void> {
  const result = await call(service, 'POST', `${path}/ksef/imports`, zip)
  if (result.received !== packageSize || result.unchanged !== known || result.quarantined > 0)
    throw new Error(`The import said ${JSON.stringify(result)}`)
}

/** Everything at one size: first one row for each, then the service, and then the same rows without it. */
async function measure(stage: Stage, size: number): Promise<Figures> {
  const { workshop, ledger, other } = stage
  const [zip, warmUp] = [ledger.package(packageSize), other.package(packageSize)]
  const packages = {
    warmUp: join(workshop.folder, 'warm-up.zip'),
    measured: join(workshop.folder, 'measured.zip'),
  }
  writeFileSync(packages.warmUp, warmUp)
  writeFileSync(packages.measured, zip)
  const figures = await oneRowCeilings(stage, size, packages)
  const marks = await serve(stage, size, zip, warmUp, figures)
  Object.assign(figures, await sameRowsCeilings(stage, marks, packages))
  figures['import, longest wait'] = await maxWait(stage)
  return figures
}

/** The service makes the ledger full and is asked; answers where the ledger ended before the package, and before copies. */
async function serve(
  stage: Stage,
  size: number,
  zip: Uint8Array,
  warmUp: Uint8Array,
  figures: Figures,
): Promise<Mark[]> {
  const path = ledgerOf(stage.dataDir)
  const startedAt = performance.now()
  const service = await Service.start(stage.workshop, { dataDir: stage.dataDir })
  await call(service, 'GET', `${home}/purchases?limit=1`)
  figures.start = performance.now() - startedAt
  try {
    // Another taxpayer comes before, so that the import which is measured is that of a service that runs.
    await importPackage(service, otherHome, warmUp)
    const before = markOf(path)
    figures['import per s'] = packageSize / (await seconds(() => importPackage(service, home, zip)))
    const after = markOf(path)
    figures['again per s'] =
      packageSize / (await seconds(() => importPackage(service, home, zip, packageSize)))
    figures.megabytes = service.peak
    figures['KB per invoice'] = statSync(path).size / 1024 / size
    // What was imported is still on its way to the disk, and whoever asks now would wait for that.
    spawnSync('sync')
    for (const [name, calls] of await questions(service, stage, size))
      await ask(service, name, calls, figures)
    const names = { one: 'copy', many: 'copies, 16 connections' }
    await askCopies(service, names, stage.ledger.known, stage.seed + size, figures)
    figures['megabytes at last'] = service.peak
    return [before, after]
  } finally {
    await service.stop()
  }
}

/** For /health, in ms, while a service that has just started imports one package more. */
async function maxWait({ workshop, dataDir, ledger }: Stage): Promise<number> {
  const service = await Service.start(workshop, { dataDir })
  try {
    const zip = ledger.package(packageSize)
    const { waits } = await service.whileAskingHealth(() => importPackage(service, home, zip))
    return Math.max(...waits)
  } finally {
    await service.stop()
  }
}
