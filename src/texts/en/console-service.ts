/** What belongs to the whole service: outages of KSeF, keys, the audit. */
export const consoleServiceTexts = {
  'console.outages.none': 'No outage is recorded',
  'console.outages.why':
    'Notices of KSeF being down decide modes and days of receipt. They come from Latarnia, or are recorded here.',
  'console.outages.kind': 'Kind',
  'console.outages.start': 'From',
  'console.outages.end': 'To',
  'console.outages.still': 'not announced yet',
  'console.outages.announced': 'Announced',
  'console.outages.source': 'Source',
  'console.outages.source.of': ({ source }: { source: string }) => sources[source] ?? source,
  'console.outages.reference': 'Reference',
  'console.outages.withdrawn': 'withdrawn',
  'console.outages.withdraw': 'Withdraw',
  'console.outages.ended': 'Record the end',
  'console.outages.record': 'Record an outage',
  'console.outages.recorded': 'Recorded. Every purchase that it can affect is decided anew.',

  'console.keys.none': 'No key has been made yet',
  'console.keys.none.why':
    'You are signed in with the first key, which was given at the start of the service. Make one for each person and each program: what they do is told by its name.',
  'console.keys.name': 'Name',
  'console.keys.role': 'Role',
  'console.keys.for': 'For',
  'console.keys.for-all': 'all taxpayers',
  'console.keys.for-some': 'NIPs, separated by spaces; empty: all',
  'console.keys.used': 'Last used',
  'console.keys.expires': 'Expires',
  'console.keys.never': 'never',
  'console.keys.revoked': ({ at }: { at: string }) => `revoked ${at}`,
  'console.keys.revoke': 'Revoke',
  'console.keys.revoke.why': ({ name }: { name: string }) =>
    `${name} counts no more from now on, and whoever is signed in with it is signed out. This cannot be undone.`,
  'console.keys.language.none': 'not chosen',
  'console.keys.language.why':
    'Answers to whoever asks for no language, and the screens of who signs in with this key, have it.',
  'console.keys.make': 'Make a key',
  'console.keys.once': 'The key is shown this once. Copy it now; only its hash is kept.',

  'console.audit.at': 'When',
  'console.audit.who': 'Who',
  'console.audit.what': 'What',
  'console.audit.about': 'About',
  'console.audit.action': ({ action }: { action: string }) => actions[action] ?? action,
  'console.audit.outage': (told: { kind: string; from: string; to: string; reference: string | null }) =>
    `${told.kind}, ${told.from} to ${told.to}${told.reference === null ? '' : ` (${told.reference})`}`,
  'console.audit.none': 'Nothing was done yet',
}

const sources: Readonly<Record<string, string>> = {
  bip: 'BIP of the Ministry',
  latarnia: 'Latarnia',
  'mass-media': 'mass media',
  manual: 'recorded by hand',
}

const actions: Readonly<Record<string, string>> = {
  'key.created': 'key made',
  'key.changed': 'key language changed',
  'key.revoked': 'key revoked',
  'taxpayer.created': 'taxpayer made',
  'taxpayer.changed': 'settings changed',
  'taxpayer.erased': 'taxpayer erased',
  'outage.recorded': 'outage recorded',
  'outage.changed': 'outage changed',
  'directory.exported': 'directory exported',
  'ledger.exported': 'ledger exported',
  'ledger.restored': 'ledger restored',
  'secrets.resealed': 'secrets sealed anew',
}
