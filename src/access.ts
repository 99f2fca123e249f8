import { Problem } from './problem.ts'

/** Roles of keys, each of which may do all that those before it may. */
export const roles = ['viewer', 'integration', 'accountant', 'admin'] as const
export type Role = (typeof roles)[number]

/** Who calls: a key with its role, and the taxpayers it is for. */
export interface Caller {
  /** Of his key, as logs show it. */
  id: string
  /** How the history names him; two keys have two names. */
  name: string
  role: Role
  taxpayers: readonly string[] | '*'
}

/** @throws Problem 403 when the role is too low, the taxpayer is not one of the key's, or it is not for all where it must be */
export function mayCall(caller: Caller, least: Role, nip: string | null, forAll = false): void {
  if (roles.indexOf(caller.role) < roles.indexOf(least)) {
    throw new Problem(
      403,
      'role-too-low',
      `This needs a key with the role ${least}; yours is ${caller.role}.`,
    )
  }
  const named = caller.taxpayers === '*' || (nip !== null && caller.taxpayers.includes(nip))
  if (nip !== null && !named) {
    throw new Problem(403, 'taxpayer-not-yours', `This key is not for the taxpayer ${nip}.`)
  }
  if (forAll && caller.taxpayers !== '*') {
    const detail = 'This needs a key for all taxpayers: what it does reaches beyond one of them.'
    throw new Problem(403, 'key-not-for-all', detail)
  }
}
