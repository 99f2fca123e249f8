import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { say } from '../../texts/say.ts'
import { SpokenError } from '../../values/refusal.ts'
import { thrown } from '../../values/thrown.ts'

/** Name of the file in the data folder that keeps the master key. */
export const masterKeyFile = 'master.key'

/**
 * The master key of the service: the one given (32 bytes in Base64), else the one kept in the data folder, else a new
 * one, kept there so that only this user may read it.
 * @throws SpokenError when it has not 32 bytes
 */
export function masterKeyOf(
  given: string | null,
  dataDir: string,
  fileName = masterKeyFile,
): Uint8Array<ArrayBuffer> {
  if (given !== null) return decoded(given, 'MASTER_KEY')
  const path = join(dataDir, fileName)
  try {
    // Of two starts at once one makes the key and both use it.
    writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  } catch (error) {
    if (thrown(error).code !== 'EEXIST') throw error
  }
  return decoded(readFileSync(path, 'utf8').trim(), path)
}

function decoded(text: string, where: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'))
  if (bytes.length === 32 && /^[A-Za-z0-9+/]{43}=$/.test(text)) return bytes
  throw new SpokenError(say('refusal.setting.no-key', { name: where }))
}
