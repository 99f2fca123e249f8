import type { archiveTexts } from '../../en/refusals/archives.ts'
import type { TextsLike } from '../../sentence.ts'
import { counted } from '../words.ts'

export const polishArchiveTexts: TextsLike<typeof archiveTexts> = {
  'refusal.archive-changed': ({ nip }) =>
    `Baza podatnika ${nip} zmieniła się podczas odczytu. Zacznij od nowa: GET /v1/taxpayers/${nip}/archive.`,
  'refusal.not-restoring': ({ nip }) =>
    `Baza podatnika ${nip} nie jest w trakcie przywracania. Rozpocznij je: PUT /v1/taxpayers/${nip}/restore.`,
  'refusal.ledger-restoring': ({ nip }) =>
    `Baza podatnika ${nip} jest przywracana z archiwum i do końca przywracania nie odpowiada. Poczekaj, aż zakończy się npm run ledger:import, uruchom je ponownie, jeśli zostało przerwane, albo zrezygnuj: DELETE /v1/taxpayers/${nip}/restore.`,
  'refusal.ledger-not-empty': ({ nip }) =>
    `Baza podatnika ${nip} zawiera już dane, a archiwum przywraca się tylko do pustej bazy. Jeśli tego chcesz, najpierw usuń podatnika (DELETE /operator/taxpayers/${nip}).`,
  'refusal.archive-of-another-taxpayer': ({ nip, wanted }) =>
    `To baza podatnika ${nip}, a nie ${wanted}. Przywróć ją pod jej własnym NIP.`,
  'refusal.archive-version':
    'To archiwum utworzyła wersja usługi, której ta wersja nie zna albo która jest zbyt stara. Zaktualizuj obie usługi do tej samej wersji i wyeksportuj archiwum ponownie.',
  'refusal.archive-foreign': ({ why }, tell) =>
    `Usługa nie może ustalić, kto utworzył to archiwum: ${tell(why)}. Cała jego treść, także kto i kiedy co zrobił, zależy od autora pliku. Jeśli znasz jego pochodzenie, przywróć je z foreign=accept (npm run ledger:import -- --foreign); historia zostanie oznaczona jako obca.`,
  'refusal.archive.no-seal': 'nie ma pieczęci, jak archiwa wcześniejszych wersji',
  'refusal.archive.other-key': 'zapieczętowano je innym kluczem głównym',
  'refusal.archive-mismatch': ({ where }, tell) =>
    `Archiwum nie zgadza się ze swoim manifestem: ${tell(where)}. Nic z niego nie zachowano; weź inną kopię archiwum i zacznij od nowa.`,
  'refusal.archive.manifest': 'manifest jest zmieniony',
  'refusal.archive.seal': 'pieczęć jest błędna',
  'refusal.archive.rows': ({ tables }) => `różnią się wiersze tabel ${tables.join(', ')}`,
  'refusal.archive.history': ({ why }, tell) => `łańcuch historii jest przerwany (${tell(why)})`,
  'refusal.archive-row': ({ table, why }, tell) =>
    `Wierszy tabeli ${table} nie można zapisać: ${tell(why)}. Wysyłaj tabele w kolejności z manifestu, dokładnie tak, jak są w archiwum.`,
  'refusal.archive.values': ({ values, columns }) =>
    `jeden z nich ma ${counted(values, 'wartość', 'wartości', 'wartości')} zamiast ${columns}`,
  'refusal.archive.column': ({ column, row, why }, tell) =>
    `kolumna ${column} wiersza ${row} została odrzucona (${tell(why)})`,
  'refusal.archive.within': ({ path, why }, tell) => `${path}: ${tell(why)}`,
  'refusal.archive.no-json': 'Nie jest to JSON.',
  'refusal.archive.other-id': ({ row }) => `komunikat ${row} zapisano pod innym identyfikatorem`,
  'refusal.archive.database': ({ why }) => `„${why}”`,

  'restore.marked-foreign':
    'Tego archiwum nie zapieczętowano kluczem głównym tej usługi: jego historię oznaczono jako obcą, bo kto i kiedy co zrobił, wynika tylko z samego pliku.',
  'restore.outages-left': ({ count }) =>
    `Nie przejęto komunikatów o niedostępnościach i awariach, których ta usługa nie zna, ponieważ zależą od nich wszyscy podatnicy; ich liczba: ${count}. Prawdziwy komunikat wprowadź przez POST /v1/outages; do tego czasu oceny powstają bez niego.`,
  'restore.outage-differs': ({ id }) =>
    `Komunikat ${id} ma tu inną treść niż w archiwum; obowiązuje treść zapisana tutaj. Porównaj ją z komunikatem (GET /v1/outages/${id}).`,

  'chain.row-missing': ({ seq, found }) =>
    `Brakuje wiersza ${seq}: po wierszu ${seq - 1} następuje wiersz ${found}.`,
  'chain.row-misplaced': ({ seq, found }) => `Wiersz ${found} stoi w miejscu wiersza ${seq}.`,
  'chain.row-changed': ({ seq, named }) =>
    `Wiersz ${seq} (${named}) nie jest tym, co zapisano, albo zmieniono wiersz przed nim.`,
}
