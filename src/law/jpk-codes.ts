/**
 * TABLE: tax offices by voivodeship: the last number of the ordinary offices, which begin with 02, and of the
 * specialised ones, which begin with 71. Source: KodyUrzedowSkarbowych v8-0E.
 */
const officeTable: Readonly<Record<string, readonly [ordinary: number, specialised: number]>> = {
  '02': [34, 71],
  '04': [23, 71],
  '06': [22, 71],
  '08': [14, 71],
  '10': [29, 71],
  '12': [28, 71],
  '14': [49, 73],
  '16': [13, 71],
  '18': [23, 71],
  '20': [15, 71],
  '22': [21, 71],
  '24': [36, 72],
  '26': [15, 71],
  '28': [16, 71],
  '30': [39, 72],
  '32': [20, 71],
}
/** Numbers inside those ranges that no office has. */
const unusedOffices: readonly string[] = ['3024']

/** Whether an office code of four digits is one that JPK takes. */
export function isTaxOffice(code: string): boolean {
  const range = officeTable[code.slice(0, 2)]
  const number = Number(code.slice(2))
  if (range === undefined || code.length !== 4 || unusedOffices.includes(code)) return false
  return (number >= 2 && number <= range[0]) || (number >= 71 && number <= range[1])
}

/**
 * TABLE: country codes that JPK takes for a tax number, second letters by first letter. Source: KodyKrajow v13-0E;
 * Greece is EL there.
 */
const countryTable: Readonly<Record<string, string>> = {
  A: 'DEFGILMNOQRSTUWXZ',
  B: 'ABDEFGHIJLMNOQRSTVWYZ',
  C: 'ACDFGHIKLMNORUVWXYZ',
  D: 'EJKMOZ',
  E: 'CEGHLRST',
  F: 'IJKMOR',
  G: 'ABDEFGHILMNPQSTUWY',
  H: 'KMNRTU',
  I: 'DELMNOQRST',
  J: 'EMOP',
  K: 'EGHIMNPRWYZ',
  L: 'ABCIKRSTUVY',
  M: 'ACDEFGHKLMNOPQRSTUVWXYZ',
  N: 'ACEFGILOPRUZ',
  O: 'M',
  P: 'AEFGHKLMNRSTWY',
  Q: 'A',
  R: 'EOSUW',
  S: 'ABCDEGHIJKLMNORSTVXYZ',
  T: 'CDFGHJKLMNORTVWZ',
  U: 'AGMSYZ',
  V: 'ACEGINU',
  W: 'FS',
  X: 'CIKLU',
  Y: 'ET',
  Z: 'AMW',
}

/** The code of a country as JPK writes it; null for one that it does not know. */
export function jpkCountry(country: string): string | null {
  const code = country === 'GR' ? 'EL' : country
  return code.length === 2 && countryTable[code.charAt(0)]?.includes(code.charAt(1)) ? code : null
}
