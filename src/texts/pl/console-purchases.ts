import type { purchasePageTexts } from '../en/console-purchases.ts'
import type { TextsLike } from '../sentence.ts'
import { counted, periodInGenitive, periodNamed } from './words.ts'

export const polishPurchasePageTexts: TextsLike<typeof purchasePageTexts> = {
  'purchases.empty': 'Brak zakupów spełniających warunki',
  'purchases.empty.why': 'Usuń któryś z filtrów albo dodaj dokumenty.',
  'purchases.filter.status': 'Status',
  'purchases.filter.mode': 'Tryb wystawienia',
  'purchases.filter.month': 'Miesiąc',
  'purchases.filter.by': 'Miesiąc według daty',
  'purchases.filter.by.received': 'wpływu',
  'purchases.filter.by.issued': 'wystawienia',
  'purchases.filter.text': 'Numer, NIP lub numer KSeF',
  'purchases.filter.overdue': 'Tylko z numerem po terminie',
  'purchases.clear': 'Usuń wszystkie filtry',

  'purchases.print': 'Drukuj te faktury',
  'purchases.printing': ({ done, all }) =>
    `Wczytano ${done} z ${counted(all, 'dokumentu', 'dokumentów', 'dokumentów')}`,
  'purchases.print.left-out': ({ count }) =>
    `Nie można tu wydrukować: ${counted(count, 'dokument', 'dokumenty', 'dokumentów')} (dane wpisane ręcznie albo plik inny niż XML).`,
  'purchases.print.most': ({ most }) =>
    `Jednorazowo drukuje się najwyżej ${most} pierwszych zakupów. Wybierz miesiąc albo sprzedawcę.`,
  'purchases.print.title': 'Faktury do druku',
  'purchases.print.nothing': 'Nie ma czego drukować.',

  'purchase.seller': 'Sprzedawca',
  'purchase.number': 'Numer',
  'purchase.issued': 'Data wystawienia',
  'purchase.received': 'Data wpływu',
  'purchase.status': 'Status',
  'purchase.mode': 'Tryb wystawienia',
  'purchase.marker': 'Oznaczenie',
  'purchase.net': 'Netto',
  'purchase.vat': 'VAT',
  'purchase.vat-pln': 'VAT w złotych',
  'purchase.gross': 'Brutto',
  'purchase.findings': 'Uwagi',
  'purchase.kind': 'Rodzaj',
  'purchase.back': 'Wszystkie zakupy',
  'purchase.not-received': 'nie wpłynęła',

  'purchase.verdict': 'Wpływ i odliczenie',
  'purchase.receipt-day': 'Data wpływu',
  'purchase.why': 'Dlaczego ta data?',
  'purchase.rule': ({ articles }) => `Podstawa: ${articles.join(', ')}.`,
  'purchase.contested': 'Przepis jest tu sporny; data wynika z zasady przyjętej przez podatnika.',
  'purchase.deductible': ({ from, until }) =>
    from === until
      ? `Odliczenie możliwe tylko w rozliczeniu za ${periodNamed(from)}`
      : `Odliczenie możliwe od ${periodInGenitive(from)} do ${periodInGenitive(until)}`,
  'purchase.no-deduction': 'brak podatku do odliczenia',
  'purchase.resend': 'Termin sprzedawcy na przesłanie do KSeF',
  'purchase.resend.overdue': 'po terminie',
  'purchase.correction-due': 'Termin korekty ewidencji',
  'purchase.payment-duty': 'Przy płatności',
  'purchase.window': 'Okres odliczenia',
  'purchase.window.first': 'pierwszy',
  'purchase.window.last': 'ostatni',
  'purchase.window.posted': 'zaksięgowano',

  'purchase.decide': 'Rozstrzygnij',
  'purchase.no-findings': 'Brak uwag.',
  'purchase.decided': ({ decision }) => decisions[decision] ?? decision,
  'purchase.corrects': 'Koryguje',
  'purchase.corrected-by': 'Skorygowana przez',
  'purchase.original-unknown': 'brak w programie',

  'purchase.documents': 'Dokumenty',
  'purchase.document.ksef': 'KSeF',
  'purchase.document.typed': 'Dane wpisano ręcznie, bez pliku.',
  'purchase.document.row': 'Jest tylko wiersz metadanych KSeF, bez pliku XML.',
  'purchase.document.save': 'Zapisz jako plik',
  'purchase.document.picture': 'Dokument w otrzymanej postaci',
  'purchase.document.other': 'Takiego pliku nie da się tu pokazać. Zapisz go i otwórz w innym programie.',
  'purchase.document.came': ({ document, channel }) =>
    channel === null ? document : `${document}, ${channel}`,

  'purchase.posting': 'Księgowanie',
  'purchase.posting.none': 'Jeszcze nie zaksięgowano.',
  'purchase.posting.reference': 'Numer w księgach',
  'purchase.posting.day': 'Data księgowania',
  'purchase.posting.do': 'Oznacz jako zaksięgowaną',
  'purchase.posting.done': 'Oznaczono jako zaksięgowaną.',
  'purchase.posting.void': 'Wycofaj księgowanie',
  'purchase.posting.void.why': 'Powód',
  'purchase.posting.voided': 'Wycofano księgowanie.',

  'purchase.stated': 'Co wie tylko człowiek',
  'purchase.stated.taxPointDate': 'Powstanie obowiązku podatkowego',
  'purchase.stated.deductIn': 'Odliczyć w okresie',
  'purchase.stated.originalDeductedIn': 'Fakturę pierwotną odliczono w',
  'purchase.stated.deductibleShare': 'Część podlegająca odliczeniu, np. 0,50',
  'purchase.stated.exchangeRate': 'Kurs waluty',
  'purchase.stated.selfAssessedVat': 'VAT rozliczany przez nabywcę (zł)',
  'purchase.stated.fixedAsset': 'Środek trwały',
  'purchase.stated.supplyConfirmed': 'Dostawa lub usługa potwierdzona',
  'purchase.stated.deliveryAgreed': 'Ten sposób dostarczenia uzgodniono',
  'purchase.stated.selfAssessed': 'VAT rozlicza nabywca',
  'purchase.stated.importOfGoods': 'Import towarów',
  'purchase.stated.internalDocument': 'Dokument wewnętrzny',
  'purchase.stated.marginPurchase': 'Zakup do sprzedaży w procedurze marży',
  'purchase.stated.confirmedMode': 'Potwierdzony tryb wystawienia',
  'purchase.payments': 'Płatności',
  'purchase.payments.day': 'Data zapłaty',
  'purchase.payments.amount': 'Kwota',
  'purchase.payments.add': 'Dodaj płatność',
  'purchase.payments.remove': 'Usuń',
  'purchase.stated.unsaid': 'nie podano',
  'purchase.stated.saved': 'Zapisano; zakup oceniono ponownie.',

  'purchase.history': 'Historia',
  'purchase.history.type': ({ type }) => historyTypes[type] ?? type,
  'purchase.history.by': ({ actor }) => `przez: ${actor}`,
  'purchase.history.receipt': 'Wpływ',
  'purchase.history.foreign': 'Według archiwum pochodzącego z innej instalacji.',
}

const decisions: Readonly<Record<string, string>> = {
  'same-invoice': 'ta sama faktura',
  'different-invoice': 'inna faktura',
  accepted: 'zaakceptowano',
  dismissed: 'odrzucono',
}

const historyTypes: Readonly<Record<string, string>> = {
  created: 'Pierwszy dokument',
  decided: 'Ponowna ocena',
  stated: 'Oświadczenie użytkownika',
  posted: 'Zaksięgowano',
  voided: 'Wycofano księgowanie',
  decision: 'Rozstrzygnięto uwagę',
  reopened: 'Cofnięto rozstrzygnięcie',
  moved: 'Przeniesiono dokument',
}
