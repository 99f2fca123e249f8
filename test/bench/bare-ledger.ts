import { importBare } from './bare-package.ts'
import { inserter, openLedger, takeOut } from './same-rows.ts'

/**
 * The ceiling of an import: unpack, hash and parse the same packages, and insert the same rows that the service made of
 * them. Arguments: the ledger into which the service imported them, where it ended before each package and after the
 * last, the number of invoices of a package, and the packages. All rows are in the ledger again afterwards.
 */

const [path = '', marks = '', size = '', ...packages] = process.argv.slice(2)
const db = openLedger(path)
const segments = takeOut(db, JSON.parse(marks))
const [rest] = segments.splice(packages.length)
const inserts = segments.map((segment) => inserter(db, segment, Math.ceil(Number(size) / 1_000)))
await importBare(packages, (_, ofPackage) => inserts[ofPackage]?.())
if (rest) inserter(db, rest, 1)()
db.close()
