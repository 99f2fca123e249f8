import { z } from '@hono/zod-openapi'
import { buyerCategories } from '../../law/buyer.ts'
import { findingCodes } from '../../law/findings.ts'
import { modes } from '../../law/modes.ts'
import { policyNames, policyOptions } from '../../law/policy.ts'
import { type Day, type Month, type Period, parseDay, parseMonth, parsePeriod } from '../../values/day.ts'
import { type Instant, parseInstant } from '../../values/instant.ts'
import { invoiceKinds } from '../../values/invoice-kind.ts'
import { type Grosze, parseMoney } from '../../values/money.ts'
import { parseNip } from '../../values/nip.ts'
import { forbiddenInXml } from '../../values/xml-characters.ts'
import { named } from './named.ts'

/** A text that a parser of `values/` must accept; the parsed value goes on. */
function parsed<T>(
  parse: (text: string) => T | null,
  code: string,
  message: string,
  openapi: Record<string, unknown>,
) {
  return z
    .string()
    .transform((text, context): T => {
      const value = parse(text)
      if (value !== null) return value
      context.addIssue({ code: 'custom', message, params: { code } })
      return z.NEVER
    })
    .openapi(openapi)
}

export const day = parsed<Day>(parseDay, 'invalid-day', 'Give a calendar day that exists, as YYYY-MM-DD.', {
  format: 'date',
  example: '2026-06-10',
})
/** A day as answers show it. */
/** What stands in a sentence, the same in every language. */
export const sentenceParams = z
  .record(z.string(), z.unknown())
  .openapi({ description: 'What stands in the sentence, the same in every language' })
/** Codes and params of a list of sentences; one that somebody wrote in words is its words. */
export const sentenceCodes = z
  .array(z.union([z.object({ code: z.string(), params: sentenceParams }), z.string()]))
  .openapi({ description: 'The same sentences by code and params' })
export const shownDay = z.string().openapi({ format: 'date' })
export const month = parsed<Month>(parseMonth, 'invalid-month', 'Give a month as YYYY-MM.', {
  example: '2026-06',
})
export const period = parsed<Period>(
  parsePeriod,
  'invalid-period',
  'Give a month as YYYY-MM or a quarter as YYYY-Qn.',
  {
    example: '2026-Q2',
  },
)
export const moment = parsed<Day | Instant>(
  (text) => parseDay(text) ?? parseInstant(text),
  'invalid-moment',
  'Give a day as YYYY-MM-DD, or a time with its offset, such as 2026-06-29T20:00+02:00.',
  { example: '2026-06-29T20:00:00+02:00' },
)
export const instant = parsed<Instant>(
  parseInstant,
  'invalid-instant',
  'Give a time with its offset, such as 2026-12-31T23:59+01:00.',
  { format: 'date-time', example: '2026-12-31T23:59:00+01:00' },
)
export const money = parsed<Grosze>(
  parseMoney,
  'invalid-amount',
  'Give an amount as text with up to two decimals and a point, such as "-1230.50".',
  { pattern: '^-?\\d+(\\.\\d{1,2})?$', example: '123.00' },
)
const share = parsed<string>(
  (text) => (/^(0(\.\d{1,4})?|1(\.0{1,4})?)$/.test(text) ? text : null),
  'invalid-share',
  'Give a share between "0" and "1" with up to four decimals, such as "0.50".',
  { example: '0.50' },
)
const rate = parsed<string>(
  (text) => (/^\d{1,6}(\.\d{1,6})?$/.test(text) && Number(text) > 0 ? text : null),
  'invalid-rate',
  'Give a positive exchange rate with up to six decimals, such as "4.2719".',
  { example: '4.2719' },
)

export { rate, share }

/** Text with outer spaces trimmed, not empty, without control characters. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'Must not be empty.')
    .max(max, `At most ${max} characters.`)
    .refine((value) => !/\p{Cc}/u.test(value), 'Must not contain control characters.')
    .refine((value) => value.isWellFormed(), 'Must not contain half a character (a lone surrogate).')

/**
 * The number of an invoice that KSeF may have: text with every character that XML 1.0 allows, control characters from
 * U+007F to U+009F too.
 */
export const invoiceNumber = z
  .string()
  .trim()
  .min(1, 'Must not be empty.')
  .refine((value) => [...value].length <= 256, 'At most 256 characters.')
  .refine((value) => value.search(forbiddenInXml) < 0, 'Must not contain characters that no XML may hold.')
  .refine((value) => !/[\t\n\r]/.test(value), 'Must not contain line ends.')
  .openapi({ minLength: 1, maxLength: 256 })

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Give a currency as three capital letters (ISO 4217).')
  .openapi({ example: 'PLN' })
export const kind = named('InvoiceKind', z.enum(invoiceKinds))
export const buyerCategory = named(
  'BuyerCategory',
  z.enum(buyerCategories as [string, ...string[]]) as unknown as z.ZodType<(typeof buyerCategories)[number]>,
)
export const mode = named('Mode', z.enum(modes))
export const findingCode = named('FindingCode', z.enum(findingCodes as [string, ...string[]]))

/** Options of each policy, as the law's table lists them. */
export const policy = named(
  'Policy',
  z.strictObject(
    Object.fromEntries(
      policyNames.map((name) => [name, z.enum(policyOptions(name) as [string, ...string[]]).optional()]),
    ),
  ),
)

/** `true` or `false` in a query. */
export const queryFlag = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .optional()
  .openapi({ type: 'boolean' })

/** A NIP in the path or the body: only its form is checked here, since a wrong check digit is a different refusal. */
export const nip = z
  .string()
  .regex(/^\d{10}$/, 'Give a NIP as ten digits.')
  .openapi({ example: '5265877635' })

/** A seller by whom a list is filtered; a NIP as people write it. */
export const sellerFilter = z
  .string()
  .max(40)
  .transform((text): string => parseNip(text) ?? text)
  .optional()
  .openapi({ type: 'string', description: 'NIP, or country code and number' })

/** Page parameters of every list. */
export const pageQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(100)
    .openapi({ type: 'integer', minimum: 1, maximum: 1000, default: 100 }),
  cursor: z.string().max(200).optional(),
}
