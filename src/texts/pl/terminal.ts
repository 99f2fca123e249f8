import type { terminalTexts } from '../en/terminal.ts'
import type { TextsLike } from '../sentence.ts'
import { counted, momentOf } from './words.ts'

export const polishTerminalTexts: TextsLike<typeof terminalTexts> = {
  'terminal.lang': 'Podaj język po --lang: en albo pl.',
  'terminal.arguments': ({ why }) => `Polecenie nie przyjmuje takich argumentów („${why}”).`,
  'terminal.no-key': 'Nie podano klucza dostępu: ustaw KEY.',

  'terminal.upload.usage': `npm run upload -- KATALOG --nip 9376032788 [--url http://localhost:8787] [--received-on RRRR-MM-DD] [--channel email]
Pliki PDF, XML, PNG i JPEG z KATALOGU stają się dokumentami do potwierdzenia. Przerwane polecenie można powtórzyć: niczego nie wyśle drugi raz.
Klucz dostępu, który pozwala przesyłać dokumenty: w zmiennej KEY albo po --key`,
  'terminal.upload.progress': ({ done, all }) => `${done} z ${all}`,
  'terminal.upload.kept': 'nowe, do potwierdzenia',
  'terminal.upload.copies': 'od razu kopie',
  'terminal.upload.known': 'już znane',
  'terminal.upload.other': 'inne pliki, pominięte',
  'terminal.upload.failed': 'nieudane',

  'terminal.backup.usage':
    'npm run backup -- KATALOG    kopiuje DATA_DIR do nowego katalogu KATALOG, także podczas pracy usługi',
  'terminal.backup.done': ({ folder, ledgers, megabytes }) =>
    `${folder}: baza wspólna i ${counted(ledgers, 'baza podatnika', 'bazy podatników', 'baz podatników')} (${megabytes} MB), odczytane w całości.`,
  'terminal.backup.no-master-key':
    'Klucza głównego nie ma w kopii: przechowuj go gdzie indziej. Co zrobić z jednym i drugim: docs/backup.md.',
  'terminal.backup.lacking': ({ nips }) => `Brakuje baz podatników: ${nips.join(', ')}, jak podano wyżej.`,
  'terminal.backup.not-copied': ({ nip, why }, tell) =>
    `Nie udało się skopiować bazy podatnika ${nip}: ${tell(why)}`,
  'terminal.backup.none': ({ why }, tell) =>
    `Kopia zapasowa nie powstała: ${tell(why)}. Powtórz polecenie: to, co skopiowano, pozostaje.`,
  'terminal.backup.no-data': ({ folder, directory }) =>
    `W DATA_DIR=${folder} nie ma danych: brak pliku ${directory}.`,
  'terminal.backup.is-there': ({ folder }) => `${folder} już istnieje. Podaj inny katalog albo go usuń.`,
  'terminal.backup.growing':
    'Podczas każdego przebiegu dodawano podatników. Powtórz polecenie, gdy nikt ich nie będzie dodawać.',
  'terminal.backup.unreadable': ({ directory, why }) =>
    `Pliku ${directory} nie da się odczytać jako bazy wspólnej tej wersji („${why}”). Uruchom na nim raz usługę albo użyj wersji, która go zapisała.`,
  'terminal.backup.two-keys':
    'W tym czasie zmieniano klucz główny albo zmiana została przerwana: sekrety są zaszyfrowane dwoma kluczami. Poczekaj, aż npm run rotate-key się skończy, albo powtórz je, i dopiero wtedy zrób kopię zapasową.',
  'terminal.copy.damaged': ({ why }) => `jest uszkodzona („${why}”)`,
  'terminal.copy.rows': 'w kopii brakuje wierszy',
  'terminal.copy.nameless': 'nie jest to baza, którą zna baza wspólna: nie ma oznaczenia',
  'terminal.copy.another': ({ nip, ledger }) =>
    `nie jest to baza, którą zna baza wspólna, lecz ${ledger} podatnika ${nip}`,

  'terminal.lock.holder': ({ what, pid, host, since }) =>
    `${what === 'the service' ? 'usługa' : what}, proces ${pid} na ${host}, od ${momentOf(since)}`,
  'terminal.lock.another': 'inny proces',
  'terminal.lock.in-use': ({ which, who }, tell) =>
    `${which} jest w użyciu (${tell(who)}). Dwa procesy naraz utraciłyby dane, które drugi już potwierdził: zatrzymaj najpierw tamten proces albo daj każdemu osobny katalog. Jeśli tamten proces już nie działa, niczego nie trzeba usuwać: jego blokada wygasła razem z nim.`,
  'terminal.lock.impossible': ({ which, code }) =>
    `Nie da się założyć blokady na ${which} (${code}), więc nic nie powstrzymałoby drugiego procesu. Podaj katalog na dysku tego komputera: dyski sieciowe mogą nie obsługiwać blokad.`,

  'terminal.verify.usage': `npm run verify -- DATA_DIR [--known SKRÓT]
SKRÓT: wiersza widzianego wcześniej, z GET /v1/audit albo z wydruku tego polecenia; taki wiersz nadal musi istnieć`,
  'terminal.verify.no-data': ({ path }) => `Brak pliku ${path}. Podaj DATA_DIR usługi.`,
  'terminal.verify.audit': ({ path }) => `Dziennik działań w ${path}`,
  'terminal.verify.history': ({ nip }) => `Historia podatnika ${nip}`,
  'terminal.verify.broken': ({ what, why }, tell) => `${tell(what)}: łańcuch jest przerwany. ${tell(why)}`,
  'terminal.verify.whole': ({ what, rows, head }, tell) =>
    `${tell(what)}: łańcuch jest nienaruszony, ${counted(rows, 'wiersz', 'wiersze', 'wierszy')}. Skrót ostatniego: ${head}`,
  'terminal.verify.unreadable': ({ path, why }) => `Nie da się odczytać ${path}: ${why}`,
  'terminal.verify.no-chain': ({ what }, tell) =>
    `${tell(what)}: to jeszcze nie łańcuch; usługa w tej wersji utworzy go, gdy otworzy bazę.`,
  'terminal.verify.no-hash': ({ what, seq }, tell) =>
    `${tell(what)}: od wiersza ${seq} brak skrótów. Tuż po aktualizacji usługa mogła jeszcze do nich nie dojść: poczekaj, aż to zrobi, i powtórz polecenie. W każdym innym przypadku ktoś je usunął.`,
  'terminal.verify.cut': ({ hash }) =>
    `Wszystkie łańcuchy są nienaruszone, ale żaden wiersz nie ma skrótu ${hash}: koniec odcięto albo łańcuch zapisano od nowa.`,

  'terminal.rotate.new-key-too':
    'MASTER_KEY pochodzi ze środowiska, więc nowy klucz też musi z niego pochodzić: ustaw NEW_MASTER_KEY.',
  'terminal.rotate.done': ({ count }) =>
    `Nowym kluczem głównym zaszyfrowano ${counted(count, 'sekret', 'sekrety', 'sekretów')}.`,
  'terminal.rotate.start-with-it': 'Uruchom usługę z tym kluczem jako MASTER_KEY.',
  'terminal.rotate.kept-in': ({ path }) => `Nowy klucz jest w ${path}.`,
  'terminal.rotate.unreadable': ({ ledgers }, tell) =>
    `${ledgers.length === 1 ? 'Bazy podatnika' : `Baz podatników (${ledgers.length})`} nie da się odczytać, więc żadnego sekretu nie zaszyfrowano na nowo i nadal obowiązuje stary klucz główny:\n${ledgers.map(({ nip, why }) => `- ${nip}: ${tell(why)}`).join('\n')}\n${ledgers.length === 1 ? 'Przywróć ją i raz uruchom usługę, która sprawdzi, czy baza jest w porządku, albo usuń tego podatnika' : 'Przywróć je i raz uruchom usługę, która sprawdzi, czy są w porządku, albo usuń tych podatników'}. Potem zatrzymaj usługę i powtórz polecenie.`,

  'terminal.ledger.usage': `npm run ledger:export -- --url http://localhost:8787 --nip 9376032788 PLIK
npm run ledger:import -- --url http://localhost:8787 [--adopt-outages] [--foreign] PLIK`,
  'terminal.ledger.options': `--adopt-outages: nieznane usłudze komunikaty o awariach zostaną przejęte, dla wszystkich jej podatników
--foreign: odtworzone zostanie archiwum, którego ta usługa nie utworzyła; jego historia będzie oznaczona jako obca
Klucz administratora wszystkich podatników: w zmiennej KEY albo po --key`,
  'terminal.ledger.exported': ({ path, rows, nip, contents }) =>
    `${path}: ${counted(rows, 'wiersz', 'wiersze', 'wierszy')} podatnika ${nip}. Skrót zawartości: ${contents}`,
  'terminal.ledger.outages': ({ count }) =>
    `Przejęte komunikaty o awariach, których usługa nie znała: ${count}.`,
  'terminal.ledger.not-adopted': ({ notice, withdrawn }) =>
    `Nie przejęto${withdrawn ? ' (wycofany)' : ''}: ${notice}`,
  'terminal.ledger.imported': ({ nip, url, contents }) =>
    `Dane podatnika ${nip} są pod adresem ${url}. Skrót zawartości: ${contents}`,
  'terminal.ledger.goes-on': ({ nip }) =>
    `Jeśli pochodzą z innej usługi, tamta będzie nadal synchronizować i wysyłać webhooki, dopóki nie usuniesz w niej podatnika (DELETE /operator/taxpayers/${nip}).`,
  'terminal.ledger.is-there': ({ path }) => `${path} już istnieje. Podaj inny plik albo go usuń.`,
  'terminal.ledger.changing': ({ attempts }) =>
    `Dane podatnika zmieniały się podczas każdej z ${attempts} prób. Wstrzymaj połączenie z KSeF albo eksportuj, gdy zmian jest mniej.`,
  'terminal.ledger.anew': ({ attempt, most }) =>
    `Dane podatnika zmieniły się podczas odczytu. Zaczynam od nowa (${attempt} z ${most}).`,
  'terminal.ledger.imported-before': ({ at }) =>
    `To archiwum zaimportowano już ${momentOf(at)}. Niczego nie zmieniono.`,
  'terminal.archive.otherwise':
    'Odebrane dane różnią się od tych, które usługa podaje jako wysłane. Wyeksportuj je ponownie.',
  'terminal.archive.none': ({ path }) =>
    `${path} nie jest archiwum podatnika. Podaj plik utworzony przez ledger:export.`,
  'terminal.archive.form': ({ path, version, known }) =>
    `${path} to archiwum w postaci ${version}; ten program czyta ${known.join(' i ')}. Użyj wersji, która je utworzyła.`,
  'terminal.archive.damaged': ({ path, why }, tell) =>
    `Plik ${path} jest uszkodzony: ${tell(why)}. Niczego nie wysłano. Weź inną jego kopię.`,
  'terminal.archive.after-manifest': 'coś następuje po manifeście',
  'terminal.archive.unknown-table': ({ table }) =>
    `zawiera wiersze nieznanej tabeli ${table}; czy ta wersja programu nie jest starsza?`,
  'terminal.archive.cut-off': 'kończy się przed manifestem, a więc został ucięty',
  'terminal.archive.no-manifest': 'to, co powinno być manifestem, nim nie jest',
  'terminal.archive.sums': 'jego wiersze nie są tymi, które podsumowuje manifest',
  'terminal.archive.no-json': 'jeden z wierszy nie jest w formacie JSON',
  'terminal.archive.long-line': ({ most }) =>
    `jeden z wierszy ma ponad ${counted(most, 'znak', 'znaki', 'znaków')}`,
  'terminal.archive.packed': ({ why }) => `nie da się go rozpakować („${why}”)`,
}
