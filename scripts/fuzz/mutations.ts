import type { Chance } from './chance.ts'

/** Changes of sound input: of bytes whatever they are, of text, and of JSON where its shape is kept. */

export type Bytes = Uint8Array<ArrayBuffer>

/** Texts at which readers of text have stumbled before. */
export const nastyTexts: readonly string[] = [
  ...[
    '',
    ' ',
    '\0',
    '\r\n',
    '\u00ad',
    '\u200b',
    '\ufeff',
    '\ufffd',
    '\ud800',
    '\u202e',
    'ﷺ',
    '１２３',
    '𝟙',
    'ß',
    'İ',
  ],
  ...[
    '0',
    '-0',
    '-1',
    '1e400',
    '1e-7',
    '0.1',
    '00.00',
    '90071992547409.91',
    '9'.repeat(40),
    '１.００',
    '1,23',
    '1 234,50',
  ],
  ...[
    '2026-02-30',
    '0000-00-00',
    '9999-12-31',
    '2026-06-10T24:00:00Z',
    '2026-03-29T02:30:00+01:00',
    '1989-12-31',
  ],
  ...[
    'true',
    'null',
    'NaN',
    '__proto__',
    'constructor',
    'toString',
    '../../etc/passwd',
    "';--",
    '=cmd()',
    '%00',
    '%',
  ],
  ...[
    '<![CDATA[',
    ']]>',
    '<!--',
    '&#0;',
    '&amp;',
    '<a>',
    '/>',
    '"',
    "'",
    '\\',
    '\\ud800',
    '{',
    '[',
    '--',
    'a'.repeat(5000),
  ],
  ...['5265877635', '5265877630', '5265877635-20260610-0A1B2C3D4E5F-6A', 'PLN', 'EUR', 'XXX'],
]

/** Changes bytes: some are flipped, left out, doubled, moved, cut off or replaced by others. */
export function changedBytes(sound: Uint8Array, chance: Chance): Bytes {
  let bytes: Bytes = Uint8Array.from(sound)
  for (let left = 1 + chance.below(4); left > 0; left--) bytes = changedOnce(bytes, chance)
  return bytes
}

function changedOnce(bytes: Bytes, chance: Chance): Bytes {
  const at = chance.below(bytes.length + 1)
  const end = Math.min(bytes.length, at + 1 + chance.below(chance.once(4) ? 400 : 8))
  const [before, inside, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)]
  const nasty = new TextEncoder().encode(chance.one(nastyTexts))
  const random = Uint8Array.from({ length: 1 + chance.below(8) }, () => chance.below(256))
  const some = [
    () => [before, inside.map((byte) => byte ^ (1 << chance.below(8))), after],
    () => [before, after],
    () => [before, inside, inside, after],
    () => [before],
    () => [before, nasty, inside, after],
    () => [before, nasty, after],
    () => [before, random, after],
    () => [after, inside, before],
  ]
  return Uint8Array.from(Buffer.concat(chance.one(some)()))
}

/** Changes text where one of `marks` begins: what follows goes, comes twice, changes places or is something nasty. */
export function changedText(sound: string, marks: RegExp, chance: Chance): string {
  const parts = sound.split(marks)
  for (let left = 1 + chance.below(3); left > 0; left--) {
    const at = chance.below(parts.length)
    const other = chance.below(parts.length)
    const some = [
      () => parts.splice(at, 1),
      () => parts.splice(at, 0, parts[other] ?? ''),
      () => parts.splice(at, 1, chance.one(nastyTexts)),
      () => parts.splice(at, 1, `${parts[at] ?? ''}${chance.one(nastyTexts)}`),
      () => parts.splice(at, 1, parts[other] ?? ''),
      () => parts.splice(at, 0, ...Array.from({ length: 1 + chance.below(60) }, () => parts[at] ?? '')),
    ]
    chance.one(some)()
  }
  return parts.join('')
}

const nastyValues: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER, [], {}, [[]], [null], { a: 1 }],
  ...nastyTexts,
]

/** A copy of a value in which some places hold something else, are gone, or stand under another name. */
export function changedJson(sound: unknown, chance: Chance): unknown {
  const copy = { root: structuredClone(sound) }
  for (let left = 1 + chance.below(3); left > 0; left--) changePlace(copy, chance)
  return copy.root
}

function changePlace(root: { root: unknown }, chance: Chance): void {
  let holder = root as unknown as Record<string, unknown>
  let key = 'root'
  for (;;) {
    const inside = holder[key]
    const keys = inside !== null && typeof inside === 'object' ? Object.keys(inside) : []
    if (keys.length === 0 || (key !== 'root' && chance.once(4))) break
    holder = inside as Record<string, unknown>
    key = chance.one(keys)
  }
  const value = holder[key]
  const some = [
    () => {
      holder[key] = chance.one(nastyValues)
    },
    () => {
      if (key !== 'root') delete holder[key]
    },
    () => {
      holder[`${key}${chance.one(nastyTexts).slice(0, 20)}`] = value
    },
    () => {
      holder[key] = chance.once(2) ? [value, value] : { [key]: value }
    },
    () => {
      holder[key] = `${value}${chance.one(nastyTexts)}`
    },
  ]
  chance.one(some)()
}
