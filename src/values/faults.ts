import type { z } from 'zod'
import { say } from '../texts/say.ts'
import { isSaid, readSentence, type Said, writtenSentence } from '../texts/sentence.ts'
import { propertyOf } from './record.ts'

/** The sentence of a rule of a schema, as the text that schemas keep for a message. */
export const fault = (said: Said): string => writtenSentence(said)

/** Why a value does not fit a schema: the sentence of the rule that was broken, else one made of what the schema asks. */
export function faultOf(issue: z.core.$ZodIssue, input: unknown): Said {
  const written = readSentence(issue.message)
  if (isSaid(written)) return written
  switch (issue.code) {
    case 'invalid_type':
      return typeFault(issue.expected, valueAt(input, issue.path))
    case 'invalid_value':
      return oneOf(issue.values.map(String))
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? oneOf(issue.options.map(String))
        : say('field.unfit')
    case 'unrecognized_keys':
      return say('field.unknown-named', { names: issue.keys })
    case 'too_small':
      return least(issue.origin, Number(issue.minimum))
    case 'too_big':
      return most(issue.origin, Number(issue.maximum))
    case 'invalid_format':
      return issue.format === 'email'
        ? say('field.email')
        : issue.format === 'date'
          ? say('field.day')
          : say('field.unfit')
    default:
      return say('field.unfit')
  }
}

/** What stands at a place of the input; undefined where nothing does. */
export const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((found, key) => propertyOf(found, key), input)

const kinds = ['string', 'number', 'int', 'boolean', 'object', 'array', 'null'] as const
type Kind = (typeof kinds)[number]
/** Types that JSON has under another name. */
const aliases: Readonly<Record<string, Kind>> = { record: 'object', tuple: 'array', nan: 'number' }

const kindOf = (value: unknown): Kind | undefined =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : kinds.find((kind) => kind === typeof value)

function typeFault(asked: string, value: unknown): Said {
  const expected = aliases[asked] ?? kinds.find((kind) => kind === asked)
  const given = kindOf(value)
  return expected === undefined || given === undefined
    ? say('field.unfit')
    : say('field.type', { expected, given })
}

const oneOf = (values: readonly string[]): Said => say('field.one-of', { values })

function least(origin: string, least: number): Said {
  if (origin === 'string') return least === 1 ? say('field.empty') : say('field.too-short', { least })
  return origin === 'array' ? say('field.too-few', { least }) : say('field.too-small', { least })
}

function most(origin: string, most: number): Said {
  if (origin === 'string') return say('field.too-long', { most })
  return origin === 'array' ? say('field.too-many', { most }) : say('field.too-large', { most })
}
