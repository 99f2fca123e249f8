import { desc, eq, inArray, lte } from 'drizzle-orm'
import { sessions } from '../../drizzle/directory/schema.ts'
import type { Db } from './database.ts'
import { atMost, type Places, prepared } from './prepared.ts'

/** A session as it is kept: the hash of its text, and of the key that it stands for. */
type SessionRow = typeof sessions.$inferSelect

/** So many sessions of a key may go on at once; beyond them those that began first end. */
const maxOfKey = 100

const forgetOver = prepared((orm, { at }: Places<{ at: string }>) =>
  orm.delete(sessions).where(lte(sessions.endsAt, at)),
)
const put = prepared((orm, session: Places<SessionRow>) =>
  orm.insert(sessions).values({
    hash: session.hash,
    keyId: session.keyId,
    keyHash: session.keyHash,
    createdAt: session.createdAt,
    endsAt: session.endsAt,
  }),
)
const forgetSurplus = prepared((orm, { keyId }: Places<{ keyId: string }>) => {
  const surplus = orm
    .select({ hash: sessions.hash })
    .from(sessions)
    .where(eq(sessions.keyId, keyId))
    .orderBy(desc(sessions.createdAt))
    // SQLite knows an offset with a limit alone; a negative one is none.
    .limit(atMost(-1))
    .offset(maxOfKey)
  return orm.delete(sessions).where(inArray(sessions.hash, surplus))
})
/** Keeps a session in the place of the one before in the same browser, and forgets those that are over. */
export const putSession = (db: Db, session: SessionRow, before: string | null): void =>
  db.transaction(() => {
    if (before !== null) removeSession(db, before)
    forgetOver.run(db, { at: session.createdAt })
    put.run(db, session)
    forgetSurplus.run(db, { keyId: session.keyId })
  })

const byHash = prepared((orm, { hash }: Places<{ hash: string }>) =>
  orm.select().from(sessions).where(eq(sessions.hash, hash)),
)
/** The session with this hash, also when it is over; null when there is none. */
export const sessionByHash = (db: Db, hash: string): SessionRow | null => byHash.get(db, { hash }) ?? null

const remove = prepared((orm, { hash }: Places<{ hash: string }>) =>
  orm.delete(sessions).where(eq(sessions.hash, hash)),
)
export const removeSession = (db: Db, hash: string): void => remove.run(db, { hash })
