import { Refusal } from '../values/refusal.ts'

/** Whatever is asked of a ledger whose restore has not ended. */
export const restoringNow = (nip: string): Refusal =>
  new Refusal(
    'ledger-restoring',
    `The ledger of ${nip} is being restored from an archive and answers nothing until that is done. Let npm run ledger:import end, call it again if it was cut off, or give up with DELETE /v1/taxpayers/${nip}/restore.`,
  )

/** Whether something was refused because a restore is under way. */
export const isRestoringNow = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'ledger-restoring'
