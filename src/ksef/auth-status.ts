import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'

/** What a login ended with, as a person must hear it. */
interface SignInRefusal {
  code: string
  message: Said
}

/**
 * What to do about a login's state. `again`: sign in anew at once; `later`: with back-off; `stop`: only a person can
 * help.
 */
export type LoginStep =
  | { do: 'wait' }
  | { do: 'redeem' }
  | { do: 'again' | 'later'; why: Said }
  | ({ do: 'stop' } & SignInRefusal)

const stop = (code: string, message: Said): LoginStep => ({ do: 'stop', code, message })

/** TABLE: states of `GET /auth/{reference}` (API notes, section 2, step 4). */
const steps: Record<number, LoginStep> = {
  100: { do: 'wait' },
  200: { do: 'redeem' },
  415: stop('no-permission', say('sign-in.no-permission')),
  425: { do: 'again', why: say('sign-in.session-ended') },
  460: stop('certificate-refused', say('sign-in.certificate-refused')),
  470: stop('person-deceased', say('sign-in.person-deceased')),
  480: stop('blocked-by-ksef', say('sign-in.blocked')),
  500: { do: 'later', why: say('sign-in.failed') },
  550: { do: 'later', why: say('sign-in.cancelled') },
}

const tokenRevoked = stop('token-revoked', say('sign-in.token-revoked'))
const tokenElsewhere = stop('token-of-another-context', say('sign-in.token-elsewhere'))
const tokenWrong = stop('token-wrong', say('sign-in.token-wrong'))

/** TABLE: what the detail of code 450 says, in the Ministry's words; the first that fits. */
const tokenDetails: readonly [RegExp, LoginStep][] = [
  [/unieważniony|nieaktywny/i, tokenRevoked],
  [/kontekście/i, tokenElsewhere],
  [/wyzwanie|czas|szyfrowanie|kodowanie/i, { do: 'later', why: say('sign-in.token-unread') }],
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
          why: say('sign-in.unknown-state', { state: code, words: said }),
        })
  const tried = code === 450 || code === 425
  return tried && (step.do === 'later' || step.do === 'again') && repeats >= maxRepeats
    ? stop('sign-in-fails', say('sign-in.fails', { times: repeats + 1, why: step.why }))
    : step
}
