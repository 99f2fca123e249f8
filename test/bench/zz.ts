import { measureImport, padded } from './edge-memory.ts'
import { generate } from './invoices.ts'

const n = Number(process.argv[2] ?? 2000)
const pack = generate(n, 1)
console.log('zip', pack.zip.length)
console.log(JSON.stringify(await measureImport(pack.zip as never)))
const p = padded(pack, 9000)
console.log('zip', p.zip.length)
console.log(JSON.stringify(await measureImport(p.zip)))
process.exit(0)
