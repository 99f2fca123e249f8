import { createHash } from 'node:crypto'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'

/** What stands before the first row of a chain. */
export const chainStart = '0'.repeat(64)

/**
 * SHA-256, in hexadecimal digits, of values as a JSON array without spaces; the hash of the row before is the first of
 * them. Whoever changes, removes or inserts a row has to write every later one anew.
 */
export const linkOver = (...values: (string | number | null)[]): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('hex')

/** A row of a chain; `seq` counts from 1 without gaps. */
interface Linked {
  seq: number
  hash: string
}

/** How rows of a kind are linked, and named to whoever looks for one. */
export interface Link<Row> {
  hashOf: (before: string, row: Row) => string
  named: (row: Row) => string
}

/** Where a chain stands that was whole so far, and where it broke. */
export interface Chain {
  rows: number
  /** Hash of the last row that fits. */
  head: string
  /** The first row that does not fit, and why; null: all do. */
  broken: { seq: number; why: Said } | null
}
export const emptyChain: Chain = { rows: 0, head: chainStart, broken: null }

/** Goes on with the rows that follow, in order; a broken chain stays as it is. */
export function follow<Row extends Linked>(chain: Chain, rows: readonly Row[], link: Link<Row>): Chain {
  let { rows: count, head } = chain
  if (chain.broken !== null) return chain
  for (const row of rows) {
    const seq = count + 1
    const why = whyNot(row, seq, head, link)
    if (why !== null) return { rows: count, head, broken: { seq: Math.min(row.seq, seq), why } }
    count = seq
    head = row.hash
  }
  return { rows: count, head, broken: null }
}

function whyNot<Row extends Linked>(
  row: Row,
  seq: number,
  head: string,
  { hashOf, named }: Link<Row>,
): Said | null {
  if (row.seq > seq) return say('chain.row-missing', { seq, found: row.seq })
  if (row.seq < seq) return say('chain.row-misplaced', { seq, found: row.seq })
  if (row.hash === hashOf(head, row)) return null
  return say('chain.row-changed', { seq, named: named(row) })
}
