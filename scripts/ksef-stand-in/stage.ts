import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lockFile } from '../../src/hosts/node/lock.ts'
import type { Api } from '../../test/support/api.ts'
import { createTestApp } from '../../test/support/app.ts'
import { checkAnswers, hasContract } from './contract.ts'
import { seedInvoices } from './invoices.ts'
import { StandIn } from './stand-in.ts'
import { VirtualTime } from './virtual-time.ts'

export const nip = '9376032788'
export const at = `/v1/taxpayers/${nip}/ksef`
export const token = '20260201-EC-0123456789-0123456789-AB|nip-9376032788|0123456789abcdef'
export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

export interface Stage {
  readonly api: Api
  time: VirtualTime
  standIn: StandIn
  log: Record<string, unknown>[]
  /** Lets so much time pass, with all that falls into it; ends early where the service dies at a call. */
  pass(milliseconds: number): Promise<void>
  /** Leaves the service as it is, as a crash would, and starts another one on what it left. */
  crash(): Promise<void>
  close(): Promise<void>
  readonly dataDir: string
}

/** The service and a stand-in KSeF in one process, on one clock, with one taxpayer known to both. */
export async function createStage(
  options: { now?: string; lagMs?: number; lag?: () => number; latarnia?: boolean } = {},
): Promise<Stage> {
  const time = new VirtualTime(Date.parse(options.now ?? '2026-11-20T08:00:00Z'))
  const standIn = new StandIn({ now: () => time.ms, lagMs: options.lag ?? options.lagMs ?? 90_000 })
  const contract = hasContract ? checkAnswers(standIn) : { checked: 0, errors: [] }
  standIn.addTaxpayer(nip, { token })
  const log: Record<string, unknown>[] = []
  const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  let life = 0
  const start = () => {
    const own = ++life
    return createTestApp({
      dataDir,
      now: () => new Date(time.ms),
      after: (ms, work) => (own === life ? time.after(ms, work) : () => {}),
      ksefApiUrl: 'https://ksef.test/v2',
      fetch: standIn.fetch,
      ...(options.latarnia ? { latarniaUrl: 'https://ksef.test/latarnia' } : {}),
      log: (record) => log.push(record),
    })
  }
  let app = await start()
  await app.api.putTaxpayer(nip, { name: 'Odbiorca sp. z o.o.' })
  return {
    get api() {
      return app.api
    },
    time,
    standIn,
    log,
    dataDir,
    pass: async (milliseconds) => {
      const until = time.ms + milliseconds
      let dead = false
      const death = standIn.death.then(() => {
        dead = true
      })
      do await Promise.race([app.idle(), death])
      while (!dead && time.step(until))
    },
    crash: async () => {
      time.clear()
      // The kernel takes the lock of a process that died; here both lives are in one.
      rmSync(join(dataDir, lockFile))
      app = await start()
      standIn.revived()
    },
    close: async () => {
      await app.close()
      if (contract.errors.length > 0) throw new Error(contract.errors.join('\n'))
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Connects the taxpayer by his token, from ten days before the stage opens; `more` replaces or adds what is sent. */
export const connectByToken = (stage: Stage, more: object = {}) =>
  stage.api.json('PUT', `${at}/connection`, {
    credential: { type: 'token', token },
    from: '2026-11-10T08:00:00Z',
    ...more,
  })

/** Invoices of the nine days until now, which KSeF stores a minute after their number. */
export const seedNineDays = (stage: Stage, count: number, more: object = {}) =>
  seedInvoices(stage.standIn.taxpayer(nip).store, {
    nip,
    from: stage.time.ms - 9 * day,
    to: stage.time.ms,
    count,
    seed: 1,
    lagMs: minute,
    ...more,
  })
