import type { packageTexts } from '../en/packages.ts'
import type { TextsLike } from '../sentence.ts'
import { counted } from './words.ts'

export const polishPackageTexts: TextsLike<typeof packageTexts> = {
  'zip.entry': ({ name, why }, tell) => `${name}: ${tell(why)}`,
  'zip.unreadable': ({ why }, tell) =>
    `Pliku nie da się odczytać jako ZIP: ${tell(why)}. Prześlij odszyfrowane części jednego eksportu, połączone po kolei w jeden kompletny plik ZIP.`,
  'zip.reader': ({ why }) => (why === null ? 'przyczyna nieznana' : `„${why}”`),
  'zip.encrypted': 'jest zaszyfrowany hasłem',
  'zip.empty':
    'W pliku ZIP nie ma ani pliku _metadata.json, ani żadnej faktury. Prześlij odszyfrowaną paczkę z eksportu KSeF.',
  'zip.too-many-entries': ({ count, most }) =>
    `Paczka ma ${counted(count, 'plik', 'pliki', 'plików')}; odczytywanych jest najwyżej ${most}, a eksport z KSeF ma nie więcej niż 10000 faktur. Podziel ją.`,
  'zip.too-large': ({ bytes, most }) =>
    `Paczka po rozpakowaniu ma ${bytes} B; odczytywane są paczki do ${most} B (1 GB). Podziel eksport.`,
  'zip.metadata-too-large': ({ bytes, most }) =>
    `Plik _metadata.json deklaruje ${bytes} B; odczytywane jest tu najwyżej ${most} B, a eksport z KSeF ma najwyżej 10000 faktur. Niczego nie przyjęto: podziel paczkę.`,

  'zip.entry-unreadable': ({ why }, tell) => `Pliku z paczki nie da się odczytać: ${tell(why)}.`,
  'zip.method': ({ method }) => `metoda kompresji ${method} nie jest obsługiwana`,
  'zip.no-data': 'w archiwum nie ma danych w miejscu, które wskazuje jego spis',
  'zip.beyond-end': 'dane wykraczają poza koniec archiwum',
  'zip.other-size': ({ bytes, declared }) => `ma ${bytes} B, a spis deklaruje ${declared} B`,
  'zip.crc': 'suma CRC-32 jest błędna: paczka jest uszkodzona, pobierz ją ponownie',
  'zip.damaged': 'skompresowane dane są uszkodzone: pobierz paczkę ponownie',
  'zip.entry-larger': ({ declared }) =>
    `Plik z paczki ma więcej niż ${declared} B, które deklaruje. Pobierz paczkę ponownie.`,
  'zip.entry-too-large': ({ bytes, most }) =>
    `Plik z paczki deklaruje ${bytes} B; odczytywane jest najwyżej ${most} B. Sprawdź, czy to jedna faktura.`,
  'zip.entry-twice': 'Paczka zawiera ten plik dwa razy; liczy się pierwszy.',
  'zip.entry-overlap': 'Plik dzieli dane w archiwum z innym plikiem: żadnemu z nich nie można ufać.',
  'zip.entry-name': 'Nazwa pliku w paczce nie jest zwykłą nazwą w UTF-8.',
  'zip.entry-in-folder': 'Plik znajduje się w folderze, a eksport z KSeF folderów nie ma.',
  'zip.entry-unexpected':
    'Plik nie jest ani plikiem _metadata.json, ani plikiem XML faktury nazwanym jej numerem KSeF: pominięto go.',
  'zip.value-too-large':
    'Zapis dokumentu zajmuje ponad 2 MB, a tyle nie mieści się tu w jednej wartości bazy: jego plik nie jest przechowywany. Prześlij sam wiersz metadanych jako application/json albo użyj usługi na własnym serwerze.',

  'zip.hash-mismatch':
    'Skrót SHA-256 pliku XML różni się od skrótu w jego wierszu metadanych: plik zmieniono albo uszkodzono. Pobierz go ponownie.',
  'zip.xml-missing':
    'Paczka zawiera wiersz metadanych tego numeru bez pliku XML. Zaimportuj całą paczkę albo sam jej plik z metadanymi.',
  'zip.metadata-missing': 'Paczka zawiera ten plik XML bez wiersza w _metadata.json. Zaimportuj całą paczkę.',

  'import.unknown': ({ id }) =>
    `Nie ma importu ${id} u tego podatnika. Jego identyfikator podaje odpowiedź na POST …/ksef/imports.`,
  'import.gone':
    'Paczka zbyt długo czekała na przyjęcie i nie jest już przechowywana. Prześlij ją ponownie albo te same dokumenty w kilku mniejszych paczkach; przyjęte już dokumenty pozostają i nie zmienią się, gdy przyjdą znowu.',
  'import.given-up': ({ failures }) =>
    `Przyjęcie paczki nie powiodło się ${counted(failures, 'raz', 'razy', 'razy')}; przyczynę może podawać dziennik usługi. Prześlij ją ponownie albo te same dokumenty w kilku mniejszych paczkach; przyjęte już dokumenty pozostają i nie zmienią się, gdy przyjdą znowu.`,
}
