import type { After } from '../../src/node-jobs.ts'
import type { Api } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { checkAnswers, hasContract } from './contract.ts'
import { StandIn } from './stand-in.ts'

export const nip = '9376032788'
export const at = `/v1/taxpayers/${nip}/ksef`
export const token = '20260201-EC-0123456789-0123456789-AB|nip-9376032788|0123456789abcdef'
export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** A clock that stands until it is moved, and the one timer of the service that waits on it. */
export class VirtualTime {
  ms: number
  #timer: { at: number; work: () => void } | null = null

  constructor(start: string) {
    this.ms = Date.parse(start)
  }

  readonly after: After = (milliseconds, work) => {
    const timer = { at: this.ms + milliseconds, work }
    this.#timer = timer
    return () => {
      if (this.#timer === timer) this.#timer = null
    }
  }

  /** Moves to the next thing that waits, not beyond `until`; answers whether there was one. */
  step(until: number): boolean {
    const timer = this.#timer
    if (timer === null || timer.at > until) {
      this.ms = Math.max(this.ms, until)
      return false
    }
    this.#timer = null
    this.ms = Math.max(this.ms, timer.at)
    timer.work()
    return true
  }
}

export interface Stage {
  api: Api
  time: VirtualTime
  standIn: StandIn
  log: Record<string, unknown>[]
  /** Lets so much time pass, with all that falls into it. */
  pass(milliseconds: number): Promise<void>
  /** Ends the service as a crash would, and starts it on what it left. */
  restart(): Promise<void>
  close(): Promise<void>
  readonly dataDir: string
}

/** The service and a stand-in KSeF in one process, on one clock, with one taxpayer known to both. */
export async function createStage(
  options: { now?: string; lagMs?: number; contract?: boolean } = {},
): Promise<Stage> {
  const time = new VirtualTime(options.now ?? '2026-11-20T08:00:00Z')
  const standIn = new StandIn({ now: () => time.ms, lagMs: options.lagMs ?? 90_000 })
  if (hasContract && options.contract !== false) checkAnswers(standIn)
  standIn.addTaxpayer(nip, { token })
  const log: Record<string, unknown>[] = []
  const start = (dataDir?: string) =>
    createTestApp({
      now: () => new Date(time.ms),
      after: time.after,
      ksefApiUrl: 'http://ksef.test/v2',
      fetch: standIn.fetch,
      log: (record) => log.push(record),
      ...(dataDir === undefined ? {} : { dataDir }),
    })
  const first = await start()
  let app = first
  await app.api.putTaxpayer(nip, { name: 'Odbiorca sp. z o.o.' })
  return {
    get api() {
      return app.api
    },
    time,
    standIn,
    log,
    pass: async (milliseconds) => {
      const until = time.ms + milliseconds
      do await app.idle()
      while (time.step(until))
    },
    restart: async () => {
      if (app !== first) await app.close()
      app = await start(first.dataDir)
    },
    close: async () => {
      if (app !== first) await app.close()
      await first.close()
    },
    dataDir: first.dataDir,
  }
}
