import { createHash } from 'node:crypto'

/** What an audit tells of, by the name that it stands under. */
export const auditActions = {
  'key.created': 'A key was made; subject is its id.',
  'key.revoked': 'A key was revoked; subject is its id.',
  'taxpayer.created': 'A taxpayer was made.',
  'taxpayer.changed':
    'Settings of a taxpayer were replaced; data names those that differ, not what they are.',
  'taxpayer.erased': 'A taxpayer was erased with everything about him.',
  'outage.recorded': 'A notice was recorded; subject is its id.',
  'outage.changed': 'A notice was changed; data has what differs, before and after.',
  'directory.exported': 'Keys as hashes, settings, outages and the audit were read as a whole.',
  'ledger.exported': 'Reading a ledger as an archive was begun.',
  'ledger.restored': 'An archive was restored; subject is the hash of its contents.',
} as const
export type AuditAction = keyof typeof auditActions

/** Who did it: the id of his key, or the part of the service that acts by itself; and how the history names him. */
export interface Actor {
  id: string
  name: string
}
/** Who does something, and when. */
export interface Doing {
  actor: Actor
  /** Instant, UTC. */
  at: string
}
/** The service, doing something by itself. */
export const service: Actor = { id: 'service', name: 'service' }
/** The service, doing what the Ministry's notices say. */
export const latarnia: Actor = { id: 'latarnia', name: 'latarnia' }

/** What was done. `data` tells nothing that must be gone once a taxpayer is erased: audits outlive him. */
export interface AuditEvent extends Doing {
  action: AuditAction
  taxpayer: string | null
  subject: string | null
  data: Record<string, unknown>
}

/** A row as it is stored. `seq` counts from 1 without gaps; `data` is JSON text. */
export interface AuditRow {
  seq: number
  at: string
  actor: string
  actorName: string
  action: string
  taxpayer: string | null
  subject: string | null
  data: string
  /** See `hashOfRow`. */
  hash: string
}

/** What stands before the first row. */
export const chainStart = '0'.repeat(64)

/**
 * The hash of a row over the one before: SHA-256, in hexadecimal digits, of the JSON array
 * `[hash before, seq, at, actor, actorName, action, taxpayer, subject, data]` without spaces, `data` as the text that is
 * stored. Whoever changes, removes or inserts a row has to write every later one anew.
 */
export function hashOfRow(before: string, row: Omit<AuditRow, 'hash'>): string {
  const { seq, at, actor, actorName, action, taxpayer, subject, data } = row
  const text = JSON.stringify([before, seq, at, actor, actorName, action, taxpayer, subject, data])
  return createHash('sha256').update(text).digest('hex')
}

/** Where a chain stands that was whole so far, and where it broke. */
export interface Chain {
  rows: number
  /** Hash of the last row that fits. */
  head: string
  /** The first row that does not fit, and why; null: all do. */
  broken: { seq: number; why: string } | null
}
export const emptyChain: Chain = { rows: 0, head: chainStart, broken: null }

/** Goes on with the rows that follow, in order; a broken chain stays as it is. */
export function followed(chain: Chain, rows: readonly AuditRow[]): Chain {
  let { rows: count, head } = chain
  if (chain.broken !== null) return chain
  for (const row of rows) {
    const seq = count + 1
    const why = whyNot(row, seq, head)
    if (why !== null) return { rows: count, head, broken: { seq: Math.min(row.seq, seq), why } }
    count = seq
    head = row.hash
  }
  return { rows: count, head, broken: null }
}

function whyNot(row: AuditRow, seq: number, head: string): string | null {
  if (row.seq > seq) return `Row ${seq} is missing: row ${row.seq} follows row ${seq - 1}.`
  if (row.seq < seq) return `Row ${row.seq} stands where row ${seq} belongs.`
  if (row.hash === hashOfRow(head, row)) return null
  return `Row ${seq} (${row.action}, ${row.at}) is not what was written, or the one before it is not.`
}
