import { namesIn } from '../../sentence.ts'
import { modeNames } from './mode-names.ts'

/** What people see as words where programs have a name of the contract, as within a sentence. */
export const nameTexts = {
  ...namesIn('mode', modeNames),
  ...namesIn('status', {
    'awaiting-ksef': 'awaiting its KSeF number',
    reconciled: 'in KSeF and outside it',
    'ksef-only': 'from KSeF alone',
    'outside-only': 'from outside KSeF alone',
    quarantined: 'no invoice for this taxpayer',
  }),
  ...namesIn('severity', {
    info: 'for information',
    review: 'for review',
    blocking: 'blocking',
  }),
  ...namesIn('marker', {
    NrKSeF: 'KSeF number',
    OFF: 'OFF: issued in a failure, no KSeF number yet',
    BFK: 'BFK: electronic or paper invoice without a KSeF number',
    DI: 'DI: another document, or an offline invoice without its number yet',
  }),
  ...namesIn('document', {
    invoice: 'invoice without offline codes',
    'offline-invoice': 'invoice with two codes (OFFLINE and CERTYFIKAT)',
    'numbered-visualisation': 'print of an invoice with its KSeF number',
    'transaction-confirmation': 'confirmation of a transaction',
    'fiscal-receipt': "fiscal receipt with the buyer's NIP",
    'not-an-invoice': 'document that is no invoice',
  }),
  ...namesIn('channel', {
    email: 'e-mail',
    paper: 'paper',
    portal: 'portal of the seller',
    edi: 'EDI',
    other: 'another way',
  }),
  ...namesIn('delivery', {
    ksef: 'in KSeF',
    'outside-ksef': 'outside KSeF',
  }),
  ...namesIn('outage', {
    failure: 'failure of KSeF',
    maintenance: 'unavailability of KSeF',
    'total-failure': 'total failure of KSeF',
  }),
  ...namesIn('kind', {
    VAT: 'invoice',
    KOR: 'correction',
    ZAL: 'advance invoice',
    ROZ: 'final invoice',
    UPR: 'simplified invoice',
    KOR_ZAL: 'correction of an advance invoice',
    KOR_ROZ: 'correction of a final invoice',
    VAT_RR: "flat-rate farmer's invoice",
    KOR_VAT_RR: "correction of a flat-rate farmer's invoice",
    VAT_PEF: 'invoice of the PEF platform',
    VAT_PEF_SP: 'specialised invoice of the PEF platform',
    KOR_PEF: 'correction of the PEF platform',
  }),
  ...namesIn('source', {
    'ksef-number': 'the day of the KSeF number',
    actual: 'the day of actual receipt',
  }),
  ...namesIn('decision', {
    'same-invoice': 'the same invoice',
    'different-invoice': 'another invoice',
    accepted: 'accepted',
    dismissed: 'dismissed',
    moved: 'moved',
    reopen: 'taken back',
  }),
  ...namesIn('duty', {
    required: 'correction due',
    review: 'to be decided',
    optional: 'correction possible',
    none: 'no correction',
  }),
  ...namesIn('settlement', {
    monthly: 'by month',
    quarterly: 'by quarter',
  }),
  ...namesIn('connection', {
    connecting: 'being connected',
    connected: 'connected',
    waiting: 'waiting',
    refused: 'refused',
    unavailable: 'KSeF unavailable',
    paused: 'paused',
  }),
  ...namesIn('role', {
    viewer: 'may read',
    integration: 'may also send documents and post',
    accountant: 'may also decide and set',
    admin: 'may also manage taxpayers and keys',
  }),
}
