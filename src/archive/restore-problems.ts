import { say } from '../texts/say.ts'
import { Refusal } from '../values/refusal.ts'

export const notRestoring = (nip: string): Refusal =>
  new Refusal('not-restoring', say('refusal.not-restoring', { nip }))
