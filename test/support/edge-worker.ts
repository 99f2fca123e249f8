import { DirectoryObject as Directory } from '../../src/edge-directory.ts'
import type { EdgeEnv } from '../../src/edge-host.ts'
import { LedgerObject as Ledger } from '../../src/edge-ledger.ts'
import { route } from '../../src/worker.ts'

/**
 * The Worker with what tests need besides: several services in one process, each a house of its own with its own clock.
 * All objects of a Worker share its memory here.
 */

const clocks = new Map<string, string>()
const clockOf = (house: string): Date => new Date(clocks.get(house) ?? Date.now())

export class DirectoryObject extends Directory {
  protected override clock(house: string): Date {
    return clockOf(house)
  }
}

export class LedgerObject extends Ledger {
  protected override clock(house: string): Date {
    return clockOf(house)
  }
}

export default {
  fetch(request: Request, env: EdgeEnv): Promise<Response> {
    const headers = new Headers(request.headers)
    const house = headers.get('x-test-house') ?? ''
    const now = headers.get('x-test-now')
    headers.delete('x-test-house')
    headers.delete('x-test-now')
    if (now !== null) clocks.set(house, now)
    return route(new Request(request, { headers }), env, house)
  },
}
