import type { QrEnvironment } from '../values/qr.ts'

/** TABLE: the environments of KSeF (API notes, section 1). */
const apiUrls: Record<QrEnvironment, string> = {
  production: 'https://api.ksef.mf.gov.pl/v2',
  test: 'https://api-test.ksef.mf.gov.pl/v2',
  demo: 'https://api-demo.ksef.mf.gov.pl/v2',
}

/** The address of Latarnia without a slash at its end. @throws Error when it is none */
export function latarniaUrlOf(given: string | null): string | null {
  if (given === null) return null
  if (URL.canParse(given) && /^https?:/.test(given)) return given.replace(/\/+$/, '')
  throw new Error(
    `LATARNIA_URL=${given} is no address. Give one such as https://api-latarnia.ksef.mf.gov.pl.`,
  )
}

/**
 * The API to call: the one given, else that of the environment.
 * @throws Error when it is no address, or that of another environment than the QR codes that are accepted
 */
export function apiUrlOf(given: string | null, environment: QrEnvironment): string {
  if (given === null) return apiUrls[environment]
  const url = URL.canParse(given) ? new URL(given) : null
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Error(`KSEF_API_URL=${given} is no address. Give one such as ${apiUrls.production}.`)
  for (const [name, known] of Object.entries(apiUrls)) {
    if (new URL(known).host !== url.host || name === environment) continue
    throw new Error(
      `KSEF_API_URL is that of the environment ${name}, KSEF_QR_ENVIRONMENT is ${environment}. Invoices of one never belong to the other: set both alike.`,
    )
  }
  return given.replace(/\/+$/, '')
}
