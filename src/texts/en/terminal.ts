import type { Said, Sentence, Tell } from '../sentence.ts'
import { counted } from './words.ts'

/** What the commands of a terminal print for who runs the service. Names of settings and commands are what he types. */
export const terminalTexts = {
  'terminal.lang': 'Give the language with --lang: en or pl.',
  /** `why`: the words of Node. */
  'terminal.arguments': ({ why }: { why: string }) => `These arguments are not taken: ${why}.`,
  'terminal.no-key': 'No key was given: set KEY.',

  'terminal.upload.usage': `npm run upload -- DIR --nip 9376032788 [--url http://localhost:8787] [--received-on YYYY-MM-DD] [--channel email]
PDF, XML, PNG and JPEG below DIR become drafts. Cut off, it may be started again: what is there already is not sent twice.
with a key that may send documents in KEY, or --key`,
  'terminal.upload.progress': ({ done, all }: { done: number; all: number }) => `${done} of ${all}`,
  'terminal.upload.kept': 'new drafts',
  'terminal.upload.copies': 'copies at once',
  'terminal.upload.known': 'known already',
  'terminal.upload.other': 'other files, left out',
  'terminal.upload.failed': 'failed',

  'terminal.backup.usage':
    'npm run backup -- DIR    copies DATA_DIR into the new folder DIR, also while the service runs',
  'terminal.backup.done': ({
    folder,
    ledgers,
    megabytes,
  }: {
    folder: string
    ledgers: number
    megabytes: number
  }) => `${folder}: the directory and ${counted(ledgers, 'ledger')} (${megabytes} MB), read through.`,
  'terminal.backup.no-master-key':
    'The master key is not in it: keep it elsewhere. What to do with both: docs/backup.md.',
  'terminal.backup.lacking': ({ nips }: { nips: readonly string[] }) =>
    `It lacks the ledgers of ${nips.join(', ')}, as told above.`,
  'terminal.backup.not-copied': ({ nip, why }: { nip: string; why: Sentence }, tell: Tell) =>
    `The ledger of ${nip} could not be copied: ${tell(why)}`,
  'terminal.backup.none': ({ why }: { why: Sentence }, tell: Tell) =>
    `There is no backup: ${tell(why)}. Call it again: what was copied is kept.`,
  'terminal.backup.no-data': ({ folder, directory }: { folder: string; directory: string }) =>
    `DATA_DIR=${folder} holds no data: ${directory} is missing.`,
  'terminal.backup.is-there': ({ folder }: { folder: string }) =>
    `${folder} is there already. Name another folder, or remove it.`,
  'terminal.backup.growing': 'Taxpayers were made during each pass. Call this again when none are.',
  'terminal.backup.unreadable': ({ directory, why }: { directory: string; why: string }) =>
    `${directory} cannot be read as the directory of this version (${why}). Start the service on it once, or use the version that wrote it.`,
  'terminal.backup.two-keys':
    'The master key was being changed meanwhile, or that was cut off: secrets lie under two keys. Let npm run rotate-key end, or call it again, and make the backup then.',
  'terminal.copy.damaged': ({ why }: { why: string }) => `it is damaged (${why})`,
  'terminal.copy.rows': 'the copy has not all of its rows',
  'terminal.copy.nameless': 'it is no ledger that has a name, and not the one that the directory knows',
  'terminal.copy.another': ({ nip, ledger }: { nip: string; ledger: string }) =>
    `it is the ledger ${ledger} of ${nip}, and not the one that the directory knows`,

  'terminal.lock.holder': ({
    what,
    pid,
    host,
    since,
  }: {
    what: string
    pid: number
    host: string
    since: string
  }) => `${what}, process ${pid} on ${host}, since ${since}`,
  'terminal.lock.another': 'another process',
  'terminal.lock.in-use': ({ which, who }: { which: string; who: Said }, tell: Tell) =>
    `${which} is in use by ${tell(who)}. Two at once would lose what the other acknowledged: stop that process first, or give each a folder of its own. If it died nothing need be removed: its lock ended with it.`,
  'terminal.lock.impossible': ({ which, code }: { which: string; code: string }) =>
    `${which} cannot be locked (${code}), so nothing would keep a second process out. Give a folder on a disk of this machine: network filesystems may know no locks.`,

  'terminal.verify.usage': `npm run verify -- DATA_DIR [--known HASH]
HASH: of a row that was seen earlier, as GET /v1/audit shows it or this command printed it; it must still be there`,
  'terminal.verify.no-data': ({ path }: { path: string }) =>
    `There is no ${path}. Give the DATA_DIR of a service.`,
  'terminal.verify.audit': ({ path }: { path: string }) => `The audit of ${path}`,
  'terminal.verify.history': ({ nip }: { nip: string }) => `The history of ${nip}`,
  'terminal.verify.broken': ({ what, why }: { what: Said; why: Said }, tell: Tell) =>
    `${tell(what)} is broken. ${tell(why)}`,
  'terminal.verify.whole': ({ what, rows, head }: { what: Said; rows: number; head: string }, tell: Tell) =>
    `${tell(what)} is whole: ${counted(rows, 'row')}. The hash of the last: ${head}`,
  'terminal.verify.unreadable': ({ path, why }: { path: string; why: string }) =>
    `${path} cannot be read: ${why}`,
  'terminal.verify.no-chain': ({ what }: { what: Said }, tell: Tell) =>
    `${tell(what)} is no chain yet: a service of this release makes it one when it opens the ledger.`,
  'terminal.verify.no-hash': ({ what, seq }: { what: Said; seq: number }, tell: Tell) =>
    `${tell(what)} has no hash from row ${seq} on. Right after an upgrade the service has not come to it yet: let it run, and call this again. At any other time somebody removed them.`,
  'terminal.verify.cut': ({ hash }: { hash: string }) =>
    `All chains are whole, but no row has the hash ${hash}: an end was cut off, or a chain was written anew.`,

  'terminal.rotate.new-key-too':
    'MASTER_KEY comes from the environment, so the new one must too: set NEW_MASTER_KEY.',
  'terminal.rotate.done': ({ count }: { count: number }) =>
    `${counted(count, 'secret')} ${count === 1 ? 'is' : 'are'} sealed under the new master key.`,
  'terminal.rotate.start-with-it': 'Start the service with it as MASTER_KEY.',
  'terminal.rotate.kept-in': ({ path }: { path: string }) => `It is in ${path}.`,
  'terminal.rotate.unreadable': (
    { ledgers }: { ledgers: readonly { nip: string; why: Sentence }[] },
    tell: Tell,
  ) =>
    `${ledgers.length === 1 ? 'This ledger' : `These ${ledgers.length} ledgers`} cannot be read, so no secret was sealed anew, and the master key is still the old one:\n${ledgers.map(({ nip, why }) => `- ${nip}: ${tell(why)}`).join('\n')}\n${ledgers.length === 1 ? 'Put it back and start the service once, which looks whether it is well again; or erase this taxpayer' : 'Put them back and start the service once, which looks whether they are well again; or erase these taxpayers'}. Then stop the service and call this again.`,

  'terminal.ledger.usage': `npm run ledger:export -- --url http://localhost:8787 --nip 9376032788 FILE
npm run ledger:import -- --url http://localhost:8787 [--adopt-outages] [--foreign] FILE`,
  'terminal.ledger.options': `--adopt-outages: notices of outages that the service does not know are taken over, for all its taxpayers
--foreign: an archive that this service did not make is restored; its history is marked as foreign
with a key of an admin for all taxpayers in KEY, or --key`,
  'terminal.ledger.exported': ({
    path,
    rows,
    nip,
    contents,
  }: {
    path: string
    rows: number
    nip: string
    contents: string
  }) => `${path}: ${counted(rows, 'row')} of ${nip}. Contents: ${contents}`,
  'terminal.ledger.outages': ({ count }: { count: number }) =>
    `Notices of outages that were not known there: ${count}.`,
  'terminal.ledger.not-adopted': ({ notice, withdrawn }: { notice: string; withdrawn: boolean }) =>
    `Not taken over${withdrawn ? ' (withdrawn)' : ''}: ${notice}`,
  'terminal.ledger.imported': ({ nip, url, contents }: { nip: string; url: string; contents: string }) =>
    `The ledger of ${nip} is at ${url}. Contents: ${contents}`,
  'terminal.ledger.goes-on': ({ nip }: { nip: string }) =>
    `If it came from another service: that one goes on synchronising and sending webhooks until the taxpayer is erased there (DELETE /operator/taxpayers/${nip}).`,
  'terminal.ledger.is-there': ({ path }: { path: string }) =>
    `${path} is there already. Name another file, or remove it.`,
  'terminal.ledger.changing': ({ attempts }: { attempts: number }) =>
    `The ledger was changed during each of ${attempts} attempts. Pause the connection to KSeF, or export when less is done.`,
  'terminal.ledger.anew': ({ attempt, most }: { attempt: number; most: number }) =>
    `The ledger was changed while it was read. Beginning anew (${attempt} of ${most}).`,
  'terminal.ledger.imported-before': ({ at }: { at: string }) =>
    `This archive was imported already, at ${at}. Nothing was changed.`,
  'terminal.archive.otherwise': 'What came is not what the service says that it sent. Export it again.',
  'terminal.archive.none': ({ path }: { path: string }) =>
    `${path} is no archive of a ledger. Give a file that ledger:export made.`,
  'terminal.archive.form': ({
    path,
    version,
    known,
  }: {
    path: string
    version: string
    known: readonly string[]
  }) =>
    `${path} is an archive of the form ${version}; this program reads ${known.join(' and ')}. Use the version that made it.`,
  'terminal.archive.damaged': ({ path, why }: { path: string; why: Said }, tell: Tell) =>
    `${path} is damaged: ${tell(why)}. Nothing was sent. Take another copy of it.`,
  'terminal.archive.after-manifest': 'something follows its manifest',
  'terminal.archive.unknown-table': ({ table }: { table: string }) =>
    `it has rows of an unknown table ${table}; is this version of the program older?`,
  'terminal.archive.cut-off': 'it ends before its manifest: it was cut off',
  'terminal.archive.no-manifest': 'what should be its manifest is none',
  'terminal.archive.sums': 'its rows are not those that its manifest sums up',
  'terminal.archive.no-json': 'a line is no JSON',
  'terminal.archive.long-line': ({ most }: { most: number }) =>
    `a line of it has more than ${most} characters`,
  'terminal.archive.packed': ({ why }: { why: string }) => `it cannot be unpacked (${why})`,
}
