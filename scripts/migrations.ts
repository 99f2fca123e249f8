import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * `npm run migrations -- --name=what_changes` after a change of a schema in `drizzle/`: has drizzle-kit write the next
 * migration, and puts all of them into a module, for neither every tool nor every host reads SQL files. To be run again
 * once the file was amended by hand.
 */
const root = join(import.meta.dirname, '..')

/** The module of the migrations of a database, as their files and the journal of drizzle-kit have them. */
export function migrationsModule(database: 'ledger' | 'directory'): string {
  const folder = join(root, 'drizzle', database, 'migrations')
  const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as {
    entries: { tag: string }[]
  }
  const rows = journal.entries.map(({ tag }) => {
    const sql = readFileSync(join(folder, `${tag}.sql`), 'utf8')
    return `  { id: ${JSON.stringify(tag)}, sql: ${JSON.stringify(sql)} },\n`
  })
  return `/** Made by \`npm run migrations\` of the files in \`drizzle/${database}/migrations/\`, in the order of their journal. */
export const ${database}Migrations: readonly { id: string; sql: string }[] = [
${rows.join('')}]
`
}

if (process.argv[1] === import.meta.filename)
  for (const database of ['ledger', 'directory'] as const) {
    const kit = join(root, 'node_modules/.bin/drizzle-kit')
    const options = ['generate', `--config=drizzle/${database}.config.ts`, ...process.argv.slice(2)]
    execFileSync(kit, options, { cwd: root, stdio: 'inherit' })
    writeFileSync(join(root, 'drizzle', database, 'migrations.ts'), migrationsModule(database))
  }
