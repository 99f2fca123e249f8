import { forbiddenInXml } from '../values/xml-characters.ts'
import { readXml, readXmlText, XmlProblem, type XmlProblemCode } from './xml.ts'

/** Stands for what could not be read. */
export const unreadable = '\uFFFD'

/**
 * A document of KSeF as text, whatever its bytes are; `altered` when something in it stands as U+FFFD that was no
 * character of an XML document.
 */
interface SoftText {
  text: string
  altered: boolean
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const lossyUtf8 = new TextDecoder('utf-8')
const latin = new TextDecoder('latin1')
/** White space and declarations in front of the root: what they say of the encoding was looked at already. */
const beforeTheRoot = /^[\s\uFEFF]*(?:<\?xml\s[^>]*\?>[\s\uFEFF]*)*/
const declaredEncoding = /^[^<]{0,99}<\?xml\s[^>]{0,199}?encoding\s*=\s*["']([\w.:-]{1,40})["']/
const reference = /&#(?:x([0-9a-fA-F]{1,8})|(\d{1,9}));/g

/** What may be wrong with a document whose elements can be read all the same. */
const soft: ReadonlySet<XmlProblemCode> = new Set(['xml-not-utf8', 'xml-encoding', 'xml-not-well-formed'])

/**
 * Reads XML that KSeF has numbered as far as it can be read: its characters and its declaration may be anything, its
 * elements must be those of a document. A DOCTYPE, and what is too large or too deep, is never read.
 * @throws XmlProblem of the strict reading, where this fails as well
 */
export function readSoftXml(
  bytes: Uint8Array,
  options: { skip: ReadonlySet<string> },
): { root: ReturnType<typeof readXml>; problem: XmlProblem | null } {
  try {
    return { root: readXml(bytes, options), problem: null }
  } catch (error) {
    if (!(error instanceof XmlProblem) || !soft.has(error.code)) throw error
    const { text, altered } = softened(bytes)
    try {
      return { root: readXmlText(text, options), problem: altered ? error : null }
    } catch (again) {
      // What is wrong with the document itself says more than what is wrong with our mending of it.
      throw again instanceof XmlProblem && soft.has(again.code) ? error : again
    }
  }
}

function softened(bytes: Uint8Array): SoftText {
  const { text, altered } = decoded(bytes)
  let isWhole = !altered
  const mend = () => {
    isWhole = false
    return unreadable
  }
  const mended = text
    .replace(beforeTheRoot, '')
    .replace(forbiddenInXml, mend)
    .replace(reference, (whole, hex?: string, decimal?: string) =>
      isCharacter(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)) ? whole : mend(),
    )
  return { text: mended, altered: !isWhole }
}

const isCharacter = (code: number): boolean =>
  code <= 0x10ffff && String.fromCodePoint(code).search(forbiddenInXml) < 0

/**
 * UTF-8 wherever the bytes are, whatever is declared; UTF-16 by its mark or its zeros; then the encoding that is declared;
 * else UTF-8 with holes.
 */
function decoded(bytes: Uint8Array): SoftText {
  const wide = utf16Of(bytes)
  if (wide !== null) return whole(new TextDecoder(wide).decode(bytes))
  try {
    return { text: strictUtf8.decode(bytes), altered: false }
  } catch {
    const declared = declaredEncoding.exec(latin.decode(bytes.subarray(0, 400)))?.[1]
    const decoder = declared === undefined || /^utf/i.test(declared) ? null : decoderOf(declared)
    return decoder === null ? { text: lossyUtf8.decode(bytes), altered: true } : whole(decoder.decode(bytes))
  }
}

const whole = (text: string): SoftText => ({ text, altered: text.includes(unreadable) })

function utf16Of([first, second]: Uint8Array): string | null {
  if ((first === 0xff && second === 0xfe) || (second === 0 && first !== 0)) return 'utf-16le'
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0) ? 'utf-16be' : null
}

function decoderOf(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label)
  } catch {
    return null
  }
}
