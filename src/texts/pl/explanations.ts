import type { explanationTexts } from '../en/explanations.ts'
import type { TextsLike } from '../sentence.ts'
import { dayOf, periodInGenitive, periodNamed } from './words.ts'

/** A sentence within another: without its full stop. */
const within = (words: string): string => (words.endsWith(' r.') ? words : words.replace(/\.$/, ''))

export const polishExplanationTexts: TextsLike<typeof explanationTexts> = {
  'receipt.received': (s, tell) => {
    const { because, date, mode, issued, numbered, handedOver } = s
    const outcome =
      date === null
        ? 'Faktura jeszcze nie wpłynęła, więc nie ma wiersza ewidencji ani odliczenia'
        : `Data wpływu: ${dayOf(date)} (${s.source === 'actual' ? 'dzień faktycznego otrzymania' : 'dzień nadania numeru KSeF'})`
    const facts = [
      ...(mode === undefined ? [] : [`tryb: ${tell(mode)}`]),
      `data wystawienia (P_1): ${dayOf(issued)}`,
      ...(numbered === null ? [] : [`nadanie numeru KSeF: ${dayOf(numbered)}`]),
      ...(handedOver === null ? [] : [`faktyczne otrzymanie poza KSeF: ${dayOf(handedOver)}`]),
    ].join('; ')
    return `${within(tell(because))}. ${outcome}. Podstawa ustaleń – ${facts}.`
  },
  'receipt.otherwise': ({ reading, date }, tell) =>
    `Przy innym stanowisku (${within(tell(reading))}) ${date === null ? 'faktura jeszcze by nie wpłynęła' : `datą wpływu byłby ${dayOf(date)}`}.`,
  'next.send-by': ({ deadline }) => `Sprzedawca ma czas na przesłanie faktury do KSeF do ${dayOf(deadline)}.`,
  'next.send-overdue': ({ deadline }) =>
    `Termin sprzedawcy na przesłanie faktury upłynął ${dayOf(deadline)}: należy poprosić go o numer KSeF.`,
  'next.outage-open':
    'Termin na przesłanie jeszcze nie biegnie, bo końca awarii lub niedostępności nie ogłoszono.',
  'next.no-term':
    'Ustawa nie wyznacza terminu: należy zapytać sprzedawcę, czy fakturze zostanie nadany numer KSeF.',
  'next.own-send-by': ({ deadline }) =>
    `Fakturę wystawiono w ramach samofakturowania: należy przesłać ją do KSeF do ${dayOf(deadline)}.`,
  'next.own-send-overdue': ({ deadline }) =>
    `Fakturę wystawiono w ramach samofakturowania, a termin upłynął ${dayOf(deadline)}: należy przesłać ją do KSeF.`,
  'next.own-send': 'Fakturę wystawiono w ramach samofakturowania: należy przesłać ją do KSeF.',
  'next.deliver': 'Należy poprosić sprzedawcę o udostępnienie faktury w uzgodniony sposób.',

  'deduction.nothing': ({ why }, tell) => `Brak odliczenia. ${tell(why)}`,
  'deduction.assumed': ({ issued }) =>
    `Za dzień powstania obowiązku podatkowego przyjęto datę wystawienia (P_1), ${dayOf(issued)}, bo faktura nie podaje daty dostawy.`,
  'deduction.window': ({ from, until }) =>
    `Odliczenia można dokonać za ${periodNamed(from)} lub za jeden z następnych okresów, do ${periodInGenitive(until)}.`,
  'deduction.only': ({ from }) => `Właściwy jest tylko jeden okres rozliczeniowy: ${periodNamed(from)}.`,
  'deduction.over': ({ from, until, afterwards }, tell) =>
    `Okres odliczenia już minął: pierwszym okresem był ${periodNamed(from)}, ostatnim ${periodNamed(until)}. ${tell(afterwards)}`,

  'no-row.not-ours': 'Faktura nie jest wystawiona na tego podatnika.',
  'no-row.not-an-invoice': 'Dokument nie jest fakturą.',
  'no-row.supply-not-confirmed': 'Dostawa lub usługa nie została potwierdzona.',
  'no-row.no-share': 'Podatek z tej faktury nie podlega odliczeniu w żadnej części.',
  'no-row.buyer': 'Faktury dla nabywcy tej kategorii nie zawierają polskiego podatku do odliczenia.',
  'no-row.without-tax': 'Faktura nie zawiera polskiego podatku do odliczenia.',
  'no-row.correction-without-tax': 'Korekta nie zawiera polskiego podatku do odliczenia.',
  'no-row.not-received': 'Faktura jeszcze nie wpłynęła.',
  'no-row.nothing-stated': 'Nie podano żadnej zapłaty ani kwoty.',

  'as-of.overdue': ({ deadline, asOf }) =>
    `Termin przesłania faktury do KSeF upłynął ${dayOf(deadline)}, a do ${dayOf(asOf)} numeru KSeF nie ma.`,
  'as-of.sent-late': ({ sent, deadline }) =>
    `Fakturę przesłano do KSeF ${dayOf(sent)}, po terminie, który upłynął ${dayOf(deadline)}.`,
  'as-of.sent-late-without-term': ({ sent, yardstick }) =>
    `Fakturę przesłano do KSeF ${dayOf(sent)}, po najbliższym dniu roboczym (${dayOf(yardstick)}), choć ustawa nie wyznacza terminu.`,
  'as-of.window-over': ({ until }) => `Okres odliczenia skończył się z upływem ${periodInGenitive(until)}.`,
  'as-of.marker-unsettled': ({ asOf }) =>
    `Przepisy nie rozstrzygają, jakie oznaczenie ma wiersz ewidencji składanej ${dayOf(asOf)}.`,

  'found.EU_EARLY_DEDUCTION': ({ from }) =>
    `Zgodnie z wyborem podatnika odliczenie przypada na ${periodNamed(from)}, przed okresem otrzymania faktury.`,
  'period.other': ({ reading, from }, tell) => `${periodNamed(from)} (${within(tell(reading))})`,
  'found.PERIOD_DIFFERS': ({ received, from, others }, tell) =>
    `${received === null ? 'Faktura nie wpłynęła' : `Data wpływu: ${dayOf(received)}`}; pierwszy okres odliczenia: ${periodNamed(from)}. Przy innym stanowisku pierwszym okresem byłby: ${others.map(tell).join('; ')}.`,
  'found.CREDIT_NOTE_PERIOD': ({ from, others }, tell) =>
    `Zmniejszenie podatku naliczonego przypada na: ${periodNamed(from)}; przy innym stanowisku na: ${others.map(tell).join('; ')}.`,
  'found.WINDOWS_APART': ({ from, until, others }, tell) =>
    `Okresy odliczenia się nie pokrywają: od ${periodInGenitive(from)} do ${periodInGenitive(until)}, a przy innym stanowisku od okresu: ${others.map(tell).join('; ')}.`,
}
