import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import { countSecrets, rotateSecrets } from '../../../secrets/rotate-secrets.ts'
import { createVault } from '../../../secrets/vault.ts'
import { inTurn, say } from '../../../texts/say.ts'
import type { Sentence } from '../../../texts/sentence.ts'
import { parseInstant } from '../../../values/instant.ts'
import { present } from '../../../values/present.ts'
import { SpokenError, sentenceOf } from '../../../values/refusal.ts'
import { NodeDatabases } from '../databases.ts'
import { rotating, rotationSetting } from '../lock.ts'
import { masterKeyFile, masterKeyOf } from '../master-key.ts'
import { stopWith, words } from '../terminal.ts'

/**
 * `npm run rotate-key`, while the service is stopped: seals every secret under a new master key. The present key is
 * MASTER_KEY or the one in the data folder, the new one NEW_MASTER_KEY, or one that is made and put in its place.
 * Called again after it was cut off, it goes on.
 */

const { MASTER_KEY, NEW_MASTER_KEY, DATA_DIR = './data' } = process.env

if (MASTER_KEY && !NEW_MASTER_KEY) stopWith(say('terminal.rotate.new-key-too'))
try {
  const now = () => present(parseInstant(new Date().toISOString()))
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
    ? say('terminal.rotate.start-with-it')
    : say('terminal.rotate.kept-in', { path: join(DATA_DIR, masterKeyFile) })
  console.log(words(inTurn([say('terminal.rotate.done', { count }), where])))
} catch (error) {
  stopWith(sentenceOf(error))
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
 * others under the old one. @throws SpokenError with all that fail
 */
async function openAll(databases: NodeDatabases): Promise<void> {
  const failing: { nip: string; why: Sentence }[] = []
  for (const nip of taxpayersOf(databases)) {
    await databases
      .use(nip, async (ledger) => countSecrets(ledger.db, nip))
      .catch((error: unknown) => failing.push({ nip, why: sentenceOf(error) }))
  }
  if (failing.length === 0) return
  databases.close()
  throw new SpokenError(say('terminal.rotate.unreadable', { ledgers: failing }))
}
