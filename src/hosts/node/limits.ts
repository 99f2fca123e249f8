import { readFileSync } from 'node:fs'
import { openLedgersIn } from './memory.ts'

/** How many files this process may have open; null where the system does not say. Node itself asks for the most it may. */
export function openFileLimit(): number | null {
  try {
    const [, soft] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? []
    return soft === undefined ? null : Number(soft)
  } catch {
    return null
  }
}

/** Where nothing is known, the least that systems give. */
const leastFiles = 256
/** An open ledger: its database, log and index of the log, and the log once more to bring it to the disk. */
const filesOfLedger = 4

/** How many ledgers may be open: those kept for the next request, and all together. */
export interface MostOpen {
  kept: number
  atAll: number
}

/** For the directory, threads, checkpoints, webhooks and calls to KSeF. */
const filesBeside = 64

/** How many connections may be open: what ledgers and the service itself leave of the files; others are refused at once. */
export const maxConnectionsOf = (limit: number | null): number =>
  Math.max(leastConnections, (limit ?? leastFiles) - mostOpenOf(limit).atAll * filesOfLedger - filesBeside)
/** Whoever looks after the service must reach it. */
const leastConnections = 16

/**
 * Half of the files are for ledgers that are kept, as far as there is memory for them, a quarter for more of them at work,
 * the rest for connections.
 */
export function mostOpenOf(limit: number | null, inMemory = openLedgersIn()): MostOpen {
  const ledgers = (limit ?? leastFiles) / filesOfLedger
  return {
    kept: Math.min(inMemory, Math.max(4, Math.floor(ledgers / 2))),
    atAll: Math.max(6, Math.floor((ledgers * 3) / 4)),
  }
}
