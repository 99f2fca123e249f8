import type { policiesTexts } from '../../en/law/policies.ts'
import type { TextsLike } from '../../sentence.ts'

export const polishPoliciesTexts: TextsLike<typeof policiesTexts> = {
  'policy.breachReceipt.question':
    'Kiedy otrzymuje się fakturę, którą sprzedawca objęty obowiązkiem KSeF wystawił poza KSeF?',
  'policy.breachReceipt.options.kis-actual': 'W dniu faktycznego otrzymania, jak w interpretacjach KIS.',
  'policy.breachReceipt.options.statute-number': 'Dopiero w dniu nadania numeru KSeF.',
  'policy.earlyCopy.question':
    'Kiedy otrzymuje się fakturę, której zwykłą kopię otrzymano tuż przed nadaniem numeru KSeF?',
  'policy.earlyCopy.options.statute-number': 'W dniu nadania numeru KSeF.',
  'policy.earlyCopy.options.kis-actual': 'W dniu otrzymania zwykłej kopii.',
  'policy.irregularOfflineHandover.question':
    'Czy fakturę wystawioną w trybie offline i udostępnioną zwykłemu nabywcy przed nadaniem numeru uznaje się za otrzymaną?',
  'policy.irregularOfflineHandover.options.statute-number':
    'Nie: otrzymuje się ją w dniu nadania numeru KSeF.',
  'policy.irregularOfflineHandover.options.mf-1-8-actual':
    'Tak: w dniu faktycznego otrzymania, jak w podręczniku Ministerstwa Finansów.',
  'policy.overtakenOffline24.question':
    'Która reguła otrzymania dotyczy faktury z trybu offline24, którą wyprzedziło ogłoszenie awarii?',
  'policy.overtakenOffline24.options.by-handover':
    'Reguła awarii, jeśli fakturę udostępniono w dniu ogłoszenia awarii lub później; w przeciwnym razie dzień nadania numeru KSeF.',
  'policy.overtakenOffline24.options.emergency-rule': 'Zawsze reguła awarii.',
  'policy.overtakenOffline24.options.number-date': 'Zawsze dzień nadania numeru KSeF.',
  'policy.overtakenMarker.question':
    'Jakie oznaczenie ma faktura z trybu offline24 wyprzedzona przez awarię, dopóki nie ma numeru KSeF?',
  'policy.overtakenMarker.options.DI': 'DI, zgodnie z brzmieniem objaśnień.',
  'policy.overtakenMarker.options.OFF': 'OFF, zgodnie z celem odesłania.',
  'policy.gb4DualDelivery.question':
    'Które otrzymanie się liczy, gdy nabywca, o którym mowa w art. 106gb ust. 4 ustawy o VAT, uzgodnił odbiór w KSeF, a otrzymał fakturę także poza KSeF?',
  'policy.gb4DualDelivery.options.agreed-channel': 'Uzgodniony sposób, a więc dzień nadania numeru KSeF.',
  'policy.gb4DualDelivery.options.earliest': 'Wcześniejszy z obu dni.',
  'policy.gb4DualDelivery.options.actual': 'Faktyczne otrzymanie poza KSeF.',
  'policy.breachNumberAfterFiling.question':
    'Czy wiersz złożony z oznaczeniem BFK trzeba skorygować, gdy faktura otrzyma jednak numer KSeF?',
  'policy.breachNumberAfterFiling.options.review': 'Rozstrzyga księgowość.',
  'policy.breachNumberAfterFiling.options.correct-14-days': 'Tak, w ciągu 14 dni od nadania numeru.',
  'policy.breachNumberAfterFiling.options.leave': 'Nie, w dniu złożenia wiersz był prawidłowy.',
  'policy.foreignInvoiceMarker.question':
    'Jakie oznaczenie ma faktura zagraniczna (import usług, nabycie wewnątrzwspólnotowe)?',
  'policy.foreignInvoiceMarker.options.BFK': 'BFK, jak odpowiedziało Ministerstwo Finansów 18 marca 2026 r.',
  'policy.foreignInvoiceMarker.options.DI': 'DI, jak wcześniej wyjaśniała infolinia podatkowa.',
  'policy.euEarlyDeduction.question':
    'Czy podatek można odliczyć za okres powstania obowiązku podatkowego, jeśli faktura wpłynęła przed złożeniem deklaracji?',
  'policy.euEarlyDeduction.options.off':
    'Nie: nie wcześniej niż za okres otrzymania, jak stanowi ustawa o VAT.',
  'policy.euEarlyDeduction.options.on':
    'Tak, zgodnie z wyrokiem T-689/24, który jest przedmiotem kontroli orzeczenia w sprawie C-167/26 RX.',
  'policy.partialDeductionNet.question':
    'Jaką kwotę netto wykazuje się w ewidencji, gdy odliczeniu podlega tylko część podatku?',
  'policy.partialDeductionNet.options.ask': 'Przy każdym zakupie rozstrzyga księgowość.',
  'policy.partialDeductionNet.options.full': 'Całą kwotę netto.',
  'policy.partialDeductionNet.options.proportional': 'Taką samą część kwoty netto.',
  'record-correction.not-in-month.when':
    'miesiąc przypada poza okresem odliczenia albo nie ma już czego odliczyć',
  'record-correction.same-invoice-twice.when': 'dwa złożone wiersze dotyczą tej samej faktury',
  'record-correction.amounts.when': 'kwota wiersza jest inna albo stała się znana',
  'record-correction.receipt-date.when':
    'data wpływu jest inna, a miesiąc nadal mieści się w okresie odliczenia',
  'record-correction.document.when': 'inny dostawca, numer, data wystawienia albo rodzaj dokumentu',
  'record-correction.number-left-out.when':
    'w dniu złożenia ewidencji faktura miała już numer KSeF, a w wierszu jest inne oznaczenie albo inny numer',
  'record-correction.number-arrived.when': 'faktura z wiersza złożonego bez numeru ma już numer KSeF',
  'record-correction.marker.when': 'faktura nie ma numeru KSeF, ale jej oznaczenie byłoby teraz inne',
  'record-correction.reduction-not-filed.when':
    'korekta zmniejszająca stała się znana po złożeniu ewidencji za jedyny miesiąc, w którym można ją było ująć',
  'record-correction.not-filed.when': 'ewidencję za każdy miesiąc okresu odliczenia złożono bez tej faktury',
  'payment.no-number-in-payments.what': 'W płatności nie trzeba podawać numeru KSeF.',
  'payment.number-in-payments.what':
    'W płatności podaje się numer KSeF faktury albo identyfikator zbiorczy kilku faktur; w mechanizmie podzielonej płatności wpisuje się go w komunikacie przelewu, a przy poleceniu zapłaty podaje go wierzyciel.',
  'penalty.no-fines-yet.what':
    'Kar za błędy związane z KSeF jeszcze nie ma: art. 106ni ust. 1-3 i 5-7 ustawy o VAT nie obowiązują; ust. 4 już teraz wyłącza postępowanie karne skarbowe.',
  'penalty.fines-by-statute.what':
    'Kara pieniężna do 100% kwoty podatku wykazanego na fakturze albo, gdy podatku nie wykazano, do 18,7% kwoty należności ogółem.',
  'penalty.deferral-ud477.what':
    'Projekt UD477 z 22 września 2026 r. odracza kary do 1 stycznia 2028 r.; do 10 października 2026 r. go nie uchwalono.',
  'reverse-charge.energy-and-allowances.what':
    'Podatek od dostawy gazu, energii elektrycznej i uprawnień do emisji rozlicza nabywca.',
  'reverse-charge.energy-and-allowances-ud477.what':
    'Projekt UD477 z 22 września 2026 r. przedłuża stosowanie art. 145e ustawy o VAT do 30 czerwca 2030 r.; do 10 października 2026 r. go nie uchwalono.',
}
