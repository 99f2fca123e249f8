import { z } from '@hono/zod-openapi'
import { subjectTypes } from '../../ksef/export.ts'
import { leastMinutes } from '../../ksef/schedule.ts'
import { firstKsefDay } from '../../law/first-ksef-day.ts'
import { say } from '../../texts/say.ts'
import { fault } from '../../values/faults.ts'
import { startOfWarsawDay } from '../../values/instant.ts'
import { moment, sentenceCodes, sentenceParams } from '../endpoint/fields.ts'
import { severities } from './law-names.ts'

/** KSeF 2.0 went into production then: nothing is stored earlier (API notes, section 5.4). */
export const beginning = startOfWarsawDay(firstKsefDay)

const pem = z.string().min(1).max(20_000)
const credential = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('token'), token: z.string().min(1).max(1_000) }),
    z.strictObject({ type: z.literal('certificate'), certificatePem: pem, privateKeyPem: pem }),
  ])
  .openapi('KsefCredential')

export const connectionBody = z
  .strictObject({
    credential: credential.optional(),
    environment: z.enum(['production', 'test', 'demo'], fault(say('field.environment'))).optional(),
    subjects: z
      .array(z.enum(subjectTypes))
      .min(1, fault(say('field.subjects')))
      .refine((names) => new Set(names).size === names.length, fault(say('field.once')))
      .default(['Subject2']),
    from: moment.default(beginning),
    everyMinutes: z
      .number()
      .int()
      .min(leastMinutes, fault(say('field.pause', { minutes: leastMinutes })))
      .max(7 * 24 * 60)
      .default(60),
    paused: z.boolean().default(false),
    credentialValidUntil: moment.nullable().default(null),
  })
  .openapi('KsefConnectionInput')

/** What may be named to be fetched again. */
export const syncBody = z
  .strictObject({
    from: moment.optional().openapi({ description: 'Fetch again what KSeF stored from then on' }),
    to: moment.optional().openapi({ description: 'Until then; without it as far as KSeF is complete' }),
    subjects: z
      .array(z.enum(subjectTypes))
      .min(1, fault(say('field.subjects-or-none')))
      .refine((names) => new Set(names).size === names.length, fault(say('field.once')))
      .optional(),
  })
  .openapi('KsefSyncInput')

const instant = z.string().nullable()
/** Of a sentence that an older release kept in words they are missing. */
const sentence = { code: z.string().optional(), params: sentenceParams.optional() }
const interval = z.object({ from: z.string(), to: z.string() })
export const connection = z
  .object({
    environment: z.string(),
    state: z.enum(['connecting', 'connected', 'waiting', 'refused', 'unavailable', 'paused']),
    message: z.string(),
    ...sentence,
    until: instant,
    credential: z.object({
      type: z.enum(['token', 'certificate']),
      subject: z.string().optional(),
      validTo: z.string().optional(),
    }),
    subjects: z.array(z.enum(subjectTypes)),
    from: z.string(),
    everyMinutes: z.number().int(),
    paused: z.boolean(),
    credentialValidUntil: instant,
    lastSyncedAt: instant,
    nextRunAt: instant,
    findings: z.array(
      z.object({
        code: z.string(),
        severity: z.enum(severities),
        message: z.string(),
        params: sentenceParams,
      }),
    ),
  })
  .openapi('KsefConnection')

const count = z.number().int()
export const run = z
  .object({
    id: z.string(),
    cause: z.enum(['schedule', 'manual', 'connected']),
    state: z.enum(['waiting', 'running', 'done', 'failed']),
    message: z.string(),
    ...sentence,
    requestedAt: z.string(),
    startedAt: instant,
    finishedAt: instant,
    subjects: z.array(
      z.object({
        subject: z.enum(subjectTypes),
        exports: count,
        received: count,
        new: count,
        attached: count,
        unchanged: count,
        review: count,
        quarantined: count,
      }),
    ),
    problems: z.array(z.string()),
    problemsCodes: sentenceCodes.optional(),
    spans: z
      .array(z.object({ from: z.string(), to: instant, subjects: z.array(z.enum(subjectTypes)) }))
      .openapi({ description: 'What somebody asked to be fetched again, whatever is known of it' }),
  })
  .openapi('KsefSync')

export const coverage = z
  .object({
    subject: z.enum(subjectTypes),
    intervals: z.array(interval),
    checkpoint: instant,
    gaps: z
      .array(interval)
      .openapi({ description: 'What of the wanted span up to the checkpoint is not known complete' }),
    lookedBackAt: instant.openapi({
      description: 'When it was last compared with what KSeF lists of the last days',
    }),
    lookedBackTo: instant.openapi({ description: 'Up to which instant of storage' }),
    trouble: instant.openapi({ description: 'Why nothing of it comes now; null: it does' }),
    troubleCode: z.string().optional(),
    troubleParams: sentenceParams.optional(),
    nextRunAt: instant,
  })
  .openapi('KsefCoverage')
