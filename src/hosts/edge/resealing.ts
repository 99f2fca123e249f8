import { z } from 'zod'
import { service } from '../../audit/chain.ts'
import { hexSha256 } from '../../auth/keys.ts'
import type { Services } from '../../http/endpoint/services.ts'
import { rotateSecrets } from '../../secrets/rotate-secrets.ts'
import { createVault } from '../../secrets/vault.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/database.ts'
import type { Directory } from '../../store/directory.ts'
import { readJson } from '../../values/json.ts'
import { masterKeysOf } from './host.ts'
import type { EdgeEnv } from './objects.ts'

/**
 * Seals under the master key what a database holds under the one before; what can be read under neither stays. Answers how
 * many secrets that were.
 */
export async function resealDatabase(db: Db, nip: string | null, env: EdgeEnv): Promise<number> {
  const [present, previous] = masterKeysOf(env)
  if (previous === undefined) return 0
  return rotateSecrets(db, nip, createVault(previous), createVault(present), true)
}

/** The setting that says how far it got. */
const setting = 'resealing'
const state = z.object({
  /** Which two keys it is about, by a hash of them. */
  pair: z.string(),
  /** Up to which taxpayer this round got. */
  after: z.string(),
  /** A ledger of this round failed, or had something to seal: what was under way then may have been written since. */
  again: z.boolean(),
  /** When it goes on, in milliseconds since 1970; null: all is done. */
  dueMs: z.number().nullable(),
})
type State = z.output<typeof state>

/** Objects of the version before may run, and seal under its key, for minutes after a deployment, in milliseconds. */
const settlingMs = 15 * 60_000
/** The pause between two rounds, in milliseconds. */
const roundMs = 5 * 60_000
/** How many ledgers are visited in one step. */
const stepSize = 50

/**
 * Seals everything anew while there are two master keys, ledger by ledger, by the alarm of the directory: in rounds, until
 * one of them finds nothing left to do.
 */
export class Resealing {
  readonly #directory: Directory
  readonly #env: EdgeEnv
  readonly #services: Pick<Services, 'now' | 'log'>
  readonly #visit: (nip: string) => Promise<number>
  readonly #pair: string | null

  constructor(
    directory: Directory,
    env: EdgeEnv,
    services: Pick<Services, 'now' | 'log'>,
    visit: (nip: string) => Promise<number>,
  ) {
    this.#directory = directory
    this.#env = env
    this.#services = services
    this.#visit = visit
    const { MASTER_KEY, MASTER_KEY_PREVIOUS } = env
    this.#pair = MASTER_KEY_PREVIOUS ? hexSha256(`${MASTER_KEY_PREVIOUS} ${MASTER_KEY}`).slice(0, 12) : null
  }

  /** When there is something to do, in milliseconds since 1970; null where nothing is, or all was done. */
  dueMs(): number | null {
    return this.#pair === null ? null : this.#state(this.#pair).dueMs
  }

  /** One step, when it is its time; where it stopped is stored. */
  async step(): Promise<void> {
    if (this.#pair === null) return
    const state = this.#state(this.#pair)
    const nowMs = Date.parse(this.#services.now())
    if (state.dueMs === null || state.dueMs > nowMs) return
    const step = this.#directory.taxpayers(state.after, stepSize)
    const visits = await Promise.allSettled(step.map(({ nip }) => this.#visit(nip)))
    for (const visit of visits) {
      if (visit.status === 'fulfilled') continue
      const error = String(visit.reason)
      this.#services.log({ level: 'error', message: 'secrets of a ledger could not be sealed anew', error })
    }
    const again = state.again || visits.some((v) => v.status === 'rejected' || v.value > 0)
    const last = step.at(-1)
    if (last !== undefined && step.length === stepSize) {
      this.#put({ ...state, after: last.nip, again })
      return
    }
    const own = await resealDatabase(this.#directory.db, null, this.#env)
    if (again || own > 0) this.#put({ ...state, after: '', again: false, dueMs: nowMs + roundMs })
    else this.#end(state)
  }

  #end(state: State): void {
    const at = this.#services.now()
    this.#directory.db.transaction(() => {
      appendAudit(this.#directory.db, {
        ...{ at, actor: service, action: 'secrets.resealed', taxpayer: null, subject: null, data: {} },
      })
      this.#put({ ...state, dueMs: null })
    })
    const message = 'every secret is sealed under MASTER_KEY: MASTER_KEY_PREVIOUS is not needed any more'
    this.#services.log({ level: 'warn', message })
  }

  #state(pair: string): State {
    const text = this.#directory.setting(setting)
    const stored = text === null ? null : state.safeParse(readJson(text))
    if (stored?.data?.pair === pair) return stored.data
    const begun = { pair, after: '', again: false, dueMs: Date.parse(this.#services.now()) + settlingMs }
    this.#put(begun)
    return begun
  }

  #put(state: State): void {
    this.#directory.putSetting(setting, JSON.stringify(state))
  }
}
