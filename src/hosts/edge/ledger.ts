import { DurableObject } from 'cloudflare:workers'
import { version } from '../../../package.json'
import { hexSha256 } from '../../auth/keys.ts'
import { credentialIn } from '../../auth/sessions.ts'
import { type Services, unknownTaxpayer } from '../../http/endpoint/services.ts'
import { abandonImports } from '../../intake/import-job.ts'
import { nextDue, runDueJobs } from '../../jobs/run.ts'
import { backOffMs } from '../../ksef/schedule.ts'
import { Ledger } from '../../ledger/ledger.ts'
import { isRestoringNow, restoringNow } from '../../ledger/restoring.ts'
import { summaryOf } from '../../queries/summary.ts'
import { migrateLedger } from '../../store/ledger-schema.ts'
import { NewerSchema } from '../../store/migrate.ts'
import { isRestoring } from '../../store/restore.ts'
import { askedOf } from './admission.ts'
import { edgeDatabase } from './database.ts'
import { DirectoryAfar, type KnownOfDirectory } from './directory-afar.ts'
import { commonServices, type EdgeServices, edgeServices, pause } from './host.ts'
import { answerWith } from './ledger-app.ts'
import {
  type Admission,
  type Admitted,
  directoryOf,
  type EdgeEnv,
  type LedgerCalls,
  type Waiting,
} from './objects.ts'
import { createProver, type Prover } from './proof.ts'
import { resealDatabase } from './resealing.ts'
import { Summarizing } from './summarizing.ts'

/** The object with the ledger of one taxpayer; it answers every request about it. */
export class LedgerObject extends DurableObject<EdgeEnv> implements LedgerCalls {
  readonly #known: KnownOfDirectory = { settings: undefined, revision: 0, erasures: 0 }
  #ledger: Ledger | null = null
  #alarmAt = Number.POSITIVE_INFINITY
  #summarizing: Summarizing | null = null
  #isAlarmed = false
  /** How often in a row jobs could not be run. */
  #troubles = 0
  #opened: { services: Services; prover: Prover; nowMs: () => number } | null = null

  protected edgeServices(_house: string): EdgeServices {
    return edgeServices
  }

  /** Under which it was asked for: the NIP, after what keeps houses apart. */
  get #name(): string {
    return this.ctx.id.name ?? this.ctx.storage.kv.get<string>('name') ?? ''
  }

  get #nip(): string {
    return this.#name.slice(-10)
  }

  get #house(): string {
    return this.#name.slice(0, -10)
  }

  /**
   * Answers a request of a key that the directory lets in: what came with it shows that by the directory's signature, or
   * the directory is asked. A Worker of the release before hands in an admission without a proof.
   */
  async serve(request: Request, { address, admission }: Admitted): Promise<Response> {
    const entry = this.#proven(request, admission) ?? (await this.#asked(request))
    if (entry === null || 'waitSeconds' in entry)
      return directoryOf(this.env, this.#house).serve(request, { address, ...entry })
    this.#known.revision = Math.max(this.#known.revision, entry.revision)
    if (this.#known.settings === undefined) await this.#learn().catch(told)
    const arrival = { address, entry }
    const answer = await answerWith(this.#open().services, this.env.CORS_ORIGINS ?? '', request, arrival)
    if (!['GET', 'HEAD'].includes(request.method)) await this.#summarize()
    return answer
  }

  /** What the proof says that came with a request; null when it proves nothing of its key now. */
  #proven(request: Request, { proof }: Partial<Admission>): Entry | null {
    const key = credentialIn(request.headers)
    if (key === undefined || proof === undefined) return null
    const { prover, nowMs } = this.#open()
    return prover.check(proof, hexSha256(key), nowMs())
  }

  async #asked(request: Request): Promise<Entry | Waiting | null> {
    const key = credentialIn(request.headers) ?? ''
    return directoryOf(this.env, this.#house).enter(key, this.#nip, askedOf(request).creates)
  }

  /** Brings the ledger up to date, and sets the alarm that may have been lost. */
  async visit(): Promise<void> {
    await this.#learn()
    if (this.#known.settings === null) return
    try {
      await this.#open().services.withLedger(this.#nip, (ledger) => {
        const next = nextDue(ledger)
        this.#alarmAt = Number.POSITIVE_INFINITY
        if (next !== null) this.#due(next)
      })
      await this.#summarize()
    } catch (error) {
      // The end of the restore brings it up to date, and sets the alarm.
      if (!isRestoringNow(error)) throw error
    }
  }

  /** Has the directory know what waits for people here. */
  #summarize(): Promise<void> {
    this.#summarizing ??= new Summarizing(
      (kept) => directoryOf(this.env, this.#house).keepSummary(this.#nip, kept),
      // It is handed in after the next change, and every day; a directory of the release before takes none.
      (error) =>
        this.#open().services.log({
          level: 'debug',
          message: 'a summary was not kept',
          error: String(error),
        }),
    )
    return this.#summarizing.hand(() => {
      const [ledger, { settings }] = [this.#ledger, this.#known]
      return ledger === null || !settings || ledger.restoring ? null : summaryOf(ledger, settings, false)
    })
  }

  /** Seals its secrets under the master key of now; answers how many. @throws Refusal ledger-restoring: not yet */
  async reseal(): Promise<number> {
    if (this.#known.settings === undefined) await this.#learn()
    if (this.#known.settings === null) return 0
    const ledger = this.#openLedger()
    // What an archive brought is compared with its manifest first.
    if (isRestoring(ledger.db)) throw restoringNow(this.#nip)
    return resealDatabase(ledger.db, this.#nip, this.env)
  }

  /** Erases the ledger: nothing of it is left. */
  async erase(): Promise<void> {
    this.#known.erasures++
    if (this.#ledger !== null) abandonImports(this.#ledger, unknownTaxpayer(this.#nip))
    // Who waited is answered while there still are tables.
    await pause(0)
    await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.deleteAll()
    this.#ledger = null
    this.#opened = null
    this.#known.settings = undefined
    this.#known.revision = 0
    this.#summarizing = null
    this.#alarmAt = Number.POSITIVE_INFINITY
  }

  /** Due jobs have their turn. */
  async alarm(): Promise<void> {
    this.#alarmAt = Number.POSITIVE_INFINITY
    this.#isAlarmed = true
    const erasures = this.#known.erasures
    const { services } = this.#open()
    const nip = this.#nip
    try {
      await this.#learn()
      if (this.#known.settings === null) return
      const next = await services.withLedger(nip, (ledger) => runDueJobs(ledger, services.jobs))
      if (next !== null) this.#due(next)
      this.#troubles = 0
      await this.#summarize()
    } catch (error) {
      // The end of the restore sets the alarm anew.
      if (isRestoringNow(error) || this.#known.erasures !== erasures) return
      services.log({ level: 'error', message: 'jobs could not be run', taxpayer: nip, error: String(error) })
      // Growing, and each ledger at a time of its own: when the directory fails all of them come back.
      this.#due(Date.parse(services.now()) + backOffMs(nip, ++this.#troubles))
    } finally {
      this.#isAlarmed = false
      if (Number.isFinite(this.#alarmAt)) void this.ctx.storage.setAlarm(this.#alarmAt)
    }
  }

  /** Asks the directory for the settings, and for the outages that the ledger does not know. */
  async #learn(): Promise<void> {
    const erasures = this.#known.erasures
    // What is stored knows most of them already.
    if (this.ctx.storage.kv.get('name') !== undefined) this.#openLedger()
    const since = this.#ledger?.outagesRevision ?? 0
    const news = await directoryOf(this.env, this.#house).news(this.#nip, since)
    if (this.#known.erasures !== erasures) return this.#learn()
    this.#known.settings = news?.settings ?? null
    this.#compare(news?.version)
    if (news === null) return
    const ledger = this.#openLedger()
    // A restore ended meanwhile: it lacks more outages than these.
    if (ledger.outagesRevision < since) return this.#learn()
    ledger.applySettings(news.settings, 'service')
    // What came meanwhile by another way is newer.
    if (news.revision > ledger.outagesRevision) ledger.applyOutages(news.notices, news.revision, 'service')
    this.#known.revision = Math.max(this.#known.revision, news.revision)
    if (news.hasMore && ledger.outagesRevision > since) return this.#learn()
  }

  /** For minutes after a deployment objects run two releases: each understands what the other says. */
  #compare(theirs = version): void {
    if (theirs === version) return
    const { services } = this.#open()
    services.log({
      level: 'warn',
      message: 'the directory runs another release',
      here: version,
      there: theirs,
    })
  }

  /** Opened for a taxpayer that the directory knows: for others nothing is stored. */
  #openLedger(): Ledger {
    if (this.#ledger === null) {
      const { now, newId } = this.#open().services
      const db = edgeDatabase(this.ctx.storage)
      migrateLedger(db, now(), this.#nip)
      // Each write costs, and an object wakes often.
      const { kv } = this.ctx.storage
      if (kv.get('name') !== this.#name) kv.put('name', this.#name)
      const yieldToEventLoop = () => pause(0)
      const due = (_: string, atMs: number) => this.#due(atMs)
      this.#ledger = new Ledger(this.#nip, db, { now, newId, yieldToEventLoop, due })
    }
    return this.#ledger
  }

  #due(atMs: number): void {
    if (atMs >= this.#alarmAt) return
    this.#alarmAt = atMs
    // An alarm that is cut off is called again by the platform, unless another one was set meanwhile: that waits for its end.
    if (!this.#isAlarmed) void this.ctx.storage.setAlarm(atMs)
  }

  #open() {
    if (this.#opened !== null) return this.#opened
    const around = this.edgeServices(this.#house)
    const services: Services = {
      ...commonServices(this.env, around),
      directory: new DirectoryAfar(edgeDatabase(this.ctx.storage), this.#known, () =>
        directoryOf(this.env, this.#house),
      ),
      withLedger: async (nip, work, as = 'whole') => {
        if (this.#known.settings === undefined) await this.#learn()
        const settings = this.#known.settings
        if (settings === null || settings === undefined) throw unknownTaxpayer(nip)
        const ledger = this.#openLedger()
        if (as === 'stored') return work(ledger)
        ledger.applySettings(settings, 'service')
        if (ledger.outagesRevision < this.#known.revision) await this.#learn()
        await ledger.settled()
        return work(ledger)
      },
      spread: () => {},
      summarized: async () => {},
      // The directory is asked, once for all of them.
      ready: async () => [],
      // The directory alone erases, and tells its ledger.
      erase: (nip) => Promise.reject(unknownTaxpayer(nip)),
      // The directory counts requests before they come here.
      count: () => {},
    }
    const prover = createProver(this.env.MASTER_KEY)
    this.#opened = { services, prover, nowMs: () => around.clock().getTime() }
    return this.#opened
  }
}

/** The app finds the ledger as it is, and tells the caller. */
function told(error: unknown): void {
  if (!(error instanceof NewerSchema)) throw error
}

/** Whom the directory let in. */
type Entry = Pick<Admission, 'caller' | 'revision'>
