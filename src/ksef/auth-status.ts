/** What a login ended with, as a person must hear it. */
interface SignInRefusal {
  code: string
  message: string
}

/**
 * What to do about a login's state. `again`: sign in anew at once; `later`: with back-off; `stop`: only a person can
 * help.
 */
export type LoginStep =
  | { do: 'wait' }
  | { do: 'redeem' }
  | { do: 'again' | 'later'; why: string }
  | ({ do: 'stop' } & SignInRefusal)

const stop = (code: string, message: string): LoginStep => ({ do: 'stop', code, message })

/** TABLE: states of `GET /auth/{reference}` (API notes, section 2, step 4). */
const steps: Record<number, LoginStep> = {
  100: { do: 'wait' },
  200: { do: 'redeem' },
  415: stop(
    'no-permission',
    'KSeF says that this credential has no permission for the taxpayer. Grant it InvoiceRead (przeglądanie faktur) in KSeF and ask for a sync.',
  ),
  425: { do: 'again', why: 'the session was ended in KSeF' },
  460: stop(
    'certificate-refused',
    'KSeF does not accept the certificate (revoked, suspended, expired or unknown). Send another one.',
  ),
  470: stop(
    'person-deceased',
    'KSeF refuses the credential: its holder is recorded as deceased. Send another one.',
  ),
  480: stop(
    'blocked-by-ksef',
    'KSeF blocked signing in because it suspects a security incident. Contact the Ministry of Finance, then ask for a sync.',
  ),
  500: { do: 'later', why: 'KSeF failed to sign in (500)' },
  550: { do: 'later', why: 'KSeF cancelled signing in (550)' },
}

const tokenRevoked = stop(
  'token-revoked',
  'KSeF says that the token was revoked or is not active. Make a new one in KSeF and send it.',
)
const tokenElsewhere = stop(
  'token-of-another-context',
  'KSeF says that the token belongs to another taxpayer. Send a token made in the context of this one.',
)
const tokenWrong = stop(
  'token-wrong',
  'KSeF does not know the token. Compare it, or make a new one, and send it.',
)

/** TABLE: what the detail of code 450 says, in the Ministry's words; the first that fits. */
const tokenDetails: readonly [RegExp, LoginStep][] = [
  [/unieważniony|nieaktywny/i, tokenRevoked],
  [/kontekście/i, tokenElsewhere],
  [/wyzwanie|czas|szyfrowanie|kodowanie/i, { do: 'later', why: 'KSeF could not read the token (450)' }],
]

/** How many logins in a row may be tried again where only the way of sending may have been wrong. */
const maxRepeats = 3

/** What follows from the state of a login; `repeats`: logins before it that ended badly. */
export function loginStep(code: number, details: readonly string[], repeats: number): LoginStep {
  const said = details.join(' ')
  const step =
    code === 450
      ? (tokenDetails.find(([pattern]) => pattern.test(said))?.[1] ?? tokenWrong)
      : (steps[code] ?? {
          do: 'later',
          why: `KSeF answered an unknown state of signing in (${code} ${said})`,
        })
  const tried = code === 450 || code === 425
  return tried && (step.do === 'later' || step.do === 'again') && repeats >= maxRepeats
    ? stop('sign-in-fails', `Signing in failed ${repeats + 1} times: ${step.why}. Send the credential again.`)
    : step
}
