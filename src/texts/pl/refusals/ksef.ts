import type { ksefRefusalTexts } from '../../en/refusals/ksef.ts'
import type { TextsLike } from '../../sentence.ts'

export const polishKsefRefusalTexts: TextsLike<typeof ksefRefusalTexts> = {
  'refusal.ksef-not-connected': ({ nip }) =>
    `Podatnik ${nip} nie jest połączony z KSeF. Połącz go: PUT /v1/taxpayers/${nip}/ksef/connection.`,
  'refusal.ksef-environment': ({ environment, asked }) =>
    `Ta usługa działa w środowisku KSeF ${environment}, a nie ${asked}. Dane uwierzytelniające jednego środowiska nie są znane w drugim.`,
  'refusal.credential-needed':
    'Nie ma jeszcze połączenia, więc potrzebne są dane uwierzytelniające: token albo certyfikat z kluczem.',
  'refusal.connection-paused': 'Połączenie jest wstrzymane. Najpierw je wznów: ustaw "paused": false.',
  'refusal.sync-unknown': ({ id }) => `Nie ma synchronizacji ${id}. Lista: GET …/ksef/syncs.`,
  'refusal.span-empty':
    'Okres kończy się przed swoim początkiem albo zaczyna się w przyszłości. Podaj „from” wcześniejsze niż „to”.',
}
