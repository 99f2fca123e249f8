import type { problemTexts } from '../en/problems.ts'
import type { TextsLike } from '../sentence.ts'

export const polishProblemTexts: TextsLike<typeof problemTexts> = {
  'problem.title.400': 'Nieprawidłowe żądanie',
  'problem.title.401': 'Brak ważnego klucza lub sesji',
  'problem.title.403': 'Brak uprawnień',
  'problem.title.404': 'Nie znaleziono',
  'problem.title.409': 'Konflikt',
  'problem.title.413': 'Zbyt duże',
  'problem.title.415': 'Nieobsługiwany typ danych',
  'problem.title.422': 'Zrozumiałe, lecz niewykonalne',
  'problem.title.429': 'Zbyt wiele żądań',
  'problem.title.500': 'Błąd wewnętrzny',
  'problem.title.503': 'Chwilowo niedostępne',
  'problem.title.507': 'Brak miejsca',
}
