import { counted } from './words.ts'

/** What is to be done today, in order, and what changed since yesterday. */
export const consoleTodayTexts = {
  'console.today.now': 'To do now',
  'console.today.nothing': 'Nothing has to be done now',
  'console.today.nothing.why':
    'Everything is decided, and nothing is due. New things appear here by themselves.',
  'console.today.by': ({ day, left }: { day: string; left: string }) => `by ${day}, ${left}`,
  'console.today.blocking': ({ count }: Count) => `Decide ${counted(count, 'question')} that block booking`,
  'console.today.review': ({ count }: Count) => `Look at ${counted(count, 'question')}`,
  'console.today.quarantined': ({ count }: Count) => `Deal with ${counted(count, 'document')} set aside`,
  'console.today.drafts': ({ count }: Count) => `Confirm ${counted(count, 'document')}`,
  'console.today.overdue': ({ count }: Count) =>
    `Remind sellers: ${count} without a KSeF number after the term`,
  'console.today.corrections': ({ count }: Count) => `Correct what was filed: ${counted(count, 'row')}`,
  'console.today.expiring': ({ count }: Count) =>
    `Deduct before the window ends: ${counted(count, 'purchase')}`,
  'console.today.month': ({ month, count }: { month: string; count: number }) =>
    `Close ${month}: ${counted(count, 'obstacle')} left`,
  'console.today.file': ({ month }: { month: string }) => `File ${month}: nothing stands in its way`,
  'console.today.chart': ({ month }: { month: string }) => `How far ${month} is`,
  'console.today.chart.what': 'What',
  'console.today.chart.count': 'Number',
  'console.today.chart.rows': 'rows',
  'console.today.chart.held': 'rows held',
  'console.today.chart.incomplete': 'rows without amounts',
  'console.today.chart.later': 'rows of a later day',
  'console.today.chart.aside': 'set aside',
  'console.today.chart.open': 'To the month',
  'console.today.connect': 'Connect KSeF: invoices do not arrive by themselves',
  'console.today.connection': 'See to the connection with KSeF',
  'console.today.mailbox': 'See to the mailbox: it cannot be read',
  'console.today.credential': 'Renew the access to KSeF before it ends',
  'console.today.ksef': 'KSeF',
  'console.today.synced': ({ at }: { at: string }) => `Last fetched ${at}`,
  'console.today.never-synced': 'Nothing was fetched yet',
  'console.today.not-connected': 'Not connected',
  'console.today.since': 'Since yesterday',
  'console.today.since.nothing': 'Nothing changed since yesterday.',
  'console.today.change': ({ type, count }: { type: string; count: number }) =>
    `${changes[type] ?? type}: ${count}`,
  'console.today.since.more': 'These are only the first thousand changes.',
}

interface Count {
  count: number
}

const changes: Readonly<Record<string, string>> = {
  'purchase.created': 'New purchases',
  'purchase.attached': 'Documents added to purchases',
  'purchase.merged': 'Purchases joined',
  'purchase.restored': 'Purchases parted again',
  'receipt.changed': 'Days of receipt changed',
  'finding.opened': 'Questions opened',
  'finding.closed': 'Questions closed',
  'posting.created': 'Bookings',
  'posting.voided': 'Bookings voided',
  'filing.created': 'Months filed',
  'correction.due': 'Corrections that became due',
  'outage.recorded': 'Outages announced',
  'outage.changed': 'Outages changed',
  'draft.created': 'Documents to confirm',
  'draft.reopened': 'Discarded documents taken back',
  'draft.closed': 'Documents confirmed or discarded',
}
