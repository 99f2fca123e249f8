import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import { countSecrets, rotateSecrets } from '../../../secrets/rotate-secrets.ts'
import { createVault } from '../../../secrets/vault.ts'
import { type Instant, parseInstant } from '../../../values/instant.ts'
import { NodeDatabases } from '../databases.ts'
import { rotating, rotationSetting } from '../lock.ts'
import { masterKeyFile, masterKeyOf } from '../master-key.ts'

/**
 * `npm run rotate-key`, while the service is stopped: seals every secret under a new master key. The present key is
 * MASTER_KEY or the one in the data folder, the new one NEW_MASTER_KEY, or one that is made and put in its place.
 * Called again after it was cut off, it goes on.
 */

const { MASTER_KEY, NEW_MASTER_KEY, DATA_DIR = './data' } = process.env

if (MASTER_KEY && !NEW_MASTER_KEY) {
  console.error('MASTER_KEY comes from the environment, so the new one must too: set NEW_MASTER_KEY.')
  process.exit(1)
}
try {
  const now = () => parseInstant(new Date().toISOString()) as Instant
  const host = { now, newId: uuid, yieldToEventLoop: async () => {}, due: () => {} }
  // A service that runs would go on sealing under the old key: it is refused here before any key is made.
  const databases = new NodeDatabases(DATA_DIR, host, { what: rotating })
  await openAll(databases)
  const newFile = join(DATA_DIR, `${masterKeyFile}.new`)
  const from = createVault(masterKeyOf(MASTER_KEY || null, DATA_DIR))
  const to = createVault(masterKeyOf(NEW_MASTER_KEY || null, DATA_DIR, `${masterKeyFile}.new`))
  // A backup that was begun before would hold secrets under both keys: it looks whether this stays as it was.
  databases.directory.putSetting(rotationSetting, uuid())
  let count = await rotateSecrets(databases.directory.db, null, from, to)
  for (const nip of taxpayersOf(databases))
    count += await databases.use(nip, (ledger) => rotateSecrets(ledger.db, nip, from, to))
  if (!NEW_MASTER_KEY) renameSync(newFile, join(DATA_DIR, masterKeyFile))
  // Until the new key is in its place nobody else may begin with the old one.
  databases.close()
  const where = NEW_MASTER_KEY
    ? 'Start the service with it as MASTER_KEY.'
    : `It is in ${join(DATA_DIR, masterKeyFile)}.`
  console.log(`${count} secrets are sealed under the new master key. ${where}`)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}

function* taxpayersOf({ directory }: NodeDatabases): Generator<string> {
  for (let page = directory.taxpayers('', 100); ; ) {
    for (const { nip } of page) yield nip
    const last = page.at(-1)
    if (last === undefined) return
    page = directory.taxpayers(last.nip, 100)
  }
}

/**
 * Reads the secrets of every ledger before the first is sealed: one that fails would leave some under the new key, and
 * others under the old one. @throws Error with all that fail
 */
async function openAll(databases: NodeDatabases): Promise<void> {
  const failing: string[] = []
  for (const nip of taxpayersOf(databases)) {
    await databases
      .use(nip, async (ledger) => countSecrets(ledger.db, nip))
      .catch((error: Error) => failing.push(`- ${nip}: ${error.message}`))
  }
  if (failing.length === 0) return
  databases.close()
  const what = failing.length === 1 ? 'This ledger' : `These ${failing.length} ledgers`
  throw new Error(
    `${what} cannot be read, so no secret was sealed anew, and the master key is still the old one:\n${failing.join('\n')}\nPut them back and start the service once, which looks whether they are well again; or erase these taxpayers. Then stop it and call this again.`,
  )
}
