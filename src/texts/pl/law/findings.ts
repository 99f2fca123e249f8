import type { findingsTexts } from '../../en/law/findings.ts'
import type { TextsLike } from '../../sentence.ts'

export const polishFindingsTexts: TextsLike<typeof findingsTexts> = {
  'finding.INFO_CONFIRMATION_ONLY.opensWhen':
    'wśród dokumentów jest potwierdzenie transakcji: nie wyznacza daty wpływu',
  'finding.INFO_CONFIRMATION_ONLY.whatToDo': 'Nie trzeba nic robić.',
  'finding.INFO_COPY_AFTER_NUMBER.opensWhen':
    'kopię spoza KSeF otrzymano w dniu nadania numeru KSeF albo później: dla zwykłego nabywcy niczego to nie zmienia',
  'finding.INFO_COPY_AFTER_NUMBER.whatToDo': 'Nie trzeba nic robić.',
  'finding.INFO_SENT_LATE.opensWhen':
    'fakturę przesłano po terminie; dzień nadania numeru nie ma tu znaczenia',
  'finding.INFO_SENT_LATE.whatToDo': 'Nie trzeba nic robić: opóźnienie obciąża sprzedawcę.',
  'finding.INFO_SENT_LATE.selfBilled':
    'Nie trzeba już nic robić; fakturę wystawił podatnik, więc opóźnienie jest jego własne.',
  'finding.INFO_TECH_CORRECTION.opensWhen':
    'faktura powiązana z poprzednim plikiem przez jego skrót (korekta techniczna)',
  'finding.INFO_TECH_CORRECTION.whatToDo':
    'Nie trzeba nic robić; numer wydrukowany na pierwszej kopii może być inny.',
  'finding.INFO_TOTAL_FAILURE_NO_NUMBER.opensWhen':
    'faktura z czasu awarii, której obowiązek przesłania zniosła awaria całkowita',
  'finding.INFO_TOTAL_FAILURE_NO_NUMBER.whatToDo': 'Nie trzeba nic robić: numer KSeF nie zostanie nadany.',
  'finding.INFO_TOTAL_FAILURE_NO_NUMBER.onceNumbered':
    'Nie trzeba nic robić: numer KSeF nadano, choć nie był wymagany.',
  'finding.INFO_MARKER_BFK_VS_DI.opensWhen': 'faktura zagraniczna: oznaczenie wynika z wyboru zasady',
  'finding.INFO_MARKER_BFK_VS_DI.whatToDo':
    'Zmień zasadę oznaczania faktur zagranicznych, jeśli doradca zaleca inne oznaczenie.',
  'finding.INFO_CORRECTS_NON_KSEF.opensWhen': 'korekta faktury wystawionej poza KSeF (NrKSeFN)',
  'finding.INFO_CORRECTS_NON_KSEF.whatToDo':
    'Nie trzeba nic robić; fakturę pierwotną znajduje się po numerze i dacie.',
  'finding.INFO_DUPLICATE_COPY.opensWhen':
    'kolejna kopia tej samej faktury spoza KSeF; liczy się wcześniejsze otrzymanie',
  'finding.INFO_DUPLICATE_COPY.whatToDo': 'Nie trzeba nic robić: to jeden zakup, księgowany raz.',
  'finding.INFO_SELF_BILLING_ACCEPTANCE.opensWhen':
    'samofakturowanie: w dokumentacji musi być akceptacja sprzedawcy',
  'finding.INFO_SELF_BILLING_ACCEPTANCE.whatToDo': 'Zachowaj w dokumentacji akceptację sprzedawcy.',
  'finding.INFO_NIP_CHECKSUM.opensWhen': 'NIP sprzedawcy w dokumencie z KSeF ma błędną cyfrę kontrolną',
  'finding.INFO_NIP_CHECKSUM.whatToDo': 'Sprawdź NIP sprzedawcy; KSeF przyjął dokument w tej postaci.',
  'finding.INFO_FUTURE_DATE.opensWhen': 'podana data otrzymania jest późniejsza niż dzień dzisiejszy',
  'finding.INFO_FUTURE_DATE.whatToDo': 'Sprawdź datę otrzymania.',
  'finding.INFO_OUTAGE_OPEN.opensWhen': 'nie ogłoszono jeszcze końca awarii, od którego biegnie termin',
  'finding.INFO_OUTAGE_OPEN.whatToDo': 'Zapisz koniec awarii, gdy zostanie ogłoszony.',
  'finding.INFO_ONE_CODE_IN_FAILURE.opensWhen':
    'jeden kod (KOD I), brak numeru KSeF, sprzedawca miał obowiązek KSeF, a data wystawienia przypada w czasie awarii: faktura z czasu awarii wymaga dwóch kodów (art. 106nf ust. 3 i art. 106nda ust. 6 ustawy o VAT)',
  'finding.INFO_ONE_CODE_IN_FAILURE.whatToDo': 'Poproś sprzedawcę o drugi kod albo o numer KSeF.',
  'finding.INFO_SELLER_DUTY_UNKNOWN.opensWhen':
    'dla sprzedawcy nie zapisano, czy w dniu wystawienia w 2026 r. miał obowiązek KSeF',
  'finding.INFO_SELLER_DUTY_UNKNOWN.whatToDo':
    'Zapisz przy dostawcy, czy ma obowiązek KSeF, jeśli to wiadomo.',
  'finding.INFO_AGREEMENT_UNKNOWN.opensWhen':
    'zwykłemu nabywcy udostępniono kopię faktury z czasu awarii, a nie zapisano, czy uzgodniono sposób udostępniania',
  'finding.INFO_AGREEMENT_UNKNOWN.whatToDo': 'Zapisz przy dostawcy, jaki sposób udostępniania uzgodniono.',
  'finding.INFO_SELF_ASSESSMENT_OPEN.opensWhen':
    'podatek rozlicza nabywca, a nie podano, że wykazał podatek należny',
  'finding.INFO_SELF_ASSESSMENT_OPEN.whatToDo':
    'Zaznacz przy zakupie, gdy podatek należny zostanie wykazany: do tego czasu wiersz nie ma kwot.',
  'finding.INFO_STANDARD_RATE.opensWhen':
    'podatek rozliczany przez nabywcę obliczono według stawki podstawowej',
  'finding.INFO_STANDARD_RATE.whatToDo': 'Podaj kwotę podatku, jeśli obowiązuje inna stawka.',
  'finding.INFO_RATE_OF_ORIGINAL.opensWhen':
    'korekta w walucie obcej nie podaje kursu i jest przeliczana po kursie faktury pierwotnej',
  'finding.INFO_RATE_OF_ORIGINAL.whatToDo': 'Podaj kurs, jeśli obowiązuje inny.',
  'finding.INFO_QR_UNREADABLE.opensWhen':
    'kodu KSeF na kopii albo zawartego w nim skrótu nie da się odczytać: nie jest używany',
  'finding.INFO_QR_UNREADABLE.whatToDo':
    'Nie trzeba nic robić; jeśli do kopii nie znaleziono faktury, zeskanuj kod telefonem i dodaj jego treść.',
  'finding.KOR_ORIGINAL_WITHOUT_NUMBER.opensWhen':
    'korekta podaje numer KSeF faktury pierwotnej, znanej tylko jako kopia bez numeru; do sprawdzenia, gdy korekta numeru nie podaje, a numer faktury pierwotnej wystawionej offline dopiero ma zostać nadany (art. 106nda ust. 12 ustawy o VAT)',
  'finding.KOR_ORIGINAL_WITHOUT_NUMBER.whatToDo':
    'Poczekaj na dokument faktury pierwotnej z KSeF albo sprawdź odwołanie.',
  'finding.KOR_ORIGINAL_WITHOUT_NUMBER.milder.whatToDo':
    'Fakturę wystawioną offline można korygować dopiero po nadaniu jej numeru KSeF: poczekaj na numer albo zapytaj sprzedawcę.',
  'finding.KOR_ORIGINAL_UNKNOWN.opensWhen':
    'nie ma tu faktury pierwotnej wskazanej w korekcie albo do odwołania pasuje kilka zakupów; osobno dla każdego odwołania (art. 86 ust. 19a ustawy o VAT)',
  'finding.KOR_ORIGINAL_UNKNOWN.whatToDo':
    'Zarejestruj fakturę pierwotną, podaj, kiedy ją odliczono, albo rozstrzygnij tę uwagę; błędne odwołanie można poprawić przy zakupie.',
  'finding.KOR_ORIGINAL_OTHER_SELLER.opensWhen':
    'numer KSeF faktury pierwotnej podany w korekcie należy do innego sprzedawcy',
  'finding.KOR_ORIGINAL_OTHER_SELLER.whatToDo':
    'Zapytaj sprzedawcę, co koryguje; podaj właściwe odwołanie albo okres odliczenia faktury pierwotnej, albo rozstrzygnij tę uwagę.',
  'finding.KOR_NEW_TOTALS.opensWhen':
    'kwoty korekty mają ten sam znak co kwoty faktury pierwotnej i więcej niż połowę ich wysokości: nowe wartości zamiast różnicy (art. 106j ust. 2 pkt 5 ustawy o VAT)',
  'finding.KOR_NEW_TOTALS.whatToDo':
    'Porównaj z fakturą pierwotną: jeśli podano nowe wartości, poproś sprzedawcę o korektę z różnicą; w przeciwnym razie rozstrzygnij tę uwagę.',
  'finding.INFO_ORIGINAL_BEFORE_LEDGER.opensWhen':
    'nieznana tu faktura pierwotna została wystawiona przed dniem, od którego podatnik prowadzi ewidencję w tej usłudze',
  'finding.INFO_ORIGINAL_BEFORE_LEDGER.whatToDo':
    'Podaj okres odliczenia faktury pierwotnej, jeśli nie odliczono jej przed otrzymaniem korekty.',
  'finding.INFO_ORIGINAL_NOT_NAMED.opensWhen':
    'żaden posiadany dokument nie wskazuje, którą fakturę koryguje korekta',
  'finding.INFO_ORIGINAL_NOT_NAMED.whatToDo':
    'Zarejestruj plik XML albo wskaż korygowaną fakturę; do tego czasu korekta jest ujęta w okresie, w którym ją otrzymano.',
  'finding.SELF_BILLED_NOT_SENT.opensWhen':
    'faktura wystawiona przez podatnika w imieniu sprzedawcy (samofakturowanie) nie ma numeru KSeF, choć minął termin jej przesłania, albo wystawiono ją poza KSeF dla sprzedawcy, który w dniu wystawienia miał obowiązek KSeF',
  'finding.SELF_BILLED_NOT_SENT.whatToDo':
    'Prześlij ją do KSeF: plik ma ten, kto wystawia fakturę w imieniu sprzedawcy, więc obowiązek spoczywa na podatniku (art. 106d ust. 1 i art. 106nda ust. 2 ustawy o VAT).',
  'finding.REVERSE_CHARGE_ENDED.opensWhen':
    'faktura polskiego sprzedawcy w KSeF przenosi rozliczenie podatku na nabywcę, a art. 145e ustawy o VAT (gaz, energia elektryczna, uprawnienia do emisji) nie obowiązywał w dniu powstania obowiązku podatkowego',
  'finding.REVERSE_CHARGE_ENDED.whatToDo':
    'Zapytaj sprzedawcę, który przepis pozwala mu wystawić fakturę bez podatku; rozlicz podatek albo poproś o korektę z podatkiem.',
  'finding.REVERSE_CHARGE_WITH_TAX.opensWhen':
    'dokument XML polskiego sprzedawcy zawiera adnotację o odwrotnym obciążeniu (P_18) i jednocześnie wykazuje polski podatek (P_14_1 do P_14_4), bez kwoty rozliczanej przez nabywcę lub opodatkowanej za granicą, a nie podano, kto rozlicza podatek',
  'finding.REVERSE_CHARGE_WITH_TAX.whatToDo':
    'Zapytaj sprzedawcę, co jest prawidłowe, i poproś o korektę; jeśli podatek rozlicza nabywca, zaznacz to przy zakupie (art. 106e ust. 1 pkt 18 i art. 17 ust. 1 ustawy o VAT).',
  'finding.OUTSIDE_COPY_BEFORE_NUMBER.opensWhen':
    'zwykły nabywca ma fakturę z trybu offline24 lub z czasu niedostępności KSeF (albo jej wczesną kopię) udostępnioną przed nadaniem numeru KSeF; nie dotyczy awarii i faktur, które awaria wyprzedziła',
  'finding.OUTSIDE_COPY_BEFORE_NUMBER.whatToDo':
    'Poproś sprzedawcę o przesłanie faktury do KSeF; według ustawy przed nadaniem numeru nie ma odliczenia.',
  'finding.OUTSIDE_COPY_BEFORE_NUMBER.selfBilled':
    'Prześlij fakturę do KSeF; według ustawy przed nadaniem numeru nie ma odliczenia.',
  'finding.OUTSIDE_COPY_BEFORE_NUMBER.onceNumbered':
    'Sprzedawca nie musi już niczego przesyłać: o okresie odliczenia rozstrzygnie data wpływu, ustalona po pobraniu dokumentu z KSeF.',
  'finding.PERIOD_DIFFERS.opensWhen':
    'przy innym wyborze zasady (albo przy innym odczytaniu daty wystawienia, którą awaria objęła tylko częściowo) data wpływu przenosi odliczenie do innego okresu',
  'finding.PERIOD_DIFFERS.whatToDo':
    'Porównaj możliwości i potwierdź zasadę, a jeśli awaria objęła tylko część dnia wystawienia, tryb wystawienia; przy dużej kwocie wystąp o interpretację indywidualną.',
  'finding.WINDOWS_APART.opensWhen':
    'przy innym stanowisku okres odliczenia jest inny i w ogóle nie pokrywa się z przyjętym',
  'finding.WINDOWS_APART.whatToDo':
    'Rozstrzygnij przed końcem wcześniejszego okresu; później pozostaje tylko korekta deklaracji (art. 86 ust. 13 ustawy o VAT).',
  'finding.CREDIT_NOTE_PERIOD.opensWhen':
    'przy innym stanowisku zmniejszenie podatku naliczonego przypada na inny okres: bezpieczniejszy jest wcześniejszy',
  'finding.CREDIT_NOTE_PERIOD.whatToDo':
    'Rozważ okres wcześniejszy: zmniejszenie podatku naliczonego jest obowiązkowe.',
  'finding.AGREEMENT_WITHOUT_GB4_STATUS.opensWhen':
    'ze zwykłym nabywcą krajowym uzgodniono udostępnianie poza KSeF i udostępniono kopię faktury z trybu offline24 lub z czasu niedostępności: uzgodnienie niczego nie zmienia',
  'finding.AGREEMENT_WITHOUT_GB4_STATUS.whatToDo':
    'Sprawdź kategorię nabywcy; dla nabywcy krajowego uzgodnienie niczego tu nie zmienia.',
  'finding.GB4_DUAL_DELIVERY.opensWhen':
    'nabywca, o którym mowa w art. 106gb ust. 4 ustawy o VAT, uzgodnił odbiór w KSeF i otrzymał fakturę także poza KSeF',
  'finding.GB4_DUAL_DELIVERY.whatToDo': 'Potwierdź, który sposób udostępnienia uzgodniono.',
  'finding.AGREEMENT_UNKNOWN.opensWhen':
    'nabywca, o którym mowa w art. 106gb ust. 4 ustawy o VAT, bez zapisanego uzgodnienia sposobu udostępniania',
  'finding.AGREEMENT_UNKNOWN.whatToDo': 'Zapisz przy dostawcy, jaki sposób udostępniania uzgodniono.',
  'finding.AGREEMENT_MISSING.opensWhen':
    'zwykłemu nabywcy udostępniono poza KSeF fakturę z czasu awarii, choć zapisany sposób udostępniania to KSeF',
  'finding.AGREEMENT_MISSING.whatToDo': 'Sprawdź, czy uzgodniono udostępnianie poza KSeF, i zapisz to.',
  'finding.RECEIVED_BEFORE_ISSUED.opensWhen':
    'kopię otrzymano przed datą wystawienia, a dokumentu z KSeF nie ma',
  'finding.RECEIVED_BEFORE_ISSUED.whatToDo':
    'Porównaj datę wystawienia i datę otrzymania z fakturą: jedną z nich źle odczytano albo sprzedawca wpisał datę późniejszą.',
  'finding.SELLER_LATE.opensWhen':
    'jest kopia faktury z trybu offline24 lub z czasu niedostępności, termin przesłania minął, a numeru KSeF nie ma; nie dotyczy faktury przesłanej w terminie',
  'finding.SELLER_LATE.whatToDo': 'Poproś sprzedawcę o przesłanie faktury do KSeF.',
  'finding.SELLER_NEVER_SENT.opensWhen':
    'jest kopia faktury z czasu awarii, termin przesłania minął, a numeru KSeF nie ma; nie dotyczy faktury przesłanej w terminie',
  'finding.SELLER_NEVER_SENT.whatToDo': 'Poproś sprzedawcę o numer KSeF i zachowaj dowód otrzymania.',
  'finding.OVERTAKEN_BY_FAILURE.opensWhen':
    'zwykłemu nabywcy udostępniono kopię faktury z trybu offline24, a przed jej przesłaniem ogłoszono awarię',
  'finding.OVERTAKEN_BY_FAILURE.whatToDo': 'Sprawdź, kiedy udostępniono fakturę i którą zasadę zastosować.',
  'finding.TOTAL_FAILURE_NO_NUMBER.opensWhen':
    'kopia faktury z trybu offline24 lub z czasu niedostępności, której obowiązek przesłania zniosła awaria całkowita',
  'finding.TOTAL_FAILURE_NO_NUMBER.whatToDo':
    'Zachowaj kopię i komunikat o awarii: numer KSeF nie zostanie nadany.',
  'finding.TOTAL_FAILURE_NO_NUMBER.onceNumbered':
    'Zachowaj kopię i komunikat o awarii: numer KSeF nadano, choć nie był wymagany.',
  'finding.MARKER_UNSETTLED.opensWhen':
    'prawo nie rozstrzyga oznaczenia na dany dzień (faktura bez numeru z trybu offline24 wyprzedzonego przez awarię albo z czasu niedostępności)',
  'finding.MARKER_UNSETTLED.whatToDo': 'Przed złożeniem pliku ustal oznaczenie z doradcą.',
  'finding.EMERGENCY_NOT_CONFIRMED.opensWhen':
    'sprzedawca powołuje się na awarię, a żadna awaria nie obejmuje daty wystawienia',
  'finding.EMERGENCY_NOT_CONFIRMED.whatToDo':
    'Zapisz komunikat o awarii, jeśli był; w przeciwnym razie zapytaj sprzedawcę.',
  'finding.DOUBLE_ISSUE.opensWhen':
    'dwa numery KSeF mają tego samego sprzedawcę, numer, datę wystawienia i rodzaj: jedna dostawa daje jedno odliczenie (art. 88 ust. 3a pkt 4 lit. a i ust. 3b ustawy o VAT); do sprawdzenia, gdy faktura wystawiona zgodnie z prawem poza KSeF otrzymała też numer KSeF (jeden zakup)',
  'finding.DOUBLE_ISSUE.whatToDo':
    'Dwie dostawy: odpowiedz „różne faktury”, co zwalnia obie. Jedna dostawa: zaakceptuj uwagę przy fakturze, którą księgujesz, przy drugiej zaznacz brak dostawy i poproś sprzedawcę o korektę do zera.',
  'finding.DOUBLE_ISSUE.milder.whatToDo':
    'To jeden zakup, księgowany raz; zapytaj sprzedawcę, czy oba dokumenty są prawidłowe.',
  'finding.ADVANCE_PAYMENT_UNKNOWN.opensWhen':
    'faktura zaliczkowa (albo jej korekta zwiększająca) nie podaje zapłaty: ani daty w P_6, ani płatności, ani daty obowiązku podatkowego; przyjęto datę wystawienia',
  'finding.ADVANCE_PAYMENT_UNKNOWN.whatToDo':
    'Podaj datę zapłaty albo datę powstania obowiązku podatkowego; przy usługach z art. 19a ust. 5 pkt 4 ustawy o VAT jest to data wystawienia faktury.',
  'finding.EXCHANGE_RATE_MISSING.opensWhen':
    'faktura w walucie obcej nie podaje kursu albo podaje kilka, a żadnego nie wpisano',
  'finding.EXCHANGE_RATE_MISSING.whatToDo':
    'Podaj kurs z art. 31a ustawy o VAT: do tego czasu wiersz nie ma kwot.',
  'finding.VAT_PLN_COMPUTED.opensWhen':
    'na fakturze w walucie obcej brak podatku w złotych; obliczono go według jej kursu',
  'finding.VAT_PLN_COMPUTED.whatToDo':
    'Porównaj podatek w złotych z wydrukiem faktury (art. 106e ust. 11 ustawy o VAT).',
  'finding.AMOUNTS_INCOMPLETE.opensWhen':
    'żaden dokument nie podaje kwoty netto lub podatku zakupu ujętego w ewidencji',
  'finding.AMOUNTS_INCOMPLETE.whatToDo':
    'Zarejestruj kopię z kwotą netto i podatkiem: do tego czasu wiersz nie ma kwot.',
  'finding.PARTIAL_NET_UNDECIDED.opensWhen':
    'odliczeniu podlega tylko część podatku, a nie wybrano, jak wykazywać kwotę netto',
  'finding.PARTIAL_NET_UNDECIDED.whatToDo':
    'Wybierz, jak wykazywać kwotę netto przy częściowym odliczeniu: do tego czasu wiersz nie ma kwot.',
  'finding.PAYMENTS_EXCEED_GROSS.opensWhen':
    'podane zapłaty za zakup rozliczany metodą kasową przekraczają kwotę brutto',
  'finding.PAYMENTS_EXCEED_GROSS.whatToDo': 'Sprawdź zapłaty; nadwyżki ponad kwotę brutto nie uwzględniono.',
  'finding.CHOSEN_MONTH_OUTSIDE_WINDOW.opensWhen':
    'wybrany miesiąc odliczenia leży poza okresem odliczenia, który od tego czasu się zmienił',
  'finding.CHOSEN_MONTH_OUTSIDE_WINDOW.whatToDo':
    'Wybierz miesiąc w okresie odliczenia albo usuń wybór: do tego czasu przyjmuje się pierwszy możliwy miesiąc.',
  'finding.SELLER_SHOULD_USE_KSEF.opensWhen':
    'faktura spoza KSeF bez kodów trybu offline od sprzedawcy, który w dniu wystawienia miał obowiązek KSeF',
  'finding.SELLER_SHOULD_USE_KSEF.whatToDo':
    'Zachowaj dowód otrzymania i poproś sprzedawcę o wystawianie faktur w KSeF.',
  'finding.SELLER_SHOULD_USE_KSEF.onceNumbered':
    'Zachowaj dowód otrzymania: faktura ma już numer KSeF i jest księgowana raz.',
  'finding.KSEF_AFTER_POSTING.opensWhen':
    'faktura wystawiona poza KSeF mimo obowiązku, której numer KSeF nadano po 25. dniu miesiąca następującego po jej otrzymaniu (ten miesiąc był albo powinien być rozliczony)',
  'finding.KSEF_AFTER_POSTING.whatToDo': 'Sprawdź, czy wykazany już wiersz wymaga podania numeru KSeF.',
  'finding.GUIDANCE_2026_ONLY.opensWhen':
    'faktura wystawiona poza KSeF mimo obowiązku od 1 stycznia 2027 r.: przyjęte wyjaśnienia dotyczą roku 2026',
  'finding.GUIDANCE_2026_ONLY.whatToDo': 'Zapytaj doradcę, czy praktyka z 2026 r. jest nadal aktualna.',
  'finding.RECEIPT_WITH_NIP_AFTER_2026.opensWhen':
    'paragon z NIP wystawiony od 1 stycznia 2027 r.: nie jest już fakturą',
  'finding.RECEIPT_WITH_NIP_AFTER_2026.whatToDo': 'Poproś sprzedawcę o fakturę ustrukturyzowaną.',
  'finding.RECEIPT_WITH_NIP_AFTER_2026.onceNumbered': 'Zaksięguj fakturę ustrukturyzowaną, nie paragon.',
  'finding.WINDOW_EXPIRED.opensWhen':
    'okres odliczenia upłynął przed miesiącem poprzedzającym dzień zapytania',
  'finding.WINDOW_EXPIRED.whatToDo':
    'Skoryguj wcześniejszą deklarację (art. 86 ust. 13 ustawy o VAT; podatek rozliczany przez nabywcę: ust. 13a; zmniejszenie: ust. 19a).',
  'finding.EU_EARLY_DEDUCTION.opensWhen':
    'wybrano wcześniejsze odliczenie według wyroku i przesunęło ono pierwszy okres odliczenia',
  'finding.EU_EARLY_DEDUCTION.whatToDo': 'Weź pod uwagę, że wyrok jest kwestionowany.',
  'finding.AMOUNT_MISMATCH.opensWhen':
    'ten sam sprzedawca, numer i data, lecz inna kwota brutto: dwa zakupy wskazujące na siebie nawzajem',
  'finding.AMOUNT_MISMATCH.whatToDo': 'Porównaj dokumenty i rozstrzygnij: ta sama faktura czy różne.',
  'finding.POSSIBLE_DUPLICATE.opensWhen':
    'numer, data albo kwota są bardzo podobne do innego zakupu od tego sprzedawcy',
  'finding.POSSIBLE_DUPLICATE.whatToDo': 'Porównaj dokumenty i rozstrzygnij: ta sama faktura czy różne.',
  'finding.AMBIGUOUS_MATCH.opensWhen':
    'do dokumentu pasuje kilka zakupów; albo pasuje jeden, lecz w KSeF jest inna faktura tego sprzedawcy z tego dnia i na tę kwotę, bez kopii i o łudząco podobnym numerze; albo pasuje tylko numer źle odczytanej kopii; albo data wystawienia jest wątpliwa (zamieniony dzień i miesiąc)',
  'finding.AMBIGUOUS_MATCH.whatToDo': 'Wskaż, do którego zakupu należy dokument.',
  'finding.TOO_MANY_ALIKE.opensWhen':
    'ponad sto dokumentów sprzedawcy ma ten numer lub numer bardzo podobny: nie są już porównywane',
  'finding.TOO_MANY_ALIKE.whatToDo':
    'Ustal, dlaczego powtarza się tak często, porównaj ręcznie i zaakceptuj to, co nie jest duplikatem.',
  'finding.DOUBLE_POSTED.opensWhen': 'scalono dwa zaksięgowane zakupy',
  'finding.DOUBLE_POSTED.whatToDo': 'Wycofaj jedno z księgowań.',
  'finding.UNKNOWN_SUPPLY.opensWhen': 'zaznaczono, że dostawy nie potwierdzono',
  'finding.UNKNOWN_SUPPLY.whatToDo': 'Potwierdź dostawę albo odrzuć fakturę.',
  'finding.AGREED_DELIVERY_MISSING.opensWhen':
    'nabywca, o którym mowa w art. 106gb ust. 4 ustawy o VAT, uzgodnił udostępnianie poza KSeF i niczego jeszcze nie otrzymał',
  'finding.AGREED_DELIVERY_MISSING.whatToDo':
    'Poproś sprzedawcę o udostępnienie faktury w uzgodniony sposób albo zarejestruj kopię.',
  'finding.NOT_OUR_INVOICE.opensWhen':
    'podatnik nie jest na fakturze nabywcą (Podmiot2) ani podmiotem trzecim w roli nabywcy (Podmiot3)',
  'finding.NOT_OUR_INVOICE.whatToDo': 'Poproś sprzedawcę o korektę do zera i nową fakturę.',
  'finding.COPY_AMOUNT_DIFFERS.opensWhen':
    'kopia, która według numeru KSeF lub skrótu pliku jest tą fakturą, podaje inną kwotę brutto',
  'finding.COPY_AMOUNT_DIFFERS.whatToDo': 'Porównaj kopię z dokumentem z KSeF; liczą się kwoty z KSeF.',
  'finding.COPIES_DISAGREE.opensWhen':
    'kopie z tym samym kodem podają różne kwoty brutto, a rozstrzygającego dokumentu z KSeF nie ma',
  'finding.COPIES_DISAGREE.whatToDo':
    'Porównaj wydruki: zaakceptuj uwagę, jeśli pokazana kwota jest prawidłowa, przenieś kopię innej faktury albo poczekaj na dokument z KSeF, który to rozstrzygnie.',
  'finding.QR_DAY_DIFFERS.opensWhen':
    'kod na kopii wskazuje inną datę wystawienia niż kopia: używa się go tylko wtedy, gdy pasuje do niego dokument z KSeF tego sprzedawcy',
  'finding.QR_DAY_DIFFERS.whatToDo':
    'Porównaj datę wystawienia z wydrukiem: źle odczytano datę albo kod pochodzi z innej faktury.',
  'finding.QR_OTHER_SELLER.opensWhen': 'kod w pliku kopii wskazuje innego sprzedawcę: nie jest używany',
  'finding.QR_OTHER_SELLER.whatToDo':
    'Porównaj sprzedawcę z wydrukiem i sprawdź, czy plik nie zawiera stron innej faktury.',
  'finding.QR_OTHER_ENVIRONMENT.opensWhen':
    'kod w pliku kopii prowadzi do innego środowiska KSeF: nie jest używany',
  'finding.QR_OTHER_ENVIRONMENT.whatToDo':
    'Poproś sprzedawcę o właściwą fakturę: dokument ze środowiska testowego nią nie jest.',
  'finding.QR_SEVERAL_INVOICES.opensWhen':
    'kopia ma kody kilku faktur tego samego sprzedawcy z jednego dnia: żaden nie jest używany',
  'finding.QR_SEVERAL_INVOICES.whatToDo': 'Dodaj każdą fakturę osobno, z jej własnym kodem.',
  'finding.DOCUMENT_CONTRADICTS_CODES.opensWhen':
    'rodzaj dokumentu podany przy kopii nie zgadza się z jej kodami (dwa kody: wystawiono offline; kod KSeF: to nie paragon ani zamówienie)',
  'finding.DOCUMENT_CONTRADICTS_CODES.whatToDo':
    'Obejrzyj wydruk i dodaj kopię ponownie z właściwym rodzajem dokumentu.',
  'finding.COPY_CONTRADICTS_FILE.opensWhen':
    'z pliku kopii wynika na pewno inna wartość niż podana przy kopii',
  'finding.COPY_CONTRADICTS_FILE.whatToDo':
    'Porównaj dane kopii z jej plikiem. Jeżeli są błędne, prześlij plik ponownie z właściwymi danymi.',
  'finding.THIRD_PARTY_BUYER.opensWhen':
    'podatnik nie jest nabywcą (Podmiot2), lecz podmiotem trzecim w roli nabywcy (Podmiot3)',
  'finding.THIRD_PARTY_BUYER.whatToDo': 'Sprawdź, czy zakup lub jego część dotyczy tego podatnika.',
  'finding.KSEF_METADATA_CONFLICT.opensWhen':
    'dokumenty KSeF o jednym numerze albo plik XML i jego metadane podają różne dane; do sprawdzenia, gdy różni się tylko kwota w metadanych',
  'finding.KSEF_METADATA_CONFLICT.whatToDo':
    'Pobierz dokument ponownie i porównaj z KSeF; jeden z plików nie pochodzi stamtąd.',
  'finding.KSEF_METADATA_CONFLICT.milder.whatToDo': 'Porównaj kwotę z fakturą w KSeF i zaakceptuj uwagę.',
  'finding.KSEF_XML_UNREADABLE.opensWhen':
    'pliku XML dokumentu z KSeF nie da się odczytać w całości (znaki, kodowanie, pole niezgodne z typem, nieznany wzór): faktura liczy się według metadanych i tego, co odczytano',
  'finding.KSEF_XML_UNREADABLE.whatToDo':
    'Obejrzyj fakturę w KSeF, uzupełnij to, czego nie ma w metadanych (data obowiązku podatkowego, korygowana faktura), i zaakceptuj uwagę.',
  'finding.KSEF_ROW_INCOMPLETE.opensWhen':
    'w metadanych brakuje danej albo nie da się jej odczytać, plik XML jej nie podaje, a faktura od niej nie zależy',
  'finding.KSEF_ROW_INCOMPLETE.whatToDo': 'Porównaj zakup z fakturą w KSeF i zaakceptuj uwagę.',
  'finding.KSEF_DOCUMENT_QUARANTINED.opensWhen':
    'dokument z KSeF, którego nie udało się przyjąć, jest odłożony i nikt się nim nie zajął; przy zakupie: ma ten sam numer KSeF, skrót pliku albo sprzedawcę i numer, a faktury o jego własnym numerze KSeF nie ma',
  'finding.KSEF_DOCUMENT_QUARANTINED.whatToDo':
    'Jeśli dokumentu nie da się przyjąć także po ponownym pobraniu z KSeF i zaimportowaniu w całości, odrzuć go z notatką.',
}
