import { Refusal } from '../values/refusal.ts'

export const notRestoring = (nip: string): Refusal =>
  new Refusal(
    'not-restoring',
    `No restore of the ledger of ${nip} is under way. Begin one with PUT /v1/taxpayers/${nip}/restore.`,
  )
