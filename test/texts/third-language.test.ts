import { describe, expect, it } from 'vitest'
import { english } from '../../src/texts/en/index.ts'
import type { Given, TextCode } from '../../src/texts/say.ts'
import { say } from '../../src/texts/say.ts'
import type { TextsLike } from '../../src/texts/sentence.ts'
import { tellFrom, type Words } from '../../src/texts/tell-from.ts'
import { samples } from './samples/index.ts'

/** A third language is one table of the same codes and params: the compiler says what is missing, or takes other params. */
const german: TextsLike<typeof english> = {
  ...english,
  'problem.title.404': 'Nicht gefunden',
  'refusal.key-id-unknown': ({ id }) => `Den Schlüssel ${id} gibt es nicht.`,
  together: ({ parts }, tell) => parts.map(tell).join(' – '),
}

const { 'problem.title.404': _, ...incomplete } = english
// @ts-expect-error: a code is missing
const lacking: TextsLike<typeof english> = incomplete
const other: TextsLike<typeof english> = {
  ...english,
  // @ts-expect-error: the text takes another param than the English one
  'refusal.key-id-unknown': ({ name }: { name: string }) => name,
}
const plain: TextsLike<typeof english> = {
  ...english,
  // @ts-expect-error: no text stands where the English one has one
  'problem.title.404': undefined,
}

const inGerman = <C extends TextCode>(code: C, ...given: Given<C>): string =>
  tellFrom(german as Words, say(code, ...given), 'en')

describe('a third language', () => {
  it('is told from its own table, sentences within others too', () => {
    const parts = [say('problem.title.404'), say('refusal.key-id-unknown', { id: 'x' })]
    expect(inGerman('together', { parts })).toBe('Nicht gefunden – Den Schlüssel x gibt es nicht.')
  })
  it('tells every code with the samples that the others are told with', () => {
    const untold = Object.keys(german).filter((code) => {
      const params = (samples as unknown as Record<string, readonly Record<string, unknown>[] | undefined>)[
        code
      ]
      return (params ?? [{}]).some(
        (given) => tellFrom(german as Words, { said: code, params: given }, 'en') === code,
      )
    })
    expect(untold).toEqual([])
  })
  it('that lacks a code, which no compiler lets pass, is told by the code', () => {
    const told = [lacking, other, plain].map((table) =>
      tellFrom(table as Words, say('problem.title.404'), 'en'),
    )
    expect(told).toEqual(['problem.title.404', 'Not found', 'problem.title.404'])
  })
})
