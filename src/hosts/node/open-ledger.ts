import { statSync } from 'node:fs'
import type { Ledger } from '../../ledger/ledger.ts'
import type { WalCheckpoint } from './checkpoint.ts'
import type { MostOpen } from './limits.ts'
import type { OpenFile } from './open-file.ts'
import type { Upgrade } from './upgrade.ts'

/** A ledger that is open, and who uses it. */
export interface OpenLedger {
  file: OpenFile
  ledger: Ledger
  /** Of its file, which another one under its name does not have. */
  inode: bigint
  /** Requests that are using it now; it is closed only when there are none. */
  users: number
  /** When the last one began with it, in milliseconds of `performance.now()`. */
  usedAt: number
  /** Called when the last one is done with it. */
  unused: () => void
  /** Until then another program is supposed to hold its lock, in milliseconds of `performance.now()`. */
  lockedUntil: number
}

export interface DatabasesOptions {
  /** How logs are brought into their databases; null: SQLite does it in the event loop. */
  checkpoint?: WalCheckpoint | null
  /** How large ledgers of a release before are brought up to date; null: when they are opened, in the event loop. */
  upgrade?: Upgrade | null
  maxOpen?: MostOpen
  /** Who opens the folder, as others are told who want it meanwhile. */
  what?: string
  /** Hears of a ledger that nobody uses any more and that is still open. */
  used?: (ledger: Ledger) => void
  /** Hears of a ledger that cannot be used any more. */
  failed?: (nip: string, error: Error) => void
}

/** Ends when the last one who uses it now is done with it. */
export const untilUnused = (opened: OpenLedger): Promise<void> =>
  opened.users === 0
    ? Promise.resolve()
    : new Promise((resolve) => {
        opened.unused = resolve
      })

/** Which file lies there; 0n: none. */
export const inodeOf = (path: string): bigint =>
  statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? 0n
