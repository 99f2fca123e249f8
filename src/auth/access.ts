import type { Role } from '../store/keys.ts'
import type { Language } from '../texts/language.ts'
import { say } from '../texts/say.ts'
import { Refusal } from '../values/refusal.ts'

/** Roles of keys, each of which may do all that those before it may. */
export const roles = ['viewer', 'integration', 'accountant', 'admin'] as const satisfies readonly Role[]

/** Who calls: a key with its role, and the taxpayers it is for. */
export interface Caller {
  /** Of his key, as logs show it. */
  id: string
  /** How the history names him; two keys have two names. */
  name: string
  role: Role
  taxpayers: readonly string[] | '*'
  /** In which he is spoken to where a request asks for no language. */
  language?: Language | null
}

/**
 * What a call reaches beside the taxpayer in its path:
 * - `all`: what is common, or more than one taxpayer is his to give away; the key must be for all taxpayers;
 * - `own`: what belongs to the taxpayers of the key, and nothing else: see `reaches`;
 * - `everybody`: what every caller may know.
 */
export type Reach = 'all' | 'own' | 'everybody'

/** Whether everything about these taxpayers is the caller's too. */
export const reaches = (caller: Caller, taxpayers: Caller['taxpayers']): boolean =>
  caller.taxpayers === '*' || (taxpayers !== '*' && taxpayers.every((nip) => caller.taxpayers.includes(nip)))

/** @throws Refusal role-too-low, taxpayer-not-yours or key-not-for-all when the role is too low, the taxpayer is not one of the key's, or it is not for all where it must be */
export function mayCall(caller: Caller, least: Role, nip: string | null, reach?: Reach): void {
  if (roles.indexOf(caller.role) < roles.indexOf(least)) {
    throw new Refusal('role-too-low', say('refusal.role-too-low', { needed: least, role: caller.role }))
  }
  if (nip !== null && !reaches(caller, [nip])) {
    throw new Refusal('taxpayer-not-yours', say('refusal.taxpayer-not-yours', { nip }))
  }
  if (reach === 'all' && caller.taxpayers !== '*') {
    throw new Refusal('key-not-for-all', say('refusal.key-not-for-all'))
  }
}
