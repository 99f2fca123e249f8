import { say } from '../texts/say.ts'
import { present } from '../values/present.ts'
import { Refusal } from '../values/refusal.ts'

/** Text of a file, piece by piece, in the encoding that it declares. */
export interface Decoder {
  /** @throws Refusal jpk-encoding */
  text(piece: Uint8Array): string
  end(): string
}

/** What stands in the second half of Windows-1250 and of ISO-8859-2; 0x80 to 0x9F of the latter are controls. */
const upper1250 =
  '€\u0081‚\u0083„…†‡\u0088‰Š‹ŚŤŽŹ\u0090‘’“”•–—\u0098™š›śťžź\u00a0ˇ˘Ł¤Ą¦\u00a7¨©Ş«¬\u00ad®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙'
const upperLatin2 =
  '\u00a0Ą˘Ł¤ĽŚ\u00a7¨ŠŞŤŹ\u00adŽŻ°ą˛ł´ľśˇ¸šşťź˝žżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙'

const singleBytes: Readonly<Record<string, readonly string[]>> = {
  'windows-1250': [...upper1250],
  'iso-8859-2': [...Array.from({ length: 32 }, (_, i) => String.fromCharCode(128 + i)), ...upperLatin2],
}
const otherNames: Readonly<Record<string, string>> = {
  cp1250: 'windows-1250',
  'x-cp1250': 'windows-1250',
  latin2: 'iso-8859-2',
  'latin-2': 'iso-8859-2',
  'iso8859-2': 'iso-8859-2',
  'iso_8859-2': 'iso-8859-2',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'utf-16le': 'utf-16',
  'utf-16be': 'utf-16',
}

/** So many bytes hold the declaration of any file; fewer are looked at where a file has no more. */
export const declarationBytes = 256

/**
 * The decoder of a file that begins with these bytes: by its byte order mark, else by what it declares, else UTF-8.
 * These are files of accounting programs, not documents of KSeF: what a program declares is meant.
 * @throws Refusal jpk-encoding for an encoding that is not read
 */
export function decoderOf(beginning: Uint8Array): Decoder {
  const [a, b, c] = beginning
  if (a === 0xff && b === 0xfe) return utf16('little')
  if (a === 0xfe && b === 0xff) return utf16('big')
  if (a === 0xef && b === 0xbb && c === 0xbf) return utf8()
  // `<` in two bytes, without a mark.
  if (a === 0x3c && b === 0) return utf16('little')
  if (a === 0 && b === 0x3c) return utf16('big')
  const start = String.fromCharCode(...beginning.subarray(0, declarationBytes))
  const declared =
    /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']/.exec(start)?.[1] ?? 'utf-8'
  const lower = declared.toLowerCase()
  const name = otherNames[lower] ?? lower
  if (name === 'utf-8') return utf8()
  const table = singleBytes[name]
  if (table === undefined) throw unreadable(declared)
  return { text: (piece) => fromTable(piece, table), end: () => '' }
}

const unreadable = (encoding: string): Refusal =>
  new Refusal('jpk-encoding', say('jpk-file.encoding', { encoding }))

function utf8(): Decoder {
  return withDecoder(new TextDecoder('utf-8', { fatal: true }), 'UTF-8')
}

function utf16(order: 'little' | 'big'): Decoder {
  const decoder = withDecoder(new TextDecoder('utf-16le', { fatal: true }), 'UTF-16')
  if (order === 'little') return decoder
  let odd: number | null = null
  return {
    text: (piece) => {
      const bytes = odd === null ? piece : Uint8Array.of(odd, ...piece)
      odd = bytes.length % 2 === 1 ? present(bytes.at(-1)) : null
      const swapped = new Uint8Array(bytes.length - (bytes.length % 2))
      for (let at = 0; at < swapped.length; at += 2) {
        swapped[at] = present(bytes[at + 1])
        swapped[at + 1] = present(bytes[at])
      }
      return decoder.text(swapped)
    },
    end: () => {
      if (odd !== null) throw unreadable('UTF-16')
      return decoder.end()
    },
  }
}

function withDecoder(decoder: TextDecoder, encoding: string): Decoder {
  const decode = (...given: Parameters<TextDecoder['decode']>): string => {
    try {
      return decoder.decode(...given)
    } catch {
      throw new Refusal('jpk-encoding', say('jpk-file.not-as-declared', { encoding }))
    }
  }
  return { text: (piece) => decode(piece, { stream: true }), end: () => decode() }
}

function fromTable(piece: Uint8Array, upper: readonly string[]): string {
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < piece.length; at += 1) {
    const byte = present(piece[at])
    if (byte < 128) continue
    if (at > from) parts.push(asciiOf(piece.subarray(from, at)))
    parts.push(present(upper[byte - 128]))
    from = at + 1
  }
  if (from < piece.length) parts.push(asciiOf(piece.subarray(from)))
  return parts.join('')
}

/** In steps: so many arguments at once no engine takes. */
function asciiOf(piece: Uint8Array): string {
  let text = ''
  for (let at = 0; at < piece.length; at += 4096)
    text += String.fromCharCode(...piece.subarray(at, at + 4096))
  return text
}
