import type { foundTexts } from '../en/found.ts'
import type { TextsLike } from '../sentence.ts'
import { amountOf, dayOf } from './words.ts'

export const polishFoundTexts: TextsLike<typeof foundTexts> = {
  'found.NOT_OUR_INVOICE': 'Faktura nie jest wystawiona na tego podatnika.',
  'found.THIRD_PARTY_BUYER': 'Podatnik występuje na fakturze jako podmiot trzeci, a nie jako nabywca.',
  'found.INFO_CONFIRMATION_ONLY': 'Potwierdzenie transakcji nie jest fakturą i nie wyznacza daty wpływu.',
  'found.INFO_DUPLICATE_COPY': ({ count, first }) =>
    `Liczba otrzymanych kopii: ${count}. Pierwsza wpłynęła ${dayOf(first)} i to ona się liczy.`,
  'found.INFO_FUTURE_DATE': ({ received }) =>
    `Jako datę otrzymania kopii podano ${dayOf(received)}, czyli dzień, który jeszcze nie nadszedł.`,
  'found.RECEIVED_BEFORE_ISSUED': ({ received, issued }) =>
    `Kopię otrzymano ${dayOf(received)}, a więc przed datą wystawienia faktury (${dayOf(issued)}).`,
  'found.INFO_TECH_CORRECTION': 'KSeF odrzucił pierwszy plik; ta faktura jest jego korektą techniczną.',
  'found.INFO_SELF_BILLING_ACCEPTANCE': 'Fakturę wystawił nabywca w imieniu sprzedawcy (samofakturowanie).',
  'found.INFO_NIP_CHECKSUM': ({ sellerId }) => `NIP sprzedawcy ${sellerId} ma nieprawidłową cyfrę kontrolną.`,
  'found.UNKNOWN_SUPPLY': 'Zaznaczono, że dostawa lub usługa nie została potwierdzona.',
  'found.INFO_CORRECTS_NON_KSEF': 'Korygowaną fakturę wystawiono poza KSeF.',
  'found.COPY_AMOUNT_DIFFERS': (s) =>
    `Kopia spoza KSeF podaje kwotę ${amountOf(s.copy, s.copyCurrency)}, a KSeF ${amountOf(s.ksef, s.ksefCurrency)}.`,
  'found.COPIES_DISAGREE': ({ stated }) =>
    `Kopie z tym samym kodem podają różne kwoty: ${stated.map((s) => amountOf(s.amount, s.currency)).join(' i ')}.`,
  'found.RECEIPT_WITH_NIP_AFTER_2026': ({ until, issued }) =>
    `Paragon z NIP jest fakturą do ${dayOf(until)}; ten nosi datę ${dayOf(issued)}.`,
  'found.DOCUMENT_CONTRADICTS_CODES.offline': ({ document }, tell) =>
    `Kopię opisano jako: ${tell(document)}, a ma KOD II, który mają tylko dokumenty wystawione offline.`,
  'found.DOCUMENT_CONTRADICTS_CODES.in-ksef': ({ document }, tell) =>
    `Kopię opisano jako: ${tell(document)}, a ma kod faktury, która jest w KSeF.`,
  'found.document.invoice': 'faktura bez kodów offline',
  'found.document.offline-invoice': 'faktura z dwoma kodami (OFFLINE i CERTYFIKAT)',
  'found.document.numbered-visualisation': 'wizualizacja faktury z numerem KSeF',
  'found.document.transaction-confirmation': 'potwierdzenie transakcji',
  'found.document.fiscal-receipt': 'paragon z NIP',
  'found.document.not-an-invoice': 'dokument niebędący fakturą',
  'found.code.unreadable': ({ link }) => `Kod ${link} nie jest pełnym KODEM I ani KODEM II.`,
  'found.code.hash': ({ link }) => `Kod ${link} zawiera skrót pliku, którego nie da się odczytać.`,
  'found.code.day': ({ link, issued }) =>
    `Kod ${link} wskazuje inną datę niż data wystawienia na kopii (${dayOf(issued)}).`,
  'found.code.seller': ({ link, sellerId }) =>
    `Kod ${link} wskazuje innego sprzedawcę niż kopia (${sellerId}).`,
  'found.code.environment': ({ link }) => `Kod ${link} prowadzi do innego środowiska KSeF.`,
  'found.code.several': ({ link }) => `Kod ${link} jest jednym z kodów kilku różnych faktur.`,

  'found.INFO_MARKER_BFK_VS_DI':
    'Oznaczenie faktury od podmiotu zagranicznego jest sporne: przyjęto to, które podatnik wybrał dla takich faktur.',
  'found.INFO_ONE_CODE_IN_FAILURE': ({ announced, issued }) =>
    `Kopia ma jeden kod i nie ma numeru KSeF, a data wystawienia (${dayOf(issued)}) przypada w czasie awarii ogłoszonej ${dayOf(announced)}. Jest to faktura z czasu awarii bez drugiego kodu albo wydruk sprzed nadania numeru.`,
  'found.INFO_SELLER_DUTY_UNKNOWN': ({ issued }) =>
    `Nie odnotowano, czy ${dayOf(issued)} sprzedawca miał obowiązek korzystać z KSeF.`,
  'found.DOUBLE_ISSUE.lawful': ({ ksefNumber }) =>
    `Fakturze wystawionej zgodnie z prawem poza KSeF nadano także numer KSeF ${ksefNumber}.`,
  'found.SELLER_SHOULD_USE_KSEF': ({ issued }) =>
    `Sprzedawca miał ${dayOf(issued)} obowiązek wystawić fakturę w KSeF, a udostępnił ją poza nim, bez kodów.`,
  'found.SELF_BILLED_NOT_SENT':
    'Fakturę wystawiono w ramach samofakturowania poza KSeF, choć sprzedawca ma obowiązek z niego korzystać.',
  'found.GUIDANCE_2026_ONLY': ({ basis, until }) =>
    `Objaśnienia, na których oparto datę wpływu (${basis}), dotyczą faktur wystawionych do ${dayOf(until)}.`,
  'found.KSEF_AFTER_POSTING': ({ numbered, handedOver }) =>
    `Numer KSeF nadano ${dayOf(numbered)}, po terminie złożenia ewidencji za okres faktycznego otrzymania faktury (${dayOf(handedOver)}).`,
  'found.REVERSE_CHARGE_WITH_TAX':
    'Faktura wskazuje, że podatek rozlicza nabywca (P_18), a zarazem wykazuje polski podatek. Liczy się podatek wykazany.',
  'found.REVERSE_CHARGE_ENDED': (s, tell) =>
    `Sprzedawca pozostawia rozliczenie podatku nabywcy, a ${s.basis} ustawy o VAT nie obowiązuje w dniu ${dayOf(s.taxPoint)}.${s.bill === null ? '' : ` ${tell(s.bill)}`}`,
  'found.ADVANCE_PAYMENT_UNKNOWN': ({ basis, issued }) =>
    `Obowiązek podatkowy od zaliczki powstaje z chwilą zapłaty (${basis} ustawy o VAT), a dnia zapłaty nic nie wskazuje: przyjęto datę wystawienia (P_1), ${dayOf(issued)}.`,

  'found.INFO_COPY_AFTER_NUMBER': ({ numbered }) =>
    `Kopię spoza KSeF otrzymano w dniu nadania numeru KSeF (${dayOf(numbered)}) lub później.`,
  'found.OUTSIDE_COPY_BEFORE_NUMBER.numbered': (s) =>
    `Fakturę udostępniono poza KSeF ${dayOf(s.handedOver)}, przed nadaniem numeru KSeF (${dayOf(s.numbered)}).`,
  'found.OUTSIDE_COPY_BEFORE_NUMBER.printed': (s) =>
    `Fakturę udostępniono poza KSeF ${dayOf(s.handedOver)}, przed nadaniem numeru KSeF ${s.ksefNumber}; samej faktury z KSeF jeszcze nie pobrano.`,
  'found.OUTSIDE_COPY_BEFORE_NUMBER': ({ handedOver }) =>
    `Fakturę udostępniono poza KSeF ${dayOf(handedOver)}, a numeru KSeF jeszcze nie ma.`,
  'found.AGREEMENT_WITHOUT_GB4_STATUS':
    'Udostępnianie faktur poza KSeF uzgodniono z nabywcą, którego ustawa wśród takich nabywców nie wymienia.',
  'found.AGREEMENT_MISSING':
    'Fakturę z czasu awarii otrzymano poza KSeF, choć uzgodniono udostępnianie w KSeF.',
  'found.INFO_AGREEMENT_UNKNOWN':
    'Fakturę z czasu awarii otrzymano poza KSeF, a uzgodnionego sposobu udostępniania nie odnotowano.',
  'found.AGREED_DELIVERY_MISSING':
    'Uzgodniono udostępnianie poza KSeF, a faktury jeszcze w ten sposób nie udostępniono.',
  'found.GB4_DUAL_DELIVERY': 'Uzgodniono udostępnianie w KSeF, a fakturę otrzymano także poza nim.',
  'found.AGREEMENT_UNKNOWN':
    'Dla tego nabywcy, któremu faktury udostępnia się w uzgodniony sposób, nie odnotowano żadnych uzgodnień.',
  'found.OVERTAKEN_BY_FAILURE': ({ announced }) =>
    `Przed przesłaniem faktury, ${dayOf(announced)}, ogłoszono awarię KSeF.`,
  'found.TOTAL_FAILURE_NO_NUMBER': 'Awaria całkowita zniosła obowiązek przesłania tej faktury do KSeF.',
  'found.INFO_TOTAL_FAILURE_NO_NUMBER':
    'Awaria całkowita zniosła obowiązek przesłania do KSeF tej faktury z czasu awarii.',
  'found.INFO_OUTAGE_OPEN':
    'Końca awarii lub niedostępności, od którego zależy termin przesłania, jeszcze nie ogłoszono.',
  'found.EMERGENCY_NOT_CONFIRMED': ({ issued }) =>
    `Sprzedawca powołuje się na awarię KSeF, a na dzień ${dayOf(issued)} żadnej nie ogłoszono.`,
}
