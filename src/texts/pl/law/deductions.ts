import type { deductionTexts } from '../../en/law/deductions.ts'
import type { TextsLike } from '../../sentence.ts'
import { dayOf, periodNamed } from '../words.ts'

export const polishDeductionTexts: TextsLike<typeof deductionTexts> = {
  'condition.taxPoint.day': 'powstanie obowiązku podatkowego u sprzedawcy',
  'condition.taxPoint.appliesTo': 'każdy zakup',
  'condition.taxPoint.waits': 'nie jest znany dzień powstania obowiązku podatkowego',
  'condition.advance.day': 'zapłata zaliczki, z którą powstaje obowiązek podatkowy',
  'condition.advance.appliesTo': 'faktury zaliczkowe (ZAL, KOR_ZAL) oraz to, co zapłacono przed dostawą',
  'condition.advance.waits': 'nie jest znany dzień zapłaty',
  'condition.selfAssessed.day':
    'powstanie obowiązku podatkowego z tytułu zakupu, od którego podatek rozlicza nabywca',
  'condition.selfAssessed.appliesTo':
    'import usług, odwrotne obciążenie, towary, o których mowa w art. 17 ust. 1 pkt 5 ustawy o VAT: z wykazaniem podatku należnego',
  'condition.selfAssessed.waits': 'nie jest znany dzień powstania obowiązku podatkowego',
  'condition.acquisition.day':
    'powstanie obowiązku podatkowego z tytułu zakupu towarów lub usług z innego państwa członkowskiego, od którego podatek rozlicza nabywca',
  'condition.acquisition.appliesTo':
    'sprzedawca z innego państwa członkowskiego, gdy z faktury nie wynika, czy chodzi o towary, czy o usługi: z wykazaniem podatku należnego',
  'condition.acquisition.waits': 'nie jest znany dzień powstania obowiązku podatkowego',
  'condition.receipt.day': 'otrzymanie faktury',
  'condition.receipt.appliesTo':
    'zakupy krajowe; nie dotyczy importu usług ani innych zakupów, od których podatek rozlicza nabywca',
  'condition.receipt.waits': 'faktura jeszcze nie wpłynęła',
  'condition.paymentByCashBuyer.day': '(pierwsza) zapłata dokonana przez nabywcę stosującego metodę kasową',
  'condition.paymentByCashBuyer.appliesTo': 'nabywcy stosujący metodę kasową',
  'condition.paymentByCashBuyer.waits': 'nabywca stosujący metodę kasową odlicza podatek dopiero po zapłacie',
  'condition.paymentToCashSeller.day': '(pierwsza) zapłata na rzecz sprzedawcy stosującego metodę kasową',
  'condition.paymentToCashSeller.appliesTo': 'faktury z adnotacją „metoda kasowa”',
  'condition.paymentToCashSeller.waits':
    'u sprzedawcy stosującego metodę kasową obowiązek podatkowy powstaje z chwilą zapłaty',
  'condition.paymentToFarmer.day': 'zapłata na rachunek bankowy rolnika ryczałtowego',
  'condition.paymentToFarmer.appliesTo': 'faktury VAT RR',
  'condition.paymentToFarmer.waits': 'zryczałtowany zwrot podatku odlicza się po zapłacie rolnikowi',
  'deduction.not-yet': ({ why }, tell) => `Odliczenie nie jest jeszcze możliwe: ${tell(why)}.`,
  'deduction.last-condition': ({ condition, day }, tell) =>
    `Ostatni spełniony warunek odliczenia: ${tell(condition)}, ${dayOf(day)}.`,
  'after-window.deducted':
    'Należy skorygować deklarację za okres, w którym powstało prawo do odliczenia, albo za jeden z następnych okresów, w których można było odliczyć podatek, w ciągu 5 lat, licząc od początku roku, w którym powstało to prawo (art. 86 ust. 13 ustawy o VAT).',
  'after-window.selfAssessed':
    'Należy skorygować deklarację za okres, w którym powstało prawo do odliczenia, w ciągu 5 lat, licząc od końca roku, w którym powstało to prawo (art. 86 ust. 13a ustawy o VAT).',
  'after-window.reduced':
    'Należy skorygować deklarację za okres, w którym otrzymano fakturę korygującą (art. 86 ust. 19a ustawy o VAT).',
  'window.contested.flatRateFarmer':
    'Według ustawy zryczałtowany zwrot podatku odlicza się w okresie zapłaty; sporne jest, czy także w trzech następnych.',
  'reduction.rule.agreed':
    'okres, w którym uzgodniono i spełniono warunki korekty; jeśli tego dnia nie zapisano, decyduje dzień otrzymania korekty',
  'reduction.rule.received':
    'okres, w którym otrzymano fakturę korygującą; jeśli fakturę pierwotną odlicza się później, razem z nią',
  'reduction.not-received': 'Podatku naliczonego jeszcze się nie zmniejsza: faktura korygująca nie wpłynęła.',
  'reduction.original-not-deducted':
    'Faktury pierwotnej jeszcze nie odliczono: zmniejszenie przypada na okres, w którym zostanie odliczona; należy wtedy podać ten okres.',
  'reduction.original-waits':
    'Faktury pierwotnej nie można jeszcze odliczyć: zmniejszenie ujmuje się razem z nią, nigdy osobno, chyba że podano okres, w którym ją odliczono.',
  'reduction.received': ({ received }) =>
    `Zmniejszenie podatku naliczonego przypada na okres, w którym otrzymano fakturę korygującą. Dzień jej otrzymania: ${dayOf(received)}.`,
  'reduction.with-original': ({ period }) =>
    `Fakturę pierwotną odlicza się za ${periodNamed(period)}, po otrzymaniu faktury korygującej: obie ujmuje się w tym okresie.`,
  'new-totals.unless':
    'pozycje po korekcie pomniejszone o pozycje przed korektą (StanPrzed) dają podaną sumę albo sumę z nią zgodną',
  'tax-point.accountant.what':
    'dzień podany przez księgowość; przy korekcie dzień, w którym powstała jej przyczyna',
  'tax-point.accountant.told': 'podany przez księgowość',
  'tax-point.copy.what': 'dzień podany wraz z kopią',
  'tax-point.copy.told': 'podany wraz z kopią',
  'tax-point.P_6Z.what': 'każda z kilku zapłat objętych jedną fakturą zaliczkową, z własną kwotą',
  'tax-point.P_6Z.told': 'ustalony na podstawie P_6Z',
  'tax-point.P_6.advances.what': 'na fakturze zaliczkowej dzień, w którym sprzedawca otrzymał zapłatę',
  'tax-point.P_6.told': 'ustalony na podstawie P_6',
  'tax-point.payments.what': 'zapłaty podane przez księgowość, każda z własną kwotą',
  'tax-point.payments.told': 'ustalony na podstawie podanych zapłat',
  'tax-point.payments-before-supply.what':
    'to, co zapłacono przed dostawą, jeśli fakturę wystawiono przed nią; dla reszty dzień dostawy',
  'tax-point.payments-before-supply.told': 'ustalony na podstawie zapłat sprzed dostawy',
  'tax-point.payments-before': ({ field }) => `ustalony na podstawie zapłat sprzed dostawy (${field})`,
  'tax-point.P_6.what': 'data dostawy lub wykonania usługi podana dla całej faktury',
  'tax-point.OkresFa.what': 'ostatni dzień okresu, którego dotyczy faktura',
  'tax-point.OkresFa.told': 'ustalony na podstawie OkresFa',
  'tax-point.P_6A.what': 'ostatnia z dat dostawy podanych przy pozycjach faktury',
  'tax-point.P_6A.told': 'ustalony na podstawie P_6A',
  'tax-point.P_4A.what': 'data nabycia od rolnika ryczałtowego',
  'tax-point.P_4A.told': 'ustalony na podstawie P_4A',
  'tax-point.P_1.what':
    'data wystawienia: w przypadkach z art. 19a ust. 5 pkt 3 i 4 ustawy o VAT to z nią powstaje obowiązek podatkowy, w pozostałych jest tylko domniemaniem, a przy zaliczce trzeba zapytać o dzień zapłaty',
  'tax-point.P_1.told': 'przyjęty z P_1',
  'exchange-rate.accountant': 'kurs podany przez księgowość',
  'exchange-rate.invoice':
    'kurs podany na fakturze (KursWaluty), według którego wykazano na niej podatek w złotych',
  'exchange-rate.original':
    'przy korekcie bez kursu kurs faktury korygowanej: zmienioną podstawę przelicza się jak poprzednio',
  'reverse-charge.goods.gas': 'gaz',
  'reverse-charge.goods.electricity': 'energia elektryczna',
  'reverse-charge.goods.allowances': 'uprawnienia do emisji',
  'rate.P_13_1': '23% lub 22%',
  'rate.P_13_2': '8% lub 7%',
  'rate.P_13_3': '5%',
  'rate.P_13_4': 'ryczałt dla taksówek osobowych',
  'rate.P_11_1': 'nabycie od rolnika ryczałtowego, ze zryczałtowanym zwrotem podatku',
  'rate.P_13_5': 'procedura szczególna OSS: podatek innego państwa',
  'rate.P_13_6_1': '0%, sprzedaż krajowa',
  'rate.P_13_6_2': '0%, wewnątrzwspólnotowa dostawa towarów',
  'rate.P_13_6_3': '0%, eksport',
  'rate.P_13_7': 'zwolnienie z podatku',
  'rate.P_13_8': 'dostawa towarów lub świadczenie usług poza terytorium kraju',
  'rate.P_13_9': 'usługi, o których mowa w art. 100 ust. 1 pkt 4 ustawy o VAT',
  'rate.P_13_10': 'krajowe odwrotne obciążenie',
  'rate.P_13_11': 'procedura marży',
}
