import { say } from '../texts/say.ts'
import { Refusal } from '../values/refusal.ts'

/** Whatever is asked of a ledger whose restore has not ended. */
export const restoringNow = (nip: string): Refusal =>
  new Refusal('ledger-restoring', say('refusal.ledger-restoring', { nip }))

/** Whether something was refused because a restore is under way. */
export const isRestoringNow = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'ledger-restoring'
