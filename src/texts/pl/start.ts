import type { startTexts } from '../en/start.ts'
import type { TextsLike } from '../sentence.ts'

export const polishStartTexts: TextsLike<typeof startTexts> = {
  'start.port-wrong': ({ given }) => `PORT=${given} nie jest numerem portu. Podaj liczbę, np. 8787.`,
  'start.disk-floor-wrong': ({ given }) =>
    `DISK_FLOOR_MB=${given} nie jest liczbą megabajtów. Podaj liczbę, np. 256.`,
  'start.proxy-wrong': ({ entry }) =>
    `TRUSTED_PROXIES: ${entry} nie jest adresem ani siecią. Podaj adresy lub sieci oddzielone przecinkami, np. 10.0.0.5, 172.31.0.0/24.`,
  'start.proxy-everybody': ({ entry }) =>
    `TRUSTED_PROXIES: ${entry} obejmuje wszystkie adresy. Wymień same serwery pośredniczące.`,
  'start.key-made': ({ key }) =>
    `Utworzony przed chwilą klucz administratora, przechowywany tylko jako skrót: ${key}`,
  'start.port-taken': ({ port }) => `Port ${port} jest zajęty. Ustaw inny w PORT.`,
  'start.host-elsewhere': ({ host }) =>
    `HOST=${host} nie jest adresem tego komputera. Podaj jego adres albo 0.0.0.0, aby nasłuchiwać na wszystkich.`,
  'start.host-unknown': ({ host }) =>
    `HOST=${host} nie jest adresem ani nazwą adresu. Podaj adres tego komputera.`,
  'start.disk-full': ({ folder }) =>
    `Dysk z DATA_DIR=${folder} jest pełny. Zwolnij miejsce i uruchom ponownie.`,
  'start.locked': ({ path, code }) =>
    `Inny program, np. do kopii zapasowych, blokuje ${path} (${code}). Zakończ go i uruchom ponownie.`,
  'start.damaged': ({ path, why }) =>
    `Plik ${path} jest uszkodzony („${why}”). Niczego nie zmieniono. Przywróć go z kopii zapasowej (docs/backup.md) i sprawdź dysk.`,
  'start.no-files': ({ code }) =>
    `Usługa nie może otworzyć kolejnego pliku (${code}). Podnieś limit otwartych plików (LimitNOFILE, ulimit -n) i uruchom ponownie.`,
  'start.disk-failing': ({ folder, code, why }) =>
    `Dysk z DATA_DIR=${folder} zawodzi (${code}: „${why}”). Sprawdź go przed ponownym uruchomieniem.`,
  'start.folder-unusable': ({ folder, code }) =>
    `Nie da się użyć DATA_DIR=${folder} (${code}). Podaj katalog, w którym ten użytkownik może zapisywać.`,
  'start.directory-lost': ({ path, ledgers }) =>
    `Brak pliku ${path} z kluczami, podatnikami i awariami, choć bazy podatników są na miejscu (${ledgers}). Przywróć go z kopii zapasowej (docs/backup.md). Jeśli jej nie ma, przenieś katalog ledgers i zacznij od nowa.`,

  'start.listens': ({ url, folder }) => `ksef-reconcile działa pod adresem ${url}; dane są w ${folder}`,
  'start.alone': 'Dostęp ma tylko ten komputer; HOST=0.0.0.0 wpuszcza inne.',
  'start.reached': ({ host }) =>
    `Dostęp mają także inne komputery (HOST=${host}), bez szyfrowania: wpuszczaj je przez serwer pośredniczący z TLS.`,
  'start.docs': 'opis API na stronie',
  'start.open-this': 'Otwórz ten adres: jest od razu zalogowany.',
  'start.key-once':
    'Zawarty w nim klucz administratora pokazujemy tylko ten raz; przechowywany jest wyłącznie jego skrót. Dla programów:',
  'start.console':
    'ekrany do pracy (klucz administratora podano w ADMIN_KEY albo pokazano przy pierwszym uruchomieniu)',
  'start.try': 'Na próbę:',
  'start.more': 'Dalej prowadzi plik README. Opowieść na zmyślonych dokumentach: npm run demo',
}
