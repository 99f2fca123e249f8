import { originsOf } from '../http/endpoint/cross-origin.ts'
import { perMinuteOf } from '../http/endpoint/rate-limit.ts'
import { apiUrlOf, latarniaUrlOf } from '../ksef/environments.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { present } from '../values/present.ts'
import type { QrEnvironment } from '../values/qr.ts'
import { SpokenError } from '../values/refusal.ts'
import { isOneOf } from '../values/tables.ts'

/** Settings as a host finds them around it; others may stand beside them. An empty one is as good as none. */
type GivenSettings = Readonly<Record<string, unknown>>

/** What a secret that lets somebody in must have at least, in characters: 32 of Base64 are 192 bits. */
const leastSecretLength = 32

const qrEnvironments: readonly QrEnvironment[] = ['production', 'test', 'demo']
export const logLevels = ['debug', 'info', 'warn', 'error']

/**
 * What is wrong with the settings that all hosts share: a sentence for each, which says what to do and tells no secret.
 * Empty when nothing is. No host starts to work with others than these.
 */
export function wrongSettings(given: GivenSettings): Said[] {
  const of = (name: string): string | null => (given[name] ? String(given[name]) : null)
  const environment = of('KSEF_QR_ENVIRONMENT') ?? 'production'
  return [
    ...['ADMIN_KEY', 'METRICS_TOKEN'].map((name) => wrongSecret(name, of(name))),
    ...['MASTER_KEY', 'MASTER_KEY_PREVIOUS'].map((name) => wrongMasterKey(name, of(name))),
    isOneOf(qrEnvironments, environment)
      ? null
      : say('refusal.setting.one-of', { name: 'KSEF_QR_ENVIRONMENT', choices: qrEnvironments }),
    wrongChoice('WEBHOOKS_ALLOW_PRIVATE', of('WEBHOOKS_ALLOW_PRIVATE'), ['true', 'false']),
    wrongChoice('MAILBOXES_ALLOW_PRIVATE', of('MAILBOXES_ALLOW_PRIVATE'), ['true', 'false']),
    wrongChoice('LOG_LEVEL', of('LOG_LEVEL'), logLevels),
    refusalOf(() => perMinuteOf(of('RATE_LIMIT'))),
    refusalOf(() => originsOf(of('CORS_ORIGINS'))),
    refusalOf(() => latarniaUrlOf(of('LATARNIA_URL'))),
    isOneOf(qrEnvironments, environment) ? refusalOf(() => apiUrlOf(of('KSEF_API_URL'), environment)) : null,
  ].filter((sentence) => sentence !== null)
}

/** The environment of KSeF; another than the known ones was told by `wrongSettings`. */
export const qrEnvironmentOf = (given: string | undefined): QrEnvironment =>
  present(qrEnvironments.find((name) => name === (given || 'production')))

/** Whoever guesses tries short ones first, and other characters cannot be sent in a header. */
function wrongSecret(name: string, given: string | null): Said | null {
  if (given === null) return null
  if (given.length < leastSecretLength)
    return say('refusal.setting.too-short', { name, length: given.length, least: leastSecretLength })
  return /^[!-~]+$/.test(given) ? null : say('refusal.setting.not-ascii', { name })
}

const wrongMasterKey = (name: string, given: string | null): Said | null =>
  given === null || /^[A-Za-z0-9+/]{43}=$/.test(given) ? null : say('refusal.setting.no-key', { name })

/** The sentence about a setting that is none of its choices; null where it is one, or not set. */
export function wrongChoice(name: string, given: string | null, choices: readonly string[]): Said | null {
  if (given === null || choices.includes(given)) return null
  return say('refusal.setting.one-of', { name, choices })
}

function refusalOf(read: () => unknown): Said | null {
  try {
    read()
    return null
  } catch (error) {
    if (error instanceof SpokenError) return error.detail
    throw error
  }
}
