import type { ModeName } from '../../en/law/mode-names.ts'

export const polishModeNames: Readonly<Record<ModeName, string>> = {
  online: 'online',
  'online-late': 'online, przesłana po dacie wystawienia',
  offline24: 'offline24',
  'offline24-overtaken-by-failure': 'offline24, potem awaria KSeF',
  'offline24-overtaken-by-total-failure': 'offline24, potem awaria całkowita',
  maintenance: 'niedostępność KSeF',
  emergency: 'awaria KSeF',
  'total-failure': 'awaria całkowita',
  'outside-lawful': 'poza KSeF, zgodnie z prawem',
  'outside-breach': 'poza KSeF mimo obowiązku',
  'early-copy': 'kopia przed nadaniem numeru',
  foreign: 'faktura zagraniczna',
  'not-an-invoice': 'dokument niebędący fakturą',
}
