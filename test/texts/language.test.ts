import { describe, expect, it } from 'vitest'
import { preferredLanguage } from '../../src/texts/language.ts'

describe('the language that a header prefers', () => {
  it.each([
    ['pl', 'pl'],
    ['pl-PL,pl;q=0.9,en-US;q=0.8,en;q=0.7', 'pl'],
    ['en-GB, pl;q=0.5', 'en'],
    ['de, fr;q=0.9', null],
    ['de, pl;q=0.2', 'pl'],
    ['pl;q=0, en;q=0.1', 'en'],
    ['pl;q=0', null],
    ['EN', 'en'],
    ['plt, english', null],
    ['*', null],
    ['', null],
    ['pl;q=abc', null],
    ['pl;level=1;q=0.3, en;q=0.2', 'pl'],
  ])('%j is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language)
  })
})
