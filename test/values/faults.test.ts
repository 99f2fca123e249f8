import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { say } from '../../src/texts/say.ts'
import { tell } from '../../src/texts/tell.ts'
import { fault, faultOf } from '../../src/values/faults.ts'

/** What is wrong with a value, in English. */
const told = (schema: z.ZodType, value: unknown): string[] =>
  (schema.safeParse(value).error?.issues ?? []).map((issue) => tell(faultOf(issue, value), 'en'))
const credential = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('token'), token: z.string() }),
  z.strictObject({ type: z.literal('certificate'), pem: z.string() }),
])
const many = Array.from({ length: 25 }, (_, n) => `V${n}`) as [string, ...string[]]

describe('what does not fit a schema', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ['a number for text', z.string(), 5, 'Give text, not a number.'],
    ['nothing for a list', z.array(z.string()), null, 'Give a list, not an empty value.'],
    ['a list for an object', z.strictObject({}), [], 'Give an object, not a list.'],
    ['a list for a record', z.record(z.string(), z.string()), [], 'Give an object, not a list.'],
    ['text for a choice of two', z.boolean(), 'yes', 'Give true or false, not text.'],
    ['a fraction', z.int(), 1.5, 'Give a whole number.'],
    ['no number in a query', z.coerce.number(), 'x', 'Give a number.'],
    ['another word', z.enum(['monthly', 'quarterly']), 'weekly', 'Give one of monthly, quarterly.'],
    ['another word than the only one', z.literal('*'), 'x', 'Give *.'],
    [
      'a word of none of many',
      z.enum(many),
      'x',
      'Give one of the 25 values that the contract lists here. See /docs.',
    ],
    ['another kind of many', credential, { type: 'password' }, 'Give one of token, certificate.'],
    ['none of several shapes', z.union([z.literal('*'), z.array(z.string())]), 5, notAsked()],
    ['an empty text', z.string().min(1), '', 'Must not be empty.'],
    ['a short text', z.string().min(3), 'x', 'Give at least 3 characters.'],
    ['a long text', z.string().max(3), 'xxxx', 'Give at most 3 characters.'],
    ['an empty list', z.array(z.string()).min(1), [], 'Give at least one entry.'],
    ['a long list', z.array(z.string()).max(1), ['a', 'b'], 'Give at most one entry.'],
    ['too little', z.number().min(1), 0, 'Give 1 or more.'],
    ['too much', z.number().max(1000), 1001, 'Give 1000 or less.'],
    ['no address', z.email(), 'x', 'Give an e-mail address, such as biuro@example.com.'],
    ['no day', z.iso.date(), '2026-02-30', 'Give a calendar day that exists, as YYYY-MM-DD.'],
    ['a pattern that says nothing of itself', z.string().regex(/x/), 'y', notAsked()],
    ['more than is asked', z.strictObject({}), { a: 1, b: 2 }, 'Not part of the contract: a, b.'],
    ['what a rule forbids without a word', z.string().refine(() => false), 'x', notAsked()],
  ])('%s', (_, schema, value, sentence) => {
    expect(told(schema, value)).toEqual([sentence])
  })
  it('is told by the sentence of its rule, where that has one', () => {
    const nip = z.string().regex(/^\d{10}$/, fault(say('field.nip')))
    expect(told(z.object({ nip }), { nip: '526-58' })).toEqual(['Give a NIP as ten digits.'])
  })
  it('is told for what a program sent, where the place is within', () => {
    const schema = z.object({ corrects: z.array(z.object({ number: z.string() })) })
    expect(told(schema, { corrects: [{ number: 7 }] })).toEqual(['Give text, not a number.'])
  })
})

function notAsked(): string {
  return 'This is not what the contract asks for here. See /docs.'
}
