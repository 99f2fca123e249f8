import { and, eq, gt, isNotNull, lte } from 'drizzle-orm'
import { idempotentRequests as requests } from '../../drizzle/idempotency.ts'
import type { Db } from './database.ts'
import { type Places, prepared } from './prepared.ts'

/** Whose request, under which key. */
export interface RequestName {
  caller: string
  key: string
}

type Kept = typeof requests.$inferSelect
/** A request with an Idempotency-Key: what it was, and what was answered. */
type KeptRequest = Pick<Kept, 'fingerprint' | 'createdId' | 'answer'>

const isNamed = ({ caller, key }: Places<RequestName>) =>
  and(eq(requests.caller, caller), eq(requests.key, key))

const kept = prepared((orm, name: Places<RequestName & { sinceMs: number }>) =>
  orm
    .select({ fingerprint: requests.fingerprint, createdId: requests.createdId, answer: requests.answer })
    .from(requests)
    .where(and(isNamed(name), gt(requests.atMs, name.sinceMs))),
)
const forgetOld = prepared((orm, { sinceMs }: Places<{ sinceMs: number }>) =>
  orm.delete(requests).where(lte(requests.atMs, sinceMs)),
)
const claim = prepared((orm, request: Places<Omit<Kept, 'answer'>>) =>
  orm.insert(requests).values({
    caller: request.caller,
    key: request.key,
    fingerprint: request.fingerprint,
    createdId: request.createdId,
    atMs: request.atMs,
  }),
)
/**
 * The request kept under this name, else the given one, which is kept from now on. Forgets what was kept before
 * `sinceMs`. Becomes durable with what the request then changes in the same database.
 */
export const claimRequest = (
  db: Db,
  { caller, key }: RequestName,
  request: { fingerprint: string; createdId: string; atMs: number },
  sinceMs: number,
): KeptRequest =>
  db.transaction(() => {
    const known = kept.get(db, { caller, key, sinceMs })
    if (known) return known
    forgetOld.run(db, { sinceMs })
    claim.run(db, { caller, key, ...request })
    return { fingerprint: request.fingerprint, createdId: request.createdId, answer: null }
  }, 'later')

const answerWith = prepared((orm, name: Places<RequestName & { answer: string }>) =>
  orm.update(requests).set({ answer: name.answer }).where(isNamed(name)),
)
export const keepAnswer = (db: Db, { caller, key }: RequestName, answer: string): void =>
  db.transaction(() => answerWith.run(db, { caller, key, answer }))

const forget = prepared((orm, name: Places<RequestName>) => orm.delete(requests).where(isNamed(name)))
/** Forgets a request that was refused. */
export const forgetRequest = (db: Db, { caller, key }: RequestName): void =>
  db.transaction(() => forget.run(db, { caller, key }), 'later')

/** Forgets kept answers that cannot be read. */
export const forgetRequests = (db: Db, names: readonly RequestName[]): void => forget.runEach(db, names)

const answers = prepared((orm) =>
  orm
    .select({ caller: requests.caller, key: requests.key, answer: requests.answer })
    .from(requests)
    .where(isNotNull(requests.answer)),
)
/** All answers that are kept, sealed. */
export const keptAnswers = (db: Db): (RequestName & { answer: string })[] =>
  answers.all(db, {}).map(({ answer, ...name }) => ({ ...name, answer: answer ?? '' }))

const replaceAnswer = prepared((orm, name: Places<RequestName & { before: string; after: string }>) =>
  orm
    .update(requests)
    .set({ answer: name.after })
    .where(and(isNamed(name), eq(requests.answer, name.before))),
)
/** Seals an answer anew, unless another took its place meanwhile. */
export const resealAnswer = (db: Db, { caller, key }: RequestName, before: string, after: string): void =>
  replaceAnswer.run(db, { caller, key, before, after })
