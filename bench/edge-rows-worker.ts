import type { ObjectState } from 'cloudflare:workers'
import { LedgerObject as Ledger } from '../src/hosts/edge/ledger.ts'
import type { EdgeEnv } from '../src/hosts/edge/objects.ts'
import worker, { DirectoryObject } from '../src/hosts/edge/worker.ts'

/** The Worker that counts which statements of its ledgers write how many rows, as the platform bills them. */

/** What workerd tells of a statement; whole when all of its rows were read. */
interface Counted {
  readonly rowsWritten: number
}
const written: Record<string, number> = {}
let last: { text: string; told: Counted } | null = null

/** Takes in what the statement before wrote: by now its rows were read. */
function settle(): void {
  if (last !== null && last.told.rowsWritten > 0) {
    const [name = ''] = /(?<=INTO |UPDATE |FROM )"?\w+/i.exec(last.text) ?? []
    const table = name.replace('"', '')
    written[table] = (written[table] ?? 0) + last.told.rowsWritten
  }
  last = null
}

/** The same, with some of it replaced; what belongs to the platform works on itself alone. */
const instead = <T extends object>(target: T, replaced: Partial<T>): T =>
  new Proxy(target, {
    get: (_, name) => {
      if (name in replaced) return Reflect.get(replaced, name)
      const own = Reflect.get(target, name)
      return typeof own === 'function' ? own.bind(target) : own
    },
  })

function counting(state: ObjectState): ObjectState {
  const { storage } = state
  const exec: typeof storage.sql.exec = (text, ...params) => {
    settle()
    const cursor = storage.sql.exec(text, ...params)
    last = { text, told: cursor as unknown as Counted }
    return cursor
  }
  return instead(state, { storage: instead(storage, { sql: instead(storage.sql, { exec }) }) })
}

export class LedgerObject extends Ledger {
  constructor(state: ObjectState, env: EdgeEnv) {
    super(state, env)
    // The platform takes no other one; what is read later is ours.
    Object.defineProperty(this, 'ctx', { value: counting(state) })
  }
}

export { DirectoryObject }

export default {
  ...worker,
  /** `GET /bench/rows` gives the rows written in each table since they were asked for last. */
  fetch: (request: Request, env: Parameters<typeof worker.fetch>[1]): Promise<Response> | Response => {
    if (new URL(request.url).pathname !== '/bench/rows') return worker.fetch(request, env)
    settle()
    const told = { ...written }
    for (const table of Object.keys(written)) delete written[table]
    return Response.json(told)
  },
}
