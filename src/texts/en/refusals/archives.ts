import type { Said, Tell } from '../../sentence.ts'
import { counted } from '../words.ts'

/** Refusals of archives and restores, what a restore leaves to people, and where a chain of rows is broken. */
export const archiveTexts = {
  'refusal.archive-changed': ({ nip }: { nip: string }) =>
    `The ledger of ${nip} was changed while it was read. Begin anew with GET /v1/taxpayers/${nip}/archive.`,
  'refusal.not-restoring': ({ nip }: { nip: string }) =>
    `No restore of the ledger of ${nip} is under way. Begin one with PUT /v1/taxpayers/${nip}/restore.`,
  'refusal.ledger-restoring': ({ nip }: { nip: string }) =>
    `The ledger of ${nip} is being restored from an archive and answers nothing until that is done. Let npm run ledger:import end, call it again if it was cut off, or give up with DELETE /v1/taxpayers/${nip}/restore.`,
  'refusal.ledger-not-empty': ({ nip }: { nip: string }) =>
    `The ledger of ${nip} holds data already: an archive is restored only into an empty one. Erase the taxpayer first (DELETE /operator/taxpayers/${nip}), if that is what you want.`,
  'refusal.archive-of-another-taxpayer': ({ nip, wanted }: { nip: string; wanted: string }) =>
    `This is the ledger of ${nip}, not of ${wanted}. Restore it under its own NIP.`,
  'refusal.archive-version':
    'This archive was made by a version of the service that this one does not know, or that is too old: its ledger has migrations that are not of here. Bring both services to the same version, and export anew.',
  'refusal.archive-foreign': ({ why }: { why: Said }, tell: Tell) =>
    `This service cannot tell who made this archive: ${tell(why)}. Everything in it, who did what and when too, is the word of whoever wrote the file. If you know where it comes from, restore it with foreign=accept (npm run ledger:import -- --foreign); its history is then marked as foreign.`,
  'refusal.archive.no-seal': 'it has no seal, as those of earlier releases',
  'refusal.archive.other-key': 'it was sealed under another master key',
  'refusal.archive-mismatch': ({ where }: { where: Said }, tell: Tell) =>
    `The archive is not what its manifest says: ${tell(where)}. Nothing of it is kept; take another copy of it and begin anew.`,
  'refusal.archive.manifest': 'its manifest',
  'refusal.archive.seal': 'its seal',
  'refusal.archive.rows': ({ tables }: { tables: readonly string[] }) => `the rows of ${tables.join(', ')}`,
  'refusal.archive.history': ({ why }: { why: Said }, tell: Tell) =>
    `its history is not a chain (${tell(why)})`,
  'refusal.archive-row': ({ table, why }: { table: string; why: Said }, tell: Tell) =>
    `Rows of the table ${table} cannot be stored: ${tell(why)}. Send the tables in the order of the manifest, as they are in the archive.`,
  'refusal.archive.values': ({ values, columns }: { values: number; columns: number }) =>
    `one has ${counted(values, 'value')} instead of ${columns}`,
  /** `row`: what stands first in it; `why`: as a sentence of its own. */
  'refusal.archive.column': ({ column, row, why }: { column: string; row: string; why: Said }, tell: Tell) =>
    `${column} of the row ${row} is refused (${tell(why)})`,
  'refusal.archive.within': ({ path, why }: { path: string; why: Said }, tell: Tell) =>
    `${path}: ${tell(why)}`,
  'refusal.archive.no-json': 'It is not JSON.',
  'refusal.archive.other-id': ({ row }: { row: string }) => `the notice ${row} stands under another id`,
  /** `why`: the words of the database. */
  'refusal.archive.database': ({ why }: { why: string }) => why,

  'restore.marked-foreign':
    'This archive was not made under the master key of this service: its history is marked as foreign, for who did what and when is its word alone.',
  'restore.outages-left': ({ count }: { count: number }) =>
    `Outages of the archive that this service does not know were not taken over, since all taxpayers depend on them: ${count}. Where a notice is true record it with POST /v1/outages; until then verdicts are taken without it.`,
  'restore.outage-differs': ({ id }: { id: string }) =>
    `The outage ${id} says something else here than in the archive; what is said here counts. Compare it with the notice (GET /v1/outages/${id}).`,

  'chain.row-missing': ({ seq, found }: { seq: number; found: number }) =>
    `Row ${seq} is missing: row ${found} follows row ${seq - 1}.`,
  'chain.row-misplaced': ({ seq, found }: { seq: number; found: number }) =>
    `Row ${found} stands where row ${seq} belongs.`,
  'chain.row-changed': ({ seq, named }: { seq: number; named: string }) =>
    `Row ${seq} (${named}) is not what was written, or the one before it is not.`,
}
