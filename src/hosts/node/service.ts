import { setTimeout } from 'node:timers/promises'
import { v7 as uuid } from 'uuid'
import { version } from '../../../package.json'
import type { Caller } from '../../auth/access.ts'
import { hexSha256, keyReader } from '../../auth/keys.ts'
import { createApp } from '../../http/app.ts'
import { BodyTurns } from '../../http/endpoint/body-turns.ts'
import type { App } from '../../http/endpoint/endpoint.ts'
import { InFlight, usualShare } from '../../http/endpoint/in-flight.ts'
import { RateLimit } from '../../http/endpoint/rate-limit.ts'
import type { Services } from '../../http/endpoint/services.ts'
import { loggedOutages } from '../../http/endpoint/unreadable-outages.ts'
import { sourcesHere } from '../../http/reading-here.ts'
import { latarniaHost } from '../../jobs/latarnia.ts'
import { nextDue } from '../../jobs/run.ts'
import { apiUrlOf, latarniaUrlOf } from '../../ksef/environments.ts'
import type { Host, Ledger } from '../../ledger/ledger.ts'
import { createSeals } from '../../secrets/seals.ts'
import { createVault } from '../../secrets/vault.ts'
import { createGate } from '../../sync/gate.ts'
import { warsawDay } from '../../values/instant.ts'
import type { QrEnvironment } from '../../values/qr.ts'
import { SpokenError } from '../../values/refusal.ts'
import type { Deliver } from '../../webhooks/deliver.ts'
import { soundTime, stampOf, whyAbsurd } from '../clock.ts'
import type { Check } from './check.ts'
import type { WalCheckpoint } from './checkpoint.ts'
import { NodeDatabases } from './databases.ts'
import { nodeDeliver } from './deliver.ts'
import { codesHere } from './files.ts'
import { firstKey } from './first-key.ts'
import { NodeGuard } from './guard.ts'
import { NodeInbox } from './inbox.ts'
import { type After, afterOnNode, NodeJobs } from './jobs.ts'
import { NodeLatarnia } from './latarnia.ts'
import { ledgerDoor } from './ledger-door.ts'
import { type MailboxOptions, mailboxesOf } from './mailboxes.ts'
import { masterKeyOf } from './master-key.ts'
import { bodyBudget } from './memory.ts'
import { NodeMetrics } from './metrics.ts'
import { paceOf } from './pace.ts'
import { tighten } from './private-files.ts'
import { callerAddress, type Proxies, proxiesOf } from './proxies.ts'
import { readinessOf } from './ready.ts'
import { Spreading } from './spreading.ts'
import { NodeSummaries } from './summaries.ts'
import type { Upgrade } from './upgrade.ts'

export interface NodeServiceOptions extends MailboxOptions {
  dataDir: string
  /** Bootstrap key; null: none, but when no key exists yet an admin's is made. */
  adminKey: string | null
  /** 32 bytes in Base64 under which stored secrets are encrypted; null: the key in the data folder, or a new one. */
  masterKey?: string | null
  qrEnvironment: QrEnvironment
  log: (record: Record<string, unknown>) => void
  now?: () => Date
  /** How long waits are waited, in milliseconds; tests need not wait. */
  pause?: (ms: number) => Promise<void>
  /** How documents are read; in this thread when left out. */
  sources?: Services['sources']
  /** How logs are brought into their databases; in this thread when left out. */
  checkpoint?: WalCheckpoint
  /** How large ledgers of a release before are brought up to date; in this thread when left out. */
  upgrade?: Upgrade
  /** How ledgers are looked through for damage; they are not when left out. */
  check?: Check
  /** How codes are looked for in files; in this thread when left out. */
  codes?: Services['codes']
  /** With this the numbers may be read, and nothing else; null: with the key of an admin for all alone. */
  metricsToken?: string | null
  /** The files of the built console; none when left out. */
  consoleFile?: Services['consoleFile']
  /** Bytes that the disk must have left for the service to be ready. */
  diskFloor?: number
  /** Webhooks may lead to addresses that are not public, and by http. */
  allowPrivateWebhooks?: boolean
  /** Requests that a key may make in a minute; no limit when left out. */
  requestsPerMinute?: number | null
  /** Proxies that say for whom they call; none when left out. */
  proxies?: Proxies
  /** Whose pages may call from a browser; nobody's when left out. */
  origins?: readonly string[]
  /** How messages are sent; over HTTP when left out. */
  deliver?: Deliver
  /** How due work is waited for; with a timer when left out. */
  after?: After
  /** KSeF's API with its version; that of the environment when left out. */
  ksefApiUrl?: string | null
  /** How KSeF is called; over the network when left out. */
  fetch?: (request: Request) => Promise<Response>
  /** Files in `inbox/{nip}` of the data folder are taken in. */
  inbox?: boolean
  /** Latarnia; it is not asked when left out. */
  latarniaUrl?: string | null
}

export interface NodeService {
  app: App
  /** A key made just now, to be shown once; null when one was given or exists. */
  createdKey: string | null
  /** To be called when a connection was refused because too many are open. */
  connectionRefused: () => void
  /** Ends when everything that is due now was done. */
  idle: () => Promise<void>
  close: () => Promise<void>
}

/** The service on Node: the app over database files. Nothing of it knows about ports or signals. */
export function createNodeService(options: NodeServiceOptions): NodeService {
  const ground = groundOf(options, (nip, atMs) => background.jobs.due(nip, atMs))
  const { directory, metrics, now, databases } = ground
  const createdKey = options.adminKey === null ? firstKey(directory.db, now()) : null
  const background = backgroundOf(options, ground)
  const services = servicesOf(options, ground, background)
  const bootstrapHash = options.adminKey === null ? null : hexSha256(options.adminKey)
  const app = createApp(services, keyReader(services, bootstrapHash), options.origins)
  const after = options.after ?? afterOnNode
  const inbox = options.inbox ? new NodeInbox(options.dataDir, services, after) : null
  const guard = options.check && new NodeGuard(databases, options.check, () => Date.parse(now()), after)
  background.spreading.start()
  background.latarnia?.start()
  guard?.start()
  inbox?.start()
  return {
    app,
    createdKey,
    connectionRefused: () => metrics.connectionRefused(),
    idle: background.idle,
    close: async () => {
      guard?.stop()
      metrics.close()
      await inbox?.stop()
      ground.summaries.close()
      await background.stop()
      databases.close()
    },
  }
}

type Ground = ReturnType<typeof groundOf>
type Background = ReturnType<typeof backgroundOf>

/** What everything stands on: time, files, the directory, keys of secrets, and who is told. `due`: a job waits. */
function groundOf(options: NodeServiceOptions, due: Host['due']) {
  const clock = options.now ?? (() => new Date())
  const why = whyAbsurd(clock())
  if (why !== null) throw new SpokenError(why)
  const now = soundTime(clock)
  const nowMs = () => clock().getTime()
  const log = (record: Record<string, unknown>) => options.log({ time: stampOf(clock()), ...record })
  const host: Host = {
    now,
    newId: uuid,
    yieldToEventLoop: () => new Promise<void>((resolve) => setImmediate(resolve)),
    due,
    imported: (outcome, documents) => metrics.imported(outcome, documents),
  }
  const databases = new NodeDatabases(options.dataDir, host, {
    checkpoint: options.checkpoint ?? null,
    upgrade: options.upgrade ?? null,
    used: (ledger) => {
      metrics.note(ledger)
      summaries.note(ledger)
    },
    failed: (nip, error) =>
      log({ level: 'error', message: 'a ledger cannot be used', taxpayer: nip, error: error.message }),
  })
  const { directory } = databases
  const withLedger = ledgerDoor(databases)
  const summaries = new NodeSummaries(directory, withLedger, () => databases.inUse(), nowMs, log)
  const metrics = new NodeMetrics(databases, options.dataDir, nowMs)
  const masterKey = masterKeyOf(options.masterKey ?? null, options.dataDir)
  for (const message of tighten(options.dataDir)) log({ level: 'warn', message })
  for (const record of loggedOutages(directory)) log(record)
  return { now, nowMs, log, databases, directory, metrics, masterKey, withLedger, summaries }
}

/** What goes on without a request: jobs of ledgers, KSeF, Latarnia, and ledgers brought up to date one by one. */
function backgroundOf(options: NodeServiceOptions, ground: Ground) {
  const { databases, directory, log, now, nowMs, withLedger } = ground
  const vault = createVault(ground.masterKey)
  const sources = options.sources ?? sourcesHere
  const stopping = new AbortController()
  const apiUrl = apiUrlOf(options.ksefApiUrl ?? null, options.qrEnvironment)
  const ksef = createGate(
    { apiUrl, fetch: options.fetch ?? fetch, now, log, signal: stopping.signal },
    { vault, packages: sources.package, pace: paceOf(directory) },
  )
  const deliver = options.deliver ?? nodeDeliver(options.allowPrivateWebhooks ?? false)
  const mailboxes = mailboxesOf({ ...options, ...ground, sources })
  const jobs = new NodeJobs(withLedger, { deliver, vault, ksef, mailboxes, log }, nowMs, options.after)
  /** After a start: when each ledger has something to do. */
  const learn = (ledger: Ledger) => {
    const next = nextDue(ledger)
    if (next !== null) jobs.due(ledger.nip, next)
  }
  const visit = ledgerDoor(databases, 'visit')
  const spreading = new Spreading(directory, (nip) => visit(nip, async (ledger) => learn(ledger)), log)
  const latarniaUrl = latarniaUrlOf(options.latarniaUrl ?? null)
  const latarnia =
    latarniaUrl === null ? null : latarniaOf(options, ground, latarniaHost(ksef.host, latarniaUrl), spreading)
  return {
    ...{ vault, sources, jobs, spreading, latarnia },
    idle: async () => {
      await latarnia?.idle()
      await spreading.idle()
      await jobs.idle()
    },
    stop: async () => {
      stopping.abort()
      await latarnia?.stop()
      await spreading.stop()
      await jobs.stop()
    },
  }
}

const latarniaOf = (
  { after = afterOnNode }: NodeServiceOptions,
  { directory }: Ground,
  host: ReturnType<typeof latarniaHost>,
  spreading: Spreading,
): NodeLatarnia => new NodeLatarnia(directory, host, uuid, () => spreading.start(), after)

/** What endpoints may use. */
function servicesOf(options: NodeServiceOptions, ground: Ground, background: Background): Services {
  const { directory, databases, log, metrics, now } = ground
  const { jobs, sources, spreading, vault } = background
  const proxies = options.proxies ?? proxiesOf(null)
  const [inFlight, bodyTurns] = [new InFlight(usualShare, bodyBudget()), new BodyTurns()]
  const rateLimit = new RateLimit(options.requestsPerMinute ?? null)
  return {
    ...{ version, directory, now, sources, vault, log, metrics },
    qrEnvironment: options.qrEnvironment,
    today: () => warsawDay(now()),
    newId: uuid,
    pause: options.pause ?? ((ms) => setTimeout(ms, undefined, { ref: false })),
    addressOf: (env) => callerAddress(env, proxies),
    withLedger: ground.withLedger,
    erase: (nip, doing) => {
      // The directory first: nobody is let in any more.
      directory.removeTaxpayer(nip, doing)
      // Who still uses the ledger is waited for, and what he leaves is noted.
      return databases.erase(nip).finally(() => {
        metrics.forget(nip)
        ground.summaries.forget(nip)
      })
    },
    packagesInMemory: Number.POSITIVE_INFINITY,
    codes: options.codes ?? codesHere,
    spread: () => spreading.start(),
    summarized: async () => {
      if (await ground.summaries.settled(warsawDay(now()))) spreading.start()
    },
    seals: createSeals(ground.masterKey),
    consoleFile: options.consoleFile ?? (async () => null),
    jobs: jobs.host,
    allowPrivateWebhooks: options.allowPrivateWebhooks ?? false,
    enter: (keyId, request) => {
      bodyTurns.enter(keyId, request)
      return inFlight.enter(keyId, request)
    },
    count: (keyId) => rateLimit.take(keyId, Date.parse(now())),
    ready: readinessOf(databases, options.dataDir, options.diskFloor ?? defaultDiskFloor),
    ...(options.metricsToken ? { scraper: scraperOf(options.metricsToken) } : {}),
  }
}

/** Room for some days of documents, and for what SQLite needs meanwhile. */
const defaultDiskFloor = 256_000_000

/** Compared by its hash: how long that takes says nothing of the token. */
function scraperOf(token: string): (given: string) => Caller | null {
  const hash = hexSha256(token)
  return (given) =>
    hexSha256(given) === hash ? { id: 'metrics', name: 'METRICS_TOKEN', role: 'admin', taxpayers: '*' } : null
}
