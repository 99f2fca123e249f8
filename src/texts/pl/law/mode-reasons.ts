import type { modeReasonTexts } from '../../en/law/mode-reasons.ts'
import type { TextsLike } from '../../sentence.ts'
import { dayOf } from '../words.ts'
import { polishModeNames } from './mode-names.ts'

const offline = { codes: 'Kopia ma kody trybu offline', ksef: 'KSeF podaje tryb offline' }

/** A limit as a sentence names it: `450 zł (100 euro)`. */
const inZloty = (limit: string): string => limit.replace('PLN', 'zł').replace('EUR', 'euro')

export const polishModeReasonTexts: TextsLike<typeof modeReasonTexts> = {
  'mode-reason.no-invoice.receipt': ({ limit, until }) =>
    `Żaden z dokumentów nie jest fakturą. Paragon z NIP uznaje się za fakturę do kwoty ${inZloty(limit)} i do dnia ${dayOf(until)}.`,
  'mode-reason.no-invoice': 'Żaden z dokumentów nie jest fakturą.',
  'mode-reason.print.accepted-later':
    'Numer KSeF na wydruku przyjęto po dacie wystawienia; dokumentu z KSeF jeszcze nie ma.',
  'mode-reason.print': 'Wydruk ma jeden kod, więc faktura jest w KSeF; jej dokumentu jeszcze nie ma.',
  'mode-reason.online': ({ issueDay }) =>
    `KSeF podaje tryb online: fakturę przyjęto w dniu wystawienia, ${dayOf(issueDay)}.`,
  'mode-reason.total-failure': ({ announcedDay, issueDay }) =>
    `Data wystawienia, ${dayOf(issueDay)}, przypada w czasie awarii całkowitej ogłoszonej ${dayOf(announcedDay)}.`,
  'mode-reason.foreign': ({ sellerId }) =>
    `Sprzedawca (${sellerId}) nie ma siedziby w Polsce i wystawił fakturę poza KSeF.`,
  'mode-reason.online.codes': 'KSeF podaje tryb online, choć kopia ma kody trybu offline.',
  'mode-reason.early-copy': ({ numberedDay, nextBusinessDay }) =>
    `Kopię bez kodów trybu offline otrzymano przed nadaniem numeru KSeF (${dayOf(numberedDay)}), a numer nadano nie później niż w następnym dniu roboczym po dacie wystawienia (${dayOf(nextBusinessDay)}).`,
  'mode-reason.outside.receipt': ({ limit, basis, until }) =>
    `Paragon z NIP do kwoty ${inZloty(limit)} jest fakturą (${basis} ustawy o VAT, do ${dayOf(until)}).`,
  'mode-reason.outside.breach': ({ sellerId, issueDay, basis }) =>
    `Dokument nie ma kodów trybu offline, a sprzedawca ${sellerId} miał ${dayOf(issueDay)} obowiązek KSeF (${basis} ustawy o VAT).`,
  'mode-reason.outside.free': ({ issueDay, who, basis }, tell) =>
    `Dokument nie ma kodów trybu offline; ${dayOf(issueDay)} sprzedawca nie miał obowiązku KSeF: ${tell(who)} (${basis}).`,
  'mode-reason.outside.unknown': ({ issueDay }) =>
    `Dokument nie ma kodów trybu offline; ${dayOf(issueDay)} sprzedawca mógł wystawić fakturę poza KSeF: jego obowiązku nie zapisano.`,
  'mode-reason.offline.emergency': ({ evidence, announcedDay, issueDay }) =>
    `${offline[evidence]}, a data wystawienia, ${dayOf(issueDay)}, przypada w czasie awarii ogłoszonej ${dayOf(announcedDay)}.`,
  'mode-reason.offline.maintenance': ({ evidence, issueDay }) =>
    `${offline[evidence]}, a data wystawienia, ${dayOf(issueDay)}, przypada w czasie niedostępności KSeF.`,
  'mode-reason.offline24.total-failure': ({ evidence, announcedDay }) =>
    `${offline[evidence]}; awarię całkowitą ogłoszono ${dayOf(announcedDay)}, po dacie wystawienia i przed przesłaniem.`,
  'mode-reason.offline24.failure': ({ evidence, announcedDay }) =>
    `${offline[evidence]}; awarię ogłoszono ${dayOf(announcedDay)}, po dacie wystawienia i przed przesłaniem.`,
  'mode-reason.offline24': ({ evidence, issueDay }) =>
    `${offline[evidence]}, a data wystawienia, ${dayOf(issueDay)}, nie przypada w czasie ogłoszonej awarii ani niedostępności.`,
  'mode-reason.confirmed': ({ inferred }) =>
    inferred === null
      ? 'Tryb potwierdzono ręcznie.'
      : `Tryb potwierdzono ręcznie; same dokumenty wskazują: ${polishModeNames[inferred]}.`,
  'mode-condition.no-invoice': 'nie ma ani kopii, ani dokumentu z KSeF',
  'mode-condition.numbered-print': 'jest wydruk faktury z numerem KSeF',
  'mode-condition.fiscal-receipt': 'jest paragon fiskalny, bez względu na kwotę',
  'mode-condition.accepted-after-p1': 'numer KSeF na kopii przyjęto w innym dniu niż data wystawienia',
  'mode-condition.ksef-online': 'KSeF podaje tryb online: data wystawienia jest dniem przesłania',
  'mode-condition.copy-before-number': 'kopię otrzymano przed dniem nadania numeru KSeF albo numeru nie ma',
  'mode-condition.codes-before-number': 'wśród kopii sprzed nadania numeru jedna ma kody trybu offline',
  'mode-condition.only-receipts-before-number': 'wszystkie kopie sprzed nadania numeru to paragony',
  'mode-condition.codes': 'kopia ma kody trybu offline, kiedykolwiek ją otrzymano',
  'mode-condition.number-by-next-business-day':
    'numer KSeF nadano do następnego dnia roboczego po dacie wystawienia',
  'mode-condition.listed-buyer':
    'nabywca należy do wymienionych w art. 106gb ust. 4 ustawy o VAT, którym można udostępniać faktury poza KSeF',
  'mode-condition.delivered-to-listed':
    'jedno i drugie: to, co taki nabywca otrzymał przed nadaniem numeru, jest udostępnieniem faktury',
  'mode-condition.foreign-seller': 'sprzedawca nie ma siedziby w Polsce',
  'mode-condition.duty-required':
    'według tabeli obowiązków sprzedawca miał w dniu wystawienia obowiązek KSeF',
  'mode-condition.duty-free': 'według tabeli obowiązków sprzedawca nie miał obowiązku KSeF',
  'duty.nobody-yet': 'nikt nie był jeszcze zobowiązany',
  'duty.obliged': 'sprzedawca zapisany jako zobowiązany',
  'duty.art-145l': 'sprzedaż za 2024 r. do 200 mln zł',
  'duty.art-145m': 'sprzedaż poza KSeF do 10 000 zł miesięcznie',
  'duty.art-145n': 'faktury z kas rejestrujących i paragony z NIP',
  'duty.art-106ga-2': 'wyłączeni sprzedawcy i wyłączona sprzedaż',
  'duty.foreign': 'sprzedawca bez siedziby w Polsce',
  'duty.transitional': 'rok przejściowy',
  'duty.everybody': 'każdy, kto nie jest wyłączony',
  'duty.guidance':
    'odliczenie od faktycznego otrzymania faktury, którą sprzedawca wystawił poza KSeF mimo obowiązku',
}
