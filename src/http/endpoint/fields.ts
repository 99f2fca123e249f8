import { z } from '@hono/zod-openapi'
import { buyerCategories } from '../../law/buyer.ts'
import { findingCodes } from '../../law/findings.ts'
import { modes } from '../../law/mode-names.ts'
import { policyNames, policyOptions } from '../../law/policy.ts'
import { say } from '../../texts/say.ts'
import type { Said } from '../../texts/sentence.ts'
import { type Day, type Month, type Period, parseDay, parseMonth, parsePeriod } from '../../values/day.ts'
import { fault } from '../../values/faults.ts'
import { type Instant, parseInstant } from '../../values/instant.ts'
import { invoiceKinds } from '../../values/invoice-kind.ts'
import { type Grosze, parseMoney } from '../../values/money.ts'
import { hasNipChecksum, parseNip } from '../../values/nip.ts'
import { Refusal } from '../../values/refusal.ts'
import { forbiddenInXml } from '../../values/xml-characters.ts'
import { named } from './named.ts'

/** A text that a parser of `values/` must accept; the parsed value goes on. */
function parsed<T>(
  parse: (text: string) => T | null,
  code: string,
  asked: Said,
  openapi: Record<string, unknown>,
) {
  return z
    .string()
    .transform((text, context): T => {
      const value = parse(text)
      if (value !== null) return value
      context.addIssue({ code: 'custom', message: fault(asked), params: { code } })
      return z.NEVER
    })
    .openapi(openapi)
}

export const day = parsed<Day>(parseDay, 'invalid-day', say('field.day'), {
  format: 'date',
  example: '2026-06-10',
})
/** What stands in a sentence, the same in every language. */
export const sentenceParams = z
  .record(z.string(), z.unknown())
  .openapi({ description: 'What stands in the sentence, the same in every language' })
/** Codes and params of a list of sentences; one that somebody wrote in words is its words. */
export const sentenceCodes = z
  .array(z.union([z.object({ code: z.string(), params: sentenceParams }), z.string()]))
  .openapi({ description: 'The same sentences by code and params' })
/** A day as answers show it. */
export const shownDay = z.string().openapi({ format: 'date' })
export const month = parsed<Month>(parseMonth, 'invalid-month', say('field.month'), {
  example: '2026-06',
})
export const period = parsed<Period>(parsePeriod, 'invalid-period', say('field.period'), {
  example: '2026-Q2',
})
export const moment = parsed<Day | Instant>(
  (text) => parseDay(text) ?? parseInstant(text),
  'invalid-moment',
  say('field.moment'),
  { example: '2026-06-29T20:00:00+02:00' },
)
export const instant = parsed<Instant>(parseInstant, 'invalid-instant', say('field.instant'), {
  format: 'date-time',
  example: '2026-12-31T23:59:00+01:00',
})
export const money = parsed<Grosze>(parseMoney, 'invalid-amount', say('field.amount'), {
  pattern: '^-?\\d+(\\.\\d{1,2})?$',
  example: '123.00',
})
export const deductibleShare = parsed<string>(
  (text) => (/^(0(\.\d{1,4})?|1(\.0{1,4})?)$/.test(text) ? text : null),
  'invalid-share',
  say('field.share'),
  { example: '0.50' },
)
export const rate = parsed<string>(
  (text) => (/^\d{1,6}(\.\d{1,6})?$/.test(text) && Number(text) > 0 ? text : null),
  'invalid-rate',
  say('field.rate'),
  { example: '4.2719' },
)

/** Text with outer spaces trimmed, not empty, without control characters. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !/\p{Cc}/u.test(value), fault(say('field.control-characters')))
    .refine((value) => value.isWellFormed(), fault(say('field.lone-surrogate')))

/**
 * The number of an invoice that KSeF may have: text with every character that XML 1.0 allows, control characters from
 * U+007F to U+009F too.
 */
export const invoiceNumber = z
  .string()
  .trim()
  .min(1)
  .refine((value) => [...value].length <= 256, fault(say('field.too-long', { most: 256 })))
  .refine((value) => value.search(forbiddenInXml) < 0, fault(say('field.not-in-xml')))
  .refine((value) => !/[\t\n\r]/.test(value), fault(say('field.line-ends')))
  .openapi({ minLength: 1, maxLength: 256 })

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, fault(say('field.currency')))
  .openapi({ example: 'PLN' })
export const kind = named('InvoiceKind', z.enum(invoiceKinds))
export const buyerCategory = named('BuyerCategory', z.enum(buyerCategories))
export const mode = named('Mode', z.enum(modes))
export const findingCode = named('FindingCode', z.enum(findingCodes))

/** Options of each policy, as the law's table lists them. */
export const policy = named(
  'Policy',
  z.strictObject(
    Object.fromEntries(
      policyNames.map((name) => {
        const options = policyOptions(name)
        return [name, z.enum(options, fault(say('field.policy-option', { options }))).optional()]
      }),
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
  .regex(/^\d{10}$/, fault(say('field.nip')))
  .openapi({ example: '5265877635' })

/** The NIP under which a taxpayer may be made. @throws Refusal 422 nip-checksum */
export function nipOfTaxpayer(text: string): string {
  const number = parseNip(text)
  if (number === null || !hasNipChecksum(number))
    throw new Refusal('nip-checksum', say('refusal.nip-checksum', { nip: text }))
  return number
}

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
