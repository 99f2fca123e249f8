import type { MailboxHost } from '../mailbox/job.ts'
import type { Vault } from '../secrets/vault.ts'
import type { KsefContext } from '../sync/gate.ts'
import type { Deliver } from '../webhooks/deliver.ts'

/** What the work of jobs needs of its host besides the ledger. */
export interface JobHost extends MailboxHost {
  deliver: Deliver
  vault: Vault
  /** The way to KSeF. */
  ksef: KsefContext
  log: (record: Record<string, unknown>) => void
  /** Aborted when the host stops: what is interrupted is done again later. */
  signal: AbortSignal
}
