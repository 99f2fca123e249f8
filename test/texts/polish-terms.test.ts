import { describe, expect, it } from 'vitest'
import { gallery } from './samples/gallery.ts'

/** The terms that docs/glossary.md fixes, and how readers are spoken to: the words that would stand in their place. */
const texts = gallery().map(({ code, words }) => ({ code, words: words.pl }))
const with_ = (wrong: RegExp, but: RegExp = /^$/) =>
  texts.filter(({ code, words }) => wrong.test(words) && !but.test(code))

describe('Polish', () => {
  it('says neither you nor sir: only a letter to somebody else has a form of address', () => {
    const address =
      /(?<!\p{L})(?:Ty|Ciebie|Tobie|Two(?:j|im|ich)\p{L}*|Twó\p{L}*|Pan|Pani|Państw(?:o|a|u|em))(?!\p{L})/u
    expect(with_(address, /^reminder\./)).toEqual([])
  })
  it.each([
    ['kopia', /(?<!\p{L})[Ee]gzemplarz/u],
    ['uwaga', /(?<!\p{L})[Uu]staleni(?:e|a|em|u)(?!\p{L})/u],
    ['okres odliczenia', /termin\p{L}* odliczenia/u],
    ['udostępnienie', /przekaza\p{L}* poza KSeF/u],
    ['otrzymano kopię', /(?:kopia|kopię|faktura) (?:przysz|dotar)\p{L}*/iu],
  ])('says %s, not %s', (_, wrong) => {
    expect(with_(wrong, /^reminder\./)).toEqual([])
  })
  it('advises in explanations without a form of address: they go into files of clients', () => {
    const imperative =
      /(?<!\p{L})(?:poproś|zapytaj|prześlij|skoryguj|sprawdź|podaj|zdecyduj|odlicz|zapisz|wybierz)(?!\p{L})/iu
    const explaining =
      /^(?:after-window|as-of|deduction|next|receipt|receipt-rule|reduction|mode-reason|correction)\./
    expect(texts.filter(({ code, words }) => explaining.test(code) && imperative.test(words))).toEqual([])
  })
  it('writes per cent without a space, as all of its texts do', () => {
    expect(with_(/\d %/)).toEqual([])
  })
})
