/**
 * TABLE: capital letters of other scripts beside the Latin letter, or the digit, as which they are printed. Source: the
 * confusables of Unicode Technical Standard 39, as far as they are letters and stand alone; mathematical and full-width
 * letters are Latin by NFKC already.
 */
const printedAs = [
  // Cyrillic
  'АA ВB ЕE ЅS ІI ЈJ КK МM НH ОO РP СC ТT УY ХX ԚQ ԜW ԀD ҺH ҮY ҰY ӀI ѴV ҚK ҠK ҢH ҲX ҪC З3 Ч4 Б6 Ь6',
  // Greek
  'ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ϜF ϹC',
  // Armenian
  'ՍU ՏS ՕO ԼL ՈN',
  // Cherokee
  'ᎪA ᏴB ᏟC ᎠD ᎬE ᎦG ᎻH ᎫJ ᏦK ᏞL ᎷM ᏢP ᎡR ᏚS ᎢT ᏙV ᎳW ᏃZ',
  // Lisu
  'ꓮA ꓐB ꓚC ꓓD ꓰE ꓝF ꓖG ꓧH ꓲI ꓙJ ꓗK ꓡL ꓟM ꓠN ꓳO ꓑP ꓣR ꓢS ꓔT ꓴU ꓦV ꓪW ꓫX ꓬY ꓜZ',
  // Small capitals and other Latin letters that have no capital of their own, or a strange one
  'ᴀA ʙB ᴄC ᴅD ᴇE ɢG ʜH ꞮI ᴊJ ᴋK ʟL ᴍM ɴN ᴏO ᴘP ƦR ꜱS ᴛT ᴜU ᴠV ᴡW ʏY ᴢZ ⱭA ƐE ƖI ŁL ØO ĐD',
]

const latinOf: ReadonlyMap<string, string> = new Map(
  printedAs.flatMap((line) => line.split(' ').map(([letter = '', latin = '']) => [letter, latin] as const)),
)

/** Upper-case text in Latin letters: without diacritics, and with what other scripts print alike. */
export function asLatin(upper: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
  if (/^[\x00-\x7f]*$/.test(upper)) return upper
  const base = upper.normalize('NFKD').replace(/\p{M}/gu, '')
  return base.replace(/\P{ASCII}/gu, (letter) => latinOf.get(letter) ?? letter)
}
