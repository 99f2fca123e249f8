import type { ksefRefusalTexts } from '../../en/refusals/ksef.ts'
import type { TextsLike } from '../../sentence.ts'
import { momentOf } from '../words.ts'

export const polishKsefRefusalTexts: TextsLike<typeof ksefRefusalTexts> = {
  'refusal.ksef-not-connected': ({ nip }) =>
    `Podatnik ${nip} nie jest połączony z KSeF. Połącz go: PUT /v1/taxpayers/${nip}/ksef/connection.`,
  'refusal.ksef-environment': ({ environment, asked }) =>
    `Ta usługa działa w środowisku KSeF „${environment}”, a nie „${asked}”. Dane uwierzytelniające jednego środowiska nie są znane w drugim: prześlij dane środowiska „${environment}”.`,
  'refusal.credential-needed':
    'Nie ma jeszcze połączenia, więc potrzebne są dane uwierzytelniające: token albo certyfikat z kluczem.',
  'refusal.connection-paused': 'Połączenie jest wstrzymane. Najpierw je wznów: ustaw "paused": false.',
  'refusal.sync-unknown': ({ id }) => `Nie ma synchronizacji ${id}. Lista: GET …/ksef/syncs.`,
  'refusal.span-empty':
    'Okres kończy się przed swoim początkiem albo zaczyna się w przyszłości. Podaj „from” wcześniejsze niż „to”.',

  'credential.token-white-space':
    'Token zawiera spacje lub końce wierszy, których token KSeF nie ma. Skopiuj go ponownie bez nich.',
  'credential.certificate-expired': ({ at }) =>
    `Certyfikat stracił ważność ${momentOf(at)}. Pobierz nowy w KSeF i prześlij go z jego kluczem.`,
  'credential.certificate-not-yet-valid': ({ from }) =>
    `Certyfikat nie jest ważny przed ${momentOf(from)}. Prześlij go ponownie, gdy będzie ważny.`,
  'credential.certificate-unreadable':
    'To nie jest certyfikat w postaci PEM. Prześlij tekst od -----BEGIN CERTIFICATE----- do wiersza END.',
  'credential.certificate-key-weak': ({ bits }) =>
    `KSeF przyjmuje klucze RSA o długości co najmniej ${bits} bitów i krzywe P-256, P-384 i P-521; ten certyfikat ma inny klucz.`,
  'credential.certificate-not-for-signing-in':
    'Ten certyfikat służy do oznaczania faktur offline (typ Offline). Prześlij certyfikat typu Uwierzytelnienie (Authentication).',
  'credential.key-of-another':
    'Klucz prywatny nie należy do tego certyfikatu. Prześlij klucz, którym złożono wniosek o certyfikat.',
  'credential.key-of-another-kind': ({ kind }) =>
    `Klucz prywatny nie jest ${kind === 'RSA' ? 'kluczem RSA' : 'kluczem tej samej krzywej'}, którego wymaga certyfikat. Prześlij klucz, którym złożono wniosek o certyfikat.`,
  'credential.key-encrypted': ({ command }) =>
    `Klucz prywatny jest zaszyfrowany hasłem. Prześlij go bez hasła: ${command}`,
  'credential.key-unreadable': ({ command }) =>
    `To nie jest klucz prywatny w postaci PEM. Prześlij tekst od -----BEGIN PRIVATE KEY----- do wiersza END (z innych postaci tworzy go ${command}).`,
}
