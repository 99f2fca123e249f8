import type { Said, Tell } from '../../sentence.ts'
import { counted, listed } from '../words.ts'

const whole = {
  path: 'path',
  query: 'query',
  body: 'body',
  metadata: 'part metadata',
  form: 'form',
} as const

/** What JSON can be, and a number without a fraction. */
type Kind = 'string' | 'number' | 'int' | 'boolean' | 'object' | 'array' | 'null'
const kinds: Record<Kind, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'an empty value',
}

/** Of so many values at most each is named in a sentence: a longer list, such as that of findings, is looked up. */
export const mostNamed = 12

const entries = (count: number): string => (count === 1 ? 'one entry' : `${count} entries`)

/** Properties and parameters of a request that do not fit the contract. */
export const fieldTexts = {
  /** All places that are wrong; those beyond a thousand characters stand in the list of errors alone. */
  'request.invalid': (
    { where, places }: { where: keyof typeof whole; places: readonly { pointer: string; message: Said }[] },
    tell: Tell,
  ) => {
    const told = places.map(({ pointer, message }) => `${pointer || '/'} (${tell(message)})`).join('; ')
    return `The ${whole[where]} does not fit the contract: ${told.slice(0, 1000)}`
  },
  'field.required': 'This property is required.',
  'field.part-required': 'This part is required.',
  'field.unknown': 'This property is not part of the contract.',
  'field.unknown-named': ({ names }: { names: readonly string[] }) =>
    `Not part of the contract: ${names.join(', ')}.`,
  'field.unknown-parameter': 'This parameter is not part of the contract.',
  'field.unknown-part': ({ parts }: { parts: readonly string[] }) =>
    `The form has no such part. Send ${parts.length === 1 ? 'one part' : 'these parts'}: ${listed(parts)}.`,
  'field.part-several': ({ count }: { count: number }) => `It came ${count} times: send it once.`,
  'field.unfit': 'This is not what the contract asks for here. See /docs.',
  'field.type': ({ expected, given }: { expected: Kind; given: Kind }) =>
    expected === 'int' || (expected === 'number' && given === 'string')
      ? `Give ${kinds[expected]}.`
      : `Give ${kinds[expected]}, not ${kinds[given]}.`,
  'field.one-of': ({ values }: { values: readonly string[] }) =>
    values.length > mostNamed
      ? `Give one of the ${values.length} values that the contract lists here. See /docs.`
      : `Give ${values.length === 1 ? '' : 'one of '}${values.join(', ')}.`,
  'field.policy-option': (_: { options: readonly string[] }) =>
    'Give one of the readings that GET /v1/law lists for this policy.',
  'field.empty': 'Must not be empty.',
  'field.too-short': ({ least }: { least: number }) => `Give at least ${counted(least, 'character')}.`,
  'field.too-long': ({ most }: { most: number }) => `Give at most ${counted(most, 'character')}.`,
  'field.too-few': ({ least }: { least: number }) => `Give at least ${entries(least)}.`,
  'field.too-many': ({ most }: { most: number }) => `Give at most ${entries(most)}.`,
  'field.too-small': ({ least }: { least: number }) => `Give ${least} or more.`,
  'field.too-large': ({ most }: { most: number }) => `Give ${most} or less.`,
  'field.control-characters': 'Must not contain control characters.',
  'field.lone-surrogate': 'Must not contain half a character (a lone surrogate).',
  'field.not-in-xml': 'Must not contain characters that no XML may hold.',
  'field.line-ends': 'Must not contain line ends.',
  'field.once': 'Name each one once.',

  'field.day': 'Give a calendar day that exists, as YYYY-MM-DD.',
  'field.month': 'Give a month as YYYY-MM.',
  'field.period': 'Give a month as YYYY-MM or a quarter as YYYY-Qn.',
  'field.moment': 'Give a day as YYYY-MM-DD, or a time with its offset, such as 2026-06-29T20:00+02:00.',
  'field.instant': 'Give a time with its offset, such as 2026-12-31T23:59+01:00.',
  'field.amount': 'Give an amount as text with up to two decimals and a point, such as "-1230.50".',
  'field.share': 'Give a share between "0" and "1" with up to four decimals, such as "0.50".',
  'field.rate': 'Give a positive exchange rate with up to six decimals, such as "4.2719".',
  'field.currency': 'Give a currency as three capital letters (ISO 4217).',
  'field.nip': 'Give a NIP as ten digits.',
  'field.country': 'Give a country as two letters.',
  'field.vat-id': 'Must hold a letter or a digit.',
  'field.seller': 'Give either nip, or country and vatId (without the country prefix).',
  'field.office-code': 'Give the four digits of the tax office.',
  'field.email': 'Give an e-mail address, such as biuro@example.com.',
  'field.birth-date': 'Give a day of birth from 1900 on.',
  'field.sha256': 'Give a SHA-256 as 64 hexadecimal digits in lower case.',
  'field.asked-by': 'Ask by seller and number, by ksefNumber, or by qrCode.',
  'field.outage-end': 'The outage ends before it starts. Compare both with the notice.',
  'field.environment': 'KSeF has the environments production, test and demo.',
  'field.subjects': 'Name at least one, such as Subject2 (the buyer).',
  'field.subjects-or-none': 'Name at least one, or leave them out: those of the connection.',
  'field.pause': ({ minutes }: { minutes: number }) => `KSeF asks for pauses of at least ${minutes} minutes.`,
  /** The sign that the law gives the amounts of a field of the record. */
  'field.sign': ({
    field,
    only,
    article,
  }: {
    field: string
    only: 'negative' | 'positive'
    article: string
  }) =>
    `${field} ${only === 'negative' ? 'takes tax back' : 'restores tax'} (${article}): give a ${only} amount.`,
}
