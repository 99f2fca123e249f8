import type { doubtTexts } from '../en/doubts.ts'
import type { TextsLike } from '../sentence.ts'
import { amountOf, dayOf, periodInGenitive, periodNamed } from './words.ts'

const original = (s: { number: string; issued: string; ksefNumber: string | null }): string =>
  `nr ${s.number} z ${dayOf(s.issued)}${s.ksefNumber === null ? '' : ` (numer KSeF ${s.ksefNumber})`}`

const percent = (share: string): string =>
  `${String(Number((Number(share) * 100).toFixed(4))).replace('.', ',')}%`

/** What evidence keeps in English of a row of metadata, of which it is a part for good: its hash is over it. */
const ofRow: Readonly<Record<string, string>> = {
  'its text, which is not UTF-8': 'tekst w UTF-8',
  'U+FFFD for what is none': 'U+FFFD w miejsce nieczytelnych znaków',
  nothing: 'brak wartości',
  'no third party': 'brak innych podmiotów',
  'no self-billing': 'brak samofakturowania',
  'no technical correction': 'brak korekty technicznej',
  'the mode that follows from P_1 and the day of acceptance': 'tryb wynikający z P_1 i z dnia przyjęcia',
}

export const polishDoubtTexts: TextsLike<typeof doubtTexts> = {
  'doubt.ksef.several': ({ ksefNumber }) => `Dokumenty o numerze KSeF ${ksefNumber} podają różne dane.`,
  'doubt.ksef.contradicts': ({ ksefNumber, what }, tell) =>
    `Plik XML faktury ${ksefNumber} podaje inne dane niż jej metadane w KSeF: ${what.map(tell).join('; ')}.`,
  'doubt.ksef.amount': ({ ksefNumber, amount }, tell) =>
    `Liczy się plik XML faktury ${ksefNumber}, choć jej metadane w KSeF podają inną kwotę: ${tell(amount)}.`,
  'doubt.ksef.broken': ({ ksefNumber, why }, tell) =>
    `Plik XML faktury ${ksefNumber} jest wadliwy: ${tell(why)}`,
  'doubt.ksef.row-alone':
    'Znane są tylko metadane: brak daty dostawy, stawek, informacji o metodzie kasowej i o korygowanych fakturach.',
  'doubt.ksef.replaced': 'Znaki, których nie udało się odczytać, zastąpiono znakiem U+FFFD.',
  'doubt.ksef.unread': ({ ksefNumber, fields }) =>
    `W pliku XML faktury ${ksefNumber} nie udało się odczytać pól: ${fields.join(', ')}. Tam, gdzie to możliwe, przyjęto wartości z metadanych.`,
  'doubt.ksef.row': ({ ksefNumber, lacks }, tell) =>
    `W metadanych faktury ${ksefNumber} brakuje: ${lacks.map(tell).join('; ')}.`,
  'doubt.ksef.row.taken': ({ property, taken }) =>
    `${ofRow[property] ?? property} (przyjęto: ${ofRow[taken] ?? taken})`,
  'doubt.ksef.row.kind': 'znanego rodzaju faktury',

  'doubt.original.not-named': 'Żaden dokument nie wskazuje, którą fakturę ta korekta koryguje.',
  'doubt.original.quoted-number': ({ number }) =>
    `Korekta przywołuje numer KSeF faktury pierwotnej nr ${number}, a faktura ta jest znana tylko jako kopia bez numeru KSeF.`,
  'doubt.original.awaits-number': ({ number }) =>
    `Fakturę pierwotną nr ${number} wystawiono offline i nie ma ona jeszcze numeru KSeF.`,
  'doubt.original.more': ({ count }) =>
    `Nieznanych faktur pierwotnych jest więcej; liczba dalszych odwołań: ${count}.`,
  'doubt.original.other-seller': (s) =>
    `Korekta jako fakturę pierwotną podaje fakturę ${original(s)}, a ten numer KSeF należy do innego sprzedawcy.`,
  'doubt.original.several': (s) => `Do faktury pierwotnej ${original(s)} pasuje kilka zakupów.`,
  'doubt.original.before-ledger': (s) =>
    `Nie odnaleziono faktury pierwotnej ${original(s)}; wystawiono ją przed rozpoczęciem ewidencji (${dayOf(s.opened)}).`,
  'doubt.original.unknown': (s) => `Nie odnaleziono faktury pierwotnej ${original(s)}.`,
  'doubt.original.new-totals': ({ stated, corrected, currency }) =>
    `Korekta podaje kwotę ${amountOf(stated, currency)} przy fakturze na ${amountOf(corrected, currency)}: być może jest to kwota po korekcie, a nie różnica.`,

  'doubt.amounts.none': 'Dokumenty nie podają kwoty netto albo podatku.',
  'doubt.amounts.no-start': 'Dokumenty nie podają kwoty, od której można zacząć obliczenia.',
  'doubt.amounts.too-large': 'Kwoty w złotych są zbyt duże, aby zapisać je dokładnie.',
  'doubt.amounts.share': ({ share }) =>
    `Podatek podlega odliczeniu w ${percent(share)}, a nie wybrano, jaką kwotę netto wykazać obok niego.`,
  'doubt.amounts.pln-computed': ({ currency }) =>
    `Faktura w walucie ${currency} nie podaje całego podatku w złotych.`,
  'doubt.amounts.self-assessment': 'Podatek od tego zakupu rozlicza nabywca.',
  'doubt.amounts.standard-rate': ({ rate }) => `Podatek nabywcy obliczono według stawki ${percent(rate)}.`,
  'doubt.rate.missing': ({ currency }) => `Nie podano kursu waluty ${currency}.`,
  'doubt.rate.several': ({ currency }) => `Podano kilka różnych kursów waluty ${currency}.`,
  'doubt.rate.of-original': ({ rate }) =>
    `Korekta nie podaje kursu waluty; przyjęto kurs faktury pierwotnej: ${rate.replace('.', ',')}.`,
  'doubt.payments': ({ paid, gross, currency }) =>
    `Podane zapłaty (${amountOf(paid, currency)}) przekraczają kwotę brutto faktury (${amountOf(gross, currency)}).`,
  'doubt.chosen-month': ({ month, from, until }) =>
    `Wybrany miesiąc (${periodNamed(month)}) nie mieści się w okresie odliczenia: od ${periodInGenitive(from)} do ${periodInGenitive(until)}.`,
}
