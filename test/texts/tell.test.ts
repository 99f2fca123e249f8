import { describe, expect, it } from 'vitest'
import { say } from '../../src/texts/say.ts'
import { readSentence, writtenSentence } from '../../src/texts/sentence.ts'
import { tell, told } from '../../src/texts/tell.ts'

const title = say('problem.title.404')

describe('a sentence in an answer', () => {
  it('has code and params beside it, which are the same in every language', () => {
    const message = say('together', { parts: [title, 'FV/1'] })
    const params = { parts: [{ code: 'problem.title.404', params: {} }, 'FV/1'] }
    expect(told([{ message }], 'en')).toEqual([{ message: 'Not found FV/1', code: 'together', params }])
    expect(told([{ message }], 'pl')).toEqual([{ message: 'Nie znaleziono FV/1', code: 'together', params }])
  })
  it('leaves a code that the contract gives to its object', () => {
    expect(told({ code: 'HELD', message: title }, 'en')).toEqual({
      code: 'HELD',
      message: 'Not found',
      params: {},
    })
  })
  it('is named by its place where it is not the main one, and one by one in a list', () => {
    expect(told({ modeReason: title, reasons: [title] }, 'pl')).toEqual({
      modeReason: 'Nie znaleziono',
      modeReasonCode: 'problem.title.404',
      reasons: ['Nie znaleziono'],
      reasonsCodes: [{ code: 'problem.title.404', params: {} }],
    })
  })
  it('leaves params that an answer names by itself the same in every language, sentences among them too', () => {
    const answer = { code: 'NEAR', message: title, params: { rule: title, number: 'FV/1' } }
    const params = { rule: { code: 'problem.title.404', params: {} }, number: 'FV/1' }
    expect(told(answer, 'pl')).toEqual({ code: 'NEAR', message: 'Nie znaleziono', params })
    expect(told(answer, 'en')).toMatchObject({ params })
  })
  it('with params that do not fit is told by its code, and so is a name that every object has', () => {
    expect(tell({ said: 'together', params: { parts: null } }, 'pl')).toBe('together')
    expect(tell({ said: 'constructor' }, 'en')).toBe('constructor')
  })
  it('is read as it was written, and words that only begin like one are words', () => {
    expect(readSentence(writtenSentence(title))).toEqual(title)
    // As a release before kept the refusal of an entry of such a name.
    const words = '{"said":"problem.title.404"}: The entry was left alone.'
    expect([readSentence(words), tell(readSentence(words), 'pl')]).toEqual([words, words])
  })
  it('leaves everything else as it is', () => {
    const answer = { a: [1, null, 'x', { b: false }], said: 3 }
    expect(told(answer, 'pl')).toEqual(answer)
  })
  it('of a release that knew other sentences is told by its code', () => {
    expect(tell({ said: 'from.later' }, 'pl')).toBe('from.later')
  })
})
