import { describe, expect, it } from 'vitest'
import { type Language, languages } from '../../src/texts/language.ts'
import { gallery, type Shown } from './samples/gallery.ts'

const all = gallery()

/** Words that bind sentences of one language and are no words of the other. */
const functionWords: Record<Language, RegExp> = {
  en: /(?<![\p{L}\d])(?:the|of|and|is|are|was|were|with|not|for|this|that|from|which|has|have|been|its|than|when|where|there|because|must|should|until|before|after|cannot)(?![\p{L}\d])/iu,
  pl: /(?<![\p{L}\d])(?:nie|się|jest|są|był|była|było|oraz|lub|przez|dla|że|który|która|które|której|którego|ponieważ|przed|należy|gdy|jeżeli|jeśli|został|została|tylko|więc)(?![\p{L}\d])/iu,
}
/** What stands in quotation marks or brackets may be a term of the other language. */
const withoutQuoted = (words: string): string => words.replaceAll(/„[^”]*”|"[^"]*"|“[^”]*”|\([^)]*\)/gu, '')

/** Names of code: `camelCase`, `name.of.property`, `name=value`; what tells programs what to send, and who runs the service what to set, may name them. */
const nameOfCode = /(?<![\p{L}\d_/.])(?:\p{Ll}+\p{Lu}\p{L}*|[a-z]{3,}\.[a-z]{3,}|[a-z]+=[a-z]+)/u
/** Terms of law that are written so, and file extensions and hosts that people meet. */
const terms = /\b(?:mObywatel|pdf|xml|gov\.pl)\b/gu
const isForPrograms = ({ code }: Shown): boolean =>
  /^(?:problem|refusal|field|request|credential|terminal|start)\./.test(code)

const those = (wrong: (text: Shown) => boolean | undefined) =>
  all.filter(wrong).map(({ code, words }) => ({ code, ...words }))

describe('every sentence that people read', () => {
  it('is there in each language, and no longer than people read', () => {
    expect(
      those(({ words }) => languages.some((l) => words[l].trim() === '' || words[l].length > 400)),
    ).toEqual([])
  })
  it('says the same in each language: it takes the same params', () => {
    expect(all.filter(({ took }) => took.en.join() !== took.pl.join())).toEqual([])
  })
  it('puts its params into words: no object, no undefined, no day as programs write it', () => {
    const raw = /\[object|undefined|\bnull\b|NaN/
    expect(those(({ words }) => languages.some((l) => raw.test(words[l])))).toEqual([])
    expect(those(({ words }) => /(?<![\d-])\d{4}-\d\d(?:-\d\d)?(?![\d-])/.test(words.pl))).toEqual([])
  })
  it('is Polish in Polish and English in English', () => {
    expect(those(({ words }) => functionWords.en.test(withoutQuoted(words.pl)))).toEqual([])
    expect(those(({ words }) => functionWords.pl.test(withoutQuoted(words.en)))).toEqual([])
  })
  it('has Polish words of Polish letters', () => {
    const polish = all.map(({ words }) => words.pl).join(' ')
    expect(polish).toMatch(/[ąćęłńóśźż]/)
    expect(polish).not.toMatch(/[äöüß]/)
  })
  it('names no setting and nothing else of the code', () => {
    const isWrong = (text: Shown) =>
      !isForPrograms(text) && languages.some((l) => nameOfCode.test(text.words[l].replaceAll(terms, '')))
    expect(those(isWrong)).toEqual([])
  })
})
