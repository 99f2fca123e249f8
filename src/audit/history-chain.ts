import { type Chain, follow, type Link, linkOver } from './links.ts'

/** A row of a ledger's history as it is stored; `data` is JSON text. */
export interface ChainedEntry {
  seq: number
  /** The purchase, by its number within the ledger. */
  purchase: number
  at: string
  actor: string
  type: string
  cause: string
  data: string
  /** See `hashOfEntry`. */
  hash: string
}

/**
 * The hash of an entry over the one before (`linkOver`), of the values
 * `[hash before, seq, purchase, at, actor, type, cause, data]`, `data` as the text that is stored.
 */
export const hashOfEntry = (before: string, entry: Omit<ChainedEntry, 'hash'>): string =>
  linkOver(before, entry.seq, entry.purchase, entry.at, entry.actor, entry.type, entry.cause, entry.data)

const link: Link<ChainedEntry> = { hashOf: hashOfEntry, named: ({ type, at }) => `${type}, ${at}` }

/** Goes on with the entries that follow, in order; a broken chain stays as it is. */
export const followedHistory = (chain: Chain, entries: readonly ChainedEntry[]): Chain =>
  follow(chain, entries, link)
