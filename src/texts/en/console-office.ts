/** All taxpayers at one look, and the first start. */
export const consoleOfficeTexts = {
  'console.office.filter': 'Name or NIP',
  'console.office.decide': 'To decide',
  'console.office.blocking': ({ count }: { count: string }) => `${count} block`,
  'console.office.review': ({ count }: { count: string }) => `${count} to check`,
  'console.office.drafts': 'To confirm',
  'console.office.overdue': 'Late in KSeF',
  'console.office.corrections': 'Corrections',
  'console.office.corrections.by': ({ count, day }: { count: string; day: string }) => `${count}, by ${day}`,
  'console.office.month': 'Month',
  'console.office.month.filed': ({ month }: { month: string }) => `${month}: filed`,
  'console.office.month.ready': ({ month, day }: { month: string; day: string }) =>
    `${month}: to be filed by ${day}`,
  'console.office.month.open': ({ month }: { month: string }) => `${month}: not over yet`,
  'console.office.month.blocked': ({ month, count, day }: { month: string; count: number; day: string }) =>
    `${month}: ${count === 1 ? '1 obstacle' : `${count} obstacles`}, by ${day}`,
  'console.office.ksef': 'KSeF',
  'console.office.ksef.until': ({ day }: { day: string }) => `access until ${day}`,
  'console.office.mailbox.refused': 'mailbox: sign-in refused',
  'console.office.mailbox.since': ({ day }: { day: string }) => `mailbox not read since ${day}`,
  'console.office.mailbox.never': 'mailbox cannot be read',
  'console.office.add': 'Add a taxpayer',
  'console.office.added': 'Added.',
  'console.office.nip': 'NIP',
  'console.office.start': 'No taxpayer is here yet',
  'console.office.start.why':
    'Begin with one of your firms: its invoices can come by themselves from KSeF, or as files.',
  'console.office.start.ksef': 'Connect KSeF',
  'console.office.start.ksef.why':
    'Invoices are fetched by themselves, every hour, with a token or a certificate of KSeF.',
  'console.office.start.files': 'Drop files',
  'console.office.start.files.why':
    'PDF, XML or pictures from e-mail and paper, and packages exported from KSeF.',
  'console.office.start.nobody': 'Your key is for no taxpayer. Ask whoever keeps the keys for one that is.',
}
