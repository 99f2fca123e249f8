import { eq, gt, max } from 'drizzle-orm'
import { outages } from '../../drizzle/directory/schema.ts'
import { atMost, excluded, type Places, prepared } from './prepared.ts'

/** What is asked of the notices of outages, as they are kept. */
export const noticeRows = {
  newestRevision: prepared((orm) => orm.select({ revision: max(outages.revision) }).from(outages)),
  after: prepared((orm, { after, limit }: Places<{ after: number; limit: number }>) =>
    orm
      .select({ seq: outages.seq, notice: outages.notice })
      .from(outages)
      .where(gt(outages.seq, after))
      .orderBy(outages.seq)
      .limit(atMost(limit)),
  ),
  of: prepared((orm, { id }: Places<{ id: string }>) =>
    orm.select({ notice: outages.notice }).from(outages).where(eq(outages.id, id)),
  ),
  all: prepared((orm) =>
    orm.select({ id: outages.id, notice: outages.notice }).from(outages).orderBy(outages.seq),
  ),
  changedSince: prepared((orm, { since, limit }: Places<{ since: number; limit: number }>) =>
    orm
      .select({ revision: outages.revision, notice: outages.notice })
      .from(outages)
      .where(gt(outages.revision, since))
      .orderBy(outages.revision)
      .limit(atMost(limit)),
  ),
  put: prepared((orm, p: Places<{ id: string; revision: number; notice: string }>) =>
    orm
      .insert(outages)
      .values({ id: p.id, revision: p.revision, notice: p.notice })
      .onConflictDoUpdate({
        target: outages.id,
        set: { revision: excluded(outages.revision), notice: excluded(outages.notice) },
      }),
  ),
}
