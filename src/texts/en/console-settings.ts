/** Numbers of purchases, as they are shown. */
type Effect = Record<'purchases' | 'receiptDay' | 'month' | 'marker' | 'amounts', string>

/** Settings of a taxpayer, the connection with KSeF, suppliers. */
export const consoleSettingsTexts = {
  'console.settings.taxpayer': 'Taxpayer',
  'console.settings.policy': 'Choices where the law is disputed',
  'console.settings.policy.why':
    'Each choice holds for all purchases of this taxpayer; every one is decided anew when a choice changes. Months that were filed stay as they were filed.',
  'console.settings.effect': ({ purchases, receiptDay, month, marker, amounts }: Effect) =>
    `Purchases that no filed month holds: ${purchases}. Of these would change: day of receipt ${receiptDay}, month ${month}, marker or duty to correct ${marker}, amounts ${amounts}.`,
  'console.settings.effect.none': ({ purchases }: Pick<Effect, 'purchases'>) =>
    `Now it would change nothing (looked at: ${purchases} purchases that no filed month holds). It will count for invoices to come.`,
  'console.settings.policy.save': 'Save this choice',
  'console.settings.policy.keep': 'Keep what was chosen',
  'console.settings.default': ({ option }: { option: string }) => `${option} (as a rule)`,
  'console.settings.name': 'Name',
  'console.settings.settlement': 'Settlement',
  'console.settings.cash': 'Cash method',
  'console.settings.ledger-from': 'Purchases are kept here since',
  'console.settings.ledger-from.hint': 'Originals of corrections from before this day are not missed.',
  'console.settings.jpk': 'For the JPK file',
  'console.settings.office': 'Code of the tax office',
  'console.settings.office.hint': 'Four digits.',
  'console.settings.email': 'E-mail',
  'console.settings.phone': 'Telephone',
  'console.settings.suppliers': 'Suppliers',
  'console.settings.suppliers.none': 'Nothing is recorded of suppliers yet',
  'console.settings.suppliers.why':
    'Record of a supplier whether he must use KSeF and how delivery was agreed; open him from a purchase.',

  'console.settings.ksef': 'Connection with KSeF',
  'console.settings.ksef.none': 'Not connected',
  'console.settings.ksef.why':
    'Give a token or a certificate made in KSeF for reading invoices. It is kept encrypted and never shown again.',
  'console.settings.ksef.connect': 'Connect',
  'console.settings.ksef.change': 'Change the access',
  'console.settings.ksef.fetch': 'Fetch now',
  'console.settings.ksef.fetching': 'Fetching was asked for.',
  'console.settings.ksef.remove': 'Disconnect',
  'console.settings.ksef.remove.why': 'The access is deleted here. Invoices that were fetched stay.',
  'console.settings.ksef.pause': 'Pause',
  'console.settings.ksef.resume': 'Go on',
  'console.settings.ksef.kind': 'Kind of access',
  'console.settings.ksef.token': 'Token',
  'console.settings.ksef.certificate': 'Certificate',
  'console.settings.ksef.certificate-pem': 'Certificate (PEM)',
  'console.settings.ksef.key-pem': 'Private key (PEM)',
  'console.settings.ksef.from': 'Fetch invoices from',
  'console.settings.ksef.every': 'Every how many minutes',
  'console.settings.ksef.valid': 'The access ends',
  'console.settings.ksef.next': ({ at }: { at: string }) => `Next time ${at}`,
  'console.settings.ksef.last': ({ at }: { at: string }) => `Last fetched ${at}`,
  'console.settings.ksef.runs': 'Last fetches',
  'console.settings.ksef.when': 'When',
  'console.settings.ksef.how': 'How it went',
  'console.settings.ksef.got': 'Invoices',
  'console.settings.ksef.got-of': ({ received, fresh }: { received: number; fresh: number }) =>
    `${received}, of them new ${fresh}`,

  'console.settings.coverage': 'What is known to be complete',
  'console.settings.coverage.none': 'Nothing was fetched yet.',
  'console.settings.coverage.subject': ({ subject }: { subject: string }) => subjects[subject] ?? subject,
  'console.settings.coverage.until': ({ at }: { at: string }) => `complete until ${at}`,
  'console.settings.coverage.gaps': ({ count }: { count: number }) =>
    count === 0 ? 'without gaps' : count === 1 ? 'with 1 gap' : `with ${count} gaps`,
  'console.settings.coverage.gap': ({ from, to }: { from: string; to: string }) =>
    `missing: ${from} to ${to}`,

  'console.supplier.duty': 'Duty to use KSeF',
  'console.supplier.delivery': 'Agreed way of delivery',
  'console.supplier.from': 'From',
  'console.supplier.to': 'To',
  'console.supplier.agreed': 'Agreed on',
  'console.supplier.note': 'Note',
  'console.supplier.add': 'Add',
  'console.supplier.remove': 'Remove',
  'console.supplier.defaults': 'As a rule for his invoices',
  'console.supplier.share': 'Share that is deducted',
  'console.supplier.share.hint': 'From 0 to 1, such as 0.50; empty: all of it.',
  'console.supplier.fixed-asset': 'Fixed assets',
  'console.supplier.purchases': 'Purchases of this supplier',
}

const subjects: Readonly<Record<string, string>> = {
  Subject1: 'as seller',
  Subject2: 'as buyer',
  Subject3: 'as another party',
  SubjectAuthorized: 'as authorised',
}
