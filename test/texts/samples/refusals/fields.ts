import { findingTable } from '../../../../src/law/findings.ts'
import type { fieldTexts } from '../../../../src/texts/en/refusals/fields.ts'
import { say } from '../../../../src/texts/say.ts'
import type { SamplesOf } from '../samples-of.ts'

export const fieldSamples: SamplesOf<typeof fieldTexts> = {
  'request.invalid': [
    { where: 'path', places: [{ pointer: '/nip', message: say('field.nip') }] },
    { where: 'query', places: [{ pointer: '/x', message: say('field.unknown-parameter') }] },
    {
      where: 'body',
      places: [
        { pointer: '', message: say('field.type', { expected: 'object', given: 'array' }) },
        { pointer: '/gross', message: say('field.required') },
      ],
    },
    { where: 'metadata', places: [{ pointer: '/gross', message: say('field.amount') }] },
    { where: 'form', places: [{ pointer: '/file', message: say('field.part-required') }] },
  ],
  'field.unknown-part': [{ parts: ['file', 'metadata'] }, { parts: ['file'] }],
  'field.unknown-named': [{ names: ['x', 'y'] }],
  'field.part-several': [{ count: 2 }],
  'field.type': [
    { expected: 'string', given: 'number' },
    { expected: 'array', given: 'null' },
    { expected: 'boolean', given: 'object' },
    { expected: 'int', given: 'string' },
    { expected: 'number', given: 'string' },
  ],
  'field.one-of': [
    { values: ['monthly', 'quarterly'] },
    { values: ['monthly'] },
    { values: Object.keys(findingTable) },
  ],
  'field.policy-option': [{ options: ['statute-number', 'kis-actual'] }],
  'field.too-short': [{ least: 2 }],
  'field.too-long': [{ most: 256 }],
  'field.too-few': [{ least: 1 }, { least: 2 }],
  'field.too-many': [{ most: 1000 }],
  'field.too-small': [{ least: 1 }],
  'field.too-large': [{ most: 1000 }],
  'field.pause': [{ minutes: 15 }],
  'field.sign': [
    { field: 'K_46', only: 'negative', article: 'art. 89b ust. 1' },
    { field: 'K_47', only: 'positive', article: 'art. 89b ust. 4' },
  ],
}
