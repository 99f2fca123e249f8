import { z } from 'zod'
import type { english } from '../texts/en/index.ts'
import { say } from '../texts/say.ts'
import { type Instant, parseInstant } from '../values/instant.ts'
import { signedAuthRequest } from './auth-request.ts'
import { utf8 } from './bytes.ts'
import { call, type KsefHost, unavailable } from './call.ts'
import { type Credential, signerOf } from './credential.ts'
import type { PublicKeys } from './public-keys.ts'
import { plus } from './time.ts'

/** Signing in to KSeF and staying signed in (API notes, sections 2 and 3). Every function throws KsefError. */

const instant = z.string().transform((text, context): Instant => {
  const value = parseInstant(text)
  if (value !== null) return value
  context.addIssue({ code: 'custom', message: 'no instant' })
  return z.NEVER
})
const token = z.object({ token: z.string().min(1), validUntil: instant })
const challengeAnswer = z.object({ challenge: z.string().min(1), timestampMs: z.number() })
const begun = z.object({ referenceNumber: z.string().min(1), authenticationToken: token })
const status = z.object({
  status: z.object({
    code: z.number(),
    description: z.string().catch(''),
    details: z.array(z.string()).nullish().catch(null),
  }),
})
const tokens = z.object({ accessToken: token, refreshToken: token })
const refreshed = z.object({ accessToken: token })

type Token = z.output<typeof token>

/** A login under way: its reference, and the token that may ask about it. */
export interface Login {
  reference: string
  token: string
}

/** The tokens of a session. */
export interface Tokens {
  access: Token
  refresh: Token
}

/** What KSeF was asked for. */
type AskedFor = Parameters<(typeof english)['ksef.answer-unreadable']>[0]['what']

/** @throws KsefError when an answer of KSeF is not what the contract says */
export function read<T extends z.ZodType>(schema: T, answer: unknown, what: AskedFor): z.output<T> {
  const result = schema.safeParse(answer)
  if (result.success) return result.data
  const places = result.error.issues.map((issue) => issue.path.join('.')).join(', ')
  throw unavailable(say('ksef.answer-unreadable', { what, places }))
}

const minute = 60_000

/** Begins to sign in. The credential must have passed `checkCredential`. */
export async function beginLogin(
  host: KsefHost,
  keys: PublicKeys,
  nip: string,
  credential: Credential,
): Promise<Login> {
  const { challenge, timestampMs } = read(
    challengeAnswer,
    await call(host, { method: 'POST', path: '/auth/challenge' }),
    'challenge',
  )
  const answer =
    credential.type === 'certificate'
      ? await call(host, {
          method: 'POST',
          path: '/auth/xades-signature',
          xml: await signedAuthRequest(
            { challenge, nip, at: plus(host.now(), -minute) },
            await signerOf(credential),
          ),
        })
      : await keys.sendEncrypted(
          'KsefTokenEncryption',
          () => utf8(`${credential.token}|${timestampMs}`),
          (encryptedToken, publicKeyId) =>
            call(host, {
              method: 'POST',
              path: '/auth/ksef-token',
              json: {
                challenge,
                contextIdentifier: { type: 'Nip', value: nip },
                encryptedToken,
                publicKeyId,
              },
            }),
        )
  const { referenceNumber, authenticationToken } = read(begun, answer, 'sign-in')
  return { reference: referenceNumber, token: authenticationToken.token }
}

/** How a login stands; `auth-status.ts` says what a code means. */
export async function loginStatus(
  host: KsefHost,
  login: Login,
): Promise<{ code: number; details: readonly string[] }> {
  const answer = await call(host, { method: 'GET', path: `/auth/${login.reference}`, token: login.token })
  const { code, details } = read(status, answer, 'sign-in-state').status
  return { code, details: details ?? [] }
}

/** Takes the tokens of a login that is done. Works once: they must be kept before anything else is tried. */
export async function redeem(host: KsefHost, login: Login): Promise<Tokens> {
  const answer = await call(host, { method: 'POST', path: '/auth/token/redeem', token: login.token })
  const { accessToken, refreshToken } = read(tokens, answer, 'tokens')
  return { access: accessToken, refresh: refreshToken }
}

/** A new access token. */
export async function refresh(host: KsefHost, refreshToken: string): Promise<Token> {
  const answer = await call(host, { method: 'POST', path: '/auth/token/refresh', token: refreshToken })
  return read(refreshed, answer, 'token').accessToken
}

/** Ends the session of an access token. */
export async function logOut(host: KsefHost, accessToken: string): Promise<void> {
  await call(host, { method: 'DELETE', path: '/auth/sessions/current', token: accessToken })
}
