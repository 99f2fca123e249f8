import { createRequire } from 'node:module'
import type Sqlite from 'better-sqlite3'
import { thrown } from '../../values/thrown.ts'

/**
 * SQLite on Node. No release of better-sqlite3 runs on every Node that is supported: 13 needs Node-API 10 and ends the
 * process where it is not there, 12 aborts on Node 24.19 and later (nodejs/node#65446). Both are installed, the older
 * under a name of its own, and the one that fits is loaded when a file is opened for the first time.
 */

export type SqliteFile = Sqlite.Database
export type SqliteStatement = Sqlite.Statement

/** The Node-API that the newer driver was built for: Node 22.14, 23.6, and all from 24 on. */
const newerNodeApi = 10

/**
 * The package whose driver fits a Node, from `process.versions`.
 * @throws Error in words where none does: loading another one would end the process without any
 */
export function driverFor({ node, napi = '0' }: { node: string; napi?: string }): string {
  if (Number(napi) >= newerNodeApi) return 'better-sqlite3'
  const [major = 0, minor = 0] = node.split('.').map(Number)
  if (major === 20 && minor >= 19) return 'better-sqlite3-node20'
  throw new Error(
    `This is Node ${node}, for which there is no SQLite driver here. Start the service with Node 20.19 or later, 22.14 or later, 24 or 26.`,
  )
}

const require = createRequire(import.meta.url)
let driver: typeof Sqlite | null = null

function loaded(): typeof Sqlite {
  const name = driverFor(process.versions)
  try {
    return require(name)
  } catch (error) {
    throw new Error(
      `The SQLite driver for Node ${process.versions.node} (${name}) cannot be loaded: ${thrown(error).message}. The packages may have been installed with another Node, or without optional ones: run npm ci with this one and with these.`,
    )
  }
}

/**
 * Opens a database file, and makes it where it is not there unless `fileMustExist`; `:memory:` is none.
 * @throws Error where no driver fits this Node; what SQLite says, with its `code`
 */
export function openSqlite(path: string, options?: Sqlite.Options): SqliteFile {
  driver ??= loaded()
  return new driver(path, options)
}
