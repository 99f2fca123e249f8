import { DurableObject } from 'cloudflare:workers'
import { directoryMigrations } from '../../../drizzle/directory/migrations.ts'
import { version } from '../../../package.json'
import { type Actor, type AuditEvent, type Doing, service } from '../../audit/chain.ts'
import { reaches } from '../../auth/access.ts'
import { hexSha256, type KeyOwner, type Known, keyReader } from '../../auth/keys.ts'
import { createApp } from '../../http/app.ts'
import { originsOf } from '../../http/endpoint/cross-origin.ts'
import type { App } from '../../http/endpoint/endpoint.ts'
import { perMinuteOf, RateLimit } from '../../http/endpoint/rate-limit.ts'
import { languageOf, refuse } from '../../http/endpoint/refusals.ts'
import { secured } from '../../http/endpoint/security-headers.ts'
import { type Services, unknownTaxpayer } from '../../http/endpoint/services.ts'
import { storageProblem } from '../../http/endpoint/storage-problems.ts'
import { loggedOutages, unreadableOutages } from '../../http/endpoint/unreadable-outages.ts'
import { latarniaEveryMs, latarniaHost, latarniaTurn } from '../../jobs/latarnia.ts'
import type { KsefHost } from '../../ksef/call.ts'
import { latarniaUrlOf } from '../../ksef/environments.ts'
import type { Adoption } from '../../outages/adopt.ts'
import type { OutageNotice } from '../../outages/windows.ts'
import { Directory } from '../../store/directory.ts'
import { migrate } from '../../store/migrate.ts'
import type { Settings } from '../../store/settings.ts'
import { isLackingSummaries, type KeptSummary, putSummary } from '../../store/summaries.ts'
import type { Day } from '../../values/day.ts'
import { propertyOf } from '../../values/record.ts'
import { Refusal } from '../../values/refusal.ts'
import { edgeDatabase } from './database.ts'
import { commonServices, type EdgeServices, edgeServices } from './host.ts'
import {
  type Admission,
  type Arrival,
  type DirectoryCalls,
  type EdgeEnv,
  ledgerOf,
  type News,
  type Waiting,
} from './objects.ts'
import { createProver, type Prover, proofMs } from './proof.ts'
import { Resealing } from './resealing.ts'
import { SpreadingByVisits } from './spreading-by-visits.ts'

/** So many notices at once: with texts of 20 KB that is far from the 32 MiB that an answer between objects may have. */
const maxNews = 100

/** How long an erasure may take before it is done again, in milliseconds: it was cut off. */
const erasureMs = 60_000
/** The setting that says when Latarnia is asked next, in milliseconds since 1970. */
const latarniaAt = 'latarnia-at-ms'
/** A time that has passed, in milliseconds since 1970. */
const atOnce = 1

/** The object with keys, taxpayers and outages. It answers whatever is not of one taxpayer, and all refusals at the door. */
export class DirectoryObject extends DurableObject<EdgeEnv> implements DirectoryCalls {
  #opened: Opened | null = null
  /** The day on which ledgers were asked for their summaries. */
  #summarizedOn: string | null = null

  protected edgeServices(_house: string): EdgeServices {
    return edgeServices
  }

  /** What its name and those of its ledgers begin with. */
  get #house(): string {
    return (this.ctx.id.name ?? '').replace(/directory$/, '')
  }

  #open(): Opened {
    if (this.#opened !== null) return this.#opened
    const db = edgeDatabase(this.ctx.storage)
    const common = commonServices(this.env, this.edgeServices(this.#house))
    migrate(db, directoryMigrations, common.now(), null)
    const directory = new Directory(db)
    const rateLimit = new RateLimit(perMinuteOf(this.env.RATE_LIMIT || null))
    const services: Services = {
      ...common,
      directory,
      // Only whom the door turned away comes here with a taxpayer.
      withLedger: (nip) => Promise.reject(unknownTaxpayer(nip)),
      spread: () => this.spread(),
      summarized: async () => this.#askForSummaries(directory, common.today()),
      ready: async () => {
        // Nothing else need be there: what cannot be written to says so, as every refusal of the storage does.
        directory.putSetting('ready', 'yes')
        return unreadableOutages(directory)
      },
      erase: async (nip, doing) => {
        // The directory first: nobody is let in any more.
        directory.removeTaxpayer(nip, doing)
        this.#arm()
        await this.#eraseLedger(nip)
      },
      count: (keyId, arrival) => {
        const waitSeconds = propertyOf(arrival, 'waitSeconds')
        if (typeof waitSeconds === 'number') throw rateLimit.refusal(waitSeconds)
        rateLimit.take(keyId, Date.parse(common.now()))
      },
    }
    const bootstrap = this.env.ADMIN_KEY ? hexSha256(this.env.ADMIN_KEY) : null
    const caller: Reader = keyReader(services, bootstrap)
    const latarniaUrl = latarniaUrlOf(this.env.LATARNIA_URL || null)
    const latarnia = latarniaUrl === null ? null : latarniaHost(common.jobs.ksef.host, latarniaUrl)
    this.#opened = {
      app: createApp(services, caller, originsOf(this.env.CORS_ORIGINS || null)),
      directory,
      services,
      caller,
      rateLimit,
      prover: createProver(this.env.MASTER_KEY),
      latarnia,
      spreading: new SpreadingByVisits(directory, services.log, (nip) =>
        ledgerOf(this.env, nip, this.#house).visit(),
      ),
      resealing: new Resealing(directory, this.env, services, (nip) =>
        ledgerOf(this.env, nip, this.#house).reseal(),
      ),
    }
    for (const record of loggedOutages(directory)) services.log(record)
    this.#arm()
    return this.#opened
  }

  /**
   * Each ledger hands in its own after a change; those of before there were any, and of another day, are asked for: once
   * a day, for one that cannot be visited must not have all of them visited again and again.
   */
  #askForSummaries(directory: Directory, today: Day): void {
    if (this.#summarizedOn === today || !isLackingSummaries(directory.db, today)) return
    this.#summarizedOn = today
    this.spread()
  }

  async serve(request: Request, arrival: Arrival): Promise<Response> {
    try {
      return await this.#open().app.fetch(request, arrival)
    } catch (error) {
      const problem = storageProblem(error)
      if (problem === null) throw error
      return secured(refuse(problem, languageOf(request)), request.url)
    }
  }

  /**
   * Lets a request go on to the ledger of a taxpayer, and counts it; with a proof, by which the next seconds' requests of
   * the key go there without a call. `creates`: it may make the taxpayer. `unused`: requests that the proof before might
   * have let in too (a Worker of the release before does not say). Null when it is refused, which `serve` then explains.
   */
  async enter(key: string, nip: string, creates: boolean, unused = 0): Promise<Admission | Waiting | null> {
    try {
      const { directory, caller: reader, rateLimit, services } = this.#open()
      const owner = await reader(key)
      if (owner === null || owner instanceof Refusal) return null
      const nowMs = Date.parse(services.now())
      rateLimit.giveBack(owner.id, unused, nowMs)
      const isKnown = directory.taxpayer(nip) !== null
      if (!reaches(owner, [nip]) || !(isKnown || creates)) return null
      const waitSeconds = rateLimit.wait(owner.id, nowMs)
      return waitSeconds > 0 ? { waitSeconds } : this.#admission(key, owner, isKnown, nowMs)
    } catch (error) {
      // Where the directory cannot be opened, or the clock is absurd, `serve` explains it.
      if (error instanceof Refusal || storageProblem(error) !== null) return null
      throw error
    }
  }

  #admission(
    key: string,
    { expiresAt = null, ...caller }: KeyOwner,
    isKnown: boolean,
    nowMs: number,
  ): Admission {
    const { directory, rateLimit, prover } = this.#open()
    const revision = directory.outagesRevision()
    // No proof outlives its key.
    const untilMs = Math.min(
      nowMs + proofMs,
      expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt),
    )
    const allows = rateLimit.setAside(caller.id, nowMs)
    const proof = prover.sign({ caller, keyHash: hexSha256(key), revision, allows, untilMs })
    return { caller, isKnown, revision, proof }
  }

  /** The settings of a taxpayer, and outages that changed after a revision; null for an unknown taxpayer. */
  news(nip: string, since: number): News | null {
    const { directory } = this.#open()
    const settings = directory.taxpayer(nip)
    if (settings === null) return null
    return { settings, version, ...directory.outagesSince(since, maxNews) }
  }

  /** `actor`: an object of the release before does not say who. */
  async putTaxpayer(
    nip: string,
    settings: Settings,
    at: string,
    actor: Actor = service,
  ): Promise<boolean | null> {
    return this.#open().directory.putTaxpayer(nip, settings, at, actor)
  }

  /**
   * Compares notices of a restored ledger with those of here, and takes over what is lacking where `adopts` says so: an
   * object of the release before does not ask for it. The revision is that after it.
   */
  async adoptOutages(
    notices: readonly OutageNotice[],
    doing: Doing,
    adopts = false,
  ): Promise<{ adoption: Adoption; revision: number }> {
    const { directory } = this.#open()
    const adoption = await directory.adoptOutages(notices, doing, adopts)
    if (adopts && adoption.lacking.length > 0) this.spread()
    return { adoption, revision: directory.outagesRevision() }
  }

  /** What was done to a ledger. */
  tell(event: AuditEvent & { taxpayer: string }, once: boolean): void {
    void this.#open().directory.tell(event, once)
  }

  /** What waits for people in a ledger. */
  keepSummary(nip: string, kept: KeptSummary): void {
    putSummary(this.#open().directory.db, nip, kept)
  }

  /** Has every ledger visited in the background. */
  spread(): void {
    this.#open().spreading.start()
    this.#arm()
  }

  /** What is due has its turn. */
  async alarm(): Promise<void> {
    const { resealing, spreading } = this.#open()
    await Promise.all([spreading.step(), this.#askLatarnia(), this.#eraseFurther(), resealing.step()])
    this.#arm()
  }

  async #eraseLedger(nip: string): Promise<void> {
    await ledgerOf(this.env, nip, this.#house).erase()
    this.#open().directory.erased(nip)
  }

  /** Erasures that were cut off come to their end without anybody. */
  async #eraseFurther(): Promise<void> {
    const { directory, services } = this.#open()
    for (const nip of directory.beingErased()) {
      await this.#eraseLedger(nip).catch((error: unknown) =>
        services.log({ level: 'error', message: 'a ledger could not be erased', error: String(error) }),
      )
    }
  }

  /** Sets the one alarm of the object to what is due first. */
  #arm(): void {
    const { directory, latarnia, resealing, services, spreading } = this.#open()
    const telling = spreading.isUnderWay ? [atOnce] : []
    const erasing = directory.beingErased().length === 0 ? [] : [Date.parse(services.now()) + erasureMs]
    const asking = latarnia === null ? [] : [Number(directory.setting(latarniaAt) ?? atOnce)]
    const sealing = resealing.dueMs()
    const times = [...telling, ...erasing, ...asking, ...(sealing === null ? [] : [sealing])]
    if (times.length > 0) void this.ctx.storage.setAlarm(Math.min(...times))
  }

  /** Latarnia, when it is its time. A question that was cut off is asked again with the alarm that the platform repeats. */
  async #askLatarnia(): Promise<void> {
    const { directory, latarnia, services } = this.#open()
    const nowMs = () => Date.parse(services.now())
    if (latarnia === null || Number(directory.setting(latarniaAt) ?? atOnce) > nowMs()) return
    await latarniaTurn(directory, latarnia, services.newId, () => this.spread())
    directory.putSetting(latarniaAt, String(nowMs() + latarniaEveryMs))
  }
}

type Reader = (key: string) => Promise<Known>

interface Opened {
  app: App
  directory: Directory
  services: Services
  caller: Reader
  rateLimit: RateLimit
  prover: Prover
  /** Null when it is not asked. */
  latarnia: KsefHost | null
  spreading: SpreadingByVisits
  resealing: Resealing
}
