import type { nameTexts } from '../../en/law/names.ts'
import { namesIn, type TextsLike } from '../../sentence.ts'
import { polishModeNames } from './mode-names.ts'

export const polishNameTexts: TextsLike<typeof nameTexts> = {
  ...namesIn('mode', polishModeNames),
  ...namesIn('status', {
    'awaiting-ksef': 'oczekuje na numer KSeF',
    reconciled: 'uzgodniony: w KSeF i poza nim',
    'ksef-only': 'tylko z KSeF',
    'outside-only': 'tylko spoza KSeF',
    quarantined: 'odłożony: brak faktury na tego podatnika',
  }),
  ...namesIn('severity', {
    info: 'informacja',
    review: 'do sprawdzenia',
    blocking: 'wstrzymuje',
  }),
  ...namesIn('marker', {
    NrKSeF: 'numer KSeF',
    OFF: 'OFF: faktura z czasu awarii, jeszcze bez numeru KSeF',
    BFK: 'BFK: faktura elektroniczna lub papierowa bez numeru KSeF',
    DI: 'DI: inny dokument albo faktura offline jeszcze bez numeru KSeF',
  }),
  ...namesIn('document', {
    invoice: 'faktura bez kodów offline',
    'offline-invoice': 'faktura z dwoma kodami (OFFLINE i CERTYFIKAT)',
    'numbered-visualisation': 'wizualizacja faktury z numerem KSeF',
    'transaction-confirmation': 'potwierdzenie transakcji',
    'fiscal-receipt': 'paragon z NIP',
    'not-an-invoice': 'dokument niebędący fakturą',
  }),
  ...namesIn('channel', {
    email: 'poczta elektroniczna',
    paper: 'papier',
    portal: 'portal sprzedawcy',
    edi: 'EDI',
    other: 'inny sposób',
  }),
  ...namesIn('delivery', {
    ksef: 'w KSeF',
    'outside-ksef': 'poza KSeF',
  }),
  ...namesIn('outage', {
    failure: 'awaria KSeF',
    maintenance: 'niedostępność KSeF',
    'total-failure': 'awaria całkowita KSeF',
  }),
  ...namesIn('kind', {
    VAT: 'faktura podstawowa',
    KOR: 'faktura korygująca',
    ZAL: 'faktura zaliczkowa',
    ROZ: 'faktura rozliczająca',
    UPR: 'faktura uproszczona',
    KOR_ZAL: 'korekta faktury zaliczkowej',
    KOR_ROZ: 'korekta faktury rozliczającej',
    VAT_RR: 'faktura VAT RR',
    KOR_VAT_RR: 'korekta faktury VAT RR',
    VAT_PEF: 'faktura PEF',
    VAT_PEF_SP: 'faktura specjalizowana PEF',
    KOR_PEF: 'korekta faktury PEF',
  }),
  ...namesIn('source', {
    'ksef-number': 'dzień nadania numeru KSeF',
    actual: 'dzień faktycznego otrzymania',
  }),
  ...namesIn('decision', {
    'same-invoice': 'ta sama faktura',
    'different-invoice': 'inna faktura',
    accepted: 'przyjęto',
    dismissed: 'odrzucono',
    moved: 'przeniesiono',
    reopen: 'cofnięto',
  }),
  ...namesIn('duty', {
    required: 'korekta obowiązkowa',
    review: 'do rozstrzygnięcia',
    optional: 'korekta możliwa',
    none: 'bez korekty',
  }),
  ...namesIn('settlement', {
    monthly: 'miesięcznie',
    quarterly: 'kwartalnie',
  }),
  ...namesIn('connection', {
    connecting: 'w trakcie łączenia',
    connected: 'połączono',
    waiting: 'oczekuje',
    refused: 'KSeF odmówił',
    unavailable: 'KSeF niedostępny',
    paused: 'wstrzymano',
  }),
  ...namesIn('role', {
    viewer: 'odczyt',
    integration: 'odczyt, przesyłanie dokumentów i księgowanie',
    accountant: 'także decyzje i ustawienia',
    admin: 'także podatnicy i klucze',
  }),
}
