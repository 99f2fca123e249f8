import type { startTexts } from '../../../src/texts/en/start.ts'
import type { terminalTexts } from '../../../src/texts/en/terminal.ts'
import { say } from '../../../src/texts/say.ts'
import type { SamplesOf } from './samples-of.ts'

const nip = '5265877635'
const [path, folder, directory] = ['x.archive', 'data', 'data/directory.sqlite']
const hash = 'MUenhvTVjOV1KTjBurXi2PfGHoMwwDSyL0zG7jruaW0='
const what = say('terminal.verify.history', { nip })
const holder = { what: 'the service', pid: 812, host: 'erp', since: '2026-07-24T10:00:00Z' }

export const terminalSamples: SamplesOf<typeof terminalTexts & typeof startTexts> = {
  'terminal.arguments': [{ why: "Unknown option '--x'" }],
  'terminal.upload.progress': [{ done: 3, all: 12 }],
  'terminal.backup.done': [
    { folder, ledgers: 1, megabytes: 1 },
    { folder, ledgers: 3, megabytes: 12 },
    { folder, ledgers: 12, megabytes: 90 },
  ],
  'terminal.backup.lacking': [{ nips: [nip, '5213017228'] }],
  'terminal.backup.not-copied': [{ nip, why: say('terminal.copy.rows') }],
  'terminal.backup.none': [{ why: 'EIO' }],
  'terminal.backup.no-data': [{ folder, directory }],
  'terminal.backup.is-there': [{ folder }],
  'terminal.backup.unreadable': [{ directory, why: 'no such column' }],
  'terminal.copy.damaged': [{ why: 'row 7 missing' }],
  'terminal.copy.another': [{ nip, ledger: '0197a2c4' }],
  'terminal.lock.holder': [holder, { ...holder, what: 'npm run rotate-key' }],
  'terminal.lock.in-use': [
    { which: 'DATA_DIR=data', who: say('terminal.lock.holder', holder) },
    { which: 'DATA_DIR=data', who: say('terminal.lock.another') },
  ],
  'terminal.lock.impossible': [{ which: 'DATA_DIR=data', code: 'SQLITE_IOERR_LOCK' }],
  'terminal.verify.no-data': [{ path: directory }],
  'terminal.verify.audit': [{ path: directory }],
  'terminal.verify.history': [{ nip }],
  'terminal.verify.broken': [{ what, why: say('chain.row-missing', { seq: 7, found: 8 }) }],
  'terminal.verify.whole': [
    { what, rows: 1, head: hash },
    { what, rows: 12, head: hash },
  ],
  'terminal.verify.unreadable': [{ path: directory, why: 'EIO' }],
  'terminal.verify.no-chain': [{ what }],
  'terminal.verify.no-hash': [{ what, seq: 7 }],
  'terminal.verify.cut': [{ hash }],
  'terminal.rotate.done': [{ count: 0 }, { count: 1 }, { count: 3 }],
  'terminal.rotate.kept-in': [{ path: 'data/master.key' }],
  'terminal.rotate.unreadable': [
    { ledgers: [{ nip, why: say('refusal.setting.no-key', { name: 'x' }) }] },
    { ledgers: [nip, '5213017228'].map((nip) => ({ nip, why: 'EIO' })) },
  ],
  'terminal.ledger.exported': [{ path, rows: 22, nip, contents: hash }],
  'terminal.ledger.outages': [{ count: 2 }],
  'terminal.ledger.not-adopted': [
    { notice: '{"id":"x"}', withdrawn: false },
    { notice: '{"id":"x"}', withdrawn: true },
  ],
  'terminal.ledger.imported': [{ nip, url: 'http://localhost:8787', contents: hash }],
  'terminal.ledger.goes-on': [{ nip }],
  'terminal.ledger.is-there': [{ path }],
  'terminal.ledger.changing': [{ attempts: 5 }],
  'terminal.ledger.anew': [{ attempt: 2, most: 5 }],
  'terminal.ledger.imported-before': [{ at: '2026-07-24T10:00:00Z' }],
  'terminal.archive.none': [{ path }],
  'terminal.archive.form': [{ path, version: '3', known: ['1', '2'] }],
  'terminal.archive.damaged': [{ path, why: say('terminal.archive.sums') }],
  'terminal.archive.unknown-table': [{ table: 'later' }],
  'terminal.archive.long-line': [{ most: 33_554_432 }],
  'terminal.archive.packed': [{ why: 'unexpected end of file' }],
  'start.port-wrong': [{ given: 'x' }],
  'start.disk-floor-wrong': [{ given: 'x' }],
  'start.proxy-wrong': [{ entry: 'x' }],
  'start.proxy-everybody': [{ entry: '0.0.0.0/0' }],
  'start.key-made': [{ key: 'kr_x' }],
  'start.port-taken': [{ port: 8787 }],
  'start.host-elsewhere': [{ host: '10.0.0.1' }],
  'start.host-unknown': [{ host: 'x' }],
  'start.disk-full': [{ folder }],
  'start.locked': [{ path: directory, code: 'SQLITE_BUSY' }],
  'start.damaged': [{ path: directory, why: 'file is not a database' }],
  'start.no-files': [{ code: 'EMFILE' }],
  'start.disk-failing': [{ folder, code: 'EIO', why: 'i/o error' }],
  'start.folder-unusable': [{ folder, code: 'EACCES' }],
  'start.directory-lost': [
    { path: directory, ledgers: 1 },
    { path: directory, ledgers: 3 },
  ],
  'start.listens': [{ url: 'http://localhost:8787', folder }],
  'start.reached': [{ host: '0.0.0.0' }],
}
