import { loginStep } from '../ksef/auth-status.ts'
import type { Credential } from '../ksef/credential.ts'
import type { Progress, Session } from '../ksef/progress.ts'
import { patienceMs } from '../ksef/schedule.ts'
import { beginLogin, type Login, loginStatus, redeem, refresh, type Tokens } from '../ksef/session.ts'
import { instantAt, msOf, plus } from '../ksef/time.ts'
import { refused, troubled } from '../ksef/transitions.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { readConnection } from '../store/ksef.ts'
import { say } from '../texts/say.ts'
import type { Instant } from '../values/instant.ts'
import { readJson } from '../values/json.ts'
import { commit, type KsefContext, sealedAs } from './gate.ts'

/** Signing in, one call and one transaction after the other. Every step throws KsefError. */

const firstAskMs = 2_000
const lastAskMs = 30_000

export async function signIn(ledger: Ledger, gate: KsefContext, revision: number): Promise<void> {
  const stored = readConnection(ledger.db)
  const credential =
    stored === null ? null : await openSealed<Credential>(ledger, gate, 'credential', stored.credential)
  if (credential === null) {
    const message = say('sign-in.credential-unreadable')
    const scene = { nip: ledger.nip, now: ledger.host.now() }
    commit(ledger, revision, (progress) => refused(progress, scene, 'credential-unreadable', message))
    return
  }
  const login = await beginLogin(gate.host, gate.keys, ledger.nip, credential)
  const sealed = await seal(ledger, gate, login)
  const askAt = plus(ledger.host.now(), firstAskMs)
  const session: Session = { state: 'signing-in', reference: login.reference, askAt, asked: 0, sealed }
  commit(ledger, revision, (progress) => ({ ...progress, session }))
}

export async function checkSignIn(
  ledger: Ledger,
  gate: KsefContext,
  revision: number,
  progress: Progress,
): Promise<void> {
  const login = await openSession<Login>(ledger, gate, progress)
  if (login === null) return forgetSession(ledger, revision)
  const { code, details } = await loginStatus(gate.host, login)
  const step = loginStep(code, details, progress.logins)
  if (step.do === 'redeem') return open(ledger, gate, revision, await redeem(gate.host, login))
  const scene = { nip: ledger.nip, now: ledger.host.now() }
  commit(ledger, revision, (before) => {
    if (step.do === 'wait') return askedAgain(before, scene.now)
    if (step.do === 'stop') return refused(before, scene, step.code, step.message)
    const anew = { ...before, session: null, logins: before.logins + 1 }
    return step.do === 'again' ? anew : troubled(anew, scene, 'failure', step.why)
  })
}

function askedAgain(progress: Progress, now: Instant): Progress {
  if (progress.session?.state !== 'signing-in') return progress
  const asked = progress.session.asked + 1
  const askAt = plus(now, patienceMs(asked, firstAskMs, lastAskMs))
  return { ...progress, session: { ...progress.session, asked, askAt } }
}

export async function renew(
  ledger: Ledger,
  gate: KsefContext,
  revision: number,
  progress: Progress,
): Promise<void> {
  const tokens = await openSession<Tokens>(ledger, gate, progress)
  if (tokens === null) return forgetSession(ledger, revision)
  const access = await refresh(gate.host, tokens.refresh.token)
  await open(ledger, gate, revision, { ...tokens, access })
}

async function open(ledger: Ledger, gate: KsefContext, revision: number, tokens: Tokens): Promise<void> {
  const sealed = await seal(ledger, gate, tokens)
  const { access, refresh: again } = tokens
  const session: Session = {
    state: 'open',
    accessUntil: instantAt(msOf(access.validUntil)),
    refreshUntil: instantAt(msOf(again.validUntil)),
    sealed,
  }
  commit(ledger, revision, (progress) => ({ ...progress, session, logins: 0 }))
}

/** The access token of the open session; null when there is none that can be read. */
export async function accessToken(
  ledger: Ledger,
  gate: KsefContext,
  progress: Progress,
): Promise<string | null> {
  if (progress.session?.state !== 'open') return null
  return (await openSession<Tokens>(ledger, gate, progress))?.access.token ?? null
}

export function forgetSession(ledger: Ledger, revision: number): void {
  commit(ledger, revision, (progress) => ({ ...progress, session: null }))
}

const seal = (ledger: Ledger, gate: KsefContext, secret: Login | Tokens): Promise<string> =>
  gate.vault.seal(JSON.stringify(secret), sealedAs(ledger, 'session'))

const openSession = async <T>(ledger: Ledger, gate: KsefContext, { session }: Progress): Promise<T | null> =>
  session === null ? null : openSealed<T>(ledger, gate, 'session', session.sealed)

/** Reads what was sealed; null when it was sealed under another master key. */
export async function openSealed<T>(
  ledger: Ledger,
  gate: KsefContext,
  what: Parameters<typeof sealedAs>[1],
  sealed: string,
): Promise<T | null> {
  try {
    return readJson(await gate.vault.open(sealed, sealedAs(ledger, what))) as T
  } catch {
    return null
  }
}
