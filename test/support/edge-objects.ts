import type { Namespace } from 'cloudflare:workers'
import { DirectoryObject } from '../../src/hosts/edge/directory.ts'
import type { EdgeServices } from '../../src/hosts/edge/host.ts'
import { LedgerObject } from '../../src/hosts/edge/ledger.ts'
import type { EdgeEnv } from '../../src/hosts/edge/objects.ts'
import { route } from '../../src/hosts/edge/worker.ts'
import { adminKey } from './admin-key.ts'
import { Api } from './api.ts'
import { namespaceOf, objectState } from './platform.ts'

/** A clock that the test sets, what was logged, and how long somebody was to wait, in milliseconds. */
export interface Around {
  nowMs: number
  lines: string[]
  pauses: number[]
}
const around = new WeakMap<EdgeEnv, Around>()
const surroundingsOf = (env: EdgeEnv): EdgeServices => {
  const here = around.get(env) as Around
  return {
    clock: () => new Date(here.nowMs),
    pause: async (ms) => {
      here.pauses.push(ms)
    },
    print: (line) => here.lines.push(line),
  }
}
class TimedDirectory extends DirectoryObject {
  protected override edgeServices(): EdgeServices {
    return surroundingsOf(this.env)
  }
}
class TimedLedger extends LedgerObject {
  protected override edgeServices(): EdgeServices {
    return surroundingsOf(this.env)
  }
}

/**
 * The service at the edge in the process of the test, without workerd: the Worker, its directory and its ledgers. Each
 * name of an isolate is one that remembers by itself; all of them lead to the same objects. `calls`: how often methods
 * of the directory were called by others.
 */
export function edgeObjects(at: string, settings: Partial<EdgeEnv> = {}) {
  const here: Around = { nowMs: Date.parse(at), lines: [], pauses: [] }
  const calls: Record<string, number> = {}
  const nameIn = (name: string): string => name.split('/').at(-1) as string
  const env = { ADMIN_KEY: adminKey, MASTER_KEY: `${'A'.repeat(43)}=`, ...settings } as EdgeEnv
  around.set(env, here)
  const states = new Map<string, ReturnType<typeof objectState>>()
  const stateOf = (name: string) => {
    const state = states.get(name) ?? objectState(name)
    states.set(name, state)
    return state
  }
  const made = new Map<string, object>()
  const objects = <T extends object>(make: (name: string) => T, isCounted = false): Namespace<T> => {
    const namespace = {
      idFromName: nameIn,
      get: (name: string) => {
        const object = (made.get(name) ?? make(name)) as T
        made.set(name, object)
        if (!isCounted) return object
        return new Proxy(object, {
          get: (target, method) => {
            calls[String(method)] = (calls[String(method)] ?? 0) + 1
            return (Reflect.get(target, method) as (...args: never[]) => unknown).bind(target)
          },
        })
      },
      jurisdiction: () => namespace,
    }
    return namespace as unknown as Namespace<T>
  }
  env.DIRECTORY = objects((name) => new TimedDirectory(stateOf(name), env), true)
  env.LEDGERS = objects((name) => new TimedLedger(stateOf(name), env))
  const id = crypto.randomUUID()
  const send = (isolate: string, request: Request): Promise<Response> =>
    route(request, env, `${isolate}-${id}/`, () => here.nowMs)
  const isolate = (name: string): Api => new Api((request) => send(name, request), adminKey)
  /** The object of a ledger made anew from what it stored, whose directory has these methods. */
  const anew = (nip: string, directory: object): LedgerObject => {
    const other = { ...env, DIRECTORY: namespaceOf(directory) } as EdgeEnv
    around.set(other, here)
    return new TimedLedger(stateOf(nip), other)
  }
  return { here, calls, env, send, isolate, anew, stateOf, ledger: (nip: string) => env.LEDGERS.get(nip) }
}
