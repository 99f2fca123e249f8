import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { hexSha256 } from '../../auth/keys.ts'
import type { BuiltFile, Services } from '../../http/endpoint/services.ts'

/**
 * The files of the built console in a folder, with what gzip made of them. They are read once and kept, unless `fresh`:
 * while the console is worked on each request sees what was built last.
 */
export function consoleIn(folder: URL, fresh = false): Services['consoleFile'] {
  const kept = new Map<string, BuiltFile>()
  return async (name) => {
    const known = kept.get(name)
    if (known !== undefined) return known
    const path = fileURLToPath(new URL(name, folder))
    if (!existsSync(path)) return null
    const body = readFileSync(path)
    const packed = existsSync(`${path}.gz`) ? readFileSync(`${path}.gz`) : null
    const file = { body, packed, etag: `"${hexSha256(body)}"` }
    if (!fresh) kept.set(name, file)
    return file
  }
}
