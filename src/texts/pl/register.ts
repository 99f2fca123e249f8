import type { registerTexts } from '../en/register.ts'
import { capitalised, type TextsLike } from '../sentence.ts'
import { dayOf, periodInGenitive, periodNamed } from './words.ts'

export const polishRegisterTexts: TextsLike<typeof registerTexts> = {
  'correction.required': (s, tell) =>
    `${capitalised(tell(s.reason))}: należy skorygować ewidencję${s.dueBy === null ? '' : ` do ${dayOf(s.dueBy)}`} (${s.articles.join(', ')}).`,
  'correction.review': (s, tell) =>
    `${capitalised(tell(s.reason))}: należy rozstrzygnąć, czy korygować ewidencję (${s.articles.join(', ')}).`,
  'correction.optional': (s, tell) =>
    `${capitalised(tell(s.reason))}: ewidencję można skorygować (${s.articles.join(', ')}).`,

  'jpk-data.office-missing': 'Podaj kod urzędu skarbowego (cztery cyfry).',
  'jpk-data.office-unknown': ({ officeCode }) => `Nie ma urzędu skarbowego o kodzie ${officeCode}.`,
  'jpk-data.email-missing': 'Podaj adres e-mail.',
  'jpk-data.phone-too-long': ({ most }) => `Numer telefonu w JPK może mieć najwyżej ${most} znaków.`,
  'jpk-data.month': ({ first, last, month }) =>
    `JPK_V7(3) obowiązuje od ${periodInGenitive(first)} do ${periodInGenitive(last)}; wybrany miesiąc to ${periodNamed(month)}. Ewidencję można pobrać jako JSON lub CSV.`,

  'row.before-form': ({ first }) =>
    `Data wystawienia (P_1) jest wcześniejsza niż ${dayOf(first)}, a wcześniejszych JPK nie przyjmuje.`,

  'hold.quarantined': 'Nie ma żadnej faktury wystawionej na tego podatnika.',
  'hold.perhaps-posted': ({ number, issued, reference }) =>
    `Tą fakturą może być dokument nr ${number} z ${dayOf(issued)}, zaksięgowany jako „${reference}”. Najpierw rozstrzygnij jego uwagę: ta sama faktura czy inna.`,
}
