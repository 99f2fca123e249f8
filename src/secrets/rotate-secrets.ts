import { type Progress, withLane } from '../ksef/progress.ts'
import type { Db } from '../store/database.ts'
import { keptAnswers, resealAnswer } from '../store/idempotency.ts'
import { readConnection, readProgress, writeConnection, writeProgress } from '../store/ksef.ts'
import { readMailbox, writeMailbox } from '../store/mailbox.ts'
import { listWebhooks, resealPreviousSecret, resealSecret } from '../store/webhooks.ts'
import { pairsOf } from '../values/tables.ts'
import { answerContext, mailboxContext, sealedFor, webhookContext } from './contexts.ts'
import type { Vault } from './vault.ts'

/** A sealed text of a database, what it was sealed for, and how another one takes its place. */
interface Sealed {
  text: string
  context: string
  replace: (text: string) => void
}

/**
 * Seals every secret of a database anew, in one transaction: under `to` what was sealed under `from`. What is under
 * `to` already stays, so that a rotation that was cut off goes on. What somebody wrote meanwhile stays too. `nip` null:
 * the directory. `leaves`: what was sealed under neither stays as it is. Answers how many changed.
 * @throws Error when a secret was sealed under neither
 */
export async function rotateSecrets(
  db: Db,
  nip: string | null,
  from: Vault,
  to: Vault,
  leaves = false,
): Promise<number> {
  const changes: (() => void)[] = []
  for (const { text, context, replace } of sealedTexts(db, nip)) {
    const done = await to.open(text, context).then(
      () => true,
      () => false,
    )
    if (done) continue
    const opened = await from.open(text, context).catch((error: unknown) => {
      if (leaves) return null
      throw error
    })
    if (opened === null) continue
    const anew = await to.seal(opened, context)
    changes.push(() => replace(anew))
  }
  db.transaction(() => {
    for (const change of changes) change()
  })
  return changes.length
}

/** How many secrets a database holds. @throws what SQLite says where they cannot be read */
export const countSecrets = (db: Db, nip: string | null): number => sealedTexts(db, nip).length

const sealedTexts = (db: Db, nip: string | null): Sealed[] => [
  ...sealedAnswers(db, nip),
  ...(nip === null ? [] : [...webhookSecrets(db), ...ksefSecrets(db, nip), ...mailboxSecrets(db, nip)]),
]

const sealedAnswers = (db: Db, nip: string | null): Sealed[] =>
  keptAnswers(db).map(({ caller, key, answer }) => ({
    text: answer,
    context: answerContext(nip, caller, key),
    replace: (text) => resealAnswer(db, { caller, key }, answer, text),
  }))

const webhookSecrets = (db: Db): Sealed[] =>
  listWebhooks(db, 0, Number.MAX_SAFE_INTEGER).flatMap(({ id, secret, previousSecret: previous }) => {
    const context = webhookContext(id)
    const now: Sealed = { text: secret, context, replace: (text) => resealSecret(db, id, secret, text) }
    if (previous === null) return [now]
    const replace = (text: string) => resealPreviousSecret(db, id, previous, text)
    return [now, { text: previous, context, replace }]
  })

function mailboxSecrets(db: Db, nip: string): Sealed[] {
  const stored = readMailbox(db)
  if (stored === null) return []
  const replace = (password: string) => {
    const now = readMailbox(db)
    if (now?.password === stored.password) writeMailbox(db, { ...now, password })
  }
  return [{ text: stored.password, context: mailboxContext(nip, stored.settings), replace }]
}

/** Progress is read again by each replacement, for its secrets stand in one row. */
function ksefSecrets(db: Db, nip: string): Sealed[] {
  const found: Sealed[] = []
  const stored = readConnection(db)
  if (stored !== null) {
    found.push({
      text: stored.credential,
      context: sealedFor(nip, 'credential'),
      replace: (text) => {
        const now = readConnection(db)
        if (now?.credential === stored.credential) writeConnection(db, now.connection, text)
      },
    })
  }
  const { session, lanes } = readProgress(db).progress
  const change = (after: (progress: Progress) => Progress) => {
    const { revision, progress } = readProgress(db)
    writeProgress(db, revision, after(progress))
  }
  if (session !== null)
    found.push({
      text: session.sealed,
      context: sealedFor(nip, 'session'),
      replace: (sealed) =>
        change((progress) =>
          progress.session?.sealed === session.sealed
            ? { ...progress, session: { ...progress.session, sealed } }
            : progress,
        ),
    })
  for (const [subject, { export: asked }] of pairsOf(lanes)) {
    if (asked === null) continue
    const replace = (sealed: string) =>
      change((progress) => {
        const now = progress.lanes[subject]?.export
        return now?.sealed === asked.sealed
          ? withLane(progress, subject, { export: { ...now, sealed } })
          : progress
      })
    found.push({ text: asked.sealed, context: sealedFor(nip, 'export'), replace })
  }
  return found
}
