import type { Namespace, ObjectState, Stub } from 'cloudflare:workers'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'

/** What the platform of Cloudflare Workers gives to its objects, in the process of the tests: `cloudflare:workers`. */
export class DurableObject<Env> {
  protected readonly ctx: ObjectState
  protected readonly env: Env

  constructor(ctx: ObjectState, env: Env) {
    this.ctx = ctx
    this.env = env
  }
}

/** The state of an object, in memory. `alarms`: all that were set and have not been called; nobody calls them. */
export function objectState(name: string): ObjectState & { alarms: number[] } {
  let db = openSqlite(':memory:')
  let values = new Map<string, unknown>()
  const alarms: number[] = []
  const exec = (text: string, ...params: unknown[]) => {
    const statement = db.prepare(text)
    const columns = statement.reader ? statement.columns().map(({ name }) => name) : []
    const rows = statement.reader ? (statement.raw().all(...params) as unknown[][]) : []
    if (!statement.reader) statement.run(...params)
    return {
      toArray: () => rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]]))),
      raw: () => rows,
    }
  }
  const storage: ObjectState['storage'] = {
    sql: { exec },
    kv: {
      get: <T>(key: string) => values.get(key) as T | undefined,
      put: (key, value) => values.set(key, value),
    },
    transactionSync: (work) => db.transaction(work)(),
    setAlarm: async (atMs) => {
      alarms.splice(0, 1, atMs)
    },
    getAlarm: async () => alarms[0] ?? null,
    deleteAlarm: async () => {
      alarms.length = 0
    },
    deleteAll: async () => {
      db.close()
      db = openSqlite(':memory:')
      values = new Map()
    },
  }
  return { id: { name }, storage, abort: () => {}, alarms }
}

/** A namespace in which every object is this one. `methods`: those of its class that the test calls. */
export function namespaceOf<T>(methods: object): Namespace<T> {
  const namespace: Namespace<T> = {
    idFromName: (name) => name,
    get: () => methods as Stub<T>,
    jurisdiction: () => namespace,
  }
  return namespace
}
