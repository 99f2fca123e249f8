import type { Said, Tell } from '../../sentence.ts'

const restore =
  'Stop the service and put its file back from a backup (docs/backup.md). Other taxpayers are not affected.'

/** Refusals whose reason lies with the service, its host or its disk, and what keeps it from being ready. */
export const serviceTexts = {
  'refusal.internal': ({ requestId }: { requestId: string }) =>
    `Something went wrong on our side. Quote the request ${requestId} to the operator.`,
  'refusal.not-ready': ({ reasons }: { reasons: readonly Said[] }, tell: Tell) => reasons.map(tell).join(' '),
  'refusal.metrics-elsewhere':
    'This host keeps no numbers of its own: ask the platform for those of its objects and requests.',
  /** `nip`: of the ledger; null for the directory. */
  'refusal.newer-schema': ({ nip, unknown }: { nip: string | null; unknown: readonly string[] }) =>
    `${nip === null ? 'The directory' : `The ledger of ${nip}`} was written by a newer version of this service: this one does not know ${unknown.join(', ')}. Nothing was changed. Start the newer version again, or restore the backup that was made before the upgrade.`,
  'refusal.settings-wrong': ({ wrong }: { wrong: readonly Said[] }, tell: Tell) =>
    `The service is deployed with settings that it cannot work with. ${wrong.map(tell).join(' ')}`,
  /** `said`: the time that the clock shows; null for none at all. */
  'refusal.clock-absurd': ({ said }: { said: string | null }) =>
    `The clock of this machine says ${said ?? 'no time at all'}, which cannot be. Nothing is dated by it, so nothing is recorded. Set it (timedatectl set-ntp true), then try again.`,
  'refusal.storage-full':
    'The disk of the service is full. Nothing of this request was kept. Make room on it, then send it again.',
  'refusal.storage-busy':
    'Another program holds a lock on this database, such as a tool for backups. Nothing of this request was kept. Send it again, and end that program if this goes on.',
  'refusal.storage-no-files':
    'The service may open no further file now. Nothing of this request was kept. Send it again; if this goes on, raise the limit of open files (LimitNOFILE, ulimit -n).',
  'refusal.storage-failing':
    'The disk of the service fails, or may not be written to. Nothing of this request was kept. Look into its log and at the disk, then send it again.',
  'refusal.ledger-missing': ({ nip }: { nip: string }) =>
    `The ledger of ${nip} is not there: DATA_DIR/ledgers/${nip}.sqlite is missing, empty, or never was this ledger. Nothing was made in its place. ${restore} If nothing was in it, erase the taxpayer (DELETE /operator/taxpayers/${nip}) and make it anew.`,
  /** `found`: whose ledger lies there; null for another one of the same taxpayer. */
  'refusal.ledger-of-another': ({ nip, found }: { nip: string; found: string | null }) =>
    `DATA_DIR/ledgers/${nip}.sqlite is not the ledger of ${nip} that this service knows: it is ${found === null ? 'an earlier or later one of this taxpayer' : `that of ${found}`}. Nothing of it is shown. ${restore}`,
  /** `why`: the words of the database. */
  'refusal.ledger-damaged': ({ nip, why }: { nip: string; why: string }) =>
    `The ledger of ${nip} is damaged (${why}), so it is neither read nor written. ${restore} Look at the disk too.`,
  'refusal.object-not-answering':
    'The object that answers this was restarted, or has too much to do. Send it again in some seconds, under the same Idempotency-Key if it had one: what it did before is not done twice.',
  'refusal.value-too-large':
    'What is kept of a document takes more than 2 MB, and a value has no more room here. Leave out its attachments, or use a service on a machine of your own. If it comes from an archive that an earlier release made: export it anew from a ledger into which its documents were sent again.',

  'refusal.not-ready.disk-low': ({ megabytes, floor }: { megabytes: number; floor: number }) =>
    `DATA_DIR has ${megabytes} MB left, below DISK_FLOOR_MB=${floor}. Make room.`,
  'refusal.not-ready.directory-not-writable': ({ error }: { error: string }) =>
    `The directory cannot be written to (${error}). Look at the disk of DATA_DIR.`,
  'refusal.not-ready.directory-damaged': ({ why }: { why: string }) =>
    `The directory is damaged (${why}). Stop the service and restore it (docs/backup.md).`,
  'refusal.not-ready.directory-not-answering': ({ why }: { why: string }) =>
    `The directory does not answer (${why}). Ask again; if this goes on, look at the state of the platform.`,
  'refusal.not-ready.ledgers-failing': ({ count }: { count: number }) =>
    `Ledgers that answer nothing: ${count}. The log names them, and says what to do.`,
  'refusal.not-ready.outages-unreadable': ({ count }: { count: number }) =>
    `Notices of outages that cannot be read, so nobody decides by them: ${count}. The log names them; state them anew with PATCH /v1/outages/{id}.`,
}
