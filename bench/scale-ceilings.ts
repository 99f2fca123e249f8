import type { BareImports } from './bare-package.ts'
import type { Figures } from './measure.ts'
import type { Mark } from './same-rows.ts'
import { drawn } from './scale-invoices.ts'
import { check } from './scale-questions.ts'
import { ask, askCopies, asked, ledgerOf, packageSize, type Stage } from './scale-stage.ts'
import { Service } from './service.ts'

/** Where the package lies that is measured, and one that only warms up. */
export interface Packages {
  warmUp: string
  measured: string
}

/** One row for each invoice and each copy, in a table of this size. */
export async function oneRowCeilings(stage: Stage, size: number, packages: Packages): Promise<Figures> {
  const { workshop, bareDir, ledger, seed } = stage
  const args = [bareDir, String(size - packageSize), packages.warmUp, packages.measured]
  const { imports } = await workshop.run<BareImports>('bare-import.js', args)
  const figures: Figures = { 'one row, import per s': packageSize / (imports[1]?.seconds ?? Number.NaN) }
  const service = await Service.start(workshop, { bundle: 'bare-http.js', env: { ROWS: String(size) } })
  try {
    const numbers = drawn(
      Array.from({ length: 4 * asked }, (_, i) => 1 + Math.floor((i * size) / (4 * asked))),
      asked,
      seed,
    )
    const lookUps = numbers.map((n) => check({ externalId: `known-${n}` }))
    await ask(service, 'one row, look-up', lookUps, figures)
    const names = { one: 'one row, insert', many: 'one row, 16 connections' }
    await askCopies(service, names, ledger.known, seed + size, figures)
  } finally {
    await service.stop()
  }
  return figures
}

/** The rows of the package and of the copies without the service. `marks`: where the ledger ended before each. */
export async function sameRowsCeilings(
  stage: Stage,
  marks: readonly Mark[],
  packages: Packages,
): Promise<Figures> {
  const { workshop, dataDir, ledger, seed } = stage
  const path = ledgerOf(dataDir)
  const work = { ledger: path, marks, packageSize, packages: [packages.measured], warmUp: packages.warmUp }
  const { imports } = await workshop.run<BareImports>('bare-ledger.js', [JSON.stringify(work)])
  const figures: Figures = { 'same rows, import per s': packageSize / (imports[0]?.seconds ?? Number.NaN) }
  const env = { LEDGER: path, MARK: JSON.stringify(marks.at(-1)), COPIES: String(3 * asked) }
  const service = await Service.start(workshop, { bundle: 'bare-http.js', env })
  try {
    const names = { one: 'same rows, insert', many: 'same rows, 16 connections' }
    await askCopies(service, names, ledger.known, seed, figures)
  } finally {
    await service.stop()
  }
  return figures
}
