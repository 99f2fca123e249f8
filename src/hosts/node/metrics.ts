import { statfs } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type Gauge, Metrics } from '../../http/endpoint/metrics.ts'
import { conditionOf, lastDoneAt } from '../../ksef/condition.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { mailboxStanding } from '../../queries/mailbox-state.ts'
import { nextImport } from '../../store/imports.ts'
import { readConnection, readProgress } from '../../store/ksef.ts'
import type { MailboxStanding } from '../../store/mailbox.ts'
import { countOpenFindings, webhookLag } from '../../store/sample.ts'
import { fromJson, type Json, toJson } from '../../values/json.ts'
import type { NodeDatabases } from './databases.ts'

/** What is known of a ledger since it was used last. */
interface Sample {
  atMs: number
  blocking: number
  review: number
  /** 1 while an import is under way. */
  imports: number
  webhookLag: number
  webhooksFailing: number
  /** Of its connection to KSeF; null: there is none. */
  state: string | null
  syncedAtMs: number | null
  /** Of its mailbox. */
  mailbox: MailboxStanding['state']
}

/** What may become of a document of an import. */
const outcomes = ['new', 'attached', 'unchanged', 'review', 'quarantined']

/** A ledger in use is looked at so often at most, in milliseconds. */
const everyMs = 10_000
const hourMs = 3_600_000

/**
 * Numbers of the service on Node. What stands in ledgers is noted when they are used, a few rows by index each time, and
 * nothing is opened for it: asked for, it is a sum over what was noted. All are used once at each start.
 */
export class NodeMetrics extends Metrics {
  readonly #databases: NodeDatabases
  readonly #folder: string
  readonly #nowMs: () => number
  readonly #samples = new Map<string, Sample>()
  readonly #loop = monitorEventLoopDelay({ resolution: 20 })

  constructor(databases: NodeDatabases, folder: string, nowMs: () => number) {
    super()
    this.#databases = databases
    this.#folder = folder
    this.#nowMs = nowMs
    this.#loop.enable()
  }

  /** To be called when nobody uses a ledger any more that is still open. */
  note(ledger: Ledger): void {
    const atMs = this.#nowMs()
    const before = this.#samples.get(ledger.nip)
    if (before !== undefined && Math.abs(atMs - before.atMs) < everyMs) return
    const { db, nip } = ledger
    const { lag, failing } = webhookLag(db)
    this.#samples.set(nip, {
      atMs,
      blocking: countOpenFindings(db, 'blocking'),
      review: countOpenFindings(db, 'review'),
      imports: nextImport(db) === null ? 0 : 1,
      webhookLag: lag,
      webhooksFailing: failing,
      ...syncOf(ledger),
      mailbox: mailboxStanding(db).state,
    })
  }

  /** An import is over; `documents`: how many came, and among them by what became of them. */
  imported(outcome: string, documents: Readonly<Record<string, number>>): void {
    this.count('ksef_reconcile_imports_total', 'Imports of KSeF documents that ended', { outcome })
    const help = 'Documents of imports by what became of them'
    for (const [name, count] of Object.entries(documents))
      if (outcomes.includes(name))
        this.count('ksef_reconcile_import_documents_total', help, { outcome: name }, count)
  }

  /** A connection was refused because too many are open. */
  connectionRefused(): void {
    this.count(
      'ksef_reconcile_connections_refused_total',
      'Connections refused because too many were open',
      {},
    )
  }

  /** The taxpayer was erased. */
  forget(nip: string): void {
    this.#samples.delete(nip)
  }

  close(): void {
    this.#loop.disable()
  }

  async report(): Promise<string> {
    const disk = await statfs(this.#folder)
    const text = this.text([...this.#ofLedgers(), ...this.#ofProcess(disk.bavail * disk.bsize)])
    this.#loop.reset()
    return text
  }

  #ofLedgers(): Gauge[] {
    const samples = [...this.#samples.values()]
    const sum = (of: (sample: Sample) => number) => samples.reduce((all, sample) => all + of(sample), 0)
    const { open, inUse } = this.#databases.handles
    const one = (name: string, help: string, value: number): Gauge => ({
      name: `ksef_reconcile_${name}`,
      help,
      values: [[{}, value]],
    })
    return [
      {
        name: 'ksef_reconcile_open_findings',
        help: 'Open findings that need a human, as of the last use of each ledger',
        values: [
          [{ severity: 'blocking' }, sum((s) => s.blocking)],
          [{ severity: 'review' }, sum((s) => s.review)],
        ],
      },
      this.#connections(samples),
      mailboxGauge(samples),
      one(
        'ledgers_importing',
        'Ledgers with an import under way',
        sum((s) => s.imports),
      ),
      one(
        'webhook_lag_changes',
        'Changes that the slowest webhook of a ledger has not had, summed up',
        sum((s) => s.webhookLag),
      ),
      one(
        'webhooks_failing',
        'Webhooks whose last message was not taken',
        sum((s) => s.webhooksFailing),
      ),
      one('ledgers_known', 'Ledgers that were used since the start', samples.length),
      one('ledgers_open', 'Ledgers whose files are open', open),
      one('ledgers_in_use', 'Ledgers that requests or jobs use now', inUse),
      one(
        'ledgers_failing',
        'Ledgers that answer nothing until a person did something',
        this.#databases.failing.size,
      ),
    ]
  }

  #connections(samples: readonly Sample[]): Gauge {
    const counts = new Map<Json<Record<string, string>>, number>()
    for (const { state, syncedAtMs } of samples) {
      if (state === null) continue
      const key = toJson({ state, age: ageOf(syncedAtMs, this.#nowMs()) })
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    return {
      name: 'ksef_reconcile_connections',
      help: 'Connections to KSeF by state and by how long ago the last sync ended',
      values: [...counts].map(([key, count]) => [fromJson(key), count]),
    }
  }

  #ofProcess(diskFree: number): Gauge[] {
    const { rss, heapUsed, external } = process.memoryUsage()
    const { user, system } = process.cpuUsage()
    const seconds = (nanoseconds: number) => (Number.isFinite(nanoseconds) ? nanoseconds / 1e9 : 0)
    return [
      { name: 'ksef_reconcile_disk_free_bytes', help: 'Free for DATA_DIR', values: [[{}, diskFree]] },
      {
        name: 'ksef_reconcile_event_loop_delay_seconds',
        help: 'How late the event loop was since the last question',
        values: [
          [{ quantile: '0.5' }, seconds(this.#loop.percentile(50))],
          [{ quantile: '0.99' }, seconds(this.#loop.percentile(99))],
          [{ quantile: '1' }, seconds(this.#loop.max)],
        ],
      },
      {
        name: 'ksef_reconcile_memory_bytes',
        help: 'Memory of the process',
        values: [
          [{ of: 'process' }, rss],
          [{ of: 'heap' }, heapUsed],
          [{ of: 'buffers' }, external],
        ],
      },
      { name: 'process_cpu_seconds_total', help: 'Processor time', values: [[{}, (user + system) / 1e6]] },
      {
        name: 'process_start_time_seconds',
        help: 'When the process began, since 1970',
        values: [[{}, Math.round(this.#nowMs() / 1000 - process.uptime())]],
      },
    ]
  }
}

function mailboxGauge(samples: readonly Sample[]): Gauge {
  const counts = new Map<string, number>()
  for (const { mailbox } of samples)
    if (mailbox !== 'none') counts.set(mailbox, (counts.get(mailbox) ?? 0) + 1)
  const values: Gauge['values'] = [...counts].map(([state, count]) => [{ state }, count])
  return { name: 'ksef_reconcile_mailboxes', help: 'Mailboxes that are looked into, by state', values }
}

function syncOf(ledger: Ledger): Pick<Sample, 'state' | 'syncedAtMs'> {
  const found = readConnection(ledger.db)
  if (found === null) return { state: null, syncedAtMs: null }
  const { progress } = readProgress(ledger.db)
  const { state } = conditionOf(ledger.nip, found.connection, progress, ledger.host.now())
  const doneAt = lastDoneAt(found.connection, progress)
  return { state, syncedAtMs: doneAt === null ? null : Date.parse(doneAt) }
}

function ageOf(atMs: number | null, nowMs: number): string {
  if (atMs === null) return 'never'
  const age = nowMs - atMs
  if (age < 2 * hourMs) return 'below 2 h'
  return age < 24 * hourMs ? 'below 1 d' : '1 d or more'
}
