import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '../../store/database.ts'
import { type Identity, isLedger, readIdentity, toAdopt } from '../../store/identity.ts'
import { say } from '../../texts/say.ts'
import { SpokenError } from '../../values/refusal.ts'
import { ledgerMissing, ledgerOfAnother } from './ledger-problems.ts'
import { type OpenFile, openFile } from './open-file.ts'

/** @throws Error where ledgers are there without their directory: a new one would know none of them, nor any key */
export function openDirectory(folder: string): OpenFile {
  const path = join(folder, 'directory.sqlite')
  const ledgers = readdirSync(join(folder, 'ledgers')).filter((name) => name.endsWith('.sqlite'))
  if (!existsSync(path) && ledgers.length > 0) {
    throw new SpokenError(say('start.directory-lost', { path, ledgers: ledgers.length }))
  }
  const file = openFile(path, null)
  file.wait()
  return file
}

/**
 * What a database says of itself, once that is what the directory knows; null where it may be given an identity.
 * @throws Refusal ledger-missing, ledger-of-another
 */
export function identified(db: Db, nip: string, known: string | null): Identity | null {
  const found = readIdentity(db)
  if (found !== null && found.nip !== nip) throw ledgerOfAnother(nip, found.nip)
  if (known === null) return found
  if (found === null && (known !== toAdopt || !isLedger(db))) throw ledgerMissing(nip)
  if (found !== null && known !== toAdopt && found.ledger !== known) throw ledgerOfAnother(nip, null)
  return found
}
