import type { awaitingTexts } from '../en/awaiting.ts'
import type { TextsLike } from '../sentence.ts'
import { amountOf, dayOf, outagesInGenitive } from './words.ts'

type Outage = { kind: keyof typeof outagesInGenitive; reference: string | null }

const notice = (reference: string | null): string => (reference === null ? '' : ` (komunikat ${reference})`)
const term = (outage: Outage | null): string =>
  `Termin przesłania jej do KSeF${outage === null ? '' : ` po zakończeniu ${outagesInGenitive[outage.kind]}${notice(outage.reference)}`}`
const act = (articles: readonly string[]): string => `(${articles.join(', ')} ustawy o VAT)`

export const polishAwaitingTexts: TextsLike<typeof awaitingTexts> = {
  'awaiting.no-notice':
    'Tryb wystawienia potwierdzono ręcznie, a nie wyjaśnia go żadna ogłoszona awaria ani niedostępność KSeF.',
  'awaiting.outage-open': ({ kind, reference }) =>
    `Końca ${outagesInGenitive[kind]}${notice(reference)} nie ogłoszono: termin jeszcze nie biegnie.`,

  'reminder.opening': (s) =>
    `Dzień dobry, Państwa faktura nr ${s.number} z ${dayOf(s.issued)}${s.gross === null ? '' : ` na kwotę ${amountOf(s.gross, s.currency)} brutto`} dotarła do nas poza KSeF ${dayOf(s.handedOver)}, a do ${dayOf(s.asOf)} nie otrzymaliśmy jej w KSeF.`,
  'reminder.over': (s) =>
    `${term(s.outage)} upłynął ${dayOf(s.deadline)} ${act(s.articles)}. Prosimy o przesłanie faktury i o podanie nam jej numeru KSeF.`,
  'reminder.running': (s) =>
    `${term(s.outage)} upływa ${dayOf(s.deadline)} ${act(s.articles)}. Prosimy o przesłanie faktury w tym terminie i o podanie nam jej numeru KSeF.`,
  'reminder.not-begun': (s) =>
    `${term(s.outage)} jeszcze nie biegnie, bo tego zakończenia nie ogłoszono ${act(s.articles)}. Prosimy o przesłanie faktury, gdy tylko będzie to możliwe, i o podanie nam jej numeru KSeF.`,
  'reminder.no-notice': (s) =>
    `Nie znamy komunikatu, od którego biegłby termin przesłania jej do KSeF ${act(s.articles)}. Prosimy o wskazanie tego komunikatu, przesłanie faktury i podanie nam jej numeru KSeF.`,
  'reminder.waits': 'Dopóki faktura nie ma numeru KSeF, nie możemy odliczyć wykazanego w niej podatku.',
}
