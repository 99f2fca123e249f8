import { say } from '../texts/say.ts'
import type { QrEnvironment } from '../values/qr.ts'
import { SpokenError } from '../values/refusal.ts'

/** TABLE: the environments of KSeF (API notes, section 1). */
const apiUrls: Record<QrEnvironment, string> = {
  production: 'https://api.ksef.mf.gov.pl/v2',
  test: 'https://api-test.ksef.mf.gov.pl/v2',
  demo: 'https://api-demo.ksef.mf.gov.pl/v2',
}

/** The address of Latarnia without a slash at its end. @throws SpokenError when it is none, or not safe */
export function latarniaUrlOf(given: string | null): string | null {
  if (given === null) return null
  safeUrl('LATARNIA_URL', given, 'https://api-latarnia.ksef.mf.gov.pl')
  return given.replace(/\/+$/, '')
}

/** Hosts of this machine, as the parser of URLs writes them. */
const loopback = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Reads an address in a setting: credentials and invoices travel by TLS alone, unless they stay on the machine. */
function safeUrl(setting: string, given: string, example: string): URL {
  const url = URL.canParse(given) ? new URL(given) : null
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname))) return url
  if (url?.protocol !== 'http:')
    throw new SpokenError(say('refusal.setting.no-address', { name: setting, given, example }))
  throw new SpokenError(say('refusal.setting.unencrypted', { name: setting, given }))
}

/**
 * The API to call: the one given, else that of the environment.
 * @throws SpokenError when it is no address, not safe, or that of another environment than the QR codes that are accepted
 */
export function apiUrlOf(given: string | null, environment: QrEnvironment): string {
  if (given === null) return apiUrls[environment]
  const url = safeUrl('KSEF_API_URL', given, apiUrls.production)
  for (const [name, known] of Object.entries(apiUrls)) {
    if (new URL(known).host !== url.host || name === environment) continue
    throw new SpokenError(say('refusal.setting.other-environment', { api: name, environment }))
  }
  return given.replace(/\/+$/, '')
}
