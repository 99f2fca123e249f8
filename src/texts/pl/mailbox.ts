import type { mailboxTexts } from '../en/mailbox.ts'
import type { TextsLike } from '../sentence.ts'
import { momentOf } from './words.ts'

const nextLook = (next: string | null): string =>
  next === null ? 'Następne sprawdzenie właśnie się rozpoczyna.' : `Następne sprawdzenie: ${momentOf(next)}.`

export const polishMailboxTexts: TextsLike<typeof mailboxTexts> = {
  'mailbox.connecting': 'Pierwsze sprawdzenie skrzynki jeszcze się nie zakończyło.',
  'mailbox.connected': ({ last, next }) => `Skrzynkę sprawdzono ${momentOf(last)}. ${nextLook(next)}`,
  'mailbox.paused': 'Sprawdzanie skrzynki jest wstrzymane, dopóki nie zostanie wznowione.',
  'mailbox.refused': ({ why }, tell) =>
    `${tell(why)} Aby konto nie zostało zablokowane, kolejna próba nastąpi dopiero po ponownym zapisaniu ustawień albo po zleceniu sprawdzenia.`,
  'mailbox.unavailable': ({ why, failures, next }, tell) =>
    `${tell(why)} Liczba dotychczasowych nieudanych prób: ${failures}. ${nextLook(next)}`,
  'mailbox.works': ({ mails }) =>
    `Połączenie działa. Liczba wiadomości w tym folderze: ${mails}. Niczego w nim nie zmieniono.`,

  'mailbox.sign-in-refused': ({ why }) =>
    `Serwer poczty odrzucił nazwę użytkownika lub hasło${why === null ? '' : ` („${why}”)`}. Sprawdź nazwę i hasło; wielu dostawców wymaga osobnego hasła dla aplikacji i włączenia dostępu przez IMAP.`,
  'mailbox.password-unreadable':
    'Hasło do skrzynki zaszyfrowano innym kluczem głównym albo dla innego konta i nie można go tu odczytać. Podaj je ponownie.',
  'mailbox.no-name': ({ host }) =>
    `Nie ma serwera o nazwie ${host} albo serwer nazw nie odpowiada. Sprawdź pisownię nazwy.`,
  'mailbox.not-public': ({ host }) =>
    `${host} nie ma publicznego adresu. Podaj serwer dostępny przez internet albo poproś administratora usługi o dopuszczenie serwerów poczty z jego sieci.`,
  'mailbox.no-connection': ({ host, port }) =>
    `${host} nie odpowiada na porcie ${port}. Sprawdź nazwę i port: dla TLS jest to zwykle 993, dla STARTTLS 143.`,
  'mailbox.no-encryption': ({ host, port }) =>
    `${host} nie oferuje na porcie ${port} połączenia szyfrowanego, więc niczego mu nie przesłano. Sprawdź port i rodzaj szyfrowania: 993 dla TLS, 143 dla STARTTLS.`,
  'mailbox.certificate': ({ host, why }) =>
    `Certyfikat serwera ${host} nie jest wiarygodny (${why}), więc niczego mu nie przesłano. Podaj nazwę serwera taką jak w certyfikacie albo zwróć się do dostawcy o odnowienie certyfikatu.`,
  'mailbox.folder-missing': ({ folder }) =>
    `W skrzynce nie ma folderu „${folder}”. Podaj istniejący folder, na przykład INBOX.`,
  'mailbox.server-said': ({ said }) =>
    `Serwer poczty nie wykonał polecenia („${said}”). Próba zostanie ponowiona.`,
  'mailbox.broken': 'Połączenie z serwerem poczty zostało przerwane. Próba zostanie ponowiona.',
  'mailbox.not-changed': ({ how }) =>
    `Wiadomości zostały przyjęte, ale serwer nie pozwala ich ${how === 'delete' ? 'usunąć' : 'oznaczyć jako przeczytane'}. Nadaj kontu uprawnienia do zmian w folderze albo wybierz pozostawianie wiadomości bez zmian.`,
  'mailbox.look-failed':
    'Sprawdzenie skrzynki nie powiodło się z przyczyn leżących po stronie usługi, a nie serwera poczty. Próba zostanie ponowiona.',
  'mailbox.mail-too-large': 'Wiadomość ma więcej niż 25 MB. Zapisz jej dokumenty i prześlij je pojedynczo.',
  'mailbox.mail-failing': ({ tries }) =>
    `Wiadomości nie udało się przyjąć; liczba kolejnych prób: ${tries}. Zapisz jej dokumenty i prześlij je pojedynczo.`,

  'secrets.mailbox-lost':
    'Hasło do skrzynki pocztowej zaszyfrowano innym kluczem głównym i nie można go tu odczytać: podaj je ponownie. Do tego czasu skrzynka nie jest sprawdzana.',

  'refusal.mailbox-not-set': ({ nip }) =>
    `Dla podatnika ${nip} nie ustawiono skrzynki pocztowej. Ustaw ją: PUT /v1/taxpayers/${nip}/mailbox.`,
  'refusal.mailbox-not-offered':
    'Ta usługa nie sprawdza skrzynek pocztowych. Skieruj do niej wiadomości albo przesyłaj je przez POST …/mails.',
  'refusal.mailbox-paused': 'Sprawdzanie skrzynki jest wstrzymane. Najpierw je wznów: ustaw "paused": false.',
  'refusal.mailbox-password-needed':
    'Podaj hasło: dla tego użytkownika na tym serwerze żadnego nie zapisano. Zapisane hasło nigdy nie jest wysyłane do innego serwera.',
  'field.mail-host':
    'Podaj nazwę serwera poczty, na przykład imap.example.com, albo jego adres: bez protokołu, portu i spacji.',
}
