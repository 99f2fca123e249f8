import type { matchTexts } from '../en/match.ts'
import type { TextsLike } from '../sentence.ts'

export const polishMatchTexts: TextsLike<typeof matchTexts> = {
  'near.other-day': 'ten sam numer z inną datą',
  'near.mistaken-number':
    'numery różnią się znakami łatwymi do pomylenia, znakami rozdzielającymi albo zerami na początku',
  'near.amount-in-month':
    'ta sama kwota brutto w ciągu miesiąca i numer niepełny, źle odczytany albo z przestawionymi sąsiednimi znakami',
  'near.amount-on-day':
    'ta sama kwota brutto z tego samego dnia (albo z zamienionym dniem i miesiącem) i numer bez części znaków, źle odczytany albo z przestawionymi sąsiednimi znakami',
  'near.net-for-gross':
    'kwota brutto jednej faktury jest kwotą netto drugiej z tego samego dnia, a numer ma przestawione sąsiednie znaki',
  'near.amount-in-days': 'ta sama kwota brutto w ciągu pięciu dni pod innym numerem',
  'near.number-dated-otherwise':
    'ta sama kwota brutto w ciągu miesiąca (albo z zamienionym dniem i miesiącem) i numer z inaczej zapisanym rokiem lub miesiącem',
  'near.foreign-number':
    'ten sam numer i kwota brutto w ciągu miesiąca (albo z zamienionym dniem i miesiącem): raz pod zagranicznym numerem sprzedawcy, raz pod polskim NIP',
  'near.foreign-net-for-gross':
    'ten sam numer z tego samego dnia, a kwota brutto jednej faktury jest kwotą netto drugiej: raz pod zagranicznym numerem sprzedawcy, raz pod polskim NIP',
  'candidate.number-same': 'Ten sam numer.',
  'candidate.number-confusable':
    'Numery różnią się tylko znakami łatwymi do pomylenia, znakami rozdzielającymi albo zerami na początku.',
  'candidate.number-dated': 'Numery różnią się tylko zapisem roku lub miesiąca.',
  'candidate.number-part': 'Jeden numer to drugi bez początku lub końca.',
  'candidate.number-cut': 'Jeden numer to drugi ucięty w środku.',
  'candidate.number-swapped': 'Numery różnią się przestawieniem dwóch sąsiednich znaków.',
  'candidate.number-slip': 'Numery różnią się jednym znakiem, jak numery kolejnych faktur.',
  'candidate.gross-same': 'Ta sama kwota brutto.',
  'candidate.net-for-gross': 'Kwota brutto jednej faktury jest kwotą netto drugiej.',
  'candidate.currency-other': 'Ta sama kwota w innej walucie.',
  'candidate.gross-rounded': 'Kwoty brutto różnią się o kilka groszy, jak przy zaokrągleniu.',
  'candidate.day-same': 'Ta sama data wystawienia.',
  'candidate.day-swapped': 'Zamieniony dzień i miesiąc.',
  'candidate.day-near': 'Daty wystawienia różnią się najwyżej o pięć dni.',
  'candidate.day-month': 'Daty wystawienia różnią się najwyżej o miesiąc.',
  'candidate.day-year':
    'Daty wystawienia różnią się o ponad trzy miesiące: sprzedawcy używają numerów ponownie.',
  'candidate.half-and-half': 'Jedna faktura jest znana tylko z KSeF, druga tylko spoza KSeF.',
  'candidate.kind-other': 'To faktury różnego rodzaju.',
  'conflict.AMOUNT_MISMATCH':
    'Inny dokument ma tego samego sprzedawcę, numer i datę, lecz inną kwotę brutto.',
  'conflict.DOUBLE_ISSUE': 'Inny numer KSeF ma tego samego sprzedawcę, numer, datę i rodzaj faktury.',
  'conflict.several': 'Do tego dokumentu pasuje kilka zakupów.',
  'conflict.misread':
    'Dokument ma numer źle odczytanej kopii z tamtego zakupu: może to być ta sama faktura albo inna, podobnie źle odczytana.',
  'conflict.day':
    'Tamten zakup pasuje tylko przy wątpliwej dacie wystawienia, być może z zamienionym dniem i miesiącem.',
  'conflict.neighbour':
    'Dokument wygląda na tamtą fakturę, ale w KSeF jest inna z tego samego dnia i na tę samą kwotę, o łudząco podobnym numerze.',
  'conflict.code':
    'Tamten dokument ma kod tego samego pliku, lecz inny numer i kwotę: kod jest błędny na jednym z nich albo na obu.',
  'conflict.seller':
    'Tamten dokument innego sprzedawcy ma ten sam numer KSeF albo kod tego samego pliku: na jednym z nich jest błędny.',
  'conflict.replaced':
    'Jeden z dokumentów ma zastępować plik, którego kod ma drugi (korekta techniczna), a sprzedawca lub kwota brutto się różnią.',
  'conflict.slip':
    'Tamta faktura, z tego samego dnia i na tę samą kwotę, ma numer łudząco podobny do numeru tego dokumentu.',
  'conflict.merged': 'Rozstrzygnięto, że to ta sama faktura co inny zakup, który scalono z tym.',
  near: ({ isSameSeller, rule }, tell) =>
    `Inny zakup${isSameSeller ? ' od tego sprzedawcy' : ', być może od tego sprzedawcy,'} jest bardzo podobny: ${tell(rule)}.`,
  'conflict.posted-twice': ({ references }) =>
    `Jedną fakturę zaksięgowano jako ${references.map((reference) => `„${reference}”`).join(' oraz jako ')}.`,
  'conflict.too-many': ({ most }) =>
    `Ponad ${most} dokumentów tego sprzedawcy ma ten numer i datę, numer łudząco podobny albo ten sam numer w tym samym roku. Nie sprawdzano dalej, które z nich są jedną fakturą.`,
}
