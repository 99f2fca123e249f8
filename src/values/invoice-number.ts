/** Keys under which two spellings of one invoice number meet. Keys are for comparison, never for display. */
import { asLatin } from './latin.ts'

const boundary = '|'
const runs = /(?:\p{L}\p{M}*)+|\p{Nd}+/gu
/** What nobody sees (soft hyphens, zero-width spaces and joiners, byte order marks): it ends no run. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu
/** Zeros, or letters O standing for them, in front of a number; not those inside one, as in `1O05`. */
const leadingZeros = /(?<![\dO])[0O]+(?=\d)/g
const boundaryOfLettersAndDigits = /(?<=\d)\|(?=\D)|(?<=\D)\|(?=\d)/g
const lookalike: Readonly<Record<string, string>> = {
  O: '0',
  I: '1',
  L: '1',
  B: '8',
  S: '5',
  Z: '2',
  [boundary]: '',
}

/**
 * The key of an invoice number: without what nobody sees, NFKC and case folded, then its runs of letters and runs of
 * digits in order.
 * Which separators were written, and whether any stands between a letter and a digit, does not matter; where digits
 * are separated from digits does, and so do leading zeros: `FV/12/06/2026` meets `fv 12-06-2026` and
 * `FV12/06/2026`, not `FV 1/206/2026`. A number without letters and digits keys on its trimmed, folded text; one that
 * nobody sees at all, on itself.
 */
export function numberKey(number: string): string {
  return asciiKey(number) ?? unicodeKey(number)
}

/**
 * A coarser key, to find numbers that may have been misread or retyped: of `numberKey`, it drops diacritics,
 * separators and leading zeros, reads letters of other scripts as the Latin ones that are printed alike, and look-alikes
 * as digits (O 0, I and L 1, B 8, S 5, Z 2).
 * Numbers with equal `numberKey` have equal `nearKey`. Equality here suggests, it never decides.
 */
export function nearKey(number: string): string {
  const key = numberKey(number)
  const plain = asLatin(key.toUpperCase())
  const near = readLookalikes(plain.replace(boundaryOfLettersAndDigits, '').replace(leadingZeros, ''))
  return near === '' ? key : near
}

/** Reads upper-case letters that look like digits as these, and drops boundaries of runs. */
export const readLookalikes = (key: string): string =>
  key.replace(/[OILBSZ|]/g, (letter) => lookalike[letter]!)

/** The key of pure ASCII text in one pass, as registers hold millions of such numbers; null for other text. */
function asciiKey(text: string): string | null {
  let key = ''
  let runStart = 0
  let runKind = 0
  for (let i = 0; i <= text.length; i += 1) {
    const kind = i < text.length ? asciiKind(text.charCodeAt(i)) : 0
    if (kind < 0) return null
    if (kind === runKind) continue
    if (runKind !== 0) key += (key === '' ? '' : boundary) + text.slice(runStart, i)
    runStart = i
    runKind = kind
  }
  return key === '' ? text.trim().toLowerCase() : key.toLowerCase()
}

/** 1 letter, 2 digit, 0 other ASCII, -1 not ASCII. */
function asciiKind(code: number): number {
  if (code >= 48 && code <= 57) return 2
  if (code >= 128) return -1
  const upper = code & ~32
  return upper >= 65 && upper <= 90 ? 1 : 0
}

function unicodeKey(text: string): string {
  const visible = text.replace(invisible, '')
  if (visible.trim() === '') return text.trim()
  const folded = foldCase(visible.normalize('NFKC')).normalize('NFKC')
  return folded.match(runs)?.join(boundary) ?? folded.trim()
}

/** By way of upper case, so that letters with several lower-case forms (ß and ss, both sigmas) come out alike. */
function foldCase(text: string): string {
  // Only ẞ needs the first step: ẞ is upper case already and would stay ß, while ß becomes SS.
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ')
}
