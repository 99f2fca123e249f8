import type { registerTexts } from '../en/register.ts'
import type { TextsLike } from '../sentence.ts'
import { dayOf, periodInGenitive, periodNamed } from './words.ts'

export const polishRegisterTexts: TextsLike<typeof registerTexts> = {
  'correction.required': (s, tell) =>
    `${tell(s.reason)}: należy skorygować ewidencję${s.dueBy === null ? '' : ` do ${dayOf(s.dueBy)}`} (${s.articles.join(', ')}).`,
  'correction.review': (s, tell) =>
    `${tell(s.reason)}: zdecyduj, czy korygować ewidencję (${s.articles.join(', ')}).`,
  'correction.optional': (s, tell) =>
    `${tell(s.reason)}: ewidencję można skorygować (${s.articles.join(', ')}).`,
  'correction.reason.not-in-month':
    'Miesiąc nie mieści się w okresie odliczenia albo odliczenie już nie przysługuje',
  'correction.reason.same-invoice-twice': 'Dwa wiersze złożonej ewidencji okazały się jedną fakturą',
  'correction.reason.amounts': 'Kwota w wierszu jest inna albo dopiero teraz jest znana',
  'correction.reason.receipt-date': 'Data wpływu jest inna, a miesiąc mieści się w okresie odliczenia',
  'correction.reason.document': 'Sprzedawca, numer, data wystawienia lub rodzaj dokumentu są inne',
  'correction.reason.number-arrived': 'Wiersz złożony bez numeru ma już numer KSeF',
  'correction.reason.marker': 'Oznaczenie byłoby inne, nadal bez numeru KSeF',
  'correction.reason.reduction-not-filed':
    'O korekcie zmniejszającej dowiedziano się po złożeniu ewidencji za jedyny właściwy miesiąc',
  'correction.reason.not-filed': 'Ewidencję za wszystkie miesiące okresu odliczenia złożono bez tej faktury',

  'jpk-data.office-missing': 'Podaj kod urzędu skarbowego (cztery cyfry).',
  'jpk-data.office-unknown': ({ officeCode }) => `Nie ma urzędu skarbowego o kodzie ${officeCode}.`,
  'jpk-data.email-missing': 'Podaj adres e-mail.',
  'jpk-data.phone-too-long': ({ most }) => `Numer telefonu w JPK może mieć najwyżej ${most} znaków.`,
  'jpk-data.month': ({ first, last, month }) =>
    `JPK_V7(3) obowiązuje od ${periodInGenitive(first)} do ${periodInGenitive(last)}; wybrany miesiąc to ${periodNamed(month)}. Ewidencję można pobrać jako JSON lub CSV.`,

  'hold.quarantined': 'Nie ma żadnej faktury wystawionej na tego podatnika.',
  'hold.perhaps-posted': ({ number, issued, reference, findingId }) =>
    `Tą fakturą może być dokument nr ${number} z ${dayOf(issued)}, zaksięgowany jako „${reference}”. Najpierw rozstrzygnij uwagę ${findingId}: ta sama faktura czy inna.`,
}
