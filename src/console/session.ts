import { signal } from '@preact/signals'
import type { Language } from '../texts/language.ts'
import type { QrEnvironment } from '../values/qr.ts'
import { forgetAnswers } from './answers.ts'
import { place } from './place.ts'
import { speakAsKeySays } from './preferences.ts'

/** Who is signed in: what the key of the session may do, and for whom. */
interface SignedIn {
  name: string
  role: 'admin' | 'accountant' | 'integration' | 'viewer'
  taxpayers: '*' | readonly string[]
  language: Language | null
  /** The environment of KSeF in which invoices are looked up. */
  qrEnvironment: QrEnvironment
}

/** `unknown` until the service was asked; `ended` when it stopped counting while somebody worked. */
export const session = signal<SignedIn | 'unknown' | 'none' | 'ended'>('unknown')

/** The session where there is one. */
export const signedIn = (): SignedIn | null => (typeof session.value === 'string' ? null : session.value)

/** Whether who is signed in may do what needs a role. */
export function may(role: SignedIn['role']): boolean {
  const held = signedIn()?.role
  if (held === undefined) return false
  const order: readonly SignedIn['role'][] = ['viewer', 'integration', 'accountant', 'admin']
  return order.indexOf(held) >= order.indexOf(role)
}

/**
 * Asks who is signed in. A key in the fragment of the address is exchanged first, and removed from the address before
 * anything else happens, so that it stays in no history.
 */
export async function findSession(): Promise<void> {
  const key = /^#key=(.+)$/.exec(window.location.hash)?.[1]
  if (key !== undefined) {
    const clean = new URL(window.location.href)
    clean.hash = ''
    window.history.replaceState(null, '', clean)
    place.value = clean
    if (await openSession(decodeURIComponent(key))) return
  }
  if (!(await isSignedIn())) session.value = 'none'
}

/** Asks whose session it is; false where there is none. */
async function isSignedIn(): Promise<boolean> {
  const response = await fetch('/session', { headers: { accept: 'application/json' } })
  if (!response.ok) return false
  const signedIn = (await response.json()) as SignedIn
  speakAsKeySays(signedIn.language)
  session.value = signedIn
  return true
}

/** Exchanges a key for a session; false where the service does not know it. What another one saw before is forgotten. */
export async function openSession(key: string): Promise<boolean> {
  const response = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: key.trim() }),
  })
  if (!response.ok) return false
  forgetAnswers()
  return isSignedIn()
}

/** Ends the session, here and at the service. */
export async function signOut(): Promise<void> {
  await fetch('/session', { method: 'DELETE' })
  forgetAnswers()
  session.value = 'none'
}
