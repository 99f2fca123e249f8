import type { sessionTexts } from '../en/session.ts'
import type { TextsLike } from '../sentence.ts'

export const polishSessionTexts: TextsLike<typeof sessionTexts> = {
  'session.ended': 'Sesja się zakończyła. Zaloguj się ponownie; to, co zostało zrobione, jest zapisane.',
  'session.key-unknown':
    'Usługa nie zna tego klucza albo został on unieważniony. Sprawdź, czy jest skopiowany w całości, albo poproś administratora o nowy.',
  'session.cross-origin':
    'Sesja działa tylko na stronach tej usługi, a to żądanie przyszło skądinąd. Otwórz konsolę pod jej własnym adresem albo użyj klucza.',
}
