import type { receiptsTexts } from '../../en/law/receipts.ts'
import type { TextsLike } from '../../sentence.ts'

export const polishReceiptsTexts: TextsLike<typeof receiptsTexts> = {
  'receipt-rule.online.number':
    'Fakturę wystawioną w KSeF uznaje się za otrzymaną w dniu nadania jej numeru KSeF',
  'receipt-rule.number': 'Fakturę wystawioną offline uznaje się za otrzymaną w dniu nadania jej numeru KSeF',
  'receipt-rule.irregular-handover.handbook':
    'Sprzedawca udostępnił zwykłemu nabywcy fakturę wystawioną offline przed nadaniem numeru KSeF; według podręcznika Ministerstwa liczy się dzień faktycznego otrzymania',
  'receipt-rule.irregular-handover':
    'Sprzedawca udostępnił zwykłemu nabywcy poza KSeF fakturę wystawioną offline, czego ustawa nie przewiduje; według ustawy liczy się dzień nadania numeru KSeF',
  'receipt-rule.listed-actual':
    'Nabywca, o którym mowa w art. 106gb ust. 4 ustawy o VAT, któremu fakturę udostępniono poza KSeF, otrzymuje ją w dniu faktycznego otrzymania',
  'receipt-rule.listed-dual-delivery':
    'Nabywca, o którym mowa w art. 106gb ust. 4 ustawy o VAT, uzgodnił odbiór w KSeF, a otrzymał fakturę także poza KSeF; to, który dzień się liczy, jest kwestią wyboru, domyślnie liczy się uzgodniony sposób',
  'receipt-rule.listed-number':
    'Nabywca, o którym mowa w art. 106gb ust. 4 ustawy o VAT, któremu niczego nie udostępniono poza KSeF, otrzymuje fakturę z chwilą nadania numeru KSeF',
  'receipt-rule.listed-agreed-delivery-missing':
    'Nabywca, o którym mowa w art. 106gb ust. 4 ustawy o VAT, uzgodnił udostępnianie poza KSeF i niczego mu jeszcze nie udostępniono',
  'receipt-rule.emergency.earlier':
    'Za datę otrzymania faktury wystawionej w czasie awarii uznaje się dzień jej faktycznego otrzymania, nie później jednak niż dzień nadania numeru KSeF',
  'receipt-rule.listed-agreed-actual':
    'Nabywca, o którym mowa w art. 106gb ust. 4 ustawy o VAT, uzgodnił udostępnianie poza KSeF, więc fakturę z czasu awarii otrzymuje w dniu faktycznego otrzymania, nawet po nadaniu numeru',
  'receipt-rule.listed-earlier':
    'Bez uzgodnienia udostępniania poza KSeF fakturę z czasu awarii otrzymuje się w dniu faktycznego otrzymania albo w dniu nadania numeru KSeF, zależnie od tego, który był wcześniejszy',
  'receipt-rule.overtaken.number':
    'Poza KSeF niczego nie udostępniono, więc liczy się dzień nadania numeru KSeF',
  'receipt-rule.overtaken.before-notice.emergency-rule':
    'Fakturę z trybu offline24 udostępniono przed ogłoszeniem awarii; według wybranej zasady mimo to stosuje się regułę awarii: faktyczne otrzymanie, nie później niż nadanie numeru KSeF',
  'receipt-rule.overtaken.before-notice':
    'Fakturę z trybu offline24 udostępniono przed ogłoszeniem awarii, nie było to więc jeszcze udostępnienie w czasie awarii; ustawa nie mówi tego wyraźnie, więc liczy się dzień nadania numeru KSeF',
  'receipt-rule.overtaken.from-notice.number-date':
    'Fakturę z trybu offline24 udostępniono po ogłoszeniu awarii; według wybranej zasady mimo to liczy się dzień nadania numeru KSeF',
  'receipt-rule.overtaken.from-notice':
    'Fakturę z trybu offline24 udostępniono po ogłoszeniu awarii, stosuje się więc regułę awarii: faktyczne otrzymanie, nie później niż nadanie numeru KSeF',
  'receipt-rule.no-number-to-come':
    'Awaria całkowita zniosła obowiązek przesłania faktury, więc fakturą jest faktycznie otrzymana kopia',
  'receipt-rule.total-failure.actual':
    'Za datę otrzymania faktury wystawionej w czasie awarii całkowitej uznaje się dzień jej faktycznego otrzymania',
  'receipt-rule.outside-lawful.actual':
    'Za datę otrzymania faktury wystawionej zgodnie z prawem poza KSeF uznaje się dzień jej faktycznego otrzymania',
  'receipt-rule.foreign.actual':
    'Za datę otrzymania faktury zagranicznej uznaje się dzień jej faktycznego otrzymania; odliczenie od tego nie zależy',
  'receipt-rule.outside-breach.by-number':
    'Sprzedawca miał obowiązek użyć KSeF i tego nie zrobił; według wybranej zasady fakturę otrzymuje się wyłącznie w dniu nadania numeru KSeF',
  'receipt-rule.outside-breach.actual':
    'Sprzedawca miał obowiązek użyć KSeF i tego nie zrobił; według praktyki KIS liczy się dzień faktycznego otrzymania faktury, a późniejszy numer KSeF tego nie zmienia',
  'receipt-rule.early-copy.by-actual':
    'Zwykłą kopię otrzymano tuż przed nadaniem numeru KSeF; według wybranej zasady liczy się dzień jej faktycznego otrzymania, jak przy fakturze wystawionej poza KSeF',
  'receipt-rule.early-copy.number':
    'Zwykłą kopię otrzymano tuż przed nadaniem numeru KSeF; uznaje się ją za kopię faktury ustrukturyzowanej, więc liczy się dzień nadania numeru',
  'receipt-rule.not-an-invoice':
    'Dokument nie jest fakturą: nie wyznacza daty wpływu ani nie daje odliczenia',
  'mode.online.trigger': 'KSeF podaje tryb online: data wystawienia jest dniem przesłania',
  'mode.online.issue': 'dzień przesłania (art. 106na ust. 1 ustawy o VAT)',
  'mode.online-late.trigger':
    'przesłana po dacie wystawienia; metadane nie odróżniają jej od trybu offline24, więc rozpoznaje się ją dopiero po potwierdzeniu trybu',
  'mode.online-late.issue': 'data wystawienia (art. 106nda ust. 10 i 16 ustawy o VAT)',
  'mode.offline24.trigger':
    'kody trybu offline albo KSeF podaje tryb offline, a żadna awaria ani niedostępność nie obejmuje daty wystawienia',
  'mode.offline24.issue': 'data wystawienia (art. 106nda ust. 10 ustawy o VAT)',
  'mode.offline24-overtaken-by-failure.trigger':
    'tryb offline24, a po dacie wystawienia i przed przesłaniem ogłoszono awarię',
  'mode.offline24-overtaken-by-failure.issue': 'data wystawienia (art. 106nf ust. 9 ustawy o VAT)',
  'mode.offline24-overtaken-by-total-failure.trigger':
    'tryb offline24, a po dacie wystawienia i przed przesłaniem ogłoszono awarię całkowitą',
  'mode.offline24-overtaken-by-total-failure.issue': 'data wystawienia (art. 106nda ust. 10 ustawy o VAT)',
  'mode.maintenance.trigger':
    'kody trybu offline albo KSeF podaje tryb offline, a datę wystawienia obejmuje niedostępność KSeF',
  'mode.maintenance.issue': 'data wystawienia (art. 106nh ust. 4 i art. 106nda ust. 10 ustawy o VAT)',
  'mode.emergency.trigger':
    'kody trybu offline albo KSeF podaje tryb offline, a datę wystawienia obejmuje awaria',
  'mode.emergency.issue': 'data wystawienia (art. 106nf ust. 9 ustawy o VAT)',
  'mode.total-failure.trigger': 'datę wystawienia obejmuje awaria całkowita',
  'mode.total-failure.issue': 'data na dokumencie',
  'mode.outside-lawful.trigger':
    'bez kodów trybu offline, a sprzedawca mógł wystawić fakturę poza KSeF (albo nie wiadomo, czy miał obowiązek)',
  'mode.outside-lawful.issue': 'data na dokumencie',
  'mode.outside-breach.trigger':
    'bez kodów trybu offline, sprzedawca miał obowiązek KSeF, a numeru nie nadano do następnego dnia roboczego',
  'mode.outside-breach.issue': 'data na dokumencie',
  'mode.early-copy.trigger':
    'bez kodów trybu offline, a numer KSeF nadano do następnego dnia roboczego po dacie wystawienia',
  'mode.early-copy.issue': 'data wystawienia',
  'mode.foreign.trigger': 'sprzedawca bez siedziby w Polsce, faktura poza KSeF',
  'mode.foreign.issue': 'data na dokumencie',
  'mode.not-an-invoice.trigger':
    'tylko dokumenty niebędące fakturą: potwierdzenie, zamówienie, pro forma, paragon, który nie jest fakturą',
  'mode.not-an-invoice.issue': 'brak',
  'mode-trait.noInvoice.what': 'Dokumenty nie są fakturą: nie ma daty wpływu ani wiersza w ewidencji.',
  'mode-trait.ordinarilyByKsef.what':
    'Zwykły nabywca otrzymuje ją wyłącznie przez KSeF: kopia otrzymana po nadaniu numeru jest tylko jej wizualizacją.',
  'mode-trait.copyBeforeNumberIrregular.what':
    'Kopii, którą zwykły nabywca otrzymał przed nadaniem numeru, przepisy nie przewidują.',
  'mode-trait.agreementForListedAlone.what':
    'Udostępnianie poza KSeF można uzgodnić tylko z nabywcą, o którym mowa w art. 106gb ust. 4 ustawy o VAT.',
  'mode-trait.agreedWithEveryBuyer.what': 'Sprzedawca udostępnia ją każdemu nabywcy w uzgodniony sposób.',
  'mode-trait.listedByAgreement.what':
    'O dacie otrzymania przez nabywcę, o którym mowa w art. 106gb ust. 4 ustawy o VAT, decyduje uzgodnienie.',
  'mode-trait.countsFromNotice.what':
    'Od ogłoszenia awarii, która wyprzedziła przesłanie, stosuje się reguły awarii: do terminu przesłania i do faktury udostępnionej nie wcześniej niż w dniu ogłoszenia.',
  'mode-trait.receivedAsBeforeTotalFailure.what':
    'Awaria całkowita znosi obowiązek przesłania, ale nie zmienia ani daty wpływu, ani oznaczenia.',
  'mode-trait.deductedBeforeSent.what':
    'Każdy nabywca mógł odliczyć z niej podatek przed jej przesłaniem: po upływie terminu wykazuje się ją jako nieprzesłaną.',
  'mode-trait.lateWithoutTerm.what':
    'Ustawa nie wyznacza terminu przesłania; fakturę przesłaną po następnym dniu roboczym wykazuje się jako przesłaną z opóźnieniem.',
  'mode-trait.lawfullyOutside.what':
    'Wystawiono ją zgodnie z prawem poza KSeF: dokument z numerem KSeF obok niej jest drugą fakturą za tę samą dostawę lub usługę.',
  'mode-trait.lawfulByDuty.what':
    'Wystawienie jej poza KSeF jest zgodne z prawem, o ile sprzedawca nie miał obowiązku KSeF.',
  'mode-trait.breach.what':
    'Sprzedawca naruszył obowiązek KSeF: numer KSeF może jeszcze zostać nadany, ale termin nie jest wyznaczony.',
  'document.invoice.what': 'faktura bez kodów trybu offline',
  'document.offline-invoice.what': 'faktura z dwoma kodami (OFFLINE i CERTYFIKAT)',
  'document.numbered-visualisation.what': 'wydruk faktury, która ma numer KSeF (jeden kod)',
  'document.transaction-confirmation.what': 'potwierdzenie transakcji, także z dwoma kodami',
  'document.fiscal-receipt.what':
    'paragon fiskalny z NIP nabywcy, do limitu kwoty uznawany za fakturę do 31 grudnia 2026 r.',
  'document.not-an-invoice.what': 'pro forma, zamówienie, nota',
}
