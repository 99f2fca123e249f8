import { counted } from './words.ts'

/** What stands around every screen of the console, and what all its screens share. */
export const consoleTexts = {
  'console.name': 'Purchases and KSeF',
  'console.to-content': 'Skip to the content',
  'console.menu': 'Menu',
  'console.language': 'Language',
  'console.language.pl': 'Polski',
  'console.language.en': 'English',
  'console.theme': 'Colours',
  'console.theme.system': 'As the computer has them',
  'console.theme.light': 'Light',
  'console.theme.dark': 'Dark',
  'console.single-keys': 'Single keys as shortcuts',
  'console.single-keys.why': 'Switch them off if you dictate, or if keys are pressed by accident.',

  'console.nav.office': 'Office',
  'console.nav.taxpayer': 'Taxpayer',
  'console.nav.change-taxpayer': 'Change taxpayer',
  'console.nav.today': 'Today',
  'console.nav.decide': 'To decide',
  'console.nav.purchases': 'Purchases',
  'console.nav.purchase': 'Purchase',
  'console.nav.awaiting': 'Awaiting KSeF',
  'console.nav.month': 'Month',
  'console.nav.quarantine': 'Set aside',
  'console.nav.add': 'Add documents',
  'console.nav.jpk-check': 'Check a JPK',
  'console.nav.supplier': 'Supplier',
  'console.nav.settings': 'Settings',
  'console.nav.outages': 'Outages',
  'console.nav.keys': 'Access keys',
  'console.nav.audit': 'Audit',
  'console.nav.help': 'Help',
  'console.nav.styles': 'Parts of the screens',

  'console.example': 'Example',
  'console.example.what': 'Firm, suppliers and invoices are invented. Nothing here can do harm.',
  'console.example.show': 'Show it on an example',
  'console.example.why':
    'An invented firm with a month of invoices, to be tried without fear. One click erases it with everything.',
  'console.example.making': 'The example is being made …',
  'console.example.made': 'The example is ready.',
  'console.example.firm': 'Example: Modrzew Handel sp. z o.o.',
  'console.example.erase': 'Erase the example',
  'console.example.erased': 'The example was erased.',

  'console.sign-in': 'Sign in',
  'console.sign-in.why':
    'Give the access key once. It is exchanged for a session of 12 hours and kept nowhere in the browser.',
  'console.sign-in.key': 'Access key',
  'console.sign-in.refused':
    'This key is unknown, was revoked or has expired. Check that it was copied whole, or ask whoever keeps the keys.',
  'console.sign-in.ended': 'The session has ended. Sign in again; you will be back at the same place.',
  'console.sign-out': 'Sign out',

  'console.loading': 'Loading …',
  'console.loading.more': 'Load more',
  'console.all-shown': ({ count }: { count: number }) => `All shown: ${count}`,
  'console.retry': 'Try again',
  'console.offline': 'The service does not answer. Check the connection, then try again.',
  'console.broken':
    'This page could not be shown. Load it anew; if it happens again, tell whoever runs the service.',
  'console.request': ({ id }: { id: string }) => `Number of the call in the log: ${id}`,
  'console.not-found': 'There is no such page',
  'console.not-found.why': 'The address may be old or mistyped. Go on from the office.',
  'console.not-allowed': 'Your key may not do this.',
  'console.close': 'Close',
  'console.cancel': 'Cancel',
  'console.save': 'Save',
  'console.saved': 'Saved.',
  'console.undo': 'Undo',
  'console.undone': 'Undone.',
  'console.copy': 'Copy',
  'console.copied': 'Copied.',
  'console.print': 'Print',
  'console.open': 'Open',
  'console.search': 'Search',
  'console.filter': 'Filter',
  'console.as-table': 'The same as a table',
  'console.all': 'All',
  'console.none': 'none',
  'console.remove': 'Remove',
  'console.absent': 'not given',
  'console.not-an-amount': 'This is no amount. Write it as 1234.56.',
  'console.yes': 'yes',
  'console.no': 'no',
  'console.key': ({ key }: { key: string }) => `Key ${key}`,
  'console.days-left': ({ days }: { days: number }) =>
    days < 0
      ? `${counted(-days, 'day')} late`
      : days === 0
        ? 'today'
        : days === 1
          ? 'tomorrow'
          : `in ${days} days`,

  'console.confidence.certain': 'certain',
  'console.confidence.likely': 'likely',
  'console.confidence.doubtful': 'doubtful',
}
