import type { consoleScreenTexts } from '../../../src/texts/en/console-screens.ts'
import type { SamplesOf } from './samples-of.ts'

const counts = [
  { count: 1, isMore: false },
  { count: 3, isMore: false },
  { count: 100, isMore: true },
]

export const consoleScreenSamples: SamplesOf<typeof consoleScreenTexts> = {
  'pdf.page': [{ page: 1, pages: 3 }],
  'pdf.more': [{ shown: 20, pages: 57 }],
  'console.add.imported': [
    { received: 12, fresh: 5, attached: 4, unchanged: 1, review: 1, quarantined: 1 },
    { received: 1, fresh: 1, attached: 0, unchanged: 0, review: 0, quarantined: 0 },
  ],
  'console.add.count': [{ count: 1 }, { count: 7 }],
  'console.add.discarded': [{ name: 'a.pdf' }],
  'console.add.confirmed': [{ number: 'FV/1', outcome: 'attached' }],
  'console.add.source': [{ source: 'code' }],
  'console.today.by': [{ day: '25.07.2026', left: 'A' }],
  'console.today.blocking': counts,
  'console.today.review': counts,
  'console.today.quarantined': [{ count: 1 }, { count: 3 }],
  'console.today.drafts': counts,
  'console.today.overdue': counts,
  'console.today.corrections': counts,
  'console.today.expiring': [{ count: 2 }],
  'console.today.chart': [{ month: '06.2026' }],
  'console.today.month': [{ month: '06.2026', count: 5 }],
  'console.today.file': [{ month: '06.2026' }],
  'console.today.synced': [{ at: '24.07.2026, 12:00' }],
  'console.today.change': [
    { type: 'purchase.created', count: 3 },
    { type: 'draft.created', count: 1 },
  ],
  'console.settings.default': [{ option: 'A' }],
  'console.settings.ksef.next': [{ at: '24.07.2026, 12:00' }],
  'console.settings.ksef.last': [{ at: '24.07.2026, 12:00' }],
  'console.settings.ksef.got-of': [{ received: 12, fresh: 3 }],
  'console.settings.coverage.subject': [{ subject: 'Subject2' }],
  'console.settings.coverage.until': [{ at: '24.07.2026, 12:00' }],
  'console.settings.coverage.gaps': [{ count: 0 }, { count: 1 }, { count: 3 }],
  'console.settings.coverage.gap': [{ from: '24.07.2026, 12:00', to: '24.07.2026, 13:00' }],
  'console.outages.source.of': [{ source: 'bip' }, { source: 'mass-media' }],
  'console.keys.revoked': [{ at: '24.07.2026, 12:00' }],
  'console.keys.revoke.why': [{ name: 'ERP' }],
  'console.audit.action': [{ action: 'key.created' }, { action: 'ledger.restored' }],
  'console.office.blocking': [{ count: '3' }],
  'console.office.review': [{ count: '100+' }],
  'console.office.corrections.by': [{ count: '2', day: '28.07.2026' }],
  'console.office.month.ready': [{ month: '06.2026', day: '27.07.2026' }],
  'console.office.month.filed': [{ month: '06.2026' }],
  'console.office.month.open': [{ month: '07.2026' }],
  'console.office.month.blocked': [
    { month: '06.2026', count: 1, day: '27.07.2026' },
    { month: '06.2026', count: 5, day: '27.07.2026' },
  ],
}
