import { importBare, invoicesPerTransaction } from './bare-package.ts'
import { inserter, type Mark, openLedger, takeOut } from './same-rows.ts'

/** What there is to do; paths of a ledger into which the service imported the packages, and of these. */
export interface BareLedger {
  ledger: string
  /** Where it ended before each package, and after the last. */
  marks: readonly Mark[]
  /** So many invoices has each. */
  packageSize: number
  packages: readonly string[]
  /** A package to read before, without a row inserted. */
  warmUp?: string
}

/**
 * The ceiling of an import: unpack, hash and parse the same packages, and insert the same rows that the service made of
 * them. Takes a `BareLedger` as JSON. All rows are in the ledger again afterwards.
 */

const work: BareLedger = JSON.parse(process.argv[2] ?? '')
if (work.warmUp) await importBare([work.warmUp], () => {})
const db = openLedger(work.ledger)
const segments = takeOut(db, work.marks)
const [rest] = segments.splice(work.packages.length)
const inserts = segments.map((segment) =>
  inserter(db, segment, Math.ceil(work.packageSize / invoicesPerTransaction)),
)
const imports = await importBare(work.packages, (_, ofPackage) => inserts[ofPackage]?.())
if (rest) inserter(db, rest, 1)()
db.close()
console.log(JSON.stringify(imports))
