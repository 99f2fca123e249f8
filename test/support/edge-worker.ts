import type { ObjectState } from 'cloudflare:workers'
import { DirectoryObject as Directory } from '../../src/hosts/edge/directory.ts'
import type { EdgeServices } from '../../src/hosts/edge/host.ts'
import { LedgerObject as Ledger } from '../../src/hosts/edge/ledger.ts'
import { directoryOf, type EdgeEnv, ledgerOf } from '../../src/hosts/edge/objects.ts'
import { route } from '../../src/hosts/edge/worker.ts'

/**
 * The Worker with what tests need besides: several services in one process, each a house of its own with its own clock,
 * settings and log, that can be ended. All objects of a Worker share its memory here.
 */

interface House {
  now: string | null
  bindings: Partial<EdgeEnv>
  /** What was logged and nobody has read yet. */
  log: string[]
  taxpayers: Set<string>
}
const houses = new Map<string, House>()

function houseOf(name: string): House {
  const known = houses.get(name) ?? { now: null, bindings: {}, log: [], taxpayers: new Set() }
  houses.set(name, known)
  return known
}

function around(name: string): EdgeServices {
  const house = houseOf(name)
  return {
    clock: () => new Date(house.now ?? Date.now()),
    pause: async () => {},
    print: (line) => house.log.push(line),
  }
}

/** The bindings of an object: those of its house above those of the Worker. */
const bindingsOf = (ctx: ObjectState, env: EdgeEnv): EdgeEnv => ({
  ...env,
  ...houseOf((ctx.id.name ?? '').replace(/(directory|\d{10})$/, '')).bindings,
})

export class DirectoryObject extends Directory {
  constructor(ctx: ObjectState, env: EdgeEnv) {
    super(ctx, bindingsOf(ctx, env))
  }

  protected override edgeServices(house: string): EdgeServices {
    return around(house)
  }

  end(): void {
    this.ctx.abort('ended')
  }
}

export class LedgerObject extends Ledger {
  constructor(ctx: ObjectState, env: EdgeEnv) {
    super(ctx, bindingsOf(ctx, env))
  }

  protected override edgeServices(house: string): EdgeServices {
    return around(house)
  }

  end(): void {
    this.ctx.abort('ended')
  }
}

type Ending = { end(): Promise<void> }

/** Ends all objects of a house; the next call makes them anew from what is stored. */
async function end(env: EdgeEnv, name: string): Promise<void> {
  const objects = [...houseOf(name).taxpayers].map((nip) => ledgerOf(env, nip, name))
  const all = [...objects, directoryOf(env, name)] as unknown as Ending[]
  await Promise.allSettled(all.map((object) => object.end()))
}

export default {
  async fetch(request: Request, env: EdgeEnv): Promise<Response> {
    const headers = new Headers(request.headers)
    const name = headers.get('x-test-house') ?? ''
    const house = houseOf(name)
    house.now = headers.get('x-test-now')
    house.bindings = JSON.parse(headers.get('x-test-bindings') ?? '{}')
    for (const header of ['x-test-house', 'x-test-now', 'x-test-bindings']) headers.delete(header)
    const { pathname } = new URL(request.url)
    if (pathname === '/test/end') return end(env, name).then(() => new Response())
    if (pathname === '/test/log') return Response.json(house.log.splice(0))
    const nip = /^\/v1\/taxpayers\/(\d{10})/.exec(pathname)?.[1]
    if (nip !== undefined) house.taxpayers.add(nip)
    // The Worker has the settings of the house too: what needs no key is answered without an object.
    const nowMs = () => around(name).clock().getTime()
    return route(new Request(request, { headers }), { ...env, ...house.bindings }, name, nowMs)
  },
}
