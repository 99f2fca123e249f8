import type { Host } from '../../src/ledger/ledger.ts'

/** A host of ledgers for tests without a service: its clock stands, its ids count up, and it hears of no jobs. */
export function bareHost(at: string): Host {
  let ids = 0
  return {
    now: () => at,
    newId: () => `ledger-${++ids}`,
    yieldToEventLoop: async () => {},
    due: () => {},
  } as unknown as Host
}
