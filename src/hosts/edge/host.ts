import { v7 as uuid } from 'uuid'
import { version } from '../../../package.json'
import { InFlight, usualShare } from '../../http/endpoint/in-flight.ts'
import { isPackage } from '../../http/endpoint/package-body.ts'
import type { Services } from '../../http/endpoint/services.ts'
import { sourcesHere } from '../../http/reading-here.ts'
import { readPackage } from '../../ingest/source.ts'
import { apiUrlOf } from '../../ksef/environments.ts'
import { Pace } from '../../ksef/pace.ts'
import { createSeals } from '../../secrets/seals.ts'
import { createVault } from '../../secrets/vault.ts'
import { createGate } from '../../sync/gate.ts'
import { say } from '../../texts/say.ts'
import { warsawDay } from '../../values/instant.ts'
import { propertyOf } from '../../values/record.ts'
import { Refusal } from '../../values/refusal.ts'
import { soundTime, stampOf } from '../clock.ts'
import { logLevels, qrEnvironmentOf, wrongChoice, wrongSettings } from '../settings.ts'
import { Connections } from './connections.ts'
import { edgeDeliver } from './deliver.ts'
import type { EdgeEnv } from './objects.ts'

/** What an object takes from around it; tests take it from elsewhere. */
export interface EdgeServices {
  clock: () => Date
  pause: (ms: number) => Promise<void>
  print: (line: string) => void
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** The surroundings outside tests. */
export const edgeServices: EdgeServices = { clock: () => new Date(), pause, print: console.log }

/** Packages up to so many bytes are held in memory while they are read. */
const packagesInMemory = 1024 * 1024
/** An isolate has 128 MB, for all objects in it together: so many bytes of bodies are under way in it. */
const bodyBudget = 40 * 1024 * 1024
const inFlight = new InFlight({ ...usualShare, bytes: bodyBudget }, bodyBudget)

/** What all objects give to the endpoints alike; each adds how it finds taxpayers and ledgers. */
export function commonServices(
  env: EdgeEnv,
  { clock, pause, print }: EdgeServices,
): Omit<Services, 'directory' | 'withLedger' | 'erase' | 'spread' | 'summarized' | 'count' | 'ready'> {
  const problem = unusable(env)
  if (problem !== null) throw problem
  const now = soundTime(clock)
  const allowPrivateWebhooks = env.WEBHOOKS_ALLOW_PRIVATE === 'true'
  const [masterKey, ...previous] = masterKeysOf(env)
  const vault = createVault(masterKey, ...previous)
  const least = logLevels.indexOf(env.LOG_LEVEL || 'info')
  const log = (record: Record<string, unknown>) => {
    if (logLevels.indexOf(String(record.level)) >= least)
      print(JSON.stringify({ time: stampOf(clock()), ...record }))
  }
  const qrEnvironment = qrEnvironmentOf(env.KSEF_QR_ENVIRONMENT)
  // An object that stops is gone without notice: what it had begun is done again.
  const { signal } = new AbortController()
  const connections = new Connections()
  const apiUrl = apiUrlOf(env.KSEF_API_URL || null, qrEnvironment)
  const ksef = createGate(
    { apiUrl, fetch: (request) => fetch(request), inTurn: (work) => connections.use(work), now, log, signal },
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
    addressOf: (arrival) => {
      const address = propertyOf(arrival, 'address')
      return typeof address === 'string' ? address : null
    },
    sources: sourcesHere,
    packagesInMemory,
    enter: (keyId, request) =>
      inFlight.enter(keyId, request, isPackage(request) ? packagesInMemory : undefined),
    // Files are kept; looking through them takes more processor time and memory than a request has here.
    codes: async () => ({ pages: null, links: [], complete: false, notHere: true }),
    vault,
    seals: createSeals(masterKey, ...previous),
    jobs: {
      deliver: edgeDeliver(allowPrivateWebhooks, connections),
      vault,
      ksef,
      // Mails are handed in by the platform: objects sleep, and look into nothing.
      mailboxes: null,
      log,
      signal,
    },
    allowPrivateWebhooks,
    // The Worker answers pages before any object is asked.
    consoleFile: async () => null,
    log,
  }
}

/**
 * What keeps the Worker from answering anything, as its caller hears it; null when the settings are right. Nothing else
 * would tell whoever deployed it.
 */
export function unusable(env: EdgeEnv): Refusal | null {
  // Each request asks, and settings never change while an isolate lives.
  const found = judged.get(env) ?? { problem: problemOf(env) }
  judged.set(env, found)
  return found.problem
}
const judged = new WeakMap<EdgeEnv, { problem: Refusal | null }>()

function problemOf(env: EdgeEnv): Refusal | null {
  const lacking = env.MASTER_KEY ? [] : [say('refusal.setting.missing-key', { name: 'MASTER_KEY' })]
  // A jurisdiction that is not understood would mean anywhere, and nobody would hear of it.
  const place = wrongChoice('JURISDICTION', env.JURISDICTION || null, ['eu', 'anywhere'])
  const wrong = [...wrongSettings({ ...env }), ...lacking, ...(place === null ? [] : [place])]
  if (wrong.length === 0) return null
  return new Refusal('settings-wrong', say('refusal.settings-wrong', { wrong }))
}

const bytesOf = (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0))

/** The master key, and the one before while there are two. */
export const masterKeysOf = (env: EdgeEnv): [Uint8Array<ArrayBuffer>, ...Uint8Array<ArrayBuffer>[]] => [
  bytesOf(env.MASTER_KEY),
  ...(env.MASTER_KEY_PREVIOUS ? [bytesOf(env.MASTER_KEY_PREVIOUS)] : []),
]
