import type { Namespace, Stub } from 'cloudflare:workers'
import { v7 as uuid } from 'uuid'
import { version } from '../package.json'
import { edgeDeliver } from './edge-deliver.ts'
import type { DirectoryObject } from './edge-directory.ts'
import type { LedgerObject } from './edge-ledger.ts'
import type { Services } from './http/services.ts'
import { readMetadataList, readPackage } from './ingest/source.ts'
import { apiUrlOf } from './ksef/environments.ts'
import { Pace } from './ksef/pace.ts'
import { createGate } from './ledger/ksef-gate.ts'
import { type Instant, parseInstant, warsawDay } from './values/instant.ts'
import type { QrEnvironment } from './values/qr.ts'
import { createVault, type Vault } from './vault.ts'

/** What the platform binds to the Worker, as `wrangler.toml` and its secrets say. */
export interface EdgeEnv {
  LEDGERS: Namespace<LedgerObject>
  DIRECTORY: Namespace<DirectoryObject>
  ADMIN_KEY: string
  MASTER_KEY: string
  /** `eu`: objects are made and stay in the European Union. Empty: anywhere. */
  JURISDICTION?: string
  KSEF_QR_ENVIRONMENT?: string
  WEBHOOKS_ALLOW_PRIVATE?: string
  KSEF_API_URL?: string
  LATARNIA_URL?: string
  /** Requests that a key may make in a minute. */
  RATE_LIMIT?: string
  LOG_LEVEL?: string
}

/** What comes with a request besides itself. */
export interface Arrival {
  /** The network address of the caller. */
  address: string | null
  /** The key made too many requests: this one was counted already, and is refused. */
  waitSeconds?: number
}

const within = <T>(objects: Namespace<T>, env: EdgeEnv): Namespace<T> =>
  env.JURISDICTION === 'eu' ? objects.jurisdiction('eu') : objects

/** The one object with what is common to all taxpayers. `house` keeps apart what is tested at once; there is one else. */
export function directoryOf(env: EdgeEnv, house = ''): Stub<DirectoryObject> {
  const objects = within(env.DIRECTORY, env)
  return objects.get(objects.idFromName(`${house}directory`))
}

/** The object with the ledger of a taxpayer. */
export function ledgerOf(env: EdgeEnv, nip: string, house = ''): Stub<LedgerObject> {
  const objects = within(env.LEDGERS, env)
  return objects.get(objects.idFromName(`${house}${nip}`))
}

const levels = ['debug', 'info', 'warn', 'error']

/** What an object takes from around it; tests take it from elsewhere. */
export interface Surroundings {
  clock: () => Date
  pause: (ms: number) => Promise<void>
  print: (line: string) => void
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** The surroundings outside tests. */
export const surroundings: Surroundings = { clock: () => new Date(), pause, print: console.log }

/** What all objects give to the endpoints alike; each adds how it finds taxpayers and ledgers. */
export function commonServices(
  env: EdgeEnv,
  { clock, pause, print }: Surroundings,
): Omit<Services, 'directory' | 'withLedger' | 'erase' | 'spread' | 'count'> {
  const now = () => parseInstant(clock().toISOString()) as Instant
  const allowPrivateWebhooks = env.WEBHOOKS_ALLOW_PRIVATE === 'true'
  const vault = vaultOf(env.MASTER_KEY)
  const least = levels.indexOf(env.LOG_LEVEL ?? 'info')
  const log = (record: Record<string, unknown>) => {
    if (levels.indexOf(String(record.level)) >= least) print(JSON.stringify({ time: now(), ...record }))
  }
  const qrEnvironment = (env.KSEF_QR_ENVIRONMENT ?? 'production') as QrEnvironment
  // An object that stops is gone without notice: what it had begun is done again.
  const { signal } = new AbortController()
  const apiUrl = apiUrlOf(env.KSEF_API_URL || null, qrEnvironment)
  const ksef = createGate(
    { apiUrl, fetch: (request) => fetch(request), now, log, signal },
    // Each object keeps its own pace: what KSeF asks of an address reaches the others with their own answers.
    { vault, packages: readPackage, pace: new Pace(0, () => {}), putsAway: true },
  )
  return {
    version,
    qrEnvironment,
    now,
    today: () => warsawDay(now()),
    newId: uuid,
    pause,
    addressOf: (arrival) => (arrival as Partial<Arrival> | undefined)?.address ?? null,
    sources: { metadata: readMetadataList, package: readPackage },
    packagesInMemory: 1024 * 1024,
    // Files are kept; looking through them takes more processor time and memory than a request has here.
    codes: async () => ({ pages: null, links: [], complete: false }),
    vault,
    jobs: {
      deliver: edgeDeliver(allowPrivateWebhooks),
      vault,
      ksef,
      log,
      signal,
    },
    allowPrivateWebhooks,
    log,
  }
}

/** @throws Error when the secret is not 32 bytes in Base64 */
function vaultOf(text: string | undefined): Vault {
  if (text === undefined || !/^[A-Za-z0-9+/]{43}=$/.test(text))
    throw new Error('The secret MASTER_KEY must be 32 bytes in Base64, as made by: openssl rand -base64 32')
  return createVault(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)))
}
