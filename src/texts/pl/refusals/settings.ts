import type { settingTexts } from '../../en/refusals/settings.ts'
import type { TextsLike } from '../../sentence.ts'
import { counted } from '../words.ts'

export const polishSettingTexts: TextsLike<typeof settingTexts> = {
  'refusal.setting.too-short': ({ name, length, least }) =>
    `${name} ma ${counted(length, 'znak', 'znaki', 'znaków')}, a musi mieć co najmniej ${least}. Utwórz wartość poleceniem: openssl rand -base64 32`,
  'refusal.setting.not-ascii': ({ name }) =>
    `${name} może zawierać tylko widoczne znaki ASCII, bez spacji. Utwórz wartość poleceniem: openssl rand -base64 32`,
  'refusal.setting.no-key': ({ name }) =>
    `${name} musi mieć 32 bajty w Base64, jak po poleceniu: openssl rand -base64 32`,
  'refusal.setting.missing-key': ({ name }) =>
    `Nie ustawiono ${name}. Utwórz wartość poleceniem openssl rand -base64 32 i ustaw ją jako sekret.`,
  'refusal.setting.one-of': ({ name, choices }) =>
    `${name} musi mieć jedną z wartości: ${choices.join(', ')}.`,
  'refusal.setting.rate': ({ name, given }) =>
    `${name}=${given} musi być liczbą żądań na minutę dla jednego klucza, np. 600.`,
  'refusal.setting.origin': ({ name, origin }) =>
    `${name}: ${origin} nie jest pochodzeniem (origin). Podaj każde w całości, dokładnie tak, jak wysyła je przeglądarka, bez ścieżki, np. https://erp.example; znak * nie jest przyjmowany.`,
  'refusal.setting.no-address': ({ name, given, example }) =>
    `${name}=${given} nie jest adresem. Podaj adres, np. ${example}.`,
  'refusal.setting.unencrypted': ({ name, given }) =>
    `${name}=${given} oznaczałby połączenie bez szyfrowania. Podaj adres, który zaczyna się od https://; http jest dozwolone tylko na tym komputerze, np. http://127.0.0.1:8790.`,
  'refusal.setting.other-environment': ({ api, environment }) =>
    `KSEF_API_URL wskazuje środowisko ${api}, a KSEF_QR_ENVIRONMENT środowisko ${environment}. Faktury jednego nigdy nie należą do drugiego: ustaw oba tak samo.`,
}
