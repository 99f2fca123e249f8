import type { archiveTexts } from '../../../../src/texts/en/refusals/archives.ts'
import { say } from '../../../../src/texts/say.ts'
import type { SamplesOf } from '../samples-of.ts'

const nip = '5265877635'
const why = say('chain.row-missing', { seq: 7, found: 8 })

export const archiveSamples: SamplesOf<typeof archiveTexts> = {
  'refusal.archive-changed': [{ nip }],
  'refusal.not-restoring': [{ nip }],
  'refusal.ledger-restoring': [{ nip }],
  'refusal.ledger-not-empty': [{ nip }],
  'refusal.archive-of-another-taxpayer': [{ nip, wanted: '5213017228' }],
  'refusal.archive-foreign': [{ why: say('refusal.archive.no-seal') }],
  'refusal.archive-mismatch': [{ where: say('refusal.archive.rows', { tables: ['changes'] }) }],
  'refusal.archive.rows': [{ tables: ['changes', 'history'] }],
  'refusal.archive.history': [{ why }],
  'refusal.archive-row': [
    { table: 'changes', why: say('refusal.archive.values', { values: 1, columns: 3 }) },
  ],
  'refusal.archive.values': [{ values: 2, columns: 3 }],
  'refusal.archive.column': [{ column: 'filed_on', row: '7', why: say('field.day') }],
  'refusal.archive.within': [{ path: 'delivery/0/to', why: say('field.day') }],
  'refusal.archive.other-id': [{ row: '"x"' }],
  'refusal.archive.database': [{ why: 'UNIQUE constraint failed' }],
  'restore.outages-left': [{ count: 2 }],
  'restore.outage-differs': [{ id: '0197a2c4' }],
  'chain.row-missing': [{ seq: 7, found: 8 }],
  'chain.row-misplaced': [{ seq: 7, found: 6 }],
  'chain.row-changed': [{ seq: 7, named: 'posted' }],
}
