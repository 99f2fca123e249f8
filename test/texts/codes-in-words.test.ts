import { describe, expect, it } from 'vitest'
import { languages } from '../../src/texts/language.ts'
import { codesIn } from './codes-in-words.ts'
import { gallery } from './samples/gallery.ts'

describe('what programs name by a code', () => {
  it('is known where it stands in words', () => {
    const words = 'UNKNOWN_SUPPLY, „different-invoice”; PURCHASE_MISSING: breachReceipt=kis-actual.'
    expect(codesIn(words)).toEqual([
      'UNKNOWN_SUPPLY',
      'different-invoice',
      'PURCHASE_MISSING',
      'breachReceipt',
      'kis-actual',
    ])
    expect(codesIn('The different invoice was accepted earliest by JPK_V7M.')).toEqual([])
  })
  it('stands in the params of a sentence and never in its words, of refusals and of all others', () => {
    const wrong = gallery().flatMap(({ code, words }) =>
      languages.flatMap((language) =>
        codesIn(words[language]).map((found) => `${code} ${language}: ${found}`),
      ),
    )
    expect(wrong).toEqual([])
  })
})
