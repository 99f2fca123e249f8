import type { CopyDesk } from '../ingest/copy.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { UnitOfWork } from '../purchase/unit-of-work.ts'
import type { Settings } from '../store/settings.ts'
import { acceptIn } from './accept-draft.ts'
import { type Arriving, keepDraftIn } from './drafts.ts'

/** Where drafts come in, and which of them the taxpayer wants as copies at once. */
export type ArrivalDesk = CopyDesk & Pick<Settings, 'acceptDrafts'>

type Arrived = ReturnType<typeof keepDraftIn>

/** Keeps a document as a draft, or as the copy that it is beyond doubt, once. @throws Refusal external-id-reused */
export const arrive = (ledger: Ledger, actor: string, arriving: Arriving, desk: ArrivalDesk): Arrived =>
  ledger.write(actor, 'draft', (unit) => arriveIn(unit, arriving, desk))

/** The same in a transaction that does more. */
export function arriveIn(unit: UnitOfWork, arriving: Arriving, desk: ArrivalDesk): Arrived {
  const { draft, isNew } = keepDraftIn(unit, arriving)
  if (!isNew || desk.acceptDrafts !== 'certain') return { draft, isNew }
  return { draft: acceptIn(unit, draft, arriving.raw, desk), isNew }
}
