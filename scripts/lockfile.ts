import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Run after every `npm install`: npm leaves `"gypfile": false` out of the entry of better-sqlite3 13 when it writes the
 * lockfile, and then compiles that package although it brings its binaries (npm/cli#9837).
 */
const path = join(import.meta.dirname, '../package-lock.json')
const lock = JSON.parse(readFileSync(path, 'utf8'))
const { version, integrity, ...rest } = lock.packages['node_modules/better-sqlite3']
lock.packages['node_modules/better-sqlite3'] = { version, integrity, ...rest, gypfile: false }
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
