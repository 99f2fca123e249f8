import type { HoldReason } from '../purchase/posting.ts'
import type { Db } from '../store/database.ts'
import { draftsByKeys } from '../store/drafts.ts'
import { say } from '../texts/say.ts'
import { draftKeys } from './drafts.ts'

/** What of a question drafts are met by. */
interface Asked {
  sellerId: string | null
  number: string | null
  ksefNumber: string | null
  xmlHash: string | null
}

/** Open drafts that may be the invoice asked about: what they say of it nobody has looked at yet. */
export function draftReasons(db: Db, { sellerId, number, ksefNumber, xmlHash }: Asked): HoldReason[] {
  const met = draftsByKeys(
    db,
    draftKeys({ hashes: xmlHash === null ? [] : [xmlHash], ksefNumber, sellerId, number }),
  )
  return met.map(({ id, receivedOn }) => ({
    code: 'DRAFT_OPEN',
    message: say('hold.draft', { draftId: id, received: receivedOn }),
  }))
}
