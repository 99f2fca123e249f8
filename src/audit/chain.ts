import { type Chain, follow, type Link, linkOver } from './links.ts'

/** What an audit tells of, by the name that it stands under. */
export const auditActions = {
  'key.created': 'A key was made; subject is its id.',
  'key.changed': 'A key got another language; subject is its id, data has the language before and after.',
  'key.revoked': 'A key was revoked; subject is its id.',
  'taxpayer.created': 'A taxpayer was made.',
  'taxpayer.changed':
    'Settings of a taxpayer were replaced; data names those that differ, not what they are.',
  'taxpayer.erased': 'A taxpayer was erased with everything about him.',
  'outage.recorded': 'A notice was recorded; subject is its id.',
  'outage.changed': 'A notice was changed; data has what differs, before and after.',
  'directory.exported': 'Keys as hashes, settings, outages and the audit were read as a whole.',
  'ledger.exported': 'Reading a ledger as an archive was begun.',
  'secrets.resealed':
    'At the edge every secret was sealed under MASTER_KEY: MASTER_KEY_PREVIOUS is not needed any more.',
  'ledger.restored': 'An archive was restored; subject is the hash of its contents.',
} as const
type AuditAction = keyof typeof auditActions

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

/**
 * The hash of a row over the one before (`linkOver`), of the values
 * `[hash before, seq, at, actor, actorName, action, taxpayer, subject, data]`, `data` as the text that is stored.
 */
export const hashOfRow = (before: string, row: Omit<AuditRow, 'hash'>): string =>
  linkOver(before, row.seq, row.at, row.actor, row.actorName, row.action, row.taxpayer, row.subject, row.data)

const link: Link<AuditRow> = { hashOf: hashOfRow, named: ({ action, at }) => `${action}, ${at}` }

/** Goes on with the rows that follow, in order; a broken chain stays as it is. */
export const followed = (chain: Chain, rows: readonly AuditRow[]): Chain => follow(chain, rows, link)
