import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api'
import * as directory from '../../drizzle/directory/schema.ts'
import * as ledger from '../../drizzle/ledger/schema.ts'

/** Run as a process with the name of a database: prints what drizzle-kit would change to have its tables as the schema says. */
const database = process.argv[2] as 'directory' | 'ledger'
const meta = join(import.meta.dirname, '../../drizzle', database, 'migrations/meta')
const snapshots = readdirSync(meta).filter((name) => name.endsWith('_snapshot.json'))
const last = JSON.parse(readFileSync(join(meta, snapshots.sort().at(-1) as string), 'utf8'))
const wanted = await generateSQLiteDrizzleJson({ directory, ledger }[database], last.id)
console.log(JSON.stringify(await generateSQLiteMigration(last, wanted)))
